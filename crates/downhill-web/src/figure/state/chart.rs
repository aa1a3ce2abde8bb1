//! The chart of the run over its steps, and the step that the pointer is at.

use downhill_plot::{Chart, Identity};

use super::State;
use super::tell::{TEXT_MS, add_sentence};
use crate::clock::now;
use crate::figure::bridge::Change;
use crate::figure::measure::{MEASURES, Measure, last_step};
use crate::figure::strings::text;

/// How long a frame may take numbers in (ms).
const SLICE_MS: f64 = 4.0;
/// After so many steps the time is looked at.
const SOME: u32 = 8;
/// What the page knows of its chart.
#[derive(Default)]
pub(super) struct Charted {
    /// The chart with its numbers; none where it is to be begun anew.
    chart: Option<Chart>,
    /// The step that it grows by next.
    next: u32,
    /// Whether all of it has been painted.
    done: bool,
    /// The step up to which it has been painted.
    painted: u32,
    measure: Measure,
    /// Whether the scale was chosen; if not, it is logarithmic wherever all numbers can be shown so.
    chosen: bool,
    linear: bool,
    /// The step that the pointer is at.
    pub(super) peeked: Option<u32>,
}

impl Charted {
    /// Begins the chart anew.
    pub(super) fn restart(&mut self) {
        self.linear &= self.chosen;
        self.begin();
    }

    /// Begins it anew on the same scale: what it is painted with is other.
    pub(super) fn begin(&mut self) {
        self.chart = None;
        self.done = false;
        self.painted = 0;
    }

    /// Whether it has to grow or to be painted yet.
    pub(super) fn is_wanted(&self) -> bool {
        !self.done
    }
}

impl State {
    /// The measure is another, `0` to `3`, or the scale: `4` is linear, `5` logarithmic. A switch tells
    /// of a click twice, so its value is what it leads to.
    pub(super) fn choose_chart(&mut self, value: &str) {
        let charted = &mut self.lab.charted;
        match value.as_bytes() {
            [digit @ b'0'..=b'3'] => charted.measure = MEASURES[usize::from(digit & 3)].1,
            other => {
                charted.chosen = true;
                charted.linear = other == b"4";
            }
        }
        charted.restart();
        self.tell_chart();
    }

    /// Paints the chart as far as it is known, now and then while it grows.
    pub(super) fn draw_chart(&mut self) {
        // With the text beside it while a gesture lasts, and where the gesture rests.
        let since = self.framed - self.told_at;
        if self.moving && since > 0.0 && since < TEXT_MS {
            return;
        }
        let palette = self.palette();
        let charted = &mut self.lab.charted;
        let (config, runner) = (self.runner.config(), &self.runner);
        let Some(([width, _], _)) = self.size else { return };
        let begun = now();
        let chart = match &mut charted.chart {
            Some(chart) if chart.size[0] == width => {
                if charted.done {
                    return;
                }
                chart
            }
            chart => {
                charted.next = charted.measure.first();
                chart.insert(Chart::new(width, config.racers.len(), config.steps, !charted.linear))
            }
        };
        let until = config.steps.min(runner.step_count());
        while charted.next <= until {
            for (racer, of) in config.racers.iter().enumerate() {
                if !of.off && charted.next <= last_step(runner, racer) {
                    let value = charted.measure.of(runner, racer, charted.next);
                    chart.add(racer, charted.next, value.unwrap_or(f64::NAN));
                }
            }
            charted.next += 1;
            if charted.next.is_multiple_of(SOME) && now() > begun + SLICE_MS {
                break;
            }
        }
        if chart.left_out && !charted.linear && !charted.chosen {
            // Not all can be shown so.
            charted.linear = true;
            return charted.begin();
        }
        charted.done = charted.next > config.steps;
        // Painting many lines takes long: while it grows, only when it is twice as long.
        if !charted.done && charted.next / 2 < charted.painted {
            return;
        }
        charted.painted = charted.next;
        let numbers = &self.numbers;
        let say = |number: f64, is_count: bool| {
            if is_count { numbers.whole(number) } else { numbers.short(number) }
        };
        let ends = |racer| last_step(runner, racer) + 1 < charted.next;
        let shapes = chart.shapes(&Identity::of(config, palette), palette, &say, &ends);
        let (size, left_out) = (chart.size, chart.left_out);
        let [done, linear] = [charted.done, charted.linear];
        self.changes.push(Change::Paint("chart", 0, size, shapes));
        self.set("log", "checked", (!linear).into());
        self.set("log", "value", (if linear { 5 } else { 4 }).into());
        self.set("left-out", "hidden", (!left_out).into());
        if done {
            self.describe_chart();
        }
    }

    /// Says what the chart shows to who does not see it.
    fn describe_chart(&mut self) {
        let Charted { measure, linear, .. } = self.lab.charted;
        let config = self.runner.config();
        let mut about = text(self.strings, MEASURES[measure as usize].0).to_owned();
        about.push_str(", ");
        about.push_str(text(self.strings, if linear { "linear" } else { "log" }));
        for (racer, label) in config.labels().iter().enumerate() {
            if !config.racers[racer].off {
                about.push_str("; ");
                about.push_str(label);
                for (before, step) in [("from", measure.first()), ("to", config.steps)] {
                    about.push_str(text(self.strings, before));
                    about.push_str(&self.charted(racer, step));
                }
            }
        }
        self.set_text("chart0", "aria-label", &about);
    }

    /// The charted number of a racer after a step, or after its last.
    fn charted(&self, racer: usize, step: u32) -> String {
        let step = step.min(last_step(&self.runner, racer));
        let value = self.lab.charted.measure.of(&self.runner, racer, step);
        self.numbers.measured(value.unwrap_or(f64::NAN))
    }

    /// Shows where the racers are after a step that the pointer is at; none beyond the last.
    pub(super) fn peek(&mut self, step: u32) {
        self.lab.charted.peeked = (step <= self.runner.step_count()).then_some(step);
        // Drawn with the next frame.
        self.drawn = false;
        self.tell_chart();
    }

    /// Marks the step that is shown and the one that the pointer is at, and says every racer's
    /// number there.
    pub(super) fn tell_chart(&mut self) {
        let steps = f64::from(self.config().steps);
        let shown = self.player.step();
        let step = self.lab.charted.peeked.unwrap_or(shown);
        self.set("plot", "--at", (f64::from(shown) / steps).into());
        self.set("plot", "--peek", (f64::from(step) / steps).into());
        self.set_text("peeked", "textContent", &self.numbers.whole(f64::from(step)));
        for racer in 0..self.runner.racer_count() {
            let mut said = self.charted(racer, step);
            add_sentence(&mut said, &self.label_of(racer));
            self.set_in_row("value", racer, &said);
        }
    }
}
