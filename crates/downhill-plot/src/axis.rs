//! A scale with few numbers.

/// A number that is beyond an end by this part of a unit stands at the end.
const NEARLY: f64 = 1e-4;

/// Numbers on an axis, in `count` equal steps of 1, 2, 2.5 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Axis {
    /// The distance of neighbouring numbers.
    pub(crate) unit: f64,
    /// The first number, in units.
    first: f64,
    /// How far the last number is from it, in units.
    pub(crate) count: f64,
}

impl Axis {
    /// The axis inside `low` and `high`, which are finite and ascending. Its numbers lie between the two,
    /// and there are at most `most` units. If there is no such number, `count` is below 0.
    pub(crate) fn within(low: f64, high: f64, most: f64) -> Self {
        let mut axis = Self { unit: 5e-301, first: 0.0, count: f64::NAN };
        let mut factors = [2.0, 2.0, 1.25, 2.0].iter().cycle();
        // For a very small unit the count is NaN.
        while axis.count.is_nan() || axis.count > most {
            let Some(factor) = factors.next() else { break };
            axis.unit *= factor;
            axis.first = (low / axis.unit - NEARLY).ceil();
            axis.count = (high / axis.unit + NEARLY).floor() - axis.first;
        }
        axis
    }

    /// The number after this many units; not finite if f64 has no such number.
    pub(crate) fn number(&self, index: f64) -> f64 {
        (self.first + index) * self.unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers(axis: &Axis) -> Vec<f64> {
        let places = [0.0, 1.0, 2.0, 3.0, 4.0];
        places
            .into_iter()
            .take_while(|place| *place <= axis.count)
            .map(|place| axis.number(place))
            .collect()
    }

    #[test]
    fn usual_ranges_have_the_numbers_that_one_would_choose() {
        for (low, high, expected) in [
            (0.0, 100.0, &[0.0, 25.0, 50.0, 75.0, 100.0][..]),
            (0.0, 1.0, &[0.0, 0.25, 0.5, 0.75, 1.0]),
            (-1.9, 2.3, &[-1.0, 0.0, 1.0, 2.0]),
            (0.51, 0.69, &[0.55, 0.6, 0.65]),
        ] {
            let found = numbers(&Axis::within(low, high, 4.0));
            let near = |(found, wanted): (&f64, &f64)| (found - wanted).abs() < 1e-9;
            assert!(found.len() == expected.len(), "{low} {high} {found:?}");
            assert!(found.iter().zip(expected).all(near), "{low} {high} {found:?}");
        }
    }

    proptest! {
        #[test]
        fn numbers_lie_between_the_ends(
            first in -1e6..1e6_f64, second in -1e6..1e6_f64, scale in -290..290_i32,
        ) {
            let scale = downhill::Real::powi(10.0_f64, scale);
            let (low, high) = (first.min(second) * scale, first.max(second) * scale);
            let axis = Axis::within(low, high, 4.0);
            prop_assert!(axis.count <= 4.0, "{axis:?}");
            for number in numbers(&axis) {
                let slack = 2.0 * NEARLY * axis.unit;
                prop_assert!((low - slack..=high + slack).contains(&number), "{axis:?} {number}");
            }
            if high - low > 1e-3 * scale {
                prop_assert!(axis.count >= 1.0, "{axis:?}");
            }
        }
    }
}
