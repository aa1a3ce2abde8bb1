use crate::color::Rgb;
use crate::field::{band_colors, shade};
use crate::grid::number;
use crate::item::{Item, Point};

/// The size of the labels that are reckoned with, and the room that a letter of them takes and
/// that two of them keep apart, in CSS px.
const LETTER: f64 = 7.0;
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
