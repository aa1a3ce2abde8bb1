use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A shallow valley along the diagonal, 25 times as steep across as along.
///
/// $$ f(x, y) = 0.26\,(x^2 + y^2) - 0.48\,xy $$
///
/// Usual domain: x, y ∈ [−10, 10]. One minimum, f(0, 0) = 0.
///
/// Source: Jamil & Yang, "A literature survey of benchmark functions", 2013.
pub(super) static MATYAS: LibraryObjective = LibraryObjective {
    name: "matyas",
    formula: "0.26*(x^2 + y^2) - 0.48*x*y",
    look_for: "SGD is on the floor of the valley after a few steps and takes more than a hundred to follow it; AdaGrad does not get to its end.",
    parameter: None,
    view: Bounds { x: [-10.0, 10.0], y: [-10.0, 10.0] },
    start: [-9.0, -3.0],
    steps: 300,
    minima: &[[0.0, 0.0]],
    learning_rates: &[(Sgd, 0.5), (Momentum, 0.2), (AdaGrad, 0.5), (RmsProp, 0.1), (Adam, 0.2)],
    compiled: compiled!(matyas),
};

fn matyas<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    n(0.26) * (x.powi(2) + y.powi(2)) - n(0.48) * x * y
}
