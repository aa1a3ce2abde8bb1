//! What is said about a step: the figure in words and numbers.

use downhill::{OptimizerRunner, Remark, Status, StopReason};
use serde::Serialize;

use crate::distance::distance_to_minimum;
use crate::numbers::Numbers;
use crate::texts::{Texts, fill};

/// A step in words and numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Readout {
    /// The step that was asked for; ahead of what is computed, the seek bar stays there.
    pub sought: u32,
    /// "Step 7 of 100 · lowest f now: Adam, 0.0123".
    pub status: String,
    /// Whether the step is one of many: who has the seek bar in focus is not to hear each.
    pub is_passing: bool,
    /// Every racer at this step.
    pub rows: Vec<Row>,
}

/// A racer at a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// Its x.
    pub x: String,
    /// Its y.
    pub y: String,
    /// f there.
    pub loss: String,
    /// How far the nearest global minimum is; empty where none is known.
    pub distance: String,
    /// What is remarkable about it: that it stopped, keeps growing, left the picture, or leads.
    pub note: String,
}

/// Makes what is said of steps.
pub(crate) struct Teller<'a> {
    pub(crate) runner: &'a OptimizerRunner,
    pub(crate) texts: &'static Texts,
    pub(crate) numbers: &'a Numbers,
}

impl Teller<'_> {
    /// "Step 7 of 100 · lowest f now: Adam, 0.0123". One alone leads nobody.
    pub(crate) fn status(&self, step: u32) -> String {
        let mut status = self.progress(step);
        if let Some(leader) = self.leader(step)
            && let Some(loss) = self.runner.loss(leader, step)
        {
            let label = self.label(leader);
            status.push_str(" · ");
            status.push_str(&fill(self.texts.leader, &[&label, &self.numbers.measured(loss)]));
        }
        status
    }

    /// "Step 7 of 100".
    pub(crate) fn progress(&self, step: u32) -> String {
        let [step, steps] =
            [step, self.runner.config().steps].map(|count| self.numbers.integer(count));
        fill(self.texts.step, &[&step, &steps])
    }

    /// What a racer is called.
    pub(crate) fn label(&self, racer: usize) -> String {
        self.runner.config().labels().into_iter().nth(racer).unwrap_or_default()
    }

    /// The first of the racers that lead.
    pub(crate) fn leader(&self, step: u32) -> Option<usize> {
        self.runner.leaders(step).first().copied()
    }

    /// A racer's row. It has `left` the picture at some step and is outside now, at 0 where it never was
    /// inside.
    pub(crate) fn row(&self, racer: usize, step: u32, left: Option<u32>) -> Option<Row> {
        let at @ [x, y] = self.runner.iterate(racer, step)?;
        let loss = self.runner.loss(racer, step)?;
        let distance = distance_to_minimum(&self.runner.config().objective, at);
        let distance = if distance.is_finite() {
            fill(self.texts.distance, &[&self.numbers.measured(distance)])
        } else {
            String::new()
        };
        let is_off = self.runner.config().racers[racer].off;
        let note = if is_off { self.texts.off.to_owned() } else { self.note(racer, step, left) };
        let [x, y, loss] = [x, y, loss].map(|number| self.numbers.measured(number));
        Some(Row { x, y, loss, distance, note })
    }

    /// What is remarkable about a racer.
    fn note(&self, racer: usize, step: u32, left: Option<u32>) -> String {
        let remark = self.runner.remark(racer, step).ok().flatten();
        let remark = remark.map(|remark| match remark {
            Remark::Growing => self.texts.growing.to_owned(),
            Remark::Overflowed(_) => remark.text().to_owned(),
        });
        match (self.stop(racer, step).or(remark), left) {
            (Some(note), _) => note,
            // It started there, or has hardly left.
            (None, Some(0)) => self.texts.outside.to_owned(),
            (None, Some(left)) => fill(self.texts.left, &[&self.numbers.integer(left)]),
            (None, None) if self.leader(step) == Some(racer) => self.texts.leads.to_owned(),
            (None, None) => String::new(),
        }
    }

    /// That a racer has stopped by `step`, and why.
    pub(crate) fn stop(&self, racer: usize, step: u32) -> Option<String> {
        let status = self.runner.status(racer).ok()?;
        let (stop, reason) = status.stop()?;
        let text = match (status, reason) {
            (_, StopReason::ZeroByZero(_)) => self.texts.no_step,
            (Status::Undefined { step: 0, .. }, _) => self.texts.cannot_start,
            (Status::Undefined { .. }, _) => self.texts.undefined,
            _ => self.texts.diverged,
        };
        (stop <= step).then(|| fill(text, &[&self.numbers.integer(stop), reason.text()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{plain_numbers, runner};

    fn note(line: &str, racer: usize, step: u32, left: Option<u32>) -> String {
        let runner = runner(line, 40);
        let numbers = plain_numbers();
        let teller = Teller { runner: &runner, texts: Texts::of("en"), numbers: &numbers };
        teller.row(racer, step, left).unwrap().note
    }

    #[test]
    fn a_note_says_that_a_racer_stopped_or_left_or_leads() {
        // RMSProp's first step is ten learning rates long; at the end it is nearest too.
        assert_eq!(note("preset=article", 3, 10, None), "lowest f now");
        assert_eq!(note("preset=article", 0, 10, None), "");
        assert_eq!(note("preset=article", 3, 10, Some(4)), "left the picture at step 4");
        assert_eq!(note("preset=article", 3, 10, Some(0)), "outside the picture");
        assert_eq!(note("racers=sgd,adam(off=true)", 1, 10, Some(4)), "not shown");

        let wild = "racers=sgd,momentum(lr=1.7e308,momentum=4)";
        let stop = runner(wild, 40).status(1).unwrap().stop().unwrap().0;
        assert!(!note(wild, 1, stop - 1, None).contains("diverged"));
        assert_eq!(
            note(wild, 1, stop, None),
            format!("diverged at step {stop}: the next iterate is not finite")
        );
        let growing = "formula=x^2+y^2&start=1,0&racers=sgd(lr=1.1)";
        assert_eq!(note(growing, 0, 40, Some(3)), "growing: f is far above its start and rises on");
        assert_eq!(note(growing, 0, 5, Some(3)), "left the picture at step 3");
        let held = note("formula=1e200*x&start=1,0&racers=adam(lr=0.1)", 0, 3, Some(3));
        assert_eq!(held, "stands still: g² overflowed in x");
        let no_step = note("formula=x^2&start=1,0&racers=adam(eps=0)", 0, 1, Some(3));
        assert_eq!(no_step, "stopped at step 1: 0/0 in y: eps is 0 and the gradient is 0");
        let outside = note("formula=log(x)&start=-1,0&racers=sgd", 0, 0, Some(3));
        assert_eq!(outside, "cannot start: the start is outside the domain of f");
    }

    #[test]
    fn a_row_has_the_numbers_of_its_step() {
        let runner = runner("objective=bowl&start=3,4&racers=sgd(lr=0.1)", 1);
        let numbers = plain_numbers();
        let teller = Teller { runner: &runner, texts: Texts::of("en"), numbers: &numbers };
        let row = teller.row(0, 0, None).unwrap();
        let numbers = [row.x, row.y, row.loss].map(|text| text.parse::<f64>().unwrap());
        assert_eq!(numbers, [3.0, 4.0, 12.5]);
        assert_eq!(row.distance, "5 from the nearest global minimum");
        assert_eq!(teller.row(0, 2, None), None);
    }

    #[test]
    fn the_status_names_the_leader_where_there_is_one() {
        let runner = runner("preset=article", 10);
        let numbers = plain_numbers();
        let teller = Teller { runner: &runner, texts: Texts::of("en"), numbers: &numbers };
        assert_eq!(teller.status(0), "Step 0 of 100");
        assert!(teller.status(1).starts_with("Step 1 of 100 · lowest f now: RMSProp, "));
    }
}
