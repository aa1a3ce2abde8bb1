//! What the tests need of a browser that not every engine has under its driver, and why. This is the only
//! place from which a test may be left out of the run in an engine; each that is left out says so, and
//! `cargo xtask test` counts them beside those that pass.
//!
//! A test is left out by what it needs ([`LACKS`]), when it asks its session for that, or by its name
//! ([`NOT_RUN`]).

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::process::Command;
use std::{env, fs, thread};

use crate::driver::Engine::{self, Chromium, Firefox, WebKit};
use crate::files::{folder, list};

/// What a test may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Capability {
    /// Arguments of the browser's own.
    Arguments,
    /// Fingers that press and move.
    Fingers,
    /// The memory that a page holds, and its collection.
    Memory,
    /// A network that can be taken away.
    Network,
    /// Pages as they are printed.
    Paper,
    /// Ratios of pixels, and pictures of parts of the screen.
    Pixels,
    /// What a user prefers: colours, motion.
    Preferences,
    /// Pages on which scripts do not run.
    ScriptsOff,
}

use Capability::{Arguments, Fingers, Memory, Network, Paper, Pixels, Preferences, ScriptsOff};

/// What an engine lacks.
const LACKS: &[(Engine, Capability, &str)] = &[
    (Firefox, Arguments, "the arguments are Chromium's"),
    (Firefox, Memory, "it tells no script how much memory a page holds"),
    (Firefox, Network, "its driver cannot take the network away"),
    (Firefox, Pixels, "another ratio and pictures of parts are Chromium's protocol's"),
    (Firefox, ScriptsOff, "without scripts its driver cannot look at a page"),
    (WebKit, Arguments, "the arguments are Chromium's"),
    (WebKit, Fingers, "its driver has no fingers"),
    (WebKit, Memory, "it tells no script how much memory a page holds"),
    (WebKit, Network, "its driver cannot take the network away"),
    (WebKit, Pixels, "another ratio and pictures of parts are Chromium's protocol's"),
    (WebKit, Paper, "its driver cannot show a page as it is printed"),
    (WebKit, Preferences, "its driver cannot change what a user prefers"),
    (WebKit, ScriptsOff, "without scripts its driver cannot look at a page"),
];

/// Tests that an engine does not run, by their names.
const NOT_RUN: &[(Engine, &str, &str)] = &[
    (
        Firefox,
        "chart::a_finger_taps_or_drags_in_the_chart_and_scrolls_the_page_across_it",
        "its driver's fingers do not scroll a page",
    ),
    (
        Firefox,
        "explore::a_finger_scrolls_the_page_taps_the_start_and_two_fingers_zoom",
        "WebDriver has no way for a browser to take a finger away",
    ),
    (
        Firefox,
        "package::isolated::an_isolated_page_runs_a_frame_without_credentials",
        "it knows no frames without credentials",
    ),
    (
        WebKit,
        "package::isolated::an_isolated_page_runs_a_frame_without_credentials",
        "it knows no frames without credentials",
    ),
    (
        Firefox,
        "loading::a_post_that_begins_with_a_figure_has_its_engine_on_the_way_at_once",
        "it asks its cache for what was loaded beforehand, which counts as a second request",
    ),
    (
        WebKit,
        "lost_files::through_a_bundler_too_the_file_is_named",
        "it does not say which script could not be imported",
    ),
    (
        WebKit,
        "package::blog::the_post_scrolls_by_wheel_and_keys_over_every_figure",
        "its driver's wheel turns back by what it was turned before, too",
    ),
    (
        WebKit,
        "loading::a_post_that_begins_with_a_figure_has_its_engine_on_the_way_at_once",
        "it asks once more for what was loaded beforehand, as that was without the hash",
    ),
];

/// What ends a test that is left out.
struct LeftOut;

/// The name of the test that runs in this thread.
fn name() -> String {
    thread::current().name().unwrap_or_default().to_owned()
}

/// Whether the engine has what the test of this thread needs; it is left out where not.
pub(crate) fn has(engine: Engine, capability: Capability) -> bool {
    let lacks = LACKS.iter().find(|(of, what, _)| (*of, *what) == (engine, capability));
    lacks.inspect(|(.., reason)| tell(engine, reason)).is_none()
}

/// Ends the test of this thread, without failing it, if the engine lacks what it needs.
pub(crate) fn need(engine: Engine, capability: Capability) {
    if !has(engine, capability) {
        resume_unwind(Box::new(LeftOut));
    }
}

/// Whether the test of this thread is left out by its name.
pub(crate) fn is_left_out(engine: Engine) -> bool {
    let name = name();
    // With one thread for all tests, that thread has no test's name.
    assert!(
        engine == Chromium || name != "main",
        "tests in other engines than Chromium need --test-threads 2 or more"
    );
    let line = NOT_RUN.iter().find(|(of, test, _)| *of == engine && *test == name);
    line.inspect(|(.., reason)| tell(engine, reason)).is_some()
}

/// Whether a test has ended because it is left out.
pub(crate) fn has_left_out(end: &(dyn std::any::Any + Send)) -> bool {
    end.is::<LeftOut>()
}

/// Says so past the harness, which keeps what passing tests print. The task runner counts these lines.
fn tell(engine: Engine, reason: &str) {
    let line = format!("not run in {}: {}: {reason}\n", engine.name(), name());
    let _ = io::stdout().write_all(line.as_bytes());
}

#[test]
fn every_line_names_a_test() {
    let mut this = Command::new(env::current_exe().unwrap());
    let listed = this.arg("--list").output().unwrap().stdout;
    let listed = String::from_utf8(listed).unwrap();
    let known: BTreeSet<_> =
        listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    assert!(known.contains(&*name()) || name() == "main", "{listed}");
    for (_, test, _) in NOT_RUN {
        assert!(known.contains(test), "there is no test {test}");
    }
}

#[test]
fn every_capability_that_an_engine_lacks_is_needed_by_a_test() {
    let sources: String = list(&folder("e2e"))
        .iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "rs"))
        .filter(|file| !file.ends_with("engines.rs"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    for (_, capability, _) in LACKS {
        let used = format!("Capability::{capability:?}");
        assert!(sources.contains(&used), "no test needs {capability:?}");
    }
}
