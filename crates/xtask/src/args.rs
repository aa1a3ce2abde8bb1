//! The command line, parsed by hand: it is small enough not to want a crate.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use downhill::MAX_STEPS;

use crate::error::{Error, Result};
use crate::poster::{DEFAULT_SIZE, Request};

/// The port that `serve` uses unless told otherwise.
pub const DEFAULT_PORT: u16 = 8080;

/// How wide and high a poster can be, in CSS px.
const SIDES: RangeInclusive<u32> = 64..=4096;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Usage: cargo xtask <task>

  serve [--port N]  build the page and serve it on 127.0.0.1 (default port 8080)
  test              run every check and test; the last line is the tally
  build             build the page into dist/ and the package folder target/npm/
  package           pack target/npm/ into an npm archive in target/
  bench [...]       build the page and measure it; further arguments are passed on
  sizes             print what the built page weighs, against its budget
  poster [RUN] [--step N] [--size WxH] [--out FILE]
                    write a run as an SVG picture, and print a line of HTML that shows it;
                    RUN is a page's link or a run as text, 'objective=booth&racers=sgd adam'
                    (default: the article's, its last step, 576x432, poster.svg)

Missing tools are fetched once, into a cache outside the checkout.
";

/// One invocation of the task runner.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print [`HELP`].
    Help,
    /// Build the page and serve it.
    Serve {
        /// The port on 127.0.0.1.
        port: u16,
    },
    /// Run every check and test.
    Test,
    /// Build the page and the package folder.
    Build,
    /// Build the package folder alone; Trunk's `pre_build` hook calls this.
    PackageFolder,
    /// Pack the package folder.
    Package,
    /// Build the page and measure it.
    Bench {
        /// Passed on to the benchmark.
        args: Vec<String>,
    },
    /// Print the sizes of the built page.
    Sizes,
    /// Write a run as a picture.
    Poster(Request),
}

/// The task that `args` (without the program's name) ask for.
pub fn parse(args: impl IntoIterator<Item = String>) -> Result<Task> {
    let mut args = args.into_iter();
    let name =
        args.next().ok_or_else(|| Error::new(format!("no task was named.\n\n{}", HELP.trim())))?;
    let task = match name.as_str() {
        "help" | "--help" | "-h" => Task::Help,
        "serve" => Task::Serve { port: port(&mut args)? },
        "test" => Task::Test,
        "build" => Task::Build,
        "package-folder" => Task::PackageFolder,
        "package" => Task::Package,
        "bench" => return Ok(Task::Bench { args: args.collect() }),
        "sizes" => Task::Sizes,
        "poster" => return Ok(Task::Poster(poster(args)?)),
        other => {
            return Err(Error::new(format!(
                "there is no task `{other}`; choose serve, test, build, package, bench, sizes \
                 or poster."
            )));
        }
    };
    match args.next() {
        None => Ok(task),
        Some(extra) => {
            Err(Error::new(format!("`cargo xtask {name}` does not take the argument `{extra}`.")))
        }
    }
}

fn port(args: &mut impl Iterator<Item = String>) -> Result<u16> {
    let value = match args.next() {
        None => return Ok(DEFAULT_PORT),
        Some(flag) if flag == "--port" => args.next().unwrap_or_default(),
        Some(flag) => match flag.strip_prefix("--port=") {
            Some(value) => value.to_owned(),
            None => {
                return Err(Error::new(format!(
                    "`cargo xtask serve` does not take the argument `{flag}`, only `--port N`."
                )));
            }
        },
    };
    match value.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(Error::new(format!(
            "`--port` wants a number from 1 to 65535, for example `--port 8081`, not `{value}`."
        ))),
    }
}

fn poster(mut args: impl Iterator<Item = String>) -> Result<Request> {
    let mut run = None;
    let mut request =
        Request { run: String::new(), step: None, size: DEFAULT_SIZE, out: "poster.svg".into() };
    while let Some(arg) = args.next() {
        if !arg.starts_with("--") {
            if run.is_some() {
                return Err(Error::new(format!(
                    "`cargo xtask poster` takes one run, in quotes where it has blanks or `&`; \
                     `{arg}` is a second one."
                )));
            }
            run = Some(arg);
            continue;
        }
        let (flag, value) = match arg.split_once('=') {
            Some((flag, value)) => (flag, value.to_owned()),
            None => (arg.as_str(), args.next().unwrap_or_default()),
        };
        match flag {
            "--step" => request.step = Some(step(&value)?),
            "--size" => request.size = size(&value)?,
            "--out" if !value.is_empty() => request.out = PathBuf::from(value),
            "--out" => return Err(Error::new("`--out` wants the name of a file.")),
            _ => {
                return Err(Error::new(format!(
                    "`cargo xtask poster` does not take the argument `{flag}`, only `--step N`, \
                     `--size WxH` and `--out FILE`."
                )));
            }
        }
    }
    request.run = run.unwrap_or_default();
    Ok(request)
}

fn step(value: &str) -> Result<u32> {
    value.parse().ok().filter(|step| *step <= MAX_STEPS).ok_or_else(|| {
        Error::new(format!(
            "`--step` wants a whole number from 0 to {MAX_STEPS}, for example `--step 57`, not \
             `{value}`."
        ))
    })
}

fn size(value: &str) -> Result<[u32; 2]> {
    let side = |text: &str| text.parse().ok().filter(|side| SIDES.contains(side));
    value
        .split_once('x')
        .and_then(|(width, height)| Some([side(width)?, side(height)?]))
        .ok_or_else(|| {
            Error::new(format!(
                "`--size` wants width and height from {} to {} px, for example `--size 576x432`, \
                 not `{value}`.",
                SIDES.start(),
                SIDES.end()
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Task> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn every_task_is_known_by_its_name() {
        assert_eq!(parse_line("serve"), Ok(Task::Serve { port: 8080 }));
        assert_eq!(parse_line("serve --port 9000"), Ok(Task::Serve { port: 9000 }));
        assert_eq!(parse_line("serve --port=9000"), Ok(Task::Serve { port: 9000 }));
        assert_eq!(parse_line("test"), Ok(Task::Test));
        assert_eq!(parse_line("build"), Ok(Task::Build));
        assert_eq!(parse_line("package"), Ok(Task::Package));
        assert_eq!(parse_line("package-folder"), Ok(Task::PackageFolder));
        assert_eq!(parse_line("sizes"), Ok(Task::Sizes));
        assert_eq!(parse_line("--help"), Ok(Task::Help));
        let args = vec!["--quick".to_owned(), "7".to_owned()];
        assert_eq!(parse_line("bench --quick 7"), Ok(Task::Bench { args }));
    }

    #[test]
    fn a_poster_takes_a_run_and_flags_in_any_order() {
        let usual = Request {
            run: String::new(),
            step: None,
            size: [576, 432],
            out: PathBuf::from("poster.svg"),
        };
        assert_eq!(parse_line("poster"), Ok(Task::Poster(usual.clone())));
        let request = Request {
            run: "steps=9&step=3".to_owned(),
            step: Some(0),
            size: [800, 600],
            out: PathBuf::from("a/b.svg"),
        };
        for line in [
            "poster steps=9&step=3 --step 0 --size 800x600 --out a/b.svg",
            "poster --out=a/b.svg --size=800x600 steps=9&step=3 --step=0",
        ] {
            assert_eq!(parse_line(line), Ok(Task::Poster(request.clone())), "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, named) in [
            ("", "no task"),
            ("tets", "`tets`"),
            ("test --all", "`--all`"),
            ("serve --open", "`--open`"),
            ("serve --port", "1 to 65535"),
            ("serve --port 0", "`0`"),
            ("serve --port 70000", "`70000`"),
            ("serve --port 1 2", "`2`"),
            ("poster --speed 2", "`--speed`"),
            ("poster --step -1", "0 to 1000000, for example `--step 57`, not `-1`"),
            ("poster --step 1000001", "`1000001`"),
            ("poster --size 576", "64 to 4096 px, for example `--size 576x432`, not `576`"),
            ("poster --size 10x10", "`10x10`"),
            ("poster --size", "``"),
            ("poster --out", "name of a file"),
            ("poster steps=9 adam", "`adam`"),
        ] {
            let error = parse_line(line).unwrap_err().to_string();
            assert!(error.contains(named), "{line}: {error}");
        }
    }
}
