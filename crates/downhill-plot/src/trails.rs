//! The trails of all racers, and how far they have been drawn.

use downhill::OptimizerRunner;

use crate::color::{DARK, LIGHT};
use crate::dots::Dots;
use crate::identity::Identity;
use crate::labels::Occupancy;
use crate::marker::corners;
use crate::painter::{Layer, Layers, Painter};
use crate::palette::Palette;
use crate::shape::{Point, Stroke};
use crate::sharing::{Ground, Sharing};
use crate::trail::{Trail, in_order};
use crate::view::View;

/// The number of steps in a block, after which the time is checked.
const BLOCK: u32 = 128;
/// A block with fewer pieces than this is followed by one that is twice as long.
const FEW: usize = 64;
/// The time is also checked after this many pieces.
const PIECES_PER_CHECK: usize = 64;
/// The greatest number of steps in a block.
const LONGEST_BLOCK: u32 = 8192;
/// The width of trails in a picture of the usual size, in CSS px.
pub(crate) const WIDTH: f64 = 2.2;
/// The widths of the outer and the inner outline, as multiples of the trail's width.
pub(crate) const OUTLINES: [f64; 2] = [2.0, 1.46];
/// The radius of a dot as a multiple of the trail's width, and the width of its rim in CSS px. Dots
/// have the shapes of markers, so that racers differ in more than colour.
const DOT: f64 = 1.25;
const RIM: f64 = 1.0;
/// The width of a piece on worn ground against that of others, and how far its colour is mixed towards
/// the ground's.
pub(crate) const THIN: f64 = 0.55;
pub(crate) const PALE: f64 = 0.5;
/// How much wider the gaps between dashes are than the trail, in CSS px, so that they cut it off
/// completely.
const FRINGE: f64 = 0.5;

/// The trails of all racers in a view.
pub(crate) struct Trails {
    /// The trail of each racer.
    pub(crate) trails: Vec<Trail>,
    racers: Vec<Identity>,
    palette: Palette,
    /// The width of trails, in CSS px.
    width: f64,
    sharing: Sharing,
    dots: Dots,
    /// Where pieces have been drawn, so that labels can avoid them.
    occupied: Occupancy,
    /// The step up to which complete pieces are on the layers; none if the layers are blank.
    drawn: Option<u32>,
}

/// A part of a racer's trail that is to be drawn.
struct Part {
    racer: usize,
    /// The line, of which only dashes may be drawn.
    points: Vec<Point>,
    ground: Ground,
}

impl Part {
    /// A part that is drawn as a whole line.
    const fn whole(racer: usize, points: Vec<Point>) -> Self {
        Self { racer, points, ground: Ground::Free }
    }
}

impl Trails {
    /// Trails at the start of a run, `factor` times as wide as usual.
    pub(crate) fn new(
        view: View,
        runner: &OptimizerRunner,
        racers: &[Identity],
        palette: Palette,
        factor: f64,
    ) -> Self {
        let config = runner.config();
        let width = factor * WIDTH * view.scale();
        Self {
            trails: racers.iter().map(|_| Trail::new(view, config.start)).collect(),
            racers: racers.to_vec(),
            palette,
            width,
            sharing: Sharing::new([view.width, view.height], width),
            dots: Dots::default(),
            occupied: Occupancy::new([view.width, view.height]),
            drawn: None,
        }
    }

    /// Draws the complete pieces up to `step` joined to whole lines, which the next picture replaces.
    pub(crate) fn sketch(&mut self, layers: &mut dyn Layers, runner: &OptimizerRunner, step: u32) {
        self.clear(layers);
        self.grow(runner, step);
        let mut parts = Vec::new();
        for (racer, trail) in self.trails.iter().enumerate() {
            parts.extend(trail.lines().into_iter().map(|points| Part::whole(racer, points)));
        }
        self.paint(layers, [Layer::Outlines, Layer::Trails], &parts, false);
        for part in &parts {
            self.occupied.add_line(&part.points);
        }
        self.replace();
    }

    /// Draws the pieces that are complete after `step` steps, until it `is_late`. `runner` must have
    /// computed these steps. True when all pieces are drawn.
    pub(crate) fn draw(
        &mut self,
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        step: u32,
        is_late: &dyn Fn() -> bool,
    ) -> bool {
        if self.drawn.is_some_and(|drawn| drawn > step) {
            self.clear(layers);
        }
        let mut block = BLOCK;
        while self.drawn != Some(step) {
            let from = self.drawn.unwrap_or(0);
            let until = from.saturating_add(block).min(step);
            self.grow(runner, until);
            let pieces = in_order(&self.trails, self.drawn, until);
            block = if pieces.len() < FEW { (2 * block).min(LONGEST_BLOCK) } else { BLOCK };
            let mut count = 0;
            for due in pieces.chunk_by(|(_, piece), (_, next)| piece.step == next.step) {
                let mut parts = Vec::new();
                for (racer, piece) in due {
                    let trail = &self.trails[*racer];
                    let points = trail.points(piece);
                    let mut ground = self.sharing.add(*racer, &points);
                    if ground == Ground::Free && piece.is_repeated_excursion {
                        ground = Ground::Worn;
                    }
                    self.occupied.add_line(&points);
                    parts.push(Part { racer: *racer, points, ground });
                }
                self.paint(layers, [Layer::Outlines, Layer::Trails], &parts, true);
                count += due.len();
                // Drawing may be interrupted only between two steps.
                if count >= PIECES_PER_CHECK && is_late() {
                    self.drawn = Some(due[0].1.step);
                    return false;
                }
                count %= PIECES_PER_CHECK;
            }
            self.drawn = Some(until);
            if until < step && is_late() {
                return false;
            }
        }
        true
    }

    /// Draws the trail of a racer, as far as it is on the layers, again above those of the others.
    pub(crate) fn draw_above(&self, layers: &mut dyn Layers, racer: usize) {
        let lines = self.trails.get(racer).map(Trail::lines).unwrap_or_default();
        let parts: Vec<Part> = lines.into_iter().map(|points| Part::whole(racer, points)).collect();
        self.paint(layers, [Layer::Heads; 2], &parts, false);
    }

    /// Draws the pieces under way after `step` steps, of all racers or of one.
    pub(crate) fn draw_under_way(&self, layers: &mut dyn Layers, step: u32, only: Option<usize>) {
        let mut parts = Vec::new();
        for (racer, trail) in self.trails.iter().enumerate() {
            if only.is_some_and(|only| only != racer) {
                continue;
            }
            let points = trail.under_way(step);
            if points.len() > 1 {
                parts.push(Part::whole(racer, points));
            }
        }
        self.paint(layers, [Layer::Heads; 2], &parts, false);
    }

    /// Draws the dots on the trails, as far as these are drawn and up to `step` steps, of all racers or
    /// of one. Sketched trails and the article's pictures have no dots.
    pub(crate) fn draw_dots(
        &mut self,
        painter: &mut dyn Painter,
        runner: &OptimizerRunner,
        step: u32,
        only: Option<usize>,
    ) {
        let Some(drawn) = self.drawn.filter(|drawn| *drawn != u32::MAX) else { return };
        if self.palette.is_article {
            return;
        }
        // No two dots overlap, so the dots of a racer can be painted together, in any order of racers.
        let mut places = vec![Vec::new(); self.racers.len()];
        for dot in self.dots.find(&self.trails, &self.racers, runner, drawn.min(step)) {
            places[dot.racer].push(dot.at);
        }
        let size = DOT * self.width;
        for (racer, places) in places.iter().enumerate() {
            if places.is_empty() || only.is_some_and(|only| only != racer) {
                continue;
            }
            let Identity { marker, color, halo, .. } = self.racers[racer];
            let shape = corners(marker);
            for (size, color) in [(size + RIM, halo), (size, color)] {
                let around = |[x, y]: &Point| {
                    shape.iter().map(|[dx, dy]| [x + dx * size, y + dy * size]).collect()
                };
                let rings: Vec<Vec<Point>> = places.iter().map(around).collect();
                painter.area(&rings, color, 1.0);
            }
        }
    }

    /// Marks everything on the layers as outdated, so that the layers are cleared before the next
    /// drawing.
    pub(crate) const fn replace(&mut self) {
        self.drawn = Some(u32::MAX);
    }

    /// The places of all pieces that have been drawn.
    pub(crate) const fn occupied(&self) -> &Occupancy {
        &self.occupied
    }

    fn clear(&mut self, layers: &mut dyn Layers) {
        for layer in [Layer::Outlines, Layer::Trails] {
            layers.layer(layer).clear();
        }
        self.sharing.clear();
        self.occupied.clear();
        self.drawn = None;
    }

    /// Grows the trails of all visible racers up to `step`.
    fn grow(&mut self, runner: &OptimizerRunner, step: u32) {
        for (index, trail) in self.trails.iter_mut().enumerate() {
            if !self.racers[index].off
                && let Ok(trajectory) = runner.trajectory(index)
            {
                trail.grow(trajectory, step);
            }
        }
    }

    /// Draws parts of trails, outlines first. With `beneath`, outer outlines go beneath what is already
    /// there, so that no trail cuts through another. That takes longer, so it is done only where
    /// something is there.
    fn paint(
        &self,
        layers: &mut dyn Layers,
        [outlines, strokes]: [Layer; 2],
        parts: &[Part],
        beneath: bool,
    ) {
        let outlined = parts.iter().filter(|part| self.racers[part.racer].has_outline);
        let outlined: Vec<&[Point]> = outlined.map(|part| part.points.as_slice()).collect();
        // A layer takes memory only once it is drawn on.
        if !outlined.is_empty() {
            let painter = layers.layer(outlines);
            painter.paint_beneath(beneath);
            painter.stroke(&outlined, &Stroke::solid(DARK, OUTLINES[0] * self.width));
            painter.paint_beneath(false);
            painter.stroke(&outlined, &Stroke::solid(LIGHT, OUTLINES[1] * self.width));
        }
        for part in parts {
            let painter = layers.layer(strokes);
            let color = self.racers[part.racer].color;
            let stroke = Stroke::solid(color, self.width);
            match &part.ground {
                // Drawn over and over at full strength, the piece would bury what is there.
                Ground::Worn if !self.palette.is_article => {
                    let pale = color.mixed(self.palette.ground(0.5), PALE);
                    painter.paint_beneath(true);
                    painter.stroke(&[&part.points], &Stroke::solid(pale, THIN * self.width));
                    painter.paint_beneath(false);
                }
                Ground::Shared(dashes) if dashes.parts.is_empty() => {}
                Ground::Shared(dashes) => {
                    // Where there are outlines, they separate the dashes.
                    if self.racers[part.racer].has_outline {
                        painter.stroke(&slices(&dashes.parts), &stroke);
                        continue;
                    }
                    let gaps = Stroke::solid(self.palette.halo(), self.width + FRINGE);
                    painter.stroke(&slices(&dashes.parts), &gaps);
                    painter.stroke(&slices(&dashes.colored), &stroke);
                }
                Ground::Free | Ground::Worn => painter.stroke(&[&part.points], &stroke),
            }
        }
    }
}

fn slices(lines: &[Vec<Point>]) -> Vec<&[Point]> {
    lines.iter().map(Vec::as_slice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::painter::recording::Recording;
    use crate::palette::Theme;
    use crate::shape::Shape;
    use downhill::RunConfig;

    /// The trails of a run after all its steps, and what was drawn.
    fn drawn(line: &str, as_article: bool) -> (Trails, Recording) {
        let config: RunConfig = line.parse().unwrap();
        let palette = Palette { theme: Theme::Light, is_article: as_article };
        let racers = Identity::of(&config, palette);
        let mut runner = OptimizerRunner::new(config);
        let steps = runner.config().steps;
        runner.step(steps).unwrap();
        let view = View { bounds: runner.config().view, width: 600.0, height: 450.0 };
        let mut trails = Trails::new(view, &runner, &racers, palette, 1.0);
        let mut layers = Recording::default();
        assert!(trails.draw(&mut layers, &runner, steps, &|| false));
        trails.draw_dots(layers.layer(Layer::Heads), &runner, steps, None);
        (trails, layers)
    }

    /// The lines of a racer on the trails' layer.
    fn lines((trails, layers): &(Trails, Recording), racer: usize) -> Vec<Vec<Point>> {
        let mut lines = Vec::new();
        for shape in layers.shapes(Layer::Trails) {
            if let Shape::Line { points, stroke } = shape
                && stroke.color == trails.racers[racer].color
            {
                lines.push(points.clone());
            }
        }
        lines
    }

    #[test]
    fn only_the_articles_ground_and_chosen_colours_have_outlines() {
        let racers = "racers=sgd,adam";
        assert_eq!(drawn(racers, false).1.shapes(Layer::Outlines), []);
        assert!(!drawn(racers, true).1.shapes(Layer::Outlines).is_empty());
        let chosen = drawn("racers=sgd,adam(color=#aabbcc)", false).1;
        assert!(!chosen.shapes(Layer::Outlines).is_empty());
        // Dots belong to the map's ground only.
        assert!(!drawn(racers, false).1.shapes(Layer::Heads).is_empty());
        assert_eq!(drawn(racers, true).1.shapes(Layer::Heads), []);
    }

    #[test]
    fn who_is_off_has_no_part_in_the_ground() {
        let alone = drawn("racers=adam", false);
        let beside_hidden = drawn("racers=rmsprop(off=true),adam", false);
        assert_eq!(lines(&beside_hidden, 1), lines(&alone, 0));
        // Where RMSProp has been before, Adam is dashed.
        let beside = drawn("racers=rmsprop,adam", false);
        assert_ne!(lines(&beside, 1), lines(&alone, 0));
    }

    /// The longest way along pieces, in CSS px, on which no racer has drawn anything within 3 px.
    fn longest_hole(trails: &Trails, last: u32) -> (f64, Point) {
        let View { width, height, .. } = trails.trails[0].view;
        let mut sharing = Sharing::new([width, height], trails.width);
        let pieces = in_order(&trails.trails, None, last);
        let mut drawn = std::collections::HashSet::new();
        let mut lines = Vec::new();
        #[allow(clippy::cast_possible_truncation, reason = "px of a picture")]
        let half = |at: f64| (2.0 * at).round() as i32;
        let along = |line: &[Point], visit: &mut dyn FnMut(Point)| {
            for pair in line.windows(2) {
                let count = (4.0 * crate::view::distance(pair[0], pair[1])).ceil().max(1.0);
                let mut index = 0.0;
                while index <= count {
                    visit(crate::view::between(pair[0], pair[1], index / count));
                    index += 1.0;
                }
            }
        };
        for (racer, piece) in pieces {
            let points = trails.trails[racer].points(&piece);
            let parts = match sharing.add(racer, &points) {
                Ground::Shared(dashes) => dashes.parts,
                Ground::Free | Ground::Worn => vec![points.clone()],
            };
            for part in &parts {
                along(part, &mut |[x, y]| {
                    drawn.insert([half(x), half(y)]);
                });
            }
            lines.push(points);
        }
        let is_near = |[x, y]: Point| {
            let [column, row] = [half(x), half(y)];
            (-6..=6).any(|dx: i32| {
                (-6..=6).any(|dy: i32| {
                    dx * dx + dy * dy <= 36 && drawn.contains(&[column + dx, row + dy])
                })
            })
        };
        let mut longest = (0.0, [0.0; 2]);
        for line in lines {
            let (mut hole, mut before) = (0.0, line[0]);
            along(&line, &mut |at| {
                hole = if is_near(at) { 0.0 } else { hole + crate::view::distance(before, at) };
                before = at;
                if hole > longest.0 {
                    longest = (hole, at);
                }
            });
        }
        longest
    }

    #[test]
    fn there_is_no_hole_in_what_racers_share() {
        let mut holes = Vec::new();
        for entry in downhill::objectives() {
            let config: RunConfig = format!("objective={}", entry.name).parse().unwrap();
            let mut runner = OptimizerRunner::new(config);
            let steps = runner.config().steps;
            runner.step(steps).unwrap();
            let racers = Identity::of(runner.config(), Palette::default());
            for width in [340.0, 576.0, 850.0] {
                let view = View { bounds: runner.config().view, width, height: 0.75 * width };
                let mut trails = Trails::new(view, &runner, &racers, Palette::default(), 1.0);
                trails.grow(&runner, steps);
                let (hole, at) = longest_hole(&trails, steps);
                if hole > 2.0 {
                    holes.push((entry.name, width, hole, at));
                }
            }
        }
        assert!(holes.is_empty(), "{holes:?}");
    }

    #[test]
    fn a_racer_that_hops_for_ever_costs_no_more_than_a_few_pieces() {
        let (_, layers) = drawn("preset=article&steps=20000", false);
        assert!(layers.shapes(Layer::Trails).len() < 2000);
    }
}
