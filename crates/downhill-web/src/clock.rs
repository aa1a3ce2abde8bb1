use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since some moment that stays the same.
    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn now() -> f64;
}
