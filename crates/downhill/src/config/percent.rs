//! Percent-encoding: of what a text may not have as it is, and of links on their way.

use super::text::is_separator;

/// Letters, digits and `-_.~`: what every part of an address may have as it is.
fn is_unreserved(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~')
}

/// What a label has as it is: no blank, and no sign that means something to those who take a
/// line apart.
pub(crate) fn stays_in_label(letter: char) -> bool {
    is_unreserved(letter) || (!letter.is_ascii() && !letter.is_whitespace())
}

/// What a formula has as it is in a line.
pub(crate) fn stays_in_formula(letter: char) -> bool {
    stays_in_label(letter) || matches!(letter, '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',')
}

/// What a line has as it is in an address: the rest would be a second `#`, or be encoded by the
/// browser.
pub(crate) fn stays_in_address(letter: char) -> bool {
    letter.is_ascii_graphic() && letter != '#'
}

/// `text` with all but what `stays` percent-encoded, byte by byte of its UTF-8.
pub(crate) fn encode(text: &str, stays: fn(char) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::new();
    for letter in text.chars() {
        if stays(letter) {
            encoded.push(letter);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in letter.encode_utf8(&mut bytes).bytes() {
            encoded.push('%');
            encoded.push(char::from(DIGITS[usize::from(byte >> 4)]));
            encoded.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// Undoes [`encode`]; what is no valid encoding stays as it is.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let encoded = encoded_at(bytes, at);
        decoded.push(encoded.unwrap_or(*byte));
        at += if encoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Undoes the encoding of the signs that give a list of racers its structure. Labels stay as they
/// are: in them an encoded comma or blank is a part of the name, and the racers' parser decodes
/// them.
pub(crate) fn decode_racers(text: &str) -> String {
    let mut decoded = String::new();
    let (mut in_settings, mut in_label) = (false, false);
    let mut at = 0;
    while let Some(raw) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let sign = match encoded_at(text.as_bytes(), at) {
            Some(byte @ (b'(' | b')' | b',' | b':' | b'=' | b'#' | b' ')) if !in_label => {
                Some(char::from(byte))
            }
            _ => None,
        };
        at += if sign.is_some() { 3 } else { raw.len_utf8() };
        let letter = sign.unwrap_or(raw);
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

/// The byte that `%` and two digits stand for, where they are there.
fn encoded_at(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |at| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    if bytes.get(at) != Some(&b'%') {
        return None;
    }
    u8::try_from(16 * digit(at + 1)? + digit(at + 2)?).ok()
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
