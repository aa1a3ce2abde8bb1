//! The minima of an objective in a view: those of the library, and those found from samples.

use downhill_math::{Bounds, Objective};

use crate::polish::{Bottom, Place, Polish};
use crate::samples::Samples;

/// The greatest number of minima that are returned.
const MOST: usize = 12;
/// How many of the lowest samples are polished.
const MOST_TRIED: usize = 24;
/// Values that differ by less than this part of the median's height above the lowest are equal.
const EQUAL: f64 = 1e-9;

/// A minimum of an objective.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Minimum {
    /// Where it is, `[x, y]`.
    pub at: [f64; 2],
    /// f there.
    pub value: f64,
    /// Whether no value is lower: on the usual domain of an objective of the library, or in the view of
    /// a typed formula.
    pub is_global: bool,
    /// Whether it was found numerically, and not named by the library.
    pub is_found: bool,
}

/// The minima inside a view, from the lowest, at most a dozen. They are isolated points: a valley or
/// plain whose points are all equally low has none.
///
/// The library's minima are returned as they are. Others are found from samples of the view: the lowest
/// samples are polished by Newton steps on the exact gradient, or by a pattern search at a kink, where
/// no gradient is zero. A minimum that is narrower than the distance of samples can be missed. Of
/// several equally low minima all are returned or none, unless they are the lowest.
#[must_use]
pub fn minima(objective: &Objective, view: Bounds) -> Vec<Minimum> {
    Found::of(&Samples::of(objective, view)).minima
}

/// The lowest points of a view.
pub(crate) struct Found {
    pub(crate) minima: Vec<Minimum>,
    /// The lowest point and f there, if it is inside the view.
    pub(crate) lowest: Option<Place>,
}

impl Found {
    pub(crate) fn of(samples: &Samples<'_>) -> Self {
        let known = known(samples);
        let Some(lowest_sample) = samples.lowest() else {
            return Self { minima: Vec::new(), lowest: None };
        };
        // A part of the samples is enough for a tolerance.
        let mut finite: Vec<f64> = samples.finite().step_by(7).collect();
        let [median] = crate::samples::quantiles(&mut finite, [0.5]);
        let noise = EQUAL * (median - lowest_sample).abs();
        let polish = Polish::new(samples);
        let mut places: Vec<Place> = known.iter().map(|minimum| placed(samples, minimum)).collect();
        let mut minima = known;
        let mut lowest = places.iter().copied().min_by(|lhs, rhs| lhs.value.total_cmp(&rhs.value));
        for start in valleys(samples) {
            if minima.len() > 2 * MOST {
                break;
            }
            let Some(place) = polish.polished(start, &places) else { continue };
            if !samples.is_inside(place.at) || places.iter().any(|other| other.is_near(place)) {
                continue;
            }
            let bottom = polish.bottom(place);
            if bottom == Bottom::None {
                continue;
            }
            places.push(place);
            if lowest.is_none_or(|lowest| place.value < lowest.value) {
                lowest = Some(place);
            }
            if bottom == Bottom::Point {
                let at = samples.point(place.at);
                minima.push(Minimum { at, value: place.value, is_global: false, is_found: true });
            }
        }
        // There is no lowest point if f is lower still at the border.
        let lowest = lowest.filter(|place| place.value <= lowest_sample + noise);
        mark(&mut minima, samples, lowest, noise);
        sort(&mut minima, samples, noise);
        Self { minima, lowest }
    }
}

/// The library's own minima inside the view.
fn known(samples: &Samples<'_>) -> Vec<Minimum> {
    let Some(entry) = samples.objective.entry() else { return Vec::new() };
    let minima = entry.minima.iter().map(|at| Minimum {
        at: *at,
        value: samples.objective.evaluate(*at).value,
        is_global: true,
        is_found: false,
    });
    minima.filter(|minimum| samples.is_inside(samples.place(minimum.at))).collect()
}

fn placed(samples: &Samples<'_>, minimum: &Minimum) -> Place {
    Place { at: samples.place(minimum.at), value: minimum.value }
}

/// Marks those of the found minima that are global.
fn mark(minima: &mut [Minimum], samples: &Samples<'_>, lowest: Option<Place>, noise: f64) {
    let known = samples.objective.entry().and_then(|entry| entry.minima.first());
    let global = match known {
        Some(at) => Some(samples.objective.evaluate(*at).value),
        None => lowest.map(|place| place.value),
    };
    for minimum in minima.iter_mut().filter(|minimum| minimum.is_found) {
        minimum.is_global = global.is_some_and(|global| (minimum.value - global).abs() <= noise);
    }
}

/// Sorts minima by value, equal ones by distance from the middle, and drops those beyond the limit.
fn sort(minima: &mut Vec<Minimum>, samples: &Samples<'_>, noise: f64) {
    let from_middle = |minimum: &Minimum| {
        let [across, up] = samples.place(minimum.at);
        let [right, top] = samples.far;
        let (across, up) = (across - right / 2.0, up - top / 2.0);
        across * across + up * up
    };
    arrange(minima, &|minimum| minimum.value);
    // Values that differ from the first of a group only by rounding are as low as it.
    let mut begin = 0;
    while begin < minima.len() {
        let first = minima[begin].value;
        let equal = minima[begin..].iter().take_while(|minimum| minimum.value <= first + noise);
        let end = begin + equal.count().max(1);
        arrange(&mut minima[begin..end], &from_middle);
        if end > MOST {
            minima.truncate(if begin == 0 { MOST } else { begin });
            return;
        }
        begin = end;
    }
}

/// The starts of the search: samples, or connected samples of the same value, around which none is
/// lower. The lowest come first.
fn valleys(samples: &Samples<'_>) -> Vec<[f64; 2]> {
    let (values, width) = (&samples.values, samples.width);
    let mut seen = vec![false; values.len()];
    let mut valleys: Vec<(f64, usize)> = Vec::new();
    let mut level = Vec::new();
    for first in 0..values.len() {
        let value = values[first];
        // Most samples have a lower neighbour in their row.
        let column = first % width;
        let is_lower = |index: usize| values.get(index).is_some_and(|other| *other < value);
        if (column > 0 && is_lower(first - 1)) || (column + 1 < width && is_lower(first + 1)) {
            continue;
        }
        if seen[first] || !value.is_finite() || Around::of(values, width, first).has_lower(value) {
            continue;
        }
        // Equally low samples that are connected, and if possible one away from the border.
        level.push(first);
        seen[first] = true;
        let (mut is_valley, mut inner, mut differs) = (true, None, false);
        while let Some(index) = level.pop() {
            let around = Around::of(values, width, index);
            is_valley &= !around.has_lower(value);
            if around.is_inner {
                inner = inner.or(Some(index));
            }
            for beside in around.indices() {
                differs |= values[beside] > value;
                if !seen[beside] && values[beside] == value {
                    seen[beside] = true;
                    level.push(beside);
                }
            }
        }
        if is_valley && differs {
            valleys.push((value, inner.unwrap_or(first)));
        }
    }
    let depths: Vec<f64> = valleys.iter().map(|(value, _)| *value).collect();
    let order = ascending(&depths, MOST_TRIED);
    order.iter().map(|index| samples.place_of(valleys[*index].1)).collect()
}

/// Puts minima in ascending order of a number.
fn arrange(minima: &mut [Minimum], key: &dyn Fn(&Minimum) -> f64) {
    let keys: Vec<f64> = minima.iter().map(key).collect();
    let before = minima.to_vec();
    for (minimum, index) in minima.iter_mut().zip(ascending(&keys, keys.len())) {
        *minimum = before[index];
    }
}

/// The indices of the `most` lowest numbers in ascending order; equal numbers keep their order.
fn ascending(numbers: &[f64], most: usize) -> Vec<usize> {
    // There are few, and std's sort would add 4 kB to a post's module.
    let mut order: Vec<usize> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let place = order.partition_point(|other| numbers[*other].total_cmp(number).is_le());
        order.insert(place, index);
        order.truncate(most);
    }
    order
}

/// The samples around one sample.
struct Around<'a> {
    values: &'a [f64],
    /// The first of the samples in the columns and rows around it.
    corner: usize,
    columns: usize,
    rows: usize,
    width: usize,
    is_inner: bool,
}

impl<'a> Around<'a> {
    fn of(values: &'a [f64], width: usize, index: usize) -> Self {
        let height = values.len() / width.max(1);
        let (column, row) = (index % width, index / width);
        let (left, low) = (usize::from(column > 0), usize::from(row > 0));
        let (right, top) = (usize::from(column + 1 < width), usize::from(row + 1 < height));
        Self {
            values,
            corner: index - left - low * width,
            columns: 1 + left + right,
            rows: 1 + low + top,
            width,
            is_inner: left + low + right + top == 4,
        }
    }

    fn indices(&self) -> impl Iterator<Item = usize> {
        let (corner, columns, width) = (self.corner, self.columns, self.width);
        (0..columns * self.rows).map(move |cell| corner + cell % columns + cell / columns * width)
    }

    fn has_lower(&self, value: f64) -> bool {
        self.indices().any(|index| self.values[index] < value)
    }
}
