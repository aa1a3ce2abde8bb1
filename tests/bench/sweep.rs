//! A module for the benchmark alone: the sweep, which no shipped module exports.
#![cfg(target_arch = "wasm32")]

use downhill::{RunConfig, sweep as sweep_from};
use wasm_bindgen::prelude::*;

/// Where the first racer of the run `line` is after `steps` steps from each of the starts
/// `[x0, y0, x1, y1, …]`.
#[wasm_bindgen]
pub fn sweep(line: &str, starts: &[f64], steps: u32) -> Result<Vec<f64>, JsError> {
    let config: RunConfig = line.parse().map_err(|error| JsError::new(&format!("{error}")))?;
    let starts: Vec<[f64; 2]> = starts.as_chunks().0.to_vec();
    let ends = sweep_from(&config.objective, config.racers[0].training(), &starts, steps);
    Ok(ends.into_flattened())
}
