//! A chart of one number of each racer over the steps of a run.

use crate::axis::Axis;
use crate::color::Rgb;
use crate::grid::number;
use crate::identity::{Identity, StrokeLayer};
use crate::marker::marker;
use crate::palette::Palette;
use crate::shape::{Point, Shape, Stroke, Text};

/// The chart's height in CSS px.
const HEIGHT: f64 = 190.0;
/// The distance of step 0 from the left edge and of the last step from the right edge, in CSS px.
const LEFT: f64 = 56.0;
const RIGHT: f64 = 10.0;
/// The upper and the lower end of the scale, in CSS px from above.
const TOP: f64 = 12.0;
const BOTTOM: f64 = 166.0;
/// The height of numbers in CSS px, and about the width of a digit.
const SIZE: f64 = 11.0;
const DIGIT: f64 = 6.25;
/// The width of a column in CSS px, half that of a line with its outlines. The cost of painting a line
/// that jumps up and down grows with its corners.
const COLUMN: f64 = 2.0;
/// No screen has more columns.
const MOST_COLUMNS: f64 = 4000.0;

/// The distance of a number of an axis from the upper edge, in CSS px.
fn down(axis: &Axis, number: f64) -> f64 {
    BOTTOM - axis.part(number) * (BOTTOM - TOP)
}

/// A chart that grows with the run. A column is two px wide, or one step if there are fewer steps. It
/// keeps the lowest and the highest number of each racer, so that no extreme is lost.
pub struct Chart {
    /// Its width and height in CSS px.
    pub size: Point,
    /// Whether the scale is logarithmic.
    pub logarithmic: bool,
    /// Whether numbers were left out, because they are not finite or, on a logarithmic scale, not above
    /// 0.
    pub left_out: bool,
    steps: usize,
    /// The last column.
    last: usize,
    /// The lowest and the highest number, by racer and column; an empty column has them in reverse
    /// order.
    spans: Vec<[f64; 2]>,
}

impl Chart {
    /// An empty chart for this many racers and steps (at least one), `width` CSS px wide.
    #[must_use]
    pub fn new(width: f64, racers: usize, steps: u32, logarithmic: bool) -> Self {
        let steps = usize::try_from(steps).unwrap_or_default();
        let last = whole((width - LEFT - RIGHT) / COLUMN).max(1).min(steps);
        // One more column for each racer stays empty, so that its line ends there.
        let mut spans = Vec::new();
        for _ in 0..racers * (last + 2) {
            spans.push([f64::INFINITY, f64::NEG_INFINITY]);
        }
        Self { size: [width, HEIGHT], logarithmic, left_out: false, steps, last, spans }
    }

    /// Adds a racer's number after a step.
    pub fn add(&mut self, racer: usize, step: u32, value: f64) {
        let lowest = if self.logarithmic { 0.0 } else { f64::NEG_INFINITY };
        if !(lowest < value && value < f64::INFINITY) {
            self.left_out = true;
            return;
        }
        let step = usize::try_from(step).unwrap_or_default();
        let column = (step * self.last + self.steps / 2) / self.steps;
        let span = &mut self.spans[racer * (self.last + 2) + column];
        *span = [span[0].min(value), span[1].max(value)];
    }

    /// The chart as shapes, in the ink of `palette`. `say` writes a number, or with `true` a count of
    /// steps. `ends` says whether a racer's line ends because the racer stopped.
    #[must_use]
    pub fn shapes(
        &self,
        racers: &[Identity],
        palette: Palette,
        say: &dyn Fn(f64, bool) -> String,
        ends: &dyn Fn(usize) -> bool,
    ) -> Vec<Shape> {
        let palette = palette.beside();
        let mut shapes = Vec::new();
        let [mut low, mut high] = [f64::INFINITY, f64::NEG_INFINITY];
        for span in &self.spans {
            low = low.min(span[0]);
            high = high.max(span[1]);
        }
        if low > high {
            return shapes;
        }
        let right = self.size[0] - RIGHT;
        let steps = number(self.steps);
        let up = Axis::of(low, high, self.logarithmic);
        let along = Axis::of(0.0, steps, false);
        for is_along in [true, false] {
            let axis = if is_along { &along } else { &up };
            let mut index = 0.0;
            while index <= axis.count {
                let value = axis.number(index);
                // On a logarithmic scale a number may be beyond the range of f64; then it has no text.
                if value.is_finite() && !(is_along && value > steps + 0.5) {
                    let text = say(value, is_along);
                    let width = (number(text.chars().count()) * DIGIT).min(LEFT - 10.0);
                    let (line, at) = if is_along {
                        let x = LEFT + (right - LEFT) * value / steps;
                        let left = (x - width / 2.0).min(self.size[0] - width);
                        ([[x, BOTTOM], [x, BOTTOM + 5.0]], [left, BOTTOM + 14.0])
                    } else {
                        let y = down(axis, value);
                        ([[LEFT, y], [right, y]], [LEFT - 6.0 - width, y])
                    };
                    stroke(&mut shapes, &line, palette.rule(), 1.0);
                    let text = Text::plain(at, text, SIZE, width);
                    shapes.push(Shape::Text(Text { color: palette.ink(), ..text }));
                }
                index += 1.0;
            }
        }
        // Outlines first, so that no line cuts another's stroke.
        for layer in &StrokeLayer::ALL {
            for (index, racer) in racers.iter().enumerate() {
                let mut points: Vec<Point> = Vec::new();
                let mut end = None;
                if !racer.stroke_layers().contains(layer) {
                    continue;
                }
                for column in 0..self.last + 2 {
                    let [low, high] = self.spans[index * (self.last + 2) + column];
                    if low <= high {
                        let x = LEFT + (right - LEFT) * number(column) / number(self.last);
                        let at = [x, down(&up, high)];
                        // A line of one point would be invisible.
                        points.push([x - 0.5, down(&up, low)]);
                        points.push(at);
                        end = Some(at);
                    } else if !points.is_empty() {
                        shapes.push(racer.stroke(*layer, std::mem::take(&mut points)));
                    }
                }
                if let Some([x, y]) = end
                    && *layer == StrokeLayer::Stroke
                {
                    if ends(index) {
                        stroke(&mut shapes, &[[x, y - 11.0], [x, y + 11.0]], palette.ink(), 3.0);
                    }
                    shapes.append(&mut marker(racer, [x, y]));
                }
            }
        }
        shapes
    }
}

#[inline(never)]
fn stroke(shapes: &mut Vec<Shape>, points: &[Point], color: Rgb, width: f64) {
    shapes.push(Shape::Line { points: points.to_vec(), stroke: Stroke::solid(color, width) });
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
mod tests {
    use super::*;
    use downhill::RunConfig;
    use proptest::prelude::*;

    /// The painted parts: the extents of each line's strokes, and the texts.
    struct Painted {
        /// By the racer's colour: the highest and lowest px, and the left and right one.
        strokes: Vec<(Rgb, [f64; 4])>,
        texts: Vec<String>,
        heads: usize,
    }

    fn two() -> (Vec<Identity>, Palette) {
        let palette = Palette::default();
        let mut racers = Identity::of(&RunConfig::default(), palette);
        racers.truncate(2);
        (racers, palette)
    }

    fn painted(chart: &Chart) -> Painted {
        let (racers, palette) = two();
        let mut painted = Painted { strokes: Vec::new(), texts: Vec::new(), heads: 0 };
        let say = |number: f64, _| format!("{number:.4}");
        for item in chart.shapes(&racers, palette, &say, &|racer| racer == 1) {
            match item {
                Shape::Line { points, stroke } if stroke.width == StrokeLayer::Stroke.width() => {
                    let fold = |axis: usize, pick: fn(f64, f64) -> f64| {
                        points.iter().map(|point| point[axis]).reduce(pick).unwrap()
                    };
                    let around = [
                        fold(1, f64::min),
                        fold(1, f64::max),
                        fold(0, f64::min),
                        fold(0, f64::max),
                    ];
                    painted.strokes.push((stroke.color, around));
                }
                Shape::Line { points, .. } => {
                    assert!(points.iter().flatten().all(|px| px.is_finite()), "{points:?}");
                }
                Shape::Text(Text { text, at, width, .. }) => {
                    assert!(at[0] >= 0.0 && at[0] + width <= chart.size[0], "{text} {at:?}");
                    painted.texts.push(text);
                }
                Shape::Area { .. } => painted.heads += 1,
            }
        }
        painted
    }

    #[test]
    fn a_spike_of_one_step_in_a_million_is_there() {
        let mut chart = Chart::new(640.0, 2, 1_000_000, false);
        for step in 0..=1_000_000 {
            chart.add(0, step, if step == 123_456 { 9.0 } else { 1.0 });
        }
        let [(_, [top, bottom, left, right])] = painted(&chart).strokes[..] else { panic!() };
        // From 1 to 9 on an axis from 0 to 10.
        assert!((top - (BOTTOM - 0.9 * (BOTTOM - TOP))).abs() < 1e-6, "{top}");
        assert!((bottom - (BOTTOM - 0.1 * (BOTTOM - TOP))).abs() < 1e-6, "{bottom}");
        assert_eq!([left, right], [LEFT - 0.5, 630.0]);
    }

    #[test]
    fn what_is_not_above_0_leaves_a_gap_on_a_logarithmic_scale() {
        let mut chart = Chart::new(640.0, 2, 6, true);
        for (step, value) in (0..).zip([1.0, 0.1, 0.0, 0.01, f64::NAN, -1.0, 0.001]) {
            assert_eq!(chart.left_out, step > 2, "{step}");
            chart.add(0, step, value);
        }
        let lines = painted(&chart);
        let x = |step: f64| LEFT + (640.0 - RIGHT - LEFT) * step / 6.0;
        let found: Vec<[f64; 2]> = lines.strokes.iter().map(|(_, at)| [at[2], at[3]]).collect();
        let expected = [[0.0, 1.0], [3.0, 3.0], [6.0, 6.0]];
        assert_eq!(found, expected.map(|[from, to]| [x(from) - 0.5, x(to)]));
        assert!(
            lines.texts.contains(&"0.0010".to_owned())
                && lines.texts.contains(&"4.0000".to_owned())
        );
        // One marker, of two areas: the other racer has no line.
        assert_eq!(lines.heads, 2);
    }

    #[test]
    fn nothing_known_is_nothing_painted() {
        assert!(painted(&Chart::new(640.0, 2, 1, true)).texts.is_empty());
        let mut chart = Chart::new(1.0, 2, 1, false);
        chart.add(1, 1, f64::INFINITY);
        assert!(chart.left_out && painted(&chart).strokes.is_empty());
    }

    #[test]
    fn lines_touch_both_ends_and_a_stopped_racers_has_a_mark() {
        let mut chart = Chart::new(300.0, 2, 100, false);
        for step in 0..=100 {
            chart.add(0, step, f64::from(step));
        }
        chart.add(1, 0, 50.0);
        chart.add(1, 1, 50.0);
        let found = painted(&chart);
        let [(_, one), (_, other)] = found.strokes[..] else { panic!() };
        assert_eq!(one[2..], [LEFT - 0.5, 290.0]);
        assert_eq!(other[2..], [LEFT - 0.5, LEFT + (290.0 - LEFT) / 100.0]);
        let (racers, palette) = two();
        let marks = |ends: bool| {
            let shapes = chart.shapes(&racers, palette, &|_, _| String::new(), &|_| ends);
            shapes
                .iter()
                .filter(|item| {
                    matches!(item, Shape::Line { stroke: Stroke { width: 3.0, .. }, .. })
                })
                .count()
        };
        assert_eq!([marks(false), marks(true)], [0, 2]);
    }

    fn value() -> impl Strategy<Value = f64> {
        prop_oneof![-5.0..5.0_f64, Just(0.0), Just(f64::NAN), Just(f64::INFINITY), Just(1e300)]
    }

    proptest! {
        #[test]
        fn columns_are_what_a_look_at_every_step_finds(
            values in prop::collection::vec(value(), 2..400),
            width in 68.0..300.0_f64,
            logarithmic: bool,
        ) {
            let steps = u32::try_from(values.len() - 1).unwrap();
            let mut chart = Chart::new(width, 2, steps, logarithmic);
            for (step, value) in (0..).zip(&values) {
                chart.add(1, step, *value);
            }
            let shown = |value: f64| value.is_finite() && (value > 0.0 || !logarithmic);
            prop_assert_eq!(chart.left_out, values.iter().any(|value| !shown(*value)));
            let last = chart.last;
            prop_assert!(last == whole((width - LEFT - RIGHT) / COLUMN).min(values.len() - 1));
            for (column, span) in chart.spans[last + 2..].iter().enumerate() {
                let mut naive = [f64::INFINITY, f64::NEG_INFINITY];
                for (step, value) in values.iter().enumerate() {
                    let at = number(step) / f64::from(steps) * number(last);
                    // A number halfway between two columns belongs to the later one.
                    if shown(*value) && (at + 0.5 + 1e-9).floor() == number(column) {
                        naive = [naive[0].min(*value), naive[1].max(*value)];
                    }
                }
                prop_assert_eq!(*span, naive, "{} of {}", column, last);
            }
            prop_assert!(chart.spans[..last + 2].iter().all(|[low, high]| low > high));
            for (_, [top, bottom, left, right]) in painted(&chart).strokes {
                prop_assert!(TOP - 1e-3 <= top && bottom <= BOTTOM + 1e-3);
                prop_assert!(LEFT - 1.0 <= left && right <= width - RIGHT + 1e-6);
            }
        }
    }
}
