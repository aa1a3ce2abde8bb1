//! Minima that were found elsewhere.

use downhill_math::Bounds;

use crate::config::RunConfig;
use crate::minima::{Minimum, minima};

/// The minima at these points, where they are those that [`basin_minima`](super::basin_minima) found for
/// this view, on another thread: the known ones, and those from where racers end.
#[must_use]
pub fn minima_at(config: &RunConfig, view: Bounds, points: &[[f64; 2]]) -> Vec<Minimum> {
    let known = minima(&config.objective, view);
    let lowest = known.first().map(|minimum| minimum.value);
    let each = points.iter().map(|at| {
        let value = config.objective.value(*at);
        let is_global = lowest.is_some_and(|lowest| value <= lowest);
        let as_found = Minimum { at: *at, value, is_global, is_found: true };
        known.iter().find(|minimum| minimum.at == *at).copied().unwrap_or(as_found)
    });
    each.collect()
}
