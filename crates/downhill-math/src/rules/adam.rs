use super::Rule;
use crate::arithmetic::Real;

/// Adam (Kingma & Ba 2015, Algorithm 1; `torch.optim.Adam`):
/// m ← β₁·m + (1 − β₁)·g, s ← β₂·s + (1 − β₂)·g²,
/// x ← x − lr·(m/(1 − β₁ᵗ))/(√(s/(1 − β₂ᵗ)) + eps).
///
/// Without bias correction both 1 − βᵗ are left out; its first step is then
/// lr·(1 − β₁)/√(1 − β₂), 3.16 learning rates at the usual betas, instead of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
    /// The learning rate.
    pub lr: f64,
    /// β₁ and β₂: the shares of the two running means that are kept at each step.
    pub betas: [f64; 2],
    /// Added to the root, so that nothing is divided by zero.
    pub eps: f64,
    /// Whether the means are corrected for having started at zero.
    pub bias_correction: bool,
}

/// What Adam remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamState<R> {
    /// The running mean m of the gradients (torch: `exp_avg`).
    pub first_moment: R,
    /// The running mean s of the squared gradients (torch: `exp_avg_sq`).
    pub second_moment: R,
    /// β₁ᵗ and β₂ᵗ after t steps, as running products.
    pub powers: [f64; 2],
}

impl Adam {
    fn next_powers(&self, powers: [f64; 2]) -> [f64; 2] {
        [powers[0] * self.betas[0], powers[1] * self.betas[1]]
    }
}

impl Rule for Adam {
    type State<R: Real> = AdamState<R>;

    const STATE: &'static [&'static str] = &["firstMoment", "secondMoment"];

    fn start<R: Real>(&self) -> AdamState<R> {
        let zero = R::splat(0.0);
        AdamState { first_moment: zero, second_moment: zero, powers: [1.0; 2] }
    }

    fn step<R: Real>(&self, state: &mut AdamState<R>, gradient: R) -> R {
        let [beta1, beta2] = self.betas;
        state.first_moment =
            R::splat(beta1) * state.first_moment + R::splat(1.0 - beta1) * gradient;
        state.second_moment =
            R::splat(beta2) * state.second_moment + R::splat(1.0 - beta2) * gradient * gradient;
        state.powers = self.next_powers(state.powers);
        let (mut mean, mut square) = (state.first_moment, state.second_moment);
        if self.bias_correction {
            mean = mean / R::splat(1.0 - state.powers[0]);
            square = square / R::splat(1.0 - state.powers[1]);
        }
        -(R::splat(self.lr) * mean / (square.sqrt() + R::splat(self.eps)))
    }

    fn parts<R: Real>(state: &AdamState<R>) -> [R; 2] {
        [state.first_moment, state.second_moment]
    }

    fn resume<R: Real>(&self, step: u32, parts: [R; 2]) -> AdamState<R> {
        // The product, not a power: the same bits as after that many steps.
        let powers = (0..step).fold([1.0; 2], |powers, _| self.next_powers(powers));
        AdamState { first_moment: parts[0], second_moment: parts[1], powers }
    }
}
