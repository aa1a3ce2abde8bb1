//! What is drawn of a step, layer by layer, and how far it has been drawn.

use downhill::OptimizerRunner;

use crate::field::field;
use crate::head::{arrow, head};
use crate::holes::Hatching;
use crate::identity::Identity;
use crate::legend::legend;
use crate::painter::{Layer, Layers, Painter};
use crate::palette::Palette;
use crate::remark::{Remark, remark_shapes};
use crate::shape::{Point, Shape};
use crate::trails::Trails;
use crate::view::View;

/// Pictures that last only until the next are of so many steps at most.
const LONGEST_PASSING: u32 = 5000;
/// How a scene is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SceneStyle {
    /// How wide trails are, against their usual width.
    pub trail: f64,
    /// The colours.
    pub palette: Palette,
}

impl Default for SceneStyle {
    fn default() -> Self {
        Self { trail: 1.0, palette: Palette::default() }
    }
}

/// The picture of a run in a view. It depends on run, view, size and step alone, not on the way
/// there: trails are drawn piece by piece, always in the same order.
pub struct Scene {
    /// What is shown, and how large.
    pub view: View,
    /// What the hatching stands for, where there is any.
    pub hatching: Option<Hatching>,
    /// Why there is little to see, if so.
    pub remark: Option<Remark>,
    /// Whether it lasts only until the next: trails are drawn as whole lines then.
    pub is_passing: bool,
    style: SceneStyle,
    /// Whether the legend is painted.
    is_labelled: bool,
    racers: Vec<Identity>,
    trails: Trails,
    /// The step that the topmost layer shows.
    heads: Option<u32>,
    /// What is painted over the heads.
    cover: Vec<Shape>,
    /// The step whose heads are shown instead, without their trails.
    peeked: Option<u32>,
}

impl Scene {
    /// The scene of a run on blank layers of `size` CSS px, with its field drawn.
    pub fn new(
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        size: [f64; 2],
        style: SceneStyle,
    ) -> Self {
        let config = runner.config();
        let view = View { bounds: config.view, width: size[0], height: size[1] };
        let field = field(config, &view);
        let racers = Identity::of(config, style.palette);
        paint(layers.layer(Layer::Field), &field.shapes);
        Self {
            view,
            hatching: field.hatching,
            remark: field.remark,
            is_passing: false,
            style,
            is_labelled: false,
            trails: Trails::new(view, runner, &racers, style.palette, style.trail),
            racers,
            heads: None,
            cover: Vec::new(),
            peeked: None,
        }
    }

    /// Paints the legend, and why there is little to see, once. `hatched` and `remark` are the
    /// sentences for [`Scene::hatching`] and [`Scene::remark`].
    pub fn label(&mut self, layers: &mut dyn Layers, hatched: Option<&str>, remark: Option<&str>) {
        if std::mem::replace(&mut self.is_labelled, true) {
            return;
        }
        let size = [self.view.width, self.view.height];
        let painter = layers.layer(Layer::Field);
        paint(painter, &legend(&self.racers, hatched, self.style.palette, size));
        if let Some(remark) = remark {
            paint(painter, &remark_shapes(remark, self.style.palette, size));
        }
    }

    /// From now on shows where the racers are after that step, whatever the trails show.
    pub fn peek(&mut self, step: Option<u32>) {
        if step != self.peeked {
            self.peeked = step;
            self.heads = None;
        }
    }

    /// Begins the trails of `runner` anew on the same field. True where the racers look as they did;
    /// else the scene is to be labelled again.
    pub fn restart(&mut self, layers: &mut dyn Layers, runner: &OptimizerRunner) -> bool {
        let racers = Identity::of(runner.config(), self.style.palette);
        let looks_the_same = racers == self.racers;
        if !looks_the_same {
            self.racers = racers;
            let painter = layers.layer(Layer::Field);
            painter.clear();
            paint(painter, &field(runner.config(), &self.view).shapes);
            self.is_labelled = false;
        }
        let SceneStyle { palette, trail } = self.style;
        self.trails = Trails::new(self.view, runner, &self.racers, palette, trail);
        self.trails.replace();
        self.cover(Vec::new());
        looks_the_same
    }

    /// Has these shapes be painted over the heads.
    pub fn cover(&mut self, shapes: Vec<Shape>) {
        self.cover = shapes;
        self.heads = None;
    }

    /// Draws the picture of `step`, for which `runner` has computed enough, until it `is_late`; true
    /// when it is complete.
    pub fn show(
        &mut self,
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        step: u32,
        is_late: &dyn Fn() -> bool,
    ) -> bool {
        if self.is_passing && step <= LONGEST_PASSING {
            if self.heads != Some(step) {
                self.sketch(layers, runner, step);
            }
            return true;
        }
        let complete = self.trails.draw(layers, runner, step, is_late);
        let heads = self.peeked.unwrap_or(step);
        if self.heads != Some(heads) || !complete {
            layers.layer(Layer::Heads).clear();
            // The last few px belong to the step, so they wait for the pieces before them.
            if complete && self.peeked.is_none() {
                self.trails.draw_under_way(layers, step);
            }
            self.trails.draw_dots(layers.layer(Layer::Heads), step);
            self.draw_heads(layers, runner, heads);
            self.heads = complete.then_some(heads);
        }
        complete
    }

    /// The step at which a racer that is outside the picture after `step` steps left it.
    #[must_use]
    pub fn left(&self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<u32> {
        if self.view.contains(self.place(runner, racer, step)?) {
            return None;
        }
        self.trails.trails[racer].exit(step).map(|(left, ..)| left)
    }

    fn place(&self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<Point> {
        Some(self.view.to_px(runner.iterate(racer, step)?))
    }

    /// Draws the trails up to `step` as whole lines, with the heads.
    fn sketch(&mut self, layers: &mut dyn Layers, runner: &OptimizerRunner, step: u32) {
        self.trails.sketch(layers, runner, step);
        layers.layer(Layer::Heads).clear();
        if self.peeked.is_none() {
            self.trails.draw_under_way(layers, step);
        }
        self.trails.draw_dots(layers.layer(Layer::Heads), step);
        self.draw_heads(layers, runner, step);
        self.heads = Some(step);
    }

    fn draw_heads(&self, layers: &mut dyn Layers, runner: &OptimizerRunner, step: u32) {
        let painter = layers.layer(Layer::Heads);
        for (index, (racer, trail)) in self.racers.iter().zip(&self.trails.trails).enumerate() {
            let Some(place) = self.place(runner, index, step).filter(|_| !racer.off) else {
                continue;
            };
            if self.view.contains(place) {
                paint(painter, &head(racer, place));
            } else if let Some((_, edge, direction)) = trail.exit(step) {
                paint(painter, &arrow(racer, edge, direction));
            }
        }
        if self.peeked.is_none() {
            paint(painter, &self.cover);
        }
    }
}

fn paint(painter: &mut dyn Painter, shapes: &[Shape]) {
    for shape in shapes {
        shape.paint(painter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::painter::recording::Recording;
    use downhill::RunConfig;

    const SIZE: [f64; 2] = [576.0, 432.0];

    fn runner(line: &str) -> OptimizerRunner {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        let steps = runner.config().steps;
        runner.step(steps).unwrap();
        runner
    }

    /// What is drawn when these steps are shown one after the other.
    fn shown(runner: &OptimizerRunner, steps: &[u32], is_late: &dyn Fn() -> bool) -> Recording {
        let mut layers = Recording::default();
        let mut scene = Scene::new(&mut layers, runner, SIZE, SceneStyle::default());
        for step in steps {
            while !scene.show(&mut layers, runner, *step, is_late) {}
        }
        layers
    }

    #[test]
    fn the_picture_of_a_step_does_not_depend_on_the_way_there() {
        for line in ["preset=article", "objective=himmelblau", "objective=rosenbrock&steps=300"] {
            let runner = runner(line);
            let last = runner.config().steps;
            for step in [last / 3, last] {
                let leapt = shown(&runner, &[step], &|| false);
                let played: Vec<u32> = (0..=step).collect();
                assert_eq!(shown(&runner, &played, &|| false), leapt, "{line} {step}");
                assert_eq!(shown(&runner, &[last, 2, step], &|| true), leapt, "{line} {step}");
                assert!(!leapt.shapes(Layer::Trails).is_empty());
            }
        }
    }

    #[test]
    fn a_restart_on_the_same_field_draws_what_a_new_scene_would() {
        let (first, second) = (runner("start=0.5,0.5"), runner("start=-0.5,0.6"));
        let mut layers = Recording::default();
        let mut scene = Scene::new(&mut layers, &first, SIZE, SceneStyle::default());
        scene.is_passing = true;
        assert!(scene.show(&mut layers, &first, 50, &|| false));
        scene.is_passing = false;
        assert!(scene.restart(&mut layers, &second));
        assert!(scene.show(&mut layers, &second, 80, &|| false));
        assert_eq!(layers, shown(&second, &[80], &|| false));
    }
}
