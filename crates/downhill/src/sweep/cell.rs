//! What is measured at one value of a hyper-parameter.

/// The middle of several numbers, and how far they spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// A quarter of the numbers are at most this.
    pub lower: f64,
    /// Half of the numbers are at most this.
    pub median: f64,
    /// Three quarters of the numbers are at most this.
    pub upper: f64,
}

/// What is measured at one value of a hyper-parameter, over all starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// After how many steps f was within the tolerance for the first time; infinite where it never was.
    pub steps: Quartiles,
    /// f after the last step; infinite where the racer stopped.
    pub losses: Quartiles,
    /// The part of the starts from which it stopped: it diverged, or left the domain of f.
    pub stopped: f64,
}

/// How many numbers a cell is, written one after the other: steps and losses from the lower quartile to the
/// upper, and the part that stopped.
pub const CELL: usize = 7;

impl Cell {
    /// The cell as numbers.
    #[must_use]
    pub fn numbers(&self) -> [f64; CELL] {
        let Self { steps, losses, stopped } = *self;
        [steps.lower, steps.median, steps.upper, losses.lower, losses.median, losses.upper, stopped]
    }

    /// The cell of these numbers.
    #[must_use]
    pub fn of_numbers(numbers: &[f64; CELL]) -> Self {
        let [lower, median, upper, low, middle, high, stopped] = *numbers;
        Self {
            steps: Quartiles { lower, median, upper },
            losses: Quartiles { lower: low, median: middle, upper: high },
            stopped,
        }
    }
}
