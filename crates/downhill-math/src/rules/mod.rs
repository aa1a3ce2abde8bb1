//! The optimizers' rules, one file each: hyper-parameters, state, one step, and texts about them.

#[macro_use]
mod equation;
#[macro_use]
mod list;

mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod decay;
mod explanation;
mod info;
mod lerp;
mod lion;
mod look;
mod momentum;
mod nadam;
mod optimizer;
mod parameter;
mod radam;
mod rmsprop;
mod rprop;
mod rule;
mod seen;
mod sgd;
mod snapshot;
mod stepper;

pub use adadelta::{Adadelta, AdadeltaState};
pub use adagrad::{AdaGrad, AdaGradState};
pub use adam::{Adam, AdamState};
pub use adamax::{Adamax, AdamaxState};
pub use adamw::AdamW;
pub use explanation::Explanation;
pub use info::{About, Info};
pub use lion::{Lion, LionState};
pub use look::{Family, Marker};
pub use momentum::{Momentum, MomentumState};
pub use nadam::{NAdam, NAdamState};
pub use parameter::{AboutParameter, Field, HyperParameter, Range, Setting, Slider};
pub use radam::RAdam;
pub use rmsprop::{RmsProp, RmsPropState};
pub use rprop::{Rprop, RpropState};
pub(crate) use rule::LEARNING_RATE;
pub use rule::{Conflict, Rule, RuleVisitor};
pub use sgd::{Sgd, SgdState};
pub use snapshot::Snapshot;

use crate::arithmetic::Pair;

optimizers! {
    Sgd, Momentum, AdaGrad, RmsProp, Adam, AdamW, NAdam, RAdam, Adamax, Adadelta, Rprop, Lion
}

use with_rule;
pub(crate) use with_state;
