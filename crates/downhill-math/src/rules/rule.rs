use super::Explanation;
use super::{About, Field, HyperParameter, Info, Marker};
use crate::arithmetic::Real;

/// The default learning rate of a rule on objectives that have none for it: the article's, for all its
/// rules.
pub(crate) const LEARNING_RATE: f64 = 0.02;

/// An optimizer's rule: how one step updates an iterate.
///
/// A rule acts on each coordinate by itself, so it is written for one coordinate, over any [`Real`].
/// The same code steps x alone, x and y side by side, and blocks of eight racers.
pub trait Rule: Copy + 'static {
    /// What the rule remembers of one coordinate between steps.
    type State<R: Real>: Copy;

    /// What a step takes from the number of steps alone.
    type Constants: Copy;

    /// The rule with its defaults.
    const DEFAULT: Self;

    /// The properties of the rule.
    const INFO: Info;

    /// Texts about the rule for people. A module that shows none does not contain them.
    const ABOUT: About;

    /// Its hyper-parameters, the learning rate first.
    const PARAMETERS: &'static [(HyperParameter, Field<Self>)];

    /// The state before the first step.
    fn start<R: Real>(&self) -> Self::State<R>;

    /// What a step, `ahead` steps after the next one, takes from the number of steps alone. It is the same for
    /// both coordinates, and for all racers that have taken as many steps.
    fn constants<R: Real>(&self, state: &Self::State<R>, ahead: u32) -> Self::Constants;

    /// Updates the state with the iterate and the gradient of one coordinate and the
    /// [`constants`](Self::constants) of the step, and returns the next iterate.
    ///
    /// With blocks it is inlined into the loop that calls it: a call would pass the state through memory.
    fn step_with<R: Real>(
        &self,
        constants: Self::Constants,
        state: &mut Self::State<R>,
        x: R,
        gradient: R,
    ) -> R;

    /// Updates the state with the iterate and the gradient of one coordinate, and returns the next
    /// iterate.
    #[cfg_attr(feature = "simd-batch", inline(always))]
    fn step<R: Real>(&self, state: &mut Self::State<R>, x: R, gradient: R) -> R {
        self.step_with(self.constants(state, 0), state, x, gradient)
    }

    /// The remembered numbers, in the order of [`Info::state`].
    fn parts<R: Real>(state: &mut Self::State<R>) -> impl IntoIterator<Item = &mut R>;

    /// Makes a state with the numbers that the rule remembers after `step` steps one of that step.
    fn set_step<R: Real>(_: &mut Self::State<R>, _: u32) {}

    /// Whether the rule, as it is set, remembers the number at this place of [`Info::state`]: options add to
    /// what it remembers.
    fn remembers(&self, _: usize) -> bool {
        true
    }

    /// The remembered squared gradients whose root the rule divides by, and its eps; none if the rule
    /// does not divide.
    fn squares<R: Real>(&self, _: &Self::State<R>) -> Option<(R, f64)> {
        None
    }

    /// The name for people and the shape of the marker. A form of a rule that has another name than
    /// [`Rule::INFO`]'s has another shape, too.
    fn known_as(&self) -> (&'static str, Marker) {
        (Self::INFO.label, Self::INFO.marker)
    }

    /// The first hyper-parameter that does not go with the others, if there is one.
    fn conflict(&self) -> Option<Conflict> {
        None
    }

    /// What the rule computed from the gradient between two states, on one coordinate.
    fn explain(
        &self,
        x: f64,
        gradient: f64,
        before: &Self::State<f64>,
        after: &Self::State<f64>,
    ) -> Explanation;
}

/// Work that is written once for all rules; [`Optimizer::visit`](super::Optimizer::visit) does it for
/// an optimizer's rule.
pub trait RuleVisitor {
    /// The result of the work.
    type Output;

    /// Does the work for one rule.
    fn visit<U: Rule>(self, rule: &U) -> Self::Output;
}

/// A hyper-parameter whose value is allowed by itself, but not with the values of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its name.
    pub name: &'static str,
    /// What is allowed, as a phrase.
    pub allowed: &'static str,
}
