//! A scale with few numbers.

use downhill::Real;

/// Smaller numbers count as 0.
const TINY: f64 = 1e-290;
/// The rounding error that a whole number of units may have.
const SLACK: f64 = f64::EPSILON * 4_194_304.0;
/// A number that is beyond an end by this part of a unit stands at the end.
const NEARLY: f64 = 1e-4;

/// An axis from one of its numbers to another, in `count` equal steps of 1, 2 or 5 times a power of
/// ten. A logarithmic axis has steps of whole decades.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Axis {
    logarithmic: bool,
    /// The distance of neighbouring numbers.
    pub(crate) unit: f64,
    /// The beginning, in units.
    first: f64,
    /// The length, in units.
    pub(crate) count: f64,
}

impl Axis {
    /// The axis for numbers from `low` to `high`, which are finite and ascending, and above 0 for a
    /// `logarithmic` axis. Its length is 1 to 4 units, for a logarithmic axis up to 6.
    pub(crate) fn of(low: f64, high: f64, logarithmic: bool) -> Self {
        let mut axis = Self { logarithmic, unit: 0.5, first: 0.0, count: f64::NAN };
        let (mut low, mut high) = (axis.along(low), axis.along(high));
        let size = low.abs().max(high.abs());
        if high / 2.0 - low / 2.0 <= (size * (SLACK / 1024.0)).max(TINY) {
            // A constant is in the middle of the axis.
            let around = if logarithmic || size < TINY { 1.0 } else { size / 2.0 };
            low = (low - around).max(f64::MIN);
            high = (high + around).min(f64::MAX);
        }
        // The greatest number of units.
        let mut most = 6.0;
        if !logarithmic {
            [axis.unit, most] = [5e-301, 4.0];
        }
        axis.widen(&[2.0, 2.0, 2.5], most, |unit| {
            let first = (low / unit + SLACK).floor();
            [first, (high / unit - SLACK).ceil()]
        });
        axis
    }

    /// The axis inside `low` and `high`, which are finite and ascending. Its numbers, 1, 2, 2.5 or 5
    /// times a power of ten apart, lie between the two, and there are at most `most` units. If there is
    /// no such number, `count` is below 0.
    pub(crate) fn within(low: f64, high: f64, most: f64) -> Self {
        let mut axis = Self { logarithmic: false, unit: 5e-301, first: 0.0, count: f64::NAN };
        axis.widen(&[2.0, 2.0, 1.25, 2.0], most, |unit| {
            let first = (low / unit - NEARLY).ceil();
            [first, (high / unit + NEARLY).floor()]
        });
        axis
    }

    /// Multiplies the unit by these factors in turn until there are at most `most` units between the
    /// two ends that `ends` computes from it.
    fn widen(&mut self, factors: &[f64], most: f64, ends: impl Fn(f64) -> [f64; 2]) {
        let mut factors = factors.iter().cycle();
        // For a very small unit the count is NaN.
        while self.count.is_nan() || self.count > most {
            let Some(factor) = factors.next() else { return };
            self.unit *= factor;
            let [first, last] = ends(self.unit);
            (self.first, self.count) = (first, last - first);
        }
    }

    /// The position of a number on the axis, as part of its length.
    pub(crate) fn part(&self, number: f64) -> f64 {
        (self.along(number) / self.unit - self.first) / self.count
    }

    /// The number after this many units; not finite if f64 has no such number.
    pub(crate) fn number(&self, index: f64) -> f64 {
        let along = (self.first + index) * self.unit;
        if !self.logarithmic {
            return along;
        }
        let (mut power, mut left) = (1.0, along.abs());
        while left > 0.5 {
            power *= 10.0;
            left -= 1.0;
        }
        if along > 0.0 || power > f64::MAX { power } else { 1.0 / power }
    }

    fn along(&self, number: f64) -> f64 {
        if self.logarithmic { Real::log10(number) } else { number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(axis: &Axis) -> Vec<f64> {
        let places = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        places
            .into_iter()
            .take_while(|place| *place <= axis.count)
            .map(|place| axis.number(place))
            .filter(|number| number.is_finite())
            .collect()
    }

    fn near(first: &[f64], second: &[f64]) -> bool {
        first.len() == second.len()
            && first
                .iter()
                .zip(second)
                .all(|(first, second)| (first - second).abs() <= second.abs() * 1e-9)
    }

    #[test]
    fn usual_ranges_have_the_numbers_that_one_would_choose() {
        for (low, high, logarithmic, expected) in [
            (0.0, 100.0, false, &[0.0, 50.0, 100.0][..]),
            (0.0, 1.0, false, &[0.0, 0.5, 1.0]),
            (-1.9, 2.3, false, &[-2.0, 0.0, 2.0, 4.0]),
            (0.0026, 0.93, true, &[1e-3, 1e-2, 0.1, 1.0]),
            (1e-30, 3.0, true, &[1e-30, 1e-20, 1e-10, 1.0, 1e10]),
            (0.5, 0.5, false, &[0.2, 0.4, 0.6, 0.8]),
            (0.0, 0.0, false, &[-1.0, -0.5, 0.0, 0.5, 1.0]),
            (1.0, 1.0, true, &[0.1, 1.0, 10.0]),
        ] {
            let axis = Axis::of(low, high, logarithmic);
            assert!(near(&numbers(&axis), expected), "{low} {high} {:?}", numbers(&axis));
        }
    }

    fn any() -> impl Strategy<Value = f64> {
        prop_oneof![
            Just(0.0),
            Just(f64::MAX),
            Just(f64::MIN),
            Just(f64::MIN_POSITIVE),
            Just(5e-324),
            -10.0..10.0_f64,
            any_size(),
            any_size().prop_map(|number| -number),
        ]
    }

    fn any_size() -> impl Strategy<Value = f64> {
        (-744.0..709.0_f64).prop_map(Real::exp)
    }

    proptest! {
        #[test]
        fn all_numbers_between_are_on_the_axis_and_three_to_five_stand_beside_it(
            first in any(), second in any(), part in 0.0..=1.0_f64
        ) {
            let (low, high) = (first.min(second), first.max(second));
            let axis = Axis::of(low, high, false);
            prop_assert!((1.0..=4.0).contains(&axis.count), "{axis:?}");
            for number in [low, high, low * (1.0 - part) + high * part] {
                prop_assert!((-1e-5..=1.0 + 1e-5).contains(&axis.part(number)), "{axis:?} {number}");
            }
            let found = numbers(&axis);
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "{found:?}");
            if high / 2.0 - low / 2.0 > 1e-290 && high < 1e300 && low > -1e300 {
                prop_assert!((3..=5).contains(&found.len()), "{axis:?} {found:?}");
            }
        }

        #[test]
        fn a_logarithmic_one_has_decades(first in any_size(), second in any_size()) {
            let (low, high) = (first.min(second).max(5e-324), first.max(second).max(5e-324));
            let axis = Axis::of(low, high, true);
            prop_assert!((1.0..=6.0).contains(&axis.count), "{axis:?}");
            for number in [low, high] {
                prop_assert!((-1e-5..=1.0 + 1e-5).contains(&axis.part(number)), "{axis:?} {number}");
            }
            let found = numbers(&axis);
            // Subnormal numbers have fewer digits, so there may be none.
            prop_assert!(!found.is_empty() || high < 1e-300);
            for number in found.iter().filter(|number| **number > 1e-300) {
                let decade = Real::log10(*number);
                prop_assert!((decade - decade.round()).abs() < 1e-9, "{number}");
            }
        }
    }
}
