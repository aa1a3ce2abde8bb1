//! One step of one racer, taken apart: what its rule took in, remembered and did, and the rule's
//! equations with the values of their letters.
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

use downhill_math::{Explanation, Optimizer, Snapshot};

use crate::OptimizerRunner;

/// One step of a racer, `[x, y]` each.
#[derive(Clone, Debug, PartialEq)]
pub struct Anatomy {
    /// The rule with its settings, and with the learning rate of this step.
    pub optimizer: Optimizer,
    /// Where the step begins.
    pub iterate: [f64; 2],
    /// The gradient that the rule takes in, with the run's noise, clipped.
    pub gradient: [f64; 2],
    /// The same before it is clipped.
    pub unclipped: [f64; 2],
    /// What is remembered before the step: [`state`](OptimizerRunner::state) of this step.
    pub before: Snapshot,
    /// What is remembered after it: that of the next one.
    pub after: Snapshot,
    /// The iterate to which the step is added: [`iterate`](Self::iterate), but of AdamW with the
    /// decay taken from it.
    pub base: [f64; 2],
    /// The step.
    pub change: [f64; 2],
    /// Where it leads: the base and the step.
    pub next: [f64; 2],
    /// The root by which each coordinate's step is divided (√s, of Adam as corrected, without eps),
    /// and its symbol; none of SGD and momentum.
    pub root: Option<([f64; 2], &'static str)>,
    /// What the rule remembers of the gradients, if that is what it follows, and its symbol.
    pub follows: Option<([f64; 2], &'static str)>,
    /// 1 − β₁ᵗ and 1 − β₂ᵗ, by which Adam divides its means; none where nothing is corrected.
    pub corrections: Option<[f64; 2]>,
    /// The rule's equations in the order in which they are computed, a line each: the result, `|`, and
    /// what is computed, in MathML with slots. A slot is a letter and its symbol in braces. The last two
    /// are those of the step and of the next iterate.
    pub equations: String,
    /// The letters of the equations with their values, of x and of y.
    pub letters: Vec<(char, [f64; 2])>,
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
        let mut unclipped = config.objective.evaluate(iterate).gradient;
        if config.noise.sigma > 0.0 {
            let [x, y] = config.noise.of(racer).at(step);
            unclipped = [unclipped[0] + x, unclipped[1] + y];
        }
        let training = config.racers[racer].training();
        let gradient = training.seen(unclipped);
        let optimizer = training.optimizer_at(step);
        let before = of.snapshot(&config.objective, step);
        let after = of.snapshot(&config.objective, step + 1);
        let [x, y] = optimizer.explain(iterate, gradient, &before, &after);
        let both = |of: fn(&Explanation) -> f64| [of(&x), of(&y)];
        let with_symbol = |of: fn(&Explanation) -> Option<(f64, &'static str)>| {
            let ((of_x, symbol), (of_y, _)) = (of(&x)?, of(&y)?);
            Some(([of_x, of_y], symbol))
        };
        let change = both(|of| of.change);
        let mut letters = vec![
            ('x', iterate),
            ('X', next),
            ('g', gradient),
            ('l', [*optimizer.clone().learning_rate_mut(); 2]),
            ('D', change),
        ];
        letters.extend(
            x.letters.iter().zip(&y.letters).map(|((letter, x), (_, y))| (*letter, [*x, *y])),
        );
        Some(Self {
            optimizer,
            iterate,
            gradient,
            unclipped,
            base: both(|of| of.base),
            change,
            next,
            root: with_symbol(|of| of.root),
            follows: with_symbol(|of| of.follows),
            corrections: x.corrections,
            before,
            after,
            equations: x.equations,
            letters,
        })
    }
}
