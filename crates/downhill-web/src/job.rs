//! What the jobs of sweeps and of maps have in common.

use downhill::{InputError, Value, whole_number};
use js_sys::Error;
use wasm_bindgen::prelude::*;

use crate::error::{thrown, to_error};
use crate::value::number;

/// How much memory must remain free after a job has taken what it needs, in bytes.
const SPARE: usize = 1 << 22;

/// Throws where there is no memory for so many bytes, which come with the value of this field.
pub(crate) fn room(field: &str, given: usize, bytes: usize) -> Result<(), JsValue> {
    let needed = bytes.saturating_add(SPARE);
    let has_room = Vec::<u8>::new().try_reserve_exact(needed).is_ok();
    if has_room { Ok(()) } else { Err(no_room(field, given)) }
}

/// The error that there is no memory for what comes with the value of this field.
pub(crate) fn no_room(field: &str, given: usize) -> JsValue {
    let given = Value::Number(f64::from(u32::try_from(given).unwrap_or(u32::MAX)));
    let allowed = "less, since memory has run out; fewer racers need less, too";
    to_error(&InputError::not_allowed(field, &given, allowed))
}

/// The number of a slice of a job that has `slices`.
pub(crate) fn slice_number(given: &JsValue, slices: usize) -> Result<usize, JsValue> {
    let last = u32::try_from(slices.saturating_sub(1)).unwrap_or(u32::MAX);
    let slice = thrown(whole_number("slice", &number(given), [0, last]))?;
    Ok(usize::try_from(slice).unwrap_or(usize::MAX))
}

/// The error that the numbers are not those of the slice.
pub(crate) fn wrong_numbers(given: &JsValue) -> JsValue {
    let allowed = "what compute() returned for that slice";
    to_error(&InputError::not_allowed("numbers", &number(given), allowed))
}

/// The error that there is no result yet.
pub(crate) fn incomplete() -> JsValue {
    Error::new("There is no result yet: compute every slice, and put it.").into()
}
