use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A saddle without a floor.
///
/// $$ f(x, y) = x^2 - y^2 $$
///
/// Usual domain: the plane. No minimum: f falls without end along y. One saddle, f(0, 0) = 0.
///
/// Source: Dauphin et al., "Identifying and attacking the saddle point problem", 2014.
pub(super) static SADDLE: LibraryObjective = LibraryObjective {
    name: "saddle",
    formula: "x^2 - y^2",
    look_for: "SGD and momentum run at the saddle and slow down before they slide off; a rate for each coordinate leads the others past it.",
    parameter: None,
    view: Bounds { x: [-2.0, 2.0], y: [-1.5, 1.5] },
    start: [1.5, 0.05],
    steps: 150,
    minima: &[],
    learning_rates: &[
        (Sgd, 0.01),
        (Momentum, 0.001),
        (AdaGrad, 0.03),
        (RmsProp, 0.004),
        (Adam, 0.005),
    ],
    compiled: compiled!(saddle),
};

fn saddle<R: Real>([x, y]: [R; 2]) -> R {
    x.powi(2) - y.powi(2)
}
