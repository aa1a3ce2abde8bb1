//! When a racer has arrived at the minimum.

use downhill_math::Objective;

use crate::minima::Minimum;

/// A racer is within reach of the minimum if f is above it by at most this,
const NEAR: f64 = 1e-3;
/// but not before it has come down all but this part of its height at the start,
const LEFT: f64 = 0.1;
/// or, for a racer that starts at the minimum, if f is above it by at most this part of f.
const EXACT: f64 = 1e-12;

/// The lowest f that is known: at a global minimum of the library, else at the lowest of those that were
/// `found` in a view. None where no minimum is known.
#[must_use]
pub fn lowest_value(objective: &Objective, found: &[Minimum]) -> Option<f64> {
    let known = objective.entry().and_then(|entry| entry.minima.first());
    let known = known.map(|at| objective.evaluate(*at).value);
    let global = found.iter().filter(|minimum| minimum.is_global).map(|minimum| minimum.value);
    known.or_else(|| global.min_by(f64::total_cmp))
}

/// How far above the lowest f a racer that starts where f is `first` has arrived: 10⁻³, or a tenth of its
/// height at the start where that is less.
#[must_use]
pub fn within_reach(first: f64, lowest: f64) -> f64 {
    NEAR.min(LEFT * (first - lowest).abs()).max(EXACT * lowest.abs().max(1.0))
}
