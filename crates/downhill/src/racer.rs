//! A racer: a rule with its state, on its way down an objective.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::config::{InputError, Value};
use crate::objective::{Evaluation, Objective};
use crate::rules::{Optimizer, Rule, Snapshot, with_rule};
use crate::status::{Status, StopReason};

/// Every how many steps the state is kept, so that any other can be found by a short replay.
const CHECKPOINT: u32 = 256;

/// Beyond this a polynomial of low degree overflows: NaN there is divergence, not a hole in the
/// domain.
const FAR: f64 = 1e50;

/// What the runner asks of a racer, whichever its rule.
pub(crate) trait Racer {
    /// Takes `count` steps; once stopped, the last iterate repeats.
    fn advance(&mut self, objective: &Objective, count: u32);
    /// `[x0, y0, x1, y1, …]`.
    fn trajectory(&self) -> &[f64];
    /// f at each iterate.
    fn losses(&self) -> &[f64];
    fn status(&self) -> Status;
    /// The state after `step` steps, or after the last one that could be taken.
    fn snapshot(&self, objective: &Objective, step: u32) -> Snapshot;
    /// One step from any iterate and state.
    fn step_from(
        &self,
        objective: &Objective,
        iterate: [f64; 2],
        state: &Value,
    ) -> Result<StepFrom, InputError>;
}

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

impl Serialize for StepFrom {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("iterate", &self.iterate)?;
        map.serialize_entry("gradient", &self.gradient)?;
        map.serialize_entry("state", &self.state)?;
        map.end()
    }
}

pub(crate) fn racer(
    optimizer: &Optimizer,
    objective: &Objective,
    start: [f64; 2],
) -> Box<dyn Racer> {
    with_rule!(optimizer, rule => Box::new(Walk::new(*rule, objective, start)))
}

type State<U> = [<U as Rule>::State<f64>; 2];

struct Walk<U: Rule> {
    rule: U,
    /// The state after the last step that could be taken.
    state: State<U>,
    /// The last finite iterate, with f and ∇f there.
    at: [f64; 2],
    here: Evaluation<f64>,
    trajectory: Vec<f64>,
    losses: Vec<f64>,
    checkpoints: Vec<State<U>>,
    status: Status,
}

impl<U: Rule> Walk<U> {
    fn new(rule: U, objective: &Objective, start: [f64; 2]) -> Self {
        let state = [rule.start(), rule.start()];
        let here = objective.evaluate(start);
        Self {
            checkpoints: vec![state.clone()],
            trajectory: start.to_vec(),
            losses: vec![here.value],
            status: status_at(0, start, here),
            rule,
            state,
            at: start,
            here,
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.losses.len() - 1).unwrap_or(u32::MAX)
    }
}

/// One step of `rule` at `point`, where the gradient is `gradient`.
fn step<U: Rule>(rule: &U, state: &mut State<U>, point: [f64; 2], gradient: [f64; 2]) -> [f64; 2] {
    let [of_x, of_y] = state;
    [point[0] + rule.step(of_x, gradient[0]), point[1] + rule.step(of_y, gradient[1])]
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
    } else if gradient_is_nan && far {
        Status::Diverged { step, reason: StopReason::Iterate }
    } else if gradient_is_nan {
        Status::Undefined { step, reason: StopReason::Gradient }
    } else {
        Status::Running
    }
}

impl<U: Rule> Racer for Walk<U> {
    fn advance(&mut self, objective: &Objective, count: u32) {
        let mut done = self.count();
        let last = done.saturating_add(count);
        let more = usize::try_from(count).unwrap_or_default();
        self.trajectory.reserve(2 * more);
        self.losses.reserve(more);
        while done < last && self.status == Status::Running {
            let mut state = self.state.clone();
            let next = step(&self.rule, &mut state, self.at, self.here.gradient);
            let found = objective.evaluate(next);
            done += 1;
            // One comparison on the usual path; the full question only where it fails.
            let sum = next[0] + next[1] + found.value + found.gradient[0] + found.gradient[1];
            if !sum.is_finite() {
                self.status = status_at(done, next, found);
                if self.status != Status::Running {
                    done -= 1;
                    break;
                }
            }
            self.state = state;
            self.at = next;
            self.here = found;
            self.trajectory.extend_from_slice(&next);
            self.losses.push(found.value);
            if done.is_multiple_of(CHECKPOINT) {
                self.checkpoints.push(self.state.clone());
            }
        }
        for _ in done..last {
            self.trajectory.extend_from_slice(&self.at);
            self.losses.push(self.here.value);
        }
    }

    fn trajectory(&self) -> &[f64] {
        &self.trajectory
    }

    fn losses(&self) -> &[f64] {
        &self.losses
    }

    fn status(&self) -> Status {
        self.status
    }

    fn snapshot(&self, objective: &Objective, step_wanted: u32) -> Snapshot {
        // A stopped racer's state is that after the last step it could take.
        let last = self.status.stop().map_or(u32::MAX, |(stop, _)| stop.saturating_sub(1));
        let wanted = step_wanted.min(last);
        let nearest = usize::try_from(wanted / CHECKPOINT).unwrap_or(0);
        let nearest = nearest.min(self.checkpoints.len() - 1);
        let mut state = self.checkpoints[nearest].clone();
        let first = nearest * usize::try_from(CHECKPOINT).unwrap_or(1);
        let until = usize::try_from(wanted).unwrap_or(0);
        for index in first..until {
            let point = [self.trajectory[2 * index], self.trajectory[2 * index + 1]];
            step(&self.rule, &mut state, point, objective.evaluate(point).gradient);
        }
        snapshot_of::<U>(wanted, &state)
    }

    fn step_from(
        &self,
        objective: &Objective,
        iterate: [f64; 2],
        state: &Value,
    ) -> Result<StepFrom, InputError> {
        let given = Snapshot::from_value(state, U::STATE)?;
        let mut state = [0, 1].map(|coordinate| {
            let parts: Vec<f64> = given.parts.iter().map(|(_, both)| both[coordinate]).collect();
            self.rule.resume(given.step, &parts)
        });
        let gradient = objective.evaluate(iterate).gradient;
        let next = step(&self.rule, &mut state, iterate, gradient);
        Ok(StepFrom { iterate: next, gradient, state: snapshot_of::<U>(given.step + 1, &state) })
    }
}

fn snapshot_of<U: Rule>(step: u32, [of_x, of_y]: &State<U>) -> Snapshot {
    let (of_x, of_y) = (U::parts(of_x), U::parts(of_y));
    let both = of_x.into_iter().zip(of_y).map(|(x, y)| [x, y]);
    Snapshot { step, parts: U::STATE.iter().copied().zip(both).collect() }
}
