/// A function that a formula can call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    Sqrt,
    Exp,
    Log,
    Log10,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Sign,
    Floor,
    Min,
    Max,
    Pow,
}

/// By name; where a function has two, the one that it is written by comes first.
const NAMES: [(&str, Function); 20] = [
    ("abs", Function::Abs),
    ("sqrt", Function::Sqrt),
    ("exp", Function::Exp),
    ("log", Function::Log),
    ("ln", Function::Log),
    ("log10", Function::Log10),
    ("sin", Function::Sin),
    ("cos", Function::Cos),
    ("tan", Function::Tan),
    ("asin", Function::Asin),
    ("acos", Function::Acos),
    ("atan", Function::Atan),
    ("sinh", Function::Sinh),
    ("cosh", Function::Cosh),
    ("tanh", Function::Tanh),
    ("sign", Function::Sign),
    ("floor", Function::Floor),
    ("min", Function::Min),
    ("max", Function::Max),
    ("pow", Function::Pow),
];

impl Function {
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
    }

    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(_, function)| *function == self).map_or("", |(name, _)| name)
    }

    /// How many arguments it takes.
    pub(super) fn takes(self) -> usize {
        if matches!(self, Self::Min | Self::Max | Self::Pow) { 2 } else { 1 }
    }
}

/// Every name that a formula can use.
pub fn names() -> impl Iterator<Item = &'static str> {
    ["x", "y", "pi", "e"].into_iter().chain(NAMES.iter().map(|(name, _)| *name))
}
