//! A number of every racer over the steps of the run, and the step that the pointer is at.

mod measure;

pub use self::measure::Measure;
use self::measure::last_step;

use downhill_plot::{Chart as Plot, Identity};
use serde::Serialize;

use crate::effect::{Painting, Surface};
use crate::panel::{Context, Overlay, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;
use crate::texts::{add_sentence, fill};

/// After so many steps the time is looked at.
const STEPS_BETWEEN_LOOKS: u32 = 8;
/// While a gesture lasts, it is painted so often at most (ms).
const PAINT_MS: f64 = 250.0;

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartCommand {
    /// Shows another number.
    Measure(Measure),
    /// The scale is logarithmic, or linear.
    Logarithmic(bool),
    /// The pointer is at that step; none where it has left, or is beyond what is computed.
    Peek(Option<u32>),
}

/// What the panel shows beside the curves.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChartView {
    /// Which number.
    pub measure: Measure,
    /// Whether the scale is logarithmic.
    pub is_logarithmic: bool,
    /// Whether a number has no place on the scale.
    pub has_left_out: bool,
    /// Where the step that is shown is, from 0 to 1.
    pub shown: f64,
    /// Where the step that the pointer is at is.
    pub peeked: f64,
    /// That step, or the one that is shown.
    pub step: String,
    /// Each racer's number there, with its label.
    pub values: Vec<String>,
    /// The chart for those who do not see it; empty while it grows.
    pub description: String,
}

/// See the [module](self).
#[derive(Default)]
pub struct Chart {
    /// The curves so far; none where they are to be begun anew.
    plot: Option<Plot>,
    /// The step that they grow by next.
    next: u32,
    /// Whether all of it has been painted.
    is_done: bool,
    /// The step up to which it has been painted, and when (ms).
    painted: u32,
    painted_ms: f64,
    measure: Measure,
    /// Whether the scale was chosen; if not, it is logarithmic wherever all numbers can be shown so.
    is_chosen: bool,
    is_linear: bool,
    peeked: Option<u32>,
}

impl Chart {
    /// Begins anew: there are other numbers.
    fn restart(&mut self) {
        self.is_linear &= self.is_chosen;
        self.repaint();
    }

    /// Begins anew on the same scale.
    fn repaint(&mut self) {
        self.plot = None;
        self.is_done = false;
        self.painted = 0;
    }

    /// Takes in numbers until the deadline.
    fn grow(&mut self, context: &Context<'_>, width: f64, until: Deadline) {
        let (runner, config) = (context.runner, context.runner.config());
        let plot = match &mut self.plot {
            Some(plot) => plot,
            none => {
                self.next = self.measure.first();
                let racers = config.racers.len();
                none.insert(Plot::new(width, racers, config.steps, !self.is_linear))
            }
        };
        while self.next <= config.steps.min(runner.step_count()) {
            for (racer, of) in config.racers.iter().enumerate() {
                if !of.off && self.next <= last_step(runner, racer) {
                    let value = self.measure.of(runner, racer, self.next);
                    plot.add(racer, self.next, value.unwrap_or(f64::NAN));
                }
            }
            self.next += 1;
            if self.next.is_multiple_of(STEPS_BETWEEN_LOOKS) && until.has_passed() {
                break;
            }
        }
    }

    fn paint(&self, plot: &Plot, context: &Context<'_>) -> Painting {
        let Context { runner, numbers, palette, .. } = *context;
        let write = |number: f64, is_count: bool| {
            if is_count { numbers.integer(number) } else { numbers.told(number) }
        };
        let ends = |racer| last_step(runner, racer) + 1 < self.next;
        let racers = Identity::of(runner.config(), palette);
        Painting {
            surface: Surface::Chart,
            size: Some(plot.size),
            opacity: 1.0,
            shapes: plot.shapes(&racers, palette, &write, &ends),
        }
    }

    /// A racer's number after a step, or after its last.
    fn value(&self, context: &Context<'_>, racer: usize, step: u32) -> String {
        let step = step.min(last_step(context.runner, racer));
        let value = self.measure.of(context.runner, racer, step);
        context.numbers.told(value.unwrap_or(f64::NAN))
    }

    /// What the chart shows, to those who do not see it.
    fn description(&self, context: &Context<'_>) -> String {
        let texts = &context.texts.chart;
        let config = context.runner.config();
        let scale = if self.is_linear { texts.linear } else { texts.logarithmic };
        let mut parts = vec![format!("{}, {scale}", texts.measures[self.measure as usize])];
        for (racer, label) in config.labels().iter().enumerate() {
            if !config.racers[racer].off {
                let [first, last] = [self.measure.first(), config.steps]
                    .map(|step| self.value(context, racer, step));
                parts.push(fill(texts.span, &[label, &first, &last]));
            }
        }
        parts.join("; ")
    }
}

impl Panel for Chart {
    type View = ChartView;
    type Command = ChartCommand;

    fn changed(&mut self, _: &Context<'_>, changed: &Changed) {
        if changed.trajectories || changed.racers || changed.steps {
            self.restart();
        } else if changed.appearance {
            self.repaint();
        }
    }

    fn command(&mut self, context: &Context<'_>, command: ChartCommand) -> Response {
        match command {
            ChartCommand::Measure(measure) => {
                self.measure = measure;
                self.restart();
            }
            ChartCommand::Logarithmic(is_logarithmic) => {
                self.is_chosen = true;
                self.is_linear = !is_logarithmic;
                self.restart();
            }
            ChartCommand::Peek(step) => {
                self.peeked = step.filter(|step| *step <= context.runner.step_count());
            }
        }
        Response::default()
    }

    /// Paints the curves as far as they are known, now and then while they grow.
    fn work(
        &mut self,
        context: &Context<'_>,
        until: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        let since = context.frame_ms - self.painted_ms;
        if context.in_gesture && (0.0..PAINT_MS).contains(&since) && !self.is_done {
            return Work::Unfinished;
        }
        let Some(view) = context.view else { return Work::Done };
        if self.plot.as_ref().is_some_and(|plot| plot.size[0] != view.width) {
            self.repaint();
        }
        if self.is_done {
            return Work::Done;
        }
        self.grow(context, view.width, until);
        let Some(plot) = &self.plot else { return Work::Done };
        if plot.left_out && !self.is_linear && !self.is_chosen {
            // Not all can be shown so.
            self.is_linear = true;
            self.repaint();
            return Work::Unfinished;
        }
        let is_done = self.next > context.runner.config().steps;
        // Painting many lines takes long: while it grows, only when it is twice as long.
        if is_done || self.next / 2 >= self.painted {
            paint(self.paint(plot, context));
            self.painted = self.next;
            self.painted_ms = context.frame_ms;
        }
        self.is_done = is_done;
        if is_done { Work::Done } else { Work::Unfinished }
    }

    fn overlay(&self, _: &Context<'_>) -> Option<Overlay> {
        self.peeked.map(|step| Overlay { shapes: Vec::new(), peeked: Some(step) })
    }

    fn view(&self, context: &Context<'_>) -> ChartView {
        let config = context.runner.config();
        let steps = f64::from(config.steps);
        let step = self.peeked.unwrap_or(context.sought);
        let labels = config.labels();
        let values = labels.iter().enumerate().map(|(racer, label)| {
            let mut text = self.value(context, racer, step);
            add_sentence(&mut text, label);
            text
        });
        ChartView {
            measure: self.measure,
            is_logarithmic: !self.is_linear,
            has_left_out: self.plot.as_ref().is_some_and(|plot| plot.left_out),
            shown: f64::from(context.sought) / steps,
            peeked: f64::from(step) / steps,
            step: context.numbers.integer(step),
            values: values.collect(),
            description: if self.is_done { self.description(context) } else { String::new() },
        }
    }
}
