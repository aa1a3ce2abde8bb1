use super::Rule;
use crate::arithmetic::Real;

/// RMSProp, s ← alpha·s + (1 − alpha)·g², x ← x − lr·g/(√s + eps)
/// (Tieleman & Hinton 2012; `torch.optim.RMSprop`). There is no bias correction, so its first step
/// is lr/√(1 − alpha): ten learning rates at alpha = 0.99.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsProp {
    /// The learning rate. Usually the objective's own (torch: 1e-2).
    pub lr: f64,
    /// The share of the running mean that is kept at each step. Elsewhere called beta or decay.
    pub alpha: f64,
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
}

/// What RMSProp remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RmsPropState<R> {
    /// The running mean s of the squared gradients (torch: `square_avg`).
    pub mean_of_squares: R,
}

impl Rule for RmsProp {
    type State<R: Real> = RmsPropState<R>;

    const STATE: &'static [&'static str] = &["meanOfSquares"];

    fn start<R: Real>(&self) -> RmsPropState<R> {
        RmsPropState { mean_of_squares: R::splat(0.0) }
    }

    fn step<R: Real>(&self, state: &mut RmsPropState<R>, gradient: R) -> R {
        state.mean_of_squares = R::splat(self.alpha) * state.mean_of_squares
            + R::splat(1.0 - self.alpha) * gradient * gradient;
        -(R::splat(self.lr) * gradient / (state.mean_of_squares.sqrt() + R::splat(self.eps)))
    }

    fn parts<R: Real>(state: &RmsPropState<R>) -> [R; 2] {
        [state.mean_of_squares, R::splat(0.0)]
    }

    fn resume<R: Real>(&self, _: u32, parts: [R; 2]) -> RmsPropState<R> {
        RmsPropState { mean_of_squares: parts[0] }
    }
}
