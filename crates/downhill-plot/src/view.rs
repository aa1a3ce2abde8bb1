use downhill::Bounds;

use crate::shape::Point;

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

    /// The point of the picture at `[x, y]` of the objective. A point that is more than a million
    /// pictures away is moved closer, in the same direction, because px would overflow.
    #[must_use]
    pub fn to_px(&self, [x, y]: [f64; 2]) -> Point {
        let Bounds { x: [left, right], y: [bottom, top] } = self.bounds;
        let across = ((x - left) / (right - left)).clamp(f64::MIN, f64::MAX);
        let down = ((top - y) / (top - bottom)).clamp(f64::MIN, f64::MAX);
        let far = (across.abs().max(down.abs()) / 1e6).max(1.0);
        [across / far * self.width, down / far * self.height]
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
        assert!((x / 576.0 + 5e5).abs() < 1.0 && (y / 432.0 + 1e6).abs() < 1.0, "{x} {y}");
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
