/// Whether a racer is still on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Running,
    /// Its numbers grew beyond what f64 holds; the iterate of that step is not finite, or f is
    /// infinite there.
    Diverged {
        /// The step that could not be taken.
        step: u32,
        /// What was not finite.
        reason: StopReason,
    },
    /// f or ∇f is not a number at a finite point: the racer left the objective's domain.
    Undefined {
        /// The step that could not be taken; 0 when the start itself is outside.
        step: u32,
        /// What was not a number.
        reason: StopReason,
    },
}

/// What stopped a racer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// The next iterate is infinite or overflowed to NaN.
    Iterate,
    /// f is infinite or overflowed to NaN there.
    Loss,
    /// f is not a number there.
    Value,
    /// ∇f is not a number there.
    Gradient,
}

impl StopReason {
    /// The reason as a sentence's end: "diverged at step 7: …".
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Iterate => "the next iterate is not finite",
            Self::Loss => "the loss is not finite",
            Self::Value => "f is not defined there",
            Self::Gradient => "the gradient is not defined there",
        }
    }
}

impl Status {
    /// `running`, `diverged` or `undefined`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Diverged { .. } => "diverged",
            Self::Undefined { .. } => "undefined",
        }
    }

    /// The step that could not be taken and why, unless the racer is running.
    #[must_use]
    pub fn stop(self) -> Option<(u32, StopReason)> {
        match self {
            Self::Running => None,
            Self::Diverged { step, reason } | Self::Undefined { step, reason } => {
                Some((step, reason))
            }
        }
    }
}
