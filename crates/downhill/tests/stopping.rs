//! A racer that cannot go on stops where it is and says so, and the others run on.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::{OptimizerRunner, Status, StopReason, Value};
use serde_json::json;

fn iterate(runner: &OptimizerRunner, racer: usize, step: usize) -> [f64; 2] {
    let trajectory = runner.trajectory(racer).unwrap();
    [trajectory[2 * step], trajectory[2 * step + 1]]
}

/// Asserts that the racer diverged at `step`, its iterates finite before and repeating after.
fn check_stopped(runner: &OptimizerRunner, racer: usize, step: u32) {
    let stopped = Status::Diverged { step, reason: StopReason::Iterate };
    assert_eq!(runner.status(racer), Ok(stopped));
    let at = usize::try_from(step).unwrap();
    let entries = usize::try_from(runner.step_count()).unwrap() + 1;
    assert_eq!(runner.trajectory(racer).unwrap().len(), 2 * entries);
    assert_eq!(runner.losses(racer).unwrap().len(), entries);
    let last = iterate(runner, racer, at - 1);
    assert!(last.iter().all(|coordinate| coordinate.is_finite()));
    for after in at..entries {
        assert_eq!(iterate(runner, racer, after), last, "step {after}");
        assert_eq!(runner.losses(racer).unwrap()[after], runner.losses(racer).unwrap()[at - 1]);
    }
    // No step before it was a repetition.
    for before in 1..at {
        assert_ne!(iterate(runner, racer, before), iterate(runner, racer, before - 1));
    }
}

/// Where f is steep, ∇f is above 1 along y, and a rate near the largest f64 overflows at once.
const STEEP: &str = "start=0.3,0.39";

#[test]
fn a_huge_rate_throws_sgd_onto_the_flat_sea_where_it_stays_finite() {
    let mut runner = runner("racers=sgd(lr=1e300)");
    runner.step(1000).unwrap();
    assert_eq!(runner.status(0), Ok(Status::Running));
    let [x, y] = iterate(&runner, 0, 1);
    assert!(x < -1e299 && y > 3e299, "({x}, {y})");
    assert_eq!(iterate(&runner, 0, 1000), [x, y]);
    assert_eq!(runner.losses(0).unwrap()[1000], 1.0);
    assert_eq!(runner.gradient(0, 1000), Ok([0.0, 0.0]));
}

#[test]
fn a_first_step_that_overflows_stops_a_racer_at_its_start() {
    let racers = "sgd(lr=1.7e308) adagrad(lr=1.7e308) adam(lr=1.7e308) sgd";
    let mut runner = runner(&format!("{STEEP}&racers={racers}"));
    runner.step(1).unwrap();
    for racer in 0..3 {
        check_stopped(&runner, racer, 1);
    }
    runner.step(49).unwrap();
    for racer in 0..3 {
        check_stopped(&runner, racer, 1);
        assert_eq!(iterate(&runner, racer, 50), [0.3, 0.39]);
    }
    assert_eq!(runner.status(3), Ok(Status::Running));
}

#[test]
fn a_velocity_that_grows_tenfold_a_step_overflows_after_as_many_steps_as_f64_has_powers_of_ten() {
    let line = "racers=sgd,momentum(momentum=10,dampening=0),adam";
    let mut both = runner(line);
    both.step(700).unwrap();
    let (step, _) = both.status(1).unwrap().stop().unwrap();
    assert!((305..=312).contains(&step), "{step}");
    check_stopped(&both, 1, step);
    assert!(iterate(&both, 1, 309)[1].abs() > 1e305);

    // The other racers take the same steps as without the stopped one.
    let mut others = runner("racers=sgd,adam");
    others.step(700).unwrap();
    for (racer, alone) in [(0, 0), (2, 1)] {
        assert_eq!(both.trajectory(racer), others.trajectory(alone));
        assert_eq!(both.status(racer), Ok(Status::Running));
    }
}

#[test]
fn stepping_up_to_the_stop_and_past_it_in_portions_is_the_same() {
    let line = "racers=momentum(momentum=10,dampening=0)";
    let mut at_once = runner(line);
    at_once.step(700).unwrap();
    let (stop, _) = at_once.status(0).unwrap().stop().unwrap();
    let mut single = runner(line);
    for step in 1..=700 {
        single.step(1).unwrap();
        let status = single.status(0).unwrap();
        assert_eq!(status.stop().is_some(), step >= stop, "step {step}: {status:?}");
    }
    assert_eq!(single.trajectory(0), at_once.trajectory(0));
    assert_eq!(single.losses(0), at_once.losses(0));
    assert_eq!(single.status(0), at_once.status(0));
}

#[test]
fn the_state_of_a_stopped_racer_is_that_after_its_last_step() {
    let mut runner = runner("racers=momentum(momentum=10,dampening=0)");
    runner.step(700).unwrap();
    let (stop, _) = runner.status(0).unwrap().stop().unwrap();
    let last = runner.state(0, stop - 1).unwrap();
    assert_eq!(last.step, stop - 1);
    assert!(last.parts[0].1.iter().all(|part| part.is_finite() && part.abs() > 1e300));
    for step in [stop, stop + 1, 512, 700] {
        assert_eq!(runner.state(0, step), Ok(last.clone()));
    }
    assert_eq!(runner.state(0, stop - 2).unwrap().step, stop - 2);
    assert_eq!(runner.gradient(0, 700), runner.gradient(0, stop - 1));
}

#[test]
fn a_status_is_written_as_the_api_says() {
    let mut runner = runner(&format!("{STEEP}&racers=sgd(lr=1.7e308) sgd"));
    runner.step(3).unwrap();
    let written = |racer| serde_json::to_value(Value::from(runner.status(racer).unwrap())).unwrap();
    assert_eq!(written(1), json!({"kind": "running"}));
    assert_eq!(
        written(0),
        json!({"kind": "diverged", "step": 1.0, "reason": "the next iterate is not finite"})
    );
}
