//! What is to be said of a rule beside its arithmetic.

use super::{Family, Marker, OptimizerKind};

/// What is particular to a rule beside its hyper-parameters and its step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Info {
    /// The name in a racer's `optimizer` field.
    pub name: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// What it remembers of the gradients, which gives its racers their colour.
    pub family: Family,
    /// The shape of its racers' heads.
    pub marker: Marker,
    /// The names of what it remembers between steps, in the order of [`parts`](super::Rule::parts).
    pub state: &'static [&'static str],
    /// The rule whose learning rate it takes on objectives that name none for it; none where it
    /// takes the rate of a typed formula then.
    pub rate_of: Option<OptimizerKind>,
    /// What people are told of it.
    #[cfg(feature = "descriptions")]
    pub about: About,
}

/// What people are told of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// What it is, in one sentence.
    pub what: &'static str,
    /// Where it was published.
    pub source: &'static str,
    /// What it is called in torch.
    pub torch: &'static str,
    /// In Python with NumPy as `np` and a function `compute_gradient`, as the article has it; its
    /// settings under `torch.optim`'s names.
    pub python: &'static str,
    /// In Rust with a function `gradient`.
    pub rust: &'static str,
}

impl Info {
    /// What is to be said of a rule; a module that tells nothing does not carry the feature `descriptions`.
    #[must_use]
    pub const fn new(
        [name, label]: [&'static str; 2],
        (family, marker): (Family, Marker),
        state: &'static [&'static str],
        about: About,
    ) -> Self {
        #[cfg(not(feature = "descriptions"))]
        let _ = about;
        Self {
            name,
            label,
            family,
            marker,
            state,
            rate_of: None,
            #[cfg(feature = "descriptions")]
            about,
        }
    }

    /// The same, with the learning rate of `other` where an objective names none.
    #[must_use]
    pub const fn with_rate_of(self, other: OptimizerKind) -> Self {
        Self { rate_of: Some(other), ..self }
    }
}
