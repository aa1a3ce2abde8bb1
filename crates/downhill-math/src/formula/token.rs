//! The words of a formula.

use super::error::FormulaError;
use super::function::Callable;
use super::glyph::Glyph;
use super::op::Comparison;

/// A word of a formula.
#[derive(Debug)]
pub(super) enum Token {
    Number(f64),
    Name(Name),
    /// A sign, one for all that mean the same; or one that no formula can have. Not ASCII are `⟦`
    /// and `⟧` for bars that are known to begin and to end, `⁽` and `⁾` around superscripts, `≔`
    /// `≡` `⇒` `⫽` for `:=` `==` `=>` `//`, and the invisible times.
    Sign(char),
    Compare(Comparison),
    /// √, ∛ or ∜: which root.
    RootSign(i32),
    /// `\sqrt`.
    Root,
    /// `\frac`.
    Fraction,
    X,
    Y,
    Constant(Constant),
    /// A function, by the name that was typed.
    Function(Callable, String),
    Else,
    Otherwise,
    /// What cannot be where it is, wherever that is.
    Refused(Box<FormulaError>),
    End,
    /// A number beyond what f64 holds.
    TooLarge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constant {
    Pi,
    E,
}

impl Token {
    /// Whether it is that sign.
    pub(super) fn is(&self, sign: char) -> bool {
        matches!(self, Self::Sign(other) if *other == sign)
    }
}

/// A name.
#[derive(Debug)]
pub(super) struct Name {
    /// In ASCII letters, digits and `_`, without the module that it was taken from.
    pub(super) text: String,
    /// The module: `np.`; often nothing.
    pub(super) module: String,
    /// Whether it is a name as a whole, not a row of letters: a sign or a command.
    pub(super) is_whole: bool,
}

impl Name {
    /// As it was typed.
    pub(super) fn typed(&self) -> String {
        format!("{}{}", self.module, self.text)
    }
}

/// A word and where it is.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) token: Token,
    /// Where it begins, in characters of the text counted from 1.
    pub(super) at: usize,
    /// Its glyphs.
    pub(super) glyphs: [usize; 2],
    /// Whether it follows the word before without a blank.
    pub(super) is_tight: bool,
}

impl Word {
    /// Another word in its place.
    pub(super) fn with(&self, token: Token) -> Self {
        Self { token, at: self.at, glyphs: self.glyphs, is_tight: self.is_tight }
    }
}

/// What the text of a formula is made of.
pub(super) struct Text {
    /// What can be seen, and its column.
    pub(super) glyphs: Vec<(Glyph, usize)>,
    /// One past the last column.
    end: usize,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut glyphs = Vec::new();
        let mut column = 0;
        for letter in text.chars() {
            column += 1;
            let glyph = Glyph::of(letter);
            if glyph != Glyph::Nothing {
                glyphs.push((glyph, column));
            }
        }
        Self { glyphs, end: column + 1 }
    }

    /// The text of some glyphs, each of which is an ASCII character.
    pub(super) fn plain(&self, [from, to]: [usize; 2]) -> String {
        let glyphs = self.glyphs.get(from..to).unwrap_or_default();
        glyphs.iter().filter_map(|(glyph, _)| plain(*glyph)).collect()
    }

    /// Whether a command of LaTeX begins there.
    pub(super) fn is_command(&self, glyph: usize) -> bool {
        matches!(self.glyphs.get(glyph), Some((Glyph::Plain('\\'), _)))
    }

    pub(super) fn column(&self, glyph: usize) -> usize {
        self.glyphs.get(glyph).map_or(self.end, |(_, column)| *column)
    }
}

pub(super) fn plain(glyph: Glyph) -> Option<char> {
    match glyph {
        Glyph::Plain(letter) | Glyph::Raised(letter) | Glyph::Lowered(letter) => Some(letter),
        _ => None,
    }
}
