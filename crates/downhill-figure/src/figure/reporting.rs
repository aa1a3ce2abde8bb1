//! What the page is told of the run, of the picture, and of each step: at once, or while it plays a few
//! times a second, for nobody reads faster and a new text costs more than a new picture.

use downhill_plot::{Identity, Rgb, band_colors, swatch};

use super::Figure;
use crate::effect::{Band, Effect, FigureEvent, Painting, PictureView, RunView, Surface, View};
use crate::panel::Panels;
use crate::presentation::Controls;
use crate::readout::{Readout, ReadoutWriter, Row};
use crate::texts::{add_sentence, fill};

/// How long a text stands at least while it plays (ms), and one that is only heard.
const TEXT_MS: f64 = 250.0;
const UNSEEN_TEXT_MS: f64 = 1000.0;
/// The size of a racer's swatch in CSS px.
const SWATCH: [f64; 2] = [54.0, 16.0];
/// How many numbers there are under the bar of colours at most.
const MOST_NUMBERS: usize = 12;

/// What the page has been told last.
#[derive(Debug, Default)]
pub(super) struct Reported {
    /// The step of which an event was sent.
    pub(super) event: Option<u32>,
    /// The step that the text speaks of, and when it was written (ms).
    pub(super) step: Option<u32>,
    at_ms: f64,
    /// Whether it plays.
    pub(super) is_playing: Option<bool>,
    /// How long the run takes (s).
    pub(super) seconds: f64,
}

impl<P: Panels> Figure<P> {
    fn writer(&self) -> ReadoutWriter<'_> {
        ReadoutWriter {
            runner: self.runner(),
            arrivals: Some(&self.arrivals),
            texts: self.texts,
            numbers: &self.numbers,
        }
    }

    /// Tells of the run, and begins to tell of its steps anew.
    pub(super) fn show_run(&mut self) {
        let config = self.config();
        let (labels, steps) = (config.labels(), config.steps);
        self.show(View::Run(RunView { labels, steps }));
        // When the text was written stays: it is not to change faster while a gesture lasts.
        self.reported = Reported { at_ms: self.reported.at_ms, ..Reported::default() };
    }

    /// Tells what the picture is, and shows each racer's line.
    fn describe(&mut self) {
        let Some(scene) = self.picture.scene() else { return };
        let config = self.config();
        let count = self.numbers.integer(u32::try_from(config.racers.len()).unwrap_or(u32::MAX));
        let minima = self.texts.about_minima(scene.minima()).unwrap_or_default();
        let alt = match &self.presentation.alt {
            Some(alt) => alt.clone(),
            None => {
                let mut alt = fill(self.texts.picture, &[&count, &config.objective.reading()]);
                let hatched = scene.hatching.map(|hatching| self.texts.about_hatching(hatching));
                let remark = scene.remark.map(|why| self.texts.remark(why));
                for sentence in [hatched, remark, Some(minima)].into_iter().flatten() {
                    add_sentence(&mut alt, sentence);
                }
                alt
            }
        };
        let levels = &scene.survey.levels.values;
        // What lies below the lowest level, and above each.
        let mut colors = band_colors(levels.len(), &scene.palette()).into_iter();
        let below = colors.next().map_or_else(String::new, Rgb::css);
        let every = levels.len() / MOST_NUMBERS + 1;
        let mut bar = self.texts.bar.to_owned();
        let mut bands = Vec::new();
        for (index, (level, color)) in levels.iter().zip(colors).enumerate() {
            let number = self.numbers.short(*level);
            add_sentence(&mut bar, &number);
            let number = if index % every == 0 { number } else { String::new() };
            bands.push(Band { color: color.css(), number });
        }
        let view = PictureView { alt, minima: minima.to_owned(), bar, below, bands };
        let palette = self.picture.palette(self.runner());
        let racers = Identity::of(config, palette);
        self.show(View::Picture(view));
        for (index, racer) in racers.iter().enumerate() {
            let shapes = swatch(racer, [0.0, 0.0], SWATCH[0]);
            let painting = Painting::anew(Surface::Swatch(index), SWATCH, shapes);
            self.effects.push(Effect::Paint(painting));
        }
    }

    /// Tells the page of the step that is shown, at the frame of time `now` (ms).
    pub(super) fn update_readout(&mut self, now: f64) {
        let step = self.shown_step();
        if std::mem::take(&mut self.picture.dirty.description) {
            self.describe();
        }
        let is_playing = self.playback.is_playing();
        let comes_to_rest = self.reported.is_playing == Some(true) && !is_playing;
        let is_as_long = (self.reported.seconds - self.playback.seconds()).abs() < 0.5;
        if self.reported.is_playing != Some(is_playing) || !is_as_long {
            self.show_transport();
        }
        let is_other_step = self.reported.event != Some(step) && !self.picture.dirty.drawing;
        if is_other_step || comes_to_rest {
            self.mark();
        }
        if is_other_step {
            self.reported.event = Some(step);
            let steps = self.config().steps;
            self.effects.push(Effect::Event(FigureEvent::Step { step, steps }));
        }
        let is_requested = self.announcer.has_request() && step == self.playback.step();
        if is_requested || (self.is_text_due(step, now) && self.reported.step != Some(step)) {
            self.reported.step = Some(step);
            self.reported.at_ms = now;
            self.show_readout(step, is_requested);
            self.has_panel_news = true;
        }
        self.show_panels();
    }

    /// Whether a new text may be written.
    fn is_text_due(&self, step: u32, now: f64) -> bool {
        let is_playing = self.playback.is_playing();
        if !is_playing && !self.in_gesture {
            return true;
        }
        // Text that is not seen is for those who hear it, not while it changes.
        let is_unseen = self.presentation.controls == Controls::None;
        let every = if is_unseen { UNSEEN_TEXT_MS } else { TEXT_MS };
        let is_first_or_last =
            is_playing && (self.reported.step.is_none() || self.playback.is_at_end());
        is_first_or_last || now - self.reported.at_ms >= every || self.has_new_stop(step)
    }

    fn show_readout(&mut self, step: u32, is_requested: bool) {
        self.follow_arrivals();
        let status = self.writer().status(step);
        let mut rows = Vec::new();
        for racer in 0..self.runner().racer_count() {
            rows.push(self.row(racer, step).unwrap_or_default());
        }
        let spoken = self.announce_stops(step);
        let readout = Readout {
            sought: self.playback.step(),
            status: status.clone(),
            is_passing: self.playback.is_playing(),
            rows,
        };
        self.show(View::Readout(readout));
        let mut spoken = spoken;
        if is_requested {
            add_sentence(&mut spoken, self.announcer.take_request().unwrap_or_default());
            add_sentence(&mut spoken, &status);
        }
        if !spoken.is_empty() {
            self.show(View::Announcement(spoken));
        }
    }

    fn row(&self, racer: usize, step: u32) -> Option<Row> {
        let scene = self.picture.scene();
        let left = scene.and_then(|scene| scene.left(self.runner(), racer, step));
        self.writer().row(racer, step, left.is_some())
    }

    /// Whether a racer has stopped by `step` of which nothing has been said.
    fn has_new_stop(&self, step: u32) -> bool {
        (0..self.runner().racer_count()).any(|racer| self.is_new_stop(racer, step))
    }

    fn is_new_stop(&self, racer: usize, step: u32) -> bool {
        let is_shown = self.config().racers.get(racer).is_some_and(|config| !config.off);
        let stop = self.runner().status(racer).ok().and_then(downhill::Status::stop);
        // Only the end of a gesture is spoken of.
        !self.in_gesture
            && is_shown
            && self.announcer.is_stop_new(racer)
            && stop.is_some_and(|(stop, _)| stop <= step)
    }

    /// Sends the events of racers that have stopped, and returns what is to be said of them.
    fn announce_stops(&mut self, step: u32) -> String {
        let mut spoken = String::new();
        for racer in 0..self.runner().racer_count() {
            if !self.is_new_stop(racer, step) {
                continue;
            }
            self.announcer.announce_stop(racer);
            let Ok(status) = self.runner().status(racer) else { continue };
            let Some((stop, reason)) = status.stop() else { continue };
            let label = self.writer().label(racer);
            let note = self.writer().stop(racer, step).unwrap_or_default();
            add_sentence(&mut spoken, &fill(self.texts.stopped, &[&label, &note]));
            self.effects.push(Effect::Event(FigureEvent::Stop {
                racer,
                label,
                kind: status.kind(),
                step: stop,
                reason: reason.text(),
            }));
        }
        spoken
    }
}
