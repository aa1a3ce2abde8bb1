use arrayvec::ArrayVec;

use super::MAX_NESTING;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::{Dependence, Dual, Real};

/// What a program leaves at a point, where `x` and `y` are the variables.
///
/// The last result is not on the stack but in registers, as most operations take it: so a page's
/// samples are quicker by half. The parser has seen to it that no operand is missing and that the
/// stack is deep enough.
pub(super) fn run<D: Dependence>(program: &[Op], [x, y]: [Dual<f64, D>; 2]) -> Dual<f64, D> {
    // Dual numbers by their parts: compiled for size, whole ones would be copied by way of memory.
    let mut stack: ArrayVec<f64, { 3 * MAX_NESTING }> = ArrayVec::new();
    let mut depends: ArrayVec<D, MAX_NESTING> = ArrayVec::new();
    let mut last = Dual::splat(f64::NAN);
    for op in program {
        let operand = match *op {
            Op::X => x,
            Op::Y => y,
            Op::Number(number) => Dual::splat(number),
            Op::Negate => {
                last = -last;
                continue;
            }
            Op::WholePower(n) => {
                last = last.powi(n);
                continue;
            }
            Op::Call(Function::Of(function)) => {
                last = last.applied(function);
                continue;
            }
            Op::Where(comparison) => {
                if let Some(chunk) = stack.last_chunk::<9>() {
                    let known = depends.last_chunk::<3>().copied().unwrap_or([D::NONE; 3]);
                    let [lhs, rhs, then] = [0, 1, 2].map(|place| Dual {
                        value: chunk[3 * place],
                        dx: chunk[3 * place + 1],
                        dy: chunk[3 * place + 2],
                        depends: known[place],
                    });
                    last = comparison.choose([lhs, rhs, then, last]);
                }
                stack.truncate(stack.len().saturating_sub(9));
                depends.truncate(depends.len().saturating_sub(3));
                continue;
            }
            op => {
                let depends = if D::IS_KNOWN { depends.pop() } else { None };
                let depends = depends.unwrap_or(D::NONE);
                if let (Some(dy), Some(dx), Some(value)) = (stack.pop(), stack.pop(), stack.pop()) {
                    last = of_two(op, Dual { value, dx, dy, depends }, last);
                }
                continue;
            }
        };
        // The first time it is no result yet. The stack is never full.
        let _ = stack.try_push(last.value);
        let _ = stack.try_push(last.dx);
        let _ = stack.try_push(last.dy);
        if D::IS_KNOWN {
            let _ = depends.try_push(last.depends);
        }
        last = operand;
    }
    last
}

/// The value alone, to the bit that of [`run`].
pub(super) fn value(program: &[Op], [x, y]: [f64; 2]) -> f64 {
    let mut stack: ArrayVec<f64, MAX_NESTING> = ArrayVec::new();
    let mut last = f64::NAN;
    for op in program {
        let operand = match *op {
            Op::X => x,
            Op::Y => y,
            Op::Number(number) => number,
            Op::Where(comparison) => {
                let [then, rhs, lhs] = [(); 3].map(|()| stack.pop().unwrap_or(f64::NAN));
                last = comparison.choose([lhs, rhs, then, last]);
                continue;
            }
            op @ (Op::Negate | Op::WholePower(_) | Op::Call(Function::Of(_))) => {
                last = of_numbers(op, last, last);
                continue;
            }
            op => {
                if let Some(one) = stack.pop() {
                    last = match op {
                        // Without a call.
                        Op::Add => one + last,
                        Op::Multiply => one * last,
                        op => of_numbers(op, one, last),
                    };
                }
                continue;
            }
        };
        let _ = stack.try_push(last);
        last = operand;
    }
    last
}

/// What an operation on one number or two makes of these; the first is that of one alone.
#[inline(never)]
pub(super) fn of_numbers(op: Op, one: f64, other: f64) -> f64 {
    match op {
        Op::Negate => -one,
        Op::WholePower(n) => Real::powi(one, n),
        Op::Call(Function::Of(function)) => function.at(one)[0],
        op => of_two(op, one, other),
    }
}

#[inline(always)]
pub(super) fn of_two<R: Real>(op: Op, one: R, other: R) -> R {
    match op {
        Op::Add => one + other,
        Op::Subtract => one - other,
        Op::Multiply => one * other,
        Op::Divide => one / other,
        Op::Power | Op::Call(Function::Pow) => one.pow(other),
        Op::Call(Function::Min) => one.min(other),
        Op::Call(Function::Max) => one.max(other),
        Op::Call(Function::Atan2) => one.atan2(other),
        Op::Call(Function::Hypot) => one.hypot(other),
        Op::Call(Function::Mod) => one.modulo(other),
        _ => other,
    }
}
