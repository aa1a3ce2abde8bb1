//! What curves say, in a table and in a sentence.

use downhill::sweep::{Band, SweepOptions, SweepPlan, SweptRacer, value_of};
use serde::Serialize;

use super::varied;
use crate::panel::Context;
use crate::texts::fill;

/// A racer in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RatesRow {
    /// The racer's index.
    pub racer: usize,
    /// What it is called.
    pub label: String,
    /// Its present value.
    pub now: String,
    /// The values at which it arrives, "0.002 to 0.1", or a dash.
    pub usable: String,
    /// How wide that band is, in powers of ten.
    pub decades: String,
    /// Its best value.
    pub best: String,
    /// What comes of the best value: "7 steps", or how low f comes.
    pub comes_to: String,
}

pub(super) fn rows(plan: &SweepPlan, context: &Context<'_>) -> Vec<RatesRow> {
    let config = context.runner.config();
    let SweepOptions { racers, varied, .. } = plan.options();
    let labels = config.labels();
    let rows = racers.iter().enumerate().filter_map(|(place, racer)| {
        let optimizer = config.racers.get(*racer)?.optimizer;
        let now = value_of(optimizer, &varied.name)?;
        let [usable, decades, best, comes_to] =
            found(plan.racer(place).as_ref(), &varied.values, context);
        let (label, now) = (labels[*racer].clone(), context.numbers.short(now));
        Some(RatesRow { racer: *racer, label, now, usable, decades, best, comes_to })
    });
    rows.collect()
}

/// What is known of a racer's values.
fn found(swept: Option<&SweptRacer>, values: &[f64], context: &Context<'_>) -> [String; 4] {
    let (texts, numbers) = (&context.texts.rates, context.numbers);
    let dash = || context.texts.chart.unknown.to_owned();
    let Some(swept) = swept else { return [dash(), dash(), dash(), dash()] };
    let band = |band: Band| {
        let [first, last] = [band.first, band.last].map(|index| numbers.brief(values[index]));
        if first == last { first } else { fill(texts.span, &[&first, &last]) }
    };
    let (usable, decades) = match swept.usable {
        // Of values that are not spread by powers of ten there are no decades.
        Some(found) if !varied::is_logarithmic(values) => (band(found), dash()),
        Some(found) => (band(found), fill(texts.decades, &[&numbers.brief(found.decades(values))])),
        None => (dash(), dash()),
    };
    let (best, comes_to) = match swept.best {
        Some(best) => {
            let cell = swept.cells[best.index];
            let comes_to = if best.arrives {
                fill(texts.steps, &[&numbers.integer(cell.steps.median)])
            } else {
                fill(texts.comes_to, &[&numbers.brief(cell.losses.median)])
            };
            (numbers.short(values[best.index]), comes_to)
        }
        None => (dash(), dash()),
    };
    [usable, decades, best, comes_to]
}

/// The table in a sentence.
pub(super) fn description(rows: &[RatesRow], context: &Context<'_>) -> String {
    let texts = &context.texts.rates;
    let said = rows
        .iter()
        .map(|row| fill(texts.row, &[&row.label, &row.now, &row.usable, &row.best, &row.comes_to]));
    said.collect::<Vec<_>>().join(" ")
}
