//! One racer under many seeds: a faint path for each and the median path, between the field and the
//! trails. It is another look at the run and no part of it, so no link has it.

use downhill::{Ensemble, MAX_SEEDS};
use downhill_plot::{Identity, polylines};

use super::State;
use crate::clock::now;
use crate::figure::bridge::Change;
use crate::figure::strings::text;

/// How long a frame may compute for it (ms).
const SLICE_MS: f64 = 4.0;
/// So many kept steps are drawn in a frame: 1,600 segments at most, which take long where they cross
/// the whole picture.
const AT_ONCE: usize = 8;
/// Dashes and gaps of the median path in turn, which are no racer's.
const DASHES: [f64; 2] = [6.0, 6.0];

/// What is shown of an ensemble, and how far.
pub(super) struct Cloud {
    /// No racer's number while there is none.
    racer: usize,
    count: u32,
    /// None while nothing is shown.
    ensemble: Option<Ensemble>,
    /// How many of the kept steps are drawn.
    drawn: usize,
    /// Whether something is still to be computed or drawn.
    grows: bool,
    /// The name of the text about it, which is put only when it is another: it is read out.
    told: &'static str,
}

impl Default for Cloud {
    fn default() -> Self {
        let (racer, count) = (usize::MAX, 50);
        Self { racer, count, ensemble: None, drawn: 0, grows: false, told: "" }
    }
}

impl State {
    /// Shows the racer of that number, or so many seeds, from now on.
    pub(super) fn choose_cloud(&mut self, control: &str, value: &str) {
        let cloud = &mut self.lab.cloud;
        let number = value.parse().unwrap_or(u32::MAX);
        if control == "racer" {
            cloud.racer = usize::try_from(number).unwrap_or_default();
        } else if (1..=MAX_SEEDS).contains(&number) {
            cloud.count = number;
        }
        self.change_cloud(false);
    }

    /// The run or its view is another; while a gesture lasts, it is `moving`, and there is no cloud.
    pub(super) fn change_cloud(&mut self, moving: bool) {
        let config = self.runner.config();
        let cloud = &mut self.lab.cloud;
        cloud.ensemble = None;
        if !moving {
            cloud.ensemble = Ensemble::of(config, cloud.racer, cloud.count);
            let sentence = if cloud.racer >= config.racers.len() {
                // Nor is it another's that takes this place later.
                cloud.racer = usize::MAX;
                ""
            } else if cloud.ensemble.is_none() {
                "no cloud"
            } else {
                "cloud"
            };
            if std::mem::replace(&mut cloud.told, sentence) != sentence {
                self.set_text("seen", "textContent", text(self.strings, sentence));
            }
        }
        self.begin_cloud();
    }

    /// Begins to draw it anew, on a canvas of the picture's size.
    pub(super) fn begin_cloud(&mut self) {
        let Some((css, _)) = self.size else { return };
        let cloud = &mut self.lab.cloud;
        let was_there = cloud.grows || cloud.drawn > 0;
        cloud.drawn = 0;
        cloud.grows = cloud.ensemble.is_some();
        if was_there || cloud.grows {
            self.changes.push(Change::Paint("cloud", 0, css, Vec::new()));
            self.set_text("grown", "textContent", "");
        }
    }

    /// Whether it is not complete.
    pub(super) fn cloud_grows(&self) -> bool {
        self.lab.cloud.grows
    }

    /// Computes and draws a slice of it, once the picture itself is complete.
    pub(super) fn draw_cloud(&mut self) {
        let config = self.runner.config();
        let Some(view) = self.view() else { return };
        let palette = self.palette();
        let cloud = &mut self.lab.cloud;
        let racers = Identity::of(config, palette);
        let (Some(ensemble), Some(racer)) = (&mut cloud.ensemble, racers.get(cloud.racer)) else {
            return;
        };
        if !cloud.grows || !self.drawn || self.runner.step_count() < config.steps {
            return;
        }
        let end = now() + SLICE_MS;
        let complete = ensemble.advance(|| now() < end);
        // Where all have stopped, no more steps are kept.
        let kept = ensemble.median().len() / 2;
        let color = racer.color;
        // Always cut at the same steps, however fast it is computed: the picture is the same.
        let until = cloud.drawn + AT_ONCE;
        if complete || until <= kept {
            let from = cloud.drawn.saturating_sub(1);
            // Beneath the colour, which is lost on bands of its own kind, another.
            let (mut beneath, mut lines) = (Vec::new(), Vec::new());
            for path in ensemble.paths() {
                let part = path.get(2 * from..path.len().min(2 * until)).unwrap_or_default();
                polylines(&mut beneath, view, part, palette.halo(), 2.4, &[]);
                polylines(&mut lines, view, part, color, 1.0, &[]);
            }
            // Fainter the more there are, or they are one blot.
            let opacity = (40.0 / f64::from(cloud.count)).clamp(0.25, 0.6);
            self.changes.push(Change::Add("cloud", opacity / 3.0, beneath));
            self.changes.push(Change::Add("cloud", opacity, lines));
            cloud.drawn = until;
        }
        let mut progress = String::new();
        cloud.grows = !complete || until < kept;
        if cloud.grows {
            let step = ensemble.step();
            progress = self.status(step, None);
        } else {
            let mut lines = Vec::new();
            polylines(&mut lines, view, ensemble.median(), palette.ink(), 4.8, &[]);
            polylines(&mut lines, view, ensemble.median(), color, 3.2, &[]);
            polylines(&mut lines, view, ensemble.median(), palette.halo(), 1.4, &DASHES);
            self.changes.push(Change::Add("cloud", 1.0, lines));
        }
        self.set_text("grown", "textContent", &progress);
    }
}
