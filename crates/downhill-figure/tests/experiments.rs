//! The article's claims: each happens in its run, with the numbers known of it, and its reading can
//! also say that it did not.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "../../downhill/tests/common/mod.rs"]
mod common;
#[path = "../../downhill/tests/common/configs.rs"]
mod configs;

use std::collections::BTreeSet;

use common::runner;
use configs::Numbers;
use downhill::{OptimizerRunner, RunConfig};
use downhill_figure::panels::claims::{Experiment, Reading, experiments};
use proptest::prelude::*;

/// The reading of a run that has been taken to its end.
fn read(experiment: &Experiment, line: &str) -> Reading {
    let mut runner = runner(line);
    runner.step(runner.config().steps).unwrap();
    experiment.read(&runner)
}

/// Parts of a run, each with what replaces it.
type Changes = &'static [(&'static str, &'static str)];

/// Changes that leave all of what is to be looked for but one part, each with what is read then.
type Broken = &'static [(Changes, &'static str)];

/// The name of an experiment, what is read of its run, and for each part of what is to be looked for
/// a changed run in which that part does not come true.
const CLAIMS: [(&str, &str, Broken); 19] = [
    (
        "flat-start",
        "SGD's first step is 0.00747 long, its longest 0.0254.",
        &[(&[("0.75,-0.75", "0.3,-0.2")], "SGD's first step is 0.0244 long, its longest 0.0244.")],
    ),
    (
        "not-convex",
        "The least curvature at the start is −1.62. SGD's first step is 0.00747 long, its longest 0.0254.",
        &[
            (
                &[("gaussian", "bowl"), ("lr=0.02", "lr=2.1")],
                "The least curvature at the start is 1. SGD's first step is 2.23 long, its longest 27900.",
            ),
            (
                &[("gaussian", "saddle"), ("0.75,-0.75", "1,0")],
                "The least curvature at the start is −2. SGD's first step is 0.04 long, its longest 0.04.",
            ),
        ],
    ),
    (
        "zigzag",
        "SGD turns back 29 times. Steps until nine tenths of the way along the ravine: 25.",
        &[
            (
                &[("lr=0.09", "lr=0.02")],
                "SGD turns back 0 times. Steps until nine tenths of the way along the ravine: never.",
            ),
            (
                &[("condition=20", "condition=2"), ("lr=0.09", "lr=0.9")],
                "SGD turns back 29 times. Steps until nine tenths of the way along the ravine: 1.",
            ),
        ],
    ),
    (
        "noise",
        "Steps until f < 0.001: without noise 36, the median of 25 seeds 63, with this seed 63.",
        &[(
            &[("sigma=1", "sigma=0.01")],
            "Steps until f < 0.001: without noise 36, the median of 25 seeds 36, with this seed 36.",
        )],
    ),
    (
        "slow-start",
        "SGD's first step is 0.00747 long, damped momentum's 0.000747; their tenth 0.0102 and 0.00514.",
        &[
            (
                &[("dampening=0.9", "dampening=0.1")],
                "SGD's first step is 0.00747 long, damped momentum's 0.00672; their tenth 0.0102 and 0.0743.",
            ),
            (
                &[("momentum=0.9", "momentum=0")],
                "SGD's first step is 0.00747 long, damped momentum's 0.00747; their tenth 0.0102 and 0.0102.",
            ),
        ],
    ),
    (
        "lag",
        "Steps until f < 0.001: SGD 90, damped momentum 92, undamped 57.",
        &[
            (
                &[("dampening=0.9", "dampening=0.5")],
                "Steps until f < 0.001: SGD 90, damped momentum 46, undamped 57.",
            ),
            (
                &[("momentum=0.9,dampening=0)", "momentum=0,dampening=0)")],
                "Steps until f < 0.001: SGD 90, damped momentum 92, undamped 90.",
            ),
        ],
    ),
    (
        "flat-areas",
        "Steps until f < 0.1: SGD never, damped momentum never, undamped 58.",
        &[
            (
                &[("steps=200", "steps=375")],
                "Steps until f < 0.1: SGD 373, damped momentum never, undamped 58.",
            ),
            (
                &[("dampening=0.9", "dampening=0.1")],
                "Steps until f < 0.1: SGD never, damped momentum 63, undamped 58.",
            ),
            (
                &[("momentum=0.9,dampening=0)", "momentum=0,dampening=0)")],
                "Steps until f < 0.1: SGD never, damped momentum never, undamped never.",
            ),
        ],
    ),
    (
        "ravine",
        "SGD turns back 29 times, damped momentum 4, undamped 14. Steps until nine tenths of the way along the ravine: 25, 23 and 5.",
        &[
            (
                &[("momentum=0.9,dampening=0.9", "momentum=0.1,dampening=0.1")],
                "SGD turns back 29 times, damped momentum 24, undamped 14. Steps until nine tenths of the way along the ravine: 25, 25 and 5.",
            ),
            (
                &[("momentum=0.9,dampening=0)", "momentum=0,dampening=0)")],
                "SGD turns back 29 times, damped momentum 4, undamped 29. Steps until nine tenths of the way along the ravine: 25, 23 and 25.",
            ),
        ],
    ),
    (
        "torch",
        "The two are up to 0.143 apart in a coordinate.",
        &[(&[("dampening=0.9", "dampening=0")], "The two are up to 0 apart in a coordinate.")],
    ),
    (
        "even",
        "At the start f is 2.33 times as steep along y as along x; SGD has gone 2.16 times as far, AdaGrad 1 times.",
        &[
            (
                &[("adagrad(lr=0.02)", "adagrad(lr=0.02,eps=10)")],
                "At the start f is 2.33 times as steep along y as along x; SGD has gone 2.16 times as far, AdaGrad 2.2 times.",
            ),
            (
                &[("0.75,-0.75", "0.7,-0.3")],
                "At the start f is 1 times as steep along y as along x; SGD has gone 0.693 times as far, AdaGrad 0.927 times.",
            ),
            (
                &[
                    ("gaussian", "taco"),
                    ("0.75,-0.75", "-0.6,-0.6"),
                    ("sgd(lr=0.02)", "sgd(lr=0.09)"),
                    ("steps=20", "steps=50"),
                ],
                "At the start f is 20 times as steep along y as along x; SGD has gone 1.01 times as far, AdaGrad 1 times.",
            ),
            (
                &[
                    ("gaussian", "taco"),
                    ("0.75,-0.75", "-1.8,-0.6"),
                    ("sgd(lr=0.02)", "sgd(lr=0.09)"),
                ],
                "At the start f is 6.67 times as steep along y as along x; SGD has gone 0.388 times as far, AdaGrad 0.964 times.",
            ),
        ],
    ),
    (
        "falling-rate",
        "AdaGrad's rate for x goes from 0.136 to its lowest, 0.00427, and is 0.00427 at last; its step goes from 0.0283 to 0.00335 and grows 0 times; it ends 0.405 from the minimum.",
        &[
            (
                &[("lr=0.02", "lr=0.02,eps=100")],
                "AdaGrad's rate for x goes from 0.0002 to its lowest, 0.000197, and is 0.000197 at last; its step goes from 7.45e−5 to 7.47e−5 and grows 76 times; it ends 1.05 from the minimum.",
            ),
            (
                &[("lr=0.02", "lr=0")],
                "AdaGrad's rate for x goes from 0 to its lowest, 0, and is 0 at last; its step goes from 0 to 0 and grows 0 times; it ends 1.06 from the minimum.",
            ),
            (
                &[("lr=0.02", "lr=0.5")],
                "AdaGrad's rate for x goes from 3.4 to its lowest, 0.585, and is 0.585 at last; its step goes from 0.707 to 7.5e−18 and grows 0 times; it ends 3.01e−18 from the minimum.",
            ),
        ],
    ),
    (
        "rising-rate",
        "RMSProp's rate for x goes from 1.36 to its lowest, 0.233, and is 0.374 at last; its step goes from 0.283 to 1.03e−94 and grows 0 times.",
        &[
            (
                &[("0.75,-0.75", "0.2001,-0.2001")],
                "RMSProp's rate for x goes from 0.423 to its lowest, 0.423, and is 0.696 at last; its step goes from 0.283 to 4.34e−32 and grows 0 times.",
            ),
            (
                &[("steps=100", "steps=5")],
                "RMSProp's rate for x goes from 1.36 to its lowest, 0.233, and is 0.233 at last; its step goes from 0.283 to 0.0789 and grows 0 times.",
            ),
            (
                &[("steps=100", "steps=2000")],
                "RMSProp's rate for x goes from 1.36 to its lowest, 0.233, and is 0.7 at last; its step goes from 0.283 to 0.0283 and grows 1038 times.",
            ),
        ],
    ),
    (
        "bias-correction",
        "In learning rates, the first step along x is 1 long, without bias correction 3.16.",
        &[(
            &[("0.9:0.999", "0.9:0.99")],
            "In learning rates, the first step along x is 1 long, without bias correction 1.",
        )],
    ),
    (
        "head-start",
        "In learning rates, RMSProp's first step along x is 10 long, with bias correction 1. Steps until f < 0.001: 6 and 39.",
        &[
            (
                &[("0.99", "0.5")],
                "In learning rates, RMSProp's first step along x is 1.41 long, with bias correction 1. Steps until f < 0.001: 37 and 38.",
            ),
            (
                &[("lr=0.02", "lr=0.1")],
                "In learning rates, RMSProp's first step along x is 10 long, with bias correction 1. Steps until f < 0.001: never and 7.",
            ),
        ],
    ),
    (
        "overshoot",
        "Adam goes 0.0736 past the minimum and ends 0.00531 from it, RMSProp 4.57e−76 and 6.54e−96.",
        &[
            (
                &[("0.9:0.999", "0:0.999")],
                "Adam goes 0 past the minimum and ends 4e−9 from it, RMSProp 4.57e−76 and 6.54e−96.",
            ),
            (
                &[("steps=100", "steps=50")],
                "Adam goes 0.0736 past the minimum and ends 0.0895 from it, RMSProp 0 and 3.69e−29.",
            ),
            (
                &[("lr=0.02,alpha=0.99", "lr=0.05,alpha=0.99")],
                "Adam goes 0.0736 past the minimum and ends 0.00531 from it, RMSProp 0.232 and 0.00609.",
            ),
            (
                &[("lr=0.02,alpha=0.99", "lr=0.001,alpha=0.99")],
                "Adam goes 0.0736 past the minimum and ends 0.00531 from it, RMSProp 0 and 0.724.",
            ),
        ],
    ),
    (
        "best-rates",
        "Steps until f < 0.001: SGD 4, momentum 17, AdaGrad 4, RMSProp 4, Adam 2.",
        &[(
            &[("lr=0.025", "lr=0.075")],
            "Steps until f < 0.001: SGD 4, momentum 17, AdaGrad 4, RMSProp 1, Adam 2.",
        )],
    ),
    (
        "another-start",
        "Steps until f < 0.001: SGD 5, momentum 13, AdaGrad 8, RMSProp 8, Adam 28.",
        &[(
            &[("lr=0.315", "lr=0.1")],
            "Steps until f < 0.001: SGD 15, momentum 13, AdaGrad 8, RMSProp 8, Adam 28.",
        )],
    ),
    (
        "one-line",
        "From AdaGrad's first direction AdaGrad comes 1.08e−8 off, RMSProp 6.06e−8, Adam 2.58e−8.",
        &[(
            &[("0.75,-0.75", "0.9,-0.35")],
            "From AdaGrad's first direction AdaGrad comes 0.0686 off, RMSProp 0.404, Adam 0.42.",
        )],
    ),
    (
        "gif",
        "RMSProp as printed is 0.084 from the GIF's marker, with alpha 0.9 0.00323; Adam as printed 0.00988, with β₂ = 0.99 0.00318.",
        &[
            (
                &[("lr=0.02,alpha=0.9)", "lr=0.03,alpha=0.9)")],
                "RMSProp as printed is 0.084 from the GIF's marker, with alpha 0.9 0.0828; Adam as printed 0.00988, with β₂ = 0.99 0.00318.",
            ),
            (
                &[("lr=0.02,betas=0.9:0.99)", "lr=0.03,betas=0.9:0.99)")],
                "RMSProp as printed is 0.084 from the GIF's marker, with alpha 0.9 0.00323; Adam as printed 0.00988, with β₂ = 0.99 0.332.",
            ),
            (
                &[("lr=0.02,alpha=0.99)", "lr=0.0074,alpha=0.99)")],
                "RMSProp as printed is 0.00265 from the GIF's marker, with alpha 0.9 0.00323; Adam as printed 0.00988, with β₂ = 0.99 0.00318.",
            ),
            (
                &[("lr=0.02,betas=0.9:0.999)", "lr=0.0198,betas=0.9:0.999)")],
                "RMSProp as printed is 0.084 from the GIF's marker, with alpha 0.9 0.00323; Adam as printed 0.00291, with β₂ = 0.99 0.00318.",
            ),
        ],
    ),
];

#[test]
fn every_claim_is_read_from_its_run_and_not_from_another() {
    let names: Vec<_> = experiments().iter().map(Experiment::name).collect();
    assert_eq!(names, CLAIMS.map(|(name, ..)| name));
    for (experiment, (name, sentence, broken)) in experiments().iter().zip(CLAIMS) {
        let reading = read(experiment, experiment.run());
        assert_eq!(
            reading,
            Reading { happened: Some(true), sentence: sentence.to_owned() },
            "{name}"
        );
        for (changes, sentence) in broken {
            let mut changed = experiment.run().to_owned();
            for (from, to) in *changes {
                assert!(changed.contains(from), "{name}: {from}");
                changed = changed.replace(from, to);
            }
            assert_eq!(
                read(experiment, &changed),
                Reading { happened: Some(false), sentence: (*sentence).to_owned() },
                "{name}: {changed}"
            );
        }
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
        !read(&experiments()[1], &line)
            .sentence
            .starts_with("The least curvature at the start is −")
    };
    let (along, across) = (0.35_f64.sqrt(), 0.15_f64.sqrt());
    for (x, y) in [(along, 0.0), (0.0, -across), (0.6 * along, 0.8 * across)] {
        assert!(is_convex(&format!("{},{}", 0.999 * x, 0.999 * y)));
        assert!(!is_convex(&format!("{},{}", 1.001 * x, 1.001 * y)));
    }
}

/// What the sentence on noise says of the article's own f.
#[test]
fn on_the_articles_f_noise_hardly_slows_sgd() {
    let noise = &experiments()[3];
    for sigma in ["0.1", "0.3", "1"] {
        let line = format!(
            "preset=article&racers=sgd(lr=0.02)&noise=sigma={sigma},seed=11,shared=true&steps=400"
        );
        let sentence = read(noise, &line).sentence;
        let (_, median) = sentence.split_once("without noise 90, the median of 25 seeds ").unwrap();
        let median: u32 = median.split_once(',').unwrap().0.parse().unwrap();
        assert!((81..=99).contains(&median), "{sigma}: {sentence}");
    }
}

const NO_NUMBERS: &str = "This run does not have the numbers that this takes.";

#[test]
fn runs_that_cannot_show_a_claim_say_why() {
    let gif = experiments().iter().find(|experiment| experiment.name() == "gif").unwrap().run();
    let short = gif.replace("steps=24", "steps=23");
    let other = gif.replace("gaussian", "bowl");
    let at_rest = |objective: &str| {
        format!(
            "objective={objective}&racers=sgd(lr=0),momentum(lr=0,dampening=0.9,dampFirstStep=true),momentum(lr=0)"
        )
    };
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
        (
            "torch",
            "racers=momentum(dampFirstStep=true)",
            "This run has no momentum with another first step.",
        ),
        ("even", "racers=sgd,adagrad&steps=1", "Two steps at least must have been taken."),
        ("even", "racers=sgd(lr=0),adagrad", NO_NUMBERS),
        ("one-line", "racers=adagrad(lr=0),rmsprop,adam", NO_NUMBERS),
        ("overshoot", "formula=x^2&racers=rmsprop,adam", NO_NUMBERS),
        ("gif", &short, NO_NUMBERS),
        // No ravine along an axis: tilted, round, bent, without slope, and not known.
        ("zigzag", "objective=booth&racers=sgd(lr=0.1)", NO_NUMBERS),
        ("zigzag", "objective=taco-rotated&racers=sgd", NO_NUMBERS),
        ("zigzag", "objective=taco(condition=1)&racers=sgd", NO_NUMBERS),
        ("zigzag", "objective=rosenbrock&racers=sgd", NO_NUMBERS),
        ("zigzag", "objective=taco&start=0,1&racers=sgd", NO_NUMBERS),
        ("zigzag", "formula=x^2+20*y^2&racers=sgd", NO_NUMBERS),
        // f < 0.001 is no measure of having arrived.
        ("lag", &at_rest("branin"), NO_NUMBERS),
        ("lag", &at_rest("six-hump-camel"), NO_NUMBERS),
        ("flat-areas", &at_rest("saddle"), NO_NUMBERS),
        ("noise", "objective=easom&racers=sgd&noise=sigma=1,seed=1,shared=true", NO_NUMBERS),
        // No centre, or three.
        ("overshoot", "objective=saddle&racers=rmsprop,adam", NO_NUMBERS),
        ("overshoot", "objective=branin&racers=rmsprop,adam", NO_NUMBERS),
        // No step along x.
        ("bias-correction", "start=0,1&racers=adam,adam(biasCorrection=false)", NO_NUMBERS),
        ("gif", &other, NO_NUMBERS),
    ] {
        let experiment = experiments().iter().find(|experiment| experiment.name() == name).unwrap();
        let reading = read(experiment, line);
        assert_eq!(reading, Reading { happened: None, sentence: sentence.to_owned() }, "{line}");
    }
}

#[test]
fn what_is_past_a_minimum_is_measured_from_it() {
    let overshoot =
        experiments().iter().find(|experiment| experiment.name() == "overshoot").unwrap();
    // Its minimum is at (1, 3); at the start both coordinates are below that.
    let line = "objective=booth&start=0.5,2&racers=rmsprop(lr=0.02),adam(lr=0.3)&steps=60";
    let mut runner = runner(line);
    runner.step(60).unwrap();
    let path = runner.trajectory(1).unwrap().as_chunks::<2>().0;
    let past = path.iter().fold(0.0, |most, [x, y]| f64::max(most, f64::max(x - 1.0, y - 3.0)));
    assert!(past > 0.1, "{past}");
    let sentence = overshoot.read(&runner).sentence;
    let begins = format!("Adam goes {} past", downhill::decimal::short(past));
    assert!(sentence.starts_with(&begins), "{sentence}");
}

#[test]
fn a_reading_does_not_depend_on_the_view() {
    for experiment in experiments() {
        let near = experiment.run().replace("&steps", "&view=0,1e-9,0,1e-9&steps");
        assert_eq!(read(experiment, &near), read(experiment, experiment.run()));
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
        racer.label = Some("racer".to_owned());
    }
    let mut runner = OptimizerRunner::new(config);
    runner.step(steps).unwrap();
    for experiment in experiments() {
        let Reading { sentence, .. } = experiment.read(&runner);
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
