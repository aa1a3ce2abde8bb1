//! A program as typeset mathematics: MathML Core.
//!
//! What is copied from it can be pasted as a formula. What only a position expresses, such as an
//! exponent or a denominator, is repeated in signs that take no room and have no colour.

use super::function::Function;
use super::glyph::INVISIBLE_TIMES;
use super::op::{Comparison, Op};
use super::print::{Bond, Constant, constant};
use crate::arithmetic::Unary;
use crate::number_format::format_number;

/// A part of the markup.
#[derive(Default)]
struct Part {
    markup: String,
    /// The strength of its outermost operation, as text and as it looks.
    bonds: [Bond; 2],
    /// The first visible character.
    first: char,
    /// The function, if it is a call of min or max, to which arguments can be added.
    grows: Option<Function>,
}

impl Part {
    fn new(markup: String, bond: Bond, first: char) -> Self {
        Self { markup, bonds: [bond; 2], first, grows: None }
    }

    /// Adds parentheses where they are needed: visible ones, or some for the text alone.
    fn within(self, [text, look]: [Bond; 2]) -> Self {
        let parenthesis = if self.bonds[1] < look {
            sign
        } else if self.bonds[0] < text {
            unseen
        } else {
            return self;
        };
        let first = if self.bonds[1] < look { '(' } else { self.first };
        let markup = ["<mrow>", &parenthesis("("), &self.markup, &parenthesis(")"), "</mrow>"];
        Self::new(markup.concat(), Bond::Operand, first)
    }
}

/// The markup of a program.
pub(super) fn mathml(program: &[Op]) -> String {
    let mut parts: Vec<Part> = Vec::new();
    for op in program {
        let operands = parts.split_off(parts.len().saturating_sub(op.takes()));
        parts.push(joined(*op, operands));
    }
    let markup = parts.pop().unwrap_or_default().markup;
    format!("<math>{markup}</math>")
}

fn joined(op: Op, operands: Vec<Part>) -> Part {
    if let Op::Call(function) = op {
        return call(function, operands);
    }
    let mut operands = operands.into_iter();
    let mut next = |text, look| operands.next().unwrap_or_default().within([text, look]);
    match op {
        Op::X => Part::new(identifier("x"), Bond::Operand, 'x'),
        Op::Y => Part::new(identifier("y"), Bond::Operand, 'y'),
        Op::Number(number) => number_part(number),
        Op::Negate => {
            let operand = next(Bond::Sign, Bond::Sign);
            Part::new(format!("{}{}", sign("−"), operand.markup), Bond::Sign, '−')
        }
        Op::Add | Op::Subtract => {
            let lhs = next(Bond::Sum, Bond::Sum);
            let rhs = next(Bond::Product, Bond::Product);
            let between = sign(if op == Op::Add { "+" } else { "−" });
            Part::new(format!("{}{between}{}", lhs.markup, rhs.markup), Bond::Sum, lhs.first)
        }
        Op::Multiply => {
            let lhs = next(Bond::Product, Bond::Product);
            let rhs = next(Bond::Sign, Bond::Power);
            let is_seen = rhs.first.is_ascii_digit() || rhs.first == '−';
            let times = if is_seen { '⋅' } else { INVISIBLE_TIMES };
            let times = sign(&times.to_string());
            Part::new(format!("{}{times}{}", lhs.markup, rhs.markup), Bond::Product, lhs.first)
        }
        Op::Divide => {
            // For the text both are in parentheses, so that no rule is needed.
            let [over, under] =
                [(); 2].map(|()| next(Bond::Sum, Bond::Sum)).map(|part| part.markup);
            let over = format!("<mrow>{}{over}{}</mrow>", unseen("("), unseen(")"));
            let under = format!("<mrow>{}{under}{}</mrow>", unseen("/("), unseen(")"));
            fraction(&over, &under)
        }
        Op::Power => {
            let base = next(Bond::Operand, Bond::Operand);
            let exponent = next(Bond::Sign, Bond::Sum);
            power(&base, &exponent.markup)
        }
        Op::WholePower(n) => {
            let size = number(&n.unsigned_abs().to_string());
            let exponent = if n < 0 { format!("{}{size}", sign("−")) } else { size };
            power(&next(Bond::Operand, Bond::Operand), &exponent)
        }
        Op::Where(comparison) => {
            let operands = [(); 4].map(|()| next(Bond::Sum, Bond::Sum).markup);
            cases(comparison, &operands)
        }
        Op::Call(_) => Part::default(),
    }
}

fn power(base: &Part, exponent: &str) -> Part {
    let is_flat = base.first == '('
        && !["<mfrac>", "<msqrt>", "<mtable>"].iter().any(|tall| base.markup.contains(tall));
    // Browsers put an exponent at the upper end of its base, and above a parenthesis that is too high.
    let base_markup = if is_flat {
        format!("<mpadded height=\".6em\">{}</mpadded>", base.markup)
    } else {
        format!("<mrow>{}</mrow>", base.markup)
    };
    let exponent = format!("<mrow>{}{exponent}</mrow>", unseen("^"));
    let markup = format!("<msup>{base_markup}{exponent}</msup>");
    Part::new(markup, Bond::Power, base.first)
}

fn fraction(over: &str, under: &str) -> Part {
    let markup = format!("<mfrac>{over}{under}</mfrac>");
    // It looks like one thing, except as the base of a power.
    Part { bonds: [Bond::Product, Bond::Power], ..Part::new(markup, Bond::Product, '/') }
}

/// A brace with a line for each case. As text it is Python's: a if c else b.
fn cases(comparison: Comparison, [lhs, rhs, then, otherwise]: &[String; 4]) -> Part {
    let compared = sign(match comparison {
        Comparison::Less => "&lt;",
        Comparison::AtMost => "≤",
        Comparison::Greater => "&gt;",
        Comparison::AtLeast => "≥",
    });
    let cell = |markup: &[&str]| format!("<mtd><mrow>{}</mrow></mtd>", markup.concat());
    let markup = [
        "<mrow>",
        &unseen("("),
        "<mo stretchy=\"true\">{</mo><mtable><mtr>",
        &cell(&[then]),
        &cell(&["<mtext>\u{a0}if\u{a0}</mtext>", lhs, &compared, rhs]),
        "</mtr><mtr>",
        &cell(&[&unseen("\u{a0}else\u{a0}"), otherwise]),
        "<mtd><mtext>\u{a0}otherwise</mtext></mtd></mtr></mtable>",
        &unseen("})"),
        "</mrow>",
    ];
    Part::new(markup.concat(), Bond::Operand, '{')
}

fn call(function: Function, operands: Vec<Part>) -> Part {
    let around = match function {
        Function::Of(Unary::Abs) => Some(["|", "|"]),
        Function::Of(Unary::Floor) => Some(["⌊", "⌋"]),
        Function::Of(Unary::Ceil) => Some(["⌈", "⌉"]),
        _ => None,
    };
    let grows = matches!(function, Function::Min | Function::Max).then_some(function);
    let mut start = format!("{}<mo>\u{2061}</mo>{}", named(function), sign("("));
    let close = sign(")");
    let mut arguments = String::new();
    for (index, mut part) in operands.into_iter().enumerate() {
        if index > 0 {
            arguments.push_str(&sign(","));
        } else if grows.is_some() && part.grows == grows {
            // max(max(x, y), 0) is max(x, y, 0).
            part.markup.truncate(part.markup.len() - close.len());
            start.clear();
        }
        arguments.push_str(&part.markup);
    }
    let markup = if function == Function::Of(Unary::Sqrt) {
        format!("<msqrt><mrow>{}{arguments}{}</mrow></msqrt>", unseen("sqrt("), unseen(")"))
    } else if let Some([open, close]) = around {
        format!("<mrow>{}{arguments}{}</mrow>", sign(open), sign(close))
    } else {
        format!("{start}{arguments}{close}")
    };
    Part { grows, ..Part::new(markup, Bond::Operand, 'f') }
}

/// The mathematical name of a function.
fn named(function: Function) -> String {
    let subscript = |base: &str| format!("<msub>{}{}</msub>", identifier("log"), number(base));
    identifier(match function {
        Function::Of(Unary::Log10) => return subscript("10"),
        Function::Of(Unary::Log2) => return subscript("2"),
        Function::Of(Unary::Cbrt) => return sign("∛"),
        Function::Of(Unary::Ln) => "ln",
        Function::Of(Unary::Asin) => "arcsin",
        Function::Of(Unary::Acos) => "arccos",
        Function::Of(Unary::Atan) => "arctan",
        Function::Of(Unary::Sign) => "sgn",
        other => other.name(),
    })
}

fn number_part(value: f64) -> Part {
    if let Some(Constant { times, name, over }) = constant(value) {
        let letter = identifier(if name == "pi" { "π" } else { name });
        if over > 1 {
            let over = format!("<mrow>{}{}</mrow>", unseen("/"), number(&over.to_string()));
            return fraction(&letter, &over);
        }
        if times > 1 {
            let times = format!("{}{}{letter}", number(&times.to_string()), sign("\u{2062}"));
            return Part::new(times, Bond::Product, '2');
        }
        return Part::new(letter, Bond::Operand, 'π');
    }
    let size = number(&format_number(value.abs()));
    if value.is_sign_negative() {
        Part::new(format!("{}{size}", sign("−")), Bond::Sign, '−')
    } else {
        Part::new(size, Bond::Operand, '0')
    }
}

fn identifier(name: &str) -> String {
    format!("<mi>{name}</mi>")
}

fn number(digits: &str) -> String {
    format!("<mn>{digits}</mn>")
}

fn sign(sign: &str) -> String {
    format!("<mo>{sign}</mo>")
}

/// Markup for the text alone.
fn unseen(text: &str) -> String {
    format!(
        "<mpadded width=\"0\" height=\"0\" depth=\"0\" aria-hidden=\"true\">\
         <mtext mathcolor=\"transparent\">{text}</mtext></mpadded>"
    )
}
