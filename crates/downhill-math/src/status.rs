/// Whether a racer is still running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is running. A [`Remark`] says whether it keeps growing or stands still.
    Running,
    /// Its numbers grew beyond the range of f64: the iterate of that step is not finite, or f is
    /// infinite there or overflowed to NaN. Or they kept growing until f had no value.
    Diverged {
        /// The step that could not be taken.
        step: u32,
        /// What was not finite.
        reason: StopReason,
    },
    /// f or ∇f is not a number at a finite point, because the racer left the objective's domain; or the
    /// rule divided 0 by 0.
    Undefined {
        /// The step that could not be taken; 0 if f is undefined at the start itself.
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
    /// f is not a number at the start.
    Start,
    /// ∇f is not a number at the start.
    StartGradient,
    /// With eps 0, the rule divided 0 by 0 in these coordinates.
    ZeroByZero(Axes),
    /// With eps 0, the rule divided by a g² that underflowed to 0 in these coordinates.
    DividedByZero(Axes),
}

/// One coordinate or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axes {
    /// x.
    X,
    /// y.
    Y,
    /// x and y.
    Both,
}

impl Axes {
    /// The coordinates of `[x, y]` for which it is true, if any.
    #[must_use]
    pub fn of(is_so: [bool; 2]) -> Option<Self> {
        match is_so {
            [true, true] => Some(Self::Both),
            [true, false] => Some(Self::X),
            [false, true] => Some(Self::Y),
            [false, false] => None,
        }
    }
}

/// One of three texts, depending on the coordinates.
macro_rules! in_axes {
    ($axes:expr, $before:literal, $after:literal) => {
        match $axes {
            Axes::X => concat!($before, "x", $after),
            Axes::Y => concat!($before, "y", $after),
            Axes::Both => concat!($before, "x and y", $after),
        }
    };
}

impl StopReason {
    /// The reason as the end of a sentence: "diverged at step 7: …".
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Iterate => "the next iterate is not finite",
            Self::Loss => "the loss is not finite",
            Self::Value => "f is not defined there",
            Self::Gradient => "the gradient is not defined there",
            Self::Start => "the start is outside the domain of f",
            Self::StartGradient => "the gradient is not defined at the start",
            Self::ZeroByZero(axes) => {
                in_axes!(axes, "0/0 in ", ": eps is 0 and the gradient is 0")
            }
            Self::DividedByZero(axes) => {
                in_axes!(axes, "division by 0 in ", ": eps is 0 and g² is too small for a number")
            }
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

/// What is remarkable about a racer that is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It keeps growing: f is at least 256 times its scale above its start, and rises as fast as
    /// before. The scale is the greatest of |f| at the start, the first change of f, and how far f
    /// has fallen below its start.
    Growing,
    /// It stands still in these coordinates, because the remembered squares of their gradients
    /// overflowed: anything divided by their root is 0.
    Overflowed(Axes),
}

impl Remark {
    /// The remark as the end of a sentence: "Adam …".
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Growing => "keeps growing",
            Self::Overflowed(axes) => in_axes!(axes, "stands still: g² overflowed in ", ""),
        }
    }
}
