//! The data from which a page makes its controls of racers.

use downhill_math::{HyperParameter, OptimizerKind, Setting, Slider};

use crate::Value;

/// Every optimizer with its hyper-parameters, as controls show them:
/// `[{"name": "adam", "label": "Adam", "what": "…", "parameters": [{"name": "lr", "label": "Learning
/// rate", "parts": ["Learning rate"], "what": "lr: learning rate", "default": 0.02, "scale": "power", "range": [-5, 1]}, …]}, …]`.
///
/// A scale is `linear` (the range holds values), `power` (the range holds powers of ten), `near` (the
/// range holds powers of ten that are missing to 1, in reverse), or `switch`.
#[must_use]
pub fn optimizer_choices() -> Value {
    let optimizer = |kind: OptimizerKind| {
        let mut defaults = kind.with_defaults();
        let mut parameters = Vec::new();
        while let Some((parameter, default)) = defaults.setting(parameters.len()) {
            parameters.push(choice(parameter, &default));
        }
        Value::map(vec![
            ("name", kind.name().into()),
            ("label", kind.label().into()),
            ("what", kind.about().what.into()),
            ("parameters", Value::List(parameters)),
        ])
    };
    Value::List(OptimizerKind::ALL.map(optimizer).into())
}

fn choice(parameter: &HyperParameter, default: &Setting<'_>) -> Value {
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
        ("default", Value::from(default)),
        ("scale", scale.into()),
        ("range", Value::from(range.as_slice())),
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
}
