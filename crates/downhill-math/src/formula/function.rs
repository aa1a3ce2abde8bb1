//! The functions that a formula can call, and their names.

use crate::arithmetic::Unary;

/// A function that a formula can call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// One of one number.
    Of(Unary),
    /// The lesser of two numbers.
    Min,
    /// The greater of two numbers.
    Max,
    /// The first number to the power of the second.
    Pow,
    /// The angle of (second, first), as torch and NumPy have it.
    Atan2,
    /// √(a² + b²).
    Hypot,
    /// The remainder, with the sign of the divisor.
    Mod,
}

/// The name by which each function is written.
const NAMES: [(&str, Function); 36] = [
    ("abs", Function::Of(Unary::Abs)),
    ("sqrt", Function::Of(Unary::Sqrt)),
    ("cbrt", Function::Of(Unary::Cbrt)),
    ("exp", Function::Of(Unary::Exp)),
    ("exp2", Function::Of(Unary::Exp2)),
    ("expm1", Function::Of(Unary::Expm1)),
    ("log", Function::Of(Unary::Ln)),
    ("log2", Function::Of(Unary::Log2)),
    ("log10", Function::Of(Unary::Log10)),
    ("log1p", Function::Of(Unary::Log1p)),
    ("sin", Function::Of(Unary::Sin)),
    ("cos", Function::Of(Unary::Cos)),
    ("tan", Function::Of(Unary::Tan)),
    ("sec", Function::Of(Unary::Sec)),
    ("csc", Function::Of(Unary::Csc)),
    ("cot", Function::Of(Unary::Cot)),
    ("asin", Function::Of(Unary::Asin)),
    ("acos", Function::Of(Unary::Acos)),
    ("atan", Function::Of(Unary::Atan)),
    ("sinh", Function::Of(Unary::Sinh)),
    ("cosh", Function::Of(Unary::Cosh)),
    ("tanh", Function::Of(Unary::Tanh)),
    ("sinc", Function::Of(Unary::Sinc)),
    ("relu", Function::Of(Unary::Relu)),
    ("sigmoid", Function::Of(Unary::Sigmoid)),
    ("softplus", Function::Of(Unary::Softplus)),
    ("sign", Function::Of(Unary::Sign)),
    ("floor", Function::Of(Unary::Floor)),
    ("ceil", Function::Of(Unary::Ceil)),
    ("round", Function::Of(Unary::Round)),
    ("atan2", Function::Atan2),
    ("hypot", Function::Hypot),
    ("mod", Function::Mod),
    ("min", Function::Min),
    ("max", Function::Max),
    ("pow", Function::Pow),
];

/// Other names of the same functions.
const ALIASES: [(&str, &str); 32] = [
    ("ln", "log"),
    ("fabs", "abs"),
    ("absolute", "abs"),
    ("arcsin", "asin"),
    ("arccos", "acos"),
    ("arctan", "atan"),
    ("arctan2", "atan2"),
    ("arcsen", "asin"),
    ("arctg", "atan"),
    ("atg", "atan"),
    ("sen", "sin"),
    ("tg", "tan"),
    ("ctg", "cot"),
    ("cotg", "cot"),
    ("ctan", "cot"),
    ("cotan", "cot"),
    ("cosec", "csc"),
    ("sh", "sinh"),
    ("ch", "cosh"),
    ("th", "tanh"),
    ("senh", "sinh"),
    ("tgh", "tanh"),
    ("sgn", "sign"),
    ("signum", "sign"),
    ("ceiling", "ceil"),
    ("power", "pow"),
    ("float_power", "pow"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("fmax", "max"),
    ("fmin", "min"),
    ("logistic", "sigmoid"),
];

/// The meaning of a function's name to the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Callable {
    Function(Function),
    Square,
    Where,
}

impl Function {
    /// Its name in a formula.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, function)| *function == self).map_or("", |(name, _)| name)
    }

    /// The number of operands of its operation.
    pub(super) fn operands(self) -> usize {
        if matches!(self, Self::Of(_)) { 1 } else { 2 }
    }
}

impl Callable {
    /// The function with this name in lower case.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| name);
        match name {
            "square" => Some(Self::Square),
            "where" | "if" => Some(Self::Where),
            _ => {
                let (_, function) = NAMES.iter().find(|(known, _)| *known == name)?;
                Some(Self::Function(*function))
            }
        }
    }

    /// The least and the largest number of arguments.
    pub(super) fn takes(self) -> [usize; 2] {
        match self {
            Self::Function(Function::Of(_)) | Self::Square => [1; 2],
            Self::Function(Function::Min | Function::Max) => [2, usize::MAX],
            Self::Function(_) => [2; 2],
            Self::Where => [3; 2],
        }
    }

    /// Whether it can be written without parentheses and with a power on its name.
    pub(super) fn is_of_one(self) -> bool {
        self.takes()[1] == 1
    }
}

/// The function names that can stand in a row of letters: `xsin(y)`. Two letters are too few to be
/// sure, except `ln`.
pub(super) fn names_in_rows() -> impl Iterator<Item = &'static str> {
    functions().chain(
        ALIASES
            .iter()
            .map(|(alias, _)| *alias)
            .filter(|alias| alias.len() > 2 || matches!(*alias, "ln" | "tg")),
    )
}

fn functions() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

/// Every name that a formula can use, without the aliases of functions.
pub fn names() -> impl Iterator<Item = &'static str> {
    ["x", "y", "pi", "e"].into_iter().chain(functions()).chain(["square", "where"])
}
