//! What happens after a panic, which is a bug of ours.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log(text: &str);
}

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        // The browser shows where it was called from.
        log(&info.to_string());
        #[cfg(feature = "figure")]
        crate::figure::tell_of_panic();
    }));
}
