//! What the chart shows of each racer.

use downhill::OptimizerRunner;
use serde::Serialize;

use crate::distance::{difference, distance_to_minimum, known_minima, norm};

/// A number of a racer after a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// f.
    #[default]
    Loss,
    /// How far the nearest global minimum is that is known.
    Distance,
    /// The length of ∇f.
    Gradient,
    /// How long the step was.
    Length,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 4] = [Self::Loss, Self::Distance, Self::Gradient, Self::Length];

    /// The measure of that name: `loss`, `distance`, `gradient`, `length`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Distance => "distance",
            Self::Gradient => "gradient",
            Self::Length => "length",
        }
    }

    /// The number of a racer after `step` steps; none where it is not known.
    pub(crate) fn of(self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<f64> {
        let at = runner.iterate(racer, step)?;
        let number = match self {
            Self::Loss => runner.loss(racer, step)?,
            Self::Distance => distance_to_minimum(&runner.config().objective, at),
            Self::Gradient => norm(runner.evaluate(at).gradient),
            Self::Length => norm(difference(at, runner.iterate(racer, step.wrapping_sub(1))?)),
        };
        Some(number).filter(|number| !number.is_nan())
    }

    /// Whether no step of the run has such a number.
    pub(crate) fn is_missing(self, runner: &OptimizerRunner) -> bool {
        self == Self::Distance && known_minima(&runner.config().objective).is_empty()
    }

    /// The first step that has such a number.
    pub(crate) fn first(self) -> u32 {
        u32::from(self == Self::Length)
    }
}

/// The last step of a racer so far at which it had not stopped.
pub(crate) fn last_step(runner: &OptimizerRunner, racer: usize) -> u32 {
    match runner.status(racer).ok().and_then(downhill::Status::stop) {
        Some((stop, _)) => stop.saturating_sub(1),
        None => runner.step_count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    #[test]
    fn a_racer_is_measured_after_a_step() {
        let config: RunConfig = "objective=bowl&start=3,4&racers=sgd(lr=0.1)".parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        runner.step(2).unwrap();
        let of = |measure: Measure, step| measure.of(&runner, 0, step);
        assert_eq!([Measure::Length.first(), Measure::Loss.first()], [1, 0]);
        assert_eq!(of(Measure::Length, 0), None);
        assert_eq!(of(Measure::Distance, 0), Some(5.0));
        for step in 0..3 {
            let loss = runner.losses(0).unwrap()[usize::try_from(step).unwrap()];
            assert_eq!(of(Measure::Loss, step), Some(loss));
            let [x, y] = runner.gradient(0, step).unwrap();
            let gradient = of(Measure::Gradient, step).unwrap();
            assert_eq!(gradient, (x * x + y * y).sqrt());
            if step < 2 {
                let way = of(Measure::Length, step + 1).unwrap();
                assert!((way - 0.1 * gradient).abs() < 1e-12, "{way} {gradient}");
            }
        }
        for measure in Measure::ALL {
            assert_eq!([of(measure, 3), of(measure, u32::MAX)], [None, None]);
        }
    }

    #[test]
    fn where_no_minimum_is_known_there_is_no_distance() {
        let config: RunConfig = "formula=x^2+y^2&racers=sgd".parse().unwrap();
        let found = Measure::Distance.of(&OptimizerRunner::new(config), 0, 0);
        assert_eq!(found, None);
    }

    #[test]
    fn in_a_local_minimum_the_distance_is_that_to_a_global_one() {
        // The local minimum that lies across from the only global one.
        let run = "objective=styblinski-tang&start=2.746803,2.746803&racers=sgd";
        let runner = OptimizerRunner::new(run.parse().unwrap());
        let of = |measure: Measure| measure.of(&runner, 0, 0).unwrap();
        assert!(of(Measure::Gradient) < 1e-4, "{}", of(Measure::Gradient));
        assert!((of(Measure::Distance) - 7.990_783).abs() < 1e-5, "{}", of(Measure::Distance));
    }

    #[test]
    fn the_last_step_is_the_one_before_a_stop() {
        let config: RunConfig = "racers=sgd,momentum(lr=1.7e308,momentum=4)".parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        runner.step(10).unwrap();
        let stop = runner.status(1).unwrap().stop().unwrap().0;
        assert_eq!([last_step(&runner, 0), last_step(&runner, 1)], [10, stop - 1]);
    }
}
