//! A walker: a rule with its state, at a place on an objective.

use crate::arithmetic::Pair;
use crate::noise::NoiseStream;
use crate::objective::{Evaluation, Objective};
use crate::rules::{Optimizer, Stepper};
use crate::status::{Status, StopReason};

/// Beyond this a polynomial of low degree overflows: NaN there is divergence, not a hole in the
/// domain.
const FAR: f64 = 1e50;

/// An optimizer where it is now on its way down an objective; it keeps nothing of the way.
#[derive(Clone)]
pub struct Walker {
    pub(crate) stepper: Stepper,
    noise: NoiseStream,
    /// The last finite iterate `[x, y]`, with f and ∇f there.
    at: Pair,
    loss: f64,
    gradient: Pair,
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

impl Walker {
    /// The optimizer at the start, where its gradients are ∇f and `noise`.
    #[must_use]
    pub fn new(
        optimizer: &Optimizer,
        objective: &Objective,
        start: [f64; 2],
        noise: NoiseStream,
    ) -> Self {
        let here = objective.evaluate(start);
        Self {
            stepper: Stepper::new(optimizer),
            noise,
            at: Pair::new(start),
            loss: here.value,
            gradient: Pair::new(here.gradient),
            status: status_at(0, start, here),
        }
    }

    /// Takes `count` more steps after `taken` ones, or stops on the way.
    pub fn advance(&mut self, objective: &Objective, taken: u32, count: u32) {
        for step in taken..taken.saturating_add(count) {
            self.take_step(objective, step + 1);
        }
    }

    /// Takes step number `step`, counted from 1, or stops; once stopped, it stays.
    // But for the whole page, which has two loops that take it and no need to be that quick.
    #[cfg_attr(any(feature = "blocks", not(feature = "replay")), inline(always))]
    pub(crate) fn take_step(&mut self, objective: &Objective, step: u32) {
        if self.status != Status::Running {
            return;
        }
        let change = self.stepper.step(self.noise.added_to(self.gradient, step - 1));
        let next = self.at + change;
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
    }

    /// Where it is, `[x, y]`: the last finite iterate where it stopped.
    #[must_use]
    pub fn point(&self) -> [f64; 2] {
        self.at.to_array()
    }

    /// f there.
    pub(crate) fn loss(&self) -> f64 {
        self.loss
    }

    /// Whether it is running, or where and why it stopped.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// The noise of its gradients.
    #[cfg(feature = "replay")]
    pub(crate) fn noise(&self) -> NoiseStream {
        self.noise
    }
}
