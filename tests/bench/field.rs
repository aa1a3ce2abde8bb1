//! A module for the benchmark alone: the field of a run, compiled as the figure is that a page
//! loads: for size, without blocks, with its allocator.
#![cfg(target_arch = "wasm32")]

use downhill::RunConfig;
use downhill_plot::{Palette, Shape, View, field};
use wasm_bindgen::prelude::*;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A picture in which `field` takes 400 × 300 samples, 3 px apart.
const SIZE: [f64; 2] = [1197.0, 897.0];
const SAMPLES: [u32; 2] = [400, 300];

/// A run whose field is drawn.
#[wasm_bindgen]
pub struct Race(RunConfig);

#[wasm_bindgen]
impl Race {
    /// The run that a line of text describes.
    #[wasm_bindgen(constructor)]
    pub fn new(line: &str) -> Result<Race, JsError> {
        line.parse().map(Self).map_err(|error| JsError::new(&format!("{error}")))
    }

    /// The values at which bands and isolines change.
    pub fn levels(&self) -> Vec<f64> {
        self.0.survey().levels.values
    }

    /// `[left, right, bottom, top]` of what is shown.
    pub fn view(&self) -> Vec<f64> {
        [self.0.view.x, self.0.view.y].concat()
    }

    /// The samples, row by row from the lowest y.
    pub fn values(&self) -> Vec<f64> {
        self.0.objective.sample(self.0.view, SAMPLES[0], SAMPLES[1])
    }

    /// Takes the samples; the first of them.
    pub fn sample(&self) -> f64 {
        self.0.objective.sample(self.0.view, SAMPLES[0], SAMPLES[1])[0]
    }

    /// Makes the field; how many shapes it has.
    pub fn draw(&self) -> usize {
        self.shapes().len()
    }

    /// How much of the picture each area of the field covers, as a part of it; the frame first.
    pub fn areas(&self) -> Vec<f64> {
        let shapes = self.shapes();
        let rings = shapes.iter().filter_map(|item| match item {
            // Shading is no band.
            Shape::Area { rings, opacity: 1.0, .. } => Some(rings),
            _ => None,
        });
        let whole = SIZE[0] * SIZE[1];
        // Holes run the other way round.
        rings.map(|rings| rings.iter().map(|ring| area(ring)).sum::<f64>().abs() / whole).collect()
    }

    fn shapes(&self) -> Vec<Shape> {
        let view = View { bounds: self.0.view, width: SIZE[0], height: SIZE[1] };
        let palette = Palette::default();
        let mut field = field(&self.0, &view, &palette);
        field.shapes.extend(field.shading(&self.0.objective, &view, &palette));
        field.shapes
    }
}

/// The area in a ring, negative for one of the two ways round.
fn area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| (a[0] * b[1] - b[0] * a[1]) / 2.0).sum()
}
