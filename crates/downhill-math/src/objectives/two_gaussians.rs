use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A bowl with two round dents, the left one the deeper.
///
/// $$ f(x, y) = x^2 + y^2 - 2e^{-((x - 1)^2 + y^2)/0.2} - 3e^{-((x + 1)^2 + y^2)/0.2} $$
///
/// Usual domain: x, y ∈ [−2, 2]. One global minimum near (−0.94, 0), f = −2.06; a local one near
/// (0.91, 0), f = −1.10.
///
/// Source: the objective of a well-known browser demonstration of optimizers.
pub(super) static TWO_GAUSSIANS: LibraryObjective = LibraryObjective {
    name: "two-gaussians",
    formula: "x^2 + y^2 - 2*exp(-((x - 1)^2 + y^2)/0.2) - 3*exp(-((x + 1)^2 + y^2)/0.2)",
    look_for: "Momentum runs past the deep dent, where the others stay, and ends in the shallow one.",
    parameter: None,
    view: Bounds { x: [-2.0, 2.0], y: [-1.5, 1.5] },
    start: [-1.8, -1.2],
    steps: 200,
    minima: &[[-0.936_300_634_010_918_7, 0.0]],
    learning_rates: &[
        (Sgd, 0.003),
        (Momentum, 0.02),
        (AdaGrad, 0.1),
        (RmsProp, 0.005),
        (Adam, 0.02),
    ],
    compiled: compiled!(two_gaussians),
};

fn two_gaussians<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    x.powi(2) + y.powi(2)
        - n(2.0) * (-((x - n(1.0)).powi(2) + y.powi(2)) / n(0.2)).exp()
        - n(3.0) * (-((x + n(1.0)).powi(2) + y.powi(2)) / n(0.2)).exp()
}
