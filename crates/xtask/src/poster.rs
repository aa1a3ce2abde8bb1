//! `cargo xtask poster`: draws a step of a run as a still picture, for places where no script runs.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail, ensure};
use downhill::{Link, MAX_STEPS, OptimizerRunner, RunConfig};
use downhill_plot::{Palette, SceneStyle, Theme, summary};

use crate::files;

/// The default width and height of a poster in CSS px. The ratio is that of the article's picture.
const DEFAULT_SIZE: [u32; 2] = [576, 432];

/// The allowed widths and heights of a poster, in CSS px.
const SIDES: std::ops::RangeInclusive<u32> = 64..=4096;

/// What a poster shows, and where it is written to.
#[derive(clap::Args, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// A page's link, or a run as text: 'objective=booth&racers=sgd adam'; default: the article's run
    #[arg(default_value = "", hide_default_value = true)]
    run: String,
    /// The step that is shown; default: the link's step, or else the run's last
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=i64::from(MAX_STEPS)))]
    step: Option<u32>,
    /// The page that the poster is made for
    #[arg(long, value_enum, default_value_t)]
    theme: Page,
    /// The colours of the ground: the map's own, or the article's
    #[arg(long, value_enum, default_value_t)]
    palette: Ground,
    /// Whether there are numbers at the edges
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set)]
    axes: bool,
    /// Width and height in CSS px
    #[arg(long, default_value = "576x432", value_parser = size)]
    size: [u32; 2],
    /// The file that is written
    #[arg(long, default_value = "poster.svg")]
    out: PathBuf,
}

/// The theme of the page that a poster is made for.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Light,
    Dark,
}

/// The colours of a poster's ground, with the names that the element's attribute has.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ground {
    #[default]
    Auto,
    Article,
}

impl Request {
    /// The style in which a run is drawn.
    fn style(&self, config: &RunConfig) -> SceneStyle {
        let theme = match self.theme {
            Page::Light => Theme::Light,
            Page::Dark => Theme::Dark,
        };
        let palette = Palette::of(config, theme, self.palette == Ground::Article);
        SceneStyle { palette, axes: self.axes, ..SceneStyle::default() }
    }
}

/// Parses a width and height such as `576x432`.
fn size(text: &str) -> Result<[u32; 2]> {
    let side = |text: &str| text.parse().ok().filter(|side| SIDES.contains(side));
    let sides =
        text.split_once('x').and_then(|(width, height)| Some([side(width)?, side(height)?]));
    let [least, most] = [SIDES.start(), SIDES.end()];
    sides.ok_or_else(|| {
        anyhow!("width and height must be from {least} to {most} px, as in `576x432`")
    })
}

/// Writes the poster, and prints a sentence that describes it and the HTML that shows it.
pub(crate) fn run(request: &Request) -> Result<()> {
    let (runner, step) = runner(request)?;
    let svg = draw(&runner, step, request.size, request.style(runner.config()));
    files::write(&request.out, svg.as_bytes())?;
    let sentence = summary(&runner, step);
    let image = image(&request.out, request.size, &sentence);
    println!("Wrote {}\n\n{sentence}\n\n{image}", request.out.display());
    Ok(())
}

/// The poster in the package, which is the fallback where no script runs: the end of the article's
/// race, for a light page.
pub(crate) fn poster() -> String {
    let mut runner = OptimizerRunner::new(RunConfig::default());
    // This cannot fail for lack of memory, since 100 steps need very little.
    let _ = runner.advance(|| true);
    let style = SceneStyle { axes: true, ..SceneStyle::default() };
    draw(&runner, runner.step_count(), DEFAULT_SIZE, style)
}

fn draw(runner: &OptimizerRunner, step: u32, size: [u32; 2], style: SceneStyle) -> String {
    downhill_plot::poster(runner, step, size.map(f64::from), style)
}

/// The requested run after its steps, and the step to show.
fn runner(request: &Request) -> Result<(OptimizerRunner, u32)> {
    let Link { config, step } = link(&request.run)?;
    let step = request.step.or(step).unwrap_or(config.steps);
    if step > config.steps {
        let steps = config.steps;
        bail!("the step is {step}; it must be at most {steps}, the run's last");
    }
    let mut runner = OptimizerRunner::new(config);
    runner.step(step).map_err(|error| anyhow!("{error}"))?;
    Ok((runner, step))
}

/// Fields of a frame's address that say how the frame presents its run. They are left out here, because
/// a poster has options for that.
const PRESENTATION_FIELDS: [&str; 10] =
    ["autoplay", "loop", "speed", "controls", "theme", "palette", "axes", "loading", "lang", "alt"];

/// Reads the run. Whatever a page would ignore with a warning is an error here.
fn link(text: &str) -> Result<Link> {
    let part = match text.split_once("://") {
        None => text,
        Some((_, address)) => match address.split_once('#').or(address.split_once('?')) {
            Some((_, part)) => part,
            None => {
                bail!(
                    "the address `{text}` has no run; it must have one behind `#` or `?`, as the \
                     page's own links have"
                );
            }
        },
    };
    let is_presentation = |field: &&str| {
        field.split('=').next().is_some_and(|name| PRESENTATION_FIELDS.contains(&name))
    };
    let fields =
        part.trim_start_matches(['#', '?']).split('&').filter(|field| !is_presentation(field));
    // A frame has `step` under this name.
    let fields: Vec<_> =
        fields.map(|field| field.strip_prefix("shown-").unwrap_or(field)).collect();
    let reading = Link::read(&fields.join("&"));
    let ignored = reading.ignored.join("; ");
    ensure!(ignored.is_empty(), "the run cannot be drawn: {ignored}");
    Ok(reading.link)
}

/// The line of HTML that shows the poster.
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

    fn request(run: &str, step: Option<u32>) -> Request {
        Request {
            run: run.to_owned(),
            step,
            theme: Page::Light,
            palette: Ground::Auto,
            axes: true,
            size: DEFAULT_SIZE,
            out: PathBuf::from("poster.svg"),
        }
    }

    #[test]
    fn a_run_is_a_text_or_a_hash_or_an_address() {
        let config: RunConfig = "objective=booth&racers=adam(lr=0.5)#my%20Adam".parse().unwrap();
        let hash = Link { config: config.clone(), step: Some(7) }.to_text();
        for run in [
            hash.clone(),
            format!("#{hash}"),
            format!("https://example.org/a?b=c#{hash}"),
            format!("http://127.0.0.1:8080/embed.html?{hash}"),
            "objective=booth&racers=adam(lr=0.5)#my%20Adam&step=7".to_owned(),
            "https://example.org/embed.html?autoplay&objective=booth&controls=none&theme=dark\
             &racers=adam(lr=0.5)%23my%20Adam&shown-step=7&loop=true&alt=two&lang=en"
                .to_owned(),
        ] {
            let (runner, step) = runner(&request(&run, None)).unwrap();
            assert_eq!((runner.config(), step), (&config, 7), "{run}");
        }
    }

    #[test]
    fn the_step_is_the_one_asked_for_or_the_links_or_the_last() {
        for (run, asked, expected) in [
            ("", None, 100),
            ("steps=20", None, 20),
            ("steps=20&step=5", None, 5),
            ("steps=20&step=5", Some(8), 8),
            ("steps=20", Some(0), 0),
        ] {
            let (runner, step) = runner(&request(run, asked)).unwrap();
            assert_eq!((runner.step_count(), step), (expected, expected), "{run}");
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_named() {
        for (run, named) in [
            ("steps=0", "steps is 0; it must be a whole number from 1 to 1000000"),
            ("steps=5&step=6", "step is 6; it must be a whole number from 0 to 5"),
            ("pizza", "\"pizza\" is not known"),
            ("https://example.org/", "behind `#` or `?`"),
            ("v2&steps=5", "it must be v1"),
        ] {
            let error = runner(&request(run, None)).map(|_| ()).unwrap_err().to_string();
            assert!(error.contains(named), "{run}: {error}");
        }
        let error = runner(&request("steps=10", Some(11))).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("the step is 11; it must be at most 10"), "{error}");
    }

    #[test]
    fn the_packages_poster_is_the_end_of_the_articles_race() {
        let usual = request("preset=article", None);
        let (runner, step) = runner(&usual).unwrap();
        let style = usual.style(runner.config());
        assert_eq!(poster(), draw(&runner, step, DEFAULT_SIZE, style));
        assert!(poster().contains("after 100 steps"));
    }

    #[test]
    fn theme_palette_and_axes_are_those_asked_for() {
        let config = RunConfig::default();
        let usual = request("", None);
        let dark = Request { theme: Page::Dark, axes: false, ..usual.clone() };
        let article = Request { palette: Ground::Article, ..usual.clone() };
        let looks = [usual, dark, article].map(|request| {
            let SceneStyle { palette, axes, .. } = request.style(&config);
            (palette.theme, palette.is_article, axes)
        });
        let expected =
            [(Theme::Light, false, true), (Theme::Dark, false, false), (Theme::Light, true, true)];
        assert_eq!(looks, expected);
    }

    #[test]
    fn a_size_is_two_numbers_that_a_picture_can_have() {
        assert_eq!(size("800x600").unwrap(), [800, 600]);
        for text in ["576", "10x10", "", "576x", "5000x600", "-800x600"] {
            assert!(size(text).unwrap_err().to_string().contains("64 to 4096 px"), "{text}");
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
