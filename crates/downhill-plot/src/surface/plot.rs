//! The picture of a surface.

use downhill::{Minimum, OptimizerRunner, Survey};

use super::camera::{Camera, Projection};
use super::faces::faces;
use super::frame::{BoxAxis, frame, margins, most_numbers};
use super::height::Heights;
use super::mesh::{Mesh, samples};
use super::paths::{Paths, TrailShapes};
use super::sight::Sight;
use crate::arrival::{Standing, marked, place, stop};
use crate::identity::Identity;
use crate::marker::sized_marker;
use crate::names::Names;
use crate::palette::Palette;
use crate::shape::{Point, Shape, Stroke};
use crate::view::View;

/// The width of isolines in CSS px.
const ISOLINE: f64 = 0.8;
/// How much the channels of cells may differ that are painted as one while the surface is turned.
const PASSING: u8 = 5;
/// So many cells of a path are looked at as one while the surface is turned.
const PASSING_REACH: f64 = 2.0;
/// The opacity of a head that is seen through the surface, and its size against that of others.
const FAINT: f64 = 0.4;
const FAINT_SIZE: f64 = 0.85;
/// Outside of the picture, in CSS px.
const OUTSIDE: f64 = 1e5;

/// How a surface is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfaceLook {
    /// From where.
    pub camera: Camera,
    /// The size of the picture in CSS px.
    pub size: [f64; 2],
    /// The width of trails as a multiple of the usual width.
    pub trail: f64,
    /// Whether the box has axes with numbers.
    pub axes: bool,
    /// Whether the surface lets through what it hides: trails dotted, and heads faintly.
    pub sees_through: bool,
}

/// The heads of racers on a surface.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadShapes {
    /// What is to be painted.
    pub shapes: Vec<Shape>,
    /// The racers that the surface hides.
    pub hidden: Vec<usize>,
    /// The racers at whose place there is no surface: f is not defined there, or beyond the box.
    pub off_surface: Vec<usize>,
}

/// An objective's surface, with the trails of a run on it.
pub struct SurfacePlot {
    survey: Survey,
    axis: Heights,
    mesh: Mesh,
    palette: Palette,
    minima: Vec<Minimum>,
    look: SurfaceLook,
    projection: Projection,
    paths: Paths,
    names: Names,
    /// Whether the marks of start and minima are where they are seen now.
    is_labelled: bool,
}

impl SurfacePlot {
    /// The surface of a run in its view, of `cells` × `cells` cells. None if f has no value anywhere.
    #[must_use]
    pub fn new(
        runner: &OptimizerRunner,
        cells: usize,
        palette: Palette,
        look: SurfaceLook,
    ) -> Option<Self> {
        let config = runner.config();
        let survey = config.survey();
        let cells = cells.clamp(2, 512);
        let samples = samples(&config.objective, config.view, cells);
        let axis = Heights::of(&survey, &samples)?;
        let mesh = Mesh::new(config, &survey, &axis, cells, &samples, palette);
        let minima = if palette.is_article {
            Vec::new()
        } else {
            marked(&config.objective, config.view, &survey)
        };
        let projection = projection(look);
        Some(Self {
            paths: paths(runner, palette, look),
            names: Names::new(picture(look.size), palette, [-OUTSIDE; 2]),
            survey,
            axis,
            mesh,
            palette,
            minima,
            look,
            projection,
            is_labelled: false,
        })
    }

    /// How it is looked at.
    #[must_use]
    pub const fn look(&self) -> SurfaceLook {
        self.look
    }

    /// Looks at it in another way: all of it is to be painted anew.
    pub fn set_look(&mut self, runner: &OptimizerRunner, look: SurfaceLook) {
        let has_same_size = SurfaceLook { camera: look.camera, ..self.look } == look;
        self.look = look;
        self.projection = projection(look);
        if has_same_size && self.paths.has_side(Paths::side(self.projection.side_length())) {
            self.paths.forget();
        } else {
            self.paths = paths(runner, self.palette, look);
        }
        self.is_labelled = false;
    }

    /// Begins anew with the trails of a run on the same surface.
    pub fn restart(&mut self, runner: &OptimizerRunner) {
        self.paths = paths(runner, self.palette, self.look);
        self.is_labelled = false;
    }

    /// Whether the axis of values is logarithmic.
    #[must_use]
    pub fn is_logarithmic(&self) -> bool {
        self.axis.is_logarithmic()
    }

    /// The box, the surface, and its isolines.
    ///
    /// With `passes` another picture will soon follow, as while the surface is turned. Then it has fewer shades,
    /// which is faster.
    #[must_use]
    pub fn ground(&self, runner: &OptimizerRunner, passes: bool) -> Vec<Shape> {
        let mut shapes = self.frame(runner);
        let tolerance = if passes { PASSING } else { 0 };
        shapes.append(&mut faces(&self.mesh, &self.projection, tolerance));
        if !self.palette.is_article {
            let stroke = Stroke::solid(self.palette.isoline(), ISOLINE);
            let reach = if passes { PASSING_REACH } else { 0.0 };
            let sight = Sight { reach, ..self.sight() };
            for path in &self.mesh.isolines {
                for points in sight.visible(path) {
                    shapes.push(Shape::Line { points, stroke: stroke.clone() });
                }
            }
        }
        shapes
    }

    /// The box.
    fn frame(&self, runner: &OptimizerRunner) -> Vec<Shape> {
        let (size, bounds) = (self.look.size, runner.config().view);
        let most = most_numbers(size);
        let axes = [
            BoxAxis::of("x", bounds.x, most),
            BoxAxis::of("y", bounds.y, most),
            BoxAxis { name: "f(x, y)", numbers: self.axis.numbers(&self.survey, most) },
        ];
        frame(&self.projection, size, &axes, self.look.axes, self.palette.beside())
    }

    /// What is to be painted of the trails after `step` steps, in addition to what was painted before, until
    /// it `is_late`. `runner` must have computed these steps.
    pub fn trails(
        &mut self,
        runner: &OptimizerRunner,
        step: u32,
        is_late: &dyn Fn() -> bool,
    ) -> TrailShapes {
        let sight = Sight { mesh: &self.mesh, projection: &self.projection, reach: 0.0 };
        self.paths.draw(&sight, runner, step, is_late)
    }

    /// What is to be painted of the trails while the surface is turned: whole lines, which is faster.
    pub fn passing_trails(&mut self, runner: &OptimizerRunner, step: u32) -> TrailShapes {
        let sight = Sight { mesh: &self.mesh, projection: &self.projection, reach: PASSING_REACH };
        self.paths.sketch(&sight, runner, step)
    }

    /// The heads after `step` steps. With `labelling` they have labels; if it is `Some(true)`, these keep
    /// their places of the picture before as long as they can.
    pub fn heads(
        &mut self,
        runner: &OptimizerRunner,
        step: u32,
        labelling: Option<bool>,
    ) -> HeadShapes {
        let shapes = self.paths.under_way(&self.sight(), step);
        let mut heads = HeadShapes { shapes, ..HeadShapes::default() };
        if !self.is_labelled {
            self.annotate(runner);
        }
        let mut standings = Vec::new();
        for (index, racer) in self.paths.racers.iter().enumerate() {
            let Some(iterate) = runner.iterate(index, step).filter(|_| !racer.off) else {
                continue;
            };
            let on = self.paths.on_square(iterate);
            let at = if is_inside(on) {
                let Some(place) = self.sight().place(on) else {
                    heads.off_surface.push(index);
                    continue;
                };
                if !self.sight().is_seen(place) {
                    heads.hidden.push(index);
                    if self.look.sees_through {
                        heads.shapes.append(&mut self.faint(racer, self.projection.px(place)));
                    }
                    continue;
                }
                self.projection.px(place)
            } else {
                self.beyond(on)
            };
            standings.push(Standing {
                racer: index,
                at,
                place: place(runner, &self.minima, index, step),
                stop: stop(runner, index, step),
            });
        }
        heads.shapes.append(&mut self.names.start_shapes());
        let Paths { racers, occupied, .. } = &self.paths;
        heads.shapes.append(&mut self.names.heads(racers, &standings, occupied, labelling, None));
        heads
    }

    /// Puts the marks of the start and of minima where they are seen.
    fn annotate(&mut self, runner: &OptimizerRunner) {
        let view = picture(self.look.size);
        let seen = |place: [f64; 2]| {
            let at = self
                .sight()
                .place(self.paths.on_square(place))
                .filter(|at| self.sight().is_seen(*at));
            let at = at.map_or([-OUTSIDE; 2], |at| self.projection.px(at));
            view.to_objective(at)
        };
        let start = seen(runner.config().start);
        let minima: Vec<Minimum> = self
            .minima
            .iter()
            .map(|minimum| Minimum { at: seen(minimum.at), ..*minimum })
            .collect();
        self.names = Names::new(view, self.palette, start);
        self.names.mark(minima);
        self.names.avoid(&self.frame(runner));
        self.is_labelled = true;
    }

    /// The head of a racer that is seen through the surface.
    fn faint(&self, racer: &Identity, at: Point) -> Vec<Shape> {
        let radius = picture(self.look.size).scale() * racer.radius * FAINT_SIZE;
        let mut shapes = sized_marker(racer, at, radius, false);
        for shape in &mut shapes {
            if let Shape::Area { opacity, .. } = shape {
                *opacity = FAINT;
            }
        }
        shapes
    }

    /// A point far outside of the picture, in the direction of a place outside of the square.
    fn beyond(&self, on: Point) -> Point {
        let way = on.map(|part| part - 0.5);
        let far = way[0].abs().max(way[1].abs());
        let edge = [0, 1].map(|axis| 0.5 + 0.5 * way[axis] / far);
        let [from, to] = [[0.5, 0.5], edge].map(|[x, y]| self.projection.px([x, y, 0.5]));
        let size = self.look.size;
        let length = (to[0] - from[0]).abs().max((to[1] - from[1]).abs()).max(f64::MIN_POSITIVE);
        [0, 1].map(|axis| 0.5 * size[axis] + (to[axis] - from[axis]) / length * OUTSIDE)
    }

    fn sight(&self) -> Sight<'_> {
        Sight { mesh: &self.mesh, projection: &self.projection, reach: 0.0 }
    }
}

fn is_inside(on: Point) -> bool {
    on.iter().all(|part| (0.0..=1.0).contains(part))
}

/// The picture as a map of itself, for what stands on it.
fn picture([width, height]: [f64; 2]) -> View {
    View { bounds: downhill::Bounds { x: [0.0, width], y: [0.0, height] }, width, height }
}

fn projection(look: SurfaceLook) -> Projection {
    Projection::new(look.camera, look.size, margins(look.size, look.axes))
}

fn paths(runner: &OptimizerRunner, palette: Palette, look: SurfaceLook) -> Paths {
    let side = Paths::side(projection(look).side_length());
    Paths::new(runner, palette, look, side)
}

#[cfg(test)]
pub(super) mod tests;
