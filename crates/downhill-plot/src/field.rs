use downhill::RunConfig;

use crate::color::{Rgb, ylgnbu};
use crate::contour::{Grid, contour};
use crate::item::{Item, Point};
use crate::view::View;

/// The samples of the objective are at most this far apart, in CSS px.
const SPACING: f64 = 3.0;
/// And there are at most so many in a row or column.
const MOST_SAMPLES: f64 = 400.0;
/// Matplotlib's 1.5 pt.
const ISOLINE_WIDTH: f64 = 1.5;

/// The colour of each band between two neighbouring levels: the map at the band's middle.
#[must_use]
pub fn band_colors(levels: &[f64]) -> Vec<Rgb> {
    levels.windows(2).map(|band| shade(levels, (band[0] + band[1]) / 2.0)).collect()
}

/// The colour of a value: the levels span the map.
fn shade(levels: &[f64], value: f64) -> Rgb {
    match levels {
        [lowest, .., highest] => ylgnbu((value - lowest) / (highest - lowest)),
        _ => ylgnbu(0.0),
    }
}

/// The field of a run: its bands, each painted over those below it, and its isolines. Values below
/// the lowest level or above the highest belong to the outermost bands.
#[must_use]
pub fn field(config: &RunConfig, view: &View) -> Vec<Item> {
    let levels = &config.levels;
    let (columns, rows) = (samples(view.width), samples(view.height));
    let values = config.objective.sample(view.bounds, columns, rows);
    let grid = Grid { values: &values, columns: size(columns), rows: size(rows) };
    let (right, down) = (view.width / f64::from(columns - 1), view.height / f64::from(rows - 1));
    let place = |paths: Vec<Vec<Point>>| -> Vec<Vec<Point>> {
        let to_px = |[column, row]: Point| [column * right, view.height - row * down];
        paths.into_iter().map(|path| path.into_iter().map(to_px).collect()).collect()
    };
    let frame = vec![[0.0, 0.0], [view.width, 0.0], [view.width, view.height], [0.0, view.height]];
    let mut bands = vec![Item::Area {
        rings: vec![frame],
        color: band_colors(levels).first().copied().unwrap_or(ylgnbu(0.0)),
        opacity: 1.0,
    }];
    let mut lines = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let found = contour(grid, *level);
        if index > 0 && index + 1 < levels.len() && !found.rings.is_empty() {
            let color = shade(levels, (level + levels[index + 1]) / 2.0);
            bands.push(Item::Area { rings: place(found.rings), color, opacity: 1.0 });
        }
        let color = shade(levels, *level);
        lines.extend(place(found.lines).into_iter().map(|points| Item::Line {
            points,
            color,
            width: ISOLINE_WIDTH,
            dash: None,
        }));
    }
    bands.extend(lines);
    bands
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is clamped to 2..=400 first"
)]
fn samples(length: f64) -> u32 {
    ((length / SPACING).ceil() + 1.0).clamp(2.0, MOST_SAMPLES) as u32
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_articles_bands_have_the_articles_colors() {
        let colors: Vec<String> =
            band_colors(&RunConfig::default().levels).into_iter().map(Rgb::css).collect();
        assert_eq!(
            colors,
            ["#f5fbc2", "#d3eeb3", "#89d1ba", "#40b5c4", "#1e8abd", "#2351a2", "#182a7a"]
        );
    }

    #[test]
    fn the_articles_isolines_lie_on_their_level() {
        let config = RunConfig::default();
        let view = View { bounds: config.view, width: 576.0, height: 432.0 };
        let mut seen = 0;
        for item in field(&config, &view) {
            let Item::Line { points, .. } = item else { continue };
            seen += 1;
            for [x, y] in points {
                let value = config.objective.evaluate([x / 288.0 - 1.0, 1.0 - y / 216.0]).value;
                let nearest = config.levels.iter().map(|level| (level - value).abs());
                let off = nearest.fold(f64::INFINITY, f64::min);
                assert!(off < 3e-4, "{value} at {x} {y}");
            }
        }
        // 0.15 to 0.75 close inside the view; 0.9 is open above and below; 0 is a point and 1.05
        // is never reached.
        assert!(seen >= 6, "{seen}");
    }
}
