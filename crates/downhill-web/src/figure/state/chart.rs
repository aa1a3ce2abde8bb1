//! The chart of the run over its steps, and the step that the pointer is at.

use downhill::OptimizerRunner;
use downhill_plot::{Chart, Identity};
use wasm_bindgen::prelude::*;

use super::State;
use super::tell::add_sentence;
use crate::clock::now;
use crate::figure::bridge::Change;
use crate::figure::measure::{MEASURES, Measure, last_step};
use crate::figure::strings::{filled, text};

/// How tall the chart is in CSS px.
const HEIGHT: f64 = 190.0;
/// How long a frame may take numbers in (ms).
const SLICE_MS: f64 = 4.0;
/// After so many steps the time is looked at.
const SOME: u32 = 8;
/// A chart that grows is painted this often (ms).
const PAINT_MS: f64 = 200.0;

/// What the page knows of its chart.
#[derive(Default)]
pub(super) struct Charted {
    /// The chart with its numbers; none where it is to be begun anew.
    chart: Option<Chart>,
    /// The step that it grows by next.
    next: u32,
    /// Whether all of it has been painted.
    done: bool,
    painted_at: f64,
    measure: Measure,
    /// Whether the scale is logarithmic; none where it is wherever it can be.
    logarithmic: Option<bool>,
    /// The step that the pointer is at.
    pub(super) peeked: Option<u32>,
}

impl Charted {
    /// Begins the chart anew.
    pub(super) fn restart(&mut self) {
        self.chart = None;
        self.done = false;
    }

    /// Whether it has to grow or to be painted yet.
    pub(super) fn is_wanted(&self) -> bool {
        !self.done
    }

    /// Takes in numbers until `deadline` (ms); true where all are in that there will be.
    fn grow(&mut self, runner: &OptimizerRunner, width: f64, deadline: f64) -> bool {
        let config = runner.config();
        if self.chart.as_ref().is_none_or(|chart| chart.size()[0] != width) {
            let logarithmic = self.logarithmic != Some(false);
            let racers = config.racers.len();
            self.chart = Some(Chart::new([width, HEIGHT], racers, config.steps, logarithmic));
            self.next = self.measure.first();
        }
        let Some(chart) = &mut self.chart else { return false };
        while self.next <= config.steps.min(runner.step_count()) {
            for (racer, of) in config.racers.iter().enumerate() {
                if of.off {
                    continue;
                }
                if self.next > last_step(runner, racer) {
                    chart.stop(racer);
                } else {
                    chart.add(racer, self.next, self.measure.of(runner, racer, self.next));
                }
            }
            if self.logarithmic.is_none() && chart.is_logarithmic() && chart.lowest() <= 0.0 {
                // Not all can be shown so.
                let racers = config.racers.len();
                *chart = Chart::new([width, HEIGHT], racers, config.steps, false);
                self.next = self.measure.first();
                continue;
            }
            self.next += 1;
            if self.next.is_multiple_of(SOME) && now() >= deadline {
                break;
            }
        }
        self.next > config.steps
    }
}

impl State {
    /// The measure or the scale is another.
    pub(super) fn choose_chart(&mut self, control: &str, value: &str) {
        let charted = &mut self.lab.charted;
        if control == "log" {
            let is_logarithmic = charted.chart.as_ref().is_some_and(Chart::is_logarithmic);
            charted.logarithmic = Some(!is_logarithmic);
        }
        for (name, measure) in MEASURES {
            if name == value {
                charted.measure = measure;
            }
        }
        charted.restart();
        self.tell_chart();
    }

    /// Paints the chart as far as it is known, now and then while it grows.
    pub(super) fn draw_chart(&mut self) {
        let charted = &mut self.lab.charted;
        let Some(([width, _], _)) = self.size else { return };
        let is_same = charted.chart.as_ref().is_some_and(|chart| chart.size()[0] == width);
        if charted.done && is_same {
            return;
        }
        let begun = now();
        charted.done = charted.grow(&self.runner, width, begun + SLICE_MS);
        if !charted.done && begun < charted.painted_at + PAINT_MS {
            return;
        }
        charted.painted_at = begun;
        let Some(chart) = &charted.chart else { return };
        let numbers = &self.numbers;
        let say = |number: f64, is_count: bool| {
            if is_count { numbers.whole(number) } else { numbers.short(number) }
        };
        let items = chart.items(&Identity::of(&self.runner.config().racers), &say);
        let (size, left_out) = (chart.size(), chart.left_out());
        let is_logarithmic = chart.is_logarithmic();
        self.changes.push(Change::Paint("chart", 0, size, items));
        self.set("log", "checked", is_logarithmic.into());
        let config = self.runner.config();
        let is_known = config.objective.entry().is_some_and(|known| !known.minima.is_empty());
        self.set("distance", "disabled", (!is_known).into());
        let left_out = if !left_out {
            ""
        } else if self.lab.charted.measure == Measure::Distance && !is_known {
            "no minimum"
        } else {
            "left out"
        };
        self.set_text("left-out", "textContent", text(self.strings, left_out));
        if self.lab.charted.done {
            self.describe_chart(is_logarithmic);
        }
    }

    /// Says what the chart shows to who does not see it.
    fn describe_chart(&mut self, is_logarithmic: bool) {
        let measure = self.lab.charted.measure;
        let config = self.runner.config();
        let name = MEASURES.iter().find(|(_, one)| *one == measure).map_or("", |(name, _)| name);
        let steps = self.numbers.whole(f64::from(config.steps));
        let scale = text(self.strings, if is_logarithmic { "log" } else { "linear" });
        let mut about = filled(self.strings, "charted", &[text(self.strings, name), &steps, scale]);
        for (racer, of) in config.racers.iter().enumerate() {
            if of.off {
                continue;
            }
            let first = measure.of(&self.runner, racer, measure.first());
            let last = last_step(&self.runner, racer).min(config.steps);
            let last = measure.of(&self.runner, racer, last);
            let [first, last] = [first, last].map(|number| self.numbers.measured(number));
            add_sentence(&mut about, &filled(self.strings, "from to", &[&of.label, &first, &last]));
        }
        self.set_text("chart0", "aria-label", &about);
    }

    /// Shows where the racers are after a step that the pointer is at; none beyond the last.
    pub(super) fn peek(&mut self, step: u32) {
        let peeked = (step <= self.runner.step_count()).then_some(step);
        if peeked != self.lab.charted.peeked {
            self.lab.charted.peeked = peeked;
            self.draw();
            self.tell_chart();
        }
    }

    /// Marks the step that is shown and the one that the pointer is at, and says every racer's
    /// number there.
    pub(super) fn tell_chart(&mut self) {
        let steps = self.config().steps;
        let Charted { measure, peeked, .. } = self.lab.charted;
        let part = |step: u32| JsValue::from(f64::from(step) / f64::from(steps));
        self.set("plot", "--at", part(self.player.step()));
        self.set("plot", "--peek", peeked.map_or(JsValue::from(-1), part));
        let step = peeked.unwrap_or(self.shown());
        let numbers = [step, steps].map(|number| self.numbers.whole(f64::from(number)));
        let said = filled(self.strings, "step", &[&numbers[0], &numbers[1]]);
        self.set_text("peeked", "textContent", &said);
        for racer in 0..self.runner.racer_count() {
            let of = &self.runner.config().racers[racer];
            let mut said = String::new();
            if !of.off {
                let step = step.min(last_step(&self.runner, racer));
                let number = measure.of(&self.runner, racer, step);
                said = self.numbers.measured(number);
                add_sentence(&mut said, &of.label);
            }
            self.set_in_row("value", racer, &said);
        }
    }
}
