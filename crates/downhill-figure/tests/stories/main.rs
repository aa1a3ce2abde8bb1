//! Lessons and claims: what is read of each one's run, with the numbers known of it, and of runs that are
//! changed.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod claim_cases;
#[path = "../../../downhill/tests/common/mod.rs"]
mod common;
#[path = "../../../downhill/tests/common/configs.rs"]
mod configs;
mod lesson_cases;

use std::collections::BTreeSet;

use common::runner;
use configs::Numbers;
use downhill::{OptimizerRunner, RunConfig};
use downhill_figure::panels::story::{Experiment, Reading, StoryKind, Verdict, stories};
use proptest::prelude::*;

use claim_cases::CLAIMS;
use lesson_cases::LESSONS;

/// The story of that name.
fn story(name: &str) -> &'static Experiment {
    stories().find(|story| story.name() == name).unwrap()
}

/// The reading of a run that has been taken to its end.
fn read(experiment: &Experiment, line: &str) -> Reading {
    let mut runner = runner(line);
    runner.step(runner.config().steps).unwrap();
    experiment.read(&runner)
}

/// Parts of a run, each with what replaces it.
pub(crate) type Changes = &'static [(&'static str, &'static str)];

/// The cases of all stories, in their order.
fn cases() -> impl Iterator<Item = Case> {
    LESSONS.into_iter().chain(CLAIMS)
}

/// The name of a story, what is read of its run, and of runs that are changed so.
pub(crate) type Case =
    (&'static str, Verdict, &'static str, &'static [(Changes, Verdict, &'static str)]);

#[test]
fn every_story_is_read_from_its_run_and_from_changed_ones() {
    assert!(stories().map(Experiment::name).eq(cases().map(|(name, ..)| name)));
    for (story, (name, verdict, sentence, changed)) in stories().zip(cases()) {
        let told = |verdict, sentence: &str| Reading { verdict, sentence: sentence.to_owned() };
        assert_eq!(read(story, story.run()), told(verdict, sentence), "{name}");
        // Every lesson is true of its run, and none says so of every run.
        assert!(verdict == Verdict::True || story.kind() == StoryKind::Claim, "{name}");
        assert!(changed.iter().any(|(_, other, _)| *other != verdict), "{name}");
        for (changes, verdict, sentence) in changed {
            let mut line = story.run().to_owned();
            for (from, to) in *changes {
                assert!(line.contains(from), "{name}: {from}");
                line = line.replace(from, to);
            }
            assert_eq!(read(story, &line), told(*verdict, sentence), "{name}: {line}");
        }
    }
}

#[test]
fn the_runs_stay_what_they_are_whatever_the_defaults() {
    let mut names = BTreeSet::new();
    for story in stories() {
        let name = story.name();
        assert!(names.insert(name));
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        for field in ["objective=", "&start=", "&racers=", "&steps="] {
            assert!(story.run().contains(field), "{name}");
        }
        let config: RunConfig = story.run().parse().unwrap();
        assert_eq!(story.run().matches("(lr=").count(), config.racers.len());
    }
}

#[test]
fn texts_fit_the_card() {
    for story in stories() {
        let name = story.name();
        let is_lesson = story.kind() == StoryKind::Lesson;
        let longest = if is_lesson { 310 } else { 160 };
        for (text, longest) in [(story.text(), longest), (story.comment(), 160)] {
            let length = text.chars().count();
            assert!(text.ends_with(['.', '…']) && length <= longest, "{name}, {length}: {text}");
        }
        assert!(story.title().len() < 40, "{name}");
        assert!(!story.what().is_empty() && story.what().chars().count() <= 190, "{name}");
        assert_eq!(story.quote(), if is_lesson { "" } else { story.what() });
        if is_lesson {
            assert!(
                (60..=500).contains(&story.run().parse::<RunConfig>().unwrap().steps),
                "{name}"
            );
        }
    }
    // Without quotation marks of its own.
    assert!(stories().all(|story| !story.quote().starts_with('“')));
}

/// The curvature is a difference of gradients; the ellipse comes from the formula.
#[test]
fn f_is_convex_inside_the_ellipse_that_the_formula_has() {
    let is_convex = |start: &str| {
        let line = story("not-convex").run().replace("0.75,-0.75", start);
        !read(story("not-convex"), &line)
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
    let noise = story("noise");
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
    let gif = story("gif").run();
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
            "SGD flew off at step 1: try a smaller learning rate.",
        ),
        ("zigzag", "formula=log(x)&start=-1,0&racers=sgd", "SGD came to where f is undefined."),
        ("noise", "racers=sgd", NO_NUMBERS),
        ("lag", "racers=sgd(lr=1),momentum", "This run has no damped momentum at SGD’s rate."),
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
        let experiment = story(name);
        let reading = read(experiment, line);
        assert_eq!(
            reading,
            Reading { verdict: Verdict::Unread, sentence: sentence.to_owned() },
            "{line}"
        );
    }
}

#[test]
fn what_is_past_a_minimum_is_measured_from_it() {
    let overshoot = story("overshoot");
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
    for experiment in stories() {
        let near = experiment.run().replace("&steps", "&view=0,1e-9,0,1e-9&steps");
        assert_eq!(read(experiment, &near), read(experiment, experiment.run()));
    }
}

#[test]
fn a_long_run_is_read_from_its_beginning() {
    let rate = story("falling-rate");
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
    for experiment in stories() {
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
        which in 0..LESSONS.len() + CLAIMS.len(),
        other in any_config(),
        rates in prop::collection::vec(prop_oneof![0.0..2.0_f64, -300.0..300.0_f64], 16),
        same_rate: bool,
        steps in 0..60_u32,
    ) {
        let mut config: RunConfig = story(cases().nth(which).unwrap().0).run().parse().unwrap();
        for (racer, rate) in config.racers.iter_mut().zip(&rates) {
            let rate = if same_rate { rates[0] } else { *rate };
            *racer.optimizer.learning_rate_mut() = rate.abs();
        }
        any_reading_is_a_sentence(RunConfig { start: other.start, ..config.clone() }, steps);
        any_reading_is_a_sentence(RunConfig { racers: config.racers, ..other }, steps);
    }
}
