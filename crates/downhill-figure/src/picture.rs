//! The picture of the run on its stage: how large, in which style, and how far it is drawn.

use downhill::OptimizerRunner;
use downhill_plot::{Layers, Palette, Scene, SceneStyle, Theme, View, Words};

use crate::scheduler::Deadline;
use crate::texts::Texts;

/// The layers of a picture, whose size can be set.
pub trait Stage: Layers {
    /// Gives the layers `device` pixels for `css` px, with nothing on them. Text is written in `fonts`, as
    /// CSS names them.
    fn resize(&mut self, css: [f64; 2], device: [u32; 2], fonts: &str);
}

/// What a page's styles say about the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// How wide trails are, against their usual width.
    pub trail: f64,
    /// Whether the page is dark.
    pub is_dark: bool,
    /// The fonts of the picture's text, as CSS names them.
    pub fonts: String,
}

impl Default for Style {
    fn default() -> Self {
        Self { trail: 1.0, is_dark: false, fonts: "system-ui, sans-serif".to_owned() }
    }
}

/// What is still to be done for the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dirty {
    /// The picture is of an earlier run or view, and is begun anew in the next frame: finding out how to
    /// show a formula and drawing it would be one long task.
    pub(crate) scene: bool,
    /// Not all of it has been drawn.
    pub(crate) drawing: bool,
    /// The text does not say yet what the picture is. That waits for the picture, since a browser takes
    /// long to make its first number.
    pub(crate) description: bool,
}

/// The picture, which shows nothing while it has no size.
pub(crate) struct Picture {
    stage: Box<dyn Stage>,
    scene: Option<Scene>,
    /// Its size in CSS px and in device pixels.
    size: Option<([f64; 2], [u32; 2])>,
    pub(crate) style: Style,
    pub(crate) axes: bool,
    pub(crate) has_the_articles_palette: bool,
    pub(crate) dirty: Dirty,
    /// Whether labels may be written: they wait until it is known whether the figure is seen, for a
    /// browser takes longer to find fonts than to draw the rest.
    pub(crate) may_label: bool,
}

impl Picture {
    pub(crate) fn new(stage: Box<dyn Stage>) -> Self {
        Self {
            stage,
            scene: None,
            size: None,
            style: Style::default(),
            axes: false,
            has_the_articles_palette: false,
            dirty: Dirty { scene: false, drawing: true, description: true },
            may_label: false,
        }
    }

    /// Takes note of another size in CSS px and in device pixels; true where it is another.
    pub(crate) fn set_size(&mut self, css: [f64; 2], device: [u32; 2]) -> bool {
        let is_visible =
            css.iter().all(|length| *length >= 1.0) && device.iter().all(|length| *length > 0);
        let size = is_visible.then_some((css, device));
        std::mem::replace(&mut self.size, size) != size
    }

    /// Its size in CSS px, if it has one.
    pub(crate) fn size(&self) -> Option<[f64; 2]> {
        self.size.map(|(css, _)| css)
    }

    /// Device pixels to a CSS px.
    pub(crate) fn scale(&self) -> f64 {
        self.size.map_or(1.0, |([width, _], [device, _])| f64::from(device) / width)
    }

    pub(crate) fn scene(&self) -> Option<&Scene> {
        self.scene.as_ref()
    }

    pub(crate) fn scene_mut(&mut self) -> Option<&mut Scene> {
        self.scene.as_mut()
    }

    /// The map between the picture and the plane of the objective, while there is a picture.
    pub(crate) fn view(&self, runner: &OptimizerRunner) -> Option<View> {
        let [width, height] = self.size()?;
        Some(View { bounds: runner.config().view, width, height })
    }

    /// The colours of the picture, and with them those of the racers everywhere else.
    pub(crate) fn palette(&self, runner: &OptimizerRunner) -> Palette {
        let theme = if self.style.is_dark { Theme::Dark } else { Theme::Light };
        Palette::of(runner.config(), theme, self.has_the_articles_palette)
    }

    /// How scenes are drawn.
    pub(crate) fn scene_style(&self, runner: &OptimizerRunner) -> SceneStyle {
        SceneStyle {
            trail: self.style.trail,
            palette: self.palette(runner),
            axes: self.axes,
            ..SceneStyle::default()
        }
    }

    /// Begins the picture anew.
    pub(crate) fn rebuild(&mut self, runner: &OptimizerRunner, texts: &Texts) {
        self.dirty = Dirty { scene: false, drawing: true, description: true };
        let style = self.scene_style(runner);
        self.scene = self.size.map(|(css, device)| {
            self.stage.resize(css, device, &self.style.fonts);
            Scene::new(&mut *self.stage, runner, css, style)
        });
        if self.may_label {
            self.label(texts);
        }
    }

    /// Writes in the picture, once. True where that was still to be done.
    pub(crate) fn label(&mut self, texts: &Texts) -> bool {
        let Some(scene) = &mut self.scene else { return false };
        let words = Words {
            hatched: scene.hatching.map(|hatching| texts.hatched_place(hatching)),
            remark: scene.remark.map(|why| texts.remark(why)),
            places: texts.places(),
        };
        scene.label(&mut *self.stage, &words)
    }

    /// Begins the trails anew on the same field.
    pub(crate) fn restart(&mut self, runner: &OptimizerRunner) {
        if let Some(scene) = &mut self.scene {
            let looks_the_same = scene.restart(runner);
            self.dirty.description |= !looks_the_same;
            self.dirty.drawing = true;
        }
    }

    /// Draws the picture of a step until the deadline; the next frame goes on.
    pub(crate) fn draw(
        &mut self,
        runner: &OptimizerRunner,
        step: u32,
        is_playing: bool,
        until: Deadline,
    ) {
        if self.dirty.scene {
            return;
        }
        if let Some(scene) = &mut self.scene {
            scene.is_playing = is_playing;
            let is_late = || until.has_passed();
            self.dirty.drawing = !scene.show(&mut *self.stage, runner, step, &is_late);
        }
    }
}
