//! Play, pause, seek and speed: asked for by the user, who is told what came of it, or by a script.

use super::Figure;
use crate::effect::{Effect, FigureEvent, Transport, View};
use crate::history::Phase;
use crate::panel::Panels;
use crate::playback::{Playback, Speed};

impl<P: Panels> Figure<P> {
    /// Plays on, from the start where it stands at the end.
    pub fn play(&mut self) {
        if !self.playback.is_playing() {
            self.playback.play();
        }
    }

    /// Stays at the step that is shown.
    pub fn pause(&mut self) {
        self.playback.pause();
    }

    /// Stands at a step, or at the last one if there are fewer.
    pub fn show_step(&mut self, step: u32) {
        self.playback.pause();
        self.playback.show(step);
    }

    /// Plays at this speed.
    pub fn set_speed(&mut self, speed: Speed) {
        self.playback.speed = speed;
        self.show_transport();
    }

    /// Begins again after the end, or stands there.
    pub fn set_loop(&mut self, loops: bool) {
        self.playback.loops = loops;
        self.show_transport();
    }

    /// Whether it plays.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.playback.is_playing()
    }

    /// How fast it plays.
    #[must_use]
    pub fn speed(&self) -> Speed {
        self.playback.speed
    }

    /// The racers whose stops have been announced, a bit for each.
    #[must_use]
    pub fn announced_stops(&self) -> u32 {
        self.announcer.announced_stops()
    }

    /// The stops of these racers have been announced in an earlier life of the figure.
    pub fn restore_announced_stops(&mut self, bits: u32) {
        self.announcer.restore_stops(bits);
    }

    /// The user plays or pauses.
    pub fn user_toggles(&mut self) {
        self.announcer.forget_end();
        if self.playback.is_playing() {
            self.playback.pause();
            self.announcer.request(self.texts.paused);
        } else {
            self.playback.play();
        }
        self.announce_change("play");
    }

    /// The user goes back to the start.
    pub fn user_restarts(&mut self) {
        self.user_shows(0, "restart");
    }

    /// The user goes so many steps on; back where it is negative.
    pub fn user_steps(&mut self, by: i32) {
        let step = self.shown_step().saturating_add_signed(by);
        self.user_shows(step, if by < 0 { "back" } else { "forward" });
    }

    fn user_shows(&mut self, step: u32, control: &'static str) {
        self.announcer.forget_end();
        self.show_step(step);
        self.announcer.request("");
        self.announce_change(control);
    }

    /// The user moves the seek bar. A race that played goes on when the bar is let go.
    pub fn user_seeks(&mut self, step: u32, phase: Phase) {
        self.announcer.forget_end();
        match phase {
            Phase::Preview => {
                self.resumes_after_gesture |= self.playback.is_playing();
                self.show_step(step);
            }
            Phase::Commit => {
                self.announcer.request("");
                if std::mem::take(&mut self.resumes_after_gesture) && !self.playback.is_at_end() {
                    self.playback.play();
                }
                self.announce_change("seek");
            }
        }
    }

    /// The user chooses a speed.
    pub fn user_chooses_speed(&mut self, speed: Speed) {
        self.announcer.forget_end();
        self.set_speed(speed);
        self.announce_change("speed");
    }

    /// The user switches the loop on or off.
    pub fn user_loops(&mut self, is_on: bool) {
        self.set_loop(is_on);
        self.announce_change("loop");
    }

    /// A key that no browser uses without a modifier; true where it means something.
    pub fn key(&mut self, key: &str) -> bool {
        let [key] = key.as_bytes() else { return false };
        let speed = self.speed();
        match key.to_ascii_lowercase() {
            b'k' => self.user_toggles(),
            b'r' => self.user_restarts(),
            b',' => self.user_steps(-1),
            b'.' => self.user_steps(1),
            b'<' => self.user_chooses_speed(speed.slower()),
            b'>' => self.user_chooses_speed(speed.faster()),
            b'w' => self.user_chooses_speed(Speed::Whole),
            _ => return false,
        }
        true
    }

    pub(super) fn show_transport(&mut self) {
        let playing = self.playback.is_playing();
        let Playback { loops, speed, .. } = self.playback;
        let seconds = self.playback.seconds();
        let speed = speed.name();
        self.show(View::Transport(Transport { playing, speed, loops, seconds }));
        self.reported.is_playing = Some(playing);
        self.reported.seconds = seconds;
        self.has_panel_news = true;
    }

    /// Has the element send the event of something that the user has done.
    pub(super) fn announce_change(&mut self, control: &'static str) {
        self.effects.push(Effect::Event(FigureEvent::Change {
            control,
            step: self.step(),
            playing: self.playback.is_playing(),
            speed: self.speed().name(),
        }));
    }
}
