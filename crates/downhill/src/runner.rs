#[cfg(feature = "replay")]
use downhill_math::Snapshot;
use downhill_math::{Evaluation, Racer, Remark, Status, StepFrom, step_from};

use crate::config::{
    InputError, InputField, MAX_STEPS, Problem, RunConfig, Value, not_whole, read_state,
};

/// What is left of the memory when a runner has taken what it needs, in bytes: for all that is made
/// beside the trajectories, of which nothing is large.
const SPARE: usize = 1 << 20;

/// All racers of a run, stepped together. The core is steered through this alone.
pub struct OptimizerRunner {
    config: RunConfig,
    racers: Vec<Racer>,
    step_count: u32,
}

impl OptimizerRunner {
    /// Puts every racer of `config` at the start.
    #[must_use]
    pub fn new(config: RunConfig) -> Self {
        let mut racers = Vec::with_capacity(config.racers.len());
        for of in &config.racers {
            let noise = config.noise.of(racers.len());
            racers.push(Racer::new(&of.optimizer, &config.objective, config.start, noise));
        }
        Self { config, racers, step_count: 0 }
    }

    /// The run, every default in place.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// Runs `config` from now on. What is computed stays where that is another way to show the same
    /// trajectories, or more or fewer steps of them: then it is true. Else every racer is back at the
    /// start.
    pub fn exchange(&mut self, config: RunConfig) -> bool {
        let is_same = config.objective == self.config.objective
            && config.start == self.config.start
            && config.noise == self.config.noise
            && config.racers.len() == self.config.racers.len()
            && config.racers.iter().zip(&self.config.racers).all(|(new, old)| {
                // A racer that sits out takes its steps all the same.
                new.optimizer == old.optimizer
            });
        if is_same {
            self.config = config;
        } else {
            *self = Self::new(config);
        }
        is_same
    }

    /// Takes `count` whole steps of every racer, also beyond the run's own length.
    ///
    /// # Errors
    /// When that would be more than [`MAX_STEPS`] in all, or more than there is memory for
    /// ([`Problem::Memory`]); nothing is stepped then.
    pub fn step(&mut self, count: u32) -> Result<(), InputError> {
        let left = MAX_STEPS - self.step_count;
        if count > left {
            return Err(not_whole(
                &InputField::root("n", &Value::Number(f64::from(count))),
                [0, left],
            ));
        }
        if !self.make_room(count) {
            return Err(no_memory("n", count));
        }
        for racer in &mut self.racers {
            racer.advance(&self.config.objective, count);
        }
        self.step_count += count;
        Ok(())
    }

    /// Makes room for `count` more steps of all racers; false where there is not that much memory.
    fn make_room(&mut self, count: u32) -> bool {
        let has_room = self.racers.iter_mut().all(|racer| racer.try_reserve(count).is_ok())
            && Vec::<u8>::new().try_reserve_exact(SPARE).is_ok();
        if !has_room {
            self.racers.iter_mut().for_each(Racer::shrink);
        }
        has_room
    }

    /// Steps on towards the end of the run for as long as `goes_on` says so, which is asked every
    /// some thousand evaluations at most; true when the run is complete.
    ///
    /// # Errors
    /// When there is no memory for more steps ([`Problem::Memory`]). Those before are taken.
    pub fn advance(&mut self, mut goes_on: impl FnMut() -> bool) -> Result<bool, InputError> {
        const OPERATIONS: usize = 10_000;
        let work = self.config.objective.cost() * self.racers.len();
        let slice = u32::try_from(OPERATIONS / work.max(1)).unwrap_or(1).max(1);
        // For all steps at once, or all racers' would be moved at the same step later on. Where there
        // is no memory for these, it may do for some.
        let left = self.config.steps.saturating_sub(self.step_count);
        let has_all = left > 0 && self.make_room(left);
        while self.step_count < self.config.steps {
            let count = slice.min(self.config.steps - self.step_count);
            if !has_all && !self.make_room(count) {
                return Err(no_memory("steps", self.config.steps));
            }
            for racer in &mut self.racers {
                racer.advance(&self.config.objective, count);
            }
            self.step_count += count;
            if !goes_on() {
                break;
            }
        }
        Ok(self.step_count >= self.config.steps)
    }

    /// Puts every racer back to the start.
    pub fn reset(&mut self) {
        *self = Self::new(self.config.clone());
    }

    /// How many steps every racer has taken.
    #[must_use]
    pub fn step_count(&self) -> u32 {
        self.step_count
    }

    /// How many racers there are.
    #[must_use]
    pub fn racer_count(&self) -> usize {
        self.racers.len()
    }

    /// Every iterate of a racer since the start, `[x0, y0, x1, y1, …]`: `step_count + 1` pairs in
    /// objective coordinates. Where the racer stopped, its last finite iterate repeats.
    ///
    /// # Errors
    /// When there is no such racer.
    pub fn trajectory(&self, racer: usize) -> Result<&[f64], InputError> {
        Ok(self.racer(racer)?.trajectory())
    }

    /// The iterate of a racer after `step` steps, as `[x, y]` in objective coordinates; none where there
    /// is no such racer, or that step has not been taken.
    #[must_use]
    pub fn iterate(&self, racer: usize, step: u32) -> Option<[f64; 2]> {
        let index = usize::try_from(step).ok()?.checked_mul(2)?;
        self.trajectory(racer).ok()?.get(index..)?.first_chunk().copied()
    }

    /// f at each of those iterates.
    ///
    /// # Errors
    /// When there is no such racer.
    pub fn losses(&self, racer: usize) -> Result<&[f64], InputError> {
        Ok(self.racer(racer)?.losses())
    }

    /// A racer's state after `step` steps; that after its last finite step where it stopped before.
    ///
    /// # Errors
    /// When there is no such racer, or the step has not been taken yet.
    #[cfg(feature = "replay")]
    pub fn state(&self, racer: usize, step: u32) -> Result<Snapshot, InputError> {
        let racer = self.racer(racer)?;
        self.check_step(step)?;
        Ok(racer.snapshot(&self.config.objective, step))
    }

    /// ∇f at a racer's iterate after `step` steps, without [`noise`](Self::noise).
    ///
    /// # Errors
    /// When there is no such racer, or the step has not been taken yet.
    pub fn gradient(&self, racer: usize, step: u32) -> Result<[f64; 2], InputError> {
        let trajectory = self.racer(racer)?.trajectory();
        self.check_step(step)?;
        let at = 2 * usize::try_from(step).unwrap_or_default();
        Ok(self.evaluate([trajectory[at], trajectory[at + 1]]).gradient)
    }

    /// What the run's noise adds to a racer's gradient after `step` steps, `[x, y]`: from the sum its
    /// rule makes the next step. `[0, 0]` where the run has none. It can be asked of any step.
    ///
    /// # Errors
    /// When there is no such racer.
    pub fn noise(&self, racer: usize, step: u32) -> Result<[f64; 2], InputError> {
        self.racer(racer)?;
        Ok(self.config.noise.of(racer).at(step))
    }

    /// One step of a racer's rule from any iterate `[x, y]` and state, as [`state`](Self::state)
    /// gives it or as it came from `torch.optim`. The run itself stays as it is. Where it has
    /// noise, the gradient has that which is drawn after as many steps as the state has seen; so a
    /// step from the run's own iterate and state is the run's next.
    ///
    /// # Errors
    /// When there is no such racer, or `state` is not one of its rule.
    pub fn step_from(
        &self,
        racer: usize,
        iterate: [f64; 2],
        state: &Value,
    ) -> Result<StepFrom, InputError> {
        self.racer(racer)?;
        let optimizer = &self.config.racers[racer].optimizer;
        let state = read_state(state, optimizer.state_names())?;
        let noise = self.config.noise.of(racer);
        Ok(step_from(optimizer, &self.config.objective, iterate, &state, noise))
    }

    /// f and ∇f at `[x, y]`.
    #[must_use]
    pub fn evaluate(&self, point: [f64; 2]) -> Evaluation<f64> {
        self.config.objective.evaluate(point)
    }

    /// Whether a racer is running, or where and why it stopped. A [`remark`](Self::remark) says more
    /// of one that is running.
    ///
    /// # Errors
    /// When there is no such racer.
    pub fn status(&self, racer: usize) -> Result<Status, InputError> {
        Ok(self.racer(racer)?.status())
    }

    /// What is remarkable about a racer after `step` steps, if it was running then: that it keeps
    /// growing, or stands still since g² overflowed.
    ///
    /// # Errors
    /// When there is no such racer, or the step has not been taken yet.
    pub fn remark(&self, racer: usize, step: u32) -> Result<Option<Remark>, InputError> {
        let racer = self.racer(racer)?;
        self.check_step(step)?;
        Ok(racer.remark(step))
    }

    #[cfg(feature = "descriptions")]
    pub(crate) fn racers(&self) -> &[Racer] {
        &self.racers
    }

    fn racer(&self, index: usize) -> Result<&Racer, InputError> {
        self.racers.get(index).ok_or_else(|| {
            let last = u32::try_from(self.racers.len() - 1).unwrap_or(u32::MAX);
            let given = u32::try_from(index).map_or(f64::INFINITY, f64::from);
            not_whole(&InputField::root("racer", &Value::Number(given)), [0, last])
        })
    }

    fn check_step(&self, step: u32) -> Result<(), InputError> {
        if step <= self.step_count {
            return Ok(());
        }
        Err(not_whole(
            &InputField::root("step", &Value::Number(f64::from(step))),
            [0, self.step_count],
        ))
    }
}

/// The error that there is no memory for as many steps.
fn no_memory(field: &str, count: u32) -> InputError {
    let allowed = "less, since memory has run out; free a runner, or take fewer steps or racers";
    InputError::new(Problem::Memory, field, Value::Number(f64::from(count)), allowed)
}
