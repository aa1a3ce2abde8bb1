use super::Rule;
use crate::arithmetic::Real;

/// SGD with momentum, v ← momentum·v + (1 − dampening)·g, x ← x − lr·v
/// (Polyak 1964; `torch.optim.SGD` with `momentum` and `dampening`).
///
/// It is met in three forms:
/// - damped from the first step (`damp_first_step: true`): v starts at 0, so the first velocity
///   is (1 − dampening)·g. The article's code, with dampening = 1 − its own factor;
/// - damped from the second step (`damp_first_step: false`): the first velocity is g itself, as in
///   `torch.optim.SGD`;
/// - undamped (`dampening: 0`): the article's formula, and CS231n's.
///
/// With momentum 0 there is no velocity and so no dampening, in any of these forms, as in
/// `torch.optim.SGD`: x ← x − lr·g. Torch then keeps no `momentum_buffer`; here the state names the
/// last gradient, which is what the velocity would be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Momentum {
    /// The learning rate. Usually the objective's own (torch: 1e-3).
    pub lr: f64,
    /// The share of the velocity that is kept at each step. Usually 0.9 (torch: 0).
    pub momentum: f64,
    /// The share of the gradient that is held back at each step. Usually 0.9 (torch: 0).
    pub dampening: f64,
    /// Whether the very first gradient is damped too. Usually so (torch: never).
    pub damp_first_step: bool,
}

/// What momentum remembers of one coordinate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MomentumState<R> {
    /// The velocity v (torch: `momentum_buffer`).
    pub velocity: R,
    /// Whether a step has been taken.
    pub moving: bool,
}

impl Rule for Momentum {
    type State<R: Real> = MomentumState<R>;

    const STATE: &'static [&'static str] = &["velocity"];

    fn start<R: Real>(&self) -> MomentumState<R> {
        MomentumState { velocity: R::splat(0.0), moving: false }
    }

    fn step<R: Real>(&self, state: &mut MomentumState<R>, gradient: R) -> R {
        let is_damped = self.momentum != 0.0 && (state.moving || self.damp_first_step);
        state.velocity = if is_damped {
            R::splat(self.momentum) * state.velocity + R::splat(1.0 - self.dampening) * gradient
        } else {
            gradient
        };
        state.moving = true;
        -(R::splat(self.lr) * state.velocity)
    }

    fn parts<R: Real>(state: &MomentumState<R>) -> [R; 2] {
        [state.velocity, R::splat(0.0)]
    }

    fn resume<R: Real>(&self, step: u32, parts: [R; 2]) -> MomentumState<R> {
        MomentumState { velocity: parts[0], moving: step > 0 }
    }
}
