//! How neural-network optimizers move down a two-dimensional objective, in numbers.
//!
//! SGD, SGD with momentum, AdaGrad, RMSProp, Adam and AdamW, written after `torch.optim` and agreeing
//! with it to the last digits; the objectives they descend, with exact gradients; and
//! [`OptimizerRunner`], which steps the racers of a [`RunConfig`] together.
//!
//! ```
//! use downhill::{OptimizerRunner, RunConfig};
//!
//! let config: RunConfig = "objective=gaussian&start=0.75,-0.75&racers=sgd,adam(lr=0.1)".parse()?;
//! let mut runner = OptimizerRunner::new(config);
//! runner.step(100)?;
//! let adam = runner.trajectory(1)?; // [x0, y0, x1, y1, …], 101 iterates
//! assert_eq!(adam.len(), 2 * 101);
//! # Ok::<(), downhill::InputError>(())
//! ```
//!
//! Everything is f64, and every number is the same bits on every machine: arithmetic goes through
//! [`Real`], which takes no mathematics from the platform.
#![forbid(unsafe_code)]

pub mod anatomy;
mod arrival;
pub mod basin;
mod beginning;
pub mod by_hand;
mod cast;
mod choices;
pub mod code;
mod config;
pub mod decimal;
mod ensemble;
pub mod export;
mod level_label;
mod levels;
mod levels_of_0_1;
mod minima;
#[cfg(feature = "simd-batch")]
mod parallel;
mod polish;
mod round_steps;
mod runner;
mod samples;
pub mod script;
mod survey;
mod swarm;
pub mod sweep;
pub mod table;

pub use arrival::{lowest_value, within_reach};
#[cfg(feature = "simd-batch")]
pub use basin::basin;
pub use beginning::beginning;
pub use choices::{optimizer_choices, schedule_choices};
pub use config::{
    InputError, Link, MAX_RACERS, MAX_STEPS, Preset, Problem, RacerConfig, Reading, Refusal,
    RunConfig, Value, pair, whole_number,
};
#[cfg(feature = "simd-batch")]
pub use downhill_math::finish_all;
pub use downhill_math::rules::*;
pub use downhill_math::{
    Arrival, Axes, Block, Bounds, Clipping, Dual, Evaluation, Expected, Finish, Formula,
    FormulaError, Goal, LANES, Lanes, LibraryObjective, MAX_FORMULA, MAX_NESTING, Noise,
    NoiseStream, NumberFormat, Objective, Parameter, Real, Remark, Schedule, ScheduleSetting,
    Status, StepFrom, StopReason, Target, Training, finish, format_number, names, objectives,
    parse_number,
};
pub use ensemble::{Ensemble, MAX_SEEDS};
pub use levels::{Levels, levels};
pub use minima::{Minimum, minima};
pub use runner::OptimizerRunner;
pub use survey::Survey;
pub use swarm::{MAX_SWARM, Swarm};
#[cfg(feature = "simd-batch")]
pub use sweep::sweep;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
