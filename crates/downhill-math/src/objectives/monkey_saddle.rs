use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A saddle with three valleys: two for the legs and one for the tail. Its Hessian is zero at the
/// saddle.
///
/// $$ f(x, y) = x^3 - 3xy^2 $$
///
/// Usual domain: x, y ∈ [−1, 1]. No minimum. One degenerate saddle, f(0, 0) = 0.
///
/// Source: Hilbert & Cohn-Vossen, "Anschauliche Geometrie", 1932.
pub(super) static MONKEY_SADDLE: LibraryObjective = LibraryObjective {
    name: "monkey-saddle",
    formula: "x^3 - 3*x*y^2",
    look_for: "The saddle is flat in every direction: SGD and momentum grow slower and slower towards it; a rate for each coordinate turns the others off early.",
    parameter: None,
    view: Bounds { x: [-1.0, 1.0], y: [-0.8, 0.8] },
    start: [0.9, 0.02],
    steps: 200,
    minima: &[],
    learning_rates: &[
        (Sgd, 0.005),
        (Momentum, 0.001),
        (AdaGrad, 0.02),
        (RmsProp, 0.001),
        (Adam, 0.002),
    ],
    compiled: compiled!(monkey_saddle),
};

fn monkey_saddle<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    x.powi(3) - n(3.0) * x * y.powi(2)
}
