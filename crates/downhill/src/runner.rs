use downhill_math::Snapshot;
use downhill_math::{Evaluation, Racer, Remark, Status, StepFrom, step_from};

use crate::config::{
    InputError, InputField, MAX_STEPS, Problem, RunConfig, Value, not_whole, read_state,
};

/// How much memory must remain free after a runner has taken what it needs, in bytes. It is for
/// everything beside the trajectories, none of which is large.
const SPARE: usize = 1 << 20;

/// All racers of a run, stepped together. Everything above this crate computes through it alone.
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
        for racer in &config.racers {
            let noise = config.noise.of(racers.len());
            racers.push(Racer::new(racer.training(), &config.objective, config.start, noise));
        }
        Self { config, racers, step_count: 0 }
    }

    /// The run, with every default in place.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// Replaces the run by `config`. If it has the same trajectories and only shows them in another
    /// way, or has more or fewer steps, then what has been computed is kept, and it returns true.
    /// Otherwise every racer is put back to the start.
    pub fn replace_config(&mut self, config: RunConfig) -> bool {
        let is_same = config.objective == self.config.objective
            && config.start == self.config.start
            && config.noise == self.config.noise
            && config.racers.len() == self.config.racers.len()
            && config.racers.iter().zip(&self.config.racers).all(|(new, old)| {
                // A racer that is off takes its steps all the same.
                new.training() == old.training()
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
    /// If that would be more than [`MAX_STEPS`] in all, or more than there is memory for
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

    /// Makes room for `count` more steps of all racers; false if there is not enough memory.
    fn make_room(&mut self, count: u32) -> bool {
        let has_room = self.racers.iter_mut().all(|racer| racer.try_reserve(count).is_ok())
            && Vec::<u8>::new().try_reserve_exact(SPARE).is_ok();
        if !has_room {
            self.racers.iter_mut().for_each(Racer::shrink);
        }
        has_room
    }

    /// Steps towards the end of the run while `goes_on` returns true. It is called at least every few
    /// thousand evaluations. Returns true when the run is complete.
    ///
    /// # Errors
    /// If there is no memory for more steps ([`Problem::Memory`]). The steps before it are taken.
    pub fn advance(&mut self, mut goes_on: impl FnMut() -> bool) -> Result<bool, InputError> {
        const OPERATIONS: usize = 10_000;
        let work = self.config.objective.cost() * self.racers.len();
        let slice = u32::try_from(OPERATIONS / work.max(1)).unwrap_or(1).max(1);
        // Room is made for all steps at once; otherwise all trajectories would be moved at the same
        // step later. If there is no memory for all steps, there may be enough for some.
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
    /// objective coordinates. If the racer has stopped, its last finite iterate repeats.
    ///
    /// # Errors
    /// If there is no such racer.
    pub fn trajectory(&self, racer: usize) -> Result<&[f64], InputError> {
        Ok(self.racer(racer)?.trajectory())
    }

    /// The iterate of a racer after `step` steps, as `[x, y]` in objective coordinates; none if there
    /// is no such racer, or if that step has not been taken.
    #[must_use]
    pub fn iterate(&self, racer: usize, step: u32) -> Option<[f64; 2]> {
        let index = usize::try_from(step).ok()?.checked_mul(2)?;
        self.trajectory(racer).ok()?.get(index..)?.first_chunk().copied()
    }

    /// f at each of those iterates.
    ///
    /// # Errors
    /// If there is no such racer.
    pub fn losses(&self, racer: usize) -> Result<&[f64], InputError> {
        Ok(self.racer(racer)?.losses())
    }

    /// f of a racer after `step` steps; none where there is no such racer, or that step has not been
    /// taken.
    #[must_use]
    pub fn loss(&self, racer: usize, step: u32) -> Option<f64> {
        self.losses(racer).ok()?.get(usize::try_from(step).ok()?).copied()
    }

    /// The racers with the lowest f after `step` steps, of those that are not off; none where it is the
    /// same for all of them.
    #[must_use]
    pub fn leaders(&self, step: u32) -> Vec<usize> {
        let mut lowest = f64::INFINITY;
        let mut leaders = Vec::new();
        let mut count = 0;
        for (racer, config) in self.config.racers.iter().enumerate() {
            if config.off {
                continue;
            }
            count += 1;
            let Some(loss) = self.loss(racer, step) else { continue };
            if loss < lowest {
                lowest = loss;
                leaders.clear();
            }
            if loss <= lowest {
                leaders.push(racer);
            }
        }
        if leaders.len() == count {
            leaders.clear();
        }
        leaders
    }

    /// A racer's state after `step` steps; if it stopped before, the state after its last finite step.
    ///
    /// # Errors
    /// If there is no such racer, or the step has not been taken yet.
    pub fn state(&self, racer: usize, step: u32) -> Result<Snapshot, InputError> {
        let racer = self.racer(racer)?;
        self.check_step(step)?;
        Ok(racer.snapshot(&self.config.objective, step))
    }

    /// A racer's states after 0, 1, 2, … steps, each as [`state`](Self::state) gives it. Going through them
    /// takes as long as computing the racer's steps once.
    ///
    /// # Errors
    /// If there is no such racer.
    pub fn states(&self, racer: usize) -> Result<impl Iterator<Item = Snapshot> + '_, InputError> {
        Ok(self.racer(racer)?.snapshots(&self.config.objective))
    }

    /// ∇f at a racer's iterate after `step` steps, without [`noise`](Self::noise).
    ///
    /// # Errors
    /// If there is no such racer, or the step has not been taken yet.
    pub fn gradient(&self, racer: usize, step: u32) -> Result<[f64; 2], InputError> {
        let trajectory = self.racer(racer)?.trajectory();
        self.check_step(step)?;
        let at = 2 * usize::try_from(step).unwrap_or_default();
        Ok(self.evaluate([trajectory[at], trajectory[at + 1]]).gradient)
    }

    /// The noise that the run adds to a racer's gradient after `step` steps, `[x, y]`, for the next
    /// step. `[0, 0]` if the run has none. Any step may be asked for.
    ///
    /// # Errors
    /// If there is no such racer.
    pub fn noise(&self, racer: usize, step: u32) -> Result<[f64; 2], InputError> {
        self.racer(racer)?;
        Ok(self.config.noise.of(racer).at(step))
    }

    /// One step of a racer's rule from any iterate `[x, y]` and state, as [`state`](Self::state)
    /// returns it or as it came from `torch.optim`. The run itself stays as it is. If it has noise, the
    /// gradient has the noise of the step count in the state, so a step from the run's own iterate and
    /// state is the run's next step.
    ///
    /// # Errors
    /// If there is no such racer, or `state` is not one of its rule.
    pub fn step_from(
        &self,
        racer: usize,
        iterate: [f64; 2],
        state: &Value,
    ) -> Result<StepFrom, InputError> {
        self.racer(racer)?;
        let training = self.config.racers[racer].training();
        let state = read_state(state, &training.optimizer.state_names())?;
        let noise = self.config.noise.of(racer);
        Ok(step_from(training, &self.config.objective, iterate, &state, noise))
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
    /// If there is no such racer.
    pub fn status(&self, racer: usize) -> Result<Status, InputError> {
        Ok(self.racer(racer)?.status())
    }

    /// What is remarkable about a racer after `step` steps, if it was running then: that it keeps
    /// growing, or that it stands still because g² overflowed.
    ///
    /// # Errors
    /// If there is no such racer, or the step has not been taken yet.
    pub fn remark(&self, racer: usize, step: u32) -> Result<Option<Remark>, InputError> {
        let racer = self.racer(racer)?;
        self.check_step(step)?;
        Ok(racer.remark(step))
    }

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

/// The error that there is not enough memory for so many steps.
fn no_memory(field: &str, count: u32) -> InputError {
    let allowed = "less, since memory has run out; free a runner, or take fewer steps or racers";
    InputError::new(Problem::Memory, field, Value::Number(f64::from(count)), allowed)
}
