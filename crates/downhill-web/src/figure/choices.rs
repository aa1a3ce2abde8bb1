//! What the page's lists are made of, for its scripts.

use downhill::{optimizer_choices, schedule_choices};
use downhill_figure::panels::story::story_choices;
use wasm_bindgen::prelude::*;

use crate::js::to_js;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** An optimizer as the page's menu and sliders show it. */
export interface OptimizerChoice {
  name: string;
  label: string;
  /** What its family is called: all rules of one stand beside each other. */
  family: string;
  /** What it is, in one sentence. */
  what: string;
  parameters: ParameterChoice[];
}

/** A schedule of a learning rate. */
export interface ScheduleChoice {
  name: string;
  label: string;
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
  /** Whether it is a count. */
  isWhole: boolean;
  /** Whether it is an option that is off by default. */
  isOption: boolean;
}
"#;

/// Every optimizer with its hyper-parameters.
#[wasm_bindgen(unchecked_return_type = "OptimizerChoice[]")]
pub fn optimizers() -> JsValue {
    to_js(&optimizer_choices())
}

/// Every schedule of a learning rate with its settings.
#[wasm_bindgen(unchecked_return_type = "ScheduleChoice[]")]
pub fn schedules() -> JsValue {
    to_js(&schedule_choices())
}

/// Every story, lessons first, each at the index by which it is shown.
#[wasm_bindgen(unchecked_return_type = "StoryChoice[]")]
pub fn stories() -> JsValue {
    to_js(&story_choices())
}

/// Every objective that the page offers, grouped by what it teaches.
#[wasm_bindgen(js_name = objectiveGroups, unchecked_return_type = "ObjectiveGroup[]")]
pub fn objective_groups() -> JsValue {
    to_js(&downhill_figure::objective_groups())
}

/// A small map of the objective or preset of that name, as an SVG picture of that size in CSS px. It is
/// empty if there is no such objective, or if a side is not from 16 to 512.
#[wasm_bindgen]
pub fn thumbnail(
    name: &str,
    width: f64,
    height: f64,
    #[wasm_bindgen(js_name = isDark)] is_dark: bool,
) -> String {
    downhill_figure::thumbnail(name, width, height, is_dark).unwrap_or_default()
}
