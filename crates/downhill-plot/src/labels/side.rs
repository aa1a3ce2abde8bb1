//! The places that a label may take beside what it names.

use std::f64::consts::FRAC_1_SQRT_2;
use std::ops::Range;

use crate::grid::number;
use crate::labels::rect::Rect;
use crate::shape::Point;

const A: f64 = 0.923_88;
const B: f64 = 0.382_68;
const C: f64 = FRAC_1_SQRT_2;
/// Directions from a head, the best first: text reads to the right, and text beside a head is nearer to
/// it than text above.
const DIRECTIONS: [Point; 16] = [
    [1.0, 0.0],
    [-1.0, 0.0],
    [C, -C],
    [C, C],
    [-C, -C],
    [-C, C],
    [0.0, -1.0],
    [0.0, 1.0],
    [A, -B],
    [A, B],
    [-A, -B],
    [-A, B],
    [B, -A],
    [B, A],
    [-B, -A],
    [-B, A],
];
/// The distances between a head and its label, in CSS px.
const DISTANCES: [f64; 10] = [3.0, 9.0, 18.0, 28.0, 40.0, 54.0, 69.0, 88.0, 110.0, 135.0];
/// The ranges of these that are tried first, that are somewhat farther, and that are the last resort.
pub(crate) const NEAR: Range<usize> = 0..7;
pub(crate) const FARTHER: Range<usize> = 7..8;
pub(crate) const FAR: Range<usize> = 7..10;
/// Where there is no room beside the head, a label stands at the lower or upper edge of the picture, or
/// a bit farther inside if the axes' numbers are there. These are the distances from the edge, in CSS
/// px.
const INSETS: [f64; 2] = [4.0, 24.0];
pub(crate) const EDGES: Range<usize> = DISTANCES.len()..DISTANCES.len() + INSETS.len();

/// A place beside a head, or at the picture's edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    direction: usize,
    ring: usize,
}

impl Side {
    /// All places in a range of rings around a head, the best first.
    pub(crate) fn all(rings: Range<usize>) -> impl Iterator<Item = Self> {
        (rings.start * DIRECTIONS.len()..rings.end * DIRECTIONS.len()).map(|index| Self {
            direction: index % DIRECTIONS.len(),
            ring: index / DIRECTIONS.len(),
        })
    }

    /// The rectangle of a label of a given size, beside a disc in a picture.
    pub(crate) fn rect(self, middle: Point, radius: f64, size: Point, picture: Point) -> Rect {
        if let Some(inset) = self.inset() {
            let part = number(self.direction / 2) / 7.0;
            let [x, low] = [0, 1].map(|axis| inset + size[axis] / 2.0);
            let (right, high) = (picture[0] - x, picture[1] - low);
            let y = if self.direction.is_multiple_of(2) { high } else { low };
            return Rect::around([x + part * (right - x), y], size);
        }
        let direction = DIRECTIONS[self.direction];
        let away = radius + DISTANCES[self.ring];
        let middle = [0, 1].map(|axis| {
            let part = (direction[axis] * 1.5).clamp(-1.0, 1.0);
            middle[axis] + direction[axis] * away + part * size[axis] / 2.0
        });
        Rect::around(middle, size)
    }

    /// The distance from the edge of the picture, for a place there; none for a place beside the head.
    pub(crate) fn inset(self) -> Option<f64> {
        INSETS.get(self.ring.checked_sub(DISTANCES.len())?).copied()
    }

    /// The side of the head on which the place is: negative on the left, 0 above or below, positive on
    /// the right.
    pub(crate) fn across(self) -> f64 {
        let across = DIRECTIONS[self.direction][0];
        if self.inset().is_some() {
            return 0.0;
        }
        if across.abs() < 0.5 { 0.0 } else { across }
    }
}
