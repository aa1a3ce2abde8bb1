//! A racer's numbers step by step: what its rule took in, remembered and did.
//!
//! ```
//! use downhill::{OptimizerRunner, RunConfig, table::Table};
//!
//! let mut runner = OptimizerRunner::new(RunConfig::default());
//! runner.step(10)?;
//! let table = Table::of(&runner, 1, 0..=10).unwrap(); // of SGD+Momentum
//! let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
//! assert_eq!(names, ["g", "v", "step"]);
//! assert_eq!(table.rows[10].iterate, runner.iterate(1, 10).unwrap());
//! # Ok::<(), downhill::InputError>(())
//! ```

use std::ops::RangeInclusive;

use downhill_math::{
    Explanation, Schedule, Snapshot, StepFrom, Training, first_state, format_number, step_with,
};

use crate::OptimizerRunner;

/// So many of a racer's first steps decide on its columns, so that all parts of a table have the same:
/// RAdam's root comes in at the sixth step.
const FIRST_STEPS: u32 = 12;

/// A quantity of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The letter that the rule's equations have for it.
    pub letter: char,
    /// Its symbol in MathML, without the `math` element.
    pub symbol: String,
    /// Its symbol as plain text: `m̂`.
    pub name: String,
}

/// What a step led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// How many steps have been taken.
    pub step: u32,
    /// The quantities of the last step, of x and of y, in the order of the columns. None where the rule
    /// had no such quantity, and at the start.
    pub cells: Vec<Option<[f64; 2]>>,
    /// Where it led to.
    pub iterate: [f64; 2],
    /// f there; none where there is no objective.
    pub loss: Option<f64>,
}

/// Numbers of a racer, step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the rule computes, in the order in which it does: the gradient as it sees it, what it remembers,
    /// and its step.
    pub columns: Vec<Column>,
    /// The steps, in order.
    pub rows: Vec<Row>,
}

/// One step with its letters.
pub(crate) struct Taken {
    pub(crate) columns: Vec<Column>,
    pub(crate) values: Vec<[f64; 2]>,
    pub(crate) found: StepFrom,
}

impl Taken {
    /// Takes a step on a gradient.
    pub(crate) fn new(
        training: &Training,
        iterate: [f64; 2],
        gradient: [f64; 2],
        state: &Snapshot,
    ) -> Self {
        let found = step_with(training, iterate, gradient, state);
        let optimizer = training.optimizer_at(state.step);
        let [x, y] = optimizer.explain(iterate, found.gradient, state, &found.state);
        let both = |of: &dyn Fn(&Explanation) -> f64| [of(&x), of(&y)];
        let mut columns = vec![column('g', "<mi>g</mi>")];
        let mut values = vec![found.gradient];
        if training.schedule != Schedule::Constant {
            columns.push(column('l', "<mi>lr</mi>"));
            values.push([training.rate(state.step); 2]);
        }
        for (letter, symbol) in x.equations.lines().filter_map(result) {
            let value = |of: &Explanation| {
                let found = of.letters.iter().find(|(known, _)| *known == letter);
                found.map_or(f64::NAN, |(_, value)| *value)
            };
            match letter {
                'X' => {}
                'D' => {
                    columns.push(column('D', "<mi>step</mi>"));
                    values.push(both(&|of| of.change));
                }
                _ => {
                    columns.push(column(letter, symbol));
                    values.push(both(&value));
                }
            }
        }
        Self { columns, values, found }
    }
}

/// The letter and the symbol of what an equation computes.
fn result(equation: &str) -> Option<(char, &str)> {
    let (slot, _) = equation.split_once('|')?;
    let slot = slot.strip_prefix('{')?.strip_suffix('}')?;
    let letter = slot.chars().next()?;
    Some((letter, slot.get(letter.len_utf8()..)?))
}

fn column(letter: char, symbol: &str) -> Column {
    Column { letter, symbol: symbol.to_owned(), name: plain(symbol) }
}

/// A symbol in MathML as plain text.
fn plain(symbol: &str) -> String {
    let accents = [("<mo>^</mo>", "\u{302}"), ("<mo>~</mo>", "\u{303}"), ("</mi><mi>", "_")];
    let mut marked = symbol.to_owned();
    for (sign, mark) in accents {
        marked = marked.replace(sign, mark);
    }
    let mut text = String::new();
    let mut is_tag = false;
    for letter in marked.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => text.push(letter),
            _ => {}
        }
    }
    text
}

impl Table {
    /// The numbers of a racer after these numbers of steps, as far as they have been taken; after one that
    /// stopped it there are none. None where there is no such racer.
    #[must_use]
    pub fn of(runner: &OptimizerRunner, racer: usize, steps: RangeInclusive<u32>) -> Option<Self> {
        let config = runner.config().racers.get(racer)?;
        let training = config.training();
        let stop = runner.status(racer).ok()?.stop();
        let last = stop.map_or(u32::MAX, |(step, _)| step.saturating_sub(1));
        let last = last.min(runner.step_count());
        let mut table = Self::default();
        let first = *steps.start();
        for (part, is_shown) in [(0..=FIRST_STEPS.min(last), false), (first..=*steps.end(), true)] {
            let from = part.start().saturating_sub(1);
            let mut state = runner.state(racer, from.min(last)).ok()?;
            for step in part {
                let (Some(iterate), Some(loss)) =
                    (runner.iterate(racer, step), runner.loss(racer, step))
                else {
                    break;
                };
                if step > last {
                    break;
                }
                let mut row = Row { step, cells: Vec::new(), iterate, loss: Some(loss) };
                if let Some(before) = step.checked_sub(1) {
                    let at = runner.iterate(racer, before)?;
                    let [x, y] = runner.gradient(racer, before).ok()?;
                    let noise = runner.noise(racer, before).ok()?;
                    // Without noise there is no sum, because adding 0 would turn −0 into 0.
                    let is_noisy = runner.config().noise.sigma > 0.0;
                    let gradient = if is_noisy { [x + noise[0], y + noise[1]] } else { [x, y] };
                    let taken = Taken::new(&training, at, gradient, &state);
                    table.add(&taken, is_shown.then_some(row));
                    state = taken.found.state;
                } else if is_shown {
                    row.cells = vec![None; table.columns.len()];
                    table.rows.push(row);
                }
            }
        }
        Some(table)
    }

    /// The numbers of a rule that gets these gradients one after another instead of an objective's.
    #[must_use]
    pub fn on_gradients(
        training: impl Into<Training>,
        start: [f64; 2],
        gradients: &[[f64; 2]],
    ) -> Self {
        let training = training.into();
        let (mut state, mut iterate) = (first_state(training), start);
        let mut table = Self::default();
        table.rows.push(Row { step: 0, cells: Vec::new(), iterate, loss: None });
        for gradient in gradients {
            let taken = Taken::new(&training, iterate, *gradient, &state);
            iterate = taken.found.iterate;
            let step = taken.found.state.step;
            table.add(&taken, Some(Row { step, cells: Vec::new(), iterate, loss: None }));
            state = taken.found.state;
        }
        table
    }

    /// Adds the columns of a step, and its row if it is shown.
    fn add(&mut self, taken: &Taken, row: Option<Row>) {
        let mut after = 0;
        for column in &taken.columns {
            let place = self.columns.iter().position(|known| known.letter == column.letter);
            after = match place {
                Some(place) => place + 1,
                None => {
                    self.columns.insert(after, column.clone());
                    self.rows.iter_mut().for_each(|row| {
                        row.cells.insert(after.min(row.cells.len()), None);
                    });
                    after + 1
                }
            };
        }
        if let Some(mut row) = row {
            row.cells = self
                .columns
                .iter()
                .map(|column| {
                    let place = taken.columns.iter().position(|of| of.letter == column.letter)?;
                    taken.values.get(place).copied()
                })
                .collect();
            self.rows.push(row);
        }
    }

    /// The table as text: a line for each row with tabs between numbers that read back as the same f64. Of
    /// `axes` coordinates, 1 or 2.
    #[must_use]
    pub fn text(&self, axes: usize) -> String {
        let axes = ["x", "y"].get(..axes).unwrap_or(&["x", "y"]);
        let mut text = "t".to_owned();
        for Column { name, .. } in &self.columns {
            for axis in axes {
                text.push('\t');
                text.push_str(name);
                if axes.len() > 1 {
                    text.push('_');
                    text.push_str(axis);
                }
            }
        }
        for axis in axes {
            text.push('\t');
            text.push_str(axis);
        }
        let has_loss = self.rows.iter().any(|row| row.loss.is_some());
        text.push_str(if has_loss { "\tf\n" } else { "\n" });
        for row in &self.rows {
            text.push_str(&format_number(f64::from(row.step)));
            for cell in row.cells.iter().copied().chain([Some(row.iterate)]) {
                for index in 0..axes.len() {
                    text.push('\t');
                    let number = cell.and_then(|both| both.get(index).copied());
                    text.push_str(&number.map_or_else(String::new, format_number));
                }
            }
            if has_loss {
                text.push('\t');
                text.push_str(&row.loss.map_or_else(String::new, format_number));
            }
            text.push('\n');
        }
        text
    }
}
