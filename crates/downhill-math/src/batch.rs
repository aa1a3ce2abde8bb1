//! One optimizer from many starts at once, eight to a block.

mod herd;

use crate::arithmetic::LANES;
use crate::finish::{Finish, Goal};
use crate::noise::NoiseStream;
use crate::objective::Objective;
use crate::rules::{Rule, RuleVisitor};
use crate::training::Training;

use herd::Herd;

/// So many racers step together: their numbers fit into the nearest cache of a processor.
const TOGETHER: usize = 24 * LANES;

/// The races of one optimizer from many starts, `[x, y]` each, over `steps` steps: the same to the bit as
/// [`finish`](crate::finish()) from each of them, and several times as fast.
///
/// All have the same `noise`. What is done costs nothing more. No path is kept.
#[must_use]
pub fn finish_all(
    objective: &Objective,
    training: impl Into<Training>,
    starts: &[[f64; 2]],
    noise: NoiseStream,
    steps: u32,
    goal: &Goal<'_>,
) -> Vec<Finish> {
    let training = training.into();
    let race = Race { training, objective, noise, steps, goal, highest: goal.highest() };
    let mut finishes = Vec::with_capacity(starts.len());
    for starts in starts.chunks(TOGETHER) {
        finishes.extend(training.optimizer.visit(Together { race: &race, starts }));
    }
    finishes
}

/// What all racers of a batch share.
struct Race<'a> {
    training: Training,
    objective: &'a Objective,
    noise: NoiseStream,
    steps: u32,
    goal: &'a Goal<'a>,
    highest: f64,
}

/// Racers that step together.
struct Together<'a> {
    race: &'a Race<'a>,
    starts: &'a [[f64; 2]],
}

impl RuleVisitor for Together<'_> {
    type Output = Vec<Finish>;

    fn visit<U: Rule>(self, rule: &U) -> Vec<Finish> {
        let mut herd = Herd::new(self.race, *rule, self.starts);
        for step in 0..self.race.steps {
            if herd.is_empty() {
                break;
            }
            herd.take_step(step);
        }
        herd.look();
        herd.finishes()
    }
}
