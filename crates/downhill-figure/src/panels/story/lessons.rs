//! Eight lessons from the gradient to a fair comparison, as data.

use super::experiment::StoryKind::Lesson;
use super::experiment::{Experiment, says};
use super::form::Form::{AdaGrad, AnyAdam, AnyMomentum, RmsProp, Sgd, SgdOf};
use super::measure::Measure::{
    Arrival, BelowThousandth, End, First, FirstInRates, FirstRate, Last, LastRate, LowestRate,
    PastAlong, Rate, Rises, Turns,
};
use super::measure::NEVER;

/// How far past the minimum can be seen, and how far from it has not arrived, where the view is 4 wide.
const VISIBLE: f64 = 0.05;

/// The panels that show more of a lesson, by its name.
pub(super) fn panels_of(lesson: &str) -> &'static [&'static str] {
    if lesson == "fair" { &["rates", "basins"] } else { &[] }
}

/// Every lesson, in the order in which they are to be read.
pub(super) static LESSONS: [Experiment; 8] = [
    Experiment {
        kind: Lesson,
        name: "gradient",
        title: "Follow the slope",
        what: "What the gradient is, and why steps become short by themselves.",
        text: "The map shows hills from above: lines of equal height, and + at the lowest point. The gradient is the slope underfoot and points straight uphill. Each step goes the other way, the farther the steeper it is. Watch ●: its steps are long at first and short where the ground is flat.",
        comment: "Drag the start up to about (−1.8, 0.9), onto steeper ground: the first step is longer.",
        run: "objective=taco(condition=3)&start=-1.8,-0.6&racers=sgd(lr=0.05)&steps=100",
        result: "SGD’s first step is # long, its last #; it grows # times and ends # from the minimum.",
        racers: &[Sgd],
        measures: &[(First, 0), (Last, 0), (Rises, 0), (End, 0)],
        verdict: |of| says(of[1] < 0.1 * of[0] && of[2] == 0.0),
    },
    Experiment {
        kind: Lesson,
        name: "learning-rate",
        title: "How far a step goes",
        what: "Why a learning rate can be too small, and too large.",
        text: "A step is the learning rate times the slope. Here are three rates on the same ground. SGD 0.01 creeps, and 100 steps do not take it there. SGD 0.1 walks straight in. Watch SGD 0.195: it leaps from wall to wall and takes twice as long as SGD 0.1.",
        comment: "Drag the largest rate up to 0.21. Now each leap is wider than the one before: SGD flies off.",
        run: "objective=taco(condition=10)&start=-1.8,-0.6&racers=sgd(lr=0.01),sgd(lr=0.1),sgd(lr=0.195)&steps=100",
        result: "Steps until f < 0.001: # at a rate of #, # at #, # at #.",
        racers: &[SgdOf(0), SgdOf(1), SgdOf(2)],
        measures: &[
            (BelowThousandth, 0),
            (Rate, 0),
            (BelowThousandth, 1),
            (Rate, 1),
            (BelowThousandth, 2),
            (Rate, 2),
        ],
        verdict: |of| says(of[1] < of[3] && of[3] < of[5] && of[2] < of[0] && of[2] < of[4]),
    },
    Experiment {
        kind: Lesson,
        name: "one-rate",
        title: "The ravine",
        what: "Why one rate cannot suit a steep and a shallow direction.",
        text: "Across, this valley is 50 times as steep as along, and one rate has to serve both. From 0.04 on SGD never settles across; along the floor even that is little. Watch ● leap from wall to wall while it creeps along to +.",
        comment: "Drag the rate down to 0.02: the zigzag is gone, but SGD is slower still.",
        run: "objective=taco(condition=50)&start=-1.8,-0.6&racers=sgd(lr=0.038)&steps=100",
        result: "SGD turns back # times. Steps until nine tenths of the way along the ravine: #.",
        racers: &[Sgd],
        measures: &[(Turns, 0), (Arrival, 0)],
        verdict: |of| says(of[0] > 10.0 && of[1] > 10.0),
    },
    Experiment {
        kind: Lesson,
        name: "momentum",
        title: "Momentum overshoots",
        what: "How a velocity gains speed along a valley, and runs past its end.",
        text: "The same ravine, and one small rate for both. ■ keeps nine tenths of its velocity at each step, so that gradients of one direction add up to ten times their size. Watch ■ leave ● behind, run past + until step 35, and roll back.",
        comment: "Set its momentum to 0.5 among its settings: it no longer runs past +, and takes far longer.",
        run: "objective=taco(condition=50)&start=-1.8,-0.6&racers=sgd(lr=0.01),momentum(lr=0.01,momentum=0.9,dampening=0)&steps=120",
        result: "Steps until nine tenths of the way along the ravine: SGD #, momentum #. Momentum runs # past the minimum.",
        racers: &[Sgd, AnyMomentum],
        measures: &[(Arrival, 0), (Arrival, 1), (PastAlong, 1)],
        verdict: |of| says(of[1] < 0.5 * of[0] && of[2] > VISIBLE),
    },
    Experiment {
        kind: Lesson,
        name: "adagrad",
        title: "AdaGrad: a rate for each direction",
        what: "How AdaGrad evens out a ravine, and why it slows down.",
        text: "▲ adds up the squares of the gradients of each coordinate, and divides its steps by the root of that sum. So the steep direction is held back and the shallow one is not: there is no zigzag. But the sum only grows. Watch ▲ become slower with every step.",
        comment: "Give ▲ a learning rate of 0.5: it arrives in 18 steps. It shrinks its rates itself, so it bears large ones.",
        run: "objective=taco(condition=50)&start=-1.8,-0.6&racers=sgd(lr=0.038),adagrad(lr=0.1)&steps=120",
        result: "SGD turns back # times, AdaGrad #. AdaGrad’s rate for x goes from # to #, its step grows # times; it ends # from the minimum.",
        racers: &[Sgd, AdaGrad],
        measures: &[(Turns, 0), (Turns, 1), (FirstRate, 1), (LastRate, 1), (Rises, 1), (End, 1)],
        verdict: |of| {
            says(
                of[0] > 10.0
                    && of[1] == 0.0
                    && of[3] < 0.5 * of[2]
                    && of[4] == 0.0
                    && of[5] > VISIBLE,
            )
        },
    },
    Experiment {
        kind: Lesson,
        name: "rmsprop",
        title: "RMSProp forgets",
        what: "How a mean in place of a sum lets the rate recover.",
        text: "This ground is steep at first, then nearly flat. ▲ never forgets the steep part, and crawls ever after. ◆ divides by a mean that forgets old squares, so its rate rises again. Both begin with the same step. Watch ◆ pull away, until at step 220 its rate is too large, and it swings.",
        comment: "Drag ◆’s memory α up to 0.99: it forgets more slowly, and 300 steps do not take it there.",
        run: "objective=beale&start=-2.5,-1.5&racers=adagrad(lr=0.3),rmsprop(lr=0.067,alpha=0.95)&steps=300",
        result: "AdaGrad’s rate for x goes from # to #; RMSProp’s falls to # and is # at last. Steps until f < 0.001: AdaGrad #, RMSProp #.",
        racers: &[AdaGrad, RmsProp],
        measures: &[
            (FirstRate, 0),
            (LastRate, 0),
            (LowestRate, 1),
            (LastRate, 1),
            (BelowThousandth, 0),
            (BelowThousandth, 1),
        ],
        verdict: |of| says(of[1] < of[0] && of[3] > 2.0 * of[2] && of[5] < of[4]),
    },
    Experiment {
        kind: Lesson,
        name: "adam",
        title: "Adam joins the two",
        what: "What Adam takes from momentum and from RMSProp.",
        text: "▼ has a velocity like ■, and a rate for each coordinate like ◆. Both are means that begin at zero, and ▼ corrects them for that: its first step is one learning rate along each coordinate, where ◆ takes ten. Watch ▼ arrive first, run past + until step 32, and come back.",
        comment: "Drag ▼’s momentum β₁ down to 0: without a velocity it no longer runs past +.",
        run: "objective=taco(condition=50)&start=-1.8,-0.6&racers=momentum(lr=0.01,momentum=0.9,dampening=0),rmsprop(lr=0.01,alpha=0.99),adam(lr=0.1,betas=0.9:0.999)&steps=120",
        result: "In learning rates, the first step along x is # long for Adam, # for RMSProp. Steps until f < 0.001: momentum #, RMSProp #, Adam #. Adam runs # past the minimum.",
        racers: &[AnyMomentum, RmsProp, AnyAdam],
        measures: &[
            (FirstInRates, 2),
            (FirstInRates, 1),
            (BelowThousandth, 0),
            (BelowThousandth, 1),
            (BelowThousandth, 2),
            (PastAlong, 2),
        ],
        verdict: |of| {
            let is_first = of[4] < of[2] && of[4] < of[3];
            says((of[0] - 1.0).abs() < 1e-3 && of[1] > 2.0 && is_first && of[5] > VISIBLE)
        },
    },
    Experiment {
        kind: Lesson,
        name: "fair",
        title: "A fair comparison",
        what: "Why the winner depends on the rates that are tried.",
        text: "Which is best? With a rate of 0.2 for all, momentum is first on this ground, and SGD and AdaGrad are not there after 300 steps. Here each has its own best of ten rates a decade. Watch: all five arrive within 70 steps, and ▼ is first.",
        comment: "Drag the start to about (−9, 3): with the same rates ● is first. The tabs ask it of all rates and of every start; a ranking holds for what was tried.",
        run: "objective=matyas&start=-9,-3&racers=sgd(lr=1.6),momentum(lr=0.125,momentum=0.9,dampening=0),adagrad(lr=5),rmsprop(lr=0.5,alpha=0.99),adam(lr=2,betas=0.9:0.999)&steps=100",
        result: "Steps until f < 0.001: SGD #, momentum #, AdaGrad #, RMSProp #, Adam #.",
        racers: &[Sgd, AnyMomentum, AdaGrad, RmsProp, AnyAdam],
        measures: &[
            (BelowThousandth, 0),
            (BelowThousandth, 1),
            (BelowThousandth, 2),
            (BelowThousandth, 3),
            (BelowThousandth, 4),
        ],
        verdict: |of| {
            let others = &of[..4];
            says(others.iter().all(|steps| *steps < NEVER && *steps > of[4]))
        },
    },
];
