use super::{AdaGrad, Adam, Momentum, RmsProp, Sgd};
use crate::config::{Fields, InputError, Value, boolean, finite, number_in, pair_in};

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

    /// The optimizer with its usual hyper-parameters.
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

/// Reads one hyper-parameter where it is given.
fn read<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    target: &mut T,
    reader: impl Fn(&str, &Value) -> Result<T, InputError>,
) -> Result<(), InputError> {
    if let Some(given) = fields.optional(name, reader)? {
        *target = given;
    }
    Ok(())
}

fn not_negative(field: &str, value: &Value) -> Result<f64, InputError> {
    number_in(field, value, "a finite number, 0 or more", |number| number >= 0.0)
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

    /// Replaces the usual hyper-parameters by those that `fields` gives.
    pub(crate) fn read(&mut self, fields: &mut Fields<'_>) -> Result<(), InputError> {
        with_rule!(self, rule => read(fields, "lr", &mut rule.lr, not_negative))?;
        match self {
            Self::Sgd(_) => {}
            Self::Momentum(rule) => {
                read(fields, "momentum", &mut rule.momentum, not_negative)?;
                read(fields, "dampening", &mut rule.dampening, finite)?;
                read(fields, "dampFirstStep", &mut rule.damp_first_step, boolean)?;
            }
            Self::AdaGrad(rule) => read(fields, "eps", &mut rule.eps, not_negative)?,
            Self::RmsProp(rule) => {
                read(fields, "alpha", &mut rule.alpha, |field, value| {
                    let allowed = "a number from 0 to 1";
                    number_in(field, value, allowed, |number| (0.0..=1.0).contains(&number))
                })?;
                read(fields, "eps", &mut rule.eps, not_negative)?;
            }
            Self::Adam(rule) => {
                read(fields, "betas", &mut rule.betas, |field, value| {
                    let allowed = "two numbers from 0 up to, but not including, 1";
                    pair_in(field, value, allowed, |number| (0.0..1.0).contains(&number))
                })?;
                read(fields, "eps", &mut rule.eps, not_negative)?;
                read(fields, "biasCorrection", &mut rule.bias_correction, boolean)?;
            }
        }
        Ok(())
    }

    /// The optimizer's name and every hyper-parameter, as a racer's fields.
    pub(crate) fn write(&self) -> Vec<(&'static str, Value)> {
        let mut fields = vec![("optimizer", Value::from(self.kind().name()))];
        fields.push(("lr", Value::Number(with_rule!(self, rule => rule.lr))));
        match self {
            Self::Sgd(_) => {}
            Self::Momentum(rule) => fields.extend([
                ("momentum", Value::Number(rule.momentum)),
                ("dampening", Value::Number(rule.dampening)),
                ("dampFirstStep", Value::Bool(rule.damp_first_step)),
            ]),
            Self::AdaGrad(rule) => fields.push(("eps", Value::Number(rule.eps))),
            Self::RmsProp(rule) => fields
                .extend([("alpha", Value::Number(rule.alpha)), ("eps", Value::Number(rule.eps))]),
            Self::Adam(rule) => fields.extend([
                ("betas", Value::from(rule.betas.as_slice())),
                ("eps", Value::Number(rule.eps)),
                ("biasCorrection", Value::Bool(rule.bias_correction)),
            ]),
        }
        fields
    }
}
