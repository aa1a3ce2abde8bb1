//! A racer that keeps growing is marked long before its numbers overflow, and no other racer is.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::{Noise, Objective, OptimizerRunner, Remark, RunConfig, Status, Value, objectives};
use serde_json::json;

fn is_growing(runner: &OptimizerRunner, racer: usize, step: u32) -> bool {
    runner.remark(racer, step).unwrap() == Some(Remark::Growing)
}

/// The first step after which the racer is marked.
fn first_growing(runner: &OptimizerRunner, racer: usize) -> Option<u32> {
    (0..=runner.step_count()).find(|step| is_growing(runner, racer, *step))
}

/// Asserts that no racer that runs to its end is marked at any step.
fn check_none(config: RunConfig) {
    let steps = config.steps;
    let line = config.to_string();
    let mut runner = OptimizerRunner::new(config);
    runner.step(steps).unwrap();
    for racer in 0..runner.racer_count() {
        // Noise can throw a racer out of range.
        if runner.config().noise.sigma > 0.0 && runner.status(racer) != Ok(Status::Running) {
            continue;
        }
        assert_eq!(first_growing(&runner, racer), None, "racer {racer} of {line}");
    }
}

fn check_none_of(line: &str) {
    check_none(line.parse().unwrap());
}

#[test]
fn a_rate_just_above_the_limit_is_seen_within_some_tens_of_steps() {
    // Along y the limit is 0.02, and each step is 1.1 times as long as the one before.
    let mut runner = runner("formula=0.5*x^2+50*y^2&start=1,1&racers=sgd(lr=0.021) sgd(lr=0.0199)");
    runner.step(3600).unwrap();
    let first = first_growing(&runner, 0).unwrap();
    assert!((20..60).contains(&first), "{first}");
    // It stays marked from then on until it overflows.
    for step in first..=3600 {
        assert!(is_growing(&runner, 0, step), "step {step}");
    }
    assert_eq!(runner.status(0), Ok(Status::Running));
    assert_eq!(first_growing(&runner, 1), None);
    runner.step(200).unwrap();
    let (stop, _) = runner.status(0).unwrap().stop().unwrap();
    assert!(is_growing(&runner, 0, stop - 1) && !is_growing(&runner, 0, stop));
}

#[test]
fn no_race_of_the_library_is_marked() {
    for entry in objectives() {
        let config = RunConfig::on(Objective::from_library(entry, None));
        check_none(RunConfig { steps: config.steps.max(2000), ..config.clone() });
        // Undamped momentum adds up ten steps' noise: 10 throws it about as 100 does the others.
        for noise in [0.1, 3.0, 10.0] {
            let noise = Noise { sigma: noise, seed: 5, shared: false };
            check_none(RunConfig { steps: 1000, noise, ..config.clone() });
        }
    }
    check_none_of("preset=article-gif");
}

#[test]
fn what_rises_for_a_while_is_not_marked() {
    for line in [
        // From the minimum or near it: leaps, overshoots, cycles as long as the rate, noise.
        "formula=x^2+100*y^2&start=1e-6,1e-6&racers=adam(lr=1),adam(lr=30),adam(lr=1e8),rmsprop(lr=1),rmsprop(lr=1e6),adagrad(lr=100),adam(lr=1,betas=0.99:0.999),adam(lr=1,betas=0.999:0.9)&steps=3000",
        "formula=x^2+100*y^2&start=0,0&racers=adam(lr=1),rmsprop(lr=1),sgd(lr=0.009),momentum(lr=0.001,dampening=0)&noise=0.1&steps=3000",
        "formula=x^4+y^4&start=0.001,0.001&racers=adam(lr=1),rmsprop(lr=0.5),adagrad(lr=10)&steps=3000",
        "formula=exp(x)+exp(-x)+y^2&start=0.001,0&racers=adam(lr=5),rmsprop(lr=1),adagrad(lr=5)&steps=2000",
        // Momentum that is far out before it comes back, near its own limit too.
        "formula=0.5*x^2+50*y^2&start=1,1&racers=momentum(lr=0.0379,momentum=0.9,dampening=0),momentum(lr=0.0395,momentum=0.99,dampening=0),momentum(lr=0.001,momentum=0.99,dampening=0),momentum(lr=0.01,momentum=0.999,dampening=0)&steps=5000",
        // Racers that climb hills.
        "objective=rosenbrock&start=-1.2,1&racers=momentum(lr=0.002,momentum=0.95,dampening=0),adam(lr=1),rmsprop(lr=0.5)&steps=3000",
        "objective=styblinski-tang&start=-2.9,2.7&racers=adam(lr=2),rmsprop(lr=2),momentum(lr=0.01,momentum=0.99,dampening=0)&steps=3000",
        "objective=beale&racers=adam(lr=1),rmsprop(lr=0.5),adagrad(lr=3)&steps=3000",
        // Endless descent is not growth.
        "formula=x^2-y^2&start=1,1e-3&racers=sgd(lr=0.1),momentum(lr=0.1,dampening=0),adam(lr=0.1),adagrad(lr=0.1),rmsprop(lr=0.1)&steps=3000",
        "formula=x^3-3*x*y^2&start=0.5,0.5&racers=adam(lr=0.1),adagrad(lr=0.1),rmsprop(lr=0.1)&steps=3000",
        // Neither are flat places, kinks, or steps that are too long for them.
        "formula=abs(x)+abs(y)&start=0.3,0.2&racers=sgd(lr=1),momentum(lr=1,dampening=0),adam(lr=3)&steps=2000",
        "racers=sgd(lr=1e300),sgd(lr=3),adam(lr=10),rmsprop(lr=10)&steps=2000",
        // At the limit itself it neither grows nor shrinks.
        "formula=0.5*x^2+50*y^2&start=1,1&racers=sgd(lr=0.02)&steps=5000",
    ] {
        check_none_of(line);
    }
}

#[test]
fn what_diverges_is_marked_before_it_overflows() {
    for line in [
        "formula=0.5*x^2+50*y^2&start=1,1&racers=sgd(lr=0.0201),sgd(lr=0.03),sgd(lr=0.5),momentum(lr=0.039,dampening=0),momentum(lr=0.3,dampening=0),momentum(lr=0.5)",
        "formula=x^2+y^2+7000&start=0.3,0.7&racers=sgd(lr=1.1),momentum(lr=3,momentum=0.5,dampening=0)",
        "formula=x^2+y^2-7000&start=0.3,0.7&racers=sgd(lr=1.1)",
        "objective=rosenbrock&racers=sgd(lr=0.01),sgd(lr=0.02),momentum(lr=0.02,dampening=0)",
        "objective=himmelblau&racers=sgd(lr=0.1),momentum(lr=0.1,dampening=0)",
        "objective=booth&racers=sgd(lr=0.2)",
        "racers=momentum(momentum=10,dampening=0)&formula=x^2+y^2&start=1,1",
        "formula=x^2+y^2&start=1,1&racers=momentum(lr=0.1,momentum=1.01,dampening=0)",
        "formula=x^2+x*y+y^2+sin(9*x)&start=0.2,0.1&racers=sgd(lr=0.9)",
    ] {
        let mut runner = runner(line);
        runner.step(100_000).unwrap();
        for racer in 0..runner.racer_count() {
            let status = runner.status(racer).unwrap();
            let Status::Diverged { step, .. } = status else {
                panic!("{racer} {line}: {status:?}")
            };
            let first = first_growing(&runner, racer);
            assert!(first.is_some_and(|first| first < step), "{racer} {line}: {first:?} {step}");
            assert!(is_growing(&runner, racer, step - 1), "{racer} {line}");
        }
    }
}

#[test]
fn it_is_written_beside_the_kind() {
    let mut runner = runner("formula=x^2&start=1,0&racers=sgd(lr=1.1),sgd(lr=0.1)");
    runner.step(200).unwrap();
    let written = |racer| {
        let status = runner.status(racer).unwrap();
        let remark = runner.remark(racer, 200).unwrap();
        serde_json::to_value(Value::from((status, remark))).unwrap()
    };
    assert_eq!(written(0), json!({"kind": "running", "growing": true}));
    assert_eq!(written(1), json!({"kind": "running"}));
    assert_eq!(runner.remark(0, 0), Ok(None));
    assert!(runner.remark(0, 201).is_err() && runner.remark(2, 0).is_err());
}
