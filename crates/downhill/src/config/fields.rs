//! Reading a [`Value`] with errors that name the field.

use super::error::Problem;
use super::{InputError, Value};
use crate::cast;

/// A value with its path from the root of the input. The path becomes a text only in an error.
pub(crate) struct InputField<'a> {
    pub(crate) value: &'a Value,
    segment: Segment<'a>,
    parent: Option<&'a InputField<'a>>,
    /// The problem to report if the value is not allowed.
    problem: Problem,
}

/// The last part of a path.
enum Segment<'a> {
    Name(&'a str),
    Index(usize),
}

impl<'a> InputField<'a> {
    /// A value that is in no other value; `name` is its path.
    pub(crate) fn root(name: &'a str, value: &'a Value) -> Self {
        Self { value, segment: Segment::Name(name), parent: None, problem: Problem::NotAllowed }
    }

    /// An item of this list.
    pub(crate) fn item(&'a self, index: usize, value: &'a Value) -> Self {
        Self {
            value,
            segment: Segment::Index(index),
            parent: Some(self),
            problem: Problem::NotAllowed,
        }
    }

    /// A field of this object.
    fn field(&'a self, name: &'a str, value: &'a Value) -> Self {
        Self {
            value,
            segment: Segment::Name(name),
            parent: Some(self),
            problem: Problem::NotAllowed,
        }
    }

    /// The path as a text: `racers[1].lr`.
    fn path(&self) -> String {
        let mut path = self.parent.map_or_else(String::new, Self::path);
        match self.segment {
            Segment::Name(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Segment::Index(index) => path += &format!("[{index}]"),
        }
        path
    }

    /// An error that the value is not allowed.
    pub(crate) fn not_allowed(&self, allowed: &str) -> InputError {
        self.refused(self.problem, allowed)
    }

    pub(crate) fn refused(&self, problem: Problem, allowed: &str) -> InputError {
        let path = self.path();
        let field = if path.is_empty() { "config" } else { &path };
        InputError::new(problem, field, self.value.clone(), allowed)
    }
}

/// The fields of an object, read one by one. A field that was never asked for is unknown.
pub(crate) struct Fields<'a> {
    object: &'a InputField<'a>,
    entries: &'a [(String, Value)],
    allowed_names: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of an object; `allowed` says what is expected if it is not an object.
    pub(crate) fn of(object: &'a InputField<'a>, allowed: &str) -> Result<Self, InputError> {
        let Value::Map(entries) = object.value else { return Err(object.not_allowed(allowed)) };
        Ok(Self { object, entries, allowed_names: Vec::new() })
    }

    /// The field `name`; none if it is absent, null or undefined.
    pub(crate) fn optional(&mut self, name: &'static str) -> Option<InputField<'a>> {
        self.allowed_names.push(name);
        let (_, value) = self.entries.iter().find(|(entry, _)| entry == name)?;
        (*value != Value::Null).then(|| self.object.field(name, value))
    }

    /// The field `name`. If it is absent it is null, and its reader reports what is allowed.
    pub(crate) fn required(&mut self, name: &'static str) -> InputField<'a> {
        let missing =
            InputField { problem: Problem::Missing, ..self.object.field(name, &Value::Null) };
        self.optional(name).unwrap_or(missing)
    }

    /// An error about the first field that was never asked for, or that occurs a second time.
    pub(crate) fn finish(self) -> Result<(), InputError> {
        for (index, (name, value)) in self.entries.iter().enumerate() {
            if !self.allowed_names.contains(&name.as_str()) {
                let allowed = format!("one of {}", self.allowed_names.join(", "));
                // An empty name would be invisible in a message.
                let name = if name.is_empty() { "\"\"" } else { name };
                return Err(self.object.field(name, value).refused(Problem::Unknown, &allowed));
            }
            if self.entries.iter().take(index).any(|(earlier, _)| earlier == name) {
                return Err(self
                    .object
                    .field(name, value)
                    .refused(Problem::Repeated, "given once"));
            }
        }
        Ok(())
    }
}

/// The least and the greatest number that are finite.
pub(crate) const FINITE: [f64; 2] = [f64::MIN, f64::MAX];

/// A number from `least` to `most`; `allowed` describes that range.
pub(crate) fn number_in(
    field: &InputField<'_>,
    allowed: &str,
    [least, most]: [f64; 2],
) -> Result<f64, InputError> {
    match *field.value {
        Value::Number(number) if least <= number && number <= most => Ok(number),
        _ => Err(field.not_allowed(allowed)),
    }
}

/// True or false.
pub(crate) fn boolean(field: &InputField<'_>) -> Result<bool, InputError> {
    match field.value {
        Value::Bool(value) => Ok(*value),
        _ => Err(field.not_allowed("true or false")),
    }
}

/// Reads a whole number from `least` to `most`.
///
/// # Errors
/// If `value` is anything else; the error has the name `field`.
pub fn whole_number(field: &str, value: &Value, range: [u32; 2]) -> Result<u32, InputError> {
    whole_number_in(&InputField::root(field, value), range)
}

/// A whole number from `least` to `most`.
pub(crate) fn whole_number_in(
    field: &InputField<'_>,
    [least, most]: [u32; 2],
) -> Result<u32, InputError> {
    let range = f64::from(least)..=f64::from(most);
    match field.value {
        Value::Number(number) if number.fract() == 0.0 && range.contains(number) => {
            Ok(cast::whole(*number))
        }
        _ => Err(not_whole(field, [least, most])),
    }
}

/// The error that a value is not a whole number from `least` to `most`.
pub(crate) fn not_whole(field: &InputField<'_>, [least, most]: [u32; 2]) -> InputError {
    let allowed = format!("a whole number from {least} to {most}");
    field.not_allowed(&allowed)
}

/// Two numbers from `least` to `most`; `allowed` describes that range.
pub(crate) fn pair_in(
    field: &InputField<'_>,
    allowed: &str,
    [least, most]: [f64; 2],
) -> Result<[f64; 2], InputError> {
    if let Value::List(items) = field.value
        && let &[Value::Number(first), Value::Number(second)] = items.as_slice()
        && least <= first
        && first <= most
        && least <= second
        && second <= most
    {
        return Ok([first, second]);
    }
    Err(field.not_allowed(allowed))
}

/// Reads two finite numbers.
///
/// # Errors
/// If `value` is anything else; the error has the name `field`.
pub fn pair(field: &str, value: &Value) -> Result<[f64; 2], InputError> {
    two_numbers(&InputField::root(field, value))
}

/// Two finite numbers.
pub(crate) fn two_numbers(field: &InputField<'_>) -> Result<[f64; 2], InputError> {
    pair_in(field, "two finite numbers", FINITE)
}

/// The item of `all` that has the given name.
pub(crate) fn name_among<T: Copy>(
    field: &InputField<'_>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, InputError> {
    if let Value::Text(text) = field.value
        && let Some(item) = all.iter().find(|item| name(**item) == text)
    {
        return Ok(*item);
    }
    let names: Vec<_> = all.iter().map(|item| name(*item)).collect();
    Err(field.not_allowed(&format!("one of {}", names.join(", "))))
}
