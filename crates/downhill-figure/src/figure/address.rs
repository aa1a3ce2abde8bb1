//! The run taken elsewhere: as an address, as snippets, as a still picture.

use downhill::Link;
use downhill_plot::{SceneStyle, summary};

use super::Figure;
use crate::effect::View;
use crate::history::Phase;
use crate::panel::Panels;
use crate::snippets::{POSTER, Places, Snippets};
use crate::texts::fill;

impl<P: Panels> Figure<P> {
    /// The run as the hash of an address, without `#`, with the step that was asked for; where it plays,
    /// without: whoever opens it sees it play.
    #[must_use]
    pub fn address(&self) -> String {
        let step = (!self.playback.is_playing()).then(|| self.step());
        Link { config: self.config().clone(), step }.to_text()
    }

    /// Shows the run and the step that the hash of an address names, and says what of it was ignored;
    /// without any, the run that the attributes ask for.
    pub fn open(&mut self, hash: &str) {
        let reading = Link::read(hash);
        let requested = self.requested.clone().unwrap_or_default();
        let config = if reading.given { reading.link.config } else { requested };
        // Within one run, a link leads to another step.
        let is_same = config == *self.config();
        let step = reading.link.step;
        if !is_same {
            self.start_run(config, self.autoplay && step.is_none(), Phase::Commit);
        }
        if let Some(step) = step {
            self.show_step(step);
        } else if is_same && self.autoplay {
            // An entry without a step is a race that plays.
            self.playback.show(0);
            self.playback.play();
        }
        let message = if reading.ignored.is_empty() {
            String::new()
        } else {
            fill(self.texts.ignored, &[&reading.ignored.join("; ")])
        };
        self.show(View::Message(message));
    }

    /// The step that is shown as a still picture, an SVG of 576 × 432 px in the figure's colours, with
    /// numbers at its edges.
    #[must_use]
    pub fn poster(&self) -> String {
        let style = SceneStyle { axes: true, ..self.picture.scene_style(self.runner()) };
        downhill_plot::poster(self.runner(), self.shown_step(), POSTER, style)
    }

    /// A racer's numbers as text, with all digits; see [`numbers::text`](crate::panels::numbers::text).
    #[must_use]
    pub fn numbers_text(&self, racer: usize) -> String {
        crate::panels::numbers::text(self.runner(), racer)
    }

    /// What takes the run and the step that is shown into another page.
    #[must_use]
    pub fn snippets(&self, places: &Places<'_>) -> Snippets {
        let step = self.step();
        let sentence = summary(self.runner(), self.shown_step());
        Snippets::of(self.config(), step, &sentence, places)
    }
}
