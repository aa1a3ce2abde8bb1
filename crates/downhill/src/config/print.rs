//! A run written as named texts.

use downhill_math::{Noise, Objective, format_number};

use super::percent::{encode_formula, encode_label};
use super::{RacerConfig, RunConfig, Settings, digits_of, print_settings};

/// The fields of a run as texts. The last ends in a digit: what finds links in a text leaves out a
/// parenthesis at the end.
pub(crate) fn fields(config: &RunConfig) -> Vec<(&'static str, String)> {
    let (name, objective) = objective(&config.objective);
    let mut view = joined(&config.view.x, ":");
    view.push(',');
    view.push_str(&joined(&config.view.y, ":"));
    let mut fields = vec![
        (name, objective),
        ("view", view),
        ("levels", joined(&config.levels, ",")),
        ("start", joined(&config.start, ",")),
        ("racers", racers(&config.racers)),
    ];
    if config.noise != Noise::NONE {
        let text = print_settings(Settings::Noise(&mut { config.noise }));
        fields.push(("noise", text));
    }
    fields.push(("steps", digits_of(config.steps)));
    fields
}

/// A run as one line.
pub(crate) fn line(config: &RunConfig) -> String {
    let mut line = String::new();
    for (name, text) in fields(config) {
        line.push_str(if line.is_empty() { "" } else { "&" });
        line.push_str(name);
        line.push('=');
        if name == "formula" {
            line.push_str(&encode_formula(&text));
        } else {
            line.push_str(&text);
        }
    }
    line
}

fn objective(objective: &Objective) -> (&'static str, String) {
    let Some(known) = objective.entry() else {
        return ("formula", objective.formula().to_owned());
    };
    let mut text = known.name.to_owned();
    if let (Some(parameter), Some(value)) = (known.parameter, objective.parameter()) {
        for part in ["(", parameter.name, "=", &format_number(value), ")"] {
            text.push_str(part);
        }
    }
    ("objective", text)
}

/// The numbers with a sign between them.
pub(crate) fn joined(numbers: &[f64], separator: &str) -> String {
    let mut text = String::new();
    for number in numbers {
        text.push_str(if text.is_empty() { "" } else { separator });
        text.push_str(&format_number(*number));
    }
    text
}

/// Every racer with all its settings, but for the label and the colour that reading gives it.
fn racers(racers: &[RacerConfig]) -> String {
    let mut text = String::new();
    for racer in RacerConfig::without_usual(racers) {
        text.push_str(if text.is_empty() { "" } else { "," });
        text.push_str(racer.optimizer.kind().name());
        text.push('(');
        text.push_str(&print_settings(Settings::Optimizer(&mut { racer.optimizer })));
        if let Some(color) = racer.color.get(1..) {
            text.push_str(",color=");
            text.push_str(color);
        }
        text.push_str(if racer.off { ",off=true)" } else { ")" });
        if !racer.label.is_empty() {
            text.push('#');
            text.push_str(&encode_label(&racer.label));
        }
    }
    text
}
