//! Gaussian noise of gradients, as a function of seed, racer, step and coordinate.
//!
//! No draw depends on another one, so any step can be replayed by itself.

use std::f64::consts::TAU;

use crate::arithmetic::{Pair, Unary};

/// Noise that is added to the gradients before the rules see them: σ times a normal deviate on each
/// coordinate, a new one at every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// The standard deviation σ on each coordinate, in units of the gradient: finite, 0 or more.
    /// With 0, gradients stay as they are to the bit.
    pub sigma: f64,
    /// The seed of the deviates: the same seed gives the same run.
    pub seed: u32,
    /// Whether all racers get the same noise at the same step. Otherwise each racer draws its own.
    pub shared: bool,
}

impl Noise {
    /// No noise, the default.
    pub const NONE: Self = Self { sigma: 0.0, seed: 0, shared: true };

    /// The noise of a racer, by its index in the run's list.
    #[must_use]
    pub fn of(&self, racer: usize) -> NoiseStream {
        NoiseStream { noise: *self, racer }
    }
}

/// The noise of one racer, at every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoiseStream {
    noise: Noise,
    racer: usize,
}

impl NoiseStream {
    /// The noise that is added to the gradient `[∂f/∂x, ∂f/∂y]` after `step` steps, for the next step.
    /// It has the same bits on every machine, and is at most 6.8 σ on a coordinate.
    #[must_use]
    pub fn at(&self, step: u32) -> [f64; 2] {
        let Noise { sigma, seed, shared } = self.noise;
        let shared_stream = u32::MAX;
        let own = u32::try_from(self.racer).unwrap_or(shared_stream);
        let stream = if shared { shared_stream } else { own };
        normals(philox([step, stream], seed)).map(|normal| sigma * normal)
    }

    /// Whether there is none.
    #[cfg(feature = "simd-batch")]
    pub(crate) fn is_none(&self) -> bool {
        self.noise.sigma <= 0.0
    }

    /// The gradient that a rule sees after `step` steps.
    pub(crate) fn added_to(&self, gradient: Pair, step: u32) -> Pair {
        // Without noise there is no sum, because adding 0 would turn −0 into 0.
        if self.noise.sigma > 0.0 { gradient + Pair::new(self.at(step)) } else { gradient }
    }
}

/// Philox2x32-10: 64 random bits for every counter under a key. (Salmon, Moraes, Dror & Shaw 2011,
/// "Parallel random numbers: as easy as 1, 2, 3".)
fn philox([mut left, mut right]: [u32; 2], mut key: u32) -> [u32; 2] {
    for _ in 0..10 {
        let product = u64::from(left) * 0xd256_d193;
        let [b0, b1, b2, b3, high @ ..] = product.to_le_bytes();
        left = u32::from_le_bytes(high) ^ key ^ right;
        right = u32::from_le_bytes([b0, b1, b2, b3]);
        key = key.wrapping_add(0x9e37_79b9);
    }
    [left, right]
}

/// Two independent normal deviates of mean 0 and variance 1. (Box & Muller 1958.)
fn normals(bits: [u32; 2]) -> [f64; 2] {
    // Between 0 and 1, both excluded.
    let [radius, turn] = bits.map(|word| (f64::from(word) + 0.5) / 4_294_967_296.0);
    let [log, _] = Unary::Ln.at(radius);
    let [sine, cosine] = Unary::Sin.at(TAU * turn);
    let radius = (-2.0 * log).sqrt();
    [radius * cosine, radius * sine]
}

#[cfg(test)]
mod tests;
