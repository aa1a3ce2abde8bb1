use downhill_math::Snapshot;

use super::{Fields, InputError, MAX_STEPS, Value, pair, whole_number};

/// Reads a state in which exactly the quantities `names` are remembered.
pub(crate) fn read_state(
    value: &Value,
    names: &'static [&'static str],
) -> Result<Snapshot, InputError> {
    let mut fields = Fields::of("state", value, "an object as state() returns it")?;
    let step =
        fields.required("step", |field, value| whole_number(field, value, [0, MAX_STEPS - 1]))?;
    let mut parts = Vec::with_capacity(names.len());
    for name in names {
        parts.push((*name, fields.required(name, pair)?));
    }
    fields.finish()?;
    Ok(Snapshot { step, parts })
}
