//! A path drawn as a whole, at once. (A trail is drawn step by step.)

use crate::color::Rgb;
use crate::shape::{Dash, Shape, Stroke};
use crate::view::{View, between, distance};

/// Vertices nearer to the last one than this, in CSS px, are left out.
const NEAR: f64 = 0.5;
/// Lines are cut off this far outside the frame, in CSS px. Otherwise a browser would count dashes for
/// minutes along a path that leaves the frame by far.
const MARGIN: f64 = 20.0;

/// Adds the parts of `path` (`[x0, y0, x1, y1, …]`, objective coordinates) that lie in the picture, each as
/// one line. `dash` has the lengths of dashes and gaps in turn; if it is empty, lines are solid.
pub fn polylines(
    shapes: &mut Vec<Shape>,
    view: View,
    path: &[f64],
    color: Rgb,
    width: f64,
    dash: &[f64],
) {
    let Some(mut before) = path.first_chunk() else { return };
    let mut outside = true;
    for iterate in path.as_chunks::<2>().0 {
        let to = view.to_px(*iterate);
        if distance(view.to_px(*before), to) < NEAR && !view.is_farthest(to) {
            continue;
        }
        let Some([from, to]) = view.segment(*std::mem::replace(&mut before, iterate), *iterate)
        else {
            continue;
        };
        let Some([enter, leave]) = view.clip(from, to, MARGIN) else { continue };
        if outside {
            let points = vec![between(from, to, enter)];
            let dash = Some(Dash { pattern: dash.to_vec(), offset: 0.0 });
            shapes.push(Shape::Line { points, stroke: Stroke { color, width, dash } });
        }
        outside = leave < 1.0;
        if let Some(Shape::Line { points, .. }) = shapes.last_mut() {
            points.push(between(from, to, leave));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::DARK;
    use crate::shape::Point;
    use downhill::Bounds;
    use proptest::prelude::*;

    /// One objective unit is one px, y is turned over: (x, y) is drawn at (x, 256 − y).
    const VIEW: View =
        View { bounds: Bounds { x: [0.0, 512.0], y: [0.0, 256.0] }, width: 512.0, height: 256.0 };

    fn points(path: &[f64]) -> Vec<Vec<Point>> {
        let mut lines = Vec::new();
        polylines(&mut lines, VIEW, path, DARK, 1.0, &[]);
        lines
            .into_iter()
            .map(|line| {
                let Shape::Line { points, .. } = line else { panic!("{line:?}") };
                points
            })
            .collect()
    }

    #[test]
    fn a_path_inside_is_one_line() {
        let found = points(&[10.0, 6.0, 20.0, 6.0, 20.1, 6.0, 20.0, 56.0]);
        // What is near is left out.
        assert_eq!(found, [[[10.0, 250.0], [20.0, 250.0], [20.0, 200.0]]]);
        assert_eq!(points(&[10.0, 6.0, 10.1, 6.0]).len(), 0);
        assert_eq!(points(&[]).len(), 0);
    }

    #[test]
    fn what_leaves_and_comes_back_is_two_lines_cut_at_the_margin() {
        let found = points(&[500.0, 56.0, 1e200, 56.0, 600.0, 56.0, 500.0, 56.0, 490.0, 56.0]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!((found[0].last().unwrap()[0] - 532.0).abs() < 1e-6, "{found:?}");
        assert!((found[1][0][0] - 532.0).abs() < 1e-6, "{found:?}");
        assert_eq!(found[1][2], [490.0, 200.0]);
        // One that passes through without stopping there.
        assert_eq!(points(&[-100.0, 56.0, 900.0, 56.0]).len(), 1);
        assert_eq!(points(&[-100.0, 56.0, -900.0, 56.0, -100.0, 900.0]).len(), 0);
    }

    #[test]
    fn dashes_are_those_asked_for() {
        let mut lines = Vec::new();
        polylines(&mut lines, VIEW, &[10.0, 6.0, 20.0, 6.0], DARK, 2.0, &[6.0, 4.0]);
        let points = vec![[10.0, 250.0], [20.0, 250.0]];
        let dash = Some(Dash { pattern: vec![6.0, 4.0], offset: 0.0 });
        assert_eq!(
            lines,
            [Shape::Line { points, stroke: Stroke { color: DARK, width: 2.0, dash } }]
        );
    }

    proptest! {
        #[test]
        fn no_point_is_beyond_the_margin(
            path in prop::collection::vec(prop_oneof![-900.0..1500.0_f64, -1e300..1e300_f64], 2..60),
        ) {
            for line in points(&path) {
                prop_assert!(line.len() > 1);
                for [x, y] in line {
                    let slack = MARGIN + 1e-6;
                    prop_assert!((-slack..=512.0 + slack).contains(&x), "{x}");
                    prop_assert!((-slack..=256.0 + slack).contains(&y), "{y}");
                }
            }
        }
    }
}
