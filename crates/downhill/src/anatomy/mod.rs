//! One step of one racer, taken apart: what its rule took in, remembered and did, the rule's
//! equations with these numbers in place, and the rule as code.
//!
//! ```
//! use downhill::{OptimizerRunner, RunConfig, anatomy::Anatomy};
//!
//! let mut runner = OptimizerRunner::new(RunConfig::default());
//! runner.step(10)?;
//! let anatomy = Anatomy::of(&runner, 1, 3).unwrap(); // of SGD+Momentum's fourth step
//! assert_eq!(anatomy.before, runner.state(1, 3)?);
//! assert_eq!(anatomy.after, runner.state(1, 4)?);
//! assert_eq!(anatomy.iterate[0] + anatomy.change[0], runner.trajectory(1)?[8]);
//! # Ok::<(), downhill::InputError>(())
//! ```

mod code;
mod equations;
mod slots;

use downhill_math::{Optimizer, Snapshot};

use crate::OptimizerRunner;
pub use code::{Code, code};
pub use equations::Equation;
use slots::Slots;

/// One step of a racer, `[x, y]` each.
#[derive(Clone, Debug, PartialEq)]
pub struct Anatomy {
    /// The rule with its settings.
    pub optimizer: Optimizer,
    /// Where the step begins.
    pub iterate: [f64; 2],
    /// The gradient that the rule takes in, with the run's noise.
    pub gradient: [f64; 2],
    /// What is remembered before the step: [`state`](OptimizerRunner::state) of this step.
    pub before: Snapshot,
    /// What is remembered after it: that of the next one.
    pub after: Snapshot,
    /// 1 − β₁ᵗ and 1 − β₂ᵗ, by which Adam divides its means; none where nothing is corrected.
    pub corrections: Option<[f64; 2]>,
    /// The root by which each coordinate's step is divided (√s, of Adam as corrected, without eps);
    /// none of SGD and momentum.
    pub scale: Option<[f64; 2]>,
    /// The step: what the rule adds to the iterate.
    pub change: [f64; 2],
    /// Where it leads.
    pub next: [f64; 2],
    /// All of these by the letters that stand for them in equations.
    slots: Slots,
}

impl Anatomy {
    /// The step that led on from a racer's iterate after `step` steps. None where there is no such
    /// racer, or the step has not been taken, or could not be since the racer had stopped.
    #[must_use]
    pub fn of(runner: &OptimizerRunner, racer: usize, step: u32) -> Option<Self> {
        let config = runner.config();
        let of = runner.racers().get(racer)?;
        let path = of.trajectory().as_chunks().0.get(usize::try_from(step).ok()?..)?;
        let [iterate, next] = *path.first_chunk()?;
        let stop = of.status().stop();
        if stop.is_some_and(|(stop, _)| stop <= step + 1) {
            return None;
        }
        let mut gradient = config.objective.evaluate(iterate).gradient;
        if config.noise.sigma > 0.0 {
            let [x, y] = config.noise.of(racer).at(step);
            gradient = [gradient[0] + x, gradient[1] + y];
        }
        let mut anatomy = Self {
            optimizer: config.racers[racer].optimizer,
            iterate,
            gradient,
            before: of.snapshot(&config.objective, step),
            after: of.snapshot(&config.objective, step + 1),
            corrections: None,
            scale: None,
            change: [0.0; 2],
            next,
            slots: Slots::new(),
        };
        anatomy.take();
        Some(anatomy)
    }

    /// Finds what the rule makes of its state on the way to the step, in its own arithmetic, and what
    /// the letters of its equations stand for.
    fn take(&mut self) {
        let slots = &mut self.slots;
        let part = |of: &Snapshot, part: usize| of.parts.get(part).map_or([0.0; 2], |(_, it)| *it);
        // The mean of squares is the last that is remembered.
        let last = self.before.parts.len().saturating_sub(1);
        let (first, squares) = (part(&self.after, 0), part(&self.after, last));
        for (letter, both) in [
            ('x', self.iterate),
            ('X', self.next),
            ('g', self.gradient),
            ('v', part(&self.before, 0)),
            ('V', first),
            ('s', part(&self.before, last)),
            ('S', squares),
        ] {
            slots.set(letter, both);
        }
        // What the rule takes as many times as it says, and by what root it divides.
        let (mut mean, mut root) = (self.gradient, Some(squares));
        let eps = match self.optimizer {
            Optimizer::Sgd(_) => {
                root = None;
                0.0
            }
            Optimizer::Momentum(rule) => {
                slots.set_both('o', rule.momentum);
                slots.set_both('d', rule.dampening);
                (mean, root) = (first, None);
                0.0
            }
            Optimizer::AdaGrad(rule) => rule.eps,
            Optimizer::RmsProp(rule) => {
                slots.set_both('b', rule.alpha);
                rule.eps
            }
            Optimizer::Adam(rule) => {
                slots.set_both('a', rule.betas[0]);
                slots.set_both('b', rule.betas[1]);
                mean = first;
                if rule.bias_correction {
                    let [one, other] = rule.corrections(self.after.step);
                    slots.set_both('A', one);
                    slots.set_both('B', other);
                    self.corrections = Some([one, other]);
                    mean = mean.map(|mean| mean / one);
                    root = Some(squares.map(|square| square / other));
                }
                rule.eps
            }
        };
        let lr = *self.optimizer.clone().learning_rate_mut();
        slots.set_both('l', lr);
        slots.set_both('e', eps);
        slots.set('n', mean);
        slots.set('r', root.unwrap_or_default());
        // As the rule computes it: each correction by itself, so that neither makes it overflow.
        let [of_mean, of_squares] = self.corrections.unwrap_or([1.0; 2]);
        self.scale = root.map(|_| squares.map(|square| square.sqrt() / of_squares.sqrt()));
        let taken = if self.corrections.is_some() { first } else { mean };
        for axis in 0..2 {
            let times = lr / of_mean * taken[axis];
            self.change[axis] = match self.scale {
                Some(root) => -(times / (root[axis] + eps)),
                None => -times,
            };
        }
        slots.set('D', self.change);
    }
}
