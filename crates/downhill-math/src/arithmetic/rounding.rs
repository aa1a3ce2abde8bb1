//! Rounding to whole numbers, and remainders of divisions.

use super::lanes::Lanes;

/// The nearest whole number; halfway between two, the even one.
pub(super) fn round<L: Lanes>(x: L) -> L {
    // In a sum with this number, nothing below 1 is kept. From this number on, all numbers are whole.
    let whole = L::splat(4_503_599_627_370_496.0);
    let size = x.abs();
    size.choose(whole, size + whole - whole, size).with_sign_of(x)
}

/// The remainder of x/y with a whole quotient, with the sign of y. It is exact unless the sign is
/// changed, which rounds once.
pub(super) fn modulo<L: Lanes>(x: L, y: L) -> L {
    let [rest] = x.lane_by_lane(y, |x, y| {
        let rest = remainder(x, y);
        [if rest != 0.0 && (rest < 0.0) != (y < 0.0) { rest + y } else { rest }]
    });
    rest
}

/// The remainder of x/y with a quotient rounded towards 0: the same bits as std's `%`. std's would
/// bring a division of 128 bits into the module of a page, which has few uses for it.
///
/// It is a binary long division. Each subtrahend is y times a power of two and at least half of the
/// number that it is subtracted from, so no difference is rounded.
pub(super) fn remainder(x: f64, y: f64) -> f64 {
    let (mut rest, least) = (x.abs(), y.abs());
    if !(rest < f64::INFINITY && least > 0.0) {
        return f64::NAN;
    }
    if rest < least {
        return x;
    }
    let mut part = least;
    while part <= rest / 2.0 {
        part *= 2.0;
    }
    while part >= least {
        if rest >= part {
            rest -= part;
        }
        part /= 2.0;
    }
    rest.copysign(x)
}
