use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A quadratic bowl, nine times as steep across as along, tilted by 45°.
///
/// $$ f(x, y) = (x + 2y - 7)^2 + (2x + y - 5)^2 $$
///
/// Usual domain: x, y ∈ [−10, 10]. One minimum, f(1, 3) = 0.
///
/// Source: Jamil & Yang, "A literature survey of benchmark functions", 2013.
pub(super) static BOOTH: LibraryObjective = LibraryObjective {
    name: "booth",
    formula: "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
    look_for: "A tilted ellipse: SGD goes down its steep side and then along its floor, momentum swings across it from side to side.",
    parameter: None,
    view: Bounds { x: [-10.0, 10.0], y: [-10.0, 10.0] },
    start: [-9.0, 0.0],
    steps: 150,
    minima: &[[1.0, 3.0]],
    learning_rates: &[(Sgd, 0.01), (Momentum, 0.005), (AdaGrad, 1.0), (RmsProp, 0.05), (Adam, 0.3)],
    compiled: compiled!(booth),
};

fn booth<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (x + n(2.0) * y - n(7.0)).powi(2) + (n(2.0) * x + y - n(5.0)).powi(2)
}
