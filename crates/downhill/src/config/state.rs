//! What a run reports, as structured values: states, single steps, statuses.

use downhill_math::{Snapshot, Status, StepFrom};

use super::{Fields, Given, InputError, MAX_STEPS, Value, two_numbers, whole_number_in};

/// Reads a state in which exactly the quantities `names` are remembered.
pub(crate) fn read_state(
    value: &Value,
    names: &'static [&'static str],
) -> Result<Snapshot, InputError> {
    let given = Given::alone("state", value);
    let mut fields = Fields::of(&given, "an object as state() returns it")?;
    let step = whole_number_in(&fields.required("step"), [0, MAX_STEPS - 1])?;
    let mut parts = Vec::with_capacity(names.len());
    for name in names {
        parts.push((*name, two_numbers(&fields.required(name))?));
    }
    fields.finish()?;
    Ok(Snapshot { step, parts })
}

/// `{"step": 3, "velocity": [0.1, −0.2]}`.
impl From<&Snapshot> for Value {
    fn from(state: &Snapshot) -> Self {
        let mut fields = vec![("step", Self::Number(f64::from(state.step)))];
        fields.extend(state.parts.iter().map(|(name, both)| (*name, Self::from(both.as_slice()))));
        Self::map(fields)
    }
}

/// `{"iterate": [x, y], "gradient": [∂f/∂x, ∂f/∂y], "state": {…}}`.
impl From<&StepFrom> for Value {
    fn from(outcome: &StepFrom) -> Self {
        Self::map(vec![
            ("iterate", Self::from(outcome.iterate.as_slice())),
            ("gradient", Self::from(outcome.gradient.as_slice())),
            ("state", Self::from(&outcome.state)),
        ])
    }
}

/// `{"kind": "running"}` or `{"kind": "diverged", "step": 7, "reason": "…"}`.
impl From<Status> for Value {
    fn from(status: Status) -> Self {
        let mut fields = vec![("kind", Self::from(status.kind()))];
        if let Some((step, reason)) = status.stop() {
            fields.push(("step", Self::Number(f64::from(step))));
            fields.push(("reason", Self::from(reason.text())));
        }
        Self::map(fields)
    }
}
