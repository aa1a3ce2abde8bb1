//! A number of every racer over the steps of the run, and the step that the pointer is at.

mod clip;
mod measure;

use self::clip::{Clip, is_calm};
pub use self::measure::Measure;
use self::measure::last_step;

use downhill_plot::{CHART_INSETS, Chart as Plot, Head, Identity, Scale, Shape};
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
/// The chart's height before the page has said how large it is (CSS px), and its least size.
const HEIGHT: f64 = 190.0;
const LEAST: [f64; 2] = [96.0, 48.0];
/// How strong the lines are that lie ahead of the step that is shown.
const FUTURE: f64 = 0.35;

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChartCommand {
    /// Shows another number.
    Measure(Measure),
    /// The scale is logarithmic, or linear.
    Logarithmic(bool),
    /// The pointer is at that step; none where it has left, or is beyond what is computed.
    Peek(Option<u32>),
    /// The chart is now so wide and high, in CSS px. At first it is as wide as the picture.
    Resize([f64; 2]),
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
    /// Each racer's number there, with its label; a dash where it is not known.
    pub values: Vec<String>,
    /// How far the first step is from the chart's left edge and the last one from the right edge, in CSS
    /// px.
    pub insets: [f64; 2],
    /// Who leaves the chart, and when: "Momentum leaves the chart at step 9."; empty where nobody does, and
    /// while it grows.
    pub clipped: String,
    /// Why no number is known; empty where there are some.
    pub missing: &'static str,
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
    /// Its size in CSS px, where the page has said it.
    size: Option<[f64; 2]>,
    /// The scale of what is painted, and when racers are beyond it.
    scale: Option<Scale>,
    clips: Vec<Clip>,
    /// The step that is shown and the one that is peeked at, as they are painted.
    cursor: Option<(u32, Option<u32>)>,
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
    fn grow(&mut self, context: &Context<'_>, size: [f64; 2], until: Deadline) {
        let (runner, config) = (context.runner, context.runner.config());
        let plot = match &mut self.plot {
            Some(plot) => plot,
            none => {
                self.next = self.measure.first();
                let racers = config.racers.len();
                none.insert(Plot::new(size, racers, config.steps, !self.is_linear))
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

    /// Paints the curves as far as they are known.
    fn paint(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) {
        let (runner, numbers, palette) = (context.runner, context.numbers, context.palette);
        let Some(plot) = &self.plot else { return };
        let (size, count) = (plot.size, runner.racer_count());
        let scale = plot.scale(&|racer| is_calm(runner, racer));
        let (mut grid, mut lines) = (Vec::new(), Vec::new());
        self.clips.clear();
        if let Some(scale) = &scale {
            let write = |number: f64, is_count: bool| {
                if is_count { numbers.integer(number) } else { numbers.brief(number) }
            };
            grid = plot.grid(scale, palette, &write);
            lines = plot.lines(scale, &Identity::of(runner.config(), palette.beside()));
            let clip = |racer| Clip::of(runner, self.measure, plot, scale, racer);
            self.clips.extend((0..count).map(clip));
        }
        paint(Painting::anew(Surface::Chart, size, grid));
        paint(Painting::over(Surface::Chart, FUTURE, lines.clone()));
        paint(Painting::anew(Surface::ChartPast, size, lines));
        self.scale = scale;
        self.cursor = None;
    }

    /// Paints the cursors where the steps are, and the racers' markers.
    fn paint_cursor(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) {
        let cursor = Some((context.step, self.peeked));
        let Some(plot) = self.plot.as_ref().filter(|_| self.painted > 0) else { return };
        if self.cursor == cursor {
            return;
        }
        self.cursor = cursor;
        let mut shapes: Vec<Shape> = Vec::new();
        let palette = context.palette;
        let peeked = self.peeked.filter(|step| *step != context.step);
        shapes.extend(peeked.map(|step| plot.cursor(step, palette, false)));
        shapes.push(plot.cursor(context.step, palette, true));
        if let Some(scale) = &self.scale {
            let racers = Identity::of(context.runner.config(), palette.beside());
            for (index, racer) in racers.iter().enumerate() {
                if let Some(head) = self.head(context, index).filter(|_| !racer.off) {
                    shapes.append(&mut plot.head(scale, racer, head));
                }
            }
        }
        let clip = Some(plot.x(f64::from(context.step)));
        paint(Painting { clip, ..Painting::over(Surface::ChartPast, 1.0, Vec::new()) });
        paint(Painting::anew(Surface::ChartCursor, plot.size, shapes));
    }

    /// Where a racer's marker stands: at the step that is shown, or where it stopped or left the chart for
    /// good before.
    fn head(&self, context: &Context<'_>, racer: usize) -> Option<Head> {
        let last = last_step(context.runner, racer);
        let mut step = context.step.min(last);
        if let Some(gone) = self.clips.get(racer).and_then(|clip| clip.gone) {
            step = step.min(gone);
        }
        let value = self.measure.of(context.runner, racer, step)?;
        Some(Head { step, value, has_stopped: context.step > last })
    }

    /// What the chart does not show, in words.
    fn clipped(&self, context: &Context<'_>) -> String {
        let mut text = String::new();
        let config = context.runner.config();
        for (racer, (clip, label)) in self.clips.iter().zip(config.labels()).enumerate() {
            if !config.racers[racer].off {
                for sentence in clip.sentences(context, &label) {
                    add_sentence(&mut text, &sentence);
                }
            }
        }
        text
    }

    /// A racer's number after a step, or after its last.
    fn value(&self, context: &Context<'_>, racer: usize, step: u32) -> String {
        let step = step.min(last_step(context.runner, racer));
        match self.measure.of(context.runner, racer, step) {
            Some(value) => context.numbers.brief(value),
            None => context.texts.chart.unknown.to_owned(),
        }
    }

    /// What the chart shows, to those who do not see it.
    fn description(&self, context: &Context<'_>) -> String {
        let texts = &context.texts.chart;
        let config = context.runner.config();
        let scale = if self.is_linear { texts.linear } else { texts.logarithmic };
        let measure = texts.measures[self.measure as usize];
        let missing = self.measure.missing(context.runner, texts);
        if !missing.is_empty() {
            return [measure, ". ", missing].concat();
        }
        let mut parts = vec![format!("{measure}, {scale}")];
        for (racer, label) in config.labels().iter().enumerate() {
            if !config.racers[racer].off {
                let [first, last] = [self.measure.first(), config.steps]
                    .map(|step| self.value(context, racer, step));
                parts.push(if first == texts.unknown && last == texts.unknown {
                    format!("{label} {last}")
                } else {
                    fill(texts.span, &[label, &first, &last])
                });
            }
        }
        let mut text = parts.join("; ");
        let clipped = self.clipped(context);
        if !clipped.is_empty() {
            text.push_str(". ");
            text.push_str(&clipped);
        }
        text
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
            ChartCommand::Resize(size) => {
                let is_size = size.iter().all(|length| length.is_finite() && *length > 0.0);
                let size = [0, 1].map(|axis| size[axis].max(LEAST[axis]));
                if is_size && self.size != Some(size) {
                    self.size = Some(size);
                    self.repaint();
                }
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
        let size = self.size.unwrap_or([view.width, HEIGHT]);
        if self.plot.as_ref().is_some_and(|plot| plot.size != size) {
            self.repaint();
        }
        if !self.is_done {
            self.grow(context, size, until);
            let Some(plot) = &self.plot else { return Work::Done };
            if plot.has_negative && !self.is_linear && !self.is_chosen {
                // Not all can be shown so.
                self.is_linear = true;
                self.repaint();
                return Work::Unfinished;
            }
            let is_done = self.next > context.runner.config().steps;
            // Painting many lines takes long: while it grows, only when it is twice as long.
            if is_done || self.next / 2 >= self.painted {
                self.paint(context, paint);
                self.painted = self.next;
                self.painted_ms = context.frame_ms;
            }
            self.is_done = is_done;
        }
        self.paint_cursor(context, paint);
        if self.is_done { Work::Done } else { Work::Unfinished }
    }

    fn mark(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) -> Work {
        self.paint_cursor(context, paint);
        Work::Done
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
            insets: CHART_INSETS,
            clipped: if self.is_done { self.clipped(context) } else { String::new() },
            missing: self.measure.missing(context.runner, &context.texts.chart),
            description: if self.is_done { self.description(context) } else { String::new() },
        }
    }
}
