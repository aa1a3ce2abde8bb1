//! When racers came so near to the minimum's f that they have arrived.

use downhill::{OptimizerRunner, within_reach};

/// Minima that are found in another view differ by rounding; this part of the reach changes nothing.
const SAME: f64 = 1e-3;

/// The steps at which each racer comes within reach of the minimum or leaves it again, found as the run
/// is computed, so that no step is looked at twice.
#[derive(Debug, Default)]
pub(crate) struct Arrivals {
    /// f at the minimum; none where no minimum is known.
    lowest: Option<f64>,
    racers: Vec<Crossings>,
}

/// Those of one racer: by turns it comes within reach and leaves.
#[derive(Debug, Default)]
struct Crossings {
    steps: Vec<u32>,
    /// How many losses have been looked at.
    seen: usize,
}

impl Arrivals {
    /// The racers are back at the start.
    pub(crate) fn restart(&mut self) {
        self.racers.clear();
    }

    /// Looks at what has been computed since, towards the minimum with this f.
    pub(crate) fn follow(&mut self, runner: &OptimizerRunner, lowest: Option<f64>) {
        let reach = match (runner.loss(0, 0), lowest) {
            (Some(first), Some(lowest)) => within_reach(first, lowest),
            _ => f64::NAN,
        };
        let is_same = match (self.lowest, lowest) {
            (Some(before), Some(now)) => (before - now).abs() <= SAME * reach,
            (before, now) => before == now,
        };
        if !is_same {
            self.lowest = lowest;
            self.racers.clear();
        }
        let Some(lowest) = self.lowest else { return };
        self.racers.resize_with(runner.racer_count(), Crossings::default);
        for (racer, crossings) in self.racers.iter_mut().enumerate() {
            crossings.follow(runner.losses(racer).unwrap_or_default(), lowest);
        }
    }

    /// The f of the minimum that racers are followed to.
    pub(crate) fn lowest(&self) -> Option<f64> {
        self.lowest
    }

    /// The step at which a racer came within reach for the first time; none where it is not there at
    /// `step`.
    pub(crate) fn arrived(&self, racer: usize, step: u32) -> Option<u32> {
        let steps = &self.racers.get(racer)?.steps;
        let count = steps.partition_point(|crossing| *crossing <= step);
        if count % 2 == 1 { steps.first().copied() } else { None }
    }
}

impl Crossings {
    fn follow(&mut self, losses: &[f64], lowest: f64) {
        let Some(first) = losses.first() else { return };
        let reach = within_reach(*first, lowest);
        let mut is_there = self.steps.len() % 2 == 1;
        for (index, loss) in losses.iter().enumerate().skip(self.seen) {
            // No racer arrives without a step.
            let is_now = index > 0 && (loss - lowest).abs() <= reach;
            if is_now != is_there {
                // What there is no memory for is not said.
                if self.steps.try_reserve(1).is_err() {
                    return;
                }
                self.steps.push(u32::try_from(index).unwrap_or(u32::MAX));
                is_there = is_now;
            }
            self.seen = index + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::runner;

    fn lowest(runner: &OptimizerRunner) -> Option<f64> {
        let config = runner.config();
        downhill::lowest_value(&config.objective, &downhill::minima(&config.objective, config.view))
    }

    /// What a look at every step says.
    fn truth(runner: &OptimizerRunner, racer: usize, step: u32, lowest: f64) -> Option<u32> {
        let first = runner.loss(racer, 0).unwrap();
        let is_there = |step: &u32| {
            let above = (runner.loss(racer, *step).unwrap() - lowest).abs();
            *step > 0 && above <= 1e-3_f64.min((first - lowest).abs() / 10.0)
        };
        if is_there(&step) { (0..=step).find(is_there) } else { None }
    }

    #[test]
    fn what_is_followed_a_bit_at_a_time_is_what_a_look_at_all_steps_says() {
        for line in [
            "objective=himmelblau",
            "objective=rastrigin",
            "objective=bowl&racers=sgd(lr=0.1),momentum(lr=0.1,momentum=0.95),sgd(lr=1.99)",
            "formula=(x-0.3)^2+y^2+4",
            // All of it is lower than the reach.
            "formula=1e-4*(x^2+y^2)&start=1,1&racers=sgd(lr=300)",
        ] {
            let mut run = runner(line, 0);
            let lowest = lowest(&run);
            let mut arrivals = Arrivals::default();
            for count in [1, 7, 30, 162] {
                run.step(count).unwrap();
                arrivals.follow(&run, lowest);
            }
            let mut count = 0;
            for racer in 0..run.racer_count() {
                for step in 0..=200 {
                    let arrived = arrivals.arrived(racer, step);
                    assert_eq!(arrived, truth(&run, racer, step, lowest.unwrap()), "{line} {step}");
                    count += usize::from(arrived.is_some());
                }
            }
            assert!(count > 0, "{line}");
        }
    }

    #[test]
    fn a_racer_that_swings_out_again_is_not_there_while_it_is_out() {
        // f swings: the racer is within reach now and then, and comes to stay.
        let run = runner("objective=bowl&racers=momentum(lr=0.1,momentum=0.9)", 300);
        let mut arrivals = Arrivals::default();
        arrivals.follow(&run, Some(0.0));
        let arrived: Vec<bool> = (0..300).map(|step| arrivals.arrived(0, step).is_some()).collect();
        assert!(arrived.windows(2).any(|pair| pair == [true, false]));
        assert_eq!(arrivals.arrived(0, 299), truth(&run, 0, 299, 0.0));
    }

    #[test]
    fn where_no_minimum_is_known_nobody_arrives() {
        let run = runner("objective=saddle", 50);
        assert_eq!(lowest(&run), None);
        let mut arrivals = Arrivals::default();
        arrivals.follow(&run, None);
        assert_eq!(arrivals.arrived(0, 50), None);
    }

    #[test]
    fn a_minimum_that_differs_by_rounding_changes_nothing_and_another_one_all() {
        let run = runner("objective=bowl&racers=sgd(lr=0.1)", 200);
        let mut arrivals = Arrivals::default();
        arrivals.follow(&run, Some(0.0));
        let before = arrivals.arrived(0, 200);
        arrivals.follow(&run, Some(1e-14));
        assert_eq!((arrivals.arrived(0, 200), arrivals.lowest()), (before, Some(0.0)));
        arrivals.follow(&run, Some(-5.0));
        assert_eq!(arrivals.arrived(0, 200), None);
        assert!(before.is_some());
    }
}
