//! The text around a formula that is not part of the function: `f(x, y) =`, `$…$`, a closing `;`.

use super::function::Callable;
use super::token::{Name, Token, Word};

/// How many left sides one formula can have: `const f = (x, y) =>`.
const MAX_LEFT_SIDES: usize = 4;

/// Removes the text around a formula. Returns whether y was its left side.
pub(super) fn unframe(words: &mut Vec<Word>) -> bool {
    trim(words);
    let mut start = 0;
    let mut is_of_y = false;
    for _ in 0..MAX_LEFT_SIDES {
        if is_in_braces(&words[start..]) {
            drop_last(words);
            start += 1;
        }
        let Some(length) = left_side(&words[start..]) else { break };
        let is_equation = matches!(words[start + length - 1].token, Token::Sign('=' | '≔'));
        is_of_y |= length == 2 && is_equation && is_name(&words[start], "y");
        start += length;
    }
    words.drain(..start);
    trim(words);
    is_of_y
}

fn trim(words: &mut Vec<Word>) {
    let mut start = 0;
    // The last word is the end.
    while let [.., last, _] = &words[start..] {
        if matches!(last.token, Token::Sign(';' | ',' | '.')) {
            drop_last(words);
            continue;
        }
        let is_pair = match last.token {
            Token::Sign(quote @ ('$' | '`' | '"' | '\'')) => {
                words.len() - start > 3 && words[start].token.is(quote)
            }
            _ => false,
        };
        if !is_pair {
            break;
        }
        drop_last(words);
        start += 1;
    }
    words.drain(..start);
}

/// Removes the last word before the end.
fn drop_last(words: &mut Vec<Word>) {
    let Some(mut end) = words.pop() else { return };
    if let Some(last) = words.pop() {
        end.at = last.at;
    }
    words.push(end);
}

/// Whether everything is in braces, also the left side, as in Wikipedia's formulas and JavaScript's
/// functions.
fn is_in_braces(words: &[Word]) -> bool {
    let [first, inside @ .., last, _] = words else { return false };
    first.token.is('{') && last.token.is('}') && left_side(inside).is_some()
}

/// The number of words of the left side, if there is one.
fn left_side(words: &[Word]) -> Option<usize> {
    let is_sign = |at: usize, signs: &[char]| matches!(words.get(at).map(|word| &word.token), Some(Token::Sign(sign)) if signs.contains(sign));
    let first = words.first()?;
    // Excel's left side.
    if is_sign(0, &['=']) {
        return Some(1);
    }
    if is_sign(0, &['@']) {
        return parameters(words, 1);
    }
    let is_one_of = |names: &[&str]| names.iter().any(|name| is_name(first, name));
    let is_followed_by_name = matches!(words.get(1)?.token, Token::Name(_));
    if is_one_of(&["return"])
        || (is_followed_by_name && is_one_of(&["const", "let", "var", "minimize", "minimise"]))
    {
        return Some(1);
    }
    if is_one_of(&["min"]) && is_followed_by_name {
        return left_side(&words[1..]).map(|length| length + 1);
    }
    // R's left side.
    if matches!(words[1].token, Token::Compare(_))
        && is_sign(2, &['-'])
        && words.get(3).is_some_and(|word| is_name(word, "function"))
    {
        return Some(3);
    }
    if is_one_of(&["lambda"]) {
        let end = words.iter().skip(1).position(|word| !is_parameter(&word.token))? + 1;
        return is_sign(end, &[':']).then_some(end + 1);
    }
    if is_one_of(&["function"]) {
        return parameters(words, 1);
    }
    let mut at = usize::from(is_one_of(&["def"]));
    at += usize::from(matches!(words.get(at)?.token, Token::Name(_)));
    if at > 0 && is_sign(at, &[':']) && is_sign(at + 1, &['(']) {
        // f: (x, y) ↦
        at += 1;
    }
    at = parameters(words, at).unwrap_or(at);
    if at == 0 || is_name(first, "x") && at == 1 && !is_sign(1, &['⇒', '→', '↦']) {
        return None;
    }
    let ends = if is_name(first, "def") { &[':'][..] } else { &['=', '≔', '⇒', '→', '↦'] };
    is_sign(at, ends).then_some(at + 1)
}

/// Where a list of parameters in parentheses or brackets ends.
fn parameters(words: &[Word], at: usize) -> Option<usize> {
    let close = match words.get(at)?.token {
        Token::Sign('(') => ')',
        Token::Sign('[') => ']',
        _ => return None,
    };
    let length = words.iter().skip(at + 1).position(|word| !is_parameter(&word.token))?;
    let end = at + 1 + length;
    (length > 0 && words.get(end)?.token.is(close)).then_some(end + 1)
}

fn is_parameter(token: &Token) -> bool {
    match token {
        Token::Name(name) => Callable::named(&name.text).is_none(),
        Token::Sign(',' | ';' | '_') => true,
        _ => false,
    }
}

fn is_name(word: &Word, wanted: &str) -> bool {
    matches!(&word.token, Token::Name(Name { text, .. }) if text == wanted)
}
