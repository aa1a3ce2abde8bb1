//! A racer: a walker that keeps its trajectory.

use std::collections::TryReserveError;
use std::ops::Range;

use crate::arithmetic::Pair;
use crate::noise::NoiseStream;
use crate::objective::Objective;
use crate::rules::{Snapshot, Stepper};
use crate::status::{Axes, Remark, Status};
use crate::training::Training;
#[cfg(feature = "simd-batch")]
use crate::usual::Record;
use crate::walker::Walker;

/// The state is kept every so many steps; any other state is found by a short replay.
const CHECKPOINT: u32 = 256;

/// The state of an optimizer before its first step.
#[must_use]
pub fn first_state(training: impl Into<Training>) -> Snapshot {
    // Rprop's state starts at the learning rate of the first step.
    Stepper::new(&training.into().optimizer_at(0)).snapshot(0)
}

/// The outcome of one step from a given iterate and state.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFrom {
    /// The next iterate, `[x, y]`; not finite if the step diverges.
    pub iterate: [f64; 2],
    /// The gradient that the rule saw, with its noise, clipped.
    pub gradient: [f64; 2],
    /// The state after the step.
    pub state: Snapshot,
}

/// A racer: an optimizer on its way down an objective, with every iterate since the start.
pub struct Racer {
    walker: Walker,
    /// The stepper before the first step, and after every [`CHECKPOINT`] steps.
    checkpoints: Vec<Stepper>,
    trajectory: Vec<f64>,
    losses: Vec<f64>,
    /// The first step after which the remembered g² of x, and of y, is infinite.
    overflowed: [Option<u32>; 2],
}

impl Racer {
    /// The optimizer at the start, by itself or in its training loop. Its gradients are ∇f plus `noise`.
    #[must_use]
    pub fn new(
        training: impl Into<Training>,
        objective: &Objective,
        start: [f64; 2],
        noise: NoiseStream,
    ) -> Self {
        let walker = Walker::new(training, objective, start, noise);
        Self {
            checkpoints: vec![walker.stepper],
            trajectory: start.to_vec(),
            losses: vec![walker.loss()],
            overflowed: [None; 2],
            walker,
        }
    }

    /// Makes room for `count` more steps, so that [`advance`](Self::advance) allocates nothing.
    ///
    /// # Errors
    /// If there is not enough memory. The racer is as it was, though it may hold more room.
    pub fn try_reserve(&mut self, count: u32) -> Result<(), TryReserveError> {
        let more = usize::try_from(count).unwrap_or(usize::MAX);
        room(&mut self.trajectory, more.saturating_mul(2))?;
        room(&mut self.losses, more)?;
        {
            let every = usize::try_from(CHECKPOINT).unwrap_or(1);
            room(&mut self.checkpoints, more / every + 1)?;
        }
        self.walker.try_reserve(count)
    }

    /// Gives back room that no step has used yet.
    pub fn shrink(&mut self) {
        self.trajectory.shrink_to_fit();
        self.losses.shrink_to_fit();
        self.checkpoints.shrink_to_fit();
    }

    /// Takes `count` steps. Once stopped, the last iterate repeats.
    pub fn advance(&mut self, objective: &Objective, count: u32) {
        let first = self.losses.len();
        let length = first + usize::try_from(count).unwrap_or_default();
        self.trajectory.resize(2 * length, 0.0);
        self.losses.resize(length, 0.0);
        let mut index = first;
        while index < length {
            index += self.advance_usually(objective, index..length);
            if index < length {
                self.advance_by_one(objective, index);
                index += 1;
            }
        }
    }

    /// Takes the steps of these indices up to one that is not [usual](Walker::take_usual_steps), and returns
    /// how many.
    #[cfg(feature = "simd-batch")]
    fn advance_usually(&mut self, objective: &Objective, indices: Range<usize>) -> usize {
        let Range { start, end } = indices;
        // The step of a checkpoint is taken by itself.
        let until = end.min(start.next_multiple_of(usize::try_from(CHECKPOINT).unwrap_or(1)));
        let record = Record {
            trajectory: &mut self.trajectory[2 * start..2 * until],
            losses: &mut self.losses[start..until],
        };
        let step = u32::try_from(start).unwrap_or(u32::MAX);
        let taken = self.walker.take_usual_steps(objective, step, record);
        usize::try_from(taken).unwrap_or_default()
    }

    /// A page has no room for a loop of each rule.
    #[cfg(not(feature = "simd-batch"))]
    #[allow(clippy::unused_self, reason = "programs have more to do here")]
    fn advance_usually(&mut self, _: &Objective, _: Range<usize>) -> usize {
        0
    }

    fn advance_by_one(&mut self, objective: &Objective, index: usize) {
        let step = u32::try_from(index).unwrap_or(u32::MAX);
        let [last_x, last_y] = self.walker.point();
        self.walker.take_step(objective, step);
        let [x, y] = self.walker.point();
        self.trajectory[2 * index] = x;
        self.trajectory[2 * index + 1] = y;
        self.losses[index] = self.walker.loss();
        // If g² overflowed, the rule divides by infinity and the coordinate does not change.
        #[allow(clippy::float_cmp, reason = "a coordinate that stays is the very same number")]
        if x == last_x || y == last_y {
            self.note_overflow(step);
        }
        if step.is_multiple_of(CHECKPOINT) && self.status() == Status::Running {
            self.checkpoints.push(self.walker.stepper);
        }
    }

    #[inline(never)]
    fn note_overflow(&mut self, step: u32) {
        if let Some((squares, _)) = self.walker.stepper.squares() {
            for (since, square) in self.overflowed.iter_mut().zip(squares) {
                if square.is_infinite() {
                    since.get_or_insert(step);
                }
            }
        }
    }

    /// What is remarkable about the racer after `step` of its steps, if it was running then.
    #[must_use]
    pub fn remark(&self, step: u32) -> Option<Remark> {
        if self.status().stop().is_some_and(|(stop, _)| stop <= step) {
            return None;
        }
        let has_overflowed = self.overflowed.map(|since| since.is_some_and(|since| since <= step));
        match Axes::of(has_overflowed) {
            Some(axes) => Some(Remark::Overflowed(axes)),
            None => self.walker.was_growing(step).then_some(Remark::Growing),
        }
    }

    /// The iterates since the start, `[x0, y0, x1, y1, …]`.
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

    /// The state after `step` steps, or after the last step that could be taken.
    #[must_use]
    pub fn snapshot(&self, objective: &Objective, step: u32) -> Snapshot {
        let wanted = step.min(self.last_step());
        let nearest = usize::try_from(wanted / CHECKPOINT).unwrap_or_default();
        let nearest = nearest.min(self.checkpoints.len() - 1);
        let mut stepper = self.checkpoints[nearest];
        let first = nearest * usize::try_from(CHECKPOINT).unwrap_or(1);
        for index in first..usize::try_from(wanted).unwrap_or_default() {
            self.replay(&mut stepper, objective, index);
        }
        stepper.snapshot(wanted)
    }

    /// The states after 0, 1, 2, … steps, each as [`snapshot`](Self::snapshot) gives it. Going through
    /// them takes one replay of the run.
    pub fn snapshots<'a>(
        &'a self,
        objective: &'a Objective,
    ) -> impl Iterator<Item = Snapshot> + 'a {
        let last = usize::try_from(self.last_step()).unwrap_or(usize::MAX);
        let mut stepper = self.checkpoints[0];
        (0..self.losses.len()).map(move |index| {
            if (1..=last).contains(&index) {
                self.replay(&mut stepper, objective, index - 1);
            }
            stepper.snapshot(u32::try_from(index.min(last)).unwrap_or(u32::MAX))
        })
    }

    /// The last step that could be taken.
    fn last_step(&self) -> u32 {
        self.status().stop().map_or(u32::MAX, |(stop, _)| stop.saturating_sub(1))
    }

    /// Takes the step from the iterate with this index again.
    fn replay(&self, stepper: &mut Stepper, objective: &Objective, index: usize) {
        let point = [self.trajectory[2 * index], self.trajectory[2 * index + 1]];
        let gradient = Pair::new(objective.evaluate(point).gradient);
        let step = u32::try_from(index).unwrap_or(u32::MAX);
        let gradient = self.walker.noise().added_to(gradient, step);
        one_step(&self.walker.training, stepper, Pair::new(point), gradient, step);
    }
}

/// Makes room for `more` items, and for some to spare if there is enough memory.
fn room<T>(items: &mut Vec<T>, more: usize) -> Result<(), TryReserveError> {
    items.try_reserve(more).or_else(|_| items.try_reserve_exact(more))
}

/// A step of a replay or by itself, which share a copy of all rules: they do not need the race's speed.
#[inline(never)]
fn one_step(
    training: &Training,
    stepper: &mut Stepper,
    at: Pair,
    gradient: Pair,
    taken: u32,
) -> Pair {
    training.step(stepper, at, gradient, taken)
}

/// One step of an optimizer from any iterate `[x, y]` and state. The noise is that of the step count in
/// the state.
#[must_use]
pub fn step_from(
    training: impl Into<Training>,
    objective: &Objective,
    iterate: [f64; 2],
    state: &Snapshot,
    noise: NoiseStream,
) -> StepFrom {
    let gradient = Pair::new(objective.evaluate(iterate).gradient);
    let gradient = noise.added_to(gradient, state.step).to_array();
    step_with(training, iterate, gradient, state)
}

/// One step of an optimizer from any iterate `[x, y]` and state, on this gradient, which is clipped as the
/// training loop says.
#[must_use]
pub fn step_with(
    training: impl Into<Training>,
    iterate: [f64; 2],
    gradient: [f64; 2],
    state: &Snapshot,
) -> StepFrom {
    let training = training.into();
    let mut stepper = Stepper::resumed(&training.optimizer, state);
    let gradient = Pair::new(gradient);
    let next = one_step(&training, &mut stepper, Pair::new(iterate), gradient, state.step);
    StepFrom {
        iterate: next.to_array(),
        gradient: training.seen(gradient.to_array()),
        state: stepper.snapshot(state.step + 1),
    }
}
