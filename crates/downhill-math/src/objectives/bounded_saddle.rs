use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A saddle between two minima.
///
/// $$ f(x, y) = x^2 - y^2 + y^4/4 $$
///
/// Usual domain: the plane. Two minima, f(0, ±√2) = −1; a saddle, f(0, 0) = 0.
///
/// Source: the double well of physics with a quadratic in the other coordinate.
pub(super) static BOUNDED_SADDLE: LibraryObjective = LibraryObjective {
    name: "bounded-saddle",
    formula: "x^2 - y^2 + y^4/4",
    look_for: "SGD slows down at the saddle before it turns to a minimum; AdaGrad, RMSProp and Adam pass it at a distance.",
    parameter: None,
    view: Bounds { x: [-2.0, 2.0], y: [-1.8, 1.8] },
    start: [1.5, 0.01],
    steps: 200,
    minima: &[[0.0, std::f64::consts::SQRT_2], [0.0, -std::f64::consts::SQRT_2]],
    learning_rates: &[(Sgd, 0.02), (Momentum, 0.02), (AdaGrad, 0.1), (RmsProp, 0.02), (Adam, 0.05)],
    compiled: compiled!(bounded_saddle),
};

fn bounded_saddle<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    x.powi(2) - y.powi(2) + y.powi(4) / n(4.0)
}
