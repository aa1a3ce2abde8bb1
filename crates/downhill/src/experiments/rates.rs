//! The methods with a rate for each coordinate, AdaGrad, RMSProp and Adam, and their first steps.

use downhill_math::{Adam, Optimizer};

use super::Experiment;
use super::race::Slot::{Number, Steps};
use super::race::{Outcome, Race, minus, sooner};

pub(super) const EVEN: Experiment = Experiment {
    name: "even",
    title: "AdaGrad evens out the coordinates",
    look_for: "AdaGrad goes about as far along x as along y, where SGD follows the steeper one.",
    run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02),adagrad(lr=0.02)&steps=20",
    claim: "AdaGrad speeds up the dimensions “in which the gradient is small” and slows down those “with a large gradient”. Holds.",
    measure: even,
};

fn even(race: &Race<'_>) -> Outcome {
    let [x, y] = race.gradient(race.config().start);
    let ratio = |racer: usize| {
        let path = race.path(racer);
        let [x, y] = minus(path[path.len() - 1], path[0]);
        (y / x).abs()
    };
    let (sgd, adagrad) = (ratio(race.sgd()?), ratio(race.adagrad()?));
    let sentence = race.say(
        "At the start y is # times as steep as x. After # steps SGD has gone # times as far along y as along x, AdaGrad # times.",
        &[Number((y / x).abs()), Steps(Some(race.steps)), Number(sgd), Number(adagrad)],
    )?;
    let unevenness = |ratio: f64| ratio.max(1.0 / ratio) - 1.0;
    Ok((unevenness(adagrad) < 0.5 * unevenness(sgd), sentence))
}

pub(super) const FALLING_RATE: Experiment = Experiment {
    name: "falling-rate",
    title: "AdaGrad runs out of steam",
    look_for: "AdaGrad's steps become smaller and smaller, and it stops short of the centre.",
    run: "objective=gaussian&start=0.75,-0.75&racers=adagrad(lr=0.02)&steps=100",
    claim: "“The parameter updates will just become smaller and smaller.” Its rate lr/(√s + eps) can never rise.",
    measure: falling_rate,
};

fn falling_rate(race: &Race<'_>) -> Outcome {
    let racer = race.adagrad()?;
    let rates = rates(race, racer);
    let lengths = race.lengths(racer);
    let last = rates.len() - 1;
    let sentence = race.say(
        "AdaGrad's rate for x falls from # to #, its step from # to #.",
        &[Number(rates[0]), Number(rates[last]), Number(lengths[0]), Number(lengths[last])],
    )?;
    let never_rises = rates.windows(2).all(|pair| pair[1] <= pair[0]);
    Ok((never_rises && rates[last] < 0.5 * rates[0] && lengths[last] < lengths[0], sentence))
}

pub(super) const RISING_RATE: Experiment = Experiment {
    name: "rising-rate",
    title: "RMSProp forgets",
    look_for: "RMSProp's rate rises again once the gradients are small, while its steps shrink.",
    run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99)&steps=100",
    claim: "“The parameter updates do not slow down anymore.” True of the rate lr/(√s + eps), false of the steps themselves.",
    measure: rising_rate,
};

fn rising_rate(race: &Race<'_>) -> Outcome {
    let racer = race.rmsprop()?;
    let rates = rates(race, racer);
    let lengths = race.lengths(racer);
    let lowest = rates.iter().copied().fold(f64::INFINITY, f64::min);
    let last = rates.len() - 1;
    let sentence = race.say(
        "RMSProp's rate for x falls from # to # and is # at the end; its step is # long at first, # at last.",
        &[
            Number(rates[0]),
            Number(lowest),
            Number(rates[last]),
            Number(lengths[0]),
            Number(lengths[last]),
        ],
    )?;
    Ok((rates[last] > 1.1 * lowest, sentence))
}

/// lr/(√s + eps) of x at each step of AdaGrad or RMSProp.
fn rates(race: &Race<'_>, racer: usize) -> Vec<f64> {
    let optimizer = race.optimizer(racer);
    let mut s = 0.0;
    let mut rates = Vec::with_capacity(race.steps);
    for point in race.path(racer).into_iter().take(race.steps) {
        let g = race.gradient(point)[0];
        rates.push(match optimizer {
            Optimizer::RmsProp(rule) => {
                s = rule.alpha * s + (1.0 - rule.alpha) * g * g;
                rule.lr / (f64::sqrt(s) + rule.eps)
            }
            Optimizer::AdaGrad(rule) => {
                s += g * g;
                rule.lr / (f64::sqrt(s) + rule.eps)
            }
            _ => f64::NAN,
        });
    }
    rates
}

pub(super) const BIAS_CORRECTION: Experiment = Experiment {
    name: "bias-correction",
    title: "Adam's first steps, corrected or not",
    look_for: "Without bias correction Adam's first step is three times as long.",
    run: "objective=gaussian&start=0.75,-0.75&racers=adam(lr=0.02,betas=0.9:0.999),adam(lr=0.02,betas=0.9:0.999,biasCorrection=false)#uncorrected&steps=100",
    claim: "Without it the small second moment “can cause a huge update step”. It is (1 − β₁)/√(1 − β₂) learning rates long.",
    measure: bias_correction,
};

fn bias_correction(race: &Race<'_>) -> Outcome {
    let corrected = race.adam()?;
    let uncorrected = race.find("Adam like it without bias correction", &|of| match (
        *of,
        race.optimizer(corrected),
    ) {
        (Optimizer::Adam(of), Optimizer::Adam(other)) => {
            Adam { bias_correction: true, ..of } == other && !of.bias_correction
        }
        _ => false,
    })?;
    let [with, without] = [corrected, uncorrected].map(|racer| first_step(race, racer));
    let sentence = race.say(
        "The first step along x is # learning rates long, without bias correction #.",
        &[Number(with), Number(without)],
    )?;
    Ok((without > 1.5 * with, sentence))
}

pub(super) const HEAD_START: Experiment = Experiment {
    name: "head-start",
    title: "RMSProp's head start",
    look_for: "RMSProp's first step is ten times its learning rate; Adam with β₁ = 0, which is RMSProp with bias correction, takes no such leap.",
    run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99),adam(lr=0.02,betas=0:0.99)#corrected&steps=100",
    claim: "“RMSProp actually performs best.” Only by its missing bias correction.",
    measure: head_start,
};

fn head_start(race: &Race<'_>) -> Outcome {
    let rmsprop = race.rmsprop()?;
    let corrected = race.find("RMSProp with bias correction (Adam with β₁ = 0)", &|of| match (
        *of,
        race.optimizer(rmsprop),
    ) {
        (Optimizer::Adam(of), Optimizer::RmsProp(other)) => {
            of == Adam {
                lr: other.lr,
                betas: [0.0, other.alpha],
                eps: other.eps,
                bias_correction: true,
            }
        }
        _ => false,
    })?;
    let first = first_step(race, rmsprop);
    let [plain, fair] = [rmsprop, corrected].map(|racer| race.steps_below(racer, 1e-3));
    let sentence = race.say(
        "RMSProp's first step along x is # learning rates long. Steps until f < 0.001: #, with bias correction #.",
        &[Number(first), Steps(plain), Steps(fair)],
    )?;
    Ok((first > 2.0 && sooner(plain, fair), sentence))
}

/// How many learning rates the first step along x is long.
fn first_step(race: &Race<'_>, racer: usize) -> f64 {
    race.moves(racer)[0][0].abs() / race.rate(racer)
}
