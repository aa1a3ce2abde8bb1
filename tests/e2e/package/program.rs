//! A program that asks for too much, or for nonsense, in Node.

use std::env;
use std::process::Command;

use super::installed::installed;
use crate::files::run;

/// What a script of the site prints, which ends well.
fn printed(script: &str, args: &[&str]) -> String {
    run(Command::new("node").arg(script).args(args).current_dir(&installed().site))
}

#[test]
fn a_program_that_asks_too_early_too_late_or_for_too_much_gets_a_sentence() {
    assert_eq!(printed("limits.mjs", &[]), "done\n");
}

/// For three seconds, or for as many as `DOWNHILL_FUZZ_SECONDS` says; an hour is some ten million calls.
#[test]
fn whatever_a_program_gives_ends_in_a_result_or_in_an_error_that_says_what_is_wrong() {
    let seconds = env::var("DOWNHILL_FUZZ_SECONDS").unwrap_or_else(|_| "3".to_owned());
    let printed = printed("fuzz.mjs", &[&seconds]);
    assert!(printed.contains(" calls, "), "{printed}");
}

#[test]
fn sweeps_and_maps_are_computed_where_there_are_no_workers() {
    assert_eq!(printed("sweeps.mjs", &[]), "done\n");
}
