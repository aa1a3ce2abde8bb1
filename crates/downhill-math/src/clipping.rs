//! Gradients that are clipped before an optimizer sees them, as `torch.nn.utils` does it.

use crate::arithmetic::Real;

/// How gradients are clipped; not at all unless it is said. By norm first, then by value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Clipping {
    /// The greatest length of a gradient, which is made shorter by min(1, norm/(‖g‖ + 10⁻⁶))
    /// (`clip_grad_norm_`).
    pub norm: Option<f64>,
    /// The greatest size of each coordinate of a gradient (`clip_grad_value_`).
    pub value: Option<f64>,
}

impl Clipping {
    /// The gradient `[∂f/∂x, ∂f/∂y]` as an optimizer sees it.
    #[must_use]
    #[inline]
    pub fn clipped<R: Real>(&self, mut gradient: [R; 2]) -> [R; 2] {
        if let Some(most) = self.norm {
            let [x, y] = gradient;
            let length = (x * x + y * y).sqrt();
            let share = R::splat(most) / (length + R::splat(1e-6));
            let share = Real::min(share, R::splat(1.0));
            gradient = [x * share, y * share];
        }
        if let Some(most) = self.value {
            let within = |part: R| Real::min(Real::max(part, R::splat(-most)), R::splat(most));
            gradient = gradient.map(within);
        }
        gradient
    }
}
