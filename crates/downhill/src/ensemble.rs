use downhill_math::{Noise, Objective, Status, Walker};

use crate::config::{InputError, InputField, Problem, RunConfig, Value, not_whole};

/// How many seeds an ensemble can have.
pub const MAX_SEEDS: u32 = 200;

/// How many steps of a path are kept, besides the start and the end.
const KEPT: u32 = 1000;

/// One racer of a run under many seeds: a path for each seed, and the median path.
///
/// The seeds are the run's own and those that follow it (0 follows 2³² − 1); everything else is the
/// run's. The path under the run's own seed is the racer's trajectory to the bit.
///
/// If the run has more than 1,000 steps, only every k-th step is kept, with the least k that makes
/// these at most 1,000, and the last step. So 200 paths take 3.3 MB at most, however long the run is.
///
/// **The median path** has, at each kept step, the median of x and the median of y over the seeds that
/// are still running. It shows where the middle of the cloud is and how it moves. It is neither a path
/// that any seed takes nor the path without noise. Between two valleys it may lead where no seed ever
/// is, and with other axes it would be another path. Where seeds stop, it is of the remaining ones
/// alone.
pub struct Ensemble {
    objective: Objective,
    steps: u32,
    members: Vec<Member>,
    /// The last kept step, which every member has reached.
    step: u32,
    median: Vec<f64>,
    /// The next member to be stepped to the next kept step.
    turn: usize,
}

/// The racer under one seed.
struct Member {
    walker: Walker,
    /// `[x, y]` at every kept step until it stopped.
    path: Vec<f64>,
}

impl Ensemble {
    /// Puts the racer at the start under `count` seeds.
    ///
    /// # Errors
    /// If there is no such racer, the run has no noise, or `count` is not 1 to [`MAX_SEEDS`].
    pub fn new(config: &RunConfig, racer: usize, count: u32) -> Result<Self, InputError> {
        Self::of(config, racer, count).ok_or_else(|| refusal(config, racer, count))
    }

    /// As [`new`](Self::new), for callers that do not need the reason why there is none.
    #[must_use]
    #[inline(never)]
    pub fn of(config: &RunConfig, racer: usize, count: u32) -> Option<Self> {
        let racer_config = config.racers.get(racer)?;
        let Noise { sigma, seed, .. } = config.noise;
        if sigma == 0.0 || !(1..=MAX_SEEDS).contains(&count) {
            return None;
        }
        let mut members = Vec::new();
        for index in 0..count {
            let noise = Noise { seed: seed.wrapping_add(index), ..config.noise };
            let stream = noise.of(racer);
            let walker =
                Walker::new(racer_config.training(), &config.objective, config.start, stream);
            members.push(Member { walker, path: Vec::new() });
        }
        let mut ensemble = Self {
            objective: config.objective.clone(),
            steps: config.steps,
            members,
            step: 0,
            median: Vec::new(),
            turn: 0,
        };
        ensemble.keep(0);
        Some(ensemble)
    }

    /// Steps all seeds towards the end of the run while `goes_on` returns true. It is called at least
    /// every thousand evaluations. Returns true when the ensemble is complete.
    #[inline(never)]
    pub fn advance(&mut self, mut goes_on: impl FnMut() -> bool) -> bool {
        while let Some(next) = self.next_kept() {
            if let Some(member) = self.members.get_mut(self.turn) {
                member.walker.advance(&self.objective, self.step, next - self.step);
                self.turn += 1;
            } else {
                self.keep(next);
            }
            if !goes_on() {
                break;
            }
        }
        self.next_kept().is_none()
    }

    /// The last step that has been computed for all seeds.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.step
    }

    /// The kept steps that have been computed, ascending from 0.
    #[must_use]
    pub fn steps(&self) -> Vec<u32> {
        let count = self.step.div_ceil(self.every());
        (0..=count).map(|index| (index * self.every()).min(self.step)).collect()
    }

    /// The number of seeds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.members.len()
    }

    /// The path under each seed, `[x0, y0, x1, y1, …]`, with a pair for each of [`steps`](Self::steps);
    /// fewer if it stopped before.
    pub fn paths(&self) -> impl Iterator<Item = &[f64]> {
        self.members.iter().map(|member| member.path.as_slice())
    }

    /// The median path, a pair for each of [`steps`](Self::steps) at which any seed is running.
    #[must_use]
    pub fn median(&self) -> &[f64] {
        &self.median
    }

    /// The next step to keep; none after the last one.
    fn next_kept(&self) -> Option<u32> {
        let next = (self.step + self.every()).min(self.steps);
        (next > self.step).then_some(next)
    }

    /// The distance between kept steps.
    fn every(&self) -> u32 {
        self.steps.div_ceil(KEPT)
    }

    /// Keeps the places of the members, all of which have taken `step` steps.
    fn keep(&mut self, step: u32) {
        for axis in 0..2 {
            let mut all = Vec::new();
            for member in &mut self.members {
                if member.walker.status() == Status::Running {
                    let at = member.walker.point()[axis];
                    member.path.push(at);
                    all.push(at);
                }
            }
            if let Some(middle) = median(&mut all) {
                self.median.push(middle);
            }
        }
        self.step = step;
        self.turn = 0;
    }
}

/// The reason why there is no such ensemble.
fn refusal(config: &RunConfig, racer: usize, count: u32) -> InputError {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let refused = |name, given: u32, range| {
        not_whole(&InputField::root(name, &Value::Number(f64::from(given))), range)
    };
    if racer >= config.racers.len() {
        let last = number(config.racers.len()).saturating_sub(1);
        return refused("racer", number(racer), [0, last]);
    }
    if config.noise.sigma == 0.0 {
        let allowed = "given: seeds differ in nothing else";
        return InputError::new(Problem::Missing, "noise", Value::Null, allowed);
    }
    refused("count", count, [1, MAX_SEEDS])
}

/// The median; of an even number of values, the mean of the two in the middle.
fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    let upper = *numbers.get(numbers.len() / 2)?;
    let lower = *numbers.get((numbers.len() - 1) / 2)?;
    Some(lower * 0.5 + upper * 0.5)
}
