//! An optimizer's fields: its name, and its hyper-parameters under `torch.optim`'s names.

use downhill_math::Optimizer;

use super::{Fields, Given, InputError, Value, boolean, finite, number_in, pair_in};

/// A hyper-parameter by what it may be.
enum Parameter<'a> {
    NotNegative(&'a mut f64),
    Finite(&'a mut f64),
    /// From 0 to 1.
    Part(&'a mut f64),
    /// From 0 up to, but not including, 1.
    Decays(&'a mut [f64; 2]),
    Switch(&'a mut bool),
}

/// Every hyper-parameter with its name, the learning rate first.
fn parameters(optimizer: &mut Optimizer) -> Vec<(&'static str, Parameter<'_>)> {
    use Parameter::{Decays, Finite, NotNegative, Part, Switch};
    match optimizer {
        Optimizer::Sgd(rule) => vec![("lr", NotNegative(&mut rule.lr))],
        Optimizer::Momentum(rule) => vec![
            ("lr", NotNegative(&mut rule.lr)),
            ("momentum", NotNegative(&mut rule.momentum)),
            ("dampening", Finite(&mut rule.dampening)),
            ("dampFirstStep", Switch(&mut rule.damp_first_step)),
        ],
        Optimizer::AdaGrad(rule) => {
            vec![("lr", NotNegative(&mut rule.lr)), ("eps", NotNegative(&mut rule.eps))]
        }
        Optimizer::RmsProp(rule) => vec![
            ("lr", NotNegative(&mut rule.lr)),
            ("alpha", Part(&mut rule.alpha)),
            ("eps", NotNegative(&mut rule.eps)),
        ],
        Optimizer::Adam(rule) => vec![
            ("lr", NotNegative(&mut rule.lr)),
            ("betas", Decays(&mut rule.betas)),
            ("eps", NotNegative(&mut rule.eps)),
            ("biasCorrection", Switch(&mut rule.bias_correction)),
        ],
    }
}

impl Parameter<'_> {
    fn set(&mut self, given: &Given<'_>) -> Result<(), InputError> {
        match self {
            Self::NotNegative(number) => {
                let allowed = "a finite number, 0 or more";
                **number = number_in(given, allowed, |number| number >= 0.0)?;
            }
            Self::Finite(number) => **number = finite(given)?,
            Self::Part(number) => {
                let allowed = "a number from 0 to 1";
                **number = number_in(given, allowed, |number| (0.0..=1.0).contains(&number))?;
            }
            Self::Decays(pair) => {
                let allowed = "two numbers from 0 up to, but not including, 1";
                **pair = pair_in(given, allowed, |number| (0.0..1.0).contains(&number))?;
            }
            Self::Switch(place) => **place = boolean(given)?,
        }
        Ok(())
    }

    fn value(&self) -> Value {
        match self {
            Self::NotNegative(number) | Self::Finite(number) | Self::Part(number) => {
                Value::Number(**number)
            }
            Self::Decays(pair) => Value::from(pair.as_slice()),
            Self::Switch(given) => Value::Bool(**given),
        }
    }
}

/// Replaces the usual hyper-parameters by those that `fields` gives.
pub(crate) fn read_optimizer(
    optimizer: &mut Optimizer,
    fields: &mut Fields<'_>,
) -> Result<(), InputError> {
    for (name, mut parameter) in parameters(optimizer) {
        fields.optional(name, |given| parameter.set(given))?;
    }
    Ok(())
}

/// The optimizer's name and every hyper-parameter, as a racer's fields.
pub(crate) fn write_optimizer(mut optimizer: Optimizer) -> Vec<(&'static str, Value)> {
    let mut fields = vec![("optimizer", Value::from(optimizer.kind().name()))];
    let parameters = parameters(&mut optimizer);
    fields.extend(parameters.iter().map(|(name, parameter)| (*name, parameter.value())));
    fields
}
