//! LaTeX's commands.

/// What a command stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    /// A blank, or how something is to look.
    Nothing,
    /// `\left` and its like: a bar that follows begins an absolute value.
    Left,
    /// A bar that follows ends one.
    Right,
    Sign(char),
    Name(&'static str),
    Root,
    Fraction,
    /// What follows in braces is text, or a letter in another type.
    Text,
}

/// The command of that name, without its backslash.
pub(super) fn command(name: &str) -> Option<Command> {
    Some(match name {
        "left" | "bigl" | "Bigl" | "biggl" | "Biggl" => Command::Left,
        "right" | "bigr" | "Bigr" | "biggr" | "Biggr" => Command::Right,
        "big" | "Big" | "bigg" | "Bigg" | "middle" | "displaystyle" | "textstyle" | "limits"
        | "nolimits" | "quad" | "qquad" | "thinspace" | "medspace" | "rm" | "," | ";" | ":"
        | "!" | " " | ">" | "/" => Command::Nothing,
        "cdot" | "times" | "ast" | "star" | "bullet" => Command::Sign('*'),
        "div" | "slash" => Command::Sign('/'),
        "bmod" | "%" => Command::Sign('%'),
        "le" | "leq" | "leqslant" => Command::Sign('≤'),
        "ge" | "geq" | "geqslant" => Command::Sign('≥'),
        "lt" => Command::Sign('<'),
        "gt" => Command::Sign('>'),
        "vert" | "mid" => Command::Sign('|'),
        "lvert" => Command::Sign('⟦'),
        "rvert" => Command::Sign('⟧'),
        "lbrace" | "{" => Command::Sign('{'),
        "rbrace" | "}" => Command::Sign('}'),
        "lbrack" => Command::Sign('['),
        "rbrack" => Command::Sign(']'),
        "lparen" => Command::Sign('('),
        "rparen" => Command::Sign(')'),
        // The signs around a whole formula.
        "(" | ")" | "[" | "]" => Command::Sign('$'),
        "lfloor" => Command::Sign('⌊'),
        "rfloor" => Command::Sign('⌋'),
        "lceil" => Command::Sign('⌈'),
        "rceil" => Command::Sign('⌉'),
        "coloneqq" => Command::Sign('≔'),
        "mapsto" => Command::Sign('↦'),
        "to" | "rightarrow" => Command::Sign('→'),
        "pm" => Command::Sign('±'),
        "partial" => Command::Sign('∂'),
        "nabla" => Command::Sign('∇'),
        "sum" => Command::Sign('∑'),
        "prod" => Command::Sign('∏'),
        "int" => Command::Sign('∫'),
        "infty" => Command::Sign('∞'),
        "|" | "Vert" | "lVert" | "rVert" => Command::Sign('‖'),
        "sqrt" => Command::Root,
        "frac" | "dfrac" | "tfrac" | "cfrac" => Command::Fraction,
        "operatorname" | "operatorname*" | "mathop" | "mathrm" | "text" | "textrm" | "mathit"
        | "mathbf" | "boldsymbol" | "bm" | "mathsf" | "mathtt" | "mathbb" | "textit" | "mbox" => {
            Command::Text
        }
        _ => return NAMES.iter().find(|known| **known == name).map(|known| Command::Name(known)),
    })
}

const NAMES: [&str; 31] = [
    "pi", "sin", "cos", "tan", "sec", "csc", "cot", "arcsin", "arccos", "arctan", "sinh", "cosh",
    "tanh", "exp", "ln", "log", "lg", "min", "max", "tg", "ctg", "cotg", "arctg", "sh", "ch", "th",
    "coth", "abs", "sgn", "mod", "lb",
];
