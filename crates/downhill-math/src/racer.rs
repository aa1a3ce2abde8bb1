//! A racer: a walker that keeps its way.

use crate::arithmetic::Pair;
use crate::noise::NoiseStream;
use crate::objective::Objective;
use crate::rules::{Optimizer, Snapshot, Stepper};
use crate::status::Status;
use crate::walker::Walker;

/// Every how many steps the state is kept, so that any other can be found by a short replay.
#[cfg(feature = "replay")]
const CHECKPOINT: u32 = 256;

/// The outcome of one step from a given iterate and state.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFrom {
    /// The next iterate, `[x, y]`; not finite where the step diverges.
    pub iterate: [f64; 2],
    /// The gradient from which the step was made, its noise included.
    pub gradient: [f64; 2],
    /// The state after the step.
    pub state: Snapshot,
}

/// A racer: an optimizer on its way down an objective, with every iterate since the start.
pub struct Racer {
    walker: Walker,
    /// The stepper as it was before the first step, and after every [`CHECKPOINT`] steps.
    #[cfg(feature = "replay")]
    checkpoints: Vec<Stepper>,
    trajectory: Vec<f64>,
    losses: Vec<f64>,
}

impl Racer {
    /// The optimizer at the start, where its gradients are ∇f and `noise`.
    #[must_use]
    pub fn new(
        optimizer: &Optimizer,
        objective: &Objective,
        start: [f64; 2],
        noise: NoiseStream,
    ) -> Self {
        let walker = Walker::new(optimizer, objective, start, noise);
        Self {
            #[cfg(feature = "replay")]
            checkpoints: vec![walker.stepper],
            trajectory: start.to_vec(),
            losses: vec![walker.loss()],
            walker,
        }
    }

    /// Makes room for `steps` steps in all, so that taking them one slice after the other moves nothing:
    /// of a million, all racers' would be moved at the same step. Without room it grows as it goes.
    pub fn reserve(&mut self, steps: u32) {
        let length = usize::try_from(steps).unwrap_or_default() + 1;
        let more = length.saturating_sub(self.losses.len());
        let _ = self.trajectory.try_reserve(2 * more);
        let _ = self.losses.try_reserve(more);
    }

    /// Takes `count` steps; once stopped, the last iterate repeats.
    pub fn advance(&mut self, objective: &Objective, count: u32) {
        let first = self.losses.len();
        let length = first + usize::try_from(count).unwrap_or_default();
        self.trajectory.resize(2 * length, 0.0);
        self.losses.resize(length, 0.0);
        for index in first..length {
            let step = u32::try_from(index).unwrap_or(u32::MAX);
            self.walker.take_step(objective, step);
            let [x, y] = self.walker.point();
            self.trajectory[2 * index] = x;
            self.trajectory[2 * index + 1] = y;
            self.losses[index] = self.walker.loss();
            #[cfg(feature = "replay")]
            if step.is_multiple_of(CHECKPOINT) && self.status() == Status::Running {
                self.checkpoints.push(self.walker.stepper);
            }
        }
    }

    /// `[x0, y0, x1, y1, …]`.
    #[must_use]
    pub fn trajectory(&self) -> &[f64] {
        &self.trajectory
    }

    /// f at each iterate.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// Whether it is running, or where and why it stopped.
    #[must_use]
    pub fn status(&self) -> Status {
        self.walker.status()
    }

    /// The state after `step` steps, or after the last one that could be taken.
    #[cfg(feature = "replay")]
    #[must_use]
    pub fn snapshot(&self, objective: &Objective, step: u32) -> Snapshot {
        let last = self.status().stop().map_or(u32::MAX, |(stop, _)| stop.saturating_sub(1));
        let wanted = step.min(last);
        let nearest = usize::try_from(wanted / CHECKPOINT).unwrap_or_default();
        let nearest = nearest.min(self.checkpoints.len() - 1);
        let mut stepper = self.checkpoints[nearest];
        let first = nearest * usize::try_from(CHECKPOINT).unwrap_or(1);
        for index in first..usize::try_from(wanted).unwrap_or_default() {
            let point = [self.trajectory[2 * index], self.trajectory[2 * index + 1]];
            let gradient = Pair::new(objective.evaluate(point).gradient);
            let step = u32::try_from(index).unwrap_or(u32::MAX);
            stepper.step(self.walker.noise().added_to(gradient, step));
        }
        stepper.snapshot(wanted)
    }
}

/// One step of an optimizer from any iterate `[x, y]` and a state of its own, with what `noise` is
/// after as many steps as the state has seen.
#[must_use]
pub fn step_from(
    optimizer: &Optimizer,
    objective: &Objective,
    iterate: [f64; 2],
    state: &Snapshot,
    noise: NoiseStream,
) -> StepFrom {
    let mut stepper = Stepper::resumed(optimizer, state);
    let gradient = Pair::new(objective.evaluate(iterate).gradient);
    let gradient = noise.added_to(gradient, state.step);
    let next = Pair::new(iterate) + stepper.step(gradient);
    StepFrom {
        iterate: next.to_array(),
        gradient: gradient.to_array(),
        state: stepper.snapshot(state.step + 1),
    }
}
