//! The run as the page's controls change it: at once, on the same field where that is possible, and
//! without losing the step that is shown.

use downhill::decimal::{decimals, rounded};
use downhill::{Bounds, RunConfig, Status};
use downhill_plot::View;

use super::State;
use crate::clock::now;

/// So many steps of a run that is changed are computed before it is shown.
const AT_ONCE: u32 = 1000;
/// But no longer than this (ms).
const LONGEST_MS: f64 = 30.0;
/// A view is no narrower than this part of its distance from the origin, and no wider than that.
const NARROWEST: f64 = 1e-12;
const WIDEST: f64 = 1e100;
/// Its bounds are rounded to this part of its width.
const COARSENESS: f64 = 1e-4;
/// How much of the picture lies around trajectories that it is fitted to, on each side.
const MARGIN: f64 = 0.08;

impl State {
    /// Shows the run that a line of text describes, with the preset as which it began, or says what of
    /// it is not allowed. While a gesture lasts it is `moving`: a race that played stands at its end then.
    pub(crate) fn edit(&mut self, line: &str, moving: bool) -> Result<(), String> {
        let config = RunConfig::from_text(line).map_err(|mut error| {
            // Nobody has seen the line.
            error.position = None;
            error.to_string()
        })?;
        self.lab.is_gif = line.starts_with("preset=article-gif&");
        self.exchange(config, moving);
        Ok(())
    }

    /// A gesture has ended: a race that played goes on, from the start.
    pub(crate) fn rest(&mut self) {
        if std::mem::take(&mut self.moving)
            && let Some(picture) = &mut self.picture
        {
            picture.is_passing = false;
            self.restart_picture();
            self.drawn = false;
        }
        self.say = Some("");
        self.tell_objective();
        if std::mem::take(&mut self.held) {
            self.player.show(0);
            self.player.play();
        }
        self.lab_changed(false);
        self.announce_change("run");
    }

    /// Shows another run from where the last one stood.
    pub(super) fn exchange(&mut self, config: RunConfig, moving: bool) {
        let before = self.config();
        if config == *before {
            return;
        }
        let has_same_objective = config.objective == before.objective;
        let has_same_field =
            has_same_objective && config.view == before.view && config.levels == before.levels;
        let has_same_rows = config.racers.len() == before.racers.len();
        let has_same_end = config.steps == before.steps;
        let has_same_lines = config.racers == before.racers && has_same_end;
        self.moving = moving;
        self.player.resize(config.steps);
        let begun = now();
        let is_same_way = self.runner.exchange(config);
        if !(is_same_way && has_same_lines) {
            self.lab.charted.restart();
        }
        if moving && !is_same_way && self.player.is_playing() {
            self.held = true;
            self.player.show_end();
        }
        let wanted = AT_ONCE.min(self.config().steps);
        while self.runner.step_count() < wanted && now() < begun + LONGEST_MS {
            if let Err(error) = self.runner.advance(|| false) {
                self.end_early(error);
                break;
            }
        }
        if self.player.is_waiting() {
            self.player.tick(begun, self.runner.step_count());
        }
        // What has been said of a way is not said again.
        if !is_same_way {
            self.told_stops = vec![false; self.runner.racer_count()];
        }
        self.told_end &= is_same_way && has_same_end;
        if has_same_rows {
            self.set("seek", "max", self.config().steps.into());
            self.name_racers();
            if !moving || !has_same_objective {
                self.tell_objective();
            }
        } else {
            self.describe();
        }
        match &mut self.picture {
            // A picture that is to come is of this run, too.
            _ if self.stale => {}
            Some(picture) if has_same_field => {
                picture.is_passing = moving;
                self.described &= self.restart_picture();
                self.draw();
            }
            _ => self.stale = true,
        }
        self.lab_changed(moving);
    }

    /// Begins the trails anew on the same field. True where the racers look as they did.
    fn restart_picture(&mut self) -> bool {
        self.lab.inspected = None;
        let Some(picture) = &mut self.picture else { return true };
        picture.restart(&self.runner)
    }

    /// Looks at the place `at` (CSS px) from `factor` times as far away; NaN is the middle.
    pub(crate) fn zoom(&mut self, factor: f64, at: [f64; 2], moving: bool) {
        let Some(view) = self.view() else { return };
        let at = if at[0].is_nan() { [view.width / 2.0, view.height / 2.0] } else { at };
        let [x, y] = view.to_objective(at);
        let around =
            |[low, high]: [f64; 2], at: f64| [at + (low - at) * factor, at + (high - at) * factor];
        self.look(Bounds { x: around(view.bounds.x, x), y: around(view.bounds.y, y) }, moving);
    }

    /// Moves the view by so many CSS px, to the right and down.
    pub(crate) fn pan(&mut self, [right, down]: [f64; 2], moving: bool) {
        let Some(view) = self.view() else { return };
        let Bounds { x, y } = view.bounds;
        let right = right / view.width * (x[1] - x[0]);
        let up = -down / view.height * (y[1] - y[0]);
        let by = |[low, high]: [f64; 2], way: f64| [low + way, high + way];
        self.look(Bounds { x: by(x, right), y: by(y, up) }, moving);
    }

    /// Looks at all trajectories as far as they are computed, in the proportions of the present view;
    /// those that stopped do not count, or one that diverged would leave nothing of the others.
    pub(super) fn fit(&mut self) {
        let Some(view) = self.view() else { return };
        let [start_x, start_y] = self.config().start;
        let (mut x, mut y) = ([start_x; 2], [start_y; 2]);
        for (racer, of) in self.config().racers.iter().enumerate() {
            if !of.off
                && self.runner.status(racer) == Ok(Status::Running)
                && let Ok(path) = self.runner.trajectory(racer)
            {
                for iterate in path.as_chunks::<2>().0 {
                    x = [x[0].min(iterate[0]), x[1].max(iterate[0])];
                    y = [y[0].min(iterate[1]), y[1].max(iterate[1])];
                }
            }
        }
        let of = view.bounds;
        let (width, height) = (of.x[1] - of.x[0], of.y[1] - of.y[0]);
        let part = ((x[1] - x[0]) / width).max((y[1] - y[0]) / height) * (1.0 + 2.0 * MARGIN);
        // Where nobody has moved there is nothing to fit to.
        let part = if part > 0.0 { part } else { 1.0 };
        let around = |[low, high]: [f64; 2], size: f64| {
            let middle = low / 2.0 + high / 2.0;
            [middle - size / 2.0 * part, middle + size / 2.0 * part]
        };
        self.look(Bounds { x: around(x, width), y: around(y, height) }, false);
    }

    /// Looks at what the objective is usually seen in.
    pub(super) fn look_home(&mut self) {
        let usual = RunConfig::on(self.config().objective.clone());
        self.look(usual.view, false);
    }

    /// Looks at another part of the plane, unless numbers are too coarse there or end.
    fn look(&mut self, mut view: Bounds, moving: bool) {
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
            let mut config = self.config().clone();
            config.view = view;
            self.exchange(config, moving);
        }
    }

    pub(super) fn view(&self) -> Option<View> {
        let ([width, height], _) = self.size?;
        Some(View { bounds: self.config().view, width, height })
    }
}
