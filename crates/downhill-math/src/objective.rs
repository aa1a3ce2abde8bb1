//! An objective: the function that is minimised, with everything a race on it starts from.

use crate::bounds::Bounds;
use crate::objectives::{GAUSSIAN, block_of};
use crate::real::{Block, Pair};
use crate::rules::OptimizerKind;

/// The value and the exact gradient of an objective at one point, or at a block of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation<R> {
    /// f(x, y).
    pub value: R,
    /// [∂f/∂x, ∂f/∂y].
    pub gradient: [R; 2],
}

/// A function f(x, y) with its exact gradient, its usual view and start, and a learning rate for
/// each optimizer at which a race on it is worth watching.
#[derive(Debug)]
pub struct Objective {
    /// The name by which a `RunConfig` chooses it.
    pub name: &'static str,
    /// The formula, in the notation of mathematics.
    pub formula: &'static str,
    /// The part of the plane that is shown unless a run says otherwise.
    pub view: Bounds,
    /// Where racers start unless a run says otherwise, `[x, y]`.
    pub start: [f64; 2],
    /// The values at which bands and isolines change, ascending.
    pub levels: &'static [f64],
    /// Every global minimum, `[x, y]`.
    pub minima: &'static [[f64; 2]],
    /// The learning rate of an optimizer that was given none.
    pub learning_rate: fn(OptimizerKind) -> f64,
    /// The function itself on two points; a single point is the first of two, so that a page
    /// carries every objective once.
    pub(crate) pair: fn([Pair; 2]) -> Evaluation<Pair>,
}

impl Objective {
    /// f and ∇f at `[x, y]`.
    #[must_use]
    #[inline]
    pub fn evaluate(&self, [x, y]: [f64; 2]) -> Evaluation<f64> {
        let Evaluation { value, gradient: [along_x, along_y] } =
            (self.pair)([Pair::splat(x), Pair::splat(y)]);
        let first = |pair: Pair| pair.to_array()[0];
        Evaluation { value: first(value), gradient: [first(along_x), first(along_y)] }
    }

    /// f and ∇f at eight points at once: the same bits as [`evaluate`](Self::evaluate) at each.
    #[must_use]
    pub fn evaluate_block(&self, points: [Block; 2]) -> Evaluation<Block> {
        block_of(self)(points)
    }

    /// f on a grid of `columns` × `rows` points that spans `bounds`, edges included; row by row
    /// from the lowest y, each from the lowest x. `columns` and `rows` are at least 2.
    #[must_use]
    pub fn sample(&self, bounds: Bounds, columns: u32, rows: u32) -> Vec<f64> {
        let along = |[low, high]: [f64; 2], index: u32, count: u32| {
            let part = f64::from(index) / f64::from(count.max(2) - 1);
            low * (1.0 - part) + high * part
        };
        let xs: Vec<f64> = (0..columns).map(|i| along(bounds.x, i, columns)).collect();
        let mut values = Vec::with_capacity(xs.len() * xs.len());
        for row in 0..rows {
            let y = Pair::splat(along(bounds.y, row, rows));
            for two in xs.chunks(2) {
                let last = two.last().copied().unwrap_or_default();
                let [first, second] = (self.pair)([Pair::new([two[0], last]), y]).value.to_array();
                values.push(first);
                if two.len() > 1 {
                    values.push(second);
                }
            }
        }
        values
    }
}

impl PartialEq for Objective {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Every objective that a run can name.
#[must_use]
pub fn objectives() -> &'static [&'static Objective] {
    static ALL: [&Objective; 1] = [&GAUSSIAN];
    &ALL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_spans_the_bounds_and_equals_single_evaluations() {
        let bounds = Bounds { x: [-1.0, 0.5], y: [0.0, 2.0] };
        let values = GAUSSIAN.sample(bounds, 11, 3);
        assert_eq!(values.len(), 33);
        assert_eq!(values[0], GAUSSIAN.evaluate([-1.0, 0.0]).value);
        assert_eq!(values[10], GAUSSIAN.evaluate([0.5, 0.0]).value);
        assert_eq!(values[32], GAUSSIAN.evaluate([0.5, 2.0]).value);
    }
}
