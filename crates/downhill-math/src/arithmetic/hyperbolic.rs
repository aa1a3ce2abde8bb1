//! eˣ − 1 and the functions that are made of powers of e.

use super::double::{ordered_sum, polynomial, quotient, scaled, sum};
use super::exp::{exp, parts};
use super::lanes::Lanes;
use super::ln::ln_of_parts;

/// eˣ − 1 in two parts, for x from −40 to 710.
#[inline]
fn expm1_parts<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let [n, r, q] = parts(x);
    // eˣ − 1 = 2ⁿ·((1 − 2⁻ⁿ) + r + q)
    let one_less = c(1.0) - n.choose(c(60.0), (-n).two_to(), c(0.0));
    let [most, rest] = sum(one_less, r);
    scaled(ordered_sum(most, rest + q), n)
}

/// eˣ − 1, accurate near 0 too.
pub(super) fn expm1<L: Lanes>(x: L) -> L {
    let c = L::splat;
    let [found, rest] = expm1_parts(x);
    let found = found + rest;
    let found = x.choose(c(-40.0), c(-1.0), found);
    let found = x.abs().choose(c(f64::EPSILON / 4.0), x, found);
    c(710.0).choose(x, c(f64::INFINITY), found)
}

/// Half of e^|x| in two parts, and half of e^−|x|.
#[inline]
fn halves<L: Lanes>(x: L) -> [L; 3] {
    let c = L::splat;
    let size = x.abs();
    // Beyond this, the results are infinite.
    let most = c(712.0);
    let size = most.choose(size, most, size);
    let [n, r, q] = parts(size);
    let [high, low] = ordered_sum(c(1.0), r);
    let [high, low] = scaled([high, low + q], n - c(1.0));
    [high, low, c(0.25) / (high + low)]
}

/// sinh x and cosh x.
#[inline]
pub(super) fn sinh_cosh<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let [high, low, inverse] = halves(x);
    // Near 0 the two powers of e cancel, so this is the series to x¹⁹.
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
    let far = (high + (low - inverse)).with_sign_of(x);
    [x.abs().choose(c(1.0), x + x * z * series, far), high + (low + inverse)]
}

/// tanh x and its slope.
pub(super) fn tanh<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let two = c(2.0);
    let most = c(350.0);
    let size = x.abs();
    let size = most.choose(size, most, size);
    // tanh x = p/(p + 2) = 1 − 2/(p + 2), where p = e²ˣ − 1
    let [power, low] = expm1_parts(two * size);
    let [below, rest] = sum(power, two);
    let value = quotient([power, low], [below, rest + low]);
    let distance = two / below;
    let mut slope = distance * (two - distance);
    if !x.abs().all_below(most) {
        // Beyond the clamp on the power above.
        let root = two * exp(-x.abs());
        slope = x.abs().choose(most, slope, root * root);
    }
    [value.with_sign_of(x), slope]
}

/// e^−|x| in two parts.
#[inline]
fn falling<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let size = x.abs();
    let most = c(1000.0);
    let size = most.choose(size, most, size);
    let [n, r, q] = parts(-size);
    let [high, low] = ordered_sum(c(1.0), r);
    let [high, low] = ordered_sum(high, low + q);
    scaled([high, low], n)
}

/// 1/(1 + e⁻ˣ) and its slope.
pub(super) fn sigmoid<L: Lanes>(x: L) -> [L; 2] {
    let c = L::splat;
    let power = falling(x);
    let [below, rest] = ordered_sum(c(1.0), power[0]);
    let below = [below, rest + power[1]];
    let (near_one, near_zero) = (quotient([c(1.0), c(0.0)], below), quotient(power, below));
    [x.choose(c(0.0), near_zero, near_one), near_one * near_zero]
}

/// ln(1 + eˣ); its slope is [`sigmoid`].
pub(super) fn softplus<L: Lanes>(x: L) -> L {
    let c = L::splat;
    let power = falling(x);
    let [below, rest] = ordered_sum(c(1.0), power[0]);
    let small = ln_of_parts(below, rest + power[1]);
    let found = x.choose(c(0.0), small, small + x);
    x.choose(c(f64::INFINITY), found, x)
}
