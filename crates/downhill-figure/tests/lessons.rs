//! What lessons say beyond their readings: numbers in their texts and comments.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "../../downhill/tests/common/mod.rs"]
mod common;

use common::runner;
use downhill::OptimizerRunner;
use downhill_figure::panels::story::stories;

/// The run of a lesson, with a part of it replaced, at its end.
fn run(name: &str, [from, to]: [&str; 2]) -> OptimizerRunner {
    let line = stories().find(|story| story.name() == name).unwrap().run();
    assert!(line.contains(from), "{name}: {from}");
    let mut runner = runner(&line.replace(from, to));
    runner.step(runner.config().steps).unwrap();
    runner
}

/// The run of a lesson at its end.
fn own(name: &str) -> OptimizerRunner {
    run(name, ["", ""])
}

/// The step after which a racer's x is largest.
fn farthest(runner: &OptimizerRunner, racer: usize) -> usize {
    let path = runner.trajectory(racer).unwrap().as_chunks::<2>().0;
    let steps = path.iter().enumerate();
    steps.max_by(|lhs, rhs| lhs.1[0].total_cmp(&rhs.1[0])).unwrap().0
}

fn norm([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

fn step_length(runner: &OptimizerRunner, racer: usize, step: usize) -> f64 {
    let path = runner.trajectory(racer).unwrap().as_chunks::<2>().0;
    let [before, after] = [path[step - 1], path[step]];
    norm([after[0] - before[0], after[1] - before[1]])
}

/// The first step after which f is below 0.001.
fn arrival(runner: &OptimizerRunner, racer: usize) -> Option<usize> {
    runner.losses(racer).unwrap().iter().position(|loss| *loss < 1e-3)
}

#[test]
fn racers_are_called_by_their_rates() {
    assert_eq!(own("learning-rate").config().labels(), ["SGD 0.01", "SGD 0.1", "SGD 0.195"]);
}

#[test]
fn too_large_a_rate_takes_each_leap_farther_than_the_one_before() {
    let runner = run("learning-rate", ["lr=0.195", "lr=0.21"]);
    let leaps: Vec<f64> = (1..=100).map(|step| step_length(&runner, 2, step)).collect();
    // Along the ravine it comes to rest first.
    assert!(leaps[15..].is_sorted(), "{leaps:?}");
    assert!(leaps[99] > 1000.0);
}

#[test]
fn from_0_04_on_sgd_never_settles_across_the_ravine() {
    let across = |rate| run("one-rate", ["lr=0.038", rate]).trajectory(0).unwrap()[201].abs();
    assert!(across("lr=0.0399") < 0.6 && across("lr=0.04") > 0.599 && across("lr=0.0401") > 0.6);
}

#[test]
fn momentum_and_adam_turn_back_at_the_steps_that_are_told() {
    assert_eq!(farthest(&own("momentum"), 1), 35);
    assert_eq!(farthest(&own("adam"), 2), 32);
}

#[test]
fn gradients_of_one_direction_add_up_to_ten_times_their_size() {
    // On a slope that is the same everywhere.
    let mut runner = runner("formula=x&start=0,0&racers=sgd(lr=0.01),momentum(lr=0.01)&steps=200");
    runner.step(200).unwrap();
    let ratio = step_length(&runner, 1, 200) / step_length(&runner, 0, 200);
    assert!((ratio - 10.0).abs() < 1e-6, "{ratio}");
}

#[test]
fn adagrad_bears_a_large_rate() {
    let runner = run("adagrad", ["adagrad(lr=0.1)", "adagrad(lr=0.5)"]);
    assert_eq!(arrival(&runner, 1), Some(18));
}

#[test]
fn rmsprop_begins_with_adagrads_step_and_swings_at_last() {
    let runner = own("rmsprop");
    let [first, other] = [0, 1].map(|racer| step_length(&runner, racer, 1));
    assert!((first / other - 1.0).abs() < 2e-3, "{first} {other}");
    // Then its steps become short, until it swings.
    let longest = |steps: std::ops::RangeInclusive<usize>| {
        steps.map(|step| step_length(&runner, 1, step)).fold(0.0, f64::max)
    };
    assert!(longest(200..=219) < 0.006 && longest(220..=225) > 0.3 && longest(290..=300) > 0.1);
    // Steep at first, then nearly flat.
    let slope = |step| norm(runner.gradient(1, step).unwrap());
    assert!(slope(0) > 100.0 * slope(100), "{} {}", slope(0), slope(100));
}

#[test]
fn all_are_seen_until_they_arrive() {
    for story in stories().take(8) {
        let runner = own(story.name());
        let view = runner.config().view;
        for racer in 0..runner.racer_count() {
            for [x, y] in runner.trajectory(racer).unwrap().as_chunks::<2>().0 {
                let is_inside = |at: &f64, [low, high]: [f64; 2]| (low..=high).contains(at);
                assert!(is_inside(x, view.x) && is_inside(y, view.y), "{}", story.name());
            }
        }
    }
}
