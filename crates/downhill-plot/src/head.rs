use crate::color::Rgb;
use crate::identity::{DARK, HeadShape, Identity, LIGHT};
use crate::item::{Item, Point};

/// The corners of a shape around a circle of radius 1.
fn corners(shape: HeadShape) -> Vec<Point> {
    // How many, where the first one is in 24ths of a turn from above, their radius in hundredths,
    // and that of every so manyth.
    let [count, first, radius, inner, every] = match shape {
        HeadShape::Circle => [16_u8, 0, 92, 0, 99],
        HeadShape::Square => [4, 3, 112, 0, 99],
        HeadShape::Triangle => [3, 0, 122, 0, 99],
        HeadShape::Diamond => [4, 0, 116, 0, 99],
        HeadShape::DownTriangle => [3, 12, 122, 0, 99],
        HeadShape::Hexagon => [6, 0, 100, 0, 99],
        HeadShape::Star => [10, 0, 125, 55, 2],
        HeadShape::Cross => [12, 23, 118, 46, 3],
    };
    let mut corners = Vec::new();
    for corner in 1..=count {
        let turn = f64::from(first) / 24.0 + f64::from(corner - 1) / f64::from(count);
        let radius = if corner % every == 0 { inner } else { radius };
        corners.push(on_circle(turn, f64::from(radius) / 100.0));
    }
    corners
}

/// The point `turn` turns clockwise from straight up, by a polynomial: the shapes need no more
/// than four digits, and the page no library for them.
fn on_circle(turn: f64, radius: f64) -> Point {
    let sine = |turn: f64| {
        // sin(2π·turn) for any turn, from Bhaskara's formula on a half turn, refined once.
        let part = turn - turn.floor();
        let (half, sign) = if part < 0.5 { (part, 1.0) } else { (part - 0.5, -1.0) };
        let degrees = half * 360.0;
        let product = degrees * (180.0 - degrees);
        sign * 4.0 * product / (40500.0 - product)
    };
    [radius * sine(turn), -radius * sine(turn + 0.25)]
}

/// A shape around `at`, its x axis in the (unit) direction, in several sizes and colours, one upon
/// the other.
fn stacked(shape: &[Point], at: Point, [dx, dy]: Point, sizes: &[(f64, Rgb)]) -> Vec<Item> {
    let mut items = Vec::new();
    for (size, color) in sizes {
        let mut ring = Vec::new();
        for [x, y] in shape {
            let (x, y) = (x * size, y * size);
            ring.push([at[0] + dx * x - dy * y, at[1] + dy * x + dx * y]);
        }
        items.push(Item::Area { rings: vec![ring], color: *color, opacity: 1.0 });
    }
    items
}

/// The head of a racer at a point of the picture: its shape in its colour, in both casings. A hollow
/// head's hole is light in a dark rim, so that it shows in a pale colour and in a deep one.
#[must_use]
pub fn head(racer: &Identity, at: Point) -> Vec<Item> {
    let radius = racer.radius;
    let sizes = [
        (radius + 2.0, DARK),
        (radius + 1.0, LIGHT),
        (radius, racer.color),
        (radius * 0.6, DARK),
        (radius * 0.42, LIGHT),
    ];
    let shown = if racer.hollow { 5 } else { 3 };
    stacked(&corners(racer.head), at, [1.0, 0.0], &sizes[..shown])
}

/// The arrow that stands at the frame's edge where a racer left the picture, pointing in the
/// (unit) `direction` in which it went.
#[must_use]
pub fn arrow(racer: &Identity, edge: Point, direction: Point) -> Vec<Item> {
    // Earlier racers' are larger, so that they show around later ones', as heads are.
    let scale = racer.radius / 5.0;
    let back = -13.0 * scale;
    let base = [edge[0] + direction[0] * back, edge[1] + direction[1] * back];
    let shape = [[1.0, 0.0], [0.0, 0.55], [0.3, 0.0], [0.0, -0.55]];
    let sizes = [(18.0 * scale, DARK), (15.5 * scale, LIGHT), (13.0 * scale, racer.color)];
    stacked(&shape, base, direction, &sizes)
}
