//! What is read of the lessons’ runs, and of runs that are changed.

use downhill_figure::panels::story::Verdict;

use crate::Case;

pub(crate) const LESSONS: [Case; 8] = [
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
                "SGD turns back 119 times, AdaGrad 0. AdaGrad’s rate for x goes from 0.278 to 0.179, its step grows 0 times; it ends 7.46×10⁻¹¹ from the minimum.",
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
];
