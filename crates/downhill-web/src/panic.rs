//! What a panic, which is a bug of ours, says in the console. It then ends in a trap, which whoever
//! called in can catch; nothing in the module may be called from then on.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log(text: &str);
}

#[wasm_bindgen(start)]
fn start() {
    // The browser shows where it was called from.
    std::panic::set_hook(Box::new(|info| log(&info.to_string())));
}
