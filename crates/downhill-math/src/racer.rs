//! A racer: a rule with its state, on its way down an objective.

use crate::arithmetic::Pair;
use crate::objective::{Evaluation, Objective};
use crate::rules::{Optimizer, Snapshot, Stepper};
use crate::status::{Status, StopReason};

/// Every how many steps the state is kept, so that any other can be found by a short replay.
const CHECKPOINT: u32 = 256;

/// Beyond this a polynomial of low degree overflows: NaN there is divergence, not a hole in the
/// domain.
const FAR: f64 = 1e50;

/// The outcome of one step from a given iterate and state.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFrom {
    /// The next iterate, `[x, y]`; not finite where the step diverges.
    pub iterate: [f64; 2],
    /// The gradient from which the step was made.
    pub gradient: [f64; 2],
    /// The state after the step.
    pub state: Snapshot,
}

/// A racer: an optimizer on its way down an objective, with every iterate since the start.
pub struct Racer {
    stepper: Stepper,
    /// The stepper as it was before the first step, and after every [`CHECKPOINT`] steps.
    checkpoints: Vec<Stepper>,
    /// The last finite iterate `[x, y]`, with f and ∇f there.
    at: Pair,
    loss: f64,
    gradient: Pair,
    trajectory: Vec<f64>,
    losses: Vec<f64>,
    status: Status,
}

/// Whether a racer can be at `point` after `step` steps.
fn status_at(step: u32, point: [f64; 2], found: Evaluation<f64>) -> Status {
    let far = point.iter().any(|coordinate| coordinate.abs() > FAR);
    let gradient_is_nan = found.gradient.iter().any(|part| part.is_nan());
    if !point.iter().all(|coordinate| coordinate.is_finite()) {
        Status::Diverged { step, reason: StopReason::Iterate }
    } else if found.value.is_infinite() || (found.value.is_nan() && far) {
        Status::Diverged { step, reason: StopReason::Loss }
    } else if found.value.is_nan() {
        Status::Undefined { step, reason: StopReason::Value }
    } else if gradient_is_nan && !far {
        Status::Undefined { step, reason: StopReason::Gradient }
    } else {
        // Also where ∇f overflowed: then the step after this one has nowhere to go.
        Status::Running
    }
}

impl Racer {
    /// The optimizer at the start.
    #[must_use]
    pub fn new(optimizer: &Optimizer, objective: &Objective, start: [f64; 2]) -> Self {
        let stepper = Stepper::new(optimizer);
        let here = objective.evaluate(start);
        Self {
            checkpoints: vec![stepper.clone()],
            stepper,
            at: Pair::new(start),
            loss: here.value,
            gradient: Pair::new(here.gradient),
            trajectory: start.to_vec(),
            losses: vec![here.value],
            status: status_at(0, start, here),
        }
    }

    /// Takes `count` steps; once stopped, the last iterate repeats.
    pub fn advance(&mut self, objective: &Objective, count: u32) {
        let first = self.losses.len();
        let length = first + usize::try_from(count).unwrap_or_default();
        self.trajectory.resize(2 * length, 0.0);
        self.losses.resize(length, 0.0);
        for index in first..length {
            if self.status == Status::Running {
                self.take_step(objective, u32::try_from(index).unwrap_or(u32::MAX));
            }
            let [x, y] = self.at.to_array();
            self.trajectory[2 * index] = x;
            self.trajectory[2 * index + 1] = y;
            self.losses[index] = self.loss;
        }
    }

    /// Takes step number `step`, or stops.
    #[inline(always)]
    fn take_step(&mut self, objective: &Objective, step: u32) {
        let next = self.at + self.stepper.step(self.gradient);
        let found = objective.evaluate(next.to_array());
        let gradient = Pair::new(found.gradient);
        // One comparison on the usual path; the full question only where it fails.
        let [sum, rest] = (next + gradient).to_array();
        if !(sum + rest + found.value).is_finite() {
            self.status = status_at(step, next.to_array(), found);
            if self.status != Status::Running {
                return;
            }
        }
        self.at = next;
        self.loss = found.value;
        self.gradient = gradient;
        if step.is_multiple_of(CHECKPOINT) {
            self.checkpoints.push(self.stepper.clone());
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
        self.status
    }

    /// The state after `step` steps, or after the last one that could be taken.
    #[must_use]
    pub fn snapshot(&self, objective: &Objective, step: u32) -> Snapshot {
        let last = self.status.stop().map_or(u32::MAX, |(stop, _)| stop.saturating_sub(1));
        let wanted = step.min(last);
        let nearest = usize::try_from(wanted / CHECKPOINT).unwrap_or_default();
        let nearest = nearest.min(self.checkpoints.len() - 1);
        let mut stepper = self.checkpoints[nearest].clone();
        let first = nearest * usize::try_from(CHECKPOINT).unwrap_or(1);
        for index in first..usize::try_from(wanted).unwrap_or_default() {
            let point = [self.trajectory[2 * index], self.trajectory[2 * index + 1]];
            stepper.step(Pair::new(objective.evaluate(point).gradient));
        }
        stepper.snapshot(wanted)
    }
}

/// One step of an optimizer from any iterate `[x, y]` and a state of its own.
#[must_use]
pub fn step_from(
    optimizer: &Optimizer,
    objective: &Objective,
    iterate: [f64; 2],
    state: &Snapshot,
) -> StepFrom {
    let mut stepper = Stepper::resumed(optimizer, state);
    let gradient = objective.evaluate(iterate).gradient;
    let next = Pair::new(iterate) + stepper.step(Pair::new(gradient));
    StepFrom { iterate: next.to_array(), gradient, state: stepper.snapshot(state.step + 1) }
}
