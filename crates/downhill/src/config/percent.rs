//! Percent-encoding in texts and addresses.

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode, percent_decode_str, utf8_percent_encode,
};

use super::grammar::is_separator;

/// The characters that are encoded in a label, because they separate the parts of a line. Letters,
/// digits and `-_.~` are allowed in every part of an address.
const IN_LABEL: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The characters that are encoded in a formula.
const IN_FORMULA: AsciiSet = IN_LABEL
    .remove(b'+')
    .remove(b'*')
    .remove(b'/')
    .remove(b'^')
    .remove(b'(')
    .remove(b')')
    .remove(b',');

/// The characters of a line that are encoded in an address: those that a browser would encode, and `#`,
/// which would be a second one. What is encoded in the line already is not encoded again.
const IN_ADDRESS: AsciiSet = CONTROLS.add(b' ').add(b'#');

/// A label as a line contains it. It has no blank of any alphabet.
pub(crate) fn encode_label(label: &str) -> String {
    encode_readably(label, &IN_LABEL)
}

/// A formula as a line contains it.
pub(crate) fn encode_formula(formula: &str) -> String {
    encode_readably(formula, &IN_FORMULA)
}

/// A line as an address contains it: in ASCII.
pub(crate) fn encode_line(line: &str) -> String {
    utf8_percent_encode(line, &IN_ADDRESS).to_string()
}

/// Encodes the characters in `set`, and blanks. Letters of other alphabets stay, because people read
/// lines, too.
fn encode_readably(text: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::new();
    for letter in text.chars() {
        if letter.is_ascii() || letter.is_whitespace() {
            encoded.extend(utf8_percent_encode(letter.encode_utf8(&mut [0; 4]), set));
        } else {
            encoded.push(letter);
        }
    }
    encoded
}

/// Decodes a text. An invalid encoding stays as it is.
pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Into::into)
}

/// Decodes the characters that give a list of racers its structure. Labels stay as they are: an encoded
/// comma or blank is a part of a label, and the parser of racers decodes labels.
pub(crate) fn decode_racers(text: &str) -> String {
    let mut decoded = String::new();
    let (mut in_settings, mut in_label) = (false, false);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let structural = if in_label { None } else { encoded_structure(rest) };
        let length = if structural.is_some() { "%XX".len() } else { first.len_utf8() };
        rest = rest.get(length..).unwrap_or_default();
        let letter = structural.unwrap_or(first);
        if in_label {
            in_label = !is_separator(letter);
        } else if in_settings {
            in_settings = letter != ')';
        } else {
            in_settings = letter == '(';
            in_label = letter == '#';
        }
        decoded.push(letter);
    }
    decoded
}

/// The character at the beginning of a text, if it is encoded and gives a list of racers its structure.
fn encoded_structure(text: &str) -> Option<char> {
    if !text.starts_with('%') {
        return None;
    }
    let sign = percent_decode(text.as_bytes()).next().map(char::from)?;
    matches!(sign, '(' | ')' | ',' | ':' | '=' | '#' | ' ').then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_valid_encoding_stays() {
        for text in ["%", "%4", "%zz", "100 %", "%FF", "a%C3", "%é0"] {
            assert_eq!(decode(text), text);
        }
        assert_eq!(decode("%41%c3%a9%2525"), "Aé%25");
    }

    #[test]
    fn of_racers_all_but_the_labels_is_decoded() {
        for (encoded, decoded) in [
            ("sgd%28lr%3d0.1%29%2Cadam%20sgd", "sgd(lr=0.1),adam sgd"),
            ("sgd%23a%2Cb%20%28c%29,adam%28", "sgd#a%2Cb%20%28c%29,adam("),
            (
                "adam(betas=0.9%3A0.99,color=%23aabbcc%2Clr=1)%23x",
                "adam(betas=0.9:0.99,color=#aabbcc,lr=1)#x",
            ),
            ("sgd#%252C%", "sgd#%252C%"),
            ("sgd%2", "sgd%2"),
        ] {
            assert_eq!(decode_racers(encoded), decoded);
        }
    }
}
