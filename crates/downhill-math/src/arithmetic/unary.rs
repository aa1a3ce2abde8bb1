use std::f64::consts::{LN_2, LN_10};

use super::elementary::{sin_cos, sinc};
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
    Cbrt,
    Log2,
    /// ln(1 + x).
    Log1p,
    /// eˣ − 1.
    Expm1,
    /// 2ˣ.
    Exp2,
    Sec,
    Csc,
    Cot,
    /// sin(πx)/(πx), as torch and NumPy have it.
    Sinc,
    /// The greater of x and 0; its derivative at 0 is 0, as in torch.
    Relu,
    /// 1/(1 + e⁻ˣ).
    Sigmoid,
    /// ln(1 + eˣ).
    Softplus,
    Ceil,
    /// The nearest whole number, of two the even one.
    Round,
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
            Self::Cbrt => {
                let size = Real::abs(x).pow(L::splat(1.0 / 3.0));
                [x.sign() * size, one / (L::splat(3.0) * size * size)]
            }
            Self::Log2 => [ln(x) / L::splat(LN_2), one / (x * L::splat(LN_2))],
            Self::Log1p => [ln(one + x), one / (one + x)],
            Self::Expm1 => [exp(x) - one, exp(x)],
            Self::Exp2 => {
                let power = exp(x * L::splat(LN_2));
                [power, power * L::splat(LN_2)]
            }
            Self::Sec => {
                let [sine, cosine] = sin_cos(x);
                [one / cosine, sine / (cosine * cosine)]
            }
            Self::Csc => {
                let [sine, cosine] = sin_cos(x);
                [one / sine, -(cosine / (sine * sine))]
            }
            Self::Cot => {
                let [sine, cosine] = sin_cos(x);
                [cosine / sine, -(one / (sine * sine))]
            }
            Self::Sinc => sinc(x),
            Self::Relu => {
                let zero = L::splat(0.0);
                [x.choose(zero, zero, x), zero.choose(x, one, zero)]
            }
            Self::Sigmoid => {
                let value = one / (one + exp(-x));
                [value, value * (one - value)]
            }
            Self::Softplus => [ln(one + exp(x)), one / (one + exp(-x))],
            Self::Ceil => [-Lanes::floor(-x), L::splat(0.0)],
            Self::Round => {
                let half = Lanes::floor(x + L::splat(0.5));
                [half, L::splat(0.0)]
            }
        }
    }
}
