//! What readings are made of: numbers of a racer's path, all of them found in one walk along it.

use downhill::{Objective, Optimizer, OptimizerRunner};
use downhill_math::Racer;

use crate::distance::{difference, distance_to_minimum, known_minima, norm};

/// A count of steps that no step ends.
pub(super) const NEVER: f64 = f64::INFINITY;

/// How many steps are looked at, so that a long run does not hold up a page.
const MOST: u32 = 2000;

/// How many seeds a median is of: odd.
const SEEDS: usize = 25;

/// Where the markers of RMSProp and of Adam are in the frame after [`FRAME`] steps of the article's
/// GIF: measured in its pixels, which are 0.0035 wide and 0.0046 high.
const MARKERS: [[f64; 2]; 2] = [[0.0608, -0.0579], [0.2448, -0.2431]];
const FRAME: usize = 24;

/// A number of a racer's path, by its place among them. Counts of steps come first: only they can be
/// [`NEVER`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Measure {
    /// The first step after which f is below 0.001.
    BelowThousandth,
    /// The first step after which f is below 0.1.
    BelowTenth,
    /// The first after which nine tenths of the way along a ravine are done.
    Arrival,
    /// The first after which f is below 0.001 without the run's noise.
    WithoutNoise,
    /// The median of such counts under the run's seed and those that follow it.
    Median,
    /// How often the step across a ravine changes its sign.
    Turns,
    /// The learning rate.
    Rate,
    /// How long the first step is.
    First,
    /// How long the first step along x is, in learning rates.
    FirstInRates,
    /// How long the tenth step is.
    Tenth,
    /// How long the last step is.
    Last,
    /// How long the longest step is.
    Longest,
    /// How often a step is longer than the one before it.
    Rises,
    /// The least curvature at the start.
    Curvature,
    /// How many times as steep as along x f is along y, at the start.
    Steepness,
    /// How many times as far along y as along x the racer has come.
    Slope,
    /// lr/(√s + eps) of x at the first step, of AdaGrad or RMSProp.
    FirstRate,
    /// The lowest of these.
    LowestRate,
    /// The last of them.
    LastRate,
    /// How far, at most, a coordinate is from that of the first racer that is measured.
    Apart,
    /// How far, at most, the racer is off that one's first direction.
    OffLine,
    /// How far, at most, a coordinate is past that of the minimum.
    Past,
    /// The same along a ravine.
    PastAlong,
    /// How far from the nearest minimum it ends.
    End,
    /// How far it is after 24 steps from where the article's GIF has RMSProp's marker.
    OffRmsProp,
    /// The same of Adam's.
    OffAdam,
}
use Measure::{
    Apart, Arrival, BelowTenth, BelowThousandth, Curvature, End, First, FirstInRates, FirstRate,
    Last, LastRate, Longest, LowestRate, Median, OffAdam, OffLine, OffRmsProp, Past, PastAlong,
    Rate, Rises, Slope, Steepness, Tenth, Turns, WithoutNoise,
};

/// The numbers by [`Measure`]; NaN where there is none.
pub(super) struct Measured([f64; OffAdam as usize + 1]);

impl Measured {
    /// Measures a racer, beside the `first` that is measured, in a run of two steps at least.
    pub(super) fn of(runner: &OptimizerRunner, racer: usize, first: usize) -> Self {
        let config = runner.config();
        let objective = &config.objective;
        let gradient = |point| objective.evaluate(point).gradient;
        let [path, others] = [racer, first].map(|racer| iterates(runner, racer));
        let losses = runner.losses(racer).unwrap_or_default();
        let mut optimizer = config.racers[racer].optimizer;
        let stream = config.noise.of(racer);
        let [lr, eps, kept, added] = match optimizer {
            Optimizer::RmsProp(rule) => [rule.lr, rule.eps, rule.alpha, 1.0 - rule.alpha],
            Optimizer::AdaGrad(rule) => [rule.lr, rule.eps, 1.0, 1.0],
            _ => [f64::NAN; 4],
        };
        let minima = known_minima(objective);
        let off = if let [only] = minima { difference(config.start, *only) } else { [f64::NAN; 2] };
        let hessian = hessian(objective, config.start);
        let ravine = across(hessian, gradient(config.start), off);
        let across = ravine.unwrap_or_default();
        let direction = difference(others[1], others[0]);
        let direction = direction.map(|part| part / norm(direction));

        let least = minima.first().map(|at| objective.evaluate(*at).value);
        let is_least_zero = least.is_some_and(|least| least.abs() < 1e-9);

        let mut found = Self([f64::NAN; OffAdam as usize + 1]);
        // What stays NaN has no meaning here.
        if is_least_zero {
            found.set(BelowThousandth, NEVER);
            found.set(BelowTenth, NEVER);
        }
        if ravine.is_some() {
            found.set(Arrival, NEVER);
            found.set(Turns, 0.0);
            found.set(PastAlong, 0.0);
        }
        if minima.len() == 1 {
            found.set(Past, 0.0);
        }
        for largest in [Longest, Rises, Apart, OffLine] {
            found.set(largest, 0.0);
        }
        found.set(Steepness, slope(gradient(config.start)));
        found.set(Rate, *optimizer.learning_rate_mut());
        let (mut before, mut s) = ([0.0; 2], 0.0);
        for (place, ((at, other), loss)) in path.iter().zip(others).zip(losses).enumerate() {
            let step = u32::try_from(place).unwrap_or(u32::MAX);
            if step > MOST.min(config.steps) {
                break;
            }
            let count = f64::from(step);
            found.least(BelowThousandth, if *loss < 1e-3 { count } else { NEVER });
            found.least(BelowTenth, if *loss < 0.1 { count } else { NEVER });
            let [x, y] = difference(*at, difference(config.start, off));
            for (off, began) in [x, y].into_iter().zip(off) {
                if off * began < 0.0 {
                    found.most(Past, off.abs());
                }
            }
            let along = [x, y][1 - across] / off[1 - across];
            if ravine.is_some() && along < 0.0 {
                found.most(PastAlong, [x, y][1 - across].abs());
            }
            found.least(Arrival, if along < 0.1 { count } else { NEVER });

            let [x, y] = difference(*at, *other);
            found.most(Apart, x.abs().max(y.abs()));
            let [x, y] = difference(*at, config.start);
            found.set(Slope, slope([x, y]));
            found.most(OffLine, (x * direction[1] - y * direction[0]).abs());
            found.set(End, distance_to_minimum(objective, *at));
            if place == FRAME && *objective == Objective::gaussian() {
                found.set(OffRmsProp, norm(difference(*at, MARKERS[0])));
                found.set(OffAdam, norm(difference(*at, MARKERS[1])));
            }
            if place == 0 {
                continue;
            }

            let moved = difference(*at, path[place - 1]);
            let way = norm(moved);
            if place == 1 {
                found.set(First, way);
                if moved[0] != 0.0 {
                    found.set(FirstInRates, moved[0].abs() / *optimizer.learning_rate_mut());
                }
            }
            if place == 10 {
                found.set(Tenth, way);
            }
            found.set(Last, way);
            found.most(Longest, way);
            found.count(Turns, moved[across] * before[across] < 0.0);
            found.count(Rises, place > 1 && way > norm(before));
            before = moved;

            let mut g = gradient(path[place - 1])[0];
            if config.noise.sigma > 0.0 {
                g += stream.at(step - 1)[0];
            }
            s = kept * s + added * g * g;
            let rate = lr / (f64::sqrt(s) + eps);
            if place == 1 {
                found.set(FirstRate, rate);
                found.set(LowestRate, rate);
            }
            found.least(LowestRate, rate);
            found.set(LastRate, rate);
        }
        found.set(Curvature, curvature(hessian));
        found
    }

    /// Measures what noise does to a racer's way.
    pub(super) fn add_noise(&mut self, runner: &OptimizerRunner, racer: usize) {
        let config = runner.config();
        let mut noise = config.noise;
        if noise.sigma == 0.0 {
            return;
        }
        // The last one without noise.
        let mut counts = [NEVER; SEEDS + 1];
        for (index, count) in counts.iter_mut().enumerate() {
            if index == SEEDS {
                noise.sigma = 0.0;
            }
            let (optimizer, stream) = (&config.racers[racer].optimizer, noise.of(racer));
            let mut walk = Racer::new(optimizer, &config.objective, config.start, stream);
            for step in 0..=runner.step_count().min(MOST).min(config.steps) {
                if walk.losses().last().is_some_and(|loss| *loss < 1e-3) {
                    *count = f64::from(step);
                    break;
                }
                walk.advance(&config.objective, 1);
            }
            noise.seed = noise.seed.wrapping_add(1);
        }
        self.set(Median, NEVER);
        for count in &counts[..SEEDS] {
            // The least that most are not above.
            let mut not_above = 0;
            for other in &counts[..SEEDS] {
                not_above += usize::from(other <= count);
            }
            if not_above > SEEDS / 2 {
                self.least(Median, *count);
            }
        }
        self.set(WithoutNoise, counts[SEEDS]);
    }

    /// The number; NaN where there is none or it is beyond f64.
    pub(super) fn number(&self, measure: Measure) -> f64 {
        let number = self.get(measure);
        let is_count = (measure as usize) < Turns as usize;
        if number.is_finite() || (is_count && number == NEVER) { number } else { f64::NAN }
    }

    fn get(&self, measure: Measure) -> f64 {
        self.0[measure as usize]
    }

    fn set(&mut self, measure: Measure, number: f64) {
        self.0[measure as usize] = number;
    }

    fn count(&mut self, measure: Measure, is_one: bool) {
        self.set(measure, self.get(measure) + f64::from(u8::from(is_one)));
    }

    #[inline(never)]
    fn least(&mut self, measure: Measure, number: f64) {
        if number < self.get(measure) {
            self.set(measure, number);
        }
    }

    /// Keeps the larger of both; what is not a number too.
    #[inline(never)]
    fn most(&mut self, measure: Measure, number: f64) {
        if number <= self.get(measure) {
            return;
        }
        self.set(measure, number);
    }
}

/// Every iterate of a racer.
fn iterates(runner: &OptimizerRunner, racer: usize) -> &[[f64; 2]] {
    runner.trajectory(racer).unwrap_or_default().as_chunks().0
}

/// The Hessian, from differences of the gradient.
fn hessian(objective: &Objective, at: [f64; 2]) -> [[f64; 2]; 2] {
    let h = (1.0 + norm(at)) * 1e-5;
    let mut columns = [[0.0; 2]; 2];
    for (axis, column) in columns.iter_mut().enumerate() {
        let (mut before, mut after) = (at, at);
        before[axis] -= h;
        after[axis] += h;
        let change =
            difference(objective.evaluate(after).gradient, objective.evaluate(before).gradient);
        *column = change.map(|part| part / (2.0 * h));
    }
    columns
}

/// The lesser eigenvalue of the Hessian.
fn curvature([[a, b], [c, d]]: [[f64; 2]; 2]) -> f64 {
    (a + d) / 2.0 - norm([(a - d) / 2.0, (b + c) / 2.0])
}

/// The axis across the ravine, of a function that is one along the other axis: a quadratic one with
/// two curvatures and no mixed term. `off` is how far the start is off the minimum.
fn across([[a, _], [_, d]]: [[f64; 2]; 2], gradient: [f64; 2], off: [f64; 2]) -> Option<usize> {
    let rest = difference(gradient, [a * off[0], d * off[1]]);
    let across = usize::from(d > a);
    let is_ravine =
        norm(rest) < 1e-6 * norm(gradient) && a.max(d) > 1.1 * a.min(d) && off[1 - across] != 0.0;
    is_ravine.then_some(across)
}

fn slope([x, y]: [f64; 2]) -> f64 {
    (y / x).abs()
}
