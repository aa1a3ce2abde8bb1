//! The errors about unknown names.

use super::error::{Expected, FormulaError};
use super::function::Callable;
use super::hint::cure;
use super::row::{After, Row, taken_apart};
use super::sign_names::{alphabet, described, looks_like};
use super::token::{Name, Token, Word};

/// How many unknown variables an error lists at most.
const MAX_TOLD: usize = 6;

/// The error about an unknown name; `variables` are the unknown variables of the formula.
pub(super) fn unknown_name(word: &Word, name: Name, after: &[Word], variables: &[String]) -> Token {
    // x1 and similar names are resolved with the index of x.
    if is_counted(&name.text) && name.module.is_empty() {
        return Token::Name(name);
    }
    if let [Word { token: Token::Sign(sign), is_tight: true, at, .. }, ..] = after
        && let Some(error) = alike(*sign, *at)
    {
        return Token::Refused(Box::new(error));
    }
    let typed = name.typed();
    let lower = name.text.to_ascii_lowercase();
    let is_called = matches!(after, [Word { token: Token::Sign('('), .. }, ..]);
    let error = FormulaError::new(word.at, Expected::KnownName);
    let error = if let Some(cure) = cure(&lower) {
        error.instead(typed).hint(cure)
    } else if lower.starts_with("log_") {
        error.instead(typed).hint("write log(x)/log(a) for the base a")
    } else if lower.contains('e') && lower.bytes().all(|letter| b"xye".contains(&letter)) {
        error.instead(typed).hint("write e*x for a product, e^x or exp(x) for a power")
    } else if lower == "nan" {
        error.instead(typed)
    } else if let Some(letters) = letters_of(&name, is_called) {
        let told = if variables.is_empty() { letters } else { variables.to_vec() };
        FormulaError::new(word.at, Expected::Variable)
            .instead(listed(&told))
            .hint("the variables are x and y")
    } else if let Some(function) = function_with_digits(&lower) {
        error.instead(typed).hint(format!("write {function}(x)^2 for a power"))
    } else if has_digit_after_variable(&lower) {
        error.instead(typed).hint("write x^2 for a power, 2*x for a product")
    } else if is_called {
        error.instead(typed)
    } else {
        error.instead(typed).hint("the variables are x and y")
    };
    Token::Refused(Box::new(error))
}

/// The error about a letter of another alphabet that looks like a Latin one.
pub(super) fn alike(sign: char, at: usize) -> Option<FormulaError> {
    let latin = looks_like(sign)?;
    let alphabet = alphabet(sign).unwrap_or_default();
    let error = FormulaError::new(at, Expected::Latin(latin)).instead(described(sign));
    Some(error.hint(format!("it only looks the same: it is {alphabet}")))
}

/// The unknown variables of a formula, each once: letters that stand alone.
pub(super) fn unknown_letters(words: &[Word]) -> Vec<String> {
    let mut unknown: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let letters = match &word.token {
            Token::Name(name) => {
                let is_called = words.get(at + 1).is_some_and(|word| word.token.is('('));
                letters_of(name, is_called).unwrap_or_default()
            }
            Token::Sign(sign) if alphabet(*sign).is_some() && looks_like(*sign).is_none() => {
                vec![String::from(*sign)]
            }
            _ => continue,
        };
        for letter in letters {
            if unknown.len() < MAX_TOLD && !unknown.contains(&letter) {
                unknown.push(letter);
            }
        }
    }
    unknown
}

/// The unknown variables of a name. In a short name each letter may be one: w in `wx`.
fn letters_of(name: &Name, is_called: bool) -> Option<Vec<String>> {
    let text = &name.text;
    let lower = text.to_ascii_lowercase();
    let is_known = Callable::named(&lower).is_some()
        || cure(&lower).is_some()
        || matches!(
            lower.as_str(),
            "pi" | "e" | "def" | "not" | "nan" | "else" | "otherwise" | "return" | "lambda"
        );
    if is_known || is_counted(text) || (is_called && text.len() > 1) {
        return None;
    }
    if name.module == "\\" {
        return Some(vec![name.typed()]);
    }
    if !name.module.is_empty() {
        return None;
    }
    let has_variable = lower.contains(['x', 'y']);
    if !name.is_whole && taken_apart(&lower, After::Power) != Row::Unknown {
        return None;
    }
    let is_letters = lower.bytes().all(|letter| letter.is_ascii_alphabetic());
    if !has_variable || !is_letters || text.len() > 3 {
        // One variable, such as beta or w_1.
        return (!has_variable).then(|| vec![text.clone()]);
    }
    let mut letters: Vec<String> = Vec::new();
    for letter in text.chars().filter(|letter| !matches!(letter, 'x' | 'y' | 'X' | 'Y')) {
        let letter = String::from(letter);
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    (!letters.is_empty()).then_some(letters)
}

/// x or y with a number: `x1`, `x_12`.
fn is_counted(text: &str) -> bool {
    let rest = text.strip_prefix(['x', 'y', 'X', 'Y']).unwrap_or_default();
    let digits = rest.strip_prefix('_').unwrap_or(rest);
    !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// The function in a name like `sin2`.
fn function_with_digits(name: &str) -> Option<&str> {
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let function = name.get(..name.len() - digits)?;
    let is_of_one = Callable::named(function).is_some_and(Callable::is_of_one);
    (digits > 0 && is_of_one).then_some(function)
}

fn has_digit_after_variable(name: &str) -> bool {
    let letters = name.as_bytes();
    letters.windows(2).any(|two| matches!(two[0], b'x' | b'y') && two[1].is_ascii_digit())
}

/// `w`, `w and b`, `a, b and c`.
fn listed(names: &[String]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        text.push_str(match index {
            0 => "",
            _ if index + 1 == names.len() => " and ",
            _ => ", ",
        });
        text.push_str(name);
    }
    text
}
