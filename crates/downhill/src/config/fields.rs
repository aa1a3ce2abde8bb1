//! Reading a [`Value`] with errors that name the field.

use super::error::Problem;
use super::{InputError, Value};
use crate::cast;

/// A value with the way that leads to it, which only an error makes a text of.
pub(crate) struct Given<'a> {
    pub(crate) value: &'a Value,
    step: Step<'a>,
    within: Option<&'a Given<'a>>,
    /// What is wrong where the value is not allowed.
    problem: Problem,
}

/// The last step of the way to a value.
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

impl<'a> Given<'a> {
    /// A value that is in none other.
    pub(crate) fn alone(name: &'a str, value: &'a Value) -> Self {
        Self { value, step: Step::Field(name), within: None, problem: Problem::NotAllowed }
    }

    /// An item of the list that this is.
    pub(crate) fn item(&'a self, index: usize, value: &'a Value) -> Self {
        Self { value, step: Step::Item(index), within: Some(self), problem: Problem::NotAllowed }
    }

    fn field(&'a self, name: &'a str, value: &'a Value) -> Self {
        Self { value, step: Step::Field(name), within: Some(self), problem: Problem::NotAllowed }
    }

    /// `racers[1].lr`
    fn path(&self) -> String {
        let mut path = self.within.map_or_else(String::new, Self::path);
        match self.step {
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item(index) => path += &format!("[{index}]"),
        }
        path
    }

    /// The error that the value is not one of those allowed.
    pub(crate) fn not_allowed(&self, allowed: &str) -> InputError {
        self.refused(self.problem, allowed)
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
    pub(crate) fn optional(&mut self, name: &'static str) -> Option<Given<'a>> {
        self.known.push(name);
        let (_, value) = self.entries.iter().find(|(given, _)| given == name)?;
        (*value != Value::Null).then(|| self.of.field(name, value))
    }

    /// The field `name`. Where it is absent it is null, and whoever reads it says what is allowed.
    pub(crate) fn required(&mut self, name: &'static str) -> Given<'a> {
        let missing = Given { problem: Problem::Missing, ..self.of.field(name, &Value::Null) };
        self.optional(name).unwrap_or(missing)
    }

    /// An error about the first field that nobody asked for or that is there a second time.
    pub(crate) fn finish(self) -> Result<(), InputError> {
        for (index, (name, value)) in self.entries.iter().enumerate() {
            if !self.known.contains(&name.as_str()) {
                let allowed = format!("one of {}", self.known.join(", "));
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

/// The least and the greatest number that are finite.
pub(crate) const FINITE: [f64; 2] = [f64::MIN, f64::MAX];

/// A number from `least` to `most`; `allowed` says which those are.
pub(crate) fn number_in(
    given: &Given<'_>,
    allowed: &str,
    [least, most]: [f64; 2],
) -> Result<f64, InputError> {
    match *given.value {
        Value::Number(number) if least <= number && number <= most => Ok(number),
        _ => Err(given.not_allowed(allowed)),
    }
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
    let allowed = format!("a whole number from {least} to {most}");
    given.not_allowed(&allowed)
}

/// Two numbers from `least` to `most`; `allowed` says which those are.
pub(crate) fn pair_in(
    given: &Given<'_>,
    allowed: &str,
    [least, most]: [f64; 2],
) -> Result<[f64; 2], InputError> {
    if let Value::List(items) = given.value
        && let &[Value::Number(first), Value::Number(second)] = items.as_slice()
        && least <= first
        && first <= most
        && least <= second
        && second <= most
    {
        return Ok([first, second]);
    }
    Err(given.not_allowed(allowed))
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
    pair_in(given, "two finite numbers", FINITE)
}

/// The item of `all` that bears the given name.
pub(crate) fn name_among<T: Copy>(
    given: &Given<'_>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, InputError> {
    if let Value::Text(text) = given.value
        && let Some(item) = all.iter().find(|item| name(**item) == text)
    {
        return Ok(*item);
    }
    let names: Vec<_> = all.iter().map(|item| name(*item)).collect();
    Err(given.not_allowed(&format!("one of {}", names.join(", "))))
}
