//! What of a path on a surface is seen, and where.

use super::camera::{Place, Projection};
use super::mesh::Mesh;
use crate::grid::number;
use crate::shape::Point;
use crate::view::distance;

/// A line of sight is looked at in steps of this part of a cell; the first few are half as long, since the
/// ground that hides a place often lies right before it.
const STRIDE: f64 = 0.5;
const SHORT: f64 = 2.0;
/// The surface hides a place if it is higher than the line of sight by this part of the box.
const HIDES: f64 = 0.006;
/// A path is followed in steps of at most so many cells.
const STEP: f64 = 1.0;
/// How often a step is halved to find where a path disappears.
const HALVINGS: usize = 5;
/// Vertices nearer than this to the last one, in CSS px, are left out.
const NEAR: f64 = 0.4;
/// Rounding may take the top of a surface so far out of the box.
const ROUNDING: f64 = 1e-9;

/// A surface as it is looked at.
///
/// Paths are not drawn between the cells that they lie on, in the order of depth: half of a line near the
/// border of a cell would be covered by the next cell. Instead, a path is cut where the surface hides it,
/// and what is left is drawn over the surface. So its cost does not depend on the surface's, and when a
/// race goes on the surface need not be drawn again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sight<'a> {
    pub(crate) mesh: &'a Mesh,
    pub(crate) projection: &'a Projection,
    /// Between two places of a path that are so many cells apart at most, and both seen or both hidden, all is
    /// taken to be so; with 0 each place is looked at.
    pub(crate) reach: f64,
}

/// How far two places are apart, along x or along y.
fn apart(from: Point, to: Point) -> f64 {
    (to[0] - from[0]).abs().max((to[1] - from[1]).abs())
}

/// A point of a path: where it is in the square and in the picture, and whether it belongs to the parts that
/// are looked for.
#[derive(Clone, Copy)]
struct Spot {
    on: Point,
    at: Point,
    is_kept: bool,
}

impl Sight<'_> {
    /// The place of the surface above a place of the unit square; none in a hole, and where the surface is
    /// outside of the box.
    pub(crate) fn place(&self, [u, v]: Point) -> Option<Place> {
        let height = self.mesh.height([u, v]);
        (-ROUNDING..=1.0 + ROUNDING).contains(&height).then_some([u, v, height])
    }

    /// Whether nothing of the surface lies between the eye and a place on it.
    pub(crate) fn is_seen(&self, place: Place) -> bool {
        let eye = self.projection.eye;
        let way = [eye[0] - place[0], eye[1] - place[1]];
        let away = distance([0.0; 2], way);
        let stride = STRIDE / number(self.mesh.cells);
        if away <= stride {
            // The eye is right above it.
            return true;
        }
        let [across, along] = way.map(|part| part / away * stride);
        let rise = (eye[2] - place[2]) / away * stride;
        let mut step = 0.5;
        loop {
            let height = place[2] + step * rise;
            let on = [place[0] + step * across, place[1] + step * along];
            let is_inside = on.iter().all(|part| (0.0..=1.0).contains(part));
            if !is_inside || height > 1.0 {
                return true;
            }
            // Where all ground around is lower, the line of sight is looked at again beyond that.
            let exit = self.mesh.beyond(on, [across, along]);
            if height.min(height + exit * rise) > self.mesh.top(on) {
                step += exit.max(0.5);
                continue;
            }
            // What is outside of the box is cut off and hides nothing; a hole neither.
            let surface = self.mesh.height(on);
            if surface > height + HIDES && surface <= 1.0 + ROUNDING {
                return false;
            }
            step += if step < SHORT { 0.5 } else { 1.0 };
        }
    }

    /// The parts of a path over the unit square that are seen, each as a line in CSS px.
    pub(crate) fn visible(&self, path: &[Point]) -> Vec<Vec<Point>> {
        self.parts(path, true)
    }

    /// The parts of a path that the surface hides.
    pub(crate) fn hidden(&self, path: &[Point]) -> Vec<Vec<Point>> {
        self.parts(path, false)
    }

    /// The parts of a path on the surface that are seen, or those that are not.
    fn parts(&self, path: &[Point], seen: bool) -> Vec<Vec<Point>> {
        let mut lines: Vec<Vec<Point>> = Vec::new();
        let steps = self.steps(path);
        let Some((first, mut rest)) = steps.split_first() else { return lines };
        let mut last = self.spot(*first, seen);
        let mut is_open = false;
        while !rest.is_empty() {
            let (near, farther) = rest.split_at(self.count_within_reach(last.on, rest));
            rest = farther;
            let (start, end) = (last, near.last().map(|on| self.spot(*on, seen)));
            for (index, on) in near.iter().enumerate() {
                let next = match end {
                    Some(end) if index + 1 == near.len() => end,
                    Some(end) if end.is_kept == start.is_kept => self.like(*on, end.is_kept),
                    _ => self.spot(*on, seen),
                };
                if last.is_kept || next.is_kept {
                    self.extend(&mut lines, &mut is_open, [last, next], seen);
                }
                last = next;
            }
        }
        lines.retain(|line| line.len() > 1);
        lines
    }

    /// The points of a path, and others between them so that each step is short.
    fn steps(&self, path: &[Point]) -> Vec<Point> {
        let Some(first) = path.first() else { return Vec::new() };
        let mut steps = vec![*first];
        for pair in path.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let count = (apart(from, to) * number(self.mesh.cells) / STEP).ceil().max(1.0);
            let mut index = 1.0;
            while index <= count {
                let part = index / count;
                steps.push([0, 1].map(|axis| from[axis] * (1.0 - part) + to[axis] * part));
                index += 1.0;
            }
        }
        steps
    }

    /// How many of the next steps are looked at as one: at least one.
    fn count_within_reach(&self, from: Point, steps: &[Point]) -> usize {
        let reach = self.reach / number(self.mesh.cells);
        steps.iter().take_while(|on| apart(from, **on) < reach).count().max(1)
    }

    /// A place of a path that is as those around it.
    fn like(&self, on: Point, is_kept: bool) -> Spot {
        match self.place(on) {
            Some(place) => Spot { on, at: self.projection.px(place), is_kept },
            None => Spot { on, at: [0.0; 2], is_kept: false },
        }
    }

    /// Adds the part of a step that is seen.
    fn extend(
        &self,
        lines: &mut Vec<Vec<Point>>,
        is_open: &mut bool,
        [from, to]: [Spot; 2],
        seen: bool,
    ) {
        let edge = |mut kept: Spot, mut other: Spot| {
            for _ in 0..HALVINGS {
                let middle = [0, 1].map(|axis| 0.5 * (kept.on[axis] + other.on[axis]));
                let middle = self.spot(middle, seen);
                if middle.is_kept {
                    kept = middle;
                } else {
                    other = middle;
                }
            }
            kept.at
        };
        if !*is_open {
            lines.push(vec![if from.is_kept { from.at } else { edge(to, from) }]);
        }
        *is_open = to.is_kept;
        let at = if to.is_kept { to.at } else { edge(from, to) };
        if let Some(line) = lines.last_mut()
            && line.last().is_none_or(|last| !to.is_kept || distance(*last, at) >= NEAR)
        {
            line.push(at);
        }
    }

    /// A place of a path, which is kept if it is on the surface and `seen` or not.
    fn spot(&self, on: Point, seen: bool) -> Spot {
        let is_kept = self.place(on).is_some_and(|place| self.is_seen(place) == seen);
        self.like(on, is_kept)
    }
}

#[cfg(test)]
mod tests {
    use super::super::camera::Camera;
    use super::*;
    use downhill::Real;
    use proptest::prelude::*;

    const SIZE: [f64; 2] = [600.0, 450.0];

    /// A hill in the middle of a plain.
    fn hill([u, v]: Point) -> f64 {
        let away = (u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5);
        0.9 * Real::exp(-60.0 * away)
    }

    /// From the side of negative y, from low.
    fn from_the_front() -> Projection {
        let camera = Camera { elevation: 20.0, azimuth: -90.0, zoom: 1.0 };
        Projection::new(camera, SIZE, [20.0; 2])
    }

    #[test]
    fn a_path_behind_a_hill_is_hidden_and_one_before_it_is_seen() {
        let (mesh, projection) = (Mesh::of(64, &hill), from_the_front());
        let sight = Sight { mesh: &mesh, projection: &projection, reach: 0.0 };
        let across = |v: f64| [[0.0, v], [1.0, v]];
        // Before the hill, all of it is one line from edge to edge.
        let before = sight.visible(&across(0.2));
        assert_eq!(before.len(), 1);
        assert!(sight.hidden(&across(0.2)).is_empty());
        // Behind it, the middle is missing.
        let behind = sight.visible(&across(0.75));
        assert_eq!(behind.len(), 2, "{behind:?}");
        let hidden = sight.hidden(&across(0.75));
        assert_eq!(hidden.len(), 1, "{hidden:?}");
        let ends = [behind[0][behind[0].len() - 1], behind[1][0]];
        let middle = projection.px([0.5, 0.75, 0.0]);
        assert!(ends[0][0] < middle[0] && middle[0] < ends[1][0], "{ends:?} {middle:?}");
        // What is hidden goes on where what is seen ends, to a tenth of a cell.
        let hidden = [hidden[0][0], hidden[0][hidden[0].len() - 1]];
        for (end, start) in ends.iter().zip(&hidden) {
            assert!(distance(*end, *start) < 1.0, "{ends:?} {hidden:?}");
        }
    }

    #[test]
    fn a_path_over_a_hill_disappears_at_the_top() {
        let (mesh, projection) = (Mesh::of(64, &hill), from_the_front());
        let sight = Sight { mesh: &mesh, projection: &projection, reach: 0.0 };
        let lines = sight.visible(&[[0.5, 0.0], [0.5, 1.0]]);
        // The ground behind lies in its shadow.
        assert_eq!(lines.len(), 1, "{lines:?}");
        // Where a line of sight touches the hill it is as steep as the sight, 20 degrees and a little more by
        // perspective: there f falls with a slope of tan 20°.
        let last = lines[0][lines[0].len() - 1];
        let touch = (0..1000)
            .map(|index| 0.5 + f64::from(index) / 2000.0)
            .find(|v| 120.0 * (v - 0.5) * hill([0.5, *v]) > 0.36)
            .unwrap();
        let at = projection.px([0.5, touch, hill([0.5, touch])]);
        assert!(distance(last, at) < 4.0, "{last:?} {at:?}");
    }

    #[test]
    fn looking_less_often_cuts_paths_at_the_same_places() {
        let (mesh, projection) = (Mesh::of(64, &hill), from_the_front());
        let exact = Sight { mesh: &mesh, projection: &projection, reach: 0.0 };
        let coarse = Sight { reach: 2.0, ..exact };
        for v in [0.2, 0.6, 0.75, 0.9] {
            let path: Vec<Point> = (0..=400).map(|index| [f64::from(index) / 400.0, v]).collect();
            let [expected, found] = [exact, coarse].map(|sight| sight.visible(&path));
            assert_eq!(found.len(), expected.len(), "{v}");
            for (found, expected) in found.iter().zip(&expected) {
                let ends = |line: &[Point]| [line[0], line[line.len() - 1]];
                for (found, expected) in ends(found).iter().zip(&ends(expected)) {
                    assert!(distance(*found, *expected) < 1.0, "{v}: {found:?} {expected:?}");
                }
            }
        }
    }

    #[test]
    fn from_right_above_all_is_seen() {
        let camera = Camera { elevation: 90.0, ..Camera::default() };
        let projection = Projection::new(camera, SIZE, [20.0; 2]);
        let mesh = Mesh::of(64, &hill);
        let sight = Sight { mesh: &mesh, projection: &projection, reach: 0.0 };
        assert!(sight.hidden(&[[0.0, 0.0], [1.0, 1.0]]).is_empty());
    }

    proptest! {
        /// Against a search along the line of sight in small steps.
        #[test]
        fn a_place_is_seen_if_no_higher_ground_lies_before_it(
            elevation in 0.0..90.0_f64,
            azimuth in -180.0..180.0_f64,
            on in prop::array::uniform2(0.0..1.0_f64),
        ) {
            let mesh = Mesh::of(64, &|[u, v]| {
                0.5 + 0.25 * (Real::sin(11.0 * u + 2.0 * v) + Real::cos(9.0 * v - 3.0 * u))
            });
            let projection = Projection::new(Camera { elevation, azimuth, zoom: 1.0 }, SIZE, [20.0; 2]);
            let sight = Sight { mesh: &mesh, projection: &projection, reach: 0.0 };
            let place = sight.place(on).unwrap();
            let mut above = f64::NEG_INFINITY;
            for step in 1..4000 {
                let part = f64::from(step) / 20_000.0;
                let at = [0, 1, 2].map(|axis| place[axis] + part * (projection.eye[axis] - place[axis]));
                let height = mesh.height([at[0], at[1]]);
                if !height.is_nan() {
                    above = above.max(height - at[2]);
                }
            }
            if above > 4.0 * HIDES {
                prop_assert!(!sight.is_seen(place), "{} above", above);
            } else if above < 0.5 * HIDES {
                prop_assert!(sight.is_seen(place), "{} above", above);
            }
        }
    }
}
