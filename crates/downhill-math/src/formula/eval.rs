use arrayvec::ArrayVec;

use super::MAX_NESTING;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::{Dual, Lanes, Real};

/// What a program leaves on the stack, where `x` and `y` are the variables.
///
/// The parser has seen to it that no operand is missing and that the stack is deep enough; were
/// one missing, it would be NaN.
pub(super) fn run<L: Lanes>(program: &[Op], [x, y]: [Dual<L>; 2]) -> Dual<L> {
    let mut stack: ArrayVec<Dual<L>, MAX_NESTING> = ArrayVec::new();
    for op in program {
        let pushed = match *op {
            Op::X => x,
            Op::Y => y,
            Op::Number(number) => Dual::splat(number),
            op => {
                let last = if op.takes() == 2 { stack.pop() } else { None };
                if let Some(top) = stack.last_mut() {
                    *top = applied(op, *top, last.unwrap_or(*top));
                }
                continue;
            }
        };
        if stack.try_push(pushed).is_err() {
            break;
        }
    }
    stack.pop().unwrap_or(Dual::splat(f64::NAN))
}

/// The result of an operation; `other` is the second operand where it takes two.
#[inline(always)]
fn applied<L: Lanes>(op: Op, one: Dual<L>, other: Dual<L>) -> Dual<L> {
    match op {
        Op::Negate => -one,
        Op::Add => one + other,
        Op::Subtract => one - other,
        Op::Multiply => one * other,
        Op::Divide => one / other,
        Op::WholePower(n) => one.powi(n),
        Op::Power | Op::Call(Function::Pow) => one.pow(other),
        Op::Call(Function::Of(function)) => one.applied(function),
        Op::Call(Function::Min) => one.min(other),
        Op::Call(Function::Max) => one.max(other),
        Op::X | Op::Y | Op::Number(_) => one,
    }
}
