//! LaTeX's commands.

use super::glyph::Glyph;
use super::lexer::{Lexer, is_letter};
use super::token::{Name, Token};

/// The meaning of a command.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    /// None: it is a blank or only changes the look.
    Nothing,
    /// `\left` and similar: a bar that follows begins an absolute value.
    Left,
    /// `\right` and similar: a bar that follows ends one.
    Right,
    Sign(char),
    Name(&'static str),
    Root,
    Fraction,
    /// The braces that follow hold text, or a letter in another typeface.
    Text,
}

/// The command with this name, which has no backslash.
pub(super) fn command(name: &str) -> Option<Command> {
    if let Some((_, command)) = COMMANDS.iter().find(|(names, _)| names.contains(&name)) {
        return Some(*command);
    }
    NAMES.iter().find(|known| **known == name).map(|known| Command::Name(known))
}

/// The names of commands, by their meaning.
const COMMANDS: [(&[&str], Command); 38] = [
    (&["left", "bigl", "Bigl", "biggl", "Biggl"], Command::Left),
    (&["right", "bigr", "Bigr", "biggr", "Biggr"], Command::Right),
    (
        &[
            "big",
            "Big",
            "bigg",
            "Bigg",
            "middle",
            "displaystyle",
            "textstyle",
            "limits",
            "nolimits",
            "quad",
            "qquad",
            "thinspace",
            "medspace",
            "rm",
            ",",
            ";",
            ":",
            "!",
            " ",
            ">",
            "/",
        ],
        Command::Nothing,
    ),
    (&["cdot", "times", "ast", "bullet"], Command::Sign('*')),
    (&["div", "slash"], Command::Sign('/')),
    (&["bmod", "%"], Command::Sign('%')),
    (&["le", "leq", "leqslant"], Command::Sign('≤')),
    (&["ge", "geq", "geqslant"], Command::Sign('≥')),
    (&["lt"], Command::Sign('<')),
    (&["gt"], Command::Sign('>')),
    (&["vert", "mid"], Command::Sign('|')),
    (&["lvert"], Command::Sign('⟦')),
    (&["rvert"], Command::Sign('⟧')),
    (&["lbrace", "{"], Command::Sign('{')),
    (&["rbrace", "}"], Command::Sign('}')),
    (&["lbrack"], Command::Sign('[')),
    (&["rbrack"], Command::Sign(']')),
    (&["lparen"], Command::Sign('(')),
    (&["rparen"], Command::Sign(')')),
    // The signs around a whole formula.
    (&["(", ")", "[", "]"], Command::Sign('$')),
    (&["lfloor"], Command::Sign('⌊')),
    (&["rfloor"], Command::Sign('⌋')),
    (&["lceil"], Command::Sign('⌈')),
    (&["rceil"], Command::Sign('⌉')),
    (&["coloneqq"], Command::Sign('≔')),
    (&["mapsto"], Command::Sign('↦')),
    (&["to", "rightarrow"], Command::Sign('→')),
    (&["pm"], Command::Sign('±')),
    (&["partial"], Command::Sign('∂')),
    (&["nabla"], Command::Sign('∇')),
    (&["sum"], Command::Sign('∑')),
    (&["prod"], Command::Sign('∏')),
    (&["int"], Command::Sign('∫')),
    (&["infty"], Command::Sign('∞')),
    (&["|", "Vert", "lVert", "rVert"], Command::Sign('‖')),
    (&["sqrt"], Command::Root),
    (&["frac", "dfrac", "tfrac", "cfrac"], Command::Fraction),
    (
        &[
            "operatorname",
            "operatorname*",
            "mathop",
            "mathrm",
            "text",
            "textrm",
            "mathit",
            "mathbf",
            "boldsymbol",
            "bm",
            "mathsf",
            "mathtt",
            "mathbb",
            "mathcal",
            "mathscr",
            "mathfrak",
            "textit",
            "mbox",
        ],
        Command::Text,
    ),
];

const NAMES: [&str; 31] = [
    "pi", "sin", "cos", "tan", "sec", "csc", "cot", "arcsin", "arccos", "arctan", "sinh", "cosh",
    "tanh", "exp", "ln", "log", "lg", "min", "max", "tg", "ctg", "cotg", "arctg", "sh", "ch", "th",
    "coth", "abs", "sgn", "mod", "lb",
];

impl Lexer<'_> {
    /// A LaTeX command; none if it means nothing.
    pub(super) fn command(&mut self) -> Option<Token> {
        self.at += 1;
        let first = self.at;
        self.skip_while(|letter| letter.is_ascii_alphabetic());
        if self.at == first {
            self.at += usize::from(self.glyph().is_some());
        } else if self.text.plain([first, self.at]) == "operatorname" {
            self.take('*');
        }
        let mut text = self.text.plain([first, self.at]);
        if text.is_empty() && self.at > first {
            // A backslash before a blank.
            text.push(' ');
        }
        match command(&text) {
            Some(Command::Nothing) => None,
            Some(side @ (Command::Left | Command::Right)) => {
                let is_left = side == Command::Left;
                if self.take('.') {
                    return None;
                }
                let is_bar = self.take('|') || self.take_text("\\vert") || {
                    let named = if is_left { "\\lvert" } else { "\\rvert" };
                    self.take_text(named)
                };
                is_bar.then_some(Token::Sign(if is_left { '⟦' } else { '⟧' }))
            }
            Some(Command::Sign(sign)) => self.sign(sign),
            Some(Command::Root) => Some(Token::Root),
            Some(Command::Fraction) => Some(Token::Fraction),
            Some(Command::Text) => self.braced_name(),
            Some(Command::Name(name)) => {
                let mut name =
                    Name { text: name.to_owned(), module: String::new(), is_whole: true };
                self.subscript(&mut name);
                if self.letter(0) == Some('_') && self.letter(1).is_some_and(is_letter) {
                    // \log_a
                    name.text.push_str(&self.text.plain([self.at, self.at + 2]));
                    self.at += 2;
                }
                Some(Token::Name(name))
            }
            None if !text.starts_with(is_letter) => {
                Some(Token::Sign(text.chars().next().unwrap_or('\\')))
            }
            None => {
                let name = Name { text, module: "\\".to_owned(), is_whole: true };
                Some(Token::Name(name))
            }
        }
    }

    fn take_text(&mut self, wanted: &str) -> bool {
        let is_there = wanted.chars().enumerate().all(|(by, sign)| self.letter(by) == Some(sign));
        let next = self.letter(wanted.len());
        if is_there && !next.is_some_and(|letter| letter.is_ascii_alphabetic()) {
            self.at += wanted.len();
            return true;
        }
        false
    }

    /// `{sgn}` after `\operatorname`, as one name. Other braces stay as they are.
    fn braced_name(&mut self) -> Option<Token> {
        let mut to = self.at;
        let glyph = |at: usize| self.text.glyphs.get(at).map(|(glyph, _)| *glyph);
        while glyph(to) == Some(Glyph::Blank) {
            to += 1;
        }
        if glyph(to) != Some(Glyph::Plain('{')) {
            return None;
        }
        let first = to + 1;
        to = first;
        while matches!(glyph(to), Some(Glyph::Blank))
            || matches!(glyph(to), Some(Glyph::Plain(letter)) if letter.is_ascii_alphanumeric())
        {
            to += 1;
        }
        let text = self.text.plain([first, to]);
        let is_name = text.chars().next().is_some_and(is_letter);
        if !is_name || glyph(to) != Some(Glyph::Plain('}')) {
            return None;
        }
        self.at = to + 1;
        let mut name = Name { text, module: String::new(), is_whole: true };
        self.subscript(&mut name);
        Some(Token::Name(name))
    }
}
