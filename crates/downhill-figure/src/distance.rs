//! Distances in the plane of the objective.

use downhill::Objective;

/// From `start` to `end`.
pub(crate) fn difference(end: [f64; 2], start: [f64; 2]) -> [f64; 2] {
    [end[0] - start[0], end[1] - start[1]]
}

/// The Euclidean norm of a vector.
pub(crate) fn norm([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

/// The global minima that are known.
pub(crate) fn known_minima(objective: &Objective) -> &'static [[f64; 2]] {
    objective.entry().map_or(&[], |entry| entry.minima)
}

/// How far the nearest global minimum that is known is from a point; NaN where none is.
pub(crate) fn distance_to_minimum(objective: &Objective, point: [f64; 2]) -> f64 {
    let distances = known_minima(objective).iter().map(|minimum| norm(difference(point, *minimum)));
    distances.fold(f64::NAN, f64::min)
}
