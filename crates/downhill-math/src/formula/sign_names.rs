//! The names of signs and letters that no formula can have.

/// The name of a sign, with the sign itself: `the ampersand &`.
pub(super) fn described(sign: char) -> String {
    let known = NAMES.iter().find(|(known, _)| *known == sign);
    let name = match known {
        Some((_, name)) => (*name).to_owned(),
        None => match alphabet(sign) {
            Some(alphabet) => format!("the {alphabet} letter"),
            None if sign.is_control() => return code_point(sign),
            None => {
                return format!("the sign {sign} ({})", code_point(sign));
            }
        },
    };
    let typed = match sign {
        '≔' => ":=".to_owned(),
        '≡' => "==".to_owned(),
        '⇒' => "=>".to_owned(),
        '→' => "->".to_owned(),
        '⫽' => "//".to_owned(),
        sign => String::from(sign),
    };
    format!("{name} {typed}")
}

const NAMES: [(char, &str); 71] = [
    ('&', "the ampersand"),
    ('@', "the at sign"),
    ('#', "the number sign"),
    ('!', "the exclamation mark"),
    ('?', "the question mark"),
    (':', "the colon"),
    (';', "the semicolon"),
    (',', "the comma"),
    ('.', "the full stop"),
    ('~', "the tilde"),
    ('$', "the dollar sign"),
    ('\'', "the apostrophe"),
    ('"', "the quotation mark"),
    ('`', "the grave accent"),
    ('\\', "the backslash"),
    ('_', "the underscore"),
    ('=', "the equals sign"),
    ('≔', "the sign of definition"),
    ('≡', "the double equals sign"),
    ('≠', "the sign of inequality"),
    ('≈', "the sign of approximation"),
    ('∼', "the sign of similarity"),
    ('∝', "the sign of proportion"),
    ('<', "the less-than sign"),
    ('>', "the greater-than sign"),
    ('≤', "the less-than-or-equal sign"),
    ('≥', "the greater-than-or-equal sign"),
    ('∂', "the sign of a partial derivative"),
    ('∇', "the nabla"),
    ('∆', "the increment sign"),
    ('∑', "the summation sign"),
    ('∏', "the product sign"),
    ('∫', "the integral sign"),
    ('∞', "the infinity sign"),
    ('∈', "the element-of sign"),
    ('±', "the plus-minus sign"),
    ('∓', "the minus-plus sign"),
    ('°', "the degree sign"),
    ('‰', "the per mille sign"),
    ('%', "the percent sign"),
    ('‖', "the double bar"),
    ('|', "the bar"),
    ('…', "the ellipsis"),
    ('⋯', "the ellipsis"),
    ('→', "the arrow"),
    ('⇒', "the double arrow"),
    ('↦', "the arrow"),
    ('←', "the arrow"),
    ('↑', "the arrow"),
    ('∘', "the sign of composition"),
    ('⊗', "the sign of the tensor product"),
    ('⊙', "the sign of the element-wise product"),
    ('⊕', "the circled plus sign"),
    ('∧', "the logical and"),
    ('∨', "the logical or"),
    ('¬', "the logical not"),
    ('∀', "the for-all sign"),
    ('∃', "the there-is sign"),
    ('⌊', "the floor bracket"),
    ('⌋', "the floor bracket"),
    ('⌈', "the ceiling bracket"),
    ('⌉', "the ceiling bracket"),
    ('⫽', "the sign of whole division"),
    ('€', "the euro sign"),
    ('£', "the pound sign"),
    ('§', "the section sign"),
    ('¶', "the pilcrow"),
    ('©', "the copyright sign"),
    ('ℝ', "the sign of the real numbers"),
    ('\u{2062}', "the invisible times"),
    ('+', "the plus sign"),
];

/// The alphabet of a letter that is not Latin.
pub(super) fn alphabet(letter: char) -> Option<&'static str> {
    match letter {
        'Ͱ'..='Ͽ' | 'ἀ'..='῾' => Some("Greek"),
        'Ѐ'..='ԯ' => Some("Cyrillic"),
        'Ա'..='֏' => Some("Armenian"),
        '֐'..='׿' => Some("Hebrew"),
        '؀'..='ۿ' => Some("Arabic"),
        'Ꭰ'..='Ᏽ' => Some("Cherokee"),
        _ => None,
    }
}

/// The Latin letter that a letter of another alphabet looks like.
pub(super) fn looks_like(letter: char) -> Option<char> {
    let (_, latin) = ALIKE.iter().find(|(alike, _)| *alike == letter)?;
    Some(*latin)
}

const ALIKE: [(char, char); 61] = [
    // Cyrillic.
    ('а', 'a'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ӏ', 'l'),
    ('о', 'o'),
    ('р', 'p'),
    ('ԛ', 'q'),
    ('ѕ', 's'),
    ('у', 'y'),
    ('х', 'x'),
    ('ү', 'y'),
    ('т', 't'),
    ('г', 'r'),
    ('п', 'n'),
    ('и', 'n'),
    ('м', 'm'),
    ('к', 'k'),
    ('в', 'b'),
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', 'O'),
    ('Р', 'P'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    // Greek.
    ('ο', 'o'),
    ('ν', 'v'),
    ('τ', 't'),
    ('ρ', 'p'),
    ('χ', 'x'),
    ('υ', 'u'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ϲ', 'c'),
    ('ϳ', 'j'),
    ('Χ', 'X'),
    ('Υ', 'Y'),
    ('Ε', 'E'),
    ('Ρ', 'P'),
    ('Ι', 'I'),
    ('Ν', 'N'),
    ('Τ', 'T'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Η', 'H'),
    // Armenian.
    ('օ', 'o'),
    ('ս', 'u'),
    ('հ', 'h'),
    ('ց', 'g'),
];

fn code_point(sign: char) -> String {
    let mut text = String::from("U+");
    let code = u32::from(sign);
    let most = if code > 0xFFFF { 5 } else { 3 };
    for place in (0..=most).rev() {
        let digit = (code >> (4 * place)) & 15;
        if place > 3 && digit == 0 {
            continue;
        }
        text.push(char::from_digit(digit, 16).unwrap_or('0').to_ascii_uppercase());
    }
    text
}
