use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A quadratic bowl, the simplest convex function.
///
/// $$ f(x, y) = (x^2 + y^2)/2 $$
///
/// Usual domain: the plane. One minimum, f(0, 0) = 0.
///
/// Source: any textbook; SGD's error shrinks by 1 − lr a step.
pub(super) static BOWL: LibraryObjective = LibraryObjective {
    name: "bowl",
    formula: "(x^2 + y^2)/2",
    look_for: "The gradient points straight at the minimum: SGD goes straight there, momentum shoots past it and comes back.",
    parameter: None,
    view: Bounds { x: [-2.0, 2.0], y: [-1.5, 1.5] },
    start: [1.5, -1.1],
    steps: 150,
    minima: &[[0.0, 0.0]],
    learning_rates: &[(Sgd, 0.05), (Momentum, 0.05), (AdaGrad, 0.1), (RmsProp, 0.02), (Adam, 0.05)],
    compiled: compiled!(bowl),
};

fn bowl<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (x.powi(2) + y.powi(2)) / n(2.0)
}
