//! What a rule tells of itself beside its arithmetic.

use super::{Family, Marker, OptimizerKind};

/// The properties of a rule beside its hyper-parameters and its step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Info {
    /// The name in a racer's `optimizer` field.
    pub name: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// What the rule remembers of the gradients. It decides the colour of its racers.
    pub family: Family,
    /// The shape of its racers' markers.
    pub marker: Marker,
    /// The names of what the rule remembers between steps, in the order of
    /// [`parts`](super::Rule::parts).
    pub state: &'static [&'static str],
    /// The rule whose learning rate, times a number, it takes on objectives that name none for it. If there
    /// is none, it takes the rate of a typed formula.
    pub rate_of: Option<(OptimizerKind, f64)>,
}

/// Texts about a rule for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// What it is, in one sentence.
    pub what: &'static str,
    /// Where it was published.
    pub source: &'static str,
    /// What it is called in torch.
    pub torch: &'static str,
    /// The rule in Python, with NumPy as `np` and a function `compute_gradient`, as the article has it.
    /// Its settings have `torch.optim`'s names.
    pub python: &'static str,
    /// The rule in Rust, with a function `gradient`.
    pub rust: &'static str,
}

impl Info {
    /// The properties of a rule.
    #[must_use]
    pub const fn new(
        [name, label]: [&'static str; 2],
        (family, marker): (Family, Marker),
        state: &'static [&'static str],
    ) -> Self {
        Self { name, label, family, marker, state, rate_of: None }
    }

    /// The same, with the learning rate of `other` on objectives that name none for it.
    #[must_use]
    pub const fn with_rate_of(self, other: OptimizerKind) -> Self {
        self.with_rate_of_times(other, 1.0)
    }

    /// The same, with the learning rate of `other`, times a number.
    #[must_use]
    pub const fn with_rate_of_times(self, other: OptimizerKind, times: f64) -> Self {
        Self { rate_of: Some((other, times)), ..self }
    }
}
