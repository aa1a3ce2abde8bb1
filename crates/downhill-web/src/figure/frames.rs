//! The one animation loop of a document, shared by all figures. None runs while nothing moves, and
//! it sleeps until the next step of any figure is due.

use std::cell::{Cell, RefCell};
use std::rc::Weak;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::clock;

/// Less than this (ms) is no sleep.
const NAP_MS: f64 = 4.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &Function, ms: f64, given: &JsValue) -> f64;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: f64);
}

/// Something that is drawn in frames.
pub(crate) trait Animated {
    /// Draws the frame of time `now` (ms); how long after that another one is wanted, if ever.
    fn frame(&self, now: f64) -> Option<f64>;
}

thread_local! {
    static ANIMATED: RefCell<Vec<Weak<dyn Animated>>> = const { RefCell::new(Vec::new()) };
    static PENDING: Cell<bool> = const { Cell::new(false) };
    /// The timer that ends the sleep; browsers number them from 1.
    static TIMER: Cell<f64> = const { Cell::new(0.0) };
    static ASK: RefCell<Option<Function>> = const { RefCell::new(None) };
    static HOOK: JsValue = Closure::<dyn FnMut(f64)>::new(frame).into_js_value();
}

/// Has frames asked for by calling `ask` with the function to call then.
pub(crate) fn ask_by(ask: Function) {
    ASK.set(Some(ask));
}

/// Has `animated` drawn from the next frame on, until it wants no more.
pub(crate) fn animate(animated: Weak<dyn Animated>) {
    add(animated);
    request(0.0);
}

fn add(new: Weak<dyn Animated>) {
    ANIMATED.with_borrow_mut(|all| {
        if !all.iter().any(|one| one.ptr_eq(&new)) {
            all.push(new);
        }
    });
}

/// Requests a frame after `wait` ms; a sleep ends with the page's request, not with a call into the
/// module, which may be dead by then.
fn request(wait: f64) {
    if PENDING.get() {
        return;
    }
    clear_timeout(TIMER.take());
    let sleeps = wait > NAP_MS;
    PENDING.set(!sleeps);
    ASK.with_borrow(|ask| {
        if let Some(ask) = ask {
            HOOK.with(|hook| {
                if sleeps {
                    TIMER.set(set_timeout(ask, wait, hook));
                } else {
                    // It throws only where the page is gone.
                    let _ = ask.call1(&JsValue::UNDEFINED, hook);
                }
            });
        }
    });
}

fn frame(now: f64) {
    PENDING.set(false);
    // To who slept a browser may give the time of a frame that would have been due meanwhile.
    let now = if TIMER.take() > 0.0 { clock::now() } else { now };
    // Drawing may wake other figures, so the list is not held meanwhile.
    let all = ANIMATED.take();
    let mut wait = f64::INFINITY;
    for one in all {
        if let Some(animated) = one.upgrade()
            && let Some(ms) = animated.frame(now)
        {
            wait = wait.min(ms);
            add(one);
        }
    }
    if wait < f64::INFINITY {
        request(wait - (clock::now() - now));
    }
}
