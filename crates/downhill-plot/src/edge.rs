use crate::shape::Point;
use crate::view::{View, distance};

/// Where the arrow to a place outside the picture stands on its frame, and the (unit) direction in
/// which it points: on the way there from the picture's middle. None where the place is inside.
///
/// It goes by where the racer is now, not by where it once left, so it tells the truth also of one
/// that flies from one side to the other.
#[must_use]
pub(crate) fn edge_arrow(view: &View, to: Point) -> Option<(Point, Point)> {
    if view.contains(to) {
        return None;
    }
    let middle = [view.width / 2.0, view.height / 2.0];
    let [_, leave] = view.clip(middle, to, 0.0)?;
    let away = distance(middle, to);
    let way = [to[0] - middle[0], to[1] - middle[1]];
    let edge = [0, 1].map(|axis| middle[axis] + leave * way[axis]);
    Some((edge, way.map(|part| part / away)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Bounds;
    use proptest::prelude::*;

    const VIEW: View =
        View { bounds: Bounds { x: [-1.0, 1.0], y: [-1.0, 1.0] }, width: 600.0, height: 400.0 };

    #[test]
    fn an_arrow_stands_where_the_way_there_leaves_the_picture() {
        let near = |one: Point, other: Point| distance(one, other) < 1e-9;
        let (edge, direction) = edge_arrow(&VIEW, [900.0, 200.0]).unwrap();
        assert!(near(edge, [600.0, 200.0]) && near(direction, [1.0, 0.0]));
        let (edge, direction) = edge_arrow(&VIEW, [300.0, -5.0]).unwrap();
        assert!(near(edge, [300.0, 0.0]) && near(direction, [0.0, -1.0]));
        assert_eq!(edge_arrow(&VIEW, [600.0, 400.0]), None);
    }

    proptest! {
        #[test]
        fn it_is_on_the_frame_and_points_outwards(
            to in prop::array::uniform2(prop_oneof![-1e9..1e9_f64, -50.0..650.0_f64])
        ) {
            let Some((edge, direction)) = edge_arrow(&VIEW, to) else {
                prop_assert!(VIEW.contains(to));
                return Ok(());
            };
            let inwards = [edge[0].min(600.0 - edge[0]), edge[1].min(400.0 - edge[1])];
            prop_assert!(inwards[0].abs().min(inwards[1].abs()) < 1e-6, "{edge:?}");
            prop_assert!(inwards[0] > -1e-6 && inwards[1] > -1e-6, "{edge:?}");
            prop_assert!((distance(direction, [0.0; 2]) - 1.0).abs() < 1e-9);
            let beyond = [edge[0] + direction[0], edge[1] + direction[1]];
            prop_assert!(!VIEW.contains(beyond));
        }
    }
}
