use super::{Fields, InputError, Value, pair_in};

/// A rectangle in objective coordinates. As JSON `{"x": [−1, 1], "y": [−1, 1]}`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// `[lowest, highest]` x.
    pub x: [f64; 2],
    /// `[lowest, highest]` y.
    pub y: [f64; 2],
}

impl Bounds {
    pub(crate) fn from_value(field: &str, value: &Value) -> Result<Self, InputError> {
        let mut fields = Fields::of(field, value, "an object with x and y: {\"x\": [−1, 1], …}")?;
        let x = fields.required("x", range)?;
        let y = fields.required("y", range)?;
        fields.finish()?;
        Ok(Self { x, y })
    }

    pub(crate) fn to_value(self) -> Value {
        Value::map(vec![
            ("x", Value::from(self.x.as_slice())),
            ("y", Value::from(self.y.as_slice())),
        ])
    }
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
