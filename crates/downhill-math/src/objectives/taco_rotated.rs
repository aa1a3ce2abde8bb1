use super::{LibraryObjective, Parameter};
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// The taco shell turned by 30°, so that its axes are not those of the coordinates.
///
/// $$ f(x, y) = (\sqrt3 x + y)^2/8 + c\,(\sqrt3 y - x)^2/8 $$
///
/// Usual domain: the plane. One minimum, f(0, 0) = 0.
///
/// Source: as the taco shell; the methods with a rate for each coordinate (Duchi et al. 2011) are not
/// invariant under rotation.
pub(super) static TACO_ROTATED: LibraryObjective = LibraryObjective {
    name: "taco-rotated",
    formula: "(sqrt(3)*x + y)^2/8 + #*(sqrt(3)*y - x)^2/8",
    look_for: "The ravine lies across the axes: a rate for each coordinate leads AdaGrad and RMSProp down its side, with most of the way along it still to go.",
    parameter: Some(Parameter::CONDITION),
    view: Bounds { x: [-2.0, 2.0], y: [-1.5, 1.5] },
    start: [-1.7, -0.4],
    steps: 120,
    minima: &[[0.0, 0.0]],
    learning_rates: &[(Sgd, 0.09), (Momentum, 0.02), (AdaGrad, 0.3), (RmsProp, 0.02), (Adam, 0.1)],
    compiled: None,
};
