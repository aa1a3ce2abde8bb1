use std::ops::{Add, Div, Mul, Neg, Sub};

use super::dependence::{Dependence, Variables};
use super::inverse::{atan2, hypot};
use super::lanes::Lanes;
use super::pow::pow_and_slopes;
use super::powi::powi;
use super::real::Real;
use super::unary::Unary;

/// A number with its derivatives by x and y: arithmetic on these is forward-mode differentiation,
/// exact but for rounding (Wengert 1964).
///
/// At a kink the derivative is the one that torch's autograd takes: 0 for `abs`, `sign` and
/// `floor`, the mean of both sides for `min` and `max`. Where a function has none (√x at 0), it is
/// infinite or NaN.
///
/// With the [`Variables`] that it depends on, a derivative by another variable is 0 whatever is done
/// to it. Without them it is a 0 like any other, which an infinite slope makes NaN. √x + y² has a
/// slope along y where x is 0; √(x² + y²) has none at the origin, either way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<L, D = ()> {
    /// The number.
    pub value: L,
    /// Its derivative by x.
    pub dx: L,
    /// Its derivative by y.
    pub dy: L,
    /// What it depends on, where that is known.
    pub depends: D,
}

impl<L: Lanes> Dual<L> {
    /// x and y themselves, at a point.
    #[inline]
    pub fn variables(point: [L; 2]) -> [Self; 2] {
        Self::at(point)
    }
}

impl Dual<f64, Variables> {
    /// x and y themselves, at a point, from where on it is known what depends on them.
    #[inline]
    pub fn traced_variables(point: [f64; 2]) -> [Self; 2] {
        Self::at(point)
    }
}

impl<L: Lanes, D: Dependence> Dual<L, D> {
    #[inline]
    fn at([x, y]: [L; 2]) -> [Self; 2] {
        let (zero, one) = (L::splat(0.0), L::splat(1.0));
        [
            Self { value: x, dx: one, dy: zero, depends: D::X },
            Self { value: y, dx: zero, dy: one, depends: D::Y },
        ]
    }

    /// Its derivatives by x and y, in which a 0 has no sign.
    #[inline]
    pub fn gradient(self) -> [L; 2] {
        let zero = L::splat(0.0);
        [self.dx + zero, self.dy + zero]
    }

    /// A function of it, by the chain rule.
    #[inline]
    pub(crate) fn applied(self, function: Unary) -> Self {
        if function == Unary::Relu {
            // 0 is chosen and does not depend on the number.
            let zero = Self::splat(0.0);
            return self.if_at_most(zero, zero, self);
        }
        let [value, slope] = function.at(self.value);
        let found = self.chain(value, slope);
        if function.is_step() { found.on_a_step() } else { found }
    }

    /// A number that does not depend on anything but by jumps, with the derivatives 0. One that is
    /// not 0 was made NaN by an infinite slope, and stays, as in torch.
    #[inline]
    fn on_a_step(self) -> Self {
        let infinity = L::splat(f64::INFINITY);
        let is_nan = |part: L| !part.abs().all_below(infinity);
        Self { depends: self.depends.only([is_nan(self.dx), is_nan(self.dy)]), ..self }
    }

    /// A function's value where its derivative is `slope`.
    #[inline]
    fn chain(self, value: L, slope: L) -> Self {
        self.mapped(value, |part| slope * part)
    }

    /// A function of it, of which `of` makes a derivative from its own.
    #[inline(always)]
    fn mapped(self, value: L, of: impl Fn(L) -> L) -> Self {
        if !D::IS_KNOWN {
            return Self { value, dx: of(self.dx), dy: of(self.dy), depends: self.depends };
        }
        let part = |depends: bool, part: L| if depends { of(part) } else { L::splat(0.0) };
        let [by_x, by_y] = self.depends.on();
        Self { value, dx: part(by_x, self.dx), dy: part(by_y, self.dy), depends: self.depends }
    }

    /// A function of two numbers, of which a derivative is made from those of either or of both.
    #[inline(always)]
    fn joined(
        self,
        other: Self,
        value: L,
        both: impl Fn(L, L) -> L,
        of_one: impl Fn(L) -> L,
        of_other: impl Fn(L) -> L,
    ) -> Self {
        if !D::IS_KNOWN {
            // Without calls, where code is compiled for size.
            let (dx, dy) = (both(self.dx, other.dx), both(self.dy, other.dy));
            return Self { value, dx, dy, depends: self.depends };
        }
        let (mine, others) = (self.depends.on(), other.depends.on());
        let part = |axis: usize, part: L, other_part: L| match (mine[axis], others[axis]) {
            (true, true) => both(part, other_part),
            (true, false) => of_one(part),
            (false, true) => of_other(other_part),
            (false, false) => L::splat(0.0),
        };
        Self {
            value,
            dx: part(0, self.dx, other.dx),
            dy: part(1, self.dy, other.dy),
            depends: self.depends.or(other.depends),
        }
    }

    /// A function of two numbers, by the chain rule.
    #[inline(always)]
    fn chain_of_two(self, other: Self, value: L, [slope, other_slope]: [L; 2]) -> Self {
        let both = |part, other_part| slope * part + other_slope * other_part;
        self.joined(other, value, both, |part| slope * part, |part| other_slope * part)
    }

    /// Their quotient, which is `value`.
    #[inline(always)]
    fn quotient(self, other: Self, value: L) -> Self {
        let below = other.value;
        let both = |p: L, q: L| {
            let found = (p - value * q) / below;
            let infinity = L::splat(f64::INFINITY);
            if found.abs().all_below(infinity) {
                return found;
            }
            // The sum of the two slopes, as torch takes it, is NaN where they are infinite.
            found.abs().choose(infinity, found, p / below - value / below * q)
        };
        self.joined(other, value, both, |p| p / below, |q| -(value * q) / below)
    }

    /// The one number or the other, lane by lane as `choose` does it.
    #[inline(always)]
    fn chosen(one: Self, other: Self, choose: impl Fn(L, L) -> L) -> Self {
        let (zero, half) = (L::splat(0.0), L::splat(0.5));
        let is_one = choose(L::splat(1.0), zero);
        let depends = if is_one.all_below(half) {
            other.depends
        } else if half.all_below(is_one) {
            one.depends
        } else {
            // Some lanes are the one and some the other.
            one.depends.or(other.depends)
        };
        Self {
            value: choose(one.value, other.value),
            dx: choose(one.dx, other.dx),
            dy: choose(one.dy, other.dy),
            depends,
        }
    }

    /// Of two numbers the one where `is_one` chooses it, the other where `is_other` does, and where
    /// neither does, the value of both and the mean of their derivatives.
    #[inline(always)]
    fn one_of_two(
        self,
        other: Self,
        is_one: impl Fn(L, L) -> L,
        is_other: impl Fn(L, L) -> L,
    ) -> Self {
        // Equal, or a NaN that the sum keeps.
        let of_equal = |equal, rest| self.value.choose_up_to(other.value, equal, rest);
        let value = of_equal(self.value, self.value + other.value);
        let neither = self.chain_of_two(other, value, [of_equal(L::splat(0.5), L::splat(1.0)); 2]);
        Self::chosen(self, Self::chosen(other, neither, is_other), is_one)
    }
}

impl<L: Lanes, D: Dependence> Add for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        self.joined(other, self.value + other.value, |p, q| p + q, |p| p, |q| q)
    }
}

impl<L: Lanes, D: Dependence> Sub for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        self.joined(other, self.value - other.value, |p, q| p - q, |p| p, |q| -q)
    }
}

impl<L: Lanes, D: Dependence> Mul for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn mul(self, other: Self) -> Self {
        self.chain_of_two(other, self.value * other.value, [other.value, self.value])
    }
}

impl<L: Lanes, D: Dependence> Div for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn div(self, other: Self) -> Self {
        self.quotient(other, self.value / other.value)
    }
}

impl<L: Lanes, D: Dependence> Neg for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        self.mapped(-self.value, |part| -part)
    }
}

impl<L: Lanes, D: Dependence> Real for Dual<L, D> {
    #[inline]
    fn splat(value: f64) -> Self {
        let zero = L::splat(0.0);
        Self { value: L::splat(value), dx: zero, dy: zero, depends: D::NONE }
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
        let (one, two) = (self.value, other.value);
        let is_less = |less, rest| one.choose(two, less, rest);
        self.one_of_two(other, is_less, |less, rest| two.choose(one, less, rest))
    }

    fn max(self, other: Self) -> Self {
        let (one, two) = (self.value, other.value);
        let is_greater = |greater, rest| two.choose(one, greater, rest);
        self.one_of_two(other, is_greater, |greater, rest| one.choose(two, greater, rest))
    }

    #[inline]
    fn powi(self, n: i32) -> Self {
        if n == 2 {
            // The same bits, quicker: it is the power that most formulas have.
            return self.chain(self.value * self.value, L::splat(2.0) * self.value);
        }
        let [value, slope] = powi(self.value, n);
        let found = self.chain(value, slope);
        if n == 0 { found.on_a_step() } else { found }
    }

    fn pow(self, exponent: Self) -> Self {
        let along = [self, exponent].map(|of| of.depends.on() != [false; 2]);
        let [value, by_base, by_exponent] = pow_and_slopes(self.value, exponent.value, along);
        self.chain_of_two(exponent, value, [by_base, by_exponent])
    }

    fn atan2(self, x: Self) -> Self {
        let [value, by_y, by_x] = atan2(self.value, x.value);
        self.chain_of_two(x, value, [by_y, by_x])
    }

    fn hypot(self, other: Self) -> Self {
        let [value, by_one, by_other] = hypot(self.value, other.value);
        self.chain_of_two(other, value, [by_one, by_other])
    }

    fn modulo(self, divisor: Self) -> Self {
        let quotient = Lanes::floor(self.value / divisor.value);
        let value = self.value.modulo(divisor.value);
        let both = |p, q| p - quotient * q;
        self.joined(divisor, value, both, |p| p, |q| -(quotient * q))
    }

    fn if_less(self, limit: Self, then: Self, otherwise: Self) -> Self {
        Self::chosen(then, otherwise, |then, otherwise| {
            self.value.choose(limit.value, then, otherwise)
        })
    }

    fn if_at_most(self, limit: Self, then: Self, otherwise: Self) -> Self {
        Self::chosen(then, otherwise, |then, otherwise| {
            self.value.choose_up_to(limit.value, then, otherwise)
        })
    }
}
