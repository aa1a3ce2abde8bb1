//! Which brackets of a formula hold a comparison, found before it is parsed.

use super::token::{Token, Word};

/// What stands in a bracket, not in those within it.
#[derive(Default)]
struct Contents {
    comparison: bool,
    colon: bool,
    /// What makes a value of a comparison, or parts it from values.
    value: bool,
}

/// What a group in brackets is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Group {
    /// An expression, or arguments.
    Plain,
    /// A condition in parentheses.
    Condition,
    /// A list of values with their conditions, in braces.
    Pieces,
}

/// For each word, what the group is that it opens; `Plain` where it opens none.
pub(super) fn groups(words: &[Word]) -> Vec<Group> {
    let mut open: Vec<(usize, Contents)> = Vec::new();
    let mut groups = vec![Group::Plain; words.len()];
    for (at, word) in words.iter().enumerate() {
        match &word.token {
            Token::Sign('(' | '[' | '{') => open.push((at, Contents::default())),
            Token::Sign(sign @ (')' | ']' | '}')) => match open.pop() {
                Some((at, Contents { comparison: true, colon: false, value: false })) => {
                    groups[at] = Group::Condition;
                    // One in parentheses of its own is one, too.
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
    // What is never closed is told as that.
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
