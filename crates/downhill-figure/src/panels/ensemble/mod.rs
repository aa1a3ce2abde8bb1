//! One racer under many seeds: a faint path for each and the median path, between the field and the
//! trails. It is another look at the run and no part of it, so no link has it.

use downhill::{Ensemble as SeedEnsemble, MAX_SEEDS};
use downhill_plot::{Identity, Shape, polylines};
use serde::Serialize;

use crate::effect::{Painting, Surface};
use crate::history::Phase;
use crate::panel::{Context, Panel, Response, Work};
use crate::readout::ReadoutWriter;
use crate::scheduler::Deadline;
use crate::session::Changed;

/// So many kept steps are drawn in a frame: 1,600 segments at most, which take long where they cross
/// the whole picture.
const STEPS_DRAWN: usize = 8;
/// Dashes and gaps of the median path in turn, which are no racer's (CSS px).
const DASHES: [f64; 2] = [6.0, 6.0];
/// How wide paths are, with what lies beneath their colour, which is lost on bands of its own kind (CSS px).
const PATH: f64 = 1.0;
const BENEATH_PATH: f64 = 2.4;
/// How wide the median path is, with its outline and the dashes on it (CSS px).
const MEDIAN: f64 = 3.2;
const BENEATH_MEDIAN: f64 = 4.8;
const ON_MEDIAN: f64 = 1.4;

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnsembleCommand {
    /// Shows the racer of that index under many seeds; none without.
    Racer(Option<usize>),
    /// Shows so many seeds, 1 to [`MAX_SEEDS`]; another number is ignored.
    Seeds(u32),
}

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EnsembleView {
    /// What the cloud is, or why there is none.
    pub about: &'static str,
    /// How far it is computed, while it is not complete.
    pub progress: String,
}

/// See the [module](self).
pub struct Ensemble {
    racer: Option<usize>,
    count: u32,
    /// None while nothing is shown.
    ensemble: Option<SeedEnsemble>,
    /// How many of the kept steps are drawn.
    drawn: usize,
    /// Whether something has been painted on the canvas since it was cleared.
    is_painted: bool,
    /// Whether something is still to be computed or drawn.
    is_growing: bool,
    /// Whether the canvas is to be cleared.
    is_stale: bool,
    about: &'static str,
}

impl Default for Ensemble {
    fn default() -> Self {
        Self {
            racer: None,
            count: 50,
            ensemble: None,
            drawn: 0,
            is_painted: false,
            is_growing: false,
            is_stale: false,
            about: "",
        }
    }
}

impl Ensemble {
    /// Begins anew for a run that stays.
    fn restart(&mut self, context: &Context<'_>) {
        let config = context.runner.config();
        // Nor is it another's that takes this place later.
        self.racer = self.racer.filter(|racer| *racer < config.racers.len());
        self.ensemble = self.racer.and_then(|racer| SeedEnsemble::of(config, racer, self.count));
        let texts = &context.texts.ensemble;
        self.about = match (self.racer, &self.ensemble) {
            (None, _) => "",
            (Some(_), None) => texts.without_noise,
            (Some(_), Some(_)) => texts.shown,
        };
        self.redraw();
    }

    /// Begins to draw anew.
    fn redraw(&mut self) {
        self.drawn = 0;
        self.is_growing = self.ensemble.is_some();
        self.is_stale = self.is_painted || self.is_growing;
    }

    /// Draws the kept steps that follow those which are drawn.
    fn draw_paths(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) {
        let (Some(ensemble), Some(view), Some(racer)) =
            (&self.ensemble, context.view, self.identity(context))
        else {
            return;
        };
        let from = self.drawn.saturating_sub(1);
        let until = self.drawn + STEPS_DRAWN;
        let (mut beneath, mut lines) = (Vec::new(), Vec::new());
        for path in ensemble.paths() {
            let part = path.get(2 * from..path.len().min(2 * until)).unwrap_or_default();
            polylines(&mut beneath, view, part, context.palette.halo(), BENEATH_PATH, &[]);
            polylines(&mut lines, view, part, racer.color, PATH, &[]);
        }
        // Fainter the more there are, or they are one blot.
        let opacity = (40.0 / f64::from(self.count)).clamp(0.25, 0.6);
        paint(added(opacity / 3.0, beneath));
        paint(added(opacity, lines));
        self.is_painted = true;
        self.drawn = until;
    }

    fn draw_median(&self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) {
        let (Some(ensemble), Some(view), Some(racer)) =
            (&self.ensemble, context.view, self.identity(context))
        else {
            return;
        };
        let mut lines = Vec::new();
        let (median, palette) = (ensemble.median(), context.palette);
        polylines(&mut lines, view, median, palette.ink(), BENEATH_MEDIAN, &[]);
        polylines(&mut lines, view, median, racer.color, MEDIAN, &[]);
        polylines(&mut lines, view, median, palette.halo(), ON_MEDIAN, &DASHES);
        paint(added(1.0, lines));
    }

    fn identity(&self, context: &Context<'_>) -> Option<Identity> {
        Identity::of(context.runner.config(), context.palette).into_iter().nth(self.racer?)
    }
}

/// Shapes on what is painted already.
fn added(opacity: f64, shapes: Vec<Shape>) -> Painting {
    Painting::over(Surface::Ensemble, opacity, shapes)
}

impl Panel for Ensemble {
    type View = EnsembleView;
    type Command = EnsembleCommand;

    fn changed(&mut self, context: &Context<'_>, changed: &Changed) {
        let is_other = changed.trajectories || changed.racers || changed.steps;
        if changed.phase == Phase::Preview {
            // While a gesture lasts there is none.
            self.ensemble = None;
            self.redraw();
        } else if is_other || self.ensemble.is_none() {
            self.restart(context);
        } else if changed.field || changed.appearance {
            self.redraw();
        }
    }

    fn command(&mut self, context: &Context<'_>, command: EnsembleCommand) -> Response {
        match command {
            EnsembleCommand::Racer(racer) => self.racer = racer,
            EnsembleCommand::Seeds(count) if (1..=MAX_SEEDS).contains(&count) => {
                self.count = count;
            }
            EnsembleCommand::Seeds(_) => return Response::default(),
        }
        self.restart(context);
        Response::default()
    }

    /// Computes and draws a slice of it, once the picture itself is complete.
    fn work(
        &mut self,
        context: &Context<'_>,
        until: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        let Some(view) = context.view else { return Work::Done };
        if std::mem::take(&mut self.is_stale) {
            let size = [view.width, view.height];
            paint(Painting::anew(Surface::Ensemble, size, Vec::new()));
            self.is_painted = false;
        }
        if !self.is_growing {
            return Work::Done;
        }
        let is_ready =
            context.is_drawn && context.runner.step_count() >= context.runner.config().steps;
        let Some(ensemble) = self.ensemble.as_mut().filter(|_| is_ready) else {
            return Work::Unfinished;
        };
        let is_computed = ensemble.advance(|| !until.has_passed());
        // Where all have stopped, no more steps are kept.
        let kept = ensemble.median().len() / 2;
        // Always cut at the same steps, however fast it is computed: the picture is the same.
        if is_computed || self.drawn + STEPS_DRAWN <= kept {
            self.draw_paths(context, paint);
        }
        self.is_growing = !is_computed || self.drawn < kept;
        if self.is_growing {
            return Work::Unfinished;
        }
        self.draw_median(context, paint);
        Work::Done
    }

    fn view(&self, context: &Context<'_>) -> EnsembleView {
        let mut progress = String::new();
        if let Some(ensemble) = self.ensemble.as_ref().filter(|_| self.is_growing) {
            let Context { runner, texts, numbers, .. } = *context;
            progress =
                ReadoutWriter { runner, arrivals: None, texts, numbers }.progress(ensemble.step());
        }
        EnsembleView { about: self.about, progress }
    }
}
