//! What the page's controls of racers are made of, for its scripts.

use downhill::optimizer_choices;
use downhill_figure::panels::claims::experiments;
use wasm_bindgen::prelude::*;

use crate::js::to_js;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** An optimizer as the page's menu and sliders show it. */
export interface OptimizerChoice {
  name: string;
  label: string;
  /** What it is, in one sentence. */
  what: string;
  parameters: ParameterChoice[];
}

/** A hyper-parameter with its control. */
export interface ParameterChoice {
  /** Its field in a racer. */
  name: string;
  /** What it is called, in a word or two. */
  label: string;
  /** What each of its numbers is called: one, or two for a pair. */
  parts: string[];
  /** What it is, after its name in torch. */
  what: string;
  default: number | number[] | boolean;
  /**
   * What moves along the slider: the value; the power of ten that it is; the power that is missing
   * to 1, turned over. A switch has no slider.
   */
  scale: "linear" | "power" | "near" | "switch";
  /** Both ends of the slider. */
  range: [number, number];
}
"#;

/// Every optimizer with its hyper-parameters.
#[wasm_bindgen(unchecked_return_type = "OptimizerChoice[]")]
pub fn optimizers() -> JsValue {
    to_js(&optimizer_choices())
}

/// What the article says, a few words for each claim.
#[wasm_bindgen]
pub fn claims() -> Vec<String> {
    experiments().iter().map(|experiment| experiment.title().to_owned()).collect()
}
