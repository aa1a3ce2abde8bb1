//! The running mean of gradients in torch's order of arithmetic.

use crate::arithmetic::Real;

/// `from` moved towards `to` by the share `weight`, as `torch.lerp` computes it: from the nearer end.
#[inline]
pub(super) fn lerp<R: Real>(from: R, to: R, weight: f64) -> R {
    if weight < 0.5 {
        from + R::splat(weight) * (to - from)
    } else {
        to - (to - from) * R::splat(1.0 - weight)
    }
}
