//! The letters of minima on the map of the race, so that one finds there what the maps of basins name.

use downhill_plot::{Anchor, BasinColors, Palette, Shape, Text, View, minimum_ring};

use super::maps::Maps;

/// So many minima have a letter there. More would cover the race.
const MOST_LETTERS: usize = 12;
/// Where a letter stands beside its minimum, and its size (CSS px).
const BESIDE: [f64; 2] = [11.0, -11.0];
const SIZE: f64 = 13.0;

/// Adds a letter for each minimum, and a ring for each that was found: the picture itself marks only those
/// that its samples show.
pub(super) fn add(shapes: &mut Vec<Shape>, maps: &Maps, view: View, palette: Palette) {
    for (index, at) in maps.minima().iter().enumerate() {
        let place = view.to_px(*at);
        if !view.contains(place) {
            continue;
        }
        if !maps.is_known(*at) {
            shapes.push(minimum_ring(place, palette, view.width));
        }
        if index < MOST_LETTERS {
            // To the other side at the edges.
            let across = if place[0] + 2.0 * BESIDE[0] > view.width { -1.0 } else { 1.0 };
            let down = if place[1] + 2.0 * BESIDE[1] < 0.0 { -1.0 } else { 1.0 };
            shapes.push(Shape::Text(Text {
                at: [place[0] + across * BESIDE[0], place[1] + down * BESIDE[1]],
                text: BasinColors::letters(index),
                size: SIZE,
                width: 4.0 * SIZE,
                color: palette.ink(),
                anchor: Anchor::Middle,
                halo: Some(palette.halo()),
            }));
        }
    }
}
