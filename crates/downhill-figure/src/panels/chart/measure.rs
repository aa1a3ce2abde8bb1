//! What the chart shows of each racer.

use downhill::anatomy::Anatomy;
use downhill::{Family, OptimizerRunner, RacerConfig};
use serde::Serialize;

use crate::distance::{difference, distance_to_minimum, known_minima, norm};
use crate::texts::ChartTexts;

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
    /// The learning rate of the step, by the racer's schedule.
    Rate,
    /// That learning rate over the root that the rule divides the step along x by.
    RateX,
    /// The same along y.
    RateY,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 7] = [
        Self::Loss,
        Self::Distance,
        Self::Gradient,
        Self::Length,
        Self::Rate,
        Self::RateX,
        Self::RateY,
    ];

    /// The measure of that name: `loss`, `distance`, `gradient`, `length`, `rate`, `ratex`, `ratey`.
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
            Self::Rate => "rate",
            Self::RateX => "ratex",
            Self::RateY => "ratey",
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
            Self::Rate => {
                let racer = runner.config().racers.get(racer)?;
                racer.training().rate(step.checked_sub(1)?)
            }
            Self::RateX => effective_rate(runner, racer, step)?[0],
            Self::RateY => effective_rate(runner, racer, step)?[1],
        };
        Some(number).filter(|number| !number.is_nan())
    }

    /// Why no step of the run has such a number; nothing where some have.
    pub(crate) fn missing(self, runner: &OptimizerRunner, texts: &ChartTexts) -> &'static str {
        match self {
            Self::Distance if known_minima(&runner.config().objective).is_empty() => {
                texts.no_minimum
            }
            Self::RateX | Self::RateY
                if runner.config().racers.iter().all(|racer| racer.off || !has_root(racer)) =>
            {
                texts.no_root
            }
            _ => "",
        }
    }

    /// The first step that has such a number: those of a step that was taken begin with it.
    pub(crate) fn first(self) -> u32 {
        match self {
            Self::Loss | Self::Distance | Self::Gradient => 0,
            Self::Length | Self::Rate | Self::RateX | Self::RateY => 1,
        }
    }
}

/// Whether a racer's rule divides by a root of what it remembers.
fn has_root(racer: &RacerConfig) -> bool {
    let family = racer.optimizer.kind().info().family;
    matches!(family, Family::SumOfSquares | Family::MeanOfSquares | Family::Adam)
}

/// The learning rate of the step that led to a racer's iterate after `step` steps, over the root by which
/// its rule divided it, along x and along y; none where it divided by none.
fn effective_rate(runner: &OptimizerRunner, racer: usize, step: u32) -> Option<[f64; 2]> {
    let config = runner.config().racers.get(racer).filter(|racer| has_root(racer))?;
    let before = step.checked_sub(1)?;
    let (root, _) = Anatomy::of(runner, racer, before)?.root?;
    let rate = config.training().rate(before);
    // Where every gradient so far was 0, nothing is divided by but eps.
    Some(root.map(|root| if root > 0.0 { rate / root } else { f64::NAN }))
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
    use crate::texts::Texts;
    use downhill::{OptimizerKind, RunConfig};

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
        let [rate, along_x] = [Measure::Rate, Measure::RateX].map(|measure| of(measure, 1));
        assert_eq!([rate, along_x], [Some(0.1), None]);
        for measure in Measure::ALL {
            assert_eq!([of(measure, 3), of(measure, u32::MAX)], [None, None]);
        }
    }

    #[test]
    fn rates_are_those_of_the_step_that_was_taken() {
        let run =
            "objective=bowl&start=3,4&racers=adagrad(lr=0.5,schedule=exponential,gamma=0.5),sgd";
        let mut runner = OptimizerRunner::new(run.parse().unwrap());
        runner.step(3).unwrap();
        let mut sums = [0.0, 0.0];
        for step in 0..3 {
            let of = |measure: Measure| measure.of(&runner, 0, step + 1).unwrap();
            let rate = [0.5, 0.25, 0.125][usize::try_from(step).unwrap()];
            assert_eq!(of(Measure::Rate), rate);
            let gradient = runner.gradient(0, step).unwrap();
            for (axis, measure) in [Measure::RateX, Measure::RateY].into_iter().enumerate() {
                sums[axis] += gradient[axis] * gradient[axis];
                let wanted = rate / sums[axis].sqrt();
                let apart = (of(measure) - wanted).abs();
                assert!(apart < 1e-12 * wanted, "{measure:?} {step}: {apart}");
            }
        }
        assert_eq!(Measure::RateX.of(&runner, 1, 2), None);
        let missing = |run: &str, measure: Measure| {
            let runner = OptimizerRunner::new(run.parse().unwrap());
            !measure.missing(&runner, &Texts::of("en").chart).is_empty()
        };
        assert!(!missing(run, Measure::RateY));
        assert!(missing("racers=sgd,momentum,rprop,lion,adam(off=true)", Measure::RateY));
        assert!(!missing("racers=sgd", Measure::Rate));
    }

    #[test]
    fn every_rule_has_the_root_that_its_family_says() {
        for kind in OptimizerKind::ALL {
            let run = format!("objective=bowl&start=3,4&racers={}&steps=30", kind.name());
            let mut runner = OptimizerRunner::new(run.parse().unwrap());
            runner.step(30).unwrap();
            let root = Anatomy::of(&runner, 0, 20).unwrap().root;
            assert_eq!(root.is_some(), has_root(&runner.config().racers[0]), "{run}");
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
