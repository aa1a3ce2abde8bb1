//! Programs as steps between slots, without the parts of dual numbers that are 0 by themselves: x has
//! no derivative by y, a number none at all. What is often written together is one step.

use super::MAX_NESTING;
use super::function::Function;
use super::op::Op;
use crate::arithmetic::Unary;

/// One operation on what is in slots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) what: What,
    pub(super) one: Slot,
    /// That of x where there is no second operand.
    pub(super) other: Slot,
    /// The slot of the result.
    pub(super) to: usize,
}

/// What a step does with one operand, or with one and the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// One and the other times a number.
    AddTimes(f64),
    AddNumber(f64),
    /// A number less the operand.
    NumberLess(f64),
    TimesNumber(f64),
    OverNumber(f64),
    Negate,
    /// The square of the operand and a number together.
    SquareOfSum(f64),
    /// The same over a number.
    SquareOver {
        sum: f64,
        over: f64,
    },
    /// One and the square of the other and a number together.
    AddSquare(f64),
    /// One and, over a number, the square of the other and a number together.
    AddSquareOver {
        sum: f64,
        over: f64,
    },
    /// The squares of one and of the other, each with a number, together.
    SumOfSquares([f64; 2]),
    WholePower(i32),
    /// A function of the operand or of its negative.
    Call {
        function: Unary,
        of_negative: bool,
    },
    /// A function of the operand over a number.
    CallOver {
        function: Unary,
        over: f64,
    },
    /// One and, times a number, a function of the other over a number.
    AddTimesCallOver {
        times: f64,
        function: Unary,
        over: f64,
    },
    /// A number less a function of the operand or of its negative.
    LessCall {
        number: f64,
        function: Unary,
        of_negative: bool,
    },
}

/// Where a dual number is, and whether it depends on x and on y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub(super) at: usize,
    pub(super) has: [bool; 2],
}

const X: Slot = Slot { at: 0, has: [true, false] };
const Y: Slot = Slot { at: 1, has: [false, true] };
/// The slot of the whole program's result, and the first of those of results.
pub(super) const RESULT: usize = 2;
/// How many slots there are.
pub(super) const SLOTS: usize = RESULT + MAX_NESTING;

/// The steps of a program.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tape {
    pub(super) steps: Vec<Step>,
    /// How many slots it takes, those of x and y included.
    slots: usize,
}

#[derive(Clone, Copy)]
enum Operand {
    Number(f64),
    Slot(Slot),
}

impl Tape {
    /// None for a program with an operation that is seldom, or that does not depend on x and y.
    pub(super) fn of(program: &[Op]) -> Option<Self> {
        let mut tape = Self { steps: Vec::new(), slots: RESULT };
        let mut stack = Vec::new();
        for op in program {
            let operand = match *op {
                Op::X => Operand::Slot(X),
                Op::Y => Operand::Slot(Y),
                Op::Number(number) => Operand::Number(number),
                op => {
                    let other = if op.takes() == 2 { Some(stack.pop()?) } else { None };
                    let (what, one, other) = taken_apart(op, stack.pop()?, other)?;
                    let is_result = |operand: &&Operand| matches!(operand, Operand::Slot(slot) if slot.at >= RESULT);
                    let to = RESULT + stack.iter().filter(is_result).count();
                    let has = [0, 1]
                        .map(|part| one.has[part] || other.is_some_and(|other| other.has[part]));
                    tape.push(Step { what, one, other: other.unwrap_or(X), to });
                    Operand::Slot(Slot { at: to, has })
                }
            };
            stack.push(operand);
        }
        let is_whole =
            matches!(stack.pop()?, Operand::Slot(Slot { at: RESULT, has: [true, true] }));
        // The parser allows no program that needs more.
        (is_whole && tape.slots <= SLOTS).then_some(tape)
    }

    /// Adds a step, joined with the one before where the two can be one.
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

/// What an operation does with its operands, numbers among them or not.
fn taken_apart(op: Op, one: Operand, other: Option<Operand>) -> Option<(What, Slot, Option<Slot>)> {
    let (what, one, other) = match (one, other) {
        (Operand::Slot(one), None) => {
            let what = match op {
                Op::Negate => What::Negate,
                Op::WholePower(2) => What::SquareOfSum(0.0),
                Op::WholePower(n) if n != 0 => What::WholePower(n),
                Op::Call(Function::Of(function)) => What::Call { function, of_negative: false },
                _ => return None,
            };
            (what, one, None)
        }
        (Operand::Slot(one), Some(Operand::Slot(other))) => {
            let what = match op {
                Op::Add => What::Add,
                Op::Subtract => What::Subtract,
                Op::Multiply => What::Multiply,
                Op::Divide => What::Divide,
                _ => return None,
            };
            (what, one, Some(other))
        }
        (Operand::Slot(one), Some(Operand::Number(number))) => {
            let what = match op {
                Op::Add => What::AddNumber(number),
                Op::Subtract => What::AddNumber(-number),
                Op::Multiply => What::TimesNumber(number),
                Op::Divide => What::OverNumber(number),
                _ => return None,
            };
            (what, one, None)
        }
        (Operand::Number(number), Some(Operand::Slot(other))) => {
            let what = match op {
                Op::Add => What::AddNumber(number),
                Op::Subtract => What::NumberLess(number),
                Op::Multiply => What::TimesNumber(number),
                _ => return None,
            };
            (what, other, None)
        }
        _ => return None,
    };
    Some((what, one, other))
}

/// One step for two, of which the second takes what the first gives; to the same bits, as a sign
/// changes none of the others.
fn joined(first: &Step, second: &Step) -> Option<Step> {
    let is_other = second.other.at == first.to;
    if !is_other && second.one.at != first.to {
        return None;
    }
    let what = match (first.what, second.what) {
        (What::Negate, What::TimesNumber(number)) => What::TimesNumber(-number),
        (What::Negate, What::OverNumber(number)) => What::OverNumber(-number),
        (What::Negate, What::Call { function, .. }) => What::Call { function, of_negative: true },
        (What::AddNumber(number), What::SquareOfSum(0.0)) => What::SquareOfSum(number),
        (What::SquareOfSum(sum), What::OverNumber(over)) => What::SquareOver { sum, over },
        (What::SquareOver { sum, over }, What::Add) if is_other => {
            What::AddSquareOver { sum, over }
        }
        (What::SquareOfSum(sum), What::Add) if is_other => What::AddSquare(sum),
        (What::SquareOfSum(one), What::AddSquare(other)) if !is_other => {
            What::SumOfSquares([one, other])
        }
        (What::OverNumber(over), What::Call { function, of_negative: false }) => {
            What::CallOver { function, over }
        }
        (What::Call { function, of_negative }, What::NumberLess(number)) => {
            What::LessCall { number, function, of_negative }
        }
        (What::CallOver { function, over }, What::AddTimes(times)) if is_other => {
            What::AddTimesCallOver { times, function, over }
        }
        (What::TimesNumber(number), What::Add) if is_other => What::AddTimes(number),
        (What::TimesNumber(number), What::Subtract) if is_other => What::AddTimes(-number),
        _ => return None,
    };
    Some(if is_other {
        Step { what, other: first.one, ..*second }
    } else {
        Step { what, one: first.one, ..*second }
    })
}
