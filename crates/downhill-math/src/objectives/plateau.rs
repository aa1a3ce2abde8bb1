use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A basin in a plain that flattens with distance.
///
/// $$ f(x, y) = \frac{x^2 + y^2}{1 + x^2 + y^2} $$
///
/// Usual domain: the plane. One minimum, f(0, 0) = 0. The gradient falls like 2/r³ far away.
///
/// Source: Geman & McClure's loss function of robust estimation, 1985.
pub(super) static PLATEAU: LibraryObjective = LibraryObjective {
    name: "plateau",
    formula: "(x^2 + y^2)/(1 + x^2 + y^2)",
    look_for: "Far out the gradient is tiny: SGD crawls, momentum at the same rate gathers speed, and those that divide by its size do not notice.",
    parameter: None,
    view: Bounds { x: [-4.0, 4.0], y: [-3.0, 3.0] },
    start: [3.4, 2.4],
    steps: 200,
    minima: &[[0.0, 0.0]],
    learning_rates: &[(Sgd, 0.2), (Momentum, 0.2), (AdaGrad, 0.1), (RmsProp, 0.02), (Adam, 0.02)],
    compiled: compiled!(plateau),
};

fn plateau<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (x.powi(2) + y.powi(2)) / (n(1.0) + x.powi(2) + y.powi(2))
}
