//! Structured input from JavaScript.
//!
//! Written out rather than left to serde-wasm-bindgen, which writes what goes the other way: its
//! reading adds 16 kB (gzip) to the page, for error messages that are made elsewhere, and takes
//! the sign from −0.

use downhill::Value;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// Structured input. What JSON has no word for (a function, a symbol) is named by its type.
pub(crate) fn from_js(given: &JsValue) -> Value {
    if given.is_null() || given.is_undefined() {
        Value::Null
    } else if let Some(given) = given.as_bool() {
        Value::Bool(given)
    } else if let Some(number) = given.as_f64() {
        Value::Number(number)
    } else if let Some(text) = given.as_string() {
        Value::Text(text)
    } else if Array::is_array(given) {
        Value::List(Array::from(given).iter().map(|item| from_js(&item)).collect())
    } else if given.is_object() {
        let entries = Object::entries(given.unchecked_ref());
        let entry = |pair: JsValue| {
            let pair = Array::from(&pair);
            (pair.get(0).as_string().unwrap_or_default(), from_js(&pair.get(1)))
        };
        Value::Map(entries.iter().map(entry).collect())
    } else {
        Value::Text(given.js_typeof().as_string().unwrap_or_default())
    }
}

/// A number as JavaScript gave it: anything else is not a number.
pub(crate) fn number(given: &JsValue) -> Value {
    given.as_f64().map_or_else(|| from_js(given), Value::Number)
}
