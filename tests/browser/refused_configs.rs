//! Configurations that are not allowed: errors that name the field, the value and what is allowed.

use js_sys::Reflect;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{assert_refused, create, js};

/// Asserts that a configuration, a JavaScript expression, is refused.
fn refuse(config: &str, field: &str, value: &str, allowed: &str) {
    let thrown = create(&js(config)).expect_err(config);
    assert_refused(&thrown, field, &js(value), allowed);
}

#[wasm_bindgen_test]
fn an_optimizer_objective_or_preset_that_does_not_exist() {
    let names = downhill::OptimizerKind::ALL.map(downhill::OptimizerKind::name);
    let optimizers = &format!("one of {}", names.join(", "));
    for name in ["'adma'", "'Adam'", "''", "3", "null", "['adam']", "'toString'"] {
        let config = format!("{{racers: [{{optimizer: 'sgd'}}, {{optimizer: {name}}}]}}");
        if name == "null" {
            // Null is the same as left out.
            let thrown = create(&js(&config)).unwrap_err();
            let message = Reflect::get(&thrown, &"message".into()).unwrap().as_string().unwrap();
            assert_eq!(message, format!("racers[1].optimizer is missing; it must be {optimizers}"));
        } else {
            refuse(&config, "racers[1].optimizer", name, optimizers);
        }
    }
    refuse("{preset: 'articles'}", "preset", "'articles'", "one of article, article-gif");
    let thrown = create(&js("{objective: 'rosenbrok'}")).unwrap_err();
    let get = |name: &str| Reflect::get(&thrown, &name.into()).unwrap().as_string().unwrap();
    assert_eq!((get("field"), get("value")), ("objective".to_owned(), "rosenbrok".to_owned()));
    assert!(get("allowed").starts_with("one of gaussian"), "{}", get("allowed"));
}

#[wasm_bindgen_test]
fn a_field_that_does_not_exist_with_those_that_do() {
    for (config, field, value, known) in [
        ("{step: 3}", "step", "3", "steps"),
        ("{racers: [{optimizer: 'sgd', momentum: 0.9}]}", "racers[0].momentum", "0.9", "lr"),
        ("{racers: [{optimizer: 'adam', beta: 0.9}]}", "racers[0].beta", "0.9", "betas"),
        ("{view: {x: [0, 1], y: [0, 1], z: [0, 1]}}", "view.z", "[0, 1]", "x, y"),
    ] {
        let thrown = create(&js(config)).unwrap_err();
        let get = |name: &str| Reflect::get(&thrown, &name.into()).unwrap();
        assert_eq!(get("field"), field);
        assert_eq!(crate::js::json(&get("value")), crate::js::json(&js(value)));
        let allowed = get("allowed").as_string().unwrap();
        assert!(allowed.starts_with("one of ") && allowed.contains(known), "{allowed}");
        let message = get("message").as_string().unwrap();
        assert_eq!(message, format!("{field} is not known; it must be {allowed}"));
    }
}

#[wasm_bindgen_test]
fn a_learning_rate_that_is_negative_or_no_number() {
    for lr in ["NaN", "Infinity", "-Infinity", "-1", "-5e-324", "'0.1'", "true", "[0.1]", "{}"] {
        let config = format!("{{racers: [{{optimizer: 'sgd', lr: {lr}}}]}}");
        refuse(&config, "racers[0].lr", lr, "a finite number, 0 or more");
    }
}

#[wasm_bindgen_test]
fn betas_outside_their_range() {
    for betas in ["[1, 0.9]", "[0.9, 1]", "[-0.1, 0.9]", "[0.9, NaN]", "[0.9]", "[0, 0, 0]", "0.9"]
    {
        let config = format!("{{racers: [{{optimizer: 'adam', betas: {betas}}}]}}");
        let thrown = create(&js(&config)).unwrap_err();
        let get = |name: &str| Reflect::get(&thrown, &name.into()).unwrap();
        assert_eq!(get("field"), "racers[0].betas");
        assert_eq!(crate::js::json(&get("value")), crate::js::json(&js(betas)));
    }
    create(&js("{racers: [{optimizer: 'adam', betas: [0, 0.9999999999999999]}]}")).unwrap();
}

#[wasm_bindgen_test]
fn a_start_that_is_not_two_finite_numbers() {
    for start in [
        "[]",
        "[1]",
        "[1, 2, 3]",
        "[NaN, 0]",
        "[0, Infinity]",
        "'0,0'",
        "{x: 0, y: 0}",
        "[[0], 0]",
        "7",
    ] {
        refuse(&format!("{{start: {start}}}"), "start", start, "two finite numbers");
    }
}

#[wasm_bindgen_test]
fn a_number_of_steps_or_racers_beyond_the_limits() {
    for steps in ["0", "-1", "1.5", "1000001", "NaN", "Infinity", "'100'", "1e300"] {
        refuse(&format!("{{steps: {steps}}}"), "steps", steps, "a whole number from 1 to 1000000");
    }
    for racers in ["[]", "Array(17).fill({optimizer: 'sgd'})", "'sgd'", "{optimizer: 'sgd'}"] {
        refuse(&format!("{{racers: {racers}}}"), "racers", racers, "a list of 1 to 16 racers");
    }
    create(&js("{steps: 1000000, racers: Array(16).fill({optimizer: 'sgd'})}")).unwrap();
}

#[wasm_bindgen_test]
fn a_configuration_that_is_no_object() {
    for config in ["7", "'article'", "true", "NaN", "[]"] {
        refuse(config, "config", config, "an object, or left out");
    }
}

#[wasm_bindgen_test]
fn what_json_has_no_word_for_is_refused_and_nothing_panics() {
    for (expression, kind) in [
        ("() => 1", "[object Function]"),
        ("Symbol('s')", "[object Symbol]"),
        ("10n", "[object BigInt]"),
        ("class {}", "[object Function]"),
        ("new Map([['steps', 3]])", "[object Map]"),
        ("new Date()", "[object Date]"),
    ] {
        for (config, field) in [
            (expression.to_owned(), "config"),
            (format!("{{start: {expression}}}"), "start"),
            (format!("{{start: [0, {expression}]}}"), "start"),
            (format!("{{steps: {expression}}}"), "steps"),
            (format!("{{racers: [{expression}]}}"), "racers[0]"),
            (format!("{{racers: [{{optimizer: {expression}}}]}}"), "racers[0].optimizer"),
            (format!("{{racers: [{{optimizer: 'sgd', lr: {expression}}}]}}"), "racers[0].lr"),
        ] {
            let thrown = create(&js(&config)).expect_err(&config);
            let get = |name: &str| Reflect::get(&thrown, &name.into()).unwrap();
            assert_eq!(get("name"), "InputError", "{config}");
            assert_eq!(get("field"), field, "{config}");
            let message = get("message").as_string().unwrap();
            assert!(message.contains(kind), "{config}: {message}");
        }
    }
    // Nor does what has no end, or answers with an error, or calls back in.
    for expression in [
        "(() => { const a = {}; a.racers = [a]; return a; })()",
        "(() => { const a = {start: []}; a.start[0] = a.start; return a; })()",
        "({get racers() { throw new Error('no'); }})",
        "new Proxy({}, {ownKeys() { throw new Error('no'); }})",
    ] {
        for _ in 0..1100 {
            let thrown = create(&js(expression)).expect_err(expression);
            assert_eq!(
                Reflect::get(&thrown, &"name".into()).unwrap(),
                "InputError",
                "{expression}"
            );
        }
    }
    // The module lives on.
    create(&js("undefined")).unwrap();
}
