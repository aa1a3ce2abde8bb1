use std::fmt;
use std::ops::{Deref, DerefMut};

use super::Value;

/// Input that is not allowed: the field, the value that was given, and what is allowed.
///
/// It is one pointer wide, so that a `Result` costs little where nothing fails.
#[derive(Clone, Debug, PartialEq)]
pub struct InputError(Box<Refusal>);

/// The contents of an [`InputError`].
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The field, as a path: `racers[1].lr`.
    pub field: String,
    /// The value that was given.
    pub value: Value,
    /// What is allowed, as a phrase: `a finite number, 0 or more`.
    pub allowed: String,
    /// Where in a text the problem starts, in characters counted from 1; none for JSON.
    pub position: Option<usize>,
    /// What is wrong with the field.
    pub problem: Problem,
}

impl Deref for InputError {
    type Target = Refusal;

    fn deref(&self) -> &Refusal {
        &self.0
    }
}

impl DerefMut for InputError {
    fn deref_mut(&mut self) -> &mut Refusal {
        &mut self.0
    }
}

/// The kinds of problems with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Its value is not one of those allowed.
    NotAllowed,
    /// It is required and missing.
    Missing,
    /// There is no such field.
    Unknown,
    /// It is given more than once.
    Repeated,
    /// It is not a formula. `allowed` is what was expected at the position.
    Unreadable,
    /// There is not enough memory for it.
    Memory,
}

impl InputError {
    /// An error about a value that is not allowed.
    #[must_use]
    pub fn not_allowed(field: &str, value: &Value, allowed: &str) -> Self {
        Self::new(Problem::NotAllowed, field, value.clone(), allowed)
    }

    pub(crate) fn new(problem: Problem, field: &str, value: Value, allowed: &str) -> Self {
        Self(Box::new(Refusal {
            field: field.to_owned(),
            value,
            allowed: allowed.to_owned(),
            position: None,
            problem,
        }))
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Refusal { field, value, allowed, .. } = &**self;
        match self.problem {
            Problem::NotAllowed | Problem::Memory => {
                write!(formatter, "{field} is {value}; it must be {allowed}")
            }
            Problem::Missing => write!(formatter, "{field} is missing; it must be {allowed}"),
            Problem::Unknown => write!(formatter, "{field} is not known; it must be {allowed}"),
            Problem::Repeated => write!(formatter, "{field} is given twice; it must be {allowed}"),
            Problem::Unreadable => write!(formatter, "{field} cannot be read: expected {allowed}"),
        }?;
        match self.position {
            Some(column) if self.problem == Problem::Unreadable => {
                write!(formatter, " at column {column}")
            }
            Some(column) => write!(formatter, " (column {column})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InputError {}
