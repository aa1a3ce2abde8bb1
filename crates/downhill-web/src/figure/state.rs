mod attributes;
#[cfg(feature = "playground")]
mod chart;
#[cfg(feature = "playground")]
mod cloud;
#[cfg(feature = "playground")]
mod edit;
#[cfg(feature = "playground")]
mod inside;
#[cfg(feature = "playground")]
mod lab;
mod tell;
#[cfg(feature = "playground")]
mod tried;

#[cfg(feature = "playground")]
use downhill::Preset;
use downhill::{InputError, OptimizerRunner, RunConfig};
use downhill_plot::{Palette, Scene, SceneStyle, Theme, Words};
use wasm_bindgen::prelude::*;

use super::bridge::Change;
use super::canvas::Canvases;
use super::look::Look;
use super::numbers::Numbers;
use super::player::{Player, SPEEDS, Speed, Tick};
use super::strings::{Strings, hatched_place, places, remark, strings, text};
use super::style::Style;
use crate::clock::now;

/// How long a frame may compute, and twice as long as it may draw at most (ms).
const SLICE_MS: f64 = 8.0;
/// A frame that comes so long after the one before (ms) is late: without a GPU, painting what was drawn
/// takes three to six times as long as drawing it.
const LATE_MS: f64 = 30.0;

/// All that a figure knows.
pub(crate) struct State {
    layers: Canvases,
    strings: Strings,
    numbers: Numbers,
    runner: OptimizerRunner,
    player: Player,
    /// None while the figure has no size.
    picture: Option<Scene>,
    size: Option<([f64; 2], [u32; 2])>,
    /// Whether the picture is of a run or view before, and is begun anew in the next frame: finding out
    /// how to show a formula and drawing it would be one long task.
    stale: bool,
    /// Whether the figure is seen; none before the page has told, which it does after the first picture.
    visible: Option<bool>,
    /// Whether all of the picture has been drawn.
    drawn: bool,
    /// When the last frame was (ms), and how long one may draw, so that the next is not late.
    framed: f64,
    slice: f64,
    /// Whether the text says what the picture is; that waits for the picture, since the browser takes
    /// long to make its first number.
    described: bool,
    /// The step of which the page has been told.
    announced: Option<u32>,
    /// The step that the text speaks of, and since when.
    told: Option<u32>,
    told_at: f64,
    /// Whether the play button says "pause".
    told_playing: Option<bool>,
    /// Whether the end has been spoken of since the user last did something.
    told_end: bool,
    /// Which racers' stops have been spoken of; empty before the first run.
    told_stops: Vec<bool>,
    /// What is to be said before the step, once that step is shown.
    say: Option<&'static str>,
    /// Whether the run is changed by a gesture that lasts.
    #[cfg(feature = "playground")]
    moving: bool,
    /// Whether the race goes on when the seek bar is let go.
    held: bool,
    /// The fields of the run to be shown next: name and text.
    pub(crate) fields: Vec<(String, String)>,
    /// Whether a race that is begun plays at once.
    moves: bool,
    /// How the attributes want it to be shown.
    look: Look,
    style: Style,
    #[cfg(feature = "playground")]
    lab: lab::Lab,
    /// The run that the attributes asked for last.
    asked: Option<RunConfig>,
    changes: Vec<Change>,
}

impl State {
    pub(crate) fn new(layers: Canvases, lang: &str) -> Self {
        let strings = strings(lang);
        let runner = OptimizerRunner::new(RunConfig::default());
        #[cfg_attr(
            not(feature = "playground"),
            allow(unused_mut, reason = "the lab has a list to fill")
        )]
        let mut state = Self {
            layers,
            strings,
            // In the language of the texts, which need not be the one asked for.
            numbers: Numbers::new(text(strings, "lang")),
            player: Player::new(runner.config().steps),
            runner,
            picture: None,
            size: None,
            stale: false,
            visible: None,
            drawn: false,
            framed: 0.0,
            // The first picture is to be whole.
            slice: 2.0 * SLICE_MS,
            described: false,
            announced: None,
            told: None,
            told_at: 0.0,
            told_playing: None,
            told_end: false,
            told_stops: Vec::new(),
            say: None,
            #[cfg(feature = "playground")]
            moving: false,
            held: false,
            fields: Vec::new(),
            moves: false,
            look: Look::default(),
            style: Style::default(),
            #[cfg(feature = "playground")]
            lab: lab::Lab::default(),
            asked: None,
            changes: Vec::new(),
        };
        #[cfg(feature = "playground")]
        state.list_experiments();
        state
    }

    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// Device pixels to a CSS px.
    pub(crate) fn scale(&self) -> f64 {
        self.size.map_or(1.0, |([width, _], [device, _])| f64::from(device) / width)
    }

    pub(crate) fn config(&self) -> &RunConfig {
        self.runner.config()
    }

    /// The step that was asked for, shown or still to be computed.
    pub(crate) fn step(&self) -> u32 {
        if self.player.is_waiting() { self.config().steps } else { self.player.step() }
    }

    pub(crate) fn is_playing(&self) -> bool {
        self.player.is_playing()
    }

    /// The name of the speed.
    pub(crate) fn speed(&self) -> &'static str {
        SPEEDS.iter().find(|(_, speed)| *speed == self.player.speed).map_or("", |(name, _)| name)
    }

    /// Whether the run is changed by a gesture that lasts.
    fn is_moving(&self) -> bool {
        #[cfg(feature = "playground")]
        return self.moving;
        #[cfg(not(feature = "playground"))]
        return false;
    }

    /// Draws in this style from now on.
    pub(crate) fn restyle(&mut self, style: Style) {
        if style != self.style {
            self.set("figure", "data-dark", style.is_dark.into());
            self.style = style;
            #[cfg(feature = "playground")]
            self.lab.charted.begin();
            self.redraw();
        }
    }

    /// The colours of the picture, and with them those of the racers everywhere else.
    fn palette(&self) -> Palette {
        let theme = if self.style.is_dark { Theme::Dark } else { Theme::Light };
        Palette::of(self.config(), theme, self.look.palette == "article")
    }

    /// What a racer is called.
    fn label_of(&self, racer: usize) -> String {
        self.config().labels().into_iter().nth(racer).unwrap_or_default()
    }

    /// How long after the last frame another one is wanted (ms), if so.
    pub(crate) fn wants_frame(&self) -> Option<f64> {
        // One that is near is to be complete before it is seen.
        let rests = self.visible.is_none_or(|visible| !visible && self.described && self.drawn);
        if rests || self.picture.is_none() {
            return None;
        }
        let playing = self.player.is_playing();
        #[cfg(feature = "playground")]
        if self.lab_works() {
            return Some(0.0);
        }
        let at_once = self.player.is_waiting()
            || self.runner.step_count() < self.runner.config().steps
            || self.stale
            || !self.drawn
            || !self.described
            || self.say.is_some()
            || (!playing && self.told != Some(self.shown()))
            // Labels come to rest.
            || (!playing && self.picture.as_ref().is_some_and(|picture| picture.is_playing));
        if at_once { Some(0.0) } else { playing.then(|| self.player.wait()) }
    }

    /// The step to show: the player's, as far as it is computed.
    pub(crate) fn shown(&self) -> u32 {
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
        #[cfg(feature = "playground")]
        {
            self.lab.is_gif = config == Preset::ArticleGif.config();
        }
        self.runner = OptimizerRunner::new(config);
        self.describe();
        self.stale = true;
        #[cfg(feature = "playground")]
        {
            self.lab.charted.restart();
            // Typing is a gesture until the field is left.
            self.lab_changed(self.lab.typed.is_some());
        }
    }

    pub(crate) fn resize(&mut self, css: [f64; 2], device: [u32; 2]) {
        let real =
            css.iter().all(|length| *length >= 1.0) && device.iter().all(|length| *length > 0);
        let size = real.then_some((css, device));
        if size != self.size {
            self.size = size;
            if self.picture.is_none() && !self.player.is_playing() {
                // Most runs are computed within this: their first picture is all there.
                let begun = now();
                self.compute(begun);
                if self.player.is_waiting() {
                    self.player.tick(begun, self.runner.step_count());
                }
            }
            self.redraw();
        }
    }

    /// Computes for as long as a frame may.
    #[inline(never)]
    fn compute(&mut self, begun: f64) {
        let outcome = self.runner.advance(|| now() < begun + SLICE_MS);
        if let Err(error) = outcome {
            self.end_early(error);
        }
    }

    /// Shows as much of the run as there is memory for.
    fn end_early(&mut self, error: InputError) {
        let mut config = self.runner.config().clone();
        config.steps = self.runner.step_count().max(1);
        self.player.resize(config.steps);
        self.runner.exchange(config);
        self.set("seek", "max", self.config().steps.into());
        self.refuse(&[(error, "refused")]);
    }

    /// Takes in whether the figure is seen. The labels of its first picture wait for that: the browser
    /// takes longer to find fonts than to draw the rest.
    pub(crate) fn place(&mut self, visible: bool) {
        self.visible = Some(visible);
        self.player.wake();
        if self.label() {
            self.draw();
        }
    }

    /// Writes in the picture, once; true where that was still to be done.
    fn label(&mut self) -> bool {
        let Some(picture) = &mut self.picture else { return false };
        let words = Words {
            hatched: picture.hatching.map(|hatching| hatched_place(self.strings, hatching)),
            remark: picture.remark.map(|why| remark(self.strings, why)),
            places: places(self.strings),
        };
        picture.label(&mut self.layers, &words)
    }

    /// Begins the picture anew.
    fn redraw(&mut self) {
        self.drawn = false;
        self.stale = false;
        self.picture = self.size.map(|(css, device)| {
            self.layers.resize(css, device, &self.style.fonts);
            let style = SceneStyle {
                trail: self.style.trail,
                palette: self.palette(),
                axes: self.look.axes,
            };
            Scene::new(&mut self.layers, &self.runner, css, style)
        });
        if self.visible.is_some() {
            self.label();
        }
        #[cfg(feature = "playground")]
        {
            self.lab.inspected = None;
            self.begin_cloud();
        }
        // At once, or a resize would leave it blank for a frame.
        self.draw();
        self.described = false;
    }

    /// What the user asks for by a control.
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
                // The gesture is not over.
                return;
            }
            "sought" => {
                self.say = Some("");
                if std::mem::take(&mut self.held) && !self.player.is_at_end() {
                    self.player.play();
                }
            }
            "speed" => {
                if let Some(speed) = Speed::named(value) {
                    self.player.speed = speed;
                }
            }
            #[cfg(feature = "playground")]
            _ => {
                if !self.act_in_lab(control, value) {
                    return;
                }
            }
            #[cfg(not(feature = "playground"))]
            _ => return,
        }
        self.announce_change(if control == "sought" { "seek" } else { control });
    }

    /// What the page's script asks for, of which nothing is spoken: `play`, `pause`, `seek`, or a speed.
    /// `told` has `step` be the racers whose stops have been told.
    pub(crate) fn drive(&mut self, command: &str, step: u32) {
        match command {
            "play" if !self.player.is_playing() => self.player.play(),
            "pause" => self.player.pause(),
            #[cfg(feature = "playground")]
            "peek" => self.peek(step),
            "seek" => {
                self.player.pause();
                self.player.show(step);
            }
            "told" => {
                for (racer, told) in self.told_stops.iter_mut().enumerate() {
                    *told = step >> racer & 1 == 1;
                }
            }
            name => {
                if let Some(speed) = Speed::named(name) {
                    self.choose_speed(speed);
                }
            }
        }
    }

    /// The racers whose stops have been told, a bit for each.
    pub(crate) fn told(&self) -> u32 {
        self.told_stops.iter().rev().fold(0, |bits, told| bits << 1 | u32::from(*told))
    }

    /// The keys, none of which a browser uses without a modifier; `control` has the focus.
    #[cfg_attr(
        not(feature = "playground"),
        allow(unused_variables, reason = "only the lab's controls have keys of their own")
    )]
    pub(crate) fn key(&mut self, key: &str, control: &str) -> bool {
        #[cfg(feature = "playground")]
        if control == "cursor" && self.move_cursor(key) {
            return true;
        }
        let at = SPEEDS.iter().position(|(_, speed)| *speed == self.player.speed).unwrap_or(0);
        let [key] = key.as_bytes() else { return false };
        let speed = match key.to_ascii_lowercase() {
            b'k' => return self.press("play"),
            b'r' => return self.press("restart"),
            b',' => return self.press("back"),
            b'.' => return self.press("forward"),
            b'<' => at.saturating_sub(1),
            b'>' => (at + 1).min(SPEEDS.len() - 1),
            b'w' => SPEEDS.len() - 1,
            _ => return false,
        };
        self.choose_speed(SPEEDS[speed].1);
        self.announce_change("speed");
        true
    }

    fn press(&mut self, control: &str) -> bool {
        self.act(control, "");
        true
    }

    fn choose_speed(&mut self, chosen: Speed) {
        self.player.speed = chosen;
        self.set_text("speed", "value", self.speed());
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
        if !self.drawn {
            let factor = if now_ms - self.framed > LATE_MS { 0.5 } else { 1.25 };
            self.slice = (factor * self.slice).clamp(1.0, SLICE_MS / 2.0);
        }
        self.framed = now_ms;
        if self.stale {
            return self.redraw();
        }
        if self.runner.step_count() < self.runner.config().steps {
            self.compute(begun);
            let (done, all) = (self.runner.step_count(), self.runner.config().steps);
            let percent = (f64::from(done) / f64::from(all) * 100.0).floor();
            self.set("seek", "--computed", percent.into());
        }
        // Nobody is to miss anything.
        let runs = self.visible == Some(true) || self.player.is_waiting();
        let ended = runs && self.player.tick(now_ms, self.runner.step_count()) == Tick::Ended;
        if ended && !self.told_end {
            self.told_end = true;
            self.say = Some(text(self.strings, "ended"));
        }
        self.draw();
        self.tell(self.shown(), now_ms);
        #[cfg(feature = "playground")]
        self.lab_frame();
        if ended {
            self.announce("end", &[("step", self.shown().into())]);
        }
    }

    fn draw(&mut self) {
        let step = self.shown();
        #[cfg(feature = "playground")]
        self.look_inside(step);
        if self.stale {
            return;
        }
        if let Some(picture) = &mut self.picture {
            #[cfg(feature = "playground")]
            picture.peek(self.lab.charted.peeked);
            picture.is_playing = self.player.is_playing();
            let deadline = now() + self.slice;
            let is_late = || now() >= deadline;
            self.drawn = picture.show(&mut self.layers, &self.runner, step, &is_late);
        }
    }
}
