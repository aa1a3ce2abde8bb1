//! A walker: an optimizer at a place on an objective.

use std::collections::TryReserveError;

use crate::arithmetic::Pair;
use crate::evaluation::Evaluation;
use crate::growth::Growth;
use crate::noise::NoiseStream;
use crate::objective::Objective;
use crate::rules::Stepper;
use crate::status::{Axes, Status, StopReason};
use crate::training::Training;
#[cfg(feature = "simd-batch")]
use crate::usual::{Place, Record};

/// A racer that is farther out has diverged, whatever f is there: NaN then is not an edge of the
/// domain.
const FAR: f64 = 1e50;

/// A value beyond this on the way to a NaN means that it overflowed.
const HUGE: f64 = 1e100;

/// An optimizer at its present place on an objective. It keeps nothing of its path.
#[derive(Clone)]
pub struct Walker {
    pub(crate) stepper: Stepper,
    pub(crate) training: Training,
    noise: NoiseStream,
    /// The last finite iterate `[x, y]`, with f and ∇f there.
    at: Pair,
    loss: f64,
    gradient: Pair,
    status: Status,
    growth: Growth,
}

fn is_finite(found: Evaluation<f64>) -> bool {
    found.value.is_finite() && found.gradient.iter().all(|part| part.is_finite())
}

/// Whether f or ∇f is not a number at `to` because it overflowed, as in ∞ − ∞: on the straight line
/// from `from`, where it is finite, it is huge at the last point where it is finite.
fn overflows(objective: &Objective, from: [f64; 2], to: [f64; 2]) -> bool {
    let at = |part: f64| {
        let on_the_way = |axis: usize| from[axis] * (1.0 - part) + to[axis] * part;
        objective.evaluate([on_the_way(0), on_the_way(1)])
    };
    let (mut found, mut low, mut high) = (at(0.0), 0.0, 1.0);
    if !is_finite(found) {
        return false;
    }
    // Bisects [0, 1] as far as f64 can tell the halves apart.
    loop {
        let middle = low * 0.5 + high * 0.5;
        if middle <= low || middle >= high {
            break;
        }
        let there = at(middle);
        if is_finite(there) {
            (found, low) = (there, middle);
        } else {
            high = middle;
        }
    }
    let [along_x, along_y] = found.gradient;
    [found.value, along_x, along_y].iter().any(|number| number.abs() > HUGE)
}

/// Whether a racer that was at `from` can be at `point` after `step` steps; at the start, `from` is the
/// origin.
#[cold]
pub(crate) fn status_at(
    objective: &Objective,
    step: u32,
    from: [f64; 2],
    point: [f64; 2],
    found: Evaluation<f64>,
) -> Status {
    if !point.iter().all(|coordinate| coordinate.is_finite()) {
        return Status::Diverged { step, reason: StopReason::Iterate };
    }
    if found.value.is_infinite() {
        return Status::Diverged { step, reason: StopReason::Loss };
    }
    let has_gradient = !found.gradient.iter().any(|part| part.is_nan());
    if has_gradient && !found.value.is_nan() {
        // This is also right if ∇f overflowed: then the next step has nowhere to go.
        return Status::Running;
    }
    let is_far = point.iter().any(|coordinate| coordinate.abs() > FAR);
    let has_overflowed = is_far || overflows(objective, from, point);
    match (has_overflowed, found.value.is_nan(), step) {
        (true, true, _) => Status::Diverged { step, reason: StopReason::Loss },
        (true, false, _) => Status::Running,
        (false, true, 0) => Status::Undefined { step, reason: StopReason::Start },
        (false, true, _) => Status::Undefined { step, reason: StopReason::Value },
        (false, false, 0) => Status::Undefined { step, reason: StopReason::StartGradient },
        (false, false, _) => Status::Undefined { step, reason: StopReason::Gradient },
    }
}

impl Walker {
    /// The optimizer at the start, by itself or in its training loop. Its gradients are ∇f plus `noise`.
    #[must_use]
    pub fn new(
        training: impl Into<Training>,
        objective: &Objective,
        start: [f64; 2],
        noise: NoiseStream,
    ) -> Self {
        let training = training.into();
        let here = objective.evaluate(start);
        let status = if is_finite(here) {
            Status::Running
        } else {
            status_at(objective, 0, [0.0; 2], start, here)
        };
        Self {
            // Rprop's state starts at the learning rate of the first step.
            stepper: Stepper::new(&training.optimizer_at(0)),
            training,
            noise,
            at: Pair::new(start),
            loss: here.value,
            gradient: Pair::new(here.gradient),
            status,
            growth: Growth::new(here.value),
        }
    }

    /// Takes `count` more steps after `taken` ones, or stops on the way.
    pub fn advance(&mut self, objective: &Objective, taken: u32, count: u32) {
        for step in taken..taken.saturating_add(count) {
            self.take_step(objective, step + 1);
        }
    }

    /// Takes step number `step`, counted from 1, or stops; once stopped, it stays.
    // It is not inlined for the page, which has two loops that call it and does not need the speed.
    #[cfg_attr(feature = "simd-batch", inline(always))]
    pub(crate) fn take_step(&mut self, objective: &Objective, step: u32) {
        if self.status != Status::Running {
            return;
        }
        let gradient = self.noise.added_to(self.gradient, step - 1);
        let next = self.training.step(&mut self.stepper, self.at, gradient, step - 1);
        let found = objective.evaluate(next.to_array());
        let gradient = Pair::new(found.gradient);
        // The usual path needs one comparison; the full check runs only where it fails.
        let [sum, rest] = (next + gradient).to_array();
        if !(sum + rest + found.value).is_finite() {
            self.status = self.status_after(objective, step, next.to_array(), found);
            if self.status != Status::Running {
                return;
            }
        }
        self.at = next;
        self.loss = found.value;
        self.gradient = gradient;
        self.growth.observe(step, found.value);
    }

    /// Takes steps from number `first` on, counted from 1, while nothing but the rule acts and all numbers are
    /// finite. Returns how many it took; the next one needs [`take_step`](Self::take_step).
    #[cfg(feature = "simd-batch")]
    pub(crate) fn take_usual_steps(
        &mut self,
        objective: &Objective,
        first: u32,
        record: Record<'_>,
    ) -> u32 {
        if self.status != Status::Running || !self.training.is_bare() || !self.noise.is_none() {
            return 0;
        }
        let Self { stepper, growth, .. } = self;
        let mut place = Place { at: self.at, loss: self.loss, gradient: self.gradient };
        let taken = stepper.take_steps(&mut place, growth, objective, first, record);
        (self.at, self.loss, self.gradient) = (place.at, place.loss, place.gradient);
        taken
    }

    /// Whether step number `step` can lead to `next`.
    #[cold]
    fn status_after(
        &self,
        objective: &Objective,
        step: u32,
        next: [f64; 2],
        found: Evaluation<f64>,
    ) -> Status {
        match status_at(objective, step, self.point(), next, found) {
            Status::Diverged { step, reason: StopReason::Iterate } => self.not_finite(step, next),
            // A racer that kept growing has diverged, whatever stopped it in the end.
            Status::Undefined { step, reason } if self.growth.is_growing(step - 1) => {
                Status::Diverged { step, reason }
            }
            status => status,
        }
    }

    /// Why the rule's step leads to no finite iterate.
    fn not_finite(&self, step: u32, next: [f64; 2]) -> Status {
        let diverged = Status::Diverged { step, reason: StopReason::Iterate };
        let Some((squares, eps)) = self.stepper.squares() else { return diverged };
        let by_zero = |axis: usize| eps == 0.0 && squares[axis] == 0.0;
        let lost = |axis: usize| !next[axis].is_finite();
        if [0, 1].iter().any(|axis| lost(*axis) && !by_zero(*axis)) {
            return diverged;
        }
        // 0 divided by 0 is NaN, any other number divided by 0 is infinite.
        if let Some(axes) = Axes::of(next.map(f64::is_nan)) {
            return Status::Undefined { step, reason: StopReason::ZeroByZero(axes) };
        }
        let infinite = Axes::of(next.map(f64::is_infinite));
        infinite.map_or(diverged, |axes| Status::Diverged {
            step,
            reason: StopReason::DividedByZero(axes),
        })
    }

    /// Where it is, `[x, y]`; if it has stopped, the last finite iterate.
    #[must_use]
    pub fn point(&self) -> [f64; 2] {
        self.at.to_array()
    }

    /// f there.
    #[must_use]
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// Whether it is running, or where and why it stopped.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether it kept growing after `step` of its steps.
    pub(crate) fn was_growing(&self, step: u32) -> bool {
        self.growth.is_growing(step)
    }

    /// Makes room for the growth records of `count` more steps.
    pub(crate) fn try_reserve(&mut self, count: u32) -> Result<(), TryReserveError> {
        self.growth.try_reserve(count)
    }

    /// The noise of its gradients.
    pub(crate) fn noise(&self) -> NoiseStream {
        self.noise
    }
}
