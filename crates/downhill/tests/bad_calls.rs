//! A call with wrong arguments is refused, and leaves the runner as it was.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::{InputError, MAX_STEPS, OptimizerRunner, Value, whole_number};
use serde_json::json;

/// The answers of a runner to every question, as text.
fn everything(runner: &OptimizerRunner) -> String {
    let racers: Vec<String> = (0..runner.racer_count())
        .map(|racer| {
            let state = runner.state(racer, runner.step_count()).unwrap();
            let (trajectory, losses) = (runner.trajectory(racer), runner.losses(racer));
            format!("{trajectory:?} {losses:?} {state:?} {:?}", runner.status(racer))
        })
        .collect();
    format!("{} {} {racers:?}", runner.step_count(), runner.config())
}

/// Asserts that the call is refused in these words, and that it changed nothing.
fn check<T: std::fmt::Debug>(
    call: impl FnOnce(&mut OptimizerRunner) -> Result<T, InputError>,
    (field, value): (&str, f64),
    allowed: &str,
) {
    let mut runner = runner("preset=article");
    runner.step(30).unwrap();
    let before = everything(&runner);
    let error = call(&mut runner).unwrap_err();
    assert_eq!(error.field, field);
    assert_eq!(error.value, Value::Number(value));
    assert_eq!(error.allowed, allowed);
    assert_eq!(error.position, None);
    assert_eq!(error.to_string(), format!("{field} is {value}; it must be {allowed}"));
    assert_eq!(everything(&runner), before);
}

fn state(json: serde_json::Value) -> Value {
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_racer_that_does_not_exist() {
    let racers = "a whole number from 0 to 4";
    check(|runner| runner.trajectory(5).map(<[f64]>::len), ("racer", 5.0), racers);
    check(|runner| runner.losses(16).map(<[f64]>::len), ("racer", 16.0), racers);
    check(|runner| runner.state(5, 0), ("racer", 5.0), racers);
    check(|runner| runner.gradient(7, 0), ("racer", 7.0), racers);
    check(|runner| runner.status(5), ("racer", 5.0), racers);
    let none = state(json!({"step": 0}));
    check(|runner| runner.step_from(5, [0.0; 2], &none), ("racer", 5.0), racers);
}

#[test]
fn a_step_that_has_not_been_taken() {
    let steps = "a whole number from 0 to 30";
    check(|runner| runner.state(0, 31), ("step", 31.0), steps);
    check(|runner| runner.gradient(4, 100), ("step", 100.0), steps);
}

#[test]
fn more_steps_than_there_may_be() {
    let left = "a whole number from 0 to 999970";
    check(|runner| runner.step(MAX_STEPS - 29), ("n", 999_971.0), left);
    check(|runner| runner.step(u32::MAX), ("n", 4_294_967_295.0), left);
}

#[test]
fn a_number_that_is_not_whole_where_a_count_is_asked_for() {
    for (given, shown) in [
        (1.5, "1.5"),
        (-1.0, "-1"),
        (f64::NAN, "NaN"),
        (f64::INFINITY, "inf"),
        (1e10, "10000000000"),
    ] {
        let error = whole_number("n", &Value::Number(given), [0, 30]).unwrap_err();
        let message = format!("n is {shown}; it must be a whole number from 0 to 30");
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(whole_number("n", &Value::Number(30.0), [0, 30]), Ok(30));
    assert_eq!(whole_number("n", &Value::Number(-0.0), [0, 30]), Ok(0));
}

#[test]
fn a_state_that_is_not_one_of_the_rule() {
    let mut runner = runner("racers=adam sgd");
    runner.step(3).unwrap();
    let before = everything(&runner);
    let steps = "a whole number from 0 to 999999";
    let pair = "two numbers, none of them NaN";
    for (given, field, allowed) in [
        (json!(null), "state", "an object as state() returns it"),
        (json!({}), "state.step", steps),
        (json!({"step": -1}), "state.step", steps),
        (json!({"step": 0.5}), "state.step", steps),
        (json!({"step": 1_000_000}), "state.step", steps),
        (json!({"step": 1}), "state.firstMoment", pair),
        (json!({"step": 1, "firstMoment": [1, 2]}), "state.secondMoment", pair),
        (json!({"step": 1, "firstMoment": [1]}), "state.firstMoment", pair),
        (json!({"step": 1, "firstMoment": [1, "2"]}), "state.firstMoment", pair),
        (
            json!({"step": 1, "firstMoment": [1, 2], "secondMoment": [1, 2], "velocity": [1, 2]}),
            "state.velocity",
            "one of step, firstMoment, secondMoment",
        ),
    ] {
        let error = runner.step_from(0, [0.5, 0.5], &state(given)).unwrap_err();
        assert_eq!((error.field.as_str(), error.allowed.as_str()), (field, allowed));
    }
    // SGD remembers nothing.
    let error = runner.step_from(1, [0.5; 2], &state(json!({"step": 1, "velocity": [1, 2]})));
    assert_eq!(
        error.unwrap_err().to_string(),
        "state.velocity is not known; it must be one of step"
    );
    assert_eq!(everything(&runner), before);
}
