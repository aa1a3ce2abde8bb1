//! Exported pictures, decoded again.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test ends by them")]

use downhill::{Link, OptimizerRunner, RunConfig};
use downhill_export::{Animation, ExportError, gif, png};
use downhill_plot::{
    Camera, Identity, Palette, Picture, Rgb, SceneStyle, Sheet, View, band_colors, summary,
};
use gif::DisposalMethod;

/// The article's race, which its own GIF shows in 1,964,484 bytes. A quarter of that is allowed.
const ARTICLES_RACE: &str = "preset=article-gif";
const QUARTER: usize = 491_121;

fn runner(line: &str) -> OptimizerRunner {
    let config: RunConfig = line.parse().unwrap();
    let mut runner = OptimizerRunner::new(config);
    let steps = runner.config().steps;
    runner.step(steps).unwrap();
    runner
}

fn sheet(runner: &OptimizerRunner, size: [f64; 2]) -> Sheet {
    let palette = Palette::of(runner.config(), downhill_plot::Theme::Light, false);
    Sheet {
        size,
        style: SceneStyle { palette, ..SceneStyle::default() },
        title: None,
        picture: Picture::Map,
    }
}

/// A picture in RGB.
struct Pixels {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Pixels {
    fn at(&self, x: usize, y: usize) -> Rgb {
        let index = 3 * (y * self.width + x);
        Rgb([self.rgb[index], self.rgb[index + 1], self.rgb[index + 2]])
    }

    /// The middle of the pixels of a colour in a square around a point, and how many there are.
    fn found(&self, color: Rgb, around: [f64; 2], reach: f64) -> ([f64; 2], usize) {
        let (mut sum, mut count) = ([0.0; 2], 0);
        for y in 0..self.height {
            for x in 0..self.width {
                let at = [x, y].map(|at| f64::from(u32::try_from(at).unwrap()) + 0.5);
                let is_near = (0..2).all(|axis| (at[axis] - around[axis]).abs() <= reach);
                if is_near && self.at(x, y) == color {
                    count += 1;
                    sum = [sum[0] + at[0], sum[1] + at[1]];
                }
            }
        }
        (sum.map(|sum| sum / f64::from(u32::try_from(count).unwrap())), count)
    }
}

struct Decoded {
    picture: Pixels,
    texts: Vec<(String, String)>,
}

fn decoded(bytes: &[u8]) -> Decoded {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut rgb).unwrap();
    let info = reader.info();
    let text = |chunk: &::png::text_metadata::ITXtChunk| {
        (chunk.keyword.clone(), chunk.get_text().unwrap())
    };
    let texts = info.utf8_text.iter().map(text).collect();
    let [width, height] = [info.width, info.height].map(|side| usize::try_from(side).unwrap());
    Decoded { picture: Pixels { width, height, rgb }, texts }
}

/// A GIF's frames, each with all that is seen, and their delays.
fn frames(bytes: &[u8]) -> (Vec<Pixels>, Vec<u16>) {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).unwrap();
    assert_eq!(decoder.repeat(), gif::Repeat::Infinite);
    let [width, height] = [decoder.width(), decoder.height()].map(usize::from);
    let mut canvas = vec![0; 3 * width * height];
    let (mut frames, mut delays) = (Vec::new(), Vec::new());
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        assert_eq!(frame.dispose, DisposalMethod::Keep);
        for (index, pixel) in frame.buffer.chunks(4).enumerate() {
            let columns = usize::from(frame.width);
            let x = usize::from(frame.left) + index % columns;
            let y = usize::from(frame.top) + index / columns;
            if pixel[3] > 0 {
                canvas[3 * (y * width + x)..][..3].copy_from_slice(&pixel[..3]);
            }
        }
        frames.push(Pixels { width, height, rgb: canvas.clone() });
        delays.push(frame.delay);
    }
    (frames, delays)
}

fn animated(runner: &OptimizerRunner, sheet: &Sheet, animation: &Animation) -> Vec<u8> {
    let mut bytes = Vec::new();
    gif(runner, sheet, animation, &mut bytes, &mut |_| true).unwrap();
    bytes
}

#[test]
fn the_fields_pixels_have_the_colours_of_their_bands() {
    let runner = runner(ARTICLES_RACE);
    let size = [576.0, 432.0];
    let palette = Palette { is_article: true, ..Palette::default() };
    let levels = runner.config().levels.clone().unwrap();
    let colors = band_colors(levels.len(), &palette);
    let view = View { bounds: runner.config().view, width: size[0], height: size[1] };
    for scale in [1, 2] {
        let bytes = png(&runner, 0, &sheet(&runner, size), scale).unwrap();
        let Decoded { picture, .. } = decoded(&bytes);
        let pixels = usize::try_from(scale).unwrap();
        assert_eq!([picture.width, picture.height], [576 * pixels, 432 * pixels]);
        let mut bands = Vec::new();
        // Left of all racers and labels, in the middle of each band.
        for x in 0..200 {
            let at = [f64::from(x) + 0.5, 216.5];
            let f = runner.evaluate(view.to_objective(at)).value;
            let near = levels.iter().map(|level| (f - level).abs()).fold(f64::INFINITY, f64::min);
            if near < 0.03 {
                continue;
            }
            let band = levels.iter().filter(|level| f > **level).count();
            let x = usize::try_from(x).unwrap() * pixels;
            assert_eq!(picture.at(x, 216 * pixels), colors[band], "{x} in band {band}");
            bands.push(band);
        }
        bands.dedup();
        assert!(bands.len() >= 4, "{bands:?}");
    }
}

#[test]
fn heads_are_where_the_racers_are() {
    let runner = runner("objective=himmelblau");
    for (scale, title) in [(1, None), (2, Some("Himmelblau".to_owned())), (4, None)] {
        let sheet = Sheet { title, ..sheet(&runner, [576.0, 432.0]) };
        let [width, height] = sheet.picture_size();
        let view = View { bounds: runner.config().view, width, height };
        // Here no two of these are near each other.
        let step = 40;
        let Decoded { picture, .. } = decoded(&png(&runner, step, &sheet, scale).unwrap());
        for (racer, identity) in
            Identity::of(runner.config(), sheet.style.palette).iter().enumerate().take(2)
        {
            let [x, y] = view.to_px(runner.iterate(racer, step).unwrap());
            let scale = f64::from(scale);
            let at = [scale * (x + sheet.origin()[0]), scale * (y + sheet.origin()[1])];
            let (middle, count) = picture.found(identity.color, at, 5.0 * scale);
            let off = [0, 1].map(|axis| (middle[axis] - at[axis]).abs() / scale);
            assert!(off.iter().all(|off| *off < 1.0), "{}: {off:?}", identity.label);
            assert!(f64::from(u32::try_from(count).unwrap()) > 40.0 * scale * scale, "{count}");
        }
    }
}

#[test]
fn every_racer_is_seen_on_a_ground_that_reaches_the_corners() {
    let runner = runner("objective=himmelblau");
    let sheet = sheet(&runner, [600.0, 315.0]);
    let Decoded { picture, .. } = decoded(&png(&runner, 150, &sheet, 2).unwrap());
    for racer in Identity::of(runner.config(), sheet.style.palette) {
        // A head alone has some 500 pixels.
        let (_, count) = picture.found(racer.color, [600.0, 315.0], 600.0);
        assert!(count > 500, "{}: {count}", racer.label);
    }
    for [x, y] in [[0, 0], [1199, 0], [0, 629], [1199, 629]] {
        assert!(picture.at(x, y).0[0] < 250, "{:?}", picture.at(x, y));
    }
}

#[test]
fn a_png_says_what_it_shows_and_brings_its_run_along() {
    let runner = runner("objective=booth&racers=adam(lr=0.5)#Ada&steps=30");
    let bytes = png(&runner, 12, &sheet(&runner, [320.0, 240.0]), 1).unwrap();
    let Decoded { texts, .. } = decoded(&bytes);
    let text = |wanted: &str| &texts.iter().find(|(name, _)| name == wanted).unwrap().1;
    assert_eq!(*text("Description"), summary(&runner, 12));
    let link = Link::read(text("Source")).link;
    assert_eq!((&link.config, link.step), (runner.config(), Some(12)));
}

#[test]
fn labels_axes_and_title_are_there_if_wanted() {
    let runner = runner("objective=booth");
    let plain = sheet(&runner, [400.0, 300.0]);
    let without = Sheet { style: SceneStyle { labels: false, ..plain.style }, ..plain.clone() };
    let axes = Sheet { style: SceneStyle { axes: true, ..plain.style }, ..plain.clone() };
    let titled = Sheet { title: Some("Booth".to_owned()), ..plain.clone() };
    let sheets = [plain, without, axes, titled];
    let pictures = sheets.each_ref().map(|sheet| png(&runner, 50, sheet, 1).unwrap());
    for (index, picture) in pictures.iter().enumerate() {
        assert!(!pictures[..index].contains(picture), "{index}");
    }
    // The title's ground is that of the page.
    let picture = decoded(&pictures[3]).picture;
    assert_eq!(picture.at(200, 2), sheets[3].style.palette.halo());
}

#[test]
fn the_articles_race_takes_a_quarter_of_its_own_bytes_at_most() {
    let runner = runner(ARTICLES_RACE);
    let sheet = sheet(&runner, [576.0, 432.0]);
    let usual = Animation::of(runner.config());
    let animation = Animation { steps: [0, 99], frames: 100, ..usual };
    let bytes = animated(&runner, &sheet, &animation);
    assert!(bytes.len() <= QUARTER, "{} bytes", bytes.len());

    let (frames, delays) = frames(&bytes);
    assert_eq!((frames.len(), delays.len()), (100, 100));
    assert!(delays[..99].iter().all(|delay| *delay == 6) && delays[99] == 156, "{delays:?}");
    assert_eq!([frames[0].width, frames[0].height], [576, 432]);
    let view = View { bounds: runner.config().view, width: 576.0, height: 432.0 };
    let palette = sheet.style.palette;
    let racers = Identity::of(runner.config(), palette);
    let ground = band_colors(8, &palette)[7];
    for (step, frame) in (0..100).zip(&frames) {
        // The field is that of the PNG, also where nothing changes any more.
        assert_eq!(frame.at(3, 3), ground, "step {step}");
        // SGD's head is seen at its place once it has left the others.
        if step > 40 && step < 70 {
            let at = view.to_px(runner.iterate(0, step).unwrap());
            let (middle, count) = frame.found(racers[0].color, at, 4.0);
            let off = (middle[0] - at[0]).abs().max((middle[1] - at[1]).abs());
            assert!(off < 1.0 && count > 20, "step {step}: {off} px, {count} pixels");
        }
    }
}

#[test]
fn each_frame_is_near_the_picture_of_its_step() {
    // Shading, axes and a title take the most colours.
    let runner = runner("objective=himmelblau&steps=60");
    let plain = sheet(&runner, [320.0, 240.0]);
    let style = SceneStyle { axes: true, labels: false, ..plain.style };
    let sheet = Sheet { title: Some("Himmelblau".to_owned()), style, ..plain };
    let animation = Animation { frames: 13, ..Animation::of(runner.config()) };
    let (frames, _) = frames(&animated(&runner, &sheet, &animation));
    assert_eq!(frames.len(), 13);
    for (step, frame) in (0..=60).step_by(5).zip(&frames) {
        let still = decoded(&png(&runner, step, &sheet, 1).unwrap()).picture;
        let off = frame.rgb.iter().zip(&still.rgb).map(|(a, b)| u32::from(a.abs_diff(*b)));
        let sum: u32 = off.clone().sum();
        let mean = f64::from(sum) / f64::from(u32::try_from(frame.rgb.len()).unwrap());
        let most = off.max().unwrap();
        assert!(mean < 0.6 && most < 40, "step {step}: {mean} on average, {most} at most");
    }
}

#[test]
fn the_same_run_has_the_same_bytes() {
    let make = || {
        let runner = runner("objective=rosenbrock&steps=100");
        let sheet = sheet(&runner, [200.0, 150.0]);
        let animation = Animation { frames: 8, ..Animation::of(runner.config()) };
        (png(&runner, 100, &sheet, 2).unwrap(), animated(&runner, &sheet, &animation))
    };
    assert!(make() == make());
}

#[test]
fn an_animation_says_how_far_it_is_and_can_be_cancelled() {
    let runner = runner("objective=booth&steps=20");
    let sheet = sheet(&runner, [200.0, 150.0]);
    let animation = Animation::of(runner.config());
    let mut parts = Vec::new();
    let mut note = |part: f64| {
        parts.push(part);
        true
    };
    gif(&runner, &sheet, &animation, &mut Vec::new(), &mut note).unwrap();
    assert_eq!(parts.len(), 16 + 21);
    assert!(parts.is_sorted() && parts[0] == 0.0 && parts[36] < 1.0, "{parts:?}");

    let mut calls = 0;
    let mut stop = |_| {
        calls += 1;
        calls < 20
    };
    let cancelled = gif(&runner, &sheet, &animation, &mut Vec::new(), &mut stop);
    assert!(matches!(cancelled, Err(ExportError::Cancelled)));
    assert_eq!(calls, 20);
}

#[test]
fn what_is_not_allowed_is_refused_before_anything_is_written() {
    let runner = runner("objective=booth&steps=20");
    let sheet = sheet(&runner, [200.0, 150.0]);
    let error = png(&runner, 0, &sheet, 5).unwrap_err().to_string();
    assert_eq!(error, "scale is 5; it must be a whole number from 1 to 4");
    let huge = Sheet { size: [4096.0, 4096.0], ..sheet.clone() };
    let error = png(&runner, 0, &huge, 4).unwrap_err().to_string();
    assert!(error.starts_with("size is [16384, 16384]; it must be"), "{error}");
    let animation = Animation { steps: [0, 21], ..Animation::of(runner.config()) };
    let mut bytes = Vec::new();
    let error = gif(&runner, &sheet, &animation, &mut bytes, &mut |_| true).unwrap_err();
    assert!(error.to_string().starts_with("steps is [0, 21]"), "{error}");
    assert!(bytes.is_empty());
}

/// The corners of the box in the article's figure of the surface, in px of an enlarged copy: the four that reach
/// farthest (left, right, up, down), and two others.
const ARTICLES_BOX: [[f64; 2]; 6] = [
    [143.0, 315.0],
    [1176.0, 267.0],
    [620.0, 23.0],
    [706.0, 908.0],
    [183.0, 645.0],
    [1138.0, 598.0],
];

fn surface_of(sheet: Sheet, camera: Camera) -> Sheet {
    Sheet { picture: Picture::Surface { camera, sees_through: false }, ..sheet }
}

#[test]
fn the_surfaces_box_has_the_corners_of_the_articles_figure() {
    let runner = runner(ARTICLES_RACE);
    let plain = sheet(&runner, [576.0, 432.0]);
    let style = SceneStyle { labels: false, ..plain.style };
    let sheet = surface_of(Sheet { style, ..plain }, Camera::default());
    for scale in [1, 2] {
        let Decoded { picture, .. } = decoded(&png(&runner, 0, &sheet, scale).unwrap());
        let ground = sheet.ground();
        let whole = |place: f64| format!("{place:.0}").parse::<usize>().unwrap();
        let (mut low, mut high) = ([f64::INFINITY; 2], [0.0_f64; 2]);
        for y in 0..picture.height {
            for x in 0..picture.width {
                if picture.at(x, y) != ground {
                    let at = [x, y].map(|at| f64::from(u32::try_from(at).unwrap()));
                    low = [0, 1].map(|axis| low[axis].min(at[axis]));
                    high = [0, 1].map(|axis| high[axis].max(at[axis]));
                }
            }
        }
        let [left, right, up, down, ..] = ARTICLES_BOX;
        let ([from, to], [from_y, to_y]) = ([left[0], right[0]], [up[1], down[1]]);
        let stretch = (high[0] - low[0]) / (high[1] - low[1]);
        assert!((stretch * (to_y - from_y) / (to - from) - 1.0).abs() < 0.02, "{stretch}");
        let middle = [0.5 * (from + to), 0.5 * (from_y + to_y)];
        for corner in ARTICLES_BOX {
            // A hundredth farther out there is nothing, as far inside there is the box.
            let at = |part: f64| {
                let [x, y] = [0, 1].map(|axis| middle[axis] + part * (corner[axis] - middle[axis]));
                let x = low[0] + (x - from) / (to - from) * (high[0] - low[0]);
                let y = low[1] + (y - from_y) / (to_y - from_y) * (high[1] - low[1]);
                picture.at(whole(x), whole(y))
            };
            assert_eq!(at(1.015), ground, "{corner:?}");
            assert_ne!(at(0.97), ground, "{corner:?}");
        }
    }
}

#[test]
fn an_animation_of_the_surface_has_its_ground_once() {
    let runner = runner(ARTICLES_RACE);
    // From behind, where the race is seen.
    let camera = Camera { elevation: 60.0, azimuth: 130.0, zoom: 1.0 };
    let sheet = surface_of(sheet(&runner, [576.0, 432.0]), camera);
    let animation = Animation::of(runner.config());
    let bytes = animated(&runner, &sheet, &animation);
    assert!(bytes.len() <= QUARTER, "{} bytes", bytes.len());
    let (frames, _) = frames(&bytes);
    assert_eq!(frames.len(), 101);
    let still = decoded(&png(&runner, 60, &sheet, 1).unwrap()).picture;
    let off = frames[60].rgb.iter().zip(&still.rgb).map(|(a, b)| u32::from(a.abs_diff(*b)));
    let mean = f64::from(off.sum::<u32>()) / f64::from(u32::try_from(still.rgb.len()).unwrap());
    assert!(mean < 1.5, "{mean}");
}
