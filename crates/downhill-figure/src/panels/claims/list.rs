//! The article's claims, as data.

use super::experiment::Experiment;
use super::form::Form;
use super::form::Form::{
    AdaGrad, Adam, AdamOf, CorrectedRmsProp, Damped, Momentum, RmsProp, RmsPropOf, Sgd,
    TorchsMomentum, UncorrectedAdam, Undamped,
};
use super::measure::Measure;
use super::measure::Measure::{
    Apart, Arrival, BelowTenth, BelowThousandth, Curvature, End, First, FirstInRates, FirstRate,
    Last, LastRate, Longest, LowestRate, Median, OffAdam, OffLine, OffRmsProp, Past, Rises, Slope,
    Steepness, Tenth, Turns, WithoutNoise,
};
use super::measure::NEVER;

/// In units of the article's view, which is 2 wide: what can be seen.
const VISIBLE: f64 = 0.01;

/// How far from its marker a racer is at most.
const MARKED: f64 = 0.006;

/// The article's racers, and when each has arrived.
const ALL_FIVE: [Form; 5] = [Sgd, Momentum, AdaGrad, RmsProp, Adam];
const ARRIVALS: [(Measure, u8); 5] = [
    (BelowThousandth, 0),
    (BelowThousandth, 1),
    (BelowThousandth, 2),
    (BelowThousandth, 3),
    (BelowThousandth, 4),
];

static ALL: [Experiment; 19] = [
    Experiment {
        name: "flat-start",
        title: "A flat start",
        look_for: "SGD creeps out of the corner and is fastest on the way down.",
        run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02)&steps=100",
        claim: "Where f is very flat, “the gradient will be almost zero”. Here it is a third of its largest.",
        result: "SGD's first step is # long, its longest #.",
        racers: &[Sgd],
        measures: &[(First, 0), (Longest, 0)],
        happened: |of| of[0] < 0.5 * of[1],
    },
    Experiment {
        name: "not-convex",
        title: "A bowl with a shoulder",
        look_for: "SGD's steps grow on the way down: f is not convex there.",
        run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02)&steps=100",
        claim: "“A convex function.” Only inside x²/0.35 + y²/0.15 ≤ 1.",
        result: "The least curvature at the start is #. SGD's first step is # long, its longest #.",
        racers: &[Sgd],
        measures: &[(Curvature, 0), (First, 0), (Longest, 0)],
        happened: |of| of[0] < 0.0 && of[1] < of[2],
    },
    Experiment {
        name: "zigzag",
        title: "Zigzag in a ravine",
        look_for: "SGD leaps from wall to wall of the taco shell and creeps along its bottom.",
        run: "objective=taco(condition=20)&start=-1.8,-0.6&racers=sgd(lr=0.09)&steps=30",
        claim: "A “zigzagging behavior”, with progress “very small”. Holds.",
        result: "SGD turns back # times. Steps until nine tenths of the way along the ravine: #.",
        racers: &[Sgd],
        measures: &[(Turns, 0), (Arrival, 0)],
        happened: |of| of[0] > 10.0 && of[1] > 10.0,
    },
    Experiment {
        name: "noise",
        title: "Noise",
        look_for: "With noise SGD takes longer to come close to the minimum, under most seeds.",
        run: "objective=bowl&start=1.5,-1&racers=sgd(lr=0.1)&noise=sigma=1,seed=11,shared=true&steps=300",
        claim: "Noise “can cause SGD to take even longer”. Here it does; on the article's f hardly.",
        result: "Steps until f < 0.001: without noise #, the median of 25 seeds #, with this seed #.",
        racers: &[Sgd],
        measures: &[(WithoutNoise, 0), (Median, 0), (BelowThousandth, 0)],
        happened: |of| of[1] > of[0],
    },
    Experiment {
        name: "slow-start",
        title: "Momentum builds up speed",
        look_for: "SGD+Momentum's first step is short beside SGD's, later ones less so.",
        run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02),momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=true)&steps=100",
        claim: "(1 - momentum) makes it “take quite some time to build up speed”. Holds.",
        result: "SGD's first step is # long, damped momentum's #; their tenth # and #.",
        racers: &[Sgd, Damped],
        measures: &[(First, 0), (First, 1), (Tenth, 0), (Tenth, 1)],
        happened: |of| of[1] < 0.5 * of[0] && of[1] * of[2] < of[3] * of[0],
    },
    Experiment {
        name: "lag",
        title: "Momentum lags by its damping",
        look_for: "Damped momentum arrives after SGD, undamped momentum before it.",
        run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02),momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=true)#damped,momentum(lr=0.02,momentum=0.9,dampening=0)#undamped&steps=100",
        claim: "It “lags behind the vanilla implementation”. The code does; the formula, undamped, is the code at ten times the rate.",
        result: "Steps until f < 0.001: SGD #, damped momentum #, undamped #.",
        racers: &[Sgd, Damped, Undamped],
        measures: &[(BelowThousandth, 0), (BelowThousandth, 1), (BelowThousandth, 2)],
        happened: |of| of[2] < of[0] && of[0] < of[1],
    },
    Experiment {
        name: "flat-areas",
        title: "Rolling past flat areas",
        look_for: "Undamped momentum crosses the plain; SGD and damped momentum stay on it.",
        run: "objective=plateau&start=2.6,1.8&racers=sgd(lr=0.05),momentum(lr=0.05,momentum=0.9,dampening=0.9,dampFirstStep=true)#damped,momentum(lr=0.05,momentum=0.9,dampening=0)#undamped&steps=200",
        claim: "It can “‘roll past’ flat areas”. The formula does, the code does not; at ten times the rate even SGD does.",
        result: "Steps until f < 0.1: SGD #, damped momentum #, undamped #.",
        racers: &[Sgd, Damped, Undamped],
        measures: &[(BelowTenth, 0), (BelowTenth, 1), (BelowTenth, 2)],
        happened: |of| of[0] == NEVER && of[1] == NEVER && of[2] < NEVER,
    },
    Experiment {
        name: "ravine",
        title: "Momentum in a ravine",
        look_for: "Damped momentum hardly zigzags; undamped momentum is much sooner along the ravine.",
        run: "objective=taco(condition=20)&start=-1.8,-0.6&racers=sgd(lr=0.09),momentum(lr=0.09,momentum=0.9,dampening=0.9,dampFirstStep=true)#damped,momentum(lr=0.09,momentum=0.9,dampening=0)#undamped&steps=30",
        claim: "Steep gradients “cancel out”, so that it can “accumulate speed”. The code does the one, the formula the other.",
        result: "SGD turns back # times, damped momentum #, undamped #. Steps until nine tenths of the way along the ravine: #, # and #.",
        racers: &[Sgd, Damped, Undamped],
        measures: &[(Turns, 0), (Turns, 1), (Turns, 2), (Arrival, 0), (Arrival, 1), (Arrival, 2)],
        happened: |of| of[1] < 0.25 * of[0] && of[5] < 0.5 * of[3],
    },
    Experiment {
        name: "torch",
        title: "PyTorch's momentum",
        look_for: "The two part at the first step, which only the article's code damps.",
        run: "objective=gaussian&start=0.75,-0.75&racers=momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=true)#article,momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=false)#torch&steps=100",
        claim: "PyTorch's “behave the same”. Not momentum's: its first velocity is the gradient.",
        result: "The two are up to # apart in a coordinate.",
        racers: &[Momentum, TorchsMomentum],
        measures: &[(Apart, 1)],
        happened: |of| of[0] > VISIBLE,
    },
    Experiment {
        name: "even",
        title: "AdaGrad evens out",
        look_for: "AdaGrad goes about as far along x as along y, SGD farther along the steeper one.",
        run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02),adagrad(lr=0.02)&steps=20",
        claim: "It speeds up where “the gradient is small”, and slows down where it is large. Holds.",
        result: "At the start f is # times as steep along y as along x; SGD has gone # times as far, AdaGrad # times.",
        racers: &[Sgd, AdaGrad],
        measures: &[(Steepness, 0), (Slope, 0), (Slope, 1)],
        happened: |of| {
            let is_even = |slope: f64| slope.max(1.0 / slope) < 1.1;
            is_even(of[2]) && !is_even(of[0]) && !is_even(of[1]) && (of[0] > 1.0) == (of[1] > 1.0)
        },
    },
    Experiment {
        name: "falling-rate",
        title: "AdaGrad runs out of steam",
        look_for: "AdaGrad's steps become smaller and smaller, and the run ends short of the centre.",
        run: "objective=gaussian&start=0.75,-0.75&racers=adagrad(lr=0.02)&steps=100",
        claim: "Its updates become “smaller and smaller”. Holds here; what can never rise is lr/(√s + eps).",
        result: "AdaGrad's rate for x goes from # to its lowest, #, and is # at last; its step goes from # to # and grows # times; it ends # from the minimum.",
        racers: &[AdaGrad],
        measures: &[
            (FirstRate, 0),
            (LowestRate, 0),
            (LastRate, 0),
            (First, 0),
            (Last, 0),
            (Rises, 0),
            (End, 0),
        ],
        happened: |of| of[4] < of[3] && of[5] == 0.0 && of[6] > VISIBLE,
    },
    Experiment {
        name: "rising-rate",
        title: "RMSProp forgets",
        look_for: "RMSProp's rate rises again once gradients are small, while its steps shrink.",
        run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99)&steps=100",
        claim: "Its updates “do not slow down anymore”. True of lr/(√s + eps), false of the steps.",
        result: "RMSProp's rate for x goes from # to its lowest, #, and is # at last; its step goes from # to # and grows # times.",
        racers: &[RmsProp],
        measures: &[
            (FirstRate, 0),
            (LowestRate, 0),
            (LastRate, 0),
            (First, 0),
            (Last, 0),
            (Rises, 0),
        ],
        happened: |of| of[1] < of[0] && of[2] > 1.1 * of[1] && of[4] < of[3] && of[5] == 0.0,
    },
    Experiment {
        name: "bias-correction",
        title: "Adam's first step",
        look_for: "Without bias correction Adam's first step is more than twice as long.",
        run: "objective=gaussian&start=0.75,-0.75&racers=adam(lr=0.02,betas=0.9:0.999),adam(lr=0.02,betas=0.9:0.999,biasCorrection=false)#uncorrected&steps=100",
        claim: "Without it, “a huge update step”: (1 − β₁)/√(1 − β₂) learning rates.",
        result: "In learning rates, the first step along x is # long, without bias correction #.",
        racers: &[Adam, UncorrectedAdam],
        measures: &[(FirstInRates, 0), (FirstInRates, 1)],
        happened: |of| of[1] > 2.0 * of[0],
    },
    Experiment {
        name: "head-start",
        title: "RMSProp's head start",
        look_for: "RMSProp begins with a leap and arrives sooner than with bias correction (Adam with β₁ = 0).",
        run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99),adam(lr=0.02,betas=0:0.99)#corrected&steps=100",
        claim: "“RMSProp actually performs best.” By its missing bias correction alone.",
        result: "In learning rates, RMSProp's first step along x is # long, with bias correction #. Steps until f < 0.001: # and #.",
        racers: &[RmsProp, CorrectedRmsProp],
        measures: &[
            (FirstInRates, 0),
            (FirstInRates, 1),
            (BelowThousandth, 0),
            (BelowThousandth, 1),
        ],
        happened: |of| of[0] > 2.0 * of[1] && of[2] < of[3],
    },
    Experiment {
        name: "overshoot",
        title: "Past the centre and back",
        look_for: "Adam passes the centre and returns; RMSProp goes straight in and stays.",
        run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99),adam(lr=0.02,betas=0.9:0.999)&steps=100",
        claim: "Adam will “overshoot the center”, RMSProp “stays there”. Holds at these settings.",
        result: "Adam goes # past the minimum and ends # from it, RMSProp # and #.",
        racers: &[RmsProp, Adam],
        measures: &[(Past, 1), (End, 1), (Past, 0), (End, 0)],
        happened: |of| of[0] > VISIBLE && of[1] < VISIBLE && of[2] < VISIBLE && of[3] < VISIBLE,
    },
    Experiment {
        name: "best-rates",
        title: "Each at its best rate",
        look_for: "Each with the best of ten learning rates a decade, another than RMSProp is first.",
        run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.4),momentum(lr=2.5,momentum=0.9,dampening=0.9,dampFirstStep=true),adagrad(lr=0.25),rmsprop(lr=0.025),adam(lr=0.4)&steps=40",
        claim: "“RMSProp actually performs best.” At 0.02 for all; else ranks depend on the rates tried: at 0.075 it needs one step.",
        result: "Steps until f < 0.001: SGD #, momentum #, AdaGrad #, RMSProp #, Adam #.",
        racers: &ALL_FIVE,
        measures: &ARRIVALS,
        happened: |of| of[..5].iter().any(|steps| *steps < of[3]),
    },
    Experiment {
        name: "another-start",
        title: "From another start",
        look_for: "From (0.9, −0.35), again each with the best of ten learning rates a decade, SGD is first.",
        run: "objective=gaussian&start=0.9,-0.35&racers=sgd(lr=0.315),momentum(lr=0.8,momentum=0.9,dampening=0.9,dampFirstStep=true),adagrad(lr=0.4),rmsprop(lr=0.04),adam(lr=0.08)&steps=40",
        claim: "“RMSProp actually performs best.” Ranks depend on the start, too.",
        result: "Steps until f < 0.001: SGD #, momentum #, AdaGrad #, RMSProp #, Adam #.",
        racers: &ALL_FIVE,
        measures: &ARRIVALS,
        happened: |of| of[1..5].iter().all(|steps| *steps > of[0]),
    },
    Experiment {
        name: "one-line",
        title: "Three on one line",
        look_for: "AdaGrad, RMSProp and Adam share one line.",
        run: "objective=gaussian&start=0.75,-0.75&racers=adagrad(lr=0.02),rmsprop(lr=0.02,alpha=0.99),adam(lr=0.02,betas=0.9:0.999)&steps=100",
        claim: "The article's picture shows five racers; Adam's line hides two. From (0.9, −0.35) they part.",
        result: "From AdaGrad's first direction AdaGrad comes # off, RMSProp #, Adam #.",
        racers: &[AdaGrad, RmsProp, Adam],
        measures: &[(OffLine, 0), (OffLine, 1), (OffLine, 2)],
        happened: |of| of.iter().all(|off| *off < VISIBLE),
    },
    Experiment {
        name: "gif",
        title: "As the GIF was drawn",
        look_for: "After 24 steps RMSProp with alpha 0.9 and Adam with β₂ = 0.99 are where the article's GIF has them; as printed they are not.",
        run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99),rmsprop(lr=0.02,alpha=0.9)#RMSProp-drawn,adam(lr=0.02,betas=0.9:0.999),adam(lr=0.02,betas=0.9:0.99)#Adam-drawn&steps=24",
        claim: "The code prints 0.99 and 0.999; the GIF was drawn with 0.9 and about 0.99 (a fit), and with bands at 0.1, 0.25, 0.4 …",
        result: "RMSProp as printed is # from the GIF's marker, with alpha 0.9 #; Adam as printed #, with β₂ = 0.99 #.",
        racers: &[RmsPropOf(990), RmsPropOf(900), AdamOf(999), AdamOf(990)],
        measures: &[(OffRmsProp, 0), (OffRmsProp, 1), (OffAdam, 2), (OffAdam, 3)],
        happened: |of| of[1] < MARKED && of[3] < MARKED && of[0] > MARKED && of[2] > MARKED,
    },
];

/// Every experiment, in the order in which the article makes its claims.
#[must_use]
pub fn experiments() -> &'static [Experiment] {
    &ALL
}
