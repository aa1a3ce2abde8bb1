//! The article's race as a whole, and the picture that was drawn of it.

use downhill_math::{Adam, Objective, Optimizer, RmsProp};

use super::Experiment;
use super::race::Slot::{Name, Number, Steps};
use super::race::{Outcome, Race, length, minus, sooner};

pub(super) const OVERSHOOT: Experiment = Experiment {
    name: "overshoot",
    title: "Adam rolls past the centre and back",
    look_for: "Adam passes the centre and returns; RMSProp goes straight in and stays.",
    run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99),adam(lr=0.02,betas=0.9:0.999)&steps=100",
    claim: "“Optimizers with momentum like Adam overshoot the center at first, but end up ‘rolling back’ … RMSProp … stays there.” Holds at these settings.",
    measure: overshoot,
};

fn overshoot(race: &Race<'_>) -> Outcome {
    let racers = [race.adam()?, race.rmsprop()?];
    let minima = race.config().objective.entry().map_or(&[][..], |known| known.minima);
    let mut ways = [[0.0; 2]; 2];
    for (way, racer) in ways.iter_mut().zip(racers) {
        let path = race.path(racer);
        let from = |minimum: &[f64; 2], point: [f64; 2]| length(minus(point, *minimum));
        let end = path[path.len() - 1];
        let minimum = minima.iter().min_by(|a, b| from(a, end).total_cmp(&from(b, end)));
        let minimum = minimum.ok_or("No minimum of this f is known.")?;
        *way = farthest_back(path.into_iter().map(|point| from(minimum, point)));
    }
    let [[adam, adam_end], [rmsprop, _]] = ways;
    let sentence = race.say(
        "Having come near the minimum, Adam goes # away from it again and ends # from it; RMSProp goes # away again.",
        &[Number(adam), Number(adam_end), Number(rmsprop)],
    )?;
    let [low, high] = race.config().view.x;
    let visible = 0.005 * (high - low);
    Ok((adam > visible && adam_end < adam && rmsprop < visible, sentence))
}

/// The largest rise of a distance above the least before it, and the last distance.
fn farthest_back(distances: impl Iterator<Item = f64>) -> [f64; 2] {
    let (mut least, mut farthest, mut last) = (f64::INFINITY, 0.0, 0.0);
    for distance in distances {
        least = distance.min(least);
        farthest = f64::max(farthest, distance - least);
        last = distance;
    }
    [farthest, last]
}

pub(super) const BEST_RATES: Experiment = Experiment {
    name: "best-rates",
    title: "Each at its own best rate",
    look_for: "With the best of ten learning rates a decade for each, another than RMSProp is first.",
    run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.4),momentum(lr=2.5),adagrad(lr=0.25),rmsprop(lr=0.025),adam(lr=0.4)&steps=40",
    claim: "“RMSProp actually performs best” at one rate for all. Each at its best, ranks depend on how finely rates are tried and on the start: at 0.075 RMSProp needs one step.",
    measure: best_rates,
};

fn best_rates(race: &Race<'_>) -> Outcome {
    let rmsprop = race.steps_below(race.rmsprop()?, 1e-3);
    let mut sentence = "Steps until f < 0.001:".to_owned();
    let mut is_beaten = false;
    for (index, racer) in race.config().racers.iter().enumerate() {
        let steps = race.steps_below(index, 1e-3);
        is_beaten |= sooner(steps, rmsprop);
        sentence.push_str(if index > 0 { "," } else { "" });
        sentence.push_str(&race.say(" # #", &[Name(&racer.label), Steps(steps)])?);
    }
    sentence.push('.');
    Ok((is_beaten, sentence))
}

pub(super) const ONE_LINE: Experiment = Experiment {
    name: "one-line",
    title: "Three racers on one line",
    look_for: "AdaGrad, RMSProp and Adam share one straight line; move the start to (0.9, −0.35) and they part.",
    run: "objective=gaussian&start=0.75,-0.75&racers=adagrad(lr=0.02),rmsprop(lr=0.02,alpha=0.99),adam(lr=0.02,betas=0.9:0.999)&steps=100",
    claim: "The article's picture shows five racers, of which Adam's line hides two.",
    measure: one_line,
};

fn one_line(race: &Race<'_>) -> Outcome {
    let racers = [race.adagrad()?, race.rmsprop()?, race.adam()?];
    let start = race.config().start;
    let direction = race.moves(racers[0])[0];
    if direction == [0.0; 2] {
        return Err("AdaGrad does not move.".to_owned());
    }
    let [dx, dy] = direction.map(|part| part / length(direction));
    let mut off = 0.0;
    for racer in racers {
        for point in race.path(racer) {
            let [x, y] = minus(point, start);
            off = f64::max(off, (x * dy - y * dx).abs());
        }
    }
    let sentence = race.say(
        "None of the three is ever farther than # from AdaGrad's first direction.",
        &[Number(off)],
    )?;
    let [low, high] = race.config().view.x;
    Ok((off < 0.002 * (high - low), sentence))
}

/// Where the article's GIF has its markers in the frame after 24 steps, of RMSProp and of Adam:
/// measured in its pixels, to half a pixel.
const MARKERS: [[f64; 2]; 2] = [[0.0608, -0.0579], [0.2448, -0.2431]];
/// The step of that frame.
const STEP: usize = 24;

pub(super) const GIF: Experiment = Experiment {
    name: "gif",
    title: "As the GIF was drawn",
    look_for: "After 24 steps RMSProp with alpha = 0.9 and Adam with β₂ = 0.99 are where the article's GIF has them.",
    run: "objective=gaussian&start=0.75,-0.75&racers=rmsprop(lr=0.02,alpha=0.99),rmsprop(lr=0.02,alpha=0.9)#RMSProp-drawn,adam(lr=0.02,betas=0.9:0.999),adam(lr=0.02,betas=0.9:0.99)#Adam-drawn&steps=24",
    claim: "The code prints beta=0.99 and beta2=0.999; the GIF was drawn with 0.9 and, by a fit, about 0.99, and with bands at 0.1, 0.25, 0.4 …",
    measure: gif,
};

fn gif(race: &Race<'_>) -> Outcome {
    let config = race.config();
    if config.objective != Objective::gaussian() || config.start != [0.75, -0.75] {
        return Err("The GIF shows another f or start.".to_owned());
    }
    let rmsprop = |alpha: f64| {
        race.find(
            "RMSProp of each alpha",
            &|of| matches!(of, Optimizer::RmsProp(RmsProp { alpha: its, .. }) if *its == alpha),
        )
    };
    let adam = |beta: f64| {
        race.find(
            "Adam of each β₂",
            &|of| matches!(of, Optimizer::Adam(Adam { betas: [_, its], .. }) if *its == beta),
        )
    };
    let mut off = [0.0; 4];
    for (index, racer) in
        [rmsprop(0.99)?, rmsprop(0.9)?, adam(0.999)?, adam(0.99)?].iter().enumerate()
    {
        let path = race.path(*racer);
        let at = path.get(STEP).ok_or("The GIF's frame is after step 24.")?;
        off[index] = length(minus(*at, MARKERS[index / 2]));
    }
    let sentence = race.say(
        "After 24 steps RMSProp as printed is # from the GIF's marker, with alpha = 0.9 #; Adam as printed #, with β₂ = 0.99 #.",
        &off.map(Number),
    )?;
    // A pixel of the GIF is 0.0035 wide and 0.0046 high.
    let is_there = |distance: f64| distance < 0.006;
    Ok((off.map(is_there) == [false, true, false, true], sentence))
}
