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
    /// A sign, one for all signs with the same meaning; or a sign that no formula can have. Some are
    /// not ASCII: `⟦` and `⟧` for bars that are known to begin and to end, `⁽` and `⁾` around
    /// superscripts, `≔` `≡` `⇒` `⫽` for `:=` `==` `=>` `//`, and the invisible times.
    Sign(char),
    Compare(Comparison),
    /// √, ∛ or ∜, with its degree.
    RootSign(i32),
    /// `\sqrt`.
    Root,
    /// `\frac`.
    Fraction,
    X,
    Y,
    Constant(Constant),
    /// A function, with the name that was typed.
    Function(Callable, String),
    Else,
    Otherwise,
    /// A word that is refused wherever it stands.
    Refused(Box<FormulaError>),
    End,
    /// A number beyond the range of f64.
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
    /// Its ASCII letters, digits and `_`, without the module.
    pub(super) text: String,
    /// The module, such as `np.`; usually empty.
    pub(super) module: String,
    /// Whether it is one name, because it was written as a sign or a command, and not a row of letters.
    pub(super) is_whole: bool,
}

impl Name {
    /// The name as it was typed.
    pub(super) fn typed(&self) -> String {
        format!("{}{}", self.module, self.text)
    }
}

/// A word and its position.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) token: Token,
    /// Where it begins, in characters of the text counted from 1.
    pub(super) at: usize,
    /// The range of its glyphs.
    pub(super) glyphs: [usize; 2],
    /// Whether it follows the word before without a blank.
    pub(super) is_tight: bool,
}

impl Word {
    /// Another word at the same position.
    pub(super) fn with(&self, token: Token) -> Self {
        Self { token, at: self.at, glyphs: self.glyphs, is_tight: self.is_tight }
    }
}

/// The characters of a formula.
pub(super) struct Text {
    /// The visible glyphs, each with its column.
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

    /// The text of some glyphs, each of which must be an ASCII character.
    pub(super) fn plain(&self, [from, to]: [usize; 2]) -> String {
        let glyphs = self.glyphs.get(from..to).unwrap_or_default();
        glyphs.iter().filter_map(|(glyph, _)| plain(*glyph)).collect()
    }

    /// Whether a LaTeX command begins at this glyph.
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
