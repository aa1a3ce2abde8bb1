//! Dots on a trail at a fixed interval of steps: the farther apart they are, the faster the racer was.

use downhill::OptimizerRunner;

use crate::identity::Identity;
use crate::shape::Point;
use crate::trail::Trail;
use crate::view::{View, distance};

/// The most dots that a racer gets while half of the racers are still moving.
const MAX_DOTS: u32 = 20;
/// The most candidate steps that are examined for each racer.
const MAX_CANDIDATES: u32 = 200;
/// A dot is left out if it would be nearer than this to another dot of its racer or to the start, in
/// CSS px of a picture 600 px wide; `FROM_OTHERS` is the same for the dots of other racers.
const APART: f64 = 14.0;
const FROM_OTHERS: f64 = 8.0;
/// At least this part of the path since the previous candidate must be progress: a racer that goes back
/// and forth gets no dots.
const PROGRESS: f64 = 0.6;
/// That progress must also be at least this long, in CSS px: a racer at rest gets no dots.
const MIN_PROGRESS: f64 = 0.5;
/// The most steps whose lengths are sampled to estimate the length of a path.
const MAX_SAMPLES: u32 = 8;

/// A dot on a racer's trail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    pub(crate) racer: usize,
    pub(crate) at: Point,
    /// The number of steps after which the racer was there.
    step: u32,
}

/// The dots on all trails, one every 1, 2 or 5 × 10^k steps.
///
/// The interval is chosen so that 8 to 20 dots fit into the steps until half of the racers have come to
/// rest. If it depended on the whole run, a racer that soon stays at its minimum would get no dots.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dots {
    /// The number of steps from one dot to the next.
    interval: u32,
    /// How many candidate steps of each racer have been examined.
    examined: u32,
    /// Ordered by step, and within a step by racer.
    dots: Vec<Dot>,
}

impl Dots {
    /// Finds the dots that are shown after `step` steps.
    pub(crate) fn find(
        &mut self,
        trails: &[Trail],
        racers: &[Identity],
        runner: &OptimizerRunner,
        step: u32,
    ) -> impl Iterator<Item = &Dot> {
        let mut moved = Vec::new();
        for (racer, trail) in trails.iter().enumerate() {
            if !racers[racer].off {
                moved.push((racer, trail.moved(step)));
            }
        }
        let interval = interval(median(&moved));
        if interval != self.interval {
            *self = Self { interval, ..Self::default() };
        }
        // Candidates are examined in order of steps, so the result does not depend on which step is
        // shown when.
        while self.examined < MAX_CANDIDATES && (self.examined + 1).saturating_mul(interval) < step
        {
            self.examined += 1;
            for (racer, _) in &moved {
                self.add_if_free(&trails[*racer].view, runner, *racer);
            }
        }
        self.dots.iter().take_while(move |dot| dot.step < step)
    }

    /// Adds a dot at a racer's current candidate step if the conditions for one hold there.
    fn add_if_free(&mut self, view: &View, runner: &OptimizerRunner, racer: usize) {
        let step = self.examined.saturating_mul(self.interval);
        let place = |step: u32| Some(view.to_px(runner.iterate(racer, step)?));
        let (Some(start), Some(at)) = (place(0), place(step)) else { return };
        let scale = view.scale();
        let is_free = |dot: &Dot| {
            distance(dot.at, at) >= scale * if dot.racer == racer { APART } else { FROM_OTHERS }
        };
        if view.contains(at)
            && distance(start, at) >= scale * APART
            && self.dots.iter().all(is_free)
            && is_progress(&place, step - self.interval, step)
        {
            self.dots.push(Dot { racer, at, step });
        }
    }
}

/// The lower median: the smallest step that is at least as large as half of the steps.
fn median(steps: &[(usize, u32)]) -> u32 {
    let is_middle =
        |step: &u32| 2 * steps.iter().filter(|(_, rhs)| rhs <= step).count() >= steps.len();
    steps.iter().map(|(_, step)| *step).filter(is_middle).min().unwrap_or_default()
}

/// The interval at which `steps` steps have at most 20 dots, and at least 8 if there are that many
/// steps.
fn interval(steps: u32) -> u32 {
    let mut power = 1_u32;
    loop {
        for factor in [1, 2, 5] {
            let interval = power.saturating_mul(factor);
            if steps / interval <= MAX_DOTS {
                return interval;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Whether most of the path between two steps was progress. Its length is estimated from some of the
/// steps.
fn is_progress(place: &dyn Fn(u32) -> Option<Point>, from: u32, to: u32) -> bool {
    let displacement = |from: u32, to: u32| Some(distance(place(from)?, place(to)?));
    let steps = to - from;
    let count = steps.min(MAX_SAMPLES);
    let mut length = 0.0;
    for index in 0..count {
        let step = from + index * (steps / count);
        length += displacement(step, step + 1).unwrap_or(f64::INFINITY);
    }
    let least = (PROGRESS * length * f64::from(steps) / f64::from(count)).max(MIN_PROGRESS);
    displacement(from, to).is_some_and(|displacement| displacement >= least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Palette;
    use downhill::RunConfig;

    const LINE: &str = "formula=x^2%2By^2&view=0:600,-225:225&start=580,10&steps=1000";

    /// The dots that are shown after this many steps.
    fn found(line: &str, step: u32) -> Vec<(usize, Point)> {
        let config: RunConfig = line.parse().unwrap();
        let racers = Identity::of(&config, Palette::default());
        let view = View { bounds: config.view, width: 600.0, height: 450.0 };
        let mut trails = vec![Trail::new(view, config.start); racers.len()];
        let mut runner = OptimizerRunner::new(config);
        runner.step(step).unwrap();
        for (racer, trail) in trails.iter_mut().enumerate() {
            if !racers[racer].off {
                trail.grow(runner.trajectory(racer).unwrap(), step);
            }
        }
        let find = |dots: &mut Dots, step| {
            let found = dots.find(&trails, &racers, &runner, step);
            found.map(|dot| (dot.racer, dot.at)).collect::<Vec<_>>()
        };
        let at_once = find(&mut Dots::default(), step);
        // The dots do not depend on what was shown before.
        let mut played = Dots::default();
        for before in (0..step).step_by(7).chain([step / 2]) {
            find(&mut played, before);
        }
        assert_eq!(find(&mut played, step), at_once);
        at_once
    }

    #[test]
    fn intervals_are_round_and_give_eight_to_twenty_dots() {
        let found = [0, 1, 20, 21, 100, 200, 210, 500, 1000, 1_000_000].map(interval);
        assert_eq!(found, [1, 1, 1, 2, 5, 10, 20, 50, 50, 50_000]);
        for steps in 8..20_000 {
            assert!((8..=20).contains(&(steps / interval(steps))), "{steps}");
        }
        assert!(interval(u32::MAX) > 1_000_000);
    }

    #[test]
    fn half_of_them_have_come_to_rest_by_the_median() {
        let median_of =
            |steps: &[u32]| median(&steps.iter().map(|step| (0, *step)).collect::<Vec<_>>());
        assert_eq!(
            [median_of(&[]), median_of(&[7]), median_of(&[7, 90]), median_of(&[90, 3, 7])],
            [0, 7, 7, 7]
        );
        assert_eq!(median_of(&[100, 20, 50, 30, 100]), 50);
    }

    #[test]
    fn dots_lie_on_places_of_the_run_and_apart() {
        for line in ["preset=article", "objective=himmelblau", "objective=ackley", LINE] {
            let steps = line.parse::<RunConfig>().unwrap().steps;
            let dots = found(line, steps);
            assert!(!dots.is_empty() || line.ends_with("ackley"), "{line}");
            for (index, (racer, at)) in dots.iter().enumerate() {
                for (other_racer, dot) in &dots[..index] {
                    let least = if other_racer == racer { APART } else { FROM_OTHERS };
                    assert!(distance(*dot, *at) >= least, "{line}");
                }
            }
        }
    }

    #[test]
    fn who_stands_at_the_minimum_for_long_has_dots_all_the_same() {
        // The distance shrinks by a tenth in each step, so the racer is there after 60 of 1000.
        let run = format!("{LINE}&racers=sgd(lr=0.05)");
        let dots = found(&run, 1000);
        assert!(dots.len() >= 4, "{dots:?}");
        // A racer that still moves does not make the dots of the others rare.
        let with_slow = format!("{LINE}&racers=sgd(lr=0.05),sgd(lr=0.06),sgd(lr=0.0005)");
        let count = |racer: usize| {
            found(&with_slow, 1000).iter().filter(|(found_racer, _)| *found_racer == racer).count()
        };
        assert!(count(0) >= 4 && count(2) >= 8, "{} {}", count(0), count(2));
    }

    #[test]
    fn dots_are_left_behind_and_far_apart_where_it_was_fast() {
        let dots = found(&format!("{LINE}&racers=sgd(lr=0.05)"), 12);
        let across: Vec<f64> = dots.iter().map(|(_, at)| at[0]).collect();
        let ways: Vec<f64> = across.windows(2).map(|pair| pair[0] - pair[1]).collect();
        assert!(ways.len() > 5 && ways.windows(2).all(|pair| pair[0] > pair[1]), "{across:?}");
    }

    #[test]
    fn who_goes_to_and_fro_or_is_hidden_has_none() {
        // The racer jumps across the bottom of the valley in each step.
        let zigzag = "formula=x^2/1000%2By^2&view=0:600,-225:225&start=580,150&steps=300\
                      &racers=sgd(lr=0.99)";
        assert_eq!(found(zigzag, 60), []);
        let hidden = format!("{LINE}&racers=sgd(lr=0.05,off=true)");
        assert_eq!(found(&hidden, 60), []);
    }
}
