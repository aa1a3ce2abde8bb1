//! Text as outlines.

use std::sync::OnceLock;

use tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// The font of all text: free to be embedded, and with nearly every letter and sign that a label or a
/// formula can have. Browsers on many Linux systems show the figure with it, too.
fn face() -> Option<&'static Face<'static>> {
    static FACE: OnceLock<Option<Face<'static>>> = OnceLock::new();
    FACE.get_or_init(|| Face::parse(dejavu::sans::regular(), 0).ok()).as_ref()
}

/// A line of text as outlines.
pub(crate) struct Line {
    /// The outlines, with the baseline's left end at the origin, y down; none if all of it is blank.
    pub(crate) outlines: Option<Path>,
    /// Its width, in the units of its size.
    pub(crate) width: f32,
}

/// The outlines of a text whose height is `size`.
pub(crate) fn line(text: &str, size: f32) -> Line {
    let Some(face) = face() else { return Line { outlines: None, width: 0.0 } };
    let unit = size / f32::from(face.units_per_em());
    let mut outlines = Outlines(PathBuilder::new());
    let mut along = 0.0;
    for letter in text.chars() {
        let glyph = face.glyph_index(letter).unwrap_or(GlyphId(0));
        let mut placed = Placed { outlines: &mut outlines, along };
        face.outline_glyph(glyph, &mut placed);
        along += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default());
    }
    // The font's y points up.
    let scaled = Transform::from_scale(unit, -unit);
    let outlines = outlines.0.finish().and_then(|path| path.transform(scaled));
    Line { outlines, width: along * unit }
}

/// How far the baseline is below the middle of a line of text, as part of its size: where browsers have it
/// with `textBaseline = "middle"`, in the middle between the font's ascent and descent.
pub(crate) fn baseline() -> f32 {
    face().map_or(0.0, |face| {
        let middle = (f32::from(face.ascender()) + f32::from(face.descender())) / 2.0;
        middle / f32::from(face.units_per_em())
    })
}

struct Outlines(PathBuilder);

/// A letter whose outline goes to its place on the line.
struct Placed<'a> {
    outlines: &'a mut Outlines,
    along: f32,
}

impl OutlineBuilder for Placed<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.outlines.0.move_to(self.along + x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.outlines.0.line_to(self.along + x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.outlines.0.quad_to(self.along + x1, y1, self.along + x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let along = self.along;
        self.outlines.0.cubic_to(along + x1, y1, along + x2, y2, along + x, y);
    }

    fn close(&mut self) {
        self.outlines.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The widths that Chromium's `measureText` gives at 100 px in the same font.
    #[test]
    fn a_line_is_as_wide_as_in_a_browser() {
        for (text, width) in [
            ("SGD", 217.97),
            ("SGD+Momentum", 871.53),
            ("AdaGrad", 436.52),
            ("RMSProp", 445.31),
            ("Adam", 290.58),
            ("Nesterov 0.01", 705.08),
            ("at the minimum:", 836.43),
        ] {
            let found = line(text, 100.0).width;
            assert!((found - width).abs() < 0.5, "{text}: {found}, expected {width}");
        }
    }

    #[test]
    fn every_sign_that_a_picture_has_by_itself_is_in_the_font() {
        let face = face().unwrap();
        for sign in "−×⁻⁰¹²³⁴⁵⁶⁷⁸⁹…∂√πβ₁₂αε≤≥·áßñ漢".chars()
        {
            assert_eq!(face.glyph_index(sign).is_some(), sign != '漢', "{sign}");
        }
        assert!(line("漢", 10.0).outlines.is_some(), "a box stands for what is not there");
        assert!(line(" ", 10.0).outlines.is_none() && line("", 10.0).width == 0.0);
    }

    #[test]
    fn letters_stand_on_the_baseline() {
        let outlines = line("H", 100.0).outlines.unwrap();
        let bounds = outlines.bounds();
        // The cap height of DejaVu Sans is 0.729.
        assert!(bounds.bottom().abs() < 0.01 && (bounds.top() + 72.9).abs() < 0.1, "{bounds:?}");
        assert!((baseline() - 0.346).abs() < 0.001, "{}", baseline());
    }
}
