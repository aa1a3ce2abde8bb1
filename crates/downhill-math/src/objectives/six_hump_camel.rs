use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// Six minima, two of them the deepest.
///
/// $$ f(x, y) = (4 - 2.1x^2 + x^4/3)\,x^2 + xy + (4y^2 - 4)\,y^2 $$
///
/// Usual domain: x ∈ [−3, 3], y ∈ [−2, 2]. Two global minima, f(±0.0898, ∓0.7127) = −1.0316.
///
/// Source: Dixon & Szegő, "Towards Global Optimisation 2", 1978.
pub(super) static SIX_HUMP_CAMEL: LibraryObjective = LibraryObjective {
    name: "six-hump-camel",
    formula: "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2",
    look_for: "Two equal minima: momentum rushes down to the lower one, the others turn to the upper one.",
    parameter: None,
    view: Bounds { x: [-2.0, 2.0], y: [-1.2, 1.2] },
    start: [1.2, 1.0],
    steps: 200,
    minima: &[
        [0.089_842_013_100_318_06, -0.712_656_403_020_739_6],
        [-0.089_842_013_100_318_06, 0.712_656_403_020_739_6],
    ],
    learning_rates: &[
        (Sgd, 0.005),
        (Momentum, 0.02),
        (AdaGrad, 0.1),
        (RmsProp, 0.005),
        (Adam, 0.02),
    ],
    compiled: compiled!(six_hump_camel),
};

fn six_hump_camel<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (n(4.0) - n(2.1) * x.powi(2) + x.powi(4) / n(3.0)) * x.powi(2)
        + x * y
        + (n(4.0) * y.powi(2) - n(4.0)) * y.powi(2)
}
