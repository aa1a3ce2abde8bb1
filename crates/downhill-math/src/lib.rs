//! The part of Downhill that runs millions of times: arithmetic, formulas, objectives, the optimizers'
//! rules, and the loop that steps them. Its public face is the crate `downhill`, which re-exports it.
//!
//! It is a crate of its own because cargo sets the optimisation of a whole crate only: for programs this one
//! is compiled for speed, and everything around it for size.
//!
//! - An [`Objective`] is one of the library ([`objectives`]) or a typed [`Formula`]; either gives f and its exact
//!   gradient at a point.
//! - An [`Optimizer`] is a rule with its hyper-parameters. The rule and its state step one coordinate; x and y
//!   are stepped together.
//! - A [`Walker`] is an optimizer at a place on an objective. It stops as diverged or undefined ([`Status`]). A
//!   [`Racer`] is a walker that keeps its trajectory; its state after any step is found from a checkpoint by
//!   replay (feature `replay`).
//! - [`Noise`] is a function of seed, racer and step, so replays and machines agree to the bit.
#![forbid(unsafe_code)]

mod arithmetic;
#[cfg(feature = "simd-batch")]
mod batch;
mod bounds;
mod clipping;
mod evaluation;
mod finish;
mod formula;
mod growth;
mod noise;
mod number_format;
mod objective;
mod objectives;
mod racer;
pub mod rules;
mod schedule;
mod status;
mod training;
#[cfg(feature = "simd-batch")]
mod usual;
mod walker;

pub use arithmetic::{Block, Dependence, Dual, LANES, Lanes, Real, Unary, Variables};
#[cfg(feature = "simd-batch")]
pub use batch::finish_all;
pub use bounds::Bounds;
pub use clipping::Clipping;
pub use evaluation::Evaluation;
pub use finish::{Arrival, Finish, Goal, Target, finish};
pub use formula::{
    Comparison, Expected, Formula, FormulaError, Function, MAX_FORMULA, MAX_NESTING, Op, names,
};
pub use noise::{Noise, NoiseStream};
pub use number_format::{NumberFormat, format_number, parse_number};
pub use objective::Objective;
pub use objectives::{LibraryObjective, Parameter, objectives};
pub use racer::{Racer, StepFrom, first_state, step_from, step_with};
pub use rules::*;
pub use schedule::{Schedule, ScheduleSetting};
pub use status::{Axes, Remark, Status, StopReason};
pub use training::Training;
pub use walker::Walker;
