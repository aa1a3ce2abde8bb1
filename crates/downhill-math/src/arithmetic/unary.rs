use std::f64::consts::{LN_2, LOG2_E, LOG10_E};

use super::exp::exp;
use super::hyperbolic::{expm1, sigmoid, sinh_cosh, softplus, tanh};
use super::inverse::{acos, asin, atan, slope_of_atan};
use super::lanes::Lanes;
use super::ln::{ln, log1p};
use super::pow::{cbrt, exp2, log2, log10};
use super::real::Real;
use super::rounding::round;
use super::trigonometric::{cot, csc, sec, sin_cos, sinc, tan};

/// A function of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    /// |x|
    Abs,
    /// −1, 0 or 1.
    Sign,
    /// The greatest whole number that is not above x.
    Floor,
    /// √x
    Sqrt,
    /// eˣ
    Exp,
    /// The natural logarithm.
    Ln,
    /// The decimal logarithm.
    Log10,
    /// sin x
    Sin,
    /// cos x
    Cos,
    /// tan x
    Tan,
    /// arcsin x
    Asin,
    /// arccos x
    Acos,
    /// arctan x
    Atan,
    /// sinh x
    Sinh,
    /// cosh x
    Cosh,
    /// tanh x
    Tanh,
    /// ∛x
    Cbrt,
    /// The logarithm to the base 2.
    Log2,
    /// ln(1 + x).
    Log1p,
    /// eˣ − 1.
    Expm1,
    /// 2ˣ.
    Exp2,
    /// 1/cos x
    Sec,
    /// 1/sin x
    Csc,
    /// 1/tan x
    Cot,
    /// sin(πx)/(πx), as in torch and NumPy.
    Sinc,
    /// The greater of x and 0; its derivative at 0 is 0, as in torch.
    Relu,
    /// 1/(1 + e⁻ˣ).
    Sigmoid,
    /// ln(1 + eˣ).
    Softplus,
    /// The least whole number that is not below x.
    Ceil,
    /// The nearest whole number; halfway between two, the even one.
    Round,
}

impl Unary {
    /// Whether it is constant between jumps.
    pub(crate) fn is_step(self) -> bool {
        matches!(self, Self::Sign | Self::Floor | Self::Ceil | Self::Round)
    }

    /// Its value at x, and its derivative there.
    #[inline]
    pub(crate) fn at<L: Lanes>(self, x: L) -> [L; 2] {
        let (zero, one) = (L::splat(0.0), L::splat(1.0));
        match self {
            Self::Abs => [Real::abs(x), x.sign()],
            Self::Sign => [x.sign(), zero],
            Self::Floor => [Lanes::floor(x), zero],
            Self::Sqrt => {
                let root = Lanes::sqrt(x);
                [root, L::splat(0.5) / root]
            }
            Self::Exp => [exp(x); 2],
            Self::Ln => [ln(x), one / x],
            Self::Log10 => [log10(x), over(LOG10_E, x)],
            Self::Sin => sin_cos(x),
            Self::Cos => {
                let [sine, cosine] = sin_cos(x);
                [cosine, -sine]
            }
            Self::Tan => tan(x),
            Self::Asin => [asin(x), one / Lanes::sqrt((one - x) * (one + x))],
            Self::Acos => [acos(x), -(one / Lanes::sqrt((one - x) * (one + x)))],
            Self::Atan => [atan(x), slope_of_atan(x)],
            Self::Sinh => sinh_cosh(x),
            Self::Cosh => {
                let [sine, cosine] = sinh_cosh(x);
                [cosine, sine]
            }
            Self::Tanh => tanh(x),
            Self::Cbrt => cbrt(x),
            Self::Log2 => [log2(x), over(LOG2_E, x)],
            Self::Log1p => [log1p(x), one / (one + x)],
            Self::Expm1 => [expm1(x), exp(x)],
            Self::Exp2 => {
                let power = exp2(x);
                [power, power * L::splat(LN_2)]
            }
            Self::Sec => sec(x),
            Self::Csc => csc(x),
            Self::Cot => cot(x),
            Self::Sinc => sinc(x),
            Self::Relu => [x.choose_up_to(zero, zero, x), x.choose_up_to(zero, zero, one)],
            Self::Sigmoid => sigmoid(x),
            Self::Softplus => [softplus(x), sigmoid(x)[0]],
            Self::Ceil => [-Lanes::floor(-x), zero],
            Self::Round => [round(x), zero],
        }
    }
}

/// `number`/x
fn over<L: Lanes>(number: f64, x: L) -> L {
    L::splat(number) / x
}
