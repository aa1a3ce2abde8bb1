//! Structured input from JavaScript.
//!
//! Written out rather than left to serde-wasm-bindgen, which writes what goes the other way: its
//! reading adds 16 kB (gzip), for error messages that are made elsewhere, and takes
//! the sign from −0.
//!
//! Reading may run the caller's code (getters, proxies), so it happens while nothing is borrowed.

use downhill::Value;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// `[object Array]`, `[object Map]` and so on.
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn tag(value: &JsValue) -> Result<String, JsValue>;
}

/// No config nests deeper; what does may be without end.
const DEEPEST: u32 = 8;

/// Structured input. What JSON has no word for (a function, a map) is named by its type.
pub(crate) fn from_js(given: &JsValue) -> Value {
    read(given, 0)
}

fn read(given: &JsValue, depth: u32) -> Value {
    if given.is_null() || given.is_undefined() {
        return Value::Null;
    }
    if let Some(given) = given.as_bool() {
        return Value::Bool(given);
    }
    if let Some(number) = given.as_f64() {
        return Value::Number(number);
    }
    if let Some(text) = given.as_string() {
        return Value::Text(text);
    }
    let tag = tag(given).unwrap_or_default();
    let is_list = tag.ends_with("Array]");
    if depth == DEEPEST || !(is_list || tag == "[object Object]") {
        return Value::Text(tag);
    }
    let Ok(entries) = entries(given) else { return Value::Text(tag) };
    let entries = entries.iter().map(|pair| {
        let pair: Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap_or_default(), read(&pair.get(1), depth + 1))
    });
    if is_list {
        Value::List(entries.map(|(_, item)| item).collect())
    } else {
        Value::Map(entries.collect())
    }
}

/// A number as JavaScript gave it: anything else is not a number.
pub(crate) fn number(given: &JsValue) -> Value {
    given.as_f64().map_or_else(|| from_js(given), Value::Number)
}
