//! The figure: one race on a page, with its controls and its text. The element `<downhill-race>`
//! hands it what happens and puts back what it says.

/// A piece of markup or styles, which is a file.
macro_rules! fragment {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/fragments/", $name))
    };
}

mod bridge;
mod canvas;
#[cfg(feature = "playground")]
mod choices;
mod frames;
#[cfg(feature = "playground")]
mod lab;
mod look;
#[cfg(feature = "playground")]
mod measure;
mod numbers;
mod player;
mod report;
mod state;
mod strings;
mod style;
mod values;

use std::rc::Rc;

use downhill::Value;
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[cfg(feature = "playground")]
pub use self::choices::optimizers;

use self::bridge::Shared;
use self::canvas::Canvases;
use self::state::State;
use self::style::Style;
use self::values::to_js;

/// Connects the module with its page: `ask(frame)` asks for one animation frame.
#[wasm_bindgen]
pub fn connect(ask: Function) {
    frames::ask_by(ask);
}

/// The markup of the figure's shadow tree in the language `lang` (a BCP 47 tag).
#[wasm_bindgen]
pub fn markup(lang: &str) -> String {
    strings::markup(strings::strings(lang))
}

/// The figure's styles, for a constructed style sheet.
#[wasm_bindgen]
pub fn styles() -> String {
    #[cfg(not(feature = "playground"))]
    let styles = [fragment!("figure.css"), fragment!("table.css")];
    #[cfg(feature = "playground")]
    let styles = [
        fragment!("figure.css"),
        fragment!("lab.css"),
        fragment!("inside.css"),
        fragment!("chart.css"),
    ];
    styles.concat()
}

/// One race on a page.
#[wasm_bindgen]
pub struct Figure {
    shared: Rc<Shared>,
}

#[wasm_bindgen]
impl Figure {
    /// A figure on four stacked canvases, the lowest first. It says what is to be shown by calling
    /// `put(name, property, value)` once its own work is done; `put` returns the element of that
    /// name. Undefined where the browser gives no 2-D context.
    pub fn create(
        field: HtmlCanvasElement,
        casing: HtmlCanvasElement,
        core: HtmlCanvasElement,
        heads: HtmlCanvasElement,
        put: Function,
        lang: &str,
    ) -> Option<Self> {
        let layers = Canvases::new([field, casing, core, heads])?;
        Some(Self { shared: Shared::new(State::new(layers, lang), put) })
    }

    /// Takes note of a field of the run to show next, or of how to show it, as an attribute gives it.
    pub fn field(&self, name: &str, text: &str) {
        self.shared.change(|state| state.fields.push((name.to_owned(), text.to_owned())));
    }

    /// Shows the run that the fields noted since the last time describe; where they describe none,
    /// says why and leaves all as it was. `moves` lets it play from the start at once; otherwise it
    /// stands at the end.
    pub fn configure(&self, moves: bool, loops: bool) {
        self.shared.change(|state| state.configure(moves, loops));
    }

    /// What a control of the name `name` asks for; `value` is its value, if it has one.
    pub fn act(&self, name: &str, value: &str) {
        self.shared.change(|state| state.act(name, value));
    }

    /// A key pressed while the control of the name `name`, or the figure, has focus; true if it
    /// means something here.
    pub fn key(&self, key: &str, name: &str) -> bool {
        self.shared.change(|state| state.key(key, name)).unwrap_or(false)
    }

    /// The picture is now `width` × `height` CSS px, of so many device pixels.
    pub fn resize(&self, width: f64, height: f64, device_width: u32, device_height: u32) {
        self.shared.change(|state| state.resize([width, height], [device_width, device_height]));
    }

    /// Whether the picture can be seen; nothing runs while it cannot.
    pub fn visible(&self, visible: bool) {
        self.shared.change(|state| state.place(visible));
    }

    /// Draws trails `trail` times as wide as usual, for a light or a dark page, and writes in these fonts.
    pub fn style(&self, trail: f64, is_dark: bool, fonts: &str) {
        let style = Style { trail, is_dark, fonts: fonts.to_owned() };
        self.shared.change(|state| state.restyle(style));
    }

    /// What a script asks for: `play`, `pause`, or `seek` a step.
    pub fn drive(&self, command: &str, step: u32) {
        self.shared.change(|state| state.drive(command, step));
    }

    /// `[step, plays, speed, told]`: the step that was asked for, shown or still to be computed,
    /// whether it plays, the name of the speed, and whose stops have been told, a bit for each racer.
    pub fn now(&self) -> Array {
        let now = Array::new();
        self.shared.read(|state| {
            now.push(&state.step().into());
            now.push(&state.is_playing().into());
            now.push(&state.speed().into());
            now.push(&state.told().into());
        });
        now
    }

    /// What the racers are called, also those that were given no label.
    #[cfg(feature = "playground")]
    pub fn labels(&self) -> Vec<String> {
        self.shared.read(|state| state.config().labels()).unwrap_or_default()
    }

    /// The run with every default written out.
    pub fn config(&self) -> JsValue {
        self.shared.read(|state| to_js(&Value::from(state.config()))).unwrap_or_default()
    }
}
