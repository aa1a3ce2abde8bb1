//! Maps as far as they are computed, and their pictures.

use downhill::basin::{BasinPlan, Outcome};
use downhill_plot::{BasinColors, Rgb, Theme};

use super::job::Wanted;

/// How far two minima may be apart in f that are equally low, as a part of it.
const EQUAL: f64 = 1e-9;

/// See the [module](self).
pub(super) struct Maps {
    pub(super) wanted: Wanted,
    plan: BasinPlan,
    /// None before they are found.
    minima: Option<Vec<[f64; 2]>>,
    theme: Theme,
    colors: BasinColors,
    /// Which slices are there; how many, and how many pixels.
    has_slice: Vec<bool>,
    slices: usize,
    pixels: u32,
    /// The pictures of maps: RGBA, row by row from the greatest y. They grow with what is known.
    images: Vec<Vec<u8>>,
}

impl Maps {
    /// Maps of which nothing is known.
    pub(super) fn new(wanted: Wanted, theme: Theme) -> Self {
        let plan = BasinPlan::new(wanted.config.clone(), wanted.options.clone());
        let minima = wanted.options.minima.clone();
        let colors =
            BasinColors::new(theme, minima.as_deref().unwrap_or_default(), wanted.options.view);
        let images = vec![Vec::new(); wanted.options.racers.len()];
        let has_slice = vec![false; plan.slices()];
        Self { wanted, plan, minima, theme, colors, has_slice, slices: 0, pixels: 0, images }
    }

    /// Takes note of the minima that outcomes name.
    pub(super) fn set_minima(&mut self, minima: Vec<[f64; 2]>) {
        self.colors = BasinColors::new(self.theme, &minima, self.wanted.options.view);
        self.minima = Some(minima);
    }

    /// True where the colours are others now.
    pub(super) fn set_theme(&mut self, theme: Theme) -> bool {
        let is_other = theme != self.theme;
        if is_other {
            self.theme = theme;
            self.colors = BasinColors::new(theme, self.minima(), self.wanted.options.view);
            self.images = (0..self.images.len()).map(|place| self.painted(place)).collect();
        }
        is_other
    }

    /// Takes the numbers of a slice, and paints its pixels.
    pub(super) fn put(&mut self, slice: usize, numbers: &[u32]) {
        let is_new = self.has_slice.get(slice) == Some(&false);
        if !is_new || !self.plan.put(slice, numbers) {
            return;
        }
        self.has_slice[slice] = true;
        self.slices += 1;
        let [columns, rows] = self.sides();
        let (place, pixels) = self.plan.pixels(slice);
        let map = self.plan.map(place);
        let Some(image) = self.images.get_mut(place) else { return };
        image.resize(4 * columns * rows, 0);
        for (pixel, side) in pixels {
            self.pixels += 1;
            let Some((outcome, steps)) = map.get(pixel).copied().flatten() else { continue };
            let (first_row, first_column) = (pixel / columns, pixel % columns);
            let budget = self.wanted.options.steps;
            let color = |pixel| rgba(Some(self.colors.pixel(outcome, steps, budget, pixel)));
            // A minimum has no pattern: its square has one colour.
            let is_plain = matches!(outcome, Outcome::Minimum(_));
            let plain = is_plain.then(|| color([first_column, first_row]));
            for row in first_row..(first_row + side).min(rows) {
                for column in first_column..(first_column + side).min(columns) {
                    let other = row * columns + column;
                    // What is known of finer pixels stays.
                    if other != pixel && map[other].is_some() {
                        continue;
                    }
                    let at = 4 * ((rows - 1 - row) * columns + column);
                    let bytes = plain.unwrap_or_else(|| color([column, row]));
                    image[at..at + 4].copy_from_slice(&bytes);
                }
            }
        }
    }

    /// Which part is computed, 0 to 1.
    pub(super) fn progress(&self) -> f64 {
        let [columns, rows] = self.size().map(f64::from);
        let racers = u32::try_from(self.images.len()).unwrap_or(u32::MAX);
        let all = columns * rows * f64::from(racers);
        if all > 0.0 { (f64::from(self.pixels) / all).min(1.0) } else { 1.0 }
    }

    pub(super) fn plan(&self) -> &BasinPlan {
        &self.plan
    }

    /// The number of columns and rows.
    pub(super) fn size(&self) -> [u32; 2] {
        [self.wanted.options.columns, self.wanted.options.rows]
    }

    /// Whether the minima are found.
    pub(super) fn has_minima(&self) -> bool {
        self.minima.is_some()
    }

    /// The minima that outcomes name.
    pub(super) fn minima(&self) -> &[[f64; 2]] {
        self.minima.as_deref().unwrap_or_default()
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

    /// Whether the map at a place is known all over, if coarsely.
    pub(super) fn is_coarse(&self, place: usize) -> bool {
        self.has_minima() && self.plan.map(place).first().is_some_and(Option::is_some)
    }

    /// Whether all maps are.
    pub(super) fn are_coarse(&self) -> bool {
        (0..self.wanted.options.racers.len()).all(|place| self.is_coarse(place))
    }

    /// Whether every pixel is known.
    pub(super) fn is_complete(&self) -> bool {
        self.slices >= self.has_slice.len()
    }

    /// Whether these maps can stand for others for a moment.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        self.wanted.config.objective == other.wanted.config.objective
            && self.wanted.options.view == other.wanted.options.view
            && self.wanted.options.racers == other.wanted.options.racers
            && self.size() == other.size()
    }

    /// The middle of a pixel.
    pub(super) fn start(&self, pixel: usize) -> Option<[f64; 2]> {
        let [columns, rows] = self.sides();
        (pixel < columns * rows).then(|| self.plan.start(pixel))
    }

    /// The picture of the map at a place.
    pub(super) fn image(&self, place: usize) -> &[u8] {
        self.images.get(place).map_or(&[], Vec::as_slice)
    }

    /// The picture of a map, painted anew.
    fn painted(&self, place: usize) -> Vec<u8> {
        let [columns, rows] = self.sides();
        let mut bytes = Vec::with_capacity(4 * columns * rows);
        for row in (0..rows).rev() {
            for column in 0..columns {
                let known = self.plan.shown(place, row * columns + column);
                let color = known.map(|(outcome, steps)| {
                    let budget = self.wanted.options.steps;
                    self.colors.pixel(outcome, steps, budget, [column, row])
                });
                bytes.extend(rgba(color));
            }
        }
        bytes
    }

    fn sides(&self) -> [usize; 2] {
        self.size().map(|side| usize::try_from(side).unwrap_or_default())
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

/// The bytes of a pixel; a transparent one where there is no colour.
fn rgba(color: Option<Rgb>) -> [u8; 4] {
    color.map_or([0; 4], |Rgb([red, green, blue])| [red, green, blue, u8::MAX])
}
