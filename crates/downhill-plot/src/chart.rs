//! A number of each racer over the steps of a run.

mod axis;

use downhill::letters;

use self::axis::Axis;
use crate::color::Rgb;
use crate::grid::number;
use crate::head::head;
use crate::identity::{DARK, Identity, LIGHT, Trace};
use crate::item::{Item, Point};

/// Where step 0 and the last one are, in CSS px from the left and the right edge.
const LEFT: f64 = 56.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 24.0;
/// The numbers' height, and about how wide a digit is.
const SIZE: f64 = 11.0;
const DIGIT: f64 = 6.3;
/// What the numbers stand at.
const GRID: Rgb = Rgb([208, 212, 222]);
/// More columns would make px of numbers that a u32 does not hold.
const MOST_COLUMNS: f64 = 4000.0;

/// The chart as it grows. A column is one px wide, or a step where there are fewer of these; it keeps
/// the lowest and the highest number of each racer, so that none is hidden by many others.
pub struct Chart {
    size: Point,
    steps: usize,
    logarithmic: bool,
    /// The last column.
    last: usize,
    /// Lowest and highest by racer and column; the wrong way round where there is nothing.
    spans: Vec<[f64; 2]>,
    /// Which racers have stopped.
    stopped: Vec<bool>,
    lowest: f64,
    left_out: bool,
}

impl Chart {
    /// An empty chart of so many racers and steps (at least one) in `size` CSS px.
    #[must_use]
    pub fn new(size: Point, racers: usize, steps: u32, logarithmic: bool) -> Self {
        let steps = usize::try_from(steps).unwrap_or(1).max(1);
        let last = px((size[0] - LEFT - RIGHT).clamp(1.0, MOST_COLUMNS)).min(steps);
        Self {
            size,
            steps,
            logarithmic,
            last,
            spans: vec![[f64::INFINITY, f64::NEG_INFINITY]; racers * (last + 1)],
            stopped: vec![false; racers],
            lowest: f64::INFINITY,
            left_out: false,
        }
    }

    /// Its width and height in CSS px.
    #[must_use]
    pub fn size(&self) -> Point {
        self.size
    }

    /// Whether equal ways are equal ratios.
    #[must_use]
    pub fn is_logarithmic(&self) -> bool {
        self.logarithmic
    }

    /// The lowest finite number so far, also one that has no place on the scale; infinite before the
    /// first.
    #[must_use]
    pub fn lowest(&self) -> f64 {
        self.lowest
    }

    /// Whether a number had no place on the scale: where it was not finite, or on a logarithmic one
    /// not above 0.
    #[must_use]
    pub fn left_out(&self) -> bool {
        self.left_out
    }

    /// Takes in a racer's number after a step.
    pub fn add(&mut self, racer: usize, step: u32, value: f64) {
        let is_finite = value.is_finite();
        if is_finite && value < self.lowest {
            self.lowest = value;
        }
        if !is_finite || (self.logarithmic && value <= 0.0) {
            self.left_out = true;
            return;
        }
        let step = usize::try_from(step).unwrap_or_default();
        let column = (step * self.last + self.steps / 2) / self.steps;
        if let Some([low, high]) = self.spans.get_mut(racer * (self.last + 1) + column) {
            *low = low.min(value);
            *high = high.max(value);
        }
    }

    /// The racer has no more numbers.
    pub fn stop(&mut self, racer: usize) {
        self.stopped[racer] = true;
    }

    /// What is to be painted; `say` writes a number, or with `true` a count of steps.
    #[must_use]
    pub fn items(&self, racers: &[Identity], say: &dyn Fn(f64, bool) -> String) -> Vec<Item> {
        let [width, height] = self.size;
        let (right, bottom) = (width - RIGHT, height - BOTTOM);
        let corners = vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
        let mut items = vec![Item::Area { rings: vec![corners], color: LIGHT, opacity: 1.0 }];

        let [mut low, mut high] = [f64::INFINITY, f64::NEG_INFINITY];
        for span in &self.spans {
            low = low.min(span[0]);
            high = high.max(span[1]);
        }
        let is_empty = low > high;
        if is_empty {
            [low, high] = [1.0; 2];
        }
        let up = Axis::of(low, high, self.logarithmic);
        let y = |part: f64| bottom + (TOP - bottom) * part;
        let along = Axis::of(0.0, number(self.steps), false);
        let x = |part: f64| LEFT + (right - LEFT) * part;
        for (axis, is_along) in [(up, false), (along, true)] {
            let mut index = 0.0;
            while index <= axis.count {
                if let Some(value) = axis.number(index)
                    && !(is_along && value > number(self.steps))
                    && (is_along || !is_empty)
                {
                    let text = say(value, is_along);
                    let wide = (number(letters(&text)) * DIGIT).min(LEFT - 10.0);
                    let (points, at) = if is_along {
                        let x = x(value / number(self.steps));
                        let left = (x - wide / 2.0).min(width - wide - 2.0);
                        (vec![[x, bottom], [x, bottom + 5.0]], [left, bottom + 14.0])
                    } else {
                        let y = y(index / axis.count);
                        (vec![[LEFT, y], [right, y]], [LEFT - 6.0 - wide, y])
                    };
                    items.push(Item::Line { points, color: GRID, width: 1.0, dash: None });
                    items.push(Item::Text { at, text, size: SIZE, width: wide });
                }
                index += 1.0;
            }
        }

        let mut lines: Vec<(usize, Vec<Point>)> = Vec::new();
        let mut ends = Vec::new();
        for (racer, columns) in self.spans.chunks(self.last + 1).enumerate() {
            let mut points: Vec<Point> = Vec::new();
            let mut end = None;
            for (column, [low, high]) in columns.iter().enumerate() {
                let x = x(number(column) / number(self.last));
                if low > high {
                    lines.push((racer, std::mem::take(&mut points)));
                    continue;
                }
                let [mut from, mut to] = [y(up.part(*low)), y(up.part(*high))];
                // On from the nearer end, so that lines of many columns are no saws.
                if let Some([_, before]) = points.last()
                    && (before - to).abs() < (before - from).abs()
                {
                    [from, to] = [to, from];
                }
                if points.is_empty() {
                    // A point alone is seen too.
                    points.push([x - 1.0, from]);
                }
                points.push([x, from]);
                if from != to {
                    points.push([x, to]);
                }
                end = Some([x, to]);
            }
            lines.push((racer, points));
            if let Some(at) = end {
                ends.push((racer, at));
            }
        }
        // Casings first, so that no line cuts another's core.
        for trace in [Trace::Dark, Trace::Light, Trace::Core] {
            for (racer, points) in &lines {
                let Some(racer) = racers.get(*racer).filter(|_| !points.is_empty()) else {
                    continue;
                };
                let (color, dash) = match trace {
                    Trace::Dark => (DARK, None),
                    Trace::Light => (LIGHT, None),
                    Trace::Core => (racer.color, racer.dash(0.0)),
                };
                items.push(Item::Line {
                    points: points.clone(),
                    color,
                    width: trace.width(),
                    dash,
                });
            }
        }
        for (racer, [x, y]) in ends {
            if self.stopped[racer] {
                let points = vec![[x, y - 11.0], [x, y + 11.0]];
                items.push(Item::Line { points, color: DARK, width: 3.0, dash: None });
            }
            items.append(&mut head(&racers[racer], [x, y]));
        }
        items
    }
}

/// Whole px of a length between 1 and [`MOST_COLUMNS`].
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "callers check that the length is small and above 0"
)]
fn px(length: f64) -> usize {
    length as usize
}
