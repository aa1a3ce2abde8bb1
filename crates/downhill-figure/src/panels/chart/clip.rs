//! Which racers are beyond the chart's scale, and when.

use downhill::{OptimizerRunner, Remark, Status};
use downhill_plot::{Chart as Plot, Scale};

use super::measure::{Measure, last_step};
use crate::panel::Context;
use crate::texts::fill;

/// When a racer is beyond the scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clip {
    /// The first and the last step at which it is above the scale.
    above: Option<[u32; 2]>,
    /// The step from which on it stays above.
    pub(super) gone: Option<u32>,
    /// The first step at which it is below.
    below: Option<u32>,
}

/// Whether a racer neither diverged nor keeps growing, as far as is known.
pub(super) fn is_calm(runner: &OptimizerRunner, racer: usize) -> bool {
    let has_diverged = matches!(runner.status(racer), Ok(Status::Diverged { .. }));
    let remark = runner.remark(racer, runner.step_count());
    !has_diverged && !matches!(remark, Ok(Some(Remark::Growing)))
}

impl Clip {
    /// When a racer's numbers are beyond the scale. Of a long run only columns are looked through, and
    /// steps within one of them.
    pub(super) fn of(
        runner: &OptimizerRunner,
        measure: Measure,
        plot: &Plot,
        scale: &Scale,
        racer: usize,
    ) -> Self {
        let value = |step: &u32| measure.of(runner, racer, *step);
        let is_above = |step: &u32| value(step).is_some_and(|value| value > scale.high);
        let is_below = |step: &u32| value(step).is_some_and(|value| value < scale.low);
        let steps_above = plot.steps_where(racer, &|[_, high]| high > scale.high);
        let above = steps_above.and_then(|[first, last]| {
            let mut steps = first..=last;
            Some([steps.clone().find(is_above)?, steps.rfind(is_above)?])
        });
        let gone = above.and_then(|[first, last]| {
            let is_last = last == last_step(runner, racer).min(runner.config().steps);
            let inside = plot.steps_where(racer, &|[low, _]| low <= scale.high);
            let inside = inside.and_then(|[_, last]| {
                (0..=last).rfind(|step| value(step).is_some_and(|value| value <= scale.high))
            });
            is_last.then(|| inside.map_or(first, |inside| inside + 1))
        });
        let below = plot
            .steps_where(racer, &|[low, _]| low < scale.low)
            .and_then(|[first, last]| (first..=last).find(is_below));
        Self { above, gone, below }
    }

    /// What the chart does not show of a racer, as a sentence.
    pub(super) fn sentences(&self, context: &Context<'_>, label: &str) -> Vec<String> {
        let texts = &context.texts.chart;
        let step = |step: u32| context.numbers.integer(step);
        let mut sentences = Vec::new();
        match (self.gone, self.above) {
            (Some(gone), _) => sentences.push(fill(texts.leaves, &[label, &step(gone)])),
            (None, Some([first, last])) if first == last => {
                sentences.push(fill(texts.peaks, &[label, &step(first)]));
            }
            (None, Some([first, last])) => {
                sentences.push(fill(texts.passes, &[label, &step(first), &step(last)]));
            }
            (None, None) => {}
        }
        sentences.extend(self.below.map(|below| fill(texts.sinks, &[label, &step(below)])));
        sentences
    }
}
