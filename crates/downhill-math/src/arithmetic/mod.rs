//! The arithmetic: one trait, on one f64, on blocks of f64 lanes, and on dual numbers over either.

mod dual;
mod elementary;
mod exp;
mod lanes;
mod ln;
mod real;
mod unary;

pub use dual::Dual;
pub(crate) use lanes::Pair;
pub use lanes::{Block, LANES, Lanes};
pub use real::Real;
pub(crate) use unary::Unary;

#[cfg(test)]
mod tests;
