//! From text to a program, by recursive descent.
//!
//! ```text
//! expression = sum | condition "?" expression ":" expression | sum "if" condition "else" expression
//! condition  = sum ("<" | "<=" | ">" | ">=") sum | "(" condition ")"
//! sum        = product (("+" | "-") product)*
//! product    = signed ("*" signed | "/" signed | "%" signed | power)*  no sign: 2x, 3(x+1), x y
//! signed     = ("+" | "-") signed | power
//! power      = operand ("^" signed | superscript)?
//! operand    = number | name | call | "(" expression ")" | "|" expression "|" | root | fraction
//! ```
//! `expression` and `condition` are in [`condition`](super::condition), `call` is in
//! [`call`](super::call), `root` and `fraction` are in [`root`](super::root). The errors are made in
//! [`refusal`](super::refusal).

use super::error::{Expected, FormulaError};
use super::frame::unframe;
use super::function::{Callable, Function};
use super::glyph::INVISIBLE_TIMES;
use super::groups::{Group, groups};
use super::lexer::words;
use super::names::resolved;
use super::op::Op;
use super::program::{Program, TooDeep};
use super::token::{Constant, Text, Token, Word};
use super::{MAX_FORMULA, MAX_NESTING};
use crate::arithmetic::Unary;

pub(super) struct Parser {
    pub(super) words: Vec<Word>,
    /// The index of the next word.
    pub(super) at: usize,
    pub(super) program: Program,
    /// The kind of the group that each word opens.
    pub(super) groups: Vec<Group>,
    /// The index of the last `else`; 0 if there is none.
    last_else: usize,
    pub(super) nesting: usize,
    /// The innermost open bracket or bar, and its position.
    open: (char, usize),
    pub(super) text: Text,
    /// Why the parser failed.
    pub(super) failure: Option<FormulaError>,
}

/// None if the parser has failed.
pub(super) type Parsed<T = ()> = Option<T>;

/// The program of a formula.
pub(super) fn program(text: &str) -> Result<Vec<Op>, FormulaError> {
    if text.chars().nth(MAX_FORMULA).is_some() {
        return Err(FormulaError::new(MAX_FORMULA + 1, Expected::Shorter));
    }
    let text = Text::of(text);
    let mut words = words(&text);
    let is_of_y = unframe(&mut words);
    let words = resolved(&text, words, is_of_y);
    let mut parser = Parser {
        groups: groups(&words),
        last_else: words
            .iter()
            .rposition(|word| matches!(word.token, Token::Else))
            .unwrap_or_default(),
        words,
        at: 0,
        program: Program::default(),
        nesting: 0,
        open: (' ', 0),
        text,
        failure: None,
    };
    let _ = parser.whole();
    match parser.failure {
        Some(failure) => Err(failure),
        None => Ok(parser.program.into_ops()),
    }
}

impl Parser {
    fn whole(&mut self) -> Parsed {
        self.expression()?;
        if matches!(self.next(), Token::End) { Some(()) } else { self.fail(Expected::Operator) }
    }

    pub(super) fn sum(&mut self) -> Parsed {
        self.product()?;
        loop {
            let op = match *self.next() {
                Token::Sign('+') => Op::Add,
                Token::Sign('-') => Op::Subtract,
                _ => return Some(()),
            };
            self.step();
            self.product()?;
            self.emit(op)?;
        }
    }

    fn product(&mut self) -> Parsed {
        let mut bars = Bars::None;
        self.factor(&mut bars, Self::signed)?;
        loop {
            let op = match self.next() {
                Token::Sign('*' | INVISIBLE_TIMES) => Op::Multiply,
                Token::Sign('/') => Op::Divide,
                Token::Sign('%') => Op::Call(Function::Mod),
                Token::Function(Callable::Function(Function::Mod), _) if !self.is_called() => {
                    Op::Call(Function::Mod)
                }
                // An `if` with an `else`.
                Token::Function(Callable::Where, _) if !self.is_called() || self.is_around() => {
                    return Some(());
                }
                next if self.begins_operand(next) => {
                    if bars == Bars::Passed && matches!(next, Token::Sign('|')) {
                        return self
                            .fail_with(Expected::Parentheses, "write abs(x) for some of the bars");
                    }
                    self.factor(&mut bars, Self::power)?;
                    self.emit(Op::Multiply)?;
                    continue;
                }
                _ => return Some(()),
            };
            self.step();
            bars = Bars::None;
            self.factor(&mut bars, Self::signed)?;
            self.emit(op)?;
        }
    }

    /// Reads a factor, and records whether it is in bars.
    fn factor(&mut self, bars: &mut Bars, read: fn(&mut Self) -> Parsed) -> Parsed {
        let is_bar = self.next().is('|');
        read(self)?;
        *bars = match bars {
            _ if is_bar => Bars::Last,
            Bars::Last | Bars::Passed => Bars::Passed,
            Bars::None => Bars::None,
        };
        Some(())
    }

    /// Whether a function is followed by a parenthesis.
    fn is_called(&self) -> bool {
        matches!(self.ahead(1), Token::Sign('(' | '['))
    }

    /// Whether the next `if` is that of `a if … else b`.
    fn is_around(&self) -> bool {
        matches!(self.next(), Token::Function(Callable::Where, name) if name == "if")
            && self.at < self.last_else
    }

    /// Whether a word begins an operand that can follow another without a sign.
    fn begins_operand(&self, token: &Token) -> bool {
        match token {
            Token::X | Token::Y | Token::Constant(_) | Token::Function(..) => true,
            Token::Root | Token::RootSign(_) | Token::Fraction => true,
            Token::Sign('(' | '[' | '{' | '⟦' | '⌊' | '⌈') => true,
            // Inside bars it closes them.
            Token::Sign('|') => self.open.0 != '|',
            _ => false,
        }
    }

    pub(super) fn signed(&mut self) -> Parsed {
        let Token::Sign(sign @ ('+' | '-')) = *self.next() else {
            return self.power();
        };
        self.deeper()?;
        self.step();
        self.signed()?;
        self.nesting -= 1;
        if sign == '-' { self.emit(Op::Negate) } else { Some(()) }
    }

    pub(super) fn power(&mut self) -> Parsed {
        self.operand()?;
        self.exponent()
    }

    /// The power of the operand that has been read, if there is one.
    pub(super) fn exponent(&mut self) -> Parsed {
        match *self.next() {
            Token::Sign('^') => {
                self.deeper()?;
                self.step();
                let is_braced = self.next().is('{');
                if is_braced { self.operand() } else { self.signed() }?;
                self.nesting -= 1;
                self.program_result(Program::add_power)?;
                if self.is_within_row() {
                    return self.fail_with(Expected::Parentheses, "write e^(x*y) or e^x*y");
                }
                if is_braced { self.only_exponent() } else { Some(()) }
            }
            Token::Sign('⁽') => {
                self.deeper()?;
                self.superscript()?;
                self.nesting -= 1;
                self.program_result(Program::add_power)?;
                self.only_exponent()
            }
            _ => Some(()),
        }
    }

    pub(super) fn superscript(&mut self) -> Parsed {
        let here = self.here();
        let outer = std::mem::replace(&mut self.open, ('⁽', here));
        self.step();
        self.sum()?;
        if !self.next().is('⁾') {
            return self.fail(Expected::Operator);
        }
        self.open = outer;
        self.step();
        Some(())
    }

    /// Whether the next word is of the same row of letters as the last one: the y of `e^xy`.
    fn is_within_row(&self) -> bool {
        let is_letter = |token: &Token| matches!(token, Token::X | Token::Y | Token::Constant(_));
        let Some([last, next]) = self.at.checked_sub(1).and_then(|at| self.words.get(at..at + 2))
        else {
            return false;
        };
        let follows = last.glyphs[1] == next.glyphs[0] && !self.text.is_command(next.glyphs[0]);
        let goes_on = is_letter(&next.token) || matches!(next.token, Token::Function(..));
        follows && goes_on && is_letter(&last.token)
    }

    /// Refuses a second exponent after one that has ended: it could belong to the power or to the
    /// exponent.
    fn only_exponent(&mut self) -> Parsed {
        match *self.next() {
            Token::Sign('^' | '⁽') => {
                self.fail_with(Expected::Parentheses, "write (x^2)^3 or x^(2^3)")
            }
            _ => Some(()),
        }
    }

    pub(super) fn operand(&mut self) -> Parsed {
        match *self.next() {
            Token::Number(number) => {
                self.step();
                self.emit(Op::Number(number))
            }
            Token::X => {
                self.step();
                self.emit(Op::X)
            }
            Token::Y => {
                self.step();
                self.emit(Op::Y)
            }
            Token::Constant(constant) => {
                self.step();
                // The PI() of spreadsheets.
                if self.next().is('(') && self.ahead(1).is(')') {
                    self.step();
                    self.step();
                }
                self.emit(Op::Number(match constant {
                    Constant::Pi => std::f64::consts::PI,
                    Constant::E => std::f64::consts::E,
                }))
            }
            Token::Sign('(' | '[' | '{') => self.group(),
            Token::Sign('|' | '⟦') => self.bars(Unary::Abs),
            Token::Sign('⌊') => self.bars(Unary::Floor),
            Token::Sign('⌈') => self.bars(Unary::Ceil),
            Token::Function(callable, ref name) => {
                let name = name.clone();
                self.call(callable, name)
            }
            Token::RootSign(degree) => self.root_sign(degree),
            Token::Root => self.root(),
            Token::Fraction => self.fraction(),
            _ => self.fail(Expected::Operand),
        }
    }

    /// The contents of parentheses, brackets or braces.
    pub(super) fn group(&mut self) -> Parsed {
        let is_in_pieces = self.opens(Group::Pieces);
        let outer = self.enter()?;
        if is_in_pieces { self.pieces() } else { self.expression() }?;
        self.leave(outer)
    }

    /// |x|, ⌊x⌋ or ⌈x⌉
    pub(super) fn bars(&mut self, function: Unary) -> Parsed {
        let outer = self.enter()?;
        self.expression()?;
        self.leave(outer)?;
        self.emit(Op::Call(Function::Of(function)))
    }

    /// Reads an opening bracket or bar. Returns what was open before.
    pub(super) fn enter(&mut self) -> Parsed<(char, usize)> {
        let Token::Sign(open) = *self.next() else { return self.fail(Expected::Operand) };
        let here = self.here();
        let outer = std::mem::replace(&mut self.open, (open, here));
        self.step();
        Some(outer)
    }

    /// Reads the sign that closes the open bracket.
    pub(super) fn leave(&mut self, outer: (char, usize)) -> Parsed {
        if !self.next().is(closing(self.open.0)) {
            return self.fail_closing();
        }
        self.open = outer;
        self.step();
        Some(())
    }

    pub(super) fn fail_closing<T>(&mut self) -> Parsed<T> {
        let (open, at) = self.open;
        let sign = if open == '⟦' { '|' } else { open };
        self.fail(Expected::Closing(sign, at))
    }

    /// Whether the next word closes the open bracket.
    pub(super) fn is_closing(&self) -> bool {
        self.next().is(closing(self.open.0))
    }

    pub(super) fn next(&self) -> &Token {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, by: usize) -> &Token {
        self.words.get(self.at + by).map_or(&Token::End, |word| &word.token)
    }

    /// The column of the next word.
    pub(super) fn here(&self) -> usize {
        self.words.get(self.at).or(self.words.last()).map_or(1, |word| word.at)
    }

    /// Moves to the next word.
    pub(super) fn step(&mut self) {
        self.at += 1;
    }

    pub(super) fn deeper(&mut self) -> Parsed {
        self.nesting += 1;
        if self.nesting <= MAX_NESTING { Some(()) } else { self.fail(Expected::Shallower) }
    }

    pub(super) fn shallower(&mut self) {
        self.nesting -= 1;
    }

    pub(super) fn emit(&mut self, op: Op) -> Parsed {
        self.program_result(|program| program.add(op))
    }

    pub(super) fn program_result(
        &mut self,
        change: impl FnOnce(&mut Program) -> Result<(), TooDeep>,
    ) -> Parsed {
        match change(&mut self.program) {
            Ok(()) => Some(()),
            Err(TooDeep) => {
                self.failure = Some(FormulaError::new(self.here(), Expected::Shallower));
                None
            }
        }
    }
}

/// Where bars occur among the factors of a product without signs. In `|a|b|c|` it is unknown which bars
/// belong together.
#[derive(Clone, Copy, PartialEq)]
enum Bars {
    None,
    /// The last factor was in bars.
    Last,
    /// A factor before the last one was in bars.
    Passed,
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '⟦' => '⟧',
        '⌊' => '⌋',
        '⌈' => '⌉',
        '⁽' => '⁾',
        other => other,
    }
}
