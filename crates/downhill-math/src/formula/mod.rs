//! Formulas as people type them: read, evaluated with their exact gradient, and written again.

#[cfg(feature = "simd-batch")]
mod block;
mod call;
mod condition;
mod error;
mod eval;
mod frame;
mod function;
mod glyph;
mod groups;
mod hint;
mod latex;
mod lexer;
mod mathml;
mod names;
mod op;
mod parse;
mod print;
mod program;
mod refusal;
mod root;
mod row;
mod rows;
mod sign_names;
#[cfg(feature = "simd-batch")]
mod sparse;
#[cfg(feature = "simd-batch")]
mod tape;
mod token;
mod unknown;

pub use error::{Expected, FormulaError};
pub use function::{Function, names};
pub use op::{Comparison, Op};
pub(crate) use rows::Rows;

use crate::evaluation::Evaluation;

/// How long a formula can be, in characters.
pub const MAX_FORMULA: usize = 1000;

/// How deep parentheses, powers and signs can nest, and how many intermediate results a formula can
/// have at once.
pub const MAX_NESTING: usize = 48;

/// A function f(x, y) read from text.
///
/// It is a list of operations in postfix order; nothing is compiled at run time. Its gradient is
/// exact: it is evaluated on [`Dual`](crate::Dual) numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    program: Vec<Op>,
    /// None if whole dual numbers are as fast.
    #[cfg(feature = "simd-batch")]
    tape: Option<tape::Tape>,
}

impl Formula {
    /// Reads a formula: numbers, `x`, `y`, `pi`, `e`, `+ − * / ^ **`, parentheses, products
    /// without a sign (`2x`, `3(x+1)`, `xy`), the functions of [`names`], conditions (`x < 0 ? a : b`,
    /// `where(x < 0, a, b)`), and what papers, LaTeX, programs and spreadsheets write instead.
    ///
    /// A power binds stronger than a sign before it (−x² = −(x²)) and groups from the right. A product
    /// without a sign binds like any other. A function without parentheses takes the product of letters
    /// and numbers that follows. A text that could be read in two ways is refused. Reading takes time
    /// linear in the length.
    ///
    /// # Errors
    /// If the text is not a formula: the first place where it fails, and what was expected there.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let program = parse::program(text)?;
        Ok(Self {
            #[cfg(feature = "simd-batch")]
            tape: tape::Tape::of(&program),
            program,
        })
    }

    /// The formula as text that [`parse`](Self::parse) reads as the same function.
    #[must_use]
    pub fn print(&self) -> String {
        print::print(&self.program)
    }

    /// The formula as typeset mathematics: a `math` element of MathML Core that contains only signs,
    /// numbers and the names of functions. Its text alone reads as the same function, too.
    #[must_use]
    pub fn mathml(&self) -> String {
        mathml::mathml(&self.program)
    }

    /// Its operations in postfix order, for those who write it in another language.
    #[must_use]
    pub fn operations(&self) -> &[Op] {
        &self.program
    }

    /// The number of its operations.
    pub(crate) fn cost(&self) -> usize {
        self.program.len()
    }

    /// f and ∇f at a point.
    #[must_use]
    pub fn evaluate(&self, point: [f64; 2]) -> Evaluation<f64> {
        Evaluation::at(
            point,
            |variables| eval::run(&self.program, variables),
            |variables| eval::run(&self.program, variables),
        )
    }

    /// f at a point.
    pub(crate) fn value(&self, point: [f64; 2]) -> f64 {
        eval::value(&self.program, point)
    }

    /// f alone, on rows of points with these x; none where it is to be asked point by point.
    pub(crate) fn rows(&self, xs: &[f64]) -> Option<Rows> {
        Rows::new(&self.program, xs)
    }

    /// f and ∇f at a block of points, with the same bits as at each point.
    #[cfg(feature = "simd-batch")]
    #[must_use]
    #[inline]
    pub fn evaluate_block(&self, point: [crate::Block; 2]) -> Evaluation<crate::Block> {
        let whole =
            || block::evaluate(&self.program, point).traced(point, |point| self.evaluate(point));
        match &self.tape {
            Some(tape) => sparse::evaluate(tape, &point, whole),
            None => whole(),
        }
    }
}

#[cfg(test)]
mod edges;
#[cfg(test)]
mod tests;
