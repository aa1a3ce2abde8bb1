use downhill::Bounds;

use crate::contour::{Grid, number};

/// How often the step of a search is halved.
const HALVINGS: usize = 40;
/// After so many halvings it is seen whether a search still climbs.
const LOOK: usize = 16;
/// So often the function is asked at most, a few hundredths of a second's work: a function that
/// oscillates faster than it is sampled looks everywhere as if it had poles.
const MOST_CALLS: usize = 500_000;
/// Growth by less than this from one pair of nodes to the next is that of a smooth function.
const STEEPER: f64 = 1.25;

/// The cells of a sampled function in which it is not defined everywhere: a corner is not finite,
/// or a pole lies inside. Cell n is that whose corner with the lowest column and row is node n.
///
/// A pole falls between nodes as a rule. On a row or column across one, values run away from both
/// sides ever faster; where they do, the function is asked itself. A search that halves its step
/// follows the growth: towards a pole it never ends, whatever else is there is soon reached.
pub(crate) fn undefined(
    grid: Grid<'_>,
    bounds: Bounds,
    function: &dyn Fn([f64; 2]) -> f64,
) -> Vec<bool> {
    let mut search =
        Search { grid, bounds, function, found: vec![false; grid.values.len()], calls: 0 };
    for (node, value) in grid.values.iter().enumerate() {
        if !value.is_finite() {
            let [column, row] = [node % grid.columns, node / grid.columns];
            for [left, below] in [[0, 0], [1, 0], [0, 1], [1, 1]] {
                search.mark(column.wrapping_sub(left), row.wrapping_sub(below));
            }
        }
    }
    let suspects = search.suspects();
    // Along the edges first: what is found there, neighbours need not look for.
    for wide in [false, true] {
        for suspect in &suspects {
            search.examine(suspect, wide);
        }
    }
    search.found
}

/// An edge on which there may be a pole, or beside it.
struct Suspect {
    /// The node at which it begins, column and row.
    node: [usize; 2],
    /// 0 if it leads to the next column, 1 if to the next row.
    axis: usize,
    /// What growth is measured from.
    base: f64,
    /// How far from it the edge's nearer end is.
    near: f64,
}

struct Search<'a> {
    grid: Grid<'a>,
    bounds: Bounds,
    function: &'a dyn Fn([f64; 2]) -> f64,
    found: Vec<bool>,
    calls: usize,
}

impl Search<'_> {
    fn mark(&mut self, column: usize, row: usize) {
        if column < self.grid.columns - 1 && row < self.grid.rows - 1 {
            self.found[row * self.grid.columns + column] = true;
        }
    }

    fn suspects(&self) -> Vec<Suspect> {
        let size = [self.grid.columns, self.grid.rows];
        let stride = [1, self.grid.columns];
        let mut suspects = Vec::new();
        for axis in 0..2 {
            let other = 1 - axis;
            for line in 0..size[other] {
                // The edge with its two nodes and two more on each side; NaN beyond the grid.
                let mut window = [f64::NAN; 6];
                for end in 0..size[axis] + 3 {
                    window.rotate_left(1);
                    window[5] = if end < size[axis] {
                        self.grid.values[end * stride[axis] + line * stride[other]]
                    } else {
                        f64::NAN
                    };
                    if let Some([base, near]) = runs_away(&window) {
                        let mut node = [line; 2];
                        node[axis] = end - 3;
                        suspects.push(Suspect { node, axis, base, near });
                    }
                }
            }
        }
        suspects
    }

    /// Looks for a pole on the edge, or, if `wide`, in the two cells beside it.
    fn examine(&mut self, suspect: &Suspect, wide: bool) {
        let [column, row] = suspect.node;
        let axis = suspect.axis;
        let columns = self.grid.columns;
        let cell = row * columns + column;
        let (along, aside) = if axis == 0 { (1, columns) } else { (columns, 1) };
        // Searches in the neighbourhood of a pole that is known would find that one.
        let known = [cell + along, cell, cell.wrapping_sub(along)];
        let is_found = |cell: usize| self.found.get(cell).is_some_and(|found| *found);
        let known = known.iter().any(|cell| is_found(*cell) || is_found(cell.wrapping_sub(aside)));
        if self.calls > MOST_CALLS || (wide && known) {
            return;
        }
        if let Some(off) = self.climb(suspect, wide) {
            // Nearer to the edge than rounding can tell is in both cells.
            if off > -1e-6 {
                self.mark(column, row);
            }
            if off < 1e-6 {
                self.mark(column.wrapping_sub(axis), row.wrapping_sub(1 - axis));
            }
        }
    }

    /// How far beside the edge, in cells, a pole is; none if there is none.
    fn climb(&mut self, suspect: &Suspect, wide: bool) -> Option<f64> {
        let Suspect { node, axis, base, near } = *suspect;
        let other = 1 - axis;
        let start = node.map(number);
        // Not at a place where a pole is likely to be, or the search would begin on its top. The
        // steps halve and add up to twice the first: enough to reach all of the edge and cells.
        let mut at = start;
        at[axis] += 0.414;
        let mut step = [0.0; 2];
        step[axis] = 0.3;
        step[other] = if wide { 0.5 } else { 0.0 };
        let mut best = 0.0;
        let mut heights = [0.0; HALVINGS];
        let mut last = 0;
        for halving in 0..HALVINGS {
            let middle = at;
            for direction in 0..9_u8 {
                let by = [direction % 3, direction / 3].map(|third| f64::from(third) - 1.0);
                if by[other] != 0.0 && !wide {
                    continue;
                }
                let mut tried = middle;
                tried[axis] += by[0] * step[axis];
                tried[other] += by[1] * step[other];
                let value = self.value(tried);
                self.calls += 1;
                if !value.is_finite() {
                    return beside(tried, start, axis);
                }
                if (value - base).abs() > best {
                    best = (value - base).abs();
                    at = tried;
                }
            }
            heights[halving] = best;
            last = halving;
            // In the plane more slowly, since the way up may turn.
            step = step.map(|length| length * if wide { 0.6 } else { 0.5 });
            if self.is_finest(step[axis], axis) {
                break;
            }
            if halving == LOOK && has_ended(&heights, LOOK, 0.01) {
                return None;
            }
        }
        // A root's cusp still grows, but ever less; a logarithm by the same with each halving.
        let grows = !has_ended(&heights, last, 0.4);
        if grows && best > 2.0 * near + 1e-9 * base.abs() { beside(at, start, axis) } else { None }
    }

    fn value(&self, [column, row]: [f64; 2]) -> f64 {
        let along = |[low, high]: [f64; 2], place: f64, count: usize| {
            let part = place / number(count - 1);
            low * (1.0 - part) + high * part
        };
        (self.function)([
            along(self.bounds.x, column, self.grid.columns),
            along(self.bounds.y, row, self.grid.rows),
        ])
    }

    /// Whether a step of so many cells is as short as coordinates in this view can tell.
    fn is_finest(&self, step: f64, axis: usize) -> bool {
        let ([low, high], count) = if axis == 0 {
            (self.bounds.x, self.grid.columns)
        } else {
            (self.bounds.y, self.grid.rows)
        };
        step * (high - low) / number(count) < f64::EPSILON * low.abs().max(high.abs())
    }
}

/// Whether the growth up to height `last` has come to an end: its second half is at most `share`
/// of the first.
fn has_ended(heights: &[f64], last: usize, share: f64) -> bool {
    let half = heights[last / 2];
    heights[last] - half <= share * (half - heights[0])
}

/// How far beside the edge from `start` a place is, if it is beside that edge.
fn beside(place: [f64; 2], start: [f64; 2], axis: usize) -> Option<f64> {
    let along = place[axis] - start[axis];
    (along > -1e-6 && along < 1.0 + 1e-6).then_some(place[1 - axis] - start[1 - axis])
}

/// Whether values change ever faster towards the middle two of six from both sides. If so, the
/// value that growth is measured from, and how far from it the nearer of the two is.
fn runs_away(&[a, b, c, d, e, f]: &[f64; 6]) -> Option<[f64; 2]> {
    if !c.is_finite() || !d.is_finite() {
        return None;
    }
    // What is missing, at the border or beside what is not defined, speaks for a pole.
    let change = |from: f64, to: f64| (to - from).abs().max(0.0);
    let (left, right) = (change(b, c), change(d, e));
    if left + right > 0.0 && left >= STEEPER * change(a, b) && right >= STEEPER * change(e, f) {
        let base =
            if b.is_finite() { b } else { c } / 2.0 + if e.is_finite() { e } else { d } / 2.0;
        return Some([base, change(base, c).min(change(base, d))]);
    }
    None
}
