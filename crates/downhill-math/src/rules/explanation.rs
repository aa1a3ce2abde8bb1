//! A step explained: the rule's equations, and the values of their letters.

/// What a rule computes for one coordinate in one step, in the order of its own arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The rule's equations, a line each, as the crate's `equation.rs` writes them. The last two are
    /// those of the step and of the next iterate.
    pub equations: String,
    /// The values of the letters in these equations, except those that every rule has: `x`, `X` (the
    /// iterate before and after), `g` (the gradient), `l` (the learning rate), `D` (the step).
    pub letters: Vec<(char, f64)>,
    /// The iterate to which the step is added: the one before the step, unless there is weight decay.
    pub base: f64,
    /// The step.
    pub change: f64,
    /// The root by which the step is divided, without eps, and its symbol.
    pub root: Option<(f64, &'static str)>,
    /// What the rule remembers of the gradients, if it follows that instead of the gradient, and its
    /// symbol.
    pub follows: Option<(f64, &'static str)>,
    /// 1 − β₁ᵗ and 1 − β₂ᵗ, if running means are divided by these.
    pub corrections: Option<[f64; 2]>,
}

impl Explanation {
    /// A step against the gradient, or against what stands for it, scaled by the learning rate alone.
    pub(super) fn plain(
        equations: impl Into<String>,
        letters: Vec<(char, f64)>,
        base: f64,
        change: f64,
    ) -> Self {
        let equations = equations.into();
        Self { equations, letters, base, change, root: None, follows: None, corrections: None }
    }
}
