//! The command line, parsed by hand: it is small enough not to want a crate.

use crate::error::{Error, Result};

/// The port that `serve` uses unless told otherwise.
pub const DEFAULT_PORT: u16 = 8080;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Usage: cargo xtask <task>

  serve [--port N]  build the page and serve it on 127.0.0.1 (default port 8080)
  test              run every check and test; the last line is the tally
  build             build the page into dist/ and the package folder target/npm/
  package           pack target/npm/ into an npm archive in target/
  bench [...]       build the page and measure it; further arguments are passed on
  sizes             print what the built page weighs, against its budget

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
        other => {
            return Err(Error::new(format!(
                "there is no task `{other}`; choose serve, test, build, package, bench or sizes."
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
        ] {
            let error = parse_line(line).unwrap_err().to_string();
            assert!(error.contains(named), "{line}: {error}");
        }
    }
}
