//! An objective: the function that is minimised, with the defaults of a race on it.

use std::sync::Arc;

use crate::bounds::Bounds;
use crate::evaluation::Evaluation;
use crate::formula::{Formula, FormulaError};
use crate::number_format::format_number;
use crate::objectives::{LibraryObjective, objectives};
use crate::rules::{LEARNING_RATE, OptimizerKind};

/// The cost of a compiled function, in operations of a formula.
const COMPILED_COST: usize = 4;

/// A function f(x, y) with its exact gradient: one of the library, or a typed formula. It is cheap to
/// clone.
#[derive(Clone, Debug)]
pub struct Objective {
    entry: Option<&'static LibraryObjective>,
    parameter: Option<f64>,
    formula: Arc<str>,
    /// None if the function is compiled in.
    program: Option<Arc<Formula>>,
}

impl Objective {
    /// An objective of the library; `parameter` replaces the default value of its parameter, if it has
    /// one.
    #[must_use]
    pub fn from_library(entry: &'static LibraryObjective, parameter: Option<f64>) -> Self {
        let parameter = entry.parameter.map(|usual| parameter.unwrap_or(usual.value));
        let formula: Arc<str> = match parameter {
            Some(value) => entry.formula.replace('#', &format_number(value)).into(),
            None => entry.formula.into(),
        };
        let program = match entry.compiled {
            Some(_) => None,
            None => Formula::parse(&formula).ok().map(Arc::new),
        };
        Self { entry: Some(entry), parameter, formula, program }
    }

    /// The article's Gaussian, the first of the library.
    #[must_use]
    pub fn gaussian() -> Self {
        let entry = objectives()[0];
        Self { entry: Some(entry), parameter: None, formula: entry.formula.into(), program: None }
    }

    /// Whether it is the article's Gaussian.
    #[cfg(feature = "simd-batch")]
    pub(crate) fn is_gaussian(&self) -> bool {
        self.entry.is_some_and(|entry| std::ptr::eq(entry, objectives()[0]))
    }

    /// The function that a formula describes.
    ///
    /// # Errors
    /// If the text is not a formula: the first place where it fails, and what was expected there.
    pub fn typed(formula: &str) -> Result<Self, FormulaError> {
        let program = Formula::parse(formula)?;
        Ok(Self {
            entry: None,
            parameter: None,
            formula: formula.trim().into(),
            program: Some(Arc::new(program)),
        })
    }

    /// Its entry in the library; none for a typed formula.
    #[must_use]
    pub fn entry(&self) -> Option<&'static LibraryObjective> {
        self.entry
    }

    /// The value of its parameter, if it has one.
    #[must_use]
    pub fn parameter(&self) -> Option<f64> {
        self.parameter
    }

    /// Its formula as text. A typed formula is as it was typed.
    #[must_use]
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// The formula as it was understood, without the text around it: `x*y + pi` for `z = xy + π`. It
    /// reads as the same function.
    #[must_use]
    pub fn reading(&self) -> String {
        match &self.program {
            Some(program) if self.entry.is_none() => program.print(),
            _ => self.formula.to_string(),
        }
    }

    /// The formula as it was understood, [as typeset mathematics](Formula::mathml).
    #[must_use]
    pub fn mathml(&self) -> String {
        match &self.program {
            Some(program) => program.mathml(),
            // A compiled function has a formula too.
            None => Formula::parse(&self.formula)
                .map_or_else(|_| String::new(), |program| program.mathml()),
        }
    }

    /// About how many operations one evaluation takes. Costly functions are sampled more coarsely.
    #[must_use]
    pub fn cost(&self) -> usize {
        self.program.as_ref().map_or(COMPILED_COST, |program| program.cost())
    }

    /// The default learning rate for an optimizer: the objective's own for it. If the objective names
    /// none, it is the objective's rate for the [rule that this one goes by](crate::Info::rate_of), as
    /// AdamW goes by Adam; otherwise, and on typed formulas, 0.02, or what the rule makes of that.
    #[must_use]
    pub fn learning_rate(&self, kind: OptimizerKind) -> f64 {
        let rates = self.entry.map_or(&[][..], |entry| entry.learning_rates);
        let own = |wanted| rates.iter().find(|(rated, _)| *rated == wanted);
        let (other, times) = kind.info().rate_of.unwrap_or((kind, 1.0));
        match (own(kind), own(other)) {
            (Some((_, rate)), _) => *rate,
            (None, Some((_, rate))) => rate * times,
            (None, None) => LEARNING_RATE * times,
        }
    }

    /// f and ∇f at `[x, y]`.
    #[must_use]
    #[inline]
    pub fn evaluate(&self, point: [f64; 2]) -> Evaluation<f64> {
        match (self.entry.and_then(|entry| entry.compiled), &self.program) {
            (Some(compiled), _) => (compiled.point)(point),
            (None, Some(program)) => program.evaluate(point),
            (None, None) => Evaluation { value: f64::NAN, gradient: [f64::NAN; 2] },
        }
    }

    /// f at `[x, y]`, the same bits as those of [`evaluate`](Self::evaluate).
    #[must_use]
    pub fn value(&self, point: [f64; 2]) -> f64 {
        match &self.program {
            Some(program) => program.value(point),
            None => self.evaluate(point).value,
        }
    }

    /// f and ∇f at eight points at once: the same bits as [`evaluate`](Self::evaluate) at each.
    #[cfg(feature = "simd-batch")]
    #[must_use]
    #[inline]
    pub fn evaluate_block(&self, point: [crate::Block; 2]) -> Evaluation<crate::Block> {
        match (self.entry.and_then(|entry| entry.compiled), &self.program) {
            (Some(compiled), _) => compiled.at_eight(point).traced(point, compiled.point),
            (None, Some(program)) => program.evaluate_block(point),
            (None, None) => {
                let nan = <crate::Block as crate::Lanes>::splat(f64::NAN);
                Evaluation { value: nan, gradient: [nan; 2] }
            }
        }
    }

    /// f and ∇f at all of these points. As [`evaluate_block`](Self::evaluate_block), but where a lane's
    /// derivative is NaN, that of a compiled function may have to be [corrected](Self::corrected).
    #[cfg(feature = "simd-batch")]
    pub(crate) fn evaluate_eights(&self, eights: &mut [crate::evaluation::Eight]) {
        if let Some(compiled) = self.entry.and_then(|entry| entry.compiled) {
            (compiled.eights)(eights);
        } else {
            for eight in eights {
                eight.found = self.evaluate_block(eight.point);
            }
        }
    }

    /// What [`evaluate_block`](Self::evaluate_block) finds at a point where the quick way found this.
    #[cfg(feature = "simd-batch")]
    pub(crate) fn corrected(
        &self,
        point: [crate::Block; 2],
        found: Evaluation<crate::Block>,
    ) -> Evaluation<crate::Block> {
        match self.entry.and_then(|entry| entry.compiled) {
            Some(compiled) => found.traced(point, compiled.point),
            None => found,
        }
    }

    /// f on a grid of `columns` × `rows` points that spans `bounds`, edges included: row by row from
    /// the lowest y, each row from the lowest x. `columns` and `rows` are at least 2.
    #[must_use]
    pub fn sample(&self, bounds: Bounds, columns: u32, rows: u32) -> Vec<f64> {
        let along = |[low, high]: [f64; 2], index: u32, count: u32| {
            let part = f64::from(index) / f64::from(count.max(2) - 1);
            low * (1.0 - part) + high * part
        };
        let mut xs = Vec::new();
        for column in 0..columns {
            xs.push(along(bounds.x, column, columns));
        }
        // A function that is compiled has its formula, too, which is quicker on rows.
        let parsed = match self.program {
            Some(_) => None,
            None => Formula::parse(&self.formula).ok(),
        };
        let formula = self.program.as_deref().or(parsed.as_ref());
        let formula = formula.and_then(|formula| formula.rows(&xs));
        let mut values = Vec::new();
        for row in 0..rows {
            let y = along(bounds.y, row, rows);
            match &formula {
                Some(formula) => values.append(&mut formula.values(y)),
                None => values.extend(xs.iter().map(|x| self.value([*x, y]))),
            }
        }
        values
    }
}

impl PartialEq for Objective {
    fn eq(&self, other: &Self) -> bool {
        self.formula == other.formula
            && self.entry.map(|entry| entry.name) == other.entry.map(|entry| entry.name)
    }
}
