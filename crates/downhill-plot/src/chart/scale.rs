//! The scale of a chart: which numbers it shows, and which of them stand beside it.

use downhill::Real;

use crate::axis::Axis;

/// Numbers below this part of the highest one are not told apart on a logarithmic scale: f64 has 16
/// digits.
const FLOOR: f64 = 1e-16;
/// How far a logarithmic scale reaches below what half of the racers come to.
const BELOW: f64 = 1e-3;
/// How many decades lie between the numbers of a logarithmic scale.
const DECADES: [f64; 9] = [1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0];
/// A decade that lies outside of the scale by this part of it still has its number.
const NEARLY: f64 = 1e-6;

/// What is known of a racer's numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// Its first number.
    pub(super) first: f64,
    pub(super) lowest: f64,
    pub(super) highest: f64,
}

/// The numbers that are shown, from the lower end to the upper one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Whether it is logarithmic.
    pub logarithmic: bool,
    /// The lowest number that is shown at its place.
    pub low: f64,
    /// The highest one.
    pub high: f64,
    /// The ends as they are spread over the height: their logarithms, or themselves.
    ends: [f64; 2],
}

/// A number beside the scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Its place from the lower end (0) to the upper one (1).
    pub(super) part: f64,
    pub(super) text: String,
}

impl Scale {
    /// The scale that shows racers' numbers. It reaches as high as the highest of them, but no higher
    /// than [`above`] the highest start, unless half of the racers do; so one racer that flies off does
    /// not flatten the others' lines. Nor does one that falls to 1e-300.
    pub(super) fn of(racers: &[Extent], logarithmic: bool) -> Option<Self> {
        let mut highs: Vec<f64> = racers.iter().map(|racer| racer.highest).collect();
        highs.sort_by(f64::total_cmp);
        let (highest, typical) = (*highs.last()?, *highs.get((highs.len() - 1) / 2)?);
        let start = racers.iter().map(|racer| racer.first).fold(f64::NEG_INFINITY, f64::max);
        let lowest = racers.iter().map(|racer| racer.lowest).fold(f64::INFINITY, f64::min);
        let high = highest.min(above(start, lowest, logarithmic).max(typical));
        let mut lows: Vec<f64> = racers.iter().map(|racer| racer.lowest).collect();
        lows.sort_by(f64::total_cmp);
        let low_for_half = *lows.get((lows.len() - 1) / 2)?;
        let floor = (FLOOR * high).max(BELOW * low_for_half);
        let low = if logarithmic { lowest.max(floor) } else { lowest };
        let along = |number: f64| if logarithmic { Real::log10(number) } else { number };
        let mut ends = [along(low), along(high)];
        let size = ends[0].abs().max(ends[1].abs());
        if ends[1] / 2.0 - ends[0] / 2.0 <= size * f64::EPSILON * 1e3 {
            // A constant is in the middle.
            let around = if logarithmic || size == 0.0 { 1.0 } else { size / 2.0 };
            ends = [(ends[0] - around).max(f64::MIN), (ends[1] + around).min(f64::MAX)];
        }
        Some(Self { logarithmic, low, high, ends })
    }

    /// The scale between two numbers, the first below the second; on a logarithmic scale both are above 0.
    pub(super) fn between(low: f64, high: f64, logarithmic: bool) -> Self {
        let ends = if logarithmic { [low, high].map(Real::log10) } else { [low, high] };
        Self { logarithmic, low, high, ends }
    }

    /// The number at a place: 0 is the lower end, 1 the upper one.
    pub(super) fn at(&self, part: f64) -> f64 {
        let [low, high] = self.ends;
        let along = low * (1.0 - part) + high * part;
        if self.logarithmic { power(along) } else { along }
    }

    /// The place of a number: 0 at the lower end, 1 at the upper one. What is lower than the lower end
    /// is there, too; what is higher is above 1.
    pub(super) fn part(&self, number: f64) -> f64 {
        if self.logarithmic && number <= 0.0 {
            return 0.0;
        }
        self.part_along(if self.logarithmic { Real::log10(number) } else { number })
    }

    fn part_along(&self, along: f64) -> f64 {
        let [low, high] = self.ends;
        // Halves, for the difference of two numbers may be beyond f64.
        ((along / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0)).clamp(0.0, 1e6)
    }

    /// Few numbers to stand beside the scale, at most one more than `most`. `say` writes one.
    pub(super) fn ticks(&self, most: f64, say: &dyn Fn(f64) -> String) -> Vec<Tick> {
        if self.logarithmic {
            let ticks = self.decades(most);
            if ticks.len() > 1 {
                return ticks;
            }
        }
        let [low, high] = if self.logarithmic { self.ends.map(power) } else { self.ends };
        let axis = Axis::within(low, high, most);
        let mut ticks = Vec::new();
        let mut index = 0.0;
        while index <= axis.count {
            let number = axis.number(index);
            if number.is_finite() {
                ticks.push(Tick { part: self.part(number), text: say(number) });
            }
            index += 1.0;
        }
        ticks
    }

    /// The powers of ten on the scale: all, or every second, third, fifth …
    fn decades(&self, most: f64) -> Vec<Tick> {
        let [low, high] = self.ends;
        let slack = NEARLY * (high - low);
        let mut ticks = Vec::new();
        for unit in DECADES {
            let first = ((low - slack) / unit).ceil();
            let last = ((high + slack) / unit).floor();
            if last - first > most {
                continue;
            }
            let mut index = first;
            while index <= last {
                let decade = index * unit;
                ticks.push(Tick { part: self.part_along(decade), text: power_of_ten(decade) });
                index += 1.0;
            }
            break;
        }
        ticks
    }
}

/// How high a scale reaches above the start at most: to ten times its number, or on a linear scale half as
/// far again as the start is above the lowest number.
fn above(start: f64, lowest: f64, logarithmic: bool) -> f64 {
    if logarithmic { 10.0 * start } else { start + (start / 2.0 - lowest / 2.0).max(0.0) }
}

/// 10 to a power that need not be whole.
fn power(exponent: f64) -> f64 {
    Real::exp(exponent * std::f64::consts::LN_10)
}

/// A power of ten as people write it: 1, 10, 10⁻³.
fn power_of_ten(decade: f64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if decade == 0.0 {
        return String::from("1");
    }
    let mut text = String::from("10");
    if decade == 1.0 {
        return text;
    }
    if decade < 0.0 {
        text.push('⁻');
    }
    let mut has_begun = false;
    let mut left = decade.abs();
    for place in [100.0, 10.0, 1.0] {
        let mut digit = 0;
        while left > place - 0.5 {
            left -= place;
            digit += 1;
        }
        has_begun |= digit > 0;
        if has_begun {
            text.extend(DIGITS.get(digit));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn extent(first: f64, lowest: f64, highest: f64) -> Extent {
        Extent { first, lowest, highest }
    }

    fn texts(racers: &[Extent], logarithmic: bool, most: f64) -> Vec<String> {
        let scale = Scale::of(racers, logarithmic).unwrap();
        let ticks = scale.ticks(most, &|number| format!("{number:.3}"));
        ticks.into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn one_racer_that_flies_off_does_not_flatten_the_others() {
        let calm = [extent(4.0, 1e-3, 4.0), extent(4.0, 0.1, 6.0), extent(4.0, 1e-2, 4.0)];
        let flown = extent(4.0, 4.0, 1e300);
        let scale = |racers: &[Extent], logarithmic| Scale::of(racers, logarithmic).unwrap();
        for logarithmic in [true, false] {
            // The highest is higher, but half of them are not.
            assert_eq!(scale(&calm, logarithmic).high, if logarithmic { 6.0 } else { 5.9995 });
            let all = [calm[0], flown, calm[1], calm[2]];
            let high = if logarithmic { 40.0 } else { 4.0 + (4.0 - 1e-3) / 2.0 };
            assert_eq!(scale(&all, logarithmic).high, high);
            assert!(scale(&all, logarithmic).part(1e300) > 1.0);
        }
        // Where half of them do, that is what there is to be seen: from a plateau gradients rise.
        let rising = [extent(1e-6, 1e-6, 1.0), extent(1e-6, 1e-6, 0.5), extent(1e-6, 1e-7, 1e-6)];
        assert_eq!(scale(&rising, true).high, 0.5);
        assert_eq!(scale(&[flown], true).high, 1e300);
    }

    #[test]
    fn nor_does_one_that_comes_much_lower() {
        let racers = [1e-300, 1e-2, 1e-4, 0.1, 0.5].map(|low| extent(1.0, low, 1.0));
        assert_eq!(Scale::of(&racers, true).unwrap().low, 1e-5);
        // Of two each is half of them.
        assert_eq!(Scale::of(&racers[1..3], true).unwrap().low, 1e-4);
        assert_eq!(Scale::of(&racers, false).unwrap().low, 1e-300);
    }

    #[test]
    fn usual_ranges_have_the_numbers_that_one_would_choose() {
        for (low, high, logarithmic, expected) in [
            (1e-3, 24.0, true, &["10⁻³", "10⁻²", "10⁻¹", "1", "10"][..]),
            (1e-12, 3.0, true, &["10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"]),
            (1e-200, 1e100, true, &["10⁸⁵", "10⁹⁰", "10⁹⁵", "10¹⁰⁰"]),
            (0.2, 0.9, true, &["0.200", "0.400", "0.600", "0.800"]),
            (-1.0, -0.02, false, &["-1.000", "-0.800", "-0.600", "-0.400", "-0.200"]),
            (0.0, 130.0, false, &["0.000", "50.000", "100.000"]),
        ] {
            let found = texts(&[extent(high, low, high)], logarithmic, 4.0);
            assert_eq!(found, expected, "{low} {high}");
        }
        assert_eq!(texts(&[extent(1.0, 1.0, 1.0)], true, 3.0), ["10⁻¹", "1", "10"]);
    }

    #[test]
    fn exponents_are_raised() {
        for (decade, text) in
            [(0.0, "1"), (1.0, "10"), (-1.0, "10⁻¹"), (20.0, "10²⁰"), (-305.0, "10⁻³⁰⁵")]
        {
            assert_eq!(power_of_ten(decade), text);
        }
    }

    fn any_size() -> impl Strategy<Value = f64> {
        (-700.0..700.0_f64).prop_map(Real::exp)
    }

    proptest! {
        #[test]
        fn numbers_stand_on_the_scale_in_order(
            first in any_size(), second in any_size(), logarithmic: bool, below: bool,
        ) {
            let sign = if below && !logarithmic { -1.0 } else { 1.0 };
            let (first, second) = (sign * first, second);
            let racers = [extent(first.max(second), first.min(second), first.max(second))];
            let scale = Scale::of(&racers, logarithmic).unwrap();
            let ticks = scale.ticks(3.0, &|number| format!("{number}"));
            prop_assert!(ticks.len() <= 4, "{ticks:?}");
            prop_assert!(ticks.windows(2).all(|pair| pair[0].part < pair[1].part), "{ticks:?}");
            for tick in &ticks {
                prop_assert!((0.0..=1.01).contains(&tick.part), "{ticks:?}");
            }
            prop_assert!(scale.part(first.max(second)) <= 1.0 + 1e-6);
        }
    }
}
