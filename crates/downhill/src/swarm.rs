use downhill_math::{Bounds, NoiseStream, Objective, Training, Walker};

use crate::config::RunConfig;

/// How many starts a swarm can have.
pub const MAX_SWARM: u32 = 2000;

/// How many earlier states of all racers are kept at most.
const MOST_KEPT: u32 = 16;
/// They are at least so many steps apart.
const LEAST_APART: u32 = 32;
/// So many steps are taken by all racers before any goes on.
const STRIDE: u32 = 16;

/// One racer of a run from many starts: the middles of the cells of a lattice over a view. All have taken
/// the same number of steps.
///
/// It goes to any step of the run, also back: then it begins at one of at most 16 earlier states that it
/// keeps, so that 2,000 racers take some 10 MB however long the run is. The path from the run's own start
/// would be the racer's trajectory to the bit.
pub struct Swarm {
    objective: Objective,
    training: Training,
    noise: NoiseStream,
    starts: Vec<[f64; 2]>,
    lattice: [u32; 2],
    walkers: Vec<Walker>,
    /// How many steps all have taken.
    step: u32,
    /// The step that they go on to together, and how many of them are there.
    next: u32,
    ahead: usize,
    /// What they were after earlier steps, ascending; the distance of these steps.
    kept: Vec<(u32, Vec<Walker>)>,
    apart: u32,
}

impl Swarm {
    /// Puts a racer of the run at the starts of a lattice of so many columns and rows; none if there is no such
    /// racer, or the lattice has no starts or more than [`MAX_SWARM`].
    #[must_use]
    pub fn of(config: &RunConfig, racer: usize, [columns, rows]: [u32; 2]) -> Option<Self> {
        let training = config.racers.get(racer)?.training();
        let count = columns.checked_mul(rows)?;
        if !(1..=MAX_SWARM).contains(&count) {
            return None;
        }
        let place = |index: u32| {
            let Bounds { x, y } = config.view;
            [middle(x, index % columns, columns), middle(y, index / columns, rows)]
        };
        let starts: Vec<[f64; 2]> = (0..count).map(place).collect();
        let noise = config.noise.of(racer);
        let walker = |start: &[f64; 2]| Walker::new(training, &config.objective, *start, noise);
        let walkers = starts.iter().map(walker).collect();
        Some(Self {
            objective: config.objective.clone(),
            training,
            noise,
            starts,
            lattice: [columns, rows],
            walkers,
            step: 0,
            next: 0,
            ahead: 0,
            kept: Vec::new(),
            apart: config.steps.div_ceil(MOST_KEPT + 1).max(LEAST_APART),
        })
    }

    /// The number of columns and rows of the lattice.
    #[must_use]
    pub fn lattice(&self) -> [u32; 2] {
        self.lattice
    }

    /// Where racers start, row by row from the lowest y.
    #[must_use]
    pub fn starts(&self) -> &[[f64; 2]] {
        &self.starts
    }

    /// Goes towards a step while `goes_on` returns true, which is asked after every few steps of one racer.
    /// True when all racers have taken so many steps.
    pub fn go_to(&mut self, step: u32, mut goes_on: impl FnMut() -> bool) -> bool {
        let farthest = if self.ahead > 0 { self.next } else { self.step };
        if step < farthest {
            self.go_back(step);
        }
        while self.step < step {
            if self.ahead == 0 {
                self.next = (self.step + STRIDE).min(step).min(self.next_kept());
            }
            let Self { walkers, objective, .. } = self;
            for walker in walkers.iter_mut().skip(self.ahead) {
                walker.advance(objective, self.step, self.next - self.step);
                self.ahead += 1;
                if !goes_on() {
                    break;
                }
            }
            if self.ahead < self.walkers.len() {
                return false;
            }
            self.step = self.next;
            self.ahead = 0;
            let is_new = self.kept.last().is_none_or(|(last, _)| *last < self.step);
            if self.step.is_multiple_of(self.apart) && is_new {
                self.kept.push((self.step, self.walkers.clone()));
            }
            if !goes_on() {
                break;
            }
        }
        self.step == step
    }

    /// The next step after which all are kept.
    fn next_kept(&self) -> u32 {
        (self.step / self.apart + 1).saturating_mul(self.apart)
    }

    /// Takes up the last state that is kept of a step or of one before.
    fn go_back(&mut self, step: u32) {
        self.ahead = 0;
        match self.kept.iter().rfind(|(kept, _)| *kept <= step) {
            Some((kept, walkers)) => {
                self.step = *kept;
                self.walkers.clone_from(walkers);
            }
            None => {
                let Self { objective, training, noise, .. } = self;
                let walker = |start: &[f64; 2]| Walker::new(*training, objective, *start, *noise);
                self.walkers = self.starts.iter().map(walker).collect();
                self.step = 0;
            }
        }
    }

    /// How many steps all racers have taken.
    #[must_use]
    pub fn step(&self) -> u32 {
        self.step
    }

    /// The racers, in the order of their starts. While [`go_to`](Self::go_to) is not at its end, some are some
    /// steps ahead.
    #[must_use]
    pub fn walkers(&self) -> &[Walker] {
        &self.walkers
    }
}

/// The middle of a part of a range.
fn middle([low, high]: [f64; 2], index: u32, count: u32) -> f64 {
    let part = (f64::from(index) + 0.5) / f64::from(count);
    low * (1.0 - part) + high * part
}
