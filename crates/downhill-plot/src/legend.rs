use crate::grid::number;
use crate::hatch::hatch;
use crate::head::head;
use crate::identity::{Identity, LIGHT, Trace};
use crate::shape::{Point, Shape, Text};

/// The width of a swatch in CSS px: one period of five racers' dashes, and the head.
const SWATCH: f64 = 54.0;
const ROW: f64 = 17.0;
const SIZE: f64 = 12.0;
const PADDING: f64 = 7.0;
/// Pictures narrower than this, in CSS px, have no room for a legend.
const NARROWEST: f64 = 420.0;

/// A sample of a racer's trail with its head, in the `width` × 16 px behind `at`.
#[must_use]
pub fn swatch(racer: &Identity, at: Point, width: f64) -> Vec<Shape> {
    let y = at[1] + 8.0;
    let mut shapes = Vec::new();
    for trace in Trace::ALL {
        let points = vec![[at[0] + 3.0, y], [at[0] + width - 3.0, y]];
        shapes.push(racer.stroke(trace, points, 0.0));
    }
    shapes.append(&mut head(racer, [at[0] + width - 9.0, y]));
    shapes
}

/// The legend in the upper left corner of a picture; nothing where it would cover too much of it,
/// since the figure's table says the same. `undefined` names the hatching, where there is any.
#[must_use]
pub(crate) fn legend(
    racers: &[Identity],
    undefined: Option<&str>,
    [width, height]: [f64; 2],
) -> Vec<Shape> {
    let racers: Vec<&Identity> = racers.iter().filter(|racer| !racer.off).collect();
    let rows = number(racers.len() + usize::from(undefined.is_some()));
    if width < NARROWEST || rows * ROW > height / 3.0 {
        return Vec::new();
    }
    let mut longest = undefined.map_or(0, |text| text.chars().count());
    for racer in &racers {
        longest = longest.max(racer.label.chars().count());
    }
    let text = (number(longest) * SIZE * 0.7).min(width * 0.4);
    let (left, top) = (6.0, 6.0);
    let (right, bottom) = (left + SWATCH + text + 3.0 * PADDING, top + rows * ROW + PADDING);
    let corners = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
    let mut shapes = vec![Shape::Area { rings: vec![corners], color: LIGHT, opacity: 0.86 }];
    let mut y = top + PADDING / 2.0;
    for index in 0..=racers.len() {
        let (mut sample, label) = match (racers.get(index), undefined) {
            (Some(racer), _) => (swatch(racer, [left + PADDING, y], SWATCH), racer.label.as_str()),
            (None, Some(label)) => (hatched([left + PADDING + 3.0, y + 3.0]), label),
            (None, None) => break,
        };
        shapes.append(&mut sample);
        let at = [left + 2.0 * PADDING + SWATCH, y + 8.5];
        shapes.push(Shape::Text(Text::plain(at, label.to_owned(), SIZE, text)));
        y += ROW;
    }
    shapes
}

/// A sample of hatching to the lower right of `at`, 48 × 12 px.
fn hatched(at: Point) -> Vec<Shape> {
    // The last of each row is never hatched.
    let cells: Vec<bool> = (0..4 * 17).map(|cell| cell % 17 < 16).collect();
    let place =
        |node: usize| [at[0] + 3.0 * number(node % 17), at[1] + 12.0 - 3.0 * number(node / 17)];
    hatch(&cells, 17, &place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use downhill::RunConfig;

    #[test]
    fn hatching_has_a_row_of_its_own_where_there_is_any() {
        let racers = Identity::of(&RunConfig::default().racers);
        let texts = |undefined: Option<&str>| -> Vec<String> {
            legend(&racers, undefined, [576.0, 432.0])
                .into_iter()
                .filter_map(
                    |item| if let Shape::Text(text) = item { Some(text.text) } else { None },
                )
                .collect()
        };
        let without = texts(None);
        let with = texts(Some("undefined"));
        assert_eq!(without.len(), racers.len());
        assert_eq!(
            (with.len(), with.last().map(String::as_str)),
            (racers.len() + 1, Some("undefined"))
        );
        assert_eq!(with[..racers.len()], without);
    }
}
