//! One step of one racer, taken apart: what its rule took in, remembered and did, the rule's
//! equations with these numbers in place, and the rule as code.
//!
//! ```
//! use downhill::{Numerals, OptimizerRunner, RunConfig, anatomy::Anatomy};
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

use downhill_math::{Optimizer, Snapshot};

use crate::OptimizerRunner;
pub use code::{Code, code};
pub use equations::Equation;

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
}

impl Anatomy {
    /// The step that led on from a racer's iterate after `step` steps. None where there is no such
    /// racer, or the step has not been taken, or could not be since the racer had stopped.
    #[must_use]
    pub fn of(runner: &OptimizerRunner, racer: usize, step: u32) -> Option<Self> {
        let at = usize::try_from(step).ok()?;
        let path = runner.trajectory(racer).ok()?.as_chunks().0;
        let stop = runner.status(racer).ok()?.stop();
        if stop.is_some_and(|(stop, _)| stop <= step + 1) {
            return None;
        }
        let mut gradient = runner.gradient(racer, step).ok()?;
        if runner.config().noise.sigma > 0.0 {
            let [x, y] = runner.noise(racer, step).ok()?;
            gradient = [gradient[0] + x, gradient[1] + y];
        }
        let mut anatomy = Self {
            optimizer: runner.config().racers.get(racer)?.optimizer,
            iterate: *path.get(at)?,
            gradient,
            before: runner.state(racer, step).ok()?,
            after: runner.state(racer, step + 1).ok()?,
            corrections: None,
            scale: None,
            change: [0.0; 2],
            next: *path.get(at + 1)?,
        };
        anatomy.take();
        Some(anatomy)
    }

    /// Finds what the rule makes of its state on the way to the step, in its own arithmetic.
    fn take(&mut self) {
        if let Optimizer::Adam(rule) = self.optimizer
            && rule.bias_correction
        {
            // The product, as in the rule: the same bits.
            let mut powers = [1.0; 2];
            for _ in 0..self.after.step {
                powers = [powers[0] * rule.betas[0], powers[1] * rule.betas[1]];
            }
            self.corrections = Some(powers.map(|power| 1.0 - power));
        }
        let is_scaled = !matches!(self.optimizer, Optimizer::Sgd(_) | Optimizer::Momentum(_));
        self.scale = is_scaled.then(|| [0, 1].map(|axis| f64::sqrt(self.value('r', axis))));
        for axis in 0..2 {
            let [lr, mean, eps] = ['l', 'n', 'e'].map(|slot| self.value(slot, axis));
            self.change[axis] = match self.scale {
                Some(root) => -(lr * mean / (root[axis] + eps)),
                None => -(lr * mean),
            };
        }
    }
}
