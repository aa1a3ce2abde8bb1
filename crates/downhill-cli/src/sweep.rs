//! `downhill sweep`: a hyper-parameter at many values.

use std::path::PathBuf;

use downhill::decimal::short;
use downhill::sweep::{Cell, SweepOptions, SweepPlan, SweptRacer, Varied, around};
use downhill::{Value, format_number};
use rayon::prelude::*;

use crate::failure::Failure;
use crate::input::{self, number};
use crate::output::{Output, Told, format_of};
use crate::progress::Progress;
use crate::table;

const EXAMPLES: &str = "\
Examples:
  downhill sweep 'objective=rosenbrock'
  downhill sweep 'objective=booth&racers=momentum' --parameter momentum --values 0,0.5,0.9,0.99
  downhill sweep 'objective=rosenbrock&racers=adam' --parameter lr --against 'betas[1]' -o adam.csv
  downhill sweep run.json --around --format json > sweep.json

The best value is the middle of the widest band of neighbouring values whose race arrives within twice the steps of
the fastest one, and from which no start stops.";

/// What is varied, and where the result is written to.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Request {
    /// The run: a text, a link, a file of JSON, or - for standard input
    #[arg(default_value = "", hide_default_value = true)]
    run: String,
    /// What is varied, by its name in torch; of a pair with the place in it, as in betas[0]
    #[arg(long, default_value = "lr")]
    parameter: String,
    /// The values that are tried; by default twenty to a power of ten
    #[arg(long, value_name = "NUMBERS", allow_hyphen_values = true)]
    values: Option<String>,
    /// What is varied beside it
    #[arg(long, value_name = "PARAMETER")]
    against: Option<String>,
    /// The values of that
    #[arg(long, value_name = "NUMBERS", requires = "against", allow_hyphen_values = true)]
    against_values: Option<String>,
    /// Starts from nine places around the run's start, too, and takes the median
    #[arg(long)]
    around: bool,
    /// The number of steps; by default the run's own
    #[arg(long)]
    steps: Option<u32>,
    /// How far above the minimum a racer has arrived; by default a thousandth of the way down
    #[arg(long)]
    tolerance: Option<String>,
    /// The format; by default that of the file's ending, or else a table
    #[arg(long, short, value_enum)]
    format: Option<Told>,
    /// The file; by default standard output
    #[arg(long, short)]
    out: Option<PathBuf>,
}

/// Numbers with commas or blanks between them.
fn numbers(text: &str) -> Value {
    let words = text.split([',', ' ']).filter(|word| !word.is_empty());
    Value::List(words.map(number).collect())
}

impl Request {
    fn options(&self, config: &downhill::RunConfig) -> Result<SweepOptions, Failure> {
        let mut fields = vec![("parameter", Value::from(self.parameter.as_str()))];
        fields.extend(self.values.as_ref().map(|text| ("values", numbers(text))));
        if let Some(parameter) = &self.against {
            let mut against = vec![("parameter", Value::from(parameter.as_str()))];
            against.extend(self.against_values.as_ref().map(|text| ("values", numbers(text))));
            fields.push(("against", Value::map(against)));
        }
        if self.around {
            let starts = around(config.start, config.view);
            let starts = starts.iter().map(|start| Value::from(start.as_slice())).collect();
            fields.push(("starts", Value::List(starts)));
        }
        fields.extend(self.steps.map(|steps| ("steps", Value::Number(f64::from(steps)))));
        fields.extend(self.tolerance.as_ref().map(|text| ("tolerance", number(text))));
        Ok(SweepOptions::from_value(config, &Value::map(fields))?)
    }
}

pub(crate) fn run(request: &Request) -> Result<(), Failure> {
    let format = match (request.format, &request.out) {
        (Some(format), _) => format,
        (None, Some(path)) => format_of(path)?.into(),
        (None, None) => Told::Table,
    };
    let config = input::read(&request.run)?.config;
    let options = request.options(&config)?;
    let mut plan = SweepPlan::new(config, options);
    compute(&mut plan, &mut Progress::of("sweeping"));
    let racers: Vec<SweptRacer> =
        (0..plan.options().racers.len()).filter_map(|place| plan.racer(place)).collect();
    let labels = plan.config().labels();
    let named: Vec<(&str, &SweptRacer)> = racers
        .iter()
        .filter_map(|swept| Some((labels.get(swept.racer)?.as_str(), swept)))
        .collect();
    let mut output = Output::open(request.out.as_deref())?;
    match format {
        Told::Table => output.write(&told(&plan, &named))?,
        Told::Csv => output.write(&csv(plan.options(), &named))?,
        Told::Json => output.write(&json(&plan, &named))?,
    }
    output.finish()
}

/// Computes all slices, on all processors.
fn compute(plan: &mut SweepPlan, progress: &mut Progress) {
    let slices: Vec<usize> = (0..plan.slices()).collect();
    for some in slices.chunks(4 * rayon::current_num_threads()) {
        let computed: Vec<Vec<f64>> = some.par_iter().map(|slice| plan.compute(*slice)).collect();
        for (slice, numbers) in some.iter().zip(computed) {
            plan.put(*slice, &numbers);
        }
        progress.show(plan.progress());
    }
}

/// The values of a cell: what is varied, and what beside it.
fn place(options: &SweepOptions, cell: usize) -> (f64, Option<f64>) {
    let count = options.varied.values.len().max(1);
    let value = |varied: &Varied, index: usize| varied.values.get(index).copied();
    let against = options.against.as_ref().and_then(|against| value(against, cell / count));
    (value(&options.varied, cell % count).unwrap_or(f64::NAN), against)
}

/// A line for each racer: its best value, and which ones arrive.
fn told(plan: &SweepPlan, racers: &[(&str, &SweptRacer)]) -> String {
    let options = plan.options();
    let name = &options.varied.name;
    let mut head = vec!["racer".to_owned(), format!("best {name}"), "after".to_owned()];
    if options.against.is_none() {
        head.push(format!("arrives for {name}"));
    }
    let mut rows = vec![head];
    for (label, swept) in racers {
        let mut row = vec![(*label).to_owned()];
        match &options.against {
            None => row.append(&mut told_of_one(&options.varied.values, swept)),
            Some(against) => {
                let cells = swept.cells.iter().enumerate();
                let best = cells.min_by(|(_, a), (_, b)| {
                    let key = |cell: &Cell| [cell.stopped, cell.steps.median, cell.losses.median];
                    let [a, b] = [key(a), key(b)];
                    let pairs = a.iter().zip(&b).map(|(a, b)| a.total_cmp(b));
                    pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
                });
                if let Some((index, cell)) = best {
                    let (value, beside) = place(options, index);
                    let beside = beside.map_or_else(String::new, short);
                    row.push(format!("{}, {} {beside}", short(value), against.name));
                    row.push(after(cell));
                }
            }
        }
        rows.push(row);
    }
    table::lines(&rows)
}

fn told_of_one(values: &[f64], swept: &SweptRacer) -> Vec<String> {
    let value = |index: usize| values.get(index).map_or_else(String::new, |value| short(*value));
    let (best, arrival) = match &swept.best {
        Some(best) => {
            (value(best.index), swept.cells.get(best.index).map_or_else(String::new, after))
        }
        None => ("none".to_owned(), String::new()),
    };
    let band = swept.usable.map_or_else(
        || "none".to_owned(),
        |band| {
            let [first, last] = [band.first, band.last].map(value);
            format!("{first} to {last} ({} powers of ten)", short(band.decades(values)))
        },
    );
    vec![best, arrival, band]
}

/// How a race ended.
fn after(cell: &Cell) -> String {
    if cell.steps.median.is_finite() {
        format!("{} steps", cell.steps.median)
    } else {
        format!("does not arrive, f = {}", short(cell.losses.median))
    }
}

fn csv(options: &SweepOptions, racers: &[(&str, &SweptRacer)]) -> String {
    let mut text = format!("racer,{}", options.varied.name);
    if let Some(against) = &options.against {
        text.push(',');
        text.push_str(&against.name);
    }
    text.push_str(",steps_lower,steps_median,steps_upper,f_lower,f_median,f_upper,stopped\n");
    for (label, swept) in racers {
        for (index, cell) in swept.cells.iter().enumerate() {
            let (value, beside) = place(options, index);
            text.push_str(&downhill::export::csv_field(label));
            for number in std::iter::once(value).chain(beside).chain(cell.numbers()) {
                text.push(',');
                text.push_str(&data(number));
            }
            text.push('\n');
        }
    }
    text
}

/// A number with all its digits.
fn data(number: f64) -> String {
    if number == f64::INFINITY { "Infinity".to_owned() } else { format_number(number) }
}

fn json(plan: &SweepPlan, racers: &[(&str, &SweptRacer)]) -> String {
    let options = plan.options();
    let varied =
        |varied: &Varied| serde_json::json!({ "parameter": varied.name, "values": varied.values });
    let number = |number: f64| match number {
        f64::INFINITY => serde_json::json!("Infinity"),
        number => serde_json::json!(number),
    };
    let racers: Vec<serde_json::Value> = racers
        .iter()
        .map(|(label, swept)| {
            let column = |index: usize| {
                let cells = swept.cells.iter().map(|cell| number(cell.numbers()[index]));
                cells.collect::<Vec<_>>()
            };
            let quartiles = |first: usize| {
                serde_json::json!({
                    "lower": column(first),
                    "median": column(first + 1),
                    "upper": column(first + 2),
                })
            };
            let value = |index: usize| options.varied.values.get(index);
            let best = swept.best.map(|best| {
                serde_json::json!({
                    "value": value(best.index),
                    "band": [value(best.band.first), value(best.band.last)],
                    "arrives": best.arrives,
                })
            });
            let usable = swept.usable.map(|band| [value(band.first), value(band.last)]);
            serde_json::json!({
                "label": label,
                "steps": quartiles(0),
                "f": quartiles(3),
                "stopped": column(6),
                "best": best,
                "usable": usable,
            })
        })
        .collect();
    let whole = serde_json::json!({
        "config": plan.config(),
        "varied": varied(&options.varied),
        "against": options.against.as_ref().map(varied),
        "starts": options.starts,
        "steps": options.steps,
        "racers": racers,
    });
    format!("{whole}\n")
}
