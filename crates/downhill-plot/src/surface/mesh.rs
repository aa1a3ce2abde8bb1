//! The samples of an objective that its surface is made of.

use downhill::{Bounds, Objective, RunConfig, Survey};

use super::camera::Place;
use super::height::Heights;
use super::tint::{Tint, Tints};
use crate::contour::Contours;
use crate::field::most_calls;
use crate::grid::{Grid, number};
use crate::holes::mend;
use crate::palette::Palette;
use crate::shape::Point;
use crate::undefined::{Searched, undefined};

/// Heights are cut off this far outside of the box, which is far enough for what is drawn of them.
const FAR: f64 = 3.0;

/// The objective is sampled so many times as closely as the mesh. A node's height is the mean around it, with
/// these weights: a valley that is narrower than a cell would else look like a saw, since some nodes meet its
/// ground and others do not.
const FINER: usize = 3;
/// The cells along each side of a block of which the greatest height is known.
const BLOCK: usize = 6;
const WEIGHTS: [(isize, f64); 5] =
    [(-2, 1.0 / 9.0), (-1, 2.0 / 9.0), (0, 3.0 / 9.0), (1, 2.0 / 9.0), (2, 1.0 / 9.0)];

/// A surface over the unit square: heights at the nodes of a grid, a colour for each cell, and no cell
/// where f is not defined.
#[derive(Clone, Debug)]
pub(crate) struct Mesh {
    /// The number of cells along each side.
    pub(crate) cells: usize,
    /// The height at each node, row by row from the lowest y; NaN where f is not finite.
    heights: Vec<f64>,
    /// The greatest height in each block of cells.
    tops: Vec<f64>,
    /// The colours of each cell; none where the surface has a hole.
    tints: Vec<Option<Tint>>,
    /// The lines at the levels and at the border, in parts of the square.
    pub(crate) isolines: Vec<Vec<Point>>,
}

impl Mesh {
    /// The surface of a run's objective in the run's view, of so many cells along each side, from its
    /// [`samples`].
    pub(crate) fn new(
        config: &RunConfig,
        survey: &Survey,
        axis: &Heights,
        cells: usize,
        samples: &[f64],
        palette: Palette,
    ) -> Self {
        let (objective, bounds) = (&config.objective, config.view);
        let function =
            Searched { value: &|place| objective.value(place), most_calls: most_calls(objective) };
        let fine = FINER * cells + 1;
        let mut values = Vec::with_capacity((cells + 1) * (cells + 1));
        for row in 0..=cells {
            values.extend((0..=cells).map(|column| samples[FINER * (row * fine + column)]));
        }
        let mut grid = Grid::new(&values, cells + 1, cells + 1);
        mend(&mut grid, bounds, &function);
        let mask = undefined(&grid, bounds, &function);
        let all: Vec<f64> = samples.iter().map(|value| axis.of_value(*value)).collect();
        let smooth = Smoothed { heights: &all, side: fine };
        let mut heights = Vec::with_capacity(values.len());
        for row in 0..=cells {
            for column in 0..=cells {
                let own = axis.of_value(grid.value((row + 1) * grid.width + column + 1));
                let height = smooth.at(FINER * column, FINER * row).unwrap_or(own);
                heights.push(height.clamp(-FAR, 1.0 + FAR));
            }
        }
        let tints = Tints::new(survey, axis, palette);
        let tops = tops(&heights, cells);
        let mut mesh = Self { cells, heights, tops, tints: Vec::new(), isolines: Vec::new() };
        for row in 0..cells {
            for column in 0..cells {
                let is_hole = mask.get((row + 1) * grid.width + column + 1) != Some(&false);
                mesh.tints.push(if is_hole {
                    None
                } else {
                    tint(objective, bounds, cells, [column, row], &tints)
                });
            }
        }
        mesh.isolines = isolines(&grid, &mask, &survey.levels.values, cells);
        mesh
    }

    /// A surface of any heights whose cells have colours that tell their numbers, for tests.
    #[cfg(test)]
    pub(crate) fn of(cells: usize, height: &dyn Fn(Point) -> f64) -> Self {
        let part = |index: usize| number(index) / number(cells);
        let mut heights = Vec::new();
        for row in 0..=cells {
            heights.extend((0..=cells).map(|column| height([part(column), part(row)])));
        }
        let tops = tops(&heights, cells);
        let mut mesh = Self { cells, heights, tops, tints: Vec::new(), isolines: Vec::new() };
        for row in 0..cells {
            for column in 0..cells {
                let is_whole = mesh.corners(column, row).iter().all(|corner| corner[2].is_finite());
                mesh.tints.push(is_whole.then(|| Tint::numbered(row * cells + column)));
            }
        }
        mesh
    }

    /// Gives all cells one colour, for tests.
    #[cfg(test)]
    pub(crate) fn paint_all(&mut self) {
        self.tints.fill(Some(Tint::numbered(0)));
    }

    /// The colours of a cell; none where it is a hole.
    pub(crate) fn tint(&self, column: usize, row: usize) -> Option<Tint> {
        self.tints.get(row * self.cells + column).copied().flatten()
    }

    /// The greatest height around a place of the square.
    pub(crate) fn top(&self, on: Point) -> f64 {
        let [column, row] = on.map(|part| split(part, self.cells).0 / BLOCK);
        self.tops.get(row * blocks(self.cells) + column).copied().unwrap_or(f64::INFINITY)
    }

    /// How many steps it takes from a place of the square until one is beyond what [`top`](Self::top) tells of.
    pub(crate) fn beyond(&self, on: Point, step: [f64; 2]) -> f64 {
        let side = number(BLOCK) / number(self.cells);
        let steps = [0, 1].map(|axis| {
            let block = number(split(on[axis], self.cells).0 / BLOCK);
            let edge = if step[axis] > 0.0 { (block + 1.0) * side } else { block * side };
            if step[axis] == 0.0 { f64::INFINITY } else { (edge - on[axis]) / step[axis] }
        });
        steps[0].min(steps[1])
    }

    /// A node of the surface.
    pub(crate) fn node(&self, column: usize, row: usize) -> Place {
        let part = |index: usize| number(index) / number(self.cells);
        let height = self.heights.get(row * (self.cells + 1) + column);
        [part(column), part(row), height.copied().unwrap_or(f64::NAN)]
    }

    /// The corners of a cell, around it.
    pub(crate) fn corners(&self, column: usize, row: usize) -> [Place; 4] {
        [
            self.node(column, row),
            self.node(column + 1, row),
            self.node(column + 1, row + 1),
            self.node(column, row + 1),
        ]
    }

    /// The surface above a place of the square; NaN in a hole and outside of the square.
    pub(crate) fn height(&self, [u, v]: Point) -> f64 {
        if !((0.0..=1.0).contains(&u) && (0.0..=1.0).contains(&v)) {
            return f64::NAN;
        }
        let (column, across) = split(u, self.cells);
        let (row, along) = split(v, self.cells);
        if self.tint(column, row).is_none() {
            return f64::NAN;
        }
        let first = row * (self.cells + 1) + column;
        let at = |node: usize| self.heights.get(node).copied().unwrap_or(f64::NAN);
        let [low, high] = [first, first + self.cells + 1]
            .map(|node| at(node) * (1.0 - across) + at(node + 1) * across);
        low * (1.0 - along) + high * along
    }
}

/// The number of blocks along each side.
const fn blocks(cells: usize) -> usize {
    cells.div_ceil(BLOCK)
}

/// The greatest height in each block of cells.
fn tops(heights: &[f64], cells: usize) -> Vec<f64> {
    let mut tops = vec![f64::NEG_INFINITY; blocks(cells) * blocks(cells)];
    for row in 0..=cells {
        for column in 0..=cells {
            let height = heights.get(row * (cells + 1) + column).copied().unwrap_or(f64::NAN);
            // A node at the border of blocks belongs to those on both sides.
            for [column, row] in [[0, 0], [1, 0], [0, 1], [1, 1]]
                .map(|[left, below]| [column - left.min(column), row - below.min(row)])
            {
                let block =
                    (row.min(cells - 1) / BLOCK) * blocks(cells) + column.min(cells - 1) / BLOCK;
                if let Some(top) = tops.get_mut(block) {
                    *top = top.max(height);
                }
            }
        }
    }
    tops
}

/// Samples of an objective for a mesh of so many cells along each side.
pub(crate) fn samples(objective: &Objective, bounds: Bounds, cells: usize) -> Vec<f64> {
    let nodes = u32::try_from(FINER * cells + 1).unwrap_or(u32::MAX);
    objective.sample(bounds, nodes, nodes)
}

/// Heights on a grid that is finer than the mesh.
struct Smoothed<'a> {
    heights: &'a [f64],
    /// The number of samples in a row.
    side: usize,
}

impl Smoothed<'_> {
    /// The mean height around a sample; none where a height is missing. Beyond the border the surface goes on as
    /// if it were turned around the border.
    fn at(&self, column: usize, row: usize) -> Option<f64> {
        let mut sum = 0.0;
        for (up, weight) in WEIGHTS {
            let row_mean = |row: usize| {
                let along =
                    |across: isize| self.beyond(column, across, |column| self.get(column, row));
                WEIGHTS.iter().map(|(across, weight)| weight * along(*across)).sum::<f64>()
            };
            sum += weight * self.beyond(row, up, row_mean);
        }
        sum.is_finite().then_some(sum)
    }

    /// What a row of numbers has so many places on from an index, or would have if it went on beyond its end.
    fn beyond(&self, index: usize, by: isize, number: impl Fn(usize) -> f64) -> f64 {
        let inside = |by| index.checked_add_signed(by).filter(|index| *index < self.side);
        match (inside(by), inside(-by)) {
            (Some(place), _) => number(place),
            (None, Some(mirrored)) => 2.0 * number(index) - number(mirrored),
            (None, None) => number(index),
        }
    }

    fn get(&self, column: usize, row: usize) -> f64 {
        self.heights.get(row * self.side + column).copied().unwrap_or(f64::NAN)
    }
}

/// The cell of a part of the side, and the part of the cell.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part from 0 to 1 of a small number"
)]
fn split(part: f64, cells: usize) -> (usize, f64) {
    let at = part * number(cells);
    let cell = (at as usize).min(cells - 1);
    (cell, at - number(cell))
}

/// The colours of a cell by f and ∇f in its middle; none where they are not numbers.
fn tint(
    objective: &Objective,
    bounds: Bounds,
    cells: usize,
    cell: [usize; 2],
    tints: &Tints<'_>,
) -> Option<Tint> {
    let part = |index: usize| (number(index) + 0.5) / number(cells);
    let between = |[low, high]: [f64; 2], part: f64| low * (1.0 - part) + high * part;
    let place = [between(bounds.x, part(cell[0])), between(bounds.y, part(cell[1]))];
    let found = objective.evaluate(place);
    let sides = [bounds.x, bounds.y].map(|[low, high]| high - low);
    let gradient = [0, 1].map(|axis| found.gradient[axis] * sides[axis]);
    tints.of(found.value, gradient)
}

/// The isolines and the border of a surface, in parts of the square.
fn isolines(grid: &Grid, mask: &[bool], levels: &[f64], cells: usize) -> Vec<Vec<Point>> {
    let mut contours = Contours::new(grid, levels);
    let mut lines = Vec::new();
    for index in 0..levels.len() {
        for mut line in contours.at(index, mask).lines {
            for point in &mut line {
                *point = point.map(|part| part / number(cells));
            }
            lines.push(line);
        }
    }
    // The border of the surface, side by side.
    let along = |index: usize| number(index) / number(cells);
    for edge in [0.0, 1.0] {
        lines.push((0..=cells).map(|index| [along(index), edge]).collect());
        lines.push((0..=cells).map(|index| [edge, along(index)]).collect());
    }
    lines
}
