//! The table of steps that a test run ends with.

use std::time::Duration;

use crate::tally::Tally;

/// One step that was run.
pub struct Row {
    /// What it was.
    pub name: &'static str,
    /// What came of it.
    pub tally: Tally,
    /// How long it took.
    pub time: Duration,
}

/// The rows as lines of text.
pub fn lines(rows: &[Row]) -> String {
    let mut text = format!("{:<22}{:<22}{:>8}\n", "step", "result", "seconds");
    for Row { name, tally, time } in rows {
        let result = if tally.is_success() {
            format!("ok ({})", tally.passed)
        } else {
            format!("FAILED ({} of {})", tally.failed, tally.passed + tally.failed)
        };
        text += &format!("{name:<22}{result:<22}{:>8.1}\n", time.as_secs_f64());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_and_bad_steps_can_be_told_apart() {
        let time = Duration::from_millis(1500);
        let rows = [
            Row { name: "rustfmt", tally: Tally::PASSED, time },
            Row { name: "native tests", tally: Tally { passed: 7, failed: 2 }, time },
        ];
        let text = lines(&rows);
        assert!(text.contains("rustfmt               ok (1)                     1.5\n"), "{text}");
        assert!(text.contains("native tests          FAILED (2 of 9)            1.5\n"), "{text}");
    }
}
