//! What is said about a step: the figure in words and numbers.

use downhill::{OptimizerRunner, Remark, Status, StopReason};
use serde::Serialize;

use crate::arrivals::Arrivals;
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
    /// "Step 7 of 100 · lowest: Adam, 0.0123".
    pub status: String,
    /// Whether the step is one of many: who has the seek bar in focus is not to hear each.
    pub is_passing: bool,
    /// Every racer at this step.
    pub rows: Vec<Row>,
}

/// A racer at a step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its x.
    pub x: String,
    /// Its y.
    pub y: String,
    /// f there.
    pub loss: String,
    /// f there in fewer digits, as it has room beside a slider.
    pub brief_loss: String,
    /// How far the nearest global minimum is; empty where none is known.
    pub distance: String,
    /// What is remarkable about it: that it stopped, keeps growing, is outside the picture, or leads.
    pub note: String,
    /// The step at which f first came within 10⁻³ of the minimum; empty while it is not there, or where no
    /// minimum is known.
    pub arrived: String,
    /// Whether its f is the lowest of all. Nobody's is where it is equal, or where no minimum is known.
    pub leads: bool,
    /// What it does.
    pub kind: RowKind,
}

/// What a racer does at a step: the first of these that is so, from the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// It races.
    #[default]
    Racing,
    /// It is outside the picture.
    Outside,
    /// It has come within reach of the minimum.
    Arrived,
    /// It takes no more steps.
    Stopped,
    /// It is not shown.
    Off,
}

/// Makes what is said of steps.
pub(crate) struct ReadoutWriter<'a> {
    pub(crate) runner: &'a OptimizerRunner,
    /// Who has arrived; none where that is not told.
    pub(crate) arrivals: Option<&'a Arrivals>,
    pub(crate) texts: &'static Texts,
    pub(crate) numbers: &'a Numbers,
}

impl ReadoutWriter<'_> {
    /// "Step 7 of 100 · lowest: Adam, 0.0123". One alone leads nobody.
    pub(crate) fn status(&self, step: u32) -> String {
        let mut status = self.progress(step);
        if let Some(leader) = self.leader(step)
            && let Some(loss) = self.runner.loss(leader, step)
        {
            let label = self.label(leader);
            status.push_str(" · ");
            status.push_str(&fill(self.texts.leader, &[&label, &self.numbers.brief(loss)]));
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

    /// The racer whose f is the lowest of those that are shown. There is none where it is written as
    /// another's, where that one has stopped or is alone, or where f has no minimum that is known: who
    /// falls without end is not ahead.
    pub(crate) fn leader(&self, step: u32) -> Option<usize> {
        self.arrivals?.lowest()?;
        let racers = self.runner.config().racers.iter().enumerate();
        let shown = racers.filter(|(_, config)| !config.off).map(|(racer, _)| racer);
        let losses = shown.filter_map(|racer| Some((racer, self.runner.loss(racer, step)?)));
        let finite: Vec<(usize, f64)> = losses.filter(|(_, loss)| loss.is_finite()).collect();
        let (leader, lowest) = finite.iter().copied().min_by(|lhs, rhs| lhs.1.total_cmp(&rhs.1))?;
        let written = self.numbers.measured(lowest);
        let has_equal = finite.iter().any(|(racer, loss)| {
            // Most are far from it, and writing a number takes long.
            let is_near = loss - lowest <= 0.1 * lowest.abs();
            *racer != leader && is_near && self.numbers.measured(*loss) == written
        });
        let leads = finite.len() > 1 && !has_equal && self.stop(leader, step).is_none();
        leads.then_some(leader)
    }

    /// A racer's row. It may be outside the picture now.
    pub(crate) fn row(&self, racer: usize, step: u32, is_outside: bool) -> Option<Row> {
        let at @ [x, y] = self.runner.iterate(racer, step)?;
        let loss = self.runner.loss(racer, step)?;
        let distance = distance_to_minimum(&self.runner.config().objective, at);
        let distance =
            if distance.is_finite() { self.numbers.measured(distance) } else { String::new() };
        let is_off = self.runner.config().racers[racer].off;
        let arrived = self.arrivals.and_then(|arrivals| arrivals.arrived(racer, step));
        let leads = self.leader(step) == Some(racer);
        let kind = if is_off {
            RowKind::Off
        } else if self.stop(racer, step).is_some() {
            RowKind::Stopped
        } else if arrived.is_some() {
            RowKind::Arrived
        } else if is_outside {
            RowKind::Outside
        } else {
            RowKind::Racing
        };
        let note = match self.remarkable(racer, step) {
            _ if is_off => self.texts.off.to_owned(),
            Some(note) => note,
            None if is_outside => self.texts.outside.to_owned(),
            None if leads => self.texts.leads.to_owned(),
            None => String::new(),
        };
        let arrived = arrived.map_or_else(String::new, |step| self.numbers.integer(step));
        let brief_loss = self.numbers.brief(loss);
        let [x, y, loss] = [x, y, loss].map(|number| self.numbers.measured(number));
        Some(Row { x, y, loss, brief_loss, distance, note, arrived, leads, kind })
    }

    /// That a racer has stopped, keeps growing, or stands still.
    fn remarkable(&self, racer: usize, step: u32) -> Option<String> {
        let remark = || {
            Some(match self.runner.remark(racer, step).ok()?? {
                Remark::Growing => self.texts.growing.to_owned(),
                remark @ Remark::Overflowed(_) => remark.text().to_owned(),
            })
        };
        self.stop(racer, step).or_else(remark)
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
    use downhill::lowest_value;

    /// What is told by the writer of a run of so many steps.
    fn with_writer<T>(line: &str, steps: u32, work: impl FnOnce(&ReadoutWriter<'_>) -> T) -> T {
        let runner = runner(line, steps);
        let numbers = plain_numbers();
        let mut arrivals = Arrivals::default();
        let config = runner.config();
        let found = downhill::minima(&config.objective, config.view);
        arrivals.follow(&runner, lowest_value(&config.objective, &found));
        let texts = Texts::of("en");
        work(&ReadoutWriter {
            runner: &runner,
            arrivals: Some(&arrivals),
            texts,
            numbers: &numbers,
        })
    }

    fn row(line: &str, racer: usize, step: u32, is_outside: bool) -> Row {
        with_writer(line, step.max(40), |writer| writer.row(racer, step, is_outside).unwrap())
    }

    fn note(line: &str, racer: usize, step: u32, is_outside: bool) -> String {
        row(line, racer, step, is_outside).note
    }

    #[test]
    fn a_note_says_that_a_racer_stopped_or_is_outside_or_leads() {
        // RMSProp's first step is ten learning rates long; at the end it is nearest too.
        assert_eq!(note("preset=article", 3, 10, false), "lowest");
        assert_eq!(note("preset=article", 0, 10, false), "");
        assert_eq!(note("preset=article", 3, 10, true), "outside the picture");
        assert_eq!(note("racers=sgd,adam(off=true)", 1, 10, true), "not shown");

        let wild = "racers=sgd,momentum(lr=1.7e308,momentum=4)";
        let stop = runner(wild, 40).status(1).unwrap().stop().unwrap().0;
        assert!(!note(wild, 1, stop - 1, false).contains("flew off"));
        assert_eq!(
            note(wild, 1, stop, false),
            format!("flew off at step {stop}: try a smaller learning rate")
        );
        let growing = "formula=x^2+y^2&start=1,0&racers=sgd(lr=1.1)";
        assert_eq!(note(growing, 0, 40, true), "growing: f is far above its start and rises on");
        assert_eq!(note(growing, 0, 5, true), "outside the picture");
        let held = note("formula=1e200*x&start=1,0&racers=adam(lr=0.1)", 0, 3, true);
        assert_eq!(held, "stands still: g² overflowed in x");
        let no_step = note("formula=x^2&start=1,0&racers=adam(eps=0)", 0, 1, true);
        assert_eq!(no_step, "stopped at step 1: 0/0 in y: eps is 0 and the gradient is 0");
        let outside = note("formula=log(x)&start=-1,0&racers=sgd", 0, 0, true);
        assert_eq!(outside, "cannot start: the start is outside the domain of f");
    }

    #[test]
    fn a_row_has_the_numbers_of_its_step() {
        with_writer("objective=bowl&start=3,4&racers=sgd(lr=0.1)", 1, |writer| {
            let row = writer.row(0, 0, false).unwrap();
            let numbers = [row.x, row.y, row.loss].map(|text| text.parse::<f64>().unwrap());
            assert_eq!(numbers, [3.0, 4.0, 12.5]);
            assert_eq!(row.distance, "5");
            assert_eq!(writer.row(0, 2, false), None);
        });
    }

    #[test]
    fn the_status_names_the_leader_where_there_is_one() {
        with_writer("preset=article", 10, |writer| {
            assert_eq!(writer.status(0), "Step 0 of 100");
            assert!(writer.status(1).starts_with("Step 1 of 100 · lowest: RMSProp, "));
        });
    }

    #[test]
    fn nobody_leads_among_equals_or_alone_or_stopped_or_where_f_has_no_minimum() {
        let leader = |line: &str| with_writer(line, 60, |writer| writer.leader(60));
        assert_eq!(leader("objective=bowl&racers=sgd(lr=0.1),sgd(lr=0.01)"), Some(0));
        assert_eq!(leader("objective=bowl&racers=sgd(lr=0.1),sgd(lr=0.1),sgd(lr=0.01)"), None);
        assert_eq!(leader("objective=bowl&racers=sgd(lr=0.1)"), None);
        assert_eq!(leader("objective=bowl&racers=sgd(lr=0.1),sgd(lr=0.01,off=true)"), None);
        assert_eq!(
            leader("objective=bowl&racers=sgd(lr=0.01),sgd(lr=0.1,off=true),sgd(lr=0)"),
            Some(0)
        );
        // Whoever falls off a saddle falls for ever.
        assert_eq!(leader("objective=saddle"), None);
        assert_eq!(leader("formula=x^2-y^2&start=1,0.1&racers=sgd(lr=0.1),adam"), None);
        // AdaGrad stopped below SGD, which goes up.
        let stopped = "formula=x^2+y^2&start=1,0&racers=sgd(lr=1.05),adagrad(eps=0,lr=0.5)";
        assert_eq!(row(stopped, 1, 60, false).kind, RowKind::Stopped);
        assert_eq!(leader(stopped), None);
        let found = "formula=x^2+y^2&start=1,1&racers=sgd(lr=0.01),sgd(lr=0.1)";
        assert_eq!(leader(found), Some(1));
    }

    #[test]
    fn a_row_says_when_its_racer_came_to_the_minimum() {
        let line = "objective=bowl&start=3,4&racers=sgd(lr=0.1),sgd(lr=0)";
        // f is 12.5 · 0.9^(2 step): below a thousandth from step 45 on.
        let at = |step| row(line, 0, step, false);
        assert_eq!((at(44).arrived.as_str(), at(44).kind), ("", RowKind::Racing));
        assert_eq!((at(45).arrived.as_str(), at(45).kind), ("45", RowKind::Arrived));
        assert_eq!((at(60).arrived.as_str(), at(60).leads), ("45", true));
        assert_eq!(row(line, 0, 60, true).kind, RowKind::Arrived);
        assert_eq!(row(line, 1, 60, true).kind, RowKind::Outside);
        assert_eq!(row(line, 1, 60, true).arrived, "");
        assert_eq!(row("racers=sgd,adam(off=true)", 1, 10, false).kind, RowKind::Off);
    }
}
