//! Running other programs.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, ExitStatus, Stdio};

use crate::error::{Error, Result};
use crate::tally::Tally;

/// A command for `program` that does not inherit what `cargo run` set for the task
/// runner itself: with `CARGO` inherited, clippy would check with the cargo of
/// another toolchain.
pub fn command(program: &str) -> Command {
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

/// `npm`, whatever its file is called here.
pub fn npm() -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs the command on this terminal. Any other end than success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(failed(command, status)) }
}

/// Runs the command and returns what it wrote to its standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failed(command, output.status))
    }
}

/// What the command wrote to its standard output, or nothing when it could not be
/// run or failed. For asking whether something is there.
pub fn probe(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a test command: its output goes through to this terminal, and its result
/// lines are summed. The other half says whether it ended well.
pub fn run_tests(command: &mut Command) -> Result<(Tally, bool)> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    let stdout = child.stdout.take();
    let tally = stdout.map(|output| count(BufReader::new(output), io::stdout()));
    let status = child.wait().map_err(|error| cannot_start(command, &error))?;
    Ok((tally.unwrap_or_default(), status.success()))
}

/// Passes a test run's output on, and sums its result lines.
fn count(mut output: impl BufRead, mut terminal: impl Write) -> Tally {
    let mut tally = Tally::default();
    let mut line = Vec::new();
    // Bytes, not text: a test may print what is not UTF-8.
    while output.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        // A closed terminal must not stop the count.
        let _ = terminal.write_all(&line).and_then(|()| terminal.flush());
        tally += Tally::of_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    tally
}

fn cannot_start(command: &Command, error: &io::Error) -> Error {
    let program = command.get_program().to_string_lossy();
    if error.kind() != io::ErrorKind::NotFound {
        return Error::new(format!("`{program}` could not be started: {error}"));
    }
    let hint = match program.as_ref() {
        "node" | "npm" => {
            "install Node.js with npm (on Debian: `apt-get install nodejs npm`) and start again"
        }
        "cargo" | "rustc" => "install Rust from https://rustup.rs and start again",
        _ => "install it and start again",
    };
    Error::new(format!("`{program}` is not on PATH; {hint}."))
}

fn failed(command: &Command, status: ExitStatus) -> Error {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect();
    Error::new(format!("`{}` failed ({status}); its output is above.", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_a_remedy() {
        let error = run(&mut Command::new("downhill-no-such-program")).unwrap_err().to_string();
        assert_eq!(error, "`downhill-no-such-program` is not on PATH; install it and start again.");
    }

    // On slices: real output with such lines would be counted by the run of this test.
    #[test]
    fn test_output_is_passed_on_and_summed() {
        let output = b"running 6 tests\n\xff\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\
                       test result: FAILED. 1 passed; 3 failed; 0 ignored";
        let mut terminal = Vec::new();
        assert_eq!(count(&output[..], &mut terminal), Tally { passed: 3, failed: 3 });
        assert_eq!(terminal, output);
    }

    #[cfg(unix)]
    #[test]
    fn the_end_of_a_test_command_is_known() {
        for (script, ended_well) in [("exit 0", true), ("exit 101", false)] {
            let run = run_tests(Command::new("sh").args(["-c", script])).unwrap();
            assert_eq!(run, (Tally::default(), ended_well));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_failed_command_is_written_out() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert!(error.starts_with("`sh -c exit 3` failed (exit status: 3)"), "{error}");
    }
}
