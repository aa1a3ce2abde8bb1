//! A note in a corner of the picture that says what its hatching means.

use crate::grid::number;
use crate::hatch::hatch;
use crate::labels::{Rect, panel, text_size, text_width};
use crate::palette::Palette;
use crate::shape::{Anchor, Point, Shape, Stroke, Text};

/// The size of the hatching sample in CSS px, as a number of map cells of side `CELL`.
const SAMPLE: [f64; 2] = [CELL * 12.0, CELL * 5.0];
const CELL: f64 = 3.0;
/// How far the sample's strokes are mixed from the map's stroke colour towards the text's.
const DARKER: f64 = 0.4;
const PADDING: f64 = 6.0;
const MARGIN: f64 = 6.0;

/// The note in the upper right corner, and the rectangle that it covers.
#[must_use]
pub(crate) fn hatching_note(text: &str, palette: Palette, width: f64) -> (Vec<Shape>, Rect) {
    let size = text_size(width);
    let length = text_width(text, size).min(width - SAMPLE[0] - 3.0 * PADDING - 2.0 * MARGIN);
    let right = width - MARGIN;
    let left = right - length.max(0.0) - SAMPLE[0] - 3.0 * PADDING;
    let rect = Rect { low: [left, MARGIN], high: [right, MARGIN + size + 2.0 * PADDING] };
    let mut shapes = vec![panel(&rect, palette, 4.0)];
    let middle = (rect.low[1] + rect.high[1]) / 2.0;
    shapes.append(&mut hatched([left + PADDING, middle - SAMPLE[1] / 2.0], palette));
    shapes.push(Shape::Text(Text {
        at: [left + 2.0 * PADDING + SAMPLE[0], middle],
        text: text.to_owned(),
        size,
        width: length,
        color: palette.ink(),
        anchor: Anchor::Start,
        halo: None,
    }));
    (shapes, rect)
}

/// A framed sample of hatching with its upper left corner at a point. The frame is needed because the
/// sample hardly differs from the note's own background.
fn hatched([left, top]: Point, palette: Palette) -> Vec<Shape> {
    let [right, bottom] = [left + SAMPLE[0], top + SAMPLE[1]];
    // The last node of a row has no cell to its right, so it is never hatched.
    let cells: Vec<bool> = (0..5 * 13).map(|cell| cell % 13 < 12).collect();
    let place = |node: usize| [left + CELL * number(node % 13), bottom - CELL * number(node / 13)];
    let mut shapes = hatch(&cells, 13, &place, palette);
    if let Some(Shape::Area { color, .. }) = shapes.last_mut() {
        *color = color.mixed(palette.muted(), DARKER);
    }
    shapes.push(Shape::Line {
        points: vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]],
        stroke: Stroke::solid(palette.muted(), 1.0),
    });
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lies_within_the_picture_and_says_what_is_hatched() {
        for width in [200.0, 340.0, 576.0, 1200.0] {
            let text = "f is not defined or beyond the range of numbers";
            let (shapes, rect) = hatching_note(text, Palette::default(), width);
            assert!(rect.is_within([width, width]), "{rect:?}");
            let said =
                shapes.iter().any(|shape| matches!(shape, Shape::Text(said) if said.text == text));
            assert!(said);
        }
    }
}
