//! Placement of heads and markers that would otherwise cover each other.

use downhill::Real;

use crate::grid::number;
use crate::shape::Point;
use crate::view::{between, distance};

/// The most rounds in which neighbours are pushed apart.
const ROUNDS: usize = 24;
/// The distance to which heads at one place are moved, in radii. For heads that are apart already it
/// shrinks by `LESS` times their distance.
const APART: f64 = 2.1;
const LESS: f64 = 0.25;
/// The greatest distance of a head from its place, in radii.
const MAX_OFFSET: f64 = 2.6;
/// Heads that are closer than this, in radii, are also moved beside the line through them.
const TOUCHING: f64 = 1.2;
/// The cosine and sine of 60°, the angle at which two heads are moved to the line through them. This is
/// mostly across the line, since trails run along it, but leaves the head in front still in front.
const TURN: Point = [0.5, 0.866_025_403_784_438_6];
/// In groups of more than two, heads are moved aside by up to this many radii, alternately in this
/// direction and against it, so that they do not stay on one line.
const ASIDE: Point = [0.24, -0.32];
/// Heads closer than this, in CSS px, count as being at one place and are ordered as in the list.
const TOGETHER: f64 = 0.5;
/// The least part of the distance between two heads, at most a radius, that remains in its direction.
const AHEAD: f64 = 0.15;
/// The distances from a mark, in radii, at which heads begin to gather around it and at which they all
/// do.
const GATHERING: [f64; 2] = [2.6, 1.3];
/// The distances from a mark, in radii, at which a head begins to stand upon it and at which it does.
const UPON: [f64; 2] = [0.9, 0.3];
/// The distances from a mark, in radii, at which a head begins to own it although others gather around
/// it, and at which it does; and the distances at which another head begins to share it, and does.
const EXACTLY: [f64; 2] = [0.15, 0.05];
const SHARED: [f64; 2] = [0.2, 0.08];

/// Pushes points apart until any two have the distance `wanted`, each staying where `settle` allows.
/// `order` restores the order of two points if a push has changed it, and returns whether it had to.
pub(crate) fn spread(
    points: &mut [Point],
    wanted: &dyn Fn(usize, usize) -> f64,
    settle: &dyn Fn(usize, Point) -> Point,
    order: &dyn Fn([usize; 2], &mut [Point]) -> bool,
) {
    for round in 0..ROUNDS {
        for (index, point) in points.iter_mut().enumerate() {
            *point = settle(index, *point);
        }
        let mut moved = false;
        // The last round only settles, so that all points end where they are allowed.
        let count = if round + 1 < ROUNDS { points.len() } else { 0 };
        for lhs in 1..count {
            for rhs in 0..lhs {
                let [from, to] = [points[rhs], points[lhs]];
                let (apart, wanted) = (distance(from, to), wanted(lhs, rhs));
                if apart < wanted - 1e-3 && apart > 0.0 {
                    moved = true;
                    for axis in [0, 1] {
                        let push = (to[axis] - from[axis]) * (wanted / apart - 1.0) / 2.0;
                        points[lhs][axis] += push;
                        points[rhs][axis] -= push;
                    }
                }
                moved |= order([lhs, rhs], points);
            }
        }
        if !moved {
            return;
        }
    }
}

/// The part, from 0 to 1, of the way from the distance `from` to `to` that a distance has covered.
fn progress(distance: f64, [from, to]: [f64; 2]) -> f64 {
    ((from - distance) / (from - to)).clamp(0.0, 1.0)
}

/// How heads behave at a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AtMark {
    /// How much heads gather around it, from 0 to 1.
    gathering: f64,
    /// How much a head stands upon it, from 0 to 1.
    pub(crate) upon: f64,
    /// The nearest head, and how much it owns the mark although others are near, from 0 to 1.
    owner: (usize, f64),
}

/// How heads at these places behave at a mark.
pub(crate) fn at_mark(mark: Point, places: &[Point], radius: f64) -> AtMark {
    let (mut nearest, mut first) = ([f64::INFINITY; 2], 0);
    for (index, place) in places.iter().enumerate() {
        let away = distance(mark, *place) / radius;
        if away < nearest[0] {
            first = index;
        }
        nearest = [nearest[0].min(away), nearest[1].min(away.max(nearest[0]))];
    }
    let owned = progress(nearest[0], EXACTLY) * (1.0 - progress(nearest[1], SHARED));
    let gathering = progress(nearest[1], GATHERING) * (1.0 - owned);
    let upon = progress(nearest[0], UPON) * (1.0 - gathering);
    AtMark { gathering, upon, owner: (first, owned) }
}

/// Heads that are moved apart, and their largest radius.
struct Fan<'a> {
    places: &'a [Point],
    radius: f64,
}

impl Fan<'_> {
    /// The distance between two places, in CSS px.
    fn away(&self, lhs: usize, rhs: usize) -> f64 {
        distance(self.places[lhs], self.places[rhs])
    }

    /// The direction in which the first of two heads is moved away from the second, as a unit vector.
    fn apart(&self, lhs: usize, rhs: usize) -> Point {
        let direction = |index: usize| {
            let angle = number(index) / number(self.places.len()) * std::f64::consts::TAU;
            [-Real::cos(angle), -Real::sin(angle)]
        };
        let [x, y] = [0, 1].map(|axis| self.places[lhs][axis] - self.places[rhs][axis]);
        let turned = [TURN[0] * x - TURN[1] * y, TURN[1] * x + TURN[0] * y];
        // Heads at one place are arranged around it in the order of the list.
        let (to, from) = (direction(lhs), direction(rhs));
        let by = (1.0 - self.away(lhs, rhs) / TOGETHER).max(0.0) / distance(from, to);
        let sum = [0, 1].map(|axis| turned[axis] / TOGETHER + by * (to[axis] - from[axis]));
        let length = distance(sum, [0.0; 2]).max(f64::MIN_POSITIVE);
        sum.map(|part| part / length)
    }

    /// Moves each head away from its neighbours, more so the nearer they are.
    fn beside(&self) -> Vec<Point> {
        let mut moved = self.places.to_vec();
        for (lhs, point) in moved.iter_mut().enumerate() {
            let (mut sum, mut weights) = ([0.0; 2], 0.0_f64);
            for rhs in (0..self.places.len()).filter(|rhs| *rhs != lhs) {
                let weight = (1.0 - self.away(lhs, rhs) / self.radius / TOUCHING).max(0.0);
                if weight > 0.0 {
                    weights += weight;
                    let apart = self.apart(lhs, rhs);
                    sum = [0, 1].map(|axis| sum[axis] + weight * apart[axis]);
                }
            }
            let by = APART / 2.0 * self.radius * (0.44 + 0.56 / weights.max(1.0));
            let aside = self.radius * (weights - 1.0).clamp(0.0, 1.0);
            let aside = if lhs % 2 == 0 { aside } else { -aside };
            *point = [0, 1].map(|axis| point[axis] + by * sum[axis] + aside * ASIDE[axis]);
        }
        moved
    }

    /// If the first of two places is ahead of the second, how far its head at `moved` is still ahead in
    /// that direction, and the direction. None if both are at one place.
    fn ahead(&self, [lhs, rhs]: [usize; 2], moved: &[Point]) -> Option<(f64, Point)> {
        let away = self.away(lhs, rhs);
        if away < TOGETHER {
            return None;
        }
        let direction = [0, 1].map(|axis| (self.places[lhs][axis] - self.places[rhs][axis]) / away);
        let ahead = [0, 1].map(|axis| (moved[lhs][axis] - moved[rhs][axis]) * direction[axis]);
        Some((ahead[0] + ahead[1], direction))
    }

    /// Moves two heads so that the one that is ahead stays ahead. True if they had to be moved.
    fn keep_order(&self, pair: [usize; 2], moved: &mut [Point]) -> bool {
        let Some((ahead, direction)) = self.ahead(pair, moved) else { return false };
        let least = AHEAD * self.away(pair[0], pair[1]).min(self.radius);
        if ahead >= least {
            return false;
        }
        for axis in [0, 1] {
            let push = (least - ahead) / 2.0 * direction[axis];
            moved[pair[0]][axis] += push;
            moved[pair[1]][axis] -= push;
        }
        true
    }

    /// The largest part, from 0 to 1, of all displacements for which no two heads change their order.
    fn part_in_order(&self, moved: &[Point]) -> f64 {
        let mut part = 1.0_f64;
        for lhs in 0..self.places.len() {
            for rhs in 0..lhs {
                if let Some((ahead, _)) = self.ahead([lhs, rhs], moved)
                    && ahead < 0.0
                {
                    let away = self.away(lhs, rhs);
                    part = part.min(away / (away - ahead));
                }
            }
        }
        part
    }
}

/// Moves heads apart that would cover each other, beside their places and within a picture of `size`,
/// such that a head that is ahead of another stays ahead of it. The farther apart heads are, the less
/// they move; where no head hides much of another, they do not move at all.
///
/// Heads that gather at one of the `marks` keep `clear` px from it. A single head stands upon it, and
/// so does one of several that is exactly there.
pub(crate) fn fan(
    places: &[Point],
    marks: &[Point],
    clear: f64,
    radius: f64,
    size: [f64; 2],
) -> Vec<Point> {
    let fan = Fan { places, radius };
    let mut fanned = fan.beside();
    // The marks at which heads gather follow the heads in `fanned`. They push heads away and do not
    // move.
    let (mut kept, mut gathering, mut free) = (Vec::new(), Vec::new(), vec![1.0; places.len()]);
    for mark in marks {
        let AtMark { gathering: gather, owner: (owner, owned), .. } =
            at_mark(*mark, places, radius);
        if gather > 0.0 {
            kept.push(*mark);
            gathering.push(gather);
        }
        if let Some(free) = free.get_mut(owner) {
            *free = f64::min(*free, 1.0 - owned);
        }
    }
    fanned.extend_from_slice(&kept);
    let wanted = |lhs: usize, rhs: usize| match lhs.checked_sub(places.len()) {
        Some(_) if rhs >= places.len() => 0.0,
        Some(mark) => gathering[mark] * clear,
        None => {
            let away = fan.away(lhs, rhs) / radius;
            radius * (APART - LESS * away).max(away.min(APART))
        }
    };
    let settle = |index: usize, point: Point| {
        let Some(place) = places.get(index) else { return kept[index - places.len()] };
        let far = distance(*place, point).max(f64::MIN_POSITIVE);
        let part = (MAX_OFFSET * radius / far).min(1.0) * free[index];
        [0, 1].map(|axis| {
            let at = place[axis] + part * (point[axis] - place[axis]);
            at.max(radius.min(place[axis])).min((size[axis] - radius).max(place[axis]))
        })
    };
    spread(&mut fanned, &wanted, &settle, &|pair, moved| {
        pair[0] < places.len() && fan.keep_order(pair, moved)
    });
    fanned.truncate(places.len());
    for _ in 0..ROUNDS {
        let mut is_settled = true;
        for lhs in 0..places.len() {
            for rhs in 0..lhs {
                is_settled &= !fan.keep_order([lhs, rhs], &mut fanned);
            }
        }
        if is_settled {
            break;
        }
    }
    let part = fan.part_in_order(&fanned);
    for (point, place) in fanned.iter_mut().zip(places) {
        *point = between(*place, *point, part);
    }
    fanned
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    const SIZE: [f64; 2] = [200.0, 100.0];

    fn nearest(points: &[Point]) -> f64 {
        let mut nearest = f64::INFINITY;
        for (index, point) in points.iter().enumerate() {
            for previous in &points[..index] {
                nearest = nearest.min(distance(*point, *previous));
            }
        }
        nearest
    }

    #[test]
    fn heads_at_one_place_stand_around_it_and_none_is_hidden() {
        for count in 2..=7 {
            let fanned = fan(&vec![[100.0, 50.0]; count], &[], 0.0, 5.0, SIZE);
            assert!(nearest(&fanned) > 9.8, "{count}: {fanned:?}");
            let far = fanned.iter().map(|at| distance(*at, [100.0, 50.0])).fold(0.0, f64::max);
            assert!(far <= 13.0 + 1e-9, "{count}: {far}");
            for axis in [0, 1] {
                let middle = fanned.iter().map(|at| at[axis]).sum::<f64>() / number(count);
                assert!((middle - [100.0, 50.0][axis]).abs() < 1.0, "{count}: {middle}");
            }
        }
    }

    #[test]
    fn a_mark_that_heads_gather_at_is_not_covered() {
        let mark = [100.0, 50.0];
        for count in 2..=7 {
            for off in [0.0, 1.0, 4.0] {
                // With three heads, the third would be alone at the mark.
                if count == 3 && off > 0.0 {
                    continue;
                }
                let mut places = vec![mark; count];
                places[0][0] += off;
                places[1][1] -= off;
                let fanned = fan(&places, &[mark, [10.0; 2]], 11.0, 5.0, SIZE);
                let AtMark { gathering, upon, .. } = at_mark(mark, &places, 5.0);
                assert_eq!((gathering, upon), (1.0, 0.0));
                let near = fanned.iter().map(|at| distance(*at, mark));
                let near = near.fold(f64::INFINITY, f64::min);
                assert!(near > 9.0, "{count} {off}: {near} {fanned:?}");
                assert!(nearest(&fanned) > 8.5, "{count} {off}: {fanned:?}");
            }
        }
        // A single head stands upon the mark, wherever the others are.
        let places = [mark, [115.0, 50.0]];
        let AtMark { gathering, upon, .. } = at_mark(mark, &places, 5.0);
        assert_eq!((gathering, upon), (0.0, 1.0));
        assert_eq!(fan(&places, &[mark], 11.0, 5.0, SIZE), places);
    }

    #[test]
    fn who_is_exactly_at_a_mark_has_it() {
        let mark = [100.0, 50.0];
        let places = [[101.2, 50.0], mark, [100.0, 52.0], [98.0, 49.0]];
        assert_eq!(at_mark(mark, &places, 5.0).upon, 1.0);
        let fanned = fan(&places, &[mark], 11.0, 5.0, SIZE);
        assert_eq!(fanned[1], mark);
        assert!(nearest(&fanned) > 8.0, "{fanned:?}");
        // A head whose place is to the right of the mark is drawn to its right.
        assert!(fanned[0][0] > 100.0 && fanned[2][1] > 50.0 && fanned[3][0] < 100.0, "{fanned:?}");
    }

    #[test]
    fn on_one_trail_who_is_ahead_remains_ahead() {
        // The heads are in another order than in the list, and the line has all directions.
        for turn in 0..24 {
            let angle = f64::from(turn) * 15_f64.to_radians();
            let (x, y) = (Real::cos(angle), Real::sin(angle));
            for gap in [0.6, 1.0, 2.0, 4.0, 6.0] {
                let along = [2.0, 0.0, 4.0, 1.0, 3.0].map(|rank| (rank - 2.0) * gap);
                let places = along.map(|at| [100.0 + at * x, 50.0 + at * y]);
                let fanned = fan(&places, &[], 0.0, 5.0, SIZE);
                let ahead: Vec<f64> = fanned.iter().map(|at| at[0] * x + at[1] * y).collect();
                for (front, back) in [(2, 4), (4, 0), (0, 3), (3, 1)] {
                    assert!(ahead[front] > ahead[back], "{turn} {gap}: {ahead:?}");
                }
                assert!(nearest(&fanned) > 8.0, "{turn} {gap}: {fanned:?}");
            }
        }
    }

    #[test]
    fn heads_that_are_apart_stay_where_they_are() {
        let places = [[100.0, 50.0], [109.0, 50.0], [100.0, 62.0]];
        assert_eq!(fan(&places, &[], 0.0, 5.0, SIZE), places);
    }

    #[test]
    fn at_the_frame_they_stay_inside() {
        for at in [[100.0, 3.0], [199.0, 99.0], [0.0, 50.0]] {
            for fanned in fan(&[at; 4], &[], 0.0, 5.0, SIZE) {
                for axis in [0, 1] {
                    assert!(fanned[axis] >= at[axis].min(5.0));
                    assert!(fanned[axis] <= at[axis].max(SIZE[axis] - 5.0));
                }
            }
        }
    }

    /// How far the farthest of the fanned heads goes when the first place moves by `by`.
    fn response(places: &[Point], by: Point) -> f64 {
        let mut moved = places.to_vec();
        moved[0] = [0, 1].map(|axis| moved[0][axis] + by[axis]);
        let before = fan(places, &[], 0.0, 5.0, SIZE);
        let after = fan(&moved, &[], 0.0, 5.0, SIZE);
        before
            .iter()
            .zip(&after)
            .map(|(before, after)| distance(*before, *after))
            .fold(0.0, f64::max)
    }

    /// A jump cannot be excluded altogether. While one place goes around another at some distance, its
    /// drawn head goes around the other's once, and when both are at one place, the heads are drawn
    /// apart. No continuous rule does both, since the loop around the other place can be contracted
    /// to a point. More heads, and the frame, add places where a small move has a large effect.
    #[test]
    fn small_moves_seldom_have_large_effects() {
        let cases = (
            prop::collection::vec(prop::array::uniform2(0.0..40.0_f64), 2..6),
            prop::array::uniform2(-0.05..0.05_f64),
        );
        let mut runner = TestRunner::deterministic();
        let mut large = 0;
        for _ in 0..20_000 {
            let (places, by) = cases.new_tree(&mut runner).unwrap().current();
            large += u32::from(response(&places, by) > 1.0);
        }
        assert!(large <= 20, "{large}");
    }

    proptest! {
        #[test]
        fn neither_of_two_heads_that_are_apart_jumps(
            places in prop::array::uniform2(prop::array::uniform2(0.0..40.0_f64)),
            by in prop::array::uniform2(-0.05..0.05_f64),
        ) {
            prop_assume!(nearest(&places) >= TOGETHER + 0.1);
            prop_assert!(response(&places, by) < 2.0);
        }

        #[test]
        fn no_two_change_their_order(
            places in prop::collection::vec(prop::array::uniform2(0.0..20.0_f64), 2..8),
            marked in any::<bool>(),
        ) {
            let marks = [[10.0; 2]];
            let marks = if marked { &marks[..] } else { &[] };
            let fanned = fan(&places, marks, 11.0, 5.0, SIZE);
            for (index, place) in places.iter().enumerate() {
                for (before, previous) in places[..index].iter().enumerate() {
                    let [x, y] = [place[0] - previous[0], place[1] - previous[1]];
                    let [dx, dy] = [0, 1].map(|axis| fanned[index][axis] - fanned[before][axis]);
                    prop_assert!(distance(*place, *previous) < 0.5 || x * dx + y * dy >= 0.0);
                }
            }
        }

        #[test]
        fn little_of_a_head_is_hidden_by_another(
            places in prop::collection::vec(prop::array::uniform2(0.0..30.0_f64), 2..6),
        ) {
            prop_assert!(nearest(&fan(&places, &[], 0.0, 5.0, SIZE)) > 5.0);
        }
    }
}
