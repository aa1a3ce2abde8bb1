//! Arrays of numbers for JavaScript: copies, safe to keep. Where there is no memory for one, that is thrown.

use js_sys::{ArrayBuffer, Float64Array, Reflect, Symbol, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

/// Arrays of JavaScript's own, which throw where there is no memory for them.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Float64Array)]
    type NewFloats;
    #[wasm_bindgen(constructor, catch, js_class = "Float64Array")]
    fn with_length(length: u32) -> Result<NewFloats, JsValue>;

    #[wasm_bindgen(js_name = Uint32Array)]
    type NewWholes;
    #[wasm_bindgen(constructor, catch, js_class = "Uint32Array")]
    fn with_length(length: u32) -> Result<NewWholes, JsValue>;

    #[wasm_bindgen(js_name = Uint8Array)]
    type NewBytes;
    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    fn with_length(length: u32) -> Result<NewBytes, JsValue>;
}

/// How long an array has to be.
fn length<T>(numbers: &[T]) -> u32 {
    u32::try_from(numbers.len()).unwrap_or(u32::MAX)
}

pub(crate) fn floats(numbers: &[f64]) -> Result<Float64Array, JsValue> {
    let array = NewFloats::with_length(length(numbers))?.unchecked_into::<Float64Array>();
    array.copy_from(numbers);
    Ok(array)
}

pub(crate) fn wholes(numbers: &[u32]) -> Result<Uint32Array, JsValue> {
    let array = NewWholes::with_length(length(numbers))?.unchecked_into::<Uint32Array>();
    array.copy_from(numbers);
    Ok(array)
}

pub(crate) fn bytes(numbers: &[u8]) -> Result<Uint8Array, JsValue> {
    let array = NewBytes::with_length(length(numbers))?.unchecked_into::<Uint8Array>();
    array.copy_from(numbers);
    Ok(array)
}

/// What a caller gave, if it is an array of this type, whichever window it comes from: an array of one
/// window is no instance of another's class.
fn typed<'a, T: JsCast>(given: &'a JsValue, name: &str) -> Option<&'a T> {
    let tag = || Reflect::get(given, &Symbol::to_string_tag().into()).ok();
    (ArrayBuffer::is_view(given) && tag()? == name).then(|| given.unchecked_ref())
}

pub(crate) fn to_floats(given: &JsValue) -> Option<Vec<f64>> {
    typed::<Float64Array>(given, "Float64Array").map(Float64Array::to_vec)
}

pub(crate) fn to_wholes(given: &JsValue) -> Option<Vec<u32>> {
    typed::<Uint32Array>(given, "Uint32Array").map(Uint32Array::to_vec)
}
