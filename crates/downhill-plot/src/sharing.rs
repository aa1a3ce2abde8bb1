//! Ground that several racers share: which racers have drawn where, and which of them draws which part.

use crate::shape::Point;
use crate::view::{between, distance};

/// The side of a cell, in CSS px.
const CELL: f64 = 4.0;
/// The number of undirected directions that are distinguished. With this many, lines that cross at 45°
/// or more are never taken for the same direction.
const DIRECTIONS: usize = 8;
/// The tangents of the angles, from the x axis, at which the first four directions end.
const TANGENTS: [f64; 4] =
    [0.198_912_367_379_658, 0.668_178_637_919_299, 1.496_605_762_665_489, 5.027_339_492_125_846];
/// The cells are stored in blocks of this side, which take memory only once something is drawn there.
const BLOCK: usize = 16;
/// The coordinate at which the first cell begins, in CSS px. It is beyond the margin at which trails
/// are cut off, and not a round number, because racers often run along the middle of a picture, which
/// should not be the border between cells.
const ORIGIN: f64 = -41.3;
/// A racer is present along a piece if it has drawn along at least this part of the piece's length.
const PRESENT: f64 = 2.0 / 3.0;
/// A racer has drawn a piece before if it has drawn along at least this part of the piece's length. Its
/// previous piece alone never reaches that, since a cell is shorter than a piece.
const REPEATED: f64 = 0.9;
/// The most other racers that are taken into account.
const MOST_OTHERS: u8 = 5;
/// The length of a dash, and the gap between the end of its colour and the end of the dash, in widths
/// of the trail.
const DASH: f64 = 4.0;
const GAP: f64 = 0.5;
/// The number of racers that are distinguished.
const RACERS: usize = 16;

/// Ground is worn if its racer has passed through it at least this often before, averaged over the
/// piece's length. With more lines than that, a viewer can no longer follow any of them.
const WORN: f64 = 0.7;
/// The most passes of a racer through a cell that are counted.
const MOST_PASSES: u32 = 3;

/// The number of squares along the side of a cell for which it is noted whether anything is drawn
/// there.
const SQUARES: f64 = 2.0;
/// The distance between the points of a piece at which these squares are looked up, in CSS px.
const SAMPLE_SPACING: f64 = 0.5;

/// What has been drawn through a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    /// The racers that have drawn in each direction, one bit each.
    racers: [u16; DIRECTIONS],
    /// The number of passes of each racer, in two bits, where three means three or more.
    passes: u32,
    /// Whether anything is drawn in each of the four squares of 2 px, one bit each.
    drawn: u8,
}

/// The ground on which a piece of a trail lies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ground {
    /// There are no other racers, or only crossings: the whole piece is drawn.
    Free,
    /// The racer itself has been here so often, in any direction, that one more line would only bury
    /// what is there.
    Worn,
    /// Other racers have drawn here: only dashes of the piece are drawn, with round caps, and none at
    /// all if the racer has drawn here before.
    Shared(Dashes),
}

/// The dashes of a piece on shared ground.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dashes {
    /// The racer's parts of the ground, which touch those of the other racers.
    pub(crate) parts: Vec<Vec<Point>>,
    /// The parts that are drawn in the racer's colour. They are shorter, because dark colours would run
    /// into one line without gaps between them.
    pub(crate) colored: Vec<Vec<Point>>,
}

/// Remembers which racers have drawn where in a picture, and in which direction.
///
/// The picture is divided into cells of 4 px. A piece of a trail is on *shared* ground if other racers
/// have drawn along two thirds of it before, in about its direction. It is then dashed, so that their
/// trails remain visible beneath. Let u be the x or y coordinate, whichever changes more along the
/// piece, and m, at most [`MOST_OTHERS`], the number of racers that are each present along two thirds
/// of it. The piece gets the dashes with ⌊u / dash⌋ mod (m + 1) = m. Since dashes belong to the ground
/// and not to a racer, the dashes of several racers do not drift against each other: of two, three or
/// four racers on one line each keeps at least a sixth of it, of five or six two fifteenths.
///
/// What is drawn of a piece depends on the pieces before it alone. The work is proportional to the
/// length of the piece, and the memory to the ground that has been drawn on: 5 kB for a square of 64
/// px, and nothing before the first piece.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sharing {
    /// The number of blocks in a row.
    columns: usize,
    /// Blocks of cells, row by row. A block is empty until something is drawn there.
    blocks: Vec<Vec<Cell>>,
    /// The width of trails, in CSS px.
    width: f64,
}

impl Sharing {
    /// A blank picture of `size` CSS px whose trails are `width` px wide.
    #[must_use]
    pub(crate) fn new(size: [f64; 2], width: f64) -> Self {
        let [columns, rows] = size.map(|size| cell(size - ORIGIN) / BLOCK + 1);
        Self { columns, blocks: vec![Vec::new(); columns * rows], width }
    }

    /// Forgets all pieces.
    pub(crate) fn clear(&mut self) {
        self.blocks.fill(Vec::new());
    }

    /// Records a piece of a racer's trail, and returns the ground on which it lies.
    pub(crate) fn add(&mut self, racer: usize, piece: &[Point]) -> Ground {
        let racer = racer % RACERS;
        let (mut length, mut worn) = (0.0, 0.0);
        let mut present = [0.0; RACERS];
        let mut cells = Vec::new();
        each_cell(piece, |at, direction, part| {
            length += part;
            let (block, cell) = self.index(at);
            cells.push((block, cell, direction));
            // The first cell is left out, because the previous piece ends in it.
            if cells.first().is_some_and(|first| (first.0, first.1) != (block, cell)) {
                worn += f64::from(self.passes(block, cell, racer)) * part;
            }
            let mut racers = self.racers(block, cell, direction);
            while racers != 0 {
                let lowest = racers.trailing_zeros();
                racers &= racers - 1;
                let racer = usize::try_from(lowest).unwrap_or_default();
                present[racer % RACERS] += part;
            }
        });
        // The cells are marked only now, so that a piece does not count as its own predecessor.
        let mut last = None;
        for (block, cell, direction) in cells {
            let passes = self.passes(block, cell, racer);
            let is_pass = last.replace((block, cell)).is_some_and(|last| last != (block, cell));
            if let Some(cell) = self.cell_mut(block, cell) {
                cell.racers[direction] |= 1 << racer;
                cell.passes += u32::from(is_pass && passes < MOST_PASSES) << (2 * racer);
            }
        }
        let before = std::mem::take(&mut present[racer]);
        let mut others = 0_u8;
        for present in present {
            others += u8::from(present > 0.0 && present >= PRESENT * length);
        }
        let mut dashes = match others.min(MOST_OTHERS) {
            0 => {
                self.note_drawn(piece);
                return if worn >= WORN * length { Ground::Worn } else { Ground::Free };
            }
            // The racer is visible here already, and would only cover racers that came after it.
            _ if before >= REPEATED * length => Dashes::default(),
            others => {
                let dashes = |gap| dashes(piece, self.width, f64::from(others), gap * self.width);
                Dashes { parts: dashes(0.0), colored: dashes(GAP) }
            }
        };
        for part in &dashes.parts {
            self.note_drawn(part);
        }
        // The other racers may have left out a part for a racer that lies slightly beside it, or that
        // has turned away.
        for part in self.holes(piece) {
            self.note_drawn(&part);
            dashes.parts.push(part.clone());
            dashes.colored.push(part);
        }
        Ground::Shared(dashes)
    }

    /// Records where something is drawn.
    fn note_drawn(&mut self, line: &[Point]) {
        each_place(line, &mut |at| {
            let (block, cell) = self.index(at);
            if let Some(cell) = self.cell_mut(block, cell) {
                cell.drawn |= 1 << square(at);
            }
        });
    }

    /// The parts of a piece along which no racer has drawn anything.
    fn holes(&self, piece: &[Point]) -> Vec<Vec<Point>> {
        let mut holes: Vec<Vec<Point>> = Vec::new();
        let mut is_hole = false;
        each_place(piece, &mut |at| {
            let was_hole = std::mem::replace(&mut is_hole, !self.is_drawn(at));
            match holes.last_mut() {
                Some(hole) if is_hole && was_hole => hole.push(at),
                _ if is_hole => holes.push(vec![at]),
                _ => {}
            }
        });
        // A hole of a single point is covered by the round caps of its neighbours.
        holes.retain(|hole| hole.len() > 1);
        holes
    }

    /// Whether anything is drawn in the square of a point, or in one within 1 px of it.
    fn is_drawn(&self, [x, y]: Point) -> bool {
        let places = [[x, y], [x - 1.0, y], [x + 1.0, y], [x, y - 1.0], [x, y + 1.0]];
        places.into_iter().any(|at| {
            let (block, cell) = self.index(at);
            self.cell(block, cell).drawn & (1 << square(at)) != 0
        })
    }

    /// The racers that have drawn through a cell in a direction or in a neighbouring one, one bit each.
    fn racers(&self, block: usize, cell: usize, direction: usize) -> u16 {
        let racers = self.cell(block, cell).racers;
        let [before, after] = [DIRECTIONS - 1, 1].map(|turn| (direction + turn) % DIRECTIONS);
        racers[before] | racers[direction] | racers[after]
    }

    /// The number of passes of a racer through a cell, at most three.
    fn passes(&self, block: usize, cell: usize, racer: usize) -> u32 {
        self.cell(block, cell).passes >> (2 * racer) & MOST_PASSES
    }

    fn cell(&self, block: usize, cell: usize) -> Cell {
        let cells = self.blocks.get(block);
        cells.and_then(|cells| cells.get(cell)).copied().unwrap_or_default()
    }

    /// A cell that will be drawn on.
    fn cell_mut(&mut self, block: usize, cell: usize) -> Option<&mut Cell> {
        let cells = self.blocks.get_mut(block)?;
        if cells.is_empty() {
            *cells = vec![Cell::default(); BLOCK * BLOCK];
        }
        cells.get_mut(cell)
    }

    /// The index of the block that contains a point, and that of the cell in the block.
    fn index(&self, at: Point) -> (usize, usize) {
        let [column, row] = at.map(|coordinate| cell(coordinate - ORIGIN));
        (row / BLOCK * self.columns + column / BLOCK, row % BLOCK * BLOCK + column % BLOCK)
    }
}

/// The number of whole cells in a length in CSS px.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "trails are cut off at the margin, and beyond it the cast saturates"
)]
fn cell(px: f64) -> usize {
    (px / CELL) as usize
}

/// The index of the square, within its cell, that contains a point.
fn square(at: Point) -> usize {
    let [x, y] = at.map(|coordinate| {
        let part = (coordinate - ORIGIN) / CELL;
        usize::from(part - part.floor() >= 1.0 / SQUARES)
    });
    2 * y + x
}

/// Calls `visit` for closely spaced points along a polyline, its vertices included.
fn each_place(points: &[Point], visit: &mut dyn FnMut(Point)) {
    for pair in points.windows(2) {
        let count = (distance(pair[0], pair[1]) / SAMPLE_SPACING).ceil().max(1.0);
        let mut index = 0.0;
        while index < count {
            visit(between(pair[0], pair[1], index / count));
            index += 1.0;
        }
    }
    if let Some(last) = points.last() {
        visit(*last);
    }
}

/// Calls `visit` for each cell that a polyline passes through, with the middle of its part in the cell,
/// its direction and the length of the part (Amanatides & Woo 1987).
fn each_cell(points: &[Point], mut visit: impl FnMut(Point, usize, f64)) {
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = distance(from, to);
        let direction = direction(from, to);
        // The parameters at which the segment enters the next cell in x and in y, and the distances
        // between those.
        let (mut next, mut step) = ([f64::INFINITY; 2], [f64::INFINITY; 2]);
        for axis in [0, 1] {
            let place = (from[axis] - ORIGIN) / CELL;
            let way = (to[axis] - from[axis]) / CELL;
            if way != 0.0 {
                let edge = if way > 0.0 { place.floor() + 1.0 } else { place.floor() };
                (next[axis], step[axis]) = ((edge - place) / way, way.abs().recip());
            }
        }
        let mut begin = 0.0;
        while begin < 1.0 {
            let axis = usize::from(next[1] < next[0]);
            let end = next[axis].min(1.0);
            next[axis] += step[axis];
            if end > begin {
                visit(
                    between(from, to, f64::midpoint(begin, end)),
                    direction,
                    (end - begin) * length,
                );
            }
            begin = end;
        }
    }
}

/// The direction of a segment, out of eight at intervals of 22.5°. The first is along the x axis.
fn direction(from: Point, to: Point) -> usize {
    let (x, y) = (to[0] - from[0], to[1] - from[1]);
    let steep = TANGENTS.iter().filter(|tangent| y.abs() > **tangent * x.abs()).count();
    if (x < 0.0) == (y < 0.0) { steep } else { (DIRECTIONS - steep) % DIRECTIONS }
}

/// The dashes of a piece on ground that it shares with `others` other racers. They end `gap` px short
/// of their part of the ground on both sides, including the round caps.
fn dashes(piece: &[Point], width: f64, others: f64, gap: f64) -> Vec<Vec<Point>> {
    let (Some(first), Some(last)) = (piece.first(), piece.last()) else { return Vec::new() };
    // The threshold prefers x, because racers that run at about 45° would keep switching between x and
    // y.
    let (x, y) = ((last[0] - first[0]).abs(), (last[1] - first[1]).abs());
    let axis = usize::from(x < 0.7 * y);
    let dash = DASH * width;
    let period = dash * (others + 1.0);
    let mut dashes: Vec<Vec<Point>> = Vec::new();
    // Whether the last dash reaches the end of its segment.
    let mut goes_on = false;
    for pair in piece.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let (start, end) = (from[axis], to[axis]);
        let index = |u: f64| ((u - others * dash) / period).floor();
        let (first, last) = (index(start), index(end));
        // The reach of a cap along the axis.
        let slope = (end - start).abs() / distance(from, to).max(f64::MIN_POSITIVE);
        let cap = (width / 2.0 + gap) * slope;
        let mut count = (last - first).abs();
        let mut goes_on_before = std::mem::replace(&mut goes_on, false);
        while count >= 0.0 {
            let number = if last < first { last + count } else { last - count };
            count -= 1.0;
            let begin = number * period + others * dash;
            let Some([enter, leave]) = within(start, end, begin + cap, begin + dash - cap) else {
                continue;
            };
            goes_on = leave >= 1.0;
            let until = if goes_on { to } else { between(from, to, leave) };
            match dashes.last_mut() {
                Some(dash) if goes_on_before && enter <= 0.0 => dash.push(until),
                _ => dashes.push(vec![between(from, to, enter), until]),
            }
            goes_on_before = false;
        }
    }
    dashes
}

/// The part of the segment from `start` to `end` that lies between `low` and `high`, as two parameters
/// in [0, 1].
fn within(start: f64, end: f64, low: f64, high: f64) -> Option<[f64; 2]> {
    if start == end {
        return (low <= start && start <= high).then_some([0.0, 1.0]);
    }
    let (at_low, at_high) = ((low - start) / (end - start), (high - start) / (end - start));
    let (enter, leave) = (at_low.min(at_high).max(0.0), at_low.max(at_high).min(1.0));
    (enter < leave).then_some([enter, leave])
}

#[cfg(test)]
mod tests;
