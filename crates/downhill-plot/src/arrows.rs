//! A step as arrows on the field: its gradient, what the rule remembers, and the change.

use crate::identity::Identity;
use crate::labels::Rect;
use crate::palette::Palette;
use crate::shape::{Anchor, Dash, Point, Shape, Stroke, Text};
use crate::view::{View, between, distance};

/// The greatest length of an arrow, as a part of the picture's smaller side.
const REACH: f64 = 0.4;
/// The greatest length of a step that is drawn longer than the other arrows, in the same measure.
const STEP: f64 = 0.2;
/// The greatest length of an arm of the cross.
const ARM: f64 = 0.12;
/// If the longest arrow has at least this length in CSS px, arrows are not lengthened; nor is the step if
/// it has.
const SEEN: f64 = 24.0;
/// The size of a letter's ground, and the height of the letter, in CSS px.
const CHIP: Point = [23.0, 17.0];
const SIZE: f64 = 12.0;
/// How far the middles of letters are from tips at first and at last, in CSS px.
const NEAR: f64 = 17.0;
const FAR: f64 = 77.0;
/// Where letters are tried around a tip, in turns from the arrow's own direction.
const TURNS: [f64; 16] = [
    0.0, 0.0625, -0.0625, 0.125, -0.125, 0.1875, -0.1875, 0.25, -0.25, 0.3125, -0.3125, 0.375,
    -0.375, 0.4375, -0.4375, 0.5,
];
/// How far letters are from arrows and heads.
const CLEAR: f64 = 2.0;
/// How much wider than an arrow the line beneath it is, in the colour of the ground.
const OUTLINE: f64 = 2.8;

/// The look of an arrow.
struct Form {
    width: f64,
    /// How far its colour is from the racer's towards that of the ground.
    tint: f64,
    /// Dashes and gaps of its shaft in turn; none if it is solid.
    dash: &'static [f64],
    /// Its head as one stroke from the tip and back, in CSS px: along the arrow and across it.
    head: [[f64; 2]; 4],
}

/// The arms of the cross, the gradient, the memory, and the step: an open head, a triangle, a diamond.
const FORMS: [Form; 4] = [
    Form { width: 1.6, tint: 0.0, dash: &[], head: [[0.0; 2]; 4] },
    Form {
        width: 2.0,
        tint: 0.0,
        dash: &[6.0, 5.0],
        head: [[-10.0, 7.0], [0.0, 0.0], [-10.0, -7.0], [0.0, 0.0]],
    },
    Form {
        width: 2.2,
        tint: 0.3,
        dash: &[],
        head: [[-11.0, 6.0], [-11.0, -6.0], [0.0, 0.0], [0.0, 0.0]],
    },
    Form {
        width: 3.2,
        tint: 0.0,
        dash: &[],
        head: [[-6.0, 5.0], [-12.0, 0.0], [-6.0, -5.0], [0.0, 0.0]],
    },
];

/// What is drawn of a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vectors<'a> {
    /// Where it begins, as `[x, y]` of the objective.
    pub at: [f64; 2],
    /// The gradient downhill.
    pub gradient: [f64; 2],
    /// The remembered quantity; 0 where there is none, and its letter.
    pub memory: ([f64; 2], &'a str),
    /// The step.
    pub step: [f64; 2],
    /// The divisors of the coordinates, and their letter.
    pub root: ([f64; 2], &'a str),
}

/// A drawn step, and the factors by which it is larger than in the view.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrows {
    /// The shapes.
    pub shapes: Vec<Shape>,
    /// The factor of the gradient and the memory.
    pub factor: f64,
    /// That of the step.
    pub step: f64,
    /// That of the cross.
    pub cross: f64,
}

/// An arrow as it is drawn.
struct Arrow {
    from: Point,
    tip: Point,
    /// Its direction.
    way: Point,
    length: f64,
    form: &'static Form,
}

/// The arrows of a step: the downhill gradient, the remembered quantity, and the step, each with its
/// letter, in the racer's own colour: the gradient dashed, the memory in a lighter tint, the step wider.
/// A vector of length 0 is not drawn. The divisors are shown as the arms of a cross.
///
/// Arrows begin at the rim of the head that stands where the step begins, and a step that would end within
/// it is drawn longer. Letters keep clear of the arrows, of each other, and of `heads`, which are the px of
/// all heads, as far as there is room.
#[must_use]
pub fn arrows(
    view: &View,
    vectors: &Vectors<'_>,
    racer: &Identity,
    palette: Palette,
    heads: &[Point],
) -> Arrows {
    let base = view.to_px(vectors.at);
    let ([divide_x, divide_y], _) = vectors.root;
    let cross = [[divide_x, 0.0], [0.0, divide_y]];
    let mut px = [cross[0], cross[1], vectors.gradient, vectors.memory.0, vectors.step];
    for [x, y] in &mut px {
        let ([left, right], [bottom, top]) = (view.bounds.x, view.bounds.y);
        (*x, *y) = (*x / (right - left) * view.width, *y / (bottom - top) * view.height);
    }
    let length = |[x, y]: Point| distance([0.0; 2], [x, y]);
    let longest = |range: std::ops::Range<usize>| {
        px.iter()
            .skip(range.start)
            .take(range.len())
            .fold(0.0_f64, |most, px| most.max(length(*px)))
    };
    let side = view.width.min(view.height);
    let cross = factor(longest(0..2), ARM * side, f64::INFINITY);
    let shared = factor(longest(2..5), REACH * side, SEEN);
    let step = longest(4..5);
    let own = if shared * step < SEEN { factor(step, STEP * side, SEEN) } else { shared };
    let rim = racer.radius * view.scale();
    let mut drawn: Vec<(Arrow, &str)> = Vec::new();
    let letters = [vectors.root.1, "", "−g", vectors.memory.1, "Δ"];
    let factors = [cross, cross, shared, shared, own];
    for (place, letter) in letters.into_iter().enumerate() {
        let [x, y] = px[place].map(|part| part * factors[place]);
        let length = length([x, y]);
        if length > 0.0 && length.is_finite() {
            let (tip, way) = ([base[0] + x, base[1] + y], [x / length, y / length]);
            // An arm of the cross has two halves; others leave the head free.
            let back = if place < 2 { 2.0 * length } else { length - rim.min(length / 2.0) };
            let form = &FORMS[place.saturating_sub(1)];
            let from = moved(tip, way, [-back, 0.0]);
            drawn.push((Arrow { from, tip, way, length, form }, letter));
        }
    }
    let mut shapes = Vec::new();
    for (arrow, _) in &drawn {
        arrow.draw(&mut shapes, racer, palette);
    }
    let lines: Vec<[Point; 2]> = drawn.iter().map(|(arrow, _)| [arrow.from, arrow.tip]).collect();
    let mut heads: Vec<Point> = heads.to_vec();
    heads.push(base);
    let mut chips: Vec<Rect> = Vec::new();
    // The step's letter first, which is what the picture is about.
    for (arrow, letter) in drawn.iter().rev().filter(|(_, letter)| !letter.is_empty()) {
        let chip = place_letter(view, arrow, &lines, &heads, rim, &chips);
        chips.push(chip);
        draw_letter(&mut shapes, chip, letter, racer, palette);
    }
    Arrows { shapes, factor: shared, step: own, cross }
}

impl Arrow {
    /// The shaft, perhaps dashed, then the head, each on a wider line in the colour of the ground.
    fn draw(&self, shapes: &mut Vec<Shape>, racer: &Identity, palette: Palette) {
        let color = racer.color.mixed(palette.halo(), self.form.tint);
        // A short arrow has a small head.
        let size = (self.length / 12.0).min(1.0);
        let mut head = vec![self.tip];
        for corner in self.form.head {
            head.push(moved(self.tip, self.way, corner.map(|part| part * size)));
        }
        let mut whole = vec![self.from];
        whole.extend_from_slice(&head);
        let outline = Stroke::solid(palette.halo(), self.form.width + OUTLINE);
        shapes.push(Shape::Line { points: whole.clone(), stroke: outline });
        let stroke = Stroke::solid(color, self.form.width);
        if self.form.dash.is_empty() {
            shapes.push(Shape::Line { points: whole, stroke });
            return;
        }
        let dash = Some(Dash { pattern: self.form.dash.to_vec(), offset: 0.0 });
        let points = vec![self.from, self.tip];
        shapes.push(Shape::Line { points, stroke: Stroke { dash, ..stroke.clone() } });
        shapes.push(Shape::Line { points: head, stroke });
    }
}

/// Where a letter stands: as near to its arrow's tip as it collides with nothing, first beyond the tip; else
/// where it collides with least.
fn place_letter(
    view: &View,
    arrow: &Arrow,
    lines: &[[Point; 2]],
    heads: &[Point],
    rim: f64,
    chips: &[Rect],
) -> Rect {
    // Of an arrow that leaves the picture the tip is where it does.
    let seen = view.clip(arrow.from, arrow.tip, -CHIP[0] / 2.0);
    let tip = seen.map_or(arrow.tip, |[_, leave]| between(arrow.from, arrow.tip, leave));
    let mut best = (f64::INFINITY, Rect::around(tip, CHIP));
    let mut away = NEAR;
    while away <= FAR {
        for turn in TURNS {
            let angle = turn * std::f64::consts::TAU;
            let (sin, cos) = (downhill::Real::sin(angle), downhill::Real::cos(angle));
            let middle = moved(tip, arrow.way, [away * cos, away * sin]);
            // Inside the picture, even if the tip is not.
            let [x, y] = [0, 1].map(|axis| {
                let (half, size) = (CHIP[axis] / 2.0 + 1.0, [view.width, view.height][axis]);
                middle[axis].min(size - half).max(half)
            });
            let rect = Rect::around([x, y], CHIP);
            let clear = rect.grown(CLEAR);
            let mut collisions = 0.0;
            for other in chips {
                collisions += if clear.overlaps(other) { 4.0 } else { 0.0 };
            }
            for head in heads {
                collisions += if clear.meets_disc(*head, rim) { 2.0 } else { 0.0 };
            }
            for line in lines {
                collisions += if clear.meets_segment(*line) { 1.0 } else { 0.0 };
            }
            if collisions < best.0 {
                best = (collisions, rect);
            }
        }
        if best.0 == 0.0 {
            break;
        }
        away += 6.0;
    }
    best.1
}

/// A letter in ink on the colour of the ground, in a rim of the racer's colour.
fn draw_letter(
    shapes: &mut Vec<Shape>,
    chip: Rect,
    letter: &str,
    racer: &Identity,
    palette: Palette,
) {
    let y = (chip.low[1] + chip.high[1]) / 2.0;
    let half = CHIP[1] / 2.0;
    for (width, color) in [(CHIP[1], racer.color), (CHIP[1] - 3.0, palette.halo())] {
        let points = vec![[chip.low[0] + half, y], [chip.high[0] - half, y]];
        shapes.push(Shape::Line { points, stroke: Stroke::solid(color, width) });
    }
    let at = [(chip.low[0] + chip.high[0]) / 2.0, y + 0.5];
    let text = Text::plain(at, letter.to_owned(), SIZE, CHIP[0] - 5.0);
    shapes.push(Shape::Text(Text { color: palette.ink(), anchor: Anchor::Middle, ..text }));
}

/// The factor for lengths up to `longest` px: 1 if that is from `seen` to `reach` px; else 1, 2 or 5
/// times a power of ten, so that it comes up to `reach`.
fn factor(longest: f64, reach: f64, seen: f64) -> f64 {
    let most = (reach / longest).min(1e300);
    // Lengths that are 0 or not finite need no factor.
    if longest == 0.0 || most == 0.0 || (longest >= seen && most >= 1.0) {
        return 1.0;
    }
    let mut unit = 1.0;
    while unit > most {
        unit /= 10.0;
    }
    while unit * 10.0 <= most {
        unit *= 10.0;
    }
    for times in [5.0, 2.0] {
        if unit * times <= most {
            return unit * times;
        }
    }
    unit
}

/// The point at this distance along a (unit) direction, and across it.
fn moved(at: Point, [dx, dy]: Point, [along, across]: Point) -> Point {
    [at[0] + along * dx - across * dy, at[1] + along * dy + across * dx]
}

#[cfg(test)]
mod tests;
