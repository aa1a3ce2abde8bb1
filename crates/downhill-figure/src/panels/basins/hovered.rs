//! The path from the pixel that is pointed at.

use downhill::Status;
use downhill_math::Walker;
use downhill_plot::{Point, Shape, marker, polylines};

use super::identity;
use super::maps::Maps;
use crate::panel::Context;

/// So many steps are taken at once, the others in the frames that follow.
const AT_ONCE: u32 = 20_000;
/// So many between looks at the clock.
const BETWEEN_LOOKS: u32 = 500;
/// Places nearer to the last one than this are left out (CSS px), and a path has so many at most.
const NEAR: f64 = 0.7;
const MOST: usize = 20_000;
/// How wide the path is with what lies beneath its colour (CSS px).
const WIDTH: f64 = 2.6;
const BENEATH: f64 = 5.4;

/// A racer on its way from the middle of a pixel.
pub(super) struct Hovered {
    place: usize,
    pub(super) pixel: usize,
    pub(super) racer: usize,
    pub(super) start: [f64; 2],
    walker: Walker,
    taken: u32,
    /// `[x0, y0, x1, y1, …]`, without places that cannot be told apart.
    path: Vec<f64>,
    shapes: Vec<Shape>,
}

impl Hovered {
    /// The path from a pixel of the map at a place, as far as it goes at once; none where there is no such
    /// pixel.
    pub(super) fn new(
        context: &Context<'_>,
        maps: &Maps,
        place: usize,
        pixel: usize,
    ) -> Option<Self> {
        let config = context.runner.config();
        let racer = *maps.wanted.options.racers.get(place)?;
        let start = maps.map(place)?.start(pixel)?;
        let training = config.racers.get(racer)?.training();
        let walker = Walker::new(training, &config.objective, start, config.noise.of(racer));
        let shapes = Vec::new();
        let path = start.to_vec();
        let mut hovered = Self { place, pixel, racer, start, walker, taken: 0, path, shapes };
        let mut looks = AT_ONCE / BETWEEN_LOOKS;
        hovered.advance(context, || {
            looks -= 1;
            looks > 0
        });
        Some(hovered)
    }

    pub(super) fn is_at(&self, place: usize, pixel: usize) -> bool {
        self.place == place && self.pixel == pixel
    }

    /// The map that it is on.
    pub(super) fn place(&self) -> usize {
        self.place
    }

    /// What lies over the picture of the race.
    pub(super) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// Takes steps while `goes_on`; true at the end of the run.
    pub(super) fn advance(
        &mut self,
        context: &Context<'_>,
        mut goes_on: impl FnMut() -> bool,
    ) -> bool {
        let config = context.runner.config();
        let Some(view) = context.view else { return true };
        let before = self.taken;
        let mut last = last_px(&self.path, |point| view.to_px(point));
        while self.taken < config.steps && self.walker.status() == Status::Running {
            self.walker.advance(&config.objective, self.taken, 1);
            self.taken += 1;
            let at = self.walker.point();
            let px = view.to_px(at);
            let [across, down] = [px[0] - last[0], px[1] - last[1]];
            let is_apart = across * across + down * down > NEAR * NEAR;
            if is_apart && self.path.len() < 2 * MOST {
                self.path.extend(at);
                last = px;
            }
            if self.taken.is_multiple_of(BETWEEN_LOOKS) && !goes_on() {
                break;
            }
        }
        if self.taken != before {
            self.draw(context);
        }
        self.taken >= config.steps || self.walker.status() != Status::Running
    }

    /// Draws the path so far, with the racer's head at its end.
    pub(super) fn draw(&mut self, context: &Context<'_>) {
        self.shapes.clear();
        let (Some(view), Some(racer)) = (context.view, identity(context, self.racer)) else {
            return;
        };
        let shapes = &mut self.shapes;
        polylines(shapes, view, &self.path, context.palette.halo(), BENEATH, &[]);
        polylines(shapes, view, &self.path, racer.color, WIDTH, &[]);
        let head = view.to_px(self.walker.point());
        if view.contains(head) {
            shapes.append(&mut marker(&racer, head));
        }
    }
}

/// The px of the last place of a path.
fn last_px(path: &[f64], to_px: impl Fn([f64; 2]) -> Point) -> Point {
    path.last_chunk().map_or([f64::NEG_INFINITY; 2], |point| to_px(*point))
}
