use std::f64::consts::PI;

use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// Three minima of the same depth in a curved valley.
///
/// $$ f(x, y) = (y - \tfrac{5.1}{4\pi^2} x^2 + \tfrac{5}{\pi} x - 6)^2 + 10\,(1 - \tfrac{1}{8\pi}) \cos x + 10 $$
///
/// Usual domain: x ∈ [−5, 10], y ∈ [0, 15]. Three minima, f(−π, 12.275) = f(π, 2.275) =
/// f(3π, 2.475) = 0.397887.
///
/// Source: Branin, "Widely convergent method for finding multiple solutions", 1972.
pub(super) static BRANIN: LibraryObjective = LibraryObjective {
    name: "branin",
    formula: "(y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
    look_for: "Three equal minima along a bent valley: Adam goes one way, the others another.",
    parameter: None,
    view: Bounds { x: [-5.0, 10.0], y: [0.0, 15.0] },
    start: [6.0, 13.0],
    steps: 300,
    minima: &[[-PI, 12.275], [PI, 2.275], [9.424_777_960_769_38, 2.475]],
    learning_rates: &[(Sgd, 0.01), (Momentum, 0.005), (AdaGrad, 1.0), (RmsProp, 0.05), (Adam, 0.5)],
    compiled: compiled!(branin),
};

fn branin<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (y - n(5.1 / (4.0 * (PI * PI))) * x.powi(2) + n(5.0 / PI) * x - n(6.0)).powi(2)
        + n(10.0 * (1.0 - 1.0 / (8.0 * PI))) * x.cos()
        + n(10.0)
}
