use super::{Optimizer, Rule, Snapshot, Stepper, with_state};
use crate::arithmetic::Pair;

impl Stepper {
    /// The optimizer in a given state.
    pub(crate) fn resumed(optimizer: &Optimizer, given: &Snapshot) -> Self {
        let mut stepper = Self::new(optimizer);
        with_state!(&mut stepper, (rule, state) => *state = given.resumed(rule, Pair::new));
        stepper
    }

    /// Sets the learning rate of the steps that come.
    pub(crate) fn set_learning_rate(&mut self, lr: f64) {
        with_state!(self, (rule, _state) => rule.lr = lr);
    }

    /// Updates the state with the iterate `[x, y]` and the gradient `[∂f/∂x, ∂f/∂y]`, and returns the
    /// next iterate.
    // A call would pass both pairs through memory: 2 ns a step, of 25 to 60.
    #[inline(always)]
    pub(crate) fn step(&mut self, at: Pair, gradient: Pair) -> Pair {
        with_state!(self, (rule, state) => rule.step(state, at, gradient))
    }

    /// The remembered squared gradients whose root the rule divides by, and its eps; none if the rule
    /// does not divide.
    pub(crate) fn squares(&self) -> Option<([f64; 2], f64)> {
        let found = with_state!(self, (rule, state) => rule.squares(state));
        found.map(|(squares, eps)| (squares.to_array(), eps))
    }

    /// What the rule remembers after `step` steps.
    pub(crate) fn snapshot(&self, step: u32) -> Snapshot {
        fn parts<U: Rule>(rule: &U, state: &U::State<Pair>) -> Vec<(&'static str, [f64; 2])> {
            let mut state = *state;
            let values = U::parts(&mut state).into_iter().map(|part| part.to_array());
            let all = U::INFO.state.iter().copied().zip(values).enumerate();
            all.filter(|(index, _)| rule.remembers(*index)).map(|(_, part)| part).collect()
        }
        Snapshot { step, parts: with_state!(self, (rule, state) => parts(rule, state)) }
    }
}
