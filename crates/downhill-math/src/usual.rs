//! Steps in a row in which nothing but the rule acts, which is where a long race spends its time.

use crate::arithmetic::{Lanes, Pair};
use crate::evaluation::Evaluation;
use crate::growth::Growth;
use crate::objective::Objective;
use crate::objectives::gaussian::gaussian;
use crate::rules::{Rule, Stepper, with_state};

/// Where a walker is, with f and ∇f there.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) at: Pair,
    pub(crate) loss: f64,
    pub(crate) gradient: Pair,
}

/// Where iterates, `[x0, y0, x1, y1, …]`, and f there are written down.
pub(crate) struct Record<'a> {
    pub(crate) trajectory: &'a mut [f64],
    pub(crate) losses: &'a mut [f64],
}

impl Stepper {
    /// Takes steps from number `first` on, counted from 1, as many as there is room for, or until one leads to
    /// a number that is not finite, or g² overflows: that one is not taken. Returns how many it took.
    ///
    /// The rule is looked up once, and its numbers stay in registers.
    pub(crate) fn take_steps(
        &mut self,
        place: &mut Place,
        growth: &mut Growth,
        objective: &Objective,
        first: u32,
        record: Record<'_>,
    ) -> u32 {
        // A call passes a point and what is found there through memory, which takes a third of the time. Code of
        // its own for each rule and objective would be too much, but most races are on this one.
        if objective.is_gaussian() {
            with_state!(self, (rule, state) => {
                take_steps(rule, state, place, growth, &Gaussian, first, record)
            })
        } else {
            with_state!(self, (rule, state) => {
                take_steps(rule, state, place, growth, objective, first, record)
            })
        }
    }
}

/// What is minimised, compiled into the loop.
trait Function {
    fn at(&self, point: [f64; 2]) -> Evaluation<f64>;
}

/// The article's function. It would stay a call if it were passed as a function.
struct Gaussian;

impl Function for Gaussian {
    #[inline(always)]
    fn at(&self, point: [f64; 2]) -> Evaluation<f64> {
        gaussian(point)
    }
}

impl Function for Objective {
    fn at(&self, point: [f64; 2]) -> Evaluation<f64> {
        self.evaluate(point)
    }
}

#[inline(never)]
fn take_steps<U: Rule>(
    rule: &U,
    state: &mut U::State<Pair>,
    place: &mut Place,
    growth: &mut Growth,
    function: &impl Function,
    first: u32,
    Record { trajectory, losses }: Record<'_>,
) -> u32 {
    let (rule, mut now, mut here) = (*rule, *state, *place);
    let mut step = first;
    let points = trajectory.as_chunks_mut::<2>().0.chunks_mut(2);
    'all: for (points, losses) in points.zip(losses.chunks_mut(2)) {
        // Side by side: by itself, what the second step takes from its number would wait for the first step.
        let constants = [0, 1].map(|ahead| rule.constants(&now, ahead));
        for ((point, loss), constants) in points.iter_mut().zip(losses).zip(constants) {
            let mut next = now;
            let at = rule.step_with(constants, &mut next, here.at, here.gradient);
            let found = function.at(at.to_array());
            let gradient = Pair::new(found.gradient);
            let [sum, rest] = (at + gradient).to_array();
            if !(sum + rest + found.value).is_finite() {
                break 'all;
            }
            // If g² overflowed, the rule divides by infinity and the coordinate does not change.
            let is_infinite = |squares: Pair| !squares.all_below(Pair::splat(f64::INFINITY));
            if at.simd_eq(here.at).any()
                && rule.squares(&next).is_some_and(|(squares, _)| is_infinite(squares))
            {
                break 'all;
            }
            (now, here) = (next, Place { at, loss: found.value, gradient });
            growth.observe(step, found.value);
            (*point, *loss) = (at.to_array(), found.value);
            step += 1;
        }
    }
    (*state, *place) = (now, here);
    step - first
}
