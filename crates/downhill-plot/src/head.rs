use crate::color::Rgb;
use crate::identity::{DARK, HeadShape, Identity, LIGHT};
use crate::item::{Item, Point};

/// The corners of a shape around a circle of radius 1.
fn corners(shape: HeadShape) -> Vec<Point> {
    // How many, where the first one is in turns from above, and their radii in turn.
    let (count, first, radii) = match shape {
        HeadShape::Circle => (24, 0.0, [0.92; 2]),
        HeadShape::Square => (4, 0.125, [1.12; 2]),
        HeadShape::Triangle => (3, 0.0, [1.22; 2]),
        HeadShape::Diamond => (4, 0.0, [1.16; 2]),
        HeadShape::DownTriangle => (3, 0.5, [1.22; 2]),
        HeadShape::Hexagon => (6, 0.0, [1.0; 2]),
        HeadShape::Star => (10, 0.0, [1.25, 0.55]),
        HeadShape::Cross => return cross(),
    };
    let radii = radii.iter().cycle();
    let corner =
        |(i, radius): (u32, &f64)| on_circle(first + f64::from(i) / f64::from(count), *radius);
    (0..count).zip(radii).map(corner).collect()
}

fn cross() -> Vec<Point> {
    let (far, near) = (1.05, 0.36);
    // The arm above, turned by a quarter four times.
    let mut arm = [[-near, -far], [near, -far], [near, -near]];
    let mut corners = Vec::new();
    for _ in 0..4 {
        corners.extend_from_slice(&arm);
        for [x, y] in &mut arm {
            (*x, *y) = (-*y, *x);
        }
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

/// The head of a racer at a point of the picture: its shape in its colour, in both casings.
#[must_use]
pub fn head(racer: &Identity, at: Point) -> Vec<Item> {
    let shape = corners(racer.head);
    let ring = |radius: f64, color: Rgb| Item::Area {
        rings: vec![
            shape
                .iter()
                .map(|corner| [at[0] + corner[0] * radius, at[1] + corner[1] * radius])
                .collect(),
        ],
        color,
        opacity: 1.0,
    };
    let mut items = vec![
        ring(racer.radius + 2.0, DARK),
        ring(racer.radius + 1.0, LIGHT),
        ring(racer.radius, racer.color),
    ];
    if racer.hollow {
        items.push(ring(racer.radius * 0.45, LIGHT));
    }
    items
}

/// The arrow that stands at the frame's edge where a racer left the picture, pointing in the
/// (unit) `direction` in which it went.
#[must_use]
pub fn arrow(racer: &Identity, edge: Point, direction: Point) -> Vec<Item> {
    let [dx, dy] = direction;
    // Earlier racers' are larger, so that they show around later ones', as heads are.
    let scale = racer.radius / 5.0;
    let triangle = |size: f64, color: Rgb| {
        let size = size * scale;
        let tip = [edge[0] + dx * (size - 13.0 * scale), edge[1] + dy * (size - 13.0 * scale)];
        let place =
            |back: f64, side: f64| [tip[0] - dx * back - dy * side, tip[1] - dy * back + dx * side];
        let rings = vec![vec![
            tip,
            place(size, size * 0.55),
            place(size * 0.7, 0.0),
            place(size, -size * 0.55),
        ]];
        Item::Area { rings, color, opacity: 1.0 }
    };
    vec![triangle(18.0, DARK), triangle(15.5, LIGHT), triangle(13.0, racer.color)]
}
