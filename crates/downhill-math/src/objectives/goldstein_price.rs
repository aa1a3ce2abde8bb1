use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A polynomial whose values span six decades.
///
/// $$ f(x, y) = (1 + (x + y + 1)^2 (19 - 14x + 3x^2 - 14y + 6xy + 3y^2)) \cdot
/// (30 + (2x - 3y)^2 (18 - 32x + 12x^2 + 48y - 36xy + 27y^2)) $$
///
/// Usual domain: x, y ∈ [−2, 2]. One global minimum, f(0, −1) = 3; three local ones.
///
/// Source: Goldstein & Price, "On descent from local minima", 1971.
pub(super) static GOLDSTEIN_PRICE: LibraryObjective = LibraryObjective {
    name: "goldstein-price",
    formula: "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
    look_for: "Slopes of thousands allow SGD only a tiny rate; momentum and Adam find the deepest hollow, AdaGrad and RMSProp end in a shallow one.",
    parameter: None,
    view: Bounds { x: [-2.0, 2.0], y: [-2.0, 2.0] },
    start: [-1.5, -1.5],
    steps: 300,
    minima: &[[0.0, -1.0]],
    learning_rates: &[(Sgd, 1e-5), (Momentum, 5e-6), (AdaGrad, 0.1), (RmsProp, 0.02), (Adam, 0.1)],
    compiled: compiled!(goldstein_price),
};

fn goldstein_price<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (n(1.0)
        + (x + y + n(1.0)).powi(2)
            * (n(19.0) - n(14.0) * x + n(3.0) * x.powi(2) - n(14.0) * y
                + n(6.0) * x * y
                + n(3.0) * y.powi(2)))
        * (n(30.0)
            + (n(2.0) * x - n(3.0) * y).powi(2)
                * (n(18.0) - n(32.0) * x + n(12.0) * x.powi(2) + n(48.0) * y - n(36.0) * x * y
                    + n(27.0) * y.powi(2)))
}
