//! The words of a formula.

use super::error::FormulaError;
use super::function::Callable;
use super::glyph::{Glyph, INVISIBLE_TIMES};
use super::latex::{Command, command};
use super::op::Comparison;
use crate::numerals::Numerals;

/// A word of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Name(Name),
    /// A sign, one for all that mean the same; or one that no formula can have. Not ASCII are `⟦`
    /// and `⟧` for bars that are known to begin and to end, `⁽` and `⁾` around superscripts, `≔`
    /// `≡` `⇒` `⫽` for `:=` `==` `=>` `//`, and the invisible times.
    Sign(char),
    Compare(Comparison),
    /// √, ∛ or ∜: which root.
    RootSign(i32),
    /// `\sqrt`.
    Root,
    /// `\frac`.
    Fraction,
    X,
    Y,
    Constant(Constant),
    /// A function, by the name that was typed.
    Function(Callable, String),
    Else,
    Otherwise,
    /// What cannot be where it is, wherever that is.
    Refused(Box<FormulaError>),
    End,
    /// A number beyond what f64 holds.
    TooLarge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constant {
    Pi,
    E,
}

/// A name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// In ASCII letters, digits and `_`, without the module that it was taken from.
    pub(super) text: String,
    /// The module: `np.`; often nothing.
    pub(super) module: String,
    /// Whether it is a name as a whole, not a row of letters: a sign or a command.
    pub(super) is_whole: bool,
}

impl Name {
    /// As it was typed.
    pub(super) fn typed(&self) -> String {
        [self.module.as_str(), &self.text].concat()
    }
}

/// A word and where it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) token: Token,
    /// Where it begins, in characters of the text counted from 1.
    pub(super) at: usize,
    /// Its glyphs.
    pub(super) glyphs: [usize; 2],
    /// Whether it follows the word before without a blank.
    pub(super) is_tight: bool,
}

/// What the text of a formula is made of.
pub(super) struct Text {
    /// What can be seen, and its column.
    pub(super) glyphs: Vec<(Glyph, usize)>,
    /// One past the last column.
    end: usize,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut glyphs = Vec::new();
        let mut column = 0;
        for letter in text.chars() {
            column += 1;
            let glyph = Glyph::of(letter);
            if glyph != Glyph::Nothing {
                glyphs.push((glyph, column));
            }
        }
        Self { glyphs, end: column + 1 }
    }

    /// The text of some glyphs, each of which is an ASCII character.
    pub(super) fn plain(&self, [from, to]: [usize; 2]) -> String {
        let glyphs = self.glyphs.get(from..to).unwrap_or_default();
        glyphs.iter().filter_map(|(glyph, _)| plain(*glyph)).collect()
    }

    pub(super) fn column(&self, glyph: usize) -> usize {
        self.glyphs.get(glyph).map_or(self.end, |(_, column)| *column)
    }
}

fn plain(glyph: Glyph) -> Option<char> {
    match glyph {
        Glyph::Plain(letter) | Glyph::Raised(letter) | Glyph::Lowered(letter) => Some(letter),
        _ => None,
    }
}

/// Modules whose functions are written with their name before them.
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

/// The words of a text, the last of which is [`Token::End`].
pub(super) fn words(text: &Text, numerals: Numerals) -> Vec<Word> {
    let mut lexer = Lexer { text, at: 0, words: Vec::new(), numerals, is_raised: false, single: 0 };
    while lexer.word() {}
    lexer.words
}

struct Lexer<'a> {
    text: &'a Text,
    /// The glyph that comes next.
    at: usize,
    words: Vec<Word>,
    numerals: Numerals,
    /// Whether it is among superscripts.
    is_raised: bool,
    /// How many arguments of LaTeX's are one digit or letter each: \frac12 is 1/2.
    single: u8,
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
                // A subscript that is not a name's is the underscore that it would be typed with.
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

    fn glyph(&self) -> Option<Glyph> {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> Option<Glyph> {
        self.text.glyphs.get(self.at + by).map(|(glyph, _)| *glyph)
    }

    /// The character that is so far ahead, where it is as high as what is read.
    fn letter(&self, by: usize) -> Option<char> {
        match self.ahead(by)? {
            Glyph::Plain(letter) if !self.is_raised => Some(letter),
            Glyph::Raised(letter) if self.is_raised => Some(letter),
            _ => None,
        }
    }

    fn is_digit(&self, by: usize) -> bool {
        self.letter(by).is_some_and(|letter| letter.is_ascii_digit())
    }

    fn take(&mut self, sign: char) -> bool {
        let is_there = self.letter(0) == Some(sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn skip_while(&mut self, wanted: fn(char) -> bool) {
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
            return self.numerals.read(&digit).map_or(Token::TooLarge, Token::Number);
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
        match self.numerals.read(&self.text.plain([first, self.at])) {
            Some(number) if number.is_finite() => Token::Number(number),
            _ => Token::TooLarge,
        }
    }

    /// A name, with the module before it and the subscript after it.
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

    /// The letters of a name, and digits among them: all up to a subscript of digits. Among
    /// superscripts there are no digits in it.
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

    /// `_1`, `_{1}` or `₁`, which all become `_1`.
    fn subscript(&mut self, name: &mut Name) {
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
            // What it is made of is no longer letter by letter that of the text.
            name.is_whole = true;
        }
    }

    /// A command of LaTeX; none where it means nothing.
    fn command(&mut self) -> Option<Token> {
        self.at += 1;
        let first = self.at;
        self.skip_while(|letter| letter.is_ascii_alphabetic());
        if self.at == first {
            self.at += usize::from(self.glyph().is_some());
        } else if self.text.plain([first, self.at]) == "operatorname" {
            self.take('*');
        }
        let mut text = self.text.plain([first, self.at]);
        if text.is_empty() && self.at > first {
            // A backslash before a blank.
            text.push(' ');
        }
        match command(&text) {
            Some(Command::Nothing) => None,
            Some(side @ (Command::Left | Command::Right)) => {
                let is_left = side == Command::Left;
                if self.take('.') {
                    return None;
                }
                let is_bar = self.take('|') || self.take_text("\\vert") || {
                    let named = if is_left { "\\lvert" } else { "\\rvert" };
                    self.take_text(named)
                };
                is_bar.then_some(Token::Sign(if is_left { '⟦' } else { '⟧' }))
            }
            Some(Command::Sign(sign)) => self.sign(sign),
            Some(Command::Root) => Some(Token::Root),
            Some(Command::Fraction) => Some(Token::Fraction),
            Some(Command::Text) => self.braced_name(),
            Some(Command::Name(name)) => {
                let mut name =
                    Name { text: name.to_owned(), module: String::new(), is_whole: true };
                self.subscript(&mut name);
                Some(Token::Name(name))
            }
            None if !text.starts_with(is_letter) => {
                Some(Token::Sign(text.chars().next().unwrap_or('\\')))
            }
            None => {
                let name = Name { text, module: "\\".to_owned(), is_whole: true };
                Some(Token::Name(name))
            }
        }
    }

    fn take_text(&mut self, wanted: &str) -> bool {
        let is_there = wanted.chars().enumerate().all(|(by, sign)| self.letter(by) == Some(sign));
        let next = self.letter(wanted.len());
        if is_there && !next.is_some_and(|letter| letter.is_ascii_alphabetic()) {
            self.at += wanted.len();
            return true;
        }
        false
    }

    /// `{sgn}` after `\operatorname`, as one name; other braces stay as they are.
    fn braced_name(&mut self) -> Option<Token> {
        let mut to = self.at;
        let glyph = |at: usize| self.text.glyphs.get(at).map(|(glyph, _)| *glyph);
        while glyph(to) == Some(Glyph::Blank) {
            to += 1;
        }
        if glyph(to) != Some(Glyph::Plain('{')) {
            return None;
        }
        let first = to + 1;
        to = first;
        while matches!(glyph(to), Some(Glyph::Blank))
            || matches!(glyph(to), Some(Glyph::Plain(letter)) if letter.is_ascii_alphanumeric())
        {
            to += 1;
        }
        let text = self.text.plain([first, to]);
        let is_name = text.chars().next().is_some_and(is_letter);
        if !is_name || glyph(to) != Some(Glyph::Plain('}')) {
            return None;
        }
        self.at = to + 1;
        let mut name = Name { text, module: String::new(), is_whole: true };
        self.subscript(&mut name);
        Some(Token::Name(name))
    }

    /// A sign of which the first character has been taken; none where it means nothing.
    fn sign(&mut self, first: char) -> Option<Token> {
        let two = |lexer: &mut Self, second, both, one| if lexer.take(second) { both } else { one };
        Some(match first {
            '*' => Token::Sign(two(self, '*', '^', '*')),
            // The caret before a superscript says the same as the superscript.
            '^' if matches!(self.glyph(), Some(Glyph::Raised(_))) && !self.is_raised => {
                return None;
            }
            '/' => Token::Sign(two(self, '/', '⫽', '/')),
            ':' => Token::Sign(two(self, '=', '≔', ':')),
            '=' if self.take('>') => Token::Sign('⇒'),
            '=' => Token::Sign(two(self, '=', '≡', '=')),
            '!' => Token::Sign(two(self, '=', '≠', '!')),
            '&' => Token::Sign(two(self, '&', '&', '&')),
            '-' if self.letter(0) == Some('>') && self.letter(1) != Some('=') => {
                self.at += 1;
                Token::Sign('→')
            }
            '<' if self.take('=') => Token::Compare(Comparison::AtMost),
            '<' => Token::Compare(Comparison::Less),
            '>' if self.take('=') => Token::Compare(Comparison::AtLeast),
            '>' => Token::Compare(Comparison::Greater),
            '≤' => Token::Compare(Comparison::AtMost),
            '≥' => Token::Compare(Comparison::AtLeast),
            '√' => Token::RootSign(2),
            '∛' => Token::RootSign(3),
            '∜' => Token::RootSign(4),
            // Element by element, as MATLAB has it.
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

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
}
