//! Powers and their logarithm, after fdlibm's `e_pow.c` (Sun Microsystems) without its branches.
//!
//! log₂ x is computed in two doubles, so that a multiplication by an exponent of a thousand leaves the
//! last digit right. The result is exact where it is a number of 53 bits.

use super::double::{nearest, polynomial, product, scaled};
use super::lanes::Lanes;
use super::ln::ln;

/// The logarithm of a number above 0.
struct Logarithm<L> {
    /// The number x is a·2ⁿ, with a from √¾ to √3.
    a: L,
    n: L,
    /// log₂ x in two parts, of which the first has 26 bits.
    high: L,
    low: L,
}

/// A number above 0, also a subnormal one, as m·2ⁿ: `[m, n]` with 1 ≤ m < 2.
#[inline]
pub(super) fn of_any_size<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    // A subnormal number has no exponent of its own; multiplied by 2⁵⁴ it has one.
    let least = c(f64::MIN_POSITIVE);
    let normal = x.choose(least, x * c(18_014_398_509_481_984.0), x);
    let shift = x.choose(least, c(54.0), c(0.0));
    let [mantissa, exponent] = normal.mantissa_and_exponent();
    [mantissa, exponent - shift]
}

/// log₂ x for x above 0.
#[inline]
fn logarithm<L: Lanes>(x: L) -> Logarithm<L> {
    let c = L::splat;
    let [mantissa, exponent] = of_any_size(x);
    // The base is 1 for a from √¾ to √1.5, and 1.5 for a up to √3.
    let (first, second) = (c(1.224_744_871_391_589), c(1.732_050_807_568_877_2));
    let pick = |near_one: L, near_more: L, near_two: L| {
        mantissa.choose(first, near_one, mantissa.choose(second, near_more, near_two))
    };
    let a = pick(mantissa, mantissa, mantissa * c(0.5));
    let base = pick(c(1.0), c(1.5), c(1.0));
    let log_high = pick(c(0.0), c(5.849_624_872_207_642e-1), c(0.0));
    let log_low = pick(c(0.0), c(1.350_039_202_129_749e-8), c(0.0));
    let n = exponent + pick(c(0.0), c(0.0), c(1.0));
    // s = (a − base)/(a + base) in two parts.
    let (above, below) = (a - base, a + base);
    let inverse = c(1.0) / below;
    let s = above * inverse;
    let s_high = s.high();
    let below_high = below.high();
    let below_low = a - (below_high - base);
    let s_low = inverse * ((above - s_high * below_high) - s_high * below_low);
    // ln(a/base) = ⅔·s·(3 + s² + r)
    let z = s * s;
    let r = z * z * polynomial(z, &LOGARITHM_SERIES) + s_low * (s_high + s);
    let z = s_high * s_high;
    let sum_high = (c(3.0) + z + r).high();
    let sum_low = r - ((sum_high - c(3.0)) - z);
    let large = s_high * sum_high;
    let small = s_low * sum_high + sum_low * s;
    // times 2/(3·ln 2)
    let high = (large + small).high();
    let low = small - (high - large);
    let z_high = c(9.617_967_009_544_373e-1) * high;
    let z_low = c(-7.028_461_650_952_758e-9) * high + low * c(9.617_966_939_259_756e-1) + log_low;
    let high = (((z_high + z_low) + log_high) + n).high();
    Logarithm { a, n, high, low: z_low - (((high - n) - log_high) - z_high) }
}

const LOGARITHM_SERIES: [f64; 6] = [
    5.999_999_999_999_947e-1,
    4.285_714_285_785_502e-1,
    3.333_333_298_183_774_3e-1,
    2.727_281_238_085_34e-1,
    2.306_607_457_755_617_5e-1,
    2.069_750_178_003_384_2e-1,
];

const EXPONENTIAL_SERIES: [f64; 5] = [
    1.666_666_666_666_660_2e-1,
    -2.777_777_777_701_559_3e-3,
    6.613_756_321_437_934e-5,
    -1.653_390_220_546_525_2e-6,
    4.138_136_797_057_238_5e-8,
];

/// 2 to the power of `high` + `low` as m·2ⁿ: `[m, n]`, where m is from √½ to √2 and |n| is at most
/// 3,200. Beyond that, a result is 0 or infinite even after a division by the least number.
#[inline]
fn two_to<L: Lanes>(high: L, low: L) -> [L; 2] {
    let c = L::splat;
    let whole = high + low;
    let n = nearest(whole);
    let rest = high - n;
    let t = (low + rest).high();
    let large = t * c(6.931_471_824_645_996e-1);
    let small = (low - (t - rest)) * c(std::f64::consts::LN_2) + t * c(-1.904_654_299_957_768e-9);
    // 2^(rest + low) = e^(z + w)
    let z = large + small;
    let w = small - (z - large);
    let square = z * z;
    let t = z - square * polynomial(square, &EXPONENTIAL_SERIES);
    let r = (z * t) / (t - c(2.0)) - (w + z * w);
    let m = c(1.0) - (r - z);
    let most = c(3200.0);
    let pick = |below: L, within: L, above: L| {
        whole.choose(-most, below, most.choose(whole, above, within))
    };
    [pick(c(1.0), m, c(1.0)), pick(-most, n, most)]
}

/// x·2ⁿ for a whole n of any size. x is of moderate size.
#[inline]
pub(super) fn scaled_or_beyond<L: Lanes>(x: L, n: L) -> L {
    let most = L::splat(2040.0);
    let [scaled] = scaled([x], n.choose(-most, -most, most.choose(n, most, n)));
    scaled
}

/// 2ˣ
pub(super) fn exp2<L: Lanes>(x: L) -> L {
    let [m, n] = two_to(x, L::splat(0.0));
    scaled_or_beyond(m, n)
}

/// The logarithm of 0, of negative numbers, of infinity and of NaN; for other numbers, `found`.
#[inline]
fn with_edges<L: Lanes>(x: L, found: L) -> L {
    let c = L::splat;
    let below = x.choose(c(0.0), c(f64::NAN), c(f64::NEG_INFINITY));
    let finite = x.choose_up_to(c(0.0), below, found);
    x.choose(c(f64::INFINITY), finite, x)
}

/// log₂ x; −∞ at 0, NaN below.
pub(super) fn log2<L: Lanes>(x: L) -> L {
    let Logarithm { high, low, .. } = logarithm(x);
    with_edges(x, high + low)
}

/// log₁₀ x; −∞ at 0, NaN below.
pub(super) fn log10<L: Lanes>(x: L) -> L {
    let c = L::splat;
    let Logarithm { high, low, .. } = logarithm(x);
    let of_two = c(std::f64::consts::LOG10_2);
    let [first, rest] = product(high, of_two);
    with_edges(x, first + (rest + (low * of_two + high * c(-2.803_728_127_785_170_4e-18))))
}

/// The cube root, and its slope.
pub(super) fn cbrt<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let size = x.abs();
    let Logarithm { high, low, .. } = logarithm(size);
    let third = (high * c(1.0 / 3.0)).high();
    let rest = ((high - third * c(3.0)) + low) * c(1.0 / 3.0);
    let [m, n] = two_to(third, rest);
    let root = m * n.two_to();
    let root = size.choose_up_to(c(0.0), size, root);
    let root = size.choose(c(f64::INFINITY), root, size);
    let slope = root / size * c(1.0 / 3.0);
    let slope = size.choose_up_to(c(0.0), c(f64::INFINITY), slope);
    [root.with_sign_of(x), slope]
}

/// x^y, and what its slopes are computed from.
struct Power<L> {
    value: L,
    /// |x|^y = m·2ⁿ, where x is neither 0 nor infinite.
    m: L,
    n: L,
    base: Logarithm<L>,
}

/// x to the power y.
#[inline]
fn power<L: Lanes>(x: L, y: L) -> Power<L> {
    let c = L::splat;
    let infinity = c(f64::INFINITY);
    let size = x.abs();
    // This limit avoids ∞·0, which would be NaN where x is 1.
    let most = c(1e300);
    let exponent = y.choose(-most, -most, most.choose(y, most, y));
    let base = logarithm(size);
    let first = exponent.high();
    let [m, n] = two_to(first * base.high, (exponent - first) * base.high + exponent * base.low);
    let found = scaled_or_beyond(m, n);
    // 0, infinity and NaN have no exponent and mantissa to work with. Where y is NaN the product is
    // NaN.
    let edge = y.choose(c(0.0), c(1.0) / size, size) + exponent * c(0.0);
    let found = size.choose_up_to(c(0.0), edge, found);
    let found = size.choose(infinity, found, edge);
    let found = (size - c(1.0)).abs().choose_up_to(c(0.0), c(1.0), found);
    let found = if c(0.0).all_below(x) {
        found
    } else {
        // (−x)^y is x^y for an even y, −x^y for an odd y, and undefined if y is not whole.
        let half = y * c(0.5);
        let is_even = half.floor().choose(half, c(0.0), c(1.0));
        let is_whole = y.floor().choose(y, c(0.0), c(1.0));
        let fractional = x.choose(c(0.0), c(f64::NAN), found);
        let odd_or_fractional = is_whole.choose(c(0.5), fractional, found.with_sign_of(x));
        is_even.choose(c(0.5), odd_or_fractional, found)
    };
    // Any number to the power 0 is 1, also 0 and infinity, as in IEEE 754.
    let value = y.abs().choose_up_to(c(0.0), c(1.0), found);
    Power { value, m, n, base }
}

/// x to the power y; for x below 0, NaN unless y is whole.
pub(super) fn pow<L: Lanes>(x: L, y: L) -> L {
    power(x, y).value
}

/// x to the power y, with its slopes along x and y; each slope is computed only if `along` asks for it.
#[inline(never)]
pub(super) fn pow_and_slopes<L: Lanes>(x: L, y: L, along: [bool; 2]) -> [L; 3] {
    let zero = L::splat(0.0);
    let power = power(x, y);
    let by_x = if along[0] { slope_along_base(x, y, &power) } else { zero };
    let by_y = if along[1] { slope_along_exponent(x, y, &power) } else { zero };
    [power.value, by_x, by_y]
}

/// y·x^(y − 1), computed as y·x^y/x with separate exponents, so that no intermediate result over- or
/// underflows.
#[inline]
fn slope_along_base<L: Lanes>(x: L, y: L, power: &Power<L>) -> L {
    let c = L::splat;
    let (zero, infinity) = (c(0.0), c(f64::INFINITY));
    let slope = scaled_or_beyond(y * (power.m / power.base.a), power.n - power.base.n);
    // x^y may have the sign of x or not.
    let slope = slope * (c(1.0).with_sign_of(x) * c(1.0).with_sign_of(power.value));
    let mut slope = power.value.abs().choose_up_to(infinity, slope, power.value);
    let size = x.abs();
    if !(zero.all_below(size) && size.all_below(infinity)) {
        let edge = y * pow(x, y - c(1.0));
        slope = size.choose_up_to(zero, edge, size.choose(infinity, slope, edge));
    }
    // x⁰ has no slope along x, as in torch.
    y.abs().choose_up_to(zero, zero, slope)
}

/// x^y·ln x; 0 where x is 0 and y is not negative, as in torch.
#[inline]
fn slope_along_exponent<L: Lanes>(x: L, y: L, power: &Power<L>) -> L {
    let c = L::splat;
    let (zero, infinity) = (c(0.0), c(f64::INFINITY));
    let logarithm = ln(x);
    let slope = scaled_or_beyond(power.m * logarithm, power.n);
    let edge = power.value * logarithm;
    let at_zero = y.choose(zero, edge, zero);
    let size = x.abs();
    size.choose_up_to(zero, at_zero, size.choose(infinity, slope, edge))
}
