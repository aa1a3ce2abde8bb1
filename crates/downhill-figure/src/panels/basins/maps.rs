//! The maps of a run's racers, and with which minima they are made.

use downhill::basin::{Outcome, slice_alone};
use downhill_plot::{BasinColors, Theme};

use super::job::Wanted;
use super::map::{Map, rgba};
use crate::job::JobView;

/// How far two minima may be apart in f that are equally low, as a part of it.
const EQUAL: f64 = 1e-9;

/// See the [module](self).
pub(super) struct Maps {
    pub(super) wanted: Wanted,
    maps: Vec<Map>,
    /// Those that outcomes name; none before they are found.
    minima: Option<Vec<[f64; 2]>>,
    stage: Stage,
    /// The places of the maps that the present job computes, and the minima that it is given.
    asked: Vec<usize>,
    given_minima: Option<Vec<[f64; 2]>>,
    theme: Theme,
    colors: BasinColors,
}

/// How sure the minima are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// They are those of an earlier run.
    Earlier,
    /// The present job is to find them.
    Sought,
    /// They were found for this run.
    Found,
}

/// Which job computes what is missing once minima are found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The present one, which makes all maps anew.
    SameJob,
    /// Another.
    AnotherJob,
}

impl Maps {
    /// The maps of another run. What is known of the last one's is kept: maps of racers that are the same, and minima,
    /// for a first look: to find them again takes longer than a coarse picture.
    pub(super) fn after(last: Option<Self>, wanted: Wanted, theme: Theme) -> Self {
        let mut last = last.filter(|last| last.wanted.config.objective == wanted.config.objective);
        let minima = last.as_ref().and_then(|last| last.minima.clone());
        let racers = wanted.options.racers.iter();
        let maps = racers.map(|racer| {
            let handed_over = last.as_mut().and_then(|last| last.hand_over(&wanted, *racer));
            handed_over.unwrap_or_else(|| Map::new(&wanted, *racer, Vec::new()))
        });
        let maps = maps.collect();
        let stage = if minima.is_some() { Stage::Earlier } else { Stage::Sought };
        let known = minima.as_deref().unwrap_or_default();
        let colors = BasinColors::new(theme, known, wanted.options.view);
        let asked = Vec::new();
        let mut next =
            Self { wanted, maps, minima, stage, asked, given_minima: None, theme, colors };
        next.ask();
        next
    }

    /// The map of a racer for another run: the same map, as far as it is known, or else one that shows its picture first.
    fn hand_over(&mut self, wanted: &Wanted, racer: usize) -> Option<Map> {
        let place = self.wanted.options.racers.iter().position(|other| *other == racer)?;
        let map = self.maps.get_mut(place).filter(|_| self.wanted.looks_like(wanted, racer))?;
        let next = Map::new(wanted, racer, map.image().to_vec());
        let is_same = self.wanted.has_same_map(wanted, racer);
        Some(if is_same { std::mem::replace(map, next) } else { next })
    }

    /// Has the next job compute what is not complete, or all with the minima that it finds first.
    fn ask(&mut self) {
        let is_sought = self.stage == Stage::Sought;
        let is_asked = |place: &usize| is_sought || !self.maps[*place].is_complete();
        self.asked = (0..self.maps.len()).filter(is_asked).collect();
        self.given_minima = self.minima.clone().filter(|_| !is_sought);
    }

    /// The job of that number; none where nothing is left to compute.
    pub(super) fn job(&self, id: u32) -> Option<JobView> {
        let racers = self.asked.iter().map(|place| self.wanted.options.racers[*place]);
        // No map is asked for where all are there and a gesture lasts, so that minima are not looked for yet.
        let is_due = !self.is_done() && !self.asked.is_empty();
        is_due.then(|| self.wanted.job(id, racers, self.given_minima.as_deref()))
    }

    /// Has the next job find the minima, where they are those of an earlier run and all maps are there coarsely. Whether it
    /// does.
    pub(super) fn seek(&mut self) -> bool {
        let is_due = self.is_first_look() && self.are_coarse();
        if is_due {
            self.stage = Stage::Sought;
            self.ask();
        }
        is_due
    }

    /// Takes note of the minima that were found. Where they are those that the maps are made with, another job is to
    /// compute what is missing; else the present one makes all maps anew.
    pub(super) fn set_minima(&mut self, minima: Vec<[f64; 2]>) -> Next {
        self.stage = Stage::Found;
        if self.minima.as_ref() == Some(&minima) {
            self.ask();
            return Next::AnotherJob;
        }
        self.colors = BasinColors::new(self.theme, &minima, self.wanted.options.view);
        self.minima = Some(minima);
        for (map, racer) in self.maps.iter_mut().zip(&self.wanted.options.racers) {
            *map = Map::new(&self.wanted, *racer, map.image().to_vec());
        }
        Next::SameJob
    }

    /// Takes the numbers of a slice of the present job, and paints its pixels.
    pub(super) fn put(&mut self, slice: usize, numbers: &[u32]) {
        let (asked, slice) = slice_alone(slice, self.asked.len());
        let place = self.asked.get(asked).filter(|_| self.stage != Stage::Sought);
        if let Some(map) = place.and_then(|place| self.maps.get_mut(*place)) {
            map.put(slice, numbers, &self.colors);
        }
    }

    /// True where the colours are others now.
    pub(super) fn set_theme(&mut self, theme: Theme) -> bool {
        let is_other = theme != self.theme;
        if is_other {
            self.theme = theme;
            self.colors = BasinColors::new(theme, self.minima(), self.wanted.options.view);
            self.maps.iter_mut().for_each(|map| map.paint(&self.colors));
        }
        is_other
    }

    /// Which part is computed, 0 to 1.
    pub(super) fn progress(&self) -> f64 {
        let [columns, rows] = self.size().map(f64::from);
        let maps = u32::try_from(self.maps.len()).unwrap_or(u32::MAX);
        let all = columns * rows * f64::from(maps);
        let known: f64 = self.maps.iter().map(|map| f64::from(map.count())).sum();
        if all > 0.0 { (known / all).min(1.0) } else { 1.0 }
    }

    /// The map at a place.
    pub(super) fn map(&self, place: usize) -> Option<&Map> {
        self.maps.get(place)
    }

    /// The number of columns and rows.
    pub(super) fn size(&self) -> [u32; 2] {
        [self.wanted.options.columns, self.wanted.options.rows]
    }

    /// The minima that outcomes name.
    pub(super) fn minima(&self) -> &[[f64; 2]] {
        self.minima.as_deref().unwrap_or_default()
    }

    /// Whether the minima are those of an earlier run.
    pub(super) fn is_first_look(&self) -> bool {
        self.stage == Stage::Earlier
    }

    /// Whether the library names a minimum, so that it was not found numerically.
    pub(super) fn is_known(&self, at: [f64; 2]) -> bool {
        let entry = self.wanted.config.objective.entry();
        entry.is_some_and(|entry| entry.minima.contains(&at))
    }

    /// The value of f at a minimum.
    pub(super) fn value(&self, at: [f64; 2]) -> f64 {
        self.wanted.config.objective.evaluate(at).value
    }

    /// The indices of the lowest minima.
    pub(super) fn lowest(&self) -> Vec<usize> {
        let values: Vec<f64> = self.minima().iter().map(|at| self.value(*at)).collect();
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = lowest + EQUAL * lowest.abs().max(1.0);
        (0..values.len()).filter(|index| values[*index] <= highest).collect()
    }

    /// Whether all maps are known all over, if coarsely.
    pub(super) fn are_coarse(&self) -> bool {
        self.maps.iter().all(Map::is_coarse)
    }

    /// Whether every pixel is known.
    pub(super) fn are_complete(&self) -> bool {
        self.maps.iter().all(Map::is_complete)
    }

    /// Whether nothing is left to compute.
    pub(super) fn is_done(&self) -> bool {
        self.maps.is_empty() || (self.stage == Stage::Found && self.are_complete())
    }

    /// Whether a picture of an earlier run is shown.
    pub(super) fn are_standing_in(&self) -> bool {
        self.maps.iter().any(Map::is_standing_in)
    }

    /// A sample of an outcome's colours.
    pub(super) fn swatch(&self, code: u8, [width, height]: [usize; 2]) -> Vec<u8> {
        let outcome = Outcome::of_code(code);
        let mut bytes = Vec::with_capacity(4 * width * height);
        for row in 0..height {
            for column in 0..width {
                let color = self.colors.sample(outcome, [column, row], width);
                bytes.extend(rgba(Some(color)));
            }
        }
        bytes
    }
}
