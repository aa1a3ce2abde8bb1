//! The meaning of the names in a formula.

use super::error::{Expected, FormulaError};
use super::function::{Callable, Function};
use super::row::{After, Part, Row, taken_apart};
use super::token::{Constant, Name, Text, Token, Word};
use super::unknown::{alike, unknown_letters, unknown_name};
use crate::number_format::parse_number;

/// The notations of x and y. A formula uses only one of them: two names for the same variable suggest
/// that something else was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// x, y.
    Plain,
    /// `x1` and `x2`, `x_1` and `x_2`.
    Counted,
    /// x[0], x[1].
    Indexed,
}

/// Replaces all names by their meaning.
pub(super) fn resolved(text: &Text, mut words: Vec<Word>, is_of_y: bool) -> Vec<Word> {
    let unknown = unknown_letters(&words);
    let mut resolver = Resolver { text, is_of_y, unknown, style: None, resolved: Vec::new() };
    let mut at = 0;
    while let Some(rest) = words.get_mut(at..).filter(|rest| !rest.is_empty()) {
        at += resolver.word(rest);
    }
    resolver.resolved
}

struct Resolver<'a> {
    text: &'a Text,
    /// Whether y is the left side, so that it cannot occur on the right.
    is_of_y: bool,
    /// The unknown variables of the formula.
    unknown: Vec<String>,
    /// The notation of x and y so far.
    style: Option<Style>,
    resolved: Vec<Word>,
}

impl Resolver<'_> {
    /// Resolves the first of these words, and returns how many words that were.
    ///
    /// It takes the token of the first word, and only reads the others.
    fn word(&mut self, words: &mut [Word]) -> usize {
        let [word, after @ ..] = words else { return 1 };
        let taken = std::mem::replace(&mut word.token, Token::End);
        let (word, after) = (&*word, &*after);
        let name = match taken {
            Token::Name(name) => name,
            mut token => {
                if let Token::Sign(sign) = token
                    && let Some(error) = alike(sign, word.at)
                {
                    token = Token::Refused(Box::new(error));
                }
                self.resolved.push(word.with(token));
                return 1;
            }
        };
        let lower = name.text.to_ascii_lowercase();
        let token = match self.whole(word, &name, &lower) {
            Some(token) => token,
            None if name.is_whole || !name.module.is_empty() => {
                unknown_name(word, name, after, &self.unknown)
            }
            None => match taken_apart(&lower, after_row(after)) {
                Row::Parts(parts) => return self.row(word, &lower, &parts, after),
                Row::Ambiguous => Token::Refused(Box::new(
                    FormulaError::new(word.at, Expected::Parentheses)
                        .hint(format!("write {} with parentheses and *", name.text)),
                )),
                Row::Unknown => unknown_name(word, name, after, &self.unknown),
            },
        };
        self.variable(word.with(token), after)
    }

    /// The meaning of a whole name.
    fn whole(&mut self, word: &Word, name: &Name, lower: &str) -> Option<Token> {
        let has_module = !name.module.is_empty();
        let refused = |expected, hint: &str| {
            let error = FormulaError::new(word.at, expected).instead(name.typed()).hint(hint);
            Some(Token::Refused(Box::new(error)))
        };
        match lower {
            "x" | "y" if has_module => None,
            "x" => Some(Token::X),
            "y" => Some(Token::Y),
            "pi" => Some(Token::Constant(Constant::Pi)),
            "e" => Some(Token::Constant(Constant::E)),
            "else" => Some(Token::Else),
            "otherwise" => Some(Token::Otherwise),
            // Spreadsheets write the decimal logarithm so.
            "log" if name.text == "LOG" => refused(
                Expected::KnownName,
                "write ln for the natural logarithm, log10 for the decimal one",
            ),
            // Mathematica's is sin(x)/x.
            "sinc" if name.text == "Sinc" => {
                refused(Expected::KnownName, "write sin(x)/x, or sinc(x) for sin(pi*x)/(pi*x)")
            }
            // In spreadsheets it takes x before y.
            "atan2" if name.text == "ATAN2" => {
                refused(Expected::KnownName, "write atan2(y, x), with y before x")
            }
            // The one of the module math is another function.
            "remainder" if has_module && !name.module.eq_ignore_ascii_case("math.") => {
                Some(Token::Function(Callable::Function(Function::Mod), name.typed()))
            }
            "if" if has_module => None,
            _ => {
                let callable = Callable::named(lower)?;
                Some(Token::Function(callable, name.typed()))
            }
        }
    }

    /// The parts of a row of letters, as words.
    fn row(&mut self, word: &Word, lower: &str, parts: &[Part], after: &[Word]) -> usize {
        let mut used = 1;
        for (index, part) in parts.iter().enumerate() {
            let glyphs = [word.glyphs[0] + part.from, word.glyphs[0] + part.to];
            let at = self.text.column(glyphs[0]);
            let text = lower.get(part.from..part.to).unwrap_or_default();
            let token = if part.is_number {
                parse_number(text).map_or(Token::TooLarge, Token::Number)
            } else {
                let name = Name { text: text.to_owned(), module: String::new(), is_whole: true };
                let word = Word { at, ..word.with(Token::End) };
                match self.whole(&word, &name, text) {
                    Some(Token::Function(callable, _)) => {
                        Token::Function(callable, self.text.plain(glyphs))
                    }
                    Some(token) => token,
                    None => counted(text, &word),
                }
            };
            let is_tight = index > 0 || word.is_tight;
            let after = if index + 1 == parts.len() { after } else { &[] };
            used = self.variable(Word { token, at, glyphs, is_tight }, after);
        }
        used
    }

    /// Adds a word. If it is x or y, its index may follow in the next words. Returns how many words
    /// that were.
    fn variable(&mut self, mut word: Word, after: &[Word]) -> usize {
        let mut used = 1;
        let mut style = Style::Plain;
        match word.token {
            Token::Name(ref name) => {
                word.token = counted(&name.text, &word);
                style = Style::Counted;
            }
            Token::X | Token::Y => {
                if let Some((token, length)) = indexed(self.text, &word, after) {
                    word.token = token;
                    used += length;
                    style = Style::Indexed;
                }
            }
            _ => {}
        }
        if matches!(word.token, Token::X | Token::Y) {
            let length = word.glyphs[1] - word.glyphs[0];
            if style == Style::Plain && length > 1 {
                style = Style::Counted;
            }
            let is_y = matches!(word.token, Token::Y);
            if *self.style.get_or_insert(style) != style {
                let error = FormulaError::new(word.at, Expected::OneNaming)
                    .instead(self.text.plain(word.glyphs))
                    .hint("x1, x_1 and x[0] are other names of x, x2 of y; write x^2 for a power");
                word.token = Token::Refused(Box::new(error));
            } else if is_y && self.is_of_y {
                let error = FormulaError::new(word.at, Expected::Function)
                    .hint("y is on the left side, too; write only what is minimised");
                word.token = Token::Refused(Box::new(error));
            }
        }
        self.resolved.push(word);
        used
    }
}

fn after_row(after: &[Word]) -> After {
    match after.first().map(|word| &word.token) {
        Some(Token::Sign('^' | '⁽')) => After::Power,
        Some(Token::Sign('(')) => After::Parenthesis,
        _ => After::Other,
    }
}

/// x1 and x2 are x and y.
fn counted(text: &str, word: &Word) -> Token {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "x1" | "x_1" => return Token::X,
        "x2" | "x_2" => return Token::Y,
        _ => {}
    }
    let hint = match (lower.starts_with('x'), lower.bytes().any(|byte| byte == b'_')) {
        (true, true) => "x_1 is x, x_2 is y",
        (true, false) => "x1 is x, x2 is y; write x^2 for a power",
        _ => "write y; y^2 for a power",
    };
    let error = FormulaError::new(word.at, Expected::Variable).instead(text).hint(hint);
    Token::Refused(Box::new(error))
}

/// The variable that x and the words after it denote if these are an index, and how many words they
/// are.
fn indexed(text: &Text, word: &Word, after: &[Word]) -> Option<(Token, usize)> {
    let sign = |at: usize| match after.get(at).map(|word| &word.token) {
        Some(Token::Sign(sign)) => *sign,
        _ => ' ',
    };
    let number = |at: usize| match after.get(at).map(|word| &word.token) {
        Some(Token::Number(number)) => *number,
        _ => f64::NAN,
    };
    // As it was typed, if it is a number in brackets.
    let refused = |hint: &str| {
        let is_short = number(1).is_finite() && matches!(sign(2), ')' | ']' | '}');
        let end = after.get(2).map_or(word.glyphs[1], |word| word.glyphs[1]);
        let instead = if is_short { text.plain([word.glyphs[0], end]) } else { "an index".into() };
        let error = FormulaError::new(word.at, Expected::Variable).instead(instead).hint(hint);
        Some((Token::Refused(Box::new(error)), 0))
    };
    match sign(0) {
        // The index of MATLAB and Fortran.
        open @ ('(' | '{')
            if number(1).fract() == 0.0 && sign(2) == if open == '(' { ')' } else { '}' } =>
        {
            refused("x(1) reads as x times 1; write x for x(1) and y for x(2)")
        }
        '(' if sign(1) == ':' => refused("write x for x(:, 1) and y for x(:, 2)"),
        '[' => {
            // All rows of a table: x[:, 0].
            let first = if matches!(sign(1), ':' | '…') && sign(2) == ',' { 3 } else { 1 };
            let token = match number(first) {
                0.0 => Some(Token::X),
                1.0 => Some(Token::Y),
                _ => None,
            };
            let is_index = matches!(word.token, Token::X) && sign(first + 1) == ']';
            if is_index && let Some(token) = token {
                return Some((token, first + 2));
            }
            refused("x[0] is x, x[1] is y")
        }
        _ => None,
    }
}
