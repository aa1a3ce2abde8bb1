use downhill::Real;

use crate::color::Rgb;
use crate::labels::text_size;
use crate::palette::Palette;
use crate::shape::{Point, Shape, Stroke};

/// Where the arms of a cross begin and end, as parts of the text size.
const CLOSED: [f64; 2] = [0.0, 0.46];
/// The same for a cross with a head on it: the arms begin at the edge of the head.
const OPEN: [f64; 2] = [0.6, 0.88];
/// How far labels keep from the mark of the start, and from those of a local and a global minimum.
pub(crate) const START_REACH: f64 = 0.58;
pub(crate) const REACH: [f64; 2] = [0.45, OPEN[1]];
/// The line width of a cross and that of its halo, as parts of the text size.
const LINE: f64 = 0.125;
const HALO: f64 = 0.28;
/// The outer and inner radius of a ring, and its opacity.
const RING: [f64; 2] = [0.33, 0.23];
const FAINT: f64 = 0.6;
/// The radii of the start's mark: outer edge of the halo, both edges of the ring, inner edge of the
/// halo.
const START: [f64; 4] = [0.58, 0.5, 0.43, 0.36];
/// The radii of the halo and of the dot that marks the true place of a head drawn beside it.
const DOT: [f64; 2] = [0.2, 0.12];
/// The widths of the halo and of the line from that place to the head.
const TIE: [f64; 2] = [0.2, 0.07];
/// The number of corners of a ring.
const CORNERS: u32 = 20;

/// The distance between a mark and the center of a head that makes room for it. `radius` is that of the
/// head with its rim, in CSS px.
pub(crate) fn clearance(radius: f64, width: f64) -> f64 {
    radius + (CLOSED[1] + HALO / 2.0) * text_size(width)
}

/// Marks a minimum of the objective: a cross for a global one, a faint ring for a local one. `open`,
/// from 0 to 1, says how far the arms of the cross make room for a head in the middle. `width` is the
/// picture's, in CSS px.
#[must_use]
pub(crate) fn minimum_mark(
    at: Point,
    is_global: bool,
    open: f64,
    palette: Palette,
    width: f64,
) -> Vec<Shape> {
    let size = text_size(width);
    let ink = palette.ink();
    if !is_global {
        return vec![minimum_ring(at, palette, width)];
    }
    let mut shapes = Vec::new();
    let arms = [0, 1].map(|end| CLOSED[end] + open * (OPEN[end] - CLOSED[end]));
    for (color, width) in [(palette.halo(), HALO), (ink, LINE)] {
        for [x, y] in [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]] {
            let points = arms.map(|arm| [at[0] + arm * size * x, at[1] + arm * size * y]).to_vec();
            shapes.push(Shape::Line { points, stroke: Stroke::solid(color, width * size) });
        }
    }
    shapes
}

/// The faint ring that marks a local minimum. `width` is the picture's, in CSS px.
#[must_use]
pub fn minimum_ring(at: Point, palette: Palette, width: f64) -> Shape {
    let rings = RING.map(|radius| ring(at, radius * text_size(width))).to_vec();
    Shape::Area { rings, color: palette.ink(), opacity: FAINT }
}

/// Discs around a point, alternately in the halo's colour and in ink, so that the first is the halo.
fn discs(at: Point, radii: &[f64], palette: Palette, width: f64) -> Vec<Shape> {
    let size = text_size(width);
    let mut shapes = Vec::new();
    for (index, radius) in radii.iter().enumerate() {
        let color = if index % 2 == 0 { palette.halo() } else { palette.ink() };
        shapes.push(Shape::Area { rings: vec![ring(at, radius * size)], color, opacity: 1.0 });
    }
    shapes
}

/// Marks the point where all racers start: a thin ring in ink with a halo.
#[must_use]
pub(crate) fn start_mark(at: Point, palette: Palette, width: f64) -> Vec<Shape> {
    let size = text_size(width);
    let band = |outer: f64, inner: f64, color| Shape::Area {
        rings: [outer, inner].map(|radius| ring(at, radius * size)).to_vec(),
        color,
        opacity: 1.0,
    };
    let [halo, outer, inner, halo_within] = START;
    vec![band(halo, halo_within, palette.halo()), band(outer, inner, palette.ink())]
}

/// Connects a head that is drawn beside its true place with that place. `has_dot` marks the place with
/// a dot, for places that have no mark of their own.
#[must_use]
pub(crate) fn tie(
    place: Point,
    head: Point,
    has_dot: bool,
    palette: Palette,
    width: f64,
) -> Vec<Shape> {
    let line = |(color, wide): (Rgb, f64)| Shape::Line {
        points: vec![place, head],
        stroke: Stroke::solid(color, wide * text_size(width)),
    };
    let mut shapes: Vec<Shape> =
        [(palette.halo(), TIE[0]), (palette.ink(), TIE[1])].map(line).to_vec();
    if has_dot {
        shapes.append(&mut discs(place, &DOT, palette, width));
    }
    shapes
}

/// A closed ring of points.
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
    fn the_start_is_a_thin_ring_that_is_smaller_than_heads() {
        for (width, most) in [(600.0, 7.5), (850.0, 8.5)] {
            for shape in start_mark([0.0; 2], Palette::default(), width) {
                let Shape::Area { rings, .. } = shape else { panic!("{shape:?}") };
                let [outer, inner] = &rings[..] else { panic!("{rings:?}") };
                assert!(outer[0][0] < most && outer[0][0] - inner[0][0] < 3.5, "{rings:?}");
            }
        }
    }

    #[test]
    fn a_global_minimum_has_a_cross_that_opens_for_a_head_and_a_local_one_a_ring() {
        let at = [100.0, 50.0];
        let marks = |is_global| minimum_mark(at, is_global, 1.0, Palette::default(), 600.0);
        let cross = marks(true);
        assert_eq!(cross.len(), 8);
        for shape in &cross {
            let Shape::Line { points, .. } = shape else { panic!("{shape:?}") };
            assert!(points.iter().all(|point| crate::view::distance(*point, at) > 2.5));
        }
        let ring = marks(false);
        assert!(matches!(&ring[..], [Shape::Area { rings, opacity, .. }]
            if rings.len() == 2 && *opacity < 0.7));
        // A closed cross is small enough that no head of a crowd around it reaches it.
        for shape in minimum_mark(at, true, 0.0, Palette::default(), 600.0) {
            let Shape::Line { points, stroke } = shape else { panic!("{shape:?}") };
            let far = crate::view::distance(points[1], at) + stroke.width / 2.0;
            assert!(points[0] == at && far <= clearance(7.0, 600.0) - 7.0 + 1e-9, "{points:?}");
        }
    }
}
