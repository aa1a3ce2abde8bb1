use arrayvec::ArrayVec;

use super::MAX_NESTING;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::{Dependence, Dual, Real};

/// The result of a program at a point, where `x` and `y` are the variables.
///
/// The last result is kept in registers and not on the stack, because most operations use it; that
/// makes a page's samples faster by half. The parser guarantees that no operand is missing and that the
/// stack is deep enough.
pub(super) fn run<D: Dependence>(program: &[Op], [x, y]: [Dual<f64, D>; 2]) -> Dual<f64, D> {
    // Dual numbers as separate parts: code that is compiled for size would copy whole ones through
    // memory.
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
        // The first time there is no result yet. The stack is never full.
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

/// The value alone, to the same bits as that of [`run`].
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
                if let Some(lhs) = stack.pop() {
                    last = match op {
                        // The most frequent operations need no call.
                        Op::Add => lhs + last,
                        Op::Multiply => lhs * last,
                        op => of_numbers(op, lhs, last),
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

/// The result of an operation on one number or two. An operation on one number takes `lhs`.
#[inline(never)]
pub(super) fn of_numbers(op: Op, lhs: f64, rhs: f64) -> f64 {
    match op {
        Op::Negate => -lhs,
        Op::WholePower(n) => Real::powi(lhs, n),
        Op::Call(Function::Of(function)) => function.at(lhs)[0],
        op => of_two(op, lhs, rhs),
    }
}

#[inline(always)]
pub(super) fn of_two<R: Real>(op: Op, lhs: R, rhs: R) -> R {
    match op {
        Op::Add => lhs + rhs,
        Op::Subtract => lhs - rhs,
        Op::Multiply => lhs * rhs,
        Op::Divide => lhs / rhs,
        Op::Power | Op::Call(Function::Pow) => lhs.pow(rhs),
        Op::Call(Function::Min) => lhs.min(rhs),
        Op::Call(Function::Max) => lhs.max(rhs),
        Op::Call(Function::Atan2) => lhs.atan2(rhs),
        Op::Call(Function::Hypot) => lhs.hypot(rhs),
        Op::Call(Function::Mod) => lhs.modulo(rhs),
        _ => rhs,
    }
}
