//! An experiment: a run, what to watch in it, and a reading that says what comes of it, with the
//! numbers that show it.
//!
//! A reading is measured in the run that it is given, so it also answers what a changed setting does.
//! It looks at the first 2,000 steps at most, of those that have been taken.
//!
//! ```
//! use downhill::{OptimizerRunner, RunConfig};
//! use downhill_figure::panels::story::{Verdict, stories};
//!
//! let experiment = stories().next().unwrap();
//! let config = RunConfig::from_text(experiment.run())?;
//! let steps = config.steps;
//! let mut runner = OptimizerRunner::new(config);
//! runner.step(steps)?;
//! assert_eq!(experiment.read(&runner).verdict, Verdict::True);
//! # Ok::<(), downhill::InputError>(())
//! ```

use downhill::decimal::{short, signed};
use downhill::{OptimizerRunner, RunConfig, Status};
use serde::Serialize;

use super::form::Form;
use super::measure::{self, Measure, Measured};
use crate::numbers::typeset;

/// How many racers, and numbers, an experiment measures at most.
pub(super) const MOST_MEASURED: usize = 7;
pub(super) type Numbers = [f64; MOST_MEASURED];

/// What a story is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum StoryKind {
    /// It teaches.
    #[default]
    Lesson,
    /// It tests what the article says.
    Claim,
}

/// What a run says of a story's condition: of what a lesson has the reader see, or of what the article
/// says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It happens in this run.
    True,
    /// It does not.
    False,
    /// It happens in this run, and the story's comment says on which settings that hangs.
    Conditional,
    /// This run cannot show it.
    Unread,
}

/// The verdict on what happens or does not.
pub(super) fn says(happens: bool) -> Verdict {
    if happens { Verdict::True } else { Verdict::False }
}

/// The verdict on what happens or does not, and hangs on settings where it does.
pub(super) fn depends(happens: bool) -> Verdict {
    if happens { Verdict::Conditional } else { Verdict::False }
}

/// The verdict on what one case refutes, but none can prove.
pub(super) fn refuted(is_refuted: bool) -> Verdict {
    if is_refuted { Verdict::False } else { Verdict::Unread }
}

/// One lesson or claim, and the run that shows it.
#[derive(Debug)]
pub struct Experiment {
    pub(super) kind: StoryKind,
    /// The name by which tests and documents call it: `flat-start`.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// Of a lesson what it is about, in a few words; of a claim the article's words.
    pub(super) what: &'static str,
    pub(super) text: &'static str,
    pub(super) comment: &'static str,
    /// The run, as text.
    pub(super) run: &'static str,
    /// What was measured, in a sentence or two in which each `#` is the next number.
    pub(super) result: &'static str,
    /// The racers that are measured.
    pub(super) racers: &'static [Form],
    /// What is measured, each in the racer of that place among `racers`.
    pub(super) measures: &'static [(Measure, u8)],
    /// What these numbers say.
    pub(super) verdict: fn(&Numbers) -> Verdict,
}

/// What a run shows of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the numbers say.
    pub verdict: Verdict,
    /// What was measured, in a sentence or two; or why nothing was.
    pub sentence: String,
}

impl Experiment {
    /// Whether it is a lesson or a claim.
    #[must_use]
    pub fn kind(&self) -> StoryKind {
        self.kind
    }

    /// The name by which tests and documents call it: `flat-start`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is about, in a few words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What it is about, for a list: of a claim the article's words.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// The article's words, without quotation marks; nothing for a lesson.
    #[must_use]
    pub fn quote(&self) -> &'static str {
        match self.kind {
            StoryKind::Lesson => "",
            StoryKind::Claim => self.what,
        }
    }

    /// What a lesson teaches; what to watch in the run of a claim.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// What a lesson invites to; what there is to say of a claim.
    #[must_use]
    pub fn comment(&self) -> &'static str {
        self.comment
    }

    /// The run, as [`RunConfig::from_text`] reads it.
    #[must_use]
    pub fn run(&self) -> &'static str {
        self.run
    }

    /// The name of its objective.
    pub(super) fn objective(&self) -> Option<&'static str> {
        let config = RunConfig::from_text(self.run).ok()?;
        config.objective.entry().map(|entry| entry.name)
    }

    /// What `runner` shows of the story. Any run will do; of one that is under way the steps taken so
    /// far are read.
    #[must_use]
    pub fn read(&self, runner: &OptimizerRunner) -> Reading {
        match self.numbers(runner) {
            Ok(numbers) => {
                Reading { verdict: (self.verdict)(&numbers), sentence: self.sentence(&numbers) }
            }
            Err(refusal) => Reading { verdict: Verdict::Unread, sentence: refusal },
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
            match runner.status(racer) {
                Ok(Status::Diverged { step, .. }) => {
                    let name = capitalized(form.name());
                    return Err(format!(
                        "{name} flew off at step {step}: try a smaller learning rate."
                    ));
                }
                Ok(Status::Undefined { .. }) => {
                    let name = capitalized(form.name());
                    return Err(format!("{name} came to where f is undefined."));
                }
                Ok(Status::Running) | Err(_) => {}
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

    fn sentence(&self, numbers: &Numbers) -> String {
        let mut pieces = self.result.split('#');
        let mut sentence = pieces.next().unwrap_or_default().to_owned();
        for (piece, number) in pieces.zip(numbers) {
            sentence += &formatted(*number);
            sentence += piece;
        }
        sentence
    }
}

/// A measured number as a reading tells it.
fn formatted(number: f64) -> String {
    if number == measure::NEVER {
        "never".to_owned()
    } else if number == number.floor() && number < 1e6 {
        signed(number)
    } else {
        typeset(&short(number).replace('e', "E"))
    }
}

/// A name as a sentence begins with it.
fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
