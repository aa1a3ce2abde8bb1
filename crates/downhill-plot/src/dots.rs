//! The dots on a trail, every so many steps: where they are far apart the racer was fast.

use downhill::OptimizerRunner;

use crate::identity::Identity;
use crate::shape::Point;
use crate::trail::Trail;
use crate::view::{View, distance};

/// How many dots a racer has at most while half the racers move.
const MOST: u32 = 20;
/// How many places are looked at for each racer at most.
const TRIED: u32 = 200;
/// Dots nearer to another one of their racer than this, or to the start, in CSS px of a picture 600 px wide,
/// are left out; and nearer to one of another racer.
const APART: f64 = 14.0;
const FROM_OTHERS: f64 = 8.0;
/// So much of the way since the place of the dot before must have been progress: who goes to and fro has
/// no dots.
const PROGRESS: f64 = 0.6;
/// And it must have been so long, in CSS px: who rests has none.
const MOVES: f64 = 0.5;
/// How many steps of the way are measured for that, at most.
const MEASURED: u32 = 8;

/// A dot on a racer's trail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    pub(crate) racer: usize,
    pub(crate) at: Point,
    /// The step after which the racer was there.
    step: u32,
}

/// The dots on all trails: one every 1, 2 or 5 × 10^k steps. It is so many steps that there are 8 to 20 of
/// them to the step since which half the racers have rested; those that stand at their minimum for long
/// would else have none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dots {
    /// After how many steps there is one.
    interval: u32,
    /// How many places of each racer have been looked at.
    tried: u32,
    /// By step, and within a step by racer.
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
        // What is found does not depend on when it is.
        while self.tried < TRIED && (self.tried + 1).saturating_mul(interval) < step {
            self.tried += 1;
            for (racer, _) in &moved {
                self.look(&trails[*racer].view, runner, *racer);
            }
        }
        self.dots.iter().take_while(move |dot| dot.step < step)
    }

    /// Adds a dot where a racer has come to, if it is to have one there.
    fn look(&mut self, view: &View, runner: &OptimizerRunner, racer: usize) {
        let step = self.tried.saturating_mul(self.interval);
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

/// The least of the steps that at least half of them do not exceed.
fn median(steps: &[(usize, u32)]) -> u32 {
    let is_middle =
        |step: &u32| 2 * steps.iter().filter(|(_, other)| other <= step).count() >= steps.len();
    steps.iter().map(|(_, step)| *step).filter(is_middle).min().unwrap_or_default()
}

/// After how many steps there is a dot if `steps` steps are to have 20 of them at most, and 8 at least
/// where there are so many steps.
fn interval(steps: u32) -> u32 {
    let mut power = 1_u32;
    loop {
        for factor in [1, 2, 5] {
            let interval = power.saturating_mul(factor);
            if steps / interval <= MOST {
                return interval;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Whether most of the way between two steps, as some of the steps between tell its length, was progress.
fn is_progress(place: &dyn Fn(u32) -> Option<Point>, from: u32, to: u32) -> bool {
    let way = |from: u32, to: u32| Some(distance(place(from)?, place(to)?));
    let steps = to - from;
    let count = steps.min(MEASURED);
    let mut length = 0.0;
    for index in 0..count {
        let step = from + index * (steps / count);
        length += way(step, step + 1).unwrap_or(f64::INFINITY);
    }
    let least = (PROGRESS * length * f64::from(steps) / f64::from(count)).max(MOVES);
    way(from, to).is_some_and(|way| way >= least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Palette;
    use downhill::RunConfig;

    const LINE: &str = "formula=x^2%2By^2&view=0:600,-225:225&start=580,10&steps=1000";

    /// The dots of a run after so many steps.
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
        // They do not depend on what was shown before.
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
        let of = |steps: &[u32]| median(&steps.iter().map(|step| (0, *step)).collect::<Vec<_>>());
        assert_eq!([of(&[]), of(&[7]), of(&[7, 90]), of(&[90, 3, 7])], [0, 7, 7, 7]);
        assert_eq!(of(&[100, 20, 50, 30, 100]), 50);
    }

    #[test]
    fn dots_lie_on_places_of_the_run_and_apart() {
        for line in ["preset=article", "objective=himmelblau", "objective=ackley", LINE] {
            let steps = line.parse::<RunConfig>().unwrap().steps;
            let dots = found(line, steps);
            assert!(!dots.is_empty() || line.ends_with("ackley"), "{line}");
            for (index, (racer, at)) in dots.iter().enumerate() {
                for (other, dot) in &dots[..index] {
                    let least = if other == racer { APART } else { FROM_OTHERS };
                    assert!(distance(*dot, *at) >= least, "{line}");
                }
            }
        }
    }

    #[test]
    fn who_stands_at_the_minimum_for_long_has_dots_all_the_same() {
        // It comes nearer by a tenth in each step, and is there after 60 of 1000.
        let run = format!("{LINE}&racers=sgd(lr=0.05)");
        let dots = found(&run, 1000);
        assert!(dots.len() >= 4, "{dots:?}");
        // One that still moves does not make the others' rare.
        let with_slow = format!("{LINE}&racers=sgd(lr=0.05),sgd(lr=0.06),sgd(lr=0.0005)");
        let count =
            |racer: usize| found(&with_slow, 1000).iter().filter(|(of, _)| *of == racer).count();
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
        // It leaps over the valley's ground in each step.
        let zigzag = "formula=x^2/1000%2By^2&view=0:600,-225:225&start=580,150&steps=300\
                      &racers=sgd(lr=0.99)";
        assert_eq!(found(zigzag, 60), []);
        let hidden = format!("{LINE}&racers=sgd(lr=0.05,off=true)");
        assert_eq!(found(&hidden, 60), []);
    }
}
