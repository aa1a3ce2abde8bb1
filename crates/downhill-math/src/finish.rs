//! How a race ends: whether and when a racer arrived where it was to arrive, and where it is.

use crate::noise::NoiseStream;
use crate::objective::Objective;
use crate::status::Status;
use crate::training::Training;
use crate::walker::Walker;

/// Something to arrive at, a minimum as a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// f there.
    pub value: f64,
    /// Where it is, `[x, y]`. If there is none, every place with that f counts.
    pub at: Option<[f64; 2]>,
}

/// When a racer has arrived.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal<'a> {
    /// What it may arrive at. With none it never arrives.
    pub targets: &'a [Target],
    /// f may differ from the target's by at most this.
    pub tolerance: f64,
    /// How far from a target's place a racer may be, along x and along y, in objective coordinates.
    pub reach: [f64; 2],
    /// Whether the race is over for a racer that has arrived.
    pub ends: bool,
}

/// The first time that a racer arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// After how many steps; 0 at the start.
    pub step: u32,
    /// The index of the target.
    pub target: usize,
}

/// How a race ended for a racer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finish {
    /// When it arrived first, if it did.
    pub arrival: Option<Arrival>,
    /// Whether it was still running, or where and why it stopped.
    pub status: Status,
    /// Where it is, `[x, y]`: the last finite iterate if it stopped.
    pub point: [f64; 2],
    /// f there.
    pub loss: f64,
}

impl Goal<'_> {
    /// No goal: everyone takes all steps.
    pub const NONE: Self =
        Self { targets: &[], tolerance: 0.0, reach: [f64::INFINITY; 2], ends: false };

    /// The index of the target that a racer at `point`, where f is `loss`, has arrived at: of several the
    /// nearest.
    pub(crate) fn reached(&self, point: [f64; 2], loss: f64) -> Option<usize> {
        let mut nearest = None;
        for (index, target) in self.targets.iter().enumerate() {
            // Also false where f is not a number.
            let is_low = (loss - target.value).abs() <= self.tolerance;
            let away = target.at.map_or([0.0; 2], |at| [point[0] - at[0], point[1] - at[1]]);
            let is_near = (0..2).all(|axis| away[axis].abs() <= self.reach[axis]);
            let distance = (away[0] / self.reach[0]).abs().max((away[1] / self.reach[1]).abs());
            if is_low && is_near && nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, index));
            }
        }
        nearest.map(|(_, index)| index)
    }

    /// No racer with a greater f has arrived, however the differences are rounded.
    #[cfg(feature = "simd-batch")]
    pub(crate) fn highest(&self) -> f64 {
        let rounded = |limit: f64| limit.next_up().next_up();
        let values = self.targets.iter().map(|target| rounded(target.value + self.tolerance));
        values.fold(f64::NEG_INFINITY, f64::max)
    }
}

/// The race of one racer over `steps` steps from `start`, without its path.
#[must_use]
pub fn finish(
    objective: &Objective,
    training: impl Into<Training>,
    start: [f64; 2],
    noise: NoiseStream,
    steps: u32,
    goal: &Goal<'_>,
) -> Finish {
    let mut walker = Walker::new(training, objective, start, noise);
    let mut arrival = None;
    for step in 0..=steps {
        if step > 0 {
            walker.take_step(objective, step);
        }
        if walker.status() != Status::Running {
            break;
        }
        if arrival.is_none()
            && let Some(target) = goal.reached(walker.point(), walker.loss())
        {
            arrival = Some(Arrival { step, target });
            if goal.ends {
                break;
            }
        }
    }
    Finish { arrival, status: walker.status(), point: walker.point(), loss: walker.loss() }
}
