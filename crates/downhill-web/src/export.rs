//! A run as pictures, animations and data, for a worker.

use downhill::{Link, OptimizerRunner};
use downhill_export::{Animation, ExportError};
use downhill_plot::{Camera, Palette, Picture, SceneStyle, Sheet, Theme, file_stem};
use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Data is handed over in pieces of about this many bytes.
const PIECE: usize = 1 << 16;
/// How often the runner is asked to go on before the progress is told.
const SLICES: u32 = 50;

/// A run that is exported at a step.
#[wasm_bindgen]
pub struct Exporter {
    runner: OptimizerRunner,
    step: u32,
    sheet: Sheet,
}

/// Tells which part of the work is done.
fn tell(progress: &Function, part: f64) {
    // What a callback throws is its own affair.
    let _ = progress.call1(&JsValue::UNDEFINED, &JsValue::from_f64(part));
}

fn thrown(error: &ExportError) -> JsError {
    JsError::new(&error.to_string())
}

#[wasm_bindgen]
impl Exporter {
    /// The run that the hash of an address names, at its step, or else at its last. All its steps are
    /// computed, and `progress` is called with the part that is done. Throws if there is no memory for them.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str, progress: &Function) -> Result<Self, JsError> {
        let Link { config, step } = Link::read(hash).link;
        let steps = config.steps;
        let mut runner = OptimizerRunner::new(config);
        let mut complete = false;
        while !complete {
            let mut left = SLICES;
            let advanced = runner.advance(|| {
                left -= 1;
                left > 0
            });
            complete = advanced.map_err(|error| JsError::new(&error.to_string()))?;
            tell(progress, f64::from(runner.step_count()) / f64::from(steps));
        }
        let sheet = Sheet {
            size: [576.0, 432.0],
            style: SceneStyle::default(),
            title: None,
            picture: Picture::Map,
        };
        Ok(Self { runner, step: step.unwrap_or(steps), sheet })
    }

    /// Sets how large pictures are, in CSS px with the title, and whether they are for a dark page and on
    /// the article's ground.
    pub fn draw(&mut self, width: f64, height: f64, is_dark: bool, is_article: bool) {
        let theme = if is_dark { Theme::Dark } else { Theme::Light };
        self.sheet.size = [width, height];
        self.sheet.style.palette = Palette::of(self.runner.config(), theme, is_article);
    }

    /// Sets whether pictures have numbers at the edges, labels, and a title that names the objective.
    pub fn show(&mut self, axes: bool, labels: bool, title: bool) {
        self.sheet.style.axes = axes;
        self.sheet.style.labels = labels;
        self.sheet.title = title.then(|| Sheet::usual_title(self.runner.config()));
    }

    /// Has pictures show the surface and not the map: from where it is looked at, in degrees, how many times as
    /// near, and whether it lets through what it hides. Throws if it cannot be looked at from there.
    #[wasm_bindgen(js_name = showSurface)]
    pub fn show_surface(
        &mut self,
        elevation: f64,
        azimuth: f64,
        zoom: f64,
        sees_through: bool,
    ) -> Result<(), JsError> {
        let camera = Camera::new(elevation, azimuth, zoom);
        let camera = camera.map_err(|error| JsError::new(&error.to_string()))?;
        self.sheet.picture = Picture::Surface { camera, sees_through };
        Ok(())
    }

    /// A name for the file that says what is in it, without an ending: of the step's picture, or of the whole
    /// run.
    #[wasm_bindgen(js_name = fileStem)]
    pub fn file_stem(&self, is_still: bool) -> String {
        file_stem(self.runner.config(), self.sheet.picture, is_still.then_some(self.step))
    }

    /// The step as SVG.
    pub fn svg(&self) -> String {
        downhill_plot::svg(&self.runner, self.step, &self.sheet)
    }

    /// The step as PNG, with so many pixels to the CSS px.
    pub fn png(&self, scale: u32) -> Result<Vec<u8>, JsError> {
        downhill_export::png(&self.runner, self.step, &self.sheet, scale)
            .map_err(|error| thrown(&error))
    }

    /// The run from a step to another as GIF, at so many frames a second.
    pub fn gif(
        &self,
        first: u32,
        last: u32,
        frame_rate: f64,
        scale: u32,
        progress: &Function,
    ) -> Result<Vec<u8>, JsError> {
        let usual = Animation::of(self.runner.config());
        let frames = usual.frames.min(last.saturating_sub(first).saturating_add(1));
        let animation = Animation { steps: [first, last], frames, frame_rate, scale, ..usual };
        let mut bytes = Vec::new();
        let mut goes_on = |part| {
            tell(progress, part);
            true
        };
        downhill_export::gif(&self.runner, &self.sheet, &animation, &mut bytes, &mut goes_on)
            .map_err(|error| thrown(&error))?;
        Ok(bytes)
    }

    /// Every iterate as CSV, in pieces that `take` is called with.
    pub fn csv(&self, take: &Function) -> Result<(), JsValue> {
        hand_over(downhill::export::csv(&self.runner), take)
    }

    /// Every iterate as JSON, in pieces that `take` is called with.
    pub fn json(&self, take: &Function) -> Result<(), JsValue> {
        hand_over(downhill::export::json(&self.runner), take)
    }
}

fn hand_over(pieces: impl Iterator<Item = String>, take: &Function) -> Result<(), JsValue> {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(&piece);
        if text.len() >= PIECE {
            take.call1(&JsValue::UNDEFINED, &JsValue::from_str(&text))?;
            text.clear();
        }
    }
    take.call1(&JsValue::UNDEFINED, &JsValue::from_str(&text))?;
    Ok(())
}
