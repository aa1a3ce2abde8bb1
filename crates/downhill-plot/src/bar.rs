use crate::color::Rgb;
use crate::field::{band_colors, shade};
use crate::grid::number;
use crate::item::{Item, Point};

/// The room in CSS px that a letter of a label takes: a digit of 12 px height, generously.
const LETTER: f64 = 7.0;
/// How far two labels stay apart, in CSS px.
const APART: f64 = 8.0;
/// Around the bar: seen on light and on dark pages.
const EDGE: Rgb = Rgb([128, 128, 136]);

/// The bands of a field side by side, from the lowest to the highest.
#[derive(Clone, Debug, PartialEq)]
pub struct ColorBar {
    /// The bar: each band equally wide, pointed where it has no end, and the isolines between.
    pub items: Vec<Item>,
    /// Which levels to write beneath, and where: the index of a label, and the middle of its text
    /// in CSS px from the left. Texts of up to 12 px height do not overlap.
    pub ticks: Vec<(usize, f64)>,
}

/// The colour bar of `levels`, at least two, in `size` CSS px. `labels` are the levels as text.
/// All bands are equally wide. The outermost are pointed, as they hold also what is beyond their
/// level.
#[must_use]
pub fn color_bar(levels: &[f64], labels: &[String], [width, height]: [f64; 2]) -> ColorBar {
    let room = |label: &String| number(label.chars().count()) * LETTER;
    let ends = [labels.first(), labels.last()].into_iter().flatten().map(room);
    // The outermost labels, in the middle beneath their level, do not stick out.
    let tip = ends.fold(height, |most, room| most.max(room / 2.0));
    let colors = band_colors(levels);
    let bands = colors.len();
    let place = |level: usize| tip + (width - 2.0 * tip) * number(level) / number(bands.max(1));
    let (top, middle, bottom) = (0.5, height / 2.0, height - 0.5);
    let (left, right) = ([0.5, middle], [width - 0.5, middle]);
    let mut items = Vec::new();
    for (band, color) in colors.into_iter().enumerate() {
        let (from, to) = (place(band), place(band + 1));
        let mut ring = vec![[from, top], [to, top]];
        if band + 1 == bands {
            ring.push(right);
        }
        ring.extend([[to, bottom], [from, bottom]]);
        if band == 0 {
            ring.push(left);
        }
        items.push(Item::Area { rings: vec![ring], color, opacity: 1.0 });
    }
    let mut line = |points: Vec<Point>, color: Rgb| {
        items.push(Item::Line { points, color, width: 1.0, dash: None });
    };
    for level in 0..levels.len() {
        let x = place(level);
        line(vec![[x, top], [x, bottom]], shade(number(level), levels));
    }
    let (first, last) = (place(0), place(bands));
    line(vec![left, [first, top], [last, top], right, [last, bottom], [first, bottom], left], EDGE);
    // Every label, or every second, and so on: the first for which all have room.
    for every in 1..=labels.len() {
        let ticks: Vec<(usize, f64)> =
            (0..labels.len()).step_by(every).map(|level| (level, place(level))).collect();
        let fits = |pair: &[(usize, f64)]| {
            let [(one, from), (other, to)] = [pair[0], pair[1]];
            to - from >= (room(&labels[one]) + room(&labels[other])) / 2.0 + APART
        };
        if ticks.windows(2).all(fits) {
            return ColorBar { items, ticks };
        }
    }
    ColorBar { items, ticks: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(labels: &[&str], width: f64) -> ColorBar {
        let levels: Vec<f64> = (0..labels.len()).map(number).collect();
        let labels: Vec<String> = labels.iter().copied().map(str::to_owned).collect();
        color_bar(&levels, &labels, [width, 14.0])
    }

    #[test]
    fn all_labels_are_written_where_there_is_room_and_fewer_where_not() {
        let labels = ["0", "0.1", "0.25", "3", "40", "500", "1200", "6000", "20000"];
        let shown = |width: f64| -> Vec<usize> {
            bar(&labels, width).ticks.into_iter().map(|(level, _)| level).collect()
        };
        assert_eq!(shown(560.0), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(shown(300.0), [0, 2, 4, 6, 8]);
        assert_eq!(shown(40.0), [0]);
    }

    #[test]
    fn labels_neither_overlap_nor_stick_out() {
        for width in 10..60_u32 {
            let width = 10.0 * f64::from(width);
            let labels = ["-1.0000001", "0", "12345678", "1e+300"];
            let ticks = bar(&labels, width).ticks;
            let half = |level: usize| number(labels[level].len()) * LETTER / 2.0;
            for (level, x) in &ticks {
                assert!(x - half(*level) >= 0.0 && (width < 100.0 || x + half(*level) <= width));
            }
            for pair in ticks.windows(2) {
                assert!(pair[0].1 + half(pair[0].0) < pair[1].1 - half(pair[1].0));
            }
        }
    }

    #[test]
    fn a_bar_has_every_band_and_every_level_within_its_size() {
        let bar = bar(&["0", "1", "2"], 200.0);
        let areas: Vec<&Vec<Vec<Point>>> = bar
            .items
            .iter()
            .filter_map(|item| if let Item::Area { rings, .. } = item { Some(rings) } else { None })
            .collect();
        assert_eq!((areas.len(), bar.items.len()), (2, 2 + 3 + 1));
        for [x, y] in areas.into_iter().flatten().flatten() {
            assert!((0.0..=200.0).contains(x) && (0.0..=14.0).contains(y));
        }
    }
}
