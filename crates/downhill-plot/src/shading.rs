//! Hill shading: areas that are a little darker or lighter, as if light fell from the upper left.

use downhill::{Objective, Survey};

use crate::color::Rgb;
use crate::contour::contour;
use crate::grid::{Grid, number};
use crate::palette::{Palette, Theme};
use crate::shape::{Point, Shape};
use crate::view::View;

/// How far apart the places are at which the slope is taken, in CSS px, and how many there are at most
/// in a row or column.
const SPACING: f64 = 6.0;
const MOST_PLACES: f64 = 160.0;
/// They are farther apart where an evaluation has more operations than this.
const USUAL_COST: f64 = 32.0;
/// By how much an area changes L*, at most about.
const STEP: f64 = 0.5;
/// The slope, in units of the height over the width of the picture, at which shading begins to bend.
const KNEE: f64 = 6.0;
/// How often what is shaded is smoothed.
const SMOOTHINGS: usize = 2;

/// By how much shading changes L* at most: where it darkens and where it lightens. What is nearer to
/// black or white changes by less.
#[must_use]
pub const fn extreme_shading(theme: Theme) -> [f64; 2] {
    match theme {
        Theme::Light => [-4.0, 2.0],
        Theme::Dark => [-4.0, 4.0],
    }
}

/// The opacity of one area of black and of one of white, which change L* by [`STEP`] on the ground's
/// darkest or lightest band, and by less on others.
const fn opacities(theme: Theme) -> [f64; 2] {
    match theme {
        Theme::Light => [0.0052, 0.04],
        Theme::Dark => [0.02, 0.0055],
    }
}

/// The most that is painted over a place of the ground: black of an opacity, or white of one.
#[must_use]
pub fn darkest_and_lightest(theme: Theme) -> [(Rgb, f64); 2] {
    let [dark, light] = opacities(theme);
    let covered = |opacity: f64, shift: f64| {
        let mut through = 1.0;
        for _ in 0..areas(shift) {
            through *= 1.0 - opacity;
        }
        1.0 - through
    };
    let [darkest, lightest] = extreme_shading(theme);
    [(BLACK, covered(dark, -darkest)), (WHITE, covered(light, lightest))]
}

const BLACK: Rgb = Rgb([0; 3]);
const WHITE: Rgb = Rgb([255; 3]);

/// How many areas change L* by `shift`.
fn areas(shift: f64) -> u32 {
    let mut count = 0;
    while f64::from(count) * STEP < shift {
        count += 1;
    }
    count
}

/// The areas of a map's shading, to be painted over its bands; none on the article's ground.
///
/// What is lit is a height that is bounded and smooth whatever f does: asinh((f − f*) / s), s being the
/// median of f − f*; where there is no f*, the median stands for it, and s is the spread around it. Its
/// slopes come from the exact gradient. A region in which f is not defined has no shading.
pub(crate) fn shading(
    objective: &Objective,
    samples: &Grid,
    survey: &Survey,
    view: &View,
    palette: &Palette,
) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let Some(relief) = Relief::of(samples, survey) else { return shapes };
    if palette.is_article {
        return shapes;
    }
    let mut grid = relief.lit(objective, view);
    for _ in 0..SMOOTHINGS {
        smooth(&mut grid);
    }
    let [darkest, lightest] = extreme_shading(palette.theme);
    let [dark, light] = opacities(palette.theme);
    for (shift, color, opacity, sign) in
        [(-darkest, BLACK, dark, -1.0), (lightest, WHITE, light, 1.0)]
    {
        let mut side = grid.clone();
        for value in &mut side.values {
            *value *= sign * shift;
        }
        let levels: Vec<f64> =
            (0..areas(shift)).map(|area| (f64::from(area) + 0.5) * STEP).collect();
        let mut links = Vec::new();
        let [right, top] = side.far();
        let to_px = |[column, row]: Point| {
            [column / right * view.width, view.height - row / top * view.height]
        };
        for index in 0..levels.len() {
            let mut rings = contour(&side, &[], &levels, index, &mut links).rings;
            for point in rings.iter_mut().flatten() {
                *point = to_px(*point);
            }
            if !rings.is_empty() {
                shapes.push(Shape::Area { rings, color, opacity });
            }
        }
    }
    shapes
}

/// The height that is lit.
struct Relief {
    /// f at the height 0.
    base: f64,
    /// By how much f is above it where asinh begins to bend.
    scale: f64,
}

impl Relief {
    fn of(samples: &Grid, survey: &Survey) -> Option<Self> {
        let mut values: Vec<f64> =
            samples.values.iter().copied().filter(|value| value.is_finite()).collect();
        let mut part = |of: usize| {
            let index = values.len().saturating_sub(1) * of / 16;
            values
                .get(index)
                .is_some()
                .then(|| *values.select_nth_unstable_by(index, f64::total_cmp).1)
        };
        let (low, median, high) = (part(3)?, part(8)?, part(13)?);
        let (base, scale) = match survey.levels.lowest {
            Some(lowest) => (lowest, median - lowest),
            None => (median, high / 2.0 - low / 2.0),
        };
        // Where half of all is level, what rises from it is shaded as it rises.
        let scale = if scale > 0.0 { scale } else { high - base };
        (scale > 0.0 && scale.is_finite()).then_some(Self { base, scale })
    }

    /// How much light falls on each place, from −1 to 1.
    fn lit(&self, objective: &Objective, view: &View) -> Grid {
        let coarseness = (number(objective.cost()) / USUAL_COST).max(1.0).sqrt() * SPACING;
        let count = |length: f64| (length / coarseness).ceil().clamp(8.0, MOST_PLACES);
        let (columns, rows) = (count(view.width), count(view.height));
        let mut values = Vec::new();
        let mut row = 0.0;
        while row <= rows {
            let mut column = 0.0;
            while column <= columns {
                let px = [column / columns * view.width, (1.0 - row / rows) * view.height];
                values.push(self.light(objective, view, px));
                column += 1.0;
            }
            row += 1.0;
        }
        let width = view_count(columns);
        let height = values.len() / width;
        Grid::new(&values, width, height)
    }

    /// The light at a place: 1 where the slope faces it, −1 where it faces away.
    fn light(&self, objective: &Objective, view: &View, px: Point) -> f64 {
        let found = objective.evaluate(view.to_objective(px));
        let above = (found.value - self.base) / self.scale;
        let bend = self.scale * (1.0 + above * above).sqrt();
        let [x, y] = found.gradient;
        let (across, up) =
            (view.bounds.x[1] - view.bounds.x[0], view.bounds.y[1] - view.bounds.y[0]);
        // Over the picture's width, along both axes.
        let (x, y) = (x / bend * across, y / bend * up * view.width / view.height);
        let facing = (x - y) * std::f64::consts::FRAC_1_SQRT_2 / KNEE;
        if !found.value.is_finite() {
            return f64::NAN;
        }
        if facing.is_finite() { facing / (1.0 + facing * facing).sqrt() } else { 0.0 }
    }
}

/// How many places there are in a row with so many gaps.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is from 8 to 160"
)]
fn view_count(gaps: f64) -> usize {
    gaps as usize + 1
}

/// Takes the mean of each place with those beside it, so that a crease is none: first along rows, then
/// along columns. What is not defined stays so, and does not count.
fn smooth(grid: &mut Grid) {
    for stride in [1, grid.width] {
        let before = grid.values.clone();
        for node in 0..before.len() {
            let here = before[node];
            if here.is_nan() {
                continue;
            }
            let beside = |node: Option<usize>| {
                let value = node.and_then(|node| before.get(node)).copied();
                value.filter(|value| !value.is_nan()).unwrap_or(here)
            };
            let sum = beside(node.checked_sub(stride)) + beside(Some(node + stride));
            grid.values[node] = here / 2.0 + sum / 4.0;
        }
    }
}
