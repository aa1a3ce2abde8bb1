//! The separators in a run's text.

/// A blank between the parts of a text.
pub(crate) fn is_blank(letter: char) -> bool {
    letter.is_ascii_whitespace()
}

/// A separator between the items of a list.
pub(crate) fn is_separator(letter: char) -> bool {
    letter == ',' || is_blank(letter)
}
