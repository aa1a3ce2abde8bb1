//! A map of a racer over two hyper-parameters: the darker the sooner it arrives, crossed where it flies off.

use downhill::sweep::{Cell, SweepOptions, SweepPlan, value_of};
use downhill_plot::{Ending, Identity, ParameterMap, Point, Shape, slowness};

use super::varied;
use crate::panel::Context;
use crate::texts::fill;

/// How the median race of a cell ends, of racers that start where f is `first`.
fn ending(cell: Option<&Cell>, steps: u32, first: f64) -> Ending {
    let Some(cell) = cell else { return Ending::Unknown };
    if cell.steps.median.is_finite() {
        Ending::Arrives(slowness(cell.steps.median, steps))
    } else if cell.losses.median <= first {
        Ending::OnItsWay
    } else {
        Ending::FliesOff
    }
}

fn endings(plan: &SweepPlan, context: &Context<'_>) -> Vec<Ending> {
    let config = context.runner.config();
    let (first, steps) = (config.objective.value(config.start), plan.options().steps);
    plan.cells(0).iter().map(|cell| ending(cell.as_ref(), steps, first)).collect()
}

/// The map as shapes.
pub(super) fn shapes(
    plan: &SweepPlan,
    context: &Context<'_>,
    racers: &[Identity],
    size: Point,
    write: &dyn Fn(f64, bool) -> String,
) -> Vec<Shape> {
    let SweepOptions { racers: swept, varied, against: Some(against), .. } = plan.options() else {
        return Vec::new();
    };
    let Some(racer) = swept.first() else { return Vec::new() };
    let Some(optimizer) = context.runner.config().racers.get(*racer).map(|racer| racer.optimizer)
    else {
        return Vec::new();
    };
    let values = [varied.values.as_slice(), against.values.as_slice()];
    let now = [varied, against].map(|varied| value_of(optimizer, &varied.name));
    let map = ParameterMap {
        size,
        values,
        are_logarithmic: values.map(varied::is_logarithmic),
        endings: &endings(plan, context),
        now: now.map(Option::unwrap_or_default),
    };
    let Some(racer) = racers.get(*racer) else { return Vec::new() };
    map.shapes(racer, context.palette, &|number| write(number, false))
}

/// The racer of the map with the values at a place of it, in few digits.
pub(super) fn values_at(
    plan: &SweepPlan,
    size: Point,
    at: Point,
) -> Option<Vec<(usize, String, f64)>> {
    let SweepOptions { racers, varied, against, .. } = plan.options();
    let (racer, against) = (*racers.first()?, against.as_ref()?);
    let values = [varied.values.as_slice(), against.values.as_slice()];
    let are_logarithmic = values.map(varied::is_logarithmic);
    let map = ParameterMap { size, values, are_logarithmic, endings: &[], now: [0.0; 2] };
    let chosen = map.values_at(at).map(varied::three_digits);
    let names = [varied.name.clone(), against.name.clone()];
    Some(names.into_iter().zip(chosen).map(|(name, value)| (racer, name, value)).collect())
}

/// The map in a sentence.
pub(super) fn description(plan: &SweepPlan, context: &Context<'_>) -> String {
    let texts = &context.texts.rates;
    let endings = endings(plan, context);
    let part = |holds: fn(&Ending) -> bool| {
        let [count, all] = [endings.iter().filter(|ending| holds(ending)).count(), endings.len()]
            .map(|count| f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        context.numbers.brief((100.0 * count / all.max(1.0)).round())
    };
    let arrives = part(|ending| matches!(ending, Ending::Arrives(_)));
    let flies_off = part(|ending| *ending == Ending::FliesOff);
    fill(texts.map, &[&arrives, &flies_off])
}
