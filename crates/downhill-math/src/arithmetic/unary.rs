use std::f64::consts::LN_10;

use super::elementary::sin_cos;
use super::exp::exp;
use super::lanes::Lanes;
use super::ln::ln;
use super::real::Real;

/// A function of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unary {
    Abs,
    Sign,
    Floor,
    Sqrt,
    Exp,
    Ln,
    Log10,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
}

impl Unary {
    /// Its value at x, and its derivative there.
    #[inline]
    pub(crate) fn at<L: Lanes>(self, x: L) -> [L; 2] {
        let one = L::splat(1.0);
        match self {
            Self::Abs => [Real::abs(x), x.sign()],
            Self::Sign => [x.sign(), L::splat(0.0)],
            Self::Floor => [Lanes::floor(x), L::splat(0.0)],
            Self::Sqrt => {
                let root = Lanes::sqrt(x);
                [root, L::splat(0.5) / root]
            }
            Self::Exp => [exp(x); 2],
            Self::Ln => [ln(x), one / x],
            Self::Log10 => [x.log10(), one / (x * L::splat(LN_10))],
            Self::Sin => sin_cos(x),
            Self::Cos => {
                let [sine, cosine] = sin_cos(x);
                [cosine, -sine]
            }
            Self::Tan => {
                let tangent = x.tan();
                [tangent, one + tangent * tangent]
            }
            Self::Asin => [x.asin(), one / Lanes::sqrt((one - x) * (one + x))],
            Self::Acos => [x.acos(), -(one / Lanes::sqrt((one - x) * (one + x)))],
            Self::Atan => [x.atan(), one / (one + x * x)],
            Self::Sinh => [x.sinh(), x.cosh()],
            Self::Cosh => [x.cosh(), x.sinh()],
            Self::Tanh => {
                let tangent = x.tanh();
                [tangent, one - tangent * tangent]
            }
        }
    }
}
