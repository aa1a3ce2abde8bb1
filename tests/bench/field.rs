//! A module for the benchmark alone: the field of a run, compiled as the figure is that a page
//! loads: for size, without blocks, with its allocator.
#![cfg(target_arch = "wasm32")]

use downhill::RunConfig;
use downhill_plot::{Field, Palette, Shape, View, field};
use wasm_bindgen::prelude::*;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A picture in which `field` takes 400 × 300 samples, 3 px apart.
const SIZE: [f64; 2] = [1197.0, 897.0];
const SAMPLES: [u32; 2] = [400, 300];

/// A run whose field is drawn, and the field.
#[wasm_bindgen]
pub struct Race(RunConfig, Field);

#[wasm_bindgen]
impl Race {
    /// The run that a line of text describes.
    #[wasm_bindgen(constructor)]
    pub fn new(line: &str) -> Result<Race, JsError> {
        let config = line.parse().map_err(|error| JsError::new(&format!("{error}")))?;
        let field = field(&config, &view(&config), &Palette::default());
        Ok(Self(config, field))
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

    /// Finds levels and minima; how many there are.
    pub fn look(&self) -> usize {
        let survey = self.0.survey();
        survey.levels.values.len() + survey.minima.len()
    }

    /// Makes the shading of the field; how many shapes it has.
    pub fn shade(&self) -> usize {
        self.1.shading(&view(&self.0), &Palette::default()).len()
    }

    /// Makes the field with its shading; how many shapes it has.
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
        let view = view(&self.0);
        let palette = Palette::default();
        let mut field = field(&self.0, &view, &palette);
        field.shapes.extend(field.shading(&view, &palette));
        field.shapes
    }
}

fn view(config: &RunConfig) -> View {
    View { bounds: config.view, width: SIZE[0], height: SIZE[1] }
}

/// The area in a ring, negative for one of the two ways round.
fn area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| (a[0] * b[1] - b[0] * a[1]) / 2.0).sum()
}
