//! The state after any step, and a step made from it, are right to the bit.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::{OptimizerRunner, Rule, RuleVisitor, Snapshot, Value};
use serde_json::json;

const ALL_FORMS: &str = "racers=sgd,momentum(dampening=0.9,dampFirstStep=true),momentum(dampening=0.9),momentum,\
                         adagrad,rmsprop,adam,adam(biasCorrection=false),\
                         momentum(dampening=0,dampFirstStep=false,nesterov=true),adamw";

/// The remembered quantities of both coordinates after each step, as the rule computes them along the
/// path, without checkpoints and without replay.
fn live<U: Rule>(rule: &U, path: &[[f64; 4]]) -> Vec<Vec<[f64; 2]>> {
    let (mut of_x, mut of_y) = (rule.start::<f64>(), rule.start::<f64>());
    let parts = |of_x: &mut U::State<f64>, of_y: &mut U::State<f64>| -> Vec<[f64; 2]> {
        let both = U::parts(of_x).into_iter().zip(U::parts(of_y));
        let parts: Vec<[f64; 2]> = both.map(|(x, y)| [*x, *y]).collect();
        assert_eq!(parts.len(), U::INFO.state.len());
        parts
    };
    let mut all = vec![parts(&mut of_x, &mut of_y)];
    for [x, y, along_x, along_y] in path {
        rule.step(&mut of_x, *x, *along_x);
        rule.step(&mut of_y, *y, *along_y);
        all.push(parts(&mut of_x, &mut of_y));
    }
    all
}

struct Live<'a>(&'a [[f64; 4]]);

impl RuleVisitor for Live<'_> {
    type Output = Vec<Vec<[f64; 2]>>;

    fn visit<U: Rule>(self, rule: &U) -> Self::Output {
        live(rule, self.0)
    }
}

fn after(steps: u32) -> OptimizerRunner {
    let mut runner = runner(ALL_FORMS);
    runner.step(steps).unwrap();
    runner
}

/// A snapshot as JavaScript hands it back: written and read.
fn handed_back(snapshot: &Snapshot) -> Value {
    serde_json::from_value(serde_json::to_value(Value::from(snapshot)).unwrap()).unwrap()
}

fn iterate(runner: &OptimizerRunner, racer: usize, step: u32) -> [f64; 2] {
    let at = 2 * usize::try_from(step).unwrap();
    let trajectory = runner.trajectory(racer).unwrap();
    [trajectory[at], trajectory[at + 1]]
}

fn bits(point: [f64; 2]) -> [u64; 2] {
    point.map(f64::to_bits)
}

#[test]
fn the_state_after_every_step_is_the_one_the_rule_had() {
    // Beyond two of the steps at which a runner may keep the state, which are 256 steps apart.
    let runner = after(600);
    for (racer, racer_config) in runner.config().racers.iter().enumerate() {
        let path: Vec<[f64; 4]> = (0..600)
            .map(|step| {
                let ([x, y], [along_x, along_y]) =
                    (iterate(&runner, racer, step), runner.gradient(racer, step).unwrap());
                [x, y, along_x, along_y]
            })
            .collect();
        for (step, expected) in (0..).zip(racer_config.optimizer.visit(Live(&path))) {
            let state = runner.state(racer, step).unwrap();
            assert_eq!(state.step, step);
            let found: Vec<_> = state.parts.iter().map(|(_, both)| bits(*both)).collect();
            // What no option of the racer uses is left out.
            let names = racer_config.optimizer.kind().info().state;
            let is_there = |name: &str| state.parts.iter().any(|(part, _)| *part == name);
            let expected: Vec<_> = names
                .iter()
                .zip(expected)
                .filter(|(name, _)| is_there(name))
                .map(|(_, both)| bits(both))
                .collect();
            assert_eq!(found, expected, "{} after {step}", racer_config.optimizer.label());
        }
    }
}

#[test]
fn the_state_of_a_step_does_not_depend_on_how_far_the_run_has_come() {
    let (near, far) = (after(300), after(2000));
    for racer in 0..near.racer_count() {
        for step in [0, 1, 255, 256, 257, 299, 300] {
            assert_eq!(near.state(racer, step), far.state(racer, step));
        }
    }
}

#[test]
fn a_step_from_a_runs_own_iterate_and_state_is_its_next_to_the_bit() {
    let runner = after(600);
    for racer in 0..runner.racer_count() {
        for step in 0..600 {
            let state = handed_back(&runner.state(racer, step).unwrap());
            let here = iterate(&runner, racer, step);
            let found = runner.step_from(racer, here, &state).unwrap();
            let label = runner.config().racers[racer].optimizer.label();
            let next = iterate(&runner, racer, step + 1);
            assert_eq!(bits(found.iterate), bits(next), "{label} after {step}");
            assert_eq!(Ok(found.gradient), runner.gradient(racer, step));
            assert_eq!(Ok(found.state), runner.state(racer, step + 1));
        }
    }
}

#[test]
fn a_step_from_anywhere_leaves_the_run_alone() {
    let mut runner = after(40);
    let state: Value = serde_json::from_value(json!({"step": 7, "velocity": [3.0, -2.0]})).unwrap();
    let found = runner.step_from(1, [0.1, 0.2], &state).unwrap();
    assert_ne!(found.iterate, [0.1, 0.2]);
    assert_eq!(runner.step_count(), 40);
    runner.step(40).unwrap();
    let untouched = after(80);
    for racer in 0..runner.racer_count() {
        assert_eq!(runner.trajectory(racer), untouched.trajectory(racer));
        assert_eq!(runner.state(racer, 80), untouched.state(racer, 80));
    }
}

#[test]
fn momentum_takes_its_first_step_only_from_step_zero() {
    let runner = runner("racers=momentum(lr=1,momentum=0.5,dampening=0.75,dampFirstStep=false)");
    let gradient = runner.evaluate([0.3, 0.3]).gradient;
    let velocity = |step: u32| {
        let state = serde_json::from_value(json!({"step": step, "velocity": [0.0, 0.0]})).unwrap();
        runner.step_from(0, [0.3, 0.3], &state).unwrap().state.parts[0].1
    };
    assert_eq!(velocity(0), gradient);
    assert_eq!(velocity(1), gradient.map(|part| 0.25 * part));
}

#[test]
fn adams_bias_correction_is_exact_after_very_many_steps() {
    // The powers of the betas depend on the step count alone, so a restored state has them, too.
    let mut runner = runner("racers=adam(lr=0.02,betas=0.9999:0.99999)");
    runner.step(100_001).unwrap();
    for step in [99, 1000, 54_321, 100_000] {
        let state = handed_back(&runner.state(0, step).unwrap());
        let found = runner.step_from(0, iterate(&runner, 0, step), &state).unwrap();
        assert_eq!(bits(found.iterate), bits(iterate(&runner, 0, step + 1)), "{step}");
    }
}

#[test]
fn states_bear_the_names_of_the_api() {
    let runner = after(2);
    let names = |racer| -> Vec<String> {
        let written = serde_json::to_value(Value::from(&runner.state(racer, 2).unwrap())).unwrap();
        assert_eq!(written["step"], 2.0);
        let mut names: Vec<String> = written.as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    assert_eq!(names(0), ["step"]);
    assert_eq!(names(1), ["step", "velocity"]);
    assert_eq!(names(4), ["step", "sumOfSquares"]);
    assert_eq!(names(5), ["meanOfSquares", "step"]);
    assert_eq!(names(6), ["firstMoment", "secondMoment", "step"]);
}

#[test]
fn the_first_state_is_zero_and_the_first_adagrad_sum_the_squared_gradient() {
    let runner = after(1);
    for racer in 0..runner.racer_count() {
        let state = runner.state(racer, 0).unwrap();
        assert!(state.parts.iter().all(|(_, both)| *both == [0.0, 0.0]));
    }
    let squares = runner.gradient(4, 0).unwrap().map(|part| part * part);
    assert_eq!(runner.state(4, 1).unwrap().parts, [("sumOfSquares", squares)]);
}
