//! The article's claims: each happens in its run, with the numbers known of it, and its reading can
//! also say that it did not.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;
#[path = "common/configs.rs"]
mod configs;

use std::collections::BTreeSet;

use common::runner;
use configs::Numbers;
use downhill::experiments::{Experiment, Reading, experiments};
use downhill::{Numerals, OptimizerRunner, RunConfig};
use proptest::prelude::*;

/// The reading of a run that has been taken to its end.
fn read(experiment: &Experiment, line: &str) -> Reading {
    let mut runner = runner(line);
    runner.step(runner.config().steps).unwrap();
    experiment.read(&runner, Numerals::STD)
}

type Changes = &'static [(&'static str, &'static str)];

/// The name of an experiment, what is read of its run, and parts of the run each with what replaces
/// it so that the claim does not come true.
const CLAIMS: [(&str, &str, Changes); 18] = [
    (
        "flat-start",
        "SGD's first step is 0.00747 long, its longest 0.0254.",
        &[("0.75,-0.75", "0.3,-0.2")],
    ),
    ("not-convex", "The least curvature at the start is −1.62.", &[("0.75,-0.75", "0.3,-0.2")]),
    (
        "zigzag",
        "SGD turns back 29 times. Steps until nine tenths of the way along the ravine: 25.",
        &[("lr=0.09", "lr=0.02")],
    ),
    (
        "noise",
        "Steps until f < 0.001: without noise 36, the median of 25 seeds 63, with this seed 63.",
        &[("sigma=1", "sigma=0.01")],
    ),
    (
        "slow-start",
        "SGD's first step is 0.00747 long, damped momentum's 0.000747; their tenth 0.0102 and 0.00514.",
        &[("dampening=0.9", "dampening=0.1")],
    ),
    (
        "lag",
        "Steps until f < 0.001: SGD 90, damped momentum 92, undamped 57.",
        &[("dampening=0.9", "dampening=0.5")],
    ),
    (
        "flat-areas",
        "Steps until f < 0.1: SGD never, damped momentum never, undamped 58.",
        &[("momentum=0.9", "momentum=0")],
    ),
    (
        "ravine",
        "SGD turns back 29 times, damped momentum 4, undamped 14. Steps until nine tenths of the way along the ravine: 25, 23 and 5.",
        &[("condition=20", "condition=2")],
    ),
    (
        "torch",
        "The two are up to 0.143 apart in a coordinate.",
        &[("dampening=0.9", "dampening=0")],
    ),
    (
        "even",
        "SGD has gone 2.16 times as far along y as along x, AdaGrad 1 times.",
        &[("adagrad(lr=0.02)", "adagrad(lr=0.02,eps=10)")],
    ),
    (
        "falling-rate",
        "AdaGrad's rate for x goes from 0.136 to its lowest, 0.00427, and is 0.00427 at last; its step goes from 0.0283 to 0.00335.",
        &[("lr=0.02", "lr=0.02,eps=100")],
    ),
    (
        "rising-rate",
        "RMSProp's rate for x goes from 1.36 to its lowest, 0.233, and is 0.374 at last; its step goes from 0.283 to 1.03e−94.",
        &[("alpha=0.99", "alpha=0.99999")],
    ),
    (
        "bias-correction",
        "In learning rates, the first step along x is 1 long, without bias correction 3.16.",
        &[("0.9:0.999", "0.9:0.99")],
    ),
    (
        "head-start",
        "RMSProp's first step along x is 10 learning rates long. Steps until f < 0.001: 6, with bias correction 39.",
        &[("alpha=0.99", "alpha=0"), ("0:0.99", "0:0")],
    ),
    (
        "overshoot",
        "Having neared the minimum, Adam goes 0.0956 away again and ends 0.00531 from it; RMSProp goes 0 away again.",
        &[("lr=0.02,alpha=0.99", "lr=0.1,alpha=0.9")],
    ),
    (
        "best-rates",
        "Steps until f < 0.001: SGD 4, momentum 17, AdaGrad 4, RMSProp 4, Adam 2.",
        &[("lr=0.025", "lr=0.075")],
    ),
    (
        "one-line",
        "From AdaGrad's first direction AdaGrad comes 1.08e−8 off, RMSProp 6.06e−8, Adam 2.58e−8.",
        &[("0.75,-0.75", "0.9,-0.35")],
    ),
    (
        "gif",
        "RMSProp as printed is 0.084 from the GIF's marker, with alpha 0.9 0.00323; Adam as printed 0.00988, with β₂ = 0.99 0.00318.",
        &[("lr=0.02", "lr=0.03")],
    ),
];

#[test]
fn every_claim_is_read_from_its_run_and_not_from_another() {
    let names: Vec<_> = experiments().iter().map(Experiment::name).collect();
    assert_eq!(names, CLAIMS.map(|(name, ..)| name));
    for (experiment, (name, sentence, changes)) in experiments().iter().zip(CLAIMS) {
        let reading = read(experiment, experiment.run());
        assert_eq!(
            reading,
            Reading { happened: Some(true), sentence: sentence.to_owned() },
            "{name}"
        );
        let mut changed = experiment.run().to_owned();
        for (from, to) in changes {
            assert!(changed.contains(from), "{name}");
            changed = changed.replace(from, to);
        }
        let reading = read(experiment, &changed);
        assert_eq!(reading.happened, Some(false), "{name}: {}", reading.sentence);
        assert_ne!(reading.sentence, sentence, "{name}");
    }
}

#[test]
fn the_runs_stay_what_they_are_whatever_the_defaults() {
    let mut names = BTreeSet::new();
    for experiment in experiments() {
        assert!(names.insert(experiment.name()));
        assert!(experiment.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        for field in ["objective=", "&start=", "&racers=", "&steps="] {
            assert!(experiment.run().contains(field), "{}", experiment.name());
        }
        let config: RunConfig = experiment.run().parse().unwrap();
        assert_eq!(experiment.run().matches("(lr=").count(), config.racers.len());
        let sentence = experiment.look_for();
        assert!(sentence.ends_with('.') && !sentence.contains(". "), "{sentence}");
        assert!(
            experiment.title().len() < 40 && experiment.claim().len() < 220,
            "{}",
            experiment.name()
        );
    }
}

/// The curvature is a difference of gradients; the ellipse comes from the formula.
#[test]
fn f_is_convex_inside_the_ellipse_that_the_formula_has() {
    let is_convex = |start: &str| {
        let line = experiments()[1].run().replace("0.75,-0.75", start);
        read(&experiments()[1], &line).happened == Some(false)
    };
    let (along, across) = (0.35_f64.sqrt(), 0.15_f64.sqrt());
    for (x, y) in [(along, 0.0), (0.0, -across), (0.6 * along, 0.8 * across)] {
        assert!(is_convex(&format!("{},{}", 0.999 * x, 0.999 * y)));
        assert!(!is_convex(&format!("{},{}", 1.001 * x, 1.001 * y)));
    }
}

const NO_NUMBERS: &str = "This run does not have the numbers that this takes.";

#[test]
fn runs_that_cannot_show_a_claim_say_why() {
    let short = experiments()[17].run().replace("steps=24", "steps=23");
    for (name, line, sentence) in [
        ("flat-start", "racers=adam", "This run has no SGD."),
        (
            "flat-start",
            "objective=bowl&racers=sgd(lr=1e300)",
            "SGD diverged or left the domain of f.",
        ),
        ("zigzag", "formula=log(x)&start=-1,0&racers=sgd", "SGD diverged or left the domain of f."),
        ("noise", "racers=sgd", NO_NUMBERS),
        ("lag", "racers=sgd(lr=1),momentum", "This run has no damped momentum at SGD's rate."),
        ("torch", "racers=momentum", "This run has no momentum with another first step."),
        ("even", "racers=sgd,adagrad&steps=1", "Two steps at least must have been taken."),
        ("even", "racers=sgd(lr=0),adagrad", NO_NUMBERS),
        ("one-line", "racers=adagrad(lr=0),rmsprop,adam", NO_NUMBERS),
        ("overshoot", "formula=x^2&racers=rmsprop,adam", NO_NUMBERS),
        ("gif", &short, NO_NUMBERS),
    ] {
        let experiment = experiments().iter().find(|experiment| experiment.name() == name).unwrap();
        let reading = read(experiment, line);
        assert_eq!(reading, Reading { happened: None, sentence: sentence.to_owned() }, "{line}");
    }
}

#[test]
fn a_long_run_is_read_from_its_beginning() {
    let rate = &experiments()[10];
    let [most, more, less] = ["2000", "4000", "1000"]
        .map(|steps| read(rate, &rate.run().replace("steps=100", &["steps=", steps].concat())));
    assert_eq!(most, more);
    assert_ne!(most, less);
}

fn any_config() -> impl Strategy<Value = RunConfig> {
    prop_oneof![configs::config(Numbers::All), configs::config(Numbers::Short)]
}

fn any_reading_is_a_sentence(mut config: RunConfig, steps: u32) {
    for racer in &mut config.racers {
        racer.label = "racer".to_owned();
    }
    let mut runner = OptimizerRunner::new(config);
    runner.step(steps).unwrap();
    for experiment in experiments() {
        let Reading { sentence, .. } = experiment.read(&runner, Numerals::STD);
        assert!(sentence.ends_with('.') && sentence.len() < 400, "{sentence}");
        assert!(!sentence.contains("NaN") && !sentence.contains("inf"), "{sentence}");
    }
}

proptest! {
    #[test]
    fn any_run_is_read(config in any_config(), steps in 0..30_u32) {
        any_reading_is_a_sentence(config, steps);
    }

    /// Those of the experiments, with everything in them moved but what the racers are.
    #[test]
    fn any_change_is_read(
        which in 0..experiments().len(),
        other in any_config(),
        rates in prop::collection::vec(prop_oneof![0.0..2.0_f64, -300.0..300.0_f64], 16),
        same_rate: bool,
        steps in 0..60_u32,
    ) {
        let mut config: RunConfig = experiments()[which].run().parse().unwrap();
        for (racer, rate) in config.racers.iter_mut().zip(&rates) {
            let rate = if same_rate { rates[0] } else { *rate };
            *racer.optimizer.learning_rate_mut() = rate.abs();
        }
        any_reading_is_a_sentence(RunConfig { start: other.start, ..config.clone() }, steps);
        any_reading_is_a_sentence(RunConfig { racers: config.racers, ..other }, steps);
    }
}
