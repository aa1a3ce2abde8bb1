//! The dots on a trail, every so many steps: where they are far apart the racer was fast.

use crate::shape::Point;
use crate::view::{View, distance};

/// How many dots a run has at most.
const MOST: u32 = 20;
/// Dots nearer to another one, or to the racer's start, than this, in CSS px, are left out.
const APART: f64 = 14.0;
/// So much of the way since the place of the dot before must have been progress: who goes to and fro has
/// no dots.
const PROGRESS: f64 = 0.6;
/// The cosine of the sharpest turn at which there is a dot: 60°.
const TURN: f64 = 0.5;

/// After how many steps a run of `steps` steps has a dot: 1, 2 or 5 times a power of ten, so that there are
/// at most 20, and 8 at least in runs of so many steps.
#[must_use]
pub(crate) fn interval(steps: u32) -> u32 {
    let mut power = 1_u32;
    loop {
        for factor in [1, 2, 5] {
            let interval = power.saturating_mul(factor);
            if steps / interval <= MOST {
                return interval;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// A dot on a racer's trail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    pub(crate) at: Point,
    /// The unit vectors along which the racer came there and went on.
    pub(crate) ways: [Point; 2],
    /// The step since which it is shown.
    pub(crate) since: u32,
}

/// The dots on all trails, in the order in which they come to be shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dots {
    /// Each with its racer.
    dots: Vec<(usize, Dot)>,
}

impl Dots {
    /// Adds new dots, all of later steps than those that are there, without those that would crowd.
    pub(crate) fn add(&mut self, dots: Vec<(usize, Dot)>) {
        // There are few, and each of std's sorts would be 3 kB of a post's module.
        let mut sorted: Vec<(usize, Dot)> = Vec::with_capacity(dots.len());
        for (racer, dot) in dots {
            let is_before = |(by, other): &(usize, Dot)| (other.since, *by) < (dot.since, racer);
            sorted.insert(sorted.partition_point(is_before), (racer, dot));
        }
        for (racer, dot) in sorted {
            if self.dots.iter().all(|(_, other)| distance(other.at, dot.at) >= APART) {
                self.dots.push((racer, dot));
            }
        }
    }

    /// The dots that are shown after so many steps, each with its racer.
    pub(crate) fn shown(&self, step: u32) -> impl Iterator<Item = &(usize, Dot)> {
        self.dots.iter().take_while(move |(_, dot)| dot.since <= step)
    }
}

/// Finds the places for dots on a racer's trail. One is shown once the racer has moved on from there, since where
/// it turns sharply there is none.
#[derive(Clone, Debug)]
pub(crate) struct Marker {
    interval: u32,
    /// The next step that may have a dot.
    next: u32,
    found: Vec<Dot>,
    /// A dot that is not shown before the racer moves on.
    candidate: Option<Point>,
    /// Where the racer was an interval ago, and how far it has gone since, in CSS px.
    before: Point,
    gone: f64,
    /// The last move.
    ahead: Point,
    start: Point,
}

impl Marker {
    /// For a racer that starts there; it finds none if the interval is zero.
    pub(crate) const fn new(interval: u32, start: Point) -> Self {
        Self {
            interval,
            next: if interval == 0 { u32::MAX } else { interval },
            found: Vec::new(),
            candidate: None,
            before: start,
            gone: 0.0,
            ahead: [0.0; 2],
            start,
        }
    }

    /// Takes note of a move at that step, which is not too short to be seen.
    pub(crate) fn go(&mut self, from: Point, to: Point, step: u32) {
        let ahead = [to[0] - from[0], to[1] - from[1]];
        let length = distance(from, to);
        if let Some(at) = self.candidate.take() {
            let ways = [self.ahead, ahead].map(unit);
            if ways[0][0] * ways[1][0] + ways[0][1] * ways[1][1] >= TURN {
                self.found.push(Dot { at, ways, since: step });
            }
        }
        self.ahead = ahead;
        self.gone += length;
    }

    /// Takes note of where the racer is in the view after that step.
    pub(crate) fn reach(&mut self, view: &View, at: Point, step: u32) {
        if step != self.next {
            return;
        }
        self.next = self.next.saturating_add(self.interval);
        let is_progress = distance(self.before, at) >= PROGRESS * self.gone;
        let is_shown = view.contains(at) && is_progress && distance(self.start, at) >= APART;
        self.candidate = is_shown.then_some(at);
        (self.before, self.gone) = (at, 0.0);
    }

    /// Takes the dots that have been found since this was called last.
    pub(crate) fn take(&mut self) -> Vec<Dot> {
        std::mem::take(&mut self.found)
    }
}

/// A vector's direction.
fn unit([x, y]: Point) -> Point {
    let length = distance([0.0; 2], [x, y]).max(f64::MIN_POSITIVE);
    [x / length, y / length]
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Bounds;

    const VIEW: View =
        View { bounds: Bounds { x: [0.0, 600.0], y: [0.0, 450.0] }, width: 600.0, height: 450.0 };

    /// The dots of a racer that is at these places after each step.
    fn dots(interval: u32, path: &[Point]) -> Vec<Point> {
        let mut marker = Marker::new(interval, path[0]);
        let mut dots = Dots::default();
        for (step, pair) in path.windows(2).enumerate() {
            let step = u32::try_from(step).unwrap() + 1;
            marker.go(pair[0], pair[1], step);
            marker.reach(&VIEW, pair[1], step);
            dots.add(marker.take().into_iter().map(|dot| (0, dot)).collect());
        }
        dots.shown(u32::MAX).map(|(_, dot)| dot.at).collect()
    }

    #[test]
    fn intervals_are_round_and_give_eight_to_twenty_dots() {
        let found = [1, 20, 21, 100, 200, 210, 500, 1000, 1_000_000].map(interval);
        assert_eq!(found, [1, 1, 2, 5, 10, 20, 50, 50, 50_000]);
        for steps in 8..20_000 {
            assert!((8..=20).contains(&(steps / interval(steps))), "{steps}");
        }
        assert!(interval(u32::MAX) > 1_000_000);
    }

    #[test]
    fn a_straight_walk_has_a_dot_at_every_interval_but_the_last() {
        let path: Vec<Point> = (0..=60).map(|step| [100.0 + f64::from(step), 50.0]).collect();
        let at = |x: f64| [x, 50.0];
        assert_eq!(dots(20, &path), [at(120.0), at(140.0)]);
        assert_eq!(dots(0, &path), [] as [Point; 0]);
        // Nearer than 14 px to each other there are fewer.
        assert_eq!(dots(5, &path), [at(115.0), at(130.0), at(145.0)]);
        let mut short = Marker::new(20, path[0]);
        short.go(at(100.0), at(120.0), 19);
        short.reach(&VIEW, at(120.0), 20);
        assert_eq!(short.take(), []);
        short.go(at(120.0), at(121.0), 23);
        let ways = [[1.0, 0.0]; 2];
        assert_eq!(short.take(), [Dot { at: at(120.0), ways, since: 23 }]);
    }

    #[test]
    fn of_dots_that_would_crowd_the_first_is_shown() {
        let dot = |x: f64, since: u32| Dot { at: [x, 0.0], ways: [[1.0, 0.0]; 2], since };
        let mut dots = Dots::default();
        dots.add(vec![(0, dot(9.0, 20)), (1, dot(0.0, 10)), (1, dot(15.0, 30))]);
        let shown = |step| dots.shown(step).copied().collect::<Vec<_>>();
        assert_eq!(shown(9), []);
        assert_eq!(shown(29), [(1, dot(0.0, 10))]);
        assert_eq!(shown(30), [(1, dot(0.0, 10)), (1, dot(15.0, 30))]);
    }

    #[test]
    fn there_are_none_where_it_turns_sharply_or_goes_to_and_fro_or_outside() {
        let corner =
            [[100.0, 100.0], [150.0, 100.0], [200.0, 100.0], [200.0, 150.0], [200.0, 200.0]];
        assert_eq!(dots(2, &corner), [] as [Point; 0]);
        assert_eq!(dots(1, &corner), [corner[1], corner[3]]);
        let side = |step: u32| if step.is_multiple_of(2) { 100.0 } else { 140.0 };
        let zigzag: Vec<Point> =
            (0..=60).map(|step| [100.0 + 5.0 * f64::from(step), side(step)]).collect();
        assert_eq!(dots(10, &zigzag), [] as [Point; 0]);
        let outside: Vec<Point> = (0..=60).map(|step| [570.0 + f64::from(step), 50.0]).collect();
        assert_eq!(dots(5, &outside), [[585.0, 50.0], [600.0, 50.0]]);
    }
}
