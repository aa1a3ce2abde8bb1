//! A chart of one number of each racer over the steps of a run, as a strip beneath the picture.
//!
//! It has no ground of its own, and three parts that lie one upon the other: the grid with the whole lines
//! ([`Chart::grid`], [`Chart::lines`]), which are to be faint; the same lines opaque, of which only the part
//! up to the step that is shown is to be seen ([`Chart::x`]); and the cursors with the racers' markers, which
//! alone are painted anew for each step ([`Chart::cursor`], [`Chart::head`]).

mod parameter_map;
mod scale;
mod sensitivity;

pub use self::parameter_map::{Ending, ParameterMap, slowness};
pub use self::scale::Scale;
pub use self::sensitivity::{Curve, Measured, Sensitivity};

use crate::axis::Axis;
use crate::grid::number;
use crate::identity::{Identity, StrokeLayer, TRAIL_WIDTH};
use crate::labels::text_width;
use crate::marker::sized_marker;
use crate::palette::Palette;
use crate::shape::{Anchor, Point, Shape, Stroke, Text};

use self::scale::Extent;

/// The distance of the first step from the left edge, where the numbers of the scale stand, and of the last
/// step from the right edge, where a marker is whole, in CSS px.
pub const CHART_INSETS: [f64; 2] = [48.0, 10.0];
/// The upper end of the scale in CSS px from above; lines that leave the chart end above it.
const TOP: f64 = 13.0;
const EDGE: f64 = 4.0;
/// The lower end from below, without and with numbers of steps.
const BOTTOM: f64 = 7.0;
const WITH_STEPS: f64 = 22.0;
/// A chart of this height has numbers of steps.
const ROOM_FOR_STEPS: f64 = 130.0;
/// Numbers are at least so far apart, upwards and along.
const APART: [f64; 2] = [80.0, 26.0];
/// How far the numbers of the scale, and the lines at them, end before the first step.
const LABELS: f64 = 12.0;
/// The height of numbers.
const SIZE: f64 = 11.0;
/// How wide lines are, and how large markers are against those of the picture.
const WIDTH: f64 = 2.0;
const MARKER: f64 = 0.78;
/// The width of a column in CSS px. The cost of painting a line that jumps up and down grows with its
/// corners.
const COLUMN: f64 = 2.0;
/// No screen has more columns.
const MOST_COLUMNS: f64 = 4000.0;

/// Where a racer's marker stands in the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Head {
    /// The step.
    pub step: u32,
    /// Its number there.
    pub value: f64,
    /// Whether the racer has stopped.
    pub has_stopped: bool,
}

/// A chart that grows with the run. A column is two px wide, or one step if there are fewer steps. It
/// keeps the lowest and the highest number of each racer, so that no extreme is lost.
pub struct Chart {
    /// Its width and height in CSS px.
    pub size: Point,
    /// Whether the scale is logarithmic. 0 is at its lower end.
    pub logarithmic: bool,
    /// Whether numbers were left out, because they are infinite or, on a logarithmic scale, negative.
    pub left_out: bool,
    /// Whether a number was negative.
    pub has_negative: bool,
    steps: usize,
    /// The last column.
    last: usize,
    /// What is known of each racer's numbers, if there are any.
    extents: Vec<Option<Extent>>,
    /// The lowest and the highest number, by racer and column; an empty column has them in reverse
    /// order.
    spans: Vec<[f64; 2]>,
}

impl Chart {
    /// An empty chart of this size for this many racers and steps (at least one).
    #[must_use]
    pub fn new(size: Point, racers: usize, steps: u32, logarithmic: bool) -> Self {
        let steps = usize::try_from(steps).unwrap_or_default();
        let last = whole((size[0] - CHART_INSETS[0] - CHART_INSETS[1]) / COLUMN).max(1).min(steps);
        let (mut spans, mut extents) = (Vec::new(), Vec::new());
        for _ in 0..racers * (last + 1) {
            spans.push([f64::INFINITY, f64::NEG_INFINITY]);
        }
        extents.resize(racers, None);
        Self {
            size,
            logarithmic,
            left_out: false,
            has_negative: false,
            steps,
            last,
            extents,
            spans,
        }
    }

    /// Adds a racer's number after a step. One that is not known (NaN) leaves a gap.
    pub fn add(&mut self, racer: usize, step: u32, value: f64) {
        if value.is_nan() {
            return;
        }
        self.has_negative |= value < 0.0;
        if value.is_infinite() || (self.logarithmic && value < 0.0) {
            self.left_out = true;
            return;
        }
        let column = self.column(step);
        let span = &mut self.spans[racer * (self.last + 1) + column];
        *span = [span[0].min(value), span[1].max(value)];
        // The scale has no end at 0.
        let low = if self.logarithmic && value == 0.0 { f64::INFINITY } else { value };
        let extent =
            self.extents[racer].get_or_insert(Extent { first: value, lowest: low, highest: value });
        extent.lowest = extent.lowest.min(low);
        extent.highest = extent.highest.max(value);
    }

    /// The column of a step.
    fn column(&self, step: u32) -> usize {
        let step = usize::try_from(step).unwrap_or_default();
        (step * self.last + self.steps / 2) / self.steps
    }

    /// The scale of the numbers so far; none where there are none. `is_calm` says whether a racer neither
    /// diverged nor keeps growing: the others' numbers do not count, unless there are only such.
    #[must_use]
    pub fn scale(&self, is_calm: &dyn Fn(usize) -> bool) -> Option<Scale> {
        // Of a racer that was at 0 always a logarithmic scale has no place.
        let known = |racer: &usize| {
            self.extents[*racer].filter(|extent| extent.highest > 0.0 || !self.logarithmic)
        };
        let all = 0..self.extents.len();
        let mut racers: Vec<Extent> =
            all.clone().filter(|racer| is_calm(*racer)).filter_map(|racer| known(&racer)).collect();
        if racers.is_empty() {
            racers = all.filter_map(|racer| known(&racer)).collect();
        }
        Scale::of(&racers, self.logarithmic)
    }

    /// The distance of a step from the left edge, in CSS px.
    #[must_use]
    pub fn x(&self, step: f64) -> f64 {
        let [left, right] = CHART_INSETS;
        left + (self.size[0] - left - right) * step / number(self.steps)
    }

    /// The distance of a number from the upper edge, in CSS px; negative where it is above the chart.
    fn y(&self, scale: &Scale, value: f64) -> f64 {
        let bottom = self.bottom();
        bottom - scale.part(value) * (bottom - TOP)
    }

    fn has_steps(&self) -> bool {
        self.size[1] >= ROOM_FOR_STEPS
    }

    fn bottom(&self) -> f64 {
        (self.size[1] - if self.has_steps() { WITH_STEPS } else { BOTTOM }).max(TOP + 1.0)
    }

    /// Those of a racer's steps that `holds` holds for the columns of, with each column's lowest and highest
    /// number: from the first such column's first step to the last one's last.
    #[must_use]
    pub fn steps_where(&self, racer: usize, holds: &dyn Fn([f64; 2]) -> bool) -> Option<[u32; 2]> {
        let spans = self.spans_of(racer);
        let holds = |span: &[f64; 2]| span[0] <= span[1] && holds(*span);
        let columns = [spans.iter().position(holds)?, spans.iter().rposition(holds)?];
        // The first step of the column after one is beyond it.
        let [first, after] = [columns[0], columns[1] + 1].map(|column| {
            let half = self.steps / 2;
            (column * self.steps).saturating_sub(half).div_ceil(self.last)
        });
        let last = after.saturating_sub(1).min(self.steps);
        Some([first, last].map(|step| u32::try_from(step).unwrap_or(u32::MAX)))
    }

    fn spans_of(&self, racer: usize) -> &[[f64; 2]] {
        &self.spans[racer * (self.last + 1)..][..=self.last]
    }

    /// The lines at the scale's numbers and the numbers. `say` writes a number, or with `true` a count of
    /// steps.
    #[must_use]
    pub fn grid(
        &self,
        scale: &Scale,
        palette: Palette,
        say: &dyn Fn(f64, bool) -> String,
    ) -> Vec<Shape> {
        let palette = palette.beside();
        let bottom = self.bottom();
        let mut shapes = Vec::new();
        let room = |length: f64, apart: f64| (length / apart).floor().clamp(1.0, 4.0);
        let ticks = scale.ticks(room(bottom - TOP, APART[1]), &|number| say(number, false));
        let mut text = |x: f64, y: f64, text: String, anchor: Anchor| {
            let width = text_width(&text, SIZE) + 1.0;
            let text = Text::plain([x, y], text, SIZE, width);
            shapes.push(Shape::Text(Text { color: palette.muted(), anchor, ..text }));
        };
        for tick in &ticks {
            let y = bottom - tick.part * (bottom - TOP);
            // A number that is too wide for the margin begins at the edge.
            let end = (CHART_INSETS[0] - LABELS).max(text_width(&tick.text, SIZE) + 2.0);
            text(end, y, tick.text.clone(), Anchor::End);
        }
        if self.has_steps() {
            let steps = number(self.steps);
            let most = room(self.size[0], APART[0]);
            let axis = Axis::within(0.0, steps, most);
            let mut index = 0.0;
            while index <= axis.count {
                let step = axis.number(index);
                // Runs of a few steps would have halves of them.
                if (step - step.round()).abs() < 1e-9 {
                    let label = say(step, true);
                    let half = (text_width(&label, SIZE) + 1.0) / 2.0;
                    // `clamp` can panic with its bounds, and their printing costs 8 kB.
                    let x = self.x(step).min(self.size[0] - half).max(half);
                    text(x, self.size[1] - SIZE / 2.0 - 3.0, label, Anchor::Middle);
                }
                index += 1.0;
            }
        }
        shapes
    }

    /// The racers' lines. A line that leaves the chart ends at its upper edge with an arrow, unless it
    /// comes back.
    #[must_use]
    pub fn lines(&self, scale: &Scale, racers: &[Identity]) -> Vec<Shape> {
        let (mut shapes, mut parts) = (Vec::new(), Vec::new());
        for index in 0..racers.len() {
            let mut line = Line::default();
            for (column, [low, high]) in self.spans_of(index).iter().enumerate() {
                if low > high {
                    line.lift();
                    continue;
                }
                let x = self.x(number(column) * number(self.steps) / number(self.last));
                let ends = [self.y(scale, *low), self.y(scale, *high)];
                line.column(x, ends);
            }
            line.lift();
            line.parts.extend(line.left_at.map(arrow));
            parts.push(line.parts);
        }
        // Outlines first, so that no line cuts another's stroke.
        for layer in &StrokeLayer::ALL {
            for (racer, parts) in racers.iter().zip(&parts) {
                if !racer.stroke_layers().contains(layer) {
                    continue;
                }
                for points in parts {
                    let mut shape = racer.stroke(*layer, points.clone());
                    if let Shape::Line { stroke, .. } = &mut shape {
                        stroke.width -= TRAIL_WIDTH - WIDTH;
                    }
                    shapes.push(shape);
                }
            }
        }
        shapes
    }

    /// A line from the upper edge to the lower one at a step: the one that is shown, or only looked at.
    #[must_use]
    pub fn cursor(&self, step: u32, palette: Palette, is_shown: bool) -> Shape {
        let palette = palette.beside();
        let x = self.x(f64::from(step));
        let color = if is_shown { palette.ink() } else { palette.muted() };
        let width = if is_shown { 1.5 } else { 1.0 };
        let points = vec![[x, 0.0], [x, self.size[1]]];
        Shape::Line { points, stroke: Stroke::solid(color, width) }
    }

    /// A racer's marker on its line; of a racer above the chart at the upper edge, with an arrow.
    #[must_use]
    pub fn head(&self, scale: &Scale, racer: &Identity, head: Head) -> Vec<Shape> {
        let x = self.x(f64::from(head.step));
        let y = self.y(scale, head.value);
        let mut shapes = Vec::new();
        if y < EDGE {
            for layer in racer.stroke_layers() {
                let mut shape = racer.stroke(*layer, arrow(x));
                if let Shape::Line { stroke, .. } = &mut shape {
                    stroke.width -= TRAIL_WIDTH - WIDTH;
                }
                shapes.push(shape);
            }
        }
        let at = [x, if y < EDGE { TOP } else { y }];
        shapes.append(&mut sized_marker(racer, at, MARKER * racer.radius, head.has_stopped));
        shapes
    }
}

/// The arrow of a line that leaves the chart.
fn arrow(x: f64) -> Vec<Point> {
    vec![[x - 3.5, EDGE + 1.0], [x, EDGE - 2.5], [x + 3.5, EDGE + 1.0]]
}

/// A line as it is drawn from column to column.
#[derive(Default)]
struct Line {
    /// What of it is finished.
    parts: Vec<Vec<Point>>,
    points: Vec<Point>,
    /// Its last point, even above the chart.
    before: Option<Point>,
    /// Where it left the chart last, unless it came back.
    left_at: Option<f64>,
}

impl Line {
    /// Goes on to a column with these two ends, first to the nearer one.
    fn column(&mut self, x: f64, mut ends: [f64; 2]) {
        if let Some([_, y]) = self.before
            && (ends[1] - y).abs() < (ends[0] - y).abs()
        {
            ends.reverse();
        }
        self.go_to([x, ends[0]]);
        if ends[0] != ends[1] {
            self.go_to([x, ends[1]]);
        }
    }

    fn go_to(&mut self, to: Point) {
        let is_inside = to[1] >= EDGE;
        if let Some(from) = self.before
            && (from[1] >= EDGE) != is_inside
        {
            let part = (EDGE - from[1]) / (to[1] - from[1]);
            let crossing = [from[0] + part * (to[0] - from[0]), EDGE];
            self.points.push(crossing);
            if !is_inside {
                self.left_at = Some(crossing[0]);
                self.finish();
            }
        }
        if is_inside {
            self.left_at = None;
            self.points.push(to);
        } else if self.left_at.is_none() {
            self.left_at = Some(to[0]);
        }
        self.before = Some(to);
    }

    /// There is a gap, or the end.
    fn lift(&mut self) {
        self.finish();
        self.before = None;
    }

    fn finish(&mut self) {
        let mut points = std::mem::take(&mut self.points);
        if let [[x, y]] = points[..] {
            // A line of one point would be invisible.
            points.push([x + 0.5, y]);
        }
        if !points.is_empty() {
            self.parts.push(points);
        }
    }
}

/// A whole number of columns, at most [`MOST_COLUMNS`].
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of what is below 0 is 0"
)]
fn whole(columns: f64) -> usize {
    columns.min(MOST_COLUMNS) as usize
}

#[cfg(test)]
mod tests;
