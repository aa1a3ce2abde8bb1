//! From text to words.

use super::glyph::{Glyph, INVISIBLE_TIMES};
use super::op::Comparison;
use super::token::{Name, Text, Token, Word};
use crate::number_format::parse_number;

/// Modules whose names are written before those of their functions.
const MODULES: [&str; 15] = [
    "np",
    "numpy",
    "torch",
    "math",
    "Math",
    "jnp",
    "jax",
    "tf",
    "F",
    "nn",
    "functional",
    "special",
    "scipy",
    "cp",
    "onp",
];

/// The words of a text. The last one is [`Token::End`].
pub(super) fn words(text: &Text) -> Vec<Word> {
    let mut lexer = Lexer { text, at: 0, words: Vec::new(), is_raised: false, single: 0 };
    while lexer.word() {}
    lexer.words
}

pub(super) struct Lexer<'a> {
    pub(super) text: &'a Text,
    /// The index of the next glyph.
    pub(super) at: usize,
    words: Vec<Word>,
    /// Whether it is among superscripts.
    is_raised: bool,
    /// How many of the next LaTeX arguments are a single digit or letter: \frac12 is 1/2.
    pub(super) single: u8,
}

impl Lexer<'_> {
    /// Reads the next word; false at the end.
    fn word(&mut self) -> bool {
        let from = self.at;
        while self.glyph() == Some(Glyph::Blank) {
            self.at += 1;
        }
        let is_tight = self.at == from;
        let is_raised = matches!(self.glyph(), Some(Glyph::Raised(_)));
        if is_raised != self.is_raised {
            self.is_raised = is_raised;
            self.push(Token::Sign(if is_raised { '⁽' } else { '⁾' }), self.at, is_tight);
        }
        let first = self.at;
        let Some(glyph) = self.glyph() else {
            self.push(Token::End, first, is_tight);
            return false;
        };
        let token = match glyph {
            Glyph::Name(name) => {
                self.at += 1;
                Some(whole_name(name))
            }
            Glyph::Fraction(over, under) => {
                self.at += 1;
                Some(Token::Number(f64::from(over) / f64::from(under)))
            }
            Glyph::Plain('\\') => self.command(),
            _ => {
                // A subscript that does not belong to a name is read as an underscore.
                let letter = match glyph {
                    Glyph::Plain(letter) | Glyph::Raised(letter) => letter,
                    _ => '_',
                };
                if letter.is_ascii_digit() || (letter == '.' && self.is_digit(1)) {
                    Some(self.number())
                } else if is_letter(letter) {
                    Some(self.name())
                } else {
                    self.at += 1;
                    self.sign(letter)
                }
            }
        };
        if let Some(token) = token {
            self.single = match token {
                Token::Fraction => 2,
                Token::Root => 1,
                Token::Number(_) => self.single,
                Token::Name(_) => self.single.saturating_sub(1),
                _ => 0,
            };
            self.push(token, first, is_tight);
        }
        true
    }

    fn push(&mut self, token: Token, first: usize, is_tight: bool) {
        let at = self.text.column(first);
        self.words.push(Word { token, at, glyphs: [first, self.at], is_tight });
    }

    pub(super) fn glyph(&self) -> Option<Glyph> {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> Option<Glyph> {
        self.text.glyphs.get(self.at + by).map(|(glyph, _)| *glyph)
    }

    /// The character so far ahead, if it is as high as the present one.
    pub(super) fn letter(&self, by: usize) -> Option<char> {
        match self.ahead(by)? {
            Glyph::Plain(letter) if !self.is_raised => Some(letter),
            Glyph::Raised(letter) if self.is_raised => Some(letter),
            _ => None,
        }
    }

    fn is_digit(&self, by: usize) -> bool {
        self.letter(by).is_some_and(|letter| letter.is_ascii_digit())
    }

    pub(super) fn take(&mut self, sign: char) -> bool {
        let is_there = self.letter(0) == Some(sign);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn skip_while(&mut self, wanted: fn(char) -> bool) {
        while self.letter(0).is_some_and(wanted) {
            self.at += 1;
        }
    }

    /// Digits, at most one point, and an exponent if digits follow it.
    fn number(&mut self) -> Token {
        let first = self.at;
        let is_digit = |letter: char| letter.is_ascii_digit();
        if self.single > 0 && self.is_digit(0) {
            self.single -= 1;
            self.at += 1;
            let digit = self.text.plain([first, self.at]);
            return parse_number(&digit).map_or(Token::TooLarge, Token::Number);
        }
        self.skip_while(is_digit);
        if self.letter(0) == Some('.') {
            self.at += 1;
            self.skip_while(is_digit);
        }
        if matches!(self.letter(0), Some('e' | 'E')) {
            let sign = usize::from(matches!(self.letter(1), Some('+' | '-')));
            if self.is_digit(1 + sign) {
                self.at += 1 + sign;
                self.skip_while(is_digit);
            }
        }
        match parse_number(&self.text.plain([first, self.at])) {
            Some(number) if number.is_finite() => Token::Number(number),
            _ => Token::TooLarge,
        }
    }

    /// A name, with its module and its subscript.
    fn name(&mut self) -> Token {
        let mut module = String::new();
        loop {
            let first = self.at;
            self.letters();
            let text = self.text.plain([first, self.at]);
            let is_module = self.letter(0) == Some('.')
                && self.letter(1).is_some_and(is_letter)
                && MODULES.contains(&text.as_str());
            if is_module {
                self.at += 1;
                module.push_str(&text);
                module.push('.');
                continue;
            }
            let mut name = Name { text, module, is_whole: false };
            self.subscript(&mut name);
            return Token::Name(name);
        }
    }

    /// The letters of a name with the digits among them, up to a subscript of digits. Superscripts have
    /// no digits in names.
    fn letters(&mut self) {
        if self.single > 0 {
            self.at += 1;
            return;
        }
        while let Some(letter) = self.letter(0) {
            let is_of_name = is_letter(letter)
                || (!self.is_raised && letter.is_ascii_digit())
                // `_` before a digit or a brace begins a subscript.
                || (letter == '_' && !self.is_digit(1) && self.letter(1) != Some('{'));
            if !is_of_name {
                break;
            }
            self.at += 1;
        }
    }

    /// `_1`, `_{1}` or `₁`; all become `_1`.
    pub(super) fn subscript(&mut self, name: &mut Name) {
        let mut digits = String::new();
        if let Some(Glyph::Lowered(_)) = self.glyph() {
            while let Some(Glyph::Lowered(letter)) = self.glyph() {
                digits.push(letter);
                self.at += 1;
            }
        } else if self.letter(0) == Some('_') && !self.is_raised {
            let from = self.at + 1 + usize::from(self.letter(1) == Some('{'));
            let is_braced = from == self.at + 2;
            let mut to = from;
            let inside = |at: usize| match self.text.glyphs.get(at) {
                Some((Glyph::Plain(letter), _)) if letter.is_ascii_digit() => true,
                Some((Glyph::Plain(letter), _)) => is_braced && letter.is_ascii_alphabetic(),
                _ => false,
            };
            while inside(to) {
                to += 1;
            }
            let is_closed = matches!(self.text.glyphs.get(to), Some((Glyph::Plain('}'), _)));
            if to == from || (is_braced && !is_closed) {
                return;
            }
            digits = self.text.plain([from, to]);
            self.at = to + usize::from(is_braced);
        }
        if !digits.is_empty() {
            name.text.push('_');
            name.text.push_str(&digits);
            // Its letters no longer match the glyphs of the text one by one.
            name.is_whole = true;
        }
    }

    /// A sign whose first character has been read; none if it means nothing.
    pub(super) fn sign(&mut self, first: char) -> Option<Token> {
        let two = |lexer: &mut Self, second, both, one| if lexer.take(second) { both } else { one };
        Some(match first {
            '*' => Token::Sign(two(self, '*', '^', '*')),
            // A caret before a superscript repeats what the superscript says.
            '^' if matches!(self.glyph(), Some(Glyph::Raised(_))) && !self.is_raised => {
                return None;
            }
            '/' => Token::Sign(two(self, '/', '⫽', '/')),
            ':' => Token::Sign(two(self, '=', '≔', ':')),
            '=' if self.take('>') => Token::Sign('⇒'),
            '=' => Token::Sign(two(self, '=', '≡', '=')),
            '!' => Token::Sign(two(self, '=', '≠', '!')),
            // An alignment mark.
            '&' if self.letter(0) == Some('=') => return None,
            '&' => Token::Sign(two(self, '&', '&', '&')),
            '-' if self.letter(0) == Some('>') && self.letter(1) != Some('=') => {
                self.at += 1;
                Token::Sign('→')
            }
            '<' if self.take('=') => Token::Compare(Comparison::AtMost),
            '<' if self.take('>') => Token::Sign('≠'),
            '<' => Token::Compare(Comparison::Less),
            '>' if self.take('=') => Token::Compare(Comparison::AtLeast),
            '>' => Token::Compare(Comparison::Greater),
            '≤' => Token::Compare(Comparison::AtMost),
            '≥' => Token::Compare(Comparison::AtLeast),
            '√' => Token::RootSign(2),
            '∛' => Token::RootSign(3),
            '∜' => Token::RootSign(4),
            // MATLAB's element by element operators.
            '.' if matches!(self.letter(0), Some('^' | '*' | '/')) => return None,
            '.' if self.letter(0) == Some('.') => {
                self.skip_while(|letter| letter == '.');
                Token::Sign('…')
            }
            INVISIBLE_TIMES => Token::Sign(INVISIBLE_TIMES),
            sign => Token::Sign(sign),
        })
    }
}

fn whole_name(text: &str) -> Token {
    Token::Name(Name { text: text.to_owned(), module: String::new(), is_whole: true })
}

pub(super) fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
}
