use downhill::Real;

use crate::labels::text_size;
use crate::palette::Palette;
use crate::shape::{Point, Shape, Stroke};

/// How far a cross reaches and how large a ring is, as parts of the text's size.
const ARM: f64 = 0.46;
const RING: f64 = 0.32;
/// The widths of a mark's line and of the halo around it, in the same measure.
const LINE: f64 = 0.14;
const HALO: f64 = 0.38;
/// How many corners a ring has.
const CORNERS: u32 = 20;

/// Marks a minimum of the objective: a cross where it is a global one, else a ring. `width` is the
/// picture's, in CSS px.
#[must_use]
pub(crate) fn minimum_mark(at: Point, is_global: bool, palette: Palette, width: f64) -> Vec<Shape> {
    let size = text_size(width);
    let lines = if is_global {
        let arm = size * ARM;
        vec![
            vec![[at[0] - arm, at[1]], [at[0] + arm, at[1]]],
            vec![[at[0], at[1] - arm], [at[0], at[1] + arm]],
        ]
    } else {
        vec![ring(at, size * RING)]
    };
    let mut shapes = Vec::new();
    for (color, width) in [(palette.halo(), HALO), (palette.ink(), LINE)] {
        for points in &lines {
            let stroke = Stroke::solid(color, width * size);
            shapes.push(Shape::Line { points: points.clone(), stroke });
        }
    }
    shapes
}

/// Marks where all racers start: a disc in the halo's colour, within a ring of ink.
#[must_use]
pub(crate) fn start_mark(at: Point, palette: Palette, width: f64) -> Vec<Shape> {
    let size = text_size(width);
    let disc = |radius: f64, color| {
        let rings = vec![ring(at, radius * size)];
        Shape::Area { rings, color, opacity: 1.0 }
    };
    vec![disc(0.58, palette.halo()), disc(0.5, palette.ink()), disc(0.36, palette.halo())]
}

/// A closed ring.
fn ring(middle: Point, radius: f64) -> Vec<Point> {
    let corner = |index: u32| {
        let angle = f64::from(index) / f64::from(CORNERS) * std::f64::consts::TAU;
        [middle[0] + radius * Real::cos(angle), middle[1] + radius * Real::sin(angle)]
    };
    (0..=CORNERS).map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_global_minimum_has_a_cross_and_a_local_one_a_ring() {
        let lines = |is_global| minimum_mark([100.0, 50.0], is_global, Palette::default(), 600.0);
        let ends = |shape: &Shape| match shape {
            Shape::Line { points, .. } => (points[0], points[points.len() - 1]),
            _ => panic!("{shape:?}"),
        };
        let cross = lines(true);
        assert_eq!(cross.len(), 4);
        for shape in &cross {
            let (from, to) = ends(shape);
            let middle = [0, 1].map(|axis| (from[axis] + to[axis]) / 2.0);
            assert!((middle[0] - 100.0).abs() < 1e-9 && (middle[1] - 50.0).abs() < 1e-9);
        }
        let ring = lines(false);
        assert_eq!(ring.len(), 2);
        for shape in &ring {
            let (from, to) = ends(shape);
            assert!(crate::view::distance(from, to) < 1e-9);
        }
    }
}
