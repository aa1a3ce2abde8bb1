//! An optimizer's fields: its name, and its hyper-parameters under `torch.optim`'s names.

use downhill_math::Optimizer;

use super::{Fields, InputError, Value, boolean, finite, number_in, pair_in};

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

/// Replaces the usual hyper-parameters by those that `fields` gives.
pub(crate) fn read_optimizer(
    optimizer: &mut Optimizer,
    fields: &mut Fields<'_>,
) -> Result<(), InputError> {
    read(fields, "lr", optimizer.learning_rate_mut(), not_negative)?;
    match optimizer {
        Optimizer::Sgd(_) => {}
        Optimizer::Momentum(rule) => {
            read(fields, "momentum", &mut rule.momentum, not_negative)?;
            read(fields, "dampening", &mut rule.dampening, finite)?;
            read(fields, "dampFirstStep", &mut rule.damp_first_step, boolean)?;
        }
        Optimizer::AdaGrad(rule) => read(fields, "eps", &mut rule.eps, not_negative)?,
        Optimizer::RmsProp(rule) => {
            read(fields, "alpha", &mut rule.alpha, |field, value| {
                let allowed = "a number from 0 to 1";
                number_in(field, value, allowed, |number| (0.0..=1.0).contains(&number))
            })?;
            read(fields, "eps", &mut rule.eps, not_negative)?;
        }
        Optimizer::Adam(rule) => {
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
pub(crate) fn write_optimizer(optimizer: &Optimizer) -> Vec<(&'static str, Value)> {
    let mut fields = vec![("optimizer", Value::from(optimizer.kind().name()))];
    fields.push(("lr", Value::Number(*optimizer.clone().learning_rate_mut())));
    match optimizer {
        Optimizer::Sgd(_) => {}
        Optimizer::Momentum(rule) => fields.extend([
            ("momentum", Value::Number(rule.momentum)),
            ("dampening", Value::Number(rule.dampening)),
            ("dampFirstStep", Value::Bool(rule.damp_first_step)),
        ]),
        Optimizer::AdaGrad(rule) => fields.push(("eps", Value::Number(rule.eps))),
        Optimizer::RmsProp(rule) => {
            fields.extend([("alpha", Value::Number(rule.alpha)), ("eps", Value::Number(rule.eps))]);
        }
        Optimizer::Adam(rule) => fields.extend([
            ("betas", Value::from(rule.betas.as_slice())),
            ("eps", Value::Number(rule.eps)),
            ("biasCorrection", Value::Bool(rule.bias_correction)),
        ]),
    }
    fields
}
