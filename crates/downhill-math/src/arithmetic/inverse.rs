//! The inverse trigonometric functions, after Cephes' `atan.c` and fdlibm's `e_asin.c` and
//! `e_acos.c`.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use super::double::{polynomial, product};
use super::lanes::Lanes;

/// The part of π/2 that does not fit into one number.
const FRAC_PI_2_LOW: f64 = 6.123_233_995_736_766e-17;

/// The arc tangent, within one unit in the last place. (Cephes' `atan.c`.)
pub(super) fn atan<L: Lanes>(x: L) -> L {
    atan_of_parts(x.abs(), None).with_sign_of(x)
}

/// 1/(1 + x²)
pub(super) fn slope_of_atan<L: Lanes>(x: L) -> L {
    let (one, far) = (L::splat(1.0), L::splat(1e10));
    // For large x the slope is (1/x)², since x² may overflow.
    let size = x.abs();
    let inverse = one / size.choose(far, one + size * size, size);
    size.choose(far, inverse, inverse * inverse)
}

/// The arc tangent of `size`, which is not negative, plus its rounding error.
#[inline]
fn atan_of_parts<L: Lanes>(size: L, low: Option<L>) -> L {
    let c = L::splat;
    // The tangent of 3π/8.
    let far = c(2.414_213_562_373_095);
    let near = c(0.66);
    let pick = |at_far: L, between: L, at_near: L| {
        far.choose(size, at_far, near.choose(size, between, at_near))
    };
    let above = pick(c(-1.0), size - c(1.0), size);
    let below = pick(size, size + c(1.0), c(1.0));
    let reduced = above / below;
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
    let more = c(FRAC_PI_2_LOW);
    let small = reduced * (z * above / below) + pick(more, more * c(0.5), c(0.0));
    let small = low.map_or(small, |low| small + low / (c(1.0) + size * size));
    pick(c(FRAC_PI_2), c(FRAC_PI_4), c(0.0)) + (reduced + small)
}

/// (asin √z − √z)/√z for z up to ¼.
#[inline]
fn rest_of_asin<L: Lanes>(z: L) -> L {
    let above = polynomial(
        z,
        &[
            1.666_666_666_666_666_6e-1,
            -3.255_658_186_224_009e-1,
            2.012_125_321_348_629_3e-1,
            -4.005_553_450_067_941e-2,
            7.915_349_942_898_145e-4,
            3.479_331_075_960_212e-5,
        ],
    );
    let below = polynomial(
        z,
        &[
            1.0,
            -2.403_394_911_734_414,
            2.020_945_760_233_505_7,
            -6.882_839_716_054_533e-1,
            7.703_815_055_590_194e-2,
        ],
    );
    z * above / below
}

/// π/2 − asin |x| for |x| ≥ ½, as twice the sum of the two parts: asin √((1 − |x|)/2).
#[inline]
fn half_acos<L: Lanes>(size: L) -> [L; 2] {
    let c = L::splat;
    let z = (c(1.0) - size) * c(0.5);
    let root = z.sqrt();
    let high = root.high();
    let low = (z - high * high) / (root + high);
    let low = z.choose_up_to(c(0.0), z, low);
    [high, root * rest_of_asin(z) + low]
}

/// The arc sine; NaN outside −1 … 1.
pub(super) fn asin<L: Lanes>(x: L) -> L {
    let c = L::splat;
    let size = x.abs();
    let [high, low] = half_acos(size);
    let far = (c(FRAC_PI_4) - c(2.0) * high) - (c(2.0) * low - c(FRAC_PI_2_LOW)) + c(FRAC_PI_4);
    let near = size + size * rest_of_asin(size * size);
    size.choose(c(0.5), near, far).with_sign_of(x)
}

/// The arc cosine; NaN outside −1 … 1.
pub(super) fn acos<L: Lanes>(x: L) -> L {
    let c = L::splat;
    let size = x.abs();
    let [high, low] = half_acos(size);
    let near = c(FRAC_PI_2) - (x - (c(FRAC_PI_2_LOW) - x * rest_of_asin(x * x)));
    let below = c(2.0) * (c(FRAC_PI_2) - (high + (low - c(FRAC_PI_2_LOW))));
    let far = x.choose(c(0.0), below, c(2.0) * (high + low));
    size.choose(c(0.5), near, far)
}

/// The angle of the point (x, y), and its slopes by y and by x.
pub(super) fn atan2<L: Lanes>(y: L, x: L) -> [L; 3] {
    let c = L::splat;
    let (height, width) = (y.abs(), x.abs());
    // Very large and very small numbers are scaled first, so that products neither over- nor underflow.
    let most = width.choose(height, height, width);
    let scale =
        most.choose(c(1e-140), c(TWO_TO_600), c(1e140).choose(most, c(1.0 / TWO_TO_600), c(1.0)));
    let (scaled_y, scaled_x) = (height * scale, width * scale);
    let quotient = height / width;
    // The rounding error of the quotient, where it can be computed and matters.
    let [back, error] = product(quotient, scaled_x);
    let low = ((scaled_y - back) - error) / scaled_x;
    let low = low.abs().choose(quotient * c(1e-15), low, c(0.0));
    let angle = atan_of_parts(quotient, Some(low));
    // The quotient of two zeros, or of two infinities, is undefined.
    let infinity = c(f64::INFINITY);
    let infinite = infinity.choose_up_to(width, c(FRAC_PI_4), c(FRAC_PI_2));
    let angle = infinity.choose_up_to(height, infinite, angle);
    let angle = height.choose_up_to(c(0.0), height, angle);
    let left = c(PI) - (angle - c(2.0 * FRAC_PI_2_LOW));
    let angle = c(1.0).with_sign_of(x).choose(c(0.0), left, angle).with_sign_of(y);
    // NaN in either argument stays NaN.
    let angle = x.choose_up_to(infinity, y.choose_up_to(infinity, angle, y), x);
    let square = scaled_y * scaled_y + scaled_x * scaled_x;
    // The slopes at the origin do not exist; torch takes 0.
    let none = |slope: L| most.choose_up_to(c(0.0), c(0.0), slope);
    let slope = |part: L| none(part * scale / square * scale);
    [angle, slope(x), -slope(y)]
}

/// The squares of larger numbers may overflow, and those of numbers below its inverse may underflow.
const TWO_TO_600: f64 = 4.149_515_568_880_993e180;

/// √(x² + y²), and its slopes by x and by y.
pub(super) fn hypot<L: Lanes>(x: L, y: L) -> [L; 3] {
    let c = L::splat;
    let (width, height) = (x.abs(), y.abs());
    let most = width.choose(height, height, width);
    let small = c(1e-140);
    let large = c(1e140);
    let pick = |at_small: f64, at_large: f64| {
        most.choose(small, c(at_small), large.choose(most, c(at_large), c(1.0)))
    };
    let scale = pick(TWO_TO_600, 1.0 / TWO_TO_600);
    let (width, height) = (width * scale, height * scale);
    let root = (width * width + height * height).sqrt();
    let value = root * pick(1.0 / TWO_TO_600, TWO_TO_600);
    // A value that is too small has lost the digits that a division needs.
    let below = most.choose(small, root, value);
    let slope = |part: L| most.choose(small, part * scale, part) / below;
    [value, slope(x), slope(y)]
}
