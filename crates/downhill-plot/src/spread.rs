//! Where signs stand that would cover each other.

use downhill::Real;

use crate::grid::number;
use crate::shape::Point;
use crate::view::distance;

/// How often neighbours are moved apart.
const ROUNDS: usize = 24;
/// Heads at one place are so many radii apart afterwards; and those that are apart already, by less the
/// farther they are.
const APART: f64 = 2.1;
const LESS: f64 = 0.25;
/// No head is farther from its place than so many radii.
const FARTHEST: f64 = 2.6;
/// How far from each other, in radii, they begin to be moved in an order of their own.
const TOUCHING: f64 = 1.2;
/// How far from a mark, in radii, heads begin to gather at it, and have come to.
const GATHERING: [f64; 2] = [2.6, 1.3];
/// How far from a mark, in radii, a head begins to stand upon it, and has come to.
const UPON: [f64; 2] = [0.9, 0.3];

/// Moves points until each two are as far apart as `wanted`, keeping them where `settle` allows.
pub(crate) fn spread(
    points: &mut [Point],
    wanted: &dyn Fn(usize, usize) -> f64,
    settle: &dyn Fn(usize, Point) -> Point,
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

/// How much heads gather at a mark, and how much a single one stands upon it, each from 0 to 1.
pub(crate) fn at_mark(mark: Point, places: &[Point], radius: f64) -> [f64; 2] {
    let mut nearest = [f64::INFINITY; 2];
    for place in places {
        let away = distance(mark, *place) / radius;
        nearest = [nearest[0].min(away), nearest[1].min(away.max(nearest[0]))];
    }
    let gathering = come(nearest[1], GATHERING);
    [gathering, come(nearest[0], UPON) * (1.0 - gathering)]
}

/// Where heads are drawn that would cover each other: around their common middle, in the order of the
/// list, and within a picture of that size. They move the less from their places the farther these are
/// apart, and not at all where no head hides much of another.
///
/// Of heads that gather upon one of the `marks` each keeps `clear` px from it; a single one stands there.
pub(crate) fn fan(
    places: &[Point],
    marks: &[Point],
    clear: f64,
    radius: f64,
    size: [f64; 2],
) -> Vec<Point> {
    let away = |one: usize, other: usize| distance(places[one], places[other]) / radius;
    let direction = |index: usize| {
        let angle = number(index) / number(places.len()) * std::f64::consts::TAU;
        [-Real::cos(angle), -Real::sin(angle)]
    };
    let mut fanned = places.to_vec();
    for (one, point) in fanned.iter_mut().enumerate() {
        let (mut sum, mut weights) = ([0.0; 2], 0.0_f64);
        for other in (0..places.len()).filter(|other| *other != one) {
            let weight = (1.0 - away(one, other) / TOUCHING).max(0.0);
            let (from, to) = (direction(other), direction(one));
            weights += weight;
            let by = weight / distance(from, to);
            sum = [0, 1].map(|axis| sum[axis] + by * (to[axis] - from[axis]));
        }
        let by = APART / 2.0 * radius * (0.44 + 0.56 / weights.max(1.0));
        *point = [0, 1].map(|axis| point[axis] + by * sum[axis]);
    }
    // Behind the heads the marks at which some gather, which stay where they are.
    let (mut kept, mut gathering) = (Vec::new(), Vec::new());
    for mark in marks {
        let [gather, _] = at_mark(*mark, places, radius);
        if gather > 0.0 {
            kept.push(*mark);
            gathering.push(gather);
        }
    }
    fanned.extend_from_slice(&kept);
    let wanted = |one: usize, other: usize| match one.checked_sub(places.len()) {
        Some(_) if other >= places.len() => 0.0,
        Some(mark) => gathering[mark] * clear,
        None => {
            let away = away(one, other);
            radius * (APART - LESS * away).max(away.min(APART))
        }
    };
    let settle = |index: usize, point: Point| {
        let Some(place) = places.get(index) else { return kept[index - places.len()] };
        let part = (FARTHEST * radius / distance(*place, point).max(f64::MIN_POSITIVE)).min(1.0);
        [0, 1].map(|axis| {
            let at = place[axis] + part * (point[axis] - place[axis]);
            at.max(radius.min(place[axis])).min((size[axis] - radius).max(place[axis]))
        })
    };
    spread(&mut fanned, &wanted, &settle);
    fanned.truncate(places.len());
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
                let mut places = vec![mark; count];
                places[0][0] += off;
                places[1][1] -= off;
                let fanned = fan(&places, &[mark, [10.0; 2]], 11.0, 5.0, SIZE);
                assert_eq!(at_mark(mark, &places, 5.0), [1.0, 0.0]);
                let near = fanned.iter().map(|at| distance(*at, mark));
                let near = near.fold(f64::INFINITY, f64::min);
                assert!(near > 9.0, "{count} {off}: {near} {fanned:?}");
                assert!(nearest(&fanned) > 8.5, "{count} {off}: {fanned:?}");
            }
        }
        // One head stands upon it, whoever is farther away.
        let places = [mark, [115.0, 50.0]];
        assert_eq!(at_mark(mark, &places, 5.0), [0.0, 1.0]);
        assert_eq!(fan(&places, &[mark], 11.0, 5.0, SIZE), places);
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
        fn little_of_a_head_is_hidden_by_another(
            places in prop::collection::vec(prop::array::uniform2(0.0..30.0_f64), 2..6),
        ) {
            prop_assert!(nearest(&fan(&places, &[], 0.0, 5.0, SIZE)) > 5.0);
        }
    }
}
