use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A structured value for JavaScript: objects are plain objects.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
