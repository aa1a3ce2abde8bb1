//! The objective as a surface in three dimensions, beside the map or instead of it: the same race at the same
//! step, turned as one likes.
//!
//! It has canvases of its own. The surface is painted anew when it is turned, trails grow on another canvas, and
//! only the heads change with every step. While it is not shown, it costs nothing.

mod view;

use downhill_plot::{Camera, HeadShapes, Palette, SurfaceLook, SurfacePlot, TrailShapes};
use serde::Serialize;

pub use self::view::{CameraView, SurfaceView};
use crate::effect::{Painting, Surface as Canvas};
use crate::history::Phase;
use crate::panel::{Context, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;

/// The cells along each side of the surface.
const CELLS: usize = 64;
/// Degrees to a CSS px by which a pointer moves.
const DEGREES: f64 = 0.4;
/// While a gesture changes the run or the view, the surface follows so often at most (ms).
const FOLLOWS_MS: f64 = 90.0;

/// Which pictures of the objective there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// The map alone.
    #[default]
    Map,
    /// The surface alone.
    Surface,
    /// Both, side by side.
    Both,
}

impl Layout {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Map, Self::Surface, Self::Both];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Surface => "surface",
            Self::Both => "both",
        }
    }

    /// The layout of that name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.name() == name)
    }
}

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SurfaceCommand {
    /// Shows these pictures.
    Layout(Layout),
    /// The surface's picture is now so wide and high, in CSS px; it is painted once this is known.
    Resize([f64; 2]),
    /// The pointer drags the surface by so many CSS px, to the right and down.
    Drag([f64; 2], Phase),
    /// A key turns the camera by so many degrees, around the box and up, and says where it is then.
    Turn([f64; 2]),
    /// Comes so many times as near.
    Zoom(f64, Phase),
    /// The gesture has ended.
    Rest,
    /// Has the surface let through what it hides, or not.
    SeeThrough(bool),
    /// Looks at it as at first.
    Reset,
}

/// See the [module](self).
#[derive(Default)]
pub struct Surface {
    layout: Layout,
    camera: Camera,
    /// The picture's size in CSS px, where the page has said it.
    size: Option<[f64; 2]>,
    /// Whether it lets through what it hides.
    sees_through: bool,
    /// Whether it is being turned.
    is_turning: bool,
    plot: Option<SurfacePlot>,
    /// The colours that it was made with.
    palette: Palette,
    stale: Stale,
    /// Whether f has no value anywhere.
    is_empty: bool,
    /// When the surface was made last (ms).
    made_ms: f64,
    /// The step that the heads show.
    shown: Option<u32>,
    /// Whether trails are painted in passing, to be painted properly at rest.
    is_sketched: bool,
    /// Whether labels keep their places when the next heads are painted.
    follows: bool,
    /// The racers that the surface hides, and those without a place on it.
    hidden: Vec<usize>,
    off_surface: Vec<usize>,
}

/// What is to be made or painted anew.
#[derive(Clone, Copy, Debug)]
struct Stale {
    /// The surface itself.
    mesh: bool,
    /// The racers' trails.
    run: bool,
    /// All that depends on where the camera is.
    look: bool,
}

impl Default for Stale {
    fn default() -> Self {
        Self { mesh: true, run: true, look: true }
    }
}

impl Surface {
    /// Whether it is shown.
    fn is_shown(&self) -> bool {
        self.layout != Layout::Map
    }

    /// Makes what is stale. False where there is nothing to be painted.
    fn update(&mut self, context: &Context<'_>, size: [f64; 2]) -> bool {
        let look = SurfaceLook {
            camera: self.camera,
            size,
            trail: 1.0,
            axes: true,
            sees_through: self.sees_through,
        };
        if self.stale.mesh || self.palette != context.palette {
            self.made_ms = context.frame_ms;
            self.palette = context.palette;
            self.plot = SurfacePlot::new(context.runner, CELLS, context.palette, look);
            self.is_empty = self.plot.is_none();
            self.stale = Stale { mesh: false, run: false, look: true };
        }
        let Some(plot) = &mut self.plot else { return false };
        if std::mem::take(&mut self.stale.run) {
            plot.restart(context.runner);
            self.shown = None;
        }
        if plot.look() != look {
            plot.set_look(context.runner, look);
            self.stale.look = true;
        }
        true
    }

    /// Paints trails and heads.
    fn paint_race(
        &mut self,
        context: &Context<'_>,
        is_late: &dyn Fn() -> bool,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        let Some(plot) = &mut self.plot else { return Work::Done };
        let (runner, step, size) = (context.runner, context.step, plot.look().size);
        let passes = self.is_turning || context.in_gesture;
        let trails = if passes {
            plot.passing_trails(runner, step)
        } else {
            plot.trails(runner, step, is_late)
        };
        self.is_sketched = passes;
        let is_complete = trails.is_complete;
        paint_trails(trails, size, paint);
        let follows = context.is_playing || passes;
        if self.shown != Some(step) || self.follows != follows {
            let HeadShapes { shapes, hidden, off_surface } =
                plot.heads(runner, step, Some(follows));
            paint(Painting::anew(Canvas::SurfaceHeads, size, shapes));
            (self.shown, self.follows) = (Some(step), follows);
            (self.hidden, self.off_surface) = (hidden, off_surface);
        }
        if is_complete { Work::Done } else { Work::Unfinished }
    }
}

fn paint_trails(trails: TrailShapes, size: [f64; 2], paint: &mut dyn FnMut(Painting)) {
    if trails.is_anew {
        for canvas in [Canvas::SurfaceOutlines, Canvas::SurfaceTrails] {
            paint(Painting::anew(canvas, size, Vec::new()));
        }
    }
    let TrailShapes { beneath, outlines, trails, .. } = trails;
    for (canvas, is_beneath, shapes) in [
        (Canvas::SurfaceOutlines, true, beneath),
        (Canvas::SurfaceOutlines, false, outlines),
        (Canvas::SurfaceTrails, false, trails),
    ] {
        if !shapes.is_empty() {
            paint(Painting { is_beneath, ..Painting::over(canvas, 1.0, shapes) });
        }
    }
}

impl Panel for Surface {
    type View = SurfaceView;
    type Command = SurfaceCommand;

    fn changed(&mut self, _: &Context<'_>, changed: &Changed) {
        self.stale.mesh |= changed.field;
        self.stale.run |= changed.trajectories || changed.racers || changed.steps;
    }

    fn command(&mut self, context: &Context<'_>, command: SurfaceCommand) -> Response {
        let mut turns = false;
        let mut phase = Phase::Commit;
        match command {
            SurfaceCommand::Layout(layout) => self.layout = layout,
            SurfaceCommand::Resize(size) => {
                let is_size = size.iter().all(|length| length.is_finite() && *length >= 1.0);
                self.size = is_size.then_some(size);
            }
            SurfaceCommand::Drag([right, down], lasts) => {
                self.camera = self.camera.turned(-DEGREES * right, DEGREES * down);
                phase = lasts;
            }
            SurfaceCommand::Turn([right, up]) => {
                self.camera = self.camera.turned(right, up);
                turns = true;
            }
            SurfaceCommand::Zoom(factor, lasts) => {
                self.camera = self.camera.zoomed(factor);
                phase = lasts;
            }
            SurfaceCommand::Rest => {}
            SurfaceCommand::SeeThrough(is_on) => self.sees_through = is_on,
            SurfaceCommand::Reset => self.camera = Camera::default(),
        }
        self.is_turning = phase == Phase::Preview;
        let announcement = turns.then(|| view::place_of(self.camera, context));
        Response { announcement, ..Response::default() }
    }

    fn work(
        &mut self,
        context: &Context<'_>,
        until: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        let Some(size) = self.size.filter(|_| self.is_shown()) else { return Work::Done };
        let since = context.frame_ms - self.made_ms;
        if context.in_gesture && self.stale.mesh && (0.0..FOLLOWS_MS).contains(&since) {
            return Work::Unfinished;
        }
        if !self.update(context, size) {
            if std::mem::take(&mut self.stale.look) {
                for canvas in [
                    Canvas::SurfaceGround,
                    Canvas::SurfaceOutlines,
                    Canvas::SurfaceTrails,
                    Canvas::SurfaceHeads,
                ] {
                    paint(Painting::anew(canvas, size, Vec::new()));
                }
            }
            return Work::Done;
        }
        let passes = self.is_turning || context.in_gesture;
        let is_at_rest_now = self.is_sketched && !passes;
        if let Some(plot) = &self.plot
            && (std::mem::take(&mut self.stale.look) || is_at_rest_now)
        {
            let ground = plot.ground(context.runner, passes);
            paint(Painting::anew(Canvas::SurfaceGround, size, ground));
            self.shown = None;
        } else if self.is_sketched && passes && self.shown == Some(context.step) {
            return Work::Done;
        }
        self.paint_race(context, &|| until.has_passed(), paint)
    }

    fn mark(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) -> Work {
        let is_ready = self.plot.is_some()
            && self.is_shown()
            && self.size.is_some()
            && !(self.stale.mesh || self.stale.run || self.stale.look);
        if !is_ready {
            return Work::Done;
        }
        // A few pieces of trails at once; more are left to the work of this and the next frames.
        self.paint_race(context, &|| true, paint)
    }

    fn view(&self, context: &Context<'_>) -> SurfaceView {
        view::view(self, context)
    }
}
