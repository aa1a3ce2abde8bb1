//! `downhill run`: every iterate of a run as data.

use std::path::PathBuf;

use downhill::export;

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
        Format::Csv => write(&mut output, export::csv(&runner))?,
        Format::Json => write(&mut output, export::json(&runner))?,
    }
    output.finish()
}

fn write(output: &mut Output, pieces: impl Iterator<Item = String>) -> Result<(), Failure> {
    pieces.into_iter().try_for_each(|piece| output.write(&piece))
}
