use downhill::Bounds;

use crate::grid::Grid;

/// How many steps a search has, each half the one before.
const STEPS: u32 = 40;
/// So often the function is asked at most, a few hundredths of a second's work: a function that
/// oscillates faster than it is sampled looks everywhere as if it had poles.
const MOST_CALLS: usize = 500_000;
/// Growth by less than this from one pair of nodes to the next is that of a smooth function.
const STEEPER: f64 = 1.25;

/// The cells of a sampled function in which it is not defined everywhere: a corner is not finite,
/// or a pole lies inside.
///
/// A pole falls between nodes as a rule. On a row or column across one, values run away from both
/// sides ever faster; where they do, the function is asked itself. A search that halves its step
/// follows the growth: towards a pole it never ends, whatever else is there is soon reached. From a
/// pole on an edge the others of its line are found edge by edge.
pub(crate) fn undefined(
    grid: &Grid,
    bounds: Bounds,
    function: &dyn Fn([f64; 2]) -> f64,
) -> Vec<bool> {
    let nodes = grid.values.len();
    let mut search = Search { grid, bounds, function, found: vec![false; nodes], calls: 0 };
    for (node, value) in grid.values.iter().enumerate() {
        if !value.is_finite() {
            for back in [0, 1, grid.width, grid.width + 1] {
                search.mark(node.wrapping_sub(back));
            }
        }
    }
    let mut edges = search.suspects();
    let mut seen = vec![false; 2 * nodes];
    let mut next = 0;
    while let Some(edge) = edges.get(next).copied() {
        next += 1;
        let is_new = seen.get_mut(edge).is_some_and(|seen| !std::mem::replace(seen, true));
        if !is_new || !search.examine(edge, false) {
            continue;
        }
        let cell = edge / 2;
        for cell in [cell, cell.wrapping_sub(search.aside(edge))] {
            if grid.is_cell(cell) {
                let above = cell + grid.width;
                edges.extend([2 * cell, 2 * cell + 1, 2 * above, 2 * cell + 3]);
            }
        }
    }
    // Then poles in points, which no edge passes through.
    for edge in edges {
        search.examine(edge, true);
    }
    search.found
}

struct Search<'a> {
    grid: &'a Grid,
    bounds: Bounds,
    function: &'a dyn Fn([f64; 2]) -> f64,
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

    /// How many nodes before the cell that begins where the edge does is the one on its other side.
    fn aside(&self, edge: usize) -> usize {
        if edge.is_multiple_of(2) { self.grid.width } else { 1 }
    }

    /// The edges on which or beside which there may be a pole: of six nodes in line, values change
    /// ever faster towards the middle two from both sides. Edge 2n leads from node n to the next
    /// column, edge 2n + 1 to the next row.
    fn suspects(&self) -> Vec<usize> {
        let mut suspects = Vec::new();
        for edge in 0..2 * self.grid.values.len() {
            let stride = self.grid.width + 1 - self.aside(edge);
            let first = (edge / 2).wrapping_sub(2 * stride);
            let value = |index: usize| self.grid.value(first.wrapping_add(index * stride));
            let [c, d] = [value(2), value(3)];
            if !(c - d).is_finite() {
                continue;
            }
            // What is missing, at the border or beside what is not defined, speaks for a pole.
            let change = |from: f64, to: f64| (to - from).abs().max(0.0);
            let (b, e) = (value(1), value(4));
            let (left, right) = (change(b, c), change(d, e));
            // Beside a step both are level, and one of them beside its edge.
            let moves = if c == d { left.min(right) } else { left.max(right) };
            if moves > 0.0
                && left >= STEEPER * change(value(0), b)
                && right >= STEEPER * change(e, value(5))
            {
                suspects.push(edge);
            }
        }
        suspects
    }

    /// Looks for a pole on the edge, or, if `wide`, in the two cells beside it; true if there is.
    fn examine(&mut self, edge: usize, wide: bool) -> bool {
        let (cell, aside) = (edge / 2, self.aside(edge));
        let along = self.grid.width + 1 - aside;
        // Searches in the neighbourhood of a pole that is known would find that one.
        let mut known = false;
        for cell in [cell + along, cell, cell.wrapping_sub(along)] {
            for cell in [cell, cell.wrapping_sub(aside)] {
                known |= self.found.get(cell) == Some(&true);
            }
        }
        if self.calls > MOST_CALLS || (wide && known) {
            return false;
        }
        let Some(off) = self.climb(edge, wide) else { return false };
        // Nearer to the edge than rounding can tell is in both cells.
        if off > -1e-6 {
            self.mark(cell);
        }
        if off < 1e-6 {
            self.mark(cell.wrapping_sub(aside));
        }
        true
    }

    /// How far beside the edge, in cells, a pole is; none if there is none.
    fn climb(&mut self, edge: usize, wide: bool) -> Option<f64> {
        let (node, axis) = (edge / 2, edge % 2);
        let other = 1 - axis;
        let start = self.grid.place(node);
        // Growth is measured from the nodes before and behind the edge.
        let on_line = |by: f64| {
            let mut place = start;
            place[axis] += by;
            place
        };
        let [before, behind] = [self.value(on_line(-1.0)), self.value(on_line(2.0))];
        let middle = before / 2.0 + behind / 2.0;
        let base = if middle.is_finite() { middle } else { 0.0 };
        let near = (self.value(start) - base).abs().min((self.value(on_line(1.0)) - base).abs());
        // Not at a place where a pole is likely to be, or the search would begin on its top. The
        // steps add up to what reaches all of the edge and the cells.
        let mut at = on_line(0.414);
        let mut step = [0.5; 2];
        step[axis] = 0.3;
        let directions = if wide { 0..9_u8 } else { 3..6 };
        let mut best = (self.value(at) - base).abs();
        // The best but one of each step's places tells the growth: the best can be nearer to the
        // pole than its step by chance, that one never.
        let mut second = 0.0;
        let [mut first, mut quarter, mut half] = [0.0; 3];
        for done in 0..STEPS {
            let middle = at;
            second = 0.0;
            for direction in directions.clone().filter(|direction| *direction != 4) {
                let mut tried = middle;
                tried[axis] += step[axis] * (f64::from(direction % 3) - 1.0);
                tried[other] += step[other] * (f64::from(direction / 3) - 1.0);
                let value = self.value(tried);
                if !value.is_finite() {
                    return beside(tried, start, axis);
                }
                let height = (value - base).abs();
                if height > best {
                    (second, best) = (best, height);
                    at = tried;
                } else if height > second {
                    second = height;
                }
            }
            // In the plane more slowly, since the way up may turn.
            step = step.map(|length| length * if wide { 0.6 } else { 0.5 });
            if done == 0 {
                first = second;
            }
            if done == STEPS / 4 {
                quarter = second;
            }
            if done == STEPS / 2 {
                half = second;
                // Most searches end here: they have come to where they stay.
                if half - quarter <= 0.01 * (quarter - first) {
                    return None;
                }
            }
        }
        // A root's cusp still grows, but ever less; a logarithm by the same with each step.
        let grows = second - half > 0.4 * (half - first) && second > 2.0 * near + 1e-9 * base.abs();
        if grows { beside(at, start, axis) } else { None }
    }

    fn value(&mut self, [column, row]: [f64; 2]) -> f64 {
        self.calls += 1;
        let along = |[low, high]: [f64; 2], part: f64| low * (1.0 - part) + high * part;
        let [right, top] = self.grid.far();
        (self.function)([along(self.bounds.x, column / right), along(self.bounds.y, row / top)])
    }
}

/// How far beside the edge from `start` a place is, in cells; none if it is in neither of the two
/// cells there.
fn beside(place: [f64; 2], start: [f64; 2], axis: usize) -> Option<f64> {
    let [along, off] = [axis, 1 - axis].map(|axis| place[axis] - start[axis]);
    (along > -1e-6 && along < 1.0 + 1e-6 && off.abs() < 1.0 + 1e-6).then_some(off)
}
