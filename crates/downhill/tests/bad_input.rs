//! Input that is not allowed is refused with the field, the value and what is allowed.
//!
//! `bad_text.rs` tests where the problem is in a line of text.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{InputError, OptimizerKind, Problem, RunConfig, Value};

fn from_value(value: &Value) -> Result<RunConfig, InputError> {
    RunConfig::from_value(value)
}

/// Asserts that JSON is refused for this field with this value, in exactly these words.
fn check(json: &str, field: &str, value: &Value, message: &str) {
    let given: Value = serde_json::from_str(json).unwrap();
    check_value(&given, field, value, message);
}

fn check_value(given: &Value, field: &str, value: &Value, message: &str) {
    let error = from_value(given).unwrap_err();
    assert_eq!(error.to_string(), message, "{given:?}");
    assert_eq!((error.field.as_str(), &error.value), (field, value), "{given:?}");
    assert_eq!(error.position, None, "{given:?}");
    let phrase = message.split_once("it must be ").unwrap().1;
    assert_eq!(error.allowed, phrase, "{given:?}");
}

/// The choice of optimizers, as an error has it.
fn optimizers() -> String {
    let names = OptimizerKind::ALL.map(OptimizerKind::name);
    assert!(names.starts_with(&["sgd", "momentum", "adagrad", "rmsprop", "adam"]));
    format!("one of {}", names.join(", "))
}

fn number(value: f64) -> Value {
    Value::Number(value)
}

fn numbers(values: &[f64]) -> Value {
    Value::from(values)
}

#[test]
fn unknown_names() {
    check(
        r#"{"racers": [{"optimizer": "sgd"}, {"optimizer": "adams"}]}"#,
        "racers[1].optimizer",
        &"adams".into(),
        &format!("racers[1].optimizer is \"adams\"; it must be {}", optimizers()),
    );
    check(
        r#"{"objective": "taco-bell"}"#,
        "objective",
        &"taco-bell".into(),
        "objective is \"taco-bell\"; it must be one of gaussian, bowl, taco, taco-rotated, saddle, \
         bounded-saddle, monkey-saddle, plateau, rosenbrock, beale, himmelblau, booth, matyas, \
         rastrigin, ackley, styblinski-tang, six-hump-camel, three-hump-camel, goldstein-price, \
         mccormick, easom, branin, two-gaussians",
    );
    check(
        r#"{"preset": "Article"}"#,
        "preset",
        &"Article".into(),
        "preset is \"Article\"; it must be one of article, article-gif",
    );
}

#[test]
fn unknown_fields_the_first_one_given() {
    let fields = "one of preset, objective, view, levels, start, steps, racers, noise";
    check(
        r#"{"steps": 5, "speed": 2, "sped": 3, "racers": null}"#,
        "speed",
        &number(2.0),
        &format!("speed is not known; it must be {fields}"),
    );
    check(
        r#"{"": true}"#,
        "\"\"",
        &Value::Bool(true),
        &format!("\"\" is not known; it must be {fields}"),
    );
    check(
        r#"{"racers": [{"optimizer": "sgd", "momentum": 0.9}]}"#,
        "racers[0].momentum",
        &number(0.9),
        "racers[0].momentum is not known; it must be one of optimizer, lr, weightDecay, maximize, \
         schedule, clipNorm, clipValue, label, color, off",
    );
    check(
        r#"{"view": {"x": [0, 1], "y": [0, 1], "z": [0, 1]}}"#,
        "view.z",
        &numbers(&[0.0, 1.0]),
        "view.z is not known; it must be one of x, y",
    );
}

#[test]
fn nesterov_without_what_torch_wants_with_it() {
    let refused = "racers[0].nesterov is true; it must be false, unless momentum is above 0, \
                   dampening 0 and dampFirstStep false";
    let whole = r#"{"racers": [{"optimizer": "momentum", "momentum": 0.5, "dampening": 0,
                    "dampFirstStep": false, "nesterov": true}]}"#;
    assert!(from_value(&serde_json::from_str(whole).unwrap()).is_ok());
    for (part, other) in [
        (r#""momentum": 0.5"#, r#""momentum": 0"#),
        (r#""dampening": 0,"#, r#""dampening": 0.1,"#),
        (r#""dampFirstStep": false"#, r#""dampFirstStep": true"#),
    ] {
        assert!(whole.contains(part));
        check(&whole.replace(part, other), "racers[0].nesterov", &Value::Bool(true), refused);
        let without = whole.replace(part, other).replace("true}", "false}");
        assert!(from_value(&serde_json::from_str(&without).unwrap()).is_ok());
    }
}

#[test]
fn missing_fields() {
    let given: Value = serde_json::from_str(r#"{"racers": [{"lr": 0.1}]}"#).unwrap();
    let error = from_value(&given).unwrap_err();
    assert_eq!(error.problem, Problem::Missing);
    check_value(
        &given,
        "racers[0].optimizer",
        &Value::Null,
        &format!("racers[0].optimizer is missing; it must be {}", optimizers()),
    );
    check(
        r#"{"view": {"x": [0, 1]}}"#,
        "view.y",
        &Value::Null,
        "view.y is missing; it must be two finite numbers, the first below the second",
    );
}

#[test]
fn wrong_types() {
    let whole = "an object, or left out";
    let racer = "an object with an optimizer: {\"optimizer\": \"adam\", …}";
    let view = "two ranges: {\"x\": [−1, 1], \"y\": [−1, 1]}, or as text −1:1,−1:1";
    for (json, field, shown, allowed) in [
        ("[]", "config", "[]", whole),
        ("7", "config", "7", whole),
        (r#"{"racers": {}}"#, "racers", "an object", "a list of 1 to 16 racers"),
        (r#"{"racers": ["sgd"]}"#, "racers[0]", "\"sgd\"", racer),
        (r#"{"view": [-1, 1, -1, 1]}"#, "view", "[-1, 1, -1, 1]", view),
        (r#"{"steps": true}"#, "steps", "true", "a whole number from 1 to 1000000"),
    ] {
        let given: Value = serde_json::from_str(json).unwrap();
        let error = from_value(&given).unwrap_err();
        check_value(
            &given,
            field,
            &error.value,
            &format!("{field} is {shown}; it must be {allowed}"),
        );
    }
    let label = "1 to 60 characters on one line";
    for (setting, value, allowed) in [
        ("lr", r#""0.1""#, "a finite number, 0 or more"),
        ("biasCorrection", "1", "true or false"),
        ("betas", "0.9", "two numbers from 0 up to, but not including, 1"),
        ("label", r#""""#, label),
        ("label", "5", label),
        ("color", r##""#12345g""##, "a colour like #1f77b4"),
        ("color", r#""red""#, "a colour like #1f77b4"),
    ] {
        let json = format!(r#"{{"racers": [{{"optimizer": "adam", "{setting}": {value}}}]}}"#);
        let field = format!("racers[0].{setting}");
        let message = format!("{field} is {value}; it must be {allowed}");
        check(&json, &field, &serde_json::from_str(value).unwrap(), &message);
    }
    let broken = "two\nlines";
    let json = r#"{"racers": [{"optimizer": "sgd", "label": "two\nlines"}]}"#;
    let message = format!("racers[0].label is \"{broken}\"; it must be {label}");
    check(json, "racers[0].label", &broken.into(), &message);
    let long = "x".repeat(61);
    let given = format!(r#"{{"racers": [{{"optimizer": "sgd", "label": "{long}"}}]}}"#);
    let field = "racers[0].label";
    let message = format!("{field} is \"{long}\"; it must be 1 to 60 characters on one line");
    check(&given, field, &long.as_str().into(), &message);
}

#[test]
fn learning_rates_that_are_negative_or_not_finite() {
    for (lr, shown) in [
        (-1e-300, "-1e-300"),
        (-5e-324, "-5e-324"),
        (f64::NAN, "NaN"),
        (f64::INFINITY, "inf"),
        (-2.0, "-2"),
    ] {
        let racer = [("optimizer", "adam".into()), ("lr", number(lr))];
        let racer = Value::Map(racer.map(|(name, value)| (name.to_owned(), value)).into());
        let given = Value::Map(vec![("racers".to_owned(), Value::List(vec![racer]))]);
        let error = from_value(&given).unwrap_err();
        assert_eq!(error.field, "racers[0].lr");
        assert!(matches!(error.value, Value::Number(value) if value.to_bits() == lr.to_bits()));
        let message = format!("racers[0].lr is {shown}; it must be a finite number, 0 or more");
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn shares_outside_of_their_range() {
    for betas in [[0.9, 1.0], [1.0, 0.9], [-0.1, 0.5], [0.9, 1.5]] {
        check(
            &format!(r#"{{"racers": [{{"optimizer": "adam", "betas": {betas:?}}}]}}"#),
            "racers[0].betas",
            &numbers(&betas),
            &format!(
                "racers[0].betas is [{}, {}]; \
                 it must be two numbers from 0 up to, but not including, 1",
                betas[0], betas[1]
            ),
        );
    }
    for (racer, message) in [
        (r#""rmsprop", "alpha": 1.5"#, "racers[0].alpha is 1.5; it must be a number from 0 to 1"),
        (r#""rmsprop", "eps": -1"#, "racers[0].eps is -1; it must be a finite number, 0 or more"),
        (
            r#""momentum", "momentum": -0.9"#,
            "racers[0].momentum is -0.9; it must be a finite number, 0 or more",
        ),
    ] {
        let given: Value =
            serde_json::from_str(&format!(r#"{{"racers": [{{"optimizer": {racer}}}]}}"#)).unwrap();
        assert_eq!(from_value(&given).unwrap_err().to_string(), message);
    }
}

#[test]
fn starts_that_are_not_two_finite_numbers() {
    for (start, shown) in [
        ("[0.5]", "[0.5]"),
        ("[1, 2, 3]", "[1, 2, 3]"),
        ("[1, 2, 3, 4, 5]", "[1, 2, 3, 4, …]"),
        ("[\"1\", 2]", "[\"1\", 2]"),
        ("[1, null]", "[1, null]"),
        ("0.5", "0.5"),
        ("{}", "an object"),
    ] {
        let value: Value = serde_json::from_str(start).unwrap();
        let message = format!("start is {shown}; it must be two finite numbers");
        check(&format!(r#"{{"start": {start}}}"#), "start", &value, &message);
    }
    let start = numbers(&[1.0, f64::INFINITY]);
    let given = Value::Map(vec![("start".to_owned(), start.clone())]);
    check_value(&given, "start", &start, "start is [1, inf]; it must be two finite numbers");
}

#[test]
fn too_many_racers_and_none() {
    let racers = vec![r#"{"optimizer": "sgd"}"#; 17].join(", ");
    let json = format!(r#"{{"racers": [{racers}]}}"#);
    let error = from_value(&serde_json::from_str(&json).unwrap()).unwrap_err();
    assert_eq!(error.field, "racers");
    assert_eq!(error.allowed, "a list of 1 to 16 racers");
    assert!(matches!(&error.value, Value::List(racers) if racers.len() == 17));
    let message = "racers is []; it must be a list of 1 to 16 racers";
    check(r#"{"racers": []}"#, "racers", &Value::List(Vec::new()), message);
}

#[test]
fn step_counts_that_are_no_whole_number_within_the_limit() {
    for (steps, shown) in [
        (0.0, "0"),
        (-1.0, "-1"),
        (1.5, "1.5"),
        (1e9, "1000000000"),
        (1_000_001.0, "1000001"),
        (f64::NAN, "NaN"),
    ] {
        let given = Value::Map(vec![("steps".to_owned(), number(steps))]);
        let error = from_value(&given).unwrap_err();
        let message = format!("steps is {shown}; it must be a whole number from 1 to 1000000");
        assert_eq!(error.to_string(), message);
        assert_eq!(error.field, "steps");
    }
}

#[test]
fn levels_and_views_out_of_order() {
    let ascending = "it must be 2 to 64 finite numbers, each above the one before";
    for levels in [vec![0.0, 1.0, 0.5], vec![0.0, 0.0], vec![1.0], vec![]] {
        let json = format!(r#"{{"levels": {levels:?}}}"#);
        let shown: Vec<String> = levels.iter().map(f64::to_string).collect();
        let message = format!("levels is [{}]; {ascending}", shown.join(", "));
        check(&json, "levels", &numbers(&levels), &message);
    }
    let many: Vec<f64> = (0..65).map(f64::from).collect();
    let message = format!("levels is [0, 1, 2, 3, …]; {ascending}");
    check(&format!(r#"{{"levels": {many:?}}}"#), "levels", &numbers(&many), &message);
    for range in [[1.0, -1.0], [1.0, 1.0], [f64::MIN, f64::MAX]] {
        let json = format!(r#"{{"view": {{"x": [-1, 1], "y": {range:?}}}}}"#);
        let error = from_value(&serde_json::from_str(&json).unwrap()).unwrap_err();
        assert_eq!(error.field, "view.y");
        assert_eq!(error.value, numbers(&range));
        assert_eq!(error.allowed, "two finite numbers, the first below the second");
    }
}

#[test]
fn a_refused_json_text_says_the_same_through_serde() {
    let error = serde_json::from_str::<RunConfig>(r#"{"steps": 1.5}"#).unwrap_err();
    let message = "steps is 1.5; it must be a whole number from 1 to 1000000";
    assert!(error.to_string().starts_with(message), "{error}");
}
