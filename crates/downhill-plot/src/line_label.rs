//! Labels on isolines.

use downhill::Levels;

use crate::grid::number;
use crate::palette::Palette;
use crate::shape::{Anchor, Point, Shape, Text};
use crate::view::{View, distance};

/// The height of labels, in CSS px.
const SIZE: f64 = 10.5;
/// The estimated width of a character, as part of the text's height.
const LETTER: f64 = 0.56;
/// Pictures narrower than this, in CSS px, have no labels on isolines.
const NARROWEST: f64 = 300.0;
/// There is about one label for this many CSS px of the picture's width, at least two and at most five.
const WIDTH_EACH: f64 = 210.0;
/// The least distances of labels from the picture's edges, in CSS px: `FROM_AXES` on the left and
/// below, where the numbers of the axes stand.
const FROM_BORDER: f64 = 10.0;
const FROM_AXES: f64 = 26.0;
/// The least distances from minima and from other labels, in CSS px.
const FROM_MARKS: f64 = 26.0;
const FROM_OTHERS: f64 = 70.0;
/// In small pictures the distance from other labels is this part of the width.
const FROM_OTHERS_PART: f64 = 0.14;
/// The distance between the candidate places along a line, in CSS px.
const APART: f64 = 9.0;
/// The side of the squares in which [`LineMap`] remembers lines, in CSS px.
const SQUARE: f64 = 4.0;
/// The space that is kept free around the text, in CSS px.
const PADDING: f64 = 2.5;

/// An isoline in CSS px, and the index of its level.
pub(crate) struct Isoline {
    pub(crate) level: usize,
    pub(crate) points: Vec<Point>,
}

/// A label on an isoline.
struct Label {
    level: usize,
    text: String,
    at: Point,
    /// Half the width and height of the box that is kept free for it.
    half: Point,
}

/// Labels for some of the isolines. A label interrupts its line by a halo in the colour of the ground
/// there. No label covers any of the `marks`, which are places in CSS px. On the article's ground there
/// are none.
pub(crate) fn label_lines(
    lines: &[Isoline],
    levels: &Levels,
    view: &View,
    marks: &[Point],
    palette: &Palette,
) -> Vec<Shape> {
    if palette.is_article || view.width < NARROWEST {
        return Vec::new();
    }
    let mut wanted = 2;
    while wanted < 5 && f64::from(wanted) * WIDTH_EACH < view.width {
        wanted += 1;
    }
    let line_map = LineMap::of(lines, view);
    let mut labels: Vec<Label> = Vec::new();
    let wanted = usize::try_from(wanted).unwrap_or_default();
    let mut left = levels.labelled(wanted);
    // If a preferred level has no room for a label, another one takes its place.
    for level in levels.labelled(levels.values.len()) {
        if !left.contains(&level) {
            left.push(level);
        }
    }
    let from_others = FROM_OTHERS.min(FROM_OTHERS_PART * view.width);
    for level in left {
        if labels.len() >= wanted {
            break;
        }
        let Some(mut text) = levels.label(level) else { continue };
        // The first label also says which base all heights are counted from.
        if let Some(height) = text.strip_prefix('+')
            && labels.iter().all(|label| !label.text.contains('+'))
            && let Some(base) = levels.base()
        {
            text = format!("{base} + {height}");
        }
        let char_count = u32::try_from(text.chars().count()).map_or(0.0, f64::from);
        let half = [char_count * SIZE * LETTER / 2.0 + PADDING, SIZE / 2.0 + PADDING];
        let place = best_place(lines, level, half, view, |at| {
            let is_free = marks.iter().all(|mark| {
                (mark[0] - at[0]).abs() > half[0] + FROM_MARKS / 2.0
                    || (mark[1] - at[1]).abs() > half[1] + FROM_MARKS / 2.0
            });
            is_free
                && labels.iter().all(|placed| distance(placed.at, at) > from_others + half[0])
                && line_map.is_free(level, at, half)
        });
        if let Some(at) = place {
            labels.push(Label { level, text, at, half });
        }
    }
    let bands = number(levels.values.len());
    let text = |label: Label| {
        // The colour midway between those of the bands on both sides of the line.
        let ground = palette.ground((number(label.level) + 0.5) / bands);
        Shape::Text(Text {
            at: label.at,
            text: label.text,
            size: SIZE,
            width: 2.0 * label.half[0],
            color: palette.ink(),
            anchor: Anchor::Middle,
            halo: Some(ground),
        })
    };
    labels.into_iter().map(text).collect()
}

/// The straightest place on the lines of a level, among those that are inside the picture and free.
fn best_place(
    lines: &[Isoline],
    level: usize,
    half: Point,
    view: &View,
    is_free: impl Fn(Point) -> bool,
) -> Option<Point> {
    let is_inside = |[x, y]: Point| {
        half[0] + FROM_AXES < x
            && x < view.width - half[0] - FROM_BORDER
            && half[1] + FROM_BORDER < y
            && y < view.height - half[1] - FROM_AXES
    };
    let mut best: Option<(f64, Point)> = None;
    for line in lines.iter().filter(|line| line.level == level) {
        let points = &line.points;
        let mut arcs = vec![0.0];
        let mut arc = 0.0;
        for pair in points.windows(2) {
            arc += distance(pair[0], pair[1]);
            arcs.push(arc);
        }
        let mut next = half[0];
        for (index, at) in points.iter().enumerate() {
            if arcs[index] < next || arcs[index] + half[0] > arc {
                continue;
            }
            next = arcs[index] + APART;
            if !is_inside(*at) {
                continue;
            }
            // The shorter the chord under the label is against the arc, the more the line bends there.
            let reach = half[0].min(arc / 2.0);
            let from = arcs.partition_point(|at| *at < arcs[index] - reach);
            let to = arcs.partition_point(|at| *at <= arcs[index] + reach).max(1) - 1;
            let chord = distance(points[from], points[to]);
            let bend = 1.0 - chord / (arcs[to] - arcs[from]).max(1e-9);
            // Text also looks better on a line that runs along it.
            let steep = (points[to][1] - points[from][1]).abs() / chord.max(1e-9);
            let cost = bend + 0.05 * steep;
            if best.is_none_or(|(least, _)| cost < least) && is_free(*at) {
                best = Some((cost, *at));
            }
        }
    }
    best.map(|(_, at)| at)
}

/// The level whose lines run through each square of the picture.
struct LineMap {
    columns: usize,
    squares: Vec<u8>,
}

/// The mark of a square with lines of several levels.
const SEVERAL: u8 = u8::MAX;

impl LineMap {
    fn of(lines: &[Isoline], view: &View) -> Self {
        let columns = square(view.width) + 1;
        let mut map = Self { columns, squares: vec![0; columns * (square(view.height) + 1)] };
        for line in lines {
            for point in &line.points {
                let index = map.index(*point);
                if let Some(square) = map.squares.get_mut(index) {
                    let mark = mark(line.level);
                    *square = if *square == 0 || *square == mark { mark } else { SEVERAL };
                }
            }
        }
        map
    }

    fn index(&self, [x, y]: Point) -> usize {
        square(y) * self.columns + square(x)
    }

    /// Whether no line of another level passes through a box.
    fn is_free(&self, level: usize, [x, y]: Point, half: Point) -> bool {
        let mark = mark(level);
        for row in square(y - half[1])..=square(y + half[1]) {
            for column in square(x - half[0])..=square(x + half[0]) {
                match self.squares.get(row * self.columns + column) {
                    Some(0) | None => {}
                    Some(found) if *found == mark => {}
                    Some(_) => return false,
                }
            }
        }
        true
    }
}

fn mark(level: usize) -> u8 {
    u8::try_from(level + 1).unwrap_or(SEVERAL)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is 0 at least, and a picture has fewer squares than 2³²"
)]
fn square(px: f64) -> usize {
    (px / SQUARE).max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::field;
    use crate::palette::Theme;
    use downhill::{Objective, RunConfig, objectives};

    const MAP: Palette = Palette { theme: Theme::Light, is_article: false };

    fn drawn(config: &RunConfig, size: [f64; 2]) -> (Vec<Text>, Vec<Vec<Point>>) {
        let view = View { bounds: config.view, width: size[0], height: size[1] };
        let field = field(config, &view, &MAP);
        let texts = field.labels.into_iter().map(|shape| match shape {
            Shape::Text(text) => text,
            shape => panic!("{shape:?}"),
        });
        let lines = field.shapes.into_iter().filter_map(|shape| match shape {
            Shape::Line { points, stroke } if stroke.color == MAP.isoline() => Some(points),
            _ => None,
        });
        (texts.collect(), lines.collect())
    }

    #[test]
    fn labels_are_inside_apart_and_on_no_line_or_minimum() {
        let mut counts = Vec::new();
        for entry in objectives() {
            let config = RunConfig::on(Objective::from_library(entry, None));
            let size = [850.0, 640.0];
            let view = View { bounds: config.view, width: size[0], height: size[1] };
            let (texts, lines) = drawn(&config, size);
            counts.push(texts.len());
            for (index, text) in texts.iter().enumerate() {
                let [x, y] = text.at;
                let half = [text.width / 2.0, SIZE / 2.0];
                assert!(x - half[0] > 8.0 && x + half[0] < 842.0, "{} {text:?}", entry.name);
                assert!(y - half[1] > 8.0 && y + half[1] < 632.0, "{} {text:?}", entry.name);
                for previous in &texts[..index] {
                    assert!(distance(previous.at, text.at) > FROM_OTHERS, "{}", entry.name);
                }
                // A label lies on lines of its own level only, of which there may be two side by side.
                let is_under = |point: &Point| {
                    let off = [(point[0] - x).abs(), (point[1] - y).abs()];
                    off[0] < half[0] - PADDING && off[1] < half[1]
                };
                let under = lines.iter().filter(|line| line.iter().any(is_under)).count();
                assert!((1..3).contains(&under), "{} {text:?}", entry.name);
                for minimum in config.survey().minima {
                    let at = view.to_px(minimum.at);
                    let off = [(at[0] - x).abs() - half[0], (at[1] - y).abs() - half[1]];
                    assert!(off[0] > 5.0 || off[1] > 5.0, "{} {text:?}", entry.name);
                }
            }
        }
        // Where lines are close together, some labels find no place.
        let few = counts.iter().filter(|count| **count < 3).count();
        assert!(few <= 3 && counts.iter().all(|count| (1..=5).contains(count)), "{counts:?}");
    }

    #[test]
    fn small_pictures_have_fewer_and_then_none() {
        let config = RunConfig::on(Objective::gaussian());
        let count = |width: f64| drawn(&config, [width, 0.75 * width]).0.len();
        assert_eq!([290.0, 340.0, 576.0, 850.0, 1200.0].map(count), [0, 2, 3, 5, 5]);
    }

    #[test]
    fn small_pictures_have_two_where_there_is_room() {
        let mut few = Vec::new();
        for entry in objectives() {
            let config = RunConfig::on(Objective::from_library(entry, None));
            let count = drawn(&config, [340.0, 255.0]).0.len();
            if count < 2 {
                few.push((entry.name, count));
            }
        }
        // Rastrigin's lines are too close together, and Easom's are only a few rings.
        assert_eq!(few, [("rastrigin", 0), ("easom", 1)]);
    }

    #[test]
    fn what_heights_are_counted_from_is_said_once() {
        let config: RunConfig = "formula=x^2%2By^2%2B1234567".parse().unwrap();
        let (texts, _) = drawn(&config, [850.0, 640.0]);
        let said: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        assert!(said[0].starts_with("1234567 + 0."), "{said:?}");
        assert!(said.len() > 2 && said[1..].iter().all(|label| label.starts_with('+')), "{said:?}");
    }
}
