//! `downhill run`: every iterate of a run as data.

use std::path::PathBuf;

use downhill::{OptimizerRunner, export};

use crate::failure::Failure;
use crate::input;
use crate::output::{Format, Output, format_of};
use crate::progress::Progress;

const EXAMPLES: &str = "\
Examples:
  downhill run 'objective=rosenbrock&racers=adam(lr=0.1)&steps=300' -o adam.csv
  downhill run 'https://example.org/downhill/#v1&objective=booth' --format json > booth.json
  downhill run booth.json | head -5

Numbers have all their digits: read back, they are the same to the bit. The JSON has the whole config, so that
every command here opens it as the same run.";

/// What is computed, and where it is written to.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Request {
    /// The run: a text, a link, a file of JSON, or - for standard input
    #[arg(default_value = "", hide_default_value = true)]
    run: String,
    /// The format; by default that of the file's ending, or else CSV
    #[arg(long, short, value_enum)]
    format: Option<Format>,
    /// The file; by default standard output
    #[arg(long, short)]
    out: Option<PathBuf>,
}

pub(crate) fn run(request: &Request) -> Result<(), Failure> {
    let format = match (request.format, &request.out) {
        (Some(format), _) => format,
        (None, Some(path)) => format_of(path)?,
        (None, None) => Format::Csv,
    };
    let config = input::read(&request.run)?.config;
    let steps = config.steps;
    let runner = input::computed(config, steps, &mut Progress::of("running"))?;
    let mut output = Output::open(request.out.as_deref())?;
    match format {
        Format::Csv => write(&mut output, export::csv(&runner), lines(&runner))?,
        Format::Json => export::json(&runner).try_for_each(|piece| output.write(&piece))?,
    }
    output.finish()
}

/// How many lines of data there are.
fn lines(runner: &OptimizerRunner) -> f64 {
    let racers = u32::try_from(runner.racer_count()).unwrap_or(u32::MAX);
    f64::from(racers) * (f64::from(runner.step_count()) + 1.0)
}

/// Writes lines of which there are about so many.
fn write(
    output: &mut Output,
    mut lines: impl Iterator<Item = String>,
    count: f64,
) -> Result<(), Failure> {
    let mut progress = Progress::of("writing");
    let mut done = 0.0;
    lines.try_for_each(|line| {
        done += 1.0;
        progress.show(done / count);
        output.write(&line)
    })
}
