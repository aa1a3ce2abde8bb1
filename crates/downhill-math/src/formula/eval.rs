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
                if let Some([value, dx, dy]) = stack.last_chunk() {
                    let depends = if D::IS_KNOWN { depends.pop() } else { None };
                    let depends = depends.unwrap_or(D::NONE);
                    last = of_two(op, Dual { value: *value, dx: *dx, dy: *dy, depends }, last);
                }
                stack.truncate(stack.len().saturating_sub(3));
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

/// The values alone at many points with the same y, to the same bits as those of [`run`]. Every
/// operation is carried out at all points before the next one, and only once if x is not in it. A
/// page's samples take a fraction of the time so.
pub(super) fn values(program: &[Op], xs: &[f64], y: f64) -> Vec<f64> {
    // A single number stands for the same number at every point.
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
                        comparison.choose(
                            [&lhs, &rhs, &then, &otherwise].map(|operand| at(operand, index)),
                        )
                    })
                    .collect()
            }
            _ => {
                let right = if op.takes() == 2 { stack.pop() } else { None }.unwrap_or_default();
                let Some(left) = stack.last_mut() else { continue };
                spread(left, right.len());
                match *op {
                    // The most frequent operations do not choose their kind anew at every point.
                    Op::Multiply => each(left, &right, |lhs, rhs| lhs * rhs),
                    op => each(left, &right, |lhs, rhs| match op {
                        Op::Negate => -lhs,
                        Op::WholePower(2) => lhs * lhs,
                        Op::WholePower(n) => Real::powi(lhs, n),
                        Op::Call(Function::Of(function)) => function.at(lhs)[0],
                        op => of_two(op, lhs, rhs),
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

/// Replaces every number by the function of it and the other number at its point.
fn each(left: &mut [f64], right: &[f64], function: impl Fn(f64, f64) -> f64) {
    for (index, lhs) in left.iter_mut().enumerate() {
        let rhs = right.get(index).or(right.first());
        *lhs = function(*lhs, rhs.copied().unwrap_or_default());
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
