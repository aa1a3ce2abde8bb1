//! The figure: one race on a page, with its controls and its text. The element `<downhill-race>`
//! hands it what happens and puts back what it says.

mod bridge;
mod canvas;
mod frames;
mod picture;
mod player;
mod report;
mod state;
mod strings;

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use self::bridge::Shared;
use self::canvas::Layer;
use self::picture::Layers;
use self::state::State;

/// The markup of the figure's shadow tree in the language `lang` (a BCP 47 tag).
#[wasm_bindgen(skip_typescript)]
pub fn markup(lang: &str) -> String {
    strings::markup(strings::strings(lang))
}

/// The figure's styles, for a constructed style sheet.
#[wasm_bindgen(skip_typescript)]
pub fn styles() -> String {
    include_str!("../../../../www/fragments/figure.css").to_owned()
}

/// One race on a page.
#[wasm_bindgen(skip_typescript)]
pub struct Figure {
    shared: Rc<Shared>,
}

#[wasm_bindgen]
impl Figure {
    /// A figure on four stacked canvases, the lowest first. It says what is to be shown by calling
    /// `put(name, property, value)` once its own work is done; `put` returns the element of that
    /// name. Undefined where the browser gives no 2-D context.
    #[wasm_bindgen(skip_typescript)]
    pub fn create(canvases: Vec<HtmlCanvasElement>, put: Function, lang: &str) -> Option<Self> {
        let mut layers = canvases.into_iter().map(Layer::new);
        let mut next = || layers.next().flatten();
        let layers = Layers { field: next()?, casing: next()?, core: next()?, heads: next()? };
        Some(Self { shared: Shared::new(State::new(layers, lang), put) })
    }

    /// Shows the run that the attributes `names` with the values `texts` describe; where they do
    /// not, says why and leaves all as it was. `moves` lets it play from the start at once;
    /// otherwise it stands at the end.
    #[wasm_bindgen(skip_typescript)]
    pub fn configure(&self, names: Vec<String>, texts: Vec<String>, moves: bool, loops: bool) {
        let fields: Vec<(String, String)> = names.into_iter().zip(texts).collect();
        self.shared.change(|state| state.configure(&fields, moves, loops));
    }

    /// What a control of the name `name` asks for; `value` is its value, if it has one.
    #[wasm_bindgen(skip_typescript)]
    pub fn act(&self, name: &str, value: &str) {
        self.shared.change(|state| state.act(name, value));
    }

    /// A key pressed while the figure has focus; true if it means something here.
    #[wasm_bindgen(skip_typescript)]
    pub fn key(&self, key: &str) -> bool {
        self.shared.change(|state| state.key(key)).unwrap_or(false)
    }

    /// The picture is now `width` × `height` CSS px, of so many device pixels.
    #[wasm_bindgen(skip_typescript)]
    pub fn resize(&self, width: f64, height: f64, device_width: u32, device_height: u32) {
        self.shared.change(|state| state.resize([width, height], [device_width, device_height]));
    }

    /// Whether the picture can be seen; nothing runs while it cannot.
    #[wasm_bindgen(skip_typescript)]
    pub fn visible(&self, visible: bool) {
        self.shared.change(|state| state.visible = visible);
    }
}
