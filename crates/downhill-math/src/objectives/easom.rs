use std::f64::consts::PI;

use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A single dent in a plain so flat that the gradient is zero in f64 about 27 away from it.
///
/// $$ f(x, y) = -\cos x\,\cos y\,e^{-((x - \pi)^2 + (y - \pi)^2)} $$
///
/// Usual domain: x, y ∈ [−100, 100]. One minimum, f(π, π) = −1.
///
/// Source: Easom, "A survey of global optimization techniques", 1990.
pub(super) static EASOM: LibraryObjective = LibraryObjective {
    name: "easom",
    formula: "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
    look_for: "On the flat sea SGD hardly moves and momentum is slow to gather speed; those that divide by the gradient's size do not notice.",
    parameter: None,
    view: Bounds { x: [0.5, 6.0], y: [0.5, 6.0] },
    start: [4.9, 4.2],
    steps: 200,
    minima: &[[PI, PI]],
    learning_rates: &[(Sgd, 0.1), (Momentum, 0.3), (AdaGrad, 0.1), (RmsProp, 0.005), (Adam, 0.05)],
    compiled: compiled!(easom),
};

fn easom<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    -x.cos() * y.cos() * (-((x - n(PI)).powi(2) + (y - n(PI)).powi(2))).exp()
}
