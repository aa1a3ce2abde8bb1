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
//!
//! `call` is in [`call`](super::call), what LaTeX and root signs add in [`root`](super::root).

use super::error::{Expected, FormulaError};
use super::frame::unframe;
use super::function::{Callable, Function};
use super::glyph::INVISIBLE_TIMES;
use super::names::resolved;
use super::op::{Comparison, Op};
use super::program::{Program, TooDeep};
use super::sign_names::{alphabet, described};
use super::token::{Constant, Text, Token, Word, words};
use super::{MAX_FORMULA, MAX_NESTING};
use crate::arithmetic::Unary;
use crate::numerals::Numerals;

pub(super) struct Parser {
    pub(super) words: Vec<Word>,
    /// The word that comes next.
    pub(super) at: usize,
    pub(super) program: Program,
    /// The words that open a group which is a condition in parentheses.
    conditions: Vec<usize>,
    /// The braces that open a list of values with their conditions.
    pieces: Vec<usize>,
    /// Where the last `else` is; 0 where there is none.
    last_else: usize,
    nesting: usize,
    /// The innermost bracket or bar that is open, and where it is.
    open: (char, usize),
    pub(super) text: Text,
    /// Why it gave up.
    failure: Option<FormulaError>,
}

/// None where the parser has given up.
pub(super) type Parsed<T = ()> = Option<T>;

/// The program of a formula.
pub(super) fn program(text: &str, numerals: Numerals) -> Result<Vec<Op>, FormulaError> {
    if text.chars().nth(MAX_FORMULA).is_some() {
        return Err(FormulaError::new(MAX_FORMULA + 1, Expected::Shorter));
    }
    let text = Text::of(text);
    let mut words = words(&text, numerals);
    let is_of_y = unframe(&mut words);
    let words = resolved(&text, words, numerals, is_of_y);
    let [conditions, pieces] = groups(&words);
    let mut parser = Parser {
        conditions,
        pieces,
        last_else: words.iter().rposition(|word| word.token == Token::Else).unwrap_or_default(),
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

/// What stands in a bracket, not in those within it.
#[derive(Default)]
struct Contents {
    comparison: bool,
    colon: bool,
    /// What makes a value of a comparison, or parts it from values.
    value: bool,
}

/// The brackets that open groups with a comparison in them: those that are a condition, and braces
/// with values for conditions.
fn groups(words: &[Word]) -> [Vec<usize>; 2] {
    let mut open: Vec<(usize, Contents)> = Vec::new();
    let [mut conditions, mut pieces] = [Vec::new(), Vec::new()];
    for (at, word) in words.iter().enumerate() {
        match &word.token {
            Token::Sign('(' | '[' | '{') => open.push((at, Contents::default())),
            Token::Sign(sign @ (')' | ']' | '}')) => match open.pop() {
                Some((at, Contents { comparison: true, colon: false, value: false })) => {
                    conditions.push(at);
                }
                Some((at, Contents { comparison: true, colon: true, .. })) if *sign == '}' => {
                    pieces.push(at);
                }
                _ => {}
            },
            token => {
                let Some((_, contents)) = open.last_mut() else { continue };
                match token {
                    Token::Compare(_) => contents.comparison = true,
                    Token::Sign(':') => contents.colon = true,
                    Token::Sign('?' | ',' | ';') | Token::Else => contents.value = true,
                    _ => {}
                }
            }
        }
    }
    conditions.sort_unstable();
    pieces.sort_unstable();
    [conditions, pieces]
}

impl Parser {
    fn whole(&mut self) -> Parsed {
        self.expression()?;
        if *self.next() == Token::End { Some(()) } else { self.fail(Expected::Operator) }
    }

    pub(super) fn expression(&mut self) -> Parsed {
        self.deeper()?;
        let start = self.program.len();
        if self.is_condition() {
            let comparison = self.condition()?;
            self.alternatives(comparison)?;
        } else {
            self.sum()?;
            match *self.next() {
                Token::Compare(_) => {
                    let at = self.at;
                    let comparison = self.compared()?;
                    if *self.next() != Token::Sign('?') {
                        self.at = at;
                        return self.fail_with(
                            Expected::Operator,
                            "a comparison is a condition only: where(x < 0, -x, x^2)",
                        );
                    }
                    self.alternatives(comparison)?;
                }
                Token::Sign('?') => {
                    return self.fail_with(Expected::Comparison, "x < 0 ? -x : x^2");
                }
                Token::Function(Callable::Where, _) => self.alternatives_around(start)?,
                _ => {}
            }
        }
        self.nesting -= 1;
        Some(())
    }

    fn is_condition(&self) -> bool {
        self.conditions.binary_search(&self.at).is_ok()
    }

    /// Two sums and how they are compared.
    pub(super) fn condition(&mut self) -> Parsed<Comparison> {
        if self.is_condition() {
            self.deeper()?;
            let outer = self.enter()?;
            let comparison = self.condition()?;
            self.leave(outer)?;
            self.nesting -= 1;
            return Some(comparison);
        }
        self.sum()?;
        self.compared()
    }

    fn compared(&mut self) -> Parsed<Comparison> {
        let Token::Compare(comparison) = *self.next() else {
            return self.fail_with(Expected::Comparison, "where(x < 0, -x, x^2)");
        };
        self.step();
        self.sum()?;
        if matches!(self.next(), Token::Compare(_)) {
            return self
                .fail_with(Expected::Operator, "one comparison only: where(x < 0, -x, x^2)");
        }
        Some(comparison)
    }

    /// `? a : b`
    fn alternatives(&mut self, comparison: Comparison) -> Parsed {
        if *self.next() != Token::Sign('?') {
            return self.fail_with(
                Expected::Operator,
                "a comparison is a condition only: where(x < 0, -x, x^2)",
            );
        }
        self.step();
        self.expression()?;
        if *self.next() != Token::Sign(':') {
            return self.fail(Expected::Colon);
        }
        self.step();
        self.expression()?;
        self.emit(Op::Where(comparison))
    }

    /// `a if … else b`, where a has been read.
    fn alternatives_around(&mut self, start: usize) -> Parsed {
        self.step();
        let middle = self.program.len();
        let comparison = self.condition()?;
        self.program.swap(start, middle);
        if *self.next() != Token::Else {
            return self.fail(Expected::Else);
        }
        self.step();
        self.expression()?;
        // The second line of a brace of cases.
        if *self.next() == Token::Otherwise {
            self.step();
        }
        self.emit(Op::Where(comparison))
    }

    fn sum(&mut self) -> Parsed {
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

    /// Reads a factor, and notes how it stands to bars.
    fn factor(&mut self, bars: &mut Bars, read: fn(&mut Self) -> Parsed) -> Parsed {
        let is_bar = *self.next() == Token::Sign('|');
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

    /// Whether the `if` that comes next is that of `a if … else b`.
    fn is_around(&self) -> bool {
        matches!(self.next(), Token::Function(Callable::Where, name) if name == "if")
            && self.at < self.last_else
    }

    /// Whether an operand that can follow another without a sign begins with a word.
    fn begins_operand(&self, token: &Token) -> bool {
        match token {
            Token::X | Token::Y | Token::Constant(_) | Token::Function(..) => true,
            Token::Root | Token::RootSign(_) | Token::Fraction => true,
            Token::Sign('(' | '[' | '{' | '⟦' | '⌊' | '⌈') => true,
            // Within bars it closes them.
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
                let is_braced = *self.next() == Token::Sign('{');
                if is_braced { self.operand() } else { self.signed() }?;
                self.nesting -= 1;
                self.program_result(Program::add_power)?;
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
        if *self.next() != Token::Sign('⁾') {
            return self.fail(Expected::Operator);
        }
        self.open = outer;
        self.step();
        Some(())
    }

    /// A second exponent after one that has ended would be that of the power, or of the exponent.
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
                // PI() of spreadsheets.
                if *self.next() == Token::Sign('(') && *self.ahead(1) == Token::Sign(')') {
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

    /// What stands in parentheses, brackets or braces.
    pub(super) fn group(&mut self) -> Parsed {
        let is_in_pieces = self.pieces.binary_search(&self.at).is_ok();
        let outer = self.enter()?;
        if is_in_pieces { self.pieces() } else { self.expression() }?;
        self.leave(outer)
    }

    /// `{x < 0: -x, x^2}`, as Desmos has it, from its first sum on.
    fn pieces(&mut self) -> Parsed {
        self.deeper()?;
        self.sum()?;
        if matches!(self.next(), Token::Compare(_)) {
            let comparison = self.compared()?;
            if *self.next() == Token::Sign('?') {
                self.nesting -= 1;
                return self.alternatives(comparison);
            }
            if *self.next() != Token::Sign(':') {
                return self.fail(Expected::Colon);
            }
            self.step();
            self.expression()?;
            if *self.next() != Token::Sign(',') {
                return self.fail_with(Expected::Else, "{x < 0: -x, x^2}");
            }
            self.step();
            self.pieces()?;
            self.emit(Op::Where(comparison))?;
        }
        self.nesting -= 1;
        Some(())
    }

    /// |x|, ⌊x⌋ or ⌈x⌉
    pub(super) fn bars(&mut self, function: Unary) -> Parsed {
        let outer = self.enter()?;
        self.expression()?;
        self.leave(outer)?;
        self.emit(Op::Call(Function::Of(function)))
    }

    /// Takes an opening bracket or bar. Gives what was open before.
    pub(super) fn enter(&mut self) -> Parsed<(char, usize)> {
        let open = match *self.next() {
            Token::Sign(open) => open,
            _ => return self.fail(Expected::Operand),
        };
        let here = self.here();
        let outer = std::mem::replace(&mut self.open, (open, here));
        self.step();
        Some(outer)
    }

    /// Takes what closes the open bracket.
    pub(super) fn leave(&mut self, outer: (char, usize)) -> Parsed {
        if *self.next() != Token::Sign(closing(self.open.0)) {
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

    /// Whether what comes next closes the open bracket.
    pub(super) fn is_closing(&self) -> bool {
        *self.next() == Token::Sign(closing(self.open.0))
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

    /// Takes the next word.
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

    pub(super) fn fail_with<T>(&mut self, expected: Expected, hint: &str) -> Parsed<T> {
        self.fail_at(FormulaError::new(self.here(), expected).hint(hint))
    }

    pub(super) fn fail<T>(&mut self, expected: Expected) -> Parsed<T> {
        self.fail_at(FormulaError::new(self.here(), expected))
    }

    /// Gives up: with what was wrong with the next word from the beginning, if that is so; and with
    /// its name, where it is a sign that one does not expect.
    pub(super) fn fail_at<T>(&mut self, mut error: FormulaError) -> Parsed<T> {
        let is_of_place = !matches!(error.expected, Expected::Shallower);
        match self.next() {
            Token::Refused(refused) if is_of_place => error = (**refused).clone(),
            Token::TooLarge if is_of_place => {
                error = FormulaError::new(self.here(), Expected::FiniteNumber);
            }
            Token::Sign(',') if self.decimal_comma().is_some() => {
                error = FormulaError::new(self.here(), Expected::Point).instead("a comma");
                error.hint = self.decimal_comma();
            }
            Token::End if error.expected == Expected::Operand && self.follows_percent() => {
                error.hint = cure_of_sign('%').map(str::to_owned);
            }
            token if error.hint.is_none() && error.instead.is_none() => {
                if let Some(refused) = refused(token, error.clone()) {
                    error = refused;
                }
            }
            _ => {}
        }
        self.failure = Some(error);
        None
    }

    fn follows_percent(&self) -> bool {
        self.words.get(self.at.wrapping_sub(1)).is_some_and(|word| word.token == Token::Sign('%'))
    }

    /// What to write for two numbers with a comma between them and no blank.
    pub(super) fn decimal_comma(&self) -> Option<String> {
        let before = self.words.get(self.at.checked_sub(1)?)?;
        let [comma, after] = [self.words.get(self.at)?, self.words.get(self.at + 1)?];
        let are_numbers = [before, after].iter().all(|word| matches!(word.token, Token::Number(_)));
        if !are_numbers || !comma.is_tight || !after.is_tight {
            return None;
        }
        let [whole, part] = [before, after].map(|word| self.text.plain(word.glyphs));
        // In 1.000,5 the point parts thousands.
        let is_parted = whole.contains('.');
        let whole: String = whole.chars().filter(|letter| *letter != '.').collect();
        let point = ["write ", &whole, ".", &part].concat();
        // Or it parts thousands.
        let is_thousand = part.len() == 3 && !whole.starts_with('0') && !is_parted;
        Some(if is_thousand { [&point, " or ", &whole, &part].concat() } else { point })
    }
}

/// How the factors of a product without signs stand to bars. In `|a|b|c|` nobody knows which bars
/// belong together.
#[derive(Clone, Copy, PartialEq)]
enum Bars {
    None,
    /// The last factor was in bars.
    Last,
    /// One before the last was.
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

/// What is said of a sign that no formula can have, or not there.
fn refused(token: &Token, error: FormulaError) -> Option<FormulaError> {
    let at = error.position;
    Some(match token {
        Token::Sign('=' | '≔' | '≡' | '⇒' | '→' | '↦') => {
            let Token::Sign(sign) = token else { return None };
            FormulaError::new(at, Expected::Function)
                .instead(described(*sign))
                .hint("write only what is minimised")
        }
        Token::Sign(sign) if alphabet(*sign).is_some() => FormulaError::new(at, Expected::Variable)
            .instead(described(*sign))
            .hint("the variables are x and y"),
        Token::Sign(sign) if is_foreign(*sign) => {
            let error = error.instead(described(*sign));
            match cure_of_sign(*sign) {
                Some(cure) => error.hint(cure),
                None => error,
            }
        }
        Token::Number(_)
            if matches!(error.expected, Expected::Operator | Expected::Closing(..)) =>
        {
            error.instead("a number").hint("write x*2 or 2x")
        }
        Token::Sign(')' | ']' | '}' | '⟧') if error.expected == Expected::Operator => {
            error.hint("nothing is open that this closes")
        }
        Token::Compare(_) => error.instead("a comparison"),
        Token::Else => error.instead("else"),
        _ => return None,
    })
}

/// Whether a sign is none of those that are expected in formulas.
fn is_foreign(sign: char) -> bool {
    !matches!(
        sign,
        '+' | '-'
            | '*'
            | '/'
            | '^'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ','
            | '|'
            | '⁽'
            | '⁾'
            | '⟦'
            | '⟧'
    )
}

fn cure_of_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '!' => "there are no factorials; write the number",
        '&' | '∧' | '∨' | '¬' => "one comparison is a condition; write where within where",
        '∞' => "numbers are finite",
        '≠' => "compare with <, <=, > or >=",
        '⫽' => "write floor(x/y)",
        '‖' => "write hypot(x, y) or sqrt(x^2 + y^2)",
        '°' => "angles are in radians: write pi/180 times the number",
        '%' => "% is the remainder of a division; write 0.5 for 50 %",
        '±' | '∓' => "write + or -",
        '∑' | '∏' | '…' | '⋯' => "write all of it out",
        '∂' | '∇' | '∫' | '\'' => "write the function itself",
        '.' => "write sin(x) for x.sin()",
        '_' => "x_1 is x, x_2 is y",
        '@' => "write * for a product",
        _ => return None,
    })
}
