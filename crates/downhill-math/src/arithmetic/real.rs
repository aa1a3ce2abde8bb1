use std::ops::{Add, Div, Mul, Neg, Sub};

use super::exp::exp;
use super::hyperbolic::{sinh_cosh, tanh};
use super::inverse::{acos, asin, atan, atan2, hypot};
use super::lanes::Lanes;
use super::ln::ln;
use super::pow::{log10, pow};
use super::powi::powi;
use super::rounding::modulo;
use super::trigonometric::{sin_cos, tan};

/// The arithmetic in which objectives and optimizers are written, once for all widths and for
/// [dual numbers](super::Dual) over them.
///
/// The four operations and `sqrt` are IEEE 754 and never fused. The elementary functions are our own,
/// so that a trajectory has the same bits on one f64, in a lane of a [`Block`](super::Block), natively
/// and in WebAssembly. All are within two units in the last place of the exact value, for every
/// argument.
pub trait Real:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + 'static
{
    /// The number `value` in every lane.
    fn splat(value: f64) -> Self;

    /// The number of the first lane.
    fn first(self) -> f64;

    /// The square root, correctly rounded; NaN below 0.
    fn sqrt(self) -> Self;

    /// eˣ; 0 and infinity where it under- or overflows.
    fn exp(self) -> Self;

    /// The natural logarithm; −∞ at 0, NaN below.
    fn ln(self) -> Self;

    /// The decimal logarithm; −∞ at 0, NaN below.
    fn log10(self) -> Self;

    /// The sine, for every finite number.
    fn sin(self) -> Self;

    /// The cosine, for every finite number.
    fn cos(self) -> Self;

    /// The tangent, for every finite number.
    fn tan(self) -> Self;

    /// The arc sine; NaN outside −1 … 1.
    fn asin(self) -> Self;

    /// The arc cosine; NaN outside −1 … 1.
    fn acos(self) -> Self;

    /// The arc tangent.
    fn atan(self) -> Self;

    /// The hyperbolic sine.
    fn sinh(self) -> Self;

    /// The hyperbolic cosine.
    fn cosh(self) -> Self;

    /// The hyperbolic tangent.
    fn tanh(self) -> Self;

    /// |x|. Its derivative at 0 is 0, as in torch.
    fn abs(self) -> Self;

    /// −1, 0 or 1. Its derivative is 0.
    fn sign(self) -> Self;

    /// The greatest whole number that is not above. Its derivative is 0.
    fn floor(self) -> Self;

    /// The lesser of two numbers; NaN if either is NaN. Where they are equal, the derivative is the
    /// mean of both, as in torch.
    fn min(self, other: Self) -> Self;

    /// The greater of two numbers; for NaN and equal numbers see [`min`](Self::min).
    fn max(self, other: Self) -> Self;

    /// x to a whole power; x⁰ is 1. Exact where the result is a number of 53 bits.
    fn powi(self, n: i32) -> Self;

    /// x to any power. For x below 0, NaN unless the power is whole. Exact where the result is a
    /// number of 53 bits.
    fn pow(self, exponent: Self) -> Self;

    /// The angle of the point (`x`, self), from −π to π; its derivatives at the origin are 0, as
    /// in torch.
    fn atan2(self, x: Self) -> Self;

    /// √(x² + y²); its derivatives at the origin are NaN, as in torch.
    fn hypot(self, other: Self) -> Self;

    /// The remainder of a division with a whole quotient, with the sign of the divisor: Python's `%`
    /// and `torch.remainder`.
    fn modulo(self, divisor: Self) -> Self;

    /// `then` where the number is less than that of `limit`, else `otherwise`. A comparison with NaN is
    /// false. The derivative is that of the branch that is taken.
    fn if_less(self, limit: Self, then: Self, otherwise: Self) -> Self;

    /// As [`if_less`](Self::if_less), but `then` also where the two are equal.
    fn if_at_most(self, limit: Self, then: Self, otherwise: Self) -> Self;
}

impl<L: Lanes> Real for L {
    #[inline]
    fn splat(value: f64) -> Self {
        L::splat(value)
    }

    #[inline]
    fn first(self) -> f64 {
        L::first(self)
    }

    #[inline]
    fn sqrt(self) -> Self {
        L::sqrt(self)
    }

    #[inline]
    fn exp(self) -> Self {
        exp(self)
    }

    #[inline]
    fn ln(self) -> Self {
        ln(self)
    }

    fn log10(self) -> Self {
        log10(self)
    }

    fn sin(self) -> Self {
        sin_cos(self)[0]
    }

    fn cos(self) -> Self {
        sin_cos(self)[1]
    }

    fn tan(self) -> Self {
        tan(self)[0]
    }

    fn asin(self) -> Self {
        asin(self)
    }

    fn acos(self) -> Self {
        acos(self)
    }

    fn atan(self) -> Self {
        atan(self)
    }

    fn sinh(self) -> Self {
        sinh_cosh(self)[0]
    }

    fn cosh(self) -> Self {
        sinh_cosh(self)[1]
    }

    fn tanh(self) -> Self {
        tanh(self)[0]
    }

    #[inline]
    fn abs(self) -> Self {
        L::abs(self)
    }

    #[inline]
    fn sign(self) -> Self {
        // Any other number is ±0 or NaN, and is its own sign.
        L::splat(0.0).choose(L::abs(self), L::splat(1.0).with_sign_of(self), self)
    }

    #[inline]
    fn floor(self) -> Self {
        L::floor(self)
    }

    #[inline]
    fn min(self, other: Self) -> Self {
        let least = other.choose(self, other, self);
        // NaN is not up to itself.
        other.choose_up_to(other, least, other)
    }

    #[inline]
    fn max(self, other: Self) -> Self {
        let greatest = self.choose(other, other, self);
        other.choose_up_to(other, greatest, other)
    }

    #[inline]
    fn powi(self, n: i32) -> Self {
        powi(self, n)[0]
    }

    fn pow(self, exponent: Self) -> Self {
        pow(self, exponent)
    }

    fn atan2(self, x: Self) -> Self {
        atan2(self, x)[0]
    }

    fn hypot(self, other: Self) -> Self {
        hypot(self, other)[0]
    }

    fn modulo(self, divisor: Self) -> Self {
        modulo(self, divisor)
    }

    #[inline]
    fn if_less(self, limit: Self, then: Self, otherwise: Self) -> Self {
        self.choose(limit, then, otherwise)
    }

    #[inline]
    fn if_at_most(self, limit: Self, then: Self, otherwise: Self) -> Self {
        self.choose_up_to(limit, then, otherwise)
    }
}
