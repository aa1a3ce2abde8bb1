//! The table that the benchmark prints.

use serde::Deserialize;

/// The same thing measured both ways, round by round.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Pairs {
    pub(crate) ours: Vec<f64>,
    pub(crate) theirs: Vec<f64>,
}

impl Pairs {
    /// Ours through theirs, each taken within its round.
    fn ratios(&self) -> Vec<f64> {
        self.ours.iter().zip(&self.theirs).map(|(ours, theirs)| ours / theirs).collect()
    }
}

/// The width of the first column.
const WHAT: usize = 50;

/// The line above the figures.
pub(crate) fn print_head() {
    println!(
        "{:<WHAT$}{:>12}{:>12}{:>8}{:>15}  wanted",
        "what", "ours", "theirs", "ratio", "min..max"
    );
}

/// Prints both medians, each times `scale`, and the median and the spread of their ratios.
pub(crate) fn print_pairs(what: &str, pairs: &Pairs, scale: f64, unit: &str, wanted: &str) {
    let ratios = pairs.ratios();
    println!(
        "{what:<WHAT$}{:>12}{:>12}{:>8.2}{:>15}  {wanted}",
        shown(median(&pairs.ours) * scale, unit),
        shown(median(&pairs.theirs) * scale, unit),
        median(&ratios),
        spread(&ratios),
    );
}

/// Prints what has nothing to be compared with.
pub(crate) fn print_single(what: &str, values: &[f64], unit: &str) {
    let ours = shown(median(values), unit);
    println!("{what:<WHAT$}{ours:>12}{:>12}{:>8}{:>15}", "", "", spread(values));
}

/// Prints both medians, and the median and the spread of what ours is above theirs.
pub(crate) fn print_added(what: &str, pairs: &Pairs, unit: &str, wanted: &str) {
    let added = pairs.ours.iter().zip(&pairs.theirs).map(|(ours, theirs)| ours - theirs);
    let added: Vec<f64> = added.collect();
    println!(
        "{what:<WHAT$}{:>12}{:>12}{:>8}{:>15}  {wanted}",
        shown(median(&pairs.ours), unit),
        shown(median(&pairs.theirs), unit),
        format!("{:+.1}", median(&added)),
        spread(&added),
    );
}

fn shown(value: f64, unit: &str) -> String {
    let digits = if value < 10.0 { 2 } else { 1 };
    format!("{value:.digits$} {unit}")
}

fn spread(values: &[f64]) -> String {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    format!("{low:.2}..{high:.2}")
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}
