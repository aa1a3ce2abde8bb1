//! Formulas at a block of points: the same as [`eval`](super::eval) at one point, to the same bits.
//!
//! In `eval` the last result stays in registers, which cannot hold three blocks. Here results change in
//! place, and an operand that is used at once goes straight into the operation.

use arrayvec::ArrayVec;

use super::MAX_NESTING;
use super::eval::of_two;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::{Block, Dual, Lanes, Real};
use crate::evaluation::Evaluation;

/// Dual numbers as separate parts: WebAssembly moves one block of eight by a few loads and stores, but
/// for three blocks at once it calls a function of the engine.
type Stack = ArrayVec<Block, { 3 * MAX_NESTING }>;

/// f and ∇f of a program.
#[inline(never)]
pub(super) fn evaluate(program: &[Op], point: [Block; 2]) -> Evaluation<Block> {
    let [x, y] = Dual::variables(point);
    let mut stack = Stack::new();
    let mut ops = program.iter();
    while let Some(op) = ops.next() {
        let mut op = *op;
        let rhs = match op {
            Op::X => x,
            Op::Y => y,
            Op::Number(number) => Dual::splat(number),
            Op::Where(comparison) => {
                let [otherwise, then, rhs, lhs] = [(); 4].map(|()| pop(&mut stack));
                let chosen = comparison.choose([lhs, rhs, then, otherwise]);
                push(&mut stack, chosen);
                continue;
            }
            _ if op.takes() == 2 => pop(&mut stack),
            _ => {
                change_last(&mut stack, |lhs| match op {
                    Op::Negate => -lhs,
                    Op::WholePower(n) => lhs.powi(n),
                    Op::Call(Function::Of(function)) => lhs.applied(function),
                    _ => lhs,
                });
                continue;
            }
        };
        if op.takes() == 0 {
            match ops.as_slice().first() {
                Some(next) if next.takes() == 2 => {
                    op = *next;
                    ops.next();
                }
                _ => {
                    push(&mut stack, rhs);
                    continue;
                }
            }
        }
        change_last(&mut stack, |lhs| of_two(op, lhs, rhs));
    }
    let found = pop(&mut stack);
    Evaluation { value: found.value, gradient: found.gradient() }
}

#[inline(always)]
fn change_last(stack: &mut Stack, change: impl FnOnce(Dual<Block>) -> Dual<Block>) {
    if let Some([value, dx, dy]) = stack.last_chunk_mut() {
        Dual { value: *value, dx: *dx, dy: *dy, .. } =
            change(Dual { value: *value, dx: *dx, dy: *dy, depends: () });
    }
}

/// The stack is never full, because the parser limits the nesting.
#[inline(always)]
fn push(stack: &mut Stack, number: Dual<Block>) {
    let _ = stack.try_push(number.value);
    let _ = stack.try_push(number.dx);
    let _ = stack.try_push(number.dy);
}

#[inline(always)]
fn pop(stack: &mut Stack) -> Dual<Block> {
    let nan = <Block as Lanes>::splat(f64::NAN);
    let [dy, dx, value] = [stack.pop(), stack.pop(), stack.pop()];
    Dual { value: value.unwrap_or(nan), dx: dx.unwrap_or(nan), dy: dy.unwrap_or(nan), depends: () }
}
