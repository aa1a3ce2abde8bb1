use downhill::InputError;
use js_sys::{Error, Reflect};
use wasm_bindgen::prelude::*;

use crate::js::to_js;

/// The JavaScript `Error` of that input: its message names field, value and what is allowed, and
/// the properties `field`, `value`, `allowed` and `position` say the same one by one.
pub(crate) fn to_error(error: &InputError) -> JsValue {
    let thrown = Error::new(&error.to_string());
    thrown.set_name("InputError");
    let position = error
        .position
        .and_then(|at| u32::try_from(at).ok())
        .map_or(JsValue::UNDEFINED, JsValue::from);
    for (name, value) in [
        ("field", JsValue::from_str(&error.field)),
        ("value", to_js(&error.value)),
        ("allowed", JsValue::from_str(&error.allowed)),
        ("position", position),
    ] {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&thrown, &JsValue::from_str(name), &value);
    }
    thrown.into()
}

/// The result, with its error as it is thrown.
pub(crate) fn thrown<T>(result: Result<T, InputError>) -> Result<T, JsValue> {
    result.map_err(|error| to_error(&error))
}
