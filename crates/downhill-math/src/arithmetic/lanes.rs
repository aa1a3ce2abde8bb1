use std::ops::{Add, Div, Mul, Neg, Sub};

use wide::{f64x2, f64x8, i64x2, i64x8};

/// Eight f64 side by side: the unit in which many points are evaluated at once.
pub type Block = f64x8;

/// How many numbers a [`Block`] holds.
pub const LANES: usize = 8;

/// Two f64 side by side: the coordinates of a racer, which its rule treats alike.
pub(crate) type Pair = f64x2;

/// f64 lanes, one or several: what the elementary functions are made of.
///
/// All operations are IEEE 754 and never fused, so the bits of a lane depend neither on the width nor
/// on the machine.
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

    /// The number of the first lane.
    fn first(self) -> f64;

    /// The square root, correctly rounded.
    fn sqrt(self) -> Self;

    /// The greatest whole number that is not above.
    fn floor(self) -> Self;

    /// The absolute value.
    fn abs(self) -> Self;

    /// Per lane: `below` where the number is less than that of `limit`, else `other`. A comparison with
    /// NaN is false.
    fn choose(self, limit: Self, below: Self, other: Self) -> Self;

    /// As [`choose`](Self::choose), but `below` also where the two are equal.
    fn choose_up_to(self, limit: Self, below: Self, other: Self) -> Self;

    /// Whether every lane is less than that of `limit`.
    fn all_below(self, limit: Self) -> bool;

    /// 2 to the power of a whole number from −1022 to 1023; for other numbers the result is
    /// meaningless.
    fn two_to(self) -> Self;

    /// A positive normal number as m·2ⁿ, `[m, n]` with 1 ≤ m < 2; for other numbers the result is
    /// meaningless.
    fn mantissa_and_exponent(self) -> [Self; 2];

    /// The first 26 of its 53 bits, rounded towards 0: the product of two such numbers is exact.
    fn high(self) -> Self;

    /// The first 17 of its 53 bits, rounded towards 0: the product of three such numbers is exact.
    fn first_third(self) -> Self;

    /// Its absolute value with the sign of `other`, also where that is a zero.
    fn with_sign_of(self, other: Self) -> Self;

    /// Applies `function` to each lane's number and that of `other`: for rare cases that would need
    /// branches.
    fn lane_by_lane<const N: usize>(
        self,
        other: Self,
        function: fn(f64, f64) -> [f64; N],
    ) -> [Self; N];
}

/// From this number on, the last bit stands for 1.
const WHOLE: f64 = 4_503_599_627_370_496.0;
const BIAS: f64 = 1023.0;
const MANTISSA: i64 = 0x000f_ffff_ffff_ffff;
/// A mask of all bits but the last 27.
const HIGH: i64 = !0x07ff_ffff;
/// A mask of all bits but the last 36.
const FIRST_THIRD: i64 = !0x000f_ffff_ffff;

impl Lanes for f64 {
    fn splat(value: f64) -> Self {
        value
    }

    fn first(self) -> f64 {
        self
    }

    fn sqrt(self) -> Self {
        self.sqrt()
    }

    fn floor(self) -> Self {
        self.floor()
    }

    fn abs(self) -> Self {
        self.abs()
    }

    #[inline]
    fn choose(self, limit: Self, below: Self, other: Self) -> Self {
        if self < limit { below } else { other }
    }

    #[inline]
    fn choose_up_to(self, limit: Self, below: Self, other: Self) -> Self {
        if self <= limit { below } else { other }
    }

    fn all_below(self, limit: Self) -> bool {
        self < limit
    }

    fn two_to(self) -> Self {
        Self::from_bits((self + BIAS + WHOLE).to_bits() << 52)
    }

    fn mantissa_and_exponent(self) -> [Self; 2] {
        let bits = self.to_bits().cast_signed();
        let exponent =
            f64::from_bits(((bits >> 52) | WHOLE.to_bits().cast_signed()).cast_unsigned());
        let mantissa = (bits & MANTISSA) | 1_f64.to_bits().cast_signed();
        [f64::from_bits(mantissa.cast_unsigned()), exponent - WHOLE - BIAS]
    }

    #[inline]
    fn high(self) -> Self {
        Self::from_bits(self.to_bits() & HIGH.cast_unsigned())
    }

    #[inline]
    fn first_third(self) -> Self {
        Self::from_bits(self.to_bits() & FIRST_THIRD.cast_unsigned())
    }

    #[inline]
    fn with_sign_of(self, other: Self) -> Self {
        self.copysign(other)
    }

    #[inline]
    fn lane_by_lane<const N: usize>(
        self,
        other: Self,
        function: fn(f64, f64) -> [f64; N],
    ) -> [Self; N] {
        function(self, other)
    }
}

/// Whether a mask is set in every lane: one question for all, not one for each two of them.
#[inline(always)]
fn all_set<const PAIRS: usize>(mask: [f64x2; PAIRS]) -> bool {
    mask.into_iter().reduce(|all, pair| all & pair).is_none_or(f64x2::all)
}

/// Whether the mask of a comparison is set in every lane.
#[cfg(feature = "simd-batch")]
#[inline(always)]
pub(crate) fn is_true(mask: Block) -> bool {
    all_set::<4>(bytemuck::cast(mask))
}

macro_rules! lanes {
    ($lanes:ident, $int:ident, $value:ident => $all:expr) => {
        impl Lanes for $lanes {
            // `wide`'s own splat stays a call in code that is compiled for size, and `[value; 2]`
            // becomes a loop.
            #[inline]
            fn splat($value: f64) -> Self {
                Self::new($all)
            }

            #[inline]
            fn first(self) -> f64 {
                self.as_array()[0]
            }

            // A call would pass a block through memory.
            #[inline(always)]
            fn sqrt(self) -> Self {
                $lanes::sqrt(self)
            }

            #[inline]
            fn floor(self) -> Self {
                $lanes::floor(self)
            }

            #[inline]
            fn abs(self) -> Self {
                $lanes::abs(self)
            }

            #[inline]
            fn choose(self, limit: Self, below: Self, other: Self) -> Self {
                self.simd_lt(limit).select(below, other)
            }

            #[inline]
            fn choose_up_to(self, limit: Self, below: Self, other: Self) -> Self {
                self.simd_le(limit).select(below, other)
            }

            #[inline]
            fn all_below(self, limit: Self) -> bool {
                const PAIRS: usize = size_of::<$lanes>() / size_of::<f64x2>();
                all_set::<PAIRS>(bytemuck::cast(self.simd_lt(limit)))
            }

            #[inline]
            fn two_to(self) -> Self {
                let biased: $int = bytemuck::cast(self + Self::splat(BIAS + WHOLE));
                bytemuck::cast(biased << 52)
            }

            #[inline]
            fn mantissa_and_exponent(self) -> [Self; 2] {
                let all = $int::splat;
                let bits: $int = bytemuck::cast(self);
                let exponent: Self =
                    bytemuck::cast((bits >> 52) | all(WHOLE.to_bits().cast_signed()));
                let mantissa = (bits & all(MANTISSA)) | all(1_f64.to_bits().cast_signed());
                [bytemuck::cast(mantissa), exponent - Self::splat(WHOLE) - Self::splat(BIAS)]
            }

            #[inline]
            fn high(self) -> Self {
                let bits: $int = bytemuck::cast(self);
                bytemuck::cast(bits & $int::splat(HIGH))
            }

            #[inline]
            fn first_third(self) -> Self {
                let bits: $int = bytemuck::cast(self);
                bytemuck::cast(bits & $int::splat(FIRST_THIRD))
            }

            #[inline]
            fn with_sign_of(self, other: Self) -> Self {
                let (bits, sign): ($int, $int) = (bytemuck::cast(self), bytemuck::cast(other));
                let (size, top) = ($int::splat(i64::MAX), $int::splat(i64::MIN));
                bytemuck::cast((bits & size) | (sign & top))
            }

            #[inline(never)]
            fn lane_by_lane<const N: usize>(
                self,
                other: Self,
                function: fn(f64, f64) -> [f64; N],
            ) -> [Self; N] {
                let (left, right) = (self.to_array(), other.to_array());
                let mut results = [[0.0; { size_of::<Self>() / size_of::<f64>() }]; N];
                for (lane, (lhs, rhs)) in left.into_iter().zip(right).enumerate() {
                    for (result, number) in results.iter_mut().zip(function(lhs, rhs)) {
                        result[lane] = number;
                    }
                }
                results.map(Self::new)
            }
        }
    };
}
lanes!(f64x2, i64x2, v => [v, v]);
lanes!(f64x8, i64x8, v => [v, v, v, v, v, v, v, v]);
