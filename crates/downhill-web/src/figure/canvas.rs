//! Paints shapes of a scene on a canvas.

use downhill::format_number;
use downhill_figure::Stage;
use downhill_plot::{Anchor, HALO_WIDTH, Layer, Layers, Painter, Point, Rgb, Shape, Stroke, Text};
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

    #[wasm_bindgen(method, js_name = strokeText)]
    fn outline(this: &Context, text: &str, x: f64, y: f64, width: f64);

    #[wasm_bindgen(method, js_name = setLineDash)]
    fn dash(this: &Context, lengths: &Array);
}

/// So many lines are one stroke at most: the time for a stroke grows faster than its lines.
const MOST_AT_ONCE: usize = 250;

/// A canvas whose unit is one CSS px, however many device pixels that is.
pub(crate) struct Canvas {
    element: HtmlCanvasElement,
    context: Context,
    /// Its size in CSS px and in device pixels.
    size: ([f64; 2], [u32; 2]),
    /// Whether it has one pixel, and gets its size when something is drawn on it.
    is_small: bool,
    /// The opacity and the colour of areas that the context has, as far as they are known: to set them takes
    /// longer than to draw a small area.
    opacity: Option<f64>,
    filling: Option<Rgb>,
    /// What follows the size in a font: ` px` and the names.
    fonts: String,
}

impl Canvas {
    /// None where the browser has no 2-D context to give.
    pub(crate) fn new(element: HtmlCanvasElement) -> Option<Self> {
        // The context of that name is of no other type.
        let context = element.get_context("2d").ok()??.unchecked_into();
        let size = ([1.0; 2], [1; 2]);
        Some(Self {
            element,
            context,
            size,
            is_small: false,
            opacity: None,
            filling: None,
            fonts: String::new(),
        })
    }

    /// Gives the canvas `device` pixels for `css` px, and clears it.
    pub(crate) fn resize(&mut self, css: [f64; 2], device: [u32; 2]) {
        self.size = (css, device);
        self.is_small = false;
        self.apply_size(device);
    }

    /// As [`Canvas::resize`], but the canvas has one pixel as long as it is blank: making room, and
    /// showing it, takes the browser longer than drawing a head.
    fn resize_when_drawn(&mut self, css: [f64; 2], device: [u32; 2]) {
        self.size = (css, device);
        self.is_small = true;
        // None at all, and no picture could be made of them.
        self.apply_size([1, 1]);
    }

    fn apply_size(&mut self, device: [u32; 2]) {
        (self.opacity, self.filling) = (None, None);
        self.element.set_width(device[0]);
        self.element.set_height(device[1]);
        let css = self.size.0;
        let scale = [0, 1].map(|axis| f64::from(device[axis]) / css[axis]);
        self.context.transform(scale[0], 0.0, 0.0, scale[1], 0.0, 0.0);
        self.context.set_line_cap("round");
        self.context.set_line_join("round");
        self.context.set_text_baseline("middle");
    }

    /// Gives the canvas its size, once.
    fn spread(&mut self) {
        if std::mem::take(&mut self.is_small) {
            self.apply_size(self.size.1);
        }
    }

    /// Has text be written in the first of these fonts that there is.
    pub(crate) fn choose_fonts(&mut self, names: &str) {
        self.fonts = ["px ", names].concat();
    }

    /// Paints lines so strongly from now on; 1 is opaque.
    pub(crate) fn set_opacity(&mut self, opacity: f64) {
        if self.opacity != Some(opacity) {
            self.context.set_global_alpha(opacity);
            self.opacity = Some(opacity);
        }
    }

    /// Opaque lines that look alike are painted as one stroke: thousands of dots take as many calls less.
    pub(crate) fn paint(&mut self, shapes: &[Shape]) {
        let mut rest = shapes;
        let is_opaque = self.opacity.is_none_or(|opacity| opacity >= 1.0);
        while let Some((first, others)) = rest.split_first() {
            let alike = if is_opaque { lines_like(first, rest) } else { Vec::new() };
            if let (Shape::Line { stroke, .. }, true) = (first, alike.len() > 1) {
                self.stroke(&alike, stroke);
                rest = &rest[alike.len()..];
            } else {
                first.paint(self);
                rest = others;
            }
        }
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

/// The first of these shapes that are lines with the stroke of that one.
fn lines_like<'a>(first: &Shape, shapes: &'a [Shape]) -> Vec<&'a [Point]> {
    let Shape::Line { stroke, .. } = first else { return Vec::new() };
    let points = |shape: &'a Shape| match shape {
        Shape::Line { points, stroke: other } if other == stroke => Some(points.as_slice()),
        _ => None,
    };
    shapes.iter().take(MOST_AT_ONCE).map_while(points).collect()
}

impl Painter for Canvas {
    fn clear(&mut self) {
        if !self.is_small {
            let [width, height] = self.size.0;
            self.context.clear_rect(0.0, 0.0, width, height);
        }
    }

    fn paint_beneath(&mut self, beneath: bool) {
        self.spread();
        let mode = if beneath { "destination-over" } else { "source-over" };
        self.context.compose(mode);
    }

    fn area(&mut self, rings: &[Vec<Point>], color: Rgb, opacity: f64) {
        self.spread();
        if self.filling != Some(color) {
            self.context.set_fill_style_str(&color.css());
            self.filling = Some(color);
        }
        self.set_opacity(opacity);
        let context = &self.context;
        context.begin_path();
        for ring in rings {
            self.trace(ring);
            context.close_path();
        }
        context.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
        self.set_opacity(1.0);
    }

    fn stroke(&mut self, lines: &[&[Point]], stroke: &Stroke) {
        self.spread();
        let context = &self.context;
        context.set_stroke_style_str(&stroke.color.css());
        context.set_line_width(stroke.width);
        let lengths = Array::new();
        if let Some(dash) = &stroke.dash {
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

    fn text(&mut self, text: &Text) {
        self.spread();
        let context = &self.context;
        let size = format_number(text.size);
        context.set_font(&[size.as_str(), &self.fonts].concat());
        context.set_text_align(match text.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "center",
            Anchor::End => "end",
        });
        let [x, y] = text.at;
        if let Some(halo) = text.halo {
            context.set_stroke_style_str(&halo.css());
            context.set_line_width(HALO_WIDTH);
            context.dash(&Array::new());
            context.outline(&text.text, x, y, text.width);
        }
        self.filling = None;
        context.set_fill_style_str(&text.color.css());
        context.write(&text.text, x, y, text.width);
    }
}

/// The canvases of a figure.
pub(crate) struct Canvases {
    /// One for each [`Layer`], the lowest first.
    canvases: [Canvas; 4],
}

impl Canvases {
    /// None where the browser has no 2-D context to give.
    pub(crate) fn new(elements: [HtmlCanvasElement; 4]) -> Option<Self> {
        let [field, outlines, trails, heads] = elements.map(Canvas::new);
        Some(Self { canvases: [field?, outlines?, trails?, heads?] })
    }
}

impl Stage for Canvases {
    fn resize(&mut self, css: [f64; 2], device: [u32; 2], fonts: &str) {
        for (layer, canvas) in Layer::ALL.into_iter().zip(&mut self.canvases) {
            // Those of the trails get their size when something is drawn on them.
            if matches!(layer, Layer::Outlines | Layer::Trails) {
                canvas.resize_when_drawn(css, device);
            } else {
                canvas.resize(css, device);
            }
            canvas.choose_fonts(fonts);
        }
    }
}

impl Layers for Canvases {
    fn layer(&mut self, layer: Layer) -> &mut dyn Painter {
        &mut self.canvases[layer as usize]
    }
}
