use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// Flat in the middle, with steep walls at the corners.
///
/// $$ f(x, y) = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2 $$
///
/// Usual domain: x, y ∈ [−4.5, 4.5]. One minimum, f(3, 0.5) = 0.
///
/// Source: Beale, "On an iterative method for finding a local minimum", 1958.
pub(super) static BEALE: LibraryObjective = LibraryObjective {
    name: "beale",
    formula: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    look_for: "SGD takes the steep wall in one step and then creeps along the flat floor; momentum, at the same rate, swings from wall to wall and arrives first.",
    parameter: None,
    view: Bounds { x: [-4.5, 4.5], y: [-4.5, 4.5] },
    start: [-2.5, -1.5],
    steps: 300,
    minima: &[[3.0, 0.5]],
    learning_rates: &[
        (Sgd, 0.002),
        (Momentum, 0.002),
        (AdaGrad, 0.5),
        (RmsProp, 0.05),
        (Adam, 0.2),
    ],
    compiled: compiled!(beale),
};

fn beale<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (n(1.5) - x + x * y).powi(2)
        + (n(2.25) - x + x * y.powi(2)).powi(2)
        + (n(2.625) - x + x * y.powi(3)).powi(2)
}
