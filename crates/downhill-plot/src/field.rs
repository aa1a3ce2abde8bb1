use downhill::{Objective, RunConfig};

use crate::color::{Rgb, ylgnbu};
use crate::contour::{Contour, contour, reached};
use crate::grid::{Grid, number};
use crate::hatch::hatch;
use crate::holes::{Hatching, mend};
use crate::remark::{Remark, remark};
use crate::shape::{Point, Shape, Stroke};
use crate::undefined::{Searched, undefined};
use crate::view::View;

/// The samples of the objective are at most this far apart, in CSS px.
const SPACING: f64 = 3.0;
/// And there are at most so many in a row or column.
const MOST_SAMPLES: f64 = 400.0;
/// The samples are farther apart where an evaluation has more operations than this.
const USUAL_COST: f64 = 64.0;
/// So many operations the search for poles may take, a few hundredths of a second's work: a function
/// that oscillates faster than it is sampled looks everywhere as if it had poles.
const MOST_OPERATIONS: usize = 2_000_000;
/// Matplotlib's 1.5 pt.
const ISOLINE_WIDTH: f64 = 1.5;

/// The picture of an objective without racers.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Bands, each painted over those below it; isolines; hatching over what is not defined.
    pub shapes: Vec<Shape>,
    /// What the hatching stands for, where there is any.
    pub hatching: Option<Hatching>,
    /// Why there is little to see, if so.
    pub remark: Option<Remark>,
}

/// The colour of each band between two neighbouring levels, by its number: the levels may be any
/// distance apart.
#[must_use]
pub fn band_colors(levels: &[f64]) -> Vec<Rgb> {
    let bands = levels.len().saturating_sub(1);
    (0..bands).map(|band| shade(number(band) + 0.5, levels)).collect()
}

/// The colours of what lies below the lowest level and of what lies above the highest: the ends of
/// the map, so that two levels are enough to tell below, between and above apart.
#[must_use]
pub fn end_colors(levels: &[f64]) -> [Rgb; 2] {
    [shade(0.0, levels), shade(number(levels.len().max(2) - 1), levels)]
}

/// The colour of the level `index`, or between two of them: their numbers span the map.
pub(crate) fn shade(index: f64, levels: &[f64]) -> Rgb {
    ylgnbu(index / number(levels.len().max(2) - 1))
}

/// The field of a run in a view. Where the objective is not defined there is hatching and no isoline:
/// in cells of the samples' grid with a corner that is not finite, or with a pole. A hole of measure
/// zero is no region and is not hatched.
#[must_use]
pub fn field(config: &RunConfig, view: &View) -> Field {
    let (columns, rows) = grid_size(&config.objective, view.width, view.height);
    let values = config.objective.sample(view.bounds, columns, rows);
    let mut grid = Grid::new(&values, size(columns), size(rows));
    let function = Searched {
        value: &|place| config.objective.evaluate(place).value,
        most_calls: most_calls(&config.objective),
    };
    let mut field = draw(&mut grid, &config.levels, view, &function);
    field.remark = remark(&config.objective, &grid, view.bounds, field.hatching);
    field
}

/// How many samples a picture of that size has along x and y.
fn grid_size(objective: &Objective, width: f64, height: f64) -> (u32, u32) {
    let coarseness = (number(objective.cost()) / USUAL_COST).max(1.0).sqrt();
    let most = MOST_SAMPLES / coarseness;
    (samples(width / coarseness, most), samples(height / coarseness, most))
}

/// How often the objective is asked in the search for poles.
fn most_calls(objective: &Objective) -> usize {
    MOST_OPERATIONS / objective.cost().max(1)
}

/// The field of any function, which `grid` holds samples of that span the view.
fn draw(grid: &mut Grid, levels: &[f64], view: &View, function: &Searched<'_>) -> Field {
    let hatching = mend(grid, view.bounds, function);
    let grid = &*grid;
    let mask = undefined(grid, view.bounds, function);
    let [right, top] = grid.far();
    let (right, down) = (view.width / right, view.height / top);
    let to_px = |[column, row]: Point| [column * right, view.height - row * down];
    let place = |paths: &mut [Vec<Point>]| {
        for path in paths {
            for point in path {
                *point = to_px(*point);
            }
        }
    };
    let frame = vec![[0.0, 0.0], [view.width, 0.0], [view.width, view.height], [0.0, view.height]];
    let [below, above] = end_colors(levels);
    let has_below = has_below(grid, levels);
    let lowest = if has_below { below } else { shade(0.5, levels) };
    let mut shapes = vec![Shape::Area { rings: vec![frame], color: lowest, opacity: 1.0 }];
    let mut lines = Vec::new();
    let mut links = Vec::new();
    for index in 0..levels.len() {
        let Contour { mut rings, lines: mut found } =
            contour(grid, &mask, levels, index, &mut links);
        place(&mut rings);
        place(&mut found);
        let level = number(index);
        let is_last = index + 1 == levels.len();
        if (index > 0 || has_below) && !rings.is_empty() {
            let color = if is_last { above } else { shade(level + 0.5, levels) };
            shapes.push(Shape::Area { rings, color, opacity: 1.0 });
        }
        let color = shade(level, levels);
        for points in found {
            lines.push(Shape::Line { points, stroke: Stroke::solid(color, ISOLINE_WIDTH) });
        }
    }
    shapes.append(&mut lines);
    let mut hatched = hatch(&mask, grid.width, &|node| to_px(grid.place(node)));
    // A pole between the samples is hatched, too.
    let hatching = if hatched.is_empty() { None } else { hatching.or(Some(Hatching::Undefined)) };
    shapes.append(&mut hatched);
    Field { shapes, hatching, remark: None }
}

/// Whether there are values below the lowest level.
fn has_below(grid: &Grid, levels: &[f64]) -> bool {
    let lowest = if levels.is_empty() { f64::NEG_INFINITY } else { reached(levels, 0) };
    grid.values.iter().any(|value| value.is_finite() && *value < lowest)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is clamped to 2..=400 first"
)]
fn samples(length: f64, most: f64) -> u32 {
    ((length / SPACING).ceil() + 1.0).min(most).max(2.0) as u32
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "any function can be drawn")]
mod tests;
