//! `downhill render`: a run as a picture.

use std::path::{Path, PathBuf};

use downhill::{Link, MAX_STEPS, RunConfig};
use downhill_export::{Animation, FRAME_RATES, MOST_FRAMES, gif, png};
use downhill_plot::{Camera, Palette, Picture, Ratio, SceneStyle, Sheet, Theme, svg};

use crate::failure::Failure;
use crate::input;
use crate::output::{Output, write_file};
use crate::progress::Progress;

/// The default width in CSS px. With the ratio 4:3 the size is that of the article's pictures.
const DEFAULT_WIDTH: u32 = 576;
/// The allowed widths and heights, in CSS px.
const SIDES: std::ops::RangeInclusive<u32> = 64..=4096;

const EXAMPLES: &str = "\
Examples:
  downhill render 'objective=rosenbrock&racers=sgd,adam(lr=0.1)' -o race.svg --step 120
  downhill render 'preset=article-gif' -o race.gif
  downhill render run.json -o race.png --scale 2 --size 1280 --ratio 16:9 --theme dark --title
  downhill render 'preset=article-gif' -o surface.png --view surface --step 0
  downhill render 'objective=himmelblau' -o surface.gif --view surface --elevation 60 --azimuth 130 --see-through
  downhill render 'objective=himmelblau' -o race.gif --steps 0..80 --fps 25 --size 400 --title='Four minima'

It prints a sentence that describes the picture, for its `alt`, and the HTML that shows it.";

/// What is drawn, and where it is written to.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Request {
    /// The run: a text, a link, a file of JSON, or - for standard input
    #[arg(default_value = "", hide_default_value = true)]
    run: String,
    /// The file; its ending says what it is: .svg, .png or .gif
    #[arg(long, short)]
    out: PathBuf,
    /// The step that is shown; by default the link's, or else the run's last
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=i64::from(MAX_STEPS)))]
    step: Option<u32>,
    /// The map, or the objective as a surface in three dimensions
    #[arg(long, value_enum, default_value_t)]
    view: View,
    /// How far above the floor the eye is that sees a surface, 0 to 90°; by default the article's 50
    #[arg(long, value_name = "DEGREES")]
    elevation: Option<f64>,
    /// Where around a surface the eye is, −180 to 180° from the x axis; by default the article's −50
    #[arg(long, value_name = "DEGREES", allow_negative_numbers = true)]
    azimuth: Option<f64>,
    /// How many times as near a surface is, 0.5 to 8
    #[arg(long, value_name = "FACTOR")]
    zoom: Option<f64>,
    /// Has a surface let through what it hides: trails dotted, and heads faintly
    #[arg(long)]
    see_through: bool,
    /// Width and height in CSS px, as in 800x600, or the width alone
    #[arg(long, default_value_t = Size::Width(DEFAULT_WIDTH), value_parser = size)]
    size: Size,
    /// The ratio of width to height, if the size is a width
    #[arg(long, default_value = "4:3", value_parser = ratio)]
    ratio: Ratio,
    /// Pixels to the CSS px, in PNG and GIF
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4))]
    scale: u32,
    /// The page that the picture is made for
    #[arg(long, value_enum, default_value_t)]
    theme: Page,
    /// The colours of the ground: the map's own, or the article's
    #[arg(long, value_enum, default_value_t)]
    palette: Ground,
    /// Whether there are numbers at the edges
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    axes: bool,
    /// Whether racers and isolines are labelled
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    labels: bool,
    /// A title with the step beside it; without a text it is the objective
    #[arg(long, value_name = "TEXT", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    title: Option<String>,
    /// The first step and the last of a GIF, as in 0..80; by default the whole run
    #[arg(long, value_parser = steps)]
    steps: Option<[u32; 2]>,
    /// How many frames a GIF has; by default one a step, at most 150
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_FRAMES)))]
    frames: Option<u32>,
    /// Frames each second of a GIF, 1 to 50; by default the article's 16.7
    #[arg(long, value_parser = frame_rate)]
    fps: Option<f64>,
    /// For how many seconds the last frame of a GIF stays
    #[arg(long, value_name = "SECONDS", value_parser = hold)]
    hold: Option<f64>,
    /// Prints nothing
    #[arg(long, short)]
    quiet: bool,
}

/// Which picture of the objective is drawn.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Map,
    Surface,
}

/// The theme of the page that a picture is made for.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Light,
    Dark,
}

/// The colours of a picture's ground, with the names that the element's attribute has.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ground {
    #[default]
    Auto,
    Article,
}

/// A width and height, or a width to which the ratio gives the height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Both([u32; 2]),
    Width(u32),
}

impl std::fmt::Display for Size {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Both([width, height]) => write!(formatter, "{width}x{height}"),
            Self::Width(width) => write!(formatter, "{width}"),
        }
    }
}

/// What a file is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Svg,
    Png,
    Gif,
}

impl Kind {
    fn of(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            Some("gif") => Ok(Self::Gif),
            _ => Err(Failure::Input(format!(
                "the file is {}; its name must end in .svg, .png or .gif",
                path.display()
            ))),
        }
    }
}

/// Parses a width and height such as `576x432`, or a width.
fn size(text: &str) -> Result<Size, String> {
    let side = |text: &str| text.parse().ok().filter(|side| SIDES.contains(side));
    let size = match text.split_once('x') {
        Some((width, height)) => side(width).zip(side(height)).map(|(w, h)| Size::Both([w, h])),
        None => side(text).map(Size::Width),
    };
    let [least, most] = [SIDES.start(), SIDES.end()];
    size.ok_or_else(|| {
        format!("width and height must be from {least} to {most} px, as in 576x432 or 576")
    })
}

fn ratio(text: &str) -> Result<Ratio, String> {
    let ratio = Ratio::ALL.into_iter().find(|ratio| ratio.name() == text);
    ratio.ok_or_else(|| "it must be 4:3, 16:9 or square".to_owned())
}

/// Parses the first step and the last, `0..80`.
fn steps(text: &str) -> Result<[u32; 2], String> {
    let read = |text: &str| text.parse().ok().filter(|step| *step <= MAX_STEPS);
    let range = text.split_once("..").and_then(|(first, last)| read(first).zip(read(last)));
    match range {
        Some((first, last)) if first <= last => Ok([first, last]),
        _ => Err(format!(
            "it must be two whole numbers from 0 to {MAX_STEPS}, the second not below the first, as in 0..80"
        )),
    }
}

fn frame_rate(text: &str) -> Result<f64, String> {
    let [least, most] = [FRAME_RATES.start(), FRAME_RATES.end()];
    let rate = text.parse().ok().filter(|rate| FRAME_RATES.contains(rate));
    rate.ok_or_else(|| format!("it must be a number from {least} to {most}"))
}

fn hold(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.0..=60.0).contains(seconds));
    seconds.ok_or_else(|| "it must be a number of seconds from 0 to 60".to_owned())
}

impl Request {
    fn sides(&self) -> [u32; 2] {
        match self.size {
            Size::Both(sides) => sides,
            Size::Width(width) => [width, self.ratio.height(width).max(*SIDES.start())],
        }
    }

    /// The map, or the surface as it is looked at.
    fn picture(&self) -> Result<Picture, Failure> {
        if self.view == View::Map {
            return Ok(Picture::Map);
        }
        let usual = Camera::default();
        let camera = Camera::new(
            self.elevation.unwrap_or(usual.elevation),
            self.azimuth.unwrap_or(usual.azimuth),
            self.zoom.unwrap_or(usual.zoom),
        )?;
        Ok(Picture::Surface { camera, sees_through: self.see_through })
    }

    fn sheet(&self, config: &RunConfig) -> Result<Sheet, Failure> {
        let theme = match self.theme {
            Page::Light => Theme::Light,
            Page::Dark => Theme::Dark,
        };
        let palette = Palette::of(config, theme, self.palette == Ground::Article);
        let Self { axes, labels, .. } = *self;
        let style = SceneStyle { palette, axes, labels, ..SceneStyle::default() };
        let title = self.title.clone().map(|title| match title.as_str() {
            "" => Sheet::usual_title(config),
            _ => title,
        });
        let size = self.sides().map(f64::from);
        Ok(Sheet { size, style, title, picture: self.picture()? })
    }

    /// Refuses options that the kind of file or the view has not.
    fn check(&self, kind: Kind) -> Result<(), Failure> {
        let of_surfaces = [
            ("--elevation", self.elevation.is_some()),
            ("--azimuth", self.azimuth.is_some()),
            ("--zoom", self.zoom.is_some()),
            ("--see-through", self.see_through),
        ];
        if self.view == View::Map
            && let Some((option, _)) = of_surfaces.iter().find(|(_, is_given)| *is_given)
        {
            let message = format!("{option} is given with a map; it must be with --view surface");
            return Err(Failure::Input(message));
        }
        let of_gifs = [
            ("--steps", self.steps.is_some()),
            ("--frames", self.frames.is_some()),
            ("--fps", self.fps.is_some()),
            ("--hold", self.hold.is_some()),
        ];
        let (others, wanted) = match kind {
            Kind::Gif => (vec![("--step", self.step.is_some())], "a .svg or .png file"),
            Kind::Png => (of_gifs.to_vec(), "a .gif file"),
            Kind::Svg if self.scale != 1 => (vec![("--scale", true)], "a .png or .gif file"),
            Kind::Svg => (of_gifs.to_vec(), "a .gif file"),
        };
        match others.iter().find(|(_, is_given)| *is_given) {
            Some((option, _)) => {
                let file = self.out.display();
                Err(Failure::Input(format!(
                    "{option} is given with {file}; it must be with {wanted}"
                )))
            }
            None => Ok(()),
        }
    }

    /// The animation of a run.
    fn animation(&self, config: &RunConfig) -> Result<Animation, Failure> {
        let usual = Animation::of(config);
        let steps = self.steps.unwrap_or(usual.steps);
        check_step(steps[1], config)?;
        let usual_frames = steps[1] - steps[0] + 1;
        Ok(Animation {
            steps,
            frames: self.frames.unwrap_or(usual.frames.min(usual_frames)),
            frame_rate: self.fps.unwrap_or(usual.frame_rate),
            hold: self.hold.unwrap_or(usual.hold),
            scale: self.scale,
        })
    }
}

fn check_step(step: u32, config: &RunConfig) -> Result<(), Failure> {
    let steps = config.steps;
    if step <= steps {
        return Ok(());
    }
    Err(Failure::Input(format!("the step is {step}; it must be at most {steps}, the run's last")))
}

pub(crate) fn run(request: &Request) -> Result<(), Failure> {
    let kind = Kind::of(&request.out)?;
    request.check(kind)?;
    let link = input::read(&request.run)?;
    let Drawn { bytes, sentence } = match kind {
        Kind::Gif => animated(request, link)?,
        Kind::Svg | Kind::Png => still(request, kind, link)?,
    };
    write_file(&request.out, &bytes)?;
    if !request.quiet {
        let image = image(&request.out, request.sides(), &sentence);
        let mut output = Output::open(None)?;
        output.write(&format!("Wrote {}\n\n{sentence}\n\n{image}\n", request.out.display()))?;
        output.finish()?;
    }
    Ok(())
}

/// A picture.
struct Drawn {
    bytes: Vec<u8>,
    /// What it shows, in words; of an animation, its last frame.
    sentence: String,
}

fn still(request: &Request, kind: Kind, link: Link) -> Result<Drawn, Failure> {
    let Link { config, step } = link;
    let step = request.step.or(step).unwrap_or(config.steps);
    check_step(step, &config)?;
    let sheet = request.sheet(&config)?;
    let runner = input::computed(config, step, &mut Progress::of("running"))?;
    let bytes = match kind {
        Kind::Svg => svg(&runner, step, &sheet).into_bytes(),
        _ => png(&runner, step, &sheet, request.scale)?,
    };
    Ok(Drawn { bytes, sentence: sheet.summary(&runner, step) })
}

fn animated(request: &Request, link: Link) -> Result<Drawn, Failure> {
    let config = link.config;
    let (sheet, animation) = (request.sheet(&config)?, request.animation(&config)?);
    let last = animation.steps[1];
    let runner = input::computed(config, last, &mut Progress::of("running"))?;
    let mut bytes = Vec::new();
    let mut progress = Progress::of("drawing");
    gif(&runner, &sheet, &animation, &mut bytes, &mut |part| {
        progress.show(part);
        true
    })?;
    Ok(Drawn { bytes, sentence: sheet.summary(&runner, last) })
}

/// The line of HTML that shows the picture.
fn image(out: &Path, [width, height]: [u32; 2], sentence: &str) -> String {
    let name = out.file_name().unwrap_or(out.as_os_str()).to_string_lossy();
    format!(
        r#"<img src="{}" width="{width}" height="{height}" alt="{}">"#,
        escape(&name),
        escape(sentence)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_two_numbers_that_a_picture_can_have_or_a_width() {
        assert_eq!(size("800x600").unwrap(), Size::Both([800, 600]));
        assert_eq!(size("800").unwrap(), Size::Width(800));
        for text in ["", "10x10", "576x", "5000x600", "-800x600", "63", "wide"] {
            assert!(size(text).unwrap_err().contains("64 to 4096 px"), "{text}");
        }
    }

    #[test]
    fn steps_are_a_range() {
        assert_eq!(steps("0..80").unwrap(), [0, 80]);
        for text in ["", "80", "9..8", "0..", "..8", "0..9999999"] {
            assert!(steps(text).unwrap_err().contains("as in 0..80"), "{text}");
        }
    }

    #[test]
    fn the_line_of_html_is_one_element_whatever_the_labels() {
        let line = image(Path::new("a/b.svg"), [400, 300], "\"<b>\" & c");
        let expected = "<img src=\"b.svg\" width=\"400\" height=\"300\" \
                        alt=\"&quot;&lt;b&gt;&quot; &amp; c\">";
        assert_eq!(line, expected);
    }
}
