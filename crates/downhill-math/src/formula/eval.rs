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
                if let Some([value, dx, dy]) = stack.last_chunk() {
                    let depends = if D::IS_KNOWN { depends.pop() } else { None };
                    let depends = depends.unwrap_or(D::NONE);
                    last = of_two(op, Dual { value: *value, dx: *dx, dy: *dy, depends }, last);
                }
                stack.truncate(stack.len().saturating_sub(3));
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

/// The values alone at many points of the same y, to the bit those that [`run`] finds. Every
/// operation is carried out at all points before the next one, and once where x is not in it, so a
/// page's samples take a fraction of the time.
pub(super) fn values(program: &[Op], xs: &[f64], y: f64) -> Vec<f64> {
    // A single number stands for the same one at every point.
    let mut stack: Vec<Vec<f64>> = Vec::new();
    for op in program {
        let operand = match *op {
            Op::X => xs.to_vec(),
            Op::Y => vec![y],
            Op::Number(number) => vec![number],
            Op::Where(comparison) => {
                let [otherwise, then, rhs, lhs] = [(); 4].map(|()| stack.pop().unwrap_or_default());
                let count = [&lhs, &rhs, &then, &otherwise].map(Vec::len).into_iter().max();
                let at = |values: &[f64], index: usize| {
                    values.get(index).or(values.first()).copied().unwrap_or_default()
                };
                (0..count.unwrap_or_default())
                    .map(|index| {
                        comparison.choose([&lhs, &rhs, &then, &otherwise].map(|of| at(of, index)))
                    })
                    .collect()
            }
            _ => {
                let others = if op.takes() == 2 { stack.pop() } else { None }.unwrap_or_default();
                let Some(ones) = stack.last_mut() else { continue };
                spread(ones, others.len());
                match *op {
                    // What most operations are is not chosen anew at every point.
                    Op::Multiply => each(ones, &others, |one, other| one * other),
                    op => each(ones, &others, |one, other| match op {
                        Op::Negate => -one,
                        Op::WholePower(2) => one * one,
                        Op::WholePower(n) => Real::powi(one, n),
                        Op::Call(Function::Of(function)) => function.at(one)[0],
                        op => of_two(op, one, other),
                    }),
                }
                continue;
            }
        };
        stack.push(operand);
    }
    let mut values = stack.pop().unwrap_or_default();
    spread(&mut values, xs.len());
    values
}

/// Repeats a single number `count` times.
fn spread(values: &mut Vec<f64>, count: usize) {
    if let [only] = values[..]
        && count > 1
    {
        values.resize(count, only);
    }
}

/// Changes every number to what `of` makes of it and the other one at its point.
fn each(ones: &mut [f64], others: &[f64], of: impl Fn(f64, f64) -> f64) {
    for (index, one) in ones.iter_mut().enumerate() {
        let other = others.get(index).or(others.first());
        *one = of(*one, other.copied().unwrap_or_default());
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
