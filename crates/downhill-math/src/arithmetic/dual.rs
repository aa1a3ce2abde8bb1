use std::ops::{Add, Div, Mul, Neg, Sub};

use super::lanes::Lanes;
use super::real::Real;
use super::unary::Unary;

/// A number with its derivatives by x and y: arithmetic on these is forward-mode differentiation,
/// exact but for rounding (Wengert 1964).
///
/// At a kink the derivative is the one that torch's autograd takes: 0 for `abs`, `sign` and
/// `floor`, the mean of both sides for `min` and `max`. Where a function has none (√x at 0), it is
/// infinite or NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<L> {
    /// The number.
    pub value: L,
    /// Its derivative by x.
    pub dx: L,
    /// Its derivative by y.
    pub dy: L,
}

impl<L: Lanes> Dual<L> {
    /// x and y themselves, at a point.
    #[inline]
    pub fn variables([x, y]: [L; 2]) -> [Self; 2] {
        let (zero, one) = (L::splat(0.0), L::splat(1.0));
        [Self { value: x, dx: one, dy: zero }, Self { value: y, dx: zero, dy: one }]
    }

    /// A function of it, by the chain rule.
    #[inline]
    pub(crate) fn applied(self, function: Unary) -> Self {
        let [value, slope] = function.at(self.value);
        self.chain(value, slope)
    }

    /// A function's value where its derivative is `slope`.
    #[inline]
    fn chain(self, value: L, slope: L) -> Self {
        Self { value, dx: slope * self.dx, dy: slope * self.dy }
    }

    /// Lane by lane `below` where the number is less than that of `limit`, else `other`.
    #[inline]
    fn choose(self, limit: Self, below: Self, other: Self) -> Self {
        let choose = |below, other| self.value.choose(limit.value, below, other);
        Self {
            value: choose(below.value, other.value),
            dx: choose(below.dx, other.dx),
            dy: choose(below.dy, other.dy),
        }
    }

    #[inline]
    fn half(self) -> Self {
        let half = L::splat(0.5);
        Self { value: self.value * half, dx: self.dx * half, dy: self.dy * half }
    }
}

impl<L: Lanes> Add for Dual<L> {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Self { value: self.value + other.value, dx: self.dx + other.dx, dy: self.dy + other.dy }
    }
}

impl<L: Lanes> Sub for Dual<L> {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Self { value: self.value - other.value, dx: self.dx - other.dx, dy: self.dy - other.dy }
    }
}

impl<L: Lanes> Mul for Dual<L> {
    type Output = Self;

    #[inline]
    fn mul(self, other: Self) -> Self {
        Self {
            value: self.value * other.value,
            dx: self.dx * other.value + self.value * other.dx,
            dy: self.dy * other.value + self.value * other.dy,
        }
    }
}

impl<L: Lanes> Div for Dual<L> {
    type Output = Self;

    #[inline]
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Self {
            value,
            dx: (self.dx - value * other.dx) / other.value,
            dy: (self.dy - value * other.dy) / other.value,
        }
    }
}

impl<L: Lanes> Neg for Dual<L> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        Self { value: -self.value, dx: -self.dx, dy: -self.dy }
    }
}

impl<L: Lanes> Real for Dual<L> {
    #[inline]
    fn splat(value: f64) -> Self {
        let zero = L::splat(0.0);
        Self { value: L::splat(value), dx: zero, dy: zero }
    }

    #[inline]
    fn sqrt(self) -> Self {
        self.applied(Unary::Sqrt)
    }

    #[inline]
    fn exp(self) -> Self {
        self.applied(Unary::Exp)
    }

    #[inline]
    fn ln(self) -> Self {
        self.applied(Unary::Ln)
    }

    #[inline]
    fn log10(self) -> Self {
        self.applied(Unary::Log10)
    }

    #[inline]
    fn sin(self) -> Self {
        self.applied(Unary::Sin)
    }

    #[inline]
    fn cos(self) -> Self {
        self.applied(Unary::Cos)
    }

    #[inline]
    fn tan(self) -> Self {
        self.applied(Unary::Tan)
    }

    #[inline]
    fn asin(self) -> Self {
        self.applied(Unary::Asin)
    }

    #[inline]
    fn acos(self) -> Self {
        self.applied(Unary::Acos)
    }

    #[inline]
    fn atan(self) -> Self {
        self.applied(Unary::Atan)
    }

    #[inline]
    fn sinh(self) -> Self {
        self.applied(Unary::Sinh)
    }

    #[inline]
    fn cosh(self) -> Self {
        self.applied(Unary::Cosh)
    }

    #[inline]
    fn tanh(self) -> Self {
        self.applied(Unary::Tanh)
    }

    #[inline]
    fn abs(self) -> Self {
        self.applied(Unary::Abs)
    }

    #[inline]
    fn sign(self) -> Self {
        self.applied(Unary::Sign)
    }

    #[inline]
    fn floor(self) -> Self {
        self.applied(Unary::Floor)
    }

    fn min(self, other: Self) -> Self {
        let neither = self.half() + other.half();
        self.choose(other, self, other.choose(self, other, neither))
    }

    fn max(self, other: Self) -> Self {
        let neither = self.half() + other.half();
        self.choose(other, other, other.choose(self, self, neither))
    }

    #[inline]
    fn powi(self, n: i32) -> Self {
        if n == 0 {
            return Self::splat(1.0);
        }
        let number = L::splat(f64::from(n));
        if n == 2 {
            // The same bits, quicker: it is the power that most formulas have.
            return self.chain(self.value * self.value, number * self.value);
        }
        self.chain(self.value.powi(n), number * self.value.powi(n - 1))
    }

    fn pow(self, exponent: Self) -> Self {
        let zero = L::splat(0.0);
        let least = L::splat(f64::MIN_POSITIVE);
        let is_zero = |of: L, then: L, other: L| Real::abs(of).choose(least, then, other);
        let value = self.value.pow(exponent.value);
        // As torch has it: x⁰ has no slope along x, nor has 0^y along y but where it is infinite.
        let below = exponent.value - L::splat(1.0);
        let by_base = is_zero(exponent.value, zero, exponent.value * self.value.pow(below));
        let by_exponent = value * self.value.ln();
        let at_zero = exponent.value.choose(zero, by_exponent, zero);
        let by_exponent = is_zero(self.value, at_zero, by_exponent);
        // A part that is nowhere in the formula says nothing, also where it is 0 · ∞.
        let term = |slope: L, part: L| is_zero(part, zero, slope * part);
        Self {
            value,
            dx: term(by_base, self.dx) + term(by_exponent, exponent.dx),
            dy: term(by_base, self.dy) + term(by_exponent, exponent.dy),
        }
    }

    fn atan2(self, x: Self) -> Self {
        let square = self.value * self.value + x.value * x.value;
        let (by_y, by_x) = (x.value / square, -(self.value / square));
        Self {
            value: self.value.atan2(x.value),
            dx: by_y * self.dx + by_x * x.dx,
            dy: by_y * self.dy + by_x * x.dy,
        }
    }

    fn hypot(self, other: Self) -> Self {
        let value = self.value.hypot(other.value);
        let (by_one, by_other) = (self.value / value, other.value / value);
        Self {
            value,
            dx: by_one * self.dx + by_other * other.dx,
            dy: by_one * self.dy + by_other * other.dy,
        }
    }

    fn modulo(self, divisor: Self) -> Self {
        let quotient = Lanes::floor(self.value / divisor.value);
        Self {
            value: self.value.modulo(divisor.value),
            dx: self.dx - quotient * divisor.dx,
            dy: self.dy - quotient * divisor.dy,
        }
    }

    fn if_less(self, limit: Self, then: Self, otherwise: Self) -> Self {
        self.choose(limit, then, otherwise)
    }

    fn if_at_most(self, limit: Self, then: Self, otherwise: Self) -> Self {
        let choose = |then, otherwise| self.value.choose_up_to(limit.value, then, otherwise);
        Self {
            value: choose(then.value, otherwise.value),
            dx: choose(then.dx, otherwise.dx),
            dy: choose(then.dy, otherwise.dy),
        }
    }
}
