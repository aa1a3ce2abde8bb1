use std::ops::{Add, Div, Mul, Neg, Sub};

use wide::{f64x2, f64x8};

use super::exp::{exp_block, exp_pair};
use super::ln::{ln_block, ln_pair};

/// Eight f64 side by side: the unit in which many points are evaluated at once.
pub type Block = f64x8;

/// How many numbers a [`Block`] holds.
pub const LANES: usize = 8;

/// Two f64 side by side: one register of the machines we run on, so the cheapest way to evaluate.
pub(crate) type Pair = f64x2;

/// f64 lanes, one or several: what the elementary functions are made of.
///
/// All of it is IEEE 754 and never fused, so a lane's bits depend neither on the width nor on the
/// machine.
pub trait Lanes:
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

    /// The square root, correctly rounded.
    fn sqrt(self) -> Self;

    /// The nearest whole number that is not above.
    fn floor(self) -> Self;

    /// eˣ, within one unit in the last place; 0 and infinity where it under- or overflows.
    fn exp(self) -> Self;

    /// The natural logarithm, within one unit in the last place; −∞ at 0, NaN below.
    fn ln(self) -> Self;

    /// In every lane `below` where the number is less than that of `limit`, else `other`; NaN is
    /// less than nothing.
    fn choose(self, limit: Self, below: Self, other: Self) -> Self;
}

impl Lanes for f64 {
    fn splat(value: f64) -> Self {
        value
    }

    fn sqrt(self) -> Self {
        self.sqrt()
    }

    fn floor(self) -> Self {
        self.floor()
    }

    fn exp(self) -> Self {
        // A lane of the same function that blocks use; std's differs from platform to platform.
        exp_pair(f64x2::new([self; 2])).to_array()[0]
    }

    fn ln(self) -> Self {
        ln_pair(f64x2::new([self; 2])).to_array()[0]
    }

    fn choose(self, limit: Self, below: Self, other: Self) -> Self {
        if self < limit { below } else { other }
    }
}

macro_rules! lanes {
    ($lanes:ident, $value:ident => $all:expr, $exp:ident, $ln:ident) => {
        impl Lanes for $lanes {
            // Not wide's own splat, which stays a call in code that is compiled for size, nor
            // `[value; 2]`, which is a loop there.
            #[inline(always)]
            fn splat($value: f64) -> Self {
                Self::new($all)
            }

            fn sqrt(self) -> Self {
                $lanes::sqrt(self)
            }

            fn floor(self) -> Self {
                $lanes::floor(self)
            }

            fn exp(self) -> Self {
                $exp(self)
            }

            fn ln(self) -> Self {
                $ln(self)
            }

            #[inline(always)]
            fn choose(self, limit: Self, below: Self, other: Self) -> Self {
                self.simd_lt(limit).select(below, other)
            }
        }
    };
}
lanes!(f64x2, v => [v, v], exp_pair, ln_pair);
lanes!(f64x8, v => [v, v, v, v, v, v, v, v], exp_block, ln_block);
