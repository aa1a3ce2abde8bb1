//! eˣ by `wide`'s series, never fused, with a slower path beyond the normal range of f64.
//!
//! The inner loops spend most of their time here.

use super::double::{nearest, scaled};
use super::lanes::Lanes;

/// eˣ in every lane.
// Blocks would be passed through memory.
#[cfg_attr(feature = "simd-batch", inline(always))]
pub(super) fn exp<L: Lanes>(number: L) -> L {
    let c = L::splat;
    let size = number.abs();
    // Racers spend most of a long run near 0, where the same bits are had with less. Nearer than 2⁻⁵⁴ the result
    // rounds to 1.
    if size.all_below(c(f64::EPSILON / 4.0)) {
        return c(1.0);
    }
    // Nearer than 2⁻⁷ nothing is to be reduced, and the last terms are less than a quarter of a unit in the last
    // place of the first.
    if size.all_below(c(1.0 / 128.0)) {
        let x2 = number * number;
        return first_of_series(number, x2, x2 * x2) + number + c(1.0);
    }
    // number = twos·ln 2 + x, with ln 2 in two parts.
    let twos = nearest(number * c(std::f64::consts::LOG2_E));
    let x = number - twos * c(LN_2_HIGH);
    let x = x - twos * c(LN_2_LOW);
    let series = rest_of_series(x) + x + c(1.0);
    if size.all_below(c(708.0)) {
        return series * twos.two_to();
    }
    // Towards the ends of the range 2^twos is not a float64, but the product of two powers is. Only the
    // second multiplication can round, if its result is subnormal. Beyond the range the series is
    // meaningless.
    let [found] = scaled([series], twos);
    let found = number.choose(c(-746.0), c(0.0), found);
    c(710.0).choose(number, c(f64::INFINITY), found)
}

/// ln 2 in two parts. The first has so few bits that its products are exact.
const LN_2_HIGH: f64 = 0.693_145_751_953_125;
const LN_2_LOW: f64 = 1.428_606_820_309_417_2e-6;

/// eˣ as 2ⁿ·(1 + r + q): n, r, and the smaller part q. It has some digits more than one number holds,
/// for |x| up to 1,000.
#[inline(always)]
pub(super) fn parts<L: Lanes>(x: L) -> [L; 3] {
    let c = L::splat;
    let n = nearest(x * c(std::f64::consts::LOG2_E));
    let high = x - n * c(LN_2_HIGH);
    let low = n * c(LN_2_LOW);
    let r = high - low;
    let rest = (high - r) - low;
    [n, r, rest_of_series(r) + (rest + rest * r)]
}

/// eˣ − 1 − x by its series to x¹³/13!.
#[inline(always)]
fn rest_of_series<L: Lanes>(x: L) -> L {
    let c = L::splat;
    let x2 = x * x;
    let x4 = x2 * x2;
    let x8 = x4 * x4;
    let high = x4 * (x * c(1.0 / 6_227_020_800.0) + c(1.0 / 479_001_600.0))
        + (x2 * (x * c(1.0 / 39_916_800.0) + c(1.0 / 3_628_800.0))
            + (x * c(1.0 / 362_880.0) + c(1.0 / 40_320.0)));
    x8 * high + first_of_series(x, x2, x4)
}

/// The same to x⁷/7!, from x, x² and x⁴.
#[inline(always)]
fn first_of_series<L: Lanes>(x: L, x2: L, x4: L) -> L {
    let c = L::splat;
    x4 * (x2 * (x * c(1.0 / 5040.0) + c(1.0 / 720.0)) + (x * c(1.0 / 120.0) + c(1.0 / 24.0)))
        + x2 * (x * c(1.0 / 6.0) + c(0.5))
}
