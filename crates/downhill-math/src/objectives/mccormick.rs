use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A valley along the diagonal with waves in it.
///
/// $$ f(x, y) = \sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1 $$
///
/// Usual domain: x ∈ [−1.5, 4], y ∈ [−3, 4]. One minimum there, f(1/2 − π/3, −1/2 − π/3) = −1.9132;
/// others follow along the diagonal, each 2π lower.
///
/// Source: McCormick, "Computability of global solutions to factorable nonconvex programs", 1976.
pub(super) static MCCORMICK: LibraryObjective = LibraryObjective {
    name: "mccormick",
    formula: "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
    look_for: "All come down the steep side and follow the floor to the lower left; AdaGrad's steps shrink, and it is left behind.",
    parameter: None,
    view: Bounds { x: [-1.5, 4.0], y: [-3.0, 4.0] },
    start: [-1.0, 3.0],
    steps: 300,
    minima: &[[-0.547_197_551_196_597_7, -1.547_197_551_196_597_9]],
    learning_rates: &[(Sgd, 0.01), (Momentum, 0.01), (AdaGrad, 0.2), (RmsProp, 0.02), (Adam, 0.1)],
    compiled: compiled!(mccormick),
};

fn mccormick<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (x + y).sin() + (x - y).powi(2) - n(1.5) * x + n(2.5) * y + n(1.0)
}
