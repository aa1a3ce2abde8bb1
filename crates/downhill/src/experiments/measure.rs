//! What readings are made of: numbers of a racer's path.

use downhill_math::{Objective, Optimizer};

use crate::OptimizerRunner;

/// A count of steps that no step ends.
pub(super) const NEVER: f64 = f64::INFINITY;

/// How many steps are looked at, so that a long run does not hold up a page.
const MOST: usize = 10_000;

/// A number of a racer's path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    /// How long this step is, or the last one where there are fewer.
    Length(u8),
    /// How long the last step is.
    LastLength,
    /// How long the longest step is.
    Longest,
    /// How long the first step along x is, in learning rates.
    FirstInRates,
    /// The first step after which f is below so many thousandths.
    Below(u8),
    /// The least curvature at the start.
    Curvature,
    /// How often the step across a ravine changes its sign.
    Turns,
    /// The first step after which nine tenths of the way along it are done.
    Arrival,
    /// How many times as far along y as along x the racer has come.
    Slope,
    /// lr/(√s + eps) of x at the first step.
    FirstRate,
    /// The lowest of these.
    LowestRate,
    /// The last of them.
    LastRate,
    /// How far, at most, a coordinate is from that of the first racer that is measured.
    Apart,
    /// How far, at most, the racer is off that one's first direction.
    OffLine,
    /// How far it goes away from the minimum again after having come near it.
    Retreat,
    /// How far from the minimum it ends.
    End,
    /// How far it is after 24 steps from where the article's GIF has RMSProp's marker.
    OffRmsProp,
    /// The same of Adam's.
    OffAdam,
}

/// Where the markers of RMSProp and of Adam are in the frame after [`FRAME`] steps of the article's
/// GIF: measured in its pixels, which are 0.0035 wide and 0.0046 high.
const MARKERS: [[f64; 2]; 2] = [[0.0608, -0.0579], [0.2448, -0.2431]];
const FRAME: usize = 24;

impl Measure {
    /// The number. Only a count can be infinite.
    pub(super) fn of(self, path: &Path<'_>) -> Result<f64, &'static str> {
        let number = match self {
            Self::Length(step) => path.length(usize::from(step).min(path.last())),
            Self::LastLength => path.length(path.last()),
            Self::Longest => path.farthest(&mut |place| path.length(place.max(1))),
            Self::FirstInRates => {
                let mut optimizer = path.optimizer;
                path.step(1)[0].abs() / *optimizer.learning_rate_mut()
            }
            Self::Below(limit) => {
                let limit = f64::from(limit) / 1000.0;
                return Ok(path.first_place(&|place| path.losses[place] < limit));
            }
            Self::Curvature => path.curvature(path.at(0)),
            Self::Turns => {
                let across = path.steep();
                let mut turns = 0;
                for step in 1..path.last() {
                    let turned = path.step(step)[across] * path.step(step + 1)[across] < 0.0;
                    turns += usize::from(turned);
                }
                count(turns)
            }
            Self::Arrival => {
                let along = 1 - path.steep();
                let end = path.at(0)[along] / 10.0;
                return Ok(path.first_place(&|place| path.at(place)[along] / end < 1.0));
            }
            Self::Slope => slope(minus(path.at(path.last()), path.at(0))),
            Self::FirstRate => path.rates()[0],
            Self::LowestRate => path.rates()[1],
            Self::LastRate => path.rates()[2],
            Self::Apart => path.farthest(&mut |place| {
                let [x, y] = minus(path.at(place), path.first[place]);
                x.abs().max(y.abs())
            }),
            Self::OffLine => {
                let direction = minus(path.first[1], path.first[0]);
                path.farthest(&mut |place| {
                    let [x, y] = minus(path.at(place), path.at(0));
                    (x * direction[1] - y * direction[0]).abs() / length(direction)
                })
            }
            Self::Retreat | Self::End if path.to_minimum(0).is_nan() => {
                return Err("No minimum of this f is known.");
            }
            Self::Retreat => {
                let mut least = NEVER;
                path.farthest(&mut |place| {
                    let distance = path.to_minimum(place);
                    least = least.min(distance);
                    distance - least
                })
            }
            Self::End => path.to_minimum(path.last()),
            Self::OffRmsProp | Self::OffAdam => {
                let marker = MARKERS[usize::from(matches!(self, Self::OffAdam))];
                if path.last() < FRAME {
                    return Err("The GIF's frame is after step 24.");
                }
                length(minus(path.at(FRAME), marker))
            }
        };
        if number.is_finite() { Ok(number) } else { Err("These numbers are beyond comparison.") }
    }
}

/// A racer's way.
pub(super) struct Path<'a> {
    /// Its iterates, at least three.
    points: &'a [[f64; 2]],
    /// f at each.
    losses: &'a [f64],
    /// The iterates of the first racer that is measured, as many.
    first: &'a [[f64; 2]],
    optimizer: Optimizer,
    objective: &'a Objective,
    /// The width of the view.
    width: f64,
}

impl<'a> Path<'a> {
    pub(super) fn of(runner: &'a OptimizerRunner, racer: usize, first: usize) -> Self {
        let points = |racer: usize| {
            let (points, _) = runner.trajectory(racer).unwrap_or_default().as_chunks();
            &points[..points.len().min(MOST + 1)]
        };
        let config = runner.config();
        Self {
            points: points(racer),
            losses: runner.losses(racer).unwrap_or_default(),
            first: points(first),
            optimizer: config.racers[racer].optimizer,
            objective: &config.objective,
            width: config.view.x[1] - config.view.x[0],
        }
    }

    fn at(&self, place: usize) -> [f64; 2] {
        self.points[place]
    }

    /// The number of the last step.
    fn last(&self) -> usize {
        self.points.len() - 1
    }

    /// What a step, counted from 1, added.
    fn step(&self, step: usize) -> [f64; 2] {
        minus(self.at(step), self.at(step - 1))
    }

    fn length(&self, step: usize) -> f64 {
        length(self.step(step))
    }

    /// The largest of a number for each place; NaN where any is.
    fn farthest(&self, of: &mut dyn FnMut(usize) -> f64) -> f64 {
        let mut farthest = 0.0;
        for place in 0..=self.last() {
            let number = of(place);
            if number > farthest || number.is_nan() {
                farthest = number;
            }
        }
        farthest
    }

    /// The first place of which it holds, or never.
    fn first_place(&self, holds: &dyn Fn(usize) -> bool) -> f64 {
        for place in 0..=self.last() {
            if holds(place) {
                return count(place);
            }
        }
        NEVER
    }

    fn gradient(&self, point: [f64; 2]) -> [f64; 2] {
        self.objective.evaluate(point).gradient
    }

    /// The axis along which the start is steeper: that across a ravine.
    fn steep(&self) -> usize {
        usize::from(slope(self.gradient(self.at(0))) > 1.0)
    }

    /// The lesser eigenvalue of the Hessian, from differences of the gradient.
    fn curvature(&self, point: [f64; 2]) -> f64 {
        let h = self.width * 1e-5;
        let mut columns = [[0.0; 2]; 2];
        for (axis, column) in columns.iter_mut().enumerate() {
            let (mut before, mut after) = (point, point);
            before[axis] -= h;
            after[axis] += h;
            *column = minus(self.gradient(after), self.gradient(before));
        }
        let [[a, b], [c, d]] = columns;
        ((a + d) / 2.0 - length([(a - d) / 2.0, (b + c) / 2.0])) / (2.0 * h)
    }

    /// The first, the lowest and the last lr/(√s + eps) of x; of AdaGrad or RMSProp.
    fn rates(&self) -> [f64; 3] {
        let (lr, eps, kept, added) = match self.optimizer {
            Optimizer::RmsProp(rule) => (rule.lr, rule.eps, rule.alpha, 1.0 - rule.alpha),
            Optimizer::AdaGrad(rule) => (rule.lr, rule.eps, 1.0, 1.0),
            _ => return [f64::NAN; 3],
        };
        let (mut s, mut rates) = (0.0, [NEVER; 3]);
        for place in 0..self.last() {
            let g = self.gradient(self.at(place))[0];
            s = kept * s + added * g * g;
            let rate = lr / (f64::sqrt(s) + eps);
            rates = [if place == 0 { rate } else { rates[0] }, rates[1].min(rate), rate];
        }
        rates
    }

    /// How far the racer is from the nearest minimum that is known; NaN where none is.
    fn to_minimum(&self, place: usize) -> f64 {
        let minima = self.objective.entry().map_or(&[][..], |known| known.minima);
        let mut least = f64::NAN;
        for minimum in minima {
            least = length(minus(self.at(place), *minimum)).min(least);
        }
        least
    }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(NEVER, f64::from)
}

fn minus(one: [f64; 2], other: [f64; 2]) -> [f64; 2] {
    [one[0] - other[0], one[1] - other[1]]
}

fn length([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

fn slope([x, y]: [f64; 2]) -> f64 {
    (y / x).abs()
}
