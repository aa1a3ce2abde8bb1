//! Distances in the plane of the objective.

use downhill::Objective;

/// From `start` to `end`.
pub(crate) fn difference(end: [f64; 2], start: [f64; 2]) -> [f64; 2] {
    [end[0] - start[0], end[1] - start[1]]
}

/// The Euclidean norm of a vector.
pub(crate) fn norm([x, y]: [f64; 2]) -> f64 {
    let norm = (x * x + y * y).sqrt();
    if norm > 0.0 && norm < f64::INFINITY {
        return norm;
    }
    // The squares may have overflowed, or underflowed to 0.
    let largest = x.abs().max(y.abs());
    if largest > 0.0 && largest < f64::INFINITY {
        let [x, y] = [x / largest, y / largest];
        return largest * (x * x + y * y).sqrt();
    }
    norm
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norms_are_as_large_as_numbers_can_be() {
        assert_eq!(norm([3.0, -4.0]), 5.0);
        assert!((norm([3e200, 4e200]) / 5e200 - 1.0).abs() < 1e-15);
        assert!((norm([3e-200, 4e-200]) / 5e-200 - 1.0).abs() < 1e-15);
        assert_eq!([norm([0.0; 2]), norm([f64::INFINITY, 0.0])], [0.0, f64::INFINITY]);
        assert!(norm([f64::NAN, 0.0]).is_nan());
    }
}
