//! A racer's trail: its trajectory in px, reduced as it grows to what can be seen.

use crate::shape::Point;
use crate::view::{View, between, distance};

/// Vertices nearer than this to the previous one, in CSS px, are left out.
const NEAR: f64 = 0.25;
/// A piece is complete once it is this long, in CSS px.
const PIECE: f64 = 6.0;
/// Whatever is farther than this outside the frame, in CSS px, is cut off.
const MARGIN: f64 = 20.0;
/// The most pieces between the same two places, to half a px, that are drawn. Without a limit, a racer
/// that jumps back and forth forever would be painted forever.
const MAX_REPEATS: u8 = 4;
/// The number of pieces from or to places outside the frame that are drawn like others.
const EXCURSIONS: u32 = 8;
/// The number of pairs of places that are remembered for this.
const REMEMBERED: usize = 1024;

/// A section of a trail that is drawn once, as one polyline, when it is complete.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    /// The step at which it became complete.
    pub(crate) step: u32,
    first: usize,
    last: usize,
    /// The step at which the last drawn piece up to this one became complete. That is this piece's own
    /// step, unless it is one too many between the same two places.
    moved: u32,
    /// Whether it comes from outside the frame or goes there, after many others did.
    pub(crate) is_repeated_excursion: bool,
}

impl Piece {
    const fn is_drawn(&self) -> bool {
        self.moved == self.step
    }
}

#[derive(Clone, Copy, Debug)]
struct Vertex {
    at: Point,
    step: u32,
}

/// A racer's trail in a view.
///
/// It is drawn in pieces of a few px. A painter draws each piece once, when it is complete, and draws
/// the piece under way, which is hardly longer than a head, again in every frame. The work of a frame
/// therefore does not depend on what has been drawn before, and a picture does not depend on when it
/// was drawn.
#[derive(Clone, Debug)]
pub(crate) struct Trail {
    pub(crate) view: View,
    steps: u32,
    vertices: Vec<Vertex>,
    pieces: Vec<Piece>,
    /// The index of the first vertex of the piece under way; none while the racer is outside.
    open: Option<usize>,
    /// The length of the piece under way, in CSS px.
    length: f64,
    /// The true place of the last vertex, also outside the frame, in CSS px and in objective
    /// coordinates.
    last: Point,
    place: [f64; 2],
    /// Where the racer left the frame: the step, the point on the edge, and the direction.
    exits: Vec<(u32, Point, Point)>,
    /// The number of pieces that come from outside or go there.
    excursions: u32,
    /// Pairs of places between which pieces were drawn, with the number of those pieces.
    seen: Vec<([i32; 4], u8)>,
}

impl Trail {
    /// The trail of a racer that has not yet moved from `start`, in objective coordinates.
    #[must_use]
    pub(crate) fn new(view: View, start: [f64; 2]) -> Self {
        let at = view.to_px(start);
        let mut trail = Self {
            view,
            steps: 0,
            vertices: Vec::new(),
            pieces: Vec::new(),
            open: None,
            length: 0.0,
            last: at,
            place: start,
            exits: Vec::new(),
            excursions: 0,
            seen: vec![([i32::MIN; 4], 0); REMEMBERED],
        };
        if view.clip(at, at, MARGIN).is_some() {
            trail.begin(at, 0);
        }
        if !view.contains(at) {
            // A racer that starts outside counts as having left at the nearest point of the edge.
            let edge = [at[0].max(0.0).min(view.width), at[1].max(0.0).min(view.height)];
            trail.exits.push((0, edge, direction(edge, at)));
        }
        trail
    }

    /// Grows the trail up to `step`. `trajectory` is `[x0, y0, x1, y1, …]` in objective coordinates,
    /// and must reach that step.
    pub(crate) fn grow(&mut self, trajectory: &[f64], step: u32) {
        while self.steps < step {
            let index = usize::try_from(self.steps).unwrap_or_default() + 1;
            let Some(iterate) = trajectory.get(2 * index..2 * index + 2) else { return };
            self.steps += 1;
            let place = [iterate[0], iterate[1]];
            let to = self.view.to_px(place);
            if distance(self.last, to) >= NEAR || self.view.is_farthest(to) {
                let from = std::mem::replace(&mut self.place, place);
                self.last = to;
                self.add(self.view.segment(from, place), self.steps);
            }
        }
    }

    /// Adds the part of a step that lies near the picture.
    fn add(&mut self, segment: Option<[Point; 2]>, step: u32) {
        let Some([from, to]) = segment else {
            self.end(step);
            return;
        };
        if self.view.contains(from) && !self.view.contains(to) {
            let leave = self.view.clip(from, to, 0.0).map_or(0.0, |[_, leave]| leave);
            self.exits.push((step, between(from, to, leave), direction(from, to)));
        }
        let Some([enter, leave]) = self.view.clip(from, to, MARGIN) else {
            self.end(step);
            return;
        };
        if self.open.is_none() {
            self.begin(between(from, to, enter), step);
        }
        let at = if leave < 1.0 { between(from, to, leave) } else { to };
        if let Some(before) = self.vertices.last() {
            self.length += distance(before.at, at);
        }
        self.vertices.push(Vertex { at, step });
        if leave < 1.0 {
            self.end(step);
        } else if self.length >= PIECE {
            self.end(step);
            self.begin(at, step);
        }
    }

    fn begin(&mut self, at: Point, step: u32) {
        self.open = Some(self.vertices.len());
        self.length = 0.0;
        self.vertices.push(Vertex { at, step });
    }

    fn end(&mut self, step: u32) {
        if let Some(first) = self.open.take() {
            let last = self.vertices.len();
            let drawn = self.should_draw(self.vertices[first].at, self.vertices[last - 1].at);
            if !drawn && last - first == 2 {
                // Nothing shows of a single jump while it is under way, so it need not be remembered.
                // This bounds the memory of a racer that jumps back and forth for a million steps.
                self.vertices.truncate(first);
                return;
            }
            let before = self.pieces.last().map_or(0, |piece| piece.moved);
            let moved = if drawn { step } else { before };
            let is_outside = |vertex: usize| !self.view.contains(self.vertices[vertex].at);
            let is_excursion = is_outside(first) || is_outside(last - 1);
            self.excursions += u32::from(is_excursion);
            let is_repeated_excursion = is_excursion && self.excursions > EXCURSIONS;
            self.pieces.push(Piece { step, first, last, moved, is_repeated_excursion });
        }
    }

    /// Counts a piece between two places, and returns whether it is still to be drawn.
    fn should_draw(&mut self, from: Point, to: Point) -> bool {
        let places = [half_px(from[0]), half_px(from[1]), half_px(to[0]), half_px(to[1])];
        let mut mixed = 0_u32;
        for place in &places {
            mixed = (mixed ^ place.cast_unsigned()).wrapping_mul(0x9e37_79b1).rotate_left(15);
        }
        let slot = usize::try_from(mixed).unwrap_or_default() % REMEMBERED;
        let (seen, count) = &mut self.seen[slot];
        if *seen != places {
            (*seen, *count) = (places, 0);
        }
        *count = count.saturating_add(1);
        *count <= MAX_REPEATS
    }

    /// The pieces that became complete after step `after` and up to step `until`.
    #[must_use]
    pub(crate) fn pieces(&self, after: Option<u32>, until: u32) -> &[Piece] {
        let upto = |step: u32| self.pieces.partition_point(|piece| piece.step <= step);
        let (from, to) = (after.map_or(0, upto), upto(until));
        self.pieces.get(from..to).unwrap_or_default()
    }

    /// The vertices of a piece.
    #[must_use]
    pub(crate) fn points(&self, piece: &Piece) -> Vec<Point> {
        self.reached(piece.first, piece.last, u32::MAX)
    }

    /// All pieces joined to a few polylines, which are drawn much faster. They differ from the pieces
    /// only in the caps and joins where pieces meet.
    #[must_use]
    pub(crate) fn lines(&self) -> Vec<Vec<Point>> {
        self.lines_until(u32::MAX)
    }

    /// The same, of the pieces that became complete up to step `until`.
    #[must_use]
    pub(crate) fn lines_until(&self, until: u32) -> Vec<Vec<Point>> {
        let mut lines: Vec<Vec<Point>> = Vec::new();
        for piece in self.pieces(None, until) {
            if !piece.is_drawn() {
                continue;
            }
            let mut points = self.points(piece);
            match lines.last_mut() {
                Some(line) if line.last() == points.first() => line.append(&mut points),
                _ => lines.push(points),
            }
        }
        lines
    }

    /// The vertices of the piece that is under way after `step` steps.
    #[must_use]
    pub(crate) fn under_way(&self, step: u32) -> Vec<Point> {
        match (self.pieces(Some(step), u32::MAX).first(), self.open) {
            (Some(piece), _) => self.reached(piece.first, piece.last, step),
            (None, Some(first)) => self.reached(first, self.vertices.len(), step),
            (None, None) => Vec::new(),
        }
    }

    /// The step at which the last drawn piece before `step` became complete, or 0. Since that step the
    /// racer has hardly moved.
    pub(crate) fn moved(&self, step: u32) -> u32 {
        self.pieces(None, step).last().map_or(0, |piece| piece.moved)
    }

    /// The vertices in a range that belong to the first `step` steps.
    fn reached(&self, first: usize, last: usize, step: u32) -> Vec<Point> {
        let mut points = Vec::new();
        for vertex in &self.vertices[first..last] {
            if vertex.step <= step {
                points.push(vertex.at);
            }
        }
        points
    }

    /// The step at which the racer last left the frame within `step` steps, with the place and
    /// direction. The step is 0 if it started outside.
    #[must_use]
    pub(crate) fn exit(&self, step: u32) -> Option<(u32, Point, Point)> {
        self.exits.iter().rev().find(|(at, ..)| *at <= step).copied()
    }
}

/// The unit vector from one point to another.
fn direction(from: Point, to: Point) -> Point {
    let length = distance(from, to).max(f64::MIN_POSITIVE);
    [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
}

/// A coordinate in units of half a px.
#[allow(clippy::cast_possible_truncation, reason = "it lies within the frame and its margin")]
fn half_px(coordinate: f64) -> i32 {
    (2.0 * coordinate).round() as i32
}

/// The drawn pieces of all trails that became complete after step `after` and up to `until`, in the
/// order in which they are drawn: by step, and within a step by racer.
#[must_use]
pub(crate) fn in_order(trails: &[Trail], after: Option<u32>, until: u32) -> Vec<(usize, Piece)> {
    let mut left = Vec::new();
    for trail in trails {
        left.push(trail.pieces(after, until));
    }
    let mut merged = Vec::new();
    loop {
        // The first racer among those with the lowest step comes next.
        let mut next: Option<(usize, &Piece)> = None;
        for (racer, pieces) in left.iter().enumerate() {
            if let Some(piece) = pieces.first()
                && next.is_none_or(|(_, before)| piece.step < before.step)
            {
                next = Some((racer, piece));
            }
        }
        let Some((racer, piece)) = next else { return merged };
        left[racer] = &left[racer][1..];
        if piece.is_drawn() {
            merged.push((racer, *piece));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Bounds;
    use proptest::prelude::*;

    /// One objective unit is one px, and the y axis is flipped: (x, y) is drawn at (x, 256 − y).
    const VIEW: View =
        View { bounds: Bounds { x: [0.0, 512.0], y: [0.0, 256.0] }, width: 512.0, height: 256.0 };

    fn grown(trajectory: &[f64]) -> Trail {
        let mut trail = Trail::new(VIEW, [trajectory[0], trajectory[1]]);
        trail.grow(trajectory, u32::try_from(trajectory.len() / 2 - 1).unwrap());
        trail
    }

    /// The vertices of all complete pieces and of the piece under way.
    fn all(trail: &Trail, step: u32) -> Vec<Vec<Point>> {
        let complete = trail.pieces(None, step).iter();
        let mut all: Vec<_> = complete.map(|piece| trail.points(piece)).collect();
        all.push(trail.under_way(step));
        all
    }

    #[test]
    fn vertices_nearer_than_a_quarter_px_are_left_out() {
        let crawl: Vec<f64> = (0..1000).flat_map(|i| [100.0 + f64::from(i) * 0.01, 50.0]).collect();
        let trail = grown(&crawl);
        let count: usize = all(&trail, 999).iter().map(Vec::len).sum();
        // The path is 10 px long in steps of a hundredth, so about 40 vertices remain, and one more
        // where a piece begins.
        assert!((35..=45).contains(&count), "{count}");
    }

    #[test]
    fn a_piece_is_complete_at_six_px_and_the_next_begins_where_it_ended() {
        let walk: Vec<f64> = (0..20).flat_map(|i| [100.0 + f64::from(i), 50.0]).collect();
        let trail = grown(&walk);
        let pieces = trail.pieces(None, 19);
        assert_eq!(pieces.iter().map(|piece| piece.step).collect::<Vec<_>>(), [6, 12, 18]);
        assert_eq!(trail.points(&pieces[1])[0], [106.0, 206.0]);
        assert_eq!(trail.under_way(19), [[118.0, 206.0], [119.0, 206.0]]);
        // Only vertices that the step has reached belong to the piece under way.
        assert_eq!(trail.under_way(7), [[106.0, 206.0], [107.0, 206.0]]);
        assert_eq!(trail.pieces(Some(6), 12).len(), 1);
    }

    #[test]
    fn what_leaves_is_cut_at_the_margin_and_remembered_at_the_edge() {
        let trail = grown(&[200.0, 128.0, 1e300, 128.0, 200.0, 128.0]);
        let exit = trail.exit(1).unwrap();
        assert_eq!(exit.0, 1);
        assert!((exit.2[0] - 1.0).abs() < 1e-6 && exit.2[1].abs() < 1e-6, "{exit:?}");
        assert!((exit.1[0] - 512.0).abs() < 1e-6 && (exit.1[1] - 128.0).abs() < 1e-4, "{exit:?}");
        assert_eq!(trail.exit(0), None);
        let first = trail.points(&trail.pieces(None, 1)[0]);
        assert!((first[1][0] - 532.0).abs() < 1e-6, "{first:?}");
        // The racer comes back in a new piece.
        let back = trail.points(&trail.pieces(Some(1), 2)[0]);
        assert!((back[0][0] - 532.0).abs() < 1e-6 && back[1] == [200.0, 128.0], "{back:?}");
    }

    #[test]
    fn one_that_flies_up_and_down_far_away_crosses_the_picture_where_it_does() {
        // It jumps up and down at x = 300, farther each time, like a racer whose rate is too large in y
        // alone.
        let mut path = vec![300.0, 128.0];
        let mut far = 1.0;
        for _ in 1..300 {
            far *= -10.0;
            path.extend([300.0, far]);
        }
        let trail = grown(&path);
        let pieces = trail.pieces(None, 299);
        assert!(pieces.len() > 4);
        for piece in pieces {
            for [x, _] in trail.points(piece) {
                assert!((x - 300.0).abs() < 1e-6, "{x}");
            }
        }
    }

    #[test]
    fn after_eight_ways_out_and_in_the_others_are_told() {
        let place = |hop: u32| {
            let x = 100.0 + 20.0 * f64::from(hop);
            if hop.is_multiple_of(2) { [x, 128.0] } else { [x, 500.0] }
        };
        let path: Vec<f64> = (0..16).flat_map(place).collect();
        let trail = grown(&path);
        let many = |piece: &Piece| piece.is_repeated_excursion;
        let found: Vec<bool> = trail.pieces(None, 15).iter().map(many).collect();
        assert_eq!(found.iter().position(|many| *many), Some(8), "{found:?}");
        assert!(found[8..].iter().all(|many| *many), "{found:?}");
    }

    #[test]
    fn hopping_between_two_places_is_drawn_four_times_each_way() {
        let hops: Vec<f64> =
            (0..1001).flat_map(|i| [if i % 2 == 0 { 100.0 } else { 110.1 }, 50.0]).collect();
        let trail = grown(&hops);
        // Further jumps are not even remembered.
        assert_eq!((trail.pieces.len(), trail.vertices.len()), (8, 17));
        assert_eq!(in_order(&[trail], None, 1000).len(), 8);
    }

    #[test]
    fn who_starts_outside_has_left_at_the_nearest_edge_before_the_first_step() {
        let trail = Trail::new(VIEW, [900.0, 128.0]);
        assert_eq!(trail.exit(0), Some((0, [512.0, 128.0], [1.0, 0.0])));
    }

    #[test]
    fn pieces_are_drawn_by_step_and_within_a_step_by_racer() {
        let fast: Vec<f64> = (0..4).flat_map(|i| [f64::from(i) * 10.0, 50.0]).collect();
        let slow: Vec<f64> = (0..4).flat_map(|i| [f64::from(i) * 4.0, 50.0]).collect();
        let trails = [grown(&slow), grown(&fast), grown(&fast)];
        let order: Vec<_> =
            in_order(&trails, None, 3).iter().map(|(racer, piece)| (piece.step, *racer)).collect();
        assert_eq!(order, [(1, 1), (1, 2), (2, 0), (2, 1), (2, 2), (3, 1), (3, 2)]);
    }

    proptest! {
        #[test]
        fn a_trail_is_the_same_however_it_grew(
            steps in prop::collection::vec((-30.0..30.0_f64, -30.0..30.0_f64), 1..60),
            cut in 0..60_u32,
        ) {
            let mut at = [200.0, 150.0];
            let mut trajectory = at.to_vec();
            for (dx, dy) in steps {
                at = [at[0] + dx, at[1] + dy];
                trajectory.extend(at);
            }
            let last = u32::try_from(trajectory.len() / 2 - 1).unwrap();
            let whole = grown(&trajectory);
            let mut bit_by_bit = Trail::new(VIEW, [200.0, 150.0]);
            for step in 1..=last {
                bit_by_bit.grow(&trajectory, step);
            }
            prop_assert_eq!(all(&whole, last), all(&bit_by_bit, last));
            // The picture of a step does not depend on later steps.
            let cut = cut.min(last);
            let mut short = Trail::new(VIEW, [200.0, 150.0]);
            short.grow(&trajectory, cut);
            prop_assert_eq!(all(&whole, cut), all(&short, cut));
        }
    }

    #[test]
    fn lines_go_where_the_pieces_go() {
        // The path runs around a diamond whose corners are outside the frame, twice.
        let corners = [[128.0, -60.0], [316.0, 128.0], [128.0, 316.0], [-60.0, 128.0]];
        let place = |step: usize| {
            let part = f64::from(u32::try_from(step % 50).unwrap()) / 50.0;
            between(corners[step / 50 % 4], corners[(step / 50 + 1) % 4], part)
        };
        let path: Vec<f64> = (0..400_usize).flat_map(place).collect();
        let mut trail = Trail::new(VIEW, [path[0], path[1]]);
        trail.grow(&path, 399);
        let lines = trail.lines();
        assert!(lines.len() > 1);
        let pieces = in_order(std::slice::from_ref(&trail), None, 399);
        assert!(lines.len() < pieces.len() / 2);
        let mut line_points: Vec<Point> = lines.concat();
        let mut piece_points: Vec<Point> =
            pieces.iter().flat_map(|(_, piece)| trail.points(piece)).collect();
        line_points.dedup();
        piece_points.dedup();
        assert_eq!(line_points, piece_points);
    }
}
