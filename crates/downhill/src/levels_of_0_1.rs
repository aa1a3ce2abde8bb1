//! The levels that release 0.1 chose and wrote into its links, to tell them from chosen ones.

use downhill_math::{Bounds, Objective};

/// The number of samples along x and along y.
const SAMPLES: [u32; 2] = [97, 73];
/// The number of levels, if there are enough different values: eight bands.
const LEVELS: usize = 9;

/// The levels that release 0.1 gave an objective in a view by default: by the spread of its values.
/// (For the Gaussian in its own view they were the article's list, which counts as chosen.)
pub(crate) fn levels_of_0_1(objective: &Objective, view: Bounds) -> Vec<f64> {
    let [columns, rows] = SAMPLES;
    by_spread(&objective.sample(view, columns, rows))
}

/// Levels for the bands and isolines of a function with these samples, ascending and finite: nine of
/// them, or fewer (at least two) if there are fewer than nine different values.
///
/// They are quantiles, so that all bands cover about the same area, whatever decades or poles f has.
/// The lowest and the highest are near the ends of the range of all but a hundredth of the samples.
/// Each is moved to a number of few digits, by less than a quarter of a band. Values that are not
/// finite do not count, nor does the order of the samples.
fn by_spread(values: &[f64]) -> Vec<f64> {
    let places = different(values);
    let count = places.len() - 2;
    let levels = LEVELS.min(count + 1);
    let slack = count / 32;
    let first = 1 + slack / 4;
    let last = if count < LEVELS { count + 1 } else { count - slack / 4 };
    let powers = powers();
    let mut chosen: Vec<f64> = Vec::with_capacity(levels);
    for index in 0..levels {
        // The level may lie anywhere above the value before `low`, up to the value at `high`.
        let middle = (1 + index * count / (levels - 1)).max(first).min(last);
        let (low, high) = (middle.saturating_sub(slack).max(1), (middle + slack).min(count + 1));
        let from = places[low - 1] / 2.0 + places[low] / 2.0;
        let level = rounded(places[middle], from, places[high], &powers);
        if chosen.last().is_none_or(|before| *before < level) {
            chosen.push(level);
        }
    }
    chosen
}

/// The finite values, ascending. Values that differ by less than a billionth of their spread count
/// once, since a plateau is one value whatever its rounding. The result has at least two values, and
/// one more on each side, as far off as the one before.
fn different(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let end = sorted.len() / 128;
    let spread = match (sorted.get(end), sorted.get(sorted.len().wrapping_sub(end + 1))) {
        (Some(low), Some(high)) => (high / 2.0 - low / 2.0) * 2e-9,
        _ => 0.0,
    };
    let mut places = vec![f64::NEG_INFINITY];
    let mut last = f64::NEG_INFINITY;
    for value in sorted {
        if value - last > spread {
            places.push(value);
            last = value;
        }
    }
    if places.len() < 3 {
        // A constant is shown between the values that a reader expects: 0 and its double.
        let other = if last.is_finite() && last != 0.0 { last } else { 1.0 };
        places = vec![0.0, other.min(0.0), other.max(0.0)];
    }
    let beyond = |from: f64, to: f64| (to + (to - from)).clamp(f64::MIN, f64::MAX);
    let count = places.len();
    places[0] = beyond(places[2], places[1]);
    places.push(beyond(places[count - 2], places[count - 1]));
    places
}

/// The number of powers of ten from 1 to the largest finite one.
const POWERS: usize = 309;

/// 10⁰, 10¹, 10² and so on, each ten times the one before.
fn powers() -> [f64; POWERS] {
    let mut powers = [1.0; POWERS];
    for at in 1..POWERS {
        powers[at] = powers[at - 1] * 10.0;
    }
    powers
}

/// The number with the fewest digits in [`from`, `to`] that is `target` rounded.
fn rounded(target: f64, from: f64, to: f64, powers: &[f64; POWERS]) -> f64 {
    let is_inside = |round: &f64| from <= *round && *round <= to;
    // From the highest decimal place to the lowest. A division by a power of ten gives the exact
    // decimal; a multiplication by 0.1 would not.
    let whole = powers.iter().rev().map(|power| (target / power).round_ties_even() * power);
    let parts = powers[1..].iter().map(|power| (target * power).round_ties_even() / power);
    // −0 becomes 0.
    whole.chain(parts).find(is_inside).map_or(target, |round| round + 0.0)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "samples of any function will do")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The number of values in each band; the outermost bands take those beyond their level.
    fn shares(levels: &[f64], values: &[f64]) -> Vec<usize> {
        let mut shares = vec![0; levels.len() - 1];
        for value in values.iter().filter(|value| value.is_finite()) {
            let band = levels.iter().filter(|level| value >= *level).count();
            shares[band.clamp(1, levels.len() - 1) - 1] += 1;
        }
        shares
    }

    fn sampled(f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let part = |index: u32| f64::from(index) / 40.0 - 1.0;
        (0..81 * 81_u32).map(|index| f(part(index % 81), part(index / 81))).collect()
    }

    fn finite() -> impl Strategy<Value = f64> {
        prop_oneof![
            -1e308..1e308_f64,
            -10.0..10.0_f64,
            (0..6_i32).prop_map(f64::from),
            (0..9_i32).prop_map(|step| 1e6 + f64::from(step) * 1.2e-10),
            (-300.0..300.0_f64).prop_map(|exponent| 10_f64.powf(exponent)),
            Just(f64::MAX),
            Just(f64::MIN),
            Just(0.0),
        ]
    }

    #[test]
    fn nothing_and_constants_have_levels_too() {
        for (values, levels) in [
            (vec![], vec![0.0, 1.0, 2.0]),
            (vec![f64::NAN, f64::INFINITY], vec![0.0, 1.0, 2.0]),
            (vec![0.0; 9], vec![0.0, 1.0, 2.0]),
            (vec![0.10283; 9], vec![0.0, 0.1, 0.2]),
            (vec![-1.0, 1.0, f64::NAN], vec![-1.0, 0.0, 3.0]),
        ] {
            assert_eq!(by_spread(&values), levels);
        }
    }

    #[test]
    fn usual_fields_have_the_levels_that_one_would_choose() {
        type Row = (fn(f64, f64) -> f64, [f64; 9]);
        let rows: [Row; 7] = [
            (|x, _| x, [-1.0, -0.8, -0.5, -0.2, 0.0, 0.2, 0.5, 0.8, 1.0]),
            // A million, and a few millionths.
            (
                |x, y| 1e6 + 1e-6 * (x + y),
                [
                    999_999.999_998,
                    999_999.999_998_5,
                    999_999.999_999,
                    999_999.999_999_5,
                    1e6,
                    1_000_000.000_000_5,
                    1_000_000.000_001,
                    1_000_000.000_001_5,
                    1_000_000.000_002,
                ],
            ),
            (
                |x, y| (1.0 - x) * (1.0 - x) + 100.0 * (y - x * x) * (y - x * x),
                [0.0, 4.0, 10.0, 20.0, 40.0, 60.0, 80.0, 140.0, 300.0],
            ),
            (
                |x, y| 1.0 - (-3.0 * (x * x + y * y)).exp(),
                [0.0, 0.3, 0.6, 0.76, 0.86, 0.92, 0.95, 0.98, 0.996],
            ),
            // Twelve decades.
            (|x, _| (14.0 * x).exp(), [0.0, 0.02, 0.2, 4.0, 50.0, 500.0, 1e4, 1e5, 1e6]),
            // A pole.
            (
                |x, y| 1.0 / (x * x + y * y + 1e-30),
                [0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 3.0, 10.0, 200.0],
            ),
            // A hole in a plain.
            (
                |x, y| -x.cos() * y.cos() * (-300.0 * (x * x + y * y)).exp(),
                [-1.0, -0.2, -0.01, -0.001, -5e-5, -1.3e-6, -1e-7, -2e-9, 0.0],
            ),
        ];
        for (f, levels) in rows {
            assert_eq!(by_spread(&sampled(f)), levels);
        }
    }

    proptest! {
        #[test]
        fn levels_ascend_and_every_band_has_values(
            values in prop::collection::vec(finite(), 0..200)
        ) {
            let levels = by_spread(&values);
            prop_assert!((2..=9).contains(&levels.len()));
            prop_assert!(levels.iter().all(|level| level.is_finite()));
            prop_assert!(levels.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", levels);
            let mut finite: Vec<f64> = values.clone();
            finite.sort_by(f64::total_cmp);
            finite.dedup();
            if finite.len() > 1 {
                let empty = shares(&levels, &values).iter().filter(|share| **share == 0).count();
                prop_assert_eq!(empty, 0, "{:?}", levels);
            }
        }

        #[test]
        fn the_order_of_the_samples_does_not_matter(
            (values, shuffled) in prop::collection::vec(finite(), 0..200)
                .prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle()))
        ) {
            prop_assert_eq!(by_spread(&values), by_spread(&shuffled));
        }

        #[test]
        fn bands_have_about_the_same_area(scale in -6..6_i32, power in 1..5_i32) {
            let values = sampled(|x, y| 10_f64.powi(scale) * (x * x + 0.3 * y * y).powi(power));
            let levels = by_spread(&values);
            for share in shares(&levels, &values) {
                prop_assert!((300..1400).contains(&share), "{levels:?} {share}");
            }
        }
    }
}
