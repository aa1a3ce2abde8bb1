//! What happens after a panic, which is a bug of ours.

use wasm_bindgen::prelude::*;

/// The message goes to the console, and what called gets a `RuntimeError`.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}
