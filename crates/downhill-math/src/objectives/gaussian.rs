use super::LibraryObjective;
use super::library_objective::Compiled;
use crate::arithmetic::{Lanes, Real};
use crate::bounds::Bounds;
use crate::evaluation::Evaluation;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// An inverted Gaussian, wider along x than along y.
///
/// $$ f(x, y) = 1 - e^{-(x^2/0.7 + y^2/0.3)} $$
///
/// Usual domain: x, y ∈ [−1, 1]. One minimum, f(0, 0) = 0. Convex only where
/// x²/0.35 + y²/0.15 ≤ 1; outside lies a shoulder that flattens towards f = 1.
///
/// Source: "Neural Network Optimization Algorithms Explained with Code".
pub(super) static GAUSSIAN: LibraryObjective = LibraryObjective {
    name: "gaussian",
    formula: "1 - exp(-(x^2/0.7 + y^2/0.3))",
    look_for: "SGD starts slowly in the flat shoulder; RMSProp’s first step is ten learning rates long.",
    parameter: None,
    view: Bounds { x: [-1.0, 1.0], y: [-1.0, 1.0] },
    start: [0.75, -0.75],
    steps: 100,
    minima: &[[0.0, 0.0]],
    learning_rates: &[
        (Sgd, 0.02),
        (Momentum, 0.02),
        (AdaGrad, 0.02),
        (RmsProp, 0.02),
        (Adam, 0.02),
    ],
    // It is compiled into pages too, because most pages show it.
    compiled: Some(Compiled {
        point: gaussian,
        #[cfg(feature = "simd-batch")]
        eights: |eights| super::library_objective::at_all(eights, gaussian),
    }),
};

#[inline(always)]
pub(crate) fn gaussian<L: Lanes>([x, y]: [L; 2]) -> Evaluation<L> {
    let (a, b) = (L::splat(0.7), L::splat(0.3));
    let two = L::splat(2.0);
    let power = x * x / a + y * y / b;
    // Begun before the exponential, since divisions take long and wait for nothing.
    let slopes = [two * x / a, two * y / b];
    let bell = Real::exp(-power);
    Evaluation { value: L::splat(1.0) - bell, gradient: slopes.map(|slope| slope * bell) }
}
