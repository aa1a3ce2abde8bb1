use super::{LibraryObjective, Parameter};
use crate::bounds::Bounds;
use crate::rules::OptimizerKind::{AdaGrad, Adam, Momentum, RmsProp, Sgd};

/// A ravine along x: steep across, shallow along. Its parameter `condition` is how many times
/// the curvature along y is that along x, the condition number of the Hessian.
///
/// $$ f(x, y) = (x^2 + c\,y^2)/2 $$
///
/// Usual domain: the plane. One minimum, f(0, 0) = 0.
///
/// Source: Goh, "Why Momentum Really Works", Distill 2017, for the role of the condition number.
pub(super) static TACO: LibraryObjective = LibraryObjective {
    name: "taco",
    formula: "(x^2 + #*y^2)/2",
    look_for: "SGD zigzags across the ravine; AdaGrad and RMSProp, with a rate for each coordinate, do not cross its floor.",
    parameter: Some(Parameter::CONDITION),
    view: Bounds { x: [-2.0, 2.0], y: [-1.0, 1.0] },
    start: [-1.8, -0.6],
    steps: 100,
    minima: &[[0.0, 0.0]],
    learning_rates: &[(Sgd, 0.09), (Momentum, 0.01), (AdaGrad, 0.3), (RmsProp, 0.015), (Adam, 0.1)],
    compiled: None,
};
