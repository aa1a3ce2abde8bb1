use crate::arithmetic::Unary;

/// A function that a formula can call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Of(Unary),
    Min,
    Max,
    Pow,
}

/// By name; where a function has two, the one that it is written by comes first.
const NAMES: [(&str, Function); 20] = [
    ("abs", Function::Of(Unary::Abs)),
    ("sqrt", Function::Of(Unary::Sqrt)),
    ("exp", Function::Of(Unary::Exp)),
    ("log", Function::Of(Unary::Ln)),
    ("ln", Function::Of(Unary::Ln)),
    ("log10", Function::Of(Unary::Log10)),
    ("sin", Function::Of(Unary::Sin)),
    ("cos", Function::Of(Unary::Cos)),
    ("tan", Function::Of(Unary::Tan)),
    ("asin", Function::Of(Unary::Asin)),
    ("acos", Function::Of(Unary::Acos)),
    ("atan", Function::Of(Unary::Atan)),
    ("sinh", Function::Of(Unary::Sinh)),
    ("cosh", Function::Of(Unary::Cosh)),
    ("tanh", Function::Of(Unary::Tanh)),
    ("sign", Function::Of(Unary::Sign)),
    ("floor", Function::Of(Unary::Floor)),
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
        if matches!(self, Self::Of(_)) { 1 } else { 2 }
    }
}

/// Every name that a formula can use.
pub fn names() -> impl Iterator<Item = &'static str> {
    ["x", "y", "pi", "e"].iter().chain(NAMES.iter().map(|(name, _)| name)).copied()
}
