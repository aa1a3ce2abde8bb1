//! The map of one racer as far as it is computed, and its picture.

use downhill::basin::{BasinPlan, Outcome};
use downhill_plot::{BasinColors, Rgb};

use super::job::Wanted;

/// See the [module](self).
pub(super) struct Map {
    /// That of this racer alone.
    plan: BasinPlan,
    /// Which slices are there, how many of them make a coarse map, and how many pixels are known.
    has_slice: Vec<bool>,
    coarse: usize,
    count: u32,
    /// RGBA, row by row from the greatest y. It grows with what is known.
    image: Vec<u8>,
    /// What is shown until the map is known coarsely: the picture of the run before.
    before: Vec<u8>,
}

impl Map {
    /// The map of a racer, of which nothing is known.
    pub(super) fn new(wanted: &Wanted, racer: usize, before: Vec<u8>) -> Self {
        let plan = BasinPlan::new(wanted.config.clone(), wanted.options_of(racer));
        let has_slice = vec![false; plan.slices()];
        let first_side = |slice| plan.pixels(slice).1.next().map(|(_, side)| side);
        let coarsest = first_side(0);
        let coarse = (0..plan.slices()).take_while(|slice| first_side(*slice) == coarsest).count();
        Self { plan, has_slice, coarse, count: 0, image: Vec::new(), before }
    }

    /// Takes the numbers of a slice, and paints its pixels.
    pub(super) fn put(&mut self, slice: usize, numbers: &[u32], colors: &BasinColors) {
        let is_new = self.has_slice.get(slice) == Some(&false);
        if !is_new || !self.plan.put(slice, numbers) {
            return;
        }
        self.has_slice[slice] = true;
        let [columns, rows] = self.sides();
        let budget = self.plan.options().steps;
        let (_, pixels) = self.plan.pixels(slice);
        let known = self.plan.map(0);
        self.image.resize(4 * columns * rows, 0);
        for (pixel, side) in pixels {
            self.count += 1;
            let Some((outcome, steps)) = known.get(pixel).copied().flatten() else { continue };
            let (first_row, first_column) = (pixel / columns, pixel % columns);
            let color = |pixel| rgba(Some(colors.pixel(outcome, steps, budget, pixel)));
            // A minimum has no pattern: its square has one colour.
            let is_plain = matches!(outcome, Outcome::Minimum(_));
            let plain = is_plain.then(|| color([first_column, first_row]));
            for row in first_row..(first_row + side).min(rows) {
                for column in first_column..(first_column + side).min(columns) {
                    let other = row * columns + column;
                    // What is known of finer pixels stays.
                    if other != pixel && known[other].is_some() {
                        continue;
                    }
                    let at = 4 * ((rows - 1 - row) * columns + column);
                    let bytes = plain.unwrap_or_else(|| color([column, row]));
                    self.image[at..at + 4].copy_from_slice(&bytes);
                }
            }
        }
    }

    /// Paints what is known anew, in other colours.
    pub(super) fn paint(&mut self, colors: &BasinColors) {
        if self.image.is_empty() {
            return;
        }
        let [columns, rows] = self.sides();
        let budget = self.plan.options().steps;
        self.image.clear();
        for row in (0..rows).rev() {
            for column in 0..columns {
                let known = self.plan.shown(0, row * columns + column);
                let color = known
                    .map(|(outcome, steps)| colors.pixel(outcome, steps, budget, [column, row]));
                self.image.extend(rgba(color));
            }
        }
    }

    /// The picture that is shown; empty where there is none.
    pub(super) fn image(&self) -> &[u8] {
        if self.is_coarse() { &self.image } else { &self.before }
    }

    /// Whether the picture of the run before is shown.
    pub(super) fn is_standing_in(&self) -> bool {
        !self.is_coarse() && !self.before.is_empty()
    }

    /// What is known of each pixel, row by row from the lowest y. Empty before anything is.
    pub(super) fn pixels(&self) -> &[Option<(Outcome, u32)>] {
        self.plan.map(0)
    }

    /// How many pixels are known.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Whether it is known all over, if coarsely.
    pub(super) fn is_coarse(&self) -> bool {
        self.has_slice[..self.coarse].iter().all(|there| *there)
    }

    /// Whether every pixel is known.
    pub(super) fn is_complete(&self) -> bool {
        self.has_slice.iter().all(|there| *there)
    }

    /// The middle of a pixel.
    pub(super) fn start(&self, pixel: usize) -> Option<[f64; 2]> {
        let [columns, rows] = self.sides();
        (pixel < columns * rows).then(|| self.plan.start(pixel))
    }

    fn sides(&self) -> [usize; 2] {
        let options = self.plan.options();
        [options.columns, options.rows].map(|side| usize::try_from(side).unwrap_or_default())
    }
}

/// The bytes of a pixel; a transparent one where there is no colour.
pub(super) fn rgba(color: Option<Rgb>) -> [u8; 4] {
    color.map_or([0; 4], |Rgb([red, green, blue])| [red, green, blue, u8::MAX])
}
