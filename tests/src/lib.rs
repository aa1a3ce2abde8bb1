//! Shared by the tests: the reference runs, and the hashes that trajectories have everywhere.

pub mod hashes;
#[cfg(not(target_arch = "wasm32"))]
pub mod proof;
#[cfg(not(target_arch = "wasm32"))]
pub mod reference;
