//! Calls of functions: `max(x, y)`, and without parentheses: `sin 2x`, `sin² x`, `ln|x|`.

use super::error::{Expected, FormulaError};
use super::function::{Callable, Function};
use super::glyph::INVISIBLE_TIMES;
use super::op::Op;
use super::parse::{Parsed, Parser};
use super::program::Program;
use super::token::{Constant, Token};
use crate::arithmetic::Unary;

impl Parser {
    /// A function with its arguments; its name is the next word.
    pub(super) fn call(&mut self, callable: Callable, name: String) -> Parsed {
        self.step();
        let power = if callable.is_of_one() { self.power_of_function(&name)? } else { None };
        match *self.next() {
            Token::Sign('(' | '[' | '{') => self.arguments(callable, &name)?,
            _ if !callable.is_of_one() => return self.fail(Expected::Arguments(name)),
            Token::Sign('|' | '⟦') => {
                self.bars(Unary::Abs)?;
                self.ends_clearly(&name, true)?;
                self.emit_call(callable, 1)?;
            }
            _ => {
                self.deeper()?;
                self.bare_argument(callable, name)?;
                self.shallower();
            }
        }
        match power {
            Some(power) => {
                self.emit(Op::Number(power))?;
                self.program_result(Program::add_power)
            }
            None => Some(()),
        }
    }

    /// The power of a function's name: the 2 of `sin²(x)` or `sin^2(x)`.
    fn power_of_function(&mut self, name: &str) -> Parsed<Option<f64>> {
        let (start, at) = (self.program.len(), self.at);
        match *self.next() {
            Token::Sign('⁽') => self.superscript()?,
            Token::Sign('^') => {
                self.step();
                let is_negative = self.next().is('-');
                if is_negative {
                    self.step();
                }
                match *self.next() {
                    Token::Number(_) | Token::Sign('(' | '{') => self.operand()?,
                    _ => return self.fail(Expected::WholePower),
                }
                if is_negative {
                    self.emit(Op::Negate)?;
                }
            }
            _ => return Some(None),
        }
        let power = self.program.take_number(start);
        match power {
            Some(-1.0) => {
                let inverse = match name.to_ascii_lowercase().as_str() {
                    "sin" | "cos" | "tan" => format!("write a{name}(x) or 1/{name}(x)"),
                    _ => format!("write 1/{name}(x) for the reciprocal"),
                };
                self.at = at;
                self.fail_at(
                    FormulaError::new(self.here(), Expected::WholePower)
                        .instead("-1")
                        .hint(inverse),
                )
            }
            Some(power) if power.fract() == 0.0 && power != 0.0 => Some(Some(power)),
            _ => {
                let hint = format!("write {name}(x)^n");
                self.fail_with(Expected::WholePower, &hint)
            }
        }
    }

    /// Arguments in parentheses.
    fn arguments(&mut self, callable: Callable, name: &str) -> Parsed {
        let [least, most] = callable.takes();
        let outer = self.enter()?;
        let mut separator = None;
        // The first comma that may be a decimal comma.
        let mut decimal = None;
        let mut count = 0;
        let mut comparison = None;
        if self.is_closing() {
            return self.fail(Expected::Count(name.to_owned(), [least, most]));
        }
        loop {
            if callable == Callable::Where && count == 0 {
                comparison = Some(self.condition()?);
            } else {
                self.expression()?;
            }
            count += 1;
            // Each argument of min and max beyond the second is combined at once.
            if let Callable::Function(function @ (Function::Min | Function::Max)) = callable
                && count > 1
            {
                self.emit(Op::Call(function))?;
            }
            let Token::Sign(sign @ (',' | ';')) = *self.next() else { break };
            // Spreadsheets separate arguments by semicolons where a comma is the decimal comma.
            let is_decimal = sign == ',' && self.decimal_comma().is_some();
            if decimal.is_none() && is_decimal {
                decimal = Some(self.at);
            }
            if count == most || *separator.get_or_insert(sign) != sign {
                self.at = decimal.unwrap_or(self.at);
                let error = Expected::Count(name.to_owned(), [least, most]);
                return match name.to_ascii_lowercase().as_str() {
                    "log" | "ln" => self.fail_with(error, "write log(x)/log(2) for the base 2"),
                    "atan" | "arctan" => self.fail_with(error, "write atan2(y, x)"),
                    "round" => self.fail_with(error, "it gives whole numbers"),
                    _ => self.fail(error),
                };
            }
            self.step();
        }
        if self.is_closing() && count < least {
            return self.fail(Expected::Count(name.to_owned(), [least, most]));
        }
        self.leave(outer)?;
        match comparison {
            Some(comparison) => self.emit(Op::Where(comparison)),
            None => self.emit_call(callable, count),
        }
    }

    fn emit_call(&mut self, callable: Callable, count: usize) -> Parsed {
        match callable {
            Callable::Square => {
                self.emit(Op::Number(2.0))?;
                self.program_result(Program::add_power)
            }
            Callable::Function(Function::Min | Function::Max) if count > 1 => Some(()),
            Callable::Function(function) => {
                self.program_result(|program| program.add_call(function))
            }
            Callable::Where => Some(()),
        }
    }

    /// An argument without parentheses: the product of letters and numbers that follows, or one
    /// function of them.
    fn bare_argument(&mut self, callable: Callable, name: String) -> Parsed {
        let is_negative = self.next().is('-');
        if is_negative {
            self.step();
        }
        let start = self.program.len();
        match self.next() {
            Token::Function(..) => {
                self.power()?;
                self.ends_clearly(&name, !is_negative)?;
            }
            token if is_of_product(token) || matches!(token, Token::Number(_)) => {
                self.power()?;
                self.rest_of_product(&name)?;
                let is_function =
                    matches!(self.next(), Token::Function(..)) || self.is_power_of_e();
                if is_function && self.program.is_number(start) {
                    return self.fail_unclear(&name);
                }
                if !is_function {
                    self.ends_clearly(&name, !is_negative)?;
                }
            }
            _ => return self.fail(Expected::Arguments(name)),
        }
        if is_negative {
            self.emit(Op::Negate)?;
        }
        self.emit_call(callable, 1)
    }

    fn rest_of_product(&mut self, name: &str) -> Parsed {
        loop {
            if self.next().is(INVISIBLE_TIMES) && is_of_product(self.ahead(1)) {
                self.step();
            }
            if !is_of_product(self.next()) || self.is_power_of_e() {
                return Some(());
            }
            if matches!(self.next(), Token::Fraction) {
                // As in sin x \frac{1}{2}.
                return self.fail_unclear(name);
            }
            self.power()?;
            self.emit(Op::Multiply)?;
        }
    }

    /// Whether a power of e comes next, which stands for the function exp.
    fn is_power_of_e(&self) -> bool {
        self.is_power_of_e_at(0)
    }

    fn is_power_of_e_at(&self, by: usize) -> bool {
        matches!(self.ahead(by), Token::Constant(Constant::E))
            && matches!(self.ahead(by + 1), Token::Sign('^' | '⁽'))
    }

    /// Refuses what follows an argument without parentheses and could be meant as a part of it:
    /// `sin x/2`, `sin x*y`, `sin x(y + 1)`. Blanks around the sign make clear that it is not, except in
    /// `exp -x^2 / 2`.
    fn ends_clearly(&mut self, name: &str, may_be_apart: bool) -> Parsed {
        let is_clear = match self.next() {
            Token::Sign('*' | '/' | '%' | INVISIBLE_TIMES) => {
                matches!(self.ahead(1), Token::Function(..))
                    || self.is_power_of_e_at(1)
                    || (may_be_apart && self.is_apart())
            }
            Token::Sign('|') => self.is_closing(),
            Token::Sign('(' | '[' | '{' | '⟦' | '^' | '⁽') => false,
            token => !is_of_product(token),
        };
        if is_clear { Some(()) } else { self.fail_unclear(name) }
    }

    /// Whether there are blanks on both sides of the next sign.
    fn is_apart(&self) -> bool {
        let around = self.words.get(self.at..self.at + 2).unwrap_or_default();
        around.iter().all(|word| !word.is_tight)
    }

    fn fail_unclear(&mut self, name: &str) -> Parsed {
        let hint = format!("put the argument of {name} in parentheses");
        self.fail_with(Expected::Parentheses, &hint)
    }
}

/// Whether a word begins a factor that stands like a letter of a product.
fn is_of_product(token: &Token) -> bool {
    matches!(
        token,
        Token::X
            | Token::Y
            | Token::Constant(_)
            | Token::Root
            | Token::RootSign(_)
            | Token::Fraction
    )
}
