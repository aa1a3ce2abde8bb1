//! Momentum, damped as in the article's code and undamped as in its formula.

use downhill_math::{Momentum, Optimizer};

use super::Experiment;
use super::race::Slot::{Number, Steps};
use super::race::{Outcome, Race, minus, sooner};
use super::sgd::Ravine;

pub(super) const SLOW_START: Experiment = Experiment {
    name: "slow-start",
    title: "Damped momentum builds up speed",
    look_for: "SGD+Momentum hardly leaves the start while SGD is already on its way.",
    run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02),momentum(lr=0.02,momentum=0.9,dampening=0.9)&steps=100",
    claim: "Using (1 - momentum) “causes the optimizer to take quite some time to build up speed”. Holds.",
    measure: slow_start,
};

fn slow_start(race: &Race<'_>) -> Outcome {
    let sgd = race.sgd()?;
    let momentum = race.lengths(race.damped(race.rate(sgd))?);
    let lengths = race.lengths(sgd);
    let late = momentum.len().min(10) - 1;
    let [first, later] = [0, late].map(|step| momentum[step] / lengths[step]);
    let sentence = race.say(
        "Damped momentum's first step is # of SGD's, step # is #.",
        &[Number(first), Steps(Some(late + 1)), Number(later)],
    )?;
    Ok((first < 0.5 && first < later, sentence))
}

/// SGD, and damped and undamped momentum of the same learning rate.
fn forms(race: &Race<'_>) -> Result<[usize; 3], String> {
    let sgd = race.sgd()?;
    Ok([sgd, race.damped(race.rate(sgd))?, race.undamped(race.rate(sgd))?])
}

pub(super) const LAG: Experiment = Experiment {
    name: "lag",
    title: "Momentum lags by its damping alone",
    look_for: "Damped momentum arrives after SGD, undamped momentum long before it.",
    run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02),momentum(lr=0.02,momentum=0.9,dampening=0.9)#damped,momentum(lr=0.02,momentum=0.9,dampening=0)#undamped&steps=100",
    claim: "Momentum “lags behind the vanilla implementation of SGD”. Its code does; its formula, which has no (1 − ρ), does not.",
    measure: lag,
};

fn lag(race: &Race<'_>) -> Outcome {
    let [sgd, damped, undamped] = forms(race)?.map(|racer| race.steps_below(racer, 1e-3));
    let sentence = race.say(
        "Steps until f < 0.001: SGD #, damped momentum #, undamped #.",
        &[Steps(sgd), Steps(damped), Steps(undamped)],
    )?;
    Ok((sooner(sgd, damped) && sooner(undamped, sgd), sentence))
}

pub(super) const FLAT_AREAS: Experiment = Experiment {
    name: "flat-areas",
    title: "Momentum rolls past flat areas",
    look_for: "Undamped momentum crosses the plain; SGD and damped momentum are still on it at the end.",
    run: "objective=plateau&start=2.6,1.8&racers=sgd(lr=0.05),momentum(lr=0.05,momentum=0.9,dampening=0.9)#damped,momentum(lr=0.05,momentum=0.9,dampening=0)#undamped&steps=200",
    claim: "Momentum can “‘roll past’ flat areas with low gradients”. Undamped it does; damped as in the code it is no faster than SGD.",
    measure: flat_areas,
};

fn flat_areas(race: &Race<'_>) -> Outcome {
    let [sgd, damped, undamped] = forms(race)?.map(|racer| race.steps_below(racer, 0.1));
    let sentence = race.say(
        "Steps until f < 0.1: SGD #, damped momentum #, undamped #.",
        &[Steps(sgd), Steps(damped), Steps(undamped)],
    )?;
    Ok((sooner(undamped, sgd) && !sooner(damped, sgd), sentence))
}

pub(super) const RAVINE: Experiment = Experiment {
    name: "ravine",
    title: "Momentum calms the zigzag",
    look_for: "Damped momentum swings across the ravine much less often than SGD; undamped momentum is much sooner at its lowest place.",
    run: "objective=taco(condition=20)&start=-1.8,-0.6&racers=sgd(lr=0.09),momentum(lr=0.09,momentum=0.9,dampening=0.9)#damped,momentum(lr=0.09,momentum=0.9,dampening=0)#undamped&steps=30",
    claim: "Gradients along the steep dimension “cancel out, so that we can continue to accumulate speed”. Each form does one of the two: damping calms, going undamped speeds up.",
    measure: ravine,
};

fn ravine(race: &Race<'_>) -> Outcome {
    let ravine = Ravine::of(race);
    let racers = forms(race)?;
    let turns = racers.map(|racer| ravine.turns(race, racer));
    let arrivals = racers.map(|racer| ravine.arrival(race, racer));
    let sentence = race.say(
        "SGD turns back # times across, damped momentum #, undamped #. Steps until nine tenths of the way along: #, #, #.",
        &[
            Steps(Some(turns[0])),
            Steps(Some(turns[1])),
            Steps(Some(turns[2])),
            Steps(arrivals[0]),
            Steps(arrivals[1]),
            Steps(arrivals[2]),
        ],
    )?;
    Ok((2 * turns[1] < turns[0] && sooner(arrivals[2], arrivals[0]), sentence))
}

pub(super) const TORCH: Experiment = Experiment {
    name: "torch",
    title: "PyTorch's momentum is another",
    look_for: "The two part at the first step, which only the article's code damps.",
    run: "objective=gaussian&start=0.75,-0.75&racers=momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=true)#article,momentum(lr=0.02,momentum=0.9,dampening=0.9,dampFirstStep=false)#torch&steps=100",
    claim: "“The corresponding PyTorch implementations behave the same.” All but momentum's, whose first velocity is the gradient itself.",
    measure: torch,
};

fn torch(race: &Race<'_>) -> Outcome {
    let article = race.find("momentum with a damped first step", &|of| {
        matches!(of, Optimizer::Momentum(Momentum { damp_first_step: true, .. }))
    })?;
    let torch = race.find("momentum like it with an undamped first step", &|of| match (
        *of,
        race.optimizer(article),
    ) {
        (Optimizer::Momentum(of), Optimizer::Momentum(other)) => {
            Momentum { damp_first_step: true, ..of } == other && !of.damp_first_step
        }
        _ => false,
    })?;
    let mut farthest: f64 = 0.0;
    for (one, other) in race.path(article).into_iter().zip(race.path(torch)) {
        let [x, y] = minus(one, other);
        farthest = farthest.max(x.abs()).max(y.abs());
    }
    let [low, high] = race.config().view.x;
    let sentence = race.say("The two are up to # apart in a coordinate.", &[Number(farthest)])?;
    // About three pixels of a picture.
    Ok((farthest > 0.005 * (high - low), sentence))
}
