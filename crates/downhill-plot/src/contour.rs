//! Marching squares: the lines on which a sampled function has a given value.

use crate::item::Point;

/// Samples of a function on a regular grid, row by row, each row from its first column.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    /// The samples, `columns` × `rows` of them. NaN counts as below every level.
    pub values: &'a [f64],
    /// How many samples a row has, at least 2.
    pub columns: usize,
    /// How many rows there are, at least 2.
    pub rows: usize,
}

/// Where a sampled function passes a level, in grid coordinates (column, row).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contour {
    /// The boundary of the region at or above the level: closed rings, which run along the
    /// grid's border where the region reaches it.
    pub rings: Vec<Vec<Point>>,
    /// The level set itself: those parts of the rings that do not run along the border. One that
    /// closes ends where it began.
    pub lines: Vec<Vec<Point>>,
}

const NONE: u32 = u32::MAX;
/// Marks, in a link, a segment that runs along the border.
const BORDER: u32 = 1 << 31;

/// A grid surrounded by nodes below every level, so that every ring closes.
struct Padded {
    values: Vec<f64>,
    width: usize,
    height: usize,
}

impl Padded {
    fn new(grid: Grid<'_>) -> Self {
        let (width, height) = (grid.columns + 2, grid.rows + 2);
        let mut values = vec![f64::NEG_INFINITY; width * height];
        let rows = values.chunks_exact_mut(width).skip(1);
        for (padded, row) in rows.zip(grid.values.chunks_exact(grid.columns)) {
            padded[1..=grid.columns].copy_from_slice(row);
        }
        Self { values, width, height }
    }
}

/// The contour of `grid` at `level`.
///
/// In every cell of four neighbouring nodes, segments join the cell's edges on which the function
/// passes the level, with the higher side on their left; where two ways of joining are possible
/// (a saddle) the mean of the four decides. As each edge is left by exactly one segment, a table of
/// links from edge to edge holds all rings.
#[must_use]
pub fn contour(grid: Grid<'_>, level: f64) -> Contour {
    let grid = Padded::new(grid);
    let mut links = links(&grid, level);
    let mut contour = Contour::default();
    for first in 0..links.len() {
        if links[first] == NONE {
            continue;
        }
        let mut ring = Vec::new();
        let mut on_border = Vec::new();
        let mut edge = first;
        while links[edge] != NONE {
            let link = std::mem::replace(&mut links[edge], NONE);
            ring.push(crossing(&grid, level, edge));
            on_border.push(link & BORDER != 0);
            edge = index(link & !BORDER);
        }
        add_lines(&ring, &on_border, &mut contour.lines);
        contour.rings.push(ring);
    }
    contour
}

fn index(edge: u32) -> usize {
    usize::try_from(edge).unwrap_or_default()
}

/// For each edge, the edge to which a segment leads from it. Edge 2n starts at node n towards the
/// next column, edge 2n + 1 towards the next row.
fn links(grid: &Padded, level: f64) -> Vec<u32> {
    let &Padded { ref values, width, height } = grid;
    let mut links = vec![NONE; 2 * width * height];
    for row in 0..height - 1 {
        for column in 0..width - 1 {
            let node = row * width + column;
            let corners =
                [values[node], values[node + 1], values[node + width + 1], values[node + width]];
            let high = corners.map(|value| value >= level);
            if high == [false; 4] || high == [true; 4] {
                continue;
            }
            // The cell's edges, each following the corner of the same number around the cell.
            let edges = [2 * node, 2 * (node + 1) + 1, 2 * (node + width), 2 * node + 1];
            let border = row == 0 || column == 0 || row == height - 2 || column == width - 2;
            let flag = if border { BORDER } else { 0 };
            let mut link = |from: usize, to: usize| {
                links[edges[from]] = u32::try_from(edges[to]).unwrap_or(NONE) | flag;
            };
            // Walking around the cell, the region is entered on edge i when corner i is low and
            // the next one high; it is left where that is the other way round.
            let enters = |edge: usize| !high[edge] && high[(edge + 1) % 4];
            let saddle = high[0] == high[2] && high[1] == high[3];
            let joined = saddle && corners.iter().sum::<f64>() / 4.0 >= level;
            for enter in (0..4).filter(|edge| enters(*edge)) {
                let leaves = |edge: &usize| high[*edge] && !high[(*edge + 1) % 4];
                // The segment cuts off the high corners that follow, or at a joined saddle the low
                // ones before.
                let leave = if joined {
                    (1..4).map(|step| (enter + 4 - step) % 4).find(leaves)
                } else {
                    (1..4).map(|step| (enter + step) % 4).find(leaves)
                };
                if let Some(leave) = leave {
                    link(enter, leave);
                }
            }
        }
    }
    links
}

/// Where the function passes the level on an edge, linearly; on a node where the edge leads out of
/// the grid.
fn crossing(grid: &Padded, level: f64, edge: usize) -> Point {
    let &Padded { ref values, width, .. } = grid;
    let node = edge / 2;
    let (column, row) = (node % width, node / width);
    let (right, down) = if edge.is_multiple_of(2) { (1, 0) } else { (0, 1) };
    let (from, to) = (values[node], values[node + right + down * width]);
    let part = match ((level - from) / (to - from), from >= level) {
        (part, _) if part.is_finite() && from.is_finite() && to.is_finite() => part,
        (_, true) => 0.0,
        (_, false) => 1.0,
    };
    // Nodes are numbered from the surrounding ones: the grid's first has number 1.
    let place = |index: usize| u32::try_from(index).map_or(0.0, f64::from) - 1.0;
    let (along_x, along_y) = if right == 1 { (part, 0.0) } else { (0.0, part) };
    [place(column) + along_x, place(row) + along_y]
}

/// Adds those runs of a ring whose segments are not on the border.
fn add_lines(ring: &[Point], on_border: &[bool], lines: &mut Vec<Vec<Point>>) {
    let count = ring.len();
    let Some(first) = on_border.iter().position(|border| *border) else {
        let mut closed = ring.to_vec();
        closed.extend(ring.first());
        lines.push(closed);
        return;
    };
    let mut line: Vec<Point> = Vec::new();
    // Once around, beginning behind a segment on the border, so that no run is cut in two.
    for step in 1..=count {
        let at = (first + step) % count;
        if !on_border[at] {
            if line.is_empty() {
                line.push(ring[at]);
            }
            line.push(ring[(at + 1) % count]);
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        let found = contour(Grid { values: &values, columns: 5, rows: 5 }, -1.5);
        assert_eq!((found.rings.len(), found.lines.len()), (1, 1));
        assert_eq!(found.lines[0].len(), found.rings[0].len() + 1);
        assert_eq!(found.lines[0].first(), found.lines[0].last());
    }

    #[test]
    fn a_region_that_reaches_the_border_has_an_open_line_and_a_closed_ring() {
        let values = sampled(5, 4, |x, _| x);
        let found = contour(Grid { values: &values, columns: 5, rows: 4 }, 1.5);
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
        let grid = Grid { values: &values, columns: 4, rows: 3 };
        let found = contour(grid, 0.0);
        assert_eq!(found.lines, Vec::<Vec<Point>>::new());
        assert_eq!(found.rings.len(), 1);
        assert_eq!(doubled_area(&found.rings[0]).abs(), 2.0 * 3.0 * 2.0);
        assert_eq!(contour(grid, 2.0), Contour::default());
    }

    proptest! {
        #[test]
        fn lines_lie_where_linear_interpolation_has_the_level(
            values in prop::collection::vec(-1.0..1.0_f64, 7 * 6), level in -0.9..0.9_f64
        ) {
            let grid = Grid { values: &values, columns: 7, rows: 6 };
            let found = contour(grid, level);
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
            let grid = Grid { values: &values, columns: 6, rows: 6 };
            // A level between the values, so that no ring passes through a node.
            let found = contour(grid, 0.5);
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
