//! What readings are made of: racers found by what they are, and a few measures of their paths.

use downhill_math::{Adam, Momentum, Numerals, Optimizer, Status, digits};

use crate::decimal::short;
use crate::{OptimizerRunner, RunConfig};

/// How many steps are looked at, so that a long run does not hold up a page.
const MOST: usize = 10_000;

/// Whether it happened, and what was measured; or why the run cannot show it.
pub(super) type Outcome = Result<(bool, String), String>;

/// What fills a `#` in a sentence.
pub(super) enum Slot<'a> {
    /// A measured number; where it is not finite, nothing can be said.
    Number(f64),
    /// A count of steps; none is "never".
    Steps(Option<usize>),
    /// A name.
    Name(&'a str),
}

/// A run to be read.
pub(super) struct Race<'a> {
    runner: &'a OptimizerRunner,
    numerals: Numerals,
    /// How many steps are looked at, at least 2.
    pub(super) steps: usize,
}

impl<'a> Race<'a> {
    pub(super) fn new(runner: &'a OptimizerRunner, numerals: Numerals) -> Result<Self, String> {
        let steps = usize::try_from(runner.step_count()).unwrap_or(MOST).min(MOST);
        if steps < 2 {
            return Err("Two steps at least must have been taken.".to_owned());
        }
        Ok(Self { runner, numerals, steps })
    }

    pub(super) fn config(&self) -> &'a RunConfig {
        self.runner.config()
    }

    /// The first racer that `is` the one in question, if it has run all the way.
    pub(super) fn find(
        &self,
        name: &str,
        is: &dyn Fn(&Optimizer) -> bool,
    ) -> Result<usize, String> {
        let mut racers = self.config().racers.iter();
        let Some(racer) = racers.position(|racer| is(&racer.optimizer)) else {
            return Err(["This run has no ", name, "."].concat());
        };
        match self.runner.status(racer).map(Status::stop) {
            Ok(Some((step, _))) => {
                let step = digits(usize::try_from(step).unwrap_or_default());
                Err([name, " stopped at step ", &step, "."].concat())
            }
            _ => Ok(racer),
        }
    }

    pub(super) fn sgd(&self) -> Result<usize, String> {
        self.find("SGD", &|of| matches!(of, Optimizer::Sgd(_)))
    }

    /// Momentum as in the article's code, of this learning rate.
    pub(super) fn damped(&self, rate: f64) -> Result<usize, String> {
        self.find("damped momentum of that learning rate", &|of| {
            matches!(of, Optimizer::Momentum(Momentum { lr, dampening, damp_first_step: true, .. })
                if *lr == rate && *dampening > 0.0)
        })
    }

    /// Momentum as in the article's formula, of this learning rate.
    pub(super) fn undamped(&self, rate: f64) -> Result<usize, String> {
        self.find("undamped momentum of that learning rate", &|of| {
            matches!(of, Optimizer::Momentum(Momentum { lr, dampening, .. })
                if *lr == rate && *dampening == 0.0)
        })
    }

    pub(super) fn adagrad(&self) -> Result<usize, String> {
        self.find("AdaGrad", &|of| matches!(of, Optimizer::AdaGrad(_)))
    }

    pub(super) fn rmsprop(&self) -> Result<usize, String> {
        self.find("RMSProp", &|of| matches!(of, Optimizer::RmsProp(_)))
    }

    /// Adam with bias correction.
    pub(super) fn adam(&self) -> Result<usize, String> {
        self.find("Adam with bias correction", &|of| {
            matches!(of, Optimizer::Adam(Adam { bias_correction: true, .. }))
        })
    }

    pub(super) fn optimizer(&self, racer: usize) -> Optimizer {
        self.config().racers[racer].optimizer
    }

    pub(super) fn rate(&self, racer: usize) -> f64 {
        *self.optimizer(racer).learning_rate_mut()
    }

    /// The iterates, one more than steps.
    pub(super) fn path(&self, racer: usize) -> Vec<[f64; 2]> {
        let flat = self.runner.trajectory(racer).unwrap_or_default();
        flat.chunks_exact(2).take(self.steps + 1).map(|point| [point[0], point[1]]).collect()
    }

    /// What each step added.
    pub(super) fn moves(&self, racer: usize) -> Vec<[f64; 2]> {
        self.path(racer).windows(2).map(|pair| minus(pair[1], pair[0])).collect()
    }

    /// How far each step went.
    pub(super) fn lengths(&self, racer: usize) -> Vec<f64> {
        self.moves(racer).into_iter().map(length).collect()
    }

    /// The first step after which f is below `limit`.
    pub(super) fn steps_below(&self, racer: usize, limit: f64) -> Option<usize> {
        let losses = self.runner.losses(racer).unwrap_or_default();
        losses.iter().take(self.steps + 1).position(|loss| *loss < limit)
    }

    pub(super) fn gradient(&self, point: [f64; 2]) -> [f64; 2] {
        self.runner.evaluate(point).gradient
    }

    /// A sentence with every `#` of `template` filled.
    pub(super) fn say(&self, template: &str, slots: &[Slot<'_>]) -> Result<String, String> {
        let mut slots = slots.iter();
        let mut text = String::new();
        for letter in template.chars() {
            match (letter, if letter == '#' { slots.next() } else { None }) {
                (_, Some(Slot::Number(number))) if number.is_finite() => {
                    text.push_str(&short(*number, self.numerals));
                }
                (_, Some(Slot::Number(_))) => {
                    return Err("The numbers of this run are beyond comparison.".to_owned());
                }
                (_, Some(Slot::Steps(None))) => text.push_str("never"),
                (_, Some(Slot::Steps(Some(count)))) => text.push_str(&digits(*count)),
                (_, Some(Slot::Name(name))) => text.push_str(name),
                (letter, None) => text.push(letter),
            }
        }
        Ok(text)
    }
}

pub(super) fn minus(one: [f64; 2], other: [f64; 2]) -> [f64; 2] {
    [one[0] - other[0], one[1] - other[1]]
}

pub(super) fn length([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

/// The place of the largest number; 0 of none.
pub(super) fn largest(numbers: &[f64]) -> usize {
    let mut place = 0;
    for (index, number) in numbers.iter().enumerate() {
        if *number > numbers[place] {
            place = index;
        }
    }
    place
}

/// Whether one number of steps is less than another; never is more than any.
pub(super) fn sooner(one: Option<usize>, other: Option<usize>) -> bool {
    one.unwrap_or(usize::MAX) < other.unwrap_or(usize::MAX)
}
