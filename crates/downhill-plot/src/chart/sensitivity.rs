//! A chart of how a race ends over the values of a hyper-parameter: a curve for each racer with the spread
//! over its starts, a strip for values from which it stops, and a dot at its present value.

use downhill::sweep::{Cell, Quartiles};

use super::scale::Scale;
use super::{APART, CHART_INSETS, LABELS, SIZE, WITH_STEPS};
use crate::identity::{Identity, StrokeLayer, TRAIL_WIDTH};
use crate::labels::text_width;
use crate::marker::sized_marker;
use crate::palette::Palette;
use crate::shape::{Anchor, Dash, Point, Shape, Stroke, Text};

/// How high the strip of a racer is, and what lies above and below all strips, in CSS px.
const STRIP: f64 = 6.0;
const ABOVE: f64 = 14.0;
const BELOW: f64 = 10.0;
/// How wide curves are.
const WIDTH: f64 = 2.0;
/// How strong the spread over the starts is painted.
const SPREAD: f64 = 0.16;
/// The size of dots against markers of the picture.
const DOT: f64 = 1.1;
/// How far apart dots are at least, which are to be hit by a finger.
const APART_DOTS: f64 = 24.0;
/// The least f above the minimum that is told apart.
const LEAST: f64 = 1e-16;

/// What the chart measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measured {
    /// After how many steps a racer arrives, of at most so many.
    Steps(u32),
    /// How far f is above this after the last step.
    Above(f64),
    /// f after the last step, of racers that start where it is so high.
    Loss(f64),
}

/// A racer's curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve<'a> {
    /// The racer's index in the run.
    pub racer: usize,
    /// What is known at each value; none where it is not computed.
    pub cells: &'a [Option<Cell>],
    /// Its present value.
    pub now: f64,
}

/// A chart of how a race ends over the values of a hyper-parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity<'a> {
    /// Its width and height in CSS px.
    pub size: Point,
    /// The values, ascending.
    pub values: &'a [f64],
    /// Whether their scale is logarithmic.
    pub is_logarithmic: bool,
    /// What it measures.
    pub measured: Measured,
    /// The curves.
    pub curves: Vec<Curve<'a>>,
}

impl Measured {
    /// The quartiles of what is measured.
    fn of(self, cell: &Cell) -> Quartiles {
        let Quartiles { lower, median, upper } = match self {
            Self::Steps(_) => cell.steps,
            Self::Above(_) | Self::Loss(_) => cell.losses,
        };
        let measured = |number: f64| match self {
            // A step is the least on the scale.
            Self::Steps(_) => number.max(1.0),
            Self::Above(lowest) => (number - lowest).max(LEAST),
            Self::Loss(_) => number,
        };
        Quartiles { lower: measured(lower), median: measured(median), upper: measured(upper) }
    }
}

impl Sensitivity<'_> {
    fn across(&self) -> Scale {
        let (first, last) = (self.values.first(), self.values.last());
        let (low, high) = (first.copied().unwrap_or(0.0), last.copied().unwrap_or(1.0));
        Scale::between(low, if high > low { high } else { low + 1.0 }, self.is_logarithmic)
    }

    /// The scale of what is measured.
    fn up(&self) -> Scale {
        let known = self.curves.iter().flat_map(|curve| curve.cells.iter().flatten());
        let medians = known.map(|cell| self.measured.of(cell).median);
        let finite = medians.filter(|median| median.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), median| {
            (low.min(median), high.max(median))
        });
        match self.measured {
            Measured::Steps(budget) => Scale::between(1.0, f64::from(budget.max(2)), true),
            Measured::Above(_) if high > low => Scale::between(low, high, true),
            // What flies off does not flatten the others.
            Measured::Loss(first) if high > low => {
                Scale::between(low, high.min(first + 2.0 * (first - low).abs().max(1.0)), false)
            }
            _ if low.is_finite() => Scale::between(low * 0.5, low * 2.0 + LEAST, low > 0.0),
            _ => Scale::between(0.1, 1.0, true),
        }
    }

    /// Whether a racer stops at any value.
    fn has_stops(&self) -> bool {
        let mut cells = self.curves.iter().flat_map(|curve| curve.cells.iter().flatten());
        cells.any(|cell| cell.stopped > 0.0)
    }

    fn top(&self) -> f64 {
        let strips = crate::grid::number(self.curves.len()) * STRIP;
        if self.has_stops() { ABOVE + strips + BELOW } else { BELOW }
    }

    fn bottom(&self) -> f64 {
        (self.size[1] - WITH_STEPS).max(self.top() + 1.0)
    }

    /// The distance of a value from the left edge, in CSS px; a value beyond the chart is at its edge.
    #[must_use]
    pub fn x(&self, value: f64) -> f64 {
        let [left, right] = CHART_INSETS;
        let part = self.across().part(value).min(1.0);
        left + (self.size[0] - left - right) * part
    }

    /// The value at a distance from the left edge, in CSS px.
    #[must_use]
    pub fn value_at(&self, x: f64) -> f64 {
        let [left, right] = CHART_INSETS;
        let width = self.size[0] - left - right;
        self.across().at(((x - left) / width).clamp(0.0, 1.0))
    }

    fn y(&self, scale: &Scale, number: f64) -> f64 {
        let bottom = self.bottom();
        bottom - scale.part(number).min(1.0) * (bottom - self.top())
    }

    /// Numbers beside the scales, and what the strips are. `say` writes a number, or with `true` a count;
    /// `texts` are what stands above the strips, and at the upper end of the scale of steps.
    #[must_use]
    pub fn grid(
        &self,
        palette: Palette,
        say: &dyn Fn(f64, bool) -> String,
        [stopped, never]: [&str; 2],
    ) -> Vec<Shape> {
        let palette = palette.beside();
        let (top, bottom) = (self.top(), self.bottom());
        let scale = self.up();
        let mut shapes = Vec::new();
        let mut text = |x: f64, y: f64, text: String, anchor: Anchor| {
            let width = text_width(&text, SIZE) + 1.0;
            let text = Text::plain([x, y], text, SIZE, width);
            shapes.push(Shape::Text(Text { color: palette.muted(), anchor, ..text }));
        };
        let is_count = matches!(self.measured, Measured::Steps(_));
        let room = |length: f64, apart: f64| (length / apart).floor().clamp(1.0, 6.0);
        for tick in scale.ticks(room(bottom - top, APART[1]), &|number| say(number, is_count)) {
            let y = bottom - tick.part * (bottom - top);
            let end = (CHART_INSETS[0] - LABELS).max(text_width(&tick.text, SIZE) + 2.0);
            if !is_count || y > top + SIZE {
                text(end, y, tick.text, Anchor::End);
            }
        }
        if is_count {
            text(CHART_INSETS[0] - LABELS, top, never.to_owned(), Anchor::End);
        }
        if self.has_stops() {
            text(CHART_INSETS[0], ABOVE - SIZE / 2.0 - 2.0, stopped.to_owned(), Anchor::Start);
        }
        for tick in self.across().ticks(room(self.size[0], APART[0]), &|number| say(number, false))
        {
            let half = (text_width(&tick.text, SIZE) + 1.0) / 2.0;
            let [left, right] = CHART_INSETS;
            let x = left + (self.size[0] - left - right) * tick.part;
            let x = x.min(self.size[0] - half).max(half);
            text(x, self.size[1] - SIZE / 2.0 - 3.0, tick.text, Anchor::Middle);
        }
        if is_count {
            let points = vec![[CHART_INSETS[0], top], [self.size[0] - CHART_INSETS[1], top]];
            let dash = Some(Dash { pattern: vec![1.0, 4.0], offset: 0.0 });
            let stroke = Stroke { dash, ..Stroke::solid(palette.muted(), 1.0) };
            shapes.push(Shape::Line { points, stroke });
        }
        shapes
    }

    /// The curves with their spread over the starts, and the strips of values from which racers stop.
    #[must_use]
    pub fn lines(&self, racers: &[Identity]) -> Vec<Shape> {
        let scale = self.up();
        let (mut areas, mut lines) = (Vec::new(), Vec::new());
        for (place, curve) in self.curves.iter().enumerate() {
            let Some(racer) = racers.get(curve.racer) else { continue };
            for part in self.parts(curve, &scale) {
                let edge = |number: fn(&Quartiles) -> f64| -> Vec<Point> {
                    part.iter().map(|(x, all)| [*x, self.y(&scale, number(all))]).collect()
                };
                let (lower, mut ring) = (edge(|all| all.lower), edge(|all| all.upper));
                ring.extend(lower.into_iter().rev());
                let color = racer.color;
                areas.push(Shape::Area { rings: vec![ring], color, opacity: SPREAD });
                lines.extend(stroke(racer, &edge(|all| all.median)));
            }
            let y = ABOVE + (crate::grid::number(place) + 0.5) * STRIP;
            lines.extend(self.stops(curve, racer, y));
        }
        areas.append(&mut lines);
        areas
    }

    /// Neighbouring values that have a median, with their distances from the left edge.
    fn parts(&self, curve: &Curve<'_>, scale: &Scale) -> Vec<Vec<(f64, Quartiles)>> {
        let (mut parts, mut part) = (Vec::new(), Vec::new());
        for (value, cell) in self.values.iter().zip(curve.cells) {
            let known = cell.as_ref().map(|cell| self.measured.of(cell));
            match known.filter(|all| all.median <= scale.high * (1.0 + 1e-9)) {
                Some(all) => part.push((self.x(*value), all)),
                None => parts.push(std::mem::take(&mut part)),
            }
        }
        parts.push(part);
        parts.retain(|part: &Vec<_>| !part.is_empty());
        for part in &mut parts {
            // A single value would be invisible.
            if let [(x, all)] = part[..] {
                part.push((x + 1.0, all));
            }
        }
        parts
    }

    /// A line along the values from which a racer stops, thinner where only some starts lead there.
    fn stops(&self, curve: &Curve<'_>, racer: &Identity, y: f64) -> Vec<Shape> {
        let half = (self.size[0] - CHART_INSETS[0] - CHART_INSETS[1])
            / crate::grid::number(self.values.len().max(2) - 1)
            / 2.0;
        let mut shapes = Vec::new();
        for (value, cell) in self.values.iter().zip(curve.cells) {
            let Some(cell) = cell.as_ref().filter(|cell| cell.stopped > 0.0) else { continue };
            let x = self.x(*value);
            let width = 1.0 + 3.0 * cell.stopped;
            let points = vec![[x - half, y], [x + half, y]];
            shapes.push(Shape::Line { points, stroke: Stroke::solid(racer.color, width) });
        }
        shapes
    }

    /// Where the dots of all curves are: at the racers' present values on their curves, or at the upper end
    /// where there is no number. Dots that would cover each other are put one below the other.
    #[must_use]
    pub fn dot_places(&self) -> Vec<Point> {
        let mut places: Vec<Point> = Vec::with_capacity(self.curves.len());
        for place in 0..self.curves.len() {
            let mut at = self.dot(place).unwrap_or_default();
            while places
                .iter()
                .any(|other| (0..2).all(|axis| (other[axis] - at[axis]).abs() < APART_DOTS))
            {
                at[1] += APART_DOTS;
            }
            places.push(at);
        }
        places
    }

    /// Where the dot of the curve at this place is on its curve.
    fn dot(&self, place: usize) -> Option<Point> {
        let (curve, scale) = (self.curves.get(place)?, self.up());
        let after = self.values.partition_point(|value| *value < curve.now);
        let at = |index: usize| -> Option<(f64, f64)> {
            let cell = curve.cells.get(index)?.as_ref()?;
            let median = self.measured.of(cell).median;
            median.is_finite().then(|| (self.x(self.values[index]), self.y(&scale, median)))
        };
        let x = self.x(curve.now);
        let y = match (after.checked_sub(1).and_then(at), at(after)) {
            (Some((from, low)), Some((to, high))) if to > from => {
                low + (high - low) * ((x - from) / (to - from)).clamp(0.0, 1.0)
            }
            (Some((_, y)), None) if after >= self.values.len() => y,
            // On an exact value its own.
            (_, Some((to, y))) if after == 0 || (to - x).abs() < 0.5 => y,
            _ => self.top(),
        };
        Some([x, y])
    }

    /// The dots of all curves, each with the racer's marker.
    #[must_use]
    pub fn dots(&self, racers: &[Identity]) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for (place, (curve, at)) in self.curves.iter().zip(self.dot_places()).enumerate() {
            if let Some(racer) = racers.get(curve.racer) {
                if let Some(on_curve) = self.dot(place).filter(|on_curve| *on_curve != at) {
                    let stroke = Stroke::solid(racer.color, 1.0);
                    shapes.push(Shape::Line { points: vec![on_curve, at], stroke });
                }
                shapes.append(&mut sized_marker(racer, at, DOT * racer.radius, false));
            }
        }
        shapes
    }
}

fn stroke(racer: &Identity, points: &[Point]) -> Vec<Shape> {
    let layers = StrokeLayer::ALL.iter().filter(|layer| racer.stroke_layers().contains(layer));
    let strokes = layers.map(|layer| {
        let mut shape = racer.stroke(*layer, points.to_vec());
        if let Shape::Line { stroke, .. } = &mut shape {
            stroke.width -= TRAIL_WIDTH - WIDTH;
        }
        shape
    });
    strokes.collect()
}

#[cfg(test)]
mod tests {
    use downhill::{Real, RunConfig};

    use super::*;
    use crate::palette::Theme;

    fn cell(steps: f64, stopped: f64) -> Option<Cell> {
        let all = Quartiles { lower: steps, median: steps, upper: steps };
        let lost = Quartiles { lower: 0.1, median: 0.1, upper: 0.1 };
        Some(Cell { steps: all, losses: lost, stopped })
    }

    fn palette() -> Palette {
        Palette::of(&RunConfig::default(), Theme::Light, false)
    }

    fn racers() -> Vec<Identity> {
        Identity::of(&RunConfig::default(), palette())
    }

    const VALUES: [f64; 5] = [1e-3, 1e-2, 0.1, 1.0, 10.0];

    fn chart(cells: &[Option<Cell>], now: f64) -> Sensitivity<'_> {
        Sensitivity {
            size: [658.0, 200.0],
            values: &VALUES,
            is_logarithmic: true,
            measured: Measured::Steps(100),
            curves: vec![Curve { racer: 0, cells, now }],
        }
    }

    #[test]
    fn rates_are_as_far_apart_as_their_powers_of_ten() {
        let chart = chart(&[], 0.1);
        // 600 px for four decades, behind a margin of 48.
        assert!((chart.x(1e-3) - 48.0).abs() < 1e-9);
        assert!((chart.x(0.1) - 348.0).abs() < 1e-9);
        assert!((chart.x(1e9) - 648.0).abs() < 1e-9);
        assert!((chart.value_at(198.0) - 1e-2).abs() < 1e-12);
        assert!((chart.value_at(-50.0) - 1e-3).abs() < 1e-15);
    }

    #[test]
    fn a_dot_lies_on_its_curve_and_where_that_has_no_number_at_the_upper_end() {
        let never = f64::INFINITY;
        let cells = [cell(never, 0.0), cell(100.0, 0.0), cell(1.0, 0.0), cell(never, 1.0), None];
        let (top, bottom) = (chart(&cells, 1.0).top(), chart(&cells, 1.0).bottom());
        let is_at = |now: f64, expected: Point| {
            let [x, y] = chart(&cells, now).dot(0).unwrap();
            assert!((x - expected[0]).abs() < 1e-9 && (y - expected[1]).abs() < 1e-9, "{now}");
        };
        is_at(1e-2, [198.0, top]);
        is_at(0.1, [348.0, bottom]);
        // Halfway in the logarithm, 10 steps is half the way up.
        is_at(Real::pow(10.0, -1.5), [273.0, f64::midpoint(top, bottom)]);
        is_at(1.0, [498.0, top]);
        is_at(1e-3, [48.0, top]);
    }

    #[test]
    fn dots_that_would_cover_each_other_are_put_one_below_the_other() {
        let mut chart = chart(&[None; 5], 0.1);
        chart.curves = (0..3).map(|racer| Curve { racer, cells: &[None; 5], now: 0.1 }).collect();
        let places = chart.dot_places();
        assert!(places.windows(2).all(|pair| {
            (pair[0][0] - pair[1][0]).abs() < 1e-9 && (pair[1][1] - pair[0][1] - 24.0).abs() < 1e-9
        }));
    }

    #[test]
    fn a_curve_has_gaps_and_a_strip_where_the_racer_stops() {
        let never = f64::INFINITY;
        let steps = [(50.0, 0.0), (never, 0.0), (20.0, 0.0), (5.0, 0.0), (never, 1.0)];
        let cells = steps.map(|(steps, stopped)| cell(steps, stopped));
        let lines = chart(&cells, 0.1).lines(&racers());
        let areas = lines.iter().filter(|shape| matches!(shape, Shape::Area { .. })).count();
        assert_eq!(areas, 2);
        let widths = lines.iter().filter_map(|shape| match shape {
            Shape::Line { stroke, .. } => Some(stroke.width),
            _ => None,
        });
        // Two parts of the curve, and one value from which all starts lead off.
        assert_eq!(widths.filter(|width| (width - 4.0).abs() < 1e-12).count(), 1);
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn what_is_not_known_yet_is_not_drawn() {
        let chart = chart(&[None, None, None, None, None], 0.5);
        assert!(chart.lines(&racers()).is_empty());
        let dot = sized_marker(&racers()[0], [0.0; 2], 1.0, false);
        assert_eq!(chart.dots(&racers()).len(), dot.len());
        let texts = chart.grid(palette(), &|_, _| "1".to_owned(), ["flies off", "never"]);
        assert!(
            texts.iter().any(|shape| matches!(shape, Shape::Text(text) if text.text == "never"))
        );
    }
}
