//! From text to a program, by recursive descent.
//!
//! ```text
//! sum     = product (("+" | "-") product)*
//! product = signed ("*" signed | "/" signed | power)*      no sign: 2x, 3(x+1), x y
//! signed  = ("+" | "-") signed | power
//! power   = operand ("^" signed)?
//! operand = number | name | function "(" sum ("," sum)? ")" | "(" sum ")"
//! ```

use super::error::{Expected, FormulaError};
use super::eval;
use super::function::Function;
use super::op::Op;
use super::token::{Token, Tokens};
use super::{MAX_FORMULA, MAX_NESTING};
use crate::arithmetic::{Dual, Unary};
use crate::numerals::Numerals;

/// Whole exponents up to this are operations of their own.
const LARGEST_WHOLE: f64 = 64.0;

struct Parser<'a> {
    tokens: Tokens<'a>,
    /// The word that comes next, and where it begins.
    next: (Token<'a>, usize),
    program: Vec<Op>,
    /// How many numbers the program has on its stack at this point.
    waiting: usize,
    nesting: usize,
    /// Why it gave up.
    failure: Option<FormulaError>,
}

/// None where the parser has given up.
type Parsed = Option<()>;

/// The program of a formula.
pub(super) fn program(text: &str, numerals: Numerals) -> Result<Vec<Op>, FormulaError> {
    if text.chars().nth(MAX_FORMULA).is_some() {
        return Err(FormulaError { position: MAX_FORMULA + 1, expected: Expected::Shorter });
    }
    let mut parser = Parser {
        tokens: Tokens::new(text, numerals),
        next: (Token::End, 1),
        program: Vec::new(),
        waiting: 0,
        nesting: 0,
        failure: None,
    };
    let _ = parser.whole();
    match parser.failure {
        Some(failure) => Err(failure),
        None => Ok(parser.program),
    }
}

impl Parser<'_> {
    fn whole(&mut self) -> Parsed {
        self.step()?;
        self.sum()?;
        self.require(self.next.0 == Token::End, Expected::Operator)
    }

    fn sum(&mut self) -> Parsed {
        self.deeper()?;
        self.product()?;
        loop {
            let op = match self.next.0 {
                Token::Sign('+') => Op::Add,
                Token::Sign('-') => Op::Subtract,
                _ => break,
            };
            self.step()?;
            self.product()?;
            self.emit(op)?;
        }
        self.nesting -= 1;
        Some(())
    }

    fn product(&mut self) -> Parsed {
        self.signed()?;
        loop {
            match self.next.0 {
                Token::Sign('*') => {
                    self.step()?;
                    self.signed()?;
                    self.emit(Op::Multiply)?;
                }
                Token::Sign('/') => {
                    self.step()?;
                    self.signed()?;
                    self.emit(Op::Divide)?;
                }
                Token::Sign('(') | Token::Name(_) => {
                    self.power()?;
                    self.emit(Op::Multiply)?;
                }
                _ => return Some(()),
            }
        }
    }

    fn signed(&mut self) -> Parsed {
        let Token::Sign(sign @ ('+' | '-')) = self.next.0 else {
            return self.power();
        };
        self.deeper()?;
        self.step()?;
        self.signed()?;
        self.nesting -= 1;
        if sign == '-' { self.emit(Op::Negate) } else { Some(()) }
    }

    fn power(&mut self) -> Parsed {
        self.operand()?;
        if self.next.0 != Token::Sign('^') {
            return Some(());
        }
        self.deeper()?;
        self.step()?;
        let exponent = self.program.len();
        self.signed()?;
        self.nesting -= 1;
        self.emit_power(exponent)
    }

    /// A power, of which the exponent begins at that place of the program: `e^u` is exp(u), `u^0.5`
    /// is √u, and a whole exponent that is not too large is one of its own.
    fn emit_power(&mut self, exponent: usize) -> Parsed {
        // A base that ends in a number is that number.
        if self.program[..exponent].last() == Some(&Op::Number(std::f64::consts::E)) {
            self.program.remove(exponent - 1);
            self.waiting -= 1;
            return self.emit(Op::Call(Function::Of(Unary::Exp)));
        }
        match self.program.last() {
            Some(Op::Number(0.5)) => {
                self.program.pop();
                self.waiting -= 1;
                self.emit(Op::Call(Function::Of(Unary::Sqrt)))
            }
            Some(Op::Number(n)) if n.fract() == 0.0 && n.abs() <= LARGEST_WHOLE => {
                let n = whole(*n);
                self.program.pop();
                self.waiting -= 1;
                self.emit(Op::WholePower(n))
            }
            _ => self.emit(Op::Power),
        }
    }

    fn operand(&mut self) -> Parsed {
        match self.next.0 {
            Token::Number(number) => {
                self.step()?;
                self.emit(Op::Number(number))
            }
            Token::Sign('(') => {
                self.step()?;
                self.sum()?;
                self.take(')', Expected::Closing)
            }
            Token::Name(name) => self.named(name),
            _ => self.fail(Expected::Operand),
        }
    }

    fn named(&mut self, name: &str) -> Parsed {
        let op = match name {
            "x" => Op::X,
            "y" => Op::Y,
            "pi" => Op::Number(std::f64::consts::PI),
            "e" => Op::Number(std::f64::consts::E),
            _ => match Function::named(name) {
                Some(function) => return self.call(function),
                None => return self.fail(Expected::KnownName(name.to_owned())),
            },
        };
        self.step()?;
        self.emit(op)
    }

    fn call(&mut self, function: Function) -> Parsed {
        self.step()?;
        self.take('(', Expected::Arguments(function.name()))?;
        self.sum()?;
        let second = self.program.len();
        if function.takes() == 2 {
            self.take(',', Expected::SecondArgument(function.name()))?;
            self.sum()?;
        }
        self.take(')', Expected::Closing)?;
        if function == Function::Pow {
            self.emit_power(second)
        } else {
            self.emit(Op::Call(function))
        }
    }

    fn take(&mut self, sign: char, expected: Expected) -> Parsed {
        self.require(self.next.0 == Token::Sign(sign), expected)?;
        self.step()
    }

    fn step(&mut self) -> Parsed {
        self.next = self.tokens.next();
        self.require(self.next.0 != Token::TooLarge, Expected::FiniteNumber)
    }

    fn deeper(&mut self) -> Parsed {
        self.nesting += 1;
        self.require(self.nesting <= MAX_NESTING, Expected::Shallower)
    }

    fn require(&mut self, holds: bool, expected: Expected) -> Parsed {
        if holds { Some(()) } else { self.fail(expected) }
    }

    fn fail(&mut self, expected: Expected) -> Parsed {
        self.failure = Some(FormulaError { position: self.next.1, expected });
        None
    }

    /// Adds an operation; one on numbers alone is carried out at once.
    fn emit(&mut self, op: Op) -> Parsed {
        self.program.push(op);
        self.waiting = self.waiting + 1 - op.takes();
        self.require(self.waiting <= MAX_NESTING, Expected::Shallower)?;
        let first = self.program.len() - 1 - op.takes();
        let operands = &self.program[first..self.program.len() - 1];
        if op.takes() > 0 && operands.iter().all(|operand| matches!(operand, Op::Number(_))) {
            let number = eval::run(&self.program[first..], Dual::variables([0.0; 2])).value;
            if number.is_finite() {
                self.program.truncate(first);
                self.program.push(Op::Number(number));
            }
        }
        Some(())
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a whole number of at most LARGEST_WHOLE")]
fn whole(number: f64) -> i32 {
    number as i32
}
