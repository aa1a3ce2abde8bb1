//! What is exported of a run: its map or its surface, with a title above it if one is wanted.

use downhill::decimal::signed;
use downhill::{OptimizerRunner, RunConfig, beginning};

use crate::color::Rgb;
use crate::holes::Hatching;
use crate::labels::{shortened, text_size, text_width};
use crate::names::{Places, Words};
use crate::painter::{Layers, Painter};
use crate::picture::{Picture, PictureScene};
use crate::remark::Remark;
use crate::scene::{Scene, SceneStyle};
use crate::shape::{Anchor, Point, Shape, Text};
use crate::summary::summary;
use crate::surface::{Camera, SurfaceLook, SurfacePlot, SurfaceScene, behind};

/// The height of the title, and its distance from the left and the right, as parts of the text size.
const TITLE_HEIGHT: f64 = 2.4;
const MARGIN: f64 = 0.75;
/// How much of a formula the usual title has, in characters.
const MAX_FORMULA: usize = 160;

/// An exported picture: how large it is, and what it shows beside the race.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Width and height in CSS px, the title included.
    pub size: [f64; 2],
    /// The style of the picture, with or without axes and labels.
    pub style: SceneStyle,
    /// The title, if there is one. Beside it stands the step.
    pub title: Option<String>,
    /// Whether it shows the map or the surface.
    pub picture: Picture,
}

impl Sheet {
    /// The cells along each side of a surface as vectors, which bounds how large its file is. They are the page's.
    pub const VECTOR_CELLS: usize = 64;
    /// The cells along each side of a surface in pixels: so many that they are not seen.
    pub const PIXEL_CELLS: usize = 160;

    /// The title that says what is minimised: `f(x, y) = x² + y²`.
    #[must_use]
    pub fn usual_title(config: &RunConfig) -> String {
        format!("f(x, y) = {}", beginning(&config.objective.reading(), MAX_FORMULA))
    }

    /// Where the upper left corner of the picture is on the sheet, in CSS px.
    #[must_use]
    pub fn origin(&self) -> Point {
        [0.0, self.title_height()]
    }

    /// The width and height of the picture in CSS px, without the title.
    #[must_use]
    pub fn picture_size(&self) -> [f64; 2] {
        [self.size[0], (self.size[1] - self.title_height()).max(1.0)]
    }

    /// The picture of a run on blank layers whose origin is at [`origin`](Self::origin), with all that
    /// belongs to every step. A surface has `cells` × `cells` cells.
    pub fn scene(
        &self,
        layers: &mut dyn Layers,
        runner: &OptimizerRunner,
        cells: usize,
    ) -> PictureScene {
        let SceneStyle { palette, labels, .. } = self.style;
        match self.look() {
            None => {
                PictureScene::of_map(labelled_map(layers, runner, self.picture_size(), self.style))
            }
            Some(look) => {
                let scene = SurfaceScene::new(layers, runner, cells, palette, look, labels);
                PictureScene::of_surface(scene)
            }
        }
    }

    /// What the sheet shows after `step` steps, in words: [`summary`], and of a surface also from where it
    /// is seen and whom it hides.
    #[must_use]
    pub fn summary(&self, runner: &OptimizerRunner, step: u32) -> String {
        let race = summary(runner, step);
        let Some(look) = self.look() else { return race };
        let Camera { elevation, azimuth, .. } = look.camera;
        let [elevation, azimuth] = [elevation, azimuth].map(|angle| signed(angle.round()));
        let seen = format!(
            "{race} A surface, seen from an elevation of {elevation}° and an azimuth of {azimuth}°."
        );
        let heads = SurfacePlot::new(runner, Self::VECTOR_CELLS, self.style.palette, look)
            .map(|mut plot| plot.heads(runner, step.min(runner.step_count()), None));
        match heads {
            Some(heads) if !heads.hidden.is_empty() => {
                format!("{seen} {}.", behind(runner, &heads.hidden))
            }
            _ => seen,
        }
    }

    /// The colour of the ground beneath the picture.
    #[must_use]
    pub const fn ground(&self) -> Rgb {
        match self.picture {
            Picture::Map => self.style.palette.halo(),
            Picture::Surface { .. } => self.style.palette.beside().halo(),
        }
    }

    /// How the surface is looked at, if it is one.
    fn look(&self) -> Option<SurfaceLook> {
        let Picture::Surface { camera, sees_through } = self.picture else { return None };
        let SceneStyle { trail, axes, .. } = self.style;
        Some(SurfaceLook { camera, size: self.picture_size(), trail, axes, sees_through })
    }

    /// Paints the title and the step, if there is a title. The painter's origin is the sheet's upper left
    /// corner, and what of the picture reaches above its edge is covered.
    pub fn paint_title(&self, painter: &mut dyn Painter, runner: &OptimizerRunner, step: u32) {
        let Some(title) = &self.title else { return };
        let [width, height] = [self.size[0], self.title_height()];
        let palette = self.style.palette.beside();
        let size = text_size(width);
        let ring = vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]];
        painter.area(&[ring], palette.halo(), 1.0);

        let steps = runner.config().steps.max(step);
        let count = format!("step {step} of {steps}");
        let count_width = text_width(&count, size);
        let margin = MARGIN * size;
        let left = width - 3.0 * margin - count_width;
        let mut write = |text: String, x: f64, width: f64, anchor: Anchor, color| {
            let at = [x, height / 2.0];
            Shape::Text(Text { at, text, size, width, color, anchor, halo: None }).paint(painter);
        };
        if left > 4.0 * size {
            write(shortened(title, size, left), margin, left, Anchor::Start, palette.ink());
            write(count, width - margin, count_width, Anchor::End, palette.muted());
        } else {
            let left = (width - 2.0 * margin).max(0.0);
            write(shortened(title, size, left), margin, left, Anchor::Start, palette.ink());
        }
    }

    fn title_height(&self) -> f64 {
        if self.title.is_none() {
            return 0.0;
        }
        // A whole number, so that the picture's px stay px.
        (TITLE_HEIGHT * text_size(self.size[0])).round()
    }
}

/// The map of a run on blank layers, with its annotations in English.
pub(crate) fn labelled_map(
    layers: &mut dyn Layers,
    runner: &OptimizerRunner,
    size: [f64; 2],
    style: SceneStyle,
) -> Scene {
    let mut scene = Scene::new(layers, runner, size, style);
    let words = Words {
        hatched: scene.hatching.map(Hatching::text),
        remark: scene.remark.map(Remark::text),
        places: Places::ENGLISH,
    };
    scene.label(layers, &words);
    scene
}

/// How wide a picture is against its height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ratio {
    /// 4:3, as the article's pictures.
    #[default]
    FourToThree,
    /// 16:9, as slides and films.
    SixteenToNine,
    /// As wide as it is high.
    Square,
}

impl Ratio {
    /// Every ratio.
    pub const ALL: [Self; 3] = [Self::FourToThree, Self::SixteenToNine, Self::Square];

    /// Its name: `4:3`, `16:9` or `square`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FourToThree => "4:3",
            Self::SixteenToNine => "16:9",
            Self::Square => "square",
        }
    }

    /// The height in whole CSS px of a picture of that width.
    #[must_use]
    pub fn height(self, width: u32) -> u32 {
        let (across, down) = match self {
            Self::FourToThree => (4, 3),
            Self::SixteenToNine => (16, 9),
            Self::Square => (1, 1),
        };
        (width * down + across / 2) / across
    }
}

/// A name for the file of a picture, without its ending, that says what is in it:
/// `downhill-rosenbrock-5-racers-step-120`, and `downhill-rosenbrock-surface-5-racers-step-120` of a surface.
#[must_use]
pub fn file_stem(config: &RunConfig, picture: Picture, step: Option<u32>) -> String {
    let objective = config.objective.entry().map_or("formula", |entry| entry.name);
    let mut shown = config.racers.iter().filter(|racer| !racer.off);
    let racers = match (shown.next(), shown.count()) {
        (Some(only), 0) => only.optimizer.kind().name().to_owned(),
        (first, others) => format!("{}-racers", others + usize::from(first.is_some())),
    };
    let step = step.map_or_else(String::new, |step| format!("-step-{step}"));
    let view = if picture == Picture::Map { "" } else { "-surface" };
    format!("downhill-{objective}{view}-{racers}{step}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::painter::recording::Record;

    fn sheet(width: f64, title: Option<&str>) -> Sheet {
        let size = [width, 0.75 * width];
        Sheet {
            size,
            style: SceneStyle::default(),
            title: title.map(str::to_owned),
            picture: Picture::Map,
        }
    }

    fn texts(sheet: &Sheet, step: u32) -> Vec<String> {
        let mut runner = OptimizerRunner::new(RunConfig::default());
        runner.step(step).unwrap();
        let mut record = Record::default();
        sheet.paint_title(&mut record, &runner, step);
        let text = |shape: &Shape| match shape {
            Shape::Text(text) => Some(text.text.clone()),
            _ => None,
        };
        record.shapes.iter().filter_map(text).collect()
    }

    #[test]
    fn the_title_takes_its_room_from_the_picture() {
        assert_eq!(sheet(576.0, None).picture_size(), [576.0, 432.0]);
        let titled = sheet(576.0, Some("A race"));
        let [x, y] = titled.origin();
        assert!(x == 0.0 && (20.0..40.0).contains(&y) && y.fract() == 0.0, "{y}");
        assert_eq!(titled.picture_size(), [576.0, 432.0 - y]);
        assert_eq!(texts(&titled, 57), ["A race", "step 57 of 100"]);
        assert_eq!(texts(&sheet(576.0, None), 57), [""; 0]);
        // Where there is no room for both, there is room for the title.
        assert_eq!(texts(&sheet(64.0, Some("A race")), 57).len(), 1);
    }

    #[test]
    fn the_usual_title_is_the_objective() {
        let title = Sheet::usual_title(&RunConfig::default());
        assert_eq!(title, "f(x, y) = 1 - exp(-(x^2/0.7 + y^2/0.3))");
    }

    #[test]
    fn heights_follow_from_widths() {
        let heights = Ratio::ALL.map(|ratio| ratio.height(1280));
        assert_eq!(heights, [960, 720, 1280]);
    }

    #[test]
    fn a_file_is_named_after_what_is_in_it() {
        for (line, step, expected) in [
            ("objective=rosenbrock", Some(120), "downhill-rosenbrock-5-racers-step-120"),
            ("formula=x^2&racers=adam", None, "downhill-formula-adam"),
            ("racers=adam,sgd(off=true)", Some(3), "downhill-gaussian-adam-step-3"),
            ("racers=adam(off=true)", None, "downhill-gaussian-0-racers"),
        ] {
            assert_eq!(file_stem(&line.parse().unwrap(), Picture::Map, step), expected);
        }
        let surface = Picture::Surface { camera: Camera::default(), sees_through: false };
        let stem = file_stem(&"racers=adam".parse().unwrap(), surface, Some(3));
        assert_eq!(stem, "downhill-gaussian-surface-adam-step-3");
    }
}
