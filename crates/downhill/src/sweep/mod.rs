//! How the outcome of a race depends on one hyper-parameter, or on two: learning-rate sensitivity.
//!
//! Each racer is run at many values of a hyper-parameter, by itself or from several starts. Two things are
//! measured: after how many steps f came within a tolerance of the lowest f that is known, and f after the
//! last step. Over several starts, the median and both quartiles are.
//!
//! A [`SweepPlan`] cuts the work into slices that may be computed anywhere and in any order: each number
//! depends on its own race alone, whose step is the racer's.

mod band;
mod cell;
#[cfg(feature = "simd-batch")]
mod compute;
mod options;
mod plan;
mod values;

pub use band::{Band, Best, best, usable_band};
pub use cell::{CELL, Cell, Quartiles};
#[cfg(feature = "simd-batch")]
pub use compute::sweep;
pub use options::{MAX_STARTS, MAX_VALUES, SweepOptions, Varied, name_and_part, value_of};
pub use plan::{SweepPlan, SweptRacer};
pub use values::{around, standard_values};
