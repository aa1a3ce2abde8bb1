//! Racers that step together.

use arrayvec::ArrayVec;

use super::Race;
use crate::arithmetic::{Block, LANES, Lanes, is_true};
use crate::clipping::Clipping;
use crate::evaluation::{Eight, Evaluation};
use crate::finish::{Arrival, Finish, Goal, finish};
use crate::rules::{Rule, Setting};
use crate::schedule::Schedule;
use crate::status::{Status, StopReason};
use crate::walker::status_at;

/// No rule remembers more numbers of a coordinate.
const MOST_PARTS: usize = 8;

/// Racers that are not done, and how the race ended for those that are.
///
/// Racer number p is lane p % 8 of block p / 8. When one is done, the last takes its place, so that nothing is
/// computed for who is done. Lanes after the last racer repeat another one.
pub(super) struct Herd<'a, U: Rule> {
    race: &'a Race<'a>,
    /// The rule with the learning rate of the step.
    rule: U,
    starts: &'a [[f64; 2]],
    racers: Vec<Racer>,
    /// Where they are, and where they were before the last step.
    eights: Vec<Eight>,
    before: Vec<Eight>,
    memories: Vec<Memory<U>>,
    finishes: Vec<Finish>,
}

/// A racer that is not done.
#[derive(Clone, Copy)]
struct Racer {
    /// The index of its start.
    start: usize,
    has_arrived: bool,
}

/// What eight racers remember.
struct Memory<U: Rule> {
    /// What the rule remembers of x and of y.
    states: [U::State<Block>; 2],
    /// Where f is at most this, a racer may have arrived: −∞ if it does so no more.
    limits: Block,
}

impl<'a, U: Rule> Herd<'a, U> {
    pub(super) fn new(race: &'a Race<'a>, mut rule: U, starts: &'a [[f64; 2]]) -> Self {
        const { assert!(U::INFO.state.len() <= MOST_PARTS) };
        // Rprop's state starts at the learning rate of the first step.
        set_learning_rate(&mut rule, race.training.rate(0));
        let unknown =
            Finish { arrival: None, status: Status::Running, point: [f64::NAN; 2], loss: f64::NAN };
        let racers = (0..starts.len()).map(|start| Racer { start, has_arrived: false });
        let eights: Vec<Eight> = starts.chunks(LANES).map(|starts| eight(race, starts)).collect();
        let memories = starts.chunks(LANES).map(|starts| {
            let mut limits = [f64::NEG_INFINITY; LANES];
            limits[..starts.len()].fill(race.highest);
            Memory { states: [rule.start(), rule.start()], limits: Block::new(limits) }
        });
        Self {
            race,
            rule,
            starts,
            racers: racers.collect(),
            memories: memories.collect(),
            before: eights.clone(),
            eights,
            finishes: vec![unknown; starts.len()],
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.racers.is_empty()
    }

    /// Everyone who is not done after `taken` steps takes the next one.
    #[inline(never)]
    pub(super) fn take_step(&mut self, taken: u32) {
        let Race { training, objective, noise, .. } = self.race;
        if training.schedule != Schedule::Constant {
            set_learning_rate(&mut self.rule, training.rate(taken));
        }
        let rule = self.rule;
        let Some(first) = self.memories.first() else { return };
        let constants = rule.constants(&first.states[0], 0);
        let noise = (!noise.is_none()).then(|| noise.at(taken).map(<Block as Lanes>::splat));
        let is_clipped = training.clipping != Clipping::default();
        let mut block = 0;
        while block < self.eights.len() {
            if !is_true(usual(&self.eights[block], self.memories[block].limits)) {
                self.look_at(block, taken);
                if block >= self.eights.len() {
                    break;
                }
            }
            let Eight { point: [x, y], found } = self.eights[block];
            let [mut dx, mut dy] = found.gradient;
            if let Some([of_x, of_y]) = noise {
                (dx, dy) = (dx + of_x, dy + of_y);
            }
            if is_clipped {
                [dx, dy] = training.clipping.clipped([dx, dy]);
            }
            let [of_x, of_y] = &mut self.memories[block].states;
            let next_x = rule.step_with(constants, of_x, x, dx);
            let next_y = rule.step_with(constants, of_y, y, dy);
            self.before[block].point = [next_x, next_y];
            block += 1;
        }
        objective.evaluate_eights(&mut self.before);
        std::mem::swap(&mut self.eights, &mut self.before);
    }

    /// Looks at everyone after the last step.
    pub(super) fn look(&mut self) {
        let mut block = 0;
        while block < self.eights.len() {
            self.look_at(block, self.race.steps);
            block += 1;
        }
    }

    /// Looks at each racer of a block that may have arrived or stopped with the step of this number.
    #[cold]
    #[inline(never)]
    fn look_at(&mut self, block: usize, step: u32) {
        let eventful = (!usual(&self.eights[block], self.memories[block].limits)).to_bitmask();
        for lane in 0..LANES {
            let place = block * LANES + lane;
            if eventful & (1 << lane) != 0 && self.is_done(place, step) {
                self.remove(place, step);
            }
        }
        if block + 1 == self.eights.len() {
            self.fill_up();
        }
    }

    /// Sees to derivatives that are NaN because the function was evaluated quickly.
    fn correct(&mut self, block: usize) {
        let Eight { point, found } = &mut self.eights[block];
        *found = self.race.objective.corrected(*point, *found);
    }

    /// Looks at the racer at this place. Whether it is done.
    fn is_done(&mut self, place: usize, step: u32) -> bool {
        let Some(Racer { start, has_arrived }) = self.racers.get(place).copied() else {
            return false;
        };
        let (block, lane) = (place / LANES, place % LANES);
        let (point, mut found) = self.eights[block].of(lane);
        if !is_finite(point, found) {
            self.correct(block);
            (_, found) = self.eights[block].of(lane);
            let before = (step > 0).then(|| self.before[block].of(lane));
            if let Some(finish) = self.stopped(start, step, (point, found), before) {
                let arrival = self.finishes[start].arrival;
                self.finishes[start] = Finish { arrival, ..finish };
                return true;
            }
        }
        if has_arrived {
            return false;
        }
        let Some(target) = self.race.goal.reached(point, found.value) else { return false };
        self.racers[place].has_arrived = true;
        let finish = &mut self.finishes[start];
        finish.arrival = Some(Arrival { step, target });
        put(&mut self.memories[block].limits, lane, f64::NEG_INFINITY);
        if self.race.goal.ends {
            (finish.point, finish.loss) = (point, found.value);
        }
        self.race.goal.ends
    }

    /// The end of a racer that may have stopped with this step: none if it goes on. `before` is where it was
    /// before; none at the start.
    fn stopped(
        &self,
        start: usize,
        step: u32,
        (point, found): ([f64; 2], Evaluation<f64>),
        before: Option<([f64; 2], Evaluation<f64>)>,
    ) -> Option<Finish> {
        let Race { training, objective, noise, .. } = *self.race;
        if let Some((from, Evaluation { value: loss, .. })) = before {
            match status_at(objective, step, from, point, found) {
                Status::Running => return None,
                status @ Status::Diverged { reason: StopReason::Loss, .. } => {
                    return Some(Finish { arrival: None, status, point: from, loss });
                }
                _ => {}
            }
        }
        // Why it stopped may depend on its whole path.
        let alone = finish(objective, training, self.starts[start], noise, step, &Goal::NONE);
        (alone.status != Status::Running).then_some(alone)
    }

    /// The racer at this place is done; the last one takes its place, unless it is done itself.
    fn remove(&mut self, place: usize, step: u32) {
        while let Some(last) = self.racers.len().checked_sub(1).filter(|last| *last > place) {
            if self.is_done(last, step) {
                self.drop_last();
            } else {
                self.copy(last, place);
                self.racers[place] = self.racers[last];
                break;
            }
        }
        self.drop_last();
    }

    /// The last racer is done, or has another place.
    fn drop_last(&mut self) {
        self.racers.pop();
        let last = self.racers.len();
        put(&mut self.memories[last / LANES].limits, last % LANES, f64::NEG_INFINITY);
        let blocks = last.div_ceil(LANES);
        self.eights.truncate(blocks);
        self.before.truncate(blocks);
        self.memories.truncate(blocks);
    }

    /// Has lanes after the last racer whose numbers are not finite repeat it: each step would be looked at.
    fn fill_up(&mut self) {
        let Some(last) = self.racers.len().checked_sub(1) else { return };
        for place in last + 1..self.eights.len() * LANES {
            let (point, found) = self.eights[place / LANES].of(place % LANES);
            if !is_finite(point, found) {
                self.copy(last, place);
                put(&mut self.memories[place / LANES].limits, place % LANES, f64::NEG_INFINITY);
            }
        }
    }

    /// Copies the numbers of one place to another.
    fn copy(&mut self, from: usize, to: usize) {
        let ([from, of], [to, lane]) = ([from / LANES, from % LANES], [to / LANES, to % LANES]);
        let numbers = self.eights[from].of(of);
        self.eights[to].put(lane, numbers);
        let limit = self.memories[from].limits.as_array()[of];
        put(&mut self.memories[to].limits, lane, limit);
        for axis in 0..2 {
            let mut numbers = ArrayVec::<f64, MOST_PARTS>::new();
            let theirs = U::parts(&mut self.memories[from].states[axis]);
            numbers.extend(theirs.into_iter().map(|part| part.as_array()[of]));
            let parts = U::parts(&mut self.memories[to].states[axis]);
            for (part, number) in parts.into_iter().zip(numbers) {
                put(part, lane, number);
            }
        }
    }

    /// How the race ended for everyone.
    pub(super) fn finishes(mut self) -> Vec<Finish> {
        for (place, racer) in self.racers.iter().enumerate() {
            let (point, found) = self.eights[place / LANES].of(place % LANES);
            let finish = &mut self.finishes[racer.start];
            (finish.point, finish.loss) = (point, found.value);
        }
        self.finishes
    }
}

/// Up to eight starts, the first of which fills what is left, with f and ∇f there.
fn eight(race: &Race<'_>, starts: &[[f64; 2]]) -> Eight {
    let along = |axis: usize| {
        let start = |lane: usize| starts.get(lane).unwrap_or(&starts[0])[axis];
        Block::new(std::array::from_fn(start))
    };
    let point = [along(0), along(1)];
    Eight { point, found: race.objective.evaluate_block(point) }
}

fn put(block: &mut Block, lane: usize, number: f64) {
    block.as_mut_array()[lane] = number;
}

fn is_finite([x, y]: [f64; 2], found: Evaluation<f64>) -> bool {
    let Evaluation { value, gradient: [dx, dy] } = found;
    (x + y + value + dx + dy).is_finite()
}

/// The lanes whose racer can neither have arrived, since f is above its limit, nor stopped.
#[inline(always)]
fn usual(eight: &Eight, limits: Block) -> Block {
    let Eight { point: [x, y], found: Evaluation { value, gradient: [dx, dy] } } = *eight;
    let sum = (x + dx) + (y + dy) + value;
    let infinity = <Block as Lanes>::splat(f64::INFINITY);
    Lanes::abs(sum).simd_lt(infinity) & limits.simd_lt(value)
}

fn set_learning_rate<U: Rule>(rule: &mut U, rate: f64) {
    // It is the first parameter of every rule.
    if let Some((_, field)) = U::PARAMETERS.first()
        && let Setting::Number(place) = field.of(rule)
    {
        *place = rate;
    }
}
