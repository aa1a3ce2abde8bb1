//! Reading a [`Value`] with errors that name the field.

use super::error::Problem;
use super::{InputError, Value};
use crate::cast;

/// The fields of an object, asked for one by one; what nobody has asked for is unknown.
pub(crate) struct Fields<'a> {
    path: &'a str,
    entries: &'a [(String, Value)],
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of the object at `path`; `allowed` says what is expected instead of another type.
    pub(crate) fn of(path: &'a str, value: &'a Value, allowed: &str) -> Result<Self, InputError> {
        let Value::Map(entries) = value else {
            let whole = if path.is_empty() { "config" } else { path };
            return Err(InputError::not_allowed(whole, value, allowed));
        };
        Ok(Self { path, entries, known: Vec::new() })
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { [self.path, ".", name].concat() }
    }

    /// The field `name` with its path; none where it is absent, null or undefined.
    fn take(&mut self, name: &'static str) -> Option<(String, &'a Value)> {
        self.known.push(name);
        let (_, value) = self.entries.iter().find(|(given, _)| given == name)?;
        (*value != Value::Null).then(|| (self.path_of(name), value))
    }

    /// The field `name` read by `reader`, or none where it is absent, null or undefined.
    pub(crate) fn optional<T>(
        &mut self,
        name: &'static str,
        reader: impl FnOnce(&str, &Value) -> Result<T, InputError>,
    ) -> Result<Option<T>, InputError> {
        self.take(name).map(|(path, value)| reader(&path, value)).transpose()
    }

    /// The field `name` read by `reader`; an error where it is absent.
    pub(crate) fn required<T>(
        &mut self,
        name: &'static str,
        reader: impl FnOnce(&str, &Value) -> Result<T, InputError>,
    ) -> Result<T, InputError> {
        if let Some((path, value)) = self.take(name) {
            return reader(&path, value);
        }
        // The reader knows what is allowed: it says so of null.
        reader(&self.path_of(name), &Value::Null).map_err(|mut error| {
            error.problem = Problem::Missing;
            error
        })
    }

    /// An error about the first field that nobody asked for or that is there a second time.
    pub(crate) fn finish(self) -> Result<(), InputError> {
        for (index, (name, value)) in self.entries.iter().enumerate() {
            if !self.known.contains(&name.as_str()) {
                let allowed = ["one of ", &self.known.join(", ")].concat();
                // An empty name would not be seen in a message.
                let field = self.path_of(if name.is_empty() { "\"\"" } else { name });
                return Err(InputError::new(Problem::Unknown, &field, value.clone(), &allowed));
            }
            if self.entries.iter().take(index).any(|(earlier, _)| earlier == name) {
                let field = self.path_of(name);
                let allowed = "given once";
                return Err(InputError::new(Problem::Repeated, &field, value.clone(), allowed));
            }
        }
        Ok(())
    }
}

/// A number for which `test` holds; `allowed` says which those are.
pub(crate) fn number_in(
    field: &str,
    value: &Value,
    allowed: &str,
    test: impl Fn(f64) -> bool,
) -> Result<f64, InputError> {
    match value {
        Value::Number(number) if number.is_finite() && test(*number) => Ok(*number),
        _ => Err(InputError::not_allowed(field, value, allowed)),
    }
}

/// Any finite number.
pub(crate) fn finite(field: &str, value: &Value) -> Result<f64, InputError> {
    number_in(field, value, "a finite number", |_| true)
}

/// True or false.
pub(crate) fn boolean(field: &str, value: &Value) -> Result<bool, InputError> {
    match value {
        Value::Bool(given) => Ok(*given),
        _ => Err(InputError::not_allowed(field, value, "true or false")),
    }
}

/// Reads a whole number from `least` to `most`.
///
/// # Errors
/// When `value` is anything else; the error bears the name `field`.
pub fn whole_number(
    field: &str,
    value: &Value,
    [least, most]: [u32; 2],
) -> Result<u32, InputError> {
    let range = f64::from(least)..=f64::from(most);
    match value {
        Value::Number(number) if number.fract() == 0.0 && range.contains(number) => {
            Ok(cast::whole(*number))
        }
        _ => Err(not_whole(field, value, [least, most])),
    }
}

/// The error that `value` is no whole number from `least` to `most`.
pub(crate) fn not_whole(field: &str, value: &Value, [least, most]: [u32; 2]) -> InputError {
    let allowed = ["a whole number from ", &least.to_string(), " to ", &most.to_string()].concat();
    InputError::not_allowed(field, value, &allowed)
}

/// Numbers, all of them finite, or none if it is anything else.
pub(crate) fn list_of_numbers(value: &Value) -> Option<Vec<f64>> {
    let Value::List(items) = value else { return None };
    items
        .iter()
        .map(|item| match item {
            Value::Number(number) if number.is_finite() => Some(*number),
            _ => None,
        })
        .collect()
}

/// Two finite numbers for which `test` holds; `allowed` says which those are.
pub(crate) fn pair_in(
    field: &str,
    value: &Value,
    allowed: &str,
    test: impl Fn(f64) -> bool,
) -> Result<[f64; 2], InputError> {
    match list_of_numbers(value).as_deref() {
        Some(&[first, second]) if test(first) && test(second) => Ok([first, second]),
        _ => Err(InputError::not_allowed(field, value, allowed)),
    }
}

/// Reads two finite numbers.
///
/// # Errors
/// When `value` is anything else; the error bears the name `field`.
pub fn pair(field: &str, value: &Value) -> Result<[f64; 2], InputError> {
    pair_in(field, value, "two finite numbers", |_| true)
}

/// The item of `all` that bears the given name.
pub(crate) fn name_among<T: Copy>(
    field: &str,
    value: &Value,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, InputError> {
    let found = match value {
        Value::Text(text) => all.iter().copied().find(|item| name(*item) == text),
        _ => None,
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().copied().map(name).collect();
        InputError::not_allowed(field, value, &["one of ", &names.join(", ")].concat())
    })
}
