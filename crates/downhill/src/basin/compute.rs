//! The races of maps of basins.

use downhill_math::{Bounds, Finish, Goal, Status, Target, finish_all};

use super::ends::basin_minima;
use super::options::BasinOptions;
use super::outcome::Outcome;
use super::plan::{BasinMap, BasinPlan, start};
use crate::config::RunConfig;
use crate::minima::Minimum;

/// How far from a minimum a racer may be that has arrived, as a part of the view.
const REACH: f64 = 1.0 / 20.0;

/// The middles of pixels, row by row from the lowest y.
pub(super) fn starts(view: Bounds, columns: u32, rows: u32) -> impl Iterator<Item = [f64; 2]> {
    let count = u64::from(columns) * u64::from(rows);
    (0..count).map(move |pixel| start(view, [columns, rows], pixel))
}

impl BasinPlan {
    /// Computes a slice: for each pixel the code of its outcome and the number of steps. Past the last slice
    /// there are none. The options have to name the minima; without them racers arrive nowhere.
    #[must_use]
    pub fn compute(&self, slice: usize) -> Vec<u32> {
        let (place, pixels) = self.pixels_of(slice);
        let BasinOptions { racers, columns, rows, view, steps, tolerance, minima } = &self.options;
        let Some(racer) = racers.get(place) else { return Vec::new() };
        let (objective, racer_config) = (&self.config.objective, &self.config.racers[*racer]);
        let starts: Vec<[f64; 2]> = pixels
            .filter_map(|place| self.order.pixel(place))
            .map(|(pixel, _)| {
                start(*view, [*columns, *rows], u64::try_from(pixel).unwrap_or(u64::MAX))
            })
            .collect();
        let targets: Vec<Target> = minima
            .iter()
            .flatten()
            .map(|at| Target { value: objective.value(*at), at: Some(*at) })
            .collect();
        let reach = [view.x, view.y].map(|[low, high]| (high - low) * REACH);
        let goal = Goal { targets: &targets, tolerance: *tolerance, reach, ends: true };
        let noise = self.config.noise.of(*racer);
        let finishes =
            finish_all(objective, racer_config.training(), &starts, noise, *steps, &goal);
        let is_inside =
            |[x, y]: [f64; 2]| view.x[0] <= x && x <= view.x[1] && view.y[0] <= y && y <= view.y[1];
        let outcomes = finishes.iter().map(|finish| Outcome::of(finish, *steps, is_inside));
        outcomes.flat_map(|(outcome, steps)| [u32::from(outcome.code()), steps]).collect()
    }
}

impl Outcome {
    /// The outcome of a race, and after how many steps it was that.
    pub(crate) fn of(
        finish: &Finish,
        steps: u32,
        is_inside: impl Fn([f64; 2]) -> bool,
    ) -> (Self, u32) {
        if let Some(arrival) = finish.arrival {
            let index = u8::try_from(arrival.target).unwrap_or(u8::MAX);
            return (Self::Minimum(index), arrival.step);
        }
        match finish.status {
            Status::Diverged { step, .. } => (Self::Diverged, step),
            Status::Undefined { step, .. } => (Self::Undefined, step),
            Status::Running if is_inside(finish.point) => (Self::UnderWay, steps),
            Status::Running => (Self::LeftView, steps),
        }
    }
}

/// Runs every racer from every pixel of the view, and returns its maps with the minima that their outcomes
/// name. With the feature `rayon` it uses all processors.
#[must_use]
pub fn basin(config: &RunConfig, options: &BasinOptions) -> (Vec<BasinMap>, Vec<Minimum>) {
    let mut options = options.clone();
    let minima = match &options.minima {
        Some(given) => given
            .iter()
            .map(|at| {
                let value = config.objective.value(*at);
                Minimum { at: *at, value, is_global: false, is_found: false }
            })
            .collect(),
        None => basin_minima(config, &options),
    };
    options.minima = Some(minima.iter().map(|minimum| minimum.at).collect());
    let mut plan = BasinPlan::new(config.clone(), options);
    let slices: Vec<usize> = (0..plan.slices()).collect();
    let computed = crate::parallel::map(&slices, |slice| plan.compute(*slice));
    for (slice, numbers) in computed.iter().enumerate() {
        plan.put(slice, numbers);
    }
    let racers = plan.options.racers.iter();
    let maps = racers.zip(&plan.maps).map(|(racer, map)| BasinMap {
        racer: *racer,
        outcomes: map.iter().copied().flatten().collect(),
    });
    (maps.collect(), minima)
}
