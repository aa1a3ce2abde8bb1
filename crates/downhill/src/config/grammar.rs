//! The signs that part a run's text.

/// A blank between the parts of a text.
pub(crate) fn is_blank(letter: char) -> bool {
    letter.is_ascii_whitespace()
}

/// What parts the items of a list.
pub(crate) fn is_separator(letter: char) -> bool {
    letter == ',' || is_blank(letter)
}
