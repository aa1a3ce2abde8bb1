//! The objective of a run: named, with a parameter, or typed; and the defaults found by sampling.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{
    Objective, OptimizerKind, OptimizerRunner, Problem, RunConfig, Status, StopReason, objectives,
};
use serde_json::json;

fn read(json: serde_json::Value) -> RunConfig {
    serde_json::from_value(json).unwrap()
}

fn typed(formula: &str) -> RunConfig {
    read(json!({"objective": {"formula": formula}}))
}

#[test]
fn a_named_objective_brings_all_that_is_its_own() {
    for entry in objectives() {
        let config = read(json!({"objective": entry.name}));
        assert_eq!(
            (config.view, config.start, config.steps),
            (entry.view, entry.start, entry.steps)
        );
        let rates: Vec<(OptimizerKind, f64)> = config
            .racers
            .iter()
            .map(|racer| (racer.optimizer.kind(), *racer.optimizer.clone().learning_rate_mut()))
            .collect();
        // The race's five are those that every objective names first.
        assert_eq!(rates, entry.learning_rates[..rates.len()]);
        assert_eq!(config.levels, None, "{}", entry.name);
        let named: RunConfig = format!("objective={}", entry.name).parse().unwrap();
        assert_eq!(named, config);
    }
}

#[test]
fn a_parameter_is_set_by_name_in_both_forms() {
    let json = read(json!({"objective": {"name": "taco", "condition": 50}}));
    let text: RunConfig = "objective=taco(condition=50)".parse().unwrap();
    assert_eq!(json, text);
    assert_eq!(json.objective.formula(), "(x^2 + 50*y^2)/2");
    assert!(json.to_string().starts_with("objective=taco(condition=50)&view="), "{json}");
    assert_eq!(read(json!({"objective": {"name": "bowl"}})), read(json!({"objective": "bowl"})));
    assert!(read(json!({"objective": "taco"})).to_string().contains("taco(condition=20)"));
    for (line, message) in [
        ("objective=taco(condition=0.5)", "it must be a number from 1 to 1000000 (column 11)"),
        (
            "objective=taco(slope=2)",
            "objective.slope is not known; it must be one of name, condition",
        ),
        ("objective=bowl(condition=2)", "objective.condition is not known; it must be one of name"),
    ] {
        let error = line.parse::<RunConfig>().unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn a_formula_is_an_objective_in_every_form() {
    let json = typed("x^2 + 3*y^2");
    let text: RunConfig = "formula=x^2 + 3*y^2".parse().unwrap();
    let fields = RunConfig::from_fields(&[("formula", " x^2 + 3*y^2 ")]).unwrap();
    assert_eq!(json, text);
    assert_eq!(json, fields);
    assert_eq!(json.objective.formula(), "x^2 + 3*y^2");
    assert!(json.to_string().starts_with("formula=x^2%20+%203*y^2&view="), "{json}");
    assert_eq!(json.to_string().parse::<RunConfig>().unwrap(), json);
    let printed = serde_json::to_value(&json).unwrap();
    assert_eq!(printed["objective"], json!({"formula": "x^2 + 3*y^2"}));
    let lr = *json.racers[4].optimizer.clone().learning_rate_mut();
    assert_eq!(lr, 0.02);
}

#[test]
fn an_error_in_a_formula_says_where_it_is() {
    let read = serde_json::from_value::<RunConfig>;
    let error = read(json!({"objective": {"formula": "sin(x + y"}})).unwrap_err().to_string();
    assert_eq!(
        error,
        "objective.formula cannot be read: expected a closing parenthesis (the one at column 4 is open) \
         at column 10"
    );
    // In a line of text the column is the line's.
    let error = "steps=5&formula=2 + sine(x)".parse::<RunConfig>().unwrap_err();
    assert_eq!((error.problem, error.position), (Problem::Unreadable, Some(21)));
    assert_eq!(error.allowed, "a known name instead of sine (did you mean sin?)");
    // Blanks count.
    let error = "formula=   x + ".parse::<RunConfig>().unwrap_err();
    assert_eq!(error.position, Some(8 + 8));
    // Signs are encoded in lines alone.
    assert_eq!("formula=x%2B1".parse::<RunConfig>().unwrap().objective.formula(), "x+1");
    assert!(RunConfig::from_fields(&[("formula", "x%2B1")]).is_err());
    let error = read(json!({"objective": {"formula": 3}})).unwrap_err().to_string();
    assert!(error.contains("it must be a formula like x^2 + 3*y^2"), "{error}");
    let error = "objective=bowl&formula=x".parse::<RunConfig>().unwrap_err().to_string();
    assert!(error.contains("objective is given twice"), "{error}");
}

#[test]
fn a_view_is_chosen_that_has_the_lowest_point_inside() {
    for (formula, size) in [
        ("x^2 + 3*y^2", 1.0),
        ("(x - 1.4)^2 + y^2", 2.0),
        ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", 5.0),
        ("(x - 30)^2 + (y + 20)^2", 100.0),
        ("x^2 - y^2", 2.0),
        ("log(-1 - x^2)", 2.0),
        ("x*log(x) + y^2", 1.0),
    ] {
        let config = typed(formula);
        assert_eq!((config.view.x, config.view.y), ([-size, size], [-size, size]), "{formula}");
    }
}

#[test]
fn a_race_starts_where_there_is_a_way_down() {
    assert_eq!(typed("x^2 + 3*y^2").start, [0.75, -0.75]);
    // Not where the function is undefined or flat.
    assert_eq!(typed("x^2 + y^2 + 0*log(y)").start, [0.75, 0.75]);
    assert_eq!(typed("max(0, -x) + max(0, y)").start, [1.5, 1.5]);
    // The start lies in the given view.
    let config = read(json!({
        "objective": {"formula": "x^2 + y^2"},
        "view": {"x": [10, 20], "y": [-1, 1]},
    }));
    assert_eq!(config.start, [18.75, -0.75]);
    assert!(config.survey().levels.values[0] > 90.0);
    // Given values are kept.
    let config = read(json!({
        "objective": {"formula": "x^2 + y^2"}, "start": [0.1, 0.2], "levels": [0, 1, 2],
    }));
    assert_eq!((config.start, config.levels), ([0.1, 0.2], Some(vec![0.0, 1.0, 2.0])));
}

#[test]
fn five_racers_run_on_a_formula_and_one_that_leaves_its_domain_says_so() {
    let mut runner = OptimizerRunner::new(typed("sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)"));
    runner.step(200).unwrap();
    for racer in 0..5 {
        assert_eq!(runner.status(racer).unwrap(), Status::Running);
        let losses = runner.losses(racer).unwrap();
        assert!(losses[200] < losses[0]);
    }
    // √x drives everyone below 0, where it is not defined.
    let config = read(json!({
        "objective": {"formula": "sqrt(x)"}, "start": [0.01, 0.0],
        "racers": [{"optimizer": "sgd", "lr": 0.1}],
    }));
    let mut runner = OptimizerRunner::new(config);
    runner.step(3).unwrap();
    let status = runner.status(0).unwrap();
    assert_eq!(status, Status::Undefined { step: 1, reason: StopReason::Value });
    assert_eq!(runner.trajectory(0).unwrap()[2..4], [0.01, 0.0]);
}

#[test]
fn objectives_are_equal_when_their_formulas_and_names_are() {
    let typed = |text| Objective::typed(text).unwrap();
    assert_eq!(typed("x"), typed("x"));
    assert_ne!(typed("x"), typed("y"));
    assert_ne!(typed(Objective::gaussian().formula()), Objective::gaussian());
}
