//! What the article "Neural Network Optimization Algorithms Explained with Code" says, as
//! experiments: a run, what to look for in it, and a reading that says whether it happened, with
//! the numbers that show it.
//!
//! A reading is measured in the run that it is given, so it also answers what a changed setting
//! does to the claim. It looks at the first 2,000 steps at most, of those that have been taken.
//!
//! ```
//! use downhill::{OptimizerRunner, RunConfig};
//! use downhill_figure::panels::claims::experiments;
//!
//! let experiment = &experiments()[0];
//! let config = RunConfig::from_text(experiment.run())?;
//! let steps = config.steps;
//! let mut runner = OptimizerRunner::new(config);
//! runner.step(steps)?;
//! assert_eq!(experiment.read(&runner).happened, Some(true));
//! # Ok::<(), downhill::InputError>(())
//! ```

use downhill::decimal::{short, signed};
use downhill::{OptimizerRunner, Status};

use super::form::Form;
use super::measure::{self, Measure, Measured};

/// How many racers, and numbers, an experiment measures at most.
pub(super) const MOST_MEASURED: usize = 7;
pub(super) type Numbers = [f64; MOST_MEASURED];

/// One claim, and the run that shows it.
#[derive(Debug)]
pub struct Experiment {
    /// The name by which it is chosen: `flat-start`.
    pub(super) name: &'static str,
    /// What it is about, in a few words.
    pub(super) title: &'static str,
    /// What to look for, in one sentence.
    pub(super) look_for: &'static str,
    /// The run, as text.
    pub(super) run: &'static str,
    /// What the article says of it, and whether that holds.
    pub(super) claim: &'static str,
    /// What was measured, in a sentence or two in which each `#` is the next number.
    pub(super) result: &'static str,
    /// The racers that are measured.
    pub(super) racers: &'static [Form],
    /// What is measured, each in the racer of that place among `racers`.
    pub(super) measures: &'static [(Measure, u8)],
    /// Whether these numbers are what is to be looked for.
    pub(super) happened: fn(&Numbers) -> bool,
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
    /// The name by which it is chosen: `flat-start`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is about, in a few words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What to look for, in one sentence.
    #[must_use]
    pub fn look_for(&self) -> &'static str {
        self.look_for
    }

    /// The run, as [`RunConfig::from_text`](downhill::RunConfig::from_text) reads it.
    #[must_use]
    pub fn run(&self) -> &'static str {
        self.run
    }

    /// What the article says of it, and whether that holds.
    #[must_use]
    pub fn claim(&self) -> &'static str {
        self.claim
    }

    /// What `runner` shows of the claim. Any run will do; of one that is under way the steps taken so
    /// far are read.
    #[must_use]
    pub fn read(&self, runner: &OptimizerRunner) -> Reading {
        match self.numbers(runner) {
            Ok(numbers) => {
                Reading { happened: Some((self.happened)(&numbers)), sentence: self.tell(&numbers) }
            }
            Err(refusal) => Reading { happened: None, sentence: refusal },
        }
    }

    /// What was measured.
    fn numbers(&self, runner: &OptimizerRunner) -> Result<Numbers, String> {
        if runner.step_count() < 2 {
            return Err("Two steps at least must have been taken.".to_owned());
        }
        let mut numbers = [0.0; MOST_MEASURED];
        let mut first = None;
        for (place, form) in (0..).zip(self.racers) {
            let racer = form.find(&runner.config().racers, first);
            let racer = racer.ok_or_else(|| format!("This run has no {}.", form.name()))?;
            if runner.status(racer) != Ok(Status::Running) {
                return Err(format!("{} diverged or left the domain of f.", form.name()));
            }
            let first = *first.get_or_insert(racer);
            let mut measured = Measured::of(runner, racer, first);
            for (number, (measure, of)) in numbers.iter_mut().zip(self.measures) {
                // The median is told after it.
                if matches!(measure, Measure::WithoutNoise) {
                    measured.add_noise(runner, racer);
                }
                if *of == place {
                    *number = measured.number(*measure);
                }
            }
        }
        if numbers.iter().any(|number| number.is_nan()) {
            return Err("This run does not have the numbers that this takes.".to_owned());
        }
        Ok(numbers)
    }

    fn tell(&self, numbers: &Numbers) -> String {
        let mut pieces = self.result.split('#');
        let mut sentence = pieces.next().unwrap_or_default().to_owned();
        for (piece, number) in pieces.zip(numbers) {
            sentence += &told(*number);
            sentence += piece;
        }
        sentence
    }
}

/// A measured number as a reading tells it.
fn told(number: f64) -> String {
    if number == measure::NEVER {
        "never".to_owned()
    } else if number == number.floor() && number < 1e6 {
        signed(number)
    } else {
        short(number)
    }
}
