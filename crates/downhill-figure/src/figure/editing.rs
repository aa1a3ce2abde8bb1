//! The run as controls change it: at once, on the same field where that is possible, and without losing
//! the step that is shown.

use downhill::decimal::{decimals, rounded};
use downhill::{Bounds, InputError, RacerConfig, RunConfig, Status};
use downhill_plot::{Point, View};

use super::Figure;
use super::attributes::Outcome;
use crate::edit::Edit;
use crate::history::Phase;
use crate::panel::Panels;
use crate::session::{Changed, article_preset, is_articles};
use crate::texts::fill;

/// So many steps of a run that is changed are computed before it is shown.
const STEPS_AT_ONCE: u32 = 1000;
/// But no longer than this (ms).
const LONGEST_MS: f64 = 30.0;
/// A view is no narrower than this part of its distance from the origin, and no wider than that.
const NARROWEST: f64 = 1e-12;
const WIDEST: f64 = 1e100;
/// Its bounds are rounded to this part of its width.
const COARSENESS: f64 = 1e-4;
/// How much of the picture lies around trajectories that it is fitted to, on each side.
const MARGIN: f64 = 0.08;
/// A start that is moved by px is rounded to this part of a px.
const PART_OF_PX: f64 = 0.1;

impl<P: Panels> Figure<P> {
    /// Changes the run, as a preview while a gesture lasts.
    ///
    /// # Errors
    /// Names the field whose value is not allowed; all stays as it was then.
    pub fn edit(&mut self, edit: &Edit, phase: Phase) -> Result<(), InputError> {
        let config = self.session.edited(edit)?;
        // A look at another part of the plane leaves the offer.
        let offered = match edit {
            Edit::Objective(_) => changed_racers(self.config(), &config),
            Edit::View(_) | Edit::UsualView => self.offered_racers.take(),
            _ => None,
        };
        if edit.starts_run() {
            self.announcer.forget_end();
            self.start_run(config, self.autoplay, phase);
            if phase == Phase::Commit {
                self.announce_change("run");
            }
        } else {
            self.replace_config(config, phase);
            if phase == Phase::Commit {
                self.end_gesture();
            }
        }
        self.offered_racers = offered;
        Ok(())
    }

    /// Whether racers that had been changed can be kept on the objective that was chosen since.
    #[must_use]
    pub fn offers_rates(&self) -> bool {
        self.offered_racers.is_some()
    }

    /// Puts the racers that ran before an objective was chosen onto it.
    pub fn keep_rates(&mut self) {
        if let Some(racers) = self.offered_racers.take() {
            let config = RunConfig { racers, ..self.config().clone() };
            self.show_committed(Some(config));
        }
    }

    /// Shows the race on a formula, as a preview while it is typed.
    ///
    /// # Errors
    /// Says in a sentence what was expected where; all stays as it was then.
    pub fn set_formula(&mut self, formula: &str, phase: Phase) -> Result<(), String> {
        self.edit(&Edit::Formula(formula.to_owned()), phase).map_err(|error| {
            let column = error
                .position
                .map_or(f64::NAN, |column| f64::from(u32::try_from(column).unwrap_or(u32::MAX)));
            fill(self.texts.formula_error, &[&error.allowed, &self.numbers.integer(column)])
        })
    }

    /// A gesture has ended: the run stays, and a race that played goes on, from the start.
    pub fn commit(&mut self) {
        self.session.commit();
        self.in_gesture = false;
        self.notify_panels(&Changed::nothing(Phase::Commit));
        self.end_gesture();
    }

    fn end_gesture(&mut self) {
        self.in_gesture = false;
        let Self { picture, session, .. } = self;
        if let Some(scene) = picture.scene_mut()
            && std::mem::take(&mut scene.is_passing)
        {
            picture.restart(session.runner());
        }
        if std::mem::take(&mut self.speaks_after_gesture) {
            self.announcer.request("");
        }
        if std::mem::take(&mut self.resumes_after_gesture) {
            self.playback.show(0);
            self.playback.play();
        }
        self.show_run();
        self.announce_change("run");
    }

    /// Shows the run before the last commit.
    pub fn undo(&mut self) {
        let config = self.session.undo();
        self.show_committed(config);
    }

    /// Shows the run after what was undone last.
    pub fn redo(&mut self) {
        let config = self.session.redo();
        self.show_committed(config);
    }

    fn show_committed(&mut self, config: Option<RunConfig>) {
        if let Some(config) = config {
            self.offered_racers = None;
            self.replace_config(config, Phase::Commit);
            self.end_gesture();
        }
    }

    /// Whether there is something to be undone.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.session.can_undo()
    }

    /// Whether there is something to be redone.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.session.can_redo()
    }

    /// Forgets the way back: where a page opens is where it begins.
    pub fn clear_history(&mut self) {
        self.session.clear_history();
    }

    /// Shows another run from where the last one stood.
    fn replace_config(&mut self, config: RunConfig, phase: Phase) {
        if config == *self.config() && phase == Phase::Preview {
            return;
        }
        self.with_panels(P::replacing);
        self.in_gesture = phase == Phase::Preview;
        self.playback.resize(config.steps);
        self.playback.is_articles = is_articles(&config);
        let until = self.scheduler.after(LONGEST_MS);
        let changed = self.session.replace_config(config, phase);
        if self.in_gesture && changed.trajectories && self.playback.is_playing() {
            self.resumes_after_gesture = true;
            self.playback.show_end();
        }
        let wanted = STEPS_AT_ONCE.min(self.config().steps);
        while self.runner().step_count() < wanted && !until.has_passed() {
            // An instant at a time, so that no more is computed than is wanted.
            if let Err(error) = self.session.compute(self.scheduler.after(0.0)) {
                self.end_early(error);
                break;
            }
        }
        if self.playback.is_waiting() {
            self.playback.tick(self.scheduler.now(), self.runner().step_count());
        }
        self.speaks_after_gesture |= changed.trajectories || changed.racers || changed.steps;
        // What has been said of a way is not said again.
        if changed.trajectories {
            self.announcer.forget_stops(self.runner().racer_count());
            self.arrivals.restart();
        }
        if changed.trajectories || changed.steps {
            self.announcer.forget_end();
        }
        self.show_run();
        self.picture.dirty.description |= changed.racer_count;
        if changed.field {
            self.picture.dirty.scene = true;
        } else if !self.picture.dirty.scene {
            // A picture that is to come is of this run, too.
            let Self { picture, session, in_gesture, .. } = self;
            if let Some(scene) = picture.scene_mut() {
                scene.is_passing = *in_gesture;
            }
            picture.restart(session.runner());
        }
        self.notify_panels(&changed);
        self.draw();
    }

    /// Shows as much of the run as there is memory for.
    pub(super) fn end_early(&mut self, error: InputError) {
        let config =
            RunConfig { steps: self.runner().step_count().max(1), ..self.config().clone() };
        if config.steps == self.config().steps {
            // Not even one step could be computed, and that has been said.
            return;
        }
        self.playback.resize(config.steps);
        // No step of undo: the reader has not asked for it.
        let changed = self.session.replace_config(config, Phase::Preview);
        self.notify_panels(&changed);
        self.show_run();
        self.refuse(&[(error, Outcome::Kept)]);
    }

    /// Has all racers start at a place of the picture, in CSS px.
    pub fn start_at(&mut self, place: Point, phase: Phase) {
        if let Some(view) = self.picture.view(self.runner()) {
            let start = view.to_objective(place);
            self.move_start(view, start, phase);
        }
    }

    /// Moves the start by parts of the picture's width and height, to the right and up.
    pub fn move_start_by(&mut self, [right, up]: [f64; 2], phase: Phase) {
        if let Some(view) = self.picture.view(self.runner()) {
            let Bounds { x, y } = view.bounds;
            let [start_x, start_y] = self.config().start;
            let start = [start_x + right * (x[1] - x[0]), start_y + up * (y[1] - y[0])];
            self.move_start(view, start, phase);
        }
    }

    /// Moves the start, in as many digits as px can tell.
    fn move_start(&mut self, view: View, start: [f64; 2], phase: Phase) {
        let Bounds { x, y } = view.bounds;
        let px = [(x[1] - x[0]) / view.width, (y[1] - y[0]) / view.height];
        let start = [0, 1].map(|axis| rounded(start[axis], decimals(px[axis] * PART_OF_PX)));
        // What a view can show can be started from.
        let _ = self.edit(&Edit::Start(start), phase);
    }

    /// Looks at a place in CSS px, or at the middle, from `factor` times as far away.
    pub fn zoom(&mut self, factor: f64, place: Option<Point>, phase: Phase) {
        let Some(view) = self.picture.view(self.runner()) else { return };
        let [x, y] = view.to_objective(place.unwrap_or([view.width / 2.0, view.height / 2.0]));
        let around = |[low, high]: [f64; 2], fixed: f64| {
            [fixed + (low - fixed) * factor, fixed + (high - fixed) * factor]
        };
        let bounds = Bounds { x: around(view.bounds.x, x), y: around(view.bounds.y, y) };
        self.look_at(bounds, phase);
    }

    /// Moves the view by so many CSS px, to the right and down.
    pub fn pan(&mut self, [right, down]: [f64; 2], phase: Phase) {
        let Some(view) = self.picture.view(self.runner()) else { return };
        let Bounds { x, y } = view.bounds;
        let right = right / view.width * (x[1] - x[0]);
        let up = -down / view.height * (y[1] - y[0]);
        let moved = |[low, high]: [f64; 2], by: f64| [low + by, high + by];
        self.look_at(Bounds { x: moved(x, right), y: moved(y, up) }, phase);
    }

    /// Looks at all trajectories as far as they are computed, in the proportions of the present view.
    /// Those that stopped do not count, or one that diverged would leave nothing of the others.
    pub fn fit_view(&mut self) {
        let Some(view) = self.picture.view(self.runner()) else { return };
        let [start_x, start_y] = self.config().start;
        let (mut x, mut y) = ([start_x; 2], [start_y; 2]);
        for (racer, config) in self.config().racers.iter().enumerate() {
            if !config.off
                && self.runner().status(racer) == Ok(Status::Running)
                && let Ok(path) = self.runner().trajectory(racer)
            {
                for iterate in path.as_chunks::<2>().0 {
                    x = [x[0].min(iterate[0]), x[1].max(iterate[0])];
                    y = [y[0].min(iterate[1]), y[1].max(iterate[1])];
                }
            }
        }
        let Bounds { x: present_x, y: present_y } = view.bounds;
        let (width, height) = (present_x[1] - present_x[0], present_y[1] - present_y[0]);
        let part = ((x[1] - x[0]) / width).max((y[1] - y[0]) / height) * (1.0 + 2.0 * MARGIN);
        // Where nobody has moved there is nothing to fit to.
        let part = if part > 0.0 { part } else { 1.0 };
        let around = |[low, high]: [f64; 2], size: f64| {
            let middle = low / 2.0 + high / 2.0;
            [middle - size / 2.0 * part, middle + size / 2.0 * part]
        };
        self.look_at(Bounds { x: around(x, width), y: around(y, height) }, Phase::Commit);
    }

    /// Looks at another part of the plane, unless numbers are too coarse there or end.
    fn look_at(&mut self, mut view: Bounds, phase: Phase) {
        for range in [&mut view.x, &mut view.y] {
            // As many digits as px can tell, for the address.
            let decimals = decimals((range[1] - range[0]) * COARSENESS);
            *range = [rounded(range[0], decimals), rounded(range[1], decimals)];
        }
        let can_be_seen = [view.x, view.y].iter().all(|[low, high]| {
            let width = high - low;
            width > low.abs().max(high.abs()) * NARROWEST && width < WIDEST
        });
        if can_be_seen {
            // It is a range of finite numbers.
            let _ = self.edit(&Edit::View(view), phase);
        }
    }
}

/// The racers of a run that was changed, if those of the next one are others.
fn changed_racers(before: &RunConfig, next: &RunConfig) -> Option<Vec<RacerConfig>> {
    let is_usual = article_preset(before).is_some()
        || before.racers == RacerConfig::one_of_each(&before.objective);
    (!is_usual && before.racers != next.racers).then(|| before.racers.clone())
}
