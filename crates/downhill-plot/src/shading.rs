//! Hill shading: areas that are a little darker or lighter, as if light fell from the upper left.

use downhill::Survey;

use crate::color::Rgb;
use crate::contour::Contours;
use crate::grid::{Grid, number};
use crate::palette::{Palette, Theme};
use crate::shape::{Point, Shape};
use crate::view::View;

/// The least distance of the places at which the slope is taken, in CSS px; usually every second sample
/// of a field.
const SPACING: f64 = 5.0;
/// The difference in L* between neighbouring areas: about one of the 256 shades of a screen, so that no
/// edge is visible.
const STEP: f64 = 0.4;
/// The slope, in units of the height over the width of the picture, at which shading begins to bend.
const KNEE: f64 = 6.0;
/// How often the light is smoothed.
const SMOOTHINGS: usize = 2;

/// The greatest change of L* by shading, downwards and upwards. Colours near black or white change by
/// less.
#[must_use]
pub const fn extreme_shading(theme: Theme) -> [f64; 2] {
    match theme {
        Theme::Light => [-4.0, 2.0],
        Theme::Dark => [-4.0, 4.0],
    }
}

/// The opacity of black and of white that changes L* by 1, on the band of the ground where the change
/// is greatest.
const fn opacities(theme: Theme) -> [f64; 2] {
    match theme {
        Theme::Light => [0.0113, 0.069],
        Theme::Dark => [0.0388, 0.009],
    }
}

/// The strongest shading of the ground: black of an opacity, or white of an opacity.
#[must_use]
pub fn darkest_and_lightest(theme: Theme) -> [(Rgb, f64); 2] {
    let [darkest, lightest] = extreme_shading(theme);
    let [dark, light] = opacities(theme);
    [(BLACK, -darkest * dark), (WHITE, lightest * light)]
}

const BLACK: Rgb = Rgb([0; 3]);
const WHITE: Rgb = Rgb([255; 3]);

/// The number of areas that change L* by `shift`.
fn areas(shift: f64) -> u32 {
    let mut count = 0;
    while f64::from(count) * STEP < shift {
        count += 1;
    }
    count
}

/// The areas of a map's shading, to be painted over its bands and isolines.
///
/// The surface that is lit is a height that is bounded and smooth whatever f does: asinh((f − f*) / s),
/// where s is the median of f − f*. Without f*, the median takes its place, and s is the spread around
/// it. Slopes are differences of the field's samples. A region in which f is not defined has no
/// shading.
pub(crate) fn shading(relief: &Relief, view: &View, palette: &Palette) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut grid = relief.light.clone();
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
        let mut contours = Contours::new(&side, &levels);
        let [right, up] = relief.apart;
        // The last places may lie beyond the border.
        let to_px = |[column, row]: Point| {
            [(column * right).min(view.width), (view.height - row * up).max(0.0)]
        };
        // Each place is painted once, by the area between two neighbouring levels of light, because
        // every painting rounds colours.
        let mut outer: Vec<Vec<Point>> = Vec::new();
        for index in 0..=levels.len() {
            let mut inner = Vec::new();
            if index < levels.len() {
                inner = contours.at(index, &[]).rings;
            }
            for point in inner.iter_mut().flatten() {
                *point = to_px(*point);
            }
            let next = inner.clone();
            let mut rings = std::mem::replace(&mut outer, next);
            if !rings.is_empty() {
                rings.append(&mut inner);
                let opacity = opacity * number(index) * STEP;
                shapes.push(Shape::Area { rings, color, opacity });
            }
        }
    }
    shapes
}

/// How much light falls on each place, from −1 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Relief {
    light: Grid,
    /// The distance of places along x and y, in CSS px.
    apart: Point,
}

impl Relief {
    /// The relief of a field with these samples; cells are not defined where `undefined`. None on the
    /// article's ground, and if f is constant.
    pub(crate) fn of(
        samples: &Grid,
        undefined: &[bool],
        survey: &Survey,
        view: &View,
        palette: &Palette,
    ) -> Option<Self> {
        if palette.is_article {
            return None;
        }
        let height = Height::of(samples, survey)?;
        let [right, top] = samples.far();
        let cell = [view.width / right, view.height / top];
        let mut every = 1;
        while number(every) * cell[0] < SPACING {
            every += 1;
        }
        // Per cell along y, a slope is over a height that is less than the picture's width.
        let scale = [right, top * view.width / view.height];
        let (width, last) = (samples.width, samples.height - 2);
        let (mut light, mut columns) = (Vec::new(), 0);
        let mut row = 1;
        while row < last + every {
            let first = row.min(last) * width;
            columns = 0;
            let mut column = 1;
            while column + 2 < width + every {
                let node = first + column.min(width - 2);
                let slope = [1, width].map(|stride| slope(samples, undefined, node, stride));
                let slope = [slope[0] * scale[0], slope[1] * scale[1]];
                light.push(height.light(samples.value(node), slope));
                columns += 1;
                column += every;
            }
            row += every;
        }
        let rows = light.len() / columns;
        let apart = cell.map(|size| size * number(every));
        Some(Self { light: Grid::new(&light, columns, rows), apart })
    }
}

/// How much f changes from cell to cell at a node, along x for the stride 1 and otherwise along y; not
/// across a pole.
fn slope(samples: &Grid, undefined: &[bool], node: usize, stride: usize) -> f64 {
    let aside = samples.width + 1 - stride;
    let rise = |from: usize| {
        let is_cut =
            [from, from.wrapping_sub(aside)].iter().all(|cell| undefined.get(*cell) == Some(&true));
        let rise = samples.value(from + stride) - samples.value(from);
        if is_cut { f64::NAN } else { rise }
    };
    let (before, behind) = (rise(node - stride), rise(node));
    match (before.is_finite(), behind.is_finite()) {
        (true, true) => before / 2.0 + behind / 2.0,
        (true, false) => before,
        _ => behind,
    }
}

/// The height of the lit surface.
struct Height {
    /// f at the height 0.
    base: f64,
    /// The height above the base where asinh begins to bend.
    scale: f64,
}

impl Height {
    fn of(samples: &Grid, survey: &Survey) -> Option<Self> {
        // A few thousand samples are enough.
        let some = samples.values.iter().copied().step_by((samples.values.len() / 4000) | 1);
        let mut values: Vec<f64> = some.filter(|value| value.is_finite()).collect();
        let mut part = |sixteenths: usize| {
            let index = values.len().saturating_sub(1) * sixteenths / 16;
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
        // If half of all values are equal, the scale is the height of the others.
        let scale = if scale > 0.0 { scale } else { high - base };
        (scale > 0.0 && scale.is_finite()).then_some(Self { base, scale })
    }

    /// The light on a place with this f and these slopes over the picture's width: 1 if it faces the
    /// light, −1 if it faces away.
    fn light(&self, value: f64, [right, up]: [f64; 2]) -> f64 {
        if !value.is_finite() {
            return f64::NAN;
        }
        let above = (value - self.base) / self.scale;
        let bend = self.scale * (1.0 + above * above).sqrt() * (KNEE * std::f64::consts::SQRT_2);
        let facing = right / bend - up / bend;
        if facing.is_finite() { facing / (1.0 + facing * facing).sqrt() } else { 0.0 }
    }
}

/// Replaces each place by the mean of it and its neighbours, so that creases disappear: first along
/// rows, then along columns. Undefined places stay so, and do not count.
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

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    const LIGHT: Palette = Palette { theme: Theme::Light, is_article: false };
    const DARK: Palette = Palette { theme: Theme::Dark, is_article: false };

    fn shaded(line: &str, palette: &Palette) -> Vec<Shape> {
        let config: RunConfig = line.parse().unwrap();
        let view = View { bounds: config.view, width: 600.0, height: 450.0 };
        let values = config.objective.sample(view.bounds, 201, 151);
        let grid = Grid::new(&values, 201, 151);
        let relief = Relief::of(&grid, &[], &config.survey(), &view, palette);
        relief.map_or_else(Vec::new, |relief| shading(&relief, &view, palette))
    }

    /// By how much the opacity of white exceeds that of black at a place.
    fn light_at(shapes: &[Shape], [x, y]: Point) -> f64 {
        let mut light = 0.0;
        for shape in shapes {
            let Shape::Area { rings, color, opacity } = shape else { panic!("{shape:?}") };
            let mut inside = false;
            for ring in rings {
                for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                    let passes = (a[1] > y) != (b[1] > y);
                    inside ^= passes && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0];
                }
            }
            if inside {
                light += if *color == WHITE { *opacity } else { -opacity };
            }
        }
        light
    }

    #[test]
    fn light_falls_from_the_upper_left() {
        for palette in [LIGHT, DARK] {
            // On a bowl, the slope towards the lower right faces the light.
            let bowl = shaded("objective=bowl", &palette);
            assert!(light_at(&bowl, [400.0, 320.0]) > 0.0);
            assert!(light_at(&bowl, [200.0, 130.0]) < 0.0);
            assert!(light_at(&bowl, [300.0, 225.0]).abs() < 0.02);
            // On a hill, the opposite one.
            let hill = shaded("formula=exp(-x^2-y^2)&view=-2:2,-1.5:1.5", &palette);
            assert!(light_at(&hill, [200.0, 130.0]) > 0.0);
            assert!(light_at(&hill, [400.0, 320.0]) < 0.0);
        }
    }

    #[test]
    fn every_place_is_painted_once_and_no_more_than_is_said() {
        let steep = ["objective=rosenbrock", "formula=tan(x)%2Btan(y)", "objective=rastrigin"];
        for (line, palette) in steep.into_iter().zip([LIGHT, DARK, LIGHT]) {
            let shapes = shaded(line, &palette);
            let [(_, darkest), (_, lightest)] = darkest_and_lightest(palette.theme);
            for shape in &shapes {
                let Shape::Area { color, opacity, .. } = shape else { panic!("{shape:?}") };
                let most = if *color == WHITE { lightest } else { darkest };
                assert!(0.0 < *opacity && *opacity <= most + 1e-12, "{line} {opacity} {most}");
            }
            for x in 0..60_u32 {
                for y in 0..45_u32 {
                    let at = [f64::from(x) * 10.0 + 3.3, f64::from(y) * 10.0 + 3.3];
                    let light = light_at(&shapes, at);
                    assert!(
                        -darkest - 1e-12 <= light && light <= lightest + 1e-12,
                        "{line} {at:?}"
                    );
                }
            }
        }
    }

    /// CIE 1976 L* of a colour.
    #[allow(clippy::disallowed_methods, reason = "a standard's formula, where no bits matter")]
    fn lightness(parts: [f64; 3]) -> f64 {
        let linear = parts.map(|part| {
            let part = part / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        let y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        if y <= 216.0 / 24_389.0 { y * 24_389.0 / 27.0 } else { 116.0 * y.cbrt() - 16.0 }
    }

    #[test]
    fn the_most_shading_changes_l_by_as_much_as_is_said() {
        for palette in [LIGHT, DARK] {
            let [darkest, lightest] = darkest_and_lightest(palette.theme);
            for ((over, opacity), shift) in
                [darkest, lightest].into_iter().zip(extreme_shading(palette.theme))
            {
                let mut most = 0.0_f64;
                for part in 0..=20_u32 {
                    let Rgb(band) = palette.ground(f64::from(part) / 20.0);
                    let mixed = [0, 1, 2].map(|index| {
                        f64::from(band[index]) * (1.0 - opacity)
                            + f64::from(over.0[index]) * opacity
                    });
                    let change = lightness(mixed) - lightness(band.map(f64::from));
                    most = most.max(change / shift);
                }

                assert!((0.95..1.03).contains(&most), "{palette:?} {shift}: {most}");
            }
        }
    }

    #[test]
    fn what_is_flat_or_not_defined_has_none_and_the_articles_ground_neither() {
        assert_eq!(shaded("formula=3", &LIGHT), []);
        assert_eq!(shaded("formula=log(-1-x^2)", &LIGHT), []);
        assert_eq!(shaded("preset=article", &Palette { is_article: true, ..LIGHT }), []);
        let half = shaded("formula=sqrt(x)%2By^2&view=-1:1,-1:1", &LIGHT);
        assert!(!half.is_empty());
        for y in 0..45_u32 {
            assert!(light_at(&half, [280.0, f64::from(y) * 10.0 + 3.3]).abs() < 1e-12);
        }
    }

    #[test]
    fn a_kink_is_no_crease() {
        // From one side of the valley to the other, light changes over more than two places.
        let shapes = shaded("formula=abs(x)%2B0*y&view=-1:1,-1:1", &DARK);
        let lights: Vec<f64> = (0..12_u32)
            .map(|step| light_at(&shapes, [282.0 + 3.0 * f64::from(step), 201.0]))
            .collect();
        let most = lights.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f64::max);
        let whole = lights[11] - lights[0];
        assert!(whole > 0.0 && most < 0.5 * whole, "{lights:?}");
    }
}
