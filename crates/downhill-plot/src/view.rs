use downhill::Bounds;

use crate::shape::Point;

/// Points are at most so many pictures away.
const FARTHEST: f64 = 1e150;
/// Ends of segments are at most so many pictures away.
const AROUND: f64 = 1e3;
/// 2⁻⁵⁶⁰. Coordinates are multiplied by it where they are so large that products of them could overflow.
const SMALLER: f64 = f64::from_bits((1023 - 560) << 52);
const LARGE: f64 = 1e140;

/// The map between objective coordinates (y up) and CSS pixels (y down) of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The part of the plane that is shown, in objective coordinates.
    pub bounds: Bounds,
    /// The width of the picture in CSS px.
    pub width: f64,
    /// The height of the picture in CSS px.
    pub height: f64,
}

impl View {
    /// The size of lines and heads, against that in a picture 600 px wide: from 0.73 in the smallest
    /// picture to 1.82 in one that fills a screen. In a picture that is flatter than 3:2 the height
    /// counts.
    #[must_use]
    pub fn scale(&self) -> f64 {
        let width = self.width.min(1.5 * self.height);
        (1.3 + 0.0015 * width).clamp(1.6, 4.0) / 2.2
    }

    /// The point of the picture at `[x, y]` of the objective. A point that is more than 10¹⁵⁰ px away is
    /// moved closer, in the same direction, because squares of px would overflow.
    #[must_use]
    pub fn to_px(&self, [x, y]: [f64; 2]) -> Point {
        let Bounds { x: [left, right], y: [bottom, top] } = self.bounds;
        let across = ((x - left) / (right - left)).clamp(f64::MIN, f64::MAX);
        let down = ((top - y) / (top - bottom)).clamp(f64::MIN, f64::MAX);
        let far = (across.abs().max(down.abs()) / FARTHEST).max(1.0);
        [across / far * self.width, down / far * self.height]
    }

    /// Whether a point is so far away that its px may have been moved closer.
    pub(crate) fn is_farthest(&self, [x, y]: Point) -> bool {
        x.abs() >= 0.5 * FARTHEST * self.width || y.abs() >= 0.5 * FARTHEST * self.height
    }

    /// The two ends, in px, of what of the segment between two points of the objective lies within a
    /// thousand pictures around this one; none where nothing of it does. Px have no digits left for
    /// what is farther away, so its ends are found in objective coordinates.
    pub(crate) fn segment(&self, from: [f64; 2], to: [f64; 2]) -> Option<[Point; 2]> {
        let around =
            |[low, high]: [f64; 2]| [low - AROUND * (high - low), high + AROUND * (high - low)];
        let [x, y] = [self.bounds.x, self.bounds.y].map(around);
        let ends = [within([x, y], from, to)?, within([x, y], to, from)?];
        Some(ends.map(|end| self.to_px(end)))
    }

    /// The `[x, y]` of the objective at a point of the picture.
    #[must_use]
    pub fn to_objective(&self, [across, down]: Point) -> [f64; 2] {
        let along = |[low, high]: [f64; 2], part: f64| low * (1.0 - part) + high * part;
        [along(self.bounds.x, across / self.width), along(self.bounds.y, 1.0 - down / self.height)]
    }

    /// Whether a point of the picture is inside its frame, edges included.
    #[must_use]
    pub fn contains(&self, [x, y]: Point) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// The part of the segment from `from` to `to` that lies within `margin` px of the frame, as two
    /// parameters in [0, 1] (Liang & Barsky 1984).
    pub(crate) fn clip(&self, from: Point, to: Point, margin: f64) -> Option<[f64; 2]> {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (from, to, size) in &[(from[0], to[0], self.width), (from[1], to[1], self.height)] {
            let delta = to - from;
            let (low, high) = (-margin - from, size + margin - from);
            if delta == 0.0 {
                if low > 0.0 || high < 0.0 {
                    return None;
                }
                continue;
            }
            let (first, second) = (low / delta, high / delta);
            enter = enter.max(first.min(second));
            leave = leave.min(first.max(second));
        }
        (enter <= leave).then_some([enter, leave])
    }
}

/// The point at which the segment from `end` to `to` enters a box: `end` itself if it is inside.
fn within(bounds: [[f64; 2]; 2], end: [f64; 2], to: [f64; 2]) -> Option<[f64; 2]> {
    let is_inside = |at: f64, [low, high]: [f64; 2]| low <= at && at <= high;
    let mut found = Some(end);
    for (axis, aside) in [(0, 1), (1, 0)] {
        let [low, high] = bounds[axis];
        let edge = if end[axis] < low {
            low
        } else if end[axis] > high {
            high
        } else {
            continue;
        };
        if (to[axis] < low && end[axis] < low) || (to[axis] > high && end[axis] > high) {
            return None;
        }
        let along = |[x, y]: [f64; 2]| if axis == 0 { [y, x] } else { [x, y] };
        let at = crossing(
            along(end),
            along(to),
            edge,
            is_inside(to[0], bounds[0]) && is_inside(to[1], bounds[1]),
        );
        if is_inside(at, bounds[aside]) {
            let mut point = [at; 2];
            point[axis] = edge;
            return Some(point);
        }
        found = None;
    }
    found
}

/// The x at which the line through two points has the given y. `is_near` says whether the second point is
/// near the picture.
///
/// If both points are far away, the line depends on digits that would be lost in differences of products,
/// so these are computed with twice as many digits (Dekker 1971).
fn crossing(first: [f64; 2], second: [f64; 2], y: f64, is_near: bool) -> f64 {
    let largest =
        [first, second].as_flattened().iter().fold(0.0_f64, |most, part| most.max(part.abs()));
    let by = if largest > LARGE { SMALLER } else { 1.0 };
    let [[x0, y0], [x1, y1]] = [first, second].map(|point| point.map(|part| part * by));
    let slope = (x1 - x0) / (y1 - y0);
    if is_near {
        return second[0] + (y - second[1]) * slope;
    }
    let [[first, first_rest], [second, second_rest]] = [product(x0, y1), product(x1, y0)];
    ((first - second) + (first_rest - second_rest)) / (y1 - y0) / by + y * slope
}

/// A product and its rounding error.
fn product(lhs: f64, rhs: f64) -> [f64; 2] {
    // 2²⁷ + 1: each half gets half of the digits.
    let halves = |number: f64| {
        let large = 134_217_729.0 * number;
        let high = large - (large - number);
        [high, number - high]
    };
    let ([a, b], [c, d]) = (halves(lhs), halves(rhs));
    let rounded = lhs * rhs;
    [rounded, b * d - (((rounded - a * c) - b * c) - a * d)]
}

/// The point at `part` of the way from `from` to `to`.
pub(crate) fn between(from: Point, to: Point, part: f64) -> Point {
    [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
}

/// The length of the segment in px.
pub(crate) fn distance(from: Point, to: Point) -> f64 {
    let (x, y) = (to[0] - from[0], to[1] - from[1]);
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VIEW: View =
        View { bounds: Bounds { x: [-1.0, 1.0], y: [-1.0, 1.0] }, width: 576.0, height: 432.0 };

    #[test]
    fn the_articles_start_is_where_its_frames_show_it() {
        assert_eq!(VIEW.to_px([0.75, -0.75]), [504.0, 378.0]);
        assert_eq!(VIEW.to_px([-1.0, 1.0]), [0.0, 0.0]);
    }

    #[test]
    fn lines_grow_with_the_picture_within_bounds() {
        let scale = |width: f64, height: f64| View { width, height, ..VIEW }.scale();
        assert!((scale(600.0, 450.0) - 1.0).abs() < 1e-12);
        assert!((2.2 * scale(340.0, 255.0) - 1.81).abs() < 1e-12);
        assert!((2.2 * scale(1920.0, 1200.0) - 4.0).abs() < 1e-12);
        assert!((2.2 * scale(100.0, 75.0) - 1.6).abs() < 1e-12);
        assert_eq!(scale(1920.0, 400.0), scale(600.0, 450.0));
    }

    #[test]
    fn what_is_very_far_is_shown_in_its_direction() {
        let [x, y] = VIEW.to_px([-1.25e307, 2.5e307]);
        assert!((x / y - 0.5 * 576.0 / 432.0).abs() < 1e-12 && y < -1e150, "{x} {y}");
        // And what px can say of a place is said.
        for far in [1e7, 1e40, 1e140] {
            let [x, y] = VIEW.to_px([0.3, far]);
            assert!((x - 374.4).abs() < 1e-9 && (y / far + 216.0).abs() < 1e-3, "{x} {y}");
        }
    }

    #[test]
    fn segments_of_points_that_are_far_away_cross_the_picture_where_they_do() {
        for far in [1e6, 1e9, 1e12, 1e40, 1e150, 1e200, 1e305] {
            // Straight down at x = 0.3, and slanting from 0.25 at the one end to 0.5 at the other.
            for [from, to] in [[[0.3, far], [0.3, -2.0 * far]], [[0.25, far], [0.5, -4.0 * far]]] {
                let [above, below] = VIEW.segment(from, to).unwrap();
                let [enter, leave] = VIEW.clip(above, below, 0.0).unwrap();
                let crossing = [between(above, below, enter), between(above, below, leave)];
                for ([x, y], edge) in crossing.into_iter().zip([0.0, 432.0]) {
                    assert!((x - 374.4).abs() < 1e-3 && (y - edge).abs() < 1e-6, "{far}: {x} {y}");
                }
            }
            // Through the middle, with digits that no longer know of the picture.
            let [from, to] = VIEW.segment([far, 0.7 * far], [-2.0 * far, -1.4 * far]).unwrap();
            let [enter, leave] = VIEW.clip(from, to, 0.0).unwrap();
            let [right, left] = [enter, leave].map(|part| between(from, to, part));
            assert!((right[0] - 576.0).abs() < 1e-6 && (right[1] - 64.8).abs() < 1e-6, "{right:?}");
            assert!(left[0].abs() < 1e-6 && (left[1] - 367.2).abs() < 1e-6, "{left:?}");
            // From within to far away; and past the picture.
            let [from, to] = VIEW.segment([0.0; 2], [far, -far]).unwrap();
            assert!(
                from == [288.0, 216.0] && distance(to, [576e3 + 576.0, 432e3 + 432.0]) < 600.0,
                "{to:?}"
            );
            assert_eq!(VIEW.segment([far, 0.0], [2.0 * far, 1.0]), None);
            assert_eq!(VIEW.segment([far, 0.0], [0.0, far]), None);
        }
    }

    proptest! {
        #[test]
        fn what_is_under_a_point_is_drawn_there(x in 0.0..576.0_f64, y in 0.0..432.0_f64) {
            let [across, down] = VIEW.to_px(VIEW.to_objective([x, y]));
            prop_assert!((across - x).abs() < 1e-9 && (down - y).abs() < 1e-9);
        }

        #[test]
        fn a_clipped_segment_is_the_part_inside(
            from in prop::array::uniform2(-900.0..1500.0_f64),
            to in prop::array::uniform2(-900.0..1500.0_f64),
        ) {
            let near = |[x, y]: Point, slack: f64| {
                (-10.0 - slack..=586.0 + slack).contains(&x)
                    && (-10.0 - slack..=442.0 + slack).contains(&y)
            };
            let inside = VIEW.clip(from, to, 10.0);
            for index in 0..=100 {
                let part = f64::from(index) / 100.0;
                let point = between(from, to, part);
                let kept = inside.is_some_and(|[enter, leave]| (enter..=leave).contains(&part));
                if kept {
                    prop_assert!(near(point, 1e-6));
                } else {
                    prop_assert!(!near(point, -1e-6));
                }
            }
        }
    }
}
