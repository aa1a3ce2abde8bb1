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
                take_steps(rule, state, place, growth, gaussian, first, record)
            })
        } else {
            let function = |point| objective.evaluate(point);
            with_state!(self, (rule, state) => {
                take_steps(rule, state, place, growth, function, first, record)
            })
        }
    }
}

#[inline(never)]
fn take_steps<U: Rule>(
    rule: &U,
    state: &mut U::State<Pair>,
    place: &mut Place,
    growth: &mut Growth,
    function: impl Fn([f64; 2]) -> Evaluation<f64>,
    first: u32,
    Record { trajectory, losses }: Record<'_>,
) -> u32 {
    let (rule, mut now, mut here) = (*rule, *state, *place);
    let mut step = first;
    for (point, loss) in trajectory.as_chunks_mut::<2>().0.iter_mut().zip(losses) {
        let mut next = now;
        let at = rule.step(&mut next, here.at, here.gradient);
        let found = function(at.to_array());
        let gradient = Pair::new(found.gradient);
        let [sum, rest] = (at + gradient).to_array();
        if !(sum + rest + found.value).is_finite() {
            break;
        }
        // If g² overflowed, the rule divides by infinity and the coordinate does not change.
        let is_infinite = |squares: Pair| !squares.all_below(Pair::splat(f64::INFINITY));
        if at.simd_eq(here.at).any()
            && rule.squares(&next).is_some_and(|(squares, _)| is_infinite(squares))
        {
            break;
        }
        (now, here) = (next, Place { at, loss: found.value, gradient });
        growth.observe(step, found.value);
        (*point, *loss) = (at.to_array(), found.value);
        step += 1;
    }
    (*state, *place) = (now, here);
    step - first
}
