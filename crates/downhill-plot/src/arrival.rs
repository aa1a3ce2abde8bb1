//! Where racers are according to the run, not the picture: at the start, at a minimum, or stopped.

use downhill::{Bounds, Minimum, Objective, OptimizerRunner, Real, Status, StopReason, Survey};

use crate::grid::number;
use crate::shape::Point;
use crate::view::distance;

/// A racer is at a minimum if all of this holds: f is above the minimum by at most this part of its
/// height at the start,
const ARRIVED: f64 = 1e-3;
/// or, for a racer that starts at the minimum, by at most this part of f;
const EXACT: f64 = 1e-12;
/// this has been so for this many steps;
const STEPS: u32 = 5;
/// and the racer is no farther from the minimum than this part of the view's width and height.
const NEAR: f64 = 0.03;
/// A minimum is deep if f is higher all around it, by this part of the distance of the levels there.
const DEEP: f64 = 0.05;

/// A place with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Where all racers start.
    Start,
    /// The minimum with this index.
    Minimum(usize),
}

/// The reason why a racer takes no more steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Its numbers grew beyond the range of f64.
    FlewOff,
    /// f or its gradient has no value there.
    Undefined,
    /// Its rule divides by zero there.
    Stuck,
}

/// A racer after a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Standing {
    /// Its index.
    pub(crate) racer: usize,
    /// Where it is, in CSS px.
    pub(crate) at: Point,
    /// The name of its place, if it has one.
    pub(crate) place: Option<Place>,
    /// The reason why it has stopped, if it has.
    pub(crate) stop: Option<Stop>,
}

/// The minimum at which a racer is after `step` steps, or the start, if it is at one of these.
pub(crate) fn place(
    runner: &OptimizerRunner,
    minima: &[Minimum],
    racer: usize,
    step: u32,
) -> Option<Place> {
    let config = runner.config();
    if runner.iterate(racer, step)? == config.start {
        return Some(Place::Start);
    }
    let losses = runner.losses(racer).ok()?;
    let first = *losses.first()?;
    let mut found = None;
    for step in step.saturating_sub(STEPS)..=step {
        let at = runner.iterate(racer, step)?;
        let away = |index: &usize| distance(minima[*index].at, at);
        let nearest = (0..minima.len()).min_by(|lhs, rhs| away(lhs).total_cmp(&away(rhs)))?;
        let Minimum { at: minimum, value, .. } = minima[nearest];
        let exact = EXACT * value.abs().max(1.0);
        let above = losses.get(usize::try_from(step).ok()?)? - value;
        let is_there = above.abs() <= (ARRIVED * (first - value).abs()).max(exact)
            && is_near(config.view, minimum, at);
        if !is_there || found.is_some_and(|found| found != nearest) {
            return None;
        }
        found = Some(nearest);
    }
    found.map(Place::Minimum)
}

fn is_near(view: Bounds, lhs: Point, rhs: Point) -> bool {
    let near =
        |[low, high]: [f64; 2], axis: usize| (lhs[axis] - rhs[axis]).abs() <= NEAR * (high - low);
    near(view.x, 0) && near(view.y, 1)
}

/// The reason why a racer had stopped after `step` steps, if it had.
pub(crate) fn stop(runner: &OptimizerRunner, racer: usize, step: u32) -> Option<Stop> {
    let (at, stop) = match runner.status(racer).ok()? {
        Status::Running => return None,
        Status::Diverged { step, .. } => (step, Stop::FlewOff),
        Status::Undefined {
            step,
            reason: StopReason::ZeroByZero(_) | StopReason::DividedByZero(_),
        } => (step, Stop::Stuck),
        Status::Undefined { step, .. } => (step, Stop::Undefined),
    };
    (step >= at).then_some(stop)
}

/// The minima that get a mark: the global ones, and those of the others that are deep.
pub(crate) fn marked(objective: &Objective, view: Bounds, survey: &Survey) -> Vec<Minimum> {
    let is_marked = |minimum: &&Minimum| {
        minimum.is_global || is_deep(objective, view, minimum, &survey.levels.values)
    };
    survey.minima.iter().filter(is_marked).copied().collect()
}

/// Whether f is well above a minimum on one of several rings around it.
fn is_deep(objective: &Objective, view: Bounds, minimum: &Minimum, levels: &[f64]) -> bool {
    let above = levels.partition_point(|level| *level <= minimum.value);
    let above = above.clamp(1, levels.len().saturating_sub(1).max(1));
    let Some([low, high]) = levels.get(above - 1..=above).and_then(|pair| pair.first_chunk())
    else {
        return true;
    };
    let deep = minimum.value + DEEP * (high - low);
    let [width, height] = [view.x, view.y].map(|[low, high]| high - low);
    let is_above = |ring: usize| {
        let part = [0.02, 0.04, 0.08, 0.16][ring];
        (0..24).all(|corner| {
            let angle = number(corner) / 24.0 * std::f64::consts::TAU;
            let [x, y] = minimum.at;
            let at = [x + part * width * Real::cos(angle), y + part * height * Real::sin(angle)];
            // A place where f has no value is a barrier.
            objective.evaluate(at).value.total_cmp(&deep).is_gt()
        })
    };
    (0..4).any(is_above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    fn runner(line: &str) -> OptimizerRunner {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        let steps = runner.config().steps;
        runner.step(steps).unwrap();
        runner
    }

    fn marks(runner: &OptimizerRunner) -> Vec<Minimum> {
        let config = runner.config();
        marked(&config.objective, config.view, &config.survey())
    }

    fn places(line: &str) -> Vec<Option<Place>> {
        let runner = runner(line);
        let (marks, last) = (marks(&runner), runner.config().steps);
        (0..runner.racer_count()).map(|racer| place(&runner, &marks, racer, last)).collect()
    }

    #[test]
    fn only_who_has_come_to_rest_at_a_minimum_is_there() {
        let at = |index: usize| Some(Place::Minimum(index));
        // All five end within 40 px of the minimum; f is 8.5, 6.9, 10, 3.3 and 5.4, and the minimum 3.
        let slopes = "objective=goldstein-price&start=-1,-1.5&racers=sgd(lr=1e-5),\
                      momentum(lr=1e-5,dampening=0.9,dampFirstStep=true),adagrad(lr=0.1),\
                      rmsprop(lr=0.01),adam(lr=0.02)&steps=300";
        assert_eq!(places(slopes), [None, None, None, at(0), None]);
        // SGD passes near the minimum now and then.
        assert_eq!(places("objective=ackley&racers=sgd(lr=0.2)")[0], None);
        assert_eq!(places("objective=styblinski-tang&start=0.6,0.2&steps=400"), [at(3); 5]);
        let wild = runner("objective=ackley&racers=sgd(lr=0.2)&steps=400");
        let marks = marks(&wild);
        let there = |step: &u32| place(&wild, &marks, 0, *step).is_some();
        assert_eq!((1..=400).filter(there).count(), 0);
        assert_eq!(place(&wild, &marks, 0, 0), Some(Place::Start));
    }

    #[test]
    fn shallow_local_minima_are_not_marked() {
        for (objective, count) in
            [("easom", 1), ("six-hump-camel", 6), ("goldstein-price", 3), ("two-gaussians", 2)]
        {
            let runner = runner(&format!("objective={objective}&steps=1"));
            assert_eq!(marks(&runner).len(), count, "{objective}");
        }
    }

    #[test]
    fn who_has_stopped_has_a_reason_from_that_step_on() {
        for (line, stop_there) in [
            ("objective=rosenbrock&racers=sgd(lr=0.1)&steps=60", Stop::FlewOff),
            ("formula=x*x+y*log(y)&start=0.6,0.8&racers=sgd(lr=3)&steps=60", Stop::Undefined),
        ] {
            let runner = runner(line);
            let stops: Vec<Option<Stop>> = (0..=60).map(|step| stop(&runner, 0, step)).collect();
            assert_eq!((stops[0], stops[60]), (None, Some(stop_there)), "{line}");
        }
    }
}
