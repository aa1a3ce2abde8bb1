//! The values at which the bands of a map change, and the labels of their lines.

use downhill_math::{Bounds, Objective};

use crate::decimal::signed;
use crate::level_label::{few_digits, label_of};
use crate::minima::Found;
use crate::polish::Place;
use crate::round_steps::{Decade, RoundStep};
use crate::samples::{Samples, quantiles};

/// About how many levels are wanted, and the least and the greatest number.
const WANTED: i32 = 11;
const FEWEST: usize = 8;
const MOST: usize = 15;
/// If each level is three times the one before, more levels than this are too many.
const MOST_BY_THREE: usize = 14;
/// If the 98 % quantile of heights is at least this many times their median, levels are decades.
const SKEWED: f64 = 8.0;
/// The least width of a ring, in px of a picture that is 600 px wide.
const NARROWEST_RING: f64 = 8.0;
/// The directions in which a ring's width is measured, and the parts of a px.
const RAYS: [[f64; 2]; 8] = [
    [1.0, 0.0],
    [0.923_879_532_511_286_7, 0.382_683_432_365_089_8],
    [std::f64::consts::FRAC_1_SQRT_2, std::f64::consts::FRAC_1_SQRT_2],
    [0.382_683_432_365_089_8, 0.923_879_532_511_286_7],
    [0.0, 1.0],
    [-0.382_683_432_365_089_8, 0.923_879_532_511_286_7],
    [-std::f64::consts::FRAC_1_SQRT_2, std::f64::consts::FRAC_1_SQRT_2],
    [-0.923_879_532_511_286_7, 0.382_683_432_365_089_8],
];
const PARTS: u32 = 2;
/// The base of heights has at most this many characters; a longer one is rounded.
const LONGEST_BASE: usize = 9;

/// The levels of a map, at which its bands change.
///
/// A map has a band below the first level, one above the last, and one between neighbours. The rank of
/// a band decides its colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levels {
    /// The levels, ascending; none if f is constant.
    pub values: Vec<f64>,
    /// The lowest f in the view, f*, if it lies inside. None if f is lower still at the border, and for
    /// chosen levels.
    pub lowest: Option<f64>,
    /// Whether a run chose them.
    pub is_chosen: bool,
    /// The height of each level above f*, or above the first level if there is no f*. Heights are
    /// exact, while values, being sums, are rounded.
    heights: Vec<f64>,
    /// Whether f has too many digits, so that heights are the labels.
    by_height: bool,
}

impl Levels {
    /// The levels that a run chose.
    #[must_use]
    pub fn chosen(values: &[f64]) -> Self {
        let first = values.first().copied().unwrap_or_default();
        let heights = values.iter().map(|value| value - first).collect();
        Self { values: values.to_vec(), lowest: None, is_chosen: true, heights, by_height: false }
    }

    /// The label of the line at level `index`: f, or on a map where that has too many digits, `+` and
    /// the height above f* (above the first level if there is no f*). None if that has more than four
    /// digits, which chosen levels may have, and for the level from which heights are counted.
    #[must_use]
    pub fn label(&self, index: usize) -> Option<String> {
        let gap = self.gap(index);
        if !self.by_height {
            return few_digits(*self.values.get(index)?, gap).map(label_of);
        }
        let height = few_digits(*self.heights.get(index)?, gap)?;
        (height.0 != 0.0).then(|| format!("+{}", label_of(height)))
    }

    /// The number from which heights are counted, if labels are heights; a map should say it once. It
    /// is rounded to four digits if the error is less than a tenth of the gap between levels, or if it
    /// is long.
    #[must_use]
    pub fn base(&self) -> Option<String> {
        let base = self.lowest.or(self.values.first().copied()).filter(|_| self.by_height)?;
        // Four digits are exact to a thousandth.
        let most = 1e3 * base.abs();
        let whole = signed(base);
        let is_long = whole.chars().count() > LONGEST_BASE;
        let meant = if is_long { most } else { most.min(1e5 * self.gap(0)) };
        Some(few_digits(base, meant).map_or(whole, label_of))
    }

    /// The levels that should have a label, with a preference for round numbers: at least one in each
    /// of about `count` groups of neighbouring levels.
    #[must_use]
    pub fn labelled(&self, count: usize) -> Vec<usize> {
        let mut labels = Vec::new();
        for index in 0..self.values.len() {
            if let Some(label) = self.label(index) {
                labels.push((index, label.chars().count()));
            }
        }
        let (all, count) = (labels.len(), count.min(labels.len()));
        let mut chosen = Vec::new();
        for part in 0..count {
            let part = &labels[part * all / count..(part + 1) * all / count];
            let middle = part[part.len() / 2].0;
            let best = part.iter().min_by_key(|(index, digits)| (*digits, index.abs_diff(middle)));
            chosen.extend(best.map(|(index, _)| *index));
        }
        chosen
    }

    /// The distance to the nearest other level.
    fn gap(&self, index: usize) -> f64 {
        let value = self.values[index];
        let beside = [index.wrapping_sub(1), index + 1];
        let gaps = beside.iter().filter_map(|beside| self.values.get(*beside));
        gaps.map(|other| (other - value).abs()).fold(f64::INFINITY, f64::min).min(f64::MAX)
    }

    /// Levels at these heights above `base`, as far as f64 can distinguish them.
    fn above(base: f64, heights: &[f64], lowest: Option<f64>) -> Self {
        let mut levels = Self { lowest, ..Self::default() };
        for height in heights {
            levels.push(base + height, *height);
        }
        levels.by_height = (0..levels.values.len()).any(|index| levels.label(index).is_none());
        levels
    }

    fn push(&mut self, value: f64, height: f64) {
        if value.is_finite() && self.values.last().is_none_or(|last| *last < value) {
            self.values.push(value);
            self.heights.push(height);
        }
    }
}

/// The levels of an objective in a view: 8 to 15, or fewer if f has hardly any different values.
///
/// - f* is the lowest f, if it is inside the view.
/// - Without f*, they are the multiples of a round number (1, 2, 2.5 or 5 times a power of ten), chosen so
///   that there are about eleven between the 0.5 % and the 99.5 % quantiles of the samples.
/// - With f*, if the 98 % quantile of f − f* is at most 8 times its median, they are the multiples above
///   f*, and 0.1 and 0.3 of a step above f* if such a ring is at least 8 px wide in a picture of 600.
/// - Otherwise they are f* + 1, 3, 10, 30 and so on, from the first whose ring is 8 px wide; 1, 10, 100 if
///   those are more than 14, and 1, 2, 5, 10 if they are fewer than 8.
///
/// They depend only on the objective and the view, and not on the size of the picture.
#[must_use]
pub fn levels(objective: &Objective, view: Bounds) -> Levels {
    let samples = Samples::of(objective, view);
    automatic(&samples, &Found::of(&samples))
}

pub(crate) fn automatic(samples: &Samples<'_>, found: &Found) -> Levels {
    let mut values: Vec<f64> = samples.finite().collect();
    if values.is_empty() {
        return Levels::default();
    }
    let parts = [0.0, 0.005, 0.5, 0.98, 0.995, 1.0];
    let [least, mut low, median, upper, mut high, most] = quantiles(&mut values, parts);
    if high - low <= 1e-6 * (most - least) {
        // Nearly all values are equal.
        (low, high) = (least, most);
    }
    let noise = 64.0 * f64::EPSILON * least.abs().max(most.abs());
    if most - least <= noise {
        return Levels::default();
    }
    let Some(lowest) = found.lowest else {
        return by_steps(low, high, None);
    };
    let rings = Rings::around(samples, lowest);
    if upper - lowest.value > SKEWED * (median - lowest.value)
        && let Some(levels) = by_decades(&rings, lowest.value, most)
    {
        return levels;
    }
    by_steps(lowest.value, high, Some(&rings))
}

/// The multiples of a round number between `low` and `high`. If there are `rings`, `low` is f*: then
/// they are the multiples above f*, and two closer levels.
fn by_steps(low: f64, high: f64, rings: Option<&Rings>) -> Levels {
    let lowest = rings.map(|_| low);
    let Some(step) = RoundStep::of(low, high, WANTED, rings.is_some()) else {
        return Levels::default();
    };
    let multiples = step.multiples(low, high, rings.is_some());
    // If multiples have too many digits, heights above the lowest are round instead.
    let has_short = multiples.iter().all(|value| few_digits(*value, step.size()).is_some());
    let mut levels = Levels::default();
    match (lowest, has_short) {
        (Some(lowest), false) => {
            let heights = step.multiples(0.0, high - lowest, true);
            levels = Levels::above(lowest, &heights, Some(lowest));
        }
        (Some(lowest), true) => {
            for value in multiples {
                levels.push(value, value - lowest);
            }
        }
        (None, _) => {
            for (index, value) in multiples.into_iter().enumerate() {
                levels.push(value, step.times(index));
            }
            levels.by_height = !has_short;
        }
    }
    if let (Some(rings), Some(first)) = (rings, levels.values.first().copied()) {
        let inner: Vec<f64> = [step.tenths(1), step.tenths(3)]
            .into_iter()
            .filter(|height| *height <= 0.6 * (first - low) && rings.are_wide(*height))
            .collect();
        let room = MOST.saturating_sub(levels.values.len());
        let inner = inner.get(inner.len().saturating_sub(room)..).unwrap_or_default();
        let mut closer = Levels::above(low, inner, lowest);
        closer.values.append(&mut levels.values);
        closer.heights.append(&mut levels.heights);
        closer.by_height = levels.by_height;
        levels = closer;
    }
    levels.lowest = lowest;
    levels
}

/// f* + 1, 3, 10 and so on, up to the highest sample; none if f does not span that many decades.
fn by_decades(rings: &Rings, lowest: f64, most: f64) -> Option<Levels> {
    let heights = |mantissas: &[f64], stride: i32| {
        let mut heights = Vec::new();
        let mut decade = Decade::below(most - lowest);
        // Downwards, as long as the rings are wide enough.
        loop {
            for mantissa in mantissas.iter().rev() {
                let height = decade.times(*mantissa);
                if height > most - lowest {
                    continue;
                }
                if heights.len() > 99 || height <= 0.0 || !rings.are_wide(height) {
                    heights.reverse();
                    return heights;
                }
                heights.push(height);
            }
            decade = decade.lower(stride);
        }
    };
    let mut found = heights(&[1.0, 3.0], 1);
    if found.len() < FEWEST {
        found = heights(&[1.0, 2.0, 5.0], 1);
    }
    for stride in 1..=40 {
        if found.len() <= MOST_BY_THREE {
            break;
        }
        found = heights(&[1.0], stride);
    }
    (found.len() >= FEWEST).then(|| Levels::above(lowest, &found, Some(lowest)))
}

/// How far f rises around its lowest point.
struct Rings {
    /// For each direction and its opposite, the highest f − f* up to each half px.
    rises: Vec<[Vec<f64>; 2]>,
}

impl Rings {
    fn around(samples: &Samples<'_>, lowest: Place) -> Self {
        let parts = crate::cast::whole(NARROWEST_RING) * PARTS;
        let rises = |[x, y]: [f64; 2]| {
            let mut highest = 0.0_f64;
            let rise = |part: u32| {
                let distance = f64::from(part) / f64::from(PARTS) / samples.px;
                let at = [lowest.at[0] + distance * x, lowest.at[1] + distance * y];
                let rise = samples.value(at) - lowest.value;
                // Undefined values bound a ring.
                highest = highest.max(if rise.is_nan() { f64::INFINITY } else { rise });
                highest
            };
            (1..=parts).map(rise).collect()
        };
        Self { rises: RAYS.iter().map(|[x, y]| [rises([*x, *y]), rises([-x, -y])]).collect() }
    }

    /// Whether the region around the lowest point in which f is at most `height` above it is 8 px wide.
    fn are_wide(&self, height: f64) -> bool {
        self.rises.iter().all(|sides| {
            let parts = |side: &Vec<f64>| side.iter().filter(|rise| **rise <= height).count();
            let parts = u32::try_from(parts(&sides[0]) + parts(&sides[1])).unwrap_or(u32::MAX);
            f64::from(parts) >= NARROWEST_RING * f64::from(PARTS)
        })
    }
}
