//! The values of a formula on a grid, row by row, to the same bits as those of
//! [`run`](super::eval::run).
//!
//! Every operation is carried out at all points of a row before the next one: only once for all rows if
//! y is not in it, and only once a row if x is not in it. A page's samples take a fraction of the time
//! so.

use super::eval::of_numbers;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::{Real, Unary};

/// A formula on the rows of a grid.
pub(crate) struct Rows {
    steps: Vec<Step>,
    /// The number of points in a row.
    count: usize,
}

/// A step that is carried out in every row.
enum Step {
    /// Puts values on the stack that are the same in every row.
    Values(Vec<f64>),
    /// Puts y on the stack.
    Y,
    /// Applies an operation to the last values on the stack.
    Op(Op),
}

impl Rows {
    /// The rows of points with these x; none if the formula has a condition.
    pub(super) fn new(program: &[Op], xs: &[f64]) -> Option<Self> {
        let mut steps = Vec::new();
        for op in program {
            let step = match *op {
                Op::X => Step::Values(xs.to_vec()),
                Op::Y => Step::Y,
                Op::Number(number) => Step::Values(vec![number]),
                Op::Where(_) => return None,
                op => found(&mut steps, op).map_or(Step::Op(op), Step::Values),
            };
            steps.push(step);
        }
        Some(Self { steps, count: xs.len() })
    }

    /// f at all points of the row with this y.
    pub(crate) fn values(&self, y: f64) -> Vec<f64> {
        let mut stack: Vec<Vec<f64>> = Vec::new();
        let mut steps = self.steps.iter();
        while let Some(step) = steps.next() {
            match step {
                Step::Values(values) => match (steps.as_slice().first(), stack.last_mut()) {
                    // Values that are used at once are not copied.
                    (Some(Step::Op(op)), Some(left)) if op.takes() == 2 => {
                        steps.next();
                        change(*op, left, values);
                    }
                    _ => stack.push(values.clone()),
                },
                Step::Y => stack.push(vec![y]),
                Step::Op(op) => {
                    let right = if op.takes() == 2 { stack.pop() } else { None };
                    if let Some(left) = stack.last_mut() {
                        change(*op, left, right.as_deref().unwrap_or(&[0.0]));
                    }
                }
            }
        }
        let mut values = stack.pop().unwrap_or_default();
        spread(&mut values, self.count);
        values
    }
}

/// The result of an operation if its operands, which are the last steps, are the same in every row. It
/// replaces these steps.
fn found(steps: &mut Vec<Step>, op: Op) -> Option<Vec<f64>> {
    let operands = steps.len().saturating_sub(op.takes());
    if !steps[operands..].iter().all(|step| matches!(step, Step::Values(_))) {
        return None;
    }
    let mut operands = steps.split_off(operands).into_iter();
    let Some(Step::Values(mut left)) = operands.next() else { return None };
    match operands.next() {
        Some(Step::Values(right)) => change(op, &mut left, &right),
        _ => change(op, &mut left, &[0.0]),
    }
    Some(left)
}

/// Applies an operation to the numbers on the left and those on the right. A single number stands for
/// the same number at every point.
fn change(op: Op, left: &mut Vec<f64>, right: &[f64]) {
    spread(left, right.len());
    match op {
        // The most frequent operations do not choose their kind anew at every point.
        Op::Add => each(left, right, |lhs, rhs| lhs + rhs),
        Op::Subtract => each(left, right, |lhs, rhs| lhs - rhs),
        Op::Multiply => each(left, right, |lhs, rhs| lhs * rhs),
        Op::WholePower(2) => each(left, right, |lhs, _| lhs * lhs),
        Op::Call(Function::Of(Unary::Exp)) => each(left, right, |lhs, _| Real::exp(lhs)),
        op => each(left, right, |lhs, rhs| of_numbers(op, lhs, rhs)),
    }
}

/// Repeats a single number `count` times.
fn spread(values: &mut Vec<f64>, count: usize) {
    if let [only] = values[..]
        && count > 1
    {
        values.resize(count, only);
    }
}

/// Replaces every number by the function of it and the number on the right at its point.
#[inline(always)]
fn each(left: &mut [f64], right: &[f64], function: impl Fn(f64, f64) -> f64) {
    let stride = usize::from(right.len() > 1);
    let mut index = 0;
    for lhs in left {
        let Some(rhs) = right.get(index) else { return };
        *lhs = function(*lhs, *rhs);
        index += stride;
    }
}
