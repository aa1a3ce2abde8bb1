//! The words of a formula.

use crate::numerals::Numerals;

/// A word of a formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(f64),
    Name(&'a str),
    /// One of `+ - * / ^ ( ) ,`.
    Sign(char),
    End,
    /// Nothing that a formula can have.
    Strange,
    /// A number beyond what f64 holds.
    TooLarge,
}

/// Reads a formula word by word.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// How many characters lie behind.
    passed: usize,
    numerals: Numerals,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, numerals: Numerals) -> Self {
        Self { rest: text, passed: 0, numerals }
    }

    /// The next word and where it begins, in characters counted from 1.
    pub(super) fn next(&mut self) -> (Token<'a>, usize) {
        self.take_while(char::is_whitespace);
        let position = self.passed + 1;
        let Some(first) = self.rest.chars().next() else {
            return (Token::End, position);
        };
        if first == '.' || is_digit(first) {
            return (self.number(), position);
        }
        if is_letter(first) {
            let name = self.take_while(|letter| is_letter(letter) || is_digit(letter));
            return (Token::Name(name), position);
        }
        self.skip(first);
        // As papers and word processors write them.
        let token = match first {
            '−' | '–' => Token::Sign('-'),
            '·' | '×' | '⋅' => Token::Sign('*'),
            '*' if self.rest.starts_with('*') => {
                self.skip('*');
                Token::Sign('^')
            }
            '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' => Token::Sign(first),
            'π' => Token::Name("pi"),
            _ => Token::Strange,
        };
        (token, position)
    }

    /// Digits, at most one point, and an exponent if digits follow it.
    fn number(&mut self) -> Token<'a> {
        let whole = self.rest;
        self.take_while(is_digit);
        if self.rest.starts_with('.') {
            self.skip('.');
            self.take_while(is_digit);
        }
        let exponent = self.rest.strip_prefix(['e', 'E']).unwrap_or_default();
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.starts_with(is_digit) {
            self.passed += self.rest.len() - digits.len();
            self.rest = digits;
            self.take_while(is_digit);
        }
        let length = whole.len() - self.rest.len();
        match self.numerals.read(whole.get(..length).unwrap_or_default()) {
            Some(number) if number.is_finite() => Token::Number(number),
            Some(_) => Token::TooLarge,
            None => Token::Strange,
        }
    }

    fn take_while(&mut self, wanted: fn(char) -> bool) -> &'a str {
        let whole = self.rest;
        while let Some(letter) = self.rest.chars().next()
            && wanted(letter)
        {
            self.skip(letter);
        }
        whole.get(..whole.len() - self.rest.len()).unwrap_or_default()
    }

    fn skip(&mut self, letter: char) {
        self.rest = self.rest.get(letter.len_utf8()..).unwrap_or_default();
        self.passed += 1;
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || letter == '_'
}
