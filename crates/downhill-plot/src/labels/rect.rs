use crate::shape::Point;
use crate::view::distance;

/// An axis-aligned rectangle of the picture, in CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its upper left corner.
    pub low: Point,
    /// Its lower right corner.
    pub high: Point,
}

impl Rect {
    /// The rectangle of a given size around a point.
    pub(crate) fn around(middle: Point, [width, height]: Point) -> Self {
        Self {
            low: [middle[0] - width / 2.0, middle[1] - height / 2.0],
            high: [middle[0] + width / 2.0, middle[1] + height / 2.0],
        }
    }

    /// The rectangle with `by` px added on each side.
    pub(crate) fn grown(self, by: f64) -> Self {
        Self {
            low: [self.low[0] - by, self.low[1] - by],
            high: [self.high[0] + by, self.high[1] + by],
        }
    }

    /// The rectangle of half the size around the same center.
    pub(crate) fn halved(&self) -> Self {
        let [width, height] = [0, 1].map(|axis| (self.high[axis] - self.low[axis]) / 4.0);
        Self {
            low: [self.low[0] + width, self.low[1] + height],
            high: [self.high[0] - width, self.high[1] - height],
        }
    }

    /// The point of the rectangle that is nearest to another point.
    pub(crate) fn nearest(&self, to: Point) -> Point {
        [0, 1].map(|axis| to[axis].max(self.low[axis]).min(self.high[axis]))
    }

    /// Whether a point lies within the rectangle, edges included.
    #[must_use]
    pub fn contains(&self, at: Point) -> bool {
        self.nearest(at) == at
    }

    /// Whether the rectangle lies entirely within a picture of that size.
    pub(crate) fn is_within(&self, [width, height]: Point) -> bool {
        self.low[0] >= 0.0 && self.low[1] >= 0.0 && self.high[0] <= width && self.high[1] <= height
    }

    /// Whether two rectangles have an area in common.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let beside =
            |axis: usize| self.high[axis] <= other.low[axis] || other.high[axis] <= self.low[axis];
        !beside(0) && !beside(1)
    }

    /// Whether the rectangle has an area in common with a disc.
    pub(crate) fn meets_disc(&self, middle: Point, radius: f64) -> bool {
        distance(self.nearest(middle), middle) < radius
    }

    /// Whether the segment between two points runs through the rectangle.
    pub(crate) fn meets_segment(&self, [from, to]: [Point; 2]) -> bool {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for axis in [0, 1] {
            let delta = to[axis] - from[axis];
            let (low, high) = (self.low[axis] - from[axis], self.high[axis] - from[axis]);
            if delta == 0.0 {
                if low >= 0.0 || high <= 0.0 {
                    return false;
                }
                continue;
            }
            enter = enter.max((low / delta).min(high / delta));
            leave = leave.min((low / delta).max(high / delta));
        }
        enter < leave
    }
}

/// Whether two segments cross each other.
pub(crate) fn cross(lhs: [Point; 2], rhs: [Point; 2]) -> bool {
    let side = |[from, to]: [Point; 2], at: Point| {
        (to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0]) > 0.0
    };
    side(rhs, lhs[0]) != side(rhs, lhs[1]) && side(lhs, rhs[0]) != side(lhs, rhs[1])
}

/// The distance between a point and a segment.
pub(crate) fn distance_to_segment(at: Point, [from, to]: [Point; 2]) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let square = dx * dx + dy * dy;
    let along = ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / square.max(f64::MIN_POSITIVE);
    let part = along.clamp(0.0, 1.0);
    distance(at, [from[0] + part * dx, from[1] + part * dy])
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { low: [10.0, 20.0], high: [30.0, 40.0] };

    #[test]
    fn what_touches_does_not_overlap() {
        assert!(!RECT.overlaps(&Rect { low: [30.0, 20.0], high: [50.0, 40.0] }));
        assert!(RECT.overlaps(&Rect { low: [29.0, 39.0], high: [50.0, 60.0] }));
        assert!(RECT.overlaps(&RECT.grown(-5.0)) && RECT.grown(-5.0).overlaps(&RECT));
        assert!(!RECT.meets_disc([35.0, 30.0], 5.0) && RECT.meets_disc([35.0, 30.0], 5.1));
    }

    #[test]
    fn segments_that_run_through_are_found() {
        assert!(RECT.meets_segment([[0.0, 30.0], [100.0, 30.0]]));
        assert!(RECT.meets_segment([[20.0, 30.0], [100.0, 30.0]]));
        assert!(!RECT.meets_segment([[0.0, 30.0], [10.0, 30.0]]));
        assert!(!RECT.meets_segment([[0.0, 45.0], [100.0, 45.0]]));
        assert!(!RECT.meets_segment([[20.0, 0.0], [60.0, 40.0]]));
    }

    #[test]
    fn segments_cross_where_both_run_on_both_sides_of_the_other() {
        let line = [[0.0, 0.0], [10.0, 10.0]];
        assert!(cross(line, [[0.0, 10.0], [10.0, 0.0]]) && cross([[0.0, 10.0], [10.0, 0.0]], line));
        for segment in
            [[[0.0, 10.0], [4.0, 5.0]], [[2.0, 0.0], [12.0, 10.0]], [[20.0, 0.0], [0.0, 30.0]]]
        {
            assert!(!cross(line, segment) && !cross(segment, line), "{segment:?}");
        }
    }

    #[test]
    fn a_segment_is_as_far_as_its_nearest_point() {
        let line = [[0.0, 0.0], [10.0, 0.0]];
        for (at, distance) in [([5.0, 3.0], 3.0), ([13.0, 4.0], 5.0), ([0.0, 0.0], 0.0)] {
            assert!((distance_to_segment(at, line) - distance).abs() < 1e-12);
        }
        assert!((distance_to_segment([3.0, 4.0], [[0.0, 0.0]; 2]) - 5.0).abs() < 1e-12);
    }
}
