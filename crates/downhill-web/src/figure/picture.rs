//! What a figure shows: four stacked canvases, and how far they have been drawn.

use downhill::OptimizerRunner;
#[cfg(feature = "lab")]
use downhill_plot::Item;
use downhill_plot::{
    DARK, Hatching, Identity, LIGHT, Point, Remark, Trace, Trail, View, arrow, field, head,
    in_order, legend, remark_items,
};

use super::canvas::Layer;
use super::report::iterate_at;
use super::strings::{Strings, hatched_place, remark};
use crate::clock::now;

/// How many steps are drawn before the time is looked at, where many pieces are due.
const BLOCK: u32 = 128;
/// Fewer pieces than this in a block, and the next one is twice as long.
const FEW: usize = 64;
/// Pictures that last only until the next are of so many steps at most.
#[cfg(feature = "lab")]
const LONGEST_PASSING: u32 = 5000;
/// After so many pieces the time is looked at.
const SOME: usize = 64;
/// How many steps a block has at most.
const LONGEST_BLOCK: u32 = 8192;

/// The canvases of a figure, from the lowest to the topmost.
pub(crate) struct Layers {
    /// Bands, isolines, legend.
    pub(crate) field: Layer,
    /// The casings of the trails, beneath all their cores.
    pub(crate) casing: Layer,
    /// The coloured cores of the trails.
    pub(crate) core: Layer,
    /// What changes with every step: heads, and the trails' last few px.
    pub(crate) heads: Layer,
}

/// What a page's styles say about the drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Style {
    /// How wide trails are, against their usual width.
    pub(crate) trail: f64,
    /// The fonts of the legend, as CSS names them.
    pub(crate) fonts: String,
}

impl Default for Style {
    fn default() -> Self {
        Self { trail: 1.0, fonts: "system-ui, sans-serif".to_owned() }
    }
}

/// The picture of a run in a view. It depends on run, view, size and step alone, not on the way
/// there: trails are drawn piece by piece, always in the same order.
pub(crate) struct Picture {
    pub(crate) view: View,
    /// What the hatching stands for, where there is any.
    pub(crate) hatching: Option<Hatching>,
    /// Why there is little to see, if so.
    pub(crate) remark: Option<Remark>,
    /// Whether the legend is painted.
    labelled: bool,
    racers: Vec<Identity>,
    /// Bands, isolines and hatching, which can be drawn again.
    #[cfg(feature = "lab")]
    field: Vec<Item>,
    trail_width: f64,
    trails: Vec<Trail>,
    /// The step up to which complete pieces are on the canvases; none if they are blank.
    drawn: Option<u32>,
    /// How many pixels the canvases of the trails are to have, which have one as long as they are blank:
    /// making room, and showing it, takes the browser longer than drawing a head.
    small: Option<[u32; 2]>,
    /// The step that the topmost canvas shows.
    heads: Option<u32>,
    /// The racer and step that are shown taken apart, and what is painted over the heads then.
    #[cfg(feature = "lab")]
    pub(crate) inside: Option<(u32, u32)>,
    #[cfg(feature = "lab")]
    cover: Vec<Item>,
    /// Whether it lasts only until the next: trails are drawn as whole lines then.
    #[cfg(feature = "lab")]
    pub(crate) passing: bool,
    /// The step whose heads are shown instead, without their trails.
    #[cfg(feature = "lab")]
    peeked: Option<u32>,
}

impl Picture {
    /// Sizes the canvases to `device` pixels for `css` px, and draws the field. Those of the trails are
    /// blank, and get their size when something is drawn on them.
    pub(crate) fn new(
        layers: &Layers,
        runner: &OptimizerRunner,
        css: [f64; 2],
        device: [u32; 2],
        style: &Style,
    ) -> Self {
        let config = runner.config();
        let view = View { bounds: config.view, width: css[0], height: css[1] };
        for layer in [&layers.field, &layers.heads] {
            layer.resize(device, css);
        }
        for layer in [&layers.casing, &layers.core] {
            // None at all, and no picture could be made of them.
            layer.resize([1, 1], css);
        }
        layers.field.choose_fonts(&style.fonts);
        #[cfg(feature = "lab")]
        layers.heads.choose_fonts(&style.fonts);
        let racers = Identity::of(&config.racers);
        let field = field(config, &view);
        layers.field.paint(&field.items);
        Self {
            view,
            hatching: field.hatching,
            remark: field.remark,
            labelled: false,
            trails: trails(view, runner),
            racers,
            #[cfg(feature = "lab")]
            field: field.items,
            trail_width: style.trail,
            drawn: None,
            small: Some(device),
            heads: None,
            #[cfg(feature = "lab")]
            inside: None,
            #[cfg(feature = "lab")]
            cover: Vec::new(),
            #[cfg(feature = "lab")]
            passing: false,
            #[cfg(feature = "lab")]
            peeked: None,
        }
    }

    /// Paints the legend, and why there is little to see, once.
    pub(crate) fn label(&mut self, layers: &Layers, strings: Strings) {
        if !std::mem::replace(&mut self.labelled, true) {
            let size = [self.view.width, self.view.height];
            let hatched = self.hatching.map(|hatching| hatched_place(strings, hatching));
            layers.field.paint(&legend(&self.racers, hatched, size));
            if let Some(why) = self.remark {
                layers.field.paint(&remark_items(remark(strings, why), size));
            }
        }
    }

    /// From now on shows where the racers are after that step, whatever the trails show.
    #[cfg(feature = "lab")]
    pub(crate) fn peek(&mut self, step: Option<u32>) {
        if step != self.peeked {
            self.peeked = step;
            self.heads = None;
        }
    }

    /// Begins the trails of `runner` anew on the same field. True where the racers look as they did.
    #[cfg(feature = "lab")]
    pub(crate) fn restart(
        &mut self,
        layers: &Layers,
        runner: &OptimizerRunner,
        strings: Strings,
    ) -> bool {
        let racers = Identity::of(&runner.config().racers);
        let looks_the_same = racers == self.racers;
        if !looks_the_same {
            self.racers = racers;
            layers.field.clear([self.view.width, self.view.height]);
            layers.field.paint(&self.field);
            self.labelled = false;
            self.label(layers, strings);
        }
        self.trails = trails(self.view, runner);
        // What is drawn is to be cleared.
        self.drawn = Some(u32::MAX);
        self.inside = None;
        self.cover(Vec::new());
        looks_the_same
    }

    /// Has these items be painted over the heads.
    #[cfg(feature = "lab")]
    pub(crate) fn cover(&mut self, items: Vec<Item>) {
        self.cover = items;
        self.heads = None;
    }

    /// Draws the picture of `step`, for which `runner` has computed enough, until `deadline` (ms)
    /// at most; true when it is complete.
    pub(crate) fn show(
        &mut self,
        layers: &Layers,
        runner: &OptimizerRunner,
        step: u32,
        deadline: f64,
    ) -> bool {
        let size = [self.view.width, self.view.height];
        #[cfg(feature = "lab")]
        if self.passing && step <= LONGEST_PASSING {
            if self.heads != Some(step) {
                self.sketch(layers, runner, step, size);
            }
            return true;
        }
        if self.drawn.is_some_and(|drawn| drawn > step) {
            layers.casing.clear(size);
            layers.core.clear(size);
            self.drawn = None;
        }
        let complete = self.draw_trails(layers, runner, step, deadline);
        // The last few px belong to the step, so they wait for the pieces before them.
        #[cfg(feature = "lab")]
        let step = self.peeked.unwrap_or(step);
        if self.heads != Some(step) || !complete {
            layers.heads.clear(size);
            self.draw_heads(layers, runner, step, complete);
            self.heads = complete.then_some(step);
        }
        complete
    }

    /// Draws the trails up to `step` as whole lines, with the heads.
    #[cfg(feature = "lab")]
    fn sketch(&mut self, layers: &Layers, runner: &OptimizerRunner, step: u32, size: [f64; 2]) {
        self.spread(layers);
        for layer in [&layers.casing, &layers.core, &layers.heads] {
            layer.clear(size);
        }
        for (index, trail) in self.trails.iter_mut().enumerate() {
            if !self.racers[index].off
                && let Ok(trajectory) = runner.trajectory(index)
            {
                trail.grow(trajectory, step);
            }
        }
        let mut lines = Vec::new();
        for (racer, trail) in self.trails.iter().enumerate() {
            lines.extend(trail.lines().into_iter().map(|(points, arc)| (racer, points, arc)));
        }
        self.draw_lines(&layers.casing, &layers.core, &lines, false);
        self.draw_heads(layers, runner, step, true);
        self.heads = Some(step);
        self.drawn = Some(u32::MAX);
    }

    /// The step at which a racer that is outside the picture after `step` steps left it.
    pub(crate) fn left(&self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<u32> {
        if self.view.contains(self.place(runner, racer, step)?) {
            return None;
        }
        self.trails[racer].exit(step).map(|(left, ..)| left)
    }

    fn place(&self, runner: &OptimizerRunner, racer: usize, step: u32) -> Option<Point> {
        Some(self.view.to_px(iterate_at(runner, racer, step)?))
    }

    /// Gives the canvases of the trails their size, once.
    fn spread(&mut self, layers: &Layers) {
        if let Some(device) = self.small.take() {
            for layer in [&layers.casing, &layers.core] {
                layer.resize(device, [self.view.width, self.view.height]);
            }
        }
    }

    fn draw_trails(
        &mut self,
        layers: &Layers,
        runner: &OptimizerRunner,
        step: u32,
        deadline: f64,
    ) -> bool {
        let mut block = BLOCK;
        while self.drawn != Some(step) {
            let from = self.drawn.unwrap_or(0);
            let until = from.saturating_add(block).min(step);
            for (index, trail) in self.trails.iter_mut().enumerate() {
                if !self.racers[index].off
                    && let Ok(trajectory) = runner.trajectory(index)
                {
                    trail.grow(trajectory, until);
                }
            }
            let pieces = in_order(&self.trails, self.drawn, until);
            block = if pieces.len() < FEW { (2 * block).min(LONGEST_BLOCK) } else { BLOCK };
            let mut count = 0;
            if !pieces.is_empty() {
                self.spread(layers);
            }
            for due in pieces.chunk_by(|(_, one), (_, next)| one.step == next.step) {
                let mut lines = Vec::new();
                for (racer, piece) in due {
                    lines.push((*racer, self.trails[*racer].points(piece), piece.arc));
                }
                self.draw_lines(&layers.casing, &layers.core, &lines, true);
                count += due.len();
                // Between two steps it can be broken off.
                if count >= SOME && now() >= deadline {
                    self.drawn = Some(due[0].1.step);
                    return false;
                }
                count %= SOME;
            }
            self.drawn = Some(until);
            if until < step && now() >= deadline {
                return false;
            }
        }
        true
    }

    /// Draws parts of trails, each of a racer with its points and how long the trail is before it:
    /// casings first. `beneath` what is there go dark ones, so that no trail cuts another's; that takes
    /// longer, so only where there is something.
    fn draw_lines(
        &self,
        casing: &Layer,
        core: &Layer,
        lines: &[(usize, Vec<Point>, f64)],
        beneath: bool,
    ) {
        for (layer, trace) in [(casing, Trace::Dark), (casing, Trace::Light), (core, Trace::Core)] {
            if beneath && trace != Trace::Core {
                layer.paint_beneath(trace == Trace::Dark);
            }
            let width = self.trail_width * trace.width();
            let casing = match trace {
                Trace::Light => LIGHT,
                Trace::Dark => DARK,
                Trace::Core => {
                    for (racer, points, arc) in lines {
                        let racer = &self.racers[*racer];
                        layer.lines(&[points], racer.color, width, racer.dash(*arc).as_ref());
                    }
                    continue;
                }
            };
            let lines: Vec<_> = lines.iter().map(|(_, points, _)| points.as_slice()).collect();
            layer.lines(&lines, casing, width, None);
        }
    }

    fn draw_heads(&self, layers: &Layers, runner: &OptimizerRunner, step: u32, with_trails: bool) {
        #[cfg(feature = "lab")]
        let with_trails = with_trails && self.peeked.is_none();
        if with_trails {
            let mut lines = Vec::new();
            for (racer, trail) in self.trails.iter().enumerate() {
                let (points, arc) = trail.under_way(step);
                if points.len() > 1 {
                    lines.push((racer, points, arc));
                }
            }
            self.draw_lines(&layers.heads, &layers.heads, &lines, false);
        }
        for (index, (racer, trail)) in self.racers.iter().zip(&self.trails).enumerate() {
            let Some(place) = self.place(runner, index, step).filter(|_| !racer.off) else {
                continue;
            };
            if self.view.contains(place) {
                layers.heads.paint(&head(racer, place));
            } else if let Some((_, edge, direction)) = trail.exit(step) {
                layers.heads.paint(&arrow(racer, edge, direction));
            }
        }
        #[cfg(feature = "lab")]
        if self.peeked.is_none() {
            layers.heads.paint(&self.cover);
        }
    }
}

/// The trails of all racers, at the start.
fn trails(view: View, runner: &OptimizerRunner) -> Vec<Trail> {
    let mut trails = Vec::new();
    for _ in 0..runner.racer_count() {
        trails.push(Trail::new(view, runner.config().start));
    }
    trails
}
