//! The natural logarithm, after fdlibm's `e_log.c` (Sun Microsystems), without its branches.
//!
//! `wide`'s gives −∞ for subnormal numbers, and fuses on some processors.

use wide::{f64x2, f64x8, i64x2, i64x8};

use super::Lanes;

macro_rules! ln {
    ($name:ident, $real:ident, $int:ident) => {
        /// ln x in every lane.
        #[inline]
        pub(super) fn $name(number: $real) -> $real {
            let c = <$real as Lanes>::splat;
            let bits = |value: u64| -> $int { bytemuck::cast(c(f64::from_bits(value))) };
            // A subnormal number has no exponent of its own: 2⁵⁴ times it has.
            let subnormal = number.simd_lt(c(f64::MIN_POSITIVE));
            let scaled = subnormal.select(number * c(18_014_398_509_481_984.0), number);
            let shift = subnormal.select(c(54.0 + 1023.0), c(1023.0));
            // number = 2^twos · (1 + f), √½ < 1 + f < √2.
            let pattern: $int = bytemuck::cast(scaled);
            let exponent: $real = bytemuck::cast((pattern >> 52) | bits(0x4330_0000_0000_0000));
            let mantissa: $real = bytemuck::cast(
                (pattern & bits(0x000f_ffff_ffff_ffff)) | bits(0x3ff0_0000_0000_0000),
            );
            let large = mantissa.simd_gt(c(std::f64::consts::SQRT_2));
            let twos = exponent - c(4_503_599_627_370_496.0) - shift + large.select(c(1.0), c(0.0));
            let f = large.select(mantissa * c(0.5), mantissa) - c(1.0);
            // ln(1 + f) = f − f²/2 + s·(f²/2 + R(s²)), s = f/(2 + f).
            let s = f / (c(2.0) + f);
            let z = s * s;
            let w = z * z;
            let even = w
                * (c(0.399_999_999_994_094_2)
                    + w * (c(0.222_221_984_321_497_84) + w * c(0.153_138_376_992_093_73)));
            let odd = z
                * (c(0.666_666_666_666_673_5)
                    + w * (c(0.285_714_287_436_623_9)
                        + w * (c(0.181_835_721_616_180_5) + w * c(0.147_981_986_051_165_86))));
            let half_square = c(0.5) * f * f;
            let series = s * (half_square + (odd + even)) + twos * c(1.908_214_929_270_587_7e-10);
            let found = twos * c(0.693_147_180_369_123_8) - ((half_square - series) - f);
            // Infinity and NaN are their own logarithms; below 0 there is none.
            let found = number.simd_lt(c(f64::INFINITY)).select(found, number);
            let found = number.simd_gt(c(0.0)).select(found, c(f64::NEG_INFINITY));
            number.simd_ge(c(0.0)).select(found, c(f64::NAN))
        }
    };
}
ln!(ln_pair, f64x2, i64x2);
ln!(ln_block, f64x8, i64x8);
