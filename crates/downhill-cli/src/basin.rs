//! `downhill basin`: where races end from every point of the view.

use std::path::PathBuf;

use downhill::basin::{BasinOptions, BasinPlan, Outcome, basin_minima, shares};
use downhill::decimal::short;
use downhill::{Minimum, Value, format_number};
use rayon::prelude::*;

use crate::failure::Failure;
use crate::input::{self, number};
use crate::output::{Output, Told, format_of};
use crate::progress::Progress;
use crate::table;

const EXAMPLES: &str = "\
Examples:
  downhill basin 'objective=himmelblau'
  downhill basin 'objective=himmelblau&racers=momentum' --size 400x300 -o basins.csv
  downhill basin run.json --format json > basins.json";

/// What is mapped, and where the result is written to.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Request {
    /// The run: a text, a link, a file of JSON, or - for standard input
    #[arg(default_value = "", hide_default_value = true)]
    run: String,
    /// How many starts there are along x and y
    #[arg(long, default_value = "160x120")]
    size: String,
    /// The number of steps; by default the run's own
    #[arg(long)]
    steps: Option<u32>,
    /// How far above its minimum a racer has arrived
    #[arg(long)]
    tolerance: Option<String>,
    /// The format; by default that of the file's ending, or else a table
    #[arg(long, short, value_enum)]
    format: Option<Told>,
    /// The file; by default standard output
    #[arg(long, short)]
    out: Option<PathBuf>,
}

impl Request {
    fn options(&self, config: &downhill::RunConfig) -> Result<BasinOptions, Failure> {
        let Some((columns, rows)) = self.size.split_once('x') else {
            let size = &self.size;
            let message =
                format!("size is \"{size}\"; it must be two whole numbers, as in 160x120");
            return Err(Failure::Input(message));
        };
        let mut fields = vec![("columns", number(columns)), ("rows", number(rows))];
        fields.extend(self.steps.map(|steps| ("steps", Value::Number(f64::from(steps)))));
        fields.extend(self.tolerance.as_ref().map(|text| ("tolerance", number(text))));
        Ok(BasinOptions::from_value(config, &Value::map(fields))?)
    }
}

pub(crate) fn run(request: &Request) -> Result<(), Failure> {
    let format = match (request.format, &request.out) {
        (Some(format), _) => format,
        (None, Some(path)) => format_of(path)?.into(),
        (None, None) => Told::Table,
    };
    let config = input::read(&request.run)?.config;
    let mut options = request.options(&config)?;
    let minima = basin_minima(&config, &options);
    options.minima = Some(minima.iter().map(|minimum| minimum.at).collect());
    let mut plan = BasinPlan::new(config, options);
    compute(&mut plan, &mut Progress::of("mapping"));
    let labels = plan.config().labels();
    let racers: Vec<Mapped> = plan
        .options()
        .racers
        .iter()
        .enumerate()
        .filter_map(|(place, racer)| {
            Some(Mapped { label: labels.get(*racer)?, outcomes: plan.map(place) })
        })
        .collect();
    let mut output = Output::open(request.out.as_deref())?;
    match format {
        Told::Table => output.write(&told(&minima, &racers))?,
        Told::Csv => csv(&mut output, &plan, &racers)?,
        Told::Json => output.write(&json(&plan, &minima, &racers))?,
    }
    output.finish()
}

/// What became of a racer from every start.
struct Mapped<'a> {
    label: &'a str,
    outcomes: &'a [Option<(Outcome, u32)>],
}

/// Computes all slices, on all processors.
fn compute(plan: &mut BasinPlan, progress: &mut Progress) {
    let slices: Vec<usize> = (0..plan.slices()).collect();
    for some in slices.chunks(4 * rayon::current_num_threads()) {
        let computed: Vec<Vec<u32>> = some.par_iter().map(|slice| plan.compute(*slice)).collect();
        for (slice, numbers) in some.iter().zip(computed) {
            plan.put(*slice, &numbers);
        }
        progress.show(plan.progress());
    }
}

/// The name of an outcome in data.
fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Minimum(_) => "minimum",
        Outcome::LeftView => "left the view",
        Outcome::Diverged => "diverged",
        Outcome::Undefined => "undefined",
        Outcome::UnderWay => "under way",
    }
}

/// How much of the view ends where, racer by racer.
fn told(minima: &[Minimum], racers: &[Mapped<'_>]) -> String {
    let head = ["racer", "of the starts", "", "median"].map(str::to_owned).to_vec();
    let mut rows = vec![head];
    for racer in racers {
        let mut label = racer.label;
        for share in shares(racer.outcomes) {
            let end = match share.outcome {
                Outcome::Minimum(index) => match minima.get(usize::from(index)) {
                    Some(Minimum { at: [x, y], .. }) => {
                        format!("arrive at ({}, {})", short(*x), short(*y))
                    }
                    None => "arrive".to_owned(),
                },
                Outcome::LeftView => "leave the view".to_owned(),
                Outcome::Diverged => "diverge".to_owned(),
                Outcome::Undefined => "come to where f is not defined".to_owned(),
                Outcome::UnderWay => "are still on their way".to_owned(),
            };
            let part = format!("{} %", short(100.0 * share.part));
            let steps = format!("{} steps", share.median_steps);
            rows.push(vec![label.to_owned(), part, end, steps]);
            label = "";
        }
    }
    table::lines(&rows)
}

fn csv(output: &mut Output, plan: &BasinPlan, racers: &[Mapped<'_>]) -> Result<(), Failure> {
    output.write("racer,x,y,outcome,minimum_x,minimum_y,steps\n")?;
    let minima = plan.options().minima.as_deref().unwrap_or_default();
    for racer in racers {
        let label = downhill::export::csv_field(racer.label);
        for (pixel, outcome) in racer.outcomes.iter().enumerate() {
            let Some((outcome, steps)) = outcome else { continue };
            let [x, y] = plan.start(pixel).map(format_number);
            let minimum = match outcome {
                Outcome::Minimum(index) => minima.get(usize::from(*index)),
                _ => None,
            };
            let [to_x, to_y] =
                minimum.map_or_else(Default::default, |minimum| minimum.map(format_number));
            let outcome = name(*outcome);
            output.write(&format!("{label},{x},{y},{outcome},{to_x},{to_y},{steps}\n"))?;
        }
    }
    Ok(())
}

fn json(plan: &BasinPlan, minima: &[Minimum], racers: &[Mapped<'_>]) -> String {
    let minima: Vec<_> = minima
        .iter()
        .map(|minimum| serde_json::json!({ "at": minimum.at, "f": minimum.value }))
        .collect();
    let racers: Vec<_> = racers
        .iter()
        .map(|racer| {
            let known = racer.outcomes.iter().flatten();
            let codes: Vec<u8> = known.clone().map(|(outcome, _)| outcome.code()).collect();
            let steps: Vec<u32> = known.map(|(_, steps)| *steps).collect();
            let shares: Vec<_> = shares(racer.outcomes)
                .iter()
                .map(|share| {
                    serde_json::json!({
                        "outcome": share.outcome.code(),
                        "part": share.part,
                        "medianSteps": share.median_steps,
                    })
                })
                .collect();
            serde_json::json!({
                "label": racer.label,
                "outcomes": codes,
                "steps": steps,
                "shares": shares,
            })
        })
        .collect();
    let options = plan.options();
    let others = [Outcome::LeftView, Outcome::Diverged, Outcome::Undefined, Outcome::UnderWay];
    let codes: serde_json::Map<_, _> = others
        .into_iter()
        .map(|outcome| (outcome.code().to_string(), name(outcome).into()))
        .collect();
    let whole = serde_json::json!({
        "config": plan.config(),
        "columns": options.columns,
        "rows": options.rows,
        "view": { "x": options.view.x, "y": options.view.y },
        "minima": minima,
        "codes": codes,
        "racers": racers,
    });
    format!("{whole}\n")
}
