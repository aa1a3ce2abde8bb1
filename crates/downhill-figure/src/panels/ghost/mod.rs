//! The paths before the last change, faintly: so one sees what a rate, another setting, the noise or the
//! start does. They lie between the field and the trails on a canvas of their own, and are no part of the
//! picture or of the run.

mod path;

use downhill::RunConfig;
use downhill_plot::{Identity, Shape, polylines};
use serde::Serialize;

use self::path::reduced;
use crate::effect::{Painting, Surface};
use crate::history::Phase;
use crate::panel::{Context, Never, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;

/// How wide paths are (CSS px), and how strong.
const WIDTH: f64 = 1.5;
const OPACITY: f64 = 0.3;

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GhostView {
    /// Whether there are paths before the last change to be seen.
    pub is_shown: bool,
    /// Of each racer whose path has changed the step at which it arrived before, where it did: one path can
    /// lie upon the other.
    pub arrived: Vec<String>,
}

/// A run as it was, with the paths of its racers, `[x0, y0, x1, y1, …]`, and the steps at which they had
/// arrived for good.
#[derive(Debug)]
struct Past {
    config: RunConfig,
    paths: Vec<Vec<f64>>,
    arrived: Vec<Option<u32>>,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub struct Ghost {
    /// The run as it is before the change that comes.
    before: Option<Past>,
    /// The run whose paths are shown, and whether it was that before the gesture that lasts.
    past: Option<Past>,
    is_of_the_gesture: bool,
    /// Its racers whose paths are others now.
    racers: Vec<usize>,
    is_stale: bool,
    /// Whether something is on the canvas.
    is_painted: bool,
}

impl Past {
    /// The racers whose paths `config` changes. Where there are other racers or another objective, nothing
    /// can be compared.
    fn changed_in(&self, config: &RunConfig) -> Vec<usize> {
        let before = &self.config;
        if before.objective != config.objective || before.racers.len() != config.racers.len() {
            return Vec::new();
        }
        let is_same_for_all = before.start == config.start && before.noise == config.noise;
        // Racers that only change places keep their paths, unless each has noise of its own.
        let has_own_noise = config.noise.sigma > 0.0 && !config.noise.shared;
        let goes_on = |index: usize| {
            let optimizer = &before.racers[index].optimizer;
            let is_same = |racer: &downhill::RacerConfig| racer.optimizer == *optimizer;
            if has_own_noise {
                is_same(&config.racers[index])
            } else {
                config.racers.iter().any(is_same)
            }
        };
        (0..before.racers.len()).filter(|index| !is_same_for_all || !goes_on(*index)).collect()
    }
}

impl Ghost {
    fn shapes(&self, context: &Context<'_>) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let (Some(past), Some(view)) = (&self.past, context.view) else { return shapes };
        let identities = Identity::of(&past.config, context.palette);
        let present = &context.runner.config().racers;
        for racer in &self.racers {
            // One that was hidden since is hidden here, too.
            let is_shown = present.get(*racer).is_some_and(|racer| !racer.off);
            if let (Some(path), Some(identity)) = (past.paths.get(*racer), identities.get(*racer))
                && is_shown
            {
                polylines(&mut shapes, view, path, identity.color, WIDTH, &[]);
            }
        }
        shapes
    }
}

impl Panel for Ghost {
    type View = GhostView;
    type Command = Never;

    fn replacing(&mut self, context: &Context<'_>) {
        // While a gesture lasts, what was before it stays.
        if !context.in_gesture {
            let config = context.runner.config().clone();
            let steps = usize::try_from(config.steps).unwrap_or(usize::MAX);
            let path = |racer| {
                let path = context.runner.trajectory(racer).unwrap_or_default();
                reduced(path.as_chunks().0, steps.saturating_add(1))
            };
            let racers = 0..context.runner.racer_count();
            let paths = racers.clone().map(path).collect();
            let last = context.runner.step_count().min(config.steps);
            let arrived = racers.map(|racer| context.arrivals.arrived(racer, last)).collect();
            self.before = Some(Past { config, paths, arrived });
        }
    }

    fn changed(&mut self, context: &Context<'_>, changed: &Changed) {
        if changed.trajectories {
            let config = context.runner.config();
            // Only the first move of a gesture brings the paths; they stay for the moves that follow.
            if let Some(before) = self.before.take() {
                self.past = Some(before);
                self.is_stale = true;
            } else if !self.is_of_the_gesture || changed.racer_count {
                self.past = None;
            }
            self.is_of_the_gesture = true;
            let racers = self.past.as_ref().map_or_else(Vec::new, |past| past.changed_in(config));
            self.is_stale |= racers != self.racers;
            self.racers = racers;
        }
        self.is_stale |= changed.field || changed.appearance || changed.racers;
        if changed.phase == Phase::Commit {
            self.before = None;
            self.is_of_the_gesture = false;
        }
    }

    fn command(&mut self, _: &Context<'_>, command: Never) -> Response {
        match command {}
    }

    fn work(
        &mut self,
        context: &Context<'_>,
        _: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        let Some(view) = context.view else { return Work::Done };
        if std::mem::take(&mut self.is_stale) {
            let shapes = self.shapes(context);
            if self.is_painted || !shapes.is_empty() {
                paint(Painting::anew(Surface::Ghost, [view.width, view.height], Vec::new()));
            }
            self.is_painted = !shapes.is_empty();
            if self.is_painted {
                paint(Painting::over(Surface::Ghost, OPACITY, shapes));
            }
        }
        Work::Done
    }

    fn view(&self, context: &Context<'_>) -> GhostView {
        let arrived = |racer: usize| {
            let past = self.past.as_ref().filter(|_| self.racers.contains(&racer))?;
            Some(context.numbers.integer((*past.arrived.get(racer)?)?))
        };
        let racers = 0..context.runner.racer_count();
        GhostView {
            is_shown: !self.racers.is_empty(),
            arrived: racers.map(|racer| arrived(racer).unwrap_or_default()).collect(),
        }
    }
}
