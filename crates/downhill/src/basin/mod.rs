//! Where an optimizer ends from every start of a view: basins of attraction, and how long it takes.
//!
//! The view is divided into pixels, and a race starts in the middle of each. It ends when the racer arrives
//! at a minimum, stops, or has taken all steps. A [`BasinPlan`] cuts the work into slices that may be computed
//! anywhere and in any order, from coarse to fine: each pixel depends on its own race alone, whose step is
//! the racer's.

#[cfg(feature = "simd-batch")]
mod compute;
#[cfg(feature = "simd-batch")]
mod ends;
mod named;
mod options;
mod order;
mod outcome;
mod plan;
mod shares;

#[cfg(feature = "simd-batch")]
pub use compute::basin;
#[cfg(feature = "simd-batch")]
pub use ends::basin_minima;
pub use named::minima_at;
pub use options::{BasinOptions, MAX_SIDE};
pub use order::Order;
pub use outcome::Outcome;
pub use plan::{BasinMap, BasinPlan, slice_alone};
pub use shares::{Shares, shares};
