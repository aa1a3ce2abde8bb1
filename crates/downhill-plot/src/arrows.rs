//! A step on the field: what its rule took in, what it remembers, and what it does, as arrows.

use crate::color::Rgb;
use crate::identity::{DARK, Dash, LIGHT};
use crate::item::{Item, Point};
use crate::view::{View, between, distance};

/// How far the longest arrow reaches at most, as a part of the picture's smaller side.
const REACH: f64 = 0.4;
/// How far the cross does.
const CROSS: f64 = 0.12;
/// Where the longest arrow is at least this long in CSS px, none is lengthened.
const SEEN: f64 = 24.0;
/// How long a head is in CSS px.
const HEAD: f64 = 9.0;
/// How far from its tip an arrow's letter is in CSS px.
const LETTER: f64 = 15.0;
/// The gradient's colour, the memory's, and the step's.
const COLORS: [Rgb; 3] = [Rgb([196, 55, 43]), Rgb([31, 95, 168]), DARK];
/// Corners of their heads, in lengths of a head: along the arrow from its tip, and across it.
const HEADS: [[[f64; 2]; 4]; 3] = [
    [[0.0, 0.0], [-1.3, 0.65], [-0.8, 0.0], [-1.3, -0.65]],
    [[0.0, 0.0], [-1.0, 0.55], [-1.0, 0.0], [-1.0, -0.55]],
    [[0.0, 0.0], [-0.6, 0.5], [-1.2, 0.0], [-0.6, -0.5]],
];
/// Where the letters are from the tips, along the arrow and across it: apart, for gradient, memory
/// and step often lie in one direction.
const SIDES: [[f64; 2]; 3] = [[1.0, 0.0], [0.0, 1.0], [0.0, -1.0]];

/// A step as it is drawn, and how much longer than in the view it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrows {
    /// What is drawn.
    pub items: Vec<Item>,
    /// How many times as long as in the view all arrows are.
    pub factor: f64,
    /// The same of the cross.
    pub cross: f64,
}

/// The arrows of a step that begins `at` this place of the objective: the downhill gradient, what is
/// remembered, and the step, each with its letter; what has no length is not drawn. `scale` is by
/// what the coordinates are divided, as the arms of a cross.
#[must_use]
pub fn arrows(
    view: &View,
    at: [f64; 2],
    vectors: [[f64; 2]; 3],
    letters: [&str; 3],
    scale: [f64; 2],
) -> Arrows {
    let base = view.to_px(at);
    let side = view.width.min(view.height);
    let px = |[x, y]: [f64; 2]| {
        let ([left, right], [bottom, top]) = (view.bounds.x, view.bounds.y);
        [x / (right - left) * view.width, -y / (top - bottom) * view.height]
    };
    let mut items = Vec::new();

    let [across, down] = px(scale);
    let cross = factor(across.max(-down), CROSS * side, f64::INFINITY);
    let (across, down) = (across * cross, down * cross);
    if across - down > 0.0 && (across - down).is_finite() {
        for (casing, color) in [(3.4, DARK), (1.8, LIGHT), (0.0, DARK)] {
            for [x, y] in [[across, 0.0], [0.0, down]] {
                let points = vec![[base[0] - x, base[1] - y], [base[0] + x, base[1] + y]];
                items.push(Item::Line { points, color, width: 1.6 + casing, dash: None });
            }
        }
        letter(&mut items, view, [base[0] + across + LETTER, base[1]], "√s");
    }

    let mut longest = 0.0_f64;
    for vector in vectors {
        longest = longest.max(distance([0.0; 2], px(vector)));
    }
    let factor = factor(longest, REACH * side, SEEN);
    for (kind, vector) in vectors.into_iter().enumerate() {
        let [x, y] = px(vector);
        let tip = [base[0] + x * factor, base[1] + y * factor];
        let length = distance(base, tip);
        if length > 0.0 && length.is_finite() {
            arrow(&mut items, base, tip, kind);
            let [along, across] = SIDES[kind].map(|part| part * LETTER / length);
            let (x, y) = (tip[0] - base[0], tip[1] - base[1]);
            let place = [tip[0] + along * x - across * y, tip[1] + along * y + across * x];
            letter(&mut items, view, place, letters[kind]);
        }
    }
    Arrows { items, factor, cross }
}

/// By what to multiply lengths up to `longest` px: 1 where that is from `seen` to `reach` px, else
/// what is 1, 2 or 5 times a power of ten and brings it up to `reach`.
fn factor(longest: f64, reach: f64, seen: f64) -> f64 {
    let most = (reach / longest).min(1e300);
    // Nothing has a length of 0, or of no number.
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
    let times = if unit * 5.0 <= most {
        5.0
    } else if unit * 2.0 <= most {
        2.0
    } else {
        1.0
    };
    unit * times
}

/// An arrow of that kind, in both casings.
fn arrow(items: &mut Vec<Item>, base: Point, tip: Point, kind: usize) {
    let length = distance(base, tip);
    let size = HEAD.min(length * 0.8) / length;
    let (x, y) = ((tip[0] - base[0]) * size, (tip[1] - base[1]) * size);
    let mut ring = Vec::new();
    for [along, across] in HEADS[kind] {
        ring.push([tip[0] + along * x - across * y, tip[1] + along * y + across * x]);
    }
    let neck = between(base, tip, 1.0 - 0.8 * size);
    // What is remembered is dashed, for it often lies upon the gradient.
    let dash = (kind == 1).then(|| Dash { pattern: vec![5.0, 9.0], offset: 0.0 });
    for (casing, color) in [(3.4, DARK), (1.8, LIGHT), (0.0, COLORS[kind])] {
        let width = 2.6 + casing;
        items.push(Item::Line { points: vec![base, neck], color, width, dash: dash.clone() });
        outlined(items, &ring, color, casing);
    }
}

/// A shape, or what lies around it in a width of so many px.
fn outlined(items: &mut Vec<Item>, ring: &[Point], color: Rgb, width: f64) {
    let mut points = ring.to_vec();
    if width > 0.0 {
        points.push(ring[0]);
        items.push(Item::Line { points, color, width, dash: None });
    } else {
        items.push(Item::Area { rings: vec![points], color, opacity: 1.0 });
    }
}

/// A letter in a box of its own, within the picture.
fn letter(items: &mut Vec<Item>, view: &View, [x, y]: Point, text: &str) {
    let (x, y) = (x.min(view.width - 11.0).max(11.0), y.min(view.height - 10.0).max(10.0));
    let ring =
        [[-9.0, -8.0], [9.0, -8.0], [9.0, 8.0], [-9.0, 8.0]].map(|at| [x + at[0], y + at[1]]);
    outlined(items, &ring, DARK, 3.0);
    outlined(items, &ring, LIGHT, 0.0);
    let at = [x - 7.0, y + 0.5];
    items.push(Item::Text { at, text: text.to_owned(), size: 12.0, width: 14.0 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Bounds;

    /// A view whose px are not squares: 60 px to the unit along x, 300 along y.
    const VIEW: View =
        View { bounds: Bounds { x: [-5.0, 5.0], y: [-1.0, 0.5] }, width: 600.0, height: 450.0 };
    const LETTERS: [&str; 3] = ["g", "v", "Δ"];

    fn of(vectors: [[f64; 2]; 3]) -> Arrows {
        arrows(&VIEW, [1.0, -0.25], vectors, LETTERS, [0.0; 2])
    }

    /// From the base to the tip of each arrow, by its colour.
    fn drawn(arrows: &Arrows) -> Vec<(Rgb, Point)> {
        let base = VIEW.to_px([1.0, -0.25]);
        let mut found = Vec::new();
        for item in &arrows.items {
            if let Item::Area { rings, color, .. } = item
                && *color != LIGHT
            {
                let tip = rings[0][0];
                found.push((*color, [tip[0] - base[0], tip[1] - base[1]]));
            }
        }
        found
    }

    fn is_near(found: Point, wanted: Point) {
        assert!(distance(found, wanted) < 1e-9, "{found:?} {wanted:?}");
    }

    #[test]
    fn arrows_lead_where_their_vectors_do_in_the_view() {
        let found = of([[0.5, 0.1], [-0.25, 0.3], [0.01, -0.02]]);
        assert_eq!(found.factor, 1.0);
        let drawn = drawn(&found);
        assert_eq!(drawn.len(), 3);
        for ((color, tip), (wanted, kind)) in
            drawn.into_iter().zip([([30.0, -30.0], 0), ([-15.0, -90.0], 1), ([0.6, 6.0], 2)])
        {
            is_near(tip, wanted);
            assert_eq!(color, COLORS[kind]);
        }
    }

    #[test]
    fn small_and_large_ones_keep_their_proportions() {
        let vectors = [[0.5, 0.1], [-0.25, 0.3], [0.01, -0.02]];
        let [as_is, small, large] = [1.0, 1e-9, 3e7].map(|size| {
            let found = of(vectors.map(|vector| vector.map(|part| part * size)));
            (drawn(&found), found.factor * size)
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
        assert_eq!(of([[0.0; 2]; 3]).items, []);
        let found = of([[f64::NAN, 1.0], [f64::INFINITY, 0.0], [0.0; 2]]);
        assert_eq!(drawn(&found), []);
        assert_eq!(arrows(&VIEW, [0.0; 2], [[0.0; 2]; 3], LETTERS, [f64::NAN; 2]).items, []);
    }

    #[test]
    fn the_cross_has_arms_in_the_views_proportions() {
        let found = arrows(&VIEW, [1.0, -0.25], [[0.0; 2]; 3], LETTERS, [3.0, 0.2]);
        // 180 and 60 px, of which 54 are allowed.
        assert!((found.cross - 0.2).abs() < 1e-12, "{}", found.cross);
        let arms: Vec<f64> = found
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Line { points, .. } if points.len() == 2 => {
                    Some(distance(points[0], points[1]))
                }
                _ => None,
            })
            .collect();
        assert_eq!(arms.len(), 6);
        for pair in arms.chunks(2) {
            assert!((pair[0] - 72.0).abs() < 1e-9 && (pair[1] - 24.0).abs() < 1e-9, "{pair:?}");
        }
    }

    #[test]
    fn letters_stay_in_the_picture() {
        let found = arrows(&VIEW, [5.0, 0.5], [[1.0, 0.2]; 3], LETTERS, [0.0; 2]);
        let mut letters = Vec::new();
        for item in &found.items {
            if let Item::Text { at, text, .. } = item {
                assert!(VIEW.contains(*at), "{at:?}");
                letters.push(text.as_str());
            }
        }
        assert_eq!(letters, LETTERS);
    }
}
