//! What a whole page has beside the figure: a choice of objectives, a formula to type, and f with
//! its gradient at the pointer or at a cursor moved by keys.

use downhill::experiments::{Experiment, from_minimum};
use downhill::{Link, Preset, RunConfig};
use downhill_plot::{SceneStyle, View};
use wasm_bindgen::prelude::*;

use super::State;
use super::chart::Charted;
use super::cloud::Cloud;
use crate::figure::strings::{filled, filled_with, text};

/// How far a key moves the cursor, as a part of the picture.
const STRIDE: f64 = 0.025;

/// How much nearer or farther a button or key looks.
const ZOOM: f64 = 1.5;

/// Width and height of a still picture in CSS px.
const POSTER: [f64; 2] = [576.0, 432.0];

/// What the page's own controls remember.
pub(super) struct Lab {
    /// The formula that is being typed, while it is the one shown.
    pub(super) typed: Option<String>,
    /// Where the cursor is, from 0 to 1 along the picture's width and height.
    cursor: [f64; 2],
    /// The place that f and its gradient are told of, in CSS px; NaN where it is none.
    pointed: [f64; 2],
    /// Whether the run began as that of the article's GIF.
    pub(super) is_gif: bool,
    /// The racer whose step is taken apart.
    pub(super) inside: Option<u32>,
    /// The racer and step that the picture shows taken apart.
    pub(super) inspected: Option<(u32, u32)>,
    /// The experiment that is tried, and whether the run is one in which it has not been read.
    pub(super) tried: Option<&'static Experiment>,
    pub(super) unread: bool,
    pub(super) charted: Charted,
    /// One racer under many seeds.
    pub(super) cloud: Cloud,
}

impl Default for Lab {
    fn default() -> Self {
        Self {
            typed: None,
            cursor: [0.5; 2],
            pointed: [f64::NAN; 2],
            is_gif: false,
            inside: None,
            inspected: None,
            tried: None,
            unread: false,
            charted: Charted::default(),
            cloud: Cloud::default(),
        }
    }
}

impl State {
    /// What the user asks for by a control of the page; true where that is done with.
    pub(super) fn act_in_lab(&mut self, control: &str, value: &str) -> bool {
        match control {
            "objective" => self.choose(value),
            "formula" => {
                self.type_formula(value);
                return false;
            }
            "zoom-in" => self.zoom(1.0 / ZOOM, [f64::NAN; 2], false),
            "zoom-out" => self.zoom(ZOOM, [f64::NAN; 2], false),
            "fit" => self.fit(),
            "home" => self.look_home(),
            "reset" => {
                self.reset();
                return false;
            }
            "inside" => {
                self.choose_inside(value);
                return false;
            }
            "measure" | "log" => {
                self.choose_chart(value);
                return false;
            }
            "racer" | "seeds" => {
                self.choose_cloud(control, value);
                return false;
            }
            "typed" => {
                if self.lab.typed.take().is_none() {
                    return false;
                }
                self.lab_changed(false);
            }
            "cursor" => {
                self.show_cursor();
                return false;
            }
            _ => match control.strip_prefix("try") {
                Some(index) => self.try_out(index),
                None => return false,
            },
        }
        true
    }

    /// The run is another, or looked at in another way; `moving` while a gesture lasts.
    pub(super) fn lab_changed(&mut self, moving: bool) {
        self.change_cloud(moving);
        let began = if self.lab.is_gif { Preset::ArticleGif } else { Preset::Article };
        self.set("lab", began.name(), moving.into());
        self.unread(moving);
    }

    /// What there is to be done in a frame.
    pub(super) fn lab_frame(&mut self) {
        self.read_tried();
        self.draw_cloud();
        self.draw_chart();
    }

    /// Whether there is something to be done in the next frame.
    pub(super) fn lab_works(&self) -> bool {
        self.lab.unread || self.cloud_grows() || self.lab.charted.is_wanted()
    }

    /// Says which objective is shown.
    pub(super) fn tell_objective(&mut self) {
        let config = self.runner.config();
        let formula = config.objective.formula().to_owned();
        let entry = config.objective.entry();
        let gif = Preset::ArticleGif;
        let name =
            if *config == gif.config() { gif.name() } else { entry.map_or("", |known| known.name) };
        self.set_text("objective", "value", name);
        self.set_text("about", "textContent", entry.map_or("", |known| known.look_for));
        // Not under the hands of who is typing it.
        if self.lab.typed.as_ref().is_none_or(|typed| typed.trim() != formula) {
            self.lab.typed = None;
            self.set_text("formula", "value", &formula);
        }
        self.tell_error("");
        let [x, y] = self.lab.pointed;
        self.point(x, y);
    }

    /// Says how far a racer at `at` is from the nearest global minimum, if one is known.
    pub(super) fn tell_distance(&mut self, racer: usize, at: [f64; 2]) {
        let nearest = from_minimum(&self.runner.config().objective, at);
        let far = if nearest.is_finite() {
            filled(self.strings, "far", &[&self.numbers.measured(nearest)])
        } else {
            String::new()
        };
        self.set_in_row("far", racer, &far);
    }

    /// The run as the hash of an address, with the step that was asked for unless it moves on.
    pub(crate) fn link(&self, moves: bool) -> String {
        let step = (!moves).then(|| self.step());
        Link { config: self.config().clone(), step }.to_text()
    }

    /// The run as an element's attributes.
    pub(crate) fn attributes(&self) -> Vec<(&'static str, String)> {
        self.config().to_fields()
    }

    /// The step that is shown as a still picture, in the figure's colours and with numbers at its edges.
    pub(crate) fn poster(&self) -> String {
        let style = SceneStyle { trail: self.style.trail, palette: self.palette(), axes: true };
        downhill_plot::poster(&self.runner, self.shown(), POSTER, style)
    }

    /// The step that is shown in a sentence.
    pub(crate) fn summary(&self) -> String {
        downhill_plot::summary(&self.runner, self.shown())
    }

    /// Shows what the hash of an address names.
    pub(crate) fn open(&mut self, hash: &str) {
        let reading = Link::read(hash);
        let usual = self.asked.clone().unwrap_or_default();
        let config = if reading.given { reading.link.config } else { usual };
        // Within one run, a link leads to another step.
        let is_same = config == *self.config();
        let step = reading.link.step;
        if !is_same {
            self.begin(config, self.moves && step.is_none());
        }
        if let Some(step) = step {
            self.player.pause();
            self.player.show(step);
        } else if is_same && self.moves {
            // An entry without a step is a race that plays.
            self.player.show(0);
            self.player.play();
        }
        self.set("message", "hidden", JsValue::from(reading.ignored.is_empty()));
        let message = filled(self.strings, "ignored", &[&reading.ignored.join("; ")]);
        self.set_text("message", "textContent", &message);
    }

    fn tell_error(&mut self, error: &str) {
        self.set_text("error", "textContent", error);
        self.set(
            "formula",
            "aria-invalid",
            JsValue::from(if error.is_empty() { "false" } else { "true" }),
        );
    }

    /// Shows the race on the objective of that name, or the preset's; no name is a formula that is
    /// to be typed.
    pub(super) fn choose(&mut self, name: &str) {
        // The list has the article's race under the name of its objective.
        let is_preset = name == Preset::ArticleGif.name();
        let (field, name) = match name {
            "gaussian" => ("preset", Preset::Article.name()),
            _ => (if is_preset { "preset" } else { "objective" }, name),
        };
        if let Ok(config) = RunConfig::from_fields(&[(field, name)]) {
            self.begin(config, self.moves);
        }
    }

    /// Shows the run that was chosen as it was before it was changed.
    fn reset(&mut self) {
        let objective = &self.config().objective;
        let preset = if self.lab.is_gif { Preset::ArticleGif } else { Preset::Article };
        let mut config = preset.config();
        if *objective != config.objective {
            config = RunConfig::on(objective.clone());
        }
        self.exchange(config, false);
        self.rest();
    }

    /// Shows the race on a formula, or what is wrong with it.
    pub(super) fn type_formula(&mut self, formula: &str) {
        match RunConfig::from_fields(&[("formula", formula)]) {
            Ok(config) => {
                self.lab.typed = Some(formula.to_owned());
                self.begin(config, self.moves);
            }
            Err(error) => {
                let column = error.position.unwrap_or_default().to_string();
                let message = filled(self.strings, "expected", &[&error.allowed, &column]);
                self.tell_error(&message);
            }
        }
    }

    /// Says f and its gradient at a place in CSS px; how to ask for them where it is none.
    pub(crate) fn point(&mut self, x: f64, y: f64) {
        self.lab.pointed = [x, y];
        let read = self.readout([x, y]);
        self.set_text(
            "readout",
            "textContent",
            read.as_deref().unwrap_or(text(self.strings, "ask")),
        );
    }

    fn readout(&self, place: [f64; 2]) -> Option<String> {
        let ([width, height], _) = self.size.filter(|_| place[0].is_finite())?;
        let view = View { bounds: self.runner.config().view, width, height };
        let [x, y] = view.to_objective(place);
        let found = self.runner.evaluate([x, y]);
        let [along_x, along_y] = found.gradient;
        let numbers =
            [x, y, found.value, along_x, along_y].map(|number| self.numbers.measured(number));
        Some(filled_with(self.strings, "readout", &numbers))
    }

    /// The racer whose label or head is at a place in CSS px.
    pub(crate) fn racer_at(&self, place: [f64; 2]) -> Option<u32> {
        u32::try_from(self.picture.as_ref()?.racer_at(place)?).ok()
    }

    /// Emphasizes a racer, or none any more; true where the others' trails are to fade.
    pub(crate) fn emphasize(&mut self, racer: Option<u32>) -> bool {
        let racer = racer.and_then(|racer| usize::try_from(racer).ok());
        let fades =
            self.picture.as_mut().is_some_and(|picture| picture.emphasize(&self.runner, racer));
        self.draw();
        fades
    }

    /// Moves the cursor by an arrow key and says what is there; true if the key is one.
    pub(super) fn move_cursor(&mut self, key: &str) -> bool {
        let (along_x, along_y) = match key {
            "ArrowLeft" => (-STRIDE, 0.0),
            "ArrowRight" => (STRIDE, 0.0),
            "ArrowUp" => (0.0, -STRIDE),
            "ArrowDown" => (0.0, STRIDE),
            _ => return false,
        };
        let [x, y] = self.lab.cursor;
        self.lab.cursor = [(x + along_x).clamp(0.0, 1.0), (y + along_y).clamp(0.0, 1.0)];
        self.show_cursor();
        true
    }

    /// Shows the cursor where it is, and says what is there.
    pub(super) fn show_cursor(&mut self) {
        let [x, y] = self.lab.cursor;
        for (name, part) in [("--x", x), ("--y", y)] {
            self.set("cursor", name, (part * 100.0).into());
        }
        let ([width, height], _) = self.size.unwrap_or_default();
        self.point(x * width, y * height);
        let read = self.readout(self.lab.pointed).unwrap_or_default();
        self.set_text("live", "textContent", &read);
    }
}

#[cfg(test)]
mod tests {
    use downhill::objectives;

    #[test]
    fn every_objective_can_be_chosen() {
        let markup = include_str!("../../../../../www/fragments/lab.html");
        let mut options =
            markup.split("<option value=\"").filter_map(|part| part.split('"').next());
        assert!(options.by_ref().any(|name| name == "gaussian"));
        assert_eq!(options.next(), Some("article-gif"));
        for known in &objectives()[1..] {
            assert_eq!(options.next(), Some(known.name));
        }
        assert_eq!(options.next(), Some(""));
    }
}
