use std::fmt;

use super::{MAX_FORMULA, MAX_NESTING};

/// Why a text is not a formula: what was expected, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Where, in characters counted from 1; one past the end if the text ended too soon.
    pub position: usize,
    /// What was expected there.
    pub expected: Expected,
    /// What is there instead, if naming it helps: `the ampersand &`.
    pub instead: Option<String>,
    /// What to write, if that is known: `write 0.5`.
    pub hint: Option<String>,
}

/// What a formula should have at some place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A number, x, y, a function or an opening parenthesis.
    Operand,
    /// An operator, or the end.
    Operator,
    /// The sign that closes the bracket or bar at that position.
    Closing(char, usize),
    /// The opening parenthesis of a function's arguments; the name is as it was typed.
    Arguments(String),
    /// A number of arguments of a function, from the least to the largest.
    Count(String, [usize; 2]),
    /// A known name.
    KnownName,
    /// x or y.
    Variable,
    /// Variables in one notation throughout, not x1 and y.
    OneNaming,
    /// A letter of the Latin alphabet.
    Latin(char),
    /// A decimal point.
    Point,
    /// One of the comparisons `<`, `<=`, `>` and `>=`.
    Comparison,
    /// The colon between the value where a condition holds and the value where it does not.
    Colon,
    /// The word `else` between these two values.
    Else,
    /// Parentheses, because the text could be read in more than one way.
    Parentheses,
    /// A function, not an equation.
    Function,
    /// A whole number as the power of a function.
    WholePower,
    /// A number in the range of f64.
    FiniteNumber,
    /// At most [`MAX_FORMULA`] characters.
    Shorter,
    /// At most [`MAX_NESTING`] levels.
    Shallower,
}

impl FormulaError {
    pub(super) fn new(position: usize, expected: Expected) -> Self {
        Self { position, expected, instead: None, hint: None }
    }

    pub(super) fn instead(mut self, instead: impl Into<String>) -> Self {
        self.instead = Some(instead.into());
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What was expected, as a phrase: `a known name instead of sine (did you mean sin?)`.
    #[must_use]
    pub fn expected(&self) -> String {
        let mut phrase = self.expected.phrase();
        if let Some(instead) = &self.instead {
            phrase += &format!(" instead of {instead}");
        }
        if let Some(hint) = &self.hint {
            phrase += &format!(" ({hint})");
        }
        phrase
    }
}

impl Expected {
    fn phrase(&self) -> String {
        let text = match self {
            Self::Operand => "a number, x, y, a function or an opening parenthesis",
            Self::Operator => "an operator or the end",
            Self::KnownName => "a known name",
            Self::Variable => "x or y",
            Self::OneNaming => "one way of writing the variables",
            Self::Point => "a decimal point",
            Self::Comparison => "a comparison with <, <=, > or >=",
            Self::Colon => "a colon and the value where the condition does not hold",
            Self::Else => "else and the value where the condition does not hold",
            Self::Parentheses => "parentheses, without which this can be read in two ways",
            Self::Function => "a function, not an equation",
            Self::WholePower => "a whole number as the power of a function",
            Self::FiniteNumber => "a number up to 1.797e308",
            Self::Latin(letter) => return format!("the Latin letter {letter}"),
            Self::Arguments(name) => return format!("an opening parenthesis after {name}"),
            Self::Closing(bracket, at) => {
                let name = match bracket {
                    '[' => "a closing square bracket",
                    '{' => "a closing brace",
                    '|' => "a closing bar",
                    _ => "a closing parenthesis",
                };
                let open = if *bracket == '|' { " (the bar" } else { " (the one" };
                return format!("{name}{open} at column {at} is open)");
            }
            Self::Count(name, takes) => {
                let count = match takes {
                    [1, _] => "one argument",
                    [2, 2] => "two arguments",
                    [2, _] => "two or more arguments",
                    _ => "three arguments",
                };
                return format!("{count} for {name}");
            }
            Self::Shorter => return limit(MAX_FORMULA, " characters"),
            Self::Shallower => return limit(MAX_NESTING, " levels of nesting"),
        };
        text.to_owned()
    }
}

fn limit(most: usize, what: &str) -> String {
    format!("no more than {most}{what}")
}

impl fmt::Display for FormulaError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {} at column {}", self.expected(), self.position)
    }
}

impl std::error::Error for FormulaError {}
