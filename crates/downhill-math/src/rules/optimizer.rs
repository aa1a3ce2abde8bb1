use super::{AdaGrad, Adam, Momentum, RmsProp, Rule, Sgd};

/// An optimizer with its hyper-parameters, under `torch.optim`'s names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// Gradient descent.
    Sgd(Sgd),
    /// Gradient descent with momentum.
    Momentum(Momentum),
    /// AdaGrad.
    AdaGrad(AdaGrad),
    /// RMSProp.
    RmsProp(RmsProp),
    /// Adam.
    Adam(Adam),
}

/// Evaluates `$body` with `$rule` bound to the rule inside an [`Optimizer`], whichever it is.
macro_rules! with_rule {
    ($optimizer:expr, $rule:ident => $body:expr) => {
        match $optimizer {
            $crate::rules::Optimizer::Sgd($rule) => $body,
            $crate::rules::Optimizer::Momentum($rule) => $body,
            $crate::rules::Optimizer::AdaGrad($rule) => $body,
            $crate::rules::Optimizer::RmsProp($rule) => $body,
            $crate::rules::Optimizer::Adam($rule) => $body,
        }
    };
}
#[cfg(feature = "blocks")]
pub(crate) use with_rule;

/// Which optimizer, without its hyper-parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptimizerKind {
    /// `sgd`.
    Sgd,
    /// `momentum`.
    Momentum,
    /// `adagrad`.
    AdaGrad,
    /// `rmsprop`.
    RmsProp,
    /// `adam`.
    Adam,
}

impl OptimizerKind {
    /// Every optimizer, in the article's order.
    pub const ALL: [Self; 5] =
        [Self::Sgd, Self::Momentum, Self::AdaGrad, Self::RmsProp, Self::Adam];

    /// The name in a racer's `optimizer` field.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sgd => "sgd",
            Self::Momentum => "momentum",
            Self::AdaGrad => "adagrad",
            Self::RmsProp => "rmsprop",
            Self::Adam => "adam",
        }
    }

    /// The name that people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Sgd => "SGD",
            Self::Momentum => "SGD+Momentum",
            Self::AdaGrad => "AdaGrad",
            Self::RmsProp => "RMSProp",
            Self::Adam => "Adam",
        }
    }

    /// The optimizer with its usual hyper-parameters. They are `torch.optim`'s but for these, in
    /// parentheses torch's: momentum 0.9 (0) with dampening 0.9 (0) from the first step on (never),
    /// which is the article's code; AdaGrad's eps 1e-8 (1e-10). Of learning rates torch has 1e-3 for
    /// SGD and Adam, 1e-2 for the other two; an objective has its own
    /// ([`Objective::learning_rate`](crate::Objective::learning_rate)).
    #[must_use]
    pub fn with_learning_rate(self, lr: f64) -> Optimizer {
        let eps = 1e-8;
        match self {
            Self::Sgd => Optimizer::Sgd(Sgd { lr }),
            Self::Momentum => Optimizer::Momentum(Momentum {
                lr,
                momentum: 0.9,
                dampening: 0.9,
                damp_first_step: true,
            }),
            Self::AdaGrad => Optimizer::AdaGrad(AdaGrad { lr, eps }),
            Self::RmsProp => Optimizer::RmsProp(RmsProp { lr, alpha: 0.99, eps }),
            Self::Adam => {
                Optimizer::Adam(Adam { lr, betas: [0.9, 0.999], eps, bias_correction: true })
            }
        }
    }
}

impl Optimizer {
    /// Which optimizer it is.
    #[must_use]
    pub fn kind(&self) -> OptimizerKind {
        match self {
            Self::Sgd(_) => OptimizerKind::Sgd,
            Self::Momentum(_) => OptimizerKind::Momentum,
            Self::AdaGrad(_) => OptimizerKind::AdaGrad,
            Self::RmsProp(_) => OptimizerKind::RmsProp,
            Self::Adam(_) => OptimizerKind::Adam,
        }
    }

    /// The learning rate.
    pub fn learning_rate_mut(&mut self) -> &mut f64 {
        with_rule!(self, rule => &mut rule.lr)
    }

    /// The names of what the optimizer remembers between steps, as in a [`Snapshot`].
    ///
    /// [`Snapshot`]: super::Snapshot
    #[must_use]
    pub fn state_names(&self) -> &'static [&'static str] {
        fn names<U: Rule>(_: &U) -> &'static [&'static str] {
            U::STATE
        }
        with_rule!(self, rule => names(rule))
    }
}
