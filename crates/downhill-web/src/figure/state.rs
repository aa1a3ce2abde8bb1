mod lab;

use downhill::{OptimizerRunner, RunConfig};
use downhill_plot::{Identity, band_colors, swatch};
use wasm_bindgen::prelude::*;

use super::bridge::Change;
use super::numbers::Numbers;
use super::picture::{Layers, Picture};
use super::player::{Player, SPEEDS, Tick};
use super::report::{leader, loss_at, row};
use super::strings::{Strings, filled, strings, text};
use crate::clock::now;
use crate::numerals::JS;

/// How long a frame may compute, and how long it may draw (ms).
const SLICE_MS: f64 = 8.0;
/// The size of a racer's swatch in CSS px.
const SWATCH: [f64; 2] = [54.0, 16.0];
/// How many numbers there are under the colour bar at most.
const MOST_NUMBERS: usize = 12;

/// All that a figure knows.
pub(crate) struct State {
    layers: Layers,
    strings: Strings,
    numbers: Numbers,
    runner: OptimizerRunner,
    player: Player,
    /// None while the figure has no size.
    picture: Option<Picture>,
    size: Option<([f64; 2], [u32; 2])>,
    pub(crate) visible: bool,
    /// Whether all of the picture has been drawn.
    drawn: bool,
    /// The step that the text speaks of.
    told: Option<u32>,
    /// Whether the play button says "pause".
    told_playing: Option<bool>,
    /// Whether the end has been spoken of since the user last did something.
    told_end: bool,
    /// Which racers' stops have been spoken of; empty before the first run.
    told_stops: Vec<bool>,
    /// What is to be said before the step, once that step is shown.
    say: Option<&'static str>,
    /// Whether the race goes on when the seek bar is let go.
    held: bool,
    /// The fields of the run to be shown next: name and text.
    pub(crate) fields: Vec<(String, String)>,
    /// Whether a race that is begun plays at once.
    moves: bool,
    /// The formula that is being typed, where it is the one shown.
    typed: Option<String>,
    /// Where the cursor is, from 0 to 1 along the picture's width and height.
    cursor: [f64; 2],
    /// The place that f and its gradient are told of, in CSS px; NaN where it is none.
    pointed: [f64; 2],
    /// The run that the attributes asked for last.
    asked: Option<RunConfig>,
    changes: Vec<Change>,
}

impl State {
    pub(crate) fn new(layers: Layers, lang: &str) -> Self {
        let strings = strings(lang);
        let runner = OptimizerRunner::new(RunConfig::default());
        Self {
            layers,
            strings,
            // In the language of the texts, which need not be the one asked for.
            numbers: Numbers::new(text(strings, "lang")),
            player: Player::new(runner.config().steps),
            runner,
            picture: None,
            size: None,
            visible: true,
            drawn: false,
            told: None,
            told_playing: None,
            told_end: false,
            told_stops: Vec::new(),
            say: None,
            held: false,
            fields: Vec::new(),
            moves: false,
            typed: None,
            cursor: [0.5; 2],
            pointed: [f64::NAN; 2],
            asked: None,
            changes: Vec::new(),
        }
    }

    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// Device pixels to a CSS px.
    pub(crate) fn scale(&self) -> f64 {
        self.size.map_or(1.0, |([width, _], [device, _])| f64::from(device) / width)
    }

    pub(crate) fn wants_frames(&self) -> bool {
        let computing = self.runner.step_count() < self.runner.config().steps;
        self.visible
            && self.picture.is_some()
            && (self.player.is_playing()
                || self.player.is_waiting()
                || computing
                || !self.drawn
                || self.say.is_some()
                || self.told != Some(self.shown()))
    }

    /// The step to show: the player's, as far as it is computed.
    fn shown(&self) -> u32 {
        self.player.step().min(self.runner.step_count())
    }

    fn set(&mut self, name: &'static str, property: &'static str, value: JsValue) {
        self.changes.push(Change::Set(name, None, property, value));
    }

    fn set_text(&mut self, name: &'static str, property: &'static str, text: &str) {
        self.set(name, property, JsValue::from_str(text));
    }

    /// Text of a racer's row.
    fn set_in_row(&mut self, name: &'static str, racer: usize, text: &str) {
        let value = JsValue::from_str(text);
        self.changes.push(Change::Set(name, Some(racer), "textContent", value));
    }

    pub(crate) fn configure(&mut self, moves: bool, loops: bool) {
        self.player.looping = loops;
        self.moves = moves;
        let is_first = self.told_stops.is_empty();
        let fields = std::mem::take(&mut self.fields);
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        self.set("message", "hidden", JsValue::TRUE);
        match RunConfig::from_fields(&fields, JS) {
            Ok(config) => {
                // What was chosen in the page stays until the attributes ask for something else.
                if self.asked.as_ref() == Some(&config) {
                    return;
                }
                self.asked = Some(config.clone());
                if is_first {
                    return self.begin(config, moves);
                }
                // A changed run begins again if it was playing, and else stands where it stood.
                let (step, at_end) = (self.player.step(), self.player.is_at_end());
                self.begin(config, self.player.is_playing());
                if !self.player.is_playing() && !at_end {
                    self.player.show(step);
                }
            }
            Err(error) => {
                // Until another one is shown, the usual race is better than none.
                if is_first {
                    self.begin(RunConfig::default(), moves);
                }
                let name = if is_first { "replaced" } else { "refused" };
                let message = filled(self.strings, name, &[&error.message(JS)]);
                self.set_text("message", "textContent", &message);
                self.set("message", "hidden", JsValue::FALSE);
            }
        }
    }

    fn begin(&mut self, config: RunConfig, moves: bool) {
        self.set("message", "hidden", JsValue::TRUE);
        let steps = config.steps;
        let mut player = Player::new(steps);
        player.looping = self.player.looping;
        player.speed = self.player.speed;
        if moves {
            player.play();
        } else {
            player.show_end();
        }
        self.player = player;
        self.told_stops = vec![false; config.racers.len()];
        self.told_end = !moves;
        self.runner = OptimizerRunner::new(config);
        self.describe();
        self.redraw();
    }

    /// Says what does not change from step to step.
    fn describe(&mut self) {
        let config = self.runner.config();
        let count = u32::try_from(config.racers.len()).unwrap_or(0);
        self.set("seek", "max", config.steps.into());
        self.set("racers", "rows", count.into());
        for index in 0..self.runner.racer_count() {
            let label = JsValue::from_str(&self.runner.config().racers[index].label);
            self.changes.push(Change::Set("label", Some(index), "textContent", label));
        }
        self.told = None;
        self.told_playing = None;
        self.tell_objective();
        self.draw_bar();
    }

    pub(crate) fn resize(&mut self, css: [f64; 2], device: [u32; 2]) {
        let real =
            css.iter().all(|length| *length >= 1.0) && device.iter().all(|length| *length > 0);
        let size = real.then_some((css, device));
        if size != self.size {
            self.size = size;
            self.redraw();
        }
    }

    /// Begins the picture anew.
    fn redraw(&mut self) {
        self.drawn = false;
        self.picture = self.size.map(|(css, device)| {
            Picture::new(&self.layers, &self.runner, css, device, text(self.strings, "hatched"))
        });
        // At once, or a resize would leave it blank for a frame.
        self.draw();
        let config = self.runner.config();
        let count = self.numbers.whole(f64::from(u32::try_from(config.racers.len()).unwrap_or(0)));
        let mut about = filled(self.strings, "picture", &[&count, config.objective.formula()]);
        if self.picture.as_ref().is_some_and(|picture| picture.hatched) {
            add_sentence(&mut about, text(self.strings, "about hatched"));
        }
        self.set_text("picture", "aria-label", &about);
        let swatches: Vec<Change> = Identity::of(&self.runner.config().racers)
            .iter()
            .enumerate()
            .map(|(index, racer)| {
                let items = swatch(racer, [0.0, 0.0], SWATCH[0]);
                Change::Paint("swatch", index, SWATCH, items)
            })
            .collect();
        self.changes.extend(swatches);
    }

    /// The colours of the bands from low to high, each with the number at which it begins.
    fn draw_bar(&mut self) {
        let levels = self.runner.config().levels.clone();
        let mut colors = band_colors(&levels);
        // After the last band there is a number yet.
        colors.extend(colors.last().copied());
        self.set("scale", "rows", u32::try_from(levels.len()).unwrap_or(0).into());
        let every = levels.len() / MOST_NUMBERS + 1;
        let mut about = text(self.strings, "bar").to_owned();
        for (index, (level, color)) in levels.iter().zip(colors).enumerate() {
            let number = self.numbers.short(*level);
            add_sentence(&mut about, &number);
            let shown = if index % every == 0 { number.as_str() } else { "" };
            for (property, value) in [("data-number", shown), ("--color", &color.css())] {
                let value = JsValue::from_str(value);
                self.changes.push(Change::Set("band", Some(index), property, value));
            }
        }
        self.set_text("scale", "aria-label", &about);
    }

    #[inline(never)]
    pub(crate) fn act(&mut self, control: &str, value: &str) {
        self.told_end = false;
        match control {
            "play" => self.play_or_pause(),
            "restart" => self.show(0),
            "back" => self.show(self.shown().saturating_sub(1)),
            "forward" => self.show(self.shown().saturating_add(1)),
            "seek" => {
                self.held |= self.player.is_playing();
                self.player.pause();
                if let Ok(step) = value.parse() {
                    self.player.show(step);
                }
            }
            "sought" => {
                self.say = Some("");
                if std::mem::take(&mut self.held) && !self.player.is_at_end() {
                    self.player.play();
                }
            }
            "speed" => {
                if let Some((_, speed)) = SPEEDS.iter().find(|(name, _)| *name == value) {
                    self.player.speed = *speed;
                }
            }
            "lab" => self.open_lab(),
            "objective" => self.choose(value),
            "formula" => self.type_formula(value),
            "cursor" => self.show_cursor(),
            _ => {}
        }
    }

    /// The keys, none of which a browser uses without a modifier; `control` has the focus.
    pub(crate) fn key(&mut self, key: &str, control: &str) -> bool {
        if control == "cursor" && self.move_cursor(key) {
            return true;
        }
        let speed = SPEEDS.iter().position(|(_, speed)| *speed == self.player.speed).unwrap_or(0);
        let [key] = key.as_bytes() else { return false };
        match key.to_ascii_lowercase() {
            b'k' => self.act("play", ""),
            b'r' => self.act("restart", ""),
            b',' => self.act("back", ""),
            b'.' => self.act("forward", ""),
            b'<' => self.choose_speed(speed.saturating_sub(1)),
            b'>' => self.choose_speed(speed + 1),
            b'w' => self.choose_speed(SPEEDS.len() - 1),
            _ => return false,
        }
        true
    }

    fn choose_speed(&mut self, index: usize) {
        if let Some((name, speed)) = SPEEDS.get(index) {
            self.player.speed = *speed;
            self.set_text("speed", "value", name);
        }
    }

    fn play_or_pause(&mut self) {
        if self.player.is_playing() {
            self.player.pause();
            self.say = Some(text(self.strings, "paused"));
        } else {
            self.player.play();
        }
    }

    /// Stands at a step.
    fn show(&mut self, step: u32) {
        self.player.pause();
        self.player.show(step);
        self.say = Some("");
    }

    pub(crate) fn frame(&mut self, now_ms: f64) {
        let begun = now();
        if self.runner.step_count() < self.runner.config().steps {
            self.runner.advance(|| now() < begun + SLICE_MS);
            let (done, all) = (self.runner.step_count(), self.runner.config().steps);
            let percent = (f64::from(done) / f64::from(all) * 100.0).floor();
            self.set("seek", "--computed", percent.into());
        }
        if self.player.tick(now_ms, self.runner.step_count()) == Tick::Ended && !self.told_end {
            self.told_end = true;
            self.say = Some(text(self.strings, "ended"));
        }
        self.draw();
        self.tell(self.shown());
    }

    fn draw(&mut self) {
        let step = self.shown();
        if let Some(picture) = &mut self.picture {
            self.drawn = picture.show(&self.layers, &self.runner, step, now() + SLICE_MS);
        }
    }

    /// Puts the text of a step beside its picture.
    fn tell(&mut self, step: u32) {
        let playing = self.player.is_playing();
        if self.told_playing != Some(playing) {
            self.told_playing = Some(playing);
            let label = text(self.strings, if playing { "pause" } else { "play" });
            self.set_text("play", "aria-label", label);
            self.set("figure", "data-playing", playing.into());
        }
        let mut spoken = String::new();
        if self.told != Some(step) {
            self.told = Some(step);
            let leader = leader(&self.runner, step);
            let status = self.status(step, leader);
            self.set_text("status", "textContent", &status);
            // Ahead of what is computed, the bar stays where it was put.
            self.set("seek", "value", self.player.step().into());
            // Who has the bar in focus is not to hear every step.
            if !playing {
                self.set_text("seek", "aria-valuetext", &status);
            }
            for racer in 0..self.runner.racer_count() {
                if let Some(stop) = self.tell_racer(racer, step, leader) {
                    add_sentence(&mut spoken, &stop);
                }
            }
        }
        if step == self.player.step()
            && let Some(before) = self.say.take()
        {
            let status = self.status(step, leader(&self.runner, step));
            add_sentence(&mut spoken, before);
            add_sentence(&mut spoken, &status);
        }
        if !spoken.is_empty() {
            self.set_text("live", "textContent", &spoken);
        }
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
        self.set_in_row("note", racer, &row.note);
        let is_new = row.stopped && !std::mem::replace(&mut self.told_stops[racer], true);
        let label = &self.runner.config().racers[racer].label;
        is_new.then(|| filled(self.strings, "stopped", &[label, &row.note]))
    }

    /// "Step 7 of 100 · lowest f now: Adam, 0.0123".
    fn status(&self, step: u32, leader: Option<usize>) -> String {
        let numbers = [step, self.runner.config().steps].map(|n| self.numbers.whole(f64::from(n)));
        let mut status = filled(self.strings, "step", &[&numbers[0], &numbers[1]]);
        if let Some(racer) = leader
            && let Some(loss) = loss_at(&self.runner, racer, step)
        {
            let label = &self.runner.config().racers[racer].label;
            status.push_str(" · ");
            let loss = self.numbers.measured(loss);
            status.push_str(&filled(self.strings, "leader", &[label, &loss]));
        }
        status
    }
}

fn add_sentence(text: &mut String, sentence: &str) {
    if !text.is_empty() && !sentence.is_empty() {
        text.push(' ');
    }
    text.push_str(sentence);
}
