//! Calls that a runner cannot follow: they throw, and leave the runner as it was.

use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{apply, assert_refused, call, count, everything, js, runner};

/// Asserts that `runner[name](...given)`, `given` being a JavaScript expression of a list, is
/// refused after 30 steps, and changes nothing.
fn refuse(name: &str, given: &str, field: &str, value: &str, allowed: &str) {
    let some = runner("undefined");
    call(&some, "step", &[30.into()]).unwrap();
    let before = everything(&some);
    let given: Vec<JsValue> = js_sys::Array::from(&js(given)).iter().collect();
    let thrown = call(&some, name, &given).expect_err(name);
    assert_refused(&thrown, field, &js(value), allowed);
    assert_eq!(everything(&some), before, "{name}");
    call(&some, "step", &[]).unwrap();
    assert_eq!(count(&some, "stepCount"), 31.0);
}

#[wasm_bindgen_test]
fn a_racer_that_does_not_exist() {
    for name in ["trajectory", "losses", "state", "gradient", "status"] {
        for racer in ["-1", "1.5", "5", "99", "'0'", "NaN", "Infinity", "true", "[0]"] {
            let given = format!("[{racer}]");
            refuse(name, &given, "racer", racer, "a whole number from 0 to 4");
        }
        // Nothing at all is null in an error.
        refuse(name, "[]", "racer", "null", "a whole number from 0 to 4");
        refuse(name, "[undefined]", "racer", "null", "a whole number from 0 to 4");
    }
    let given = "[5, [0, 0], {step: 0}]";
    refuse("stepFrom", given, "racer", "5", "a whole number from 0 to 4");
}

#[wasm_bindgen_test]
fn a_step_that_has_not_been_taken() {
    for name in ["state", "gradient"] {
        for step in ["-1", "1.5", "31", "99", "'0'", "NaN", "null", "1e300"] {
            let given = format!("[0, {step}]");
            refuse(name, &given, "step", step, "a whole number from 0 to 30");
        }
    }
}

#[wasm_bindgen_test]
fn a_count_of_steps_that_is_negative_not_whole_or_too_many() {
    for n in ["-1", "0.5", "999971", "1e10", "NaN", "Infinity", "'3'", "null", "{}", "true"] {
        refuse("step", &format!("[{n}]"), "n", n, "a whole number from 0 to 999970");
    }
}

#[wasm_bindgen_test]
fn a_time_that_is_negative_or_no_number() {
    for budget in ["-1", "NaN", "'8'", "null", "{}"] {
        let allowed = "a number of milliseconds, 0 or more";
        refuse("advance", &format!("[{budget}]"), "budgetMs", budget, allowed);
    }
}

#[wasm_bindgen_test]
fn an_iterate_or_state_that_is_none() {
    for iterate in ["[0]", "[0, NaN]", "'0,0'", "null", "{}"] {
        let given = format!("[0, {iterate}, {{step: 0}}]");
        refuse("stepFrom", &given, "iterate", iterate, "two finite numbers");
    }
    for (state, field, value, allowed) in [
        ("7", "state", "7", "an object as state() returns it"),
        ("{step: -1}", "state.step", "-1", "a whole number from 0 to 999999"),
        ("{step: 0, velocity: [0]}", "state.velocity", "[0]", "two numbers, none of them NaN"),
    ] {
        refuse("stepFrom", &format!("[1, [0, 0], {state}]"), field, value, allowed);
    }
}

#[wasm_bindgen_test]
fn functions_symbols_and_bigints_are_refused_as_numbers() {
    for expression in ["() => 1", "Symbol('s')", "10n"] {
        let some = runner("undefined");
        let outcomes = apply(
            "(runner, bad) => ['trajectory', 'losses', 'state', 'gradient', 'status', 'step', 'advance']
              .every((name) => {
                try { runner[name](bad); return false; } catch (error) {
                  return error.name === 'InputError' && error instanceof Error;
                }
              })",
            &[&some, &js(expression)],
        );
        assert!(outcomes.is_truthy(), "{expression}");
        call(&some, "step", &[]).unwrap();
    }
}

#[wasm_bindgen_test]
fn a_runner_that_was_freed_throws_and_the_others_live_on() {
    let (freed, other) = (runner("undefined"), runner("undefined"));
    call(&freed, "free", &[]).unwrap();
    assert!(call(&freed, "config", &[]).is_err());
    call(&other, "step", &[]).unwrap();
    assert_eq!(count(&other, "stepCount"), 1.0);
}
