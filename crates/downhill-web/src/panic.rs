//! What happens after a panic, which is a bug of ours: the page is told once, and calls in no more.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

thread_local! {
    static TELL: RefCell<Option<Function>> = const { RefCell::new(None) };
}

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let tell = TELL.with(|tell| tell.try_borrow_mut().ok().and_then(|mut tell| tell.take()));
        if let Some(tell) = tell {
            // Nobody is left to tell if this fails too.
            let _ = tell.call0(&JsValue::UNDEFINED);
        }
    }));
}

/// Registers the one function that is called, without arguments, when the module has panicked.
/// From then on nothing in it may be called.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(tell: Function) {
    TELL.with(|slot| slot.replace(Some(tell)));
}
