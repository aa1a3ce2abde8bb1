//! A line of text that is refused says at which column the problem starts.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{OptimizerKind, RunConfig, objectives};

/// Asserts that a line is refused for this field at this column, for this reason.
fn check(line: &str, (field, column): (&str, usize), problem: &str, allowed: &str) {
    let error = line.parse::<RunConfig>().unwrap_err();
    let message = format!("{field} is {problem}; it must be {allowed} (column {column})");
    assert_eq!(error.to_string(), message, "{line}");
    assert_eq!((error.field.as_str(), error.position), (field, Some(column)), "{line}");
    assert_eq!(error.allowed, allowed, "{line}");
}

#[test]
fn a_field_that_is_refused_points_to_its_value() {
    let steps = "a whole number from 1 to 1000000";
    let fields = "one of preset, objective, view, levels, start, steps, racers, noise";
    let pair = "two finite numbers";
    let range = "two finite numbers, the first below the second";
    let levels = "2 to 64 finite numbers, each above the one before";
    check("steps=0", ("steps", 7), "0", steps);
    check("steps=", ("steps", 7), "\"\"", steps);
    check("start=1,2&steps=ten", ("steps", 17), "\"ten\"", steps);
    check("steps=1.5&start=1,2", ("steps", 7), "1.5", steps);
    check("start=1,x", ("start", 7), "[1, \"x\"]", pair);
    check("start=1", ("start", 7), "[1]", pair);
    check("start=1,1e999", ("start", 7), "[1, inf]", pair);
    check("levels=0,1,1", ("levels", 8), "[0, 1, 1]", levels);
    check("view=1:-1,-1:1", ("view.x", 6), "[1, -1]", range);
    check("steps=5&view=-1:1,1:-1", ("view.y", 14), "[1, -1]", range);
    let names: Vec<&str> = objectives().iter().map(|entry| entry.name).collect();
    let names = format!("one of {}", names.join(", "));
    check("objective=pizza", ("objective", 11), "\"pizza\"", &names);
    check("steps=5&speed=2", ("speed", 15), "not known", fields);
    check("=5", ("\"\"", 2), "not known", fields);
}

#[test]
fn a_racers_setting_that_is_refused_points_to_its_value() {
    let optimizers = &format!("one of {}", OptimizerKind::ALL.map(OptimizerKind::name).join(", "));
    let rate = "a finite number, 0 or more";
    let betas = "two numbers from 0 up to, but not including, 1";
    let settings = "one of optimizer, lr, weightDecay, maximize, schedule, clipNorm, clipValue, \
                    label, color, off";
    let label = "1 to 60 characters on one line";
    check("racers=sgd,adan", ("racers[1].optimizer", 12), "\"adan\"", optimizers);
    check("racers=Adam", ("racers[0].optimizer", 8), "\"Adam\"", optimizers);
    check("racers=sgd(lr=-1)", ("racers[0].lr", 15), "-1", rate);
    check("racers=sgd adam(lr=1,eps=nan)", ("racers[1].eps", 26), "\"nan\"", rate);
    check("racers=sgd(lr=0.1.2)", ("racers[0].lr", 15), "\"0.1.2\"", rate);
    check("racers=adam(betas=0.9)", ("racers[0].betas", 19), "0.9", betas);
    check("racers=adam(betas=0.9:1)", ("racers[0].betas", 19), "[0.9, 1]", betas);
    let nesterov = "false, unless momentum is above 0, dampening 0 and dampFirstStep false";
    let given = "racers=momentum(nesterov=true,dampening=1)";
    check(given, ("racers[0].nesterov", 26), "true", nesterov);
    check("racers=sgd(rate=1)", ("racers[0].rate", 17), "not known", settings);
    check("racers=sgd(lr=1,lr=2)", ("racers[0].lr", 20), "given twice", "given once");
    check("steps=5&steps=7", ("steps", 15), "given twice", "given once");
    check("racers=sgd#", ("racers[0].label", 12), "\"\"", label);
    check("racers=sgd#%0A", ("racers[0].label", 12), "\"\n\"", label);
    let color = "a colour like #1f77b4";
    check("racers=sgd(color=red)#x", ("racers[0].color", 18), "\"#red\"", color);
    // `racers[10]` must not be taken for `racers[1]`.
    let many = format!("racers={}sgd(lr=-1)", "sgd ".repeat(10));
    check(&many, ("racers[10].lr", 55), "-1", rate);
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let rate = "a finite number, 0 or more";
    check("racers=sgd#größer,sgd(lr=ä)", ("racers[1].lr", 26), "\"ä\"", rate);
}

#[test]
fn a_line_that_cannot_be_taken_apart_points_to_where_it_cannot() {
    let fields = "fields like steps=100, joined by &";
    check("steps", ("config", 1), "\"steps\"", fields);
    check("steps=3&sgd adam", ("config", 9), "\"sgd adam\"", fields);

    let setting = "followed by a setting like lr=0.1, or a closing parenthesis";
    check("racers=adam(lr=1", ("racers", 17), "\"adam(lr=1\"", setting);
    check("racers=adam(0.1)", ("racers", 14), "\"adam(0.1)\"", setting);
    check("racers=adam(lr = a)", ("racers[0].lr", 18), "\"a\"", "a finite number, 0 or more");

    let next = "followed by settings in parentheses, a #label, or the next racer";
    check("racers=sgd)", ("racers", 11), "\"sgd)\"", next);
    let name = "followed by the name of an optimizer";
    check("racers=sgd,(lr=1)", ("racers", 12), "\"sgd,(lr=1)\"", name);
}

#[test]
fn the_number_of_racers_points_to_the_first() {
    let count = "a list of 1 to 16 racers";
    check("steps=3&racers=", ("racers", 16), "[]", count);
    let many = format!("steps=3&racers={}", "sgd ".repeat(17));
    let shown = "[an object, an object, an object, an object, …]";
    check(&many, ("racers", 16), shown, count);
}

#[test]
fn an_attributes_columns_are_those_of_its_own_text() {
    let fields = [("steps", "100"), ("racers", "sgd adam(lr=no)")];
    let error = RunConfig::from_fields(&fields).unwrap_err();
    assert_eq!((error.field.as_str(), error.position), ("racers[1].lr", Some(13)));
}
