//! The figure in the browser: its picture on canvases, its animation frames, and its typed methods for
//! the page. What it does is downhill-figure's.

/// A piece of markup or styles, which is a file.
macro_rules! fragment {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/fragments/", $name))
    };
}

#[cfg(feature = "playground")]
mod basins;
mod canvas;
#[cfg(feature = "playground")]
mod choices;
#[cfg(feature = "playground")]
mod editor;
#[cfg(feature = "frame")]
mod frame;
mod frames;
mod labels;
mod markup;
mod numbers;
#[cfg(feature = "playground")]
mod rates;
mod shared;

use std::rc::Rc;

use downhill_figure::{Speed, Style, Texts};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[cfg(feature = "playground")]
pub use self::basins::BasinsControls;
#[cfg(feature = "playground")]
pub use self::choices::{objective_groups, optimizers, schedules, stories, thumbnail};
#[cfg(feature = "playground")]
pub use self::editor::Editor;
#[cfg(feature = "frame")]
pub use self::frame::read_frame_address;
pub use self::markup::{markup, styles};
#[cfg(feature = "playground")]
pub use self::rates::RatesControls;

use self::canvas::Canvases;
use self::numbers::numbers;
use self::shared::{App, Page, Shared};
use crate::clock::now;
use crate::js::to_js;

/// The types of what goes out, made from the Rust ones by `cargo test -p downhill-figure`.
#[wasm_bindgen(typescript_custom_section)]
const VIEWS: &str = include_str!("../../../downhill-figure/src/views.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const PAGE: &str = r#"
/** What puts a figure's views into its page. */
export interface Page {
  show(view: View<PanelView>): void;
  send(event: { name: string; detail: unknown }): void;
  /** The canvas of that name, in the row of that index. */
  canvas(name: "swatch" | "chart" | "chart-past" | "chart-cursor" | "ensemble" | "ghost" | "surface" | "surface-outlines" | "surface-trails" | "surface-heads" | "rates", row?: number): HTMLCanvasElement | undefined;
}
"#;

/// Connects the module with its page: `ask(frame)` asks for one animation frame.
#[wasm_bindgen]
pub fn connect(ask: Function) {
    frames::ask_by(ask);
}

/// Whether what is asked for is part of a gesture that lasts, or done.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The gesture lasts.
    Preview,
    /// It is done.
    Commit,
}

impl From<Phase> for downhill_figure::Phase {
    fn from(phase: Phase) -> Self {
        match phase {
            Phase::Preview => Self::Preview,
            Phase::Commit => Self::Commit,
        }
    }
}

/// One race on a page.
#[wasm_bindgen]
pub struct Figure {
    shared: Rc<Shared>,
}

#[wasm_bindgen]
impl Figure {
    /// A figure on four stacked canvases, the lowest first, in a page that shows its views. Undefined where
    /// the browser gives no 2-D context.
    pub fn create(
        field: HtmlCanvasElement,
        outlines: HtmlCanvasElement,
        trails: HtmlCanvasElement,
        heads: HtmlCanvasElement,
        #[wasm_bindgen(unchecked_param_type = "Page")] page: Page,
        lang: &str,
    ) -> Option<Self> {
        let layers = Canvases::new([field, outlines, trails, heads])?;
        // Numbers in the language of the texts, which need not be the one asked for.
        let figure = App::new(Box::new(layers), now, numbers(Texts::of(lang).lang), lang);
        Some(Self { shared: Shared::new(figure, page) })
    }

    /// Shows the run that attributes of these names and texts describe, and as they want it; where they
    /// describe none, says why and leaves all as it was. With `autoplay` a run plays from the start at
    /// once, unless the reader wants things to stand `still`; otherwise it stands at the end.
    pub fn configure(&self, names: Vec<String>, texts: Vec<String>, still: bool) {
        let fields: Vec<_> = names.into_iter().zip(texts).collect();
        self.shared.change(|figure| figure.configure(&fields, still));
    }

    /// Plays on, from the start where it stands at the end. Of what scripts ask for nothing is spoken.
    pub fn play(&self) {
        self.shared.change(App::play);
    }

    /// Stays at the step that is shown.
    pub fn pause(&self) {
        self.shared.change(App::pause);
    }

    /// Stands at a step, or at the last one if there are fewer.
    #[wasm_bindgen(js_name = showStep)]
    pub fn show_step(&self, step: u32) {
        self.shared.change(|figure| figure.show_step(step));
    }

    /// Plays at the speed of that name, if there is one.
    #[wasm_bindgen(js_name = setSpeed)]
    pub fn set_speed(&self, name: &str) {
        if let Some(speed) = Speed::named(name) {
            self.shared.change(|figure| figure.set_speed(speed));
        }
    }

    /// The user plays or pauses.
    #[wasm_bindgen(js_name = userToggles)]
    pub fn user_toggles(&self) {
        self.shared.change(App::user_toggles);
    }

    /// The user goes back to the start.
    #[wasm_bindgen(js_name = userRestarts)]
    pub fn user_restarts(&self) {
        self.shared.change(App::user_restarts);
    }

    /// The user goes so many steps on; back where it is negative.
    #[wasm_bindgen(js_name = userSteps)]
    pub fn user_steps(&self, by: i32) {
        self.shared.change(|figure| figure.user_steps(by));
    }

    /// The user moves the seek bar to a step, or lets it go there.
    #[wasm_bindgen(js_name = userSeeks)]
    pub fn user_seeks(&self, step: u32, phase: Phase) {
        self.shared.change(|figure| figure.user_seeks(step, phase.into()));
    }

    /// The user chooses the speed of that name.
    #[wasm_bindgen(js_name = userChoosesSpeed)]
    pub fn user_chooses_speed(&self, name: &str) {
        if let Some(speed) = Speed::named(name) {
            self.shared.change(|figure| figure.user_chooses_speed(speed));
        }
    }

    /// The user switches the loop on or off.
    #[wasm_bindgen(js_name = userLoops)]
    pub fn user_loops(&self, is_on: bool) {
        self.shared.change(|figure| figure.user_loops(is_on));
    }

    /// A key pressed while the figure has the focus; true if it means something here.
    pub fn key(&self, key: &str) -> bool {
        self.shared.change(|figure| figure.key(key)).unwrap_or(false)
    }

    /// The picture is now `width` × `height` CSS px, of so many device pixels.
    pub fn resize(&self, width: f64, height: f64, device_width: u32, device_height: u32) {
        self.shared.change(|figure| figure.resize([width, height], [device_width, device_height]));
    }

    /// Whether the picture can be seen; nothing runs while it cannot.
    #[wasm_bindgen(js_name = setVisible)]
    pub fn set_visible(&self, is_visible: bool) {
        self.shared.change(|figure| figure.set_visible(is_visible));
    }

    /// Draws trails `trail` times as wide as usual, for a light or a dark page, and writes in these fonts.
    #[wasm_bindgen(js_name = setStyle)]
    pub fn set_style(&self, trail: f64, is_dark: bool, fonts: &str) {
        let style = Style { trail, is_dark, fonts: fonts.to_owned() };
        self.shared.change(|figure| figure.set_style(style));
    }

    /// The step that was asked for, shown or still to be computed.
    #[wasm_bindgen(getter)]
    pub fn step(&self) -> u32 {
        self.shared.read(App::step).unwrap_or_default()
    }

    /// Whether it plays.
    #[wasm_bindgen(getter, js_name = isPlaying)]
    pub fn is_playing(&self) -> bool {
        self.shared.read(App::is_playing).unwrap_or_default()
    }

    /// The name of its speed.
    #[wasm_bindgen(getter)]
    pub fn speed(&self) -> String {
        self.shared.read(|figure| figure.speed().name()).unwrap_or_default().to_owned()
    }

    /// The racers whose stops have been announced, a bit for each.
    #[wasm_bindgen(getter, js_name = announcedStops)]
    pub fn announced_stops(&self) -> u32 {
        self.shared.read(App::announced_stops).unwrap_or_default()
    }

    /// The stops of these racers were announced in an earlier life of the figure.
    #[wasm_bindgen(js_name = restoreAnnouncedStops)]
    pub fn restore_announced_stops(&self, bits: u32) {
        self.shared.change(|figure| figure.restore_announced_stops(bits));
    }

    /// Whether a call into it was cut off, for want of memory or by an error of the browser's. It can be
    /// used no more, as what was under way is not ended; figures beside it can.
    #[wasm_bindgen(getter, js_name = isBroken)]
    pub fn is_broken(&self) -> bool {
        self.shared.read(|_| ()).is_none()
    }

    /// The run with every default written out.
    pub fn config(&self) -> JsValue {
        self.shared.read(|figure| to_js(figure.config())).unwrap_or_default()
    }
}
