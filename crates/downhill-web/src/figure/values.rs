//! Structured values for JavaScript, as plain objects and arrays.

use downhill::Value;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

/// An object with these fields.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        set(&object, name, value);
    }
    object
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A new object takes any field.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// The value as JavaScript has it.
pub(crate) fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::UNDEFINED,
        Value::Bool(given) => JsValue::from(*given),
        Value::Number(number) => JsValue::from_f64(*number),
        Value::Text(text) => JsValue::from_str(text),
        Value::List(items) => {
            let array = Array::new();
            for item in items {
                array.push(&to_js(item));
            }
            array.into()
        }
        Value::Map(fields) => {
            let object = Object::new();
            for (name, field) in fields {
                set(&object, name, &to_js(field));
            }
            object.into()
        }
    }
}
