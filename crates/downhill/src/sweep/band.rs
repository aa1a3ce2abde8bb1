//! Which values of a hyper-parameter are good, by a stated rule.

use downhill_math::Real;

use super::cell::Cell;

/// Neighbouring values of a hyper-parameter, by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The first of them.
    pub first: usize,
    /// The last of them.
    pub last: usize,
}

impl Band {
    /// How wide it is, in powers of ten, where each value stands for the way to its neighbour: so many times
    /// the distance of two values as there are in the band.
    #[must_use]
    pub fn decades(self, values: &[f64]) -> f64 {
        let count = u32::try_from(self.last - self.first + 1).unwrap_or(u32::MAX);
        let (Some(low), Some(high)) = (values.first(), values.last()) else { return 0.0 };
        let between = u32::try_from(values.len().max(2) - 1).unwrap_or(u32::MAX);
        (Real::log10(*high) - Real::log10(*low)) / f64::from(between) * f64::from(count)
    }
}

/// The best value of a hyper-parameter, and why it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// Its index among the values.
    pub index: usize,
    /// The values that are nearly as good as the best single one, of which it is the middle.
    pub band: Band,
    /// Whether it is the one that arrives soonest; if none arrives, it is the one that comes lowest.
    pub arrives: bool,
}

/// The widest band of values at which the median race arrives.
#[must_use]
pub fn usable_band(cells: &[Cell]) -> Option<Band> {
    widest(cells, |cell| cell.steps.median < f64::INFINITY)
}

/// The best value: **the middle of the widest band of neighbouring values whose median race arrives within
/// twice the steps of the fastest one, and from which no start stops.** If no median race arrives, it is
/// the middle of the widest band that comes within a twentieth of the greatest descent from `first`, which
/// is f at the start. None if there is no such value.
///
/// The fastest single value is often a lucky one, at which a racer jumps into the minimum from just this
/// start; its neighbours are slow or diverge. A band that is wide is found again from other starts. Of
/// bands that are equally wide, it is the one of lower values.
#[must_use]
pub fn best(cells: &[Cell], first: f64) -> Option<Best> {
    let least = |number: fn(&Cell) -> f64| {
        let safe = cells.iter().filter(|cell| cell.stopped == 0.0).map(number);
        safe.fold(f64::INFINITY, f64::min)
    };
    let (soonest, lowest) = (least(|cell| cell.steps.median), least(|cell| cell.losses.median));
    let arrives = soonest < f64::INFINITY;
    let band = if arrives {
        let limit = 2.0 * soonest.max(1.0);
        widest(cells, |cell| cell.stopped == 0.0 && cell.steps.median <= limit)
    } else if lowest < first {
        let limit = lowest + (first - lowest) / 20.0;
        widest(cells, |cell| cell.stopped == 0.0 && cell.losses.median <= limit)
    } else {
        return None;
    };
    band.map(|band| Best { index: usize::midpoint(band.first, band.last), band, arrives })
}

/// The widest band of cells that are good, the first of equally wide ones.
fn widest(cells: &[Cell], is_good: impl Fn(&Cell) -> bool) -> Option<Band> {
    let (mut widest, mut first) = (None::<Band>, None);
    for (index, cell) in cells.iter().enumerate() {
        if !is_good(cell) {
            first = None;
            continue;
        }
        let band = Band { first: *first.get_or_insert(index), last: index };
        if widest.is_none_or(|widest| band.last - band.first > widest.last - widest.first) {
            widest = Some(band);
        }
    }
    widest
}
