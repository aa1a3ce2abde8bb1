//! The optimizers' rules, one file each: hyper-parameters, state, one step, and texts about them.

#[macro_use]
mod equation;
#[macro_use]
mod list;

mod adagrad;
mod adam;
mod adamw;
mod decay;
mod explanation;
mod info;
mod look;
mod momentum;
mod optimizer;
mod parameter;
mod rmsprop;
mod rule;
mod sgd;
mod snapshot;
mod stepper;

pub use adagrad::{AdaGrad, AdaGradState};
pub use adam::{Adam, AdamState};
pub use adamw::AdamW;
pub use explanation::Explanation;
pub use info::{About, Info};
pub use look::{Family, Marker};
pub use momentum::{Momentum, MomentumState};
pub use parameter::{AboutParameter, Field, HyperParameter, Range, Setting, Slider};
pub use rmsprop::{RmsProp, RmsPropState};
pub(crate) use rule::LEARNING_RATE;
pub use rule::{Conflict, Rule, RuleVisitor};
pub use sgd::{Sgd, SgdState};
pub use snapshot::Snapshot;

use crate::arithmetic::Pair;

optimizers! { Sgd, Momentum, AdaGrad, RmsProp, Adam, AdamW }

use with_rule;
use with_state;
