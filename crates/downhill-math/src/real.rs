//! The arithmetic: one trait, on one f64 and on a block of f64 lanes.

use std::ops::{Add, Div, Mul, Neg, Sub};

use wide::{f64x2, f64x8};

use crate::exp::{exp_block, exp_pair};

/// Eight f64 side by side: the unit in which many points are evaluated at once.
pub type Block = f64x8;

/// How many numbers a [`Block`] holds.
pub const LANES: usize = 8;

/// The arithmetic in which objectives and optimizers are written, once for all widths.
///
/// The four operations and `sqrt` are IEEE 754 and never fused. Transcendental functions come
/// from `wide`, whose results do not depend on the width or the machine, so a trajectory is the
/// same bits on one f64, in a lane of a [`Block`], natively and in WebAssembly.
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

    /// The square root, correctly rounded.
    fn sqrt(self) -> Self;

    /// eˣ, within one unit in the last place; 0 and infinity where it under- or overflows.
    fn exp(self) -> Self;
}

impl Real for f64 {
    fn splat(value: f64) -> Self {
        value
    }

    fn sqrt(self) -> Self {
        self.sqrt()
    }

    fn exp(self) -> Self {
        // A lane of the same function that blocks use; std's differs from platform to platform.
        exp_pair(f64x2::new([self; 2])).to_array()[0]
    }
}

/// Two f64 side by side: one register of the machines we run on, so the cheapest way to evaluate.
pub(crate) type Pair = f64x2;

impl Real for Pair {
    // Not wide's own splat, which stays a call in code that is compiled for size.
    #[inline(always)]
    fn splat(value: f64) -> Self {
        f64x2::new([value; 2])
    }

    fn sqrt(self) -> Self {
        f64x2::sqrt(self)
    }

    fn exp(self) -> Self {
        exp_pair(self)
    }
}

impl Real for Block {
    fn splat(value: f64) -> Self {
        f64x8::splat(value)
    }

    fn sqrt(self) -> Self {
        f64x8::sqrt(self)
    }

    fn exp(self) -> Self {
        exp_block(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exp_at_its_edges() {
        assert_eq!(Real::exp(0.0), 1.0);
        assert_eq!(Real::exp(f64::NEG_INFINITY), 0.0);
        assert_eq!(Real::exp(f64::INFINITY), f64::INFINITY);
        assert_eq!(Real::exp(-1e300), 0.0);
        assert_eq!(Real::exp(1e300), f64::INFINITY);
        assert!(Real::exp(f64::NAN).is_nan());
    }

    proptest! {
        #[test]
        fn every_lane_of_a_block_is_the_scalar_to_the_bit(
            numbers in prop::array::uniform8(-800.0..800.0_f64)
        ) {
            let block = Real::exp(Block::new(numbers)).to_array();
            for (lane, number) in block.iter().zip(numbers) {
                prop_assert_eq!(lane.to_bits(), Real::exp(number).to_bits());
            }
        }

        #[test]
        #[allow(clippy::disallowed_methods, reason = "the independent value to compare with")]
        fn exp_agrees_with_the_platform(number in -740.0..709.0_f64) {
            let ours = Real::exp(number);
            let theirs = f64::exp(number);
            prop_assert!((ours - theirs).abs() <= 4.5e-16 * theirs + 5e-324, "{ours} {theirs}");
        }
    }
}
