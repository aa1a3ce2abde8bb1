//! JSON as text: what an attribute holds if it was set from an object, and what is exported.

use downhill_math::{format_number, parse_number};

use super::Value;

/// How deep lists and objects may nest; a config nests four deep.
const DEEPEST: u32 = 8;

/// The value of a JSON text that is a list or an object; none for any other text, and for JSON that is
/// malformed.
pub(crate) fn read_json(text: &str) -> Option<Value> {
    let text = text.trim();
    if !text.starts_with(['[', '{']) {
        return None;
    }
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.peek().is_none().then_some(value)
}

/// Writes a value as JSON. Numbers read back to the same bits; those that JSON has no word for are texts:
/// `"NaN"`, `"Infinity"`, `"-Infinity"`.
pub(crate) fn write_json(value: &Value, into: &mut String) {
    match value {
        Value::Null => into.push_str("null"),
        Value::Bool(given) => into.push_str(if *given { "true" } else { "false" }),
        Value::Number(number) => write_number(*number, into),
        Value::Text(text) => write_quoted(text, into),
        Value::List(items) => {
            into.push('[');
            for (index, item) in items.iter().enumerate() {
                into.push_str(if index > 0 { "," } else { "" });
                write_json(item, into);
            }
            into.push(']');
        }
        Value::Map(fields) => {
            into.push('{');
            for (index, (name, field)) in fields.iter().enumerate() {
                into.push_str(if index > 0 { "," } else { "" });
                write_quoted(name, into);
                into.push(':');
                write_json(field, into);
            }
            into.push('}');
        }
        // No value of ours is that long.
        Value::TooLong(kind, _) => write_quoted(kind, into),
    }
}

/// Writes a number as JSON.
pub(crate) fn write_number(number: f64, into: &mut String) {
    if number.is_finite() {
        into.push_str(&format_number(number));
    } else {
        write_quoted(not_finite(number), into);
    }
}

/// The name of a number that is not finite, as JavaScript, Python and R read it.
pub(crate) fn not_finite(number: f64) -> &'static str {
    match (number.is_nan(), number > 0.0) {
        (true, _) => "NaN",
        (false, true) => "Infinity",
        (false, false) => "-Infinity",
    }
}

fn write_quoted(text: &str, into: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    into.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => into.extend(['\\', letter]),
            '\0'..'\x20' => {
                let code = usize::try_from(u32::from(letter)).unwrap_or_default();
                into.push_str("\\u00");
                into.extend([code >> 4, code & 15].map(|digit| char::from(DIGITS[digit])));
            }
            _ => into.push(letter),
        }
    }
    into.push('"');
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The next value, and the blanks after it.
    fn value(&mut self, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        if self.takes(b'[') {
            let mut items = Vec::new();
            let mut goes_on = !self.takes(b']');
            while goes_on {
                items.push(self.value(depth + 1)?);
                goes_on = self.goes_on(b']')?;
            }
            return Some(Value::List(items));
        }
        if self.takes(b'{') {
            let mut fields = Vec::new();
            let mut goes_on = !self.takes(b'}');
            while goes_on {
                let name = self.quoted()?;
                if !self.takes(b':') {
                    return None;
                }
                fields.push((name, self.value(depth + 1)?));
                goes_on = self.goes_on(b'}')?;
            }
            return Some(Value::Map(fields));
        }
        if self.peek() == Some(b'"') {
            return self.quoted().map(Value::Text);
        }
        Some(match self.word()? {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            number => Value::Number(parse_number(number)?),
        })
    }

    /// Whether a list goes on after an item, or is closed by that letter.
    fn goes_on(&mut self, close: u8) -> Option<bool> {
        if self.takes(b',') { Some(true) } else { self.takes(close).then_some(false) }
    }

    /// A text in quotes.
    fn quoted(&mut self) -> Option<String> {
        if self.peek() != Some(b'"') {
            return None;
        }
        self.at += 1;
        let mut text = Vec::new();
        loop {
            let letter = self.next()?;
            if letter == b'"' {
                break;
            }
            if letter != b'\\' {
                text.push(letter);
                continue;
            }
            let escaped = self.next()?;
            text.push(match escaped {
                b'n' => b'\n',
                b't' => b'\t',
                b'r' => b'\r',
                b'b' => 8,
                b'f' => 12,
                b'u' => {
                    let letter = self.letter()?;
                    text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                    continue;
                }
                plain => plain,
            });
        }
        self.skip_blanks();
        String::from_utf8(text).ok()
    }

    /// A character by its number: `00e9`, or two halves of UTF-16, `d83d\ude00`.
    fn letter(&mut self) -> Option<char> {
        let mut code = self.four_digits()?;
        if code & 0xfc00 == 0xd800 && self.next()? == b'\\' && self.next()? == b'u' {
            code = 0x1_0000 + ((code & 0x3ff) << 10) + (self.four_digits()? & 0x3ff);
        }
        char::from_u32(code)
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code * 16 + char::from(self.next()?).to_digit(16)?;
        }
        Some(code)
    }

    /// A number or a name.
    fn word(&mut self) -> Option<&'a str> {
        let start = self.at;
        while self.peek().is_some_and(|letter| !is_blank(letter) && !b",]}".contains(&letter)) {
            self.at += 1;
        }
        let word = self.text.get(start..self.at);
        self.skip_blanks();
        word
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let letter = self.peek();
        self.at += 1;
        letter
    }

    /// Whether the next letter is that one, which is taken with the blanks after it.
    fn takes(&mut self, letter: u8) -> bool {
        let found = self.peek() == Some(letter);
        if found {
            self.at += 1;
            self.skip_blanks();
        }
        found
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }
}

fn is_blank(letter: u8) -> bool {
    letter.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_writes_is_read() {
        for text in [
            "[]",
            "{}",
            "[1, -2.5e-3, 0]",
            "[null,true,false]",
            " [ { \"optimizer\" : \"adam\" , \"lr\" : 0.1 } , [ ] ] ",
            r#"{"name":"a \"b\" \\ \/ \n\t\r\b\f é 😀 \u00e9\ud83d\ude00"}"#,
            r#"{"x":[-1,1],"y":[-2,2]}"#,
        ] {
            let expected: Value = serde_json::from_str(text).unwrap();
            assert_eq!(read_json(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let value = Value::map(vec![
            ("text", "a \"b\" \\ \n\t\u{1f} é 😀".into()),
            ("numbers", Value::from([-0.0, 0.1, 1e-7, 5e-324, f64::MAX].as_slice())),
            ("others", Value::List(vec![Value::Null, Value::Bool(true), Value::Map(Vec::new())])),
        ]);
        let mut text = String::new();
        write_json(&value, &mut text);
        assert_eq!(read_json(&text).as_ref(), Some(&value));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        // -0 equals 0.
        assert!(text.contains("[-0,0.1,1e-7,5e-324,"), "{text}");
        text.clear();
        let numbers = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        write_json(&Value::from(numbers.as_slice()), &mut text);
        assert_eq!(text, r#"["NaN","Infinity","-Infinity"]"#);
    }

    #[test]
    fn any_other_text_is_none() {
        for text in [
            "",
            "sgd",
            "1",
            "\"text\"",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[1 2]",
            "[1] 2",
            "{",
            "{\"a\"}",
            "{a:1}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[adam]",
            "[\"",
            "[\"\\",
            "[\"\\u12",
            "[\"\\uzzzz\"]",
            "[\"\\ud83d\"]",
            "[\"\\u1é23\"]",
            "{\"a\":1]",
        ] {
            assert_eq!(read_json(text), None, "{text}");
        }
        assert_eq!(read_json(&"[".repeat(100_000)), None);
    }
}
