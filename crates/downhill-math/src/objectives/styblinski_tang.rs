use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// Four minima of different depth; x and y do not influence each other.
///
/// $$ f(x, y) = (x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2 $$
///
/// Usual domain: x, y ∈ [−5, 5]. One global minimum, f(−2.9035, −2.9035) = −78.332.
///
/// Source: Styblinski & Tang, "Experiments in nonconvex optimization", 1990.
pub(super) static STYBLINSKI_TANG: LibraryObjective = LibraryObjective {
    name: "styblinski-tang",
    formula: "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
    look_for: "Four hollows: all but momentum turn into the deepest one; momentum is too fast for it and ends in the one above.",
    parameter: None,
    view: Bounds { x: [-5.0, 5.0], y: [-5.0, 5.0] },
    start: [0.0, -4.5],
    steps: 150,
    minima: &[[-2.903_534_027_771_177, -2.903_534_027_771_177]],
    learning_rates: &[(Sgd, 0.002), (Momentum, 0.01), (AdaGrad, 0.3), (RmsProp, 0.02), (Adam, 0.1)],
    compiled: compiled!(styblinski_tang),
};

fn styblinski_tang<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (x.powi(4) - n(16.0) * x.powi(2) + n(5.0) * x + y.powi(4) - n(16.0) * y.powi(2) + n(5.0) * y)
        / n(2.0)
}
