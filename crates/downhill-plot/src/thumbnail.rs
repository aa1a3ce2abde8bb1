//! A small map of an objective, for a menu of objectives.

use downhill::RunConfig;

use crate::field::bands;
use crate::minimum_mark::minimum_mark;
use crate::palette::{Palette, Theme};
use crate::shape::Stroke;
use crate::svg::small_svg;
use crate::view::View;

/// The most levels of a small map, and the fewer ones of a map that would be too large with them. A menu
/// has two dozen maps.
const MOST_LEVELS: [usize; 4] = [10, 5, 3, 2];
/// The size in bytes from which a map is too large.
const TOO_LARGE: usize = 12_000;
/// The distance of samples, in CSS px. Samples are closer than in large pictures, because the objective is
/// as rich as there.
const SPACING: f64 = 1.5;

/// The width of the outlines of bands, in CSS px.
const OUTLINE: f64 = 0.7;

/// The map of a run's objective in the run's view, without racers, as a standalone SVG picture of `width` ×
/// `height` CSS px.
///
/// It shows bands and global minima alone: at this size text could not be read, and local minima can be
/// told by the bands.
#[must_use]
pub fn thumbnail(config: &RunConfig, [width, height]: [f64; 2], theme: Theme) -> String {
    let view = View { bounds: config.view, width, height };
    let palette = Palette::of(config, theme, false);
    let survey = config.survey();
    let mut marks = Vec::new();
    for minimum in survey.minima.iter().filter(|minimum| minimum.is_global) {
        let at = view.to_px(minimum.at);
        if view.contains(at) {
            marks.append(&mut minimum_mark(at, true, 0.0, palette, width));
        }
    }
    let outline = Stroke::solid(palette.isoline(), OUTLINE);
    let all = &survey.levels.values;
    let mut svg = String::new();
    for most in MOST_LEVELS {
        let stride = all.len().div_ceil(most).max(1);
        let levels: Vec<f64> = all.iter().copied().step_by(stride).collect();
        let areas = bands(&config.objective, &levels, &view, &palette, SPACING);
        svg = small_svg([width, height], &areas, &outline, &marks);
        if svg.len() < TOO_LARGE {
            break;
        }
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::{Objective, Preset, objectives};

    fn all() -> Vec<(&'static str, RunConfig)> {
        let library = objectives()
            .iter()
            .map(|entry| (entry.name, RunConfig::on(Objective::from_library(entry, None))));
        let presets = Preset::ALL.map(|preset| (preset.name(), preset.config()));
        library.chain(presets).collect()
    }

    #[test]
    fn every_small_map_takes_at_most_15_kb_and_has_no_text() {
        for (name, config) in all() {
            for size in [[120.0, 90.0], [144.0, 108.0], [160.0, 120.0], [160.0, 100.0]] {
                let svg = thumbnail(&config, size, Theme::Light);
                assert!(svg.len() <= 15_000, "{name} at {size:?}: {} bytes", svg.len());
                assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{name}");
                for absent in ["<text", "NaN", "inf"] {
                    assert!(!svg.contains(absent), "{name} has {absent}");
                }
            }
        }
    }

    #[test]
    fn a_small_map_has_several_bands_and_a_cross_at_each_global_minimum_in_view() {
        for (name, config) in all() {
            let svg = thumbnail(&config, [144.0, 108.0], Theme::Light);
            assert!(svg.matches("fill=\"#").count() >= 3, "{name}: {svg}");
            let palette = Palette::of(&config, Theme::Light, false);
            let arm = format!("stroke=\"{}\"", palette.ink().css());
            let is_in_view = |at: [f64; 2]| {
                let [x, y] = [config.view.x, config.view.y];
                x[0] <= at[0] && at[0] <= x[1] && y[0] <= at[1] && at[1] <= y[1]
            };
            let minima = config.survey().minima;
            let crosses =
                minima.iter().filter(|minimum| minimum.is_global && is_in_view(minimum.at)).count();
            let strokes = svg.split("<path").filter(|path| path.contains(&arm));
            let arms: usize = strokes.map(|path| path.matches('M').count()).sum();
            assert_eq!(arms, 4 * crosses, "{name}");
        }
    }

    #[test]
    fn a_small_map_has_the_colours_of_its_theme() {
        let config = RunConfig::on(Objective::gaussian());
        for theme in [Theme::Light, Theme::Dark] {
            let svg = thumbnail(&config, [144.0, 108.0], theme);
            let outlines = [Theme::Light, Theme::Dark]
                .map(|theme| Palette { theme, is_article: false }.isoline().css());
            let found = outlines.map(|color| svg.contains(&color));
            assert_eq!(found, [theme == Theme::Light, theme == Theme::Dark]);
        }
    }
}
