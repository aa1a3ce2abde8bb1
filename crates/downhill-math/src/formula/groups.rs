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

/// The brackets that open groups with a comparison in them: those that are a condition, and braces
/// with values for conditions.
pub(super) fn groups(words: &[Word]) -> [Vec<usize>; 2] {
    let mut open: Vec<(usize, Contents)> = Vec::new();
    let [mut conditions, mut pieces] = [Vec::new(), Vec::new()];
    for (at, word) in words.iter().enumerate() {
        match &word.token {
            Token::Sign('(' | '[' | '{') => open.push((at, Contents::default())),
            Token::Sign(sign @ (')' | ']' | '}')) => match open.pop() {
                Some((at, Contents { comparison: true, colon: false, value: false })) => {
                    conditions.push(at);
                    // One in parentheses of its own is one, too.
                    if let Some((_, outer)) = open.last_mut() {
                        outer.comparison = true;
                    }
                }
                Some((at, Contents { comparison: true, colon: true, .. })) if *sign == '}' => {
                    pieces.push(at);
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
            Contents { comparison: true, colon: false, value: false } => conditions.push(at),
            Contents { comparison: true, colon: true, .. }
                if words[at].token == Token::Sign('{') =>
            {
                pieces.push(at);
            }
            _ => {}
        }
    }
    conditions.sort_unstable();
    pieces.sort_unstable();
    [conditions, pieces]
}
