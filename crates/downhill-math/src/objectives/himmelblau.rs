use super::{LibraryObjective, compiled};
use crate::arithmetic::Real;
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// Four minima of the same depth.
///
/// $$ f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2 $$
///
/// Usual domain: x, y ∈ [−5, 5]. Four minima with f = 0, one of them (3, 2); a maximum near
/// (−0.27, −0.92).
///
/// Source: Himmelblau, "Applied Nonlinear Programming", 1972.
pub(super) static HIMMELBLAU: LibraryObjective = LibraryObjective {
    name: "himmelblau",
    formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    look_for: "Four equal minima: from one start SGD, momentum and Adam find three different ones.",
    parameter: None,
    view: Bounds { x: [-5.0, 5.0], y: [-5.0, 5.0] },
    start: [0.0, -3.0],
    steps: 200,
    minima: &[
        [3.0, 2.0],
        [-2.805_118_086_952_745, 3.131_312_518_250_573],
        [-3.779_310_253_377_747, -3.283_185_991_286_169_6],
        [3.584_428_340_330_491_7, -1.848_126_526_964_403_6],
    ],
    learning_rates: &[
        (Sgd, 0.001),
        (Momentum, 0.003),
        (AdaGrad, 0.1),
        (RmsProp, 0.02),
        (Adam, 0.1),
    ],
    compiled: compiled!(himmelblau),
};

fn himmelblau<R: Real>([x, y]: [R; 2]) -> R {
    let n = R::splat;
    (x.powi(2) + y - n(11.0)).powi(2) + (x + y.powi(2) - n(7.0)).powi(2)
}
