use std::fmt;

use super::function::names;
use super::{MAX_FORMULA, MAX_NESTING};
use crate::numerals::digits;

/// Why a text is no formula: what was expected, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Where, in characters counted from 1; one past the end where the text ended too soon.
    pub position: usize,
    /// What was expected there.
    pub expected: Expected,
}

/// What a formula should have had at some place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number, x, y, a function or an opening parenthesis.
    Operand,
    /// An operator, or the end.
    Operator,
    /// A closing parenthesis.
    Closing,
    /// The opening parenthesis of a function's arguments.
    Arguments(&'static str),
    /// The comma before a second argument.
    SecondArgument(&'static str),
    /// A name that is known instead of this one.
    KnownName(String),
    /// A number that f64 holds.
    FiniteNumber,
    /// No more than [`MAX_FORMULA`] characters.
    Shorter,
    /// No more than [`MAX_NESTING`] levels.
    Shallower,
}

impl FormulaError {
    /// What was expected, as a phrase: `a closing parenthesis`.
    #[must_use]
    pub fn expected(&self) -> String {
        let (text, name) = match &self.expected {
            Expected::Operand => ("a number, x, y, a function or an opening parenthesis", ""),
            Expected::Operator => ("an operator or the end", ""),
            Expected::Closing => ("a closing parenthesis", ""),
            Expected::Arguments(name) => ("an opening parenthesis after ", *name),
            Expected::SecondArgument(name) => ("a comma and the second argument of ", *name),
            Expected::FiniteNumber => ("a number up to 1.797e308", ""),
            Expected::KnownName(given) => return known_name(given),
            Expected::Shorter => return limit(MAX_FORMULA, " characters"),
            Expected::Shallower => return limit(MAX_NESTING, " levels of nesting"),
        };
        [text, name].concat()
    }
}

fn known_name(given: &str) -> String {
    let mut text = ["a known name instead of ", given, " ("].concat();
    if let Some(near) = nearest(given) {
        for part in ["did you mean ", near, "?"] {
            text.push_str(part);
        }
    } else {
        text.push_str("known are");
        for name in names() {
            text.push(' ');
            text.push_str(name);
        }
    }
    text.push(')');
    text
}

fn limit(most: usize, what: &str) -> String {
    ["no more than ", &digits(most), what].concat()
}

/// The known name that is most like a given one, if any is.
fn nearest(given: &str) -> Option<&'static str> {
    match given {
        "X" => return Some("x"),
        "Y" => return Some("y"),
        "xy" => return Some("x*y"),
        "yx" => return Some("y*x"),
        _ => {}
    }
    let given: Vec<u8> = given.bytes().take(20).map(|letter| letter.to_ascii_lowercase()).collect();
    // More changes turn anything short into anything.
    let mut fewest = given.len() / 3 + usize::from(given.len() == 2) + 1;
    let mut nearest = None;
    for name in names().filter(|name| name.len() > 1) {
        let changes = distance(&given, name.as_bytes());
        if changes < fewest {
            (fewest, nearest) = (changes, Some(name));
        }
    }
    nearest
}

/// How many letters have to be put in, taken out or replaced (Levenshtein 1966).
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, other) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

impl fmt::Display for FormulaError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {} at column {}", self.expected(), self.position)
    }
}

impl std::error::Error for FormulaError {}
