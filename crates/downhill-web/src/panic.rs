//! What happens after a panic, which is a bug of ours.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        #[cfg(feature = "figure")]
        crate::figure::tell_of_panic();
    }));
}
