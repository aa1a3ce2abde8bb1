//! From a program back to text.

use super::function::Function;
use super::op::Op;
use crate::number_format::format_number;

/// How strong an operation binds. A part that binds weaker than its place needs goes in parentheses.
#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
pub(super) enum Bond {
    #[default]
    Sum,
    Product,
    Sign,
    Power,
    Operand,
}

/// A part of the text.
struct Part {
    text: String,
    bond: Bond,
    /// The function, if it is a call of min or max, to which arguments can be added.
    grows: Option<Function>,
}

impl Part {
    fn new(text: impl Into<String>, bond: Bond) -> Self {
        Self { text: text.into(), bond, grows: None }
    }
}

/// The text of a program.
pub(super) fn print(program: &[Op]) -> String {
    let mut parts: Vec<Part> = Vec::new();
    for op in program {
        let operands = parts.split_off(parts.len().saturating_sub(op.takes()));
        parts.push(joined(*op, operands));
    }
    parts.pop().map_or_else(String::new, |part| part.text)
}

fn joined(op: Op, operands: Vec<Part>) -> Part {
    if let Op::Call(function) = op {
        return call(function, operands);
    }
    let mut operands = operands.into_iter();
    let mut next = |wanted| operands.next().map_or_else(String::new, |part| within(part, wanted));
    // A right operand of the same rank is in parentheses; otherwise it would group to the left.
    let mut binary = |sign: &str, left, right, bond| {
        Part::new(format!("{}{sign}{}", next(left), next(right)), bond)
    };
    match op {
        Op::X => Part::new("x", Bond::Operand),
        Op::Y => Part::new("y", Bond::Operand),
        Op::Number(number) => number_part(number),
        Op::Negate => Part::new(format!("-{}", next(Bond::Sign)), Bond::Sign),
        Op::Add => binary(" + ", Bond::Sum, Bond::Product, Bond::Sum),
        Op::Subtract => binary(" - ", Bond::Sum, Bond::Product, Bond::Sum),
        Op::Multiply => binary("*", Bond::Product, Bond::Sign, Bond::Product),
        Op::Divide => binary("/", Bond::Product, Bond::Sign, Bond::Product),
        Op::Power | Op::Call(_) => binary("^", Bond::Operand, Bond::Sign, Bond::Power),
        Op::WholePower(n) => Part::new(format!("{}^{n}", next(Bond::Operand)), Bond::Power),
        Op::Where(comparison) => {
            let [lhs, rhs, then, otherwise] = [(); 4].map(|()| next(Bond::Sum));
            let condition = format!("{lhs} {} {rhs}", comparison.sign());
            let text = format!("where({condition}, {then}, {otherwise})");
            Part::new(text, Bond::Operand)
        }
    }
}

fn call(function: Function, operands: Vec<Part>) -> Part {
    let grows = matches!(function, Function::Min | Function::Max).then_some(function);
    let mut text = String::new();
    for (index, part) in operands.into_iter().enumerate() {
        match index {
            // max(max(x, y), 0) is max(x, y, 0).
            0 if grows.is_some() && part.grows == grows => {
                text = part.text;
                text.pop();
                continue;
            }
            0 => {
                text.push_str(function.name());
                text.push('(');
            }
            _ => text.push_str(", "),
        }
        text.push_str(&part.text);
    }
    text.push(')');
    Part { text, bond: Bond::Operand, grows }
}

fn number_part(number: f64) -> Part {
    if let Some(Constant { times, name, over }) = constant(number) {
        let factor = if times > 1 { format!("{times}*") } else { String::new() };
        let divisor = if over > 1 { format!("/{over}") } else { String::new() };
        let text = format!("{factor}{name}{divisor}");
        return Part::new(text, if times * over > 1 { Bond::Product } else { Bond::Operand });
    }
    let bond = if number.is_sign_negative() { Bond::Sign } else { Bond::Operand };
    Part::new(format_number(number), bond)
}

/// A number as people write it: 2π, π/2.
#[derive(Clone, Copy)]
pub(super) struct Constant {
    pub(super) times: usize,
    pub(super) name: &'static str,
    pub(super) over: usize,
}

/// The name of a number that is e, or π with a small factor or divisor.
pub(super) fn constant(number: f64) -> Option<Constant> {
    if number == std::f64::consts::E {
        return Some(Constant { times: 1, name: "e", over: 1 });
    }
    let mut factor = 0.0;
    (1..=MOST_OF_PI).find_map(|count| {
        factor += 1.0;
        if number == factor * std::f64::consts::PI {
            return Some(Constant { times: count, name: "pi", over: 1 });
        }
        let is_part = number == std::f64::consts::PI / factor;
        is_part.then_some(Constant { times: 1, name: "pi", over: count })
    })
}

/// Up to this, a multiple or a part of π is printed as one.
const MOST_OF_PI: usize = 12;

fn within(Part { text, bond, .. }: Part, wanted: Bond) -> String {
    if bond < wanted { format!("({text})") } else { text }
}
