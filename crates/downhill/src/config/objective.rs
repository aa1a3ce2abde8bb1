//! The objective of a run: one of the library by name, with its parameter, or a formula.

use downhill_math::{LibraryObjective, MAX_FORMULA, Objective, format_number, objectives};

use super::error::Problem;
use super::{Fields, InputError, InputField, Value, name_among, number_in};

/// Reads `"rosenbrock"`, `{"name": "taco", "condition": 50}` or `{"formula": "x^2 + 3*y^2"}`.
pub(crate) fn read_objective(field: &InputField<'_>) -> Result<Objective, InputError> {
    let Value::Map(entries) = field.value else {
        return Ok(Objective::from_library(named(field)?, None));
    };
    let mut fields = Fields::of(field, "")?;
    if entries.iter().any(|(name, _)| name == "formula") {
        let objective = read_formula(&fields.required("formula"))?;
        fields.finish()?;
        return Ok(objective);
    }
    let entry = named(&fields.required("name"))?;
    let mut value = None;
    if let Some(parameter) = entry.parameter
        && let Some(field) = fields.optional(parameter.name)
    {
        let [least, most] = parameter.range.map(format_number);
        let allowed = format!("a number from {least} to {most}");
        value = Some(number_in(&field, &allowed, parameter.range)?);
    }
    fields.finish()?;
    Ok(Objective::from_library(entry, value))
}

fn named(field: &InputField<'_>) -> Result<&'static LibraryObjective, InputError> {
    name_among(field, objectives(), |entry| entry.name)
}

fn read_formula(field: &InputField<'_>) -> Result<Objective, InputError> {
    let text = match field.value {
        Value::Text(text) => text,
        Value::TooLong("text", _) => {
            return Err(field.not_allowed(&format!("at most {MAX_FORMULA} characters")));
        }
        _ => return Err(field.not_allowed("a formula like x^2 + 3*y^2")),
    };
    Objective::typed(text).map_err(|error| {
        let mut refused = field.refused(Problem::Unreadable, &error.expected());
        refused.position = Some(error.position);
        refused
    })
}

pub(crate) fn write_objective(objective: &Objective) -> Value {
    match (objective.entry(), objective.parameter()) {
        (None, _) => Value::map(vec![("formula", objective.formula().into())]),
        (Some(entry), Some(value)) => {
            let name = entry.parameter.map_or("", |parameter| parameter.name);
            Value::map(vec![("name", entry.name.into()), (name, Value::Number(value))])
        }
        (Some(entry), None) => entry.name.into(),
    }
}
