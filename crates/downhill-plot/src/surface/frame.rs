//! The box around a surface: the three panes behind it, with lines at round numbers, and the axes.

use super::camera::{Place, Projection};
use crate::axes::numbers;
use crate::color::Rgb;
use crate::labels::{Rect, text_size, text_width};
use crate::palette::{Palette, Theme};
use crate::shape::{Anchor, Point, Shape, Stroke, Text};
use crate::view::distance;

/// The panes lie this far outside of the surface's box, as in matplotlib.
const OUTSIDE: f64 = 1.0 / 48.0;
/// The size of numbers, against that of labels.
const SIZE: f64 = 0.88;
/// The length of ticks, and the distances of numbers and of names from the axes, in heights of numbers.
const TICK: f64 = 0.45;
const NUMBERS: f64 = 0.75;
const NAMES: f64 = 0.7;
/// The margins around the box, in heights of numbers: at the sides, and above and below.
const MARGINS: [f64; 2] = [3.2, 1.9];
/// The margins on all sides of a box without axes.
const BARE_MARGIN: f64 = 0.6;
/// About how much room a number takes along an axis, and how far texts side by side are apart, in heights of
/// numbers.
const ROOM: f64 = 2.2;
const APART: f64 = 0.5;
/// The widths of lines, in CSS px.
const LINE: f64 = 1.0;
const AXIS: f64 = 1.2;

/// The height of numbers in a picture of that size.
fn number_size(size: [f64; 2]) -> f64 {
    SIZE * text_size(size[0].min(1.6 * size[1]))
}

/// The room around the box that numbers and names need, where there are `axes`.
pub(crate) fn margins(size: [f64; 2], axes: bool) -> [f64; 2] {
    let margins = if axes { MARGINS } else { [BARE_MARGIN; 2] };
    margins.map(|heights| heights * number_size(size))
}

/// An axis of the box: its name, and its numbers with their places from 0 to 1.
pub(crate) struct BoxAxis<'a> {
    pub(crate) name: &'a str,
    pub(crate) numbers: Vec<(f64, String)>,
}

impl<'a> BoxAxis<'a> {
    /// The axis of a coordinate.
    pub(crate) fn of(name: &'a str, [low, high]: [f64; 2], most: f64) -> Self {
        let numbers = numbers([low, high], most);
        let part = |(value, text): (f64, String)| {
            let along = (0.5 * value - 0.5 * low) / (0.5 * high - 0.5 * low);
            (along, text)
        };
        Self { name, numbers: numbers.into_iter().map(part).collect() }
    }
}

/// The greatest count of numbers of an axis in a picture of that size.
pub(crate) fn most_numbers(size: [f64; 2]) -> f64 {
    (0.42 * size[0].min(1.4 * size[1]) / (ROOM * number_size(size))).clamp(2.0, 8.0)
}

/// The box, to be painted before the surface: its panes with lines at the numbers of `axes`, and the axes
/// themselves if they are shown (`has_axes`).
pub(crate) fn frame(
    projection: &Projection,
    size: [f64; 2],
    axes: &[BoxAxis<'_>; 3],
    has_axes: bool,
    palette: Palette,
) -> Vec<Shape> {
    let side = projection.side();
    // The panes are on the far sides, the axes of the floor on the near ones.
    let far = [0, 1].map(|axis| if side[axis] > 0.0 { -OUTSIDE } else { 1.0 + OUTSIDE });
    let near = [0, 1].map(|axis| if side[axis] > 0.0 { 1.0 + OUTSIDE } else { -OUTSIDE });
    let frame = Frame { projection, size, palette, text: number_size(size), far, near };
    let mut shapes = frame.panes();
    for (index, axis) in axes.iter().enumerate() {
        shapes.extend(frame.grid_lines(index, axis));
    }
    let mut taken = Vec::new();
    for (index, axis) in axes.iter().enumerate().filter(|_| has_axes) {
        frame.axis(index, axis, &mut shapes, &mut taken);
    }
    shapes
}

/// Takes the place of a text, unless another one is there.
fn take(taken: &mut Vec<Rect>, at: Point, [width, height]: Point) -> bool {
    let rect = Rect::around(at, [width + APART * height, 1.1 * height]);
    let is_free = taken.iter().all(|other| !other.overlaps(&rect));
    if is_free {
        taken.push(Rect::around(at, [width, height]));
    }
    is_free
}

struct Frame<'a> {
    projection: &'a Projection,
    size: [f64; 2],
    palette: Palette,
    /// The height of numbers.
    text: f64,
    /// The sides of the box that are farther from the eye, and those that are nearer, along x and y.
    far: Point,
    near: Point,
}

const LOW: f64 = -OUTSIDE;
const HIGH: f64 = 1.0 + OUTSIDE;

impl Frame<'_> {
    fn px(&self, place: Place) -> Point {
        self.projection.px(place)
    }

    /// The colours of the walls along x and along y, and of the floor.
    fn colors(&self) -> [Rgb; 3] {
        let [ground, ink] = [self.palette.halo(), self.palette.ink()];
        let parts = if self.palette.theme == Theme::Dark {
            [0.06, 0.045, 0.075]
        } else {
            [0.03, 0.055, 0.045]
        };
        parts.map(|part| ground.mixed(ink, part))
    }

    fn panes(&self) -> Vec<Shape> {
        let [x, y] = self.far;
        let walls = [
            [[x, LOW, LOW], [x, HIGH, LOW], [x, HIGH, HIGH], [x, LOW, HIGH]],
            [[LOW, y, LOW], [HIGH, y, LOW], [HIGH, y, HIGH], [LOW, y, HIGH]],
            [[LOW, LOW, LOW], [HIGH, LOW, LOW], [HIGH, HIGH, LOW], [LOW, HIGH, LOW]],
        ];
        let pane = |(corners, color): ([Place; 4], Rgb)| {
            let ring = corners.iter().map(|corner| self.px(*corner)).collect();
            Shape::Area { rings: vec![ring], color, opacity: 1.0 }
        };
        walls.into_iter().zip(self.colors()).map(pane).collect()
    }

    /// The lines at an axis's numbers, around two panes.
    fn grid_lines(&self, index: usize, axis: &BoxAxis<'_>) -> Vec<Shape> {
        let ([x, y], [near_x, near_y]) = (self.far, self.near);
        let line = |(at, _): &(f64, String)| {
            let corners = match index {
                0 => [[*at, near_y, LOW], [*at, y, LOW], [*at, y, HIGH]],
                1 => [[near_x, *at, LOW], [x, *at, LOW], [x, *at, HIGH]],
                _ => [[near_x, y, *at], [x, y, *at], [x, near_y, *at]],
            };
            let points = corners.iter().map(|corner| self.px(*corner)).collect();
            Shape::Line { points, stroke: Stroke::solid(self.palette.rule(), LINE) }
        };
        axis.numbers.iter().map(line).collect()
    }

    /// The ends of an axis's line: those of x and y on the floor's near sides, that of the values at the side
    /// of the box that is farthest to the right.
    fn ends(&self, index: usize) -> [Place; 2] {
        let ([x, y], [near_x, near_y]) = (self.far, self.near);
        match index {
            0 => [[LOW, near_y, LOW], [HIGH, near_y, LOW]],
            1 => [[near_x, LOW, LOW], [near_x, HIGH, LOW]],
            _ => {
                let right = |[x, y]: &Point| self.px([*x, *y, 0.5])[0];
                let [one, other] = [[near_x, y], [x, near_y]];
                let [x, y] = if right(&one) >= right(&other) { one } else { other };
                [[x, y, LOW], [x, y, HIGH]]
            }
        }
    }

    /// An axis with its numbers and its name.
    fn axis(
        &self,
        index: usize,
        axis: &BoxAxis<'_>,
        shapes: &mut Vec<Shape>,
        taken: &mut Vec<Rect>,
    ) {
        let ends = self.ends(index);
        let [from, to] = ends.map(|end| self.px(end));
        let length = distance(from, to);
        // Seen from its end, an axis has no room for numbers.
        if length < 2.0 * self.text {
            return;
        }
        let ink = self.palette.muted();
        shapes.push(Shape::Line { points: vec![from, to], stroke: Stroke::solid(ink, AXIS) });
        let outwards = self.outwards(from, to);
        let mut widest = 0.0_f64;
        for (at, text) in &axis.numbers {
            let place = [0, 1, 2].map(|part| {
                ends[0][part]
                    + (ends[1][part] - ends[0][part]) * (at + OUTSIDE) / (1.0 + 2.0 * OUTSIDE)
            });
            let tick = self.px(place);
            let width = text_width(text, self.text);
            let number = self.beside(tick, outwards, NUMBERS, width);
            if !take(taken, number, [width, self.text]) {
                continue;
            }
            widest = widest.max(width);
            let end = [0, 1].map(|axis| tick[axis] + TICK * self.text * outwards[axis]);
            shapes.push(Shape::Line { points: vec![tick, end], stroke: Stroke::solid(ink, LINE) });
            shapes.push(self.text(number, text, width));
        }
        let middle = [0, 1].map(|axis| 0.5 * (from[axis] + to[axis]));
        let width = text_width(axis.name, self.text);
        // Beyond the numbers, as far as they reach in this direction; that of the values is above its axis,
        // where it needs no room at the side.
        let numbers = (outwards[0].abs() * widest + outwards[1].abs() * self.text) / self.text;
        for farther in [0.0, 1.0, 2.0] {
            let at = if index == 2 {
                self.inside([to[0], to[1] - (1.1 + farther) * self.text], width)
            } else {
                self.beside(middle, outwards, NUMBERS + numbers + NAMES + farther, width)
            };
            if take(taken, at, [width, self.text]) {
                shapes.push(self.text(at, axis.name, width));
                return;
            }
        }
    }

    /// The direction away from the box at an axis between two points.
    fn outwards(&self, from: Point, to: Point) -> Point {
        let center = self.px([0.5; 3]);
        let length = distance(from, to).max(f64::MIN_POSITIVE);
        let across = [(to[1] - from[1]) / length, (from[0] - to[0]) / length];
        let away = [0, 1].map(|axis| 0.5 * (from[axis] + to[axis]) - center[axis]);
        let sign = if across[0] * away[0] + across[1] * away[1] < 0.0 { -1.0 } else { 1.0 };
        across.map(|part| sign * part)
    }

    /// The middle of a text of that width which stands beside a point, so many heights of numbers away.
    fn beside(&self, at: Point, outwards: Point, gap: f64, width: f64) -> Point {
        let half = [0.5 * width, 0.5 * self.text];
        // The nearest part of the text is that far away.
        let reach = gap * self.text;
        self.inside([0, 1].map(|axis| at[axis] + outwards[axis] * (reach + half[axis])), width)
    }

    /// The middle of a text of that width, moved into the picture.
    fn inside(&self, at: Point, width: f64) -> Point {
        let half = [0.5 * width, 0.5 * self.text];
        [0, 1].map(|axis| {
            let length = self.size[axis];
            at[axis].clamp(half[axis].min(length / 2.0), (length - half[axis]).max(length / 2.0))
        })
    }

    fn text(&self, at: Point, text: &str, width: f64) -> Shape {
        Shape::Text(Text {
            at,
            text: text.to_owned(),
            size: self.text,
            width,
            color: self.palette.muted(),
            anchor: Anchor::Middle,
            halo: None,
        })
    }
}
