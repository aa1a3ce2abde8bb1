use crate::grid::number;
use crate::shape::Point;
use crate::spread::spread;
use crate::view::{View, distance};

/// The marker of a racer that is outside the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AtEdge {
    /// Its center.
    pub(crate) at: Point,
    /// The direction from there to the racer, as a unit vector.
    pub(crate) direction: Point,
}

/// The markers of the racers that are at `places` outside the picture. Each stands on the line from the
/// picture's center to its racer, `inset` px from the frame. Where there is room, markers are `apart`
/// px from each other and from the heads `inside`.
///
/// A marker shows where its racer is now, not where it left the picture, so it is also right for a
/// racer that jumps from one side to the other.
#[must_use]
pub(crate) fn at_edge(
    view: &View,
    places: &[Point],
    inside: &[Point],
    inset: f64,
    apart: f64,
) -> Vec<AtEdge> {
    let half = [view.width, view.height].map(|size| (size / 2.0 - inset).max(1.0));
    let middle = [view.width / 2.0, view.height / 2.0];
    let onto = |_, at: Point| {
        let way = [at[0] - middle[0], at[1] - middle[1]];
        let part = (way[0] / half[0]).abs().max((way[1] / half[1]).abs()).max(f64::MIN_POSITIVE);
        [0, 1].map(|axis| middle[axis] + way[axis] / part)
    };
    let mut points = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let [x, y] = onto(index, *place);
        // Racers at the same place are placed in the order of the list.
        let [dx, dy] = [x - middle[0], y - middle[1]];
        let by = 1e-4 * number(index);
        points.push(onto(index, [x - by * dy, y + by * dx]));
    }
    // The heads follow the markers in `points`. They push markers away and stay where they are.
    points.extend_from_slice(inside);
    let wanted = |_, rhs: usize| if rhs < places.len() { apart } else { 0.0 };
    let settle = |index: usize, at: Point| match index.checked_sub(places.len()) {
        Some(head) => inside[head],
        None => onto(index, at),
    };
    spread(&mut points, &wanted, &settle, &|_, _| false);
    let sign = |(at, to): (Point, &Point)| {
        let away = distance(at, *to).max(f64::MIN_POSITIVE);
        AtEdge { at, direction: [0, 1].map(|axis| (to[axis] - at[axis]) / away) }
    };
    points.into_iter().zip(places).map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Bounds;
    use proptest::prelude::*;

    const VIEW: View =
        View { bounds: Bounds { x: [-1.0, 1.0], y: [-1.0, 1.0] }, width: 600.0, height: 400.0 };

    #[test]
    fn a_sign_stands_where_the_way_there_leaves_the_picture() {
        let near = |lhs: Point, rhs: Point| distance(lhs, rhs) < 1e-9;
        let at = |place: Point| at_edge(&VIEW, &[place], &[], 10.0, 12.0)[0];
        let AtEdge { at: right, direction } = at([900.0, 200.0]);
        assert!(near(right, [590.0, 200.0]) && near(direction, [1.0, 0.0]));
        let AtEdge { at: above, direction } = at([300.0, -5.0]);
        assert!(near(above, [300.0, 10.0]) && near(direction, [0.0, -1.0]));
    }

    #[test]
    fn a_sign_keeps_clear_of_a_head_beside_it() {
        let head = [306.0, 12.0];
        let signs = at_edge(&VIEW, &[[300.0, -50.0], [310.0, -90.0]], &[head], 10.0, 12.0);
        for AtEdge { at, .. } in &signs {
            assert!(distance(*at, head) > 11.0 && (at[1] - 10.0).abs() < 1e-6, "{signs:?}");
        }
    }

    proptest! {
        #[test]
        fn signs_are_apart_at_the_frame_and_point_outwards(
            places in prop::collection::vec(
                prop::array::uniform2(prop_oneof![-1e9..1e9_f64, -50.0..650.0_f64]), 1..10
            ),
            same in 0..6_usize,
        ) {
            let outside = |place: &&Point| !VIEW.contains(**place);
            let mut places: Vec<Point> = places.iter().filter(outside).copied().collect();
            if let Some(first) = places.first().copied() {
                places.extend(vec![first; same]);
            }
            let signs = at_edge(&VIEW, &places, &[], 10.0, 12.0);
            for (index, AtEdge { at, direction }) in signs.iter().enumerate() {
                let inwards = [at[0].min(600.0 - at[0]), at[1].min(400.0 - at[1])];
                prop_assert!((inwards[0].min(inwards[1]) - 10.0).abs() < 1e-6, "{at:?}");
                prop_assert!((distance(*direction, [0.0; 2]) - 1.0).abs() < 1e-9);
                for previous in &signs[..index] {
                    prop_assert!(distance(*at, previous.at) > 6.0, "{at:?} {previous:?}");
                }
            }
        }
    }
}
