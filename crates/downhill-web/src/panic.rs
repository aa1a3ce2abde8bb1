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

/// Connects the module with its page: `ask(frame)` asks for one animation frame, and `tell()` is
/// called when the module has panicked. From then on nothing in it may be called.
#[wasm_bindgen]
pub fn connect(ask: Function, tell: Function) {
    crate::figure::ask_for_frames_by(ask);
    TELL.with(|slot| slot.replace(Some(tell)));
}
