use std::f64::consts::{E, TAU};

use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A funnel with ripples in a flat rippled plain.
///
/// $$ f(x, y) = -20 e^{-0.2\sqrt{(x^2 + y^2)/2}} - e^{(\cos 2\pi x + \cos 2\pi y)/2} + e + 20 $$
///
/// Usual domain: x, y ∈ [−5, 5]. One global minimum, f(0, 0) = 0, at the tip of a cone. The gradient
/// does not exist there, so a racer that starts there is undefined.
///
/// Source: Ackley, "A Connectionist Machine for Genetic Hillclimbing", 1987.
pub(super) static ACKLEY: LibraryObjective = LibraryObjective {
    name: "ackley",
    formula: "-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20",
    look_for: "A ripple near the start holds SGD; AdaGrad and RMSProp leap to the tip, where the slope does not fade and they do not come to rest.",
    parameter: None,
    view: Bounds { x: [-5.0, 5.0], y: [-5.0, 5.0] },
    start: [-4.5, -3.5],
    steps: 250,
    minima: &[[0.0, 0.0]],
    learning_rates: &[(Sgd, 0.01), (Momentum, 0.03), (AdaGrad, 1.0), (RmsProp, 0.1), (Adam, 0.5)],
    compiled: compiled!(ackley),
};

fn ackley<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    -n(20.0) * (-n(0.2) * ((x.powi(2) + y.powi(2)) / n(2.0)).sqrt()).exp()
        - (((n(TAU) * x).cos() + (n(TAU) * y).cos()) / n(2.0)).exp()
        + n(E)
        + n(20.0)
}
