use downhill::Bounds;

use crate::grid::Grid;

/// The number of steps of a search; each is half the one before.
const STEPS: u32 = 32;
/// A place that is closer to a line of the grid than this, in cells, may lie on the line.
const NEAR: f64 = 1e-6;
/// A smooth function grows by less than this from one pair of nodes to the next.
const STEEPER: f64 = 1.25;
/// The fourth differences of a smooth function are less than this part of its growth.
const BENT: f64 = 0.25;
/// At the border they are less than this part.
const HARDLY_BENT: f64 = BENT / 4.0;
/// Near a hole of measure zero, a place at this distance, in cells, has a value.
const BESIDE: [f64; 2] = [3.1e-4, 1.7e-4];

/// The function that is searched for poles.
pub(crate) struct Searched<'a> {
    /// Its value at `[x, y]`.
    pub(crate) value: &'a dyn Fn([f64; 2]) -> f64,
    /// The greatest number of evaluations.
    pub(crate) most_calls: usize,
}

/// The cells of a sampled function in which it is not defined everywhere: a corner is not finite, or a
/// pole lies inside.
///
/// A pole usually falls between nodes. Along a row or column across it, values grow from both sides,
/// faster and faster. Where they do so, the function itself is evaluated. A search that halves its
/// steps follows the growth: towards a pole it never ends, otherwise it soon ends. From a pole on an
/// edge, the others of its line are found edge by edge.
pub(crate) fn undefined(grid: &Grid, bounds: Bounds, function: &Searched<'_>) -> Vec<bool> {
    let nodes = grid.values.len();
    let mut search = Search { grid, bounds, function, found: vec![false; nodes], calls: 0 };
    for (node, value) in grid.values.iter().enumerate() {
        if !value.is_finite() {
            for back in &[0, 1, grid.width, grid.width + 1] {
                search.mark(node.wrapping_sub(*back));
            }
        }
    }
    let mut edges = search.suspects();
    let mut seen = vec![false; 2 * nodes];
    let mut next = 0;
    while let Some(edge) = edges.get(next).copied() {
        next += 1;
        if seen[edge] {
            continue;
        }
        seen[edge] = true;
        if !search.examine(edge, false) {
            continue;
        }
        let cell = edge / 2;
        for cell in &[cell, cell.wrapping_sub(search.aside(edge))] {
            if grid.is_cell(*cell) {
                let above = cell + grid.width;
                edges.extend_from_slice(&[2 * cell, 2 * cell + 1, 2 * above, 2 * cell + 3]);
            }
        }
    }
    // Then poles that are points, through which no edge passes.
    for (edge, is_seen) in seen.iter().enumerate() {
        if *is_seen {
            search.examine(edge, true);
        }
    }
    search.found
}

struct Search<'a> {
    grid: &'a Grid,
    bounds: Bounds,
    function: &'a Searched<'a>,
    found: Vec<bool>,
    calls: usize,
}

impl Search<'_> {
    fn mark(&mut self, cell: usize) {
        if self.grid.is_cell(cell)
            && let Some(found) = self.found.get_mut(cell)
        {
            *found = true;
        }
    }

    /// The distance in nodes from an edge's cell to the cell on the other side of the edge.
    fn aside(&self, edge: usize) -> usize {
        if edge.is_multiple_of(2) { self.grid.width } else { 1 }
    }

    /// The edges on or beside which there may be a pole: along six nodes in line, values change faster
    /// and faster towards the middle two from both sides, and not like a polynomial of third degree.
    /// Edge 2n leads from node n to the next column, edge 2n + 1 to the next row.
    fn suspects(&self) -> Vec<usize> {
        let mut suspects = Vec::new();
        for before in 0..2 * self.grid.values.len() {
            let node = before / 2;
            let stride = self.grid.width + 1 - self.aside(before);
            // A smooth function seldom passes this test.
            let (b, c) = (self.grid.value(node), self.grid.value(node + stride));
            let left = change(b, c);
            if left < STEEPER * change(self.grid.value(node.wrapping_sub(stride)), b) {
                continue;
            }
            let first = node.wrapping_sub(2 * stride);
            let value = |index: usize| self.grid.value(first.wrapping_add(index * stride));
            let (d, e) = (value(4), value(5));
            let right = change(d, e);
            // Beside a step both sides are level, and one of them beside its edge.
            let moves = if (c == d) == (left < right) { left } else { right };
            if right < STEEPER * change(e, value(6)) || moves == 0.0 || !(c - d).is_finite() {
                continue;
            }
            // The largest of those differences that contain both ends of the edge. At the border some
            // are missing, so third differences count as well: to one of them a pole can look like a
            // polynomial.
            let third =
                |at: usize| value(at + 3) - value(at) - 3.0 * (value(at + 2) - value(at + 1));
            let (mut largest, mut least): (f64, _) = (f64::NAN, BENT);
            for at in 0..4 {
                let turns = [third(at), third(at + 1)];
                let bend = turns[1] - turns[0];
                largest = largest.max(bend.abs());
                if !bend.is_finite() {
                    least = HARDLY_BENT;
                    largest = largest.max(turns[0].abs()).max(turns[1].abs());
                }
            }
            if largest.is_nan() || largest >= least * moves {
                suspects.push(before + 2 * stride);
            }
        }
        suspects
    }

    /// Searches for a pole on the edge, or, if `wide`, in the two cells beside it. Returns whether
    /// there is one.
    fn examine(&mut self, edge: usize, wide: bool) -> bool {
        let (cell, aside) = (edge / 2, self.aside(edge));
        let along = self.grid.width + 1 - aside;
        // A search in the neighbourhood of a known pole would find that one.
        let mut known = false;
        for cell in &[cell + along, cell, cell.wrapping_sub(along)] {
            for cell in &[*cell, cell.wrapping_sub(aside)] {
                known |= self.found.get(*cell) == Some(&true);
            }
        }
        if self.calls > self.function.most_calls || (wide && known) {
            return false;
        }
        let Some(off) = self.climb(edge, wide) else { return false };
        // A pole that is too close to the edge to tell counts for both cells.
        if off > -NEAR {
            self.mark(cell);
        }
        if off < NEAR {
            self.mark(cell.wrapping_sub(aside));
        }
        true
    }

    /// The distance of a pole from the edge, in cells; none if there is none.
    fn climb(&mut self, edge: usize, wide: bool) -> Option<f64> {
        // Growth is measured from the nodes before and after the edge.
        let middle = self.value(edge, -1.0, 0.0) / 2.0 + self.value(edge, 2.0, 0.0) / 2.0;
        let base = if middle.is_finite() { middle } else { 0.0 };
        let [near, other] = [self.value(edge, 0.0, 0.0) - base, self.value(edge, 1.0, 0.0) - base];
        let near = near.abs().min(other.abs());
        // The search does not start where a pole is likely to be, or it would start on its top. The sum
        // of the steps reaches all of the edge and the cells.
        let (mut along, mut off) = (0.414, 0.0);
        let (mut step, mut step_off) = (0.3, 0.5);
        let directions = if wide { 0..9_u8 } else { 3..6 };
        let mut best = (self.value(edge, along, off) - base).abs();
        // The second best place of each step tells the growth. The best can be closer to the pole than
        // its step by chance; the second best cannot.
        let mut second = 0.0;
        let [mut first, mut half] = [0.0; 2];
        for done in 0..STEPS {
            let middle = [along, off];
            second = 0.0;
            for direction in directions.clone() {
                if direction == 4 {
                    continue;
                }
                let at = middle[0] + step * (f64::from(direction % 3) - 1.0);
                let at_off = middle[1] + step_off * (f64::from(direction / 3) - 1.0);
                let mut value = self.value(edge, at, at_off);
                if value.is_nan() {
                    // A hole of measure zero is avoided.
                    value = self.value(edge, at + BESIDE[0], at_off + BESIDE[1]);
                }
                if !value.is_finite() {
                    return is_beside(at, at_off).then_some(at_off);
                }
                let height = (value - base).abs();
                if height > best {
                    (second, best) = (best, height);
                    (along, off) = (at, at_off);
                } else if height > second {
                    second = height;
                }
            }
            // In the plane the steps shrink more slowly, because the way up may turn.
            let shorter = if wide { 0.6 } else { 0.5 };
            step *= shorter;
            step_off *= shorter;
            if done == 0 {
                first = second;
            }
            if done == STEPS / 2 {
                half = second;
            }
        }
        // The cusp of a root still grows, but less and less; a logarithm grows by the same with each
        // step.
        let grows = second - half > 0.4 * (half - first) && second > 2.0 * near + 1e-9 * base.abs();
        (grows && is_beside(along, off)).then_some(off)
    }

    /// The function's value near an edge, at this distance along the edge and from it, in cells.
    fn value(&mut self, edge: usize, along: f64, off: f64) -> f64 {
        self.calls += 1;
        let [mut column, mut row] = self.grid.place(edge / 2);
        if edge.is_multiple_of(2) {
            column += along;
            row += off;
        } else {
            column += off;
            row += along;
        }
        (self.function.value)(self.grid.objective([column, row], self.bounds))
    }
}

/// Whether a place is on the edge or in the two cells beside it.
fn is_beside(along: f64, off: f64) -> bool {
    (along - 0.5).abs() < 0.5 + NEAR && off.abs() < 1.0 + NEAR
}

/// How much values change. A missing change, at the border or beside undefined values, counts as
/// growth.
fn change(from: f64, to: f64) -> f64 {
    let change = (to - from).abs();
    if change > 0.0 { change } else { 0.0 }
}
