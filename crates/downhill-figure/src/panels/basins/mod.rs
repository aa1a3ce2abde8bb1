//! Maps of basins: where each racer ends from every start of the view, and how soon.
//!
//! The panel does not compute them. It says what is to be computed ([`JobView`](crate::JobView)); whoever shows the page has
//! that done elsewhere and hands in minima and slices. What belongs to an earlier job is ignored.

mod hovered;
mod job;
mod map;
mod maps;
mod marks;
mod view;

use downhill_plot::Identity;

use self::hovered::Hovered;
use self::job::Wanted;
use self::maps::{Maps, Next};
use crate::edit::Edit;
use crate::effect::Painting;
use crate::panel::{Context, Overlay, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;

pub use self::view::{BasinMapView, BasinsView, LegendView, MinimumView, ShareView};

/// Maps are painted so often at most while they become finer (ms).
const PAINT_MS: f64 = 100.0;
/// What stands beside them is counted anew so often at most (ms).
const COUNT_MS: f64 = 400.0;
/// While a gesture lasts, a job that has shown nothing yet is given up for another after so long (ms).
const PATIENCE_MS: f64 = 250.0;

/// What its controls ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum BasinsCommand {
    /// The panel is open, or not. Only what is seen is computed.
    Open(bool),
    /// Shows the map of the racer of this index alone and finer; none: the maps of all.
    Alone(Option<usize>),
    /// These minima, `[x0, y0, x1, y1, …]`, were found for the job of this number.
    Minima(u32, Vec<f64>),
    /// A slice of the job of this number was computed.
    Slice {
        /// The job.
        job: u32,
        /// The slice.
        slice: usize,
        /// Its numbers, as [`BasinPlan::compute`](downhill::basin::BasinPlan) gives them.
        numbers: Vec<u32>,
    },
    /// The pointer or the cursor is at a pixel of a map.
    Hover {
        /// The map.
        place: usize,
        /// The pixel, counted row by row from the lowest y.
        pixel: usize,
        /// Whether what is there is to be spoken.
        is_spoken: bool,
    },
    /// The pointer has left the maps.
    Leave,
    /// All racers are to start from the middle of this pixel.
    Choose(usize),
}

/// See the [module](self).
#[derive(Default)]
pub struct Basins {
    is_open: bool,
    alone: Option<usize>,
    /// The number of the last job.
    job: u32,
    maps: Option<Maps>,
    /// Whether the run may ask for other maps.
    is_pending: bool,
    started_ms: f64,
    /// Whether more is known than is painted, and whether a coarse picture of all maps is.
    is_stale: bool,
    is_painted: bool,
    painted_ms: f64,
    counted_ms: f64,
    epoch: u32,
    /// What stands beside the maps, as they were painted last.
    shown: view::Shown,
    hovered: Option<Hovered>,
}

impl Basins {
    /// The picture of the map at a place: RGBA, row by row from the greatest y, `columns` × `rows` pixels. It is empty
    /// before the map is known all over.
    #[must_use]
    pub fn image(&self, place: usize) -> Vec<u8> {
        let map = self.maps.as_ref().and_then(|maps| maps.map(place));
        map.map_or_else(Vec::new, |map| map.image().to_vec())
    }

    /// A sample of an outcome's colours, RGBA, `width` × `height` pixels: a minimum's from few steps to many.
    #[must_use]
    pub fn swatch(&self, code: u8, [width, height]: [usize; 2]) -> Vec<u8> {
        let maps = self.maps.as_ref();
        maps.map_or_else(Vec::new, |maps| maps.swatch(code, [width, height]))
    }

    /// Begins the job that the run asks for, if it is another and its time has come.
    fn begin(&mut self, context: &Context<'_>) {
        if !self.is_open || !self.is_pending {
            return;
        }
        let config = context.runner.config();
        self.alone = self.alone.filter(|racer| *racer < config.racers.len());
        let wanted = Wanted::of(config, self.alone);
        if let Some(maps) = &mut self.maps {
            if maps.wanted == wanted {
                self.is_pending = false;
                // Maps with the minima of an earlier run are a first look, and all there is while a gesture lasts.
                if !context.in_gesture && maps.seek() {
                    self.job = self.job.wrapping_add(1);
                }
                return;
            }
            let waited = context.frame_ms - self.started_ms;
            let has_patience = (0.0..PATIENCE_MS).contains(&waited);
            if context.in_gesture && has_patience && !maps.are_coarse() {
                return;
            }
        }
        self.is_pending = false;
        self.job = self.job.wrapping_add(1);
        self.started_ms = context.frame_ms;
        let mut next = Maps::after(self.maps.take(), wanted, context.palette.theme);
        if !context.in_gesture {
            // Nothing else is left where all maps are those of the run before.
            next.seek();
        }
        let can_wait = next.are_standing_in() && self.shown.is_of(&next);
        self.maps = Some(next);
        self.hovered = None;
        self.is_painted = false;
        if !can_wait {
            self.repaint(context);
        }
    }

    /// Whether what is known is to be painted now.
    fn is_paint_due(&self, context: &Context<'_>) -> bool {
        let Some(maps) = &self.maps else { return false };
        // A job that has just begun soon has all maps coarsely: they are painted together then.
        let since = context.frame_ms - self.painted_ms.max(self.started_ms);
        let is_first = !self.is_painted && maps.are_coarse();
        self.is_stale && (is_first || maps.are_complete() || !(0.0..PAINT_MS).contains(&since))
    }

    /// Has the page paint what is known.
    fn repaint(&mut self, context: &Context<'_>) {
        self.is_stale = false;
        self.painted_ms = context.frame_ms;
        self.epoch = self.epoch.wrapping_add(1);
        let Some(maps) = &self.maps else { return };
        let since = context.frame_ms - self.counted_ms;
        let is_first = !self.is_painted || maps.are_complete();
        self.is_painted = maps.are_coarse();
        let is_due = is_first || !(0.0..COUNT_MS).contains(&since);
        // While pictures of the run before are shown, so is what is said of them.
        if (is_due && !maps.are_standing_in()) || !self.shown.is_of(maps) {
            self.shown = view::Shown::of(context, maps);
            self.counted_ms = context.frame_ms;
        }
    }

    /// Shows the path from a pixel.
    fn hover(&mut self, context: &Context<'_>, place: usize, pixel: usize) {
        let is_other = self.hovered.as_ref().is_none_or(|hovered| !hovered.is_at(place, pixel));
        if is_other {
            self.hovered =
                self.maps.as_ref().and_then(|maps| Hovered::new(context, maps, place, pixel));
        }
    }

    /// The middle of a pixel, which is the same of all maps.
    fn start(&self, pixel: usize) -> Option<[f64; 2]> {
        self.maps.as_ref()?.map(0)?.start(pixel)
    }

    /// What is known of the pixel that is pointed at, in a sentence.
    fn hovered_text(&self, context: &Context<'_>) -> String {
        let (Some(hovered), Some(maps)) = (&self.hovered, &self.maps) else {
            return String::new();
        };
        view::hovered(context, maps, hovered)
    }
}

impl Panel for Basins {
    type View = BasinsView;
    type Command = BasinsCommand;

    fn changed(&mut self, context: &Context<'_>, changed: &Changed) {
        if changed.trajectories || changed.racers || changed.steps || changed.field {
            self.hovered = None;
        }
        if changed.appearance {
            if let Some(maps) = &mut self.maps {
                self.is_stale |= maps.set_theme(context.palette.theme);
            }
            if let Some(hovered) = &mut self.hovered {
                hovered.draw(context);
            }
        }
        self.is_pending = true;
        let job = self.job;
        self.begin(context);
        // Labels can change without another job.
        self.is_stale |= changed.racers && job == self.job;
    }

    fn command(&mut self, context: &Context<'_>, command: BasinsCommand) -> Response {
        match command {
            BasinsCommand::Open(is_open) => {
                if !is_open {
                    self.hovered = None;
                }
                self.is_open = is_open;
                self.is_pending = true;
                self.begin(context);
            }
            BasinsCommand::Alone(racer) => {
                self.alone = racer;
                self.is_pending = true;
                self.begin(context);
            }
            BasinsCommand::Minima(job, numbers) => {
                if let Some(maps) = self.maps.as_mut().filter(|_| job == self.job) {
                    match maps.set_minima(numbers.as_chunks().0.to_vec()) {
                        Next::AnotherJob => self.job = self.job.wrapping_add(1),
                        // They are painted together once all are there coarsely.
                        Next::SameJob => {
                            (self.is_painted, self.started_ms) = (false, context.frame_ms);
                        }
                    }
                }
            }
            BasinsCommand::Slice { job, slice, numbers } => {
                if let Some(maps) = self.maps.as_mut().filter(|_| job == self.job) {
                    maps.put(slice, &numbers);
                    self.is_stale = true;
                    // After a first look follow the maps whose minima are found for them.
                    self.is_pending |= maps.is_first_look() && maps.are_coarse();
                }
            }
            BasinsCommand::Hover { place, pixel, is_spoken } => {
                self.hover(context, place, pixel);
                let announcement = is_spoken.then(|| self.hovered_text(context));
                return Response { announcement, ..Response::default() };
            }
            BasinsCommand::Leave => self.hovered = None,
            BasinsCommand::Choose(pixel) => {
                let edit = self.start(pixel).map(Edit::Start);
                return Response { edit, ..Response::default() };
            }
        }
        Response::default()
    }

    fn work(
        &mut self,
        context: &Context<'_>,
        until: Deadline,
        _: &mut dyn FnMut(Painting),
    ) -> Work {
        if self.is_open && self.is_paint_due(context) {
            self.repaint(context);
        }
        self.begin(context);
        let mut work = Work::Done;
        if let Some(hovered) = &mut self.hovered
            && !hovered.advance(context, || !until.has_passed())
        {
            work = Work::Unfinished;
        }
        if self.is_open && (self.is_stale || self.is_pending) {
            work = Work::Unfinished;
        }
        work
    }

    fn overlay(&self, context: &Context<'_>) -> Option<Overlay> {
        let (Some(view), Some(maps), true) = (context.view, &self.maps, self.is_open) else {
            return None;
        };
        let mut shapes = Vec::new();
        if let Some(hovered) = &self.hovered {
            shapes.extend(hovered.shapes().iter().cloned());
        }
        marks::add(&mut shapes, maps, view, context.palette);
        Some(Overlay { shapes, peeked: None })
    }

    fn view(&self, context: &Context<'_>) -> BasinsView {
        let (Some(maps), true) = (&self.maps, self.is_open) else { return BasinsView::default() };
        BasinsView {
            job: maps.job(self.job),
            alone: self.alone,
            columns: maps.size()[0],
            rows: maps.size()[1],
            epoch: self.epoch,
            hovered: self.hovered_text(context),
            is_running: !maps.is_done(),
            ..self.shown.view(context)
        }
    }
}

/// What tells a racer from the others.
fn identity(context: &Context<'_>, racer: usize) -> Option<Identity> {
    Identity::of(context.runner.config(), context.palette).into_iter().nth(racer)
}
