//! Gradient descent: flat places, and ravines.

use super::Experiment;
use super::race::Slot::{Name, Number, Steps};
use super::race::{Outcome, Race, largest};

pub(super) const FLAT_START: Experiment = Experiment {
    name: "flat-start",
    title: "SGD is slow where it is flat",
    look_for: "SGD creeps out of the corner, is fastest on the way down, and slows again at the bottom.",
    run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02)&steps=100",
    claim: "“In regions where the function is very flat, the gradient will be almost zero.” Holds.",
    measure: flat_start,
};

fn flat_start(race: &Race<'_>) -> Outcome {
    let lengths = race.lengths(race.sgd()?);
    let longest = largest(&lengths);
    let sentence = race.say(
        "SGD's first step is # long; its longest, step #, is #.",
        &[Number(lengths[0]), Steps(Some(longest + 1)), Number(lengths[longest])],
    )?;
    Ok((lengths[0] < 0.5 * lengths[longest], sentence))
}

pub(super) const NOT_CONVEX: Experiment = Experiment {
    name: "not-convex",
    title: "The bowl has a shoulder",
    look_for: "SGD's steps grow on the way down: f is not convex there.",
    run: "objective=gaussian&start=0.75,-0.75&racers=sgd(lr=0.02)&steps=100",
    claim: "“The function being optimized here is a convex function.” It is so only inside x²/0.35 + y²/0.15 ≤ 1; the start lies outside.",
    measure: not_convex,
};

fn not_convex(race: &Race<'_>) -> Outcome {
    let path = race.path(race.sgd()?);
    let mut curvatures = path.iter().map(|point| least_curvature(race, *point));
    let first = curvatures.next().unwrap_or_default();
    let inside = curvatures.position(|curvature| curvature >= 0.0);
    let sentence = race.say(
        "The least curvature at the start is #. Steps until SGD stands where f is convex: #.",
        &[Number(first), Steps(if first < 0.0 { inside.map(|place| place + 1) } else { Some(0) })],
    )?;
    Ok((first < 0.0, sentence))
}

/// The lesser eigenvalue of the Hessian, from differences of the gradient.
fn least_curvature(race: &Race<'_>, [x, y]: [f64; 2]) -> f64 {
    let [low, high] = race.config().view.x;
    let h = (high - low) * 1e-5;
    let column = |dx: f64, dy: f64| {
        let after = race.gradient([x + dx, y + dy]);
        let before = race.gradient([x - dx, y - dy]);
        [0, 1].map(|part| (after[part] - before[part]) / (2.0 * h))
    };
    let ([a, b], [c, d]) = (column(h, 0.0), column(0.0, h));
    let (half, off) = ((a - d) / 2.0, (b + c) / 2.0);
    (a + d) / 2.0 - (half * half + off * off).sqrt()
}

pub(super) const ZIGZAG: Experiment = Experiment {
    name: "zigzag",
    title: "SGD zigzags in a ravine",
    look_for: "SGD leaps from wall to wall of the taco shell while it creeps along its bottom.",
    run: "objective=taco(condition=20)&start=-1.8,-0.6&racers=sgd(lr=0.09)&steps=30",
    claim: "“This causes a sort of zigzagging behavior … along the steep direction, while the progress … is very small.” Holds.",
    measure: zigzag,
};

fn zigzag(race: &Race<'_>) -> Outcome {
    let ravine = Ravine::of(race);
    let racer = race.sgd()?;
    let turns = ravine.turns(race, racer);
    let way = |axis: usize| race.moves(racer).iter().map(|step| step[axis].abs()).sum::<f64>();
    let (steep, shallow) = (way(ravine.steep), way(1 - ravine.steep));
    let [across, along] = if ravine.steep == 0 { ["x", "y"] } else { ["y", "x"] };
    let sentence = race.say(
        "In # steps SGD turns back # times along # and goes # there, along # only #.",
        &[
            Steps(Some(race.steps)),
            Steps(Some(turns)),
            Name(across),
            Number(steep),
            Name(along),
            Number(shallow),
        ],
    )?;
    Ok((2 * turns > race.steps && steep > 2.0 * shallow, sentence))
}

/// A ravine along one of the axes.
pub(super) struct Ravine {
    /// The axis along which the gradient at the start is larger.
    pub(super) steep: usize,
}

impl Ravine {
    pub(super) fn of(race: &Race<'_>) -> Self {
        let [x, y] = race.gradient(race.config().start);
        Self { steep: usize::from(y.abs() > x.abs()) }
    }

    /// How often a racer's steps change their sign across the ravine.
    pub(super) fn turns(&self, race: &Race<'_>, racer: usize) -> usize {
        let moves = race.moves(racer);
        moves.windows(2).filter(|pair| pair[0][self.steep] * pair[1][self.steep] < 0.0).count()
    }

    /// The first step after which a racer has covered nine tenths of the way along the ravine to
    /// the axis.
    pub(super) fn arrival(&self, race: &Race<'_>, racer: usize) -> Option<usize> {
        let path = race.path(racer);
        let along = 1 - self.steep;
        path.iter().position(|point| point[along] / path[0][along] < 0.1)
    }
}
