//! What is refused of a control, in plain words beside its field.

use downhill::{InputError, Optimizer, Problem, Range, RunConfig, Schedule, Value};

use super::Figure;
use crate::panel::Panels;

impl<P: Panels> Figure<P> {
    /// What a control may be that was refused: "Learning rate: 0 or more".
    #[must_use]
    pub fn refusal(&self, error: &InputError) -> String {
        refusal(self.config(), error)
    }
}

/// The same for a change of another run than the one that is shown.
pub(crate) fn refusal(config: &RunConfig, error: &InputError) -> String {
    let label = label(config, &error.field, &error.value);
    let allowed = match error.problem {
        Problem::Unknown => "not known here",
        _ => plain(&error.allowed),
    };
    format!("{label}: {allowed}")
}

/// What the page calls a field.
fn label(config: &RunConfig, field: &str, value: &Value) -> String {
    let name = field.rsplit('.').next().unwrap_or(field);
    let known = match name {
        "start" => "Start",
        "steps" => "Steps",
        "view" => "View",
        "sigma" => "Noise",
        "seed" => "Seed",
        "label" => "Name",
        "schedule" => "Schedule",
        "clipNorm" => "Clip the gradient’s length",
        "clipValue" => "Clip each coordinate",
        "formula" => "Formula",
        "objective" => "Objective",
        "optimizer" => "Optimizer",
        "racer" | "racers" => "Racers",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    config
        .racers
        .iter()
        .find_map(|racer| parameter_label(racer.optimizer, name, value))
        .or_else(|| schedule_label(config, name))
        .unwrap_or_else(|| field.to_owned())
}

/// What a setting of that name is called in the schedule of a racer, if there is one.
fn schedule_label(config: &RunConfig, name: &str) -> Option<String> {
    config.racers.iter().find_map(|racer| {
        let mut schedule: Schedule = racer.schedule;
        let mut index = 0;
        while let Some((parameter, _)) = schedule.setting(index) {
            if parameter.name == name {
                return parameter.about.labels.first().map(|label| (*label).to_owned());
            }
            index += 1;
        }
        None
    })
}

/// What a hyper-parameter of that name is called, if there is one; of a pair, the number that is not
/// allowed.
fn parameter_label(mut optimizer: Optimizer, name: &str, value: &Value) -> Option<String> {
    let mut index = 0;
    while let Some((parameter, _)) = optimizer.setting(index) {
        if parameter.name != name {
            index += 1;
            continue;
        }
        let Range { least, most, .. } = parameter.range;
        let is_refused = |part: &Value| !matches!(part, Value::Number(number) if (least..=most).contains(number));
        let part = match value {
            Value::List(parts) => parts.iter().position(is_refused),
            _ => None,
        };
        let labels = parameter.about.labels;
        let label = part.and_then(|part| labels.get(part)).map(|label| (*label).to_owned());
        return Some(label.unwrap_or_else(|| labels.join(", ")));
    }
    None
}

/// What is allowed, without what goes without saying.
fn plain(allowed: &str) -> &str {
    ["a finite number, ", "a finite number ", "a number ", "two numbers "]
        .iter()
        .find_map(|start| allowed.strip_prefix(start))
        .unwrap_or(allowed)
}
