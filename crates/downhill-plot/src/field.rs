use downhill::{Objective, RunConfig, Survey};

use crate::color::Rgb;
use crate::contour::{Contour, Contours, reached};
use crate::grid::{Grid, number};
use crate::hatch::hatch;
use crate::holes::{Hatching, mend};
use crate::line_label::{Isoline, label_lines};
use crate::palette::Palette;
use crate::remark::{Remark, remark};
use crate::shading::{Relief, shading};
use crate::shape::{Point, Shape, Stroke};
use crate::undefined::{Searched, undefined};
use crate::view::View;

/// The greatest distance of samples, in CSS px.
const SPACING: f64 = 3.0;
/// The greatest number of samples in a row or column.
const MOST_SAMPLES: f64 = 400.0;
/// If an evaluation takes more operations than this, samples are farther apart.
const USUAL_COST: f64 = 64.0;
/// The greatest number of operations in the search for poles, a few hundredths of a second's work. A
/// function that oscillates faster than it is sampled looks as if it had poles everywhere.
const MOST_OPERATIONS: usize = 2_000_000;
/// The width of lines on the article's ground, matplotlib's 1.5 pt.
const ARTICLES_WIDTH: f64 = 1.5;
/// The width of isolines on the map's ground.
const ISOLINE_WIDTH: f64 = 0.9;
/// On the map's ground, a line that is no longer or wider than this, in CSS px, is left out.
const SPECK: f64 = 9.0;

/// The picture of an objective without racers.
#[derive(Clone, Debug)]
pub struct Field {
    /// Bands, each painted over those below it; isolines; hatching where f is not defined.
    pub shapes: Vec<Shape>,
    /// The data for hill shading, if there is any. Shading takes a fifth of the field's time, and the
    /// first picture does without it.
    pub(crate) relief: Option<Relief>,
    /// The labels on isolines. They are text, which browsers take long to start with.
    pub labels: Vec<Shape>,
    /// The meaning of the hatching, if there is any.
    pub hatching: Option<Hatching>,
    /// The reason why there is little to see, if so.
    pub remark: Option<Remark>,
    /// Levels and minima.
    pub survey: Survey,
}

impl Field {
    /// Its hill shading, to be painted over its shapes; none if f is constant, and on the article's
    /// ground.
    #[must_use]
    pub fn shading(&self, view: &View, palette: &Palette) -> Vec<Shape> {
        let relief = self.relief.as_ref();
        relief.map_or_else(Vec::new, |relief| shading(relief, view, palette))
    }
}

/// The colours of bands: below the lowest of `count` levels, between neighbouring levels, and above the
/// highest. The rank of a band decides its colour, whatever the distance of the levels is.
#[must_use]
pub fn band_colors(count: usize, palette: &Palette) -> Vec<Rgb> {
    (0..=count).map(|band| band_color(band, count, palette)).collect()
}

fn band_color(band: usize, count: usize, palette: &Palette) -> Rgb {
    if palette.is_article {
        // As in matplotlib: the levels span the colour map, and the bands beyond them have its ends.
        let along = (number(band) - 0.5).min(number(count) - 1.0);
        return palette.ground(along.max(0.0) / number(count.max(2) - 1));
    }
    palette.ground(number(band) / number(count.max(1)))
}

/// The colour of a line.
fn line_color(level: usize, count: usize, palette: &Palette) -> Rgb {
    if palette.is_article {
        return palette.ground(number(level) / number(count.max(2) - 1));
    }
    palette.isoline()
}

/// The field of a run in a view. Cells of the samples' grid with a corner that is not finite, or with a
/// pole, are hatched and have no isoline. A hole of measure zero is not hatched.
#[must_use]
pub fn field(config: &RunConfig, view: &View, palette: &Palette) -> Field {
    let objective = &config.objective;
    let survey = config.survey();
    let (columns, rows) = grid_size(objective, view.width, view.height);
    let values = objective.sample(view.bounds, columns, rows);
    let mut grid = Grid::new(&values, size(columns), size(rows));
    let function =
        Searched { value: &|place| objective.value(place), most_calls: most_calls(objective) };
    let mut drawn = draw(&mut grid, &survey.levels.values, view, palette, &function);
    let marks: Vec<Point> = survey.minima.iter().map(|minimum| view.to_px(minimum.at)).collect();
    if !palette.is_article {
        drawn.lines.retain(|line| !is_speck(&line.points));
    }
    let labels = label_lines(&drawn.lines, &survey.levels, view, &marks, palette);
    let mut shapes = drawn.bands;
    shapes.append(&mut strokes(drawn.lines, survey.levels.values.len(), palette));
    shapes.append(&mut drawn.hatches);
    let remark = remark(objective, &grid, view.bounds, drawn.hatching);
    let relief = Relief::of(&grid, &drawn.mask, &survey, view, palette);
    Field { shapes, relief, labels, hatching: drawn.hatching, remark, survey }
}

/// The bands of an objective alone, for a small picture: between `levels` and from samples `spacing` CSS px
/// apart. Poles are not searched for, as that takes longer than all the rest.
pub(crate) fn bands(
    objective: &Objective,
    levels: &[f64],
    view: &View,
    palette: &Palette,
    spacing: f64,
) -> Vec<Shape> {
    let [columns, rows] =
        [view.width, view.height].map(|length| samples(length * SPACING / spacing, MOST_SAMPLES));
    let values = objective.sample(view.bounds, columns, rows);
    let mut grid = Grid::new(&values, size(columns), size(rows));
    let function = Searched { value: &|place| objective.value(place), most_calls: 0 };
    draw(&mut grid, levels, view, palette, &function).bands
}

/// Whether a line is so short that it looks like a speck. That happens where a valley is narrower than
/// the distance of samples, and where a dent just reaches a level.
fn is_speck(points: &[Point]) -> bool {
    (0..2).all(|axis| {
        let places = points.iter().map(|point| point[axis]);
        let low = places.clone().fold(f64::INFINITY, f64::min);
        places.fold(f64::NEG_INFINITY, f64::max) - low < SPECK
    })
}

/// The shapes of isolines.
fn strokes(lines: Vec<Isoline>, count: usize, palette: &Palette) -> Vec<Shape> {
    let width = if palette.is_article { ARTICLES_WIDTH } else { ISOLINE_WIDTH };
    let stroke = |line: Isoline| {
        let color = line_color(line.level, count, palette);
        Shape::Line { points: line.points, stroke: Stroke::solid(color, width) }
    };
    lines.into_iter().map(stroke).collect()
}

/// The number of samples along x and y for a picture of that size.
fn grid_size(objective: &Objective, width: f64, height: f64) -> (u32, u32) {
    let coarseness = (number(objective.cost()) / USUAL_COST).max(1.0).sqrt();
    let most = MOST_SAMPLES / coarseness;
    (samples(width / coarseness, most), samples(height / coarseness, most))
}

/// The greatest number of evaluations in the search for poles.
pub(crate) fn most_calls(objective: &Objective) -> usize {
    MOST_OPERATIONS / objective.cost().max(1)
}

/// The parts of a field.
struct Drawn {
    bands: Vec<Shape>,
    lines: Vec<Isoline>,
    hatches: Vec<Shape>,
    hatching: Option<Hatching>,
    /// The cells in which the function is not defined.
    mask: Vec<bool>,
}

/// The field of any function with samples in `grid` that span the view.
fn draw(
    grid: &mut Grid,
    levels: &[f64],
    view: &View,
    palette: &Palette,
    function: &Searched<'_>,
) -> Drawn {
    let hatching = mend(grid, view.bounds, function);
    let grid = &*grid;
    let mask = undefined(grid, view.bounds, function);
    let [right, top] = grid.far();
    let (right, down) = (view.width / right, view.height / top);
    let to_px = |[column, row]: Point| [column * right, view.height - row * down];
    let place = |paths: &mut [Vec<Point>]| {
        for path in paths {
            for point in path {
                *point = to_px(*point);
            }
        }
    };
    let frame = vec![[0.0, 0.0], [view.width, 0.0], [view.width, view.height], [0.0, view.height]];
    let colors = band_colors(levels.len(), palette);
    let has_below = has_below(grid, levels);
    let lowest = if has_below { colors[0] } else { colors[colors.len().min(2) - 1] };
    let mut bands = vec![Shape::Area { rings: vec![frame], color: lowest, opacity: 1.0 }];
    let mut lines = Vec::new();
    let mut contours = Contours::new(grid, levels);
    for index in 0..levels.len() {
        let Contour { mut rings, lines: mut found } = contours.at(index, &mask);
        place(&mut rings);
        place(&mut found);
        if (index > 0 || has_below) && !rings.is_empty() {
            bands.push(Shape::Area { rings, color: colors[index + 1], opacity: 1.0 });
        }
        lines.extend(found.into_iter().map(|points| Isoline { level: index, points }));
    }
    let hatches = hatch(&mask, grid.width, &|node| to_px(grid.place(node)), *palette);
    // A pole between the samples is hatched, too.
    let hatching = if hatches.is_empty() { None } else { hatching.or(Some(Hatching::Undefined)) };
    Drawn { bands, lines, hatches, hatching, mask }
}

/// Whether there are values below the lowest level.
fn has_below(grid: &Grid, levels: &[f64]) -> bool {
    let lowest = if levels.is_empty() { f64::NEG_INFINITY } else { reached(levels, 0) };
    grid.values.iter().any(|value| value.is_finite() && *value < lowest)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is clamped to 2..=400 first"
)]
fn samples(length: f64, most: f64) -> u32 {
    ((length / SPACING).ceil() + 1.0).min(most).max(2.0) as u32
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "any function can be drawn")]
mod tests;
