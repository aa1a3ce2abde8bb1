use std::f64::consts::TAU;

use downhill::{Marker, Real};

use crate::color::{DARK, LIGHT, Rgb};
use crate::identity::{Filling, Identity};
use crate::shape::{Point, Shape, Stroke};

/// How far the rim around a head reaches beyond it, as part of its radius, and the two outlines that
/// take its place on the article's ground.
const RIM: f64 = 0.22;
const OUTLINES: [f64; 2] = [0.36, 0.18];
/// The radius of the hole in the head of a racer that has stopped, and the reach of the cross in it.
const STOPPED: f64 = 0.7;
const CROSS: f64 = 0.3;
/// The radius of the hole in a hollow head, and that of a dot, as parts of the head's radius.
const HOLE: f64 = 0.6;
const DOT: f64 = 0.3;
/// The size of the gap and of the inner square of a framed square.
const GAP: f64 = 0.76;
const INNER: f64 = 0.52;
/// The corners of a cross of radius 1, and how far out those of a star lie that lie inwards.
const CROSS_CORNERS: [Point; 12] = [
    [-0.4, -1.1],
    [0.4, -1.1],
    [0.4, -0.4],
    [1.1, -0.4],
    [1.1, 0.4],
    [0.4, 0.4],
    [0.4, 1.1],
    [-0.4, 1.1],
    [-0.4, 0.4],
    [-1.1, 0.4],
    [-1.1, -0.4],
    [-0.4, -0.4],
];
const INNER_CORNERS: f64 = 0.5;
/// A chevron to the right of a head of radius 1.
const CHEVRON: [Point; 3] = [[1.6, -0.9], [2.4, 0.0], [1.6, 0.9]];
/// The strokes of letters on a head of radius 1, the distance of the dot below its middle, and the width of
/// their lines.
const W: [&[Point]; 1] =
    [&[[-0.52, -0.46], [-0.26, 0.0], [0.0, -0.42], [0.26, 0.0], [0.52, -0.46]]];
const N: [&[Point]; 1] = [&[[-0.3, 0.02], [-0.3, -0.48], [0.3, 0.02], [0.3, -0.48]]];
const R: [&[Point]; 1] = [&[
    [-0.22, 0.06],
    [-0.22, -0.48],
    [0.1, -0.48],
    [0.24, -0.36],
    [0.1, -0.22],
    [-0.22, -0.22],
    [0.0, -0.22],
    [0.28, 0.06],
]];
const X: [&[Point]; 2] = [&[[-0.3, -0.48], [0.3, 0.02]], &[[0.3, -0.48], [-0.3, 0.02]]];
const BELOW_LETTER: f64 = 0.42;
const LETTER: f64 = 0.23;

/// The corners of a head of radius 1, at equal angles.
pub(crate) fn corners(marker: Marker) -> Vec<Point> {
    let (count, first, radius): (u32, f64, f64) = match marker {
        Marker::Circle => (16, 0.0, 0.95),
        Marker::Square | Marker::FramedSquare => (4, 1.0 / 8.0, 1.16),
        Marker::Triangle => (3, 0.0, 1.26),
        Marker::Diamond | Marker::FramedDiamond => (4, 0.0, 1.2),
        Marker::DownTriangle
        | Marker::DownTriangleW
        | Marker::DownTriangleN
        | Marker::DownTriangleR
        | Marker::DownTriangleX => (3, 1.0 / 2.0, 1.26),
        Marker::Cross => return CROSS_CORNERS.to_vec(),
        Marker::Star => (10, 0.0, 1.4),
    };
    let point = |corner: u32| {
        let angle = (first + f64::from(corner) / f64::from(count)) * TAU;
        // Every other corner of a star lies inwards.
        let is_inner = marker == Marker::Star && corner % 2 == 1;
        let radius = if is_inner { INNER_CORNERS * radius } else { radius };
        [radius * Real::sin(angle), -radius * Real::cos(angle)]
    };
    (0..count).map(point).collect()
}

/// The part of a convex shape that is below the middle.
fn lower_half(shape: &[Point]) -> Vec<Point> {
    let mut half = Vec::new();
    for (index, at) in shape.iter().enumerate() {
        let next = shape[(index + 1) % shape.len()];
        if at[1] >= 0.0 {
            half.push(*at);
        }
        if (at[1] < 0.0) != (next[1] < 0.0) {
            let part = at[1] / (at[1] - next[1]);
            half.push([at[0] + part * (next[0] - at[0]), 0.0]);
        }
    }
    half
}

/// The shapes of a head, as it is put together around a point.
struct MarkerShapes<'a> {
    racer: &'a Identity,
    at: Point,
    shapes: Vec<Shape>,
}

impl MarkerShapes<'_> {
    fn add(&mut self, shape: &[Point], size: f64, color: Rgb) {
        let ring = shape.iter().map(|[x, y]| [self.at[0] + x * size, self.at[1] + y * size]);
        let rings = vec![ring.collect()];
        self.shapes.push(Shape::Area { rings, color, opacity: 1.0 });
    }

    /// Adds the unfilled part of a head. On a head with outlines it is light with a dark rim, so that
    /// it is seen in pale and in deep colours alike.
    fn add_hole(&mut self, shape: &[Point], size: f64) {
        if self.racer.has_outline {
            self.add(shape, size, DARK);
            self.add(shape, size * 0.7, LIGHT);
        } else {
            self.add(shape, size, self.racer.halo);
        }
    }
}

/// The head of a racer at a point of the picture: the shape of its rule in its colour, either with both
/// outlines or with a thin rim in the halo's colour.
#[must_use]
pub fn marker(racer: &Identity, at: Point) -> Vec<Shape> {
    sized_marker(racer, at, racer.radius, false)
}

/// The same with a given radius. The head of a racer that has stopped is hollow, with a × in it.
#[must_use]
pub(crate) fn sized_marker(
    racer: &Identity,
    at: Point,
    mut size: f64,
    has_stopped: bool,
) -> Vec<Shape> {
    let shape = corners(racer.marker);
    let mut drawing = MarkerShapes { racer, at, shapes: Vec::new() };
    if racer.has_outline {
        drawing.add(&shape, size * (1.0 + OUTLINES[0]), DARK);
        drawing.add(&shape, size * (1.0 + OUTLINES[1]), LIGHT);
    } else {
        drawing.add(&shape, size * (1.0 + RIM), racer.halo);
    }
    drawing.add(&shape, size, racer.color);
    let on_hole = if racer.has_outline { DARK } else { racer.color };
    if has_stopped {
        drawing.add_hole(&shape, size * STOPPED);
        let arm = CROSS * size;
        for up in [arm, -arm] {
            let points = vec![[at[0] - arm, at[1] - up], [at[0] + arm, at[1] + up]];
            let stroke = Stroke::solid(on_hole, LETTER * size);
            drawing.shapes.push(Shape::Line { points, stroke });
        }
        return drawing.shapes;
    }
    if matches!(racer.marker, Marker::FramedSquare | Marker::FramedDiamond) {
        // The filling of a framed shape is that of the shape inside.
        drawing.add_hole(&shape, size * GAP);
        size *= INNER;
        drawing.add(&shape, size, racer.color);
    }
    let letter: &[&[Point]] = match racer.marker {
        Marker::DownTriangleW => &W,
        Marker::DownTriangleN => &N,
        Marker::DownTriangleR => &R,
        Marker::DownTriangleX => &X,
        _ => &[],
    };
    match racer.filling {
        Filling::Filled => {}
        Filling::Hollow => drawing.add_hole(&shape, size * HOLE),
        Filling::Half => drawing.add_hole(&lower_half(&shape), size * HOLE),
        Filling::Dotted => {
            if !letter.is_empty() {
                drawing.at[1] += BELOW_LETTER * size;
            }
            drawing.add_hole(&corners(Marker::Circle), size * DOT);
        }
    }
    for stroke in letter {
        let points = stroke.iter().map(|[x, y]| [at[0] + x * size, at[1] + y * size]).collect();
        let color = match (racer.has_outline, racer.filling == Filling::Hollow) {
            (false, false) => racer.halo,
            (true, false) => LIGHT,
            (_, true) => on_hole,
        };
        drawing.shapes.push(Shape::Line { points, stroke: Stroke::solid(color, LETTER * size) });
    }
    drawing.shapes
}

/// A chevron beside a head at the frame. It points in `direction`, a unit vector, to where the racer
/// is.
#[must_use]
pub(crate) fn chevron(racer: &Identity, at: Point, [dx, dy]: Point, radius: f64) -> Vec<Shape> {
    let corner = |[ahead, aside]: Point| {
        let (ahead, aside) = (ahead * radius, aside * radius);
        [at[0] + dx * ahead - dy * aside, at[1] + dy * ahead + dx * aside]
    };
    let points = CHEVRON.map(corner);
    let outlines = [(1.1, DARK), (0.8, LIGHT)];
    let rim = [(0.9, racer.halo)];
    let around = if racer.has_outline { &outlines[..] } else { &rim[..] };
    let strokes = around.iter().copied().chain([(0.45, racer.color)]);
    let line = |(width, color)| Shape::Line {
        points: points.to_vec(),
        stroke: Stroke::solid(color, width * radius),
    };
    strokes.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Palette;
    use downhill::RunConfig;

    const NESTEROV: &str = "momentum(dampening=0,dampFirstStep=false,nesterov=true)";

    /// The heads of four racers of each rule, on the map's ground and with outlines.
    fn heads() -> Vec<Vec<Shape>> {
        let mut heads = Vec::new();
        for rule in [
            "sgd", "momentum", NESTEROV, "adagrad", "rmsprop", "adam", "adamw", "nadam", "radam",
            "adamax", "adadelta", "rprop", "lion",
        ] {
            let config: RunConfig = format!("racers={}", [rule; 4].join(",")).parse().unwrap();
            for is_article in [false, true] {
                let racers = Identity::of(&config, Palette { is_article, ..Palette::default() });
                // In one colour, so that only shapes differ.
                heads.extend(racers.into_iter().map(|mut racer| {
                    (racer.color, racer.radius) = (Rgb([9; 3]), 6.0);
                    marker(&racer, [20.0; 2])
                }));
            }
        }
        heads
    }

    #[test]
    fn rules_and_fillings_are_told_apart_without_colour() {
        let heads = heads();
        for (index, head) in heads.iter().enumerate() {
            assert!(heads[..index].iter().all(|other_head| other_head != head), "{index}");
        }
    }

    #[test]
    fn heads_of_all_rules_are_about_as_large() {
        for head in heads() {
            let Shape::Area { rings, .. } = &head[0] else { panic!("{head:?}") };
            let corners = &rings[0];
            let twice: f64 = corners
                .iter()
                .zip(corners.iter().cycle().skip(1))
                .map(|(corner, next)| corner[0] * next[1] - next[0] * corner[1])
                .sum();
            let side = (twice.abs() / 2.0).sqrt();
            assert!((9.9..14.5).contains(&side), "{side} {corners:?}");
        }
    }

    #[test]
    fn the_lower_half_of_a_diamond_is_a_triangle() {
        let half = lower_half(&[[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]);
        assert!(half.iter().all(|at| at[1] >= 0.0), "{half:?}");
        assert!(
            half.contains(&[0.0, 1.0]) && half.contains(&[1.0, 0.0]) && half.contains(&[-1.0, 0.0])
        );
    }
}
