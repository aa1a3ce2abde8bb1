//! Settings by name: the hyper-parameters of an optimizer, under `torch.optim`'s names, and the noise.

use downhill_math::{Noise, Optimizer, Range, Schedule, ScheduleSetting, Setting, format_number};

use super::print::joined;
use super::{
    Fields, InputError, InputField, MAX_STEPS, Value, boolean, number_in, pair_in, whole_number_in,
};

/// The owner of the settings.
pub(crate) enum Settings<'a> {
    Optimizer(&'a mut Optimizer),
    Schedule(&'a mut Schedule),
    Noise(&'a mut Noise),
}

/// A reference to the value of a setting.
enum Place<'a> {
    Setting(Setting<'a>),
    Whole(&'a mut u32),
    /// A count of steps, 1 or more.
    Steps(&'a mut u32),
}

/// A setting with its name.
struct Named<'a> {
    name: &'static str,
    range: Range,
    place: Place<'a>,
}

impl Settings<'_> {
    /// The setting at this index; none past the last.
    fn get(&mut self, number: usize) -> Option<Named<'_>> {
        let (name, range, place) = match self {
            Self::Optimizer(optimizer) => {
                let (parameter, setting) = optimizer.setting(number)?;
                (parameter.name, parameter.range, Place::Setting(setting))
            }
            Self::Schedule(schedule) => {
                let (parameter, setting) = schedule.setting(number)?;
                let place = match setting {
                    ScheduleSetting::Number(number) => Place::Setting(Setting::Number(number)),
                    ScheduleSetting::Steps(count) => Place::Steps(count),
                };
                (parameter.name, parameter.range, place)
            }
            Self::Noise(noise) => match number {
                0 => {
                    let sigma = Setting::Number(&mut noise.sigma);
                    ("sigma", Range::NOT_NEGATIVE, Place::Setting(sigma))
                }
                1 => ("seed", Range::NOT_NEGATIVE, Place::Whole(&mut noise.seed)),
                2 => {
                    let shared = Setting::Switch(&mut noise.shared);
                    ("shared", Range::SWITCH, Place::Setting(shared))
                }
                _ => return None,
            },
        };
        Some(Named { name, range, place })
    }

    /// Whether the setting at this index is left out because it has its default.
    fn leaves_out(&mut self, number: usize) -> bool {
        let Self::Optimizer(optimizer) = self else { return false };
        let mut defaults = optimizer.kind().with_defaults();
        match (optimizer.setting(number), defaults.setting(number)) {
            (Some((parameter, own)), Some((_, default))) => {
                parameter.is_left_out && is_same(&own, &default)
            }
            _ => false,
        }
    }

    /// Calls `write` with every setting that is to be written.
    fn each(mut self, mut write: impl FnMut(Named<'_>)) {
        let mut number = 0;
        while self.get(number).is_some() {
            if !self.leaves_out(number)
                && let Some(setting) = self.get(number)
            {
                write(setting);
            }
            number += 1;
        }
    }
}

/// Whether two settings have the same value, to the sign of 0.
fn is_same(own: &Setting<'_>, other: &Setting<'_>) -> bool {
    match (own, other) {
        (Setting::Number(own), Setting::Number(other)) => own.to_bits() == other.to_bits(),
        _ => own == other,
    }
}

impl Place<'_> {
    fn set(self, field: &InputField<'_>, range: Range) -> Result<(), InputError> {
        let limits = [range.least, range.most];
        match self {
            Self::Setting(Setting::Number(place)) => {
                *place = number_in(field, range.allowed, limits)?;
            }
            Self::Setting(Setting::Pair(place)) => *place = pair_in(field, range.allowed, limits)?,
            Self::Setting(Setting::Switch(place)) => *place = boolean(field)?,
            Self::Whole(place) => *place = whole_number_in(field, [0, u32::MAX])?,
            Self::Steps(place) => *place = whole_number_in(field, [1, MAX_STEPS])?,
        }
        Ok(())
    }

    fn value(&self) -> Value {
        match self {
            Self::Setting(setting) => Value::from(setting),
            Self::Whole(number) | Self::Steps(number) => Value::Number(f64::from(**number)),
        }
    }
}

impl From<&Setting<'_>> for Value {
    fn from(setting: &Setting<'_>) -> Self {
        match setting {
            Setting::Number(number) => Self::Number(**number),
            Setting::Pair(pair) => Self::from(pair.as_slice()),
            Setting::Switch(value) => Self::Bool(**value),
        }
    }
}

/// Replaces the settings by those that `fields` gives.
pub(crate) fn read_settings(
    mut settings: Settings<'_>,
    fields: &mut Fields<'_>,
) -> Result<(), InputError> {
    let mut number = 0;
    while let Some(setting) = settings.get(number) {
        if let Some(field) = fields.optional(setting.name) {
            setting.place.set(&field, setting.range)?;
        }
        number += 1;
    }
    Ok(())
}

/// Adds the settings to `fields`.
pub(crate) fn write_settings(settings: Settings<'_>, fields: &mut Vec<(&'static str, Value)>) {
    settings.each(|setting| fields.push((setting.name, setting.place.value())));
}

/// The settings in text: `lr=0.02,betas=0.9:0.999`.
pub(crate) fn print_settings(settings: Settings<'_>) -> String {
    let mut text = String::new();
    settings.each(|setting| {
        text.push_str(if text.is_empty() { "" } else { "," });
        text.push_str(setting.name);
        text.push('=');
        text.push_str(&match setting.place {
            Place::Setting(Setting::Number(number)) => format_number(*number),
            Place::Setting(Setting::Pair(pair)) => joined(pair, ":"),
            Place::Setting(Setting::Switch(given)) => given.to_string(),
            Place::Whole(number) | Place::Steps(number) => number.to_string(),
        });
    });
    text
}
