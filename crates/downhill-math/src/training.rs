//! A training loop's step: the gradient is clipped, the schedule sets the learning rate, the optimizer steps.

use crate::arithmetic::Pair;
use crate::clipping::Clipping;
use crate::rules::{Optimizer, Stepper};
use crate::schedule::Schedule;

/// An optimizer with what stands around it in a training loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Training {
    /// The optimizer with its hyper-parameters.
    pub optimizer: Optimizer,
    /// How its learning rate changes.
    pub schedule: Schedule,
    /// How its gradients are clipped.
    pub clipping: Clipping,
}

impl Training {
    /// The learning rate of the step that is taken after `taken` ones.
    #[must_use]
    pub fn rate(&self, taken: u32) -> f64 {
        let mut optimizer = self.optimizer;
        self.schedule.rate(*optimizer.learning_rate_mut(), taken)
    }

    /// The optimizer as it takes the step after `taken` ones: with its learning rate.
    #[must_use]
    pub fn optimizer_at(&self, taken: u32) -> Optimizer {
        let mut optimizer = self.optimizer;
        *optimizer.learning_rate_mut() = self.rate(taken);
        optimizer
    }
}

impl Training {
    /// Whether nothing stands around the optimizer.
    pub(crate) fn is_bare(&self) -> bool {
        self.schedule == Schedule::Constant && self.clipping == Clipping::default()
    }

    /// What the optimizer sees of a gradient.
    #[must_use]
    pub fn seen(&self, gradient: [f64; 2]) -> [f64; 2] {
        self.clipping.clipped(gradient)
    }

    /// Takes the step after `taken` ones from the iterate and the gradient, and returns the next iterate.
    // See `Stepper::step`.
    #[inline(always)]
    pub(crate) fn step(&self, stepper: &mut Stepper, at: Pair, gradient: Pair, taken: u32) -> Pair {
        let gradient =
            if self.is_bare() { gradient } else { self.prepare(stepper, gradient, taken) };
        stepper.step(at, gradient)
    }

    /// Clips the gradient and sets the learning rate.
    #[inline(never)]
    fn prepare(&self, stepper: &mut Stepper, gradient: Pair, taken: u32) -> Pair {
        stepper.set_learning_rate(self.rate(taken));
        Pair::new(self.seen(gradient.to_array()))
    }
}

impl From<&Self> for Training {
    fn from(training: &Self) -> Self {
        *training
    }
}

impl From<&Optimizer> for Training {
    fn from(optimizer: &Optimizer) -> Self {
        Self::from(*optimizer)
    }
}

impl From<Optimizer> for Training {
    /// The optimizer by itself.
    fn from(optimizer: Optimizer) -> Self {
        Self { optimizer, schedule: Schedule::Constant, clipping: Clipping::default() }
    }
}
