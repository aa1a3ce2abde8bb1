//! The one animation loop of a document, shared by all figures. None runs while nothing moves.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = requestAnimationFrame)]
    fn request_animation_frame(hook: &JsValue) -> i32;
}

/// Something that is drawn frame by frame.
pub(crate) trait Animated {
    /// Draws the frame of time `now` (ms); true if another one is wanted.
    fn frame(&self, now: f64) -> bool;
}

thread_local! {
    static ANIMATED: RefCell<Vec<Weak<dyn Animated>>> = const { RefCell::new(Vec::new()) };
    static PENDING: Cell<bool> = const { Cell::new(false) };
    static HOOK: JsValue = Closure::<dyn FnMut(f64)>::new(frame).into_js_value();
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
    if !PENDING.replace(true) {
        HOOK.with(request_animation_frame);
    }
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
