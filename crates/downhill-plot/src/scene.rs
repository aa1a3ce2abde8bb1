//! The picture of a step, drawn layer by layer and bit by bit.

use downhill::{Minimum, OptimizerRunner, Survey};

use crate::arrival::{Standing, marked, place, stop};
use crate::field::field;
use crate::holes::Hatching;
use crate::identity::Identity;
use crate::names::{Names, Words};
use crate::painter::{Layer, Layers, Painter};
use crate::palette::Palette;
use crate::remark::{Remark, remark_shapes};
use crate::shading::{Relief, shading};
use crate::shape::{Point, Shape};
use crate::trails::Trails;
use crate::view::View;

/// The most steps of a run that is drawn as whole lines in every frame.
const MAX_SKETCHED_STEPS: u32 = 5000;

/// The style of a scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SceneStyle {
    /// The width of trails as a multiple of the usual width.
    pub trail: f64,
    /// The colours of the map and of the racers.
    pub palette: Palette,
    /// Whether there are numbers at the edges.
    pub axes: bool,
    /// Whether racers and isolines are labelled, and notes say what else there is to see.
    pub labels: bool,
}

impl Default for SceneStyle {
    fn default() -> Self {
        Self { trail: 1.0, palette: Palette::default(), axes: false, labels: true }
    }
}

/// The picture of a run in a view. It depends on the run, the view, the size and the step alone, not on
/// what was shown before, since the pieces of trails are always drawn in the same order.
pub struct Scene {
    /// The visible part of the plane, and the size of the picture.
    pub view: View,
    /// The field's levels, and the objective's minima.
    pub survey: Survey,
    /// What the hatching means, if there is any.
    pub hatching: Option<Hatching>,
    /// The reason, if there is little to see.
    pub remark: Option<Remark>,
    /// Whether the picture will soon be replaced, as during a drag. Trails are then drawn as whole
    /// lines, which is faster.
    pub is_passing: bool,
    /// Whether the picture is one of a sequence. Labels then keep their sides.
    pub is_playing: bool,
    style: SceneStyle,
    /// The labels of isolines, which are painted by [`Scene::label`].
    line_labels: Vec<Shape>,
    /// The data of the hill shading, until it has been painted.
    relief: Option<Relief>,
    /// Whether [`Scene::label`] has been called.
    is_labelled: bool,
    names: Names,
    racers: Vec<Identity>,
    trails: Trails,
    /// The step that the layer of heads shows; none if it has to be drawn again.
    heads: Option<u32>,
    /// Whether the labels were placed with regard to those of the previous picture.
    follows: bool,
    /// The index of the emphasized racer.
    emphasized: Option<usize>,
    /// Shapes that are painted over the heads.
    cover: Vec<Shape>,
    /// A step whose heads are shown instead, without its trails.
    peeked: Option<u32>,
}

impl Scene {
    /// The scene of a run on blank layers of `size` CSS px. The field is drawn at once, without shading
    /// and labels.
    pub fn new(
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        size: [f64; 2],
        style: SceneStyle,
    ) -> Self {
        let config = runner.config();
        let view = View { bounds: config.view, width: size[0], height: size[1] };
        let field = field(config, &view, &style.palette);
        let racers = Identity::of(config, style.palette);
        paint(layers.layer(Layer::Field), &field.shapes);
        let mut names = Names::new(view, style.palette, config.start);
        if !style.palette.is_article {
            names.mark(marked(&config.objective, config.view, &field.survey));
        }
        Self {
            view,
            survey: field.survey,
            relief: field.relief,
            line_labels: field.labels,
            hatching: field.hatching,
            remark: field.remark,
            is_passing: false,
            is_playing: false,
            style,
            is_labelled: false,
            names,
            trails: Trails::new(view, runner, &racers, style.palette, style.trail),
            racers,
            heads: None,
            follows: false,
            emphasized: None,
            cover: Vec::new(),
            peeked: None,
        }
    }

    /// The colours of the map and of the racers.
    #[must_use]
    pub fn palette(&self) -> Palette {
        self.style.palette
    }

    /// Completes the field with its shading and annotations, and from now on labels the heads, as far as
    /// the style has these. This is
    /// a step of its own so that the first picture does not have to wait for it.
    ///
    /// Does nothing when called again. True if the heads have to be shown again.
    pub fn label(&mut self, layers: &mut dyn Layers, words: &Words<'_>) -> bool {
        if std::mem::replace(&mut self.is_labelled, true) {
            return false;
        }
        let painter = layers.layer(Layer::Field);
        if let Some(relief) = self.relief.take() {
            paint(painter, &shading(&relief, &self.view, &self.style.palette));
        }
        let SceneStyle { axes, labels, .. } = self.style;
        let (words, lines) = if labels {
            (*words, self.line_labels.as_slice())
        } else {
            (Words { hatched: None, remark: None, ..*words }, &[][..])
        };
        paint(painter, lines);
        paint(painter, &self.names.field_annotations(&words, axes, lines));
        if let Some(remark) = words.remark {
            let size = [self.view.width, self.view.height];
            paint(painter, &remark_shapes(remark, self.style.palette, size));
        }
        self.heads = None;
        true
    }

    /// The minima that are marked.
    #[must_use]
    pub fn minima(&self) -> &[Minimum] {
        self.names.minima()
    }

    /// The racer whose label or head is at a point of the picture, in CSS px.
    #[must_use]
    pub fn racer_at(&self, at: Point) -> Option<usize> {
        self.names.racer_at(at)
    }

    /// Emphasizes a racer, or none. Its trail is drawn once more above the others, the other heads
    /// fade, and their labels are left out. The caller fades the layers of trails beneath.
    ///
    /// False if no racer is emphasized, also because the run is too long to draw a whole trail in each
    /// frame.
    pub fn emphasize(&mut self, runner: &OptimizerRunner, racer: Option<usize>) -> bool {
        let racer = racer.filter(|_| runner.config().steps <= MAX_SKETCHED_STEPS);
        if racer != self.emphasized {
            self.emphasized = racer;
            self.heads = None;
        }
        racer.is_some()
    }

    /// Starts over with the trails of `runner` on the same field. True if the racers look as before.
    pub fn restart(&mut self, runner: &OptimizerRunner) -> bool {
        let racers = Identity::of(runner.config(), self.style.palette);
        let looks_the_same = racers == self.racers;
        self.racers = racers;
        let SceneStyle { palette, trail, .. } = self.style;
        self.trails = Trails::new(self.view, runner, &self.racers, palette, trail);
        self.trails.replace();
        self.names.restart(runner.config().start);
        self.emphasized = self.emphasized.filter(|racer| *racer < self.racers.len());
        self.cover.clear();
        self.heads = None;
        looks_the_same
    }

    /// Sets the shapes that are painted over the heads, and the step whose heads are shown instead of
    /// those of the trails' step (`peeked`). True if this changes the picture.
    pub fn lay_over(&mut self, shapes: Vec<Shape>, peeked: Option<u32>) -> bool {
        let is_other = shapes != self.cover || peeked != self.peeked;
        if is_other {
            self.cover = shapes;
            self.peeked = peeked;
            self.heads = None;
        }
        is_other
    }

    /// Draws the picture of `step` until it `is_late`. `runner` must have computed this step. True when
    /// the picture is complete.
    pub fn show(
        &mut self,
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        step: u32,
        is_late: &dyn Fn() -> bool,
    ) -> bool {
        if self.is_passing && step <= MAX_SKETCHED_STEPS {
            if self.heads != Some(step) {
                self.sketch(layers, runner, step);
            }
            return true;
        }
        let complete = self.trails.draw(layers, runner, step, is_late);
        let heads = self.peeked.unwrap_or(step);
        let comes_to_rest = self.follows && !self.is_playing;
        if self.heads != Some(heads) || comes_to_rest || !complete {
            layers.layer(Layer::Heads).clear();
            // The piece under way belongs to `step`, so it is drawn once all pieces before it are.
            self.draw_above(layers, runner, step, complete);
            self.draw_heads(layers, runner, heads);
            self.heads = complete.then_some(heads);
        }
        complete
    }

    /// The step at which a racer left the picture that is outside after `step` steps; 0 if it never was
    /// inside.
    #[must_use]
    pub fn left(&self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<u32> {
        if self.view.contains(self.place(runner, racer, step)?) {
            return None;
        }
        Some(self.trails.trails[racer].exit(step).map_or(0, |(left, ..)| left))
    }

    fn place(&self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<Point> {
        Some(self.view.to_px(runner.iterate(racer, step)?))
    }

    /// Draws the trails up to `step` as whole lines, and the heads.
    fn sketch(&mut self, layers: &mut dyn Layers, runner: &OptimizerRunner, step: u32) {
        self.trails.sketch(layers, runner, step);
        layers.layer(Layer::Heads).clear();
        self.draw_above(layers, runner, step, true);
        self.draw_heads(layers, runner, step);
        self.heads = Some(step);
    }

    /// Draws what lies between the trails and the heads: the pieces under way if the trails are
    /// `complete`, the dots, and the emphasized trail.
    fn draw_above(
        &mut self,
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        step: u32,
        complete: bool,
    ) {
        let only = self.emphasized;
        if let Some(racer) = only {
            self.trails.draw_above(layers, racer);
        }
        if complete && self.peeked.is_none() {
            self.trails.draw_under_way(layers, step, only);
        }
        self.trails.draw_dots(layers.layer(Layer::Heads), runner, step, only);
    }

    fn draw_heads(&mut self, layers: &mut dyn Layers, runner: &OptimizerRunner, step: u32) {
        let mut heads = Vec::new();
        for (index, racer) in self.racers.iter().enumerate() {
            if let Some(at) = self.place(runner, index, step).filter(|_| !racer.off) {
                heads.push(Standing {
                    racer: index,
                    at,
                    place: place(runner, self.names.minima(), index, step),
                    stop: stop(runner, index, step),
                });
            }
        }
        self.follows = self.is_playing || self.is_passing;
        let painter = layers.layer(Layer::Heads);
        paint(painter, &self.names.start_shapes());
        let labelling = (self.is_labelled && self.style.labels).then_some(self.follows);
        let trails = self.trails.occupied();
        paint(painter, &self.names.heads(&self.racers, &heads, trails, labelling, self.emphasized));
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
    use crate::names::Places;
    use crate::painter::recording::Recording;
    use crate::view::distance;
    use downhill::RunConfig;

    const SIZE: [f64; 2] = [576.0, 432.0];

    fn runner(line: &str) -> OptimizerRunner {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        let steps = runner.config().steps;
        runner.step(steps).unwrap();
        runner
    }

    /// What is drawn when these steps are shown in turn.
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

    /// The same as [`shown`], with labels, marks and axes. The scene is `playing` until the last step.
    fn labelled(runner: &OptimizerRunner, steps: &[u32], playing: bool) -> Recording {
        let mut layers = Recording::default();
        let style = SceneStyle { axes: true, ..SceneStyle::default() };
        let mut scene = Scene::new(&mut layers, runner, SIZE, style);
        let words = Words { hatched: None, remark: None, places: Places::ENGLISH };
        assert!(scene.label(&mut layers, &words) && !scene.label(&mut layers, &words));
        for step in steps {
            scene.is_playing = playing;
            scene.show(&mut layers, runner, *step, &|| false);
        }
        scene.is_playing = false;
        scene.show(&mut layers, runner, *steps.last().unwrap(), &|| false);
        layers
    }

    fn texts(recording: &Recording, layer: Layer) -> Vec<String> {
        let shapes = recording.shapes(layer).iter();
        shapes
            .filter_map(
                |shape| if let Shape::Text(text) = shape { Some(text.text.clone()) } else { None },
            )
            .collect()
    }

    #[test]
    fn at_rest_labels_stand_where_the_step_alone_puts_them() {
        let runner = runner("preset=article");
        for step in [1, 40, 100] {
            let leapt = labelled(&runner, &[step], false);
            let played: Vec<u32> = (0..=step).collect();
            assert_eq!(labelled(&runner, &played, true), leapt, "{step}");
            assert_eq!(labelled(&runner, &[100, 3, step], false), leapt, "{step}");
        }
    }

    #[test]
    fn every_racer_is_named_and_the_axes_are_numbered() {
        let runner = runner("preset=article");
        for step in [0, 30, 100] {
            let drawn = labelled(&runner, &[step], false);
            let named = texts(&drawn, Layer::Heads);
            for racer in Identity::of(runner.config(), Palette::default()) {
                assert!(named.contains(&racer.label), "{} in {named:?}", racer.label);
            }
            assert_eq!(named.contains(&"at the start:".to_owned()), step == 0);
            assert_eq!(named.contains(&"at the minimum:".to_owned()), step == 100, "{named:?}");
            // The labels of isolines come first.
            let on_field = texts(&drawn, Layer::Field);
            assert!(
                on_field.ends_with(&["−0.5", "0", "0.5", "−0.5", "0", "0.5"].map(str::to_owned)),
                "{on_field:?}"
            );
            assert!(on_field.len() > 6 && on_field.contains(&"0.3".to_owned()), "{on_field:?}");
        }
    }

    #[test]
    fn racers_are_named_on_every_objective_at_every_size() {
        let words = Words { hatched: None, remark: None, places: Places::ENGLISH };
        let mut unnamed = Vec::new();
        for entry in downhill::objectives() {
            let runner = runner(&format!("objective={}", entry.name));
            for width in [340.0, 576.0, 850.0] {
                for step in [runner.config().steps / 3, runner.config().steps] {
                    let mut layers = Recording::default();
                    let size = [width, width * 0.75];
                    let mut scene = Scene::new(&mut layers, &runner, size, SceneStyle::default());
                    scene.label(&mut layers, &words);
                    scene.show(&mut layers, &runner, step, &|| false);
                    let named = scene.names.last.iter().map(|label| label.racers.len());
                    if named.sum::<usize>() < 5 {
                        unnamed.push((entry.name, width, step));
                    }
                }
            }
        }
        assert!(unnamed.is_empty(), "{unnamed:?}");
    }

    #[test]
    fn minima_are_marked_above_the_heads() {
        let runner = runner("preset=article");
        let drawn = labelled(&runner, &[100], false);
        let shapes = drawn.shapes(Layer::Heads);
        let is_cross = |shape: &Shape| match shape {
            Shape::Line { points, .. } => points.len() == 2 && points[0][1] == 216.0,
            _ => false,
        };
        let cross = shapes.iter().position(is_cross).unwrap();
        // The first shape in a racer's colour is its head; the marker in the chip comes later.
        for racer in Identity::of(runner.config(), Palette::default()) {
            let is_head =
                |shape: &Shape| matches!(shape, Shape::Area { color, .. } if *color == racer.color);
            assert!(shapes.iter().position(is_head).unwrap() < cross);
        }
    }

    #[test]
    fn who_is_outside_has_a_labelled_arrow_and_who_came_back_has_none() {
        let runner = runner("objective=bowl&view=-1:1,-1:1&start=3,0.5&racers=sgd(lr=0.3)&steps=9");
        let colour = Identity::of(runner.config(), Palette::default())[0].color;
        let drawn = |step: u32| {
            let drawn = labelled(&runner, &[step], false);
            assert_eq!(texts(&drawn, Layer::Heads).last().map(String::as_str), Some("SGD"));
            let (mut discs, mut lines) = (0, 0);
            for shape in drawn.shapes(Layer::Heads) {
                match shape {
                    // Dots are smaller than heads.
                    Shape::Area { rings, color, .. } if *color == colour => {
                        let far = rings[0].iter().map(|at| distance(*at, rings[0][0]));
                        discs += usize::from(far.fold(0.0, f64::max) > 8.0);
                    }
                    // A chevron has a corner, the piece of trail at a dot is straight.
                    Shape::Line { points, stroke } if stroke.color == colour => {
                        let [a, b, c] = points[..] else { continue };
                        let turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
                        lines += usize::from(turn.abs() > 1.0);
                    }
                    _ => {}
                }
            }
            (discs, lines)
        };
        assert_eq!((drawn(0), drawn(9)), ((1, 1), (1, 0)));
    }

    /// The headlines of a picture of a given width, each with the racers on its chip.
    fn headlines(runner: &OptimizerRunner, width: f64, step: u32) -> Vec<(String, Vec<usize>)> {
        let mut layers = Recording::default();
        let size = [width, width * 0.75];
        let mut scene = Scene::new(&mut layers, runner, size, SceneStyle::default());
        scene.label(&mut layers, &Words { hatched: None, remark: None, places: Places::ENGLISH });
        scene.show(&mut layers, runner, step, &|| false);
        scene.names.headlines()
    }

    #[test]
    fn who_is_at_a_minimum_does_not_depend_on_the_size() {
        for objective in ["gaussian", "goldstein-price", "ackley", "branin", "himmelblau"] {
            let runner = runner(&format!("objective={objective}"));
            let last = runner.config().steps;
            for step in [0, last / 2, last] {
                let found = [340.0, 576.0, 850.0].map(|width| headlines(&runner, width, step));
                assert_eq!(found[0], found[1], "{objective} {step}");
                assert_eq!(found[0], found[2], "{objective} {step}");
            }
        }
    }

    #[test]
    fn one_that_is_emphasized_is_drawn_above_the_others_and_labelled_alone() {
        let runner = runner("preset=article");
        let mut layers = Recording::default();
        let mut scene = Scene::new(&mut layers, &runner, SIZE, SceneStyle::default());
        let words = Words { hatched: None, remark: None, places: Places::ENGLISH };
        scene.label(&mut layers, &words);
        scene.show(&mut layers, &runner, 60, &|| false);
        let usual = layers.clone();
        let at = scene.view.to_px(runner.iterate(2, 60).unwrap());
        assert_eq!((scene.racer_at(at), scene.racer_at([3.0, 3.0])), (Some(2), None));
        assert!(scene.emphasize(&runner, Some(2)));
        scene.show(&mut layers, &runner, 60, &|| false);
        assert_eq!(texts(&layers, Layer::Heads), ["AdaGrad"]);
        let is_trail =
            |shape: &&Shape| matches!(shape, Shape::Line { points, .. } if points.len() > 20);
        assert_eq!(layers.shapes(Layer::Heads).iter().filter(is_trail).count(), 1);
        // The label is at the same place, and everything is as before once no racer is emphasized.
        assert_eq!(scene.racer_at(at), Some(2));
        assert!(!scene.emphasize(&runner, None));
        scene.show(&mut layers, &runner, 60, &|| false);
        assert_eq!(layers, usual);
    }

    #[test]
    fn a_restart_on_the_same_field_draws_what_a_new_scene_would() {
        let (first, second) = (runner("start=0.5,0.5"), runner("start=-0.5,0.6"));
        let mut layers = Recording::default();
        let mut scene = Scene::new(&mut layers, &first, SIZE, SceneStyle::default());
        scene.is_passing = true;
        assert!(scene.show(&mut layers, &first, 50, &|| false));
        scene.is_passing = false;
        assert!(scene.restart(&second));
        assert!(scene.show(&mut layers, &second, 80, &|| false));
        assert_eq!(layers, shown(&second, &[80], &|| false));
    }
}
