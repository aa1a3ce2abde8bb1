//! The part of Downhill that runs millions of times: arithmetic, objectives, the optimizers' rules,
//! and the loop that walks. Its public face is the crate `downhill`, which re-exports it.
//!
//! A crate of its own because cargo sets the optimisation of a whole crate only: this one is
//! compiled for speed, everything around it for size.
#![forbid(unsafe_code)]

mod bounds;
mod exp;
mod objective;
mod objectives;
mod racer;
mod real;
mod rules;
mod status;
mod sweep;

pub use bounds::Bounds;
pub use objective::{Evaluation, Objective, objectives};
pub use racer::{Racer, StepFrom, step_from};
pub use real::{Block, LANES, Real};
pub use rules::{
    AdaGrad, AdaGradState, Adam, AdamState, Momentum, MomentumState, Optimizer, OptimizerKind,
    RmsProp, RmsPropState, Rule, Sgd, SgdState, Snapshot,
};
pub use status::{Status, StopReason};
pub use sweep::sweep;
