//! Formulas at a block of points by their [`Tape`]: half of what [`block`](super::block) computes and moves is 0.
//!
//! Where the gradient found is finite and not 0, it is that of whole dual numbers to the bit: the
//! sign of a 0 among derivatives passes on to nothing but another 0; and where 0 times a number is
//! NaN, that number is not finite, nor is then a derivative that is computed, and it stays so to the
//! end. Elsewhere whole dual numbers are asked.

use std::cell::RefCell;

use super::tape::{RESULT, SLOTS, Slot, Step, Tape, What};
use crate::arithmetic::{Block, Lanes, Real, Unary, powi};
use crate::evaluation::Evaluation;

/// A value and its derivatives by x and y.
type Parts = [Block; 3];

thread_local! {
    /// The slots, kept from block to block: to clear them for each takes as long as a step. Nothing is
    /// read that was not written before.
    static KEPT: RefCell<[Parts; SLOTS]> = const { RefCell::new(blank()) };
}

/// Slots of which the first two have the derivatives of x and of y.
const fn blank() -> [Parts; SLOTS] {
    let mut slots = [[Block::ZERO; 3]; SLOTS];
    slots[0][1] = Block::ONE;
    slots[1][2] = Block::ONE;
    slots
}

/// f and ∇f of the program that the tape is of, by `whole` where whole dual numbers are to be asked.
// Within a caller that is compiled for size, blocks would be copied by calls.
#[inline(never)]
pub(super) fn evaluate(
    tape: &Tape,
    point: &[Block; 2],
    whole: impl FnOnce() -> Evaluation<Block>,
) -> Evaluation<Block> {
    KEPT.with_borrow_mut(|slots| run(tape, slots, point)).unwrap_or_else(whole)
}

/// None where whole dual numbers are to be asked.
#[inline(always)]
fn run(tape: &Tape, slots: &mut [Parts], [x, y]: &[Block; 2]) -> Option<Evaluation<Block>> {
    let zero = c(0.0);
    slots[0][0] = *x;
    slots[1][0] = *y;
    for step in &tape.steps {
        let (a, b) = (slots[step.one.at][0], slots[step.other.at][0]);
        match step.what {
            What::Add => two(slots, step, a + b, |p, q| p + q, |p| p, |q| q),
            What::Subtract => two(slots, step, a - b, |p, q| p - q, |p| p, |q| -q),
            What::Multiply => {
                two(slots, step, a * b, |p, q| p * b + a * q, |p| p * b, |q| a * q);
            }
            What::Divide => {
                let value = a / b;
                let both = |p, q| (p - value * q) / b;
                two(slots, step, value, both, |p| p / b, |q| -(value * q) / b);
            }
            What::AddTimes(number) => {
                let (number, rest) = (c(number), b * zero);
                let of = |q: Block| q * number + rest;
                two(slots, step, a + b * number, |p, q| p + of(q), |p| p, of);
            }
            What::AddNumber(number) => one(slots, step, a + c(number), |p| p),
            What::NumberLess(number) => one(slots, step, c(number) - a, |p| -p),
            What::TimesNumber(number) => {
                let rest = a * zero;
                one(slots, step, a * c(number), |p| p * c(number) + rest);
            }
            What::OverNumber(number) => {
                let value = a / c(number);
                let rest = value * zero;
                one(slots, step, value, |p| (p - rest) / c(number));
            }
            What::Negate => one(slots, step, -a, |p| -p),
            What::SquareOfSum(number) => {
                let sum = a + c(number);
                let slope = c(2.0) * sum;
                one(slots, step, sum * sum, |p| slope * p);
            }
            What::SquareOver { sum, over } => {
                let (sum, over) = (a + c(sum), c(over));
                let (slope, value) = (c(2.0) * sum, sum * sum / over);
                let rest = value * zero;
                one(slots, step, value, |p| (slope * p - rest) / over);
            }
            What::AddSquare(number) => {
                let sum = b + c(number);
                let slope = c(2.0) * sum;
                two(slots, step, a + sum * sum, |p, q| p + slope * q, |p| p, |q| slope * q);
            }
            What::AddSquareOver { sum, over } => {
                let (sum, over) = (b + c(sum), c(over));
                let (slope, square) = (c(2.0) * sum, sum * sum / over);
                let rest = square * zero;
                let of = |q: Block| (slope * q - rest) / over;
                two(slots, step, a + square, |p, q| p + of(q), |p| p, of);
            }
            What::SumOfSquares([first, second]) => {
                let (a, b) = (a + c(first), b + c(second));
                let slopes = [c(2.0) * a, c(2.0) * b];
                let both = |p, q| slopes[0] * p + slopes[1] * q;
                two(slots, step, a * a + b * b, both, |p| slopes[0] * p, |q| slopes[1] * q);
            }
            What::WholePower(n) => {
                let [value, slope] = powi(a, n);
                one(slots, step, value, |p| slope * p);
            }
            What::Call { function, of_negative } => {
                let [value, slope] = at(function, if of_negative { -a } else { a });
                let slope = if of_negative { -slope } else { slope };
                one(slots, step, value, |p| slope * p);
            }
            What::CallOver { function, over } => {
                let quotient = a / c(over);
                let rest = quotient * zero;
                let [value, slope] = at(function, quotient);
                one(slots, step, value, |p| slope * ((p - rest) / c(over)));
            }
            What::AddTimesCallOver { times, function, over } => {
                let (times, over) = (c(times), c(over));
                let quotient = b / over;
                let rest = quotient * zero;
                let [value, slope] = at(function, quotient);
                let rest_of_value = value * zero;
                let of = |q: Block| slope * ((q - rest) / over) * times + rest_of_value;
                two(slots, step, a + value * times, |p, q| p + of(q), |p| p, of);
            }
            What::LessCall { number, function, of_negative } => {
                let [value, slope] = at(function, if of_negative { -a } else { a });
                // Without a sign where it would have two.
                let slope = if of_negative { slope } else { -slope };
                one(slots, step, c(number) - value, |p| slope * p);
            }
        }
    }
    let [value, dx, dy] = slots[RESULT];
    // Neither 0 nor infinite only if both are not.
    let product = Lanes::abs(dx * dy);
    if zero.all_below(product) && product.all_below(c(f64::INFINITY)) {
        return Some(Evaluation { value, gradient: [dx, dy] });
    }
    None
}

/// Puts the result of an operation on one number: its value, and its derivatives by x and y, each
/// from that of the operand.
#[inline(always)]
fn one(slots: &mut [Parts], step: &Step, value: Block, of: impl Fn(Block) -> Block) {
    slots[step.to][0] = value;
    for part in 0..2 {
        if step.one.has[part] {
            slots[step.to][1 + part] = of(slots[step.one.at][1 + part]);
        }
    }
}

/// Puts the result of an operation on two numbers, where either or both have a derivative.
#[inline(always)]
fn two(
    slots: &mut [Parts],
    step: &Step,
    value: Block,
    both: impl Fn(Block, Block) -> Block,
    of_one: impl Fn(Block) -> Block,
    of_other: impl Fn(Block) -> Block,
) {
    let Step { one, other, to, .. } = step;
    slots[*to][0] = value;
    for part in 0..2 {
        let of = |slots: &[Parts], slot: &Slot| slots[slot.at][1 + part];
        slots[*to][1 + part] = match (one.has[part], other.has[part]) {
            (true, true) => both(of(slots, one), of(slots, other)),
            (true, false) => of_one(of(slots, one)),
            (false, true) => of_other(of(slots, other)),
            (false, false) => continue,
        };
    }
}

/// A function's value and slope. The one that is called most is not behind a choice of many.
#[inline(always)]
fn at(function: Unary, number: Block) -> [Block; 2] {
    if function == Unary::Exp { [Real::exp(number); 2] } else { other_at(function, number) }
}

/// A call of its own: with every function in it, the loop above would be slower by half.
#[inline(never)]
fn other_at(function: Unary, number: Block) -> [Block; 2] {
    function.at(number)
}

fn c(number: f64) -> Block {
    <Block as Lanes>::splat(number)
}
