use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// Three minima in a row, the middle one the deepest.
///
/// $$ f(x, y) = 2x^2 - 1.05x^4 + x^6/6 + xy + y^2 $$
///
/// Usual domain: x, y ∈ [−5, 5]. One global minimum, f(0, 0) = 0; two local ones near (±1.75, ∓0.87).
///
/// Source: Dixon & Szegő, "Towards Global Optimisation 2", 1978.
pub(super) static THREE_HUMP_CAMEL: LibraryObjective = LibraryObjective {
    name: "three-hump-camel",
    formula: "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
    look_for: "Momentum runs past the first hollow, where the others stay, and on into the deepest one.",
    parameter: None,
    view: Bounds { x: [-2.5, 2.5], y: [-2.0, 2.0] },
    start: [2.2, -1.6],
    steps: 150,
    minima: &[[0.0, 0.0]],
    learning_rates: &[
        (Sgd, 0.01),
        (Momentum, 0.02),
        (AdaGrad, 0.1),
        (RmsProp, 0.005),
        (Adam, 0.05),
    ],
    compiled: compiled!(three_hump_camel),
};

fn three_hump_camel<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    n(2.0) * x.powi(2) - n(1.05) * x.powi(4) + x.powi(6) / n(6.0) + x * y + y.powi(2)
}
