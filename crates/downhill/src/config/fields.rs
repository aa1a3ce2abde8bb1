//! Reading a [`Value`] with errors that name the field.

use downhill_math::digits;

use super::error::Problem;
use super::{InputError, Value};
use crate::cast;

/// A value with the way that leads to it, which only an error makes a text of.
pub(crate) struct Given<'a> {
    pub(crate) value: &'a Value,
    step: Step<'a>,
    within: Option<&'a Given<'a>>,
}

/// The last step of the way to a value.
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

impl<'a> Given<'a> {
    /// A value that is in none other.
    pub(crate) fn alone(name: &'a str, value: &'a Value) -> Self {
        Self { value, step: Step::Field(name), within: None }
    }

    /// An item of the list that this is.
    pub(crate) fn item(&'a self, index: usize, value: &'a Value) -> Self {
        Self { value, step: Step::Item(index), within: Some(self) }
    }

    fn field(&'a self, name: &'a str, value: &'a Value) -> Self {
        Self { value, step: Step::Field(name), within: Some(self) }
    }

    /// `racers[1].lr`
    fn path(&self) -> String {
        let mut path = self.within.map_or_else(String::new, Self::path);
        match self.step {
            Step::Field(name) => {
                path.push_str(if path.is_empty() { "" } else { "." });
                path.push_str(name);
            }
            Step::Item(index) => {
                path.push('[');
                path.push_str(&digits(index));
                path.push(']');
            }
        }
        path
    }

    /// The error that the value is not one of those allowed.
    pub(crate) fn not_allowed(&self, allowed: &str) -> InputError {
        self.refused(Problem::NotAllowed, allowed)
    }

    pub(crate) fn refused(&self, problem: Problem, allowed: &str) -> InputError {
        let path = self.path();
        let field = if path.is_empty() { "config" } else { &path };
        InputError::new(problem, field, self.value.clone(), allowed)
    }
}

/// The fields of an object, asked for one by one; what nobody has asked for is unknown.
pub(crate) struct Fields<'a> {
    of: &'a Given<'a>,
    entries: &'a [(String, Value)],
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The fields of an object; `allowed` says what is expected instead of another type.
    pub(crate) fn of(given: &'a Given<'a>, allowed: &str) -> Result<Self, InputError> {
        let Value::Map(entries) = given.value else { return Err(given.not_allowed(allowed)) };
        Ok(Self { of: given, entries, known: Vec::new() })
    }

    /// The field `name`; none where it is absent, null or undefined.
    fn take(&mut self, name: &'static str) -> Option<Given<'a>> {
        self.known.push(name);
        let (_, value) = self.entries.iter().find(|(given, _)| given == name)?;
        (*value != Value::Null).then(|| self.of.field(name, value))
    }

    /// The field `name` read by `reader`, or none where it is absent, null or undefined.
    pub(crate) fn optional<T>(
        &mut self,
        name: &'static str,
        reader: impl FnOnce(&Given<'_>) -> Result<T, InputError>,
    ) -> Result<Option<T>, InputError> {
        self.take(name).map(|given| reader(&given)).transpose()
    }

    /// Puts the field `name` in `place`, unless it is absent, null or undefined.
    pub(crate) fn replace<T>(
        &mut self,
        name: &'static str,
        place: &mut T,
        reader: impl FnOnce(&Given<'_>) -> Result<T, InputError>,
    ) -> Result<(), InputError> {
        if let Some(given) = self.take(name) {
            *place = reader(&given)?;
        }
        Ok(())
    }

    /// The field `name` read by `reader`; an error where it is absent.
    pub(crate) fn required<T>(
        &mut self,
        name: &'static str,
        reader: impl FnOnce(&Given<'_>) -> Result<T, InputError>,
    ) -> Result<T, InputError> {
        let given = self.take(name);
        let is_missing = given.is_none();
        // The reader knows what is allowed: it says so of null.
        reader(&given.unwrap_or(self.of.field(name, &Value::Null))).map_err(|mut error| {
            if is_missing {
                error.problem = Problem::Missing;
            }
            error
        })
    }

    /// An error about the first field that nobody asked for or that is there a second time.
    pub(crate) fn finish(self) -> Result<(), InputError> {
        for (index, (name, value)) in self.entries.iter().enumerate() {
            if !self.known.contains(&name.as_str()) {
                let allowed = ["one of ", &self.known.join(", ")].concat();
                // An empty name would not be seen in a message.
                let name = if name.is_empty() { "\"\"" } else { name };
                return Err(self.of.field(name, value).refused(Problem::Unknown, &allowed));
            }
            if self.entries.iter().take(index).any(|(earlier, _)| earlier == name) {
                return Err(self.of.field(name, value).refused(Problem::Repeated, "given once"));
            }
        }
        Ok(())
    }
}

/// A number for which `test` holds; `allowed` says which those are.
pub(crate) fn number_in(
    given: &Given<'_>,
    allowed: &str,
    test: impl Fn(f64) -> bool,
) -> Result<f64, InputError> {
    match given.value {
        Value::Number(number) if number.is_finite() && test(*number) => Ok(*number),
        _ => Err(given.not_allowed(allowed)),
    }
}

/// Any finite number.
pub(crate) fn finite(given: &Given<'_>) -> Result<f64, InputError> {
    number_in(given, "a finite number", |_| true)
}

/// True or false.
pub(crate) fn boolean(given: &Given<'_>) -> Result<bool, InputError> {
    match given.value {
        Value::Bool(given) => Ok(*given),
        _ => Err(given.not_allowed("true or false")),
    }
}

/// Reads a whole number from `least` to `most`.
///
/// # Errors
/// When `value` is anything else; the error bears the name `field`.
pub fn whole_number(field: &str, value: &Value, range: [u32; 2]) -> Result<u32, InputError> {
    whole_number_in(&Given::alone(field, value), range)
}

/// A whole number from `least` to `most`.
pub(crate) fn whole_number_in(
    given: &Given<'_>,
    [least, most]: [u32; 2],
) -> Result<u32, InputError> {
    let range = f64::from(least)..=f64::from(most);
    match given.value {
        Value::Number(number) if number.fract() == 0.0 && range.contains(number) => {
            Ok(cast::whole(*number))
        }
        _ => Err(not_whole(given, [least, most])),
    }
}

/// The error that a value is no whole number from `least` to `most`.
pub(crate) fn not_whole(given: &Given<'_>, [least, most]: [u32; 2]) -> InputError {
    let count = |number: u32| digits(usize::try_from(number).unwrap_or(usize::MAX));
    let allowed = ["a whole number from ", &count(least), " to ", &count(most)].concat();
    given.not_allowed(&allowed)
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
    given: &Given<'_>,
    allowed: &str,
    test: impl Fn(f64) -> bool,
) -> Result<[f64; 2], InputError> {
    match given.value {
        Value::List(items) => match items.as_slice() {
            &[Value::Number(first), Value::Number(second)]
                if [first, second].iter().all(|number| number.is_finite() && test(*number)) =>
            {
                Ok([first, second])
            }
            _ => Err(given.not_allowed(allowed)),
        },
        _ => Err(given.not_allowed(allowed)),
    }
}

/// Reads two finite numbers.
///
/// # Errors
/// When `value` is anything else; the error bears the name `field`.
pub fn pair(field: &str, value: &Value) -> Result<[f64; 2], InputError> {
    two_numbers(&Given::alone(field, value))
}

/// Two finite numbers.
pub(crate) fn two_numbers(given: &Given<'_>) -> Result<[f64; 2], InputError> {
    pair_in(given, "two finite numbers", |_| true)
}

/// The item of `all` that bears the given name.
pub(crate) fn name_among<T: Copy>(
    given: &Given<'_>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, InputError> {
    let found = match given.value {
        Value::Text(text) => all.iter().copied().find(|item| name(*item) == text),
        _ => None,
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().copied().map(name).collect();
        given.not_allowed(&["one of ", &names.join(", ")].concat())
    })
}
