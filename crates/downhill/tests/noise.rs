//! The noise of a run: where it is added, what it leaves unchanged, and how it is read.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::{Link, Noise, OptimizerRunner, Rule, RuleVisitor, RunConfig, Status, Value};
use serde_json::json;

const ALL_FORMS: &str = "racers=sgd,momentum(dampening=0.9,dampFirstStep=true),momentum(dampening=0.9),momentum,\
                         adagrad,rmsprop,adam,adam(biasCorrection=false),\
                         momentum(dampening=0,dampFirstStep=false,nesterov=true),adamw";

fn after(line: &str, steps: u32) -> OptimizerRunner {
    let mut runner = runner(line);
    runner.step(steps).unwrap();
    runner
}

fn noisy(noise: &str, steps: u32) -> OptimizerRunner {
    after(&format!("{ALL_FORMS}&noise={noise}"), steps)
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

fn iterate(runner: &OptimizerRunner, racer: usize, step: u32) -> [f64; 2] {
    let at = 2 * usize::try_from(step).unwrap();
    let trajectory = runner.trajectory(racer).unwrap();
    [trajectory[at], trajectory[at + 1]]
}

/// Steps by hand, from one f64 to the next: the iterates and states that a rule makes of ∇f and the
/// noise. The noise is asked for from the last step to the first.
fn check<U: Rule>(rule: &U, runner: &OptimizerRunner, racer: usize, steps: u32) {
    let mut noise: Vec<[f64; 2]> =
        (0..steps).rev().map(|step| runner.noise(racer, step).unwrap()).collect();
    noise.reverse();
    let [mut x, mut y] = iterate(runner, racer, 0);
    let (mut of_x, mut of_y) = (rule.start::<f64>(), rule.start::<f64>());
    for (step, noise) in (0..).zip(noise) {
        let state = runner.state(racer, step).unwrap();
        let parts = U::parts(&mut of_x).into_iter().zip(U::parts(&mut of_y));
        for ((_, found), (along_x, along_y)) in state.parts.iter().zip(parts) {
            assert_eq!(bits(found), bits(&[*along_x, *along_y]), "racer {racer} after {step}");
        }
        let gradient = runner.evaluate([x, y]).gradient;
        assert_eq!(runner.gradient(racer, step), Ok(gradient));
        x = rule.step(&mut of_x, x, gradient[0] + noise[0]);
        y = rule.step(&mut of_y, y, gradient[1] + noise[1]);
        assert_eq!(bits(&iterate(runner, racer, step + 1)), bits(&[x, y]), "racer {racer} {step}");
        let loss = runner.losses(racer).unwrap()[usize::try_from(step).unwrap() + 1];
        assert_eq!(loss.to_bits(), runner.evaluate([x, y]).value.to_bits());
    }
}

struct Check<'a> {
    runner: &'a OptimizerRunner,
    racer: usize,
    steps: u32,
}

impl RuleVisitor for Check<'_> {
    type Output = ();

    fn visit<U: Rule>(self, rule: &U) {
        check(rule, self.runner, self.racer, self.steps);
    }
}

#[test]
fn a_rule_takes_in_the_gradient_and_the_noise() {
    for noise in ["0.1", "sigma=3,seed=7,shared=false"] {
        // Beyond two of the steps at which a runner keeps the state.
        let runner = noisy(noise, 600);
        for (racer, racer_config) in runner.config().racers.iter().enumerate() {
            assert_eq!(runner.status(racer), Ok(Status::Running));
            racer_config.optimizer.visit(Check { runner: &runner, racer, steps: 600 });
        }
    }
}

#[test]
fn a_step_from_a_runs_own_iterate_and_state_is_its_next_to_the_bit() {
    let runner = noisy("sigma=0.5,seed=3,shared=false", 300);
    for racer in 0..runner.racer_count() {
        for step in [0, 1, 17, 255, 256, 299] {
            let state = Value::from(&runner.state(racer, step).unwrap());
            let found = runner.step_from(racer, iterate(&runner, racer, step), &state).unwrap();
            assert_eq!(bits(&found.iterate), bits(&iterate(&runner, racer, step + 1)));
            assert_eq!(Ok(found.state), runner.state(racer, step + 1));
            let (gradient, noise) = (runner.gradient(racer, step), runner.noise(racer, step));
            let (gradient, noise) = (gradient.unwrap(), noise.unwrap());
            assert_eq!(found.gradient, [gradient[0] + noise[0], gradient[1] + noise[1]]);
        }
    }
}

#[test]
fn the_state_of_a_step_does_not_depend_on_how_far_the_run_has_come_or_in_what_parts() {
    let (near, far) = (noisy("0.2", 300), noisy("0.2", 2000));
    let mut parts = noisy("0.2", 0);
    for count in [1, 254, 1, 0, 44] {
        parts.step(count).unwrap();
    }
    for racer in 0..near.racer_count() {
        assert_eq!(near.trajectory(racer), parts.trajectory(racer));
        for step in [0, 1, 255, 256, 257, 299, 300] {
            assert_eq!(near.state(racer, step), far.state(racer, step));
            assert_eq!(near.state(racer, step), parts.state(racer, step));
        }
    }
    let mut sliced = noisy("0.2", 0);
    while !sliced.advance(|| false).unwrap() {}
    assert_eq!(sliced.trajectory(5), noisy("0.2", 100).trajectory(5));
    sliced.reset();
    sliced.step(100).unwrap();
    assert_eq!(sliced.trajectory(5), noisy("0.2", 100).trajectory(5));
}

#[test]
fn racers_share_the_noise_or_draw_their_own() {
    let twins = "racers=adam,sgd,adam&noise";
    let shared = after(&format!("{twins}=sigma=0.1,seed=7,shared=true"), 50);
    assert_eq!(shared.trajectory(0), shared.trajectory(2));
    let own = after(&format!("{twins}=sigma=0.1,seed=7,shared=false"), 50);
    assert_ne!(own.trajectory(0), own.trajectory(2));
    // The other racers of a run do not matter.
    let alone = after("racers=adam&noise=sigma=0.1,seed=7,shared=true", 50);
    assert_eq!(alone.trajectory(0), shared.trajectory(0));
    let other = after("racers=adam&noise=sigma=0.1,seed=8,shared=true", 50);
    assert_ne!(alone.trajectory(0), other.trajectory(0));
}

#[test]
fn no_noise_is_the_run_without() {
    let without = after(ALL_FORMS, 300);
    let with = noisy("sigma=0,seed=9,shared=false", 300);
    for racer in 0..without.racer_count() {
        let found = with.trajectory(racer).unwrap();
        assert_eq!(bits(found), bits(without.trajectory(racer).unwrap()));
        assert_eq!(with.state(racer, 299), without.state(racer, 299));
        assert_eq!(without.noise(racer, 5), Ok([0.0; 2]));
    }
    assert!(without.noise(without.racer_count(), 0).is_err());
}

#[test]
fn gradient_descent_in_a_bowl_wanders_as_it_should() {
    // x ← x − lr·(x + σ·n) has the variance lr·σ²/(2 − lr) in the long run, and neighbours the
    // correlation 1 − lr. (An autoregressive process of order 1.)
    let (lr, sigma) = (0.5, 2.0);
    let line = "formula=(x^2+y^2)/2&start=0,0&racers=sgd(lr=0.5)&noise=sigma=2,seed=1";
    let path = after(line, 200_000).trajectory(0).unwrap().to_vec();
    let pairs: Vec<&[f64]> = path.chunks(2).skip(100).collect();
    let count = f64::from(u32::try_from(pairs.len()).unwrap());
    let expected = lr * sigma * sigma / (2.0 - lr);
    for coordinate in 0..2 {
        let variance = pairs.iter().map(|at| at[coordinate] * at[coordinate]).sum::<f64>() / count;
        assert!((variance / expected - 1.0).abs() < 0.02, "{variance} {expected}");
        let steps = pairs.windows(2).map(|two| two[0][coordinate] * two[1][coordinate]);
        let correlation = steps.sum::<f64>() / count / variance;
        assert!((correlation - (1.0 - lr)).abs() < 0.01, "{correlation}");
    }
}

#[test]
fn where_a_racer_stops_is_told_of_the_objective_and_not_of_the_noise() {
    let runner = after("formula=log(x)+y&start=0.1,0&racers=sgd(lr=0.1)&noise=5", 100);
    let Status::Undefined { step, .. } = runner.status(0).unwrap() else { panic!("it runs") };
    // Where it was last f is defined, and the noisy step from there leaves the domain.
    let last = iterate(&runner, 0, step - 1);
    assert!(runner.evaluate(last).value.is_finite());
    let state = Value::from(&runner.state(0, step - 1).unwrap());
    let next = runner.step_from(0, last, &state).unwrap().iterate;
    assert!(runner.evaluate(next).value.is_nan());
    let far = after("racers=sgd&noise=1.7e308", 10);
    assert_eq!(far.status(0).unwrap().kind(), "diverged");
}

#[test]
fn every_form_is_read() {
    let noise = |sigma, seed, shared| Noise { sigma, seed, shared };
    for (text, expected) in [
        ("0.1", noise(0.1, 0, true)),
        (" .5 ", noise(0.5, 0, true)),
        ("0.1,seed=7", noise(0.1, 7, true)),
        ("seed=4294967295, shared=false , sigma=2", noise(2.0, u32::MAX, false)),
        ("sigma=1e-3,seed=7,shared=true,", noise(1e-3, 7, true)),
        ("", Noise::NONE),
    ] {
        let read = RunConfig::from_fields(&[("noise", text)]).unwrap();
        assert_eq!(read.noise, expected, "{text}");
    }
    for (given, expected) in [
        (json!({"sigma": 0.1, "seed": 7, "shared": false}), noise(0.1, 7, false)),
        (json!({"sigma": 1}), noise(1.0, 0, true)),
        (json!({"seed": 3}), noise(0.0, 3, true)),
        (json!({}), Noise::NONE),
        (json!(null), Noise::NONE),
    ] {
        let read: RunConfig = serde_json::from_value(json!({ "noise": given })).unwrap();
        assert_eq!(read.noise, expected);
    }
    assert_eq!(RunConfig::default().noise, Noise::NONE);
}

#[test]
fn it_is_written_where_there_is_any() {
    let config: RunConfig = "racers=sgd&noise=0.1,seed=7".parse().unwrap();
    let text = Link { config: config.clone(), step: Some(5) }.to_text();
    let end = "&racers=sgd(lr=0.02)&noise=sigma=0.1,seed=7,shared=true&steps=100&step=5";
    assert!(text.ends_with(end), "{text}");
    assert_eq!(Link::read(&text).link.config, config);
    let encoded = text.replace("noise=sigma=0.1,", "noise=sigma%3D0.1%2C");
    assert_eq!(Link::read(&encoded).link.config, config);
    let json = serde_json::to_value(&config).unwrap();
    assert_eq!(json["noise"], json!({"sigma": 0.1, "seed": 7.0, "shared": true}));
    let without = RunConfig { noise: Noise::NONE, ..config };
    assert!(!without.to_string().contains("noise"));
    assert!(serde_json::to_value(&without).unwrap().get("noise").is_none());
}

#[test]
fn what_is_not_allowed_is_refused() {
    let sigma = "a finite number, 0 or more";
    let seed = "a whole number from 0 to 4294967295";
    let settings = "one of sigma, seed, shared";
    for (text, field, problem, allowed) in [
        ("-0.1", "noise.sigma", "-0.1", sigma),
        ("1e999", "noise.sigma", "inf", sigma),
        ("much", "noise.sigma", "\"much\"", sigma),
        ("0.1 seed", "noise.sigma", "\"0.1 seed\"", sigma),
        ("0.1,seed=-1", "noise.seed", "-1", seed),
        ("0.1,seed=1.5", "noise.seed", "1.5", seed),
        ("0.1,seed=4294967296", "noise.seed", "4294967296", seed),
        ("0.1,shared=1", "noise.shared", "1", "true or false"),
        ("0.1,own=true", "noise.own", "not known", settings),
        ("0.1,sigma=0.2", "noise.sigma", "given twice", "given once"),
    ] {
        let error = format!("steps=5&noise={text}").parse::<RunConfig>().unwrap_err();
        let message = format!("{field} is {problem}; it must be {allowed} (column 15)");
        assert_eq!(error.to_string(), message);
        let reading = Link::read(&format!("steps=5&noise={text}"));
        assert_eq!(reading.ignored, [format!("{field} is {problem}; it must be {allowed}")]);
        assert_eq!(reading.link.config.steps, 5);
    }
    for given in [json!(0.1), json!("0.1"), json!([0.1]), json!(true)] {
        let config: Result<RunConfig, _> = serde_json::from_value(json!({ "noise": given }));
        let message = config.unwrap_err().to_string();
        assert!(message.starts_with("noise is "), "{message}");
        assert!(message.ends_with("; it must be an object, or left out"), "{message}");
    }
}
