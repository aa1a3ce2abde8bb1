//! Marching squares: the lines on which a sampled function has a given value.

use crate::grid::Grid;
use crate::shape::Point;

/// Where a sampled function passes a level, in grid coordinates (column, row).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contour {
    /// The boundary of the region at or above the level: closed rings, which run along the grid's
    /// border if the region reaches it.
    pub(crate) rings: Vec<Vec<Point>>,
    /// The level set itself: the rings without their parts along the border and through hidden cells. A
    /// closed line ends at its beginning.
    pub(crate) lines: Vec<Vec<Point>>,
}

/// No link.
const NONE: usize = usize::MAX;
/// Marks a link on which no line is shown.
const HIDDEN: usize = 1 << 31;
/// A value that is closer to a level than this part of the gap to the next level counts as on it, so
/// that the rounding errors of a plateau do not become lines.
const TOUCH: f64 = 1e-9;
/// A ring thinner than this, in cells, is where the function touches the level from below without
/// passing it. As a line it would be a speck, or run to and fro on itself.
const THIN: f64 = 1e-6;

/// The contours of a grid at several levels. All cells are looked at once, and then for each level only
/// the cells that any level passes.
pub(crate) struct Contours<'a> {
    grid: &'a Grid,
    levels: &'a [f64],
    /// The number of levels that each node has reached.
    ranks: Vec<u8>,
    /// The cells that a level passes.
    passed: Vec<usize>,
    /// The table of links; it is empty between two levels.
    links: Vec<usize>,
}

impl<'a> Contours<'a> {
    /// `levels` are ascending and fewer than 256.
    pub(crate) fn new(grid: &'a Grid, levels: &'a [f64]) -> Self {
        let ranks = ranks(grid, levels);
        let mut passed = Vec::new();
        // The cell between the last column and the first column of the next row is NaN at all corners.
        let mut left = [0; 2];
        for (node, (below, above)) in ranks.iter().zip(&ranks[grid.width..]).enumerate() {
            // A cell has these two nodes and the two before them. Most cells are passed by no level.
            let right = [*below, *above];
            if left != right || below != above {
                passed.push(node - 1);
            }
            left = right;
        }
        Self { grid, levels, ranks, passed, links: vec![NONE; 2 * grid.values.len()] }
    }

    /// The contour at the level `index`. Cell n is hidden if `hidden[n]`. NaN counts as below every
    /// level, so that all rings close.
    ///
    /// In every cell of four neighbouring nodes, segments join the edges on which the function passes
    /// the level, with the higher side on their left. If they can be joined in two ways (a saddle), the
    /// mean of the four nodes decides. Exactly one segment leaves each edge that is passed, so a table
    /// of links from edge to edge holds all rings.
    pub(crate) fn at(&mut self, index: usize, hidden: &[bool]) -> Contour {
        let level = self.levels[index];
        let starts = self.link(index, hidden);
        let (grid, links) = (self.grid, &mut self.links);
        let mut contour = Contour::default();
        // Rings that are partly hidden begin at a hidden part, so that no line runs through its own
        // beginning.
        for flag in [HIDDEN, 0] {
            for start in &starts {
                let start = *start;
                if links[start] == NONE || links[start] & flag != flag {
                    continue;
                }
                let before = contour.lines.len();
                let mut ring = Vec::new();
                let mut line = Vec::new();
                let (mut area, mut length) = (0.0, 0.0);
                let mut edge = start;
                let mut from = crossing(grid, level, edge);
                while links[edge] != NONE {
                    let link = std::mem::replace(&mut links[edge], NONE);
                    edge = link & !HIDDEN;
                    let to = crossing(grid, level, edge);
                    ring.push(from);
                    area += from[0] * to[1] - to[0] * from[1];
                    length += (to[0] - from[0]).abs() + (to[1] - from[1]).abs();
                    if link & HIDDEN != 0 {
                        keep(&mut line, &mut contour.lines);
                    } else if from != to {
                        if line.is_empty() {
                            line.push(from);
                        }
                        line.push(to);
                    }
                    from = to;
                }
                keep(&mut line, &mut contour.lines);
                if area.abs() <= THIN * length {
                    contour.lines.truncate(before);
                }
                contour.rings.push(ring);
            }
        }
        contour
    }

    /// Links every edge from which a segment starts to the edge where it ends, and returns the former.
    /// Edge 2n leads from node n to the next column, edge 2n + 1 to the next row.
    fn link(&mut self, index: usize, hidden: &[bool]) -> Vec<usize> {
        let (grid, level) = (self.grid, self.levels[index]);
        let (width, far) = (grid.width, grid.far());
        let mut starts = Vec::new();
        for node in &self.passed {
            let node = *node;
            // Around the cell; each edge follows the corner with the same number.
            let corners = [node, node + 1, node + width + 1, node + width];
            let mut high = 0;
            for (corner, at) in corners.iter().enumerate() {
                // The corners are stored twice, for walking around the cell.
                high |= if usize::from(self.ranks[*at]) > index { 0x11 << corner } else { 0 };
            }
            if high == 0 || high == 0xff {
                continue;
            }
            let edges = [2 * node, 2 * node + 3, 2 * (node + width), 2 * node + 1];
            let mean = || corners.iter().map(|at| grid.value(*at) / 4.0).sum::<f64>();
            let is_saddle = high == 0x55 || high == 0xaa;
            let is_near_border = !grid.is_inner(node);
            // The region is entered on edge i if corner i is low and the next one high, and left if
            // corner i is high and the next one low.
            for enter in 0..4 {
                if high >> enter & 3 != 2 {
                    continue;
                }
                let mut leave = enter + 1;
                while high >> leave & 3 != 1 {
                    leave += 1;
                }
                if is_saddle && mean() >= level {
                    leave += 2;
                }
                let ends = [edges[enter], edges[leave % 4]];
                let is_on_border = || {
                    let [from, to] = ends.map(|edge| crossing(grid, level, edge));
                    (0..2).any(|axis| {
                        from[axis] == to[axis] && (from[axis] == 0.0 || from[axis] == far[axis])
                    })
                };
                let is_hidden =
                    hidden.get(node) == Some(&true) || (is_near_border && is_on_border());
                self.links[ends[0]] = ends[1] | if is_hidden { HIDDEN } else { 0 };
                starts.push(ends[0]);
            }
        }
        starts
    }
}

/// The number of levels that each node has reached; NaN has reached none.
fn ranks(grid: &Grid, levels: &[f64]) -> Vec<u8> {
    let reached: Vec<f64> = (0..levels.len()).map(|index| reached(levels, index)).collect();
    let (mut rank, mut from, mut to) = (0, f64::NEG_INFINITY, f64::NEG_INFINITY);
    let rank_of = |value: &f64| {
        // Neighbours usually have the same number.
        if !(from..to).contains(value) {
            let count = reached.partition_point(|reached| value >= reached);
            from = if count > 0 { reached[count - 1] } else { f64::NEG_INFINITY };
            to = reached.get(count).copied().unwrap_or(f64::INFINITY);
            rank = u8::try_from(count).unwrap_or(u8::MAX);
        }
        rank
    };
    grid.values.iter().map(rank_of).collect()
}

fn keep(line: &mut Vec<Point>, lines: &mut Vec<Vec<Point>>) {
    if !line.is_empty() {
        lines.push(std::mem::take(line));
    }
}

/// The least value that counts as at or above the level `index`.
pub(crate) fn reached(levels: &[f64], index: usize) -> f64 {
    let level = levels[index];
    let mut touch = f64::INFINITY;
    for beside in [index + 1, index.wrapping_sub(1)] {
        if let Some(beside) = levels.get(beside) {
            touch = touch.min((TOUCH * (beside - level)).abs());
        }
    }
    if touch < f64::INFINITY { level - touch } else { level }
}

/// The point where the function passes the level on an edge, by linear interpolation; it is on a node
/// if the edge leads out of the grid or to NaN.
fn crossing(grid: &Grid, level: f64, edge: usize) -> Point {
    let node = edge / 2;
    let axis = edge % 2;
    // Halves, because a difference of two finite numbers can be infinite.
    let from = grid.value(node) / 2.0;
    let to = grid.value(node + if axis == 0 { 1 } else { grid.width }) / 2.0;
    let mut part = (level / 2.0 - from) / (to - from);
    // A line through a node passes it on exactly one point, not on several that differ by rounding.
    if !(THIN..=1.0 - THIN).contains(&part) {
        part = if part > 0.5 { 1.0 } else { 0.0 };
    }
    let mut place = grid.place(node);
    place[axis] += part;
    let [right, top] = grid.far();
    // f64::max and min would be calls.
    let inside = |at: f64, far: f64| {
        if at > far {
            far
        } else if at > 0.0 {
            at
        } else {
            0.0
        }
    };
    [inside(place[0], right), inside(place[1], top)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contour(grid: &Grid, level: f64) -> Contour {
        Contours::new(grid, &[level]).at(0, &[])
    }

    fn sampled(columns: usize, rows: usize, f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let at = |index: usize| f64::from(u32::try_from(index).unwrap());
        (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column, row)))
            .map(|(column, row)| f(at(column), at(row)))
            .collect()
    }

    /// Twice the signed area of a ring; positive when it runs from x towards y.
    fn doubled_area(ring: &[Point]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
    }

    #[test]
    fn a_bump_gives_one_closed_line_that_is_its_ring() {
        let values = sampled(5, 5, |x, y| -((x - 2.0) * (x - 2.0) + (y - 2.0) * (y - 2.0)));
        let found = contour(&Grid::new(&values, 5, 5), -1.5);
        assert_eq!((found.rings.len(), found.lines.len()), (1, 1));
        assert_eq!(found.lines[0].len(), found.rings[0].len() + 1);
        assert_eq!(found.lines[0].first(), found.lines[0].last());
    }

    #[test]
    fn a_region_that_reaches_the_border_has_an_open_line_and_a_closed_ring() {
        let values = sampled(5, 4, |x, _| x);
        let found = contour(&Grid::new(&values, 5, 4), 1.5);
        assert_eq!(found.lines.len(), 1);
        for point in &found.lines[0] {
            assert_eq!(point[0], 1.5);
        }
        assert_eq!(found.lines[0].len(), 4);
        assert_eq!(found.rings.len(), 1);
        assert_eq!(doubled_area(&found.rings[0]).abs(), 2.0 * 2.5 * 3.0);
    }

    #[test]
    fn everything_above_gives_the_frame_and_no_line_and_everything_below_nothing() {
        let values = vec![1.0; 12];
        let grid = Grid::new(&values, 4, 3);
        let found = contour(&grid, 0.0);
        assert_eq!(found.lines, Vec::<Vec<Point>>::new());
        assert_eq!(found.rings.len(), 1);
        assert_eq!(doubled_area(&found.rings[0]).abs(), 2.0 * 3.0 * 2.0);
        assert_eq!(contour(&grid, 2.0), Contour::default());
    }

    proptest! {
        #[test]
        fn lines_lie_where_linear_interpolation_has_the_level(
            values in prop::collection::vec(-1.0..1.0_f64, 7 * 6), level in -0.9..0.9_f64
        ) {
            let grid = Grid::new(&values, 7, 6);
            let found = contour(&grid, level);
            for [x, y] in found.lines.iter().flatten().copied() {
                let (left, top) = (x.floor(), y.floor());
                let value = |column: f64, row: f64| {
                    values.iter().enumerate()
                        .find(|(index, _)| {
                            let index = u32::try_from(*index).unwrap();
                            f64::from(index % 7) == column && f64::from(index / 7) == row
                        })
                        .map(|(_, value)| *value).unwrap()
                };
                let (part_x, part_y) = (x - left, y - top);
                prop_assert!(part_x == 0.0 || part_y == 0.0);
                let here = value(left, top);
                let there = value(
                    if part_x > 0.0 { left + 1.0 } else { left },
                    if part_y > 0.0 { top + 1.0 } else { top },
                );
                let part = part_x + part_y;
                let found = here + (there - here) * part;
                // What is very near to a node is put on it.
                let slack = if part == 0.0 { 2.0 * THIN } else { 1e-9 };
                prop_assert!((found - level).abs() < slack, "{found} {level}");
            }
        }

        #[test]
        fn rings_are_around_exactly_the_nodes_at_or_above_the_level(
            values in prop::collection::vec(prop::sample::select(vec![0.0, 1.0, 2.0]), 6 * 6)
        ) {
            let grid = Grid::new(&values, 6, 6);
            // A level between the values, so that no ring passes through a node.
            let found = contour(&grid, 0.5);
            for (index, value) in values.iter().enumerate() {
                let index = u32::try_from(index).unwrap();
                // Just inside the node, so that rings along the border are passed too.
                let (x, y) = (f64::from(index % 6), f64::from(index / 6));
                let (x, y) = (x.clamp(1e-9, 5.0 - 1e-9) + 1e-10, y.clamp(1e-9, 5.0 - 1e-9));
                let mut inside = false;
                for ring in &found.rings {
                    let next = ring.iter().cycle().skip(1);
                    for (a, b) in ring.iter().zip(next) {
                        let passes = (a[1] > y) != (b[1] > y);
                        if passes && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] {
                            inside = !inside;
                        }
                    }
                }
                prop_assert_eq!(inside, *value >= 0.5, "node {} {}", x, y);
            }
        }
    }
}
