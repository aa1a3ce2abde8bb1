//! Samples of an objective on a regular grid of a view, from which minima and levels are found.

use downhill_math::{Bounds, Objective};

/// The number of samples along x and along y: one every 3 px in a picture of 600 × 450 px.
const SIZE: [u32; 2] = [200, 150];
/// The width of a cell in px, in a picture that is 600 px wide.
const PX: f64 = 600.0 / 199.0;
/// If an evaluation takes more operations than this, samples are farther apart.
const USUAL_COST: f64 = 64.0;

/// Samples of an objective, row by row from the lowest y. Places are measured in cells from the lowest
/// x and y, so that a unit has the same length along both axes of the picture.
pub(crate) struct Samples<'a> {
    pub(crate) objective: &'a Objective,
    pub(crate) bounds: Bounds,
    pub(crate) values: Vec<f64>,
    /// The number of samples along x.
    pub(crate) width: usize,
    /// The last column and row.
    pub(crate) far: [f64; 2],
    /// The width of a cell in px, in a picture that is 600 px wide.
    pub(crate) px: f64,
}

impl<'a> Samples<'a> {
    pub(crate) fn of(objective: &'a Objective, bounds: Bounds) -> Self {
        // The cost of a library function does not count, because it depends on whether it is compiled.
        let cost = if objective.entry().is_some() { 1 } else { objective.cost() };
        let cost = u32::try_from(cost).map_or(f64::MAX, f64::from);
        let coarseness = (cost / USUAL_COST).max(1.0).sqrt();
        let [columns, rows] =
            SIZE.map(|size| crate::cast::whole((f64::from(size) / coarseness).max(20.0)));
        let values = objective.sample(bounds, columns, rows);
        Self {
            objective,
            bounds,
            values,
            width: usize::try_from(columns).unwrap_or(1),
            far: [f64::from(columns) - 1.0, f64::from(rows) - 1.0],
            px: PX * 199.0 / (f64::from(columns) - 1.0),
        }
    }

    /// The objective's `[x, y]` at a place.
    pub(crate) fn point(&self, place: [f64; 2]) -> [f64; 2] {
        let along = |[low, high]: [f64; 2], part: f64| low * (1.0 - part) + high * part;
        let Bounds { x, y } = self.bounds;
        [along(x, place[0] / self.far[0]), along(y, place[1] / self.far[1])]
    }

    /// The place of the objective's `[x, y]`.
    pub(crate) fn place(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let along = |at: f64, [low, high]: [f64; 2]| (at - low) / (high - low);
        [along(x, self.bounds.x) * self.far[0], along(y, self.bounds.y) * self.far[1]]
    }

    /// Whether a place is inside the view, and not on its border.
    pub(crate) fn is_inside(&self, place: [f64; 2]) -> bool {
        (0..2).all(|axis| 0.0 < place[axis] && place[axis] < self.far[axis])
    }

    /// f at a place.
    pub(crate) fn value(&self, place: [f64; 2]) -> f64 {
        self.objective.value(self.point(place))
    }

    /// f at a place, and its derivatives along the cells.
    pub(crate) fn evaluate(&self, place: [f64; 2]) -> (f64, [f64; 2]) {
        let found = self.objective.evaluate(self.point(place));
        let per_cell = |axis: usize, [low, high]: [f64; 2]| (high - low) / self.far[axis];
        let [x, y] = found.gradient;
        (found.value, [x * per_cell(0, self.bounds.x), y * per_cell(1, self.bounds.y)])
    }

    /// The lowest finite sample.
    pub(crate) fn lowest(&self) -> Option<f64> {
        self.finite().min_by(f64::total_cmp)
    }

    /// The finite samples.
    pub(crate) fn finite(&self) -> impl Iterator<Item = f64> {
        self.values.iter().copied().filter(|value| value.is_finite())
    }

    /// The column and row of a sample.
    pub(crate) fn place_of(&self, index: usize) -> [f64; 2] {
        let number = |count: usize| u32::try_from(count).map_or(0.0, f64::from);
        [number(index % self.width), number(index / self.width)]
    }
}

/// The values below which these (ascending) parts of the values lie; NaN if there are no values.
pub(crate) fn quantiles<const N: usize>(values: &mut [f64], parts: [f64; N]) -> [f64; N] {
    // The values before the last quantile are not greater than it.
    let mut before = 0;
    parts.map(|part| quantile(values, part, &mut before))
}

#[inline(never)]
fn quantile(values: &mut [f64], part: f64, before: &mut usize) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return f64::NAN };
    let last = u32::try_from(last).unwrap_or(u32::MAX);
    let index = usize::try_from(crate::cast::whole((part * f64::from(last)).round()));
    let index = index.unwrap_or_default().max(*before);
    let from = std::mem::replace(before, index);
    *values[from..].select_nth_unstable_by(index - from, f64::total_cmp).1
}
