//! Samples that are not finite: which of them are holes of measure zero, and why the others have no
//! value.

use downhill::Bounds;

use crate::grid::Grid;
use crate::shape::Point;
use crate::undefined::Searched;

/// A polynomial of low degree overflows at coordinates beyond this, so a NaN there is not outside of
/// the objective's domain.
const FAR: f64 = 1e50;
/// Directions along which no usual curve runs, in cells.
const DIRECTIONS: [Point; 4] = [[0.31, 0.17], [-0.29, -0.13], [-0.11, 0.37], [0.19, -0.41]];
/// The distances of probes along these directions, as parts of them.
const NEARER: [f64; 4] = [1e-3, 1e-5, 1e-7, 1e-9];

/// The meaning of hatching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hatching {
    /// The objective is not defined there.
    Undefined,
    /// The objective's values are too large for f64 there.
    Overflow,
    /// One or the other.
    Either,
}

impl Hatching {
    /// Its name in the note.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Undefined => "f is not defined",
            Self::Overflow => "f is beyond the range of numbers",
            Self::Either => "f is not defined or beyond the range of numbers",
        }
    }
}

/// The values around a sample that is not finite.
enum Around {
    /// They stay bounded: the sample is a hole of measure zero, and this is a value beside it.
    Bounded(f64),
    /// They grow without end: the sample is a pole.
    Growing,
    /// They are infinite.
    Infinite,
    /// They are NaN.
    Undefined,
}

/// Gives samples in holes of measure zero (sin(x)/x at 0) a value from beside them, so that they are
/// not hatched. Returns why the other samples have no value.
pub(crate) fn mend(grid: &mut Grid, bounds: Bounds, function: &Searched<'_>) -> Option<Hatching> {
    let mut calls = 0;
    let mut mended = Vec::new();
    let (mut undefined, mut overflow) = (false, false);
    for node in 0..grid.values.len() {
        let value = grid.value(node);
        if value.is_finite() || !grid.is_sample(node) {
            continue;
        }
        let [x, y] = grid.objective(grid.place(node), bounds);
        let around = if x.abs().max(y.abs()) > FAR {
            Around::Infinite
        } else if is_beside_finite(grid, node) && calls < function.most_calls {
            around(grid, bounds, function, node, &mut calls)
        } else if value.is_nan() {
            Around::Undefined
        } else {
            Around::Infinite
        };
        match around {
            // A pole may be infinite itself, and has finite neighbours.
            Around::Bounded(beside) if value.is_nan() => mended.push((node, beside)),
            Around::Infinite => overflow = true,
            _ => undefined = true,
        }
    }
    for (node, value) in mended {
        grid.values[node] = value;
    }
    match (undefined, overflow) {
        (false, false) => None,
        (true, false) => Some(Hatching::Undefined),
        (false, true) => Some(Hatching::Overflow),
        (true, true) => Some(Hatching::Either),
    }
}

/// Whether one of the eight neighbours is finite; inside a region without values none is.
fn is_beside_finite(grid: &Grid, node: usize) -> bool {
    let rows = [node.wrapping_sub(grid.width), node, node + grid.width];
    rows.iter().any(|row| {
        [row.wrapping_sub(1), *row, row + 1].iter().any(|node| grid.value(*node).is_finite())
    })
}

/// How the function behaves near a sample, along directions on which no usual curve runs.
fn around(
    grid: &Grid,
    bounds: Bounds,
    function: &Searched<'_>,
    node: usize,
    calls: &mut usize,
) -> Around {
    let mut probe = |[across, up]: Point, part: f64| {
        *calls += 1;
        let [column, row] = grid.place(node);
        (function.value)(grid.objective([column + across * part, row + up * part], bounds))
    };
    let base = probe(DIRECTIONS[0], 1.0);
    let base = if base.is_finite() { base } else { 0.0 };
    let mut heights = [0.0_f64; NEARER.len()];
    let mut beside = f64::NAN;
    for direction in DIRECTIONS {
        for (height, part) in heights.iter_mut().zip(NEARER) {
            let value = probe(direction, part);
            if value.is_nan() {
                return Around::Undefined;
            } else if value.is_infinite() {
                return Around::Infinite;
            } else if beside.is_nan() {
                beside = value;
            }
            *height = height.max((value - base).abs());
        }
    }
    // With each probe a logarithm grows by the same, and a pole by more. Rounding errors grow only
    // once.
    let growth = [0, 1, 2].map(|probe| heights[probe + 1] - heights[probe]);
    let grows = growth[0] > 0.0 && (1..3).all(|probe| growth[probe] >= 0.4 * growth[probe - 1]);
    if grows && heights[3] > 1.5 * heights[0] + 1e-9 * base.abs() {
        Around::Growing
    } else {
        Around::Bounded(beside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::number;

    type Function = fn(f64, f64) -> f64;

    /// The samples on 41 × 31 nodes that are still not finite, and what they stand for.
    fn mended(f: Function, x: [f64; 2], y: [f64; 2]) -> (usize, Option<Hatching>) {
        let (columns, rows) = (41, 31);
        let bounds = Bounds { x, y };
        let blank = Grid::new(&vec![0.0; columns * rows], columns, rows);
        let values: Vec<f64> = (0..columns * rows)
            .map(|node| {
                let place = [number(node % columns), number(node / columns)];
                let [x, y] = blank.objective(place, bounds);
                f(x, y)
            })
            .collect();
        let mut grid = Grid::new(&values, columns, rows);
        let function = |[x, y]: [f64; 2]| f(x, y);
        let function = Searched { value: &function, most_calls: 500_000 };
        let hatching = mend(&mut grid, bounds, &function);
        let count = (0..grid.values.len())
            .filter(|node| grid.is_sample(*node) && !grid.value(*node).is_finite())
            .count();
        (count, hatching)
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "any function can be drawn")]
    fn holes_of_measure_zero_get_a_value_from_beside_them() {
        let functions: [Function; 8] = [
            |x, y| x.sin() / x + y * y,
            |x, y| (x * x - y * y) / (x * x + y * y),
            |x, y| x * y / (x * x + y * y),
            |x, y| (x * x - y * y) / (x - y),
            |x, y| x * x.abs().ln() + y,
            |x, y| (1.0 / x).sin() + y,
            |x, y| (1.0 - x.cos()) / (x * x) + y,
            |x, y| x / x + y / y,
        ];
        for (index, f) in functions.into_iter().enumerate() {
            assert_eq!(mended(f, [-2.0, 2.0], [-1.5, 1.5]), (0, None), "function {index}");
            // Also along the border of the picture.
            assert_eq!(mended(f, [0.0, 2.0], [0.0, 1.5]), (0, None), "function {index}");
        }
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "any function can be drawn")]
    fn poles_and_regions_without_values_stay() {
        let undefined = Some(Hatching::Undefined);
        let view = ([-2.0, 2.0], [-1.5, 1.5]);
        let found = |f: Function| mended(f, view.0, view.1);
        assert_eq!(found(|x, y| x.sqrt() + y), (20 * 31, undefined));
        assert_eq!(found(|x, y| 1.0 / x + y), (31, undefined));
        // It is 0/0, though it grows.
        assert_eq!(found(|x, y| x / (x * x) + y), (31, undefined));
        assert_eq!(found(|x, y| x * x.abs().ln() / x + y), (31, undefined));
        assert_eq!(found(|x, y| (x * x + y * y).ln()), (1, undefined));
        assert_eq!(found(|_, _| f64::NAN), (41 * 31, undefined));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "any function can be drawn")]
    fn what_overflows_is_told_from_what_is_not_defined() {
        let overflow = Some(Hatching::Overflow);
        let far = mended(|x, y| x * x + y * y, [-1e308, 7e307], [0.0, 1.0]);
        assert_eq!(far, (41 * 31, overflow));
        // ∞ − ∞ is an overflow too.
        assert_eq!(mended(|x, y| x * x - y * y, [1e200, 2e200], [1e200, 2e200]).1, overflow);
        assert_eq!(mended(|x, y| (x * x).exp() + y, [-40.0, 40.0], [0.0, 1.0]).1, overflow);
        let both = mended(|x, y| (x * x).exp() + y.sqrt(), [-40.0, 40.0], [-1.0, 1.0]).1;
        assert_eq!(both, Some(Hatching::Either));
    }
}
