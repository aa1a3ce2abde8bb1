//! The arithmetic: one trait, on one f64, on blocks of f64 lanes, and on dual numbers over either.

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
pub use lanes::{Block, LANES, Lanes};
#[cfg(any(test, feature = "blocks"))]
pub(crate) use powi::powi;
pub use real::Real;
pub(crate) use unary::Unary;

#[cfg(test)]
mod exact;
#[cfg(test)]
mod tests;
