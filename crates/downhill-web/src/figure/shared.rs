//! Between the figure and the page: short borrows, and answers only after them.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

#[cfg(feature = "playground")]
use downhill::format_number;
use downhill_figure::{Effect, Figure, Painting, Surface};
use downhill_plot::Painter as _;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::Canvas;
use super::frames::{Animated, animate};
use crate::js::to_js;

/// The panels that a module has.
#[cfg(feature = "playground")]
pub(crate) type Panels = downhill_figure::panels::AllPanels;
#[cfg(not(feature = "playground"))]
pub(crate) type Panels = downhill_figure::NoPanels;

/// The figure of a module.
pub(crate) type App = Figure<Panels>;

/// The fonts of what is painted beside the picture.
const FONTS: &str = "system-ui, sans-serif";

#[wasm_bindgen]
extern "C" {
    /// What puts a figure's views into its page.
    pub type Page;

    /// Shows a view.
    #[wasm_bindgen(method, catch)]
    fn show(this: &Page, view: &JsValue) -> Result<(), JsValue>;

    /// Sends an event of the element.
    #[wasm_bindgen(method, catch)]
    fn send(this: &Page, event: &JsValue) -> Result<(), JsValue>;

    /// The canvas of that name, in the row of that index.
    #[wasm_bindgen(method, catch)]
    fn canvas(
        this: &Page,
        name: &str,
        row: Option<u32>,
    ) -> Result<Option<HtmlCanvasElement>, JsValue>;
}

/// A figure with its page.
pub(crate) struct Shared {
    figure: RefCell<App>,
    page: Page,
    this: Weak<Self>,
}

impl Shared {
    pub(crate) fn new(figure: App, page: Page) -> Rc<Self> {
        Rc::new_cyclic(|this| Self { figure: RefCell::new(figure), page, this: this.clone() })
    }

    /// Changes the figure, then has the page do what came of it; none if it is being changed already.
    pub(crate) fn change<T>(&self, work: impl FnOnce(&mut App) -> T) -> Option<T> {
        let outcome = work(&mut *self.figure.try_borrow_mut().ok()?);
        if self.apply_effects().is_some() {
            let this: Weak<Self> = self.this.clone();
            animate(this);
        }
        Some(outcome)
    }

    /// What can be read from the figure; none if it is being changed.
    pub(crate) fn read<T>(&self, what: impl FnOnce(&App) -> T) -> Option<T> {
        self.figure.try_borrow().ok().map(|figure| what(&figure))
    }

    /// Has the page do what came of a change; how long after the last frame the figure wants another.
    fn apply_effects(&self) -> Option<f64> {
        let Ok(mut figure) = self.figure.try_borrow_mut() else { return Some(0.0) };
        let (effects, scale, wait) = (figure.take_effects(), figure.scale(), figure.next_frame());
        drop(figure);
        for effect in effects {
            // The page's own code throws nothing; if the page is gone, there is nobody to tell.
            let _ = match effect {
                Effect::Show(view) => self.page.show(&to_js(&view)),
                Effect::Event(event) => self.page.send(&to_js(&event)),
                Effect::Paint(painting) => {
                    self.paint(&painting, scale);
                    Ok(())
                }
            };
        }
        wait
    }

    fn paint(&self, painting: &Painting, scale: f64) {
        let (name, row) = match painting.surface {
            Surface::Swatch(row) => ("swatch", u32::try_from(row).ok()),
            Surface::Chart => ("chart", None),
            Surface::ChartPast => ("chart-past", None),
            Surface::ChartCursor => ("chart-cursor", None),
            Surface::Ensemble => ("ensemble", None),
            Surface::Ghost => ("ghost", None),
            Surface::SurfaceGround => ("surface", None),
            Surface::SurfaceOutlines => ("surface-outlines", None),
            Surface::SurfaceTrails => ("surface-trails", None),
            Surface::SurfaceHeads => ("surface-heads", None),
            Surface::Swarm => ("swarm", None),
            Surface::SwarmValues => ("swarm-values", None),
            Surface::Rates => ("rates", None),
        };
        let Ok(Some(element)) = self.page.canvas(name, row) else { return };
        #[cfg(feature = "playground")]
        if let Some(width) = painting.clip {
            let right = ["inset(0 calc(100% - ", &format_number(width), "px) 0 0)"].concat();
            // A browser that does not know it shows the whole canvas.
            let _ = element.style().set_property("clip-path", &right);
        }
        let Some(mut canvas) = Canvas::new(element) else { return };
        if let Some(size) = painting.size {
            canvas.resize(size, size.map(|length| device_pixels(length, scale)));
        }
        canvas.choose_fonts(FONTS);
        canvas.set_opacity(painting.opacity);
        // Each painting begins with a canvas that paints over what is there.
        if painting.is_beneath {
            canvas.paint_beneath(true);
            canvas.paint(&painting.shapes);
            canvas.paint_beneath(false);
        } else {
            canvas.paint(&painting.shapes);
        }
    }
}

impl Animated for Shared {
    fn frame(&self, now: f64) -> Option<f64> {
        let Ok(mut figure) = self.figure.try_borrow_mut() else { return Some(0.0) };
        figure.frame(now);
        drop(figure);
        self.apply_effects()
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small positive size; a cast of anything else is clamped"
)]
fn device_pixels(length: f64, scale: f64) -> u32 {
    (length * scale).round() as u32
}
