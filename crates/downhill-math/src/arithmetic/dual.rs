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
/// With the [`Variables`] that the number depends on, a derivative by another variable is 0 whatever
/// function is applied. Without them it is a 0 like any other, and an infinite slope makes it NaN.
/// So √x + y² has a slope along y where x is 0; √(x² + y²) has none at the origin in either case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dual<L, D = ()> {
    /// The number.
    pub value: L,
    /// Its derivative by x.
    pub dx: L,
    /// Its derivative by y.
    pub dy: L,
    /// The variables that it depends on, if they are tracked.
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
    /// x and y themselves, at a point, with their dependences, which are tracked from here on.
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

    /// Its derivatives by x and y. A derivative of −0 becomes 0.
    #[inline]
    pub fn gradient(self) -> [L; 2] {
        let zero = L::splat(0.0);
        [self.dx + zero, self.dy + zero]
    }

    /// Applies a function to it, by the chain rule.
    #[inline]
    pub(crate) fn applied(self, function: Unary) -> Self {
        if function == Unary::Relu {
            // Up to 0 the result is the constant 0, which does not depend on the number.
            let zero = Self::splat(0.0);
            return self.if_at_most(zero, zero, self);
        }
        let [value, slope] = function.at(self.value);
        let found = self.chain(value, slope);
        if function.is_step() { found.on_a_step() } else { found }
    }

    /// A step function of the number: the derivatives are 0. A derivative that is NaN, because a slope
    /// before was infinite, stays NaN, as in torch.
    #[inline]
    fn on_a_step(self) -> Self {
        let infinity = L::splat(f64::INFINITY);
        let is_nan = |part: L| !part.abs().all_below(infinity);
        Self { depends: self.depends.only([is_nan(self.dx), is_nan(self.dy)]), ..self }
    }

    /// A function's value, whose derivative is `slope`.
    #[inline]
    fn chain(self, value: L, slope: L) -> Self {
        self.mapped(value, |part| slope * part)
    }

    /// Applies a function with this value; `derivative` makes each of its derivatives from the number's
    /// own.
    #[inline(always)]
    fn mapped(self, value: L, derivative: impl Fn(L) -> L) -> Self {
        if !D::IS_KNOWN {
            return Self {
                value,
                dx: derivative(self.dx),
                dy: derivative(self.dy),
                depends: self.depends,
            };
        }
        let part = |depends: bool, part: L| if depends { derivative(part) } else { L::splat(0.0) };
        let [by_x, by_y] = self.depends.on();
        Self { value, dx: part(by_x, self.dx), dy: part(by_y, self.dy), depends: self.depends }
    }

    /// Combines two numbers. A derivative of the result is made from those of both numbers, or of one
    /// where only that one depends on the variable.
    #[inline(always)]
    fn joined(
        self,
        rhs: Self,
        value: L,
        both: impl Fn(L, L) -> L,
        of_lhs: impl Fn(L) -> L,
        of_rhs: impl Fn(L) -> L,
    ) -> Self {
        if !D::IS_KNOWN {
            // Without the closure, code that is compiled for size has no calls here.
            let (dx, dy) = (both(self.dx, rhs.dx), both(self.dy, rhs.dy));
            return Self { value, dx, dy, depends: self.depends };
        }
        let (lhs_on, rhs_on) = (self.depends.on(), rhs.depends.on());
        let part = |axis: usize, part: L, rhs_part: L| match (lhs_on[axis], rhs_on[axis]) {
            (true, true) => both(part, rhs_part),
            (true, false) => of_lhs(part),
            (false, true) => of_rhs(rhs_part),
            (false, false) => L::splat(0.0),
        };
        Self {
            value,
            dx: part(0, self.dx, rhs.dx),
            dy: part(1, self.dy, rhs.dy),
            depends: self.depends.or(rhs.depends),
        }
    }

    /// Applies a function of two numbers, by the chain rule.
    #[inline(always)]
    fn chain_of_two(self, rhs: Self, value: L, [slope, rhs_slope]: [L; 2]) -> Self {
        let both = |part, rhs_part| slope * part + rhs_slope * rhs_part;
        self.joined(rhs, value, both, |part| slope * part, |part| rhs_slope * part)
    }

    /// The quotient of two numbers, whose value is `value`.
    #[inline(always)]
    fn quotient(self, rhs: Self, value: L) -> Self {
        let below = rhs.value;
        let both = |p: L, q: L| {
            let found = (p - value * q) / below;
            let infinity = L::splat(f64::INFINITY);
            if found.abs().all_below(infinity) {
                return found;
            }
            // Elsewhere this is the sum of the two slopes as torch computes it, which is NaN where they
            // are infinite.
            found.abs().choose(infinity, found, p / below - value / below * q)
        };
        self.joined(rhs, value, both, |p| p / below, |q| -(value * q) / below)
    }

    /// Chooses between two numbers lane by lane, as `choose` does.
    #[inline(always)]
    fn chosen(lhs: Self, rhs: Self, choose: impl Fn(L, L) -> L) -> Self {
        let (zero, half) = (L::splat(0.0), L::splat(0.5));
        let is_lhs = choose(L::splat(1.0), zero);
        let depends = if is_lhs.all_below(half) {
            rhs.depends
        } else if half.all_below(is_lhs) {
            lhs.depends
        } else {
            // Some lanes come from one number and some from the other.
            lhs.depends.or(rhs.depends)
        };
        Self {
            value: choose(lhs.value, rhs.value),
            dx: choose(lhs.dx, rhs.dx),
            dy: choose(lhs.dy, rhs.dy),
            depends,
        }
    }

    /// Chooses the first of two numbers where `is_lhs` does and the second where `is_rhs` does.
    /// Elsewhere they are equal: the result has their value, and the mean of their derivatives.
    #[inline(always)]
    fn one_of_two(self, rhs: Self, is_lhs: impl Fn(L, L) -> L, is_rhs: impl Fn(L, L) -> L) -> Self {
        // They are equal, or one of them is NaN, which the sum keeps.
        let of_equal = |equal, rest| self.value.choose_up_to(rhs.value, equal, rest);
        let value = of_equal(self.value, self.value + rhs.value);
        let neither = self.chain_of_two(rhs, value, [of_equal(L::splat(0.5), L::splat(1.0)); 2]);
        Self::chosen(self, Self::chosen(rhs, neither, is_rhs), is_lhs)
    }
}

impl<L: Lanes, D: Dependence> Add for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn add(self, rhs: Self) -> Self {
        self.joined(rhs, self.value + rhs.value, |p, q| p + q, |p| p, |q| q)
    }
}

impl<L: Lanes, D: Dependence> Sub for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn sub(self, rhs: Self) -> Self {
        self.joined(rhs, self.value - rhs.value, |p, q| p - q, |p| p, |q| -q)
    }
}

impl<L: Lanes, D: Dependence> Mul for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn mul(self, rhs: Self) -> Self {
        self.chain_of_two(rhs, self.value * rhs.value, [rhs.value, self.value])
    }
}

impl<L: Lanes, D: Dependence> Div for Dual<L, D> {
    type Output = Self;

    #[inline]
    fn div(self, rhs: Self) -> Self {
        self.quotient(rhs, self.value / rhs.value)
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
    fn first(self) -> f64 {
        self.value.first()
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

    fn min(self, rhs: Self) -> Self {
        let (a, b) = (self.value, rhs.value);
        let is_less = |less, rest| a.choose(b, less, rest);
        self.one_of_two(rhs, is_less, |less, rest| b.choose(a, less, rest))
    }

    fn max(self, rhs: Self) -> Self {
        let (a, b) = (self.value, rhs.value);
        let is_greater = |greater, rest| b.choose(a, greater, rest);
        self.one_of_two(rhs, is_greater, |greater, rest| a.choose(b, greater, rest))
    }

    #[inline]
    fn powi(self, n: i32) -> Self {
        if n == 2 {
            // This gives the same bits, faster, and the square is the power that most formulas have.
            return self.chain(self.value * self.value, L::splat(2.0) * self.value);
        }
        let [value, slope] = powi(self.value, n);
        let found = self.chain(value, slope);
        if n == 0 { found.on_a_step() } else { found }
    }

    fn pow(self, exponent: Self) -> Self {
        let along = [self, exponent].map(|number| number.depends.on() != [false; 2]);
        let [value, by_base, by_exponent] = pow_and_slopes(self.value, exponent.value, along);
        self.chain_of_two(exponent, value, [by_base, by_exponent])
    }

    fn atan2(self, x: Self) -> Self {
        let [value, by_y, by_x] = atan2(self.value, x.value);
        self.chain_of_two(x, value, [by_y, by_x])
    }

    fn hypot(self, rhs: Self) -> Self {
        let [value, by_lhs, by_rhs] = hypot(self.value, rhs.value);
        self.chain_of_two(rhs, value, [by_lhs, by_rhs])
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
