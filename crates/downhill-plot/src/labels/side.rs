//! The places that a label may have beside what it names.

use std::f64::consts::FRAC_1_SQRT_2;
use std::ops::Range;

use crate::grid::number;
use crate::labels::rect::Rect;
use crate::shape::Point;

const A: f64 = 0.923_88;
const B: f64 = 0.382_68;
const C: f64 = FRAC_1_SQRT_2;
/// Directions from a head, the best first: reading goes to the right, and text beside a head is
/// nearer to it than text above.
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
/// How far from a head a label stands, in CSS px.
const DISTANCES: [f64; 10] = [3.0, 9.0, 18.0, 28.0, 40.0, 54.0, 69.0, 88.0, 110.0, 135.0];
/// Which of these are near, which are a little farther off, and which are for labels that have no other room.
pub(crate) const NEAR: Range<usize> = 0..7;
pub(crate) const FARTHER: Range<usize> = 7..8;
pub(crate) const FAR: Range<usize> = 7..10;
/// Where there is no room beside the head, a label stands at the lower or the upper edge of the picture;
/// farther inside where numbers stand there. How far from the edge, in CSS px.
const INSETS: [f64; 2] = [4.0, 24.0];
pub(crate) const EDGES: Range<usize> = DISTANCES.len()..DISTANCES.len() + INSETS.len();

/// One of the places beside what is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    direction: usize,
    ring: usize,
}

impl Side {
    /// Those in some of the rings around a head, the best first.
    pub(crate) fn all(rings: Range<usize>) -> impl Iterator<Item = Self> {
        (rings.start * DIRECTIONS.len()..rings.end * DIRECTIONS.len()).map(|index| Self {
            direction: index % DIRECTIONS.len(),
            ring: index / DIRECTIONS.len(),
        })
    }

    /// Where a label of that size is, beside a disc in a picture.
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

    /// How far from the edge of the picture it is, where it does not belong to the head.
    pub(crate) fn inset(self) -> Option<f64> {
        INSETS.get(self.ring.checked_sub(DISTANCES.len())?).copied()
    }

    /// On which side of the head it is: below 0 on the left, 0 above or below it, above 0 on the
    /// right.
    pub(crate) fn across(self) -> f64 {
        let across = DIRECTIONS[self.direction][0];
        if self.inset().is_some() {
            return 0.0;
        }
        if across.abs() < 0.5 { 0.0 } else { across }
    }
}
