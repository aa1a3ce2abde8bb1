//! The colours of maps of basins.
//!
//! The hue says which minimum a racer reached, and lightness in how many steps, on a logarithmic scale: the
//! lightest took one step, the darkest all of them. Other outcomes are greys with patterns.

use downhill::basin::Outcome;
use downhill::{Bounds, Real};

use crate::color::Rgb;
use crate::grid::number;
use crate::palette::Theme;

/// The number of hues. Further minima share them, and letters tell them apart.
pub const BASIN_HUES: usize = 5;

/// For each hue its colour after one step, and after all of them.
///
/// A search has found them: shades of two hues, whatever their lightness, differ by 9 (CIEDE2000) or more for
/// people who cannot see red or green, and by 16 for others. `basin_colors/tests.rs` tests this.
const LIGHT_HUES: [[u32; 2]; BASIN_HUES] = [
    [0x007f_e8e5, 0x003f_b7b4],
    [0x00ff_d670, 0x00ce_a40e],
    [0x00b4_a6f2, 0x0081_74cf],
    [0x00d3_7b9b, 0x00ca_0571],
    [0x00c9_e2b3, 0x0093_b279],
];
/// The hues on a dark page.
const DARK_HUES: [[u32; 2]; BASIN_HUES] = [
    [0x0076_a8ca, 0x0045_799a],
    [0x00b3_870d, 0x0079_5c14],
    [0x00bc_38f3, 0x0081_05b0],
    [0x00d2_969b, 0x00d6_3d5d],
    [0x0056_7b5a, 0x0020_502a],
];

/// The ground and the marks of the patterns for racers that left the view, diverged, came to where f is not
/// defined, and are still under way.
const LIGHT_OTHERS: [[u32; 2]; 4] = [
    [0x00ff_ffff, 0x009a_9fa8],
    [0x0030_3238, 0x0080_848c],
    [0x00ff_ffff, 0x0055_5a64],
    [0x00dc_dde0, 0x0098_9ca4],
];
/// The same on a dark page.
const DARK_OTHERS: [[u32; 2]; 4] = [
    [0x0018_1d26, 0x0062_6a76],
    [0x00d6_d9de, 0x0080_858e],
    [0x0018_1d26, 0x00a4_abb6],
    [0x0030_3640, 0x0068_707c],
];

/// The colours of the maps of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasinColors {
    theme: Theme,
    /// The hue of each minimum.
    hues: Vec<usize>,
}

impl BasinColors {
    /// Gives each of these minima `[x, y]` a hue. The first ones get different hues, and each further one
    /// that whose minima are farthest away, so that neighbours differ.
    #[must_use]
    pub fn new(theme: Theme, minima: &[[f64; 2]], view: Bounds) -> Self {
        let mut hues: Vec<usize> = Vec::with_capacity(minima.len());
        for (index, at) in minima.iter().enumerate() {
            let hue = if index < BASIN_HUES {
                index
            } else {
                let given = || minima.iter().zip(&hues);
                let nearest = |hue: usize| {
                    let same = given().filter(|(_, other)| **other == hue);
                    let away = same.map(|(other, _)| apart(*at, *other, view));
                    away.fold(f64::INFINITY, f64::min)
                };
                let by_distance = |lhs: &usize, rhs: &usize| {
                    // Of equal ones the first.
                    nearest(*lhs).total_cmp(&nearest(*rhs)).then(rhs.cmp(lhs))
                };
                (0..BASIN_HUES).max_by(by_distance).unwrap_or_default()
            };
            hues.push(hue);
        }
        Self { theme, hues }
    }

    /// The colour of the pixel in this column and row, where a racer had this outcome after `steps` of
    /// `budget` steps.
    #[must_use]
    pub fn pixel(&self, outcome: Outcome, steps: u32, budget: u32, pixel: [usize; 2]) -> Rgb {
        let part = if let Outcome::Minimum(_) = outcome { part(steps, budget) } else { 0.0 };
        self.shade(outcome, part, pixel)
    }

    /// The colour in a column and row of a sample that is `width` columns wide: a minimum's from one step to
    /// all of them.
    #[must_use]
    pub fn sample(&self, outcome: Outcome, [column, row]: [usize; 2], width: usize) -> Rgb {
        let last = width.saturating_sub(1).max(1);
        self.shade(outcome, (number(column) / number(last)).min(1.0), [column, row])
    }

    fn shade(&self, outcome: Outcome, part: f64, [column, row]: [usize; 2]) -> Rgb {
        let is_dark = self.theme == Theme::Dark;
        let others = if is_dark { &DARK_OTHERS } else { &LIGHT_OTHERS };
        let of_pattern = |[ground, mark]: [u32; 2], is_mark: bool| {
            Rgb::from_hex(if is_mark { mark } else { ground })
        };
        match outcome {
            Outcome::Minimum(index) => {
                let ramps = if is_dark { &DARK_HUES } else { &LIGHT_HUES };
                let hue = self.hues.get(usize::from(index)).copied().unwrap_or_default();
                let [fast, slow] = ramps[hue % BASIN_HUES].map(Rgb::from_hex);
                fast.mixed(slow, part)
            }
            // Lines, crosses, steep lines close to each other, and dots.
            Outcome::LeftView => of_pattern(others[0], (column + row).is_multiple_of(6)),
            Outcome::Diverged => {
                let is_cross =
                    (column + row).is_multiple_of(6) || (column + 5 * row).is_multiple_of(6);
                of_pattern(others[1], is_cross)
            }
            Outcome::Undefined => of_pattern(others[2], (column + 3 * row).is_multiple_of(4)),
            Outcome::UnderWay => {
                let is_dot = row.is_multiple_of(4) && (column + row / 4 * 2).is_multiple_of(4);
                of_pattern(others[3], is_dot)
            }
        }
    }

    /// The letters of a minimum, by its index: A to Z, then AA, AB, …
    #[must_use]
    pub fn letters(index: usize) -> String {
        const LETTERS: [char; 26] = [
            'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q',
            'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
        ];
        let last = LETTERS[index % LETTERS.len()];
        match index / LETTERS.len() {
            0 => last.to_string(),
            more => {
                let mut letters = Self::letters(more - 1);
                letters.push(last);
                letters
            }
        }
    }
}

/// How far two points are apart in a view, which is 1 wide and 1 high; squared.
fn apart(lhs: [f64; 2], rhs: [f64; 2], view: Bounds) -> f64 {
    let sizes = [view.x, view.y].map(|[low, high]| high - low);
    let parts = [0, 1].map(|axis| (lhs[axis] - rhs[axis]) / sizes[axis]);
    parts.iter().map(|part| part * part).sum()
}

/// Where a number of steps is between one and all, 0 to 1, on a logarithmic scale.
fn part(steps: u32, budget: u32) -> f64 {
    let [steps, budget] = [steps, budget].map(|count| Real::ln(f64::from(count.max(1))));
    if budget > 0.0 { (steps / budget).clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests;
