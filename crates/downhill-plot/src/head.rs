use std::f64::consts::TAU;

use downhill::Real;

use crate::color::Rgb;
use crate::identity::{DARK, HeadShape, Identity, LIGHT};
use crate::shape::{Point, Shape};

/// A shape by its corners, which are spread evenly over a turn.
struct Corners {
    /// How many there are.
    count: u32,
    /// Where the first is, in turns clockwise from straight up.
    first: f64,
    /// How far they are from the middle, where the head's radius is 1.
    radius: f64,
    /// Every so manyth is so far from the middle instead.
    inner: Option<(u32, f64)>,
}

impl Corners {
    fn of(shape: HeadShape) -> Self {
        let polygon = |count, first, radius| Self { count, first, radius, inner: None };
        match shape {
            HeadShape::Circle => polygon(16, 0.0, 0.92),
            HeadShape::Square => polygon(4, 1.0 / 8.0, 1.12),
            HeadShape::Triangle => polygon(3, 0.0, 1.22),
            HeadShape::Diamond => polygon(4, 0.0, 1.16),
            HeadShape::DownTriangle => polygon(3, 1.0 / 2.0, 1.22),
            HeadShape::Hexagon => polygon(6, 0.0, 1.0),
            HeadShape::Star => Self { inner: Some((2, 0.55)), ..polygon(10, 0.0, 1.25) },
            HeadShape::Cross => Self { inner: Some((3, 0.46)), ..polygon(12, 23.0 / 24.0, 1.18) },
        }
    }

    fn points(&self) -> Vec<Point> {
        let point = |corner: u32| {
            let turn = self.first + f64::from(corner) / f64::from(self.count);
            let radius = match self.inner {
                Some((every, radius)) if (corner + 1).is_multiple_of(every) => radius,
                _ => self.radius,
            };
            let angle = turn * TAU;
            [radius * Real::sin(angle), -radius * Real::cos(angle)]
        };
        (0..self.count).map(point).collect()
    }
}

/// A shape around `at`, its x axis in the (unit) direction, in several sizes and colours, one upon
/// the other.
fn stacked(shape: &[Point], at: Point, [dx, dy]: Point, sizes: &[(f64, Rgb)]) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (size, color) in sizes {
        let mut ring = Vec::new();
        for [x, y] in shape {
            let (x, y) = (x * size, y * size);
            ring.push([at[0] + dx * x - dy * y, at[1] + dy * x + dx * y]);
        }
        shapes.push(Shape::Area { rings: vec![ring], color: *color, opacity: 1.0 });
    }
    shapes
}

/// The head of a racer at a point of the picture: its shape in its colour, in both casings. A hollow
/// head's hole is light in a dark rim, so that it shows in a pale colour and in a deep one.
#[must_use]
pub(crate) fn head(racer: &Identity, at: Point) -> Vec<Shape> {
    let radius = racer.radius;
    let sizes = [
        (radius + 2.0, DARK),
        (radius + 1.0, LIGHT),
        (radius, racer.color),
        (radius * 0.6, DARK),
        (radius * 0.42, LIGHT),
    ];
    let shown = if racer.hollow { 5 } else { 3 };
    stacked(&Corners::of(racer.head).points(), at, [1.0, 0.0], &sizes[..shown])
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
    let sizes = [(18.0 * scale, DARK), (15.5 * scale, LIGHT), (13.0 * scale, racer.color)];
    stacked(&shape, base, direction, &sizes)
}
