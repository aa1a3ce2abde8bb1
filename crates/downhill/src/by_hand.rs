//! Gradients that are typed by hand instead of an objective's, as courses have it: "Adam with lr 0.001 starts
//! at 1 and sees the gradients 0.1, −0.2, 0.05, …".
//!
//! ```
//! use downhill::{OptimizerKind, by_hand, table::Table};
//!
//! let mut adam = OptimizerKind::Adam.with_defaults();
//! *adam.learning_rate_mut() = 0.001;
//! let gradients = by_hand::gradients("0.1, −0.2, 0.05, −0.1, 0.15").unwrap();
//! let pairs: Vec<[f64; 2]> = gradients.iter().map(|gradient| [*gradient, 0.0]).collect();
//! let table = Table::on_gradients(adam, [1.0, 0.0], &pairs);
//! assert!((table.rows[5].iterate[0] - 0.9998000189010494).abs() < 1e-15);
//! ```

use downhill_math::parse_number;

/// How many gradients there can be.
pub const MAX_GRADIENTS: usize = 200;

/// Why a text is no list of gradients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotGradients {
    /// It has no number.
    None,
    /// It has more than [`MAX_GRADIENTS`].
    TooMany,
    /// What stands at this place of the list, counted from 1, is no finite number.
    NotANumber(usize, String),
    /// Its commas seem to be decimal ones.
    DecimalCommas,
}

/// The gradients of a text: numbers with commas, semicolons, blanks or new lines between them. Brackets
/// around them may stay.
///
/// # Errors
/// If there is no number, one too many, or something that is not a number.
pub fn gradients(text: &str) -> Result<Vec<f64>, NotGradients> {
    let is_bracket = |letter: char| matches!(letter, '[' | ']' | '(' | ')' | '{' | '}');
    let text = text.replace(is_bracket, " ").replace('−', "-");
    if has_decimal_commas(&text) {
        return Err(NotGradients::DecimalCommas);
    }
    let is_separator = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    let mut gradients = Vec::new();
    for word in text.split(is_separator).filter(|word| !word.is_empty()) {
        if gradients.len() == MAX_GRADIENTS {
            return Err(NotGradients::TooMany);
        }
        let number = parse_number(word.strip_prefix('+').unwrap_or(word));
        let Some(number) = number.filter(|number| number.is_finite()) else {
            return Err(NotGradients::NotANumber(gradients.len() + 1, word.to_owned()));
        };
        gradients.push(number);
    }
    if gradients.is_empty() { Err(NotGradients::None) } else { Ok(gradients) }
}

/// Whether there are commas between digits, other signs between the numbers, and no point: `0,1; −0,2`.
fn has_decimal_commas(text: &str) -> bool {
    let letters: Vec<char> = text.trim().chars().collect();
    let has_tight_comma = letters.windows(3).any(|three| {
        matches!(three, [before, ',', after] if before.is_ascii_digit() && after.is_ascii_digit())
    });
    let is_apart = |pair: &[char]| matches!(pair, [before, after] if *after == ';' || (after.is_whitespace() && *before != ','));
    has_tight_comma && !text.contains('.') && letters.windows(2).any(is_apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_however_its_numbers_are_parted() {
        let wanted = Ok(vec![0.1, -0.2, 5.0, -1e-3]);
        for text in [
            "0.1, −0.2, 5, -1e-3",
            "0.1,-0.2,5,-1e-3",
            " [0.1; -0.2; 5; -1e-3]\n",
            "0.1 -0.2\n+5\t-1e-3",
            "(0.1,\n -0.2,\n 5,\n -1e-3,)",
        ] {
            assert_eq!(gradients(text), wanted, "{text}");
        }
        assert_eq!(gradients("1,2,3"), Ok(vec![1.0, 2.0, 3.0]));
        assert_eq!(gradients("1, 2"), Ok(vec![1.0, 2.0]));
    }

    #[test]
    fn what_is_no_list_is_named() {
        let not = |at, word: &str| Err(NotGradients::NotANumber(at, word.to_owned()));
        for (text, wanted) in [
            ("", Err(NotGradients::None)),
            (" , ;\n", Err(NotGradients::None)),
            ("0.1, x", not(2, "x")),
            ("0.1, 0.0.5", not(2, "0.0.5")),
            ("1e999", not(1, "1e999")),
            ("nan", not(1, "nan")),
            ("inf 1", not(1, "inf")),
            ("--1", not(1, "--1")),
            ("0,1; −0,2", Err(NotGradients::DecimalCommas)),
            ("0,1 0,2", Err(NotGradients::DecimalCommas)),
        ] {
            assert_eq!(gradients(text), wanted, "{text}");
        }
        assert_eq!(gradients(&"1 ".repeat(201)), Err(NotGradients::TooMany));
        assert_eq!(gradients(&"1 ".repeat(200)).map(|numbers| numbers.len()), Ok(200));
    }
}
