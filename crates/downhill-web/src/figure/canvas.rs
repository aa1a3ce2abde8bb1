//! Paints items of a scene on a canvas.

use downhill::format_number;
use std::cell::RefCell;

use downhill_plot::{Dash, Item, Point, Rgb};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement};

#[wasm_bindgen]
extern "C" {
    /// A context with those of its methods that throw at nothing they are given here; web-sys's have
    /// an error to catch.
    #[wasm_bindgen(extends = CanvasRenderingContext2d)]
    type Context;

    #[wasm_bindgen(method, js_name = setTransform)]
    fn transform(this: &Context, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64);

    #[wasm_bindgen(method, setter, js_name = globalCompositeOperation)]
    fn compose(this: &Context, mode: &str);

    #[wasm_bindgen(method, js_name = fillText)]
    fn write(this: &Context, text: &str, x: f64, y: f64, width: f64);

    #[wasm_bindgen(method, js_name = setLineDash)]
    fn dash(this: &Context, lengths: &Array);
}

/// A canvas whose unit is one CSS px, however many device pixels that is.
pub(crate) struct Layer {
    canvas: HtmlCanvasElement,
    context: Context,
    /// What follows the size in a font: ` px` and the names.
    fonts: RefCell<String>,
}

impl Layer {
    /// None where the browser has no 2-D context to give.
    pub(crate) fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        // The context of that name is of no other type.
        let context = canvas.get_context("2d").ok()??.unchecked_into();
        Some(Self { canvas, context, fonts: RefCell::default() })
    }

    /// Gives the canvas `device` pixels for `css` px, and clears it.
    pub(crate) fn resize(&self, device: [u32; 2], css: [f64; 2]) {
        self.canvas.set_width(device[0]);
        self.canvas.set_height(device[1]);
        let scale = [0, 1].map(|axis| f64::from(device[axis]) / css[axis]);
        self.context.transform(scale[0], 0.0, 0.0, scale[1], 0.0, 0.0);
        self.context.set_line_cap("round");
        self.context.set_line_join("round");
        self.context.set_text_baseline("middle");
    }

    /// Has text be written in the first of these fonts that there is.
    pub(crate) fn choose_fonts(&self, names: &str) {
        self.fonts.replace(["px ", names].concat());
    }

    pub(crate) fn clear(&self, [width, height]: [f64; 2]) {
        self.context.clear_rect(0.0, 0.0, width, height);
    }

    /// Whether what is painted from now on goes beneath what is there.
    pub(crate) fn paint_beneath(&self, beneath: bool) {
        let mode = if beneath { "destination-over" } else { "source-over" };
        self.context.compose(mode);
    }

    /// Paints lines so faintly from now on; 1 is opaque.
    #[cfg(feature = "lab")]
    pub(crate) fn fade(&self, opacity: f64) {
        self.context.set_global_alpha(opacity);
    }

    pub(crate) fn paint(&self, items: &[Item]) {
        for item in items {
            self.paint_one(item);
        }
    }

    fn paint_one(&self, item: &Item) {
        let context = &self.context;
        match item {
            Item::Area { rings, color, opacity } => {
                context.begin_path();
                for ring in rings {
                    self.trace(ring);
                    context.close_path();
                }
                context.set_fill_style_str(&color.css());
                context.set_global_alpha(*opacity);
                context.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
                context.set_global_alpha(1.0);
            }
            Item::Line { points, color, width, dash } => {
                self.lines(&[points], *color, *width, dash.as_ref());
            }
            Item::Text { at, text, size, width } => {
                context.set_fill_style_str("#101428");
                let size = format_number(*size);
                context.set_font(&[size.as_str(), &*self.fonts.borrow()].concat());
                context.write(text, at[0], at[1], *width);
            }
        }
    }

    /// Paints polylines as one stroke.
    pub(crate) fn lines(&self, lines: &[&[Point]], color: Rgb, width: f64, dash: Option<&Dash>) {
        let context = &self.context;
        context.set_stroke_style_str(&color.css());
        context.set_line_width(width);
        let lengths = Array::new();
        if let Some(dash) = dash {
            for length in &dash.pattern {
                lengths.push(&JsValue::from_f64(*length));
            }
            context.set_line_dash_offset(dash.offset);
        }
        context.dash(&lengths);
        context.begin_path();
        for points in lines {
            self.trace(points);
        }
        context.stroke();
    }

    fn trace(&self, points: &[Point]) {
        for (index, [x, y]) in points.iter().enumerate() {
            if index == 0 {
                self.context.move_to(*x, *y);
            } else {
                self.context.line_to(*x, *y);
            }
        }
    }
}
