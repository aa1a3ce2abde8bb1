use super::function::Function;

/// One operation of a program: it takes its operands from the stack and leaves its result there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Op {
    X,
    Y,
    Number(f64),
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    /// To the power of the number on top.
    Power,
    /// To a whole power.
    WholePower(i32),
    Call(Function),
}

impl Op {
    /// How many operands it takes.
    pub(super) fn takes(self) -> usize {
        match self {
            Self::X | Self::Y | Self::Number(_) => 0,
            Self::Negate | Self::WholePower(_) => 1,
            Self::Call(function) => function.takes(),
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Power => 2,
        }
    }
}
