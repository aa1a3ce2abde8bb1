//! From a program back to text.

use super::op::Op;
use crate::numerals::Numerals;

/// How much binds a text together: what is less than wanted goes in parentheses.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Bond {
    Sum,
    Product,
    Sign,
    Power,
    Operand,
}

/// A part of the text.
type Part = (String, Bond);

/// The text of a program.
pub(super) fn print(program: &[Op], numerals: Numerals) -> String {
    let mut parts: Vec<Part> = Vec::new();
    for op in program {
        let second = if op.takes() == 2 { parts.pop() } else { None }.unwrap_or(nothing());
        let first = if op.takes() > 0 { parts.pop() } else { None }.unwrap_or(nothing());
        parts.push(joined(*op, first, second, numerals));
    }
    parts.pop().unwrap_or(nothing()).0
}

fn nothing() -> Part {
    (String::new(), Bond::Operand)
}

fn joined(op: Op, first: Part, second: Part, numerals: Numerals) -> Part {
    // The right operand of the same rank is in parentheses, or it would go to the left one.
    let binary = |sign: &str, bond: Bond, right: Bond| {
        ([&within(first.clone(), bond), sign, &within(second.clone(), right)].concat(), bond)
    };
    match op {
        Op::X => ("x".to_owned(), Bond::Operand),
        Op::Y => ("y".to_owned(), Bond::Operand),
        Op::Number(number) => number_part(number, numerals),
        Op::Negate => (["-", &within(first, Bond::Sign)].concat(), Bond::Sign),
        Op::Add => binary(" + ", Bond::Sum, Bond::Product),
        Op::Subtract => binary(" - ", Bond::Sum, Bond::Product),
        Op::Multiply => binary("*", Bond::Product, Bond::Sign),
        Op::Divide => binary("/", Bond::Product, Bond::Sign),
        Op::Power => (
            [&within(first, Bond::Operand), "^", &within(second, Bond::Sign)].concat(),
            Bond::Power,
        ),
        Op::WholePower(n) => {
            ([&within(first, Bond::Operand), "^", &n.to_string()].concat(), Bond::Power)
        }
        Op::Call(function) => {
            let arguments =
                if function.takes() == 2 { [&first.0, ", ", &second.0].concat() } else { first.0 };
            ([function.name(), "(", &arguments, ")"].concat(), Bond::Operand)
        }
    }
}

fn number_part(number: f64, numerals: Numerals) -> Part {
    let bond = if number.is_sign_negative() { Bond::Sign } else { Bond::Operand };
    ((numerals.print)(number), bond)
}

fn within((text, bond): Part, wanted: Bond) -> String {
    if bond < wanted { ["(", &text, ")"].concat() } else { text }
}
