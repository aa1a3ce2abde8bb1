//! Numbers at the left and the lower edge of a map.

use downhill::decimal::{decimals, rounded, short, signed};

use crate::axis::Axis;
use crate::labels::{Rect, text_size, text_width};
use crate::palette::Palette;
use crate::shape::{Anchor, Point, Shape, Stroke, Text};
use crate::view::View;

/// The size of numbers, against that of labels.
const SIZE: f64 = 0.9;
/// The length of a tick, and the distance of its number, in CSS px.
const TICK: f64 = 3.0;
const GAP: f64 = 5.0;
/// The greatest count of numbers at an edge, and their least distance, in heights of numbers.
const MOST: f64 = 8.0;
const APART: f64 = 3.0;

/// A number at an edge.
struct Tick {
    /// The tick line.
    line: [Point; 2],
    text: String,
    /// The rectangle that the number covers.
    rect: Rect,
}

/// The numbers of both axes as shapes, and the rectangles that they cover.
#[must_use]
pub fn axes(view: &View, palette: Palette) -> (Vec<Shape>, Vec<Rect>) {
    let size = text_size(view.width) * SIZE;
    let (mut shapes, mut covered) = (Vec::new(), Vec::new());
    for tick in ticks(view, size) {
        // The line is faint, so that it does not look like a minus.
        let stroke = Stroke::solid(palette.isoline(), 1.0);
        shapes.push(Shape::Line { points: tick.line.to_vec(), stroke });
        let Rect { low, high } = tick.rect;
        shapes.push(Shape::Text(Text {
            at: [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0],
            text: tick.text,
            size,
            width: high[0] - low[0],
            color: palette.muted(),
            anchor: Anchor::Middle,
            halo: Some(palette.halo()),
        }));
        covered.push(tick.rect);
    }
    (shapes, covered)
}

fn ticks(view: &View, size: f64) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = Vec::new();
    let (width, height) = (view.width, view.height);
    for (value, text) in numbers(view.bounds.y, height / (APART * size)) {
        let [_, y] = view.to_px([view.bounds.x[0], value]);
        let left = TICK + GAP;
        let rect = Rect {
            low: [left, y - size / 2.0],
            high: [left + text_width(&text, size), y + size / 2.0],
        };
        // Neither axis has a number in the corner.
        if y > size && y < height - 2.5 * size {
            ticks.push(Tick { line: [[0.0, y], [TICK, y]], text, rect });
        }
    }
    let widest = ticks.iter().fold(0.0_f64, |widest, tick| widest.max(tick.rect.high[0]));
    let mut most = width / (APART * size);
    loop {
        let beside = beside(view, size, most, widest.min(3.0 * size) + GAP);
        let touch = |pair: &[Tick]| pair[0].rect.high[0] + 2.0 * GAP > pair[1].rect.low[0];
        if most < 2.0 || !beside.windows(2).any(touch) {
            ticks.extend(beside);
            return ticks;
        }
        most = most.min(MOST) - 1.0;
    }
}

/// The numbers at the lower edge, at most `most`, to the right of `from`.
fn beside(view: &View, size: f64, most: f64, from: f64) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for (value, text) in numbers(view.bounds.x, most) {
        let [x, _] = view.to_px([value, view.bounds.y[0]]);
        let half = text_width(&text, size) / 2.0;
        let bottom = view.height - TICK - GAP;
        let rect = Rect { low: [x - half, bottom - size], high: [x + half, bottom] };
        if rect.low[0] > from && rect.high[0] < view.width - GAP {
            ticks.push(Tick { line: [[x, view.height - TICK], [x, view.height]], text, rect });
        }
    }
    ticks
}

/// The numbers of an axis with their texts of up to four digits, at most `most`. If four digits do not
/// distinguish them, the first is written in full and the others as differences from it.
pub(crate) fn numbers([low, high]: [f64; 2], most: f64) -> Vec<(f64, String)> {
    let axis = Axis::within(low, high, (MOST - 1.0).min(most.floor()).max(1.0));
    let mut values = Vec::new();
    while values.len() < 16 {
        let place = crate::grid::number(values.len());
        if place > axis.count {
            break;
        }
        let value = axis.number(place);
        // Rounding leaves a small rest instead of 0.
        values.push(if value.abs() < axis.unit / 2.0 { 0.0 } else { value });
    }
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let first = values.first().copied().unwrap_or_default();
    let mut texts = Vec::new();
    for value in &values {
        let text = if are_short(largest, axis.unit) {
            written(*value, largest, axis.unit)
        } else if *value == first {
            in_full(*value, axis.unit)
        } else {
            format!("+{}", written(value - first, high - low, axis.unit))
        };
        texts.push(text);
    }
    values.into_iter().zip(texts).collect()
}

/// Whether four digits distinguish the numbers up to the largest.
fn are_short(largest: f64, unit: f64) -> bool {
    if is_plain(largest, unit) {
        (0..decimals_of(unit)).fold(largest, |scaled, _| scaled * 10.0) < 9_999.5
    } else {
        largest / unit < 100.0
    }
}

/// Whether numbers are written without a power of ten.
fn is_plain(largest: f64, unit: f64) -> bool {
    largest < 1e4 && unit > 1e-4
}

/// A number with the digits that distinguish it from numbers one unit away.
fn written(value: f64, largest: f64, unit: f64) -> String {
    if is_plain(largest, unit) { signed(rounded(value, decimals_of(unit))) } else { short(value) }
}

/// The base of differences, with all digits down to the unit.
fn in_full(value: f64, unit: f64) -> String {
    if value.abs() < 1e15 { signed(rounded(value, decimals_of(unit))) } else { short(value) }
}

/// The number of decimals of multiples of 1, 2, 2.5 or 5 times a power of ten.
fn decimals_of(unit: f64) -> u32 {
    let whole = decimals(unit * 1.000_001);
    let scaled = (0..whole).fold(unit, |scaled, _| scaled * 10.0);
    let rest = (scaled - rounded(scaled, 0)).abs();
    whole + u32::from(unit < 10.0 && rest > 0.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::Bounds;
    use proptest::prelude::*;

    fn texts(low: f64, high: f64) -> Vec<String> {
        numbers([low, high], 100.0).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn usual_views_have_the_numbers_that_one_would_choose() {
        for (low, high, expected) in [
            (-1.0, 1.0, &["−1", "−0.5", "0", "0.5", "1"][..]),
            (-2.0, 2.0, &["−2", "−1", "0", "1", "2"]),
            (-1.9, 2.9, &["−1", "0", "1", "2"]),
            (-5.12, 5.12, &["−4", "−2", "0", "2", "4"]),
            (0.0, 1.8, &["0", "0.25", "0.5", "0.75", "1", "1.25", "1.5", "1.75"]),
            (-500.0, 500.0, &["−400", "−200", "0", "200", "400"]),
            (0.0, 7e-6, &["0", "1e−6", "2e−6", "3e−6", "4e−6", "5e−6", "6e−6", "7e−6"]),
            (-3e9, 3e9, &["−3e9", "−2e9", "−1e9", "0", "1e9", "2e9", "3e9"]),
        ] {
            assert_eq!(texts(low, high), expected, "{low} {high}");
        }
    }

    #[test]
    fn where_four_digits_do_not_tell_them_apart_they_are_counted_from_the_first() {
        let found = texts(0.749_999_5, 0.750_000_5);
        assert_eq!(found[..2], ["0.7499996", "+2e−7"], "{found:?}");
        let found = texts(1e6, 1_000_001.0);
        assert_eq!(found[..3], ["1000000", "+0.2", "+0.4"], "{found:?}");
    }

    fn view(x: [f64; 2], y: [f64; 2], width: f64) -> View {
        View { bounds: Bounds { x, y }, width, height: width * 0.75 }
    }

    #[test]
    fn numbers_stand_at_what_they_say() {
        let view = view([-2.0, 2.0], [-1.0, 3.0], 600.0);
        let (shapes, _) = axes(&view, Palette::default());
        let mut found = Vec::new();
        for shape in &shapes {
            let Shape::Text(text) = shape else { continue };
            let number: f64 = text.text.replace('−', "-").parse().unwrap();
            found.push(number);
            let [x, y] = view.to_px([number, number]);
            let off = (text.at[0] - x).abs().min((text.at[1] - y).abs());
            assert!(off < 1e-9, "{text:?}");
        }
        assert_eq!(found, [0.0, 1.0, 2.0, -1.0, 0.0, 1.0]);
    }

    proptest! {
        #[test]
        fn numbers_lie_within_the_picture_and_apart(
            x in -1e4..1e4_f64, y in -10.0..10.0_f64,
            size in -12.0..12.0_f64, width in prop_oneof![Just(340.0), Just(576.0), Just(850.0)],
        ) {
            let size = downhill::Real::exp(size);
            let view = view([x, x + size], [y, y + size], width);
            let ticks = ticks(&view, 11.0);
            for (index, tick) in ticks.iter().enumerate() {
                prop_assert!(tick.rect.is_within([view.width, view.height]), "{:?}", tick.rect);
                for other in &ticks[..index] {
                    prop_assert!(!tick.rect.overlaps(&other.rect), "{} {}", tick.text, other.text);
                }
            }
        }

        #[test]
        fn there_are_four_to_eight(low in -1e3..1e3_f64, size in -9.0..9.0_f64) {
            let high = low + downhill::Real::exp(size);
            let found = numbers([low, high], 100.0);
            prop_assert!((4..=8).contains(&found.len()), "{found:?}");
            for (value, text) in &found {
                // A number a ten-thousandth of a unit outside counts as at the edge.
                let slack = 1e-4 * (high - low);
                prop_assert!(low - slack <= *value && *value <= high + slack, "{value}");
                let digits = text.trim_start_matches(|sign: char| !('1'..='9').contains(&sign));
                let digits = digits.chars().filter(char::is_ascii_digit).count();
                let is_first = *value == found[0].0;
                prop_assert!(digits <= 4 || is_first, "{text}");
            }
        }
    }
}
