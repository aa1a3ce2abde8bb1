//! Programs as steps between slots, without the derivatives that are always 0: x has no derivative by
//! y, and a number has none at all. Operations that often follow each other are one step.

use super::MAX_NESTING;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::Unary;

/// One operation on slots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) what: What,
    pub(super) lhs: Slot,
    /// The second operand; x if there is none.
    pub(super) rhs: Slot,
    /// The slot of the result.
    pub(super) to: usize,
}

/// What a step does with its operands `lhs` and `rhs`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// `lhs` plus `rhs` times a number.
    AddTimes(f64),
    AddNumber(f64),
    /// A number minus the operand.
    NumberLess(f64),
    TimesNumber(f64),
    OverNumber(f64),
    Negate,
    /// The square of the sum of the operand and a number.
    SquareOfSum(f64),
    /// The same, divided by a number.
    SquareOver {
        sum: f64,
        over: f64,
    },
    /// `lhs` plus the square of the sum of `rhs` and a number.
    AddSquare(f64),
    /// `lhs` plus a quotient: the square of the sum of `rhs` and a number, over a number.
    AddSquareOver {
        sum: f64,
        over: f64,
    },
    /// The squares of `lhs` and `rhs`, each plus a number first, added.
    SumOfSquares([f64; 2]),
    WholePower(i32),
    /// A function of the operand, or of its negative.
    Call {
        function: Unary,
        of_negative: bool,
    },
    /// A function of the operand divided by a number.
    CallOver {
        function: Unary,
        over: f64,
    },
    /// `lhs` plus a number times a function of `rhs` divided by a number.
    AddTimesCallOver {
        times: f64,
        function: Unary,
        over: f64,
    },
    /// A number minus a function of the operand, or of its negative.
    LessCall {
        number: f64,
        function: Unary,
        of_negative: bool,
    },
}

/// The slot of a dual number, and whether it depends on x and on y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub(super) at: usize,
    pub(super) has: [bool; 2],
}

const X: Slot = Slot { at: 0, has: [true, false] };
const Y: Slot = Slot { at: 1, has: [false, true] };
/// The slot of the program's result, which is the first slot of results.
pub(super) const RESULT: usize = 2;
/// How many slots there are.
pub(super) const SLOTS: usize = RESULT + MAX_NESTING;

/// The steps of a program.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tape {
    pub(super) steps: Vec<Step>,
    /// The number of slots that it uses, those of x and y included.
    slots: usize,
}

#[derive(Clone, Copy)]
enum Operand {
    Number(f64),
    Slot(Slot),
}

impl Tape {
    /// None for a program with a rare operation, or whose result does not depend on both x and y.
    pub(super) fn of(program: &[Op]) -> Option<Self> {
        let mut tape = Self { steps: Vec::new(), slots: RESULT };
        let mut stack = Vec::new();
        for op in program {
            let operand = match *op {
                Op::X => Operand::Slot(X),
                Op::Y => Operand::Slot(Y),
                Op::Number(number) => Operand::Number(number),
                op => {
                    let rhs = if op.takes() == 2 { Some(stack.pop()?) } else { None };
                    let (what, lhs, rhs) = taken_apart(op, stack.pop()?, rhs)?;
                    let is_result = |operand: &&Operand| matches!(operand, Operand::Slot(slot) if slot.at >= RESULT);
                    let to = RESULT + stack.iter().filter(is_result).count();
                    let has =
                        [0, 1].map(|part| lhs.has[part] || rhs.is_some_and(|rhs| rhs.has[part]));
                    tape.push(Step { what, lhs, rhs: rhs.unwrap_or(X), to });
                    Operand::Slot(Slot { at: to, has })
                }
            };
            stack.push(operand);
        }
        let is_whole =
            matches!(stack.pop()?, Operand::Slot(Slot { at: RESULT, has: [true, true] }));
        // The parser allows no program that needs more slots.
        (is_whole && tape.slots <= SLOTS).then_some(tape)
    }

    /// Adds a step, or joins it with the step before if the two can be one.
    fn push(&mut self, step: Step) {
        self.slots = self.slots.max(step.to + 1);
        match self.steps.last().and_then(|last| joined(last, &step)) {
            Some(joined) => {
                self.steps.pop();
                self.push(joined);
            }
            None => self.steps.push(step),
        }
    }
}

/// The step for an operation, depending on which of its operands are numbers.
fn taken_apart(op: Op, lhs: Operand, rhs: Option<Operand>) -> Option<(What, Slot, Option<Slot>)> {
    let (what, lhs, rhs) = match (lhs, rhs) {
        (Operand::Slot(lhs), None) => {
            let what = match op {
                Op::Negate => What::Negate,
                Op::WholePower(2) => What::SquareOfSum(0.0),
                Op::WholePower(n) if n != 0 => What::WholePower(n),
                Op::Call(Function::Of(function)) => What::Call { function, of_negative: false },
                _ => return None,
            };
            (what, lhs, None)
        }
        (Operand::Slot(lhs), Some(Operand::Slot(rhs))) => {
            let what = match op {
                Op::Add => What::Add,
                Op::Subtract => What::Subtract,
                Op::Multiply => What::Multiply,
                Op::Divide => What::Divide,
                _ => return None,
            };
            (what, lhs, Some(rhs))
        }
        (Operand::Slot(lhs), Some(Operand::Number(number))) => {
            let what = match op {
                Op::Add => What::AddNumber(number),
                Op::Subtract => What::AddNumber(-number),
                Op::Multiply => What::TimesNumber(number),
                Op::Divide => What::OverNumber(number),
                _ => return None,
            };
            (what, lhs, None)
        }
        (Operand::Number(number), Some(Operand::Slot(rhs))) => {
            let what = match op {
                Op::Add => What::AddNumber(number),
                Op::Subtract => What::NumberLess(number),
                Op::Multiply => What::TimesNumber(number),
                _ => return None,
            };
            (what, rhs, None)
        }
        _ => return None,
    };
    Some((what, lhs, rhs))
}

/// One step for two, if the second uses the result of the first. The bits are the same, because a sign
/// changes no other bit.
fn joined(first: &Step, second: &Step) -> Option<Step> {
    let is_rhs = second.rhs.at == first.to;
    if !is_rhs && second.lhs.at != first.to {
        return None;
    }
    let what = match (first.what, second.what) {
        (What::Negate, What::TimesNumber(number)) => What::TimesNumber(-number),
        (What::Negate, What::OverNumber(number)) => What::OverNumber(-number),
        (What::Negate, What::Call { function, .. }) => What::Call { function, of_negative: true },
        (What::AddNumber(number), What::SquareOfSum(0.0)) => What::SquareOfSum(number),
        (What::SquareOfSum(sum), What::OverNumber(over)) => What::SquareOver { sum, over },
        (What::SquareOver { sum, over }, What::Add) if is_rhs => What::AddSquareOver { sum, over },
        (What::SquareOfSum(sum), What::Add) if is_rhs => What::AddSquare(sum),
        (What::SquareOfSum(lhs), What::AddSquare(rhs)) if !is_rhs => What::SumOfSquares([lhs, rhs]),
        (What::OverNumber(over), What::Call { function, of_negative: false }) => {
            What::CallOver { function, over }
        }
        (What::Call { function, of_negative }, What::NumberLess(number)) => {
            What::LessCall { number, function, of_negative }
        }
        (What::CallOver { function, over }, What::AddTimes(times)) if is_rhs => {
            What::AddTimesCallOver { times, function, over }
        }
        (What::TimesNumber(number), What::Add) if is_rhs => What::AddTimes(number),
        (What::TimesNumber(number), What::Subtract) if is_rhs => What::AddTimes(-number),
        _ => return None,
    };
    Some(if is_rhs {
        Step { what, rhs: first.lhs, ..*second }
    } else {
        Step { what, lhs: first.lhs, ..*second }
    })
}
