use crate::identity::Identity;
use crate::marker::marker;
use crate::shape::{Point, Shape};

/// A sample of a racer's trail with its marker, in the `width` × 16 px to the right of `at`.
#[must_use]
pub fn swatch(racer: &Identity, at: Point, width: f64) -> Vec<Shape> {
    let y = at[1] + 8.0;
    let mut shapes = Vec::new();
    for layer in racer.stroke_layers() {
        let points = vec![[at[0] + 3.0, y], [at[0] + width - 3.0, y]];
        shapes.push(racer.stroke(*layer, points));
    }
    shapes.append(&mut marker(racer, [at[0] + width - 9.0, y]));
    shapes
}
