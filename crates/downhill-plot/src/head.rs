use std::f64::consts::TAU;

use downhill::{Marker, Real};

use crate::color::Rgb;
use crate::identity::{DARK, Filling, Identity, LIGHT};
use crate::shape::{Point, Shape, Stroke};

/// How much larger than a head the rim is that parts it from others, in CSS px.
const RIM: f64 = 1.2;
/// How large what is not filled of a head is against the head, and a dot.
const HOLE: f64 = 0.6;
const DOT: f64 = 0.3;
/// The gap and the inner square of a framed one.
const GAP: f64 = 0.76;
const INNER: f64 = 0.52;
/// The letter W of a head of radius 1, how far below the middle its dot is, and how wide its line, in
/// CSS px.
const W: [Point; 5] = [[-0.52, -0.46], [-0.26, 0.0], [0.0, -0.42], [0.26, 0.0], [0.52, -0.46]];
const BELOW_W: f64 = 0.42;
const LETTER: f64 = 1.3;

/// The corners of a head of radius 1. They are spread evenly over a turn.
fn corners(marker: Marker) -> Vec<Point> {
    let (count, first, radius): (u32, f64, f64) = match marker {
        Marker::Circle => (16, 0.0, 0.95),
        Marker::Square | Marker::FramedSquare => (4, 1.0 / 8.0, 1.16),
        Marker::Triangle => (3, 0.0, 1.26),
        Marker::Diamond => (4, 0.0, 1.2),
        Marker::DownTriangle | Marker::DownTriangleW => (3, 1.0 / 2.0, 1.26),
    };
    let point = |corner: u32| {
        let angle = (first + f64::from(corner) / f64::from(count)) * TAU;
        [radius * Real::sin(angle), -radius * Real::cos(angle)]
    };
    (0..count).map(point).collect()
}

/// What of a convex shape is below the middle.
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

/// A shape around `at`, its x axis in the (unit) direction, so many times as large.
fn area(shape: &[Point], at: Point, [dx, dy]: Point, size: f64, color: Rgb) -> Shape {
    let mut ring = Vec::new();
    for [x, y] in shape {
        let (x, y) = (x * size, y * size);
        ring.push([at[0] + dx * x - dy * y, at[1] + dy * x + dx * y]);
    }
    Shape::Area { rings: vec![ring], color, opacity: 1.0 }
}

/// A head as it is put together around its place.
struct Head<'a> {
    racer: &'a Identity,
    at: Point,
    shapes: Vec<Shape>,
}

impl Head<'_> {
    fn add(&mut self, shape: &[Point], size: f64, color: Rgb) {
        self.shapes.push(area(shape, self.at, [1.0, 0.0], size, color));
    }

    /// What is not filled. In casings it is light in a dark rim, so that it shows in a pale colour and in
    /// a deep one.
    fn add_hole(&mut self, shape: &[Point], size: f64) {
        if self.racer.is_cased {
            self.add(shape, size, DARK);
            self.add(shape, size * 0.7, LIGHT);
        } else {
            self.add(shape, size, self.racer.halo);
        }
    }
}

/// The head of a racer at a point of the picture: the shape of its rule in its colour, in both casings
/// or in a thin rim of the ground's kind.
#[must_use]
pub(crate) fn head(racer: &Identity, at: Point) -> Vec<Shape> {
    let shape = corners(racer.marker);
    let mut head = Head { racer, at, shapes: Vec::new() };
    let mut size = racer.radius;
    if racer.is_cased {
        head.add(&shape, size + 2.0, DARK);
        head.add(&shape, size + 1.0, LIGHT);
    } else {
        head.add(&shape, size + RIM, racer.halo);
    }
    head.add(&shape, size, racer.color);
    if racer.marker == Marker::FramedSquare {
        // The square inside is the one that is filled, or not.
        head.add_hole(&shape, size * GAP);
        size *= INNER;
        head.add(&shape, size, racer.color);
    }
    let has_letter = racer.marker == Marker::DownTriangleW;
    match racer.filling {
        Filling::Filled => {}
        Filling::Hollow => head.add_hole(&shape, size * HOLE),
        Filling::Half => head.add_hole(&lower_half(&shape), size * HOLE),
        Filling::Dotted => {
            if has_letter {
                head.at[1] += BELOW_W * size;
            }
            head.add_hole(&corners(Marker::Circle), size * DOT);
        }
    }
    if has_letter {
        let points = W.map(|[x, y]| [at[0] + x * size, at[1] + y * size]).to_vec();
        let is_hollow = racer.filling == Filling::Hollow;
        let color = match (racer.is_cased, is_hollow) {
            (false, false) => racer.halo,
            (false, true) => racer.color,
            (true, false) => LIGHT,
            (true, true) => DARK,
        };
        head.shapes.push(Shape::Line { points, stroke: Stroke::solid(color, LETTER) });
    }
    head.shapes
}

/// The arrow that stands at the frame's edge where a racer left the picture, pointing in the
/// (unit) `direction` in which it went.
#[must_use]
pub(crate) fn arrow(racer: &Identity, edge: Point, direction: Point) -> Vec<Shape> {
    // Earlier racers' are larger, so that they show around later ones', as heads are.
    let scale = racer.radius / 5.0;
    let back = -13.0 * scale;
    let base = [edge[0] + direction[0] * back, edge[1] + direction[1] * back];
    let shape = [[1.0, 0.0], [0.0, 0.55], [0.3, 0.0], [0.0, -0.55]];
    let casings = [(18.0, DARK), (15.5, LIGHT)];
    let rim = [(15.5, racer.halo)];
    let around = if racer.is_cased { &casings[..] } else { &rim[..] };
    let sizes = around.iter().copied().chain([(13.0, racer.color)]);
    sizes.map(|(size, color)| area(&shape, base, direction, size * scale, color)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Palette;
    use downhill::RunConfig;

    const NESTEROV: &str = "momentum(dampening=0,dampFirstStep=false,nesterov=true)";

    /// The heads of four racers of each rule, on the map's ground and in casings.
    fn heads() -> Vec<Vec<Shape>> {
        let mut heads = Vec::new();
        for rule in ["sgd", "momentum", NESTEROV, "adagrad", "rmsprop", "adam", "adamw"] {
            let config: RunConfig = format!("racers={}", [rule; 4].join(",")).parse().unwrap();
            for is_article in [false, true] {
                let racers = Identity::of(&config, Palette { is_article, ..Palette::default() });
                // In one colour, so that only shapes differ.
                heads.extend(racers.into_iter().map(|mut racer| {
                    (racer.color, racer.radius) = (Rgb([9; 3]), 6.0);
                    head(&racer, [20.0; 2])
                }));
            }
        }
        heads
    }

    #[test]
    fn rules_and_fillings_are_told_apart_without_colour() {
        let heads = heads();
        for (index, one) in heads.iter().enumerate() {
            assert!(heads[..index].iter().all(|other| other != one), "{index}");
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
                .map(|(one, next)| one[0] * next[1] - next[0] * one[1])
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
