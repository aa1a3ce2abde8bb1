//! A module for the benchmark alone: the sweep, which no shipped module exports.
#![cfg(target_arch = "wasm32")]

use downhill::{Goal, RunConfig, finish_all};
use wasm_bindgen::prelude::*;

/// Where the first racer of the run `line` is after `steps` steps from each of the starts
/// `[x0, y0, x1, y1, …]`.
#[wasm_bindgen]
pub fn sweep(line: &str, starts: &[f64], steps: u32) -> Result<Vec<f64>, JsError> {
    let config: RunConfig = line.parse().map_err(|error| JsError::new(&format!("{error}")))?;
    let starts: Vec<[f64; 2]> = starts.as_chunks().0.to_vec();
    let racer = config.racers[0].training();
    let none = config.noise.of(0);
    let finishes = finish_all(&config.objective, racer, &starts, none, steps, &Goal::NONE);
    Ok(finishes.iter().flat_map(|finish| finish.point).collect())
}
