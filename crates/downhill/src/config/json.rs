//! JSON as text: what an attribute holds if it was set from an object.

use downhill_math::parse_number;

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
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// The next value, and the blanks after it.
    fn value(&mut self, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let value = if self.takes('[') {
            let mut items = Vec::new();
            self.items(']', |reader| {
                items.push(reader.value(depth + 1)?);
                Some(())
            })?;
            Value::List(items)
        } else if self.takes('{') {
            let mut fields = Vec::new();
            self.items('}', |reader| {
                let name = reader.text()?;
                if !reader.takes(':') {
                    return None;
                }
                fields.push((name, reader.value(depth + 1)?));
                Some(())
            })?;
            Value::Map(fields)
        } else if self.rest.starts_with('"') {
            Value::Text(self.text()?)
        } else {
            match self.word() {
                "null" => Value::Null,
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                number => Value::Number(parse_number(number)?),
            }
        };
        Some(value)
    }

    /// Items up to the letter that closes their list; its opening letter has been taken.
    fn items(&mut self, close: char, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.takes(close) {
            return Some(());
        }
        loop {
            item(self)?;
            if self.takes(close) {
                return Some(());
            }
            if !self.takes(',') {
                return None;
            }
        }
    }

    /// A text in quotes.
    fn text(&mut self) -> Option<String> {
        let mut letters = self.rest.strip_prefix('"')?.chars();
        let mut text = String::new();
        // Two halves in UTF-16 can stand for one character.
        let mut units: Vec<u16> = Vec::new();
        loop {
            let letter = letters.next()?;
            let letter = match letter {
                '"' => break,
                '\\' => match letters.next()? {
                    'u' => {
                        let digits = letters.as_str().get(..4)?;
                        units.push(u16::from_str_radix(digits, 16).ok()?);
                        letters = letters.as_str().get(4..)?.chars();
                        continue;
                    }
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    plain => plain,
                },
                plain => plain,
            };
            text.push_str(&String::from_utf16_lossy(&units));
            units.clear();
            text.push(letter);
        }
        text.push_str(&String::from_utf16_lossy(&units));
        self.rest = letters.as_str();
        self.skip_blanks();
        Some(text)
    }

    /// A number or a name.
    fn word(&mut self) -> &'a str {
        let ends = |letter: char| letter.is_ascii_whitespace() || matches!(letter, ',' | ']' | '}');
        let (word, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        self.skip_blanks();
        word
    }

    /// Whether the next letter is that one, which is taken with the blanks after it.
    fn takes(&mut self, letter: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(letter) else { return false };
        self.rest = rest;
        self.skip_blanks();
        true
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }
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
            "[\"\\u1é23\"]",
            "{\"a\":1]",
        ] {
            assert_eq!(read_json(text), None, "{text}");
        }
        assert_eq!(read_json(&"[".repeat(100_000)), None);
    }
}
