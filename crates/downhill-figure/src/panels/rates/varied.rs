//! The hyper-parameters that can be varied.

use downhill::decimal::{decimals, rounded};
use downhill::{RunConfig, Setting};
use serde::Serialize;

/// A map has every so many of the values that a curve has.
const COARSE: usize = 3;

/// A hyper-parameter that can be varied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ParameterView {
    /// Its name, `lr`, `betas[0]`, …
    pub name: String,
    /// What it is called.
    pub label: &'static str,
}

/// The hyper-parameters of racers that are shown, but for one.
pub(super) fn choices(config: &RunConfig, but: Option<&str>) -> Vec<ParameterView> {
    let mut choices: Vec<ParameterView> = Vec::new();
    for racer in config.racers.iter().filter(|racer| !racer.off) {
        let (mut optimizer, mut place) = (racer.optimizer, 0);
        while let Some((parameter, setting)) = optimizer.setting(place) {
            place += 1;
            let labels = parameter.about.labels;
            for (part, label) in labels.iter().enumerate() {
                let name = match setting {
                    Setting::Number(_) => parameter.name.to_owned(),
                    Setting::Pair(_) => format!("{}[{part}]", parameter.name),
                    Setting::Switch(_) => continue,
                };
                if but != Some(&name) && !choices.iter().any(|choice| choice.name == name) {
                    choices.push(ParameterView { name, label });
                }
            }
        }
    }
    choices
}

/// Writes values in few digits, so that what is shown, set and computed is the same; of a map only every
/// third. They are ascending.
pub(super) fn shorten(values: &mut Vec<f64>, is_map: bool) {
    let every = if is_map { COARSE } else { 1 };
    *values = values.iter().step_by(every).map(|value| three_digits(*value)).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
}

/// A number with three digits that mean something; near 1, three digits of its distance from 1.
pub(super) fn three_digits(number: f64) -> f64 {
    let size = if number > 0.5 && number < 1.0 { 1.0 - number } else { number.abs() };
    if size < 1e-9 { number } else { rounded(number, decimals(size * 1e-2)) }
}

/// Whether values are spread by their logarithms: they span more than two powers of ten.
pub(super) fn is_logarithmic(values: &[f64]) -> bool {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return false };
    *first > 0.0 && *last / *first > 100.0
}
