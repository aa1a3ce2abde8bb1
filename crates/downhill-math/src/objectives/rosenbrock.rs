use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adadelta, Adam, Momentum, NAdam, RAdam, RmsProp, Sgd};

/// A long curved valley whose floor is nearly flat.
///
/// $$ f(x, y) = (1 - x)^2 + 100\,(y - x^2)^2 $$
///
/// Usual domain: x ∈ [−2, 2], y ∈ [−1, 3]. One minimum, f(1, 1) = 0.
///
/// Source: Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.
pub(super) static ROSENBROCK: LibraryObjective = LibraryObjective {
    name: "rosenbrock",
    formula: "(1 - x)^2 + 100*(y - x^2)^2",
    look_for: "Into the valley is easy; along its bend to (1, 1) only momentum and Adam arrive.",
    parameter: None,
    view: Bounds { x: [-2.0, 2.0], y: [-1.0, 3.0] },
    start: [-1.2, 1.0],
    steps: 500,
    minima: &[[1.0, 1.0]],
    learning_rates: &[
        (Sgd, 0.001),
        (Momentum, 0.001),
        (AdaGrad, 0.5),
        (RmsProp, 0.01),
        (Adam, 0.2),
        (NAdam, 0.05),
        (RAdam, 0.003),
        (Adadelta, 5.0),
    ],
    compiled: compiled!(rosenbrock),
};

fn rosenbrock<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (n(1.0) - x).powi(2) + n(100.0) * (y - x.powi(2)).powi(2)
}
