//! What is said about a step: the figure in words and numbers.

use downhill::{OptimizerRunner, Remark, Status, StopReason};

use super::strings::{Strings, filled, text};

/// A number as people read it: `format` by the rules of their language, with few digits or many.
pub(crate) type Format<'a> = &'a dyn Fn(f64) -> String;

/// One racer after a step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) at: [f64; 2],
    pub(crate) loss: f64,
    pub(crate) note: String,
    /// Whether it has stopped, as the note says then.
    pub(crate) stopped: bool,
}

/// The racer with the lowest f at `step`; none while all are equal.
pub(crate) fn leader(runner: &OptimizerRunner, step: u32) -> Option<usize> {
    let (mut leader, mut lowest, mut highest) = (None, f64::INFINITY, f64::NEG_INFINITY);
    for (racer, of) in runner.config().racers.iter().enumerate() {
        if of.off {
            continue;
        }
        let loss = loss_at(runner, racer, step)?;
        if loss < lowest {
            (leader, lowest) = (Some(racer), loss);
        }
        highest = highest.max(loss);
    }
    leader.filter(|_| lowest < highest)
}

/// f of a racer after a step.
pub(crate) fn loss_at(runner: &OptimizerRunner, racer: usize, step: u32) -> Option<f64> {
    runner.losses(racer).ok()?.get(usize::try_from(step).ok()?).copied()
}

/// A racer's place after a step, and what is remarkable about it: that it stopped, keeps growing or
/// stands still, that it `left` the picture at some step and is outside now (0 where it never was inside), or that it leads.
pub(crate) fn row(
    runner: &OptimizerRunner,
    racer: usize,
    step: u32,
    left: Option<u32>,
    leads: bool,
    strings: Strings,
    format: Format<'_>,
) -> Option<Row> {
    let at = runner.iterate(racer, step)?;
    let stop = stop_note(runner, racer, step, strings, format);
    let stopped = stop.is_some();
    let remark = runner.remark(racer, step).ok().flatten();
    let note = match (stop.or_else(|| remark.map(|remark| remark_note(remark, strings))), left) {
        (Some(note), _) => note,
        // It started there, or has hardly left.
        (None, Some(0)) => text(strings, "outside").to_owned(),
        (None, Some(left)) => filled(strings, "left", &[&format(f64::from(left))]),
        (None, None) if leads => text(strings, "leads").to_owned(),
        (None, None) => String::new(),
    };
    Some(Row { at, loss: loss_at(runner, racer, step)?, note, stopped })
}

/// What is remarkable about a racer that is running.
fn remark_note(remark: Remark, strings: Strings) -> String {
    match remark {
        Remark::Growing => text(strings, "growing"),
        Remark::Overflowed(_) => remark.text(),
    }
    .to_owned()
}

/// That a racer has stopped by `step`, and why.
pub(crate) fn stop_note(
    runner: &OptimizerRunner,
    racer: usize,
    step: u32,
    strings: Strings,
    format: Format<'_>,
) -> Option<String> {
    let status = runner.status(racer).ok()?;
    let (stop, reason) = status.stop()?;
    let name = match (status, reason) {
        (_, StopReason::ZeroByZero(_)) => "no way on",
        (Status::Undefined { step: 0, .. }, _) => "no start",
        (Status::Undefined { .. }, _) => "undefined",
        _ => "diverged",
    };
    (stop <= step).then(|| filled(strings, name, &[&format(f64::from(stop)), reason.text()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    fn runner(line: &str, steps: u32) -> OptimizerRunner {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        runner.step(steps).unwrap();
        runner
    }

    #[test]
    fn nobody_leads_at_the_start_and_then_the_lowest_does() {
        let runner = runner("preset=article", 100);
        assert_eq!(leader(&runner, 0), None);
        // RMSProp's first step is ten learning rates long; at the end it is nearest too.
        assert_eq!(leader(&runner, 1), Some(3));
        assert_eq!(leader(&runner, 100), Some(3));
    }

    #[test]
    fn a_remark_says_that_a_racer_stopped_or_left_or_leads() {
        let strings = super::super::strings::strings("en");
        let format = |number: f64| number.to_string();
        let article = runner("preset=article", 10);
        let note = |left, leads| row(&article, 0, 10, left, leads, strings, &format).unwrap().note;
        assert_eq!(note(None, true), "lowest f now");
        assert_eq!(note(None, false), "");
        assert_eq!(note(Some(4), true), "left the picture at step 4");
        assert_eq!(note(Some(0), true), "outside the picture");

        let wild = runner("racers=sgd,momentum(lr=1.7e308,momentum=4)", 10);
        let note = |step| row(&wild, 1, step, None, false, strings, &format).unwrap().note;
        let stop = wild.status(1).unwrap().stop().unwrap().0;
        assert!(!note(stop - 1).contains("diverged"));
        assert_eq!(note(stop), format!("diverged at step {stop}: the next iterate is not finite"));

        let note = |line, step| {
            row(&runner(line, 40), 0, step, Some(3), true, strings, &format).unwrap().note
        };
        let growing = "formula=x^2+y^2&start=1,0&racers=sgd(lr=1.1)";
        assert_eq!(note(growing, 40), "growing: f is far above its start and rises on");
        assert_eq!(note(growing, 5), "left the picture at step 3");
        let held = note("formula=1e200*x&start=1,0&racers=adam(lr=0.1)", 3);
        assert_eq!(held, "stands still: g² overflowed in x");
        let no_step = note("formula=x^2&start=1,0&racers=adam(eps=0)", 1);
        assert_eq!(no_step, "stopped at step 1: 0/0 in y: eps is 0 and the gradient is 0");
        let outside = note("formula=log(x)&start=-1,0&racers=sgd", 0);
        assert_eq!(outside, "cannot start: the start is outside the domain of f");
    }
}
