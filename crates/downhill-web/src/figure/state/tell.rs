//! What the figure says: its texts, numbers and labels, what is spoken, and what the page is told.

use downhill_plot::{Identity, band_colors, swatch};
use wasm_bindgen::prelude::*;

use super::State;
use crate::figure::bridge::Change;
use crate::figure::report::{leader, loss_at, row};
use crate::figure::strings::{about_hatching, filled, found, remark, text};
use crate::figure::values::object;

/// The size of a racer's swatch in CSS px.
const SWATCH: [f64; 2] = [54.0, 16.0];
/// How long a text stands at least while it plays (ms).
pub(super) const TEXT_MS: f64 = 250.0;
/// How many numbers there are under the colour bar at most.
const MOST_NUMBERS: usize = 12;

impl State {
    /// Says what does not change from step to step.
    pub(super) fn describe(&mut self) {
        let config = self.runner.config();
        let count = u32::try_from(config.racers.len()).unwrap_or(0);
        self.set("seek", "max", config.steps.into());
        self.set("racers", "rows", count.into());
        #[cfg(feature = "playground")]
        self.set("values", "rows", count.into());
        self.name_racers();
        #[cfg(feature = "playground")]
        self.tell_objective();
        self.described = false;
    }

    /// Says who the racers are, and begins to tell of them anew.
    pub(super) fn name_racers(&mut self) {
        for (index, label) in self.config().labels().iter().enumerate() {
            let label = JsValue::from_str(label);
            self.changes.push(Change::Set("label", Some(index), "textContent", label));
        }
        self.announced = None;
        self.told = None;
        self.told_playing = None;
    }

    /// The colours of the bands from low to high, each with the number at which it begins.
    fn draw_bar(&mut self) {
        let Some(picture) = &self.picture else { return };
        let levels = picture.survey.levels.values.clone();
        // What lies below the lowest level, and above each.
        let colors = band_colors(levels.len(), &picture.palette());
        let below = colors.first().map_or_else(String::new, |color| color.css());
        self.set("scale", "rows", u32::try_from(levels.len()).unwrap_or(0).into());
        let every = levels.len() / MOST_NUMBERS + 1;
        let mut about = text(self.strings, "bar").to_owned();
        for (index, (level, color)) in levels.iter().zip(colors.iter().skip(1)).enumerate() {
            let number = self.numbers.short(*level);
            add_sentence(&mut about, &number);
            let shown = if index % every == 0 { number.as_str() } else { "" };
            for (property, value) in [("data-number", shown), ("--color", &color.css())] {
                let value = JsValue::from_str(value);
                self.changes.push(Change::Set("band", Some(index), property, value));
            }
        }
        self.set("scale", "--below", JsValue::from_str(&below));
        self.set_text("scale", "aria-label", &about);
    }

    /// Says what the picture is, and shows each racer's line in the table.
    pub(super) fn tell_picture(&mut self) {
        let config = self.runner.config();
        let count = self.numbers.whole(f64::from(u32::try_from(config.racers.len()).unwrap_or(0)));
        let formula = config.objective.reading();
        let mut about = filled(self.strings, "picture", &[&count, &formula]);
        if let Some(alt) = &self.look.alt {
            about.clone_from(alt);
        } else if let Some(picture) = &self.picture {
            let hatched = picture.hatching.map(|hatching| about_hatching(self.strings, hatching));
            let why = picture.remark.map(|why| remark(self.strings, why));
            let found = found(self.strings, picture.minima());
            for sentence in hatched.into_iter().chain(why).chain(found) {
                add_sentence(&mut about, sentence);
            }
        }
        self.set_text("picture", "aria-label", &about);
        // The library's objectives have words of their own there.
        #[cfg(feature = "playground")]
        if self.config().objective.entry().is_none()
            && let Some(picture) = &self.picture
        {
            let found = found(self.strings, picture.minima()).unwrap_or_default();
            self.set_text("about", "textContent", found);
        }
        for (index, racer) in Identity::of(self.config(), self.palette()).iter().enumerate() {
            let shapes = swatch(racer, [0.0, 0.0], SWATCH[0]);
            self.changes.push(Change::Paint("swatch", index, SWATCH, shapes));
        }
    }

    /// Tells the page of a step, and puts its text beside the picture: at once, or while it plays, a
    /// few times a second, for nobody reads faster and a new text costs more than a new picture.
    pub(super) fn tell(&mut self, step: u32, now: f64) {
        if !std::mem::replace(&mut self.described, true) {
            self.draw_bar();
            self.tell_picture();
        }
        let playing = self.player.is_playing();
        if self.told_playing != Some(playing) {
            self.told_playing = Some(playing);
            let label = text(self.strings, if playing { "pause" } else { "play" });
            self.set_text("play", "aria-label", label);
            self.set("figure", "data-playing", playing.into());
        }
        let mut spoken = String::new();
        if self.announced != Some(step) && self.drawn {
            self.announced = Some(step);
            let steps = self.runner.config().steps;
            self.announce("step", &[("step", step.into()), ("steps", steps.into())]);
        }
        let speaks = self.say.is_some() && step == self.player.step();
        let moves = playing || self.is_moving();
        // Text that is not seen is for those who hear it, not while it changes.
        let every = if self.look.controls == "none" { 4.0 * TEXT_MS } else { TEXT_MS };
        let due = !moves
            || (playing && (self.told.is_none() || self.player.is_at_end()))
            || now - self.told_at >= every
            || self.stops_anew(step);
        if speaks || (due && self.told != Some(step)) {
            self.told = Some(step);
            self.told_at = now;
            let leader = leader(&self.runner, step);
            let status = self.status(step, leader);
            self.set_text("status", "textContent", &status);
            // Ahead of what is computed, the bar stays where it was put.
            self.set("seek", "value", self.player.step().into());
            #[cfg(feature = "playground")]
            self.tell_chart();
            // Who has the bar in focus is not to hear every step.
            if !playing {
                self.set_text("seek", "aria-valuetext", &status);
            }
            for racer in 0..self.runner.racer_count() {
                if let Some(stop) = self.tell_racer(racer, step, leader) {
                    add_sentence(&mut spoken, &stop);
                }
            }
            if speaks {
                add_sentence(&mut spoken, self.say.take().unwrap_or_default());
                add_sentence(&mut spoken, &status);
            }
        }
        if !spoken.is_empty() {
            self.set_text("live", "textContent", &spoken);
        }
    }

    /// Whether a racer has stopped by `step` of which nothing has been said.
    fn stops_anew(&self, step: u32) -> bool {
        for (racer, told) in self.told_stops.iter().enumerate() {
            if !told
                && !self.is_moving()
                && !self.runner.config().racers[racer].off
                && let Ok(status) = self.runner.status(racer)
                && let Some((stop, _)) = status.stop()
                && stop <= step
            {
                return true;
            }
        }
        false
    }

    /// Puts a racer's row in place, and returns what is to be said of it.
    fn tell_racer(&mut self, racer: usize, step: u32, leader: Option<usize>) -> Option<String> {
        let left =
            self.picture.as_ref().and_then(|picture| picture.left(&self.runner, racer, step));
        let whole = |number: f64| self.numbers.whole(number);
        let leads = leader == Some(racer);
        let row = row(&self.runner, racer, step, left, leads, self.strings, &whole)?;
        for (field, number) in [("x", row.at[0]), ("y", row.at[1]), ("f", row.loss)] {
            let number = self.numbers.measured(number);
            self.set_in_row(field, racer, &number);
        }
        #[cfg(feature = "playground")]
        self.tell_distance(racer, row.at);
        if self.runner.config().racers[racer].off {
            self.set_in_row("note", racer, text(self.strings, "off"));
            return None;
        }
        self.set_in_row("note", racer, &row.note);
        // Only the end of a gesture is spoken of.
        let is_new = row.stopped
            && !self.is_moving()
            && !std::mem::replace(&mut self.told_stops[racer], true);
        if !is_new {
            return None;
        }
        let label = self.label_of(racer);
        let said = filled(self.strings, "stopped", &[&label, &row.note]);
        let status = self.runner.status(racer).ok()?;
        let (stop, reason) = status.stop()?;
        self.announce(
            "stop",
            &[
                ("racer", racer.into()),
                ("label", JsValue::from_str(&label)),
                ("kind", status.kind().into()),
                ("step", stop.into()),
                ("reason", reason.text().into()),
            ],
        );
        Some(said)
    }

    /// Has the element send an event.
    pub(super) fn announce(&mut self, kind: &'static str, detail: &[(&str, JsValue)]) {
        self.changes.push(Change::Event(kind, object(detail)));
    }

    /// Has the element send the event of something that the user has done.
    pub(super) fn announce_change(&mut self, control: &str) {
        self.announce(
            "change",
            &[
                ("control", JsValue::from_str(control)),
                ("step", self.step().into()),
                ("playing", self.player.is_playing().into()),
                ("speed", self.speed().into()),
            ],
        );
    }

    /// "Step 7 of 100 · lowest f now: Adam, 0.0123".
    pub(super) fn status(&self, step: u32, leader: Option<usize>) -> String {
        let numbers = [step, self.runner.config().steps].map(|n| self.numbers.whole(f64::from(n)));
        let mut status = filled(self.strings, "step", &[&numbers[0], &numbers[1]]);
        if let Some(racer) = leader
            && let Some(loss) = loss_at(&self.runner, racer, step)
        {
            let label = self.label_of(racer);
            status.push_str(" · ");
            let loss = self.numbers.measured(loss);
            status.push_str(&filled(self.strings, "leader", &[&label, &loss]));
        }
        status
    }
}

pub(super) fn add_sentence(text: &mut String, sentence: &str) {
    if !text.is_empty() && !sentence.is_empty() {
        text.push(' ');
    }
    text.push_str(sentence);
}
