//! Root signs, and LaTeX's roots and fractions. Their arguments are groups in braces, or one sign.

use super::error::{Expected, FormulaError};
use super::function::Function;
use super::op::Op;
use super::parse::{Parsed, Parser};
use super::program::Program;
use super::token::Token;
use crate::arithmetic::Unary;

impl Parser {
    /// √ and its one operand: √x, √2, √(x + y).
    pub(super) fn root_sign(&mut self, degree: i32) -> Parsed {
        self.step();
        let is_group = matches!(self.next(), Token::Sign('(' | '[' | '{' | '|' | '⟦'));
        let is_number = matches!(self.next(), Token::Number(_));
        self.argument()?;
        // How far the line over the operand goes is unknown.
        let is_clear = is_group
            || match self.next() {
                Token::Sign('^' | '⁽') => false,
                Token::X | Token::Y | Token::Constant(_) => !is_number,
                _ => true,
            };
        if !is_clear {
            return self.fail_with(Expected::Parentheses, "write √(2x) or √(2)*x");
        }
        self.emit_root(f64::from(degree))
    }

    /// `\sqrt{x}`, `\sqrt[3]{x}`
    pub(super) fn root(&mut self) -> Parsed {
        self.step();
        let mut degree = 2.0;
        if self.next().is('[') {
            let at = self.here();
            match (self.ahead(1), self.ahead(2)) {
                (Token::Number(number @ (2.0 | 3.0 | 4.0)), Token::Sign(']')) => degree = *number,
                _ => {
                    let error = FormulaError::new(at, Expected::Operand)
                        .hint("write x^(1/n) for an n-th root");
                    return self.fail_at(error);
                }
            }
            self.at += 3;
        }
        self.argument()?;
        self.emit_root(degree)
    }

    fn emit_root(&mut self, degree: f64) -> Parsed {
        if degree == 4.0 {
            self.emit(Op::Number(0.25))?;
            return self.program_result(Program::add_power);
        }
        let root = if degree == 3.0 { Unary::Cbrt } else { Unary::Sqrt };
        self.emit(Op::Call(Function::Of(root)))
    }

    /// `\frac{x}{2}`, `\frac12`
    pub(super) fn fraction(&mut self) -> Parsed {
        self.step();
        self.argument()?;
        self.argument()?;
        self.emit(Op::Divide)
    }

    /// The one operand of a root, or of a part of a fraction. A group counts as a level of nesting.
    fn argument(&mut self) -> Parsed {
        if matches!(self.next(), Token::Sign(_)) {
            return self.operand();
        }
        self.deeper()?;
        self.operand()?;
        self.shallower();
        Some(())
    }
}
