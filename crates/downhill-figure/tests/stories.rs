//! Lessons and claims: what is read of each one's run, with the numbers known of it, and of runs that are
//! changed.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "../../downhill/tests/common/mod.rs"]
mod common;
#[path = "../../downhill/tests/common/configs.rs"]
mod configs;

use std::collections::BTreeSet;

use common::runner;
use configs::Numbers;
use downhill::{OptimizerRunner, RunConfig};
use downhill_figure::panels::story::{Experiment, Reading, StoryKind, Verdict, stories};
use proptest::prelude::*;

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
type Changes = &'static [(&'static str, &'static str)];

/// The name of a story, what is read of its run, and of runs that are changed so.
type Case = (&'static str, Verdict, &'static str, &'static [(Changes, Verdict, &'static str)]);

const STORIES: [Case; 27] = [
    (
        "gradient",
        Verdict::True,
        "SGD’s first step is 0.127 long, its last 0.000561; it grows 0 times and ends 0.0107 from the minimum.",
        &[
            (
                &[("-1.8,-0.6", "-1.8,0.9")],
                Verdict::True,
                "SGD’s first step is 0.162 long, its last 0.000561; it grows 0 times and ends 0.0107 from the minimum.",
            ),
            (
                &[("lr=0.05", "lr=0.001")],
                Verdict::False,
                "SGD’s first step is 0.00255 long, its last 0.00211; it grows 0 times and ends 1.69 from the minimum.",
            ),
            (
                &[("lr=0.05", "lr=0.7")],
                Verdict::False,
                "SGD’s first step is 1.78 long, its last 15800; it grows 98 times and ends 8270 from the minimum.",
            ),
        ],
    ),
    (
        "learning-rate",
        Verdict::True,
        "Steps until f < 0.001: never at a rate of 0.01, 36 at 0.1, 74 at 0.195.",
        &[
            (
                &[("0.195", "0.21")],
                Verdict::True,
                "Steps until f < 0.001: never at a rate of 0.01, 36 at 0.1, never at 0.21.",
            ),
            (
                &[("lr=0.195", "lr=0.12")],
                Verdict::False,
                "Steps until f < 0.001: never at a rate of 0.01, 36 at 0.1, 29 at 0.12.",
            ),
            (
                &[("lr=0.01)", "lr=0.15)")],
                Verdict::False,
                "Steps until f < 0.001: 23 at a rate of 0.15, 36 at 0.1, 74 at 0.195.",
            ),
            (
                &[("lr=0.1)", "lr=0.005)")],
                Verdict::False,
                "Steps until f < 0.001: never at a rate of 0.01, never at 0.005, 74 at 0.195.",
            ),
        ],
    ),
    (
        "one-rate",
        Verdict::True,
        "SGD turns back 99 times. Steps until nine tenths of the way along the ravine: 60.",
        &[
            (
                &[("0.038", "0.02")],
                Verdict::False,
                "SGD turns back 0 times. Steps until nine tenths of the way along the ravine: never.",
            ),
            (
                &[("0.038", "0.04")],
                Verdict::True,
                "SGD turns back 99 times. Steps until nine tenths of the way along the ravine: 57.",
            ),
            (
                &[("0.038", "0.041")],
                Verdict::True,
                "SGD turns back 99 times. Steps until nine tenths of the way along the ravine: 56.",
            ),
            (
                &[("condition=50", "condition=2"), ("lr=0.038", "lr=0.9")],
                Verdict::False,
                "SGD turns back 99 times. Steps until nine tenths of the way along the ravine: 1.",
            ),
        ],
    ),
    (
        "momentum",
        Verdict::True,
        "Steps until nine tenths of the way along the ravine: SGD never, momentum 21. Momentum runs 0.276 past the minimum.",
        &[
            (
                &[("momentum=0.9", "momentum=0.5")],
                Verdict::False,
                "Steps until nine tenths of the way along the ravine: SGD never, momentum 113. Momentum runs 0 past the minimum.",
            ),
            (
                &[("momentum(lr=0.01", "momentum(lr=0.001")],
                Verdict::False,
                "Steps until nine tenths of the way along the ravine: SGD never, momentum never. Momentum runs 0 past the minimum.",
            ),
        ],
    ),
    (
        "adagrad",
        Verdict::True,
        "SGD turns back 119 times, AdaGrad 0. AdaGrad’s rate for x goes from 0.0556 to 0.011, its step grows 0 times; it ends 0.325 from the minimum.",
        &[
            (
                &[("lr=0.1)", "lr=0.5)")],
                Verdict::False,
                "SGD turns back 119 times, AdaGrad 0. AdaGrad’s rate for x goes from 0.278 to 0.179, its step grows 0 times; it ends 7.46e−11 from the minimum.",
            ),
            (
                &[("lr=0.1)", "lr=0.1,eps=100)")],
                Verdict::False,
                "SGD turns back 119 times, AdaGrad 0. AdaGrad’s rate for x goes from 0.000982 to 0.000842, its step grows 0 times; it ends 1.62 from the minimum.",
            ),
            (
                &[("lr=0.038", "lr=0.01")],
                Verdict::False,
                "SGD turns back 0 times, AdaGrad 0. AdaGrad’s rate for x goes from 0.0556 to 0.011, its step grows 0 times; it ends 0.325 from the minimum.",
            ),
        ],
    ),
    (
        "rmsprop",
        Verdict::True,
        "AdaGrad’s rate for x goes from 0.00188 to 0.00103; RMSProp’s falls to 0.00165 and is 0.131 at last. Steps until f < 0.001: AdaGrad never, RMSProp 214.",
        &[
            (
                &[("alpha=0.95", "alpha=0.99")],
                Verdict::False,
                "AdaGrad’s rate for x goes from 0.00188 to 0.00103; RMSProp’s falls to 0.00383 and is 0.0146 at last. Steps until f < 0.001: AdaGrad never, RMSProp never.",
            ),
            (
                &[("0.067", "0.5")],
                Verdict::True,
                "AdaGrad’s rate for x goes from 0.00188 to 0.00103; RMSProp’s falls to 0.014 and is 0.255 at last. Steps until f < 0.001: AdaGrad never, RMSProp 102.",
            ),
            (
                &[("lr=0.3", "lr=3")],
                Verdict::True,
                "AdaGrad’s rate for x goes from 0.0188 to 0.0184; RMSProp’s falls to 0.00165 and is 0.131 at last. Steps until f < 0.001: AdaGrad never, RMSProp 214.",
            ),
        ],
    ),
    (
        "adam",
        Verdict::True,
        "In learning rates, the first step along x is 1 long for Adam, 10 for RMSProp. Steps until f < 0.001: momentum 57, RMSProp never, Adam 21. Adam runs 0.272 past the minimum.",
        &[
            (
                &[("betas=0.9:0.999", "betas=0:0.999")],
                Verdict::False,
                "In learning rates, the first step along x is 1 long for Adam, 10 for RMSProp. Steps until f < 0.001: momentum 57, RMSProp never, Adam 39. Adam runs 0 past the minimum.",
            ),
            (
                &[("0.9:0.999", "0.9:0.999,biasCorrection=false")],
                Verdict::False,
                "In learning rates, the first step along x is 3.16 long for Adam, 10 for RMSProp. Steps until f < 0.001: momentum 57, RMSProp never, Adam 55. Adam runs 1.04 past the minimum.",
            ),
            (
                &[("rmsprop(lr=0.01", "rmsprop(lr=0.1")],
                Verdict::False,
                "In learning rates, the first step along x is 1 long for Adam, 10 for RMSProp. Steps until f < 0.001: momentum 57, RMSProp 6, Adam 21. Adam runs 0.272 past the minimum.",
            ),
            (
                &[("alpha=0.99", "alpha=0.5")],
                Verdict::False,
                "In learning rates, the first step along x is 1 long for Adam, 1.41 for RMSProp. Steps until f < 0.001: momentum 57, RMSProp never, Adam 21. Adam runs 0.272 past the minimum.",
            ),
        ],
    ),
    (
        "fair",
        Verdict::True,
        "Steps until f < 0.001: SGD 55, momentum 48, AdaGrad 68, RMSProp 59, Adam 28.",
        &[
            (
                &[("-9,-3", "-9,3")],
                Verdict::False,
                "Steps until f < 0.001: SGD 45, momentum 65, AdaGrad 90, RMSProp 74, Adam 58.",
            ),
            (
                &[
                    ("lr=1.6", "lr=0.2"),
                    ("lr=0.125", "lr=0.2"),
                    ("lr=5", "lr=0.2"),
                    ("lr=0.5", "lr=0.2"),
                    ("lr=2,", "lr=0.2,"),
                    ("steps=100", "steps=300"),
                ],
                Verdict::False,
                "Steps until f < 0.001: SGD never, momentum 65, AdaGrad never, RMSProp 114, Adam 266.",
            ),
        ],
    ),
    (
        "flat-start",
        Verdict::True,
        "SGD’s first step is 0.00747 long, its longest 0.0254.",
        &[(
            &[("0.75,-0.75", "0.3,-0.2")],
            Verdict::False,
            "SGD’s first step is 0.0244 long, its longest 0.0244.",
        )],
    ),
    (
        "not-convex",
        Verdict::False,
        "The least curvature at the start is −1.62. SGD’s first step is 0.00747 long, its longest 0.0254.",
        &[
            (
                &[("gaussian", "bowl"), ("lr=0.02", "lr=2.1")],
                Verdict::Unread,
                "The least curvature at the start is 1. SGD’s first step is 2.23 long, its longest 27900.",
            ),
            (
                &[("gaussian", "saddle"), ("0.75,-0.75", "1,0")],
                Verdict::False,
                "The least curvature at the start is −2. SGD’s first step is 0.04 long, its longest 0.04.",
            ),
            (
                &[("0.75,-0.75", "0.3,-0.2")],
                Verdict::Unread,
                "The least curvature at the start is 1.32. SGD’s first step is 0.0244 long, its longest 0.0244.",
            ),
        ],
    ),
    (
        "zigzag",
        Verdict::Conditional,
        "SGD turns back 29 times. Steps until nine tenths of the way along the ravine: 25.",
        &[
            (
                &[("lr=0.09", "lr=0.02")],
                Verdict::False,
                "SGD turns back 0 times. Steps until nine tenths of the way along the ravine: never.",
            ),
            (
                &[("condition=20", "condition=2"), ("lr=0.09", "lr=0.9")],
                Verdict::False,
                "SGD turns back 29 times. Steps until nine tenths of the way along the ravine: 1.",
            ),
            (
                &[("lr=0.09", "lr=0.06")],
                Verdict::Conditional,
                "SGD turns back 29 times. Steps until nine tenths of the way along the ravine: never.",
            ),
        ],
    ),
    (
        "noise",
        Verdict::True,
        "Steps until f < 0.001: without noise 36, the median of 25 seeds 63, with this seed 63.",
        &[(
            &[("sigma=1", "sigma=0.01")],
            Verdict::False,
            "Steps until f < 0.001: without noise 36, the median of 25 seeds 36, with this seed 36.",
        )],
    ),
    (
        "slow-start",
        Verdict::True,
        "SGD’s first step is 0.00747 long, damped momentum’s 0.000747; their tenth 0.0102 and 0.00514.",
        &[
            (
                &[("dampening=0.9", "dampening=0.1")],
                Verdict::False,
                "SGD’s first step is 0.00747 long, damped momentum’s 0.00672; their tenth 0.0102 and 0.0743.",
            ),
            (
                &[("momentum=0.9", "momentum=0")],
                Verdict::False,
                "SGD’s first step is 0.00747 long, damped momentum’s 0.00747; their tenth 0.0102 and 0.0102.",
            ),
        ],
    ),
    (
        "lag",
        Verdict::True,
        "Steps until f < 0.001: SGD 90, damped momentum 92, undamped 57.",
        &[
            (
                &[("dampening=0.9", "dampening=0.5")],
                Verdict::False,
                "Steps until f < 0.001: SGD 90, damped momentum 46, undamped 57.",
            ),
            (
                &[("momentum=0.9,dampening=0)", "momentum=0,dampening=0)")],
                Verdict::True,
                "Steps until f < 0.001: SGD 90, damped momentum 92, undamped 90.",
            ),
        ],
    ),
    (
        "flat-areas",
        Verdict::Conditional,
        "Steps until f < 0.1: SGD never, damped momentum never, undamped 58.",
        &[
            (
                &[("steps=200", "steps=375")],
                Verdict::Conditional,
                "Steps until f < 0.1: SGD 373, damped momentum never, undamped 58.",
            ),
            (
                &[("dampening=0.9", "dampening=0.1")],
                Verdict::Conditional,
                "Steps until f < 0.1: SGD never, damped momentum 63, undamped 58.",
            ),
            (
                &[("momentum=0.9,dampening=0)", "momentum=0,dampening=0)")],
                Verdict::False,
                "Steps until f < 0.1: SGD never, damped momentum never, undamped never.",
            ),
        ],
    ),
    (
        "ravine",
        Verdict::Conditional,
        "SGD turns back 29 times, damped momentum 4, undamped 14. Steps until nine tenths of the way along the ravine: 25, 23 and 5.",
        &[
            (
                &[("momentum=0.9,dampening=0.9", "momentum=0.1,dampening=0.1")],
                Verdict::False,
                "SGD turns back 29 times, damped momentum 24, undamped 14. Steps until nine tenths of the way along the ravine: 25, 25 and 5.",
            ),
            (
                &[("momentum=0.9,dampening=0)", "momentum=0,dampening=0)")],
                Verdict::False,
                "SGD turns back 29 times, damped momentum 4, undamped 29. Steps until nine tenths of the way along the ravine: 25, 23 and 25.",
            ),
        ],
    ),
    (
        "torch",
        Verdict::False,
        "The two are up to 0.143 apart in a coordinate.",
        &[(
            &[("dampening=0.9", "dampening=0")],
            Verdict::True,
            "The two are up to 0 apart in a coordinate.",
        )],
    ),
    (
        "even",
        Verdict::True,
        "At the start f is 2.33 times as steep along y as along x; SGD has gone 2.16 times as far, AdaGrad 1 times.",
        &[
            (
                &[("adagrad(lr=0.02)", "adagrad(lr=0.02,eps=10)")],
                Verdict::False,
                "At the start f is 2.33 times as steep along y as along x; SGD has gone 2.16 times as far, AdaGrad 2.2 times.",
            ),
            (
                &[("0.75,-0.75", "0.7,-0.3")],
                Verdict::False,
                "At the start f is 1 times as steep along y as along x; SGD has gone 0.693 times as far, AdaGrad 0.927 times.",
            ),
            (
                &[
                    ("gaussian", "taco"),
                    ("0.75,-0.75", "-0.6,-0.6"),
                    ("sgd(lr=0.02)", "sgd(lr=0.09)"),
                    ("steps=20", "steps=50"),
                ],
                Verdict::False,
                "At the start f is 20 times as steep along y as along x; SGD has gone 1.01 times as far, AdaGrad 1 times.",
            ),
            (
                &[
                    ("gaussian", "taco"),
                    ("0.75,-0.75", "-1.8,-0.6"),
                    ("sgd(lr=0.02)", "sgd(lr=0.09)"),
                ],
                Verdict::False,
                "At the start f is 6.67 times as steep along y as along x; SGD has gone 0.388 times as far, AdaGrad 0.964 times.",
            ),
        ],
    ),
    (
        "falling-rate",
        Verdict::True,
        "AdaGrad’s rate for x goes from 0.136 to its lowest, 0.00427, and is 0.00427 at last; its step goes from 0.0283 to 0.00335 and grows 0 times; it ends 0.405 from the minimum.",
        &[
            (
                &[("lr=0.02", "lr=0.02,eps=100")],
                Verdict::False,
                "AdaGrad’s rate for x goes from 0.0002 to its lowest, 0.000197, and is 0.000197 at last; its step goes from 7.45e−5 to 7.47e−5 and grows 76 times; it ends 1.05 from the minimum.",
            ),
            (
                &[("lr=0.02", "lr=0")],
                Verdict::False,
                "AdaGrad’s rate for x goes from 0 to its lowest, 0, and is 0 at last; its step goes from 0 to 0 and grows 0 times; it ends 1.06 from the minimum.",
            ),
            (
                &[("lr=0.02", "lr=0.5")],
                Verdict::True,
                "AdaGrad’s rate for x goes from 3.4 to its lowest, 0.585, and is 0.585 at last; its step goes from 0.707 to 7.5e−18 and grows 0 times; it ends 3.01e−18 from the minimum.",
            ),
        ],
    ),
    (
        "rising-rate",
        Verdict::False,
        "RMSProp’s rate for x goes from 1.36 to its lowest, 0.233, and is 0.374 at last; its step goes from 0.283 to 1.03e−94 and grows 0 times.",
        &[
            (
                &[("0.75,-0.75", "0.2001,-0.2001")],
                Verdict::False,
                "RMSProp’s rate for x goes from 0.423 to its lowest, 0.423, and is 0.696 at last; its step goes from 0.283 to 4.34e−32 and grows 0 times.",
            ),
            (
                &[("steps=100", "steps=5")],
                Verdict::False,
                "RMSProp’s rate for x goes from 1.36 to its lowest, 0.233, and is 0.233 at last; its step goes from 0.283 to 0.0789 and grows 0 times.",
            ),
            (
                &[("steps=100", "steps=2000")],
                Verdict::False,
                "RMSProp’s rate for x goes from 1.36 to its lowest, 0.233, and is 0.7 at last; its step goes from 0.283 to 0.0283 and grows 1038 times.",
            ),
            (
                &[("alpha=0.99", "alpha=0"), ("steps=100", "steps=20")],
                Verdict::True,
                "RMSProp’s rate for x goes from 0.136 to its lowest, 0.0363, and is 0.0363 at last; its step goes from 0.0283 to 0.0283 and grows 19 times.",
            ),
        ],
    ),
    (
        "bias-correction",
        Verdict::Conditional,
        "In learning rates, the first step along x is 1 long, without bias correction 3.16.",
        &[(
            &[("0.9:0.999", "0.9:0.99")],
            Verdict::False,
            "In learning rates, the first step along x is 1 long, without bias correction 1.",
        )],
    ),
    (
        "head-start",
        Verdict::Conditional,
        "In learning rates, RMSProp’s first step along x is 10 long, with bias correction 1. Steps until f < 0.001: 6 and 39.",
        &[
            (
                &[("0.99", "0.5")],
                Verdict::Conditional,
                "In learning rates, RMSProp’s first step along x is 1.41 long, with bias correction 1. Steps until f < 0.001: 37 and 38.",
            ),
            (
                &[("lr=0.02", "lr=0.1")],
                Verdict::False,
                "In learning rates, RMSProp’s first step along x is 10 long, with bias correction 1. Steps until f < 0.001: never and 7.",
            ),
        ],
    ),
    (
        "overshoot",
        Verdict::Conditional,
        "Adam goes 0.0736 past the minimum and ends 0.00531 from it, RMSProp 4.57e−76 and 6.54e−96.",
        &[
            (
                &[("0.9:0.999", "0:0.999")],
                Verdict::False,
                "Adam goes 0 past the minimum and ends 4e−9 from it, RMSProp 4.57e−76 and 6.54e−96.",
            ),
            (
                &[("steps=100", "steps=50")],
                Verdict::False,
                "Adam goes 0.0736 past the minimum and ends 0.0895 from it, RMSProp 0 and 3.69e−29.",
            ),
            (
                &[("lr=0.02,alpha=0.99", "lr=0.05,alpha=0.99")],
                Verdict::False,
                "Adam goes 0.0736 past the minimum and ends 0.00531 from it, RMSProp 0.232 and 0.00609.",
            ),
            (
                &[("lr=0.02,alpha=0.99", "lr=0.001,alpha=0.99")],
                Verdict::False,
                "Adam goes 0.0736 past the minimum and ends 0.00531 from it, RMSProp 0 and 0.724.",
            ),
        ],
    ),
    (
        "best-rates",
        Verdict::False,
        "Steps until f < 0.001: SGD 4, momentum 17, AdaGrad 4, RMSProp 4, Adam 2.",
        &[(
            &[("lr=0.025", "lr=0.075")],
            Verdict::Conditional,
            "Steps until f < 0.001: SGD 4, momentum 17, AdaGrad 4, RMSProp 1, Adam 2.",
        )],
    ),
    (
        "another-start",
        Verdict::False,
        "Steps until f < 0.001: SGD 5, momentum 13, AdaGrad 8, RMSProp 8, Adam 28.",
        &[
            (
                &[("lr=0.315", "lr=0.1")],
                Verdict::False,
                "Steps until f < 0.001: SGD 15, momentum 13, AdaGrad 8, RMSProp 8, Adam 28.",
            ),
            (
                &[
                    ("lr=0.315", "lr=0.02"),
                    ("lr=0.8", "lr=0.02"),
                    ("lr=0.4", "lr=0.02"),
                    ("lr=0.04", "lr=0.02"),
                    ("lr=0.08", "lr=0.02"),
                ],
                Verdict::Conditional,
                "Steps until f < 0.001: SGD never, momentum never, AdaGrad never, RMSProp 12, Adam never.",
            ),
        ],
    ),
    (
        "one-line",
        Verdict::Conditional,
        "From AdaGrad’s first direction AdaGrad comes 1.08e−8 off, RMSProp 6.06e−8, Adam 2.58e−8.",
        &[(
            &[("0.75,-0.75", "0.9,-0.35")],
            Verdict::False,
            "From AdaGrad’s first direction AdaGrad comes 0.0686 off, RMSProp 0.404, Adam 0.42.",
        )],
    ),
    (
        "gif",
        Verdict::False,
        "RMSProp as printed is 0.084 from the GIF’s marker, with alpha 0.9 0.00323; Adam as printed 0.00988, with β₂ = 0.99 0.00318.",
        &[
            (
                &[("lr=0.02,alpha=0.9)", "lr=0.03,alpha=0.9)")],
                Verdict::False,
                "RMSProp as printed is 0.084 from the GIF’s marker, with alpha 0.9 0.0828; Adam as printed 0.00988, with β₂ = 0.99 0.00318.",
            ),
            (
                &[("lr=0.02,betas=0.9:0.99)", "lr=0.03,betas=0.9:0.99)")],
                Verdict::False,
                "RMSProp as printed is 0.084 from the GIF’s marker, with alpha 0.9 0.00323; Adam as printed 0.00988, with β₂ = 0.99 0.332.",
            ),
            (
                &[("lr=0.02,alpha=0.99)", "lr=0.0074,alpha=0.99)")],
                Verdict::False,
                "RMSProp as printed is 0.00265 from the GIF’s marker, with alpha 0.9 0.00323; Adam as printed 0.00988, with β₂ = 0.99 0.00318.",
            ),
            (
                &[("lr=0.02,betas=0.9:0.999)", "lr=0.0198,betas=0.9:0.999)")],
                Verdict::False,
                "RMSProp as printed is 0.084 from the GIF’s marker, with alpha 0.9 0.00323; Adam as printed 0.00291, with β₂ = 0.99 0.00318.",
            ),
            (
                &[
                    ("lr=0.02,alpha=0.99)", "lr=0.0074,alpha=0.99)"),
                    ("lr=0.02,betas=0.9:0.999)", "lr=0.0198,betas=0.9:0.999)"),
                ],
                Verdict::True,
                "RMSProp as printed is 0.00265 from the GIF’s marker, with alpha 0.9 0.00323; Adam as printed 0.00291, with β₂ = 0.99 0.00318.",
            ),
        ],
    ),
];

#[test]
fn every_story_is_read_from_its_run_and_from_changed_ones() {
    let names: Vec<_> = stories().map(Experiment::name).collect();
    assert_eq!(names, STORIES.map(|(name, ..)| name));
    for (story, (name, verdict, sentence, changed)) in stories().zip(STORIES) {
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
        which in 0..STORIES.len(),
        other in any_config(),
        rates in prop::collection::vec(prop_oneof![0.0..2.0_f64, -300.0..300.0_f64], 16),
        same_rate: bool,
        steps in 0..60_u32,
    ) {
        let mut config: RunConfig = story(STORIES[which].0).run().parse().unwrap();
        for (racer, rate) in config.racers.iter_mut().zip(&rates) {
            let rate = if same_rate { rates[0] } else { *rate };
            *racer.optimizer.learning_rate_mut() = rate.abs();
        }
        any_reading_is_a_sentence(RunConfig { start: other.start, ..config.clone() }, steps);
        any_reading_is_a_sentence(RunConfig { racers: config.racers, ..other }, steps);
    }
}
