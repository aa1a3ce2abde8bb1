//! Running other programs.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

use crate::tally::Tally;

/// A command for `program` that does not inherit the variables that `cargo run` set for the task
/// runner: with `CARGO` inherited, clippy would check with the cargo of another toolchain.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let is_ours = name.to_str().is_some_and(|name| {
            name == "CARGO" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if is_ours {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the command in this terminal. Only success is not an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    expect_success(command, status)
}

/// Runs the command and returns what it wrote to its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    expect_success(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The command's standard output, or nothing if it failed or could not be run. It is for asking whether
/// a program is installed.
pub(crate) fn probe(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a test command, passes its output to this terminal, and sums its result lines.
pub(crate) fn run_tests(command: &mut Command) -> Result<Tally> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let stdout = child.stdout.take();
    let tally = stdout.map(|output| count(BufReader::new(output), io::stdout()));
    let status = child.wait().with_context(|| cannot_start(command))?;
    Ok(tally.unwrap_or_default().of_step(status.success()))
}

/// What begins the line of a test that its engine cannot run; its name follows the engine's.
const NOT_RUN: &str = "not run in ";

/// Passes on a test run's output, and sums its result lines. Tests that are not run, each of which may say so
/// more than once, are counted, and told again by reason at the end.
fn count(mut output: impl BufRead, mut terminal: impl Write) -> Tally {
    let mut tally = Tally::default();
    let mut not_run = BTreeMap::<String, String>::new();
    let mut line = Vec::new();
    // The output is read as bytes, because a test may print text that is not UTF-8.
    while output.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
        // If the terminal is closed, the tests go on.
        let _ = terminal.write_all(&line).and_then(|()| terminal.flush());
        let text = String::from_utf8_lossy(&line);
        tally += Tally::of_line(&text);
        // The harness may have begun a line of its own.
        if let Some((_, told)) = text.trim_end().split_once(NOT_RUN)
            && let [engine, name, reason] = told.splitn(3, ": ").collect::<Vec<_>>()[..]
        {
            not_run.insert(name.to_owned(), format!("{engine}, because {reason}"));
        }
        line.clear();
    }
    let mut reasons = BTreeMap::<_, Vec<_>>::new();
    for (name, reason) in &not_run {
        reasons.entry(reason).or_default().push(&**name);
    }
    for (reason, names) in reasons {
        let _ = writeln!(terminal, "{} {NOT_RUN}{reason}: {}", names.len(), names.join(", "));
    }
    tally.without(u64::try_from(not_run.len()).unwrap_or(u64::MAX))
}

fn cannot_start(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    format!("`{program}` could not be started; is it installed and on PATH?")
}

fn expect_success(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    bail!("`{}` failed ({status}); its output is above", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("downhill-no-such-program")).unwrap_err().to_string();
        assert!(error.starts_with("`downhill-no-such-program` could not be started"), "{error}");
    }

    // The test works on slices: in real output these lines would be counted by the run of this test.
    #[test]
    fn test_output_is_passed_on_and_summed() {
        let output = b"running 6 tests\n\xff\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\
                       test result: FAILED. 1 passed; 3 failed; 0 ignored";
        let mut terminal = Vec::new();
        assert_eq!(count(&output[..], &mut terminal), Tally { passed: 3, failed: 3, not_run: 0 });
        assert_eq!(terminal, output);
    }

    #[test]
    fn tests_that_are_not_run_are_counted_once_and_told_by_reason() {
        let output = "not run in WebKit: layout::wide: no paper: none\nnot run in WebKit: a: no paper: none\n\
                      test b ... not run in WebKit: a: no paper: none\nok\n\
                      test result: ok. 5 passed; 0 failed; 0 ignored\n";
        let mut terminal = Vec::new();
        let tally = count(output.as_bytes(), &mut terminal);
        assert_eq!(tally, Tally { passed: 3, failed: 0, not_run: 2 });
        let told = String::from_utf8(terminal).unwrap();
        assert_eq!(
            told.strip_prefix(output).unwrap(),
            "2 not run in WebKit, because no paper: none: a, layout::wide\n"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_test_command_that_breaks_or_runs_nothing_has_failed() {
        for script in ["exit 0", "exit 101"] {
            let tally = run_tests(Command::new("sh").args(["-c", script])).unwrap();
            assert_eq!(tally, Tally::FAILED);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_failed_command_is_written_out() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert!(error.starts_with("`sh -c exit 3` failed (exit status: 3)"), "{error}");
    }
}
