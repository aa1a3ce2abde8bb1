//! What attributes ask for: shown, or refused with a sentence.

use downhill::{InputError, RunConfig};

use super::Figure;
use crate::effect::{Effect, FigureEvent, PresentationView, View};
use crate::history::Phase;
use crate::panel::Panels;
use crate::playback::Playback;
use crate::presentation::Presentation;
use crate::session::is_articles;
use crate::texts::{add_sentence, fill};

/// What came of something that was refused.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    /// All stays as it was.
    Kept,
    /// The usual race is shown, since there was none before.
    Replaced,
}

impl<P: Panels> Figure<P> {
    /// Shows the run that these fields, name and text, describe, and how they want it to be shown. Where
    /// they describe none, it says why and leaves all as it was. With `autoplay` a run plays from the start
    /// at once, unless the reader wants things to stand `still`; otherwise it stands at the end.
    pub fn configure(&mut self, fields: &[(String, String)], still: bool) {
        let mut presentation = Presentation::default();
        let mut refused = Vec::new();
        let mut run = Vec::with_capacity(fields.len());
        for (name, text) in fields {
            match presentation.read(name, text) {
                Ok(true) => {}
                Ok(false) => run.push((name.as_str(), text.as_str())),
                // What the field was before stays.
                Err(error) => {
                    presentation.restore(name, &self.presentation);
                    refused.push((error, Outcome::Kept));
                }
            }
        }
        self.playback.loops = presentation.loops;
        self.autoplay = presentation.autoplay && !still;
        let is_first = self.requested.is_none();
        match RunConfig::from_fields(&run) {
            Ok(config) => self.request(config),
            // Until another one is shown, the usual race is better than none.
            Err(error) if is_first => {
                self.request(RunConfig::default());
                refused.push((error, Outcome::Replaced));
            }
            Err(error) => refused.push((error, Outcome::Kept)),
        }
        self.apply_presentation(presentation);
        self.refuse(&refused);
    }

    /// Shows the run that the attributes ask for, unless they asked for it before: what was chosen in
    /// the page stays until they ask for something else.
    fn request(&mut self, config: RunConfig) {
        let Some(before) = self.requested.replace(config.clone()) else {
            self.start_run(config, self.autoplay, Phase::Commit);
            return self.session.clear_history();
        };
        if before == config {
            return;
        }
        // A changed run begins again if it was playing, and else stands where it stood.
        let (step, is_at_end) = (self.playback.step(), self.playback.is_at_end());
        self.start_run(config, self.playback.is_playing(), Phase::Commit);
        if !self.playback.is_playing() && !is_at_end {
            self.playback.show(step);
        }
    }

    /// Shows a run from its start, playing or at its end.
    pub(super) fn start_run(&mut self, config: RunConfig, plays: bool, phase: Phase) {
        self.show(View::Message(String::new()));
        let mut playback = Playback::new(config.steps);
        playback.loops = self.playback.loops;
        playback.speed = self.playback.speed;
        playback.is_articles = is_articles(&config);
        if plays {
            playback.play();
        } else {
            playback.show_end();
        }
        self.playback = playback;
        self.in_gesture = phase == Phase::Preview;
        self.offered_racers = None;
        self.resumes_after_gesture = false;
        self.announcer.start_run(config.racers.len(), !plays);
        self.arrivals.restart();
        let changed = self.session.start_run(config, phase);
        self.show_run();
        self.picture.dirty.scene = true;
        self.picture.dirty.description = true;
        self.notify_panels(&changed);
    }

    fn apply_presentation(&mut self, presentation: Presentation) {
        let before = std::mem::replace(&mut self.presentation, presentation);
        let Presentation { controls, theme, .. } = self.presentation;
        self.show(View::Presentation(PresentationView { controls, theme }));
        if self.presentation.speed != before.speed {
            self.set_speed(self.presentation.speed);
        }
        if let Some(step) = self.presentation.step
            && self.presentation.step != before.step
        {
            self.show_step(step);
        }
        self.picture.dirty.description |= self.presentation.alt != before.alt;
        let has_the_articles_palette = self.presentation.has_the_articles_palette;
        let is_repainted = before.has_the_articles_palette != has_the_articles_palette
            || before.axes != self.presentation.axes;
        self.picture.axes = self.presentation.axes;
        self.picture.has_the_articles_palette = has_the_articles_palette;
        if is_repainted {
            self.redraw();
        }
    }

    /// Says what is not allowed, and what came of it.
    pub(super) fn refuse(&mut self, refused: &[(InputError, Outcome)]) {
        let mut said = String::new();
        for (error, outcome) in refused {
            let text = match outcome {
                Outcome::Kept => self.texts.refused,
                Outcome::Replaced => self.texts.replaced,
            };
            let message = fill(text, &[&error.to_string()]);
            add_sentence(&mut said, &message);
            self.effects.push(Effect::Event(FigureEvent::Error {
                message,
                field: error.field.clone(),
                value: error.value.clone(),
                allowed: error.allowed.clone(),
                position: error.position,
            }));
        }
        self.show(View::Message(said));
    }
}
