//! Structured input from JavaScript.
//!
//! Written out rather than left to serde-wasm-bindgen, which writes what goes the other way: its
//! reading adds 16 kB (gzip), for error messages that are made elsewhere, and takes
//! the sign from −0.
//!
//! Reading may run the caller's code (getters, proxies), so it happens while nothing is borrowed, and
//! whatever that code throws is caught. What is longer than any input can be is not read: only how
//! long it is goes into the error.

use downhill::Value;
use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;

    /// Throws where it is given a proxy that was revoked.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(js_namespace = ArrayBuffer, js_name = isView)]
    fn is_view(value: &JsValue) -> bool;

    /// `[object Array]`, `[object Map]` and so on.
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn tag(value: &JsValue) -> Result<JsString, JsValue>;
}

/// No config nests deeper; what does may be without end.
const DEEPEST: u32 = 8;
/// No list or object in a config has more items or fields: there are at most 64 levels.
const MOST_ITEMS: u32 = 64;
/// None in the options of a sweep or of maps has more: there are at most 1000 values and starts.
const MOST_OPTIONS: u32 = 1000;
/// No config has more values in all; 16 racers with all their settings are 300.
const MOST_VALUES: u32 = 2000;
/// No text of a config is longer, in UTF-16 units: a formula has at most 1000 characters.
const LONGEST_TEXT: u32 = 4096;

/// Structured input. What JSON has no word for (a function, a map), or what cannot be read, is named
/// by its type.
pub(crate) fn from_js(given: &JsValue) -> Value {
    Reader { values: 0, most_items: MOST_ITEMS }.read(given, 0)
}

/// The options of a sweep or of maps, whose lists are longer than those of a config.
pub(crate) fn options_from_js(given: &JsValue) -> Value {
    Reader { values: 0, most_items: MOST_OPTIONS }.read(given, 0)
}

/// A number as JavaScript gave it: anything else is not a number.
pub(crate) fn number(given: &JsValue) -> Value {
    given.as_f64().map_or_else(|| from_js(given), Value::Number)
}

struct Reader {
    /// How many values have been read: shared ones are read anew at each place.
    values: u32,
    /// How many items a list, or fields an object may have.
    most_items: u32,
}

impl Reader {
    fn read(&mut self, given: &JsValue, depth: u32) -> Value {
        if given.is_null() || given.is_undefined() {
            return Value::Null;
        }
        if let Some(given) = given.as_bool() {
            return Value::Bool(given);
        }
        if let Some(number) = given.as_f64() {
            return Value::Number(number);
        }
        if let Some(text) = given.dyn_ref::<JsString>().filter(|_| given.is_string()) {
            return short_text(text)
                .map_or_else(|| Value::TooLong("text", f64::from(text.length())), Value::Text);
        }
        self.values += 1;
        // Not the type of a proxy or of what has a tag of its own: that would run its code twice.
        let Ok(is_array) = is_array(given) else { return unreadable() };
        let is_list = is_array || is_view(given);
        if depth == DEEPEST || self.values > MOST_VALUES {
            return Value::Text("[object Object]".to_owned());
        }
        if is_list { self.read_list(given, depth) } else { self.read_object(given, depth) }
    }

    fn read_list(&mut self, given: &JsValue, depth: u32) -> Value {
        let length = Reflect::get(given, &"length".into()).ok().and_then(|length| length.as_f64());
        // A DataView has none.
        let Some(length) = length else { return tagged(given) };
        if length > f64::from(self.most_items) {
            return Value::TooLong("list", length);
        }
        let mut items = Vec::new();
        for index in 0..self.most_items {
            if f64::from(index) >= length {
                break;
            }
            items.push(match Reflect::get_u32(given, index) {
                Ok(item) => self.read(&item, depth + 1),
                Err(_) => unreadable(),
            });
        }
        Value::List(items)
    }

    fn read_object(&mut self, given: &JsValue, depth: u32) -> Value {
        let kind = tagged(given);
        if kind != Value::Text("[object Object]".to_owned()) {
            return kind;
        }
        let Ok(keys) = keys(given) else { return kind };
        if keys.length() > self.most_items {
            return Value::TooLong("object", f64::from(keys.length()));
        }
        let mut fields = Vec::new();
        for key in keys.iter() {
            let value = match Reflect::get(given, &key) {
                Ok(value) => self.read(&value, depth + 1),
                Err(_) => unreadable(),
            };
            let name = key.dyn_ref::<JsString>().map_or_else(String::new, beginning);
            fields.push((name, value));
        }
        Value::Map(fields)
    }
}

/// What throws when it is asked.
fn unreadable() -> Value {
    Value::Text("[object that cannot be read]".to_owned())
}

fn tagged(given: &JsValue) -> Value {
    tag(given).map_or_else(|_| unreadable(), |tag| Value::Text(beginning(&tag)))
}

/// The text, unless it is longer than any can be.
fn short_text(text: &JsString) -> Option<String> {
    (text.length() <= LONGEST_TEXT).then(|| String::from(text))
}

/// The text, or as much of it as a message shows.
fn beginning(text: &JsString) -> String {
    short_text(text).unwrap_or_else(|| String::from(text.slice(0, 80)) + "…")
}
