//! The content of a label, laid out from its upper left corner.

use crate::grid::number;
use crate::labels::width::{shortened, text_width};
use crate::shape::Point;

/// The gap between entries of a row, and the padding of a chip beside and above its rows, as parts of
/// the text size.
const GAP: f64 = 0.75;
const PADDING: f64 = 0.4;
const ABOVE: f64 = 0.25;
/// The height of a row and the width of a marker, as parts of the text size.
const ROW: f64 = 1.35;
const MARKER: f64 = 1.4;

/// A text or a marker in a label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The middle of its left side, relative to the label's upper left corner.
    pub(crate) at: Point,
    pub(crate) width: f64,
    /// The racer that it names or marks.
    pub(crate) racer: Option<usize>,
    /// Its text; none for a marker.
    pub(crate) text: Option<String>,
}

/// The content of a label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) size: Point,
    pub(crate) parts: Vec<Part>,
}

impl Content {
    /// The name of a single racer, without a marker since its head is beside it.
    pub(crate) fn name(racer: usize, label: &str, size: f64, max_width: f64) -> Self {
        let text = shortened(label, size, max_width);
        let width = text_width(&text, size);
        let at = [0.0, size * ROW / 2.0];
        let part = Part { at, width, racer: Some(racer), text: Some(text) };
        Self { size: [width, size * ROW], parts: vec![part] }
    }

    /// A chip with the markers and labels of racers, in rows that are not much longer than `max_width`.
    /// It begins with the row `lead`, unless that is empty.
    pub(crate) fn chip(lead: &str, racers: &[(usize, &str)], size: f64, max_width: f64) -> Self {
        let mut rows = Rows { size, max_width, at: [0.0, 0.0], widest: 0.0, parts: Vec::new() };
        if !lead.is_empty() {
            rows.add(&[(None, lead.to_owned())]);
            // The names begin in a row of their own.
            rows.at = [0.0, ROW * size];
        }
        for (racer, label) in racers {
            let name = shortened(label, size, max_width - (MARKER + 2.0 * PADDING) * size);
            rows.add(&[(Some(*racer), String::new()), (Some(*racer), name)]);
        }
        let [width, height] = [rows.widest, rows.at[1] + ROW * size];
        let size = [width + 2.0 * PADDING * size, height + 2.0 * ABOVE * size];
        Self { size, parts: rows.parts }
    }
}

/// The rows of a chip while they are filled.
struct Rows {
    size: f64,
    max_width: f64,
    /// Where the next entry begins, inside the padding.
    at: Point,
    widest: f64,
    parts: Vec<Part>,
}

impl Rows {
    /// Adds an entry, in a new row if the current one has no room for it.
    fn add(&mut self, entry: &[(Option<usize>, String)]) {
        let mut widths = Vec::new();
        for (_, text) in entry {
            widths.push(if text.is_empty() {
                MARKER * self.size
            } else {
                text_width(text, self.size)
            });
        }
        let width: f64 = widths.iter().sum();
        if self.at[0] > 0.0 && self.at[0] + width > self.max_width {
            self.at = [0.0, self.at[1] + ROW * self.size];
        }
        let padding = PADDING * self.size;
        for ((racer, text), width) in entry.iter().zip(widths) {
            self.parts.push(Part {
                at: [self.at[0] + padding, self.at[1] + (ABOVE + ROW / 2.0) * self.size],
                width,
                racer: *racer,
                text: (!text.is_empty()).then(|| text.clone()),
            });
            self.at[0] += width;
        }
        self.widest = self.widest.max(self.at[0]);
        self.at[0] += GAP * self.size;
    }
}

/// The height of text in a picture of this width, both in CSS px: 12.5 at 600.
#[must_use]
pub(crate) fn text_size(width: f64) -> f64 {
    (9.0 + width / 170.0).clamp(11.0, 22.0)
}

/// The greatest widths of the rows of a chip with `count` names, the preferred one first.
pub(crate) fn row_widths(width: f64, count: usize) -> [f64; 2] {
    if is_small(width) {
        return [0.66 * width, 0.42 * width];
    }
    // A few names fit into one row, more into rows of two; the alternative is a row for each name.
    let size = text_size(width);
    [(width * 0.42).min(size * if number(count) > 2.0 { 19.0 } else { 23.0 }), size * 11.0]
}

/// Whether a picture is so small that names are abbreviated.
#[must_use]
pub(crate) fn is_small(width: f64) -> bool {
    width < 480.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_chip_lie_apart_within_it() {
        let names =
            ["SGD", "SGD+Momentum", "AdaGrad", "RMSProp", "Adam", "w w w w w w w w w w w w w w"];
        let racers: Vec<(usize, &str)> = names.into_iter().enumerate().collect();
        for max_width in [200.0, 130.0] {
            let chip = Content::chip("at the minimum:", &racers, 12.0, max_width);
            assert_eq!(chip.parts.len(), 13);
            for (index, part) in chip.parts.iter().enumerate() {
                assert!(part.at[0] >= 0.0 && part.at[0] + part.width <= chip.size[0], "{part:?}");
                assert!(part.at[1] > 6.0 && part.at[1] + 6.0 < chip.size[1], "{part:?}");
                for previous in &chip.parts[..index] {
                    let beside = (part.at[1] - previous.at[1]).abs() > 12.0
                        || previous.at[0] + previous.width <= part.at[0] + 1e-9;
                    assert!(beside, "{part:?} {previous:?}");
                }
            }
        }
    }

    #[test]
    fn text_grows_mildly_with_the_picture() {
        for (width, size) in [(100.0, 11.0), (340.0, 11.0), (600.0, 12.5), (850.0, 14.0)] {
            assert!((text_size(width) - size).abs() < 0.1, "{width}");
        }
    }
}
