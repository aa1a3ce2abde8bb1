//! The errors of texts that are not formulas.

use super::error::{Expected, FormulaError};
use super::parse::{Parsed, Parser};
use super::sign_names::{alphabet, described};
use super::token::{Token, Word};

impl Parser {
    pub(super) fn fail_with<T>(&mut self, expected: Expected, hint: &str) -> Parsed<T> {
        self.fail_at(FormulaError::new(self.here(), expected).hint(hint))
    }

    pub(super) fn fail<T>(&mut self, expected: Expected) -> Parsed<T> {
        self.fail_at(FormulaError::new(self.here(), expected))
    }

    /// Fails. If the next word was refused by itself, with that error; and if it is a sign that is not
    /// expected in formulas, with its name.
    pub(super) fn fail_at<T>(&mut self, error: FormulaError) -> Parsed<T> {
        self.give_up(error);
        None
    }

    fn give_up(&mut self, mut error: FormulaError) {
        let is_of_place = !matches!(error.expected, Expected::Shallower);
        if is_of_place
            && let Some(Word { token: Token::Refused(refused), .. }) = self.words.get_mut(self.at)
        {
            // The parser ends here and does not read the word again.
            std::mem::swap(&mut **refused, &mut error);
            self.failure = Some(error);
            return;
        }
        match self.next() {
            Token::TooLarge if is_of_place => {
                error = FormulaError::new(self.here(), Expected::FiniteNumber);
            }
            Token::Sign(',') if self.decimal_comma().is_some() => {
                error = FormulaError::new(self.here(), Expected::Point).instead("a comma");
                error.hint = self.decimal_comma();
            }
            Token::End if matches!(error.expected, Expected::Operand) && self.follows_percent() => {
                error.hint = cure_of_sign('%').map(str::to_owned);
            }
            token if error.hint.is_none() && error.instead.is_none() => {
                error = refused(token, error);
            }
            _ => {}
        }
        self.failure = Some(error);
    }

    fn follows_percent(&self) -> bool {
        self.words.get(self.at.wrapping_sub(1)).is_some_and(|word| word.token.is('%'))
    }

    /// What to write instead of two numbers with a comma and no blank between them.
    pub(super) fn decimal_comma(&self) -> Option<String> {
        let before = self.words.get(self.at.checked_sub(1)?)?;
        let [comma, after] = [self.words.get(self.at)?, self.words.get(self.at + 1)?];
        let are_numbers = [before, after].iter().all(|word| matches!(word.token, Token::Number(_)));
        if !are_numbers || !comma.is_tight || !after.is_tight {
            return None;
        }
        let [whole, part] = [before, after].map(|word| self.text.plain(word.glyphs));
        // In 1.000,5 the point separates thousands.
        let is_parted = whole.bytes().any(|byte| byte == b'.');
        let whole: String = whole.chars().filter(|letter| *letter != '.').collect();
        let point = format!("write {whole}.{part}");
        // Or the comma separates thousands.
        let is_thousand = part.len() == 3 && !whole.starts_with('0') && !is_parted;
        Some(if is_thousand { format!("{point} or {whole}{part}") } else { point })
    }
}

/// The error about a sign that no formula can have, or not at this place.
fn refused(token: &Token, error: FormulaError) -> FormulaError {
    let at = error.position;
    match token {
        Token::Sign(sign @ ('=' | '≔' | '≡' | '⇒' | '→' | '↦')) => {
            FormulaError::new(at, Expected::Function)
                .instead(described(*sign))
                .hint("write only what is minimised")
        }
        Token::Sign(sign) if alphabet(*sign).is_some() => FormulaError::new(at, Expected::Variable)
            .instead(described(*sign))
            .hint("the variables are x and y"),
        Token::Sign(sign) if is_foreign(*sign) => {
            let error = error.instead(described(*sign));
            match cure_of_sign(*sign) {
                Some(cure) => error.hint(cure),
                None => error,
            }
        }
        Token::Number(_)
            if matches!(error.expected, Expected::Operator | Expected::Closing(..)) =>
        {
            error.instead("a number").hint("write x*2 or 2x")
        }
        Token::Sign(')' | ']' | '}' | '⟧') if matches!(error.expected, Expected::Operator) => {
            error.hint("nothing is open that this closes")
        }
        Token::Compare(_) => error.instead("a comparison"),
        Token::Else => error.instead("else"),
        _ => error,
    }
}

/// Whether a sign is not expected in formulas.
fn is_foreign(sign: char) -> bool {
    !matches!(
        sign,
        '+' | '-'
            | '*'
            | '/'
            | '^'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ','
            | '|'
            | '⁽'
            | '⁾'
            | '⟦'
            | '⟧'
    )
}

fn cure_of_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '!' => "there are no factorials; write the number",
        '&' | '∧' | '∨' | '¬' => "one comparison is a condition; write where within where",
        '∞' => "numbers are finite",
        '≠' => "compare with <, <=, > or >=",
        '⫽' => "write floor(x/y)",
        '‖' => "write hypot(x, y) or sqrt(x^2 + y^2)",
        '°' => "angles are in radians: write pi/180 times the number",
        '%' => "% is the remainder of a division; write 0.5 for 50 %",
        '±' | '∓' => "write + or -",
        '∑' | '∏' | '…' | '⋯' => "write all of it out",
        '∂' | '∇' | '∫' | '\'' => "write the function itself",
        '#' => "leave out what is no part of the formula",
        '.' => "write pow(x, 2) for x.pow(2)",
        '_' => "x_1 is x, x_2 is y",
        '@' => "write * for a product",
        _ => return None,
    })
}
