use super::{
    AdaGrad, AdaGradState, Adam, AdamState, Momentum, MomentumState, Optimizer, RmsProp,
    RmsPropState, Rule, Sgd, SgdState, Snapshot,
};
use crate::arithmetic::Pair;

/// A rule with its state for x and y, which it steps side by side.
///
/// One enum instead of a type parameter: whatever walks, records or replays is there once, not
/// once for each rule.
#[derive(Clone, Copy)]
pub(crate) enum Stepper {
    Sgd(Sgd, SgdState),
    Momentum(Momentum, MomentumState<Pair>),
    AdaGrad(AdaGrad, AdaGradState<Pair>),
    RmsProp(RmsProp, RmsPropState<Pair>),
    Adam(Adam, AdamState<Pair>),
}

/// Evaluates `$body` with `$rule` and `$state` bound to what is inside a [`Stepper`].
macro_rules! with_state {
    ($stepper:expr, ($rule:ident, $state:ident) => $body:expr) => {
        match $stepper {
            Stepper::Sgd($rule, $state) => $body,
            Stepper::Momentum($rule, $state) => $body,
            Stepper::AdaGrad($rule, $state) => $body,
            Stepper::RmsProp($rule, $state) => $body,
            Stepper::Adam($rule, $state) => $body,
        }
    };
}

impl Stepper {
    /// The optimizer before its first step.
    pub(crate) fn new(optimizer: &Optimizer) -> Self {
        match *optimizer {
            Optimizer::Sgd(rule) => Self::Sgd(rule, SgdState),
            Optimizer::Momentum(rule) => Self::Momentum(rule, rule.start()),
            Optimizer::AdaGrad(rule) => Self::AdaGrad(rule, rule.start()),
            Optimizer::RmsProp(rule) => Self::RmsProp(rule, rule.start()),
            Optimizer::Adam(rule) => Self::Adam(rule, rule.start()),
        }
    }

    /// The optimizer in a given state.
    pub(crate) fn resumed(optimizer: &Optimizer, given: &Snapshot) -> Self {
        let mut parts = [Pair::ZERO; 2];
        for (part, (_, both)) in parts.iter_mut().zip(&given.parts) {
            *part = Pair::new(*both);
        }
        let mut stepper = Self::new(optimizer);
        with_state!(&mut stepper, (rule, state) => *state = rule.resume(given.step, parts));
        stepper
    }

    /// Takes in the gradient `[∂f/∂x, ∂f/∂y]` and returns the change to add to `[x, y]`.
    pub(crate) fn step(&mut self, gradient: Pair) -> Pair {
        with_state!(self, (rule, state) => rule.step(state, gradient))
    }

    /// The squared gradients whose root the rule divides by, as it remembers them, and its eps; none
    /// of a rule that divides by nothing.
    pub(crate) fn squares(&self) -> Option<([f64; 2], f64)> {
        let (squares, eps) = match self {
            Self::Sgd(..) | Self::Momentum(..) => return None,
            Self::AdaGrad(rule, state) => (state.sum_of_squares, rule.eps),
            Self::RmsProp(rule, state) => (state.mean_of_squares, rule.eps),
            Self::Adam(rule, state) => (state.second_moment, rule.eps),
        };
        Some((squares.to_array(), eps))
    }

    /// What is remembered, after `step` steps.
    pub(crate) fn snapshot(&self, step: u32) -> Snapshot {
        let (names, parts) = with_state!(self, (rule, state) => (names(rule), parts(rule, state)));
        Snapshot { step, parts: names.iter().copied().zip(parts.map(Pair::to_array)).collect() }
    }
}

fn names<U: Rule>(_: &U) -> &'static [&'static str] {
    U::STATE
}

fn parts<U: Rule>(_: &U, state: &U::State<Pair>) -> [Pair; 2] {
    U::parts(state)
}
