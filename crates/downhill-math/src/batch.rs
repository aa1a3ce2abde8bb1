//! One optimizer from many starts at once, eight to a block.

use std::ops::Range;

use crate::arithmetic::{Block, LANES, Lanes, Pair};
use crate::evaluation::Evaluation;
use crate::finish::{Arrival, Finish, Goal, finish};
use crate::noise::NoiseStream;
use crate::objective::Objective;
use crate::rules::{Rule, RuleVisitor, Setting};
use crate::schedule::Schedule;
use crate::status::{Status, StopReason};
use crate::training::Training;
use crate::walker::status_at;

/// So many blocks are stepped together, which fit into the nearest cache of a processor.
const BLOCKS: usize = 16;
/// Each takes so many steps in its turn, so that its numbers stay in registers.
const TURN: u32 = 16;
/// Racers that are done make room when they are at least this part of all.
const CROWDED: usize = 4;

/// The races of one optimizer from many starts, `[x, y]` each, over `steps` steps: the same to the bit as
/// [`finish`] from each of them, and several times as fast.
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
    for starts in starts.chunks(BLOCKS * LANES) {
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
        let Self { race, starts } = self;
        let mut rule = *rule;
        // Rprop's state starts at the learning rate of the first step.
        set_learning_rate(&mut rule, race.training.rate(0));
        let mut herd = Herd::new(race, rule, starts);
        let mut step = 0;
        while step < race.steps && !herd.blocks.is_empty() {
            let until = race.steps.min(step + TURN);
            herd.take_turn(race, rule, step..until);
            herd.make_room(&rule, until);
            step = until;
        }
        herd.finishes
    }
}

/// What a step needs to know beside the racers.
struct Steps<U: Rule> {
    /// The number of the first, counted from 0.
    first: u32,
    /// The rule with the learning rate of each step.
    rules: [U; TURN as usize],
    /// What each step takes from its number, once a block has come to it.
    constants: [Option<U::Constants>; TURN as usize],
    /// The noise of each step, if there is any.
    noise: Option<[Pair; TURN as usize]>,
    is_clipped: bool,
}

/// Eight racers.
struct Eight<U: Rule> {
    at: [Block; 2],
    found: Evaluation<Block>,
    states: [U::State<Block>; 2],
    /// Which racers they are.
    racers: [usize; LANES],
    /// A bit for each that is not done.
    racing: u8,
    /// A bit for each of these that has not arrived.
    travelling: u8,
}

/// Blocks of eight racers, and how the race ended for those that are done.
struct Herd<'a, U: Rule> {
    starts: &'a [[f64; 2]],
    blocks: Vec<Eight<U>>,
    finishes: Vec<Finish>,
}

impl<'a, U: Rule> Herd<'a, U> {
    fn new(race: &Race<'_>, rule: U, starts: &'a [[f64; 2]]) -> Self {
        let unknown =
            Finish { arrival: None, status: Status::Running, point: [f64::NAN; 2], loss: f64::NAN };
        let mut herd = Self { starts, blocks: Vec::new(), finishes: vec![unknown; starts.len()] };
        for (index, starts) in starts.chunks(LANES).enumerate() {
            let mut eight = Eight::at(race, rule, starts, index * LANES);
            herd.look(race, &mut eight, 0, None);
            eight.park(&rule, 0);
            herd.blocks.push(eight);
        }
        herd.make_room(&rule, 0);
        if race.steps == 0 {
            herd.end();
        }
        herd
    }

    /// Everyone takes the same few steps.
    fn take_turn(&mut self, race: &Race<'_>, rule: U, steps: Range<u32>) {
        let mut turn = Steps::new(race, rule, &steps);
        let mut blocks = std::mem::take(&mut self.blocks);
        for eight in &mut blocks {
            let mut step = steps.start;
            while step < steps.end && eight.racing != 0 {
                let before;
                (step, before) = eight.take_steps(race, &mut turn, step..steps.end);
                if before.is_some() {
                    eight.found = race.objective.corrected(eight.at, eight.found);
                    self.look(race, eight, step, before);
                    eight.park(&rule, step);
                }
            }
        }
        self.blocks = blocks;
        if steps.end == race.steps {
            self.end();
        }
    }

    /// Looks at each racer of eight, one of which has arrived or stopped. `before` has their last iterates
    /// and f there; none at the start.
    #[cold]
    #[inline(never)]
    fn look(
        &mut self,
        race: &Race<'_>,
        eight: &mut Eight<U>,
        step: u32,
        before: Option<([Block; 2], Block)>,
    ) {
        for lane in 0..LANES {
            let bit = 1 << lane;
            if eight.racing & bit == 0 {
                continue;
            }
            let racer = eight.racers[lane];
            let ([x, y], Evaluation { value, gradient: [dx, dy] }) = eight.of(lane);
            if !(x + y + value + dx + dy).is_finite() {
                let stopped = stopped(race, self.starts[racer], step, lane, eight, before);
                if let Some(finish) = stopped {
                    let arrival = self.finishes[racer].arrival;
                    self.finishes[racer] = Finish { arrival, ..finish };
                    eight.racing &= !bit;
                    eight.travelling &= !bit;
                    continue;
                }
            }
            if eight.travelling & bit == 0 {
                continue;
            }
            if let Some(target) = race.goal.reached([x, y], value) {
                eight.travelling &= !bit;
                let finish = &mut self.finishes[racer];
                finish.arrival = Some(Arrival { step, target });
                if race.goal.ends {
                    (finish.point, finish.loss) = ([x, y], value);
                    eight.racing &= !bit;
                }
            }
        }
    }

    /// The race is over for all.
    fn end(&mut self) {
        for eight in self.blocks.drain(..) {
            for lane in (0..LANES).filter(|lane| eight.racing & (1 << lane) != 0) {
                let (point, found) = eight.of(lane);
                let finish = &mut self.finishes[eight.racers[lane]];
                (finish.point, finish.loss) = (point, found.value);
            }
        }
    }

    /// Puts racers that are not done in the places of those that are, and drops the blocks that are then
    /// empty.
    fn make_room(&mut self, rule: &U, step: u32) {
        let racing = self.blocks.iter().map(|eight| eight.racing.count_ones()).sum::<u32>();
        let racing = usize::try_from(racing).unwrap_or_default();
        let done = self.blocks.len() * LANES - racing;
        if done < LANES || done * CROWDED < self.blocks.len() * LANES {
            return;
        }
        let mut movers = Vec::new();
        while self.blocks.len() > racing.div_ceil(LANES) {
            let Some(last) = self.blocks.pop() else { break };
            let lanes = (0..LANES).filter(|lane| last.racing & (1 << lane) != 0);
            movers.extend(lanes.map(|lane| last.mover(lane)));
        }
        for eight in &mut self.blocks {
            if movers.is_empty() {
                break;
            }
            eight.take_in(&mut movers, rule, step);
        }
    }
}

/// The end of a racer that may have stopped at this step: none if it goes on.
fn stopped<U: Rule>(
    race: &Race<'_>,
    start: [f64; 2],
    step: u32,
    lane: usize,
    eight: &Eight<U>,
    before: Option<([Block; 2], Block)>,
) -> Option<Finish> {
    if let Some((from, loss)) = before {
        let from = from.map(|part| part.to_array()[lane]);
        let (point, found) = eight.of(lane);
        match status_at(race.objective, step, from, point, found) {
            Status::Running => return None,
            status @ Status::Diverged { reason: StopReason::Loss, .. } => {
                let loss = loss.to_array()[lane];
                return Some(Finish { arrival: None, status, point: from, loss });
            }
            _ => {}
        }
    }
    // Why it stopped may depend on its whole path.
    let alone = finish(race.objective, race.training, start, race.noise, step, &Goal::NONE);
    (alone.status != Status::Running).then_some(alone)
}

/// A racer that moves from one block to another.
struct Mover<U: Rule> {
    racer: usize,
    is_travelling: bool,
    at: [f64; 2],
    found: Evaluation<f64>,
    /// The states of the block that it comes from, and its place there.
    states: [U::State<Block>; 2],
    lane: usize,
}

impl<U: Rule> Eight<U> {
    /// Racers at up to eight starts; the first of them is number `first`.
    fn at(race: &Race<'_>, rule: U, starts: &[[f64; 2]], first: usize) -> Self {
        let lanes = |coordinate: usize| -> Block {
            let mut lanes = [starts[0][coordinate]; LANES];
            for (lane, start) in lanes.iter_mut().zip(starts) {
                *lane = start[coordinate];
            }
            Block::new(lanes)
        };
        let at = [lanes(0), lanes(1)];
        let mut racing = 0;
        for lane in 0..starts.len() {
            racing |= 1 << lane;
        }
        Self {
            at,
            found: race.objective.evaluate_block(at),
            states: [rule.start(), rule.start()],
            racers: std::array::from_fn(|lane| first + lane),
            racing,
            travelling: racing,
        }
    }

    /// Takes steps, up to one with which a racer may have arrived or stopped. Returns the number of the
    /// step after the last one, and where one may have, the iterates and f before it.
    #[inline(never)]
    fn take_steps(
        &mut self,
        race: &Race<'_>,
        turn: &mut Steps<U>,
        steps: Range<u32>,
    ) -> (u32, Option<([Block; 2], Block)>) {
        let ([mut x, mut y], mut states) = (self.at, self.states);
        let Evaluation { mut value, gradient: [mut dx, mut dy] } = self.found;
        // Who has arrived does so no more: −∞ is below every f.
        let limits = Block::new(std::array::from_fn(|lane| {
            if self.travelling & (1 << lane) != 0 { race.highest } else { f64::NEG_INFINITY }
        }));
        let Steps { first, rules, constants, noise, is_clipped } = turn;
        let each = rules.iter().zip(constants).enumerate();
        let skipped = usize::try_from(steps.start - *first).unwrap_or_default();
        for (step, (index, (rule, constants))) in steps.clone().zip(each.skip(skipped)) {
            if let Some(noise) = noise {
                let [of_x, of_y] = noise[index].to_array();
                dx += <Block as Lanes>::splat(of_x);
                dy += <Block as Lanes>::splat(of_y);
            }
            if *is_clipped {
                [dx, dy] = race.training.clipping.clipped([dx, dy]);
            }
            let [of_x, of_y] = &mut states;
            let constants = *constants.get_or_insert_with(|| rule.constants(of_x));
            let next_x = rule.step_with(constants, of_x, x, dx);
            let next_y = rule.step_with(constants, of_y, y, dy);
            let found = race.objective.evaluate_block_quickly([next_x, next_y]);
            if is_eventful([next_x, next_y], found, limits) {
                (self.at, self.found, self.states) = ([next_x, next_y], found, states);
                return (step + 1, Some(([x, y], value)));
            }
            (x, y, value) = (next_x, next_y, found.value);
            [dx, dy] = found.gradient;
        }
        self.at = [x, y];
        self.found = Evaluation { value, gradient: [dx, dy] };
        self.states = states;
        (steps.end, None)
    }

    fn of(&self, lane: usize) -> ([f64; 2], Evaluation<f64>) {
        let one = |block: Block| block.to_array()[lane];
        let found =
            Evaluation { value: one(self.found.value), gradient: self.found.gradient.map(one) };
        (self.at.map(one), found)
    }

    fn mover(&self, lane: usize) -> Mover<U> {
        let (at, found) = self.of(lane);
        Mover {
            racer: self.racers[lane],
            is_travelling: self.travelling & (1 << lane) != 0,
            at,
            found,
            states: self.states,
            lane,
        }
    }

    /// Takes racers in the places of those that are done.
    fn take_in(&mut self, movers: &mut Vec<Mover<U>>, rule: &U, step: u32) {
        let lanes = (0..LANES).filter(|lane| self.racing & (1 << lane) == 0);
        let count = lanes.clone().count().min(movers.len());
        let places: Vec<(usize, Mover<U>)> =
            lanes.zip(movers.drain(movers.len() - count..)).collect();
        self.place(&places, rule, step);
        for (lane, mover) in places {
            self.racers[lane] = mover.racer;
            self.racing |= 1 << lane;
            if mover.is_travelling {
                self.travelling |= 1 << lane;
            }
        }
    }

    /// Has those that are done and whose numbers are not finite go where another one goes: they would have
    /// every step looked at.
    fn park(&mut self, rule: &U, step: u32) {
        let Some(other) = (0..LANES).find(|lane| self.racing & (1 << lane) != 0) else { return };
        let is_lost = |lane: &usize| {
            let ([x, y], Evaluation { value, gradient: [dx, dy] }) = self.of(*lane);
            self.racing & (1 << lane) == 0 && !(x + y + value + dx + dy).is_finite()
        };
        let lost = (0..LANES).filter(is_lost);
        let places: Vec<(usize, Mover<U>)> = lost.map(|lane| (lane, self.mover(other))).collect();
        self.place(&places, rule, step);
    }

    /// Puts the numbers of racers into lanes, after `step` steps.
    fn place(&mut self, places: &[(usize, Mover<U>)], rule: &U, step: u32) {
        if places.is_empty() {
            return;
        }
        let mut parts = self.states.each_ref().map(|state| U::parts(state));
        for (lane, mover) in places {
            let put = |block: &mut Block, number: f64| {
                let mut lanes = block.to_array();
                lanes[*lane] = number;
                *block = Block::new(lanes);
            };
            put(&mut self.found.value, mover.found.value);
            for (axis, parts) in parts.iter_mut().enumerate() {
                put(&mut self.at[axis], mover.at[axis]);
                put(&mut self.found.gradient[axis], mover.found.gradient[axis]);
                let theirs = U::parts(&mover.states[axis]);
                for (part, their) in parts.as_mut().iter_mut().zip(theirs.as_ref()) {
                    put(part, their.to_array()[mover.lane]);
                }
            }
        }
        self.states = parts.map(|parts| rule.resume(step, parts));
    }
}

/// Whether one of the racers may have arrived, where f is at most its limit, or stopped.
#[inline(always)]
fn is_eventful([x, y]: [Block; 2], found: Evaluation<Block>, limits: Block) -> bool {
    let Evaluation { value, gradient: [dx, dy] } = found;
    let infinity = <Block as Lanes>::splat(f64::INFINITY);
    let sum = (x + dx) + (y + dy) + value;
    let is_finite = Lanes::all_below(Lanes::abs(sum), infinity);
    !(is_finite && Lanes::all_below(limits, value))
}

impl<U: Rule> Steps<U> {
    fn new(race: &Race<'_>, rule: U, steps: &Range<u32>) -> Self {
        let mut rules = [rule; TURN as usize];
        let Race { training, noise, .. } = race;
        if training.schedule != Schedule::Constant {
            for (rule, step) in rules.iter_mut().zip(steps.clone()) {
                set_learning_rate(rule, training.rate(step));
            }
        }
        let mut noises = [Pair::new([0.0; 2]); TURN as usize];
        for (noises, step) in noises.iter_mut().zip(steps.clone()) {
            if !noise.is_none() {
                *noises = Pair::new(noise.at(step));
            }
        }
        Self {
            first: steps.start,
            rules,
            constants: [None; TURN as usize],
            noise: (!noise.is_none()).then_some(noises),
            is_clipped: training.clipping != crate::clipping::Clipping::default(),
        }
    }
}

fn set_learning_rate<U: Rule>(rule: &mut U, rate: f64) {
    // It is the first parameter of every rule.
    if let Some((_, field)) = U::PARAMETERS.first()
        && let Setting::Number(place) = field.of(rule)
    {
        *place = rate;
    }
}
