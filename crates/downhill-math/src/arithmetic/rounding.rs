//! Whole numbers near a number, and what is left of a division.

use super::lanes::Lanes;

/// The nearest whole number, of two the even one.
pub(super) fn round<L: Lanes>(x: L) -> L {
    // Added to this, a number keeps no part below 1; from it on, all numbers are whole.
    let whole = L::splat(4_503_599_627_370_496.0);
    let size = x.abs();
    size.choose(whole, size + whole - whole, size).with_sign_of(x)
}

/// What is left of x/y with a whole quotient, with the sign of y: exact but where the sign is
/// changed, which rounds once.
pub(super) fn modulo<L: Lanes>(x: L, y: L) -> L {
    let [rest] = x.lane_by_lane(y, |x, y| {
        let rest = x % y;
        [if rest != 0.0 && (rest < 0.0) != (y < 0.0) { rest + y } else { rest }]
    });
    rest
}
