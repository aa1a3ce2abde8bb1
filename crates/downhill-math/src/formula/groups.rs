//! Finds the brackets of a formula that hold a comparison, before it is parsed.

use super::token::{Token, Word};

/// The contents of a bracket, without the brackets inside it.
#[derive(Default)]
struct Contents {
    comparison: bool,
    colon: bool,
    /// A sign that makes a value of a comparison, or separates it from values.
    value: bool,
}

/// The kind of a group in brackets.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Group {
    /// An expression, or arguments.
    Plain,
    /// A condition in parentheses.
    Condition,
    /// A list of values with their conditions, in braces.
    Pieces,
}

/// The kind of the group that each word opens; `Plain` if it opens none.
pub(super) fn groups(words: &[Word]) -> Vec<Group> {
    let mut open: Vec<(usize, Contents)> = Vec::new();
    let mut groups = vec![Group::Plain; words.len()];
    for (at, word) in words.iter().enumerate() {
        match &word.token {
            Token::Sign('(' | '[' | '{') => open.push((at, Contents::default())),
            Token::Sign(sign @ (')' | ']' | '}')) => match open.pop() {
                Some((at, Contents { comparison: true, colon: false, value: false })) => {
                    groups[at] = Group::Condition;
                    // A condition in parentheses of its own is a condition, too.
                    if let Some((_, outer)) = open.last_mut() {
                        outer.comparison = true;
                    }
                }
                Some((at, Contents { comparison: true, colon: true, .. })) if *sign == '}' => {
                    groups[at] = Group::Pieces;
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
    // A bracket that is never closed is reported as such.
    for (at, contents) in open {
        match contents {
            Contents { comparison: true, colon: false, value: false } => {
                groups[at] = Group::Condition;
            }
            Contents { comparison: true, colon: true, .. } if words[at].token.is('{') => {
                groups[at] = Group::Pieces;
            }
            _ => {}
        }
    }
    groups
}
