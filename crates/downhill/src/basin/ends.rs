//! Minima that are found where racers end.

use downhill_math::{Finish, Goal, Status, finish_all};

use super::compute::starts;
use super::options::BasinOptions;
use super::outcome::MOST_MINIMA;
use crate::config::RunConfig;
use crate::minima::{Found, Minimum};
use crate::polish::{Bottom, Place, Polish};
use crate::samples::Samples;

/// Races are run from so many starts along x and y to find minima.
const LATTICE: [u32; 2] = [24, 18];

/// The minima at which racers can arrive: those that are known or found in the view as
/// [`minima`](crate::minima) has them, and those that are found from where racers end, polished by
/// Newton's method on the exact gradient. At most 200.
#[must_use]
pub fn basin_minima(config: &RunConfig, options: &BasinOptions) -> Vec<Minimum> {
    let [columns, rows] = LATTICE;
    let starts: Vec<[f64; 2]> = starts(options.view, columns, rows).collect();
    let racers = &options.racers;
    let finishes = crate::parallel::map(racers, |racer| {
        let (training, noise) = (config.racers[*racer].training(), config.noise.of(*racer));
        finish_all(&config.objective, training, &starts, noise, options.steps, &Goal::NONE)
    });
    with_ends(config, options, finishes.iter().flatten())
}

/// The known minima, and those where racers ended.
fn with_ends<'a>(
    config: &RunConfig,
    options: &BasinOptions,
    finishes: impl Iterator<Item = &'a Finish>,
) -> Vec<Minimum> {
    let samples = Samples::of(&config.objective, options.view);
    let mut all = Found::of(&samples).minima;
    let polish = Polish::new(&samples);
    let known = all.iter();
    let mut places: Vec<Place> = known
        .map(|minimum| Place { at: samples.place(minimum.at), value: minimum.value })
        .collect();
    let lowest = all.first().map(|minimum| minimum.value);
    for finish in finishes.filter(|finish| finish.status == Status::Running) {
        if all.len() >= MOST_MINIMA {
            break;
        }
        let end = samples.place(finish.point);
        if !samples.is_inside(end) || is_close(end, &places) {
            continue;
        }
        let Some(place) = polish.polished(end, &places) else { continue };
        // Where a racer was still on its way, the way down leads elsewhere.
        if !samples.is_inside(place.at)
            || places.iter().any(|other| other.is_near(place))
            || polish.bottom(place) != Bottom::Point
        {
            continue;
        }
        places.push(place);
        let (at, value) = (samples.point(place.at), place.value);
        let is_global = lowest.is_some_and(|lowest| value <= lowest);
        all.push(Minimum { at, value, is_global, is_found: true });
    }
    all
}

/// Whether a racer ended within half a cell of a place that is known.
fn is_close(end: [f64; 2], places: &[Place]) -> bool {
    places.iter().any(|place| (0..2).all(|axis| (place.at[axis] - end[axis]).abs() < 0.5))
}
