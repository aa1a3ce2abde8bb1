use downhill_math::OptimizerKind;

/// A rule as code, its settings under `torch.optim`'s names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// In Python with NumPy as `np` and a function `compute_gradient`, as the article has it.
    pub python: &'static str,
    /// In Rust with a function `gradient`.
    pub rust: &'static str,
}

/// The rule of an optimizer as code.
#[must_use]
pub fn code(of: OptimizerKind) -> Code {
    macro_rules! code {
        ($name:literal) => {
            Code {
                python: include_str!(concat!("code/", $name, ".py")),
                rust: include_str!(concat!("code/", $name, ".rs")),
            }
        };
    }
    match of {
        OptimizerKind::Sgd => code!("sgd"),
        OptimizerKind::Momentum => code!("momentum"),
        OptimizerKind::AdaGrad => code!("adagrad"),
        OptimizerKind::RmsProp => code!("rmsprop"),
        OptimizerKind::Adam => code!("adam"),
    }
}
