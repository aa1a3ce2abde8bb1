//! What the page asks of a figure beyond what an embed does.

use wasm_bindgen::prelude::*;

use super::Figure;

#[wasm_bindgen]
impl Figure {
    /// The pointer is at this place of the picture, in CSS px; NaN where it has left.
    pub fn point(&self, x: f64, y: f64) {
        self.shared.change(|state| state.point(x, y));
    }
}
