use std::cell::RefCell;

use downhill::sweep::{Band, Best, Cell, SweepOptions, SweepPlan, SweptRacer, Varied};
use downhill::{RunConfig, Value};
use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;

use crate::arrays::{floats, to_floats};
use crate::error::thrown;
use crate::job::{incomplete, room, slice_number, wrong_numbers};
use crate::js::{object, to_js};
use crate::value::{from_js, options_from_js};

/// A cell takes so much memory, in bytes.
const CELL_SIZE: usize = 64;

/// A sweep over a hyper-parameter, in slices that are computed anywhere, in any order. `sweep()` computes
/// them in workers; a program that has its own uses this.
#[wasm_bindgen]
pub struct SweepJob {
    plan: RefCell<SweepPlan>,
}

#[wasm_bindgen]
impl SweepJob {
    /// A sweep of which nothing is computed. Throws an `InputError` that names the first field that is
    /// unknown or whose value is not allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "RunConfig")] config: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "SweepOptions")] options: &JsValue,
    ) -> Result<Self, JsValue> {
        let config = thrown(RunConfig::from_value(&from_js(config)))?;
        let options = thrown(SweepOptions::from_value(&config, &options_from_js(options)))?;
        let rows = options.against.as_ref().map_or(1, |against| against.values.len());
        let cells = options.racers.len() * rows * options.varied.values.len();
        room("options.values", options.varied.values.len(), cells.saturating_mul(CELL_SIZE))?;
        Ok(Self { plan: RefCell::new(SweepPlan::new(config, options)) })
    }

    /// The run, with every default written out.
    #[wasm_bindgen(unchecked_return_type = "RunConfig")]
    pub fn config(&self) -> JsValue {
        to_js(self.plan.borrow().config())
    }

    /// The options, with every default written out.
    #[wasm_bindgen(unchecked_return_type = "SweepOptions")]
    pub fn options(&self) -> JsValue {
        to_js(&Value::from(self.plan.borrow().options()))
    }

    /// How many slices the work has.
    #[wasm_bindgen(getter)]
    pub fn slices(&self) -> usize {
        self.plan.borrow().slices()
    }

    /// Which part of the slices is there, 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.plan.borrow().progress()
    }

    /// Computes a slice, 0 to `slices − 1`: numbers for `put` of any job of the same sweep.
    pub fn compute(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] slice: &JsValue,
    ) -> Result<Float64Array, JsValue> {
        let plan = self.plan.borrow();
        floats(&plan.compute(slice_number(slice, plan.slices())?))
    }

    /// Takes the numbers of a slice, wherever they were computed.
    pub fn put(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] slice: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] numbers: &JsValue,
    ) -> Result<(), JsValue> {
        let slice = slice_number(slice, self.slices())?;
        let given = to_floats(numbers).ok_or_else(|| wrong_numbers(numbers))?;
        if self.plan.borrow_mut().put(slice, &given) {
            return Ok(());
        }
        Err(wrong_numbers(numbers))
    }

    /// What was found, once all slices are there.
    #[wasm_bindgen(unchecked_return_type = "SweepResult")]
    pub fn result(&self) -> Result<JsValue, JsValue> {
        let plan = self.plan.borrow();
        let SweepOptions { racers, varied, against, starts, steps, .. } = plan.options();
        let (labels, found) = (plan.config().labels(), Array::new());
        for place in 0..racers.len() {
            let swept = plan.racer(place).ok_or_else(incomplete)?;
            found.push(&racer(&swept, &labels, &varied.values)?);
        }
        let against = match against {
            Some(Varied { name, values }) => {
                object([("parameter", name.into()), ("values", floats(values)?.into())])
            }
            None => JsValue::UNDEFINED,
        };
        Ok(object([
            ("parameter", varied.name.as_str().into()),
            ("values", floats(&varied.values)?.into()),
            ("against", against),
            ("lowest", plan.lowest().map_or(JsValue::NULL, JsValue::from)),
            ("steps", (*steps).into()),
            ("starts", starts.len().into()),
            ("racers", found.into()),
        ]))
    }
}

fn racer(swept: &SweptRacer, labels: &[String], values: &[f64]) -> Result<JsValue, JsValue> {
    let column = |number: fn(&Cell) -> f64| -> Result<JsValue, JsValue> {
        Ok(floats(&swept.cells.iter().map(number).collect::<Vec<f64>>())?.into())
    };
    let value = |index: usize| values.get(index).copied().map_or(JsValue::NULL, JsValue::from);
    let usable = swept.usable.map_or(JsValue::NULL, |band @ Band { first, last }| {
        let decades = band.decades(values);
        object([("from", value(first)), ("to", value(last)), ("decades", decades.into())])
    });
    let best = swept.best.map_or(JsValue::NULL, |Best { index, band, arrives }| {
        object([
            ("value", value(index)),
            ("from", value(band.first)),
            ("to", value(band.last)),
            ("arrives", arrives.into()),
        ])
    });
    Ok(object([
        ("racer", swept.racer.into()),
        ("label", labels.get(swept.racer).map_or(JsValue::NULL, |label| label.as_str().into())),
        ("steps", column(|cell| cell.steps.median)?),
        ("stepsLower", column(|cell| cell.steps.lower)?),
        ("stepsUpper", column(|cell| cell.steps.upper)?),
        ("losses", column(|cell| cell.losses.median)?),
        ("lossesLower", column(|cell| cell.losses.lower)?),
        ("lossesUpper", column(|cell| cell.losses.upper)?),
        ("stopped", column(|cell| cell.stopped)?),
        ("usable", usable),
        ("best", best),
    ]))
}
