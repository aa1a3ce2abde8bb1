use downhill_math::{Noise, Snapshot, Status, format_number};

use crate::OptimizerRunner;
use crate::config::not_finite;

/// Every iterate that a runner has computed, a line each, racer by racer. The first line names the columns:
/// `step`, `racer` (its label), `x`, `y`, `f`, `gradient_x`, `gradient_y` (of f, without noise), `noise_x` and
/// `noise_y` (if the run has noise; what is added for the next step), `status` (`running`, `diverged` or
/// `undefined`), and for x and y what the racers' rules remember: `velocity_x`, `velocity_y`. What a racer does not
/// remember is empty.
///
/// A label that a spreadsheet would take for a formula has a `'` before it.
pub fn csv(runner: &OptimizerRunner) -> impl Iterator<Item = String> + '_ {
    let names = state_names(runner);
    let labels = runner.config().labels();
    let racers = labels.into_iter().enumerate();
    let lines = {
        let names = names.clone();
        racers.flat_map(move |(racer, label)| Lines::new(runner, racer, &label, names.clone()))
    };
    std::iter::once(header(runner, &names)).chain(lines)
}

/// What the racers of a run remember, each name once.
fn state_names(runner: &OptimizerRunner) -> Vec<&'static str> {
    let mut names = Vec::new();
    for racer in 0..runner.racer_count() {
        for (name, _) in runner.state(racer, 0).into_iter().flat_map(|state| state.parts) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn header(runner: &OptimizerRunner, names: &[&str]) -> String {
    let mut line = String::from("step,racer,x,y,f,gradient_x,gradient_y");
    if has_noise(runner) {
        line.push_str(",noise_x,noise_y");
    }
    line.push_str(",status");
    for name in names {
        for part in [",", name, "_x,", name, "_y"] {
            line.push_str(part);
        }
    }
    line.push('\n');
    line
}

fn has_noise(runner: &OptimizerRunner) -> bool {
    runner.config().noise != Noise::NONE
}

/// The lines of a racer.
struct Lines<'a> {
    runner: &'a OptimizerRunner,
    racer: usize,
    /// Its label as a field.
    label: String,
    names: Vec<&'static str>,
    states: Box<dyn Iterator<Item = Snapshot> + 'a>,
    step: u32,
}

impl<'a> Lines<'a> {
    fn new(
        runner: &'a OptimizerRunner,
        racer: usize,
        label: &str,
        names: Vec<&'static str>,
    ) -> Self {
        let states: Box<dyn Iterator<Item = Snapshot>> = match runner.states(racer) {
            Ok(states) => Box::new(states),
            // There is no such racer.
            Err(_) => Box::new(std::iter::empty()),
        };
        Self { runner, racer, label: csv_field(label), names, states, step: 0 }
    }

    /// The line of a step, or none if something of it is missing.
    fn line(&self, step: u32, state: &Snapshot) -> Option<String> {
        let Self { runner, racer, .. } = *self;
        let [x, y] = runner.iterate(racer, step)?;
        let [dx, dy] = runner.gradient(racer, step).ok()?;
        let mut line = format!("{step},{}", self.label);
        for value in [x, y, runner.loss(racer, step)?, dx, dy] {
            push(&mut line, value);
        }
        if has_noise(runner) {
            for value in runner.noise(racer, step).ok()? {
                push(&mut line, value);
            }
        }
        line.push(',');
        line.push_str(status_at(runner.status(racer).ok()?, step).kind());
        for name in &self.names {
            match state.parts.iter().find(|(part, _)| part == name) {
                Some((_, both)) => both.iter().for_each(|value| push(&mut line, *value)),
                None => line.push_str(",,"),
            }
        }
        line.push('\n');
        Some(line)
    }
}

impl Iterator for Lines<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let state = self.states.next()?;
        let line = self.line(self.step, &state);
        self.step += 1;
        line
    }
}

/// The status after `step` steps.
fn status_at(status: Status, step: u32) -> Status {
    match status.stop() {
        Some((stop, _)) if stop <= step => status,
        _ => Status::Running,
    }
}

fn push(line: &mut String, number: f64) {
    line.push(',');
    if number.is_finite() {
        line.push_str(&format_number(number));
    } else {
        line.push_str(not_finite(number));
    }
}

/// A text as a field of CSV (RFC 4180), with a `'` before what a spreadsheet would take for a formula.
#[must_use]
pub fn csv_field(text: &str) -> String {
    let mut field = String::new();
    if text.starts_with(['=', '+', '-', '@']) {
        field.push('\'');
    }
    field.push_str(text);
    if field.contains([',', '"', '\n', '\r']) {
        field = format!("\"{}\"", field.replace('"', "\"\""));
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_fields_and_no_formulas() {
        for (label, expected) in [
            ("Adam 0.01", "Adam 0.01"),
            ("a, b", "\"a, b\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("=1+1", "'=1+1"),
            ("-x,y", "\"'-x,y\""),
        ] {
            assert_eq!(csv_field(label), expected);
        }
    }
}
