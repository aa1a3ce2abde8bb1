//! Frames: what is computed, drawn and told in each, and whether another one is wanted.

use super::Figure;
use crate::effect::{Effect, FigureEvent, View};
use crate::history::Phase;
use crate::panel::{Panels, Work};
use crate::picture::Style;
use crate::playback::Tick;
use crate::session::Changed;

/// How long the panels may work in a frame (ms).
const PANELS_MS: f64 = 4.0;

impl<P: Panels> Figure<P> {
    /// The picture is now so large, in CSS px and in device pixels.
    pub fn resize(&mut self, css: [f64; 2], device: [u32; 2]) {
        if !self.picture.set_size(css, device) {
            return;
        }
        if self.picture.scene().is_none() && !self.playback.is_playing() {
            // Most runs are computed within this: their first picture is all there.
            self.compute();
            if self.playback.is_waiting() {
                self.playback.tick(self.scheduler.now(), self.runner().step_count());
            }
        }
        self.redraw();
    }

    /// Draws in this style from now on.
    pub fn set_style(&mut self, style: Style) {
        if style != self.picture.style {
            self.picture.style = style;
            self.redraw();
        }
    }

    /// Whether the figure is seen. Nothing runs while it is not.
    pub fn set_visible(&mut self, is_visible: bool) {
        self.is_visible = Some(is_visible);
        self.picture.may_label = true;
        self.playback.wake();
        if self.picture.label(self.texts) {
            self.draw();
        }
    }

    /// How long after the last frame another one is wanted (ms), if so.
    #[must_use]
    pub fn next_frame(&self) -> Option<f64> {
        let dirty = self.picture.dirty;
        let is_complete = !dirty.description && !dirty.drawing;
        // One that is near is to be complete before it is seen.
        let rests = self.is_visible.is_none_or(|is_visible| !is_visible && is_complete);
        let scene = self.picture.scene().filter(|_| !rests)?;
        let is_playing = self.playback.is_playing();
        let is_wanted_at_once = self.playback.is_waiting()
            || !self.session.is_computed()
            || dirty.scene
            || !is_complete
            || self.has_panel_work
            || self.announcer.has_request()
            || (!is_playing && self.reported.step != Some(self.shown_step()))
            // Labels come to rest.
            || (!is_playing && scene.is_playing);
        if is_wanted_at_once { Some(0.0) } else { is_playing.then(|| self.playback.wait()) }
    }

    /// The frame of time `now` (ms), which is never less than that of the frame before.
    pub fn frame(&mut self, now: f64) {
        self.scheduler.start_frame(now, self.picture.dirty.drawing);
        if self.picture.dirty.scene {
            return self.redraw();
        }
        if !self.session.is_computed() {
            self.compute();
            let part = f64::from(self.session.computed()) / f64::from(self.config().steps);
            self.show(View::Computed((part * 100.0).floor()));
        }
        // Nobody is to miss anything.
        let runs = self.is_visible == Some(true) || self.playback.is_waiting();
        let has_ended = runs && self.playback.tick(now, self.runner().step_count()) == Tick::Ended;
        if has_ended && self.announcer.announce_end() {
            self.announcer.request(self.texts.ended);
        }
        self.draw();
        self.update_readout(now);
        self.work();
        if has_ended {
            let step = self.shown_step();
            self.effects.push(Effect::Event(FigureEvent::End { step }));
        }
    }

    /// Lets the panels mark the step that is shown.
    pub(super) fn mark(&mut self) {
        let mut painted = Vec::new();
        let work = self.ask_panels(|panels, context| {
            panels.mark(context, &mut |painting| painted.push(Effect::Paint(painting)))
        });
        self.effects.append(&mut painted);
        self.has_panel_work |= work == Work::Unfinished;
    }

    /// Lets the panels work.
    fn work(&mut self) {
        if !self.has_panel_work {
            return;
        }
        let until = self.scheduler.after(PANELS_MS);
        let mut painted = Vec::new();
        let work = self.with_panels(|panels, context| {
            panels.work(context, until, &mut |painting| painted.push(Effect::Paint(painting)))
        });
        self.effects.append(&mut painted);
        self.has_panel_work = work == Work::Unfinished;
        self.show_panels();
    }

    /// Computes for as long as a frame may.
    pub(super) fn compute(&mut self) {
        let until = self.scheduler.computing();
        if let Err(error) = self.session.compute(until) {
            self.end_early(error);
        }
        if !self.picture.dirty.scene {
            self.follow_arrivals();
        }
    }

    /// Begins the picture anew.
    pub(super) fn redraw(&mut self) {
        self.picture.rebuild(self.session.runner(), self.texts);
        let phase = if self.in_gesture { Phase::Preview } else { Phase::Commit };
        self.notify_panels(&Changed { appearance: true, ..Changed::nothing(phase) });
        // At once, or a resize would leave it blank for a frame.
        self.draw();
    }

    /// Lays over the picture what panels have for it; true where that is something else.
    pub(super) fn lay_overlays(&mut self) -> bool {
        let overlay = self.panels.overlay(&self.context());
        let scene = self.picture.scene_mut();
        scene.is_some_and(|scene| scene.lay_over(overlay.shapes, overlay.peeked))
    }

    pub(super) fn draw(&mut self) {
        self.lay_overlays();
        let until = self.scheduler.drawing();
        let (step, is_playing) = (self.shown_step(), self.playback.is_playing());
        self.picture.draw(self.session.runner(), step, is_playing, until);
    }
}
