use crate::labels::rect::Rect;
use crate::shape::Point;
use crate::view::distance;

/// The size of a cell in CSS px.
const CELL: f64 = 6.0;

/// The parts of the picture that trails and marks occupy, so that labels avoid them: cells of 6 CSS px.
/// The cost is proportional to the length of what is added.
#[derive(Clone, Debug)]
pub(crate) struct Occupancy {
    columns: usize,
    rows: usize,
    cells: Vec<bool>,
}

impl Occupancy {
    /// An empty picture of that size.
    #[must_use]
    pub(crate) fn new([width, height]: [f64; 2]) -> Self {
        let (columns, rows) = (whole(width / CELL) + 1, whole(height / CELL) + 1);
        Self { columns, rows, cells: vec![false; columns * rows] }
    }

    /// Removes everything.
    pub(crate) fn clear(&mut self) {
        self.cells.fill(false);
    }

    /// Adds a polyline.
    pub(crate) fn add_line(&mut self, points: &[Point]) {
        for pair in points.windows(2) {
            let parts = (distance(pair[0], pair[1]) / (CELL / 2.0)).ceil().max(1.0);
            let mut part = 0.0;
            while part <= parts {
                let along = part / parts;
                self.add([0, 1].map(|axis| pair[0][axis] * (1.0 - along) + pair[1][axis] * along));
                part += 1.0;
            }
        }
    }

    /// Adds every cell that a rectangle touches.
    pub(crate) fn add_rect(&mut self, rect: &Rect) {
        let [columns, rows] = self.span(rect);
        for row in rows.0..rows.1 {
            let from = row * self.columns;
            if let Some(cells) = self.cells.get_mut(from + columns.0..from + columns.1) {
                cells.fill(true);
            }
        }
    }

    /// How many occupied cells a rectangle touches.
    pub(crate) fn count(&self, rect: &Rect) -> usize {
        let [columns, rows] = self.span(rect);
        let mut count = 0;
        for row in rows.0..rows.1 {
            let from = row * self.columns;
            let cells = self.cells.get(from + columns.0..from + columns.1).unwrap_or_default();
            count += cells.iter().filter(|cell| **cell).count();
        }
        count
    }

    fn add(&mut self, [x, y]: Point) {
        if x < 0.0 || y < 0.0 {
            return;
        }
        let (column, row) = (whole(x / CELL), whole(y / CELL));
        if column < self.columns
            && let Some(cell) = self.cells.get_mut(row * self.columns + column)
        {
            *cell = true;
        }
    }

    /// The columns and rows that a rectangle touches: the first, and the one after the last.
    fn span(&self, rect: &Rect) -> [(usize, usize); 2] {
        let along = |axis: usize, count: usize| {
            let from = whole(rect.low[axis] / CELL).min(count);
            let to = whole((rect.high[axis] / CELL).ceil()).min(count);
            (from, to.max(from))
        };
        [along(0, self.columns), along(1, self.rows)]
    }
}

/// The whole part of a number; 0 for negative numbers.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it saturates, and pictures have far fewer px"
)]
fn whole(number: f64) -> usize {
    number.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_met_where_it_runs() {
        let mut occupied = Occupancy::new([600.0, 400.0]);
        occupied.add_line(&[[0.0, 0.0], [300.0, 300.0], [-900.0, 300.0]]);
        for step in 0..300 {
            let at = f64::from(step);
            assert!(occupied.count(&Rect::around([at, at], [13.0; 2])) > 0, "{at}");
            assert!(occupied.count(&Rect::around([at, 300.0], [13.0; 2])) > 0, "{at}");
        }
        assert_eq!(occupied.count(&Rect::around([300.0, 100.0], [200.0, 100.0])), 0);
        assert_eq!(occupied.count(&Rect::around([100.0, 360.0], [200.0, 80.0])), 0);
        occupied.clear();
        assert_eq!(occupied.count(&Rect { low: [0.0; 2], high: [600.0, 400.0] }), 0);
    }

    #[test]
    fn what_lies_beyond_the_picture_is_nowhere() {
        let mut occupied = Occupancy::new([60.0, 60.0]);
        occupied.add_line(&[[-20.0, 70.0], [80.0, 1e4], [1e4, -20.0]]);
        occupied.add_rect(&Rect { low: [-30.0, 100.0], high: [-10.0, 1e9] });
        let all = Rect { low: [-100.0; 2], high: [1e4; 2] };
        assert_eq!(occupied.count(&all), 0);
        occupied.add_rect(&Rect { low: [0.0, 0.0], high: [12.0, 6.0] });
        assert_eq!(occupied.count(&all), 2);
    }
}
