//! A small map of an objective, for a menu of objectives.

use downhill::RunConfig;

use crate::arrival::marked;
use crate::field::field;
use crate::minimum_mark::minimum_mark;
use crate::palette::{Palette, Theme};
use crate::shape::Shape;
use crate::svg::svg_of;
use crate::view::View;

/// The map of a run's objective in the run's view, without racers, as a standalone SVG picture of
/// `width` × `height` CSS px.
///
/// It shows bands and minima alone. Isolines would double its size, and at that size the bands' edges
/// are lines enough; text would be too small to read.
#[must_use]
pub fn thumbnail(config: &RunConfig, [width, height]: [f64; 2], theme: Theme) -> String {
    let view = View { bounds: config.view, width, height };
    let palette = Palette::of(config, theme, false);
    let field = field(config, &view, &palette);
    let is_area = |shape: &Shape| matches!(shape, Shape::Area { .. });
    let mut shapes: Vec<Shape> = field.shapes.into_iter().filter(is_area).collect();
    for minimum in marked(&config.objective, config.view, &field.survey) {
        let at = view.to_px(minimum.at);
        if view.contains(at) {
            shapes.append(&mut minimum_mark(at, minimum.is_global, 0.0, palette, width));
        }
    }
    svg_of(&shapes, [width, height])
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::{Objective, Preset, objectives};

    #[test]
    fn debug_sizes() {
        let library = objectives()
            .iter()
            .map(|entry| (entry.name, RunConfig::on(Objective::from_library(entry, None))));
        let presets = Preset::ALL.map(|preset| (preset.name(), preset.config()));
        for (name, config) in library.chain(presets) {
            let start = std::time::Instant::now();
            let svg = thumbnail(&config, [144.0, 108.0], Theme::Light);
            println!("SIZE {name} {} {:?}", svg.len(), start.elapsed());
        }
    }
}
