//! What became of a racer from a start.

/// What became of a racer from a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived at the minimum of this index.
    Minimum(u8),
    /// After all steps it was outside the view.
    LeftView,
    /// It flew off: its numbers grew beyond the range of f64.
    Diverged,
    /// It came to where f or its gradient is not defined.
    Undefined,
    /// After all steps it was in the view, and at no minimum.
    UnderWay,
}

/// The greatest number of minima that an outcome can name.
pub(crate) const MOST_MINIMA: usize = 200;

impl Outcome {
    const LEFT_VIEW: u8 = 252;
    const DIVERGED: u8 = 253;
    const UNDEFINED: u8 = 254;
    const UNDER_WAY: u8 = 255;

    /// The outcome as a number: that of the minimum, or 252 and more.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Minimum(index) => index,
            Self::LeftView => Self::LEFT_VIEW,
            Self::Diverged => Self::DIVERGED,
            Self::Undefined => Self::UNDEFINED,
            Self::UnderWay => Self::UNDER_WAY,
        }
    }

    /// The outcome of this number.
    #[must_use]
    pub fn of_code(code: u8) -> Self {
        match code {
            Self::LEFT_VIEW => Self::LeftView,
            Self::DIVERGED => Self::Diverged,
            Self::UNDEFINED => Self::Undefined,
            Self::UNDER_WAY => Self::UnderWay,
            index => Self::Minimum(index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_is_the_one_of_its_code() {
        for code in (0..u8::try_from(MOST_MINIMA).unwrap()).chain(252..=255) {
            assert_eq!(Outcome::of_code(code).code(), code);
        }
        assert_eq!(Outcome::of_code(3), Outcome::Minimum(3));
        assert_eq!(Outcome::of_code(255), Outcome::UnderWay);
    }
}
