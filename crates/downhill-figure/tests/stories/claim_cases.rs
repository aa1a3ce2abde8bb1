//! What is read of the claims’ runs, and of runs that are changed.

use downhill_figure::panels::story::Verdict;

use crate::Case;

pub(crate) const CLAIMS: [Case; 19] = [
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
                "AdaGrad’s rate for x goes from 0.0002 to its lowest, 0.000197, and is 0.000197 at last; its step goes from 7.45×10⁻⁵ to 7.47×10⁻⁵ and grows 76 times; it ends 1.05 from the minimum.",
            ),
            (
                &[("lr=0.02", "lr=0")],
                Verdict::False,
                "AdaGrad’s rate for x goes from 0 to its lowest, 0, and is 0 at last; its step goes from 0 to 0 and grows 0 times; it ends 1.06 from the minimum.",
            ),
            (
                &[("lr=0.02", "lr=0.5")],
                Verdict::True,
                "AdaGrad’s rate for x goes from 3.4 to its lowest, 0.585, and is 0.585 at last; its step goes from 0.707 to 7.5×10⁻¹⁸ and grows 0 times; it ends 3.01×10⁻¹⁸ from the minimum.",
            ),
        ],
    ),
    (
        "rising-rate",
        Verdict::False,
        "RMSProp’s rate for x goes from 1.36 to its lowest, 0.233, and is 0.374 at last; its step goes from 0.283 to 1.03×10⁻⁹⁴ and grows 0 times.",
        &[
            (
                &[("0.75,-0.75", "0.2001,-0.2001")],
                Verdict::False,
                "RMSProp’s rate for x goes from 0.423 to its lowest, 0.423, and is 0.696 at last; its step goes from 0.283 to 4.34×10⁻³² and grows 0 times.",
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
        "Adam goes 0.0736 past the minimum and ends 0.00531 from it, RMSProp 4.57×10⁻⁷⁶ and 6.54×10⁻⁹⁶.",
        &[
            (
                &[("0.9:0.999", "0:0.999")],
                Verdict::False,
                "Adam goes 0 past the minimum and ends 4×10⁻⁹ from it, RMSProp 4.57×10⁻⁷⁶ and 6.54×10⁻⁹⁶.",
            ),
            (
                &[("steps=100", "steps=50")],
                Verdict::False,
                "Adam goes 0.0736 past the minimum and ends 0.0895 from it, RMSProp 0 and 3.69×10⁻²⁹.",
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
        "From AdaGrad’s first direction AdaGrad comes 1.08×10⁻⁸ off, RMSProp 6.06×10⁻⁸, Adam 2.58×10⁻⁸.",
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
