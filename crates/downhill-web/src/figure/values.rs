//! Structured values for JavaScript, as plain objects and arrays.

use downhill::Value;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An object of ours, which takes any field.
    #[wasm_bindgen(extends = Object)]
    type Fields;

    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set(this: &Fields, name: &str, value: &JsValue);
}

/// An object with these fields.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> Object {
    let object: Fields = Object::new().unchecked_into();
    for (name, value) in fields {
        object.set(name, value);
    }
    object.into()
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
            let object: Fields = Object::new().unchecked_into();
            for (name, field) in fields {
                object.set(name, &to_js(field));
            }
            object.into()
        }
        Value::TooLong(kind, length) => {
            object(&[("type", JsValue::from_str(kind)), ("length", (*length).into())]).into()
        }
    }
}
