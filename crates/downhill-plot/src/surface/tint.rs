//! The colours of a surface: by f as on the map, and a little darker or lighter as light falls on it.

use downhill::Survey;

use super::height::Heights;
use crate::color::Rgb;
use crate::grid::number;
use crate::palette::{Palette, Theme};

/// Where the light comes from: from the left of the article's view, and from above.
const LIGHT: [f64; 3] = [-0.42, -0.25, 0.87];
/// How much slopes count against their true size: less, for soft shading.
const SOFTNESS: f64 = 0.55;
/// How far colours are mixed with black on the dark side, and with white on the bright side, at most.
const SHADE: [f64; 2] = [0.13, 0.28];
/// On a dark page, and on the article's ground, where white dulls colours.
const DARK_SHADE: [f64; 2] = [0.3, 0.09];
const ARTICLES_SHADE: [f64; 2] = [0.16, 0.14];
/// How far the colour is mixed with black where the surface is seen from below: on a light page, on a dark one,
/// and on the article's ground.
const BELOW: [f64; 3] = [0.16, 0.32, 0.06];
/// Colours and shades come in so many steps, so that neighbouring cells are often drawn as one.
const COLORS: f64 = 128.0;
const SHADES: f64 = 32.0;

/// The colours of a cell of a surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tint {
    /// From above.
    pub(crate) above: Rgb,
    /// From below.
    pub(crate) below: Rgb,
}

#[cfg(test)]
impl Tint {
    /// Colours that tell a number below 65536, for tests.
    pub(crate) fn numbered(number: usize) -> Self {
        let [high, low] = u16::try_from(number).unwrap().to_be_bytes();
        Self { above: Rgb([1, high, low]), below: Rgb([0, high, low]) }
    }
}

/// How the cells of a surface are coloured.
pub(crate) struct Tints<'a> {
    survey: &'a Survey,
    axis: &'a Heights,
    palette: Palette,
}

impl<'a> Tints<'a> {
    pub(crate) fn new(survey: &'a Survey, axis: &'a Heights, palette: Palette) -> Self {
        Self { survey, axis, palette }
    }

    /// The colours at a place with this value and this gradient, for coordinates from 0 to 1; none where
    /// either is not finite.
    pub(crate) fn of(&self, value: f64, gradient: [f64; 2]) -> Option<Tint> {
        let height = self.axis.of_value(value);
        let slope = self.axis.slope(value);
        let [x, y] = gradient.map(|part| SOFTNESS * slope * part);
        let light = light(x, y);
        if !height.is_finite() || light.is_nan() {
            return None;
        }
        let part = if self.palette.is_article { height } else { self.rank(value) };
        let color = self.palette.ground((part * COLORS).round() / COLORS);
        let light = (light * SHADES).round() / SHADES;
        let ([dark, bright], darker) = match (self.palette.is_article, self.palette.theme) {
            (true, _) => (ARTICLES_SHADE, BELOW[2]),
            (false, Theme::Light) => (SHADE, BELOW[0]),
            (false, Theme::Dark) => (DARK_SHADE, BELOW[1]),
        };
        let above = if light < 0.0 {
            color.mixed(BLACK, -light * dark)
        } else {
            color.mixed(WHITE, light * bright)
        };
        Some(Tint { above, below: above.mixed(BLACK, darker) })
    }

    /// The place of a value among the bands of the map, from 0 to 1: in the middle of a band it has the
    /// band's colour.
    fn rank(&self, value: f64) -> f64 {
        let levels = &self.survey.levels.values;
        let band = levels.partition_point(|level| *level <= value);
        let along =
            match (band.checked_sub(1).and_then(|below| levels.get(below)), levels.get(band)) {
                (Some(below), Some(above)) => (value - below) / (above - below),
                _ => 0.5,
            };
        // Halfway through a band it is the band itself; half a band on, between it and the next.
        ((number(band) + along - 0.5) / number(levels.len().max(1))).clamp(0.0, 1.0)
    }
}

/// How much light falls on a place with these slopes, against flat ground: from −1 to 1, and 0 for flat
/// ground.
fn light(x: f64, y: f64) -> f64 {
    let length = (1.0 + x * x + y * y).sqrt();
    if length.is_infinite() {
        return -1.0;
    }
    let falling = (LIGHT[2] - LIGHT[0] * x - LIGHT[1] * y) / length;
    let flat = LIGHT[2];
    let most = (LIGHT[0] * LIGHT[0] + LIGHT[1] * LIGHT[1] + flat * flat).sqrt();
    if falling < flat {
        ((falling - flat) / flat).max(-1.0)
    } else {
        (falling - flat) / (most - flat)
    }
}

const BLACK: Rgb = Rgb([0; 3]);
const WHITE: Rgb = Rgb([255; 3]);

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    #[test]
    fn flat_ground_has_the_maps_colours_and_slopes_are_shaded_by_the_light() {
        let config: RunConfig = "objective=himmelblau".parse().unwrap();
        let survey = config.survey();
        let samples = config.objective.sample(config.view, 33, 33);
        let axis = Heights::of(&survey, &samples).unwrap();
        for theme in [Theme::Light, Theme::Dark] {
            let palette = Palette { theme, is_article: false };
            let tints = Tints::new(&survey, &axis, palette);
            let levels = &survey.levels.values;
            // The middle of a band has its colour.
            for (band, pair) in levels.windows(2).enumerate() {
                let flat = tints.of(0.5 * (pair[0] + pair[1]), [0.0; 2]).unwrap();
                let part = number(band + 1) / number(levels.len());
                let Rgb(expected) = palette.ground(part);
                let is_near = |(found, expected): (&u8, u8)| found.abs_diff(expected) < 3;
                assert!(flat.above.0.iter().zip(expected).all(is_near), "{flat:?} {expected:?}");
                let brightness =
                    |color: Rgb| color.0.iter().map(|part| u32::from(*part)).sum::<u32>();
                assert!(brightness(flat.below) < brightness(flat.above));
                // A slope that falls to the left lies in the light.
                let slope = 0.5 / axis.slope(pair[0]);
                let [lit, dim] = [1.0, -1.0].map(|sign| {
                    tints.of(0.5 * (pair[0] + pair[1]), [sign * slope, 0.0]).unwrap().above
                });
                assert!(brightness(lit) >= brightness(flat.above));
                assert!(brightness(dim) < brightness(flat.above));
            }
            assert_eq!(tints.of(f64::NAN, [0.0; 2]), None);
            assert_eq!(tints.of(1.0, [f64::NAN, 0.0]), None);
            assert!(tints.of(1.0, [1e300, -1e300]).is_some());
        }
    }

    #[test]
    fn the_articles_surface_goes_through_its_colours_from_the_lowest_to_the_highest_value() {
        let config: RunConfig = "preset=article-gif".parse().unwrap();
        let survey = config.survey();
        let samples = config.objective.sample(config.view, 33, 33);
        let axis = Heights::of(&survey, &samples).unwrap();
        let tints = Tints::new(&survey, &axis, Palette { is_article: true, ..Palette::default() });
        assert_eq!(tints.of(0.0, [0.0; 2]).unwrap().above, crate::color::ylgnbu(0.0));
        let highest = samples.iter().copied().fold(0.0, f64::max);
        assert_eq!(tints.of(highest, [0.0; 2]).unwrap().above, crate::color::ylgnbu(1.0));
    }
}
