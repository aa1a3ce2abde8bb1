use downhill::Bounds;

use crate::shape::Point;

/// Samples of a function on a regular grid, row by row, surrounded by nodes that are NaN. The numbers
/// of nodes include these. Cell n is the one whose corner with the lowest column and row is node n.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) values: Vec<f64>,
    /// The number of nodes in a row, with the surrounding ones: at least 4.
    pub(crate) width: usize,
    /// The number of rows, with the surrounding ones: at least 4.
    pub(crate) height: usize,
}

impl Grid {
    /// `samples` has `columns` × `rows` values, at least 2 × 2, each row from its first column.
    pub(crate) fn new(samples: &[f64], columns: usize, rows: usize) -> Self {
        let (width, height) = (columns + 2, rows + 2);
        let mut values = vec![f64::NAN; width * height];
        for (row, samples) in values.chunks_exact_mut(width).skip(1).zip(samples.chunks(columns)) {
            for (value, sample) in row.iter_mut().skip(1).zip(samples) {
                *value = *sample;
            }
        }
        Self { values, width, height }
    }

    /// The value at a node; NaN outside of the grid.
    pub(crate) fn value(&self, node: usize) -> f64 {
        self.values.get(node).copied().unwrap_or(f64::NAN)
    }

    /// The column and row of a node; the first sample has 0 and 0.
    pub(crate) fn place(&self, node: usize) -> Point {
        let row = node / self.width;
        // There is only one division, because divisions are slow.
        [number(node - row * self.width) - 1.0, number(row) - 1.0]
    }

    /// The last column and row.
    pub(crate) fn far(&self) -> Point {
        [number(self.width) - 3.0, number(self.height) - 3.0]
    }

    /// The objective coordinates of a place in columns and rows, in a view of `bounds`.
    pub(crate) fn objective(&self, [column, row]: Point, bounds: Bounds) -> [f64; 2] {
        let between = |[low, high]: [f64; 2], part: f64| low * (1.0 - part) + high * part;
        let [right, top] = self.far();
        [between(bounds.x, column / right), between(bounds.y, row / top)]
    }

    /// Whether a node is a sample, and not one of the surrounding nodes.
    pub(crate) fn is_sample(&self, node: usize) -> bool {
        let (column, row) = (node % self.width, node / self.width);
        column > 0 && row > 0 && column + 1 < self.width && row + 1 < self.height
    }

    /// Whether all four corners of a cell are samples, and none is on the border.
    pub(crate) fn is_inner(&self, cell: usize) -> bool {
        let row = cell / self.width;
        let column = cell - row * self.width;
        column > 1 && row > 1 && column + 3 < self.width && row + 3 < self.height
    }

    /// Whether all four corners of a cell are samples.
    pub(crate) fn is_cell(&self, cell: usize) -> bool {
        let (column, row) = (cell % self.width, cell / self.width);
        column > 0 && row > 0 && column + 2 < self.width && row + 2 < self.height
    }
}

/// The index as a number; grids are far smaller than 2³².
pub(crate) fn number(index: usize) -> f64 {
    u32::try_from(index).map_or(0.0, f64::from)
}
