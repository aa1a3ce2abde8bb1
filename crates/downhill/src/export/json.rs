use downhill_math::Noise;

use crate::config::{write_json, write_number};
use crate::{Link, OptimizerRunner, Value};

/// How many numbers a piece has.
const NUMBERS: usize = 1000;

/// A run with every iterate that a runner has computed, as JSON:
///
/// ```json
/// {
///   "link": "v1&objective=…",
///   "config": {"objective": "gaussian", …},
///   "racers": [
///     {
///       "label": "Adam", "optimizer": "adam", "status": {"kind": "running"},
///       "x": [0.75, …], "y": […], "f": […], "gradient": {"x": […], "y": […]},
///       "state": {"m": {"x": […], "y": […]}, …}
///     }
///   ]
/// }
/// ```
///
/// Each list has a number for each step from 0 on. `config` has every default in place, and
/// [`config`](super::config()) reads it. If the run has noise, `noise` is beside `gradient`: what is added to it for the
/// next step.
pub fn json(runner: &OptimizerRunner) -> impl Iterator<Item = String> + '_ {
    let racers = (0..runner.racer_count()).flat_map(move |racer| {
        let begin = if racer > 0 { ",\n" } else { "\n" };
        let pieces = columns(runner, racer).into_iter().flat_map(Column::pieces);
        [begin.to_owned(), heading(runner, racer)]
            .into_iter()
            .chain(pieces)
            .chain(std::iter::once("}".to_owned()))
    });
    std::iter::once(beginning(runner)).chain(racers).chain(std::iter::once("\n]}\n".to_owned()))
}

fn beginning(runner: &OptimizerRunner) -> String {
    let config = runner.config();
    let link = Link { config: config.clone(), step: None }.to_text();
    let mut text = String::from("{\"link\":");
    write_json(&Value::Text(link), &mut text);
    text.push_str(",\n\"config\":");
    write_json(&Value::from(config), &mut text);
    text.push_str(",\n\"racers\":[");
    text
}

/// What a racer is, up to its columns.
fn heading(runner: &OptimizerRunner, racer: usize) -> String {
    let config = runner.config();
    let mut fields = Vec::new();
    if let Some(label) = config.labels().get(racer) {
        fields.push(("label", Value::from(label.as_str())));
    }
    if let Some(racer) = config.racers.get(racer) {
        fields.push(("optimizer", racer.optimizer.kind().name().into()));
    }
    if let Ok(status) = runner.status(racer) {
        fields.push(("status", Value::from(status)));
    }
    let mut text = String::new();
    write_json(&Value::map(fields), &mut text);
    // The columns come before the brace.
    text.pop();
    text
}

/// A list of numbers, and what stands before and after it.
struct Column {
    before: String,
    numbers: Vec<f64>,
    after: &'static str,
}

impl Column {
    fn pieces(self) -> impl Iterator<Item = String> {
        let Self { before, numbers, after } = self;
        let count = numbers.len();
        let pieces = (0..count).step_by(NUMBERS).map(move |first| {
            let mut text = String::new();
            for (index, number) in numbers.iter().enumerate().skip(first).take(NUMBERS) {
                text.push_str(if index > 0 { "," } else { "" });
                write_number(*number, &mut text);
            }
            text
        });
        std::iter::once(before).chain(pieces).chain(std::iter::once(format!("]{after}")))
    }
}

/// The columns of x and of y under one name.
fn pair(before: &str, points: &[[f64; 2]]) -> [Column; 2] {
    let along = |axis: usize| points.iter().map(|point| point[axis]).collect();
    [
        Column { before: format!("{before}{{\"x\":["), numbers: along(0), after: "," },
        Column { before: "\"y\":[".to_owned(), numbers: along(1), after: "}" },
    ]
}

fn columns(runner: &OptimizerRunner, racer: usize) -> Vec<Column> {
    let (Ok(losses), Ok(states)) = (runner.losses(racer), runner.states(racer)) else {
        return Vec::new();
    };
    let steps = 0..=runner.step_count();
    let places: Vec<[f64; 2]> =
        steps.clone().filter_map(|step| runner.iterate(racer, step)).collect();
    let along = |axis: usize| places.iter().map(|place| place[axis]).collect();
    let mut columns = vec![
        Column { before: ",\n\"x\":[".to_owned(), numbers: along(0), after: "" },
        Column { before: ",\n\"y\":[".to_owned(), numbers: along(1), after: "" },
        Column { before: ",\n\"f\":[".to_owned(), numbers: losses.to_vec(), after: "" },
    ];
    let gradients: Vec<[f64; 2]> =
        steps.clone().filter_map(|step| runner.gradient(racer, step).ok()).collect();
    columns.extend(pair(",\n\"gradient\":", &gradients));
    if runner.config().noise != Noise::NONE {
        let noise: Vec<[f64; 2]> =
            steps.filter_map(|step| runner.noise(racer, step).ok()).collect();
        columns.extend(pair(",\n\"noise\":", &noise));
    }

    let mut names: Vec<(&str, Vec<[f64; 2]>)> = Vec::new();
    for state in states {
        for (index, (name, both)) in state.parts.into_iter().enumerate() {
            match names.get_mut(index) {
                Some((_, values)) => values.push(both),
                None => names.push((name, vec![both])),
            }
        }
    }
    let mut before = ",\n\"state\":{";
    for (name, values) in &names {
        columns.extend(pair(&format!("{before}\"{name}\":"), values));
        before = ",";
    }
    match columns.last_mut() {
        Some(last) if !names.is_empty() => last.after = "}}",
        Some(last) => last.after = "},\n\"state\":{}",
        None => {}
    }
    columns
}
