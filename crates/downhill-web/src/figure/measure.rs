//! What the chart shows of each racer.

use downhill::OptimizerRunner;
use downhill::experiments::{from_minimum, length, minus};

use super::report::{iterate_at, loss_at};

/// A number of a racer after a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Measure {
    /// f.
    #[default]
    Loss,
    /// How far the nearest minimum is that is known.
    Distance,
    /// The length of ∇f.
    Gradient,
    /// How long the step was.
    Length,
}

/// The measures by the names of their texts.
pub(crate) const MEASURES: [(&str, Measure); 4] = [
    ("loss", Measure::Loss),
    ("distance", Measure::Distance),
    ("gradient", Measure::Gradient),
    ("length", Measure::Length),
];

impl Measure {
    /// The number of a racer after `step` steps; none where there is none.
    pub(crate) fn of(self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<f64> {
        let at = iterate_at(runner, racer, step)?;
        Some(length(match self {
            Self::Loss => return loss_at(runner, racer, step),
            Self::Distance => return Some(from_minimum(&runner.config().objective, at)),
            Self::Gradient => runner.evaluate(at).gradient,
            Self::Length => minus(at, iterate_at(runner, racer, step.wrapping_sub(1))?),
        }))
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
        let [loss, distance, gradient, moved] =
            MEASURES.map(|(_, measure)| [0, 1, 2, 3].map(|step| measure.of(&runner, 0, step)));
        assert_eq!(loss[..3], runner.losses(0).unwrap()[..3]);
        assert!((distance[0] - 5.0).abs() < 1e-12 && distance[1] < distance[0]);
        for step in 0..3 {
            let [x, y] = runner.gradient(0, u32::try_from(step).unwrap()).unwrap();
            assert_eq!(gradient[step], (x * x + y * y).sqrt());
        }
        assert!(moved[0].is_nan());
        for step in 1..3 {
            assert!((moved[step] - 0.1 * gradient[step - 1]).abs() < 1e-12);
        }
        assert!([loss, distance, gradient, moved].iter().all(|numbers| numbers[3].is_nan()));
    }

    #[test]
    fn where_no_minimum_is_known_there_is_no_distance() {
        let config: RunConfig = "formula=x^2+y^2&racers=sgd".parse().unwrap();
        assert!(Measure::Distance.of(&OptimizerRunner::new(config), 0, 0).is_nan());
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
