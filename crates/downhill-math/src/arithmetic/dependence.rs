//! What a dual number knows of the variables that it depends on.

/// Whether a number depends on x and on y.
pub trait Dependence: Copy + 'static {
    /// Whether anything is known.
    const IS_KNOWN: bool;
    /// That of a number.
    const NONE: Self;
    /// That of x.
    const X: Self;
    /// That of y.
    const Y: Self;

    /// Whether to reckon with a derivative by x and with one by y.
    fn on(self) -> [bool; 2];

    /// That of what is made of two numbers.
    #[must_use]
    fn or(self, other: Self) -> Self;

    /// That of a number of which only these derivatives are left.
    #[must_use]
    fn only(self, left: [bool; 2]) -> Self;
}

/// Nothing is known: both derivatives are reckoned with, and are 0 where there is none.
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
