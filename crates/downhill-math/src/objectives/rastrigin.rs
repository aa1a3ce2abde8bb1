use std::f64::consts::TAU;

use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RAdam, RmsProp, Sgd};

/// A bowl full of dents, one at every pair of whole numbers.
///
/// $$ f(x, y) = 20 + x^2 + y^2 - 10\,(\cos 2\pi x + \cos 2\pi y) $$
///
/// Usual domain: x, y ∈ [−5.12, 5.12]. One global minimum, f(0, 0) = 0, among about a hundred local ones.
///
/// Source: Rastrigin, "Systems of Extremal Control", 1974.
pub(super) static RASTRIGIN: LibraryObjective = LibraryObjective {
    name: "rastrigin",
    formula: "20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))",
    look_for: "SGD, RMSProp and Adam end in the dent beneath the start; momentum rolls and AdaGrad leaps from dent to dent into the deepest.",
    parameter: None,
    view: Bounds { x: [-5.12, 5.12], y: [-5.12, 5.12] },
    start: [-3.4, -2.2],
    steps: 150,
    minima: &[[0.0, 0.0]],
    learning_rates: &[
        (Sgd, 0.0005),
        (Momentum, 0.007),
        (AdaGrad, 1.2),
        (RmsProp, 0.02),
        (Adam, 0.5),
        (RAdam, 0.002),
    ],
    compiled: compiled!(rastrigin),
};

fn rastrigin<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    n(20.0) + x.powi(2) + y.powi(2) - n(10.0) * ((n(TAU) * x).cos() + (n(TAU) * y).cos())
}
