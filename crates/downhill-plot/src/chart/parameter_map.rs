//! A map of how a racer's race ends over the values of two hyper-parameters.

use downhill::Real;

use super::scale::Scale;
use super::{APART, CHART_INSETS, LABELS, SIZE, WITH_STEPS};
use crate::color::Rgb;
use crate::identity::Identity;
use crate::labels::text_width;
use crate::marker::sized_marker;
use crate::palette::Palette;
use crate::shape::{Anchor, Point, Shape, Stroke, Text};

/// The upper edge of the map in CSS px.
const TOP: f64 = 8.0;

/// How a race ends at two values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    /// Nothing is known yet.
    Unknown,
    /// The racer arrives: 0 is at once, 1 at the last step.
    Arrives(f64),
    /// It takes all steps and does not arrive.
    OnItsWay,
    /// It stops, or ends higher than it began.
    FliesOff,
}

/// A map of how a racer's race ends over the values of two hyper-parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterMap<'a> {
    /// Its width and height in CSS px.
    pub size: Point,
    /// The values from left to right and from below upwards, ascending.
    pub values: [&'a [f64]; 2],
    /// Whether each is spread by its logarithm.
    pub are_logarithmic: [bool; 2],
    /// How the race ends, row by row from below.
    pub endings: &'a [Ending],
    /// The racer's present values.
    pub now: [f64; 2],
}

impl ParameterMap<'_> {
    fn scale(&self, axis: usize) -> Scale {
        let values = self.values[axis];
        let (low, high) =
            (values.first().copied().unwrap_or(0.0), values.last().copied().unwrap_or(1.0));
        Scale::between(low, if high > low { high } else { low + 1.0 }, self.are_logarithmic[axis])
    }

    fn edges(&self) -> [[f64; 2]; 2] {
        let [left, right] = CHART_INSETS;
        [[left, self.size[0] - right], [self.size[1] - WITH_STEPS, TOP]]
    }

    /// The middle of a cell, or a value's place, in CSS px along an axis.
    fn place(&self, axis: usize, value: f64) -> f64 {
        let [from, to] = self.edges()[axis];
        from + self.scale(axis).part(value).min(1.0) * (to - from)
    }

    /// The borders of the cells along an axis, one more than there are values.
    fn borders(&self, axis: usize) -> Vec<f64> {
        let middles: Vec<f64> =
            self.values[axis].iter().map(|value| self.place(axis, *value)).collect();
        let [from, to] = self.edges()[axis];
        let mut borders = vec![from];
        borders.extend(middles.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])));
        borders.push(to);
        borders
    }

    /// The values at a place in CSS px.
    #[must_use]
    pub fn values_at(&self, at: Point) -> [f64; 2] {
        let edges = self.edges();
        [0, 1].map(|axis| {
            let [from, to] = edges[axis];
            self.scale(axis).at(((at[axis] - from) / (to - from)).clamp(0.0, 1.0))
        })
    }

    /// The map in the racer's colour: the darker the sooner it arrives; crossed where it flies off. `say`
    /// writes a number.
    #[must_use]
    pub fn shapes(
        &self,
        racer: &Identity,
        palette: Palette,
        say: &dyn Fn(f64) -> String,
    ) -> Vec<Shape> {
        let palette = palette.beside();
        let (columns, rows) = (self.borders(0), self.borders(1));
        let mut shapes = Vec::new();
        for (index, ending) in self.endings.iter().enumerate() {
            let (column, row) = (index % self.values[0].len(), index / self.values[0].len());
            let (Some([left, right]), Some([low, high])) = (
                columns.get(column..column + 2).and_then(|ends| ends.first_chunk::<2>()),
                rows.get(row..row + 2).and_then(|ends| ends.first_chunk::<2>()),
            ) else {
                continue;
            };
            let opacity = match ending {
                Ending::Unknown => continue,
                Ending::Arrives(part) => 0.9 - 0.65 * part,
                Ending::OnItsWay => 0.08,
                Ending::FliesOff => 0.0,
            };
            if *ending == Ending::FliesOff {
                let points = vec![[*left, *low], [*right, *high]];
                shapes.push(Shape::Line { points, stroke: Stroke::solid(palette.muted(), 0.8) });
                continue;
            }
            let ring = vec![[*left, *low], [*right, *low], [*right, *high], [*left, *high]];
            shapes.push(Shape::Area { rings: vec![ring], color: racer.color, opacity });
        }
        self.numbers(palette.muted(), say, &mut shapes);
        let at = [0, 1].map(|axis| self.place(axis, self.now[axis]));
        shapes.append(&mut sized_marker(racer, at, racer.radius, false));
        shapes
    }

    fn numbers(&self, color: Rgb, say: &dyn Fn(f64) -> String, shapes: &mut Vec<Shape>) {
        let mut text = |at: Point, text: String, anchor: Anchor| {
            let width = text_width(&text, SIZE) + 1.0;
            let text = Text::plain(at, text, SIZE, width);
            shapes.push(Shape::Text(Text { color, anchor, ..text }));
        };
        let room = |length: f64, apart: f64| (length / apart).floor().clamp(1.0, 6.0);
        let [[left, right], [low, high]] = self.edges();
        for tick in self.scale(0).ticks(room(right - left, APART[0]), say) {
            let half = (text_width(&tick.text, SIZE) + 1.0) / 2.0;
            let x = (left + (right - left) * tick.part).min(self.size[0] - half);
            text([x, self.size[1] - SIZE / 2.0 - 3.0], tick.text, Anchor::Middle);
        }
        for tick in self.scale(1).ticks(room(low - high, APART[1]), say) {
            let end = (CHART_INSETS[0] - LABELS).max(text_width(&tick.text, SIZE) + 2.0);
            text([end, low + (high - low) * tick.part], tick.text, Anchor::End);
        }
    }
}

/// How slowly a racer arrives: the part of the budget in the logarithm, 0 for one step and 1 for all.
#[must_use]
pub fn slowness(steps: f64, budget: u32) -> f64 {
    let all = Real::ln(f64::from(budget.max(2)));
    (Real::ln(steps.max(1.0)) / all).min(1.0)
}

#[cfg(test)]
mod tests {
    use downhill::RunConfig;

    use super::*;
    use crate::palette::Theme;

    #[test]
    fn each_ending_is_painted_in_its_cell() {
        let palette = Palette::of(&RunConfig::default(), Theme::Light, false);
        let racers = Identity::of(&RunConfig::default(), palette);
        let endings = [
            Ending::Arrives(0.0),
            Ending::Arrives(1.0),
            Ending::OnItsWay,
            Ending::FliesOff,
            Ending::Unknown,
            Ending::FliesOff,
        ];
        let map = ParameterMap {
            size: [258.0, 130.0],
            values: [&[0.01, 0.1, 1.0], &[0.0, 0.5]],
            are_logarithmic: [true, false],
            endings: &endings,
            now: [0.1, 0.5],
        };
        let shapes = map.shapes(&racers[0], palette, &|_| "1".to_owned());
        let areas: Vec<f64> = shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Area { color, opacity, rings } if *color == racers[0].color => {
                    (rings[0].len() == 4).then_some(*opacity)
                }
                _ => None,
            })
            .collect();
        assert_eq!(areas[..3], [0.9, 0.25, 0.08]);
        // 200 px for two decades, behind a margin of 48.
        assert!((map.place(0, 0.1) - 148.0).abs() < 1e-9);
        let [x, y] = map.values_at([148.0, 108.0]);
        assert!((x - 0.1).abs() < 1e-12 && y.abs() < 1e-12);
    }

    #[test]
    fn slowness_is_the_part_of_the_budget_in_the_logarithm() {
        assert!((slowness(10.0, 100) - 0.5).abs() < 1e-12);
        assert!(slowness(0.0, 100).abs() < 1e-12 && (slowness(1e9, 100) - 1.0).abs() < 1e-12);
    }
}
