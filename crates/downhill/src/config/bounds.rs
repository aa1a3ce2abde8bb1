use downhill_math::Bounds;

use super::{FINITE, Fields, InputError, InputField, Value, pair_in};

/// Reads `{"x": [−1, 1], "y": [−1, 1]}`.
pub(crate) fn read_bounds(field: &InputField<'_>) -> Result<Bounds, InputError> {
    let allowed = "two ranges: {\"x\": [−1, 1], \"y\": [−1, 1]}, or as text −1:1,−1:1";
    let mut fields = Fields::of(field, allowed)?;
    let x = range(&fields.required("x"))?;
    let y = range(&fields.required("y"))?;
    fields.finish()?;
    Ok(Bounds { x, y })
}

pub(crate) fn write_bounds(bounds: Bounds) -> Value {
    Value::map(vec![
        ("x", Value::from(bounds.x.as_slice())),
        ("y", Value::from(bounds.y.as_slice())),
    ])
}

fn range(field: &InputField<'_>) -> Result<[f64; 2], InputError> {
    let allowed = "two finite numbers, the first below the second";
    let [low, high] = pair_in(field, allowed, FINITE)?;
    if low < high && (high - low).is_finite() {
        Ok([low, high])
    } else {
        Err(field.not_allowed(allowed))
    }
}
