use super::Rule;
use crate::arithmetic::Real;

/// AdaGrad, s ← s + g², x ← x − lr·g/(√s + eps)
/// (Duchi, Hazan & Singer 2011; `torch.optim.Adagrad`, whose own eps is 1e-10).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaGrad {
    /// The learning rate. Usually the objective's own (torch: 1e-2).
    pub lr: f64,
    /// Added to the root, so that nothing is divided by zero. Usually 1e-8 (torch: 1e-10).
    pub eps: f64,
}

/// What AdaGrad remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdaGradState<R> {
    /// The sum s of the squared gradients (torch: `sum`).
    pub sum_of_squares: R,
}

impl Rule for AdaGrad {
    type State<R: Real> = AdaGradState<R>;

    const STATE: &'static [&'static str] = &["sumOfSquares"];

    fn start<R: Real>(&self) -> AdaGradState<R> {
        AdaGradState { sum_of_squares: R::splat(0.0) }
    }

    fn step<R: Real>(&self, state: &mut AdaGradState<R>, gradient: R) -> R {
        state.sum_of_squares = state.sum_of_squares + gradient * gradient;
        -(R::splat(self.lr) * gradient / (state.sum_of_squares.sqrt() + R::splat(self.eps)))
    }

    fn parts<R: Real>(state: &AdaGradState<R>) -> [R; 2] {
        [state.sum_of_squares, R::splat(0.0)]
    }

    fn resume<R: Real>(&self, _: u32, parts: [R; 2]) -> AdaGradState<R> {
        AdaGradState { sum_of_squares: parts[0] }
    }
}
