//! What the article "Neural Network Optimization Algorithms Explained with Code" says, as
//! experiments: a run, what to look for in it, and a reading that says whether it happened, with
//! the numbers that show it.
//!
//! A reading is computed from the run that it is given, so it also answers what a changed setting
//! does to the claim. It looks at the first 10,000 steps at most, of those that have been taken.
//!
//! ```
//! use downhill::{Numerals, OptimizerRunner, RunConfig, experiments::experiments};
//!
//! let experiment = &experiments()[0];
//! let config = RunConfig::from_text(experiment.run, Numerals::STD)?;
//! let steps = config.steps;
//! let mut runner = OptimizerRunner::new(config);
//! runner.step(steps)?;
//! assert_eq!(experiment.read(&runner, Numerals::STD).happened, Some(true));
//! # Ok::<(), downhill::InputError>(())
//! ```

mod momentum;
mod race;
mod rates;
mod sgd;
mod whole;

use downhill_math::Numerals;

use crate::OptimizerRunner;
use race::{Outcome, Race};

/// One claim, and the run that shows it.
#[derive(Debug)]
pub struct Experiment {
    /// The name by which it is chosen: `flat-start`.
    pub name: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What to look for, in one sentence.
    pub look_for: &'static str,
    /// The run, as [`RunConfig::from_text`](crate::RunConfig::from_text) reads it.
    pub run: &'static str,
    /// What the article says of it, and whether that holds.
    pub claim: &'static str,
    measure: fn(&Race<'_>) -> Outcome,
}

/// What a run shows of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Whether what was to be looked for happened; none where the run cannot show it, and the
    /// sentence then says why.
    pub happened: Option<bool>,
    /// What was measured, in a sentence or two.
    pub sentence: String,
}

impl Experiment {
    /// What `runner` shows of the claim, with numbers printed by `numerals`. Any run will do; of
    /// one that is under way the steps taken so far are read.
    #[must_use]
    pub fn read(&self, runner: &OptimizerRunner, numerals: Numerals) -> Reading {
        let outcome = Race::new(runner, numerals).and_then(|race| (self.measure)(&race));
        match outcome {
            Ok((happened, sentence)) => Reading { happened: Some(happened), sentence },
            Err(sentence) => Reading { happened: None, sentence },
        }
    }
}

/// Every experiment, in the order in which the article makes its claims.
#[must_use]
pub fn experiments() -> &'static [Experiment] {
    static ALL: [Experiment; 17] = [
        sgd::FLAT_START,
        sgd::NOT_CONVEX,
        sgd::ZIGZAG,
        momentum::SLOW_START,
        momentum::LAG,
        momentum::FLAT_AREAS,
        momentum::RAVINE,
        momentum::TORCH,
        rates::EVEN,
        rates::FALLING_RATE,
        rates::RISING_RATE,
        rates::BIAS_CORRECTION,
        rates::HEAD_START,
        whole::OVERSHOOT,
        whole::BEST_RATES,
        whole::ONE_LINE,
        whole::GIF,
    ];
    &ALL
}
