//! The picture that a link to the page is shown with, as a PNG: a race on its map, without words, since
//! there are no fonts that every machine has.

use anyhow::{Context, Result, anyhow};
use downhill::{OptimizerRunner, RunConfig};
use downhill_plot::{
    Layer, Layers, Painter, Places, Point, Rgb, Scene, SceneStyle, Stroke, Text, Words,
};
use png::{ColorType, Compression, Encoder, Filter};
use tiny_skia::{
    BlendMode, Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapPaint,
    StrokeDash, Transform,
};

/// The race that is shown, and its step: from one start, five racers take four ways to three minima.
const RUN: &str = "objective=himmelblau";
const STEP: u32 = 150;

/// Width and height in pixels, as those who show links want them.
const SIZE: [u32; 2] = [1200, 630];

/// How many pixels a CSS px has: the picture is seen small, so what is drawn is large.
const SCALE: u32 = 2;

/// The picture's bytes.
pub(crate) fn preview() -> Result<Vec<u8>> {
    let config = RunConfig::from_text(RUN).map_err(|error| anyhow!("{error}"))?;
    encode(&draw(config, STEP)?)
}

/// A picture without transparency as a PNG.
fn encode(picture: &Pixmap) -> Result<Vec<u8>> {
    let rgb: Vec<u8> =
        picture.pixels().iter().flat_map(|at| [at.red(), at.green(), at.blue()]).collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_compression(Compression::High);
    // Most pixels are those of a few bands, and what filters leave of them repeats less.
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(bytes)
}

/// A run after so many steps.
fn draw(config: RunConfig, step: u32) -> Result<Pixmap> {
    let mut runner = OptimizerRunner::new(config);
    runner.step(step).map_err(|error| anyhow!("{error}"))?;
    let mut layers = Canvases::new()?;
    let size = SIZE.map(|side| f64::from(side / SCALE));
    let mut scene = Scene::new(&mut layers, &runner, size, SceneStyle::default());
    // Heads are drawn before there are labels, which would be words.
    scene.show(&mut layers, &runner, step, &|| false);
    let words = Words { hatched: None, remark: None, places: Places::ENGLISH };
    scene.label(&mut layers, &words);
    layers.flatten()
}

/// The layers of the picture.
struct Canvases([Canvas; 4]);

impl Canvases {
    fn new() -> Result<Self> {
        let [field, outlines, trails, heads] = [(); 4].map(|()| Canvas::new());
        Ok(Self([field?, outlines?, trails?, heads?]))
    }

    /// One upon the other, on the ground.
    fn flatten(&self) -> Result<Pixmap> {
        let mut picture = Canvas::new()?.pixmap;
        picture.fill(Color::WHITE);
        for Canvas { pixmap, .. } in &self.0 {
            let paint = PixmapPaint::default();
            picture.draw_pixmap(0, 0, pixmap.as_ref(), &paint, Transform::identity(), None);
        }
        Ok(picture)
    }
}

impl Layers for Canvases {
    fn layer(&mut self, layer: Layer) -> &mut dyn Painter {
        &mut self.0[layer as usize]
    }
}

/// One layer.
struct Canvas {
    pixmap: Pixmap,
    /// Whether what is painted lies beneath what is there.
    is_beneath: bool,
}

impl Canvas {
    fn new() -> Result<Self> {
        let [width, height] = SIZE;
        let pixmap = Pixmap::new(width, height).context("there is no room for the preview")?;
        Ok(Self { pixmap, is_beneath: false })
    }

    fn paint(&self, Rgb([red, green, blue]): Rgb, opacity: f64) -> Paint<'static> {
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
        self.pixmap.fill(Color::TRANSPARENT);
    }

    fn paint_beneath(&mut self, beneath: bool) {
        self.is_beneath = beneath;
    }

    fn area(&mut self, rings: &[Vec<Point>], color: Rgb, opacity: f64) {
        let paint = self.paint(color, opacity);
        if let Some(path) = path(rings.iter().map(Vec::as_slice), true) {
            self.pixmap.fill_path(&path, &paint, FillRule::EvenOdd, scaled(), None);
        }
    }

    fn stroke(&mut self, lines: &[&[Point]], stroke: &Stroke) {
        let paint = self.paint(stroke.color, 1.0);
        let dash = stroke.dash.as_ref().and_then(|dash| {
            let pattern = dash.pattern.iter().map(|length| single(*length)).collect();
            StrokeDash::new(pattern, single(dash.offset))
        });
        let stroke = tiny_skia::Stroke {
            width: single(stroke.width),
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            dash,
            ..tiny_skia::Stroke::default()
        };
        if let Some(path) = path(lines.iter().copied(), false) {
            self.pixmap.stroke_path(&path, &paint, &stroke, scaled(), None);
        }
    }

    fn text(&mut self, _: &Text) {}
}

/// CSS px as pixels.
fn scaled() -> Transform {
    let [x, y] = [SCALE; 2].map(|scale| single(f64::from(scale)));
    Transform::from_scale(x, y)
}

/// Polylines as one path; none where there is nothing to be drawn.
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

#[cfg(test)]
mod tests {
    use super::*;
    use downhill_plot::{Identity, Palette};

    #[test]
    fn is_of_the_size_that_previews_have_and_soon_loaded() {
        let bytes = preview().unwrap();
        assert!(bytes.len() <= 150_000, "{} bytes", bytes.len());
        let (start, end) = (&bytes[..24], &bytes[bytes.len() - 12..]);
        assert!(start.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"), "{start:?}");
        assert_eq!(start[16..], [0, 0, 4, 0xb0, 0, 0, 2, 0x76]);
        // The checksum that every PNG ends with.
        assert_eq!(end, b"\0\0\0\0IEND\xae\x42\x60\x82");
    }

    #[test]
    fn shows_every_racer_on_its_ground() {
        let config = RunConfig::from_text(RUN).unwrap();
        let picture = draw(config.clone(), STEP).unwrap();
        let count = |Rgb([red, green, blue]): Rgb| {
            let of_it = |at: &&tiny_skia::PremultipliedColorU8| {
                [at.red(), at.green(), at.blue(), at.alpha()] == [red, green, blue, 255]
            };
            picture.pixels().iter().filter(of_it).count()
        };
        // A head alone has some 500 pixels.
        for racer in Identity::of(&config, Palette::default()) {
            assert!(count(racer.color) > 500, "{}: {}", racer.label, count(racer.color));
        }
        let mut colors: Vec<u32> = picture
            .pixels()
            .iter()
            .map(|at| u32::from_le_bytes([at.red(), at.green(), at.blue(), 0]))
            .collect();
        colors.sort_unstable();
        colors.dedup();
        assert!(colors.len() > 1000, "{} colours", colors.len());
        // The ground is there up to the corners.
        for [x, y] in [[0, 0], [1199, 0], [0, 629], [1199, 629]] {
            let corner = picture.pixel(x, y).unwrap();
            assert!(corner.red() < 250 && corner.alpha() == 255, "{corner:?}");
        }
    }

    #[test]
    fn lies_beneath_what_is_there_where_it_is_told_to() {
        let mut canvas = Canvas::new().unwrap();
        let square = vec![vec![[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]]];
        let (red, blue) = (Rgb([255, 0, 0]), Rgb([0, 0, 255]));
        canvas.area(&square, red, 1.0);
        canvas.paint_beneath(true);
        canvas.area(&square, blue, 1.0);
        assert_eq!(canvas.pixmap.pixel(4, 4).unwrap().red(), 255);
        canvas.paint_beneath(false);
        canvas.area(&square, blue, 1.0);
        assert_eq!(canvas.pixmap.pixel(4, 4).unwrap().blue(), 255);
    }
}
