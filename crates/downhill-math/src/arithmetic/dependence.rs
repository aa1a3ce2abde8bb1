//! What a dual number knows of the variables that it depends on.

/// Whether a number depends on x and on y.
pub trait Dependence: Copy + 'static {
    /// Whether dependences are tracked.
    const IS_KNOWN: bool;
    /// The dependence of a constant.
    const NONE: Self;
    /// The dependence of x.
    const X: Self;
    /// The dependence of y.
    const Y: Self;

    /// Whether the derivative by x, and the one by y, has to be computed.
    fn on(self) -> [bool; 2];

    /// The dependence of a number that is computed from two others.
    #[must_use]
    fn or(self, other: Self) -> Self;

    /// The dependence of a number that keeps only these derivatives.
    #[must_use]
    fn only(self, left: [bool; 2]) -> Self;
}

/// Dependences are not tracked: both derivatives are computed, and are 0 where the number does not
/// depend on the variable.
impl Dependence for () {
    const IS_KNOWN: bool = false;
    const NONE: Self = ();
    const X: Self = ();
    const Y: Self = ();

    #[inline(always)]
    fn on(self) -> [bool; 2] {
        [true; 2]
    }

    #[inline(always)]
    fn or(self, (): Self) -> Self {}

    #[inline(always)]
    fn only(self, _: [bool; 2]) -> Self {}
}

/// The variables that a number depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variables([bool; 2]);

impl Dependence for Variables {
    const IS_KNOWN: bool = true;
    const NONE: Self = Self([false; 2]);
    const X: Self = Self([true, false]);
    const Y: Self = Self([false, true]);

    #[inline]
    fn on(self) -> [bool; 2] {
        self.0
    }

    #[inline]
    fn or(self, other: Self) -> Self {
        Self([self.0[0] || other.0[0], self.0[1] || other.0[1]])
    }

    #[inline]
    fn only(self, left: [bool; 2]) -> Self {
        Self([self.0[0] && left[0], self.0[1] && left[1]])
    }
}
