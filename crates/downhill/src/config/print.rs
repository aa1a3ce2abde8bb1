//! A run written as named texts.

use downhill_math::{Noise, Objective, Schedule, format_number};

use super::percent::{encode_formula, encode_label};
use super::racer::clips;
use super::{RacerConfig, RunConfig, Settings, print_settings};

/// The fields of a run as texts. The last one ends in a digit, because programs that find links in a
/// text leave out a parenthesis at the end.
pub(crate) fn fields(config: &RunConfig) -> Vec<(&'static str, String)> {
    let view = format!("{},{}", joined(&config.view.x, ":"), joined(&config.view.y, ":"));
    let mut fields = vec![
        objective(&config.objective),
        ("view", view),
        ("start", joined(&config.start, ",")),
        ("racers", racers(&config.racers)),
    ];
    if let Some(levels) = &config.levels {
        fields.insert(2, ("levels", joined(levels, ",")));
    }
    if config.noise != Noise::NONE {
        fields.push(("noise", print_settings(Settings::Noise(&mut { config.noise }))));
    }
    fields.push(("steps", config.steps.to_string()));
    fields
}

/// A run as one line.
pub(crate) fn line(config: &RunConfig) -> String {
    let fields = fields(config).into_iter().map(|(name, text)| match name {
        "formula" => format!("{name}={}", encode_formula(&text)),
        _ => format!("{name}={text}"),
    });
    fields.collect::<Vec<_>>().join("&")
}

fn objective(objective: &Objective) -> (&'static str, String) {
    let Some(entry) = objective.entry() else {
        return ("formula", objective.formula().to_owned());
    };
    let text = match (entry.parameter, objective.parameter()) {
        (Some(parameter), Some(value)) => {
            format!("{}({}={})", entry.name, parameter.name, format_number(value))
        }
        _ => entry.name.to_owned(),
    };
    ("objective", text)
}

/// The numbers with a sign between them.
pub(crate) fn joined(numbers: &[f64], separator: &str) -> String {
    numbers.iter().map(|number| format_number(*number)).collect::<Vec<_>>().join(separator)
}

/// Every racer with all its settings.
fn racers(racers: &[RacerConfig]) -> String {
    racers.iter().map(racer).collect::<Vec<_>>().join(",")
}

/// A racer with everything that was chosen for it: `sgd(lr=0.02,color=1f77b4,off=true)#slow`.
fn racer(racer: &RacerConfig) -> String {
    let optimizer = racer.optimizer.kind().name();
    let settings = print_settings(Settings::Optimizer(&mut { racer.optimizer }));
    let mut around = String::new();
    if racer.schedule != Schedule::Constant {
        let schedule = print_settings(Settings::Schedule(&mut { racer.schedule }));
        around = [",schedule=", racer.schedule.name(), ",", &schedule].concat();
    }
    for (name, most) in clips(&mut { racer.clipping }) {
        around.extend(most.map(|most| [",", name, "=", &format_number(most)].concat()));
    }
    let color = racer.color.as_deref().and_then(|color| color.get(1..));
    let color = color.map_or_else(String::new, |digits| format!(",color={digits}"));
    let off = if racer.off { ",off=true" } else { "" };
    let label = racer.label.as_deref();
    let label = label.map_or_else(String::new, |label| format!("#{}", encode_label(label)));
    format!("{optimizer}({settings}{around}{color}{off}){label}")
}
