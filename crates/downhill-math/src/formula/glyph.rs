//! The meaning of each character of a formula: word processors, papers and web pages have many signs
//! for one meaning.

/// The meaning of a character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Glyph {
    /// None: it is invisible and means nothing in a formula.
    Nothing,
    Blank,
    /// An ASCII character; or one without an equivalent, which no formula can have.
    Plain(char),
    /// The same as a superscript.
    Raised(char),
    /// The same as a subscript.
    Lowered(char),
    /// A sign that stands for a name.
    Name(&'static str),
    /// A fraction in one character: ½.
    Fraction(u8, u8),
}

/// The product without a sign, as MathML and word processors mark it.
pub(super) const INVISIBLE_TIMES: char = '\u{2062}';

impl Glyph {
    pub(super) fn of(letter: char) -> Self {
        match letter {
            '!'..='~' => Self::Plain(letter),
            // Function application and the separator between indices separate their neighbours.
            '\u{2061}' | '\u{2063}' => Self::Blank,
            INVISIBLE_TIMES => Self::Plain(INVISIBLE_TIMES),
            '\u{2064}' => Self::Plain('+'),
            // Soft hyphens, joiners, direction marks, variation selectors, byte order marks.
            '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' => Self::Nothing,
            _ if letter.is_whitespace() => Self::Blank,
            '！'..='～' => Self::Plain(ascii(u32::from(letter) - 0xFF01 + 0x21)),
            '𝐀'..='𝟿' => mathematical(letter),
            _ => raised_or_lowered(letter).unwrap_or_else(|| sign(letter)),
        }
    }
}

fn ascii(code: u32) -> char {
    char::from_u32(code).unwrap_or(' ')
}

/// The mathematical alphabets: bold, italic, script and so on, one after another.
fn mathematical(letter: char) -> Glyph {
    let code = u32::from(letter);
    match code {
        0x1D7CE.. => Glyph::Plain(ascii(u32::from('0') + (code - 0x1D7CE) % 10)),
        0x1D6A8.. => match (code - 0x1D6A8) % 58 {
            41 => Glyph::Name("pi"),
            25 => Glyph::Plain('∇'),
            51 => Glyph::Plain('∂'),
            capital @ ..25 => Glyph::Plain(ascii(0x391 + capital)),
            small => Glyph::Plain(ascii(0x3B1 + small - 26)),
        },
        _ => match (code - 0x1D400) % 52 {
            capital @ ..26 => Glyph::Plain(ascii(u32::from('A') + capital)),
            small => Glyph::Plain(ascii(u32::from('a') + small - 26)),
        },
    }
}

fn raised_or_lowered(letter: char) -> Option<Glyph> {
    let code = u32::from(letter);
    Some(match letter {
        '²' => Glyph::Raised('2'),
        '³' => Glyph::Raised('3'),
        '¹' => Glyph::Raised('1'),
        '⁰' | '⁴'..='⁹' => Glyph::Raised(ascii(code - 0x2070 + 0x30)),
        '⁺' => Glyph::Raised('+'),
        '⁻' => Glyph::Raised('-'),
        '⁽' => Glyph::Raised('('),
        '⁾' => Glyph::Raised(')'),
        'ˣ' => Glyph::Raised('x'),
        'ʸ' => Glyph::Raised('y'),
        'ᵉ' => Glyph::Raised('e'),
        'ⁿ' => Glyph::Raised('n'),
        'ᵃ' => Glyph::Raised('a'),
        'ᵇ' => Glyph::Raised('b'),
        'ᵏ' => Glyph::Raised('k'),
        'ᵗ' => Glyph::Raised('t'),
        '₀'..='₉' => Glyph::Lowered(ascii(code - 0x2080 + 0x30)),
        'ₙ' => Glyph::Lowered('n'),
        'ₑ' => Glyph::Lowered('e'),
        'ₓ' => Glyph::Lowered('x'),
        'ᵢ' => Glyph::Lowered('i'),
        'ⱼ' => Glyph::Lowered('j'),
        _ => return None,
    })
}

fn sign(letter: char) -> Glyph {
    Glyph::Plain(match letter {
        '−' | '–' | '—' | '‐' | '‑' | '‒' | '﹣' | '➖' => '-',
        '➕' | '﹢' => '+',
        '·' | '×' | '⋅' | '∗' | '•' | '∙' | '✕' | '✖' | '⨯' | '⁎' | '﹡' | '・' => {
            '*'
        }
        '÷' | '⁄' | '∕' | '➗' => '/',
        'ˆ' | '˄' => '^',
        '∣' | '│' | '❘' | '⎮' => '|',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        '‘' | '’' | '‛' | '′' => '\'',
        '“' | '”' | '‟' | '„' | '«' | '»' => '"',
        // Word puts 〖 and 〗 around a group.
        '❨' | '〖' => '(',
        '❩' | '〗' => ')',
        '∶' => ':',
        '。' => '.',
        '⟹' => '⇒',
        '⟶' => '→',
        '⟼' => '↦',
        'ⅇ' | 'ℯ' => 'e',
        'π' | 'ϖ' | 'ℼ' => return Glyph::Name("pi"),
        '½' => return Glyph::Fraction(1, 2),
        '⅓' => return Glyph::Fraction(1, 3),
        '⅔' => return Glyph::Fraction(2, 3),
        '¼' => return Glyph::Fraction(1, 4),
        '¾' => return Glyph::Fraction(3, 4),
        '⅕' => return Glyph::Fraction(1, 5),
        '⅖' => return Glyph::Fraction(2, 5),
        '⅗' => return Glyph::Fraction(3, 5),
        '⅘' => return Glyph::Fraction(4, 5),
        '⅙' => return Glyph::Fraction(1, 6),
        '⅚' => return Glyph::Fraction(5, 6),
        '⅛' => return Glyph::Fraction(1, 8),
        '⅜' => return Glyph::Fraction(3, 8),
        '⅝' => return Glyph::Fraction(5, 8),
        '⅞' => return Glyph::Fraction(7, 8),
        other => other,
    })
}
