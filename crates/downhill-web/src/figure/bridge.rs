//! Between the figure's state and the page: short borrows, and answers only after them.

use std::cell::RefCell;
use std::rc::Rc;

use downhill_plot::Shape;
use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use super::canvas::Canvas;
use super::frames::animate;
use super::state::State;

/// Something that the page is to show.
pub(crate) enum Change {
    /// A property or attribute of the element of that name (and row) takes a value.
    Set(&'static str, Option<usize>, &'static str, JsValue),
    /// The canvas of that name and row, of this size in CSS px, shows these shapes.
    Paint(&'static str, usize, [f64; 2], Vec<Shape>),
    /// The canvas of that name gets these shapes too, so faintly; 1 is opaque.
    #[cfg(feature = "playground")]
    Add(&'static str, f64, Vec<Shape>),
    /// The element sends the event of that kind, with this detail.
    Event(&'static str, Object),
}

pub(crate) struct Shared {
    state: RefCell<State>,
    put: Function,
    this: std::rc::Weak<Self>,
}

impl Shared {
    pub(crate) fn new(state: State, put: Function) -> Rc<Self> {
        Rc::new_cyclic(|this| Self { state: RefCell::new(state), put, this: this.clone() })
    }

    /// Changes the state, then shows what came of it; none if it is being changed already.
    pub(crate) fn change<T>(&self, work: impl FnOnce(&mut State) -> T) -> Option<T> {
        let outcome = work(&mut *self.state.try_borrow_mut().ok()?);
        if self.show_changes().is_some()
            && let Some(this) = self.this.upgrade()
        {
            animate(&this);
        }
        Some(outcome)
    }

    /// Draws the frame of time `now` (ms); how long after that another one is wanted, if ever.
    pub(crate) fn frame(&self, now: f64) -> Option<f64> {
        let Ok(mut state) = self.state.try_borrow_mut() else { return Some(0.0) };
        state.frame(now);
        drop(state);
        self.show_changes()
    }

    /// What can be read from the state; none if it is being changed.
    pub(crate) fn read<T>(&self, what: impl FnOnce(&State) -> T) -> Option<T> {
        self.state.try_borrow().ok().map(|state| what(&state))
    }

    /// Shows what came of a change; how long after the last frame the state wants another, if so.
    fn show_changes(&self) -> Option<f64> {
        let Ok(mut state) = self.state.try_borrow_mut() else { return Some(0.0) };
        let (changes, scale, wait) = (state.take_changes(), state.scale(), state.wants_frame());
        drop(state);
        for change in changes {
            match change {
                Change::Set(name, row, property, value) => {
                    let name = named(name, row);
                    // The bridge throws nothing; if the page is gone, there is nobody to tell.
                    let _ = self.put.call3(&JsValue::NULL, &name, &property.into(), &value);
                }
                Change::Event(kind, detail) => {
                    // As above. No element bears an empty name.
                    let _ = self.put.call3(&JsValue::NULL, &"".into(), &kind.into(), &detail);
                }
                Change::Paint(name, row, size, shapes) => {
                    if let Some(mut canvas) = self.canvas(name, row) {
                        canvas.resize(size, size.map(|length| scaled(length, scale)));
                        #[cfg(feature = "playground")]
                        canvas.choose_fonts("system-ui, sans-serif");
                        canvas.paint(&shapes);
                    }
                }
                #[cfg(feature = "playground")]
                Change::Add(name, opacity, shapes) => {
                    if let Some(mut canvas) = self.canvas(name, 0) {
                        canvas.fade(opacity);
                        canvas.paint(&shapes);
                    }
                }
            }
        }
        wait
    }

    /// The canvas of that name and row.
    fn canvas(&self, name: &str, row: usize) -> Option<Canvas> {
        let element = self.put.call1(&JsValue::NULL, &named(name, Some(row)));
        // What bears the name of a canvas is one, if it is there.
        let canvas = element.ok().filter(|element| !element.is_undefined());
        canvas.and_then(|it| Canvas::new(it.unchecked_into()))
    }
}

/// The name that an element bears in the page; in a row, with its number behind.
fn named(name: &str, row: Option<usize>) -> JsValue {
    match row {
        None => JsValue::from_str(name),
        Some(row) => JsValue::from_str(&format!("{name}{row}")),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small positive size; a cast of anything else is clamped"
)]
fn scaled(length: f64, scale: f64) -> u32 {
    (length * scale).round() as u32
}
