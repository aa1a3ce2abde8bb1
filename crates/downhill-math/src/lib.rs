//! The part of Downhill that runs millions of times: arithmetic, objectives, the optimizers' rules,
//! and the loop that walks. Its public face is the crate `downhill`, which re-exports it.
//!
//! A crate of its own because cargo sets the optimisation of a whole crate only: this one is
//! compiled for speed, everything around it for size.
#![forbid(unsafe_code)]

mod arithmetic;
mod bounds;
mod evaluation;
mod formula;
mod growth;
mod noise;
mod number_format;
mod objective;
mod objectives;
mod racer;
pub mod rules;
mod status;
#[cfg(feature = "blocks")]
mod sweep;
mod walker;

pub use arithmetic::{Block, Dependence, Dual, LANES, Lanes, Real, Variables};
pub use bounds::Bounds;
pub use evaluation::Evaluation;
pub use formula::{Expected, Formula, FormulaError, MAX_FORMULA, MAX_NESTING, names};
pub use noise::{Noise, NoiseStream};
pub use number_format::{NumberFormat, format_number, parse_number};
pub use objective::Objective;
pub use objectives::{Known, Parameter, objectives};
pub use racer::{Racer, StepFrom, step_from};
pub use rules::*;
pub use status::{Axes, Remark, Status, StopReason};
#[cfg(feature = "blocks")]
pub use sweep::sweep;
pub use walker::Walker;
