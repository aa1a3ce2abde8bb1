//! What the letters of an equation stand for.

/// How many letters there may be, from `@` on.
const COUNT: usize = 64;

/// The value of each letter, of x and of y.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slots([[f64; 2]; COUNT]);

impl Slots {
    pub(super) fn new() -> Self {
        Self([[0.0; 2]; COUNT])
    }

    /// Both values of a letter.
    pub(super) fn of(&self, letter: char) -> [f64; 2] {
        self.0[letter as usize % COUNT]
    }

    pub(super) fn set(&mut self, letter: char, both: [f64; 2]) {
        self.0[letter as usize % COUNT] = both;
    }
}
