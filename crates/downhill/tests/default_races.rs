//! The race that each objective has by default is worth watching, and its hint is true of that run.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use std::f64::consts::PI;

use downhill::{LibraryObjective, Minimum, OptimizerRunner, Real, RunConfig, Status, objectives};

/// The five racers, in the order in which a race has them.
const SGD: usize = 0;
const MOMENTUM: usize = 1;
const ADAGRAD: usize = 2;
const RMSPROP: usize = 3;
const ADAM: usize = 4;

/// The picture in which distances are measured, in CSS px.
const PICTURE: [f64; 2] = [600.0, 450.0];
/// At their farthest, any two racers are at least so many px apart.
const APART: f64 = 20.0;
/// A racer that came within this part of its height at the start, and within this part of the view's
/// width and height of a minimum, and has been there for so many steps, is said to be at it.
const ARRIVED: f64 = 1e-3;
const NEAR: f64 = 0.03;
const STEPS: u32 = 5;

struct Race {
    entry: &'static LibraryObjective,
    runner: OptimizerRunner,
    minima: Vec<Minimum>,
    /// The last step.
    end: u32,
}

impl Race {
    fn of(entry: &'static LibraryObjective) -> Self {
        let config: RunConfig = format!("objective={}", entry.name).parse().unwrap();
        Self::run(entry, config)
    }

    fn run(entry: &'static LibraryObjective, config: RunConfig) -> Self {
        let minima = config.survey().minima;
        let end = config.steps;
        let mut runner = OptimizerRunner::new(config);
        runner.step(end).unwrap();
        Self { entry, runner, minima, end }
    }

    fn at(&self, racer: usize, step: u32) -> [f64; 2] {
        self.runner.iterate(racer, step).unwrap()
    }

    fn last(&self, racer: usize) -> [f64; 2] {
        self.at(racer, self.end)
    }

    fn path(&self, racer: usize) -> Vec<[f64; 2]> {
        (0..=self.end).map(|step| self.at(racer, step)).collect()
    }

    fn f(&self, racer: usize, step: u32) -> f64 {
        self.runner.loss(racer, step).unwrap()
    }

    /// The length of each step.
    fn steps(&self, racer: usize) -> Vec<f64> {
        self.path(racer).windows(2).map(|pair| distance(pair[0], pair[1])).collect()
    }

    /// The first step after which this holds.
    fn first(&self, racer: usize, holds: impl Fn([f64; 2]) -> bool) -> Option<u32> {
        (0..=self.end).find(|step| holds(self.at(racer, *step)))
    }

    /// How near the racer comes to a place.
    fn nearest(&self, racer: usize, place: [f64; 2]) -> f64 {
        self.path(racer).iter().map(|at| distance(*at, place)).fold(f64::INFINITY, f64::min)
    }

    fn pixels(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let part = |value: f64, [low, high]: [f64; 2]| (value - low) / (high - low);
        [part(x, self.entry.view.x) * PICTURE[0], part(y, self.entry.view.y) * PICTURE[1]]
    }

    /// The minimum at which a racer is after a step, and not how long it has been there.
    fn beside(&self, racer: usize, step: u32) -> Option<[f64; 2]> {
        let at = self.at(racer, step);
        let nearest = self
            .minima
            .iter()
            .min_by(|lhs, rhs| distance(lhs.at, at).total_cmp(&distance(rhs.at, at)))?;
        let is_low = (self.f(racer, step) - nearest.value).abs()
            <= ARRIVED * (self.f(racer, 0) - nearest.value).abs();
        let (here, there) = (self.pixels(at), self.pixels(nearest.at));
        let is_near = (0..2).all(|axis| (here[axis] - there[axis]).abs() <= NEAR * PICTURE[axis]);
        (is_low && is_near).then_some(nearest.at)
    }

    /// The step from which on a racer is at one minimum until the end, and the minimum.
    fn arrival(&self, racer: usize) -> Option<(u32, [f64; 2])> {
        let place = self.beside(racer, self.end)?;
        let before = (0..self.end).rev().find(|step| self.beside(racer, *step) != Some(place));
        let arrived = before.map_or(0, |step| step + 1);
        (arrived + STEPS <= self.end).then_some((arrived, place))
    }

    /// The step at which a racer has arrived; the one after the end if it has not.
    fn arrived(&self, racer: usize) -> u32 {
        self.arrival(racer).map_or(self.end + 1, |(step, _)| step)
    }

    /// Whether a racer ends at the minimum that has this place, to a hundredth.
    fn ends_at(&self, racer: usize, place: [f64; 2]) -> bool {
        self.arrival(racer).is_some_and(|(_, at)| distance(at, place) < 0.01)
    }
}

fn distance([x, y]: [f64; 2], [to_x, to_y]: [f64; 2]) -> f64 {
    norm([x - to_x, y - to_y])
}

fn norm([x, y]: [f64; 2]) -> f64 {
    Real::sqrt(x * x + y * y)
}

fn longest(steps: &[f64]) -> f64 {
    steps.iter().copied().fold(0.0, f64::max)
}

fn shortest(steps: &[f64]) -> f64 {
    steps.iter().copied().fold(f64::INFINITY, f64::min)
}

/// How often a number changes its sign.
fn crossings(values: impl Iterator<Item = f64>) -> usize {
    let values: Vec<f64> = values.collect();
    values.windows(2).filter(|pair| pair[0] * pair[1] < 0.0).count()
}

fn races() -> Vec<Race> {
    objectives().iter().map(|entry| Race::of(entry)).collect()
}

#[test]
fn the_paths_fill_a_third_of_the_view_each_way_and_nobody_is_lost() {
    for race in races() {
        let name = race.entry.name;
        for (axis, size) in PICTURE.into_iter().enumerate() {
            let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
            for racer in 0..5 {
                assert_eq!(race.runner.status(racer).unwrap(), Status::Running, "{name} {racer}");
                for at in race.path(racer) {
                    let at = race.pixels(at)[axis];
                    assert!((0.0..=size).contains(&at), "{name}: {racer} leaves the view");
                    (low, high) = (low.min(at), high.max(at));
                }
            }
            let part = (high - low) / size;
            assert!(part >= 1.0 / 3.0, "{name}: {part} along axis {axis}");
        }
    }
}

#[test]
fn racers_part() {
    for race in races() {
        for lhs in 0..5 {
            for rhs in 0..lhs {
                let gap = |step| {
                    let at = |racer| race.pixels(race.at(racer, step));
                    distance(at(lhs), at(rhs))
                };
                let widest = (0..=race.end).map(gap).fold(0.0, f64::max);
                assert!(widest >= APART, "{}: {lhs} and {rhs}: {widest}", race.entry.name);
            }
        }
    }
}

#[test]
fn two_arrive_at_a_minimum_or_get_past_the_saddle() {
    for race in races() {
        let arrives = |racer: &usize| match race.entry.minima {
            // Both saddles are at 0 and have the height 0: who is lower has got past it.
            [] => race.f(*racer, 0) > 0.0 && race.f(*racer, race.end) < 0.0,
            _ => race.arrival(*racer).is_some(),
        };
        let count = (0..5).filter(arrives).count();
        assert!(count >= 2, "{}: {count}", race.entry.name);
    }
}

/// What an objective's hint says, as a condition that its default race has to meet.
type Condition = fn(&Race) -> bool;

const CONDITIONS: [(&str, Condition); 23] = [
    ("gaussian", |race| {
        let sgd = race.steps(SGD);
        let leap = race.at(RMSPROP, 1)[0] - race.at(RMSPROP, 0)[0];
        longest(&sgd) > 2.0 * sgd[0] && (leap.abs() / 0.02 - 10.0).abs() < 1e-3
    }),
    ("bowl", |race| {
        let [x, y] = race.at(SGD, 0);
        let is_straight =
            |racer| race.path(racer).iter().all(|at| (at[0] * y - at[1] * x).abs() < 1e-12);
        let past = race.path(MOMENTUM).iter().map(|at| -at[0] / x).fold(0.0, f64::max);
        is_straight(SGD)
            && race.path(SGD).iter().all(|at| at[0] * x >= 0.0)
            && past > 0.25
            && race.ends_at(MOMENTUM, [0.0, 0.0])
    }),
    ("taco", |race| {
        let across = |racer| crossings(race.path(racer).iter().map(|at| at[1]));
        across(SGD) == 100 && across(ADAGRAD) == 0 && across(RMSPROP) == 0
    }),
    ("taco-rotated", |race| {
        // Along the ravine, and across it.
        let turned = |[x, y]: [f64; 2]| {
            let root = Real::sqrt(3.0_f64);
            [(root * x + y) / 2.0, (root * y - x) / 2.0].map(f64::abs)
        };
        [ADAGRAD, RMSPROP].into_iter().all(|racer| {
            let [along, across] = turned(race.at(racer, 0));
            let down = race.first(racer, |at| turned(at)[1] < 0.1 * across).unwrap();
            turned(race.at(racer, down))[0] > 0.7 * along
        })
    }),
    ("saddle", |race| {
        let slows = |racer| {
            let steps = race.steps(racer);
            shortest(&steps) < 0.4 * steps[0].max(steps[10]) && steps[149] > 2.0 * shortest(&steps)
        };
        let near = |racer| race.nearest(racer, [0.0, 0.0]);
        slows(SGD)
            && slows(MOMENTUM)
            && near(SGD) < 0.5
            && near(MOMENTUM) < 0.5
            && [ADAGRAD, RMSPROP, ADAM].into_iter().all(|racer| near(racer) > 0.8)
    }),
    ("bounded-saddle", |race| {
        let near = |racer| race.nearest(racer, [0.0, 0.0]);
        let steps = race.steps(SGD);
        let slowest = shortest(&steps[..120]);
        near(SGD) < 0.2
            && slowest < 0.15 * steps[0]
            && longest(&steps[100..]) > 3.0 * slowest
            && race.arrival(SGD).is_some()
            && [ADAGRAD, RMSPROP, ADAM].into_iter().all(|racer| near(racer) > 1.0)
    }),
    ("monkey-saddle", |race| {
        let near = |racer| race.nearest(racer, [0.0, 0.0]);
        [SGD, MOMENTUM].into_iter().all(|racer| {
            let steps = race.steps(racer);
            near(racer) < 0.4 && shortest(&steps[20..]) < 0.2 * longest(&steps)
        }) && [ADAGRAD, RMSPROP, ADAM].into_iter().all(|racer| near(racer) > 0.7)
    }),
    ("plateau", |race| {
        let far = norm(race.at(SGD, 0));
        race.arrival(SGD).is_none()
            && norm(race.last(SGD)) > 0.5 * far
            && longest(&race.steps(MOMENTUM)) > 50.0 * race.steps(MOMENTUM)[0]
            && [MOMENTUM, ADAGRAD, RMSPROP, ADAM]
                .into_iter()
                .all(|racer| race.ends_at(racer, [0.0, 0.0]))
    }),
    ("rosenbrock", |race| {
        let valley = |[x, y]: [f64; 2]| (y - x * x).abs() < 0.1;
        (0..5).all(|racer| race.first(racer, valley).is_some_and(|step| step < 60))
            && (0..5).filter(|racer| race.arrival(*racer).is_some()).eq([MOMENTUM, ADAM])
    }),
    ("beale", |race| {
        let steps = race.steps(SGD);
        race.f(SGD, 1) < 0.3 * race.f(SGD, 0)
            && longest(&steps[20..]) < 0.05 * steps[0]
            && race.arrival(SGD).is_none()
            && crossings(race.path(MOMENTUM).iter().map(|at| at[1])) >= 3
            && race.arrived(MOMENTUM) <= race.end
            && (0..5).all(|racer| race.arrived(MOMENTUM) <= race.arrived(racer))
    }),
    ("himmelblau", |race| {
        race.ends_at(SGD, [3.584, -1.848])
            && race.ends_at(MOMENTUM, [3.0, 2.0])
            && race.ends_at(ADAM, [-3.779, -3.283])
    }),
    ("booth", |race| {
        // The floor is the line through the minimum (1, 3) on which x + y stays the same.
        let across = |[x, y]: [f64; 2]| x + y - 4.0;
        let along = |[x, y]: [f64; 2]| x - 1.0 - (y - 3.0);
        let [high, far] = [across(race.at(SGD, 0)), along(race.at(SGD, 0))];
        let down = race.first(SGD, |at| across(at).abs() < 0.1 * high.abs()).unwrap();
        along(race.at(SGD, down)) / far > 0.5
            && race.path(SGD).iter().all(|at| across(*at) / high > -1e-6)
            && crossings(race.path(MOMENTUM).iter().map(|at| across(*at))) >= 4
    }),
    ("matyas", |race| {
        let across = |[x, y]: [f64; 2]| (x - y).abs();
        let down = race.first(SGD, |at| across(at) < 0.05 * across(race.at(SGD, 0))).unwrap();
        down <= 10 && race.arrived(SGD) > 100 + down && race.arrival(ADAGRAD).is_none()
    }),
    ("rastrigin", |race| {
        let dent = [-2.985, -1.990];
        [SGD, RMSPROP, ADAM].into_iter().all(|racer| distance(race.last(racer), dent) < 0.01)
            && [MOMENTUM, ADAGRAD].into_iter().all(|racer| race.ends_at(racer, [0.0, 0.0]))
    }),
    ("ackley", |race| {
        let tip = [0.0, 0.0];
        let restless = |racer| {
            let steps = race.steps(racer);
            race.path(racer)[200..].iter().all(|at| distance(*at, tip) < 0.2)
                && shortest(&steps[200..]) > 0.02
        };
        distance(race.last(SGD), race.at(SGD, 0)) < 1.0 && restless(ADAGRAD) && restless(RMSPROP)
    }),
    ("styblinski-tang", |race| {
        let deepest = [-2.9035, -2.9035];
        race.first(MOMENTUM, |at| at[1] > 0.0).unwrap() < 15
            && race.ends_at(MOMENTUM, [-2.9035, 2.7468])
            && [SGD, ADAGRAD, RMSPROP, ADAM].into_iter().all(|racer| race.ends_at(racer, deepest))
    }),
    ("six-hump-camel", |race| {
        race.ends_at(MOMENTUM, [0.0898, -0.7127])
            && race.first(MOMENTUM, |at| at[1] < 0.0).unwrap() < 10
            && [SGD, ADAGRAD, RMSPROP, ADAM]
                .into_iter()
                .all(|racer| race.ends_at(racer, [-0.0898, 0.7127]))
    }),
    ("three-hump-camel", |race| {
        let first = [1.7476, -0.8738];
        race.nearest(MOMENTUM, first) < 0.8
            && race.ends_at(MOMENTUM, [0.0, 0.0])
            && [SGD, ADAGRAD, RMSPROP, ADAM].into_iter().all(|racer| race.ends_at(racer, first))
    }),
    ("goldstein-price", |race| {
        let slope = norm(race.runner.gradient(SGD, 0).unwrap());
        slope > 1000.0
            && [MOMENTUM, ADAM].into_iter().all(|racer| race.ends_at(racer, [0.0, -1.0]))
            && [ADAGRAD, RMSPROP].into_iter().all(|racer| race.ends_at(racer, [-0.6, -0.4]))
    }),
    ("mccormick", |race| {
        let deepest = [-0.5472, -1.5472];
        let left = |racer| distance(race.last(racer), deepest);
        let steps = race.steps(ADAGRAD);
        [SGD, MOMENTUM, RMSPROP, ADAM].into_iter().all(|racer| left(racer) < 0.2)
            && left(ADAGRAD) > 1.0
            && steps[299] < 0.1 * steps[0]
    }),
    ("easom", |race| {
        let moved = |racer, step| distance(race.at(racer, step), race.at(racer, 0));
        moved(SGD, race.end) < 0.2
            && moved(MOMENTUM, 20) < 0.25
            && [ADAGRAD, RMSPROP, ADAM].into_iter().all(|racer| moved(racer, 20) > 0.6)
            && [MOMENTUM, ADAGRAD, RMSPROP, ADAM]
                .into_iter()
                .all(|racer| race.ends_at(racer, [PI, PI]))
    }),
    ("branin", |race| {
        race.ends_at(ADAM, [-PI, 12.275])
            && [SGD, MOMENTUM, ADAGRAD, RMSPROP]
                .into_iter()
                .all(|racer| race.ends_at(racer, [PI, 2.275]))
    }),
    ("two-gaussians", |race| {
        let deep = [-0.9363, 0.0];
        race.nearest(MOMENTUM, deep) < 0.5
            && race.ends_at(MOMENTUM, [0.9051, 0.0])
            && [SGD, ADAGRAD, RMSPROP, ADAM].into_iter().all(|racer| race.ends_at(racer, deep))
    }),
];

#[test]
fn hints_are_true_of_their_runs() {
    let names = objectives().iter().map(|entry| entry.name);
    assert!(names.eq(CONDITIONS.map(|(name, _)| name)));
    let races = races();
    let untrue: Vec<&str> = races
        .iter()
        .zip(CONDITIONS)
        .filter(|(race, (_, condition))| !condition(race))
        .map(|(race, _)| race.entry.look_for)
        .collect();
    assert!(untrue.is_empty(), "{untrue:#?}");
}

/// The article's race is shown with the Gaussian's hint.
#[test]
fn the_gaussians_hint_is_true_of_the_articles_race_too() {
    let (_, condition) = CONDITIONS[0];
    assert!(condition(&Race::run(objectives()[0], RunConfig::default())));
}
