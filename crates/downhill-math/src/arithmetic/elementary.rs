//! The elementary functions that are made of others, once for all widths.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, LOG10_E, PI};

use super::exp::exp;
use super::lanes::Lanes;
use super::ln::ln;

/// c₀ + c₁·x + c₂·x² + …
fn polynomial<L: Lanes>(x: L, coefficients: &'static [f64]) -> L {
    let mut sum = L::splat(0.0);
    for coefficient in coefficients.iter().rev() {
        sum = sum * x + L::splat(*coefficient);
    }
    sum
}

/// sin x and cos x, within two units in the last place. (fdlibm's `k_sin.c` and `k_cos.c`.)
///
/// x is taken modulo π/2 with π/2 in three parts of 33 bits, which is exact for |x| up to 1.6
/// million. Beyond, the error is no larger than a change of x in its last place would make it.
/// From 2⁵⁰ on, neighbouring numbers are so far apart that no sine is told from another: NaN.
#[inline]
pub(super) fn sin_cos<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let turns = (x * c(std::f64::consts::FRAC_2_PI) + c(0.5)).floor();
    let r = x - turns * c(1.570_796_326_734_125_6);
    let r = r - turns * c(6.077_100_506_303_966e-11);
    let r = r - turns * c(2.022_266_248_795_950_7e-21);
    let z = r * r;
    let sine = polynomial(
        z,
        &[
            -1.666_666_666_666_663_2e-1,
            8.333_333_333_322_49e-3,
            -1.984_126_982_985_795e-4,
            2.755_731_370_707_006_8e-6,
            -2.505_076_025_340_686_3e-8,
            1.589_690_995_211_55e-10,
        ],
    );
    let sine = r + r * z * sine;
    let cosine = polynomial(
        z,
        &[
            4.166_666_666_666_66e-2,
            -1.388_888_888_887_411e-3,
            2.480_158_728_947_673e-5,
            -2.755_731_435_139_066_3e-7,
            2.087_572_321_298_175e-9,
            -1.135_964_755_778_819_5e-11,
        ],
    );
    let half = c(0.5) * z;
    let rest = c(1.0) - half;
    let cosine = rest + ((c(1.0) - rest - half) + z * z * cosine);
    // The quarter of the circle: 0, 1, 2 or 3.
    let quarter = turns - c(4.0) * (turns * c(0.25)).floor();
    let odd = quarter - c(2.0) * (quarter * c(0.5)).floor();
    let (first, second) = (odd.choose(c(0.5), sine, cosine), odd.choose(c(0.5), cosine, sine));
    let sine = quarter.choose(c(1.5), first, -first);
    let cosine = (quarter - c(1.5)).abs().choose(c(1.0), -second, second);
    let known = |found: L| x.abs().choose(c(1_125_899_906_842_624.0), found, c(f64::NAN));
    [known(sine), known(cosine)]
}

/// Within one unit in the last place. (Cephes' `atan.c`.)
pub(super) fn atan<L: Lanes>(x: L) -> L {
    let c = L::splat;
    // The tangent of 3π/8.
    let far = c(2.414_213_562_373_095);
    let near = c(0.66);
    let size = x.abs();
    let middle = near.choose(size, c(1.0), c(0.0));
    let is_far = far.choose(size, c(1.0), c(0.0));
    let pick = |at_far: L, between: L, at_near: L| {
        let rest = middle.choose(c(0.5), at_near, between);
        is_far.choose(c(0.5), rest, at_far)
    };
    let reduced = pick(c(-1.0) / size, (size - c(1.0)) / (size + c(1.0)), size);
    let z = reduced * reduced;
    let above = polynomial(
        z,
        &[
            -64.850_219_049_420_25,
            -122.886_668_449_013_62,
            -75.008_557_923_147_05,
            -16.157_537_187_333_652,
            -0.875_060_860_003_190_4,
        ],
    );
    let below = polynomial(
        z,
        &[
            194.550_657_148_261_4,
            485.390_399_635_913_7,
            432.881_060_491_290_27,
            165.027_009_831_698_85,
            24.858_464_901_423_06,
            1.0,
        ],
    );
    // π/2 has more bits than one number holds.
    let more = c(6.123_233_995_736_766e-17);
    let angle = reduced
        + reduced * (z * above / below)
        + pick(more, more * c(0.5), c(0.0))
        + pick(c(FRAC_PI_2), c(FRAC_PI_4), c(0.0));
    x.choose(c(0.0), -angle, angle)
}

/// NaN outside −1 … 1.
pub(super) fn asin<L: Lanes>(x: L) -> L {
    let one = L::splat(1.0);
    atan(x / ((one - x) * (one + x)).sqrt())
}

/// NaN outside −1 … 1.
pub(super) fn acos<L: Lanes>(x: L) -> L {
    let one = L::splat(1.0);
    L::splat(2.0) * atan(((one - x) / (one + x)).sqrt())
}

/// The angle of the point (x, y).
pub(super) fn atan2<L: Lanes>(y: L, x: L) -> L {
    let c = L::splat;
    let half_turn = y.choose(c(0.0), c(-PI), c(PI));
    let found = atan(y / x);
    let upright = y.choose(c(0.0), c(-FRAC_PI_2), c(0.0).choose(y, c(FRAC_PI_2), y));
    x.choose(c(0.0), found + half_turn, c(0.0).choose(x, found, upright))
}

pub(super) fn hypot<L: Lanes>(x: L, y: L) -> L {
    (x * x + y * y).sqrt()
}

/// sin(πx)/(πx), 1 at 0; and its derivative.
pub(super) fn sinc<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let angle = x * c(PI);
    let [sine, cosine] = sin_cos(angle);
    let value = sine / angle;
    let is_zero = x.abs();
    let least = c(f64::MIN_POSITIVE);
    [is_zero.choose(least, c(1.0), value), is_zero.choose(least, c(0.0), (cosine - value) / x)]
}

pub(super) fn log10<L: Lanes>(x: L) -> L {
    ln(x) * L::splat(LOG10_E)
}

/// Near 0, where the two powers of e cancel, the series to x¹⁹.
pub(super) fn sinh<L: Lanes>(x: L) -> L {
    let c = L::splat;
    let z = x * x;
    let series = polynomial(
        z,
        &[
            1.0 / 6.0,
            1.0 / 120.0,
            1.0 / 5_040.0,
            1.0 / 362_880.0,
            1.0 / 39_916_800.0,
            1.0 / 6_227_020_800.0,
            1.0 / 1_307_674_368_000.0,
            1.0 / 355_687_428_096_000.0,
            1.0 / 121_645_100_408_832_000.0,
        ],
    );
    let power = exp(x);
    x.abs().choose(c(1.0), x + x * z * series, (power - c(1.0) / power) * c(0.5))
}

pub(super) fn cosh<L: Lanes>(x: L) -> L {
    let power = exp(x);
    (power + L::splat(1.0) / power) * L::splat(0.5)
}

pub(super) fn tanh<L: Lanes>(x: L) -> L {
    let c = L::splat;
    // From 20 on it is ±1 to the last place, and would be ∞/∞ from 710 on.
    let end = x.choose(c(0.0), c(-1.0), c(1.0));
    let found = sinh(x) / cosh(x);
    let is_nan = x.choose(c(f64::INFINITY), c(0.0), x - c(f64::INFINITY));
    let ended = end + is_nan;
    c(20.0).choose(x.abs(), ended, found)
}

/// x to the power `n` by repeated multiplication.
pub(super) fn powi<L: Lanes>(x: L, n: i32) -> L {
    let mut left = n.unsigned_abs();
    let mut power = L::splat(1.0);
    let mut square = x;
    let mut begun = false;
    while left > 0 {
        if left % 2 == 1 {
            power = if begun { power * square } else { square };
            begun = true;
        }
        left /= 2;
        if left > 0 {
            square = square * square;
        }
    }
    if n < 0 { L::splat(1.0) / power } else { power }
}

/// x to the power y as e^(y·ln x); for x below 0, NaN unless y is whole. Its relative error grows
/// with y·ln x: 10³⁰⁸ is right to 13 digits.
pub(super) fn pow<L: Lanes>(x: L, y: L) -> L {
    let c = L::splat;
    let size = exp(y * ln(x.abs()));
    // (−x)^y is x^y, its negative, or nothing, as y is even, odd, or not whole.
    let half = y * c(0.5);
    let is_even = half.floor().choose(half, c(0.0), c(1.0));
    let is_whole = y.floor().choose(y, c(0.0), c(1.0));
    let odd_or_none = is_whole.choose(c(0.5), c(f64::NAN), -size);
    let of_negative = is_even.choose(c(0.5), odd_or_none, size);
    let found = x.choose(c(0.0), of_negative, size);
    // Anything to the power 0 is 1, also 0 and infinity, as in IEEE 754.
    y.abs().choose(c(f64::MIN_POSITIVE), c(1.0), found)
}
