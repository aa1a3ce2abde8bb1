//! The work of a sweep, cut into slices.

use std::ops::Range;

use super::band::{Band, Best, best, usable_band};
use super::cell::{CELL, Cell};
use super::options::SweepOptions;
use crate::arrival::lowest_value;
use crate::config::RunConfig;
use crate::minima::minima;

/// A slice has about so many steps of racers, which take some milliseconds.
const SLICE: usize = 200_000;

/// A sweep: what is to be computed, and what has been.
///
/// Its cells are ordered by racer, then by the value of the second hyper-parameter, if there is one, then by
/// that of the first.
pub struct SweepPlan {
    pub(super) config: RunConfig,
    pub(super) options: SweepOptions,
    pub(super) lowest: Option<f64>,
    cells: Vec<Option<Cell>>,
}

/// What a sweep found of a racer.
#[derive(Clone, Debug, PartialEq)]
pub struct SweptRacer {
    /// Its index in the run.
    pub racer: usize,
    /// A cell for each value, for each value of the second hyper-parameter.
    pub cells: Vec<Cell>,
    /// The widest band of values at which the median race arrives; none over two hyper-parameters.
    pub usable: Option<Band>,
    /// The best value, by the rule of [`best`]; none over two hyper-parameters.
    pub best: Option<Best>,
}

impl SweepPlan {
    /// A sweep of which nothing is computed.
    #[must_use]
    pub fn new(config: RunConfig, options: SweepOptions) -> Self {
        let lowest = lowest_value(&config.objective, &minima(&config.objective, config.view));
        let rows = options.against.as_ref().map_or(1, |against| against.values.len());
        let count = options.racers.len() * rows * options.varied.values.len();
        Self { config, options, lowest, cells: vec![None; count] }
    }

    /// The run.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// What is varied and measured.
    #[must_use]
    pub fn options(&self) -> &SweepOptions {
        &self.options
    }

    /// The lowest f that is known, to which steps are counted; none where no minimum is known.
    #[must_use]
    pub fn lowest(&self) -> Option<f64> {
        self.lowest
    }

    /// How many slices the work has.
    #[must_use]
    pub fn slices(&self) -> usize {
        self.cells.len().div_ceil(self.slice())
    }

    /// How many cells a slice has.
    fn slice(&self) -> usize {
        let steps = usize::try_from(self.options.steps).unwrap_or(usize::MAX);
        let cost = steps.saturating_mul(self.options.starts.len()).max(1);
        (SLICE / cost).clamp(1, self.cells.len().max(1))
    }

    pub(super) fn cells_of(&self, slice: usize) -> Range<usize> {
        let first = slice.saturating_mul(self.slice()).min(self.cells.len());
        first..(first + self.slice()).min(self.cells.len())
    }

    /// Takes the numbers of a slice, wherever they were computed. Numbers of another length are ignored, and
    /// it returns false.
    pub fn put(&mut self, slice: usize, numbers: &[f64]) -> bool {
        let range = self.cells_of(slice);
        let (cells, rest) = numbers.as_chunks::<CELL>();
        let fits = cells.len() == range.len() && rest.is_empty();
        if fits {
            for (place, numbers) in self.cells[range].iter_mut().zip(cells) {
                *place = Some(Cell::of_numbers(numbers));
            }
        }
        fits
    }

    /// Which part of the work is done, 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let done = self.cells.iter().filter(|cell| cell.is_some()).count();
        let [done, all] = [done, self.cells.len()]
            .map(|count| f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        if all > 0.0 { done / all } else { 1.0 }
    }

    /// What is known of each value at a racer, in the order of the options; none where it is not computed.
    #[must_use]
    pub fn cells(&self, racer: usize) -> &[Option<Cell>] {
        let count = self.cells.len() / self.options.racers.len().max(1);
        self.cells.get(racer * count..(racer + 1) * count).unwrap_or_default()
    }

    /// What was found of the racer at this place of the options; none before all of it is computed.
    #[must_use]
    pub fn racer(&self, place: usize) -> Option<SweptRacer> {
        let racer = *self.options.racers.get(place)?;
        let cells: Option<Vec<Cell>> = self.cells(place).iter().copied().collect();
        let cells = cells?;
        let mut swept = SweptRacer { racer, cells, usable: None, best: None };
        if self.options.against.is_none() {
            let first = self.config.objective.value(self.options.starts[0]);
            swept.usable = usable_band(&swept.cells);
            // Where f has no lowest value, the greatest leap would be the best.
            swept.best = self.lowest.and_then(|_| best(&swept.cells, first));
        }
        Some(swept)
    }
}
