use super::Rule;
use crate::arithmetic::Real;

/// Gradient descent, x ← x − lr·g (`torch.optim.SGD` without momentum).
///
/// Nothing here is stochastic unless the gradient is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// The learning rate. Usually the objective's own (torch: 1e-3).
    pub lr: f64,
}

/// SGD remembers nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SgdState;

impl Rule for Sgd {
    type State<R: Real> = SgdState;

    const STATE: &'static [&'static str] = &[];

    fn start<R: Real>(&self) -> SgdState {
        SgdState
    }

    fn step<R: Real>(&self, _: &mut SgdState, gradient: R) -> R {
        -(R::splat(self.lr) * gradient)
    }

    fn parts<R: Real>(_: &SgdState) -> [R; 2] {
        [R::splat(0.0); 2]
    }

    fn resume<R: Real>(&self, _: u32, _: [R; 2]) -> SgdState {
        SgdState
    }
}
