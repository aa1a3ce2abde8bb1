//! The way from a low sample to the bottom of its valley.

use crate::samples::Samples;

/// The greatest number of Newton steps. Where f grows like a fourth power, each step shortens the
/// distance only by a third.
const MOST_STEPS: usize = 40;
/// The distance over which second derivatives are taken, in cells.
const BESIDE: f64 = 1e-3;
/// Eigenvalues count as at least this part of the larger one.
const FLATTEST: f64 = 1e-12;
/// A step shorter than this, in cells, counts as none.
const SHORT: f64 = 1e-13;
/// If the last step is longer than this, Newton's method has not arrived; at a kink it cannot.
const ARRIVED: f64 = 1e-6;
/// The pattern search ends at steps of this length,
const FINEST: f64 = 1e-10;
/// or after this many evaluations.
const MOST_CALLS: usize = 600;
/// The distances at which a place is compared with f around it, in cells: each an eighth of the one
/// before.
const DISTANCES: [f64; 6] =
    [0.125, 0.015_625, 0.001_953_125, 2.441_406_25e-4, 3.051_757_812_5e-5, 3.814_697_265_625e-6];
/// The isolation of a minimum is tested from this distance, in cells.
const ASIDE: f64 = 0.5;
/// Places closer than this, in cells, are the same.
const APART: f64 = 0.05;
/// The eight directions.
const DIRECTIONS: [[f64; 2]; 8] = {
    let half = std::f64::consts::FRAC_1_SQRT_2;
    [
        [1.0, 0.0],
        [half, half],
        [0.0, 1.0],
        [-half, half],
        [-1.0, 0.0],
        [-half, -half],
        [0.0, -1.0],
        [half, -half],
    ]
};

/// A place in cells, with f there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) at: [f64; 2],
    pub(crate) value: f64,
}

impl Place {
    /// Whether another place is so close that it is the same.
    pub(crate) fn is_near(self, other: Self) -> bool {
        length([self.at[0] - other.at[0], self.at[1] - other.at[1]]) < APART
    }
}

/// The kind of place at the end of a way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bottom {
    /// No bottom: f is lower beside it, jumps, or is not defined there.
    None,
    /// A valley or plain with other places that are equally low.
    Valley,
    /// A minimum that is this point alone.
    Point,
}

/// Finds ways down from samples.
pub(crate) struct Polish<'a> {
    samples: &'a Samples<'a>,
}

impl<'a> Polish<'a> {
    pub(crate) fn new(samples: &'a Samples<'a>) -> Self {
        Self { samples }
    }

    /// The end of a way down from `start`: one of the `known` places, if it comes close to it. None if
    /// it leaves the view or the range of f64.
    pub(crate) fn polished(&self, start: [f64; 2], known: &[Place]) -> Option<Place> {
        let (mut place, has_arrived) = self.newton(start, known);
        if !has_arrived {
            place = self.searched(place);
        }
        let [right, top] = self.samples.far;
        let is_near = (-1.0..=right + 1.0).contains(&place.at[0])
            && (-1.0..=top + 1.0).contains(&place.at[1]);
        (is_near && place.value.is_finite()).then_some(place)
    }

    /// Newton's method, with steps of at most a cell that do not lead upwards. Returns whether it has
    /// arrived.
    fn newton(&self, start: [f64; 2], known: &[Place]) -> (Place, bool) {
        let mut at = start;
        let (mut value, mut gradient) = self.samples.evaluate(at);
        for _ in 0..MOST_STEPS {
            if let Some(there) = known.iter().find(|known| known.is_near(Place { at, value })) {
                return (*there, true);
            }
            if !(gradient[0].is_finite() && gradient[1].is_finite()) {
                break;
            }
            let [x, y] = self.curvature(at).down(gradient);
            let long = length([x, y]).max(1.0);
            let step = [x / long, y / long];
            let mut part = 1.0;
            let moved = loop {
                if length(step) * part < SHORT {
                    break false;
                }
                let next = [at[0] + part * step[0], at[1] + part * step[1]];
                let (there, slope) = self.samples.evaluate(next);
                // At the bottom values differ only by rounding, and gradients tell more.
                let is_level = there <= value + 4.0 * f64::EPSILON * value.abs();
                if there < value || (is_level && length(slope) < length(gradient)) {
                    (at, value, gradient) = (next, there, slope);
                    break true;
                }
                part /= 4.0;
                if part < 1e-3 {
                    break false;
                }
            };
            if !moved {
                // If the next step is no longer than rounding, it has arrived.
                return (Place { at, value }, length(step) < ARRIVED);
            }
        }
        (Place { at, value }, gradient == [0.0; 2])
    }

    /// A pattern search (Hooke & Jeeves 1961). It needs no gradient, so it works at a kink.
    fn searched(&self, Place { mut at, mut value }: Place) -> Place {
        let (mut reach, mut calls) = (0.5, 0);
        while reach > FINEST && calls < MOST_CALLS {
            let mut best = None;
            for [x, y] in DIRECTIONS {
                let next = [at[0] + reach * x, at[1] + reach * y];
                let there = self.samples.value(next);
                calls += 1;
                if there < best.map_or(value, |(_, lowest)| lowest) {
                    best = Some((next, there));
                }
            }
            match best {
                Some(found) => (at, value) = found,
                None => reach /= 2.0,
            }
        }
        Place { at, value }
    }

    /// The kind of a place, from f around it at shrinking distances.
    pub(crate) fn bottom(&self, place: Place) -> Bottom {
        let Place { at, value } = place;
        let mut rises = [0.0_f64; DISTANCES.len()];
        for (rise, distance) in rises.iter_mut().zip(DISTANCES) {
            for [x, y] in DIRECTIONS {
                let there = self.samples.value([at[0] + distance * x, at[1] + distance * y]);
                let noise = 64.0 * f64::EPSILON * there.abs().max(value.abs());
                if !there.is_finite() || there < value - noise {
                    return Bottom::None;
                }
                *rise = rise.max(there - value - noise);
            }
        }
        // Near a pole or a jump f does not approach the value.
        if rises[DISTANCES.len() - 1] > 0.5 * rises[0] {
            return Bottom::None;
        }
        let [x, y] = self.curvature(at).flattest();
        for side in [-ASIDE, ASIDE] {
            let Some(other) = self.polished([at[0] + side * x, at[1] + side * y], &[place]) else {
                return Bottom::Valley;
            };
            if !other.is_near(place) {
                return Bottom::Valley;
            }
        }
        Bottom::Point
    }

    /// The second derivatives, as differences of exact first derivatives.
    fn curvature(&self, [x, y]: [f64; 2]) -> Curvature {
        let slope = |at: [f64; 2]| self.samples.evaluate(at).1;
        let (left, right) = (slope([x - BESIDE, y]), slope([x + BESIDE, y]));
        let (low, high) = (slope([x, y - BESIDE]), slope([x, y + BESIDE]));
        let per = |difference: f64| difference / (2.0 * BESIDE);
        Curvature {
            xx: per(right[0] - left[0]),
            xy: per((right[1] - left[1] + high[0] - low[0]) / 2.0),
            yy: per(high[1] - low[1]),
        }
    }
}

/// Second derivatives.
#[derive(Clone, Copy)]
struct Curvature {
    xx: f64,
    xy: f64,
    yy: f64,
}

impl Curvature {
    /// Both eigenvalues, the one of the larger size first, and the direction of the second one's
    /// eigenvector.
    fn eigen(self) -> ([f64; 2], [f64; 2]) {
        let Self { xx, xy, yy } = self;
        let (mean, half) = (xx / 2.0 + yy / 2.0, xx / 2.0 - yy / 2.0);
        let off = length([half, xy]);
        let larger = if mean < 0.0 { mean - off } else { mean + off };
        let smaller = if mean < 0.0 { mean + off } else { mean - off };
        // The longer of two vectors that are perpendicular to the first eigenvector.
        let (first, second) = ([larger - yy, xy], [xy, larger - xx]);
        let of_larger = if length(first) > length(second) { first } else { second };
        let size = length(of_larger);
        let flat =
            if size > 0.0 { [-of_larger[1] / size, of_larger[0] / size] } else { [1.0, 0.0] };
        ([larger, smaller], flat)
    }

    /// The direction in which f is flattest.
    fn flattest(self) -> [f64; 2] {
        self.eigen().1
    }

    /// Newton's step downwards. Where f bends down, the step is as long as if it bent up.
    fn down(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let ([larger, smaller], [flat_x, flat_y]) = self.eigen();
        let large = larger.abs();
        let small = smaller.abs().max(FLATTEST * large);
        let divided = |part: f64, by: f64| if part == 0.0 { 0.0 } else { -part / by };
        let along = divided(x * flat_x + y * flat_y, small).clamp(-1e3, 1e3);
        let across = divided(x * flat_y - y * flat_x, large).clamp(-1e3, 1e3);
        [along * flat_x + across * flat_y, along * flat_y - across * flat_x]
    }
}

/// The length of a vector, also if its square over- or underflows.
fn length([x, y]: [f64; 2]) -> f64 {
    let longer = x.abs().max(y.abs());
    if longer == 0.0 || !longer.is_finite() {
        return longer;
    }
    let (x, y) = (x / longer, y / longer);
    longer * (x * x + y * y).sqrt()
}
