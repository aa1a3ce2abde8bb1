//! Numbers as text, by the browser's own code instead of a copy of std's in the module.

use downhill::NumberFormat;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn number_from(text: &str) -> f64;

    #[wasm_bindgen(js_name = String)]
    fn text_from(number: f64) -> String;
}

/// JavaScript's; the module installs it when it starts.
pub(crate) const JAVASCRIPT: NumberFormat = NumberFormat { parse, print };

fn parse(text: &str) -> Option<f64> {
    Some(number_from(text))
}

fn print(number: f64) -> String {
    // JavaScript forgets the sign of zero, and writes 1e21 as 1e+21.
    if number == 0.0 && number.is_sign_negative() {
        return "-0".to_owned();
    }
    let mut text = text_from(number);
    text.retain(|letter| letter != '+');
    text
}
