//! The data from which a page makes its controls of racers.

use downhill_math::{Family, HyperParameter, OptimizerKind, Schedule, ScheduleSetting, Slider};

use crate::Value;

/// A number of steps over which schedules have their defaults here. A racer's own has them over those of
/// its run.
const STEPS: u32 = 100;

/// Every optimizer with its hyper-parameters, as controls show them, family by family:
/// `[{"name": "adam", "label": "Adam", "family": "Adam", "what": "…", "parameters": [{"name": "lr",
/// "label": "Learning rate", "parts": ["Learning rate"], "what": "lr: learning rate", "default": 0.02,
/// "scale": "power", "range": [-5, 1], "isWhole": false, "isOption": false}, …]}, …]`.
///
/// A scale is `linear` (the range holds values), `power` (the range holds powers of ten), `near` (the
/// range holds powers of ten that are missing to 1, in reverse), or `switch`. An option is a parameter
/// that is off by default.
#[must_use]
pub fn optimizer_choices() -> Value {
    let optimizer = |kind: OptimizerKind| {
        let mut defaults = kind.with_defaults();
        let mut parameters = Vec::new();
        while let Some((parameter, default)) = defaults.setting(parameters.len()) {
            parameters.push(choice(parameter, Value::from(&default), false));
        }
        Value::map(vec![
            ("name", kind.name().into()),
            ("label", kind.label().into()),
            ("family", kind.info().family.label().into()),
            ("what", kind.about().what.into()),
            ("parameters", Value::List(parameters)),
        ])
    };
    let mut kinds = OptimizerKind::ALL;
    kinds.sort_by_key(|kind| Family::ALL.iter().position(|family| *family == kind.info().family));
    Value::List(kinds.map(optimizer).into())
}

/// Every schedule of a learning rate with its settings, as controls show them:
/// `[{"name": "step", "label": "Steps down", "parameters": […]}, …]`. The parameters are like those of
/// [`optimizer_choices`].
#[must_use]
pub fn schedule_choices() -> Value {
    let schedule = |mut schedule: Schedule| {
        let mut parameters = Vec::new();
        while let Some((parameter, setting)) = schedule.setting(parameters.len()) {
            let (default, is_whole) = match setting {
                ScheduleSetting::Number(number) => (*number, false),
                ScheduleSetting::Steps(count) => (f64::from(*count), true),
            };
            parameters.push(choice(parameter, Value::Number(default), is_whole));
        }
        Value::map(vec![
            ("name", schedule.name().into()),
            ("label", schedule.label().into()),
            ("parameters", Value::List(parameters)),
        ])
    };
    Value::List(Schedule::all(STEPS).map(schedule).into())
}

fn choice(parameter: &HyperParameter, default: Value, is_whole: bool) -> Value {
    let (scale, range) = match parameter.about.slider {
        Slider::Linear(range) => ("linear", range),
        Slider::Logarithmic(powers) => ("power", powers),
        Slider::NearOne(power) => ("near", [0.0, -power]),
        Slider::Switch => ("switch", [0.0, 1.0]),
    };
    Value::map(vec![
        ("name", parameter.name.into()),
        ("label", Value::Text(parameter.about.labels.join(", "))),
        (
            "parts",
            Value::List(parameter.about.labels.iter().map(|label| (*label).into()).collect()),
        ),
        ("what", Value::Text(format!("{}: {}", parameter.name, parameter.about.what))),
        ("default", default),
        ("scale", scale.into()),
        ("range", Value::from(range.as_slice())),
        ("isWhole", Value::Bool(is_whole)),
        ("isOption", Value::Bool(parameter.is_left_out)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RunConfig;

    /// The field of that name.
    fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
        let Value::Map(fields) = value else { panic!("{value:?}") };
        &fields.iter().find(|(field, _)| field == name).unwrap().1
    }

    fn items(value: &Value) -> &[Value] {
        let Value::List(items) = value else { panic!("{value:?}") };
        items
    }

    #[test]
    fn every_setting_of_a_racer_has_a_control_and_both_ends_of_its_slider_are_allowed() {
        for optimizer in items(&optimizer_choices()) {
            let Value::Text(kind) = field(optimizer, "name") else { panic!("{optimizer:?}") };
            for parameter in items(field(optimizer, "parameters")) {
                let Value::Text(name) = field(parameter, "name") else { panic!("{parameter:?}") };
                let ends = items(field(parameter, "range")).iter().map(|end| {
                    let Value::Number(end) = end else { panic!("{end:?}") };
                    match field(parameter, "scale") {
                        Value::Text(scale) if scale == "power" => format!("1e{end}"),
                        Value::Text(scale) if scale == "near" => {
                            (1.0 - format!("1e-{end}").parse::<f64>().unwrap()).to_string()
                        }
                        Value::Text(scale) if scale == "switch" => "false".to_owned(),
                        _ => end.to_string(),
                    }
                });
                for end in ends {
                    let values = match field(parameter, "default") {
                        // Some pairs have to lie on both sides of a number: one end goes there.
                        Value::List(pair) => {
                            let [Value::Number(first), Value::Number(second)] = pair[..] else {
                                panic!("{pair:?}")
                            };
                            vec![format!("{end}:{second}"), format!("{first}:{end}")]
                        }
                        _ => vec![end],
                    };
                    let read = |value: &String| {
                        RunConfig::from_text(&format!("racers={kind}({name}={value})")).is_ok()
                    };
                    assert!(values.iter().any(read), "{kind}({name}): {values:?}");
                }
            }
        }
    }

    #[test]
    fn optimizers_stand_family_by_family() {
        let choices = optimizer_choices();
        let mut families: Vec<&Value> =
            items(&choices).iter().map(|choice| field(choice, "family")).collect();
        families.dedup();
        let labels = Family::ALL.map(|family| Value::from(family.label()));
        assert_eq!(families, labels.iter().collect::<Vec<_>>());
        let option = |kind: usize, parameter: usize| {
            let parameters = field(&items(&choices)[kind], "parameters");
            field(&items(parameters)[parameter], "isOption")
        };
        // SGD's learning rate, and its weight decay.
        assert_eq!([option(0, 0), option(0, 1)], [&Value::Bool(false), &Value::Bool(true)]);
    }

    #[test]
    fn both_ends_of_a_schedules_sliders_are_allowed() {
        for schedule in items(&schedule_choices()) {
            let Value::Text(kind) = field(schedule, "name") else { panic!("{schedule:?}") };
            for parameter in items(field(schedule, "parameters")) {
                let Value::Text(name) = field(parameter, "name") else { panic!("{parameter:?}") };
                for end in items(field(parameter, "range")) {
                    let Value::Number(end) = end else { panic!("{end:?}") };
                    let end = match field(parameter, "scale") {
                        Value::Text(scale) if scale == "power" => format!("1e{end}"),
                        Value::Text(scale) if scale == "near" => {
                            (1.0 - format!("1e-{end}").parse::<f64>().unwrap()).to_string()
                        }
                        _ => end.to_string(),
                    };
                    let text = format!("racers=sgd(schedule={kind},{name}={end})");
                    let read = RunConfig::from_text(&text);
                    assert!(read.is_ok(), "{text}: {read:?}");
                }
            }
        }
    }
}
