use downhill_math::Bounds;

use super::{Fields, InputError, Value, pair_in};

/// Reads `{"x": [−1, 1], "y": [−1, 1]}`.
pub(crate) fn read_bounds(field: &str, value: &Value) -> Result<Bounds, InputError> {
    let allowed = "two ranges: {\"x\": [−1, 1], \"y\": [−1, 1]}, or as text −1:1,−1:1";
    let mut fields = Fields::of(field, value, allowed)?;
    let x = fields.required("x", range)?;
    let y = fields.required("y", range)?;
    fields.finish()?;
    Ok(Bounds { x, y })
}

pub(crate) fn write_bounds(bounds: Bounds) -> Value {
    Value::map(vec![
        ("x", Value::from(bounds.x.as_slice())),
        ("y", Value::from(bounds.y.as_slice())),
    ])
}

fn range(field: &str, value: &Value) -> Result<[f64; 2], InputError> {
    let allowed = "two finite numbers, the first below the second";
    let [low, high] = pair_in(field, value, allowed, f64::is_finite)?;
    if low < high && (high - low).is_finite() {
        Ok([low, high])
    } else {
        Err(InputError::not_allowed(field, value, allowed))
    }
}
