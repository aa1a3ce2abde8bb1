//! A program under construction.

use super::MAX_NESTING;
use super::eval;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::{Dual, Unary};

/// The base of exp.
const E: Op = Op::Number(std::f64::consts::E);
/// Exponents up to this one become whole powers.
const LARGEST_WHOLE: f64 = 64.0;

/// The operations so far, and how many numbers they leave on the stack.
#[derive(Default)]
pub(super) struct Program {
    ops: Vec<Op>,
    waiting: usize,
}

/// The error that the stack is not deep enough for an operation.
pub(super) struct TooDeep;

impl Program {
    /// The operations. e^u becomes exp(u), so that all spellings of a function give the same program.
    pub(super) fn into_ops(mut self) -> Vec<Op> {
        // Where each operand on the stack begins, and which operations are dropped.
        let mut starts = Vec::new();
        let mut gone = vec![false; self.ops.len()];
        for index in 0..self.ops.len() {
            let op = self.ops[index];
            let last = starts.last().copied();
            starts.truncate((starts.len() + 1).saturating_sub(op.takes().max(1)));
            match (op, starts.last()) {
                (Op::Power, Some(base)) if self.ops[*base] == E && last == Some(*base + 1) => {
                    gone[*base] = true;
                    self.ops[index] = Op::Call(Function::Of(Unary::Exp));
                }
                _ if op.takes() == 0 => starts.push(index),
                _ => {}
            }
        }
        let mut gone = gone.into_iter();
        self.ops.retain(|_| gone.next() != Some(true));
        self.ops
    }

    /// How many operations there are.
    pub(super) fn len(&self) -> usize {
        self.ops.len()
    }

    /// Moves what was added from `middle` on before what was added from `start` on, for operands that
    /// are written in another order than the operation takes them. It takes time linear in their
    /// length.
    pub(super) fn swap(&mut self, start: usize, middle: usize) {
        let operands = self.ops.split_off(start.min(self.ops.len()));
        let first = middle.saturating_sub(start);
        self.ops.extend(operands.iter().skip(first));
        self.ops.extend(operands.iter().take(first));
    }

    /// Whether what was added from `start` on is a number.
    pub(super) fn is_number(&self, start: usize) -> bool {
        matches!(self.ops.get(start..), Some([Op::Number(_)]))
    }

    /// Removes what was added from `start` on, if it is a number, and returns it.
    pub(super) fn take_number(&mut self, start: usize) -> Option<f64> {
        let Some([Op::Number(number)]) = self.ops.get(start..) else { return None };
        let number = *number;
        self.ops.truncate(start);
        self.waiting -= 1;
        Some(number)
    }

    /// Adds an operation. An operation on numbers alone is carried out at once.
    pub(super) fn add(&mut self, op: Op) -> Result<(), TooDeep> {
        self.ops.push(op);
        self.waiting = self.waiting + 1 - op.takes();
        if self.waiting > MAX_NESTING {
            return Err(TooDeep);
        }
        let first = self.ops.len() - 1 - op.takes();
        let operands = &self.ops[first..self.ops.len() - 1];
        if op.takes() > 0 && operands.iter().all(|operand| matches!(operand, Op::Number(_))) {
            let number = eval::run(&self.ops[first..], Dual::variables([0.0; 2])).value;
            if number.is_finite() {
                self.ops.truncate(first);
                self.ops.push(Op::Number(number));
            }
        }
        Ok(())
    }

    /// Adds a power. u^0.5 becomes √u, and a whole exponent that is not too large an operation of its
    /// own.
    pub(super) fn add_power(&mut self) -> Result<(), TooDeep> {
        match self.ops.last() {
            Some(Op::Number(_)) if self.ops.iter().nth_back(1) == Some(&E) => {
                self.ops.swap_remove(self.ops.len() - 2);
                self.waiting -= 1;
                self.add(Op::Call(Function::Of(Unary::Exp)))
            }
            Some(Op::Number(0.5)) => {
                self.ops.pop();
                self.waiting -= 1;
                self.add(Op::Call(Function::Of(Unary::Sqrt)))
            }
            Some(Op::Number(n)) if n.fract() == 0.0 && n.abs() <= LARGEST_WHOLE => {
                let n = whole(*n);
                self.ops.pop();
                self.waiting -= 1;
                self.add(Op::WholePower(n))
            }
            _ => self.add(Op::Power),
        }
    }

    /// Adds the call of a function on the last operands.
    pub(super) fn add_call(&mut self, function: Function) -> Result<(), TooDeep> {
        if function == Function::Pow { self.add_power() } else { self.add(Op::Call(function)) }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a whole number of at most LARGEST_WHOLE")]
fn whole(number: f64) -> i32 {
    number as i32
}
