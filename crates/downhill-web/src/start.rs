//! What a module does when it starts.

use wasm_bindgen::prelude::*;

use crate::number_format::JAVASCRIPT;

/// The message of a panic, which is a bug of ours, goes to the console, and what called gets a
/// `RuntimeError`. Numbers are read and written by the browser's own code.
///
/// wasm-bindgen calls it, but for tests, which call it themselves.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    JAVASCRIPT.install();
}
