//! Formulas at a block of points by their [`Tape`], because half of what [`block`](super::block)
//! computes and moves is 0.
//!
//! If the gradient is finite and not 0, it has the same bits as with whole dual numbers. The sign of a
//! derivative that is 0 affects only other zeros. And if 0 times a number is NaN, that number is not
//! finite; then a computed derivative is not finite either, and stays so to the end. In all other cases
//! whole dual numbers are evaluated.

use std::cell::RefCell;

use super::tape::{RESULT, SLOTS, Slot, Step, Tape, What};
use crate::arithmetic::{Block, Lanes, Real, Unary, powi};
use crate::evaluation::Evaluation;

/// A value and its derivatives by x and y.
type Parts = [Block; 3];

thread_local! {
    /// The slots, which are kept from block to block, because clearing them takes as long as a step. No
    /// slot is read before it is written.
    static KEPT: RefCell<[Parts; SLOTS]> = const { RefCell::new(blank()) };
}

/// Slots of which the first two hold the derivatives of x and of y.
const fn blank() -> [Parts; SLOTS] {
    let mut slots = [[Block::ZERO; 3]; SLOTS];
    slots[0][1] = Block::ONE;
    slots[1][2] = Block::ONE;
    slots
}

/// f and ∇f of the tape's program; `whole` evaluates whole dual numbers where they are needed.
// Inlined into a caller that is compiled for size, blocks would be copied by calls.
#[inline(never)]
pub(super) fn evaluate(
    tape: &Tape,
    point: &[Block; 2],
    whole: impl FnOnce() -> Evaluation<Block>,
) -> Evaluation<Block> {
    KEPT.with_borrow_mut(|slots| run(tape, slots, point)).unwrap_or_else(whole)
}

/// None if whole dual numbers are needed.
#[inline(always)]
fn run(tape: &Tape, slots: &mut [Parts], [x, y]: &[Block; 2]) -> Option<Evaluation<Block>> {
    let zero = c(0.0);
    slots[0][0] = *x;
    slots[1][0] = *y;
    for step in &tape.steps {
        let (a, b) = (slots[step.lhs.at][0], slots[step.rhs.at][0]);
        match step.what {
            What::Add => put_binary(slots, step, a + b, |p, q| p + q, |p| p, |q| q),
            What::Subtract => put_binary(slots, step, a - b, |p, q| p - q, |p| p, |q| -q),
            What::Multiply => {
                put_binary(slots, step, a * b, |p, q| p * b + a * q, |p| p * b, |q| a * q);
            }
            What::Divide => {
                let value = a / b;
                let both = |p, q| (p - value * q) / b;
                put_binary(slots, step, value, both, |p| p / b, |q| -(value * q) / b);
            }
            What::AddTimes(number) => {
                let (number, rest) = (c(number), b * zero);
                let derivative = |q: Block| q * number + rest;
                put_binary(
                    slots,
                    step,
                    a + b * number,
                    |p, q| p + derivative(q),
                    |p| p,
                    derivative,
                );
            }
            What::AddNumber(number) => put_unary(slots, step, a + c(number), |p| p),
            What::NumberLess(number) => put_unary(slots, step, c(number) - a, |p| -p),
            What::TimesNumber(number) => {
                let rest = a * zero;
                put_unary(slots, step, a * c(number), |p| p * c(number) + rest);
            }
            What::OverNumber(number) => {
                let value = a / c(number);
                let rest = value * zero;
                put_unary(slots, step, value, |p| (p - rest) / c(number));
            }
            What::Negate => put_unary(slots, step, -a, |p| -p),
            What::SquareOfSum(number) => {
                let sum = a + c(number);
                let slope = c(2.0) * sum;
                put_unary(slots, step, sum * sum, |p| slope * p);
            }
            What::SquareOver { sum, over } => {
                let (sum, over) = (a + c(sum), c(over));
                let (slope, value) = (c(2.0) * sum, sum * sum / over);
                let rest = value * zero;
                put_unary(slots, step, value, |p| (slope * p - rest) / over);
            }
            What::AddSquare(number) => {
                let sum = b + c(number);
                let slope = c(2.0) * sum;
                put_binary(slots, step, a + sum * sum, |p, q| p + slope * q, |p| p, |q| slope * q);
            }
            What::AddSquareOver { sum, over } => {
                let (sum, over) = (b + c(sum), c(over));
                let (slope, square) = (c(2.0) * sum, sum * sum / over);
                let rest = square * zero;
                let derivative = |q: Block| (slope * q - rest) / over;
                put_binary(slots, step, a + square, |p, q| p + derivative(q), |p| p, derivative);
            }
            What::SumOfSquares([first, second]) => {
                let (a, b) = (a + c(first), b + c(second));
                let slopes = [c(2.0) * a, c(2.0) * b];
                let both = |p, q| slopes[0] * p + slopes[1] * q;
                put_binary(slots, step, a * a + b * b, both, |p| slopes[0] * p, |q| slopes[1] * q);
            }
            What::WholePower(n) => {
                let [value, slope] = powi(a, n);
                put_unary(slots, step, value, |p| slope * p);
            }
            What::Call { function, of_negative } => {
                let [value, slope] = at(function, if of_negative { -a } else { a });
                let slope = if of_negative { -slope } else { slope };
                put_unary(slots, step, value, |p| slope * p);
            }
            What::CallOver { function, over } => {
                let quotient = a / c(over);
                let rest = quotient * zero;
                let [value, slope] = at(function, quotient);
                put_unary(slots, step, value, |p| slope * ((p - rest) / c(over)));
            }
            What::AddTimesCallOver { times, function, over } => {
                let (times, over) = (c(times), c(over));
                let quotient = b / over;
                let rest = quotient * zero;
                let [value, slope] = at(function, quotient);
                let rest_of_value = value * zero;
                let derivative = |q: Block| slope * ((q - rest) / over) * times + rest_of_value;
                put_binary(
                    slots,
                    step,
                    a + value * times,
                    |p, q| p + derivative(q),
                    |p| p,
                    derivative,
                );
            }
            What::LessCall { number, function, of_negative } => {
                let [value, slope] = at(function, if of_negative { -a } else { a });
                // One negation, where two would cancel.
                let slope = if of_negative { slope } else { -slope };
                put_unary(slots, step, c(number) - value, |p| slope * p);
            }
        }
    }
    let [value, dx, dy] = slots[RESULT];
    // The product is neither 0 nor infinite only if both factors are not.
    let product = Lanes::abs(dx * dy);
    if zero.all_below(product) && product.all_below(c(f64::INFINITY)) {
        return Some(Evaluation { value, gradient: [dx, dy] });
    }
    None
}

/// Stores the result of an operation on one number: its value, and its derivatives by x and y, each
/// made from that of the operand.
#[inline(always)]
fn put_unary(slots: &mut [Parts], step: &Step, value: Block, derivative: impl Fn(Block) -> Block) {
    slots[step.to][0] = value;
    for part in 0..2 {
        if step.lhs.has[part] {
            slots[step.to][1 + part] = derivative(slots[step.lhs.at][1 + part]);
        }
    }
}

/// Stores the result of an operation on two numbers, of which one or both have a derivative.
#[inline(always)]
fn put_binary(
    slots: &mut [Parts],
    step: &Step,
    value: Block,
    both: impl Fn(Block, Block) -> Block,
    of_lhs: impl Fn(Block) -> Block,
    of_rhs: impl Fn(Block) -> Block,
) {
    let Step { lhs, rhs, to, .. } = step;
    slots[*to][0] = value;
    for part in 0..2 {
        let part_of = |slots: &[Parts], slot: &Slot| slots[slot.at][1 + part];
        slots[*to][1 + part] = match (lhs.has[part], rhs.has[part]) {
            (true, true) => both(part_of(slots, lhs), part_of(slots, rhs)),
            (true, false) => of_lhs(part_of(slots, lhs)),
            (false, true) => of_rhs(part_of(slots, rhs)),
            (false, false) => continue,
        };
    }
}

/// A function's value and slope. The most frequent function is tested first.
#[inline(always)]
fn at(function: Unary, number: Block) -> [Block; 2] {
    if function == Unary::Exp { [Real::exp(number); 2] } else { called_at(function, number) }
}

/// This is a call of its own: with every function inlined, the loop above would be slower by half.
#[inline(never)]
fn called_at(function: Unary, number: Block) -> [Block; 2] {
    function.at(number)
}

fn c(number: f64) -> Block {
    <Block as Lanes>::splat(number)
}
