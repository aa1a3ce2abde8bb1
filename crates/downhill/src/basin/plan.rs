//! The work of maps of basins, cut into slices.

use std::ops::Range;

use downhill_math::Bounds;

use super::options::BasinOptions;
use super::order::Order;
use super::outcome::Outcome;
use crate::config::RunConfig;

/// A slice has about so many steps of racers, which take some milliseconds,
const SLICE: usize = 1_000_000;
/// but at least so many pixels,
const LEAST: usize = 64;
/// and at most so many.
const MOST: usize = 4096;
/// The first slice of a map is small, so that a picture of squares of this side is there at once.
const FIRST_SIDE: usize = 8;

/// Maps of basins, one for each racer: what is to be computed, and what has been.
pub struct BasinPlan {
    pub(super) config: RunConfig,
    pub(super) options: BasinOptions,
    pub(super) order: Order,
    pub(super) maps: Vec<Vec<Option<(Outcome, u32)>>>,
}

/// The map of one racer. Pixels are ordered row by row from the lowest y, each row from the lowest x.
#[derive(Clone, Debug, PartialEq)]
pub struct BasinMap {
    /// The racer's index in the run.
    pub racer: usize,
    /// What became of the racer from the middle of each pixel, and after how many steps.
    pub outcomes: Vec<(Outcome, u32)>,
}

/// Which of so many racers a slice of their maps belongs to, and what number it has in a plan of that racer alone. All
/// racers take turns, so that all maps become finer at the same time.
#[must_use]
pub fn slice_alone(slice: usize, racers: usize) -> (usize, usize) {
    let racers = racers.max(1);
    (slice % racers, slice / racers)
}

/// The middle of a pixel.
pub(super) fn start(view: Bounds, [columns, rows]: [u32; 2], pixel: u64) -> [f64; 2] {
    let along = |[low, high]: [f64; 2], index: u64, count: u32| {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let part = (f64::from(index) + 0.5) / f64::from(count);
        low * (1.0 - part) + high * part
    };
    let columns_wide = u64::from(columns.max(1));
    [along(view.x, pixel % columns_wide, columns), along(view.y, pixel / columns_wide, rows)]
}

impl BasinPlan {
    /// Maps of which nothing is computed.
    #[must_use]
    pub fn new(config: RunConfig, options: BasinOptions) -> Self {
        let side = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let order = Order::new(side(options.columns), side(options.rows));
        let maps = vec![Vec::new(); options.racers.len()];
        Self { config, options, order, maps }
    }

    /// Makes room for the outcomes of all racers; false if there is not enough memory. Otherwise each map
    /// gets its room with its first outcome, so that a plan that only computes needs none.
    pub fn make_room(&mut self) -> bool {
        let count = self.order.len();
        let mut maps = self.maps.iter_mut();
        maps.all(|map| map.try_reserve_exact(count.saturating_sub(map.len())).is_ok())
    }

    /// Names the minima, before anything is computed.
    pub fn set_minima(&mut self, minima: Vec<[f64; 2]>) {
        self.options.minima = Some(minima);
    }

    /// The run.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// What the maps show.
    #[must_use]
    pub fn options(&self) -> &BasinOptions {
        &self.options
    }

    /// How many slices the work has, those of all racers.
    #[must_use]
    pub fn slices(&self) -> usize {
        let first = self.first();
        let rest = self.order.len() - first;
        (usize::from(first > 0) + rest.div_ceil(self.slice())) * self.maps.len()
    }

    /// How many pixels the first slice has.
    fn first(&self) -> usize {
        self.order.count_of_side(FIRST_SIDE).min(self.slice())
    }

    /// How many pixels a slice has.
    fn slice(&self) -> usize {
        let steps = usize::try_from(self.options.steps).unwrap_or(usize::MAX).max(1);
        (SLICE / steps).clamp(LEAST, MOST)
    }

    /// The racer's place among the options of a slice, and the places of its pixels in the order.
    pub(super) fn pixels_of(&self, slice: usize) -> (usize, Range<usize>) {
        let (place, slice) = slice_alone(slice, self.maps.len());
        let (all, first) = (self.order.len(), self.first());
        let pixels = match slice.checked_sub(1) {
            None => 0..first,
            Some(later) => {
                let from = later.saturating_mul(self.slice()).saturating_add(first).min(all);
                from..(from + self.slice()).min(all)
            }
        };
        (place, pixels)
    }

    /// The racer's place among the options of a slice, and its pixels, each with the side of the square that it
    /// stands for until those in it are known. Coarse pixels come first.
    pub fn pixels(&self, slice: usize) -> (usize, impl Iterator<Item = (usize, usize)>) {
        let (place, pixels) = self.pixels_of(slice);
        (place, pixels.filter_map(|place| self.order.pixel(place)))
    }

    /// Takes the numbers of a slice, wherever they were computed. Numbers of another length are ignored, and
    /// it returns false.
    pub fn put(&mut self, slice: usize, numbers: &[u32]) -> bool {
        let (place, pixels) = self.pixels_of(slice);
        let (pairs, rest) = numbers.as_chunks::<2>();
        let Some(map) = self.maps.get_mut(place) else { return false };
        if pairs.len() != pixels.len() || !rest.is_empty() {
            return false;
        }
        if map.is_empty() {
            map.resize(self.order.len(), None);
        }
        for (place, [code, steps]) in pixels.zip(pairs) {
            if let Some((pixel, _)) = self.order.pixel(place) {
                let outcome = Outcome::of_code(u8::try_from(*code).unwrap_or(u8::MAX));
                map[pixel] = Some((outcome, *steps));
            }
        }
        true
    }

    /// Which part of the work is done, 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let all = self.order.len() * self.maps.len();
        let done = self.maps.iter().flatten().filter(|pixel| pixel.is_some()).count();
        if all > 0 { number(done) / number(all) } else { 1.0 }
    }

    /// What is known of each pixel at the racer of this place in the options, row by row from the lowest y.
    /// Empty before anything is.
    #[must_use]
    pub fn map(&self, place: usize) -> &[Option<(Outcome, u32)>] {
        self.maps.get(place).map_or(&[], Vec::as_slice)
    }

    /// What is to be shown at a pixel: what is known of it, or of the pixel that stands for it.
    #[must_use]
    pub fn shown(&self, place: usize, pixel: usize) -> Option<(Outcome, u32)> {
        let map = self.map(place);
        let is_known = |pixel: usize| map.get(pixel).is_some_and(Option::is_some);
        map.get(self.order.standing_for(pixel, is_known)?).copied().flatten()
    }

    /// The middle of a pixel, `[x, y]`: its start.
    #[must_use]
    pub fn start(&self, pixel: usize) -> [f64; 2] {
        let BasinOptions { view, columns, rows, .. } = self.options;
        start(view, [columns, rows], u64::try_from(pixel).unwrap_or(u64::MAX))
    }
}
