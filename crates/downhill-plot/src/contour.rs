//! Marching squares: the lines on which a sampled function has a given value.

use crate::grid::Grid;
use crate::item::Point;

/// Where a sampled function passes a level, in grid coordinates (column, row).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contour {
    /// The boundary of the region at or above the level: closed rings, which run along the
    /// grid's border where the region reaches it.
    pub(crate) rings: Vec<Vec<Point>>,
    /// The level set itself: the rings without what runs along the border or through hidden
    /// cells. One that closes ends where it began.
    pub(crate) lines: Vec<Vec<Point>>,
}

const NONE: u32 = u32::MAX;
/// Marks a cell, and a link through it, that no line is shown in.
const HIDDEN: u32 = 1 << 31;
/// What is nearer to a level than this part of the gap to the next level is on it, so that the
/// rounding errors of a plateau at a level are not taken for lines.
const TOUCH: f64 = 1e-9;
/// A ring thinner than this, in cells, is a place where the function touches the level from below
/// without passing it; as a line it would be a speck, or run to and fro on itself.
const THIN: f64 = 1e-6;

/// The contours of `grid` at `levels`, ascending. Cell n is hidden if `hidden[n]`. NaN counts as
/// below every level, so that all rings close.
///
/// In every cell of four neighbouring nodes, segments join the cell's edges on which the function
/// passes the level, with the higher side on their left; where two ways of joining are possible
/// (a saddle) the mean of the four decides. As each edge is left by exactly one segment, a table of
/// links from edge to edge holds all rings. Only cells that some level passes are looked at again
/// for each level.
pub(crate) fn contours(grid: &Grid, hidden: &[bool], levels: &[f64]) -> Vec<Contour> {
    let marched = Marched::new(grid, hidden, levels);
    let mut links = vec![NONE; 2 * grid.values.len()];
    let mut starts = Vec::new();
    let mut contours = Vec::with_capacity(levels.len());
    for (index, level) in levels.iter().enumerate() {
        starts.clear();
        marched.link(index, *level, &mut links, &mut starts);
        let mut contour = Contour::default();
        for start in &starts {
            let mut ring = Vec::new();
            let mut shown = Vec::new();
            let mut edge = *start;
            while let Some(link) = links.get_mut(edge).filter(|link| **link != NONE) {
                let next = std::mem::replace(link, NONE);
                ring.push(crossing(grid, *level, edge));
                shown.push(next & HIDDEN == 0);
                edge = position(next);
            }
            if !ring.is_empty() {
                add_lines(grid, &ring, &shown, &mut contour.lines);
                contour.rings.push(ring);
            }
        }
        contours.push(contour);
    }
    contours
}

fn position(link: u32) -> usize {
    usize::try_from(link & !HIDDEN).unwrap_or_default()
}

/// What of a grid has to do with levels.
struct Marched<'a> {
    grid: &'a Grid,
    /// How many levels each node is at or above.
    bands: Vec<u8>,
    /// The cells that a level passes.
    cells: Vec<u32>,
}

impl<'a> Marched<'a> {
    fn new(grid: &'a Grid, hidden: &[bool], levels: &[f64]) -> Self {
        let mut bands = vec![0_u8; grid.values.len()];
        for (index, level) in levels.iter().enumerate() {
            let gap =
                |to: Option<&f64>| to.map_or(f64::INFINITY, |to| (TOUCH * (to - level)).abs());
            let touch = gap(levels.get(index + 1)).min(gap(levels.get(index.wrapping_sub(1))));
            let reached = if touch < f64::INFINITY { level - touch } else { *level };
            for (band, value) in bands.iter_mut().zip(&grid.values) {
                *band = band.saturating_add(u8::from(*value >= reached));
            }
        }
        let mut cells = Vec::new();
        // That of the last column with the first one of the next row is NaN all around.
        let corners = bands.windows(2).zip(bands.windows(2).skip(grid.width));
        for (cell, (below, above)) in corners.enumerate() {
            if below != above || below[0] != below[1] {
                let flag = if hidden.get(cell) == Some(&true) { HIDDEN } else { 0 };
                cells.push(u32::try_from(cell).unwrap_or_default() | flag);
            }
        }
        Self { grid, bands, cells }
    }

    /// Sets, for each edge, the edge to which a segment leads from it, and lists those edges. Edge
    /// 2n starts at node n towards the next column, edge 2n + 1 towards the next row.
    fn link(&self, index: usize, level: f64, links: &mut [u32], starts: &mut Vec<usize>) {
        let width = self.grid.width;
        for cell in &self.cells {
            let node = position(*cell);
            let corners = [node, node + 1, node + width + 1, node + width];
            let high = corners.map(|corner| {
                self.bands.get(corner).is_some_and(|band| usize::from(*band) > index)
            });
            // The cell's edges, each following the corner of the same number around the cell.
            let edges = [2 * node, 2 * (node + 1) + 1, 2 * (node + width), 2 * node + 1];
            let saddle = high[0] == high[2] && high[1] == high[3];
            // Walking around the cell, the region is entered on edge i when corner i is low and
            // the next one high; it is left where that is the other way round.
            let leaves = |edge: usize| high[edge] && !high[(edge + 1) % 4];
            for enter in 0..4 {
                if high[enter] || !high[(enter + 1) % 4] {
                    continue;
                }
                // The segment cuts off the high corners that follow, or at a joined saddle the low
                // one before.
                let mut leave = (enter + 1) % 4;
                if saddle {
                    let mean =
                        corners.map(|corner| self.grid.value(corner) / 4.0).iter().sum::<f64>();
                    leave = if mean >= level { (enter + 3) % 4 } else { leave };
                } else {
                    while !leaves(leave) {
                        leave = (leave + 1) % 4;
                    }
                }
                if let Some(link) = links.get_mut(edges[enter]) {
                    *link = u32::try_from(edges[leave]).unwrap_or_default() | (cell & HIDDEN);
                    starts.push(edges[enter]);
                }
            }
        }
    }
}

/// Where the function passes the level on an edge, linearly; on a node where the edge leads out of
/// the grid or to what is no number.
fn crossing(grid: &Grid, level: f64, edge: usize) -> Point {
    let node = edge / 2;
    let axis = edge % 2;
    // Halves, as a difference of two finite numbers can be infinite.
    let from = grid.value(node) / 2.0;
    let to = grid.value(node + if axis == 0 { 1 } else { grid.width }) / 2.0;
    let mut part = (level / 2.0 - from) / (to - from);
    // A line through a node passes it on one point, not on several that differ by rounding.
    if !(THIN..=1.0 - THIN).contains(&part) {
        part = if part > 0.5 { 1.0 } else { 0.0 };
    }
    let [column, row] = grid.place(node);
    let [right, top] = grid.far();
    let [across, up] = if axis == 0 { [part, 0.0] } else { [0.0, part] };
    [(column + across).max(0.0).min(right), (row + up).max(0.0).min(top)]
}

/// Adds those runs of a ring whose segments are `shown` and not on the border.
fn add_lines(grid: &Grid, ring: &[Point], shown: &[bool], lines: &mut Vec<Vec<Point>>) {
    let far = grid.far();
    let (mut area, mut length) = (0.0, 0.0);
    let before = lines.len();
    let mut line: Vec<Point> = Vec::new();
    let mut all = true;
    for ((from, to), shown) in ring.iter().zip(ring.iter().skip(1).chain(ring)).zip(shown) {
        area += from[0] * to[1] - to[0] * from[1];
        length += (to[0] - from[0]).abs() + (to[1] - from[1]).abs();
        let on_border =
            |axis: usize| from[axis] == to[axis] && (from[axis] == 0.0 || from[axis] == far[axis]);
        if *shown && !on_border(0) && !on_border(1) {
            if line.is_empty() {
                line.push(*from);
            }
            if line.last() != Some(to) {
                line.push(*to);
            }
        } else {
            all = false;
            keep(std::mem::take(&mut line), lines);
        }
    }
    // The ring began within a line: that is one line with the last.
    if !all
        && let Some(start) = lines.get_mut(before)
        && start.first() == line.last()
    {
        line.extend(start.iter().skip(1));
        *start = line;
    } else {
        keep(line, lines);
    }
    if area.abs() <= THIN * length {
        lines.truncate(before);
    }
}

fn keep(line: Vec<Point>, lines: &mut Vec<Vec<Point>>) {
    if line.len() > 1 {
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contour(grid: &Grid, level: f64) -> Contour {
        contours(grid, &[], &[level]).remove(0)
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
                let found = here + (there - here) * (part_x + part_y);
                prop_assert!((found - level).abs() < 1e-9);
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
