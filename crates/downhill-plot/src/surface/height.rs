//! How high a surface is where f has some value: the axis of values, linear or logarithmic.

use downhill::decimal::short;
use downhill::{Real, Survey};

use crate::axes::numbers;
use crate::grid::number;

/// If the highest gap between levels is this many times the lowest, the levels are decades.
const DECADES: f64 = 20.0;
/// A linear axis that few values stretch to more than this many times the range of the others ends with those.
const STRETCHED: f64 = 3.0;
/// The part of values at each end that may be cut off.
const FEW: f64 = 0.005;
/// How far the axis goes on beyond the values that it keeps then.
const BEYOND: f64 = 0.05;

/// The map from values of f to heights in a box from 0 to 1. What is lower or higher lies outside of the
/// box.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heights {
    low: f64,
    high: f64,
    /// On a logarithmic axis, the height above the lowest value at which it passes from linear to
    /// logarithmic.
    bend: Option<f64>,
}

impl Heights {
    /// The axis of a surface with these levels and minima, and these samples. None if no sample is a number.
    ///
    /// Where levels are decades, heights are ln(1 + (f − f*) / c), where c is the height of the first level:
    /// so the lowest place is on the axis, too, and is no flat ground.
    pub(crate) fn of(survey: &Survey, samples: &[f64]) -> Option<Self> {
        let mut values: Vec<f64> =
            samples.iter().copied().filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let (least, most) = (*values.first()?, *values.last()?);
        let minimum = survey.minima.iter().map(|minimum| minimum.value).fold(least, f64::min);
        let low = survey.levels.lowest.map_or(minimum, |lowest| lowest.min(least));
        let bend = bend(&survey.levels.values, low);
        if bend.is_some() {
            return Some(Self { low, high: most, bend });
        }
        let quantile = |part: f64| values[whole(part * number(values.len() - 1))];
        let (bottom, top) = (quantile(FEW), quantile(1.0 - FEW));
        let usual = top - bottom;
        let is_stretched =
            |end: f64, kept: f64| usual > 0.0 && (end - kept).abs() > (STRETCHED - 1.0) * usual;
        let mut axis = Self { low, high: most, bend: None };
        if is_stretched(most, top) {
            axis.high = top + BEYOND * usual;
        }
        if is_stretched(low, bottom) && survey.levels.lowest.is_none() {
            axis.low = bottom - BEYOND * usual;
        }
        if axis.high - axis.low <= 64.0 * f64::EPSILON * low.abs().max(most.abs()) {
            // f is constant: its plane lies in the middle.
            let around = 0.5 * most.abs().max(1.0);
            (axis.low, axis.high) = (low - around, most + around);
        }
        Some(axis)
    }

    /// The height of a value: NaN if the value is, or is infinite.
    pub(crate) fn of_value(&self, value: f64) -> f64 {
        if !value.is_finite() {
            return f64::NAN;
        }
        // Halves, because differences could overflow.
        let above = |value: f64| 0.5 * value - 0.5 * self.low;
        let (above, highest) = (above(value), above(self.high));
        match self.bend {
            None => above / highest,
            Some(bend) => {
                let ln = |above: f64| Real::ln(1.0 + 2.0 * above.max(0.0) / bend);
                ln(above) / ln(highest)
            }
        }
    }

    /// How much the height grows with f at a value.
    pub(crate) fn slope(&self, value: f64) -> f64 {
        let highest = 0.5 * self.high - 0.5 * self.low;
        match self.bend {
            None => 0.5 / highest,
            Some(bend) => {
                let above = (value - self.low).max(0.0);
                1.0 / (bend + above) / Real::ln(1.0 + 2.0 * highest / bend)
            }
        }
    }

    /// Whether the axis is logarithmic.
    pub(crate) fn is_logarithmic(&self) -> bool {
        self.bend.is_some()
    }

    /// Numbers on the axis, at most about `most`, with their heights.
    pub(crate) fn numbers(&self, survey: &Survey, most: f64) -> Vec<(f64, String)> {
        if self.bend.is_none() {
            let numbers = numbers([self.low, self.high], most);
            return numbers.into_iter().map(|(value, text)| (self.of_value(value), text)).collect();
        }
        let levels = &survey.levels;
        let lowest = levels.base().unwrap_or_else(|| short(self.low));
        let mut found = vec![(0.0, lowest)];
        for index in levels.labelled(whole(most.max(2.0)) - 1) {
            if let (Some(value), Some(label)) = (levels.values.get(index), levels.label(index)) {
                found.push((self.of_value(*value), label));
            }
        }
        found
    }
}

/// The height at which an axis bends that is logarithmic as the levels are; none if they are not.
fn bend(levels: &[f64], low: f64) -> Option<f64> {
    let [first, second, .., before, last] = levels else { return None };
    let bend = first - low;
    let is_decades = (last - before) / (second - first) >= DECADES;
    (is_decades && bend > 0.0 && bend.is_finite()).then_some(bend)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number from 0 to that of samples; a cast of anything else is clamped"
)]
fn whole(number: f64) -> usize {
    number.round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::{RunConfig, objectives};

    fn of(line: &str) -> (Heights, Survey, Vec<f64>) {
        let config: RunConfig = line.parse().unwrap();
        let survey = config.survey();
        let samples = config.objective.sample(config.view, 65, 65);
        (Heights::of(&survey, &samples).unwrap(), survey, samples)
    }

    #[test]
    fn the_articles_axis_is_linear_from_0_to_the_highest_value() {
        let (axis, survey, samples) = of("preset=article-gif");
        let highest = samples.iter().copied().fold(0.0, f64::max);
        assert!(!axis.is_logarithmic());
        assert_eq!([0.0, highest].map(|value| axis.of_value(value)), [0.0, 1.0]);
        assert!((axis.of_value(0.5 * highest) - 0.5).abs() < 1e-15);
        let numbers = axis.numbers(&survey, 6.0);
        let texts: Vec<&str> = numbers.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["0", "0.2", "0.4", "0.6", "0.8"]);
    }

    #[test]
    fn the_axis_is_logarithmic_where_the_levels_are() {
        for (line, is_logarithmic) in [
            ("objective=rosenbrock", true),
            ("objective=beale", true),
            ("objective=goldstein-price", true),
            ("objective=bowl", false),
            ("objective=rastrigin", false),
            ("formula=x^2+100*y^2&view=-1:1,-1:1", false),
            ("objective=bowl&levels=1,10,100,1000,10000", true),
            ("objective=bowl&levels=1,2,3,4,5", false),
        ] {
            assert_eq!(of(line).0.is_logarithmic(), is_logarithmic, "{line}");
        }
    }

    #[test]
    fn a_logarithmic_axis_has_its_lowest_place_and_equal_steps_far_above_it() {
        let (axis, survey, _) = of("objective=rosenbrock");
        assert_eq!(axis.of_value(0.0), 0.0);
        let steps = [100.0, 1000.0].map(|value| axis.of_value(10.0 * value) - axis.of_value(value));
        assert!((steps[0] - steps[1]).abs() < 0.01, "{steps:?}");
        assert_eq!(axis.numbers(&survey, 6.0)[0], (0.0, "0".to_owned()));
    }

    #[test]
    fn slopes_are_those_of_heights() {
        for line in ["objective=rosenbrock", "objective=himmelblau", "formula=x+y&view=-1:1,-1:1"] {
            let (axis, ..) = of(line);
            for value in [0.5, 3.0, 70.0] {
                let by = 1e-5 * value;
                let found = (axis.of_value(value + by) - axis.of_value(value - by)) / (2.0 * by);
                assert!((found - axis.slope(value)).abs() < 1e-6 * found.abs(), "{line} {value}");
            }
        }
    }

    #[test]
    fn samples_are_heights_from_0_to_1_and_numbers_ascend_on_every_objective() {
        for entry in objectives() {
            let (axis, survey, samples) = of(&format!("objective={}", entry.name));
            let inside =
                samples.iter().filter(|value| (-1e-9..=1.0).contains(&axis.of_value(**value)));
            let finite = samples.iter().filter(|value| value.is_finite()).count();
            assert!(100 * inside.count() >= 98 * finite, "{}", entry.name);
            let numbers = axis.numbers(&survey, 6.0);
            assert!((2..=12).contains(&numbers.len()), "{}: {numbers:?}", entry.name);
            assert!(numbers.is_sorted_by(|lhs, rhs| lhs.0 < rhs.0), "{}: {numbers:?}", entry.name);
            assert!(numbers.iter().all(|(at, _)| (-1e-6..1.000_001).contains(at)), "{numbers:?}");
        }
    }

    #[test]
    fn values_that_are_hard_to_draw_have_heights_too() {
        // A constant lies in the middle.
        let (axis, ..) = of("formula=7&view=-1:1,-1:1");
        assert_eq!(axis.of_value(7.0), 0.5);
        // What is no number has none.
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(axis.of_value(value).is_nan());
        }
        // Neither do differences overflow.
        let (axis, ..) = of("formula=1.7e308*x&view=-1:1,-1:1");
        assert_eq!([-1.7e308, 0.0, 1.7e308].map(|value| axis.of_value(value)), [0.0, 0.5, 1.0]);
        // A pole does not flatten all else.
        let (axis, ..) = of("formula=1/(x^2+y^2)&view=-1:1,-1:1");
        assert!(axis.of_value(2.0) > 0.002 && axis.high < 1e4, "{axis:?}");
        let nothing: RunConfig = "formula=log(-1-x^2)&view=-1:1,-1:1".parse().unwrap();
        let samples = nothing.objective.sample(nothing.view, 9, 9);
        assert_eq!(Heights::of(&nothing.survey(), &samples), None);
    }
}
