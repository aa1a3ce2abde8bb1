//! From a program back to text.

use super::op::Op;
use crate::numerals::{Numerals, digits};

/// How much binds a text together: what is less than wanted goes in parentheses.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Bond {
    Sum,
    Product,
    Sign,
    Power,
    Operand,
}

/// A part of the text.
pub(super) type Part = (String, Bond);

/// The text of a program.
pub(super) fn print(program: &[Op], numerals: Numerals) -> String {
    let mut parts: Vec<Part> = Vec::new();
    for op in program {
        let operands = parts.split_off(parts.len().saturating_sub(op.takes()));
        parts.push(joined(*op, operands, numerals));
    }
    parts.pop().unwrap_or(nothing()).0
}

pub(super) fn nothing() -> Part {
    (String::new(), Bond::Operand)
}

fn joined(op: Op, operands: Vec<Part>, numerals: Numerals) -> Part {
    let mut operands = operands.into_iter();
    let mut next = |wanted| within(operands.next().unwrap_or(nothing()), wanted);
    // The right operand of the same rank is in parentheses, or it would go to the left one.
    let mut binary =
        |sign: &str, left, right, bond| ([&next(left), sign, &next(right)].concat(), bond);
    match op {
        Op::X => ("x".to_owned(), Bond::Operand),
        Op::Y => ("y".to_owned(), Bond::Operand),
        Op::Number(number) => number_part(number, numerals),
        Op::Negate => (["-", &next(Bond::Sign)].concat(), Bond::Sign),
        Op::Add => binary(" + ", Bond::Sum, Bond::Product, Bond::Sum),
        Op::Subtract => binary(" - ", Bond::Sum, Bond::Product, Bond::Sum),
        Op::Multiply => binary("*", Bond::Product, Bond::Sign, Bond::Product),
        Op::Divide => binary("/", Bond::Product, Bond::Sign, Bond::Product),
        Op::Power => binary("^", Bond::Operand, Bond::Sign, Bond::Power),
        Op::WholePower(n) => ([&next(Bond::Operand), "^", &whole(n)].concat(), Bond::Power),
        Op::Call(function) => {
            let mut text = [function.name(), "(", &next(Bond::Sum)].concat();
            for _ in 1..function.operands() {
                text.push_str(", ");
                text.push_str(&next(Bond::Sum));
            }
            text.push(')');
            (text, Bond::Operand)
        }
        Op::Where(comparison) => {
            let [lhs, rhs, then, otherwise] = [(); 4].map(|()| next(Bond::Sum));
            let condition = [&lhs, " ", comparison.sign(), " ", &rhs].concat();
            let text = ["where(", &condition, ", ", &then, ", ", &otherwise, ")"].concat();
            (text, Bond::Operand)
        }
    }
}

/// A whole power.
pub(super) fn whole(n: i32) -> String {
    let size = digits(n.unsigned_abs() as usize);
    if n < 0 { ["-", &size].concat() } else { size }
}

fn number_part(number: f64, numerals: Numerals) -> Part {
    let bond = if number.is_sign_negative() { Bond::Sign } else { Bond::Operand };
    ((numerals.print)(number), bond)
}

fn within((text, bond): Part, wanted: Bond) -> String {
    if bond < wanted { ["(", &text, ")"].concat() } else { text }
}
