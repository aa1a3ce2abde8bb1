//! Counts tests from the lines that test harnesses print, and makes the table of steps.

use std::ops::AddAssign;
use std::time::Duration;

/// How many tests or checks passed, failed, or are not run in an engine that lacks what they need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Those that passed.
    pub(crate) passed: u64,
    /// Those that failed, were ignored, or did not run though they should have.
    pub(crate) failed: u64,
    /// Those that an engine cannot run, and that say so (`tests/e2e/engines.rs`).
    pub(crate) not_run: u64,
}

impl Tally {
    /// One check that passed.
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0, not_run: 0 };
    /// One check that failed.
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1, not_run: 0 };

    /// The tally of one line of a test run: of a `test result:` line; other lines count nothing. An
    /// ignored test counts as failed, because nothing may be skipped.
    pub(crate) fn of_line(line: &str) -> Self {
        let mut tally = Self::default();
        let Some(result) = line.trim_end().strip_prefix("test result: ") else { return tally };
        // "ok. 12 passed; 0 failed; 0 ignored; 0 measured; finished in 0.01s"
        let counts = result.split_once(". ").map_or(result, |(_, counts)| counts);
        for part in counts.split(';') {
            let mut words = part.split_whitespace();
            let (Some(number), Some(what)) = (words.next(), words.next()) else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "passed" => tally.passed += number,
                "failed" | "ignored" => tally.failed += number,
                _ => {}
            }
        }
        tally
    }

    /// This tally, in which a test that is not run counts as one that passed, as its harness has it, with
    /// `not_run` such tests told apart.
    #[must_use]
    pub(crate) fn without(mut self, not_run: u64) -> Self {
        self.passed = self.passed.saturating_sub(not_run);
        self.not_run += not_run;
        self
    }

    /// This tally of a whole step, given whether its command succeeded. A command that failed without a
    /// failed test (it did not compile, or crashed) counts as one failure, and so does a command that
    /// ran nothing.
    #[must_use]
    pub(crate) fn of_step(mut self, ended_well: bool) -> Self {
        if self.failed == 0 && (!ended_well || self.passed == 0) {
            self.failed = 1;
        }
        self
    }

    /// Whether something ran and nothing failed.
    pub(crate) fn is_success(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

/// One step that was run.
pub(crate) struct Row {
    /// Its name.
    pub(crate) name: &'static str,
    /// Its result.
    pub(crate) tally: Tally,
    /// Its duration.
    pub(crate) time: Duration,
}

/// The rows as lines of text.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = format!("{:<22}{:<30}{:>8}\n", "step", "result", "seconds");
    for Row { name, tally, time } in rows {
        let mut result = if tally.is_success() {
            format!("ok ({})", tally.passed)
        } else if tally.failed > 0 || tally.not_run == 0 {
            format!("FAILED ({} of {})", tally.failed, tally.passed + tally.failed)
        } else {
            String::new()
        };
        if tally.not_run > 0 {
            let before = if result.is_empty() { "" } else { ", " };
            result += &format!("{before}{} not run", tally.not_run);
        }
        text += &format!("{name:<22}{result:<30}{:>8.1}\n", time.as_secs_f64());
    }
    text
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.not_run += other.not_run;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, ", self.passed)?;
        if self.not_run > 0 {
            write!(formatter, "{} not run in an engine, ", self.not_run)?;
        }
        write!(formatter, "{} failed", self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_of_both_harnesses_are_counted() {
        for (line, passed, failed) in [
            (
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                12,
                0,
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
                3,
                2,
            ),
            ("test result: ok. 4 passed; 0 failed; 1 ignored; 0 filtered out\n", 4, 1),
            ("test result: ok. 7 passed; 0 failed; 0 ignored\r\n", 7, 0),
        ] {
            let expected = Tally { passed, failed, not_run: 0 };
            assert_eq!(Tally::of_line(line), expected, "{line}");
        }
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in
            ["", "running 3 tests", "test x ... ok", "  test result: ok. 3 passed", "test result: "]
        {
            assert_eq!(Tally::of_line(line), Tally::default(), "{line}");
        }
    }

    #[test]
    fn a_step_that_ran_nothing_or_broke_has_failed() {
        let three = Tally { passed: 3, ..Tally::default() };
        assert_eq!(three.of_step(true), three);
        assert_eq!(three.of_step(false), Tally { failed: 1, ..three });
        assert_eq!(Tally::default().of_step(true), Tally::FAILED);
        assert_eq!(Tally::default().of_step(false), Tally::FAILED);
        let two_failed = Tally { failed: 2, ..Tally::default() };
        assert_eq!(two_failed.of_step(false), two_failed);
    }

    #[test]
    fn good_and_bad_steps_can_be_told_apart() {
        let time = Duration::from_millis(1500);
        let rows = [
            Row { name: "rustfmt", tally: Tally::PASSED, time },
            Row { name: "native tests", tally: Tally { passed: 7, failed: 2, not_run: 0 }, time },
            Row { name: "all in WebKit", tally: Tally { passed: 9, failed: 0, not_run: 4 }, time },
            Row { name: "core in WebKit", tally: Tally { passed: 0, failed: 0, not_run: 4 }, time },
        ];
        let expected = [
            "step result seconds",
            "rustfmt ok (1) 1.5",
            "native tests FAILED (2 of 9) 1.5",
            "all in WebKit ok (9), 4 not run 1.5",
            "core in WebKit 4 not run 1.5",
        ];
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(table(&rows).lines().map(words).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_last_line_reads_as_promised() {
        let mut sum = Tally::PASSED;
        sum += Tally { passed: 40, failed: 2, not_run: 0 };
        assert_eq!(sum.to_string(), "41 passed, 2 failed");
        sum += Tally { passed: 12, failed: 0, not_run: 3 }.without(2);
        assert_eq!(sum.to_string(), "51 passed, 5 not run in an engine, 2 failed");
        assert!(!sum.is_success());
        assert!(!Tally::default().is_success());
    }
}
