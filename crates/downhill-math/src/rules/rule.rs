#[cfg(feature = "descriptions")]
use super::Explanation;
use super::{Field, HyperParameter, Info, Marker};
use crate::arithmetic::Real;

/// The learning rate of a rule unless an objective has one for it: the article's, for all its rules.
pub(crate) const LEARNING_RATE: f64 = 0.02;

/// An optimizer's rule: what one step makes of an iterate and a gradient.
///
/// A rule acts on each coordinate by itself, so it is written for one coordinate, over any
/// [`Real`]: the same code steps x alone, x and y side by side, and blocks of eight racers.
pub trait Rule: Copy + 'static {
    /// What the rule remembers of one coordinate between steps.
    type State<R: Real>: Copy;

    /// The remembered numbers as an array, as many as [`Info::state`] names.
    type Parts<R: Real>: AsRef<[R]> + AsMut<[R]>;

    /// The rule with its defaults.
    const DEFAULT: Self;

    /// What is to be said of the rule.
    const INFO: Info;

    /// Its hyper-parameters, the learning rate first.
    const PARAMETERS: &'static [(HyperParameter, Field<Self>)];

    /// The state before the first step.
    fn start<R: Real>(&self) -> Self::State<R>;

    /// Takes in the iterate and the gradient of one coordinate and returns the next iterate.
    fn step<R: Real>(&self, state: &mut Self::State<R>, x: R, gradient: R) -> R;

    /// The remembered numbers, in the order of [`Info::state`].
    fn parts<R: Real>(state: &Self::State<R>) -> Self::Parts<R>;

    /// The state after `step` steps in which the remembered numbers are `parts`.
    fn resume<R: Real>(&self, step: u32, parts: Self::Parts<R>) -> Self::State<R>;

    /// The squared gradients whose root the rule divides by, as it remembers them, and its eps; none
    /// of a rule that divides by nothing.
    fn squares<R: Real>(&self, _: &Self::State<R>) -> Option<(R, f64)> {
        None
    }

    /// The name that people read and the shape of the head. A form of a rule that is known by another
    /// name than [`Rule::INFO`]'s has another shape, too.
    fn known_as(&self) -> (&'static str, Marker) {
        (Self::INFO.label, Self::INFO.marker)
    }

    /// The hyper-parameter that does not go with the others, if one does not.
    fn conflict(&self) -> Option<Conflict> {
        None
    }

    /// What the rule made of the gradient on its way from one state to the next, on one coordinate.
    #[cfg(feature = "descriptions")]
    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &Self::State<f64>,
        after: &Self::State<f64>,
    ) -> Explanation;
}

/// Work that is written once for all rules; [`Optimizer::visit`](super::Optimizer::visit) does it for
/// the rule that an optimizer is.
pub trait RuleVisitor {
    /// What comes of it.
    type Output;

    /// Does the work for one rule.
    fn visit<U: Rule>(self, rule: &U) -> Self::Output;
}

/// A hyper-parameter whose value is allowed by itself, but not beside the values of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its name.
    pub name: &'static str,
    /// What is allowed, as a phrase.
    pub allowed: &'static str,
}
