//! A layer of a picture in pixels.

use downhill::{InputError, Value};
use downhill_plot::{Anchor, HALO_WIDTH, Painter, Point, Rgb, Stroke, Text};
use tiny_skia::{
    BlendMode, Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, StrokeDash,
    Transform,
};

use crate::letters;

/// The most pixels of a picture: those of a screen of 7680 × 4320.
pub(crate) const MOST_PIXELS: f64 = 7680.0 * 4320.0;

/// A layer in pixels.
pub(crate) struct Canvas {
    pixmap: Pixmap,
    /// From CSS px to pixels.
    transform: Transform,
    /// Whether what is painted lies beneath what is there.
    is_beneath: bool,
    /// Whether nothing has been painted.
    is_blank: bool,
}

impl Canvas {
    /// A transparent layer of `size` CSS px, each `scale` pixels wide, whose origin is at `origin`.
    pub(crate) fn new(size: [f64; 2], origin: Point, scale: u32) -> Result<Self, InputError> {
        let scale = f64::from(scale);
        let [width, height] = size.map(|side| (side * scale).round());
        let is_allowed = width >= 1.0 && height >= 1.0 && width * height <= MOST_PIXELS;
        let pixmap = if is_allowed { Pixmap::new(whole(width), whole(height)) } else { None };
        let pixmap = pixmap.ok_or_else(|| {
            let given = Value::from([width, height].as_slice());
            let allowed = "a width and height of 33,177,600 pixels at most in all";
            InputError::not_allowed("size", &given, allowed)
        })?;
        let transform = Transform::from_scale(single(scale), single(scale))
            .pre_translate(single(origin[0]), single(origin[1]));
        Ok(Self { pixmap, transform, is_beneath: false, is_blank: true })
    }

    pub(crate) fn pixmap(&self) -> &Pixmap {
        &self.pixmap
    }

    /// Replaces what is there by what is on another layer of the same size.
    pub(crate) fn copy(&mut self, other: &Self) {
        self.pixmap.data_mut().copy_from_slice(other.pixmap.data());
        self.is_blank = other.is_blank;
    }

    /// Draws another layer of the same size upon it.
    pub(crate) fn draw(&mut self, other: &Self) {
        if other.is_blank {
            return;
        }
        // Most of a layer is blank, so this is four times as fast as drawing it as a pattern.
        let (above, _) = other.pixmap.data().as_chunks::<4>();
        let (below, _) = self.pixmap.data_mut().as_chunks_mut::<4>();
        for (below, above) in below.iter_mut().zip(above) {
            match above[3] {
                0 => {}
                255 => *below = *above,
                alpha => {
                    for (below, above) in below.iter_mut().zip(above) {
                        *below = above.saturating_add(part(*below, 255 - alpha));
                    }
                }
            }
        }
    }

    /// Fills all of it with a colour.
    pub(crate) fn fill(&mut self, Rgb([red, green, blue]): Rgb) {
        self.pixmap.fill(Color::from_rgba8(red, green, blue, 255));
        self.is_blank = false;
    }

    fn paint(&mut self, Rgb([red, green, blue]): Rgb, opacity: f64) -> Paint<'static> {
        self.is_blank = false;
        let mut paint = Paint::default();
        let mut color = Color::from_rgba8(red, green, blue, 255);
        color.set_alpha(single(opacity));
        paint.set_color(color);
        if self.is_beneath {
            paint.blend_mode = BlendMode::DestinationOver;
        }
        paint
    }
}

impl Painter for Canvas {
    fn clear(&mut self) {
        if !self.is_blank {
            self.pixmap.fill(Color::TRANSPARENT);
            self.is_blank = true;
        }
    }

    fn paint_beneath(&mut self, beneath: bool) {
        self.is_beneath = beneath;
    }

    fn area(&mut self, rings: &[Vec<Point>], color: Rgb, opacity: f64) {
        let paint = self.paint(color, opacity);
        if let Some(path) = path(rings.iter().map(Vec::as_slice), true) {
            self.pixmap.fill_path(&path, &paint, FillRule::EvenOdd, self.transform, None);
        }
    }

    fn stroke(&mut self, lines: &[&[Point]], stroke: &Stroke) {
        let paint = self.paint(stroke.color, 1.0);
        let dash = stroke.dash.as_ref().and_then(|dash| {
            let pattern = dash.pattern.iter().map(|length| single(*length)).collect();
            StrokeDash::new(pattern, single(dash.offset))
        });
        let stroke = tiny_skia::Stroke { dash, ..round(stroke.width) };
        if let Some(path) = path(lines.iter().copied(), false) {
            self.pixmap.stroke_path(&path, &paint, &stroke, self.transform, None);
        }
    }

    fn text(&mut self, text: &Text) {
        let size = single(text.size);
        let letters::Line { outlines, width } = letters::line(&text.text, size);
        let Some(outlines) = outlines else { return };
        // As on a canvas, a text that is too wide is narrowed.
        let narrowed = (single(text.width) / width).min(1.0);
        let before = match text.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => narrowed * width / 2.0,
            Anchor::End => narrowed * width,
        };
        let [x, y] = text.at.map(single);
        let place = self
            .transform
            .pre_translate(x - before, y + letters::baseline() * size)
            .pre_scale(narrowed, 1.0);
        if let Some(halo) = text.halo {
            let paint = self.paint(halo, 1.0);
            self.pixmap.stroke_path(&outlines, &paint, &round(HALO_WIDTH), place, None);
        }
        let paint = self.paint(text.color, 1.0);
        self.pixmap.fill_path(&outlines, &paint, FillRule::Winding, place, None);
    }
}

/// `of` × `alpha` / 255, rounded.
fn part(of: u8, alpha: u8) -> u8 {
    let product = u16::from(of) * u16::from(alpha);
    u8::try_from((product + 127) / 255).unwrap_or(u8::MAX)
}

fn round(width: f64) -> tiny_skia::Stroke {
    tiny_skia::Stroke {
        width: single(width),
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..tiny_skia::Stroke::default()
    }
}

/// Polylines as one path; none if there is nothing to be drawn.
fn path<'a>(lines: impl Iterator<Item = &'a [Point]>, closes: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for line in lines {
        let [first, rest @ ..] = line else { continue };
        path.move_to(single(first[0]), single(first[1]));
        for at in rest {
            path.line_to(single(at[0]), single(at[1]));
        }
        if closes {
            path.close();
        }
    }
    path.finish()
}

#[allow(clippy::cast_possible_truncation, reason = "single precision is what the painter has")]
fn single(number: f64) -> f32 {
    number as f32
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is checked to lie between 1 and the number of pixels"
)]
fn whole(number: f64) -> u32 {
    number as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas() -> Canvas {
        Canvas::new([10.0, 10.0], [0.0; 2], 1).unwrap()
    }

    fn square(side: f64) -> Vec<Vec<Point>> {
        vec![vec![[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]]]
    }

    #[test]
    fn lies_beneath_what_is_there_if_told_to() {
        let mut canvas = canvas();
        let (red, blue) = (Rgb([255, 0, 0]), Rgb([0, 0, 255]));
        canvas.area(&square(9.0), red, 1.0);
        canvas.paint_beneath(true);
        canvas.area(&square(9.0), blue, 1.0);
        assert_eq!(canvas.pixmap.pixel(4, 4).unwrap().red(), 255);
        canvas.paint_beneath(false);
        canvas.area(&square(9.0), blue, 1.0);
        assert_eq!(canvas.pixmap.pixel(4, 4).unwrap().blue(), 255);
    }

    #[test]
    fn a_layer_upon_another_is_mixed_by_its_opacity() {
        let [mut below, mut above] = [canvas(), canvas()];
        below.fill(Rgb([200, 100, 0]));
        above.area(&square(5.0), Rgb([0, 100, 200]), 0.5);
        let at = |canvas: &Canvas, x| {
            let pixel = canvas.pixmap.pixel(x, 2).unwrap();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        };
        below.draw(&above);
        assert_eq!(at(&below, 7), [200, 100, 0, 255]);
        for (found, expected) in at(&below, 2).into_iter().zip([100_u8, 100, 100, 255]) {
            assert!(found.abs_diff(expected) <= 1, "{found} {expected}");
        }
    }

    #[test]
    fn a_px_is_as_many_pixels_as_the_scale_says_from_the_origin() {
        let mut canvas = Canvas::new([10.0, 6.0], [0.0, 2.0], 4).unwrap();
        assert_eq!([canvas.pixmap.width(), canvas.pixmap.height()], [40, 24]);
        canvas.area(&square(1.0), Rgb([255, 0, 0]), 1.0);
        let alpha = |x, y| canvas.pixmap.pixel(x, y).unwrap().alpha();
        assert_eq!([alpha(0, 7), alpha(0, 8), alpha(3, 11), alpha(4, 11)], [0, 255, 255, 0]);
    }

    #[test]
    fn what_is_too_large_is_refused() {
        for size in [[0.0, 10.0], [f64::NAN, 10.0], [1e5, 1e5], [f64::INFINITY, 1.0]] {
            let error = Canvas::new(size, [0.0; 2], 1).map(|_| ()).unwrap_err();
            assert!(error.to_string().starts_with("size is ["), "{error}");
        }
    }

    #[test]
    fn text_stands_at_its_anchor_and_is_narrowed_to_its_width() {
        let columns = |anchor: Anchor, x: f64, width: f64| {
            let mut canvas = Canvas::new([100.0, 20.0], [0.0; 2], 2).unwrap();
            let text = Text { anchor, ..Text::plain([x, 10.0], "HHHH".to_owned(), 10.0, width) };
            canvas.text(&text);
            let is_inked =
                |x: &u32| (0..40).any(|y| canvas.pixmap.pixel(*x, y).unwrap().alpha() > 127);
            let inked: Vec<u32> = (0..200).filter(is_inked).collect();
            [inked[0], *inked.last().unwrap()]
        };
        // Four letters of 7.52 px, each with a bearing of 0.98 px.
        assert_eq!(columns(Anchor::Start, 10.0, 50.0), [22, 77]);
        assert_eq!(columns(Anchor::End, 90.0, 50.0), [122, 177]);
        let [left, right] = columns(Anchor::Middle, 50.0, 50.0);
        assert_eq!(left + right, 199);
        let [left, right] = columns(Anchor::Start, 10.0, 15.0);
        assert!(left >= 20 && (46..=50).contains(&right), "{left} {right}");
    }
}
