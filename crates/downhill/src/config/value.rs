use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use downhill_math::format_number;

use crate::beginning;

/// Structured input from any source, before it is interpreted: the values that JSON can have.
///
/// Since input becomes a tree first and is interpreted second, every error can name its field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Null or undefined.
    Null,
    /// True or false.
    Bool(bool),
    /// Any number, NaN and infinities included.
    Number(f64),
    /// Text.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object, its fields in the order given.
    Map(Vec<(String, Value)>),
    /// A list, object or text (the text says which) that is longer than any input can be, with its
    /// length. It is not allowed anywhere.
    TooLong(&'static str, f64),
}

impl Value {
    /// An object with these fields.
    #[must_use]
    pub fn map(fields: Vec<(&str, Self)>) -> Self {
        Self::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Writes the value at a depth of `lists` lists. Lists that are deeper than those of a config are
    /// cut off; otherwise nested lists would make an endless message.
    fn describe(&self, lists: u32, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Bool(value) => write!(formatter, "{value}"),
            Self::Number(number) => formatter.write_str(&format_number(*number)),
            Self::Text(text) => write!(formatter, "\"{}\"", beginning(text, 80)),
            Self::List(_) if lists == 2 => formatter.write_str("[…]"),
            Self::List(items) => {
                formatter.write_str("[")?;
                for (index, item) in items.iter().take(4).enumerate() {
                    if index > 0 {
                        formatter.write_str(", ")?;
                    }
                    item.describe(lists + 1, formatter)?;
                }
                formatter.write_str(if items.len() > 4 { ", …]" } else { "]" })
            }
            Self::Map(_) => formatter.write_str("an object"),
            Self::TooLong(kind, length) => {
                let article = if *kind == "object" { "an" } else { "a" };
                write!(formatter, "{article} {kind} of length {}", format_number(*length))
            }
        }
    }
}

/// Writes the value as it is shown in an error: `[1, "two", …]`.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.describe(0, formatter)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&[f64]> for Value {
    fn from(numbers: &[f64]) -> Self {
        Self::List(numbers.iter().map(|number| Self::Number(*number)).collect())
    }
}

/// Points, `[x, y]` each.
pub(crate) fn points(points: &[[f64; 2]]) -> Value {
    Value::List(points.iter().map(|point| Value::from(point.as_slice())).collect())
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(given) => serializer.serialize_bool(*given),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            Self::TooLong(kind, length) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("type", kind)?;
                map.serialize_entry("length", length)?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

#[allow(
    clippy::cast_precision_loss,
    reason = "whole numbers past 2^53 are rounded, as JSON numbers are everywhere"
)]
impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("anything that JSON can say")
    }

    fn visit_bool<E>(self, given: bool) -> Result<Value, E> {
        Ok(Value::Bool(given))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::from(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Map(entries))
    }
}
