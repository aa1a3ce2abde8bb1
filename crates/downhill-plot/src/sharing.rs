//! Ground that several racers share: who has drawn where, and who draws which part of it.

use crate::shape::Point;
use crate::view::{between, distance};

/// The side of a cell, in CSS px.
const CELL: f64 = 4.0;
/// How many undirected directions are told apart: so many that lines that cross at 45° or more are
/// never taken for one.
const DIRECTIONS: usize = 8;
/// The tangents of the angles from the x axis at which the first direction ends, the second, and so on.
const TANGENTS: [f64; 4] =
    [0.198_912_367_379_658, 0.668_178_637_919_299, 1.496_605_762_665_489, 5.027_339_492_125_846];
/// Cells are kept in blocks of so many by so many, which take memory once somebody comes there.
const BLOCK: usize = 16;
/// Where the first cell begins, in CSS px. It is beyond the margin at which trails are cut off, and no
/// round number: racers run along the middle of a picture, and that should not be the edge of cells.
const ORIGIN: f64 = -41.3;
/// A racer is in a piece's place if it is in so much of the piece's length.
const PRESENT: f64 = 2.0 / 3.0;
/// A racer has drawn this piece before if it is in so much of its length. The piece before alone
/// is not: a cell is shorter than a piece.
const REPEATED: f64 = 0.9;
/// How many others at most are taken into account.
const MOST_OTHERS: u8 = 5;
/// How long a dash is, and how far its colour ends before it, in widths of the trail.
const DASH: f64 = 4.0;
const GAP: f64 = 0.5;
/// How many racers are told apart.
const RACERS: usize = 16;

/// Ground is worn if its racer has come through so often before, on the average over the piece's length:
/// where more lines could no longer be followed.
const WORN: f64 = 0.7;
/// How many of a racer's passes through a cell are counted.
const MOST_PASSES: u32 = 3;

/// Squares of a cell that are told apart where it is asked whether anything is drawn there, by side.
const SQUARES: f64 = 2.0;
/// How far apart places along a piece are looked at for that, in CSS px.
const LOOKED_AT: f64 = 0.5;

/// Who has drawn through a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    /// The racers, one bit each, by direction.
    racers: [u16; DIRECTIONS],
    /// How often each racer has come through, in two bits, three being three or more.
    passes: u32,
    /// In which of its four squares, of 2 px, anything is drawn, one bit each.
    drawn: u8,
}

/// What a piece of a trail meets on the ground.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ground {
    /// Nobody, or only crossings: the piece is drawn as a whole.
    Free,
    /// The racer's own trail, which has been there so often, in any direction, that another line would
    /// bury what is there.
    Worn,
    /// Others: only dashes of the piece are drawn, with round caps; none at all if the racer
    /// has drawn there before.
    Shared(Dashes),
}

/// What is drawn of a piece on shared ground.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dashes {
    /// The racer's parts of the ground, end to end with those of the others.
    pub(crate) parts: Vec<Vec<Point>>,
    /// What of these is drawn in its colour: between it and the others' colours there are gaps, or dark
    /// ones would run into one line.
    pub(crate) colored: Vec<Vec<Point>>,
}

/// Which racers have drawn where in a picture, and in which direction.
///
/// The picture is divided into cells of 4 px. A piece of a trail is on *shared* ground if other racers
/// have drawn before along two thirds of it, in about its direction. Then it is dashed, so that they
/// remain visible beneath: of u, the x or y of the picture, whichever changes more, it gets the
/// dashes with ⌊u / dash⌋ mod (m + 1) = m, where m is the number of racers that are in two thirds of it each,
/// at most [`MOST_OTHERS`]. Since dashes belong to the ground, not to the racer, those of several
/// racers do not drift against each other: of two, three or four on one line each keeps at least a sixth,
/// of five or six two fifteenths.
///
/// What is drawn of a piece depends on the pieces before it alone. The work for it is proportional to its
/// length, memory to the ground that has been drawn on: 5 kB a square of 64 px, and nothing before the
/// first piece.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sharing {
    /// How many blocks there are side by side.
    columns: usize,
    /// Blocks of cells, by row; an empty one has not been drawn on.
    blocks: Vec<Vec<Cell>>,
    /// The width of trails, in CSS px.
    width: f64,
}

impl Sharing {
    /// A blank picture of that size in CSS px, whose trails are `width` px wide.
    #[must_use]
    pub(crate) fn new(size: [f64; 2], width: f64) -> Self {
        let [columns, rows] = size.map(|size| cell(size - ORIGIN) / BLOCK + 1);
        Self { columns, blocks: vec![Vec::new(); columns * rows], width }
    }

    /// Forgets all pieces.
    pub(crate) fn clear(&mut self) {
        self.blocks.fill(Vec::new());
    }

    /// Takes note of a piece of a racer's trail, and says on what ground it is.
    pub(crate) fn add(&mut self, racer: usize, piece: &[Point]) -> Ground {
        let racer = racer % RACERS;
        let (mut length, mut worn) = (0.0, 0.0);
        let mut present = [0.0; RACERS];
        let mut cells = Vec::new();
        each_cell(piece, |at, direction, part| {
            length += part;
            let (block, cell) = self.index(at);
            cells.push((block, cell, direction));
            // The piece before has been in the first cell.
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
        // After all have been looked at, since a piece does not follow itself.
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
            // It is visible there already, and would only cover those who came since.
            _ if before >= REPEATED * length => Dashes::default(),
            others => {
                let dashes = |gap| dashes(piece, self.width, f64::from(others), gap * self.width);
                Dashes { parts: dashes(0.0), colored: dashes(GAP) }
            }
        };
        for part in &dashes.parts {
            self.note_drawn(part);
        }
        // Those others may have left it to somebody who is a little beside, or has gone.
        for part in self.holes(piece) {
            self.note_drawn(&part);
            dashes.parts.push(part.clone());
            dashes.colored.push(part);
        }
        Ground::Shared(dashes)
    }

    /// Takes note of where something is drawn.
    fn note_drawn(&mut self, line: &[Point]) {
        each_place(line, &mut |at| {
            let (block, cell) = self.index(at);
            if let Some(cell) = self.cell_mut(block, cell) {
                cell.drawn |= 1 << square(at);
            }
        });
    }

    /// The parts of a piece where nothing is drawn, of anybody.
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
        // A single place is no longer than what round caps cover.
        holes.retain(|hole| hole.len() > 1);
        holes
    }

    /// Whether anything is drawn in the square of a place or in that of one 1 px beside it.
    fn is_drawn(&self, [x, y]: Point) -> bool {
        let places = [[x, y], [x - 1.0, y], [x + 1.0, y], [x, y - 1.0], [x, y + 1.0]];
        places.into_iter().any(|at| {
            let (block, cell) = self.index(at);
            self.cell(block, cell).drawn & (1 << square(at)) != 0
        })
    }

    /// The racers that have drawn through a cell in a direction or one beside it.
    fn racers(&self, block: usize, cell: usize, direction: usize) -> u16 {
        let racers = self.cell(block, cell).racers;
        let [before, after] = [DIRECTIONS - 1, 1].map(|turn| (direction + turn) % DIRECTIONS);
        racers[before] | racers[direction] | racers[after]
    }

    /// How often a racer has come through a cell, three times at most.
    fn passes(&self, block: usize, cell: usize, racer: usize) -> u32 {
        self.cell(block, cell).passes >> (2 * racer) & MOST_PASSES
    }

    fn cell(&self, block: usize, cell: usize) -> Cell {
        let cells = self.blocks.get(block);
        cells.and_then(|cells| cells.get(cell)).copied().unwrap_or_default()
    }

    /// A cell of a block, to be drawn on.
    fn cell_mut(&mut self, block: usize, cell: usize) -> Option<&mut Cell> {
        let cells = self.blocks.get_mut(block)?;
        if cells.is_empty() {
            *cells = vec![Cell::default(); BLOCK * BLOCK];
        }
        cells.get_mut(cell)
    }

    /// The block of a place, and the cell in it.
    fn index(&self, at: Point) -> (usize, usize) {
        let [column, row] = at.map(|coordinate| cell(coordinate - ORIGIN));
        (row / BLOCK * self.columns + column / BLOCK, row % BLOCK * BLOCK + column % BLOCK)
    }
}

/// The number of cells in so many px.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "trails are cut off beyond the margin, and a cast of what is not would saturate"
)]
fn cell(px: f64) -> usize {
    (px / CELL) as usize
}

/// Which of the squares of its cell a place is in.
fn square(at: Point) -> usize {
    let [x, y] = at.map(|coordinate| {
        let part = (coordinate - ORIGIN) / CELL;
        usize::from(part - part.floor() >= 1.0 / SQUARES)
    });
    2 * y + x
}

/// Calls `visit` for places along a polyline that are hardly apart, its vertices included.
fn each_place(points: &[Point], visit: &mut dyn FnMut(Point)) {
    for pair in points.windows(2) {
        let count = (distance(pair[0], pair[1]) / LOOKED_AT).ceil().max(1.0);
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

/// Calls `visit` for each cell that a polyline passes, with the middle of the part that lies in it, its
/// direction and its length (Amanatides & Woo 1987).
fn each_cell(points: &[Point], mut visit: impl FnMut(Point, usize, f64)) {
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = distance(from, to);
        let direction = direction(from, to);
        // Where, as part of the way, it comes to the next cell in x and in y, and how far apart such places are.
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

/// The direction of a segment, of eight that are 22.5° apart; the first is along the x axis.
fn direction(from: Point, to: Point) -> usize {
    let (x, y) = (to[0] - from[0], to[1] - from[1]);
    let steep = TANGENTS.iter().filter(|tangent| y.abs() > **tangent * x.abs()).count();
    if (x < 0.0) == (y < 0.0) { steep } else { (DIRECTIONS - steep) % DIRECTIONS }
}

/// The dashes of a piece on ground that it shares with so many others, each `gap` px short of its place at
/// both ends, round caps included.
fn dashes(piece: &[Point], width: f64, others: f64, gap: f64) -> Vec<Vec<Point>> {
    let (Some(first), Some(last)) = (piece.first(), piece.last()) else { return Vec::new() };
    // In doubt it is x: racers that begin at 45° would else change between x and y all the time.
    let (x, y) = ((last[0] - first[0]).abs(), (last[1] - first[1]).abs());
    let axis = usize::from(x < 0.7 * y);
    let dash = DASH * width;
    let period = dash * (others + 1.0);
    let mut dashes: Vec<Vec<Point>> = Vec::new();
    // Whether the last dash has come to the end of its segment.
    let mut goes_on = false;
    for pair in piece.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let (start, end) = (from[axis], to[axis]);
        let index = |u: f64| ((u - others * dash) / period).floor();
        let (one, other) = (index(start), index(end));
        // How far a cap reaches along the axis.
        let slope = (end - start).abs() / distance(from, to).max(f64::MIN_POSITIVE);
        let cap = (width / 2.0 + gap) * slope;
        let mut count = (other - one).abs();
        let mut goes_on_before = std::mem::replace(&mut goes_on, false);
        while count >= 0.0 {
            let number = if other < one { other + count } else { other - count };
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

/// The part of the way from `start` to `end` that lies between `low` and `high`, as two parameters in [0, 1].
fn within(start: f64, end: f64, low: f64, high: f64) -> Option<[f64; 2]> {
    if start == end {
        return (low <= start && start <= high).then_some([0.0, 1.0]);
    }
    let (one, other) = ((low - start) / (end - start), (high - start) / (end - start));
    let (enter, leave) = (one.min(other).max(0.0), one.max(other).min(1.0));
    (enter < leave).then_some([enter, leave])
}

#[cfg(test)]
mod tests;
