//! The optimizers' rules, one file each: hyper-parameters, state, one step.

mod adagrad;
mod adam;
mod decay;
mod momentum;
mod optimizer;
mod rmsprop;
mod sgd;
mod snapshot;
mod stepper;

pub use adagrad::{AdaGrad, AdaGradState};
pub use adam::{Adam, AdamState};
pub use momentum::{Momentum, MomentumState};
#[cfg(feature = "blocks")]
pub(crate) use optimizer::with_rule;
pub use optimizer::{Optimizer, OptimizerKind};
pub use rmsprop::{RmsProp, RmsPropState};
pub use sgd::{Sgd, SgdState};
pub use snapshot::Snapshot;
pub(crate) use stepper::Stepper;

use crate::arithmetic::Real;

/// An optimizer's rule: what one step makes of a gradient.
///
/// A rule acts on each coordinate by itself, so it is written for one coordinate, over any
/// [`Real`]: the same code steps x alone, x and y side by side, and blocks of eight racers.
pub trait Rule: Copy {
    /// What the rule remembers of one coordinate between steps.
    type State<R: Real>: Clone;

    /// The names of the remembered quantities, two at most, in the order of
    /// [`parts`](Self::parts).
    const STATE: &'static [&'static str];

    /// The state before the first step.
    fn start<R: Real>(&self) -> Self::State<R>;

    /// Takes in the gradient of one coordinate and returns the change to add to it.
    fn step<R: Real>(&self, state: &mut Self::State<R>, gradient: R) -> R;

    /// The remembered quantities; 0 beyond those that [`STATE`](Self::STATE) names.
    fn parts<R: Real>(state: &Self::State<R>) -> [R; 2];

    /// The state after `step` steps in which the remembered quantities are `parts`.
    fn resume<R: Real>(&self, step: u32, parts: [R; 2]) -> Self::State<R>;
}
