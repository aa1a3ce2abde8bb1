//! The end of the module: after a panic the page is told once, and calls in no more.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

thread_local! {
    static TELL: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Has a panic told by calling `tell`.
pub(crate) fn tell_by(tell: Function) {
    TELL.set(Some(tell));
}

/// Tells the page that the module has panicked.
pub(crate) fn tell_of_panic() {
    let tell = TELL.with(|tell| tell.try_borrow_mut().ok().and_then(|mut tell| tell.take()));
    if let Some(tell) = tell {
        // Nobody is left to tell if this fails too.
        let _ = tell.call0(&JsValue::UNDEFINED);
    }
}
