//! The racers' trails on a surface, and how far they have been drawn.

use downhill::OptimizerRunner;

use super::plot::SurfaceLook;
use super::sight::Sight;
use crate::color::{DARK, LIGHT};
use crate::identity::Identity;
use crate::labels::Occupancy;
use crate::palette::Palette;
use crate::shape::{Dash, Point, Shape, Stroke};
use crate::sharing::{Ground, Sharing};
use crate::trail::{Trail, in_order};
use crate::trails::{OUTLINES, PALE, THIN, WIDTH};
use crate::view::{View, between};

/// The width of the rim around trails without outlines, on each side in CSS px: it parts them from shades
/// of the surface that are darker than the map's ground.
const RIM: f64 = 0.8;
/// How much wider the gaps between dashes are than the trail, in CSS px.
const FRINGE: f64 = 0.5;
/// Where one sees through the surface, hidden parts are dotted: the width of dots against that of trails, and
/// their distance in CSS px, which is that of a trail's pieces.
const DOT: f64 = 0.75;
const DOTS: f64 = 6.0;
/// So many pieces are drawn before the time is looked at.
const PIECES_PER_CHECK: usize = 64;
/// So many vertices of a racer's trail are drawn while the surface is turned: its latest.
const MOST_PASSING: usize = 3000;

/// What is to be painted of trails, in this order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrailShapes {
    /// Whether all trails that were painted are to be removed first.
    pub is_anew: bool,
    /// Outer outlines, which lie beneath all outlines that are there.
    pub beneath: Vec<Shape>,
    /// Inner outlines, over those.
    pub outlines: Vec<Shape>,
    /// The trails, over all outlines.
    pub trails: Vec<Shape>,
    /// Whether this was all.
    pub is_complete: bool,
}

impl TrailShapes {
    /// Whether there is nothing to be painted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.is_anew
            && self.beneath.is_empty()
            && self.outlines.is_empty()
            && self.trails.is_empty()
    }
}

/// The trails of all racers over the unit square.
pub(crate) struct Paths {
    /// Each racer's trail on a map as large as the square is in the picture.
    trails: Vec<Trail>,
    pub(crate) racers: Vec<Identity>,
    map: View,
    palette: Palette,
    sees_through: bool,
    width: f64,
    sharing: Sharing,
    /// Where trails have been drawn, so that labels can avoid them.
    pub(crate) occupied: Occupancy,
    /// The step up to which complete pieces have been drawn; none if all are to be drawn anew.
    drawn: Option<u32>,
}

impl Paths {
    /// The trails of a run at its start, in a picture of `size` CSS px in which the square's sides are about
    /// `side` CSS px long.
    pub(crate) fn new(
        runner: &OptimizerRunner,
        palette: Palette,
        look: SurfaceLook,
        side: f64,
    ) -> Self {
        let (config, size) = (runner.config(), look.size);
        let racers = Identity::of(config, palette);
        let map = View { bounds: config.view, width: side, height: side };
        let picture = View { bounds: config.view, width: size[0], height: size[1] };
        let width = look.trail * WIDTH * picture.scale();
        Self {
            trails: racers.iter().map(|_| Trail::new(map, config.start)).collect(),
            racers,
            map,
            palette,
            sees_through: look.sees_through,
            width,
            sharing: Sharing::new(size, width),
            occupied: Occupancy::new(size),
            drawn: None,
        }
    }

    /// The side of the square for which trails are exact enough if it is so long in the picture.
    pub(crate) fn side(length: f64) -> f64 {
        let mut side = 256.0;
        while side < length {
            side *= 2.0;
        }
        side
    }

    /// Whether trails are those of this side.
    pub(crate) fn has_side(&self, side: f64) -> bool {
        self.map.width == side
    }

    /// Has everything be drawn anew.
    pub(crate) fn forget(&mut self) {
        self.drawn = None;
    }

    /// Where a place of the objective is in the unit square, if it is not too far away.
    pub(crate) fn on_square(&self, place: [f64; 2]) -> Point {
        square(&self.map, self.map.to_px(place))
    }

    /// What is to be painted of the pieces that are complete after `step` steps, until it `is_late`. `runner`
    /// must have computed these steps.
    pub(crate) fn draw(
        &mut self,
        sight: &Sight<'_>,
        runner: &OptimizerRunner,
        step: u32,
        is_late: &dyn Fn() -> bool,
    ) -> TrailShapes {
        let mut shapes = TrailShapes::default();
        if self.drawn.is_none_or(|drawn| drawn > step) {
            self.clear();
            shapes.is_anew = true;
        }
        self.grow(runner, step);
        let pieces = in_order(&self.trails, self.drawn, step);
        let mut count = 0;
        for due in pieces.chunk_by(|(_, piece), (_, next)| piece.step == next.step) {
            for (racer, piece) in due {
                let path = self.trails[*racer].points(piece);
                for line in self.visible(sight, &path) {
                    let mut ground = self.sharing.add(*racer, &line);
                    if ground == Ground::Free && piece.is_repeated_excursion {
                        ground = Ground::Worn;
                    }
                    self.occupied.add_line(&line);
                    self.stroke(*racer, line, &ground, &mut shapes);
                }
                self.add_hidden(sight, *racer, &path, &mut shapes);
            }
            self.drawn = due.last().map(|(_, piece)| piece.step);
            count += due.len();
            if count >= PIECES_PER_CHECK && is_late() {
                return shapes;
            }
            count %= PIECES_PER_CHECK;
        }
        self.drawn = Some(step);
        shapes.is_complete = true;
        shapes
    }

    /// What is to be painted of trails up to `step` while the surface is turned: whole lines, which is faster.
    pub(crate) fn sketch(
        &mut self,
        sight: &Sight<'_>,
        runner: &OptimizerRunner,
        step: u32,
    ) -> TrailShapes {
        let mut shapes = TrailShapes { is_anew: true, is_complete: true, ..TrailShapes::default() };
        self.clear();
        self.grow(runner, step);
        for racer in 0..self.trails.len() {
            let mut left = MOST_PASSING;
            for path in self.trails[racer].lines_until(step).iter().rev() {
                let path = &path[path.len().saturating_sub(left)..];
                left -= path.len();
                for line in self.visible(sight, path) {
                    self.occupied.add_line(&line);
                    self.stroke(racer, line, &Ground::Free, &mut shapes);
                }
                self.add_hidden(sight, racer, path, &mut shapes);
            }
        }
        self.drawn = None;
        shapes
    }

    /// The pieces under way after `step` steps, to be painted with the heads.
    pub(crate) fn under_way(&self, sight: &Sight<'_>, step: u32) -> Vec<Shape> {
        let mut shapes = TrailShapes::default();
        for (racer, trail) in self.trails.iter().enumerate() {
            for line in self.visible(sight, &trail.under_way(step)) {
                self.stroke(racer, line, &Ground::Free, &mut shapes);
            }
        }
        let TrailShapes { beneath, outlines, trails, .. } = shapes;
        [beneath, outlines, trails].concat()
    }

    fn clear(&mut self) {
        self.sharing.clear();
        self.occupied.clear();
        self.drawn = None;
    }

    fn grow(&mut self, runner: &OptimizerRunner, step: u32) {
        for (index, trail) in self.trails.iter_mut().enumerate() {
            if !self.racers[index].off
                && let Ok(trajectory) = runner.trajectory(index)
            {
                trail.grow(trajectory, step);
            }
        }
    }

    /// The parts of a path of the map that lie on the surface and are seen, in CSS px.
    fn visible(&self, sight: &Sight<'_>, path: &[Point]) -> Vec<Vec<Point>> {
        self.on_surface(path).iter().flat_map(|path| sight.visible(path)).collect()
    }

    /// Adds the parts of a path that the surface hides, where one sees through it.
    fn add_hidden(
        &self,
        sight: &Sight<'_>,
        racer: usize,
        path: &[Point],
        shapes: &mut TrailShapes,
    ) {
        if !self.sees_through {
            return;
        }
        for points in self.on_surface(path).iter().flat_map(|path| sight.hidden(path)) {
            let dash = Some(Dash { pattern: vec![0.01, DOTS], offset: 0.0 });
            let Identity { color, .. } = self.racers[racer];
            let stroke = Stroke { color, width: DOT * self.width, dash };
            shapes.trails.push(Shape::Line { points, stroke });
        }
    }

    /// The parts of a path of the map that lie inside of it, in parts of the unit square.
    fn on_surface(&self, path: &[Point]) -> Vec<Vec<Point>> {
        let mut inside: Vec<Vec<Point>> = Vec::new();
        for pair in path.windows(2) {
            let Some([enter, leave]) = self.map.clip(pair[0], pair[1], 0.0) else { continue };
            let [from, to] = [enter, leave].map(|part| between(pair[0], pair[1], part));
            match inside.last_mut() {
                Some(line) if line.last() == Some(&from) => line.push(to),
                _ => inside.push(vec![from, to]),
            }
        }
        for point in inside.iter_mut().flatten() {
            *point = square(&self.map, *point);
        }
        inside
    }

    /// Adds the strokes of a line.
    fn stroke(&self, racer: usize, line: Vec<Point>, ground: &Ground, shapes: &mut TrailShapes) {
        let Identity { has_outline, color, .. } = self.racers[racer];
        let drawn = |points: Vec<Point>, color, width| Shape::Line {
            points,
            stroke: Stroke::solid(color, width),
        };
        if has_outline {
            shapes.beneath.push(drawn(line.clone(), DARK, OUTLINES[0] * self.width));
            shapes.outlines.push(drawn(line.clone(), LIGHT, OUTLINES[1] * self.width));
        } else {
            shapes.beneath.push(drawn(line.clone(), self.palette.halo(), self.width + 2.0 * RIM));
        }
        match ground {
            Ground::Worn if !self.palette.is_article => {
                let pale = color.mixed(self.palette.ground(0.5), PALE);
                shapes.trails.push(drawn(line, pale, THIN * self.width));
            }
            Ground::Shared(dashes) => {
                for part in dashes.parts.iter().filter(|_| !has_outline) {
                    let gap = drawn(part.clone(), self.palette.halo(), self.width + FRINGE);
                    shapes.trails.push(gap);
                }
                let colored = if has_outline { &dashes.parts } else { &dashes.colored };
                shapes
                    .trails
                    .extend(colored.iter().map(|part| drawn(part.clone(), color, self.width)));
            }
            Ground::Free | Ground::Worn => shapes.trails.push(drawn(line, color, self.width)),
        }
    }
}

/// The place of the unit square at a point of its map.
fn square(map: &View, [x, y]: Point) -> Point {
    [x / map.width, 1.0 - y / map.height]
}
