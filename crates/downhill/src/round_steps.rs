//! Round numbers: 1, 2, 2.5 and 5 times a power of ten, and their multiples.

/// The greatest power of ten that a number is compared with.
const HIGHEST: i32 = 308;
const LOWEST: i32 = -307;

/// A power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Decade {
    exponent: i32,
}

impl Decade {
    /// The highest power that is not above a positive number.
    pub(crate) fn below(number: f64) -> Self {
        let mut decade = Self { exponent: HIGHEST };
        while decade.exponent > LOWEST && decade.times(1.0) > number {
            decade.exponent -= 1;
        }
        decade
    }

    /// The power this many decades lower.
    pub(crate) fn lower(self, decades: i32) -> Self {
        Self { exponent: self.exponent - decades }
    }

    /// This power times a number. If the number is whole and has up to 15 digits, the result is rounded
    /// once.
    pub(crate) fn times(self, number: f64) -> f64 {
        let mut power = 1.0;
        for _ in 0..self.exponent.abs() {
            power *= 10.0;
        }
        // A division by a power of ten gives the exact decimal; a multiplication by 0.1 would not.
        if self.exponent < 0 { number / power } else { number * power }
    }
}

/// A round number, stored in tenths, which are a whole number times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RoundStep {
    /// 10, 20, 25 or 50.
    tenths: f64,
    /// The power of ten of a tenth.
    decade: Decade,
}

impl RoundStep {
    /// The round number that has closest to `wanted` multiples from `low` (without `low` itself if
    /// `above`) to `high`. None if the two are too close to each other, or too far apart.
    pub(crate) fn of(low: f64, high: f64, wanted: i32, above: bool) -> Option<Self> {
        let range = high - low;
        if !(range > 0.0 && range.is_finite()) {
            return None;
        }
        let top = Decade::below(range);
        let mut best: Option<(f64, Self)> = None;
        // From the smallest: of two that are equally close, it is the one with more multiples.
        for decades in [3, 2, 1] {
            for tenths in [10.0, 20.0, 25.0, 50.0] {
                let step = Self { tenths, decade: top.lower(decades) };
                let [first, last] = step.ends(low, high, above);
                let off = (last - first + 1.0 - f64::from(wanted)).abs();
                if best.is_none_or(|(least, _)| off < least) {
                    best = Some((off, step));
                }
            }
        }
        best.map(|(_, step)| step)
    }

    /// The first and the last multiple, as factors of the step.
    fn ends(self, low: f64, high: f64, above: bool) -> [f64; 2] {
        let size = self.size();
        let first = (low / size).ceil();
        // A multiple that is the lowest value up to rounding is not a level.
        let slack = if above { 1e-6 } else { 0.0 };
        let first = if above && first - low / size <= slack { first + 1.0 } else { first };
        [first, (high / size).floor()]
    }

    /// The multiples from `low` (without `low` itself if `above`) to `high`.
    pub(crate) fn multiples(self, low: f64, high: f64, above: bool) -> Vec<f64> {
        let [first, last] = self.ends(low, high, above);
        let mut multiples = Vec::new();
        let mut count = 0.0;
        while first + count <= last && count < 100.0 {
            // −0 becomes 0.
            multiples.push(self.decade.times((first + count) * self.tenths) + 0.0);
            count += 1.0;
        }
        multiples
    }

    /// The round number itself.
    pub(crate) fn size(self) -> f64 {
        self.decade.times(self.tenths)
    }

    /// The number times `count`.
    pub(crate) fn times(self, count: usize) -> f64 {
        self.decade.times(self.tenths * u32::try_from(count).map_or(0.0, f64::from))
    }

    /// The number's tenth times `count`.
    pub(crate) fn tenths(self, count: u32) -> f64 {
        self.decade.lower(1).times(self.tenths * f64::from(count))
    }
}
