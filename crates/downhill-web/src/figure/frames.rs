//! The one animation loop of a document, shared by all figures. None runs while nothing moves.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Something that is drawn frame by frame.
pub(crate) trait Animated {
    /// Draws the frame of time `now` (ms); true if another one is wanted.
    fn frame(&self, now: f64) -> bool;
}

thread_local! {
    static ANIMATED: RefCell<Vec<Weak<dyn Animated>>> = const { RefCell::new(Vec::new()) };
    static PENDING: Cell<bool> = const { Cell::new(false) };
    static ASK: RefCell<Option<Function>> = const { RefCell::new(None) };
    static HOOK: JsValue = Closure::<dyn FnMut(f64)>::new(frame).into_js_value();
}

/// Has frames asked for by calling `ask` with the function to call then.
pub(crate) fn ask_by(ask: Function) {
    ASK.set(Some(ask));
}

/// Has `animated` drawn from the next frame on, until it wants no more.
pub(crate) fn animate(animated: &Rc<dyn Animated>) {
    ANIMATED.with_borrow_mut(|all| {
        let new = Rc::downgrade(animated);
        if !all.iter().any(|one| one.ptr_eq(&new)) {
            all.push(new);
        }
    });
    request();
}

fn request() {
    if PENDING.replace(true) {
        return;
    }
    ASK.with_borrow(|ask| {
        if let Some(ask) = ask {
            // It throws only where the page is gone.
            let _ = HOOK.with(|hook| ask.call1(&JsValue::UNDEFINED, hook));
        }
    });
}

fn frame(now: f64) {
    PENDING.set(false);
    // Drawing may wake other figures, so the list is not held meanwhile.
    let all = ANIMATED.take();
    let more: Vec<Weak<dyn Animated>> = all
        .into_iter()
        .filter(|one| one.upgrade().is_some_and(|animated| animated.frame(now)))
        .collect();
    if !more.is_empty() {
        ANIMATED.with_borrow_mut(|all| {
            for one in more {
                if !all.iter().any(|other| other.ptr_eq(&one)) {
                    all.push(one);
                }
            }
        });
        request();
    }
}
