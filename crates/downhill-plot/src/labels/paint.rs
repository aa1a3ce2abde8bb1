use crate::identity::Identity;
use crate::labels::content::text_size;
use crate::labels::{Label, Rect};
use crate::marker::sized_marker;
use crate::palette::Palette;
use crate::shape::{Anchor, Point, Shape, Stroke, Text};

/// The radius of a chip's corners and of its markers, as parts of the text size.
const CORNER: f64 = 0.35;
const MARKER: f64 = 0.36;
/// The opacity of a chip's background, beneath which the map remains visible.
pub(crate) const CHIP: f64 = 0.62;

impl Label {
    /// The shapes of the label, in a picture of `width` CSS px.
    pub(crate) fn shapes(&self, racers: &[Identity], palette: Palette, width: f64) -> Vec<Shape> {
        let size = text_size(width);
        let (ink, halo) = (palette.ink(), palette.halo());
        let mut shapes = Vec::new();
        if let Some(line) = self.leader {
            for (color, width) in [(halo, 3.0), (ink, 1.0)] {
                shapes.push(Shape::Line {
                    points: line.to_vec(),
                    stroke: Stroke::solid(color, width),
                });
            }
        }
        let is_chip = self.racers.len() > 1;
        if is_chip {
            shapes.push(panel(&self.rect, palette, size * CORNER));
        }
        for part in &self.parts {
            let at = [self.rect.low[0] + part.at[0], self.rect.low[1] + part.at[1]];
            let Some(text) = &part.text else {
                let marked = part.racer.and_then(|racer| racers.get(racer));
                if let Some(racer) = marked {
                    let middle = [at[0] + part.width / 2.0, at[1]];
                    shapes.append(&mut sized_marker(racer, middle, size * MARKER, false));
                }
                continue;
            };
            // Names are anchored at the side next to their head, so that they stay beside it in any
            // font.
            let (anchor, along) = match self.side.across() {
                _ if is_chip => (Anchor::Start, 0.0),
                ..0.0 => (Anchor::End, part.width),
                0.0 => (Anchor::Middle, part.width / 2.0),
                _ => (Anchor::Start, 0.0),
            };
            shapes.push(Shape::Text(Text {
                at: [at[0] + along, at[1]],
                text: text.clone(),
                size,
                width: part.width,
                color: ink,
                anchor,
                halo: Some(halo),
            }));
        }
        shapes
    }
}

/// The background of a chip: its rectangle, with the corners cut off.
pub(crate) fn panel(rect: &Rect, palette: Palette, corner: f64) -> Shape {
    let ([left, top], [right, bottom]) = (rect.low, rect.high);
    let ring: Vec<Point> = vec![
        [left + corner, top],
        [right - corner, top],
        [right, top + corner],
        [right, bottom - corner],
        [right - corner, bottom],
        [left + corner, bottom],
        [left, bottom - corner],
        [left, top + corner],
    ];
    Shape::Area { rings: vec![ring], color: palette.halo(), opacity: CHIP }
}
