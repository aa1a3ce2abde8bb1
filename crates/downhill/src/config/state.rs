//! The structured values that a run reports: states, single steps, statuses.

use downhill_math::{Remark, Snapshot, Status, StepFrom};

use super::{Fields, InputError, InputField, MAX_STEPS, Value, pair_in, whole_number_in};

/// Reads a state that consists of exactly the quantities `names`. They may be infinite, because a racer
/// whose gradients overflowed has such a state.
pub(crate) fn read_state(value: &Value, names: &[&'static str]) -> Result<Snapshot, InputError> {
    let field = InputField::root("state", value);
    let mut fields = Fields::of(&field, "an object as state() returns it")?;
    let step = whole_number_in(&fields.required("step"), [0, MAX_STEPS - 1])?;
    let mut parts = Vec::with_capacity(names.len());
    for name in names {
        let all = [f64::NEG_INFINITY, f64::INFINITY];
        parts.push((*name, pair_in(&fields.required(name), "two numbers, none of them NaN", all)?));
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

/// `{"kind": "running"}`, `{"kind": "running", "growing": true}`, `{"kind": "running", "reason":
/// "stands still: …"}` or `{"kind": "diverged", "step": 7, "reason": "…"}`.
impl From<(Status, Option<Remark>)> for Value {
    fn from((status, remark): (Status, Option<Remark>)) -> Self {
        let mut fields = vec![("kind", Self::from(status.kind()))];
        if let Some((step, reason)) = status.stop() {
            fields.push(("step", Self::Number(f64::from(step))));
            fields.push(("reason", Self::from(reason.text())));
            return Self::map(fields);
        }
        match remark {
            Some(Remark::Growing) => fields.push(("growing", Self::Bool(true))),
            Some(stands_still) => fields.push(("reason", Self::from(stands_still.text()))),
            None => (),
        }
        Self::map(fields)
    }
}

impl From<Status> for Value {
    fn from(status: Status) -> Self {
        Self::from((status, None))
    }
}
