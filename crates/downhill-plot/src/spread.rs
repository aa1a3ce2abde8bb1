//! Where signs stand that would cover each other.

use downhill::Real;

use crate::grid::number;
use crate::shape::Point;
use crate::view::{between, distance};

/// How often neighbours are moved apart.
const ROUNDS: usize = 24;
/// Heads at one place are so many radii apart afterwards; and those that are apart already, by less the
/// farther they are.
const APART: f64 = 2.1;
const LESS: f64 = 0.25;
/// No head is farther from its place than so many radii.
const FARTHEST: f64 = 2.6;
/// How far from each other, in radii, they begin to be moved beside the line through them.
const TOUCHING: f64 = 1.2;
/// Two are moved at 60° to the line through them: mostly across it, since trails run along it, and with
/// who is ahead still ahead. This is the cosine, and the sine.
const TURN: Point = [0.5, 0.866_025_403_784_438_6];
/// Of more than two, each other one is moved aside by so many radii in this direction, so that they do not
/// stay on one line.
const ASIDE: Point = [0.24, -0.32];
/// What is less apart than this, in CSS px, is at one place, and has the order of the list.
const TOGETHER: f64 = 0.5;
/// So much of the distance between two, in radii at most, remains of it in its direction.
const AHEAD: f64 = 0.15;
/// How far from a mark, in radii, heads begin to gather at it, and have come to.
const GATHERING: [f64; 2] = [2.6, 1.3];
/// How far from a mark, in radii, a head begins to stand upon it, and has come to.
const UPON: [f64; 2] = [0.9, 0.3];
/// How far from a mark, in radii, a head begins to have it for itself although others gather, and has it;
/// and how far from it another begins to share it with that one.
const EXACTLY: [f64; 2] = [0.15, 0.05];
const SHARED: [f64; 2] = [0.2, 0.08];

/// Moves points until each two are as far apart as `wanted`, keeping them where `settle` allows, and two
/// of them in order where `order` has to move them for that.
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
        // The last round only settles.
        let count = if round + 1 < ROUNDS { points.len() } else { 0 };
        for one in 1..count {
            for other in 0..one {
                let [from, to] = [points[other], points[one]];
                let (apart, wanted) = (distance(from, to), wanted(one, other));
                if apart < wanted - 1e-3 && apart > 0.0 {
                    moved = true;
                    for axis in [0, 1] {
                        let push = (to[axis] - from[axis]) * (wanted / apart - 1.0) / 2.0;
                        points[one][axis] += push;
                        points[other][axis] -= push;
                    }
                }
                moved |= order([one, other], points);
            }
        }
        if !moved {
            return;
        }
    }
}

/// How far, from 0 to 1, a distance has come from the first of two others to the second.
fn come(distance: f64, [from, to]: [f64; 2]) -> f64 {
    ((from - distance) / (from - to)).clamp(0.0, 1.0)
}

/// What heads do at a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AtMark {
    /// How much they gather around it, from 0 to 1.
    gathering: f64,
    /// How much one of them stands upon it, from 0 to 1.
    pub(crate) upon: f64,
    /// The nearest, and how much it has the mark for itself although others are near, from 0 to 1.
    owner: (usize, f64),
}

/// What heads at some places do at a mark.
pub(crate) fn at_mark(mark: Point, places: &[Point], radius: f64) -> AtMark {
    let (mut nearest, mut first) = ([f64::INFINITY; 2], 0);
    for (index, place) in places.iter().enumerate() {
        let away = distance(mark, *place) / radius;
        if away < nearest[0] {
            first = index;
        }
        nearest = [nearest[0].min(away), nearest[1].min(away.max(nearest[0]))];
    }
    let owned = come(nearest[0], EXACTLY) * (1.0 - come(nearest[1], SHARED));
    let gathering = come(nearest[1], GATHERING) * (1.0 - owned);
    let upon = come(nearest[0], UPON) * (1.0 - gathering);
    AtMark { gathering, upon, owner: (first, owned) }
}

/// Heads that are fanned.
struct Fan<'a> {
    places: &'a [Point],
    radius: f64,
}

impl Fan<'_> {
    /// How far apart two are, in CSS px.
    fn away(&self, one: usize, other: usize) -> f64 {
        distance(self.places[one], self.places[other])
    }

    /// The direction in which one of two is moved away from the other: a unit vector.
    fn apart(&self, one: usize, other: usize) -> Point {
        let direction = |index: usize| {
            let angle = number(index) / number(self.places.len()) * std::f64::consts::TAU;
            [-Real::cos(angle), -Real::sin(angle)]
        };
        let [x, y] = [0, 1].map(|axis| self.places[one][axis] - self.places[other][axis]);
        let turned = [TURN[0] * x - TURN[1] * y, TURN[1] * x + TURN[0] * y];
        // Those at one place stand around it in the order of the list.
        let (to, from) = (direction(one), direction(other));
        let by = (1.0 - self.away(one, other) / TOGETHER).max(0.0) / distance(from, to);
        let sum = [0, 1].map(|axis| turned[axis] / TOGETHER + by * (to[axis] - from[axis]));
        let length = distance(sum, [0.0; 2]).max(f64::MIN_POSITIVE);
        sum.map(|part| part / length)
    }

    /// Each beside its place, those that are in the way of others by the more the nearer these are.
    fn beside(&self) -> Vec<Point> {
        let mut moved = self.places.to_vec();
        for (one, point) in moved.iter_mut().enumerate() {
            let (mut sum, mut weights) = ([0.0; 2], 0.0_f64);
            for other in (0..self.places.len()).filter(|other| *other != one) {
                let weight = (1.0 - self.away(one, other) / self.radius / TOUCHING).max(0.0);
                if weight > 0.0 {
                    weights += weight;
                    let apart = self.apart(one, other);
                    sum = [0, 1].map(|axis| sum[axis] + weight * apart[axis]);
                }
            }
            let by = APART / 2.0 * self.radius * (0.44 + 0.56 / weights.max(1.0));
            let aside = self.radius * (weights - 1.0).clamp(0.0, 1.0);
            let aside = if one % 2 == 0 { aside } else { -aside };
            *point = [0, 1].map(|axis| point[axis] + by * sum[axis] + aside * ASIDE[axis]);
        }
        moved
    }

    /// How far, in the direction in which one is ahead of another, it is from that one's sign, and the
    /// direction; none where they are at one place.
    fn ahead(&self, [one, other]: [usize; 2], moved: &[Point]) -> Option<(f64, Point)> {
        let away = self.away(one, other);
        if away < TOGETHER {
            return None;
        }
        let direction =
            [0, 1].map(|axis| (self.places[one][axis] - self.places[other][axis]) / away);
        let ahead = [0, 1].map(|axis| (moved[one][axis] - moved[other][axis]) * direction[axis]);
        Some((ahead[0] + ahead[1], direction))
    }

    /// Moves two so that who is ahead remains ahead. False where it is.
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

    /// How much of the way to where they are moved, from 0 to 1, all may go and none changes its order.
    fn part_in_order(&self, moved: &[Point]) -> f64 {
        let mut part = 1.0_f64;
        for one in 0..self.places.len() {
            for other in 0..one {
                if let Some((ahead, _)) = self.ahead([one, other], moved)
                    && ahead < 0.0
                {
                    let away = self.away(one, other);
                    part = part.min(away / (away - ahead));
                }
            }
        }
        part
    }
}

/// Where heads are drawn that would cover each other: beside their places, within a picture of that size,
/// and such that who is ahead of another remains ahead of it. They move the less the farther they are
/// apart, and not at all where no head hides much of another.
///
/// Of heads that gather upon one of the `marks` each keeps `clear` px from it; a single one stands there,
/// also one of several that is exactly there.
pub(crate) fn fan(
    places: &[Point],
    marks: &[Point],
    clear: f64,
    radius: f64,
    size: [f64; 2],
) -> Vec<Point> {
    let fan = Fan { places, radius };
    let mut fanned = fan.beside();
    // Behind the heads the marks at which some gather, which stay where they are.
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
    let wanted = |one: usize, other: usize| match one.checked_sub(places.len()) {
        Some(_) if other >= places.len() => 0.0,
        Some(mark) => gathering[mark] * clear,
        None => {
            let away = fan.away(one, other) / radius;
            radius * (APART - LESS * away).max(away.min(APART))
        }
    };
    let settle = |index: usize, point: Point| {
        let Some(place) = places.get(index) else { return kept[index - places.len()] };
        let far = distance(*place, point).max(f64::MIN_POSITIVE);
        let part = (FARTHEST * radius / far).min(1.0) * free[index];
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
        for one in 0..places.len() {
            for other in 0..one {
                is_settled &= !fan.keep_order([one, other], &mut fanned);
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

    const SIZE: [f64; 2] = [200.0, 100.0];

    fn nearest(points: &[Point]) -> f64 {
        let mut nearest = f64::INFINITY;
        for (index, one) in points.iter().enumerate() {
            for other in &points[..index] {
                nearest = nearest.min(distance(*one, *other));
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
                // Of three the third would be there alone.
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
        // One head stands upon it, whoever is farther away.
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
        // Who is on its right is drawn on its right.
        assert!(fanned[0][0] > 100.0 && fanned[2][1] > 50.0 && fanned[3][0] < 100.0, "{fanned:?}");
    }

    #[test]
    fn on_one_trail_who_is_ahead_remains_ahead() {
        // In another order than that of the list, and in all directions.
        for turn in 0..24 {
            let angle = f64::from(turn) * 15_f64.to_radians();
            let (x, y) = (Real::cos(angle), Real::sin(angle));
            for gap in [0.6, 1.0, 2.0, 4.0, 6.0] {
                let along = [2.0, 0.0, 4.0, 1.0, 3.0].map(|rank| (rank - 2.0) * gap);
                let places = along.map(|at| [100.0 + at * x, 50.0 + at * y]);
                let fanned = fan(&places, &[], 0.0, 5.0, SIZE);
                let ahead: Vec<f64> = fanned.iter().map(|at| at[0] * x + at[1] * y).collect();
                for (one, other) in [(2, 4), (4, 0), (0, 3), (3, 1)] {
                    assert!(ahead[one] > ahead[other], "{turn} {gap}: {ahead:?}");
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

    proptest! {
        #[test]
        fn none_jumps(
            places in prop::collection::vec(prop::array::uniform2(0.0..40.0_f64), 2..6),
            by in prop::array::uniform2(-0.05..0.05_f64),
        ) {
            let mut moved = places.clone();
            moved[0] = [0, 1].map(|axis| moved[0][axis] + by[axis]);
            for (one, other) in fan(&places, &[], 0.0, 5.0, SIZE).iter().zip(fan(&moved, &[], 0.0, 5.0, SIZE)) {
                prop_assert!(distance(*one, other) < 3.0, "{one:?} {other:?}");
            }
        }

        #[test]
        fn no_two_change_their_order(
            places in prop::collection::vec(prop::array::uniform2(0.0..20.0_f64), 2..8),
            marked in any::<bool>(),
        ) {
            let marks = [[10.0; 2]];
            let marks = if marked { &marks[..] } else { &[] };
            let fanned = fan(&places, marks, 11.0, 5.0, SIZE);
            for (index, one) in places.iter().enumerate() {
                for (before, other) in places[..index].iter().enumerate() {
                    let [x, y] = [one[0] - other[0], one[1] - other[1]];
                    let [dx, dy] = [0, 1].map(|axis| fanned[index][axis] - fanned[before][axis]);
                    prop_assert!(distance(*one, *other) < 0.5 || x * dx + y * dy >= 0.0);
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
