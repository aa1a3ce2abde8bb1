use super::{
    AdaGrad, AdaGradState, Adam, AdamState, Momentum, MomentumState, Optimizer, RmsProp,
    RmsPropState, Rule, Sgd, SgdState, Snapshot, with_rule,
};
use crate::config::{InputError, Value};

/// A rule with its state for x and for y.
///
/// One enum instead of a type parameter: whatever walks, records or replays is there once, not
/// once for each rule.
#[derive(Clone)]
pub(crate) enum Stepper {
    Sgd(Sgd, [SgdState; 2]),
    Momentum(Momentum, [MomentumState<f64>; 2]),
    AdaGrad(AdaGrad, [AdaGradState<f64>; 2]),
    RmsProp(RmsProp, [RmsPropState<f64>; 2]),
    Adam(Adam, [AdamState<f64>; 2]),
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
            Optimizer::Sgd(rule) => Self::Sgd(rule, [SgdState; 2]),
            Optimizer::Momentum(rule) => Self::Momentum(rule, [rule.start(), rule.start()]),
            Optimizer::AdaGrad(rule) => Self::AdaGrad(rule, [rule.start(), rule.start()]),
            Optimizer::RmsProp(rule) => Self::RmsProp(rule, [rule.start(), rule.start()]),
            Optimizer::Adam(rule) => Self::Adam(rule, [rule.start(), rule.start()]),
        }
    }

    /// The optimizer in the state that `value` describes.
    pub(crate) fn resumed(optimizer: &Optimizer, value: &Value) -> Result<(Self, u32), InputError> {
        let names = with_rule!(optimizer, rule => names(rule));
        let given = Snapshot::from_value(value, names)?;
        let mut stepper = Self::new(optimizer);
        with_state!(&mut stepper, (rule, state) => {
            for (coordinate, state) in state.iter_mut().enumerate() {
                let mut parts = [0.0; 2];
                for (part, (_, both)) in parts.iter_mut().zip(&given.parts) {
                    *part = both[coordinate];
                }
                *state = rule.resume(given.step, parts);
            }
        });
        Ok((stepper, given.step))
    }

    /// Takes in the gradient at `point` and returns the next one.
    pub(crate) fn step(&mut self, point: [f64; 2], gradient: [f64; 2]) -> [f64; 2] {
        with_state!(self, (rule, state) => {
            let [of_x, of_y] = state;
            [point[0] + rule.step(of_x, gradient[0]), point[1] + rule.step(of_y, gradient[1])]
        })
    }

    /// What is remembered, after `step` steps.
    pub(crate) fn snapshot(&self, step: u32) -> Snapshot {
        let (names, [of_x, of_y]) = with_state!(self, (rule, state) => {
            (names(rule), state.each_ref().map(|state| parts(rule, state)))
        });
        let both = of_x.into_iter().zip(of_y).map(|(x, y)| [x, y]);
        Snapshot { step, parts: names.iter().copied().zip(both).collect() }
    }
}

fn names<U: Rule>(_: &U) -> &'static [&'static str] {
    U::STATE
}

fn parts<U: Rule>(_: &U, state: &U::State<f64>) -> [f64; 2] {
    U::parts(state)
}
