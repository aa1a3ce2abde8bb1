use super::function::Function;
use crate::arithmetic::Real;

/// One operation of a formula in postfix order. It takes its operands from a stack and leaves its result
/// there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// The variable x.
    X,
    /// The variable y.
    Y,
    /// A number.
    Number(f64),
    /// The negative.
    Negate,
    /// The sum.
    Add,
    /// The first less the second.
    Subtract,
    /// The product.
    Multiply,
    /// The first over the second.
    Divide,
    /// To the power of the number on top.
    Power,
    /// To a whole power.
    WholePower(i32),
    /// A function.
    Call(Function),
    /// The third operand if the comparison of the first two holds, else the fourth.
    Where(Comparison),
}

impl Op {
    /// The number of its operands.
    #[must_use]
    pub fn takes(self) -> usize {
        match self {
            Self::X | Self::Y | Self::Number(_) => 0,
            Self::Negate | Self::WholePower(_) => 1,
            Self::Call(function) => function.operands(),
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Power => 2,
            Self::Where(_) => 4,
        }
    }
}

/// How a condition compares two numbers. It never holds if one of them is NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// <
    Less,
    /// ≤
    AtMost,
    /// >
    Greater,
    /// ≥
    AtLeast,
}

impl Comparison {
    /// The third number if the comparison of the first two holds, else the fourth, with its derivative.
    #[inline(always)]
    pub(super) fn choose<R: Real>(self, [lhs, rhs, then, otherwise]: [R; 4]) -> R {
        match self {
            Self::Less => lhs.if_less(rhs, then, otherwise),
            Self::AtMost => lhs.if_at_most(rhs, then, otherwise),
            Self::Greater => rhs.if_less(lhs, then, otherwise),
            Self::AtLeast => rhs.if_at_most(lhs, then, otherwise),
        }
    }

    /// The sign as it is typed.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}
