//! What stands beside maps of basins, in words and numbers.

use downhill::basin::{Outcome, Shares, shares};
use downhill_plot::BasinColors;
use serde::Serialize;

use super::hovered::Hovered;
use super::map::Map;
use super::maps::Maps;
use crate::job::JobView;
use crate::panel::Context;
use crate::texts::{BasinsTexts, fill};

/// So many minima have a row of their own in a map's table.
const MOST_ROWS: usize = 4;
/// f is about 0 at a minimum where it is less than this, by rounding.
const TINY: f64 = 1e-12;
/// So many are in the key.
const MOST_KEYS: usize = 8;

/// What the panel shows beside the pictures.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BasinsView {
    /// What is to be computed; none while nothing is.
    pub job: Option<JobView>,
    /// The racer whose map is shown alone.
    pub alone: Option<usize>,
    /// The size of pictures in pixels.
    pub columns: u32,
    /// Their height.
    pub rows: u32,
    /// Pictures are to be painted anew when it changes.
    pub epoch: u32,
    /// Whether maps become finer.
    pub is_running: bool,
    /// How far they are: "42%"; empty where they are complete.
    pub progress: String,
    /// Who reaches the lowest minimum from the most starts, in a sentence.
    pub summary: String,
    /// Which minima were found numerically.
    pub found: String,
    /// Each racer's map.
    pub maps: Vec<BasinMapView>,
    /// Where minima are.
    pub minima: Vec<MinimumView>,
    /// What colours and patterns mean.
    pub legend: Vec<LegendView>,
    /// What became of the start that is pointed at; empty where none is.
    pub hovered: String,
}

/// What stands beside the map of a racer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BasinMapView {
    /// The racer's index.
    pub racer: usize,
    /// What it is called.
    pub label: String,
    /// The map in a sentence, for those who do not see it.
    pub text: String,
    /// How much of the view ends where.
    pub shares: Vec<ShareView>,
}

/// How much of the view ends in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShareView {
    /// The outcome's code, for its colour; none for several minima together.
    pub code: Option<u8>,
    /// What it is called: a letter, or words.
    pub name: String,
    /// "62%".
    pub part: String,
    /// The median number of steps to a minimum; else empty.
    pub steps: String,
}

/// A minimum on every map.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MinimumView {
    /// Its letters.
    pub letters: String,
    /// How far it is from the left edge and from the top, 0 to 1.
    pub place: [f64; 2],
}

/// What a colour means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LegendView {
    /// The outcome's code, for its colour.
    pub code: u8,
    /// What it is called.
    pub name: String,
    /// Where a minimum is, and f there; else empty.
    pub about: String,
}

/// What stands beside the maps as they were painted last.
#[derive(Default)]
pub(super) struct Shown {
    progress: f64,
    summary: String,
    found: String,
    maps: Vec<BasinMapView>,
    minima: Vec<MinimumView>,
    legend: Vec<LegendView>,
}

impl Shown {
    /// What is to be said of maps as far as they are known.
    pub(super) fn of(context: &Context<'_>, maps: &Maps) -> Self {
        let labels = context.runner.config().labels();
        let racers = &maps.wanted.options.racers;
        let of_racers: Vec<(usize, String, Vec<Shares>)> = racers
            .iter()
            .enumerate()
            .map(|(place, racer)| {
                let label = labels.get(*racer).cloned().unwrap_or_default();
                let pixels = maps.map(place).map_or(&[][..], Map::pixels);
                (*racer, label, shares(pixels))
            })
            .collect();
        let minima = maps.minima().iter().enumerate().filter_map(|(index, at)| {
            let place = parts(maps, *at)?;
            Some(MinimumView { letters: BasinColors::letters(index), place })
        });
        Self {
            progress: maps.progress(),
            summary: summary(context, maps, &of_racers),
            found: found(context, maps),
            minima: minima.collect(),
            legend: legend(context, maps, &of_racers),
            maps: of_racers
                .into_iter()
                .map(|(racer, label, shares)| {
                    let shares = rows(context, &shares);
                    let text = sentence(context, &label, &shares);
                    BasinMapView { racer, label, text, shares }
                })
                .collect(),
        }
    }

    /// Whether it is said of maps of the same racers.
    pub(super) fn is_of(&self, maps: &Maps) -> bool {
        self.maps.iter().map(|map| map.racer).eq(maps.wanted.options.racers.iter().copied())
    }

    /// The view, but for what changes between paintings.
    pub(super) fn view(&self, context: &Context<'_>) -> BasinsView {
        let Self { progress, summary, found, maps, minima, legend } = self;
        let is_complete = *progress >= 1.0;
        let percent = [context.numbers.integer((progress * 100.0).floor()), "%".to_owned()];
        BasinsView {
            progress: if is_complete { String::new() } else { percent.concat() },
            summary: summary.clone(),
            found: found.clone(),
            maps: maps.clone(),
            minima: minima.clone(),
            legend: legend.clone(),
            ..BasinsView::default()
        }
    }
}

/// How far a place is from the left edge and from the top of the view; none outside of it.
fn parts(maps: &Maps, at: [f64; 2]) -> Option<[f64; 2]> {
    let view = maps.wanted.options.view;
    let part = |at: f64, [low, high]: [f64; 2]| (at - low) / (high - low);
    let place = [part(at[0], view.x), 1.0 - part(at[1], view.y)];
    place.iter().all(|part| (0.0..=1.0).contains(part)).then_some(place)
}

/// A part of all starts as people read it. Only all is 100%, and only none is 0%.
fn percent(context: &Context<'_>, part: f64) -> String {
    let (sign, percent) = match part {
        part if part > 0.0 && part < 0.01 => ("<", 1.0),
        part if part < 1.0 && part > 0.99 => (">", 99.0),
        part => ("", (part * 100.0).round()),
    };
    [sign, &context.numbers.integer(percent), "%"].concat()
}

/// What an outcome is called: a letter or a word, and where there is room for more words.
fn names(texts: &BasinsTexts, outcome: Outcome) -> (String, String) {
    let [short, long] = match outcome {
        Outcome::Minimum(index) => {
            let letters = BasinColors::letters(usize::from(index));
            return (letters.clone(), letters);
        }
        Outcome::LeftView => texts.left_view,
        Outcome::Diverged => texts.diverged,
        Outcome::Undefined => texts.undefined,
        Outcome::UnderWay => texts.under_way,
    };
    (short.to_owned(), long.to_owned())
}

/// The rows of a map's table: the minima that most starts lead to, the other minima together, and all else.
fn rows(context: &Context<'_>, shares: &[Shares]) -> Vec<ShareView> {
    let texts = &context.texts.basins;
    let is_minimum = |share: &&Shares| matches!(share.outcome, Outcome::Minimum(_));
    let mut minima: Vec<&Shares> = shares.iter().filter(is_minimum).collect();
    minima.sort_by(|lhs, rhs| rhs.part.total_cmp(&lhs.part));
    // One alone is as long as the row of several.
    let own = if minima.len() <= MOST_ROWS + 1 { minima.len() } else { MOST_ROWS };
    let row = |share: &Shares| ShareView {
        code: Some(share.outcome.code()),
        name: names(texts, share.outcome).0,
        part: percent(context, share.part),
        steps: match share.outcome {
            Outcome::Minimum(_) => context.numbers.integer(share.median_steps),
            _ => String::new(),
        },
    };
    let (named, others) = minima.split_at_mut(own);
    // In the order of their letters, or maps could not be compared.
    named.sort_by_key(|share| share.outcome.code());
    let mut rows: Vec<ShareView> = named.iter().map(|share| row(share)).collect();
    if !others.is_empty() {
        let count = context.numbers.integer(u32::try_from(others.len()).unwrap_or(u32::MAX));
        let part = others.iter().map(|share| share.part).sum();
        rows.push(ShareView {
            code: None,
            name: fill(texts.others, &[&count]),
            part: percent(context, part),
            steps: String::new(),
        });
    }
    rows.extend(shares.iter().filter(|share| !is_minimum(share)).map(row));
    rows
}

/// A map in a sentence.
fn sentence(context: &Context<'_>, label: &str, rows: &[ShareView]) -> String {
    let texts = &context.texts.basins;
    let mut parts = Vec::new();
    for ShareView { code, name, part, steps } in rows {
        let outcome = code.map(Outcome::of_code);
        parts.push(match outcome {
            Some(Outcome::Minimum(_)) => fill(texts.share, &[part, name, steps]),
            Some(outcome) => [part, " ", &names(texts, outcome).1].concat(),
            None => [part, " ", name].concat(),
        });
    }
    fill(texts.map, &[label, &parts.join("; ")])
}

/// Who reaches the lowest minimum from the most starts.
fn summary(context: &Context<'_>, maps: &Maps, racers: &[(usize, String, Vec<Shares>)]) -> String {
    let texts = &context.texts.basins;
    let lowest = maps.lowest();
    if lowest.is_empty() {
        return texts.no_minimum.to_owned();
    }
    let is_lowest = |share: &&Shares| match share.outcome {
        Outcome::Minimum(index) => lowest.contains(&usize::from(index)),
        _ => false,
    };
    let mut parts: Vec<(f64, &str)> = racers
        .iter()
        .filter(|(_, _, shares)| !shares.is_empty())
        .map(|(_, label, shares)| {
            let part = shares.iter().filter(is_lowest).map(|share| share.part).sum();
            (part, label.as_str())
        })
        .collect();
    parts.sort_by(|lhs, rhs| rhs.0.total_cmp(&lhs.0));
    let said = |(part, label): &(f64, &str)| [*label, " ", &percent(context, *part)].concat();
    let list = parts.iter().map(said).collect::<Vec<_>>().join(", ");
    let steps = context.numbers.integer(maps.wanted.options.steps);
    let letters: Vec<String> = lowest.iter().map(|index| BasinColors::letters(*index)).collect();
    let text = if lowest.len() == 1 { texts.reach } else { texts.reach_any };
    fill(text, &[&letters.join(", "), &steps, &list])
}

/// Which minima were found numerically.
fn found(context: &Context<'_>, maps: &Maps) -> String {
    let texts = &context.texts.basins;
    let found = maps.minima().iter().filter(|at| !maps.is_known(**at)).count();
    let count = context.numbers.integer(u32::try_from(found).unwrap_or(u32::MAX));
    match (found, maps.minima().len()) {
        (0, _) => String::new(),
        (1, 1) => texts.one_found.to_owned(),
        (1, _) => texts.one_of_them_found.to_owned(),
        (found, all) if found == all => fill(texts.all_found, &[&count]),
        _ => fill(texts.some_found, &[&count]),
    }
}

/// What the colours mean that are on the maps.
fn legend(
    context: &Context<'_>,
    maps: &Maps,
    racers: &[(usize, String, Vec<Shares>)],
) -> Vec<LegendView> {
    let texts = &context.texts.basins;
    let mut legend = Vec::new();
    for (index, at) in maps.minima().iter().enumerate().take(MOST_KEYS) {
        let value = maps.value(*at);
        let is_rounded = value != 0.0 && value.abs() < TINY;
        let text = if is_rounded { texts.minimum_about } else { texts.minimum };
        let value = if is_rounded { 0.0 } else { value };
        let numbers = [at[0], at[1], value].map(|number| context.numbers.brief(number));
        legend.push(LegendView {
            code: u8::try_from(index).unwrap_or(u8::MAX),
            name: BasinColors::letters(index),
            about: fill(text, &numbers.each_ref().map(String::as_str)),
        });
    }
    for outcome in [Outcome::LeftView, Outcome::Diverged, Outcome::Undefined, Outcome::UnderWay] {
        let is_there =
            racers.iter().any(|(_, _, shares)| shares.iter().any(|share| share.outcome == outcome));
        if is_there {
            let (name, about) = names(texts, outcome);
            let about = if about == name { String::new() } else { about };
            legend.push(LegendView { code: outcome.code(), name, about });
        }
    }
    legend
}

/// What became of the start that is pointed at.
pub(super) fn hovered(context: &Context<'_>, maps: &Maps, hovered: &Hovered) -> String {
    let texts = &context.texts.basins;
    let labels = context.runner.config().labels();
    let label = labels.get(hovered.racer).map_or("", String::as_str);
    let [x, y] = hovered.start.map(|number| context.numbers.brief(number));
    let map = maps.map(hovered.place());
    let known = map.and_then(|map| map.pixels().get(hovered.pixel).copied().flatten());
    let outcome = known.map_or_else(
        || texts.unknown.to_owned(),
        |(outcome, steps)| {
            let steps = context.numbers.integer(steps);
            let name = names(texts, outcome).1;
            match outcome {
                Outcome::Minimum(_) => fill(texts.reaches, &[&name, &steps]),
                Outcome::Diverged | Outcome::Undefined => fill(texts.stops, &[&name, &steps]),
                _ => name,
            }
        },
    );
    fill(texts.hovered, &[label, &x, &y, &outcome])
}
