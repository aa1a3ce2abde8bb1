//! Whole powers by multiplication, without loss of digits.
//!
//! xᵏ and x consist of a head of few bits and a rest. The products of heads are exact, and the rests
//! are so much smaller that their rounding does not matter. This takes a third of the operations that
//! products in two doubles of 53 bits would take.

use super::lanes::Lanes;
use super::pow::{of_any_size, pow_and_slopes, scaled_or_beyond};

/// The largest power, in size, that is multiplied. Beyond it the roundings of the rests add up.
const MOST: u32 = 64;

/// x to the whole power n, and the slope n·xⁿ⁻¹.
///
/// Products of up to four factors are computed directly; with more factors that would lose digits.
#[inline]
pub(crate) fn powi<L: Lanes>(x: L, n: i32) -> [L; 2] {
    let c = L::splat;
    let number = c(f64::from(n));
    match n {
        0 => [c(1.0), c(0.0)],
        1 => [x, c(1.0)],
        2 => [x * x, number * x],
        3 => [x * x * x, number * (x * x)],
        4 => {
            let square = x * x;
            [square * square, number * (square * x)]
        }
        -1 => {
            let inverse = c(1.0) / x;
            [inverse, -(inverse * inverse)]
        }
        -2 => {
            let inverse = c(1.0) / x;
            let square = inverse * inverse;
            // A division, because a product would contain a third number that is rounded twice.
            [square, number * square / x]
        }
        _ => by_multiplication(x, n),
    }
}

/// A number in two parts.
#[derive(Clone, Copy)]
struct Split<L> {
    /// A part of at most 53 bits.
    head: L,
    /// The rest, less than 2⁻¹⁴ of the head.
    rest: L,
    /// The sum of both, rounded.
    whole: L,
}

impl<L: Lanes> Split<L> {
    #[inline]
    fn of(head: L, rest: L) -> Self {
        Self { head, rest, whole: head + rest }
    }

    /// x
    #[inline]
    fn exact(x: L) -> Self {
        let head = x.first_third();
        Self { head, rest: x - head, whole: x }
    }

    /// 1/x
    #[inline]
    fn inverse(x: L) -> Self {
        let one = L::splat(1.0);
        let whole = one / x;
        let Self { head, rest, .. } = Self::exact(whole);
        let x_high = x.high();
        // 1 − whole·x. The first two products are exact.
        let lost = ((one - head * x_high) - head * (x - x_high)) - rest * x;
        Self { head, rest: rest + whole * lost, whole }
    }

    /// The same number with a head of 17 bits.
    #[inline]
    fn short(self) -> Self {
        let head = self.whole.first_third();
        Self { head, rest: (self.head - head) + self.rest, ..self }
    }

    /// Its square. The head has at most 26 bits.
    #[inline]
    fn squared(self) -> Self {
        Self::of(self.head * self.head, self.rest * (self.whole + self.head))
    }

    /// Its product with `other`. Both heads together have at most 53 bits.
    #[inline]
    fn times(self, other: Self) -> Self {
        let rest = self.rest * other.whole + self.head * other.rest;
        Self::of(self.head * other.head, rest)
    }
}

/// xᵏ and xᵏ⁺¹, for an x of few bits and k above 1.
#[inline]
fn two_powers<L: Lanes>(x: Split<L>, k: u32) -> [L; 2] {
    let mut power = x;
    let mut left = k.ilog2();
    loop {
        left -= 1;
        // The head now has 34 or 51 bits.
        power = power.squared();
        let is_odd = k >> left & 1 == 1;
        if is_odd {
            power = power.times(x);
        }
        if left == 0 {
            let next = if is_odd { power.short() } else { power }.times(x);
            return [power.whole, next.whole];
        }
        power = power.short();
    }
}

/// x to the whole power n by multiplication, and its slope; |n| is 3 or more.
#[inline(never)]
fn by_multiplication<L: Lanes>(x: L, n: i32) -> [L; 2] {
    let c = L::splat;
    let number = c(f64::from(n));
    if n.unsigned_abs() > MOST {
        let [value, slope, _] = pow_and_slopes(x, number, [true, false]);
        return [value, slope];
    }
    // The slope needs xⁿ⁻¹: one factor less for a positive n, and one more for a negative n.
    let (base, factors) = if n > 0 { (Split::exact(x), n - 1) } else { (Split::inverse(x), -n) };
    let [nearer, farther] = two_powers(base, factors.unsigned_abs());
    let [value, before] = if n > 0 { [farther, nearer] } else { [nearer, farther] };
    let slope = number * before;
    // Beyond these sizes a rest may underflow or a product overflow.
    let (least, most) = (c(1e-280), c(1e280));
    let size = farther.abs();
    if least.all_below(size) && size.all_below(most) {
        return [value, slope];
    }
    let [far, far_slope] = with_exponent_apart(x, n);
    let pick = |near: L, far: L| least.choose(size, size.choose(most, near, far), far);
    [pick(value, far), pick(slope, far_slope)]
}

/// The same for any x. It works on mantissas, which are from 1 to 2, so that their powers have no
/// extreme size.
#[cold]
#[inline(never)]
fn with_exponent_apart<L: Lanes>(x: L, n: i32) -> [L; 2] {
    let c = L::splat;
    let number = c(f64::from(n));
    let size = x.abs();
    let [mantissa, exponent] = of_any_size(size);
    let [value, slope] = by_multiplication(mantissa, n);
    // 0, infinity and NaN have no mantissa; all their powers are alike.
    let edge = if n > 0 { size } else { c(1.0) / size };
    let or_edge = |found: L, edge: L| {
        let found = size.choose_up_to(c(0.0), edge, found);
        size.choose(c(f64::INFINITY), found, edge)
    };
    let value = or_edge(scaled_or_beyond(value, exponent * number), edge);
    let slope = scaled_or_beyond(slope, exponent * (number - c(1.0)));
    let slope = or_edge(slope, number * edge);
    // One of xⁿ and xⁿ⁻¹ has the sign of x.
    if n % 2 == 0 {
        [value, slope * c(1.0).with_sign_of(x)]
    } else {
        [value.with_sign_of(x), slope]
    }
}
