//! `downhill`: optimizer races from a command line.
//!
//! It ends with 0 if all went well, 1 if something could not be read or written, and 2 if what was asked for is not
//! allowed. What it found goes to standard output, everything else to standard error.
#![forbid(unsafe_code)]

mod basin;
mod failure;
mod input;
mod output;
mod progress;
mod render;
mod run;
mod sweep;
mod table;

use std::process::ExitCode;

use clap::Parser;

use crate::failure::Failure;

const RUNS: &str = "\
RUN is one of
  a run as text       'objective=rosenbrock&start=-1.2,1&racers=sgd,adam(lr=0.1)&steps=300'
  a link to a page    'https://example.org/downhill/#v1&objective=booth&steps=50'
  a file of JSON      run.json: a config, or what `downhill run` wrote
  -                   any of these on standard input
Left out, it is the article's race.";

/// Races neural-network optimizers down a function of two variables, in agreement with `torch.optim`
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = RUNS)]
enum Command {
    /// Computes a run, and writes every iterate as CSV or JSON
    Run(run::Request),
    /// Draws a run as a picture or an animation: SVG, PNG or GIF
    Render(Box<render::Request>),
    /// Tries a hyper-parameter at many values: which arrive, and which is best
    Sweep(sweep::Request),
    /// Starts a race at every point of the view: which minimum each ends at
    Basin(basin::Request),
}

fn main() -> ExitCode {
    let done = match Command::parse() {
        Command::Run(request) => run::run(&request),
        Command::Render(request) => render::run(&request),
        Command::Sweep(request) => sweep::run(&request),
        Command::Basin(request) => basin::run(&request),
    };
    match done {
        Ok(()) | Err(Failure::NobodyReads) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            failure.code()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Command::command().debug_assert();
    }
}
