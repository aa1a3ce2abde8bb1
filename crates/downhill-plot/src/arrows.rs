//! A step as arrows on the field: its gradient, what the rule remembers, and the change.

use crate::color::{DARK, LIGHT, Rgb};

use crate::shape::{Point, Shape, Stroke, Text};
use crate::view::{View, distance};

/// The greatest length of an arrow, as a part of the picture's smaller side.
const REACH: f64 = 0.4;
/// The greatest length of an arm of the cross, in the same measure.
const ARM: f64 = 0.12;
/// If the longest arrow has at least this length in CSS px, arrows are not lengthened.
const SEEN: f64 = 24.0;
/// The distance of an arrow's letter from its tip, in CSS px.
const LETTER: f64 = 15.0;

/// The look of an arrow.
struct Form {
    color: Rgb,
    width: f64,
    /// Its head as one stroke from the tip and back, in CSS px: along the arrow and across it.
    head: [[f64; 2]; 4],
    /// The place of its letter from the tip. The letters are apart, because gradient, memory and step
    /// often have one direction.
    letter: [f64; 2],
}

/// The arms of the cross, the gradient, the memory, and the step: an open head, a triangle, a diamond.
const FORMS: [Form; 4] = [
    Form { color: DARK, width: 1.6, head: [[0.0; 2]; 4], letter: [LETTER, 0.0] },
    Form {
        color: Rgb([196, 55, 43]),
        width: 3.2,
        head: [[-10.0, 7.0], [0.0, 0.0], [-10.0, -7.0], [0.0, 0.0]],
        letter: [LETTER, 0.0],
    },
    Form {
        color: Rgb([31, 95, 168]),
        width: 2.4,
        head: [[-11.0, 6.0], [-11.0, -6.0], [0.0, 0.0], [0.0, 0.0]],
        letter: [0.0, LETTER],
    },
    Form {
        color: DARK,
        width: 2.4,
        head: [[-6.0, 5.0], [-12.0, 0.0], [-6.0, -5.0], [0.0, 0.0]],
        letter: [0.0, -LETTER],
    },
];

/// A drawn step, and the factors by which it is larger than in the view.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrows {
    /// The shapes.
    pub shapes: Vec<Shape>,
    /// The factors of all arrows, and of the cross.
    pub factors: [f64; 2],
}

/// The arrows of a step that begins `at` this place of the objective: the downhill gradient, the
/// remembered quantity, and the step, each with its letter. A vector of length 0 is not drawn. `scale`
/// has the divisors of the coordinates, which are shown as the arms of a cross. `remembered` and `root`
/// are the letters of the remembered quantity and of the divisors.
#[must_use]
pub fn arrows(
    view: &View,
    at: [f64; 2],
    [gradient, memory, step]: [[f64; 2]; 3],
    [remembered, root]: [&str; 2],
    scale: [f64; 2],
) -> Arrows {
    let base = view.to_px(at);
    let mut vectors = [[scale[0], 0.0], [0.0, scale[1]], gradient, memory, step];
    let mut longest = [0.0_f64; 2];
    for (place, [x, y]) in vectors.iter_mut().enumerate() {
        let ([left, right], [bottom, top]) = (view.bounds.x, view.bounds.y);
        (*x, *y) = (*x / (right - left) * view.width, *y / (bottom - top) * view.height);
        let longest = &mut longest[usize::from(place < 2)];
        *longest = longest.max(distance([0.0; 2], [*x, *y]));
    }
    let side = view.width.min(view.height);
    let factors =
        [factor(longest[0], REACH * side, SEEN), factor(longest[1], ARM * side, f64::INFINITY)];
    let letters = [root, "", "−g", remembered, "Δ"];
    let mut shapes = Vec::new();
    for (place, vector) in vectors.into_iter().enumerate() {
        let [x, y] = vector.map(|part| part * factors[usize::from(place < 2)]);
        let length = distance([0.0; 2], [x, y]);
        if length > 0.0 && length.is_finite() {
            let form = &FORMS[place.saturating_sub(1)];
            let (tip, way) = ([base[0] + x, base[1] + y], [x / length, y / length]);
            // An arm of the cross has two halves.
            let whole = if place < 2 { 2.0 * length } else { length };
            let mut points = vec![moved(tip, way, [-whole, 0.0]), tip];
            // A short arrow has a small head.
            let size = (length / 12.0).min(1.0);
            for corner in form.head {
                points.push(moved(tip, way, corner.map(|part| part * size)));
            }
            for (outline, color) in [(3.4, DARK), (1.8, LIGHT), (0.0, form.color)] {
                let width = form.width + outline;
                shapes.push(Shape::Line {
                    points: points.clone(),
                    stroke: Stroke::solid(color, width),
                });
            }
            letter(&mut shapes, view, moved(tip, way, form.letter), letters[place]);
        }
    }
    Arrows { shapes, factors }
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

/// A letter on a background of its own, inside the picture; none if the text is empty.
fn letter(shapes: &mut Vec<Shape>, view: &View, [x, y]: Point, text: &str) {
    if text.is_empty() {
        return;
    }
    let [x, y] = [x.min(view.width - 14.0).max(14.0), y.min(view.height - 10.0).max(10.0)];
    for (width, color) in [(19.0, DARK), (16.0, LIGHT)] {
        let points = vec![[x - 4.0, y], [x + 4.0, y]];
        shapes.push(Shape::Line { points, stroke: Stroke::solid(color, width) });
    }
    shapes.push(Shape::Text(Text::plain([x - 7.0, y + 0.5], text.to_owned(), 12.0, 14.0)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Bounds;

    /// A view whose px are not squares: 60 px to the unit along x, 300 along y.
    const VIEW: View =
        View { bounds: Bounds { x: [-5.0, 5.0], y: [-1.0, 0.5] }, width: 600.0, height: 450.0 };
    const LETTERS: [&str; 2] = ["−v", "√ŝ"];
    fn arrows_of(vectors: [[f64; 2]; 3]) -> Arrows {
        arrows(&VIEW, [1.0, -0.25], vectors, LETTERS, [0.0; 2])
    }

    /// From the base to the tip of each arrow, by its colour.
    fn drawn(arrows: &Arrows) -> Vec<(Rgb, Point)> {
        let base = VIEW.to_px([1.0, -0.25]);
        let mut found = Vec::new();
        for item in &arrows.shapes {
            if let Shape::Line { points, stroke } = item
                && FORMS.iter().any(|form| form.width == stroke.width)
            {
                let tip = points[1];
                assert_eq!(points.last(), Some(&tip));
                found.push((stroke.color, [tip[0] - base[0], tip[1] - base[1]]));
            }
        }
        found
    }

    fn is_near(found: Point, wanted: Point) {
        assert!(distance(found, wanted) < 1e-9, "{found:?} {wanted:?}");
    }

    #[test]
    fn arrows_lead_where_their_vectors_do_in_the_view() {
        let found = arrows_of([[0.5, 0.1], [-0.25, 0.3], [0.01, -0.02]]);
        assert_eq!(found.factors[0], 1.0);
        let drawn = drawn(&found);
        assert_eq!(drawn.len(), 3);
        for ((color, tip), (wanted, kind)) in
            drawn.into_iter().zip([([30.0, -30.0], 1), ([-15.0, -90.0], 2), ([0.6, 6.0], 3)])
        {
            is_near(tip, wanted);
            assert_eq!(color, FORMS[kind].color);
        }
    }

    #[test]
    fn small_and_large_ones_keep_their_proportions() {
        let vectors = [[0.5, 0.1], [-0.25, 0.3], [0.01, -0.02]];
        let [as_is, small, large] = [1.0, 1e-9, 3e7].map(|size| {
            let found = arrows_of(vectors.map(|vector| vector.map(|part| part * size)));
            (drawn(&found), found.factors[0] * size)
        });
        for (tips, factor) in [small, large] {
            for ((_, tip), (_, as_is)) in tips.iter().zip(&as_is.0) {
                is_near(*tip, [as_is[0] * factor, as_is[1] * factor]);
            }
            let longest = distance([0.0; 2], tips[1].1);
            assert!(longest <= 0.4 * 450.0 && longest > 0.4 * 0.4 * 450.0, "{longest}");
        }
    }

    #[test]
    fn factors_are_round_numbers() {
        for (longest, factor_of) in
            [(100.0, 1.0), (24.0, 1.0), (23.0, 5.0), (1.0, 100.0), (180.5, 0.5), (1e4, 0.01)]
        {
            let found = factor(longest, 180.0, 24.0);
            assert!((found / factor_of - 1.0).abs() < 1e-12, "{longest} {found}");
        }
        assert_eq!(factor(0.0, 180.0, 24.0), 1.0);
        assert!(factor(5e-324, 180.0, 24.0).is_finite());
    }

    #[test]
    fn what_has_no_length_or_no_number_is_not_drawn() {
        assert_eq!(arrows_of([[0.0; 2]; 3]).shapes, []);
        let found = arrows_of([[f64::NAN, 1.0], [f64::INFINITY, 0.0], [0.0; 2]]);
        assert_eq!(drawn(&found), []);
        assert_eq!(arrows(&VIEW, [0.0; 2], [[0.0; 2]; 3], LETTERS, [f64::NAN; 2]).shapes, []);
    }

    #[test]
    fn the_cross_has_arms_in_the_views_proportions() {
        let found = arrows(&VIEW, [1.0, -0.25], [[0.0; 2]; 3], LETTERS, [3.0, 0.2]);
        // 180 and 60 px, of which 54 are allowed.
        assert!((found.factors[1] - 0.2).abs() < 1e-12, "{found:?}");
        let [[right, y], [x, below]] = [drawn(&found)[0].1, drawn(&found)[1].1];
        assert!((right - 36.0).abs() < 1e-9 && (below + 12.0).abs() < 1e-9, "{right} {below}");
        assert_eq!([x, y], [0.0, 0.0]);
    }

    #[test]
    fn letters_stay_in_the_picture() {
        let found = arrows(&VIEW, [5.0, 0.5], [[1.0, 0.2]; 3], LETTERS, [2.0; 2]);
        let mut letters = Vec::new();
        for item in &found.shapes {
            if let Shape::Text(text) = item {
                assert!(VIEW.contains(text.at), "{text:?}");
                letters.push(text.text.as_str());
            }
        }
        assert_eq!(letters, ["√ŝ", "−g", "−v", "Δ"]);
    }
}
