//! Sine, cosine and the functions that are made of them. (fdlibm's `k_sin.c` and `k_cos.c`, Sun
//! Microsystems.)

use super::double::{nearest, ordered_sum, polynomial, product, quotient, sum};
use super::lanes::Lanes;
use super::payne_hanek;

/// Up to this size π/2 in three parts is exact enough. Beyond it, and where almost nothing is left of
/// an angle, [`payne_hanek`] reduces it.
const NEAR: f64 = 1_600_000.0;
/// π/2 in three parts. The first two have 33 bits each.
const FIRST: f64 = 1.570_796_326_734_125_6;
const SECOND: f64 = 6.077_100_506_303_966e-11;
const THIRD: f64 = 2.022_266_248_795_950_7e-21;
/// The least rest of an angle, per quarter that was subtracted, that is still accurate.
const LEAST: f64 = 1e-20;

const SINE: [f64; 6] = [
    -1.666_666_666_666_663_2e-1,
    8.333_333_333_322_49e-3,
    -1.984_126_982_985_795e-4,
    2.755_731_370_707_006_8e-6,
    -2.505_076_025_340_686_3e-8,
    1.589_690_995_211_55e-10,
];

const COSINE: [f64; 6] = [
    4.166_666_666_666_66e-2,
    -1.388_888_888_887_411e-3,
    2.480_158_728_947_673e-5,
    -2.755_731_435_139_066_3e-7,
    2.087_572_321_298_175e-9,
    -1.135_964_755_778_819_5e-11,
];

/// An angle as n·π/2 + r, |r| ≤ π/4.
struct Reduced<L> {
    /// n, or n modulo 4.
    quarters: L,
    r: L,
    /// The rounding error of r.
    rest: L,
}

/// Reduces the angle x.
#[inline]
fn reduced<L: Lanes>(x: L) -> Reduced<L> {
    let c = L::splat;
    let quarters = nearest(x * c(std::f64::consts::FRAC_2_PI));
    let [most, error] = sum(x - quarters * c(FIRST), -(quarters * c(SECOND)));
    let small = error - quarters * c(THIRD);
    let [r, rest] = ordered_sum(most, small);
    let doubtful = quarters.abs() * c(LEAST);
    let left = r.abs() + c(f64::MIN_POSITIVE);
    if x.abs().all_below(c(NEAR)) && doubtful.all_below(left) {
        return Reduced { quarters, r, rest };
    }
    let [far_quarters, far_r, far_rest] = x.lane_by_lane(x, |x, _| payne_hanek::reduced(x));
    let pick = |near: L, far: L| x.abs().choose(c(NEAR), doubtful.choose(left, near, far), far);
    Reduced {
        quarters: pick(quarters, far_quarters),
        r: pick(r, far_r),
        rest: pick(rest, far_rest),
    }
}

/// From the sine and cosine of r, those of n·π/2 + r.
#[inline]
fn turned<L: Lanes>(quarters: L, sine: L, cosine: L) -> [L; 2] {
    let c = L::splat;
    let (half, one) = (c(0.5), c(1.0));
    // The quarter of the circle, from −2 to 2.
    let quarter = quarters - c(4.0) * nearest(quarters * c(0.25));
    let odd = (quarter.abs() - one).abs();
    let (first, second) = (odd.choose(half, cosine, sine), odd.choose(half, sine, cosine));
    let sine = (quarter - half).abs().choose(one, first, -first);
    let cosine = (quarter + half).abs().choose(one, second, -second);
    [sine, cosine]
}

/// sin x and cos x, for every x.
#[inline]
pub(super) fn sin_cos<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let Reduced { quarters, r, rest } = reduced(x);
    let z = r * r;
    let half = c(0.5) * z;
    let most = c(1.0) - half;
    let sine = r + (r * z * polynomial(z, &SINE) + rest * most);
    let cosine = most + ((c(1.0) - most - half) + (z * z * polynomial(z, &COSINE) - r * rest));
    turned(quarters, sine, cosine)
}

/// The sine and the cosine of n·π/2 + r + rest, each in two parts.
#[inline]
fn sin_cos_parts<L: Lanes>(quarters: L, r: L, rest: L) -> [[L; 2]; 2] {
    let c = L::splat;
    let [z, z_error] = product(r, r);
    let half = c(0.5) * z;
    let sine = ordered_sum(r, r * z * polynomial(z, &SINE) + (rest - rest * half));
    let most = c(1.0) - half;
    let small =
        (c(1.0) - most - half) + (z * z * polynomial(z, &COSINE) - (r * rest + c(0.5) * z_error));
    let cosine = ordered_sum(most, small);
    let [first, second] = [0, 1].map(|part| turned(quarters, sine[part], cosine[part]));
    [[first[0], second[0]], [first[1], second[1]]]
}

/// The sine and the cosine of x, each in two parts.
fn parts<L: Lanes>(x: L) -> [[L; 2]; 2] {
    let Reduced { quarters, r, rest } = reduced(x);
    sin_cos_parts(quarters, r, rest)
}

fn one<L: Lanes>() -> [L; 2] {
    [L::splat(1.0), L::splat(0.0)]
}

/// tan x and its slope.
pub(super) fn tan<L: Lanes>(x: L) -> [L; 2] {
    let [sine, cosine] = parts(x);
    let secant = quotient(one(), cosine);
    [quotient(sine, cosine), secant * secant]
}

/// 1/cos x and its slope.
pub(super) fn sec<L: Lanes>(x: L) -> [L; 2] {
    let [sine, cosine] = parts(x);
    let secant = quotient(one(), cosine);
    [secant, secant * quotient(sine, cosine)]
}

/// 1/sin x and its slope.
pub(super) fn csc<L: Lanes>(x: L) -> [L; 2] {
    let [sine, cosine] = parts(x);
    let cosecant = quotient(one(), sine);
    [cosecant, -(cosecant * quotient(cosine, sine))]
}

/// cos x/sin x and its slope.
pub(super) fn cot<L: Lanes>(x: L) -> [L; 2] {
    let [sine, cosine] = parts(x);
    let cosecant = quotient(one(), sine);
    [quotient(cosine, sine), -(cosecant * cosecant)]
}

/// sin(πx)/(πx), which is 1 at 0; and its slope.
///
/// x is reduced before it is multiplied by π, so that the zeros at whole numbers are exact.
pub(super) fn sinc<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let half_turns = c(std::f64::consts::PI);
    let half_turns_low = c(1.224_646_799_147_353_2e-16);
    let angle = |x: L| {
        let [high, low] = product(x, half_turns);
        ordered_sum(high, low + x * half_turns_low)
    };
    let quarters = (x + x + c(0.5)).floor();
    let [r, rest] = angle(x - quarters * c(0.5));
    let quarter = quarters - c(4.0) * (quarters * c(0.25)).floor();
    let [sine, cosine] = sin_cos_parts(quarter, r, rest);
    let whole = angle(x);
    let value = quotient(sine, whole);
    // Near 0 the difference would cancel, so this is the series.
    let z = whole[0] * whole[0];
    let near = whole[0] * half_turns * polynomial(z, &SINC_SLOPE);
    // (cos w − sin w/w)/x, where w = πx
    let [most, error] = product(cosine[0], whole[0]);
    let [difference, rest] = sum(most, -sine[0]);
    let small = error + (cosine[1] * whole[0] + cosine[0] * whole[1] - sine[1]);
    let slope = (difference + (rest + small)) / whole[0] / x;
    let is_near = |near: L, far: L| x.abs().choose(c(0.4), near, far);
    [x.abs().choose(c(1e-9), c(1.0), value), is_near(near, slope)]
}

/// The series of sinc′(z)/z in powers of z²: −2n/(2n+1)!, with the sign of (−1)ⁿ.
const SINC_SLOPE: [f64; 9] = [
    -2.0 / 6.0,
    4.0 / 120.0,
    -6.0 / 5_040.0,
    8.0 / 362_880.0,
    -10.0 / 39_916_800.0,
    12.0 / 6_227_020_800.0,
    -14.0 / 1_307_674_368_000.0,
    16.0 / 355_687_428_096_000.0,
    -18.0 / 121_645_100_408_832_000.0,
];
