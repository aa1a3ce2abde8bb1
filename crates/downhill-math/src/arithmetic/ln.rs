//! The natural logarithm, after fdlibm's `e_log.c` (Sun Microsystems), without its branches.
//!
//! `wide`'s own logarithm gives −∞ for subnormal numbers, and it fuses on some processors.

use super::double::sum;
use super::lanes::Lanes;

/// ln x in every lane.
#[inline]
pub(super) fn ln<L: Lanes>(number: L) -> L {
    corrected(number, None)
}

/// ln(1 + x), accurate near 0 too.
pub(super) fn log1p<L: Lanes>(x: L) -> L {
    let [whole, rest] = sum(L::splat(1.0), x);
    ln_of_parts(whole, rest)
}

/// ln(`number` + `rest`), where the rest is much smaller than the number.
#[inline]
pub(super) fn ln_of_parts<L: Lanes>(number: L, rest: L) -> L {
    corrected(number, Some(rest / number))
}

/// ln x plus `more`, a small correction.
#[inline(always)]
fn corrected<L: Lanes>(number: L, more: Option<L>) -> L {
    let c = L::splat;
    // A subnormal number has no exponent of its own; multiplied by 2⁵⁴ it has one.
    let least = c(f64::MIN_POSITIVE);
    let scaled = number.choose(least, number * c(18_014_398_509_481_984.0), number);
    let shift = number.choose(least, c(54.0), c(0.0));
    // number = 2^twos · (1 + f), √½ < 1 + f ≤ √2.
    let [mantissa, exponent] = scaled.mantissa_and_exponent();
    let middle = c(std::f64::consts::SQRT_2);
    let twos = exponent - shift + middle.choose(mantissa, c(1.0), c(0.0));
    let f = middle.choose(mantissa, mantissa * c(0.5), mantissa) - c(1.0);
    // ln(1 + f) = f − f²/2 + s·(f²/2 + R(s²)), s = f/(2 + f).
    let s = f / (c(2.0) + f);
    let z = s * s;
    let w = z * z;
    let even = w
        * (c(0.399_999_999_994_094_2)
            + w * (c(0.222_221_984_321_497_84) + w * c(0.153_138_376_992_093_73)));
    let odd = z
        * (c(0.666_666_666_666_673_5)
            + w * (c(0.285_714_287_436_623_9)
                + w * (c(0.181_835_721_616_180_5) + w * c(0.147_981_986_051_165_86))));
    let half_square = c(0.5) * f * f;
    let low = twos * c(1.908_214_929_270_587_7e-10);
    let low = more.map_or(low, |more| low + more);
    let series = s * (half_square + (odd + even)) + low;
    let found = twos * c(0.693_147_180_369_123_8) - ((half_square - series) - f);
    // Infinity and NaN are their own logarithms; negative numbers have none.
    let found = number.choose(c(f64::INFINITY), found, number);
    let below = number.choose(c(0.0), c(f64::NAN), c(f64::NEG_INFINITY));
    let at_most_zero = c(0.0).choose(number, found, below);
    // A comparison with NaN is false.
    number.choose(c(f64::INFINITY), at_most_zero, found)
}
