//! The races of a sweep.

use downhill_math::{Finish, Goal, Status, Target, finish, finish_all};

use super::cell::{Cell, Quartiles};
use super::options::SweepOptions;
use super::plan::{SweepPlan, SweptRacer};
use crate::arrival::within_reach;
use crate::config::RunConfig;

impl SweepPlan {
    /// Computes a slice: the numbers of its cells, [`CELL`](super::CELL) each. Past the last slice there are none.
    #[must_use]
    pub fn compute(&self, slice: usize) -> Vec<f64> {
        self.cells_of(slice).flat_map(|cell| self.cell(cell).numbers()).collect()
    }

    /// The races of a cell.
    fn cell(&self, cell: usize) -> Cell {
        let SweepOptions { racers, varied, against, starts, steps, tolerance } = &self.options;
        let (column, row) = (cell % varied.values.len(), cell / varied.values.len());
        let rows = against.as_ref().map_or(1, |against| against.values.len());
        let racer = racers[row / rows];
        let mut training = self.config.racers[racer].training();
        training.optimizer = varied.applied(training.optimizer, column);
        if let Some(against) = against {
            training.optimizer = against.applied(training.optimizer, row % rows);
        }
        let (objective, noise) = (&self.config.objective, self.config.noise.of(racer));
        let targets: Vec<Target> =
            self.lowest.iter().map(|value| Target { value: *value, at: None }).collect();
        let within = |start: [f64; 2]| {
            let first = objective.value(start);
            tolerance
                .unwrap_or_else(|| self.lowest.map_or(0.0, |lowest| within_reach(first, lowest)))
        };
        let goal = |tolerance| Goal { targets: &targets, tolerance, ..Goal::NONE };
        let is_alike = starts.iter().all(|start| within(*start) == within(starts[0]));
        let finishes = if is_alike && starts.len() > 2 {
            finish_all(objective, training, starts, noise, *steps, &goal(within(starts[0])))
        } else {
            let each = starts.iter();
            each.map(|start| {
                finish(objective, training, *start, noise, *steps, &goal(within(*start)))
            })
            .collect()
        };
        Cell::of(&finishes)
    }

    /// Everything, at once.
    pub(crate) fn finished(config: RunConfig, options: SweepOptions) -> Self {
        let mut plan = Self::new(config, options);
        let slices: Vec<usize> = (0..plan.slices()).collect();
        for (slice, numbers) in
            crate::parallel::map(&slices, |slice| plan.compute(*slice)).into_iter().enumerate()
        {
            plan.put(slice, &numbers);
        }
        plan
    }
}

/// Runs every racer at many values of a hyper-parameter, and returns all of it. With the feature `rayon` it
/// uses all processors.
#[must_use]
pub fn sweep(config: &RunConfig, options: &SweepOptions) -> Vec<SweptRacer> {
    let plan = SweepPlan::finished(config.clone(), options.clone());
    (0..options.racers.len()).filter_map(|place| plan.racer(place)).collect()
}

impl Quartiles {
    /// Of numbers, none of which is NaN: always one of them, the nearest rank.
    fn of(mut numbers: Vec<f64>) -> Self {
        numbers.sort_unstable_by(f64::total_cmp);
        let count = numbers.len();
        let at = |quarter: usize| {
            let rank = (count * quarter).div_ceil(4).max(1);
            numbers.get(rank - 1).copied().unwrap_or(f64::INFINITY)
        };
        Self { lower: at(1), median: at(2), upper: at(3) }
    }
}

impl Cell {
    /// What the races from all starts were.
    pub(crate) fn of(finishes: &[Finish]) -> Self {
        let is_stopped = |finish: &Finish| finish.status != Status::Running;
        let steps = finishes.iter().map(|finish| match finish.arrival {
            Some(arrival) => f64::from(arrival.step),
            None => f64::INFINITY,
        });
        let losses = finishes
            .iter()
            .map(|finish| if is_stopped(finish) { f64::INFINITY } else { finish.loss });
        let stopped = finishes.iter().filter(|finish| is_stopped(finish)).count();
        let [stopped, all] = [stopped, finishes.len()]
            .map(|count| f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        Self {
            steps: Quartiles::of(steps.collect()),
            losses: Quartiles::of(losses.collect()),
            stopped: stopped / all.max(1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_the_numbers_of_nearest_rank() {
        let of = |numbers: &[f64]| {
            let Quartiles { lower, median, upper } = Quartiles::of(numbers.to_vec());
            [lower, median, upper]
        };
        assert_eq!(of(&[7.0]), [7.0; 3]);
        assert_eq!(of(&[4.0, 1.0]), [1.0, 1.0, 4.0]);
        assert_eq!(of(&[3.0, 1.0, 2.0, 4.0]), [1.0, 2.0, 3.0]);
        assert_eq!(of(&[9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]), [3.0, 5.0, 7.0]);
        assert_eq!(of(&[f64::INFINITY, 5.0, f64::INFINITY]), [5.0, f64::INFINITY, f64::INFINITY]);
    }
}
