//! What has settings by name: an optimizer its hyper-parameters, under `torch.optim`'s names, and the
//! noise.

use downhill_math::{Noise, Optimizer, format_number};

use super::print::joined;
use super::{
    FINITE, Fields, Given, InputError, Value, boolean, number_in, pair_in, whole_number_in,
};

/// What has settings.
pub(crate) enum Settings<'a> {
    Optimizer(&'a mut Optimizer),
    Noise(&'a mut Noise),
}

/// A setting by what it may be.
enum Parameter<'a> {
    NotNegative(&'a mut f64),
    Finite(&'a mut f64),
    /// From 0 to 1.
    Part(&'a mut f64),
    /// From 0 up to, but not including, 1.
    Decays(&'a mut [f64; 2]),
    Switch(&'a mut bool),
    Whole(&'a mut u32),
}

/// The setting in this place with its name; none past the last. The learning rate is the first.
fn parameter<'a>(
    settings: &'a mut Settings<'_>,
    place: usize,
) -> Option<(&'static str, Parameter<'a>)> {
    use Parameter::{Decays, Finite, NotNegative, Part, Switch, Whole};
    let optimizer = match settings {
        Settings::Optimizer(optimizer) => optimizer,
        Settings::Noise(noise) => {
            return Some(match place {
                0 => ("sigma", NotNegative(&mut noise.sigma)),
                1 => ("seed", Whole(&mut noise.seed)),
                2 => ("shared", Switch(&mut noise.shared)),
                _ => return None,
            });
        }
    };
    Some(match (place, &mut **optimizer) {
        (0, optimizer) => ("lr", NotNegative(optimizer.learning_rate_mut())),
        (1, Optimizer::Momentum(rule)) => ("momentum", NotNegative(&mut rule.momentum)),
        (2, Optimizer::Momentum(rule)) => ("dampening", Finite(&mut rule.dampening)),
        (3, Optimizer::Momentum(rule)) => ("dampFirstStep", Switch(&mut rule.damp_first_step)),
        (1, Optimizer::AdaGrad(rule)) => ("eps", NotNegative(&mut rule.eps)),
        (1, Optimizer::RmsProp(rule)) => ("alpha", Part(&mut rule.alpha)),
        (2, Optimizer::RmsProp(rule)) => ("eps", NotNegative(&mut rule.eps)),
        (1, Optimizer::Adam(rule)) => ("betas", Decays(&mut rule.betas)),
        (2, Optimizer::Adam(rule)) => ("eps", NotNegative(&mut rule.eps)),
        (3, Optimizer::Adam(rule)) => ("biasCorrection", Switch(&mut rule.bias_correction)),
        _ => return None,
    })
}

impl Parameter<'_> {
    fn set(self, given: &Given<'_>) -> Result<(), InputError> {
        let (place, allowed, range) = match self {
            Self::NotNegative(place) => (place, "a finite number, 0 or more", [0.0, f64::MAX]),
            Self::Finite(place) => (place, "a finite number", FINITE),
            Self::Part(place) => (place, "a number from 0 to 1", [0.0, 1.0]),
            Self::Decays(pair) => {
                let allowed = "two numbers from 0 up to, but not including, 1";
                *pair = pair_in(given, allowed, [0.0, 1.0_f64.next_down()])?;
                return Ok(());
            }
            Self::Switch(place) => {
                *place = boolean(given)?;
                return Ok(());
            }
            Self::Whole(place) => {
                *place = whole_number_in(given, [0, u32::MAX])?;
                return Ok(());
            }
        };
        *place = number_in(given, allowed, range)?;
        Ok(())
    }

    fn value(&self) -> Value {
        match self {
            Self::NotNegative(number) | Self::Finite(number) | Self::Part(number) => {
                Value::Number(**number)
            }
            Self::Decays(pair) => Value::from(pair.as_slice()),
            Self::Switch(given) => Value::Bool(**given),
            Self::Whole(number) => Value::Number(f64::from(**number)),
        }
    }
}

/// Replaces the usual settings by those that `fields` gives.
pub(crate) fn read_settings(
    mut settings: Settings<'_>,
    fields: &mut Fields<'_>,
) -> Result<(), InputError> {
    let mut place = 0;
    while let Some((name, parameter)) = parameter(&mut settings, place) {
        if let Some(given) = fields.optional(name) {
            parameter.set(&given)?;
        }
        place += 1;
    }
    Ok(())
}

/// Adds every setting to the fields of what has them.
pub(crate) fn write_settings(mut settings: Settings<'_>, fields: &mut Vec<(&'static str, Value)>) {
    let mut place = 0;
    while let Some((name, parameter)) = parameter(&mut settings, place) {
        fields.push((name, parameter.value()));
        place += 1;
    }
}

/// Every setting in text: `lr=0.02,betas=0.9:0.999`.
pub(crate) fn print_settings(mut settings: Settings<'_>) -> String {
    let mut text = String::new();
    let mut place = 0;
    while let Some((name, parameter)) = parameter(&mut settings, place) {
        text.push_str(if place > 0 { "," } else { "" });
        text.push_str(name);
        text.push('=');
        text.push_str(&match parameter {
            Parameter::NotNegative(number)
            | Parameter::Finite(number)
            | Parameter::Part(number) => format_number(*number),
            Parameter::Decays(pair) => joined(pair, ":"),
            Parameter::Switch(given) => (if *given { "true" } else { "false" }).to_owned(),
            Parameter::Whole(number) => number.to_string(),
        });
        place += 1;
    }
    text
}
