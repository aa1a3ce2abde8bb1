//! The task runner of Downhill: what `cargo xtask` does, as a library.
//!
//! It is a library too because the end-to-end tests and the benchmark serve the
//! built page with the same [`server`] that `cargo xtask serve` uses.

pub mod apt;
pub mod args;
pub mod bench;
pub mod browsers;
pub mod budget;
pub mod cache;
pub mod debian;
pub mod error;
pub mod files;
pub mod jekyll;
pub mod lookup;
pub mod pack;
pub mod package;
pub mod page;
pub mod phrases;
pub mod places;
pub mod poster;
pub mod process;
pub mod project;
pub mod python;
pub mod scripts;
pub mod serve;
pub mod server;
pub mod shorten;
pub mod sizes;
pub mod split;
pub mod suite;
pub mod table;
pub mod tally;
pub mod toolchain;
pub mod tools;
pub mod traps;
pub mod versions;
