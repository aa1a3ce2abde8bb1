//! The arithmetic: one trait, on one f64, on blocks of f64 lanes, and on dual numbers over either.
//!
//! - [`Real`] is the arithmetic in which objectives, formulas and rules are written. It runs on f64, on
//!   [`Pair`] (x and y of a racer side by side), on [`Block`] (eight points) and on [`Dual`] numbers over these,
//!   which give exact gradients.
//! - [`Lanes`] is what the elementary functions are made of: a few IEEE 754 operations that are never fused.
//!   So the bits of a result depend neither on the width nor on the machine. clippy.toml bans std's functions.
//! - Numbers that would lose digits are carried in two doubles (`double.rs`): the logarithm under a power, tan
//!   and its like, eˣ − 1 under tanh.
//!
//! All functions are within two units in the last place of the exact value, and their slopes within three,
//! for every argument (`exact.rs`).

mod dependence;
mod double;
mod dual;
mod exp;
mod hyperbolic;
mod inverse;
mod lanes;
mod ln;
mod payne_hanek;
mod pow;
mod powi;
mod real;
mod rounding;
mod trigonometric;
mod unary;

pub use dependence::{Dependence, Variables};
pub use dual::Dual;
pub(crate) use lanes::Pair;
#[cfg(feature = "simd-batch")]
pub(crate) use lanes::is_true;
pub use lanes::{Block, LANES, Lanes};
#[cfg(any(test, feature = "simd-batch"))]
pub(crate) use powi::powi;
pub use real::Real;
pub use unary::Unary;

#[cfg(test)]
mod exact;
#[cfg(test)]
mod tests;
