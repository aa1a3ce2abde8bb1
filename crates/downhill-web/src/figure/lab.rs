//! What the page asks of a figure beyond what an embed does.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::Figure;
use super::state::State;

#[wasm_bindgen]
impl Figure {
    /// The pointer is at this place of the picture, in CSS px; NaN where it has left.
    pub fn point(&self, x: f64, y: f64) {
        self.shared.change(|state| state.point(x, y));
    }

    /// The number of the racer whose label or head is at a place in CSS px.
    pub fn racer_at(&self, x: f64, y: f64) -> Option<u32> {
        self.shared.read(|state| state.racer_at([x, y]))?
    }

    /// Emphasizes a racer, or none any more; true where the others' trails are to fade.
    pub fn emphasize(&self, racer: Option<u32>) -> bool {
        self.shared.change(|state| state.emphasize(racer)).unwrap_or(false)
    }

    /// Shows the run that a line of text describes; while a gesture lasts it is `moving`. What is not
    /// allowed comes back as a sentence, and the picture stays.
    pub fn edit(&self, line: &str, moving: bool) -> Option<String> {
        self.shared.change(|state| state.edit(line, moving).err())?
    }

    /// The end of a gesture.
    pub fn rest(&self) {
        self.shared.change(State::rest);
    }

    /// Looks at a place in CSS px from `factor` times as far away.
    pub fn zoom(&self, factor: f64, x: f64, y: f64) {
        self.shared.change(|state| state.zoom(factor, [x, y], true));
    }

    /// Moves the view by so many CSS px.
    pub fn pan(&self, right: f64, down: f64) {
        self.shared.change(|state| state.pan([right, down], true));
    }

    /// The run as the hash of an address, without `#`, with the step that is shown unless it
    /// `moves` on: whoever opens a race that plays sees it play.
    pub fn link(&self, moves: bool) -> String {
        self.shared.read(|state| state.link(moves)).unwrap_or_default()
    }

    /// Shows the run and the step that the hash of an address names, and says what of it was
    /// ignored; without any, the run that the attributes ask for.
    pub fn open(&self, hash: &str) {
        self.shared.change(|state| state.open(hash));
    }

    /// The step that is shown as a still picture, an SVG of 576 × 432 px.
    pub fn poster(&self) -> String {
        self.shared.read(State::poster).unwrap_or_default()
    }

    /// The step that is shown in a sentence.
    pub fn summary(&self) -> String {
        self.shared.read(State::summary).unwrap_or_default()
    }

    /// The run as the attributes of an element, `[name, text, name, text, …]`.
    pub fn attributes(&self) -> Array {
        let fields = self.shared.read(State::attributes).unwrap_or_default();
        let array = Array::new();
        for (name, text) in fields {
            array.push(&name.into());
            array.push(&JsValue::from_str(&text));
        }
        array
    }
}
