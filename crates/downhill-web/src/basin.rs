use std::cell::RefCell;

use downhill::basin::{BasinOptions, BasinPlan, Outcome, Shares, basin_minima, minima_at, shares};
use downhill::{Minimum, RunConfig, Value};
use js_sys::{Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::arrays::{bytes, floats, to_floats, to_wholes, wholes};
use crate::error::thrown;
use crate::job::{incomplete, no_room, room, slice_number, wrong_numbers};
use crate::js::{object, to_js};
use crate::value::{from_js, options_from_js};

/// The order of the pixels takes at most so many bytes for each.
const ORDER_SIZE: usize = 16;

/// Maps of basins, in slices that are computed anywhere, in any order. `basin()` computes them in workers;
/// a program that has its own uses this.
#[wasm_bindgen]
pub struct BasinJob {
    inner: RefCell<Inner>,
}

struct Inner {
    plan: BasinPlan,
    /// None before they are found or named.
    minima: Option<Vec<Minimum>>,
}

impl Inner {
    /// The minima, which are found now unless they are known.
    fn minima(&mut self) -> &[Minimum] {
        let Self { plan, minima } = self;
        minima.get_or_insert_with(|| {
            let found = basin_minima(plan.config(), plan.options());
            plan.set_minima(found.iter().map(|minimum| minimum.at).collect());
            found
        })
    }
}

#[wasm_bindgen]
impl BasinJob {
    /// Maps of which nothing is computed. Throws an `InputError` that names the first field that is
    /// unknown or whose value is not allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "RunConfig")] config: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "BasinOptions")] options: &JsValue,
    ) -> Result<Self, JsValue> {
        let config = thrown(RunConfig::from_value(&from_js(config)))?;
        let options = thrown(BasinOptions::from_value(&config, &options_from_js(options)))?;
        let side = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let (columns, rows) = (side(options.columns), side(options.rows));
        room("options.columns", columns, columns.saturating_mul(rows).saturating_mul(ORDER_SIZE))?;
        let minima = options.minima.as_ref().map(|minima| {
            let of = |at: &[f64; 2]| {
                let value = config.objective.value(*at);
                Minimum { at: *at, value, is_global: false, is_found: false }
            };
            minima.iter().map(of).collect()
        });
        let plan = BasinPlan::new(config, options);
        Ok(Self { inner: RefCell::new(Inner { plan, minima }) })
    }

    /// The run, with every default written out.
    #[wasm_bindgen(unchecked_return_type = "RunConfig")]
    pub fn config(&self) -> JsValue {
        to_js(self.inner.borrow().plan.config())
    }

    /// The options, with every default written out.
    #[wasm_bindgen(unchecked_return_type = "BasinOptions")]
    pub fn options(&self) -> JsValue {
        to_js(&Value::from(self.inner.borrow().plan.options()))
    }

    /// The minima at which racers can arrive, `[x0, y0, x1, y1, …]`: those of the options, or else those
    /// that are known, and those that are found from where racers end.
    #[wasm_bindgen(js_name = findMinima)]
    pub fn find_minima(&self) -> Result<Float64Array, JsValue> {
        let mut inner = self.inner.borrow_mut();
        floats(&inner.minima().iter().flat_map(|minimum| minimum.at).collect::<Vec<f64>>())
    }

    /// Takes the minima that another job of the same maps has found.
    #[wasm_bindgen(js_name = putMinima)]
    pub fn put_minima(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] numbers: &JsValue,
    ) -> Result<(), JsValue> {
        let given = to_floats(numbers).ok_or_else(|| wrong_numbers(numbers))?;
        let Inner { plan, minima } = &mut *self.inner.borrow_mut();
        let points = given.as_chunks::<2>().0;
        *minima = Some(minima_at(plan.config(), plan.options().view, points));
        plan.set_minima(points.to_vec());
        Ok(())
    }

    /// How many slices the work has.
    #[wasm_bindgen(getter)]
    pub fn slices(&self) -> usize {
        self.inner.borrow().plan.slices()
    }

    /// Which part of the slices is there, 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.inner.borrow().plan.progress()
    }

    /// Computes a slice, 0 to `slices − 1`: numbers for `put` of any job of the same maps. Slices come from
    /// coarse to fine.
    pub fn compute(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] slice: &JsValue,
    ) -> Result<Uint32Array, JsValue> {
        let slice = slice_number(slice, self.slices())?;
        let mut inner = self.inner.borrow_mut();
        inner.minima();
        wholes(&inner.plan.compute(slice))
    }

    /// Takes the numbers of a slice, wherever they were computed. Throws where there is no memory for the
    /// maps.
    pub fn put(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] slice: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint32Array")] numbers: &JsValue,
    ) -> Result<(), JsValue> {
        let slice = slice_number(slice, self.slices())?;
        let given = to_wholes(numbers).ok_or_else(|| wrong_numbers(numbers))?;
        let mut inner = self.inner.borrow_mut();
        if !inner.plan.make_room() {
            let columns = usize::try_from(inner.plan.options().columns).unwrap_or(usize::MAX);
            return Err(no_room("options.columns", columns));
        }
        if inner.plan.put(slice, &given) {
            return Ok(());
        }
        Err(wrong_numbers(numbers))
    }

    /// What was found, once all slices are there.
    #[wasm_bindgen(unchecked_return_type = "BasinResult")]
    pub fn result(&self) -> Result<JsValue, JsValue> {
        let Inner { plan, minima } = &*self.inner.borrow();
        let BasinOptions { racers, columns, rows, .. } = plan.options();
        let (labels, found) = (plan.config().labels(), Array::new());
        for (place, racer) in racers.iter().enumerate() {
            let label = labels.get(*racer).map_or(JsValue::NULL, |label| label.as_str().into());
            found.push(&map(plan, place, *racer, label)?);
        }
        let points: Array = minima.iter().flatten().map(minimum).collect();
        let view = plan.options().view;
        let sides = |[low, high]: [f64; 2]| JsValue::from(Array::of2(&low.into(), &high.into()));
        Ok(object([
            ("columns", (*columns).into()),
            ("rows", (*rows).into()),
            ("view", object([("x", sides(view.x)), ("y", sides(view.y))])),
            ("minima", points.into()),
            ("racers", found.into()),
        ]))
    }
}

fn minimum(minimum: &Minimum) -> JsValue {
    let [x, y] = minimum.at;
    object([
        ("at", Array::of2(&x.into(), &y.into()).into()),
        ("value", minimum.value.into()),
        ("isGlobal", minimum.is_global.into()),
        ("isFound", minimum.is_found.into()),
    ])
}

/// The map of the racer at this place of the options.
fn map(plan: &BasinPlan, place: usize, racer: usize, label: JsValue) -> Result<JsValue, JsValue> {
    let map = plan.map(place);
    let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let count = size(plan.options().columns).saturating_mul(size(plan.options().rows));
    if map.len() != count || map.iter().any(Option::is_none) {
        return Err(incomplete());
    }
    let (mut outcomes, mut steps) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (outcome, taken) in map.iter().flatten() {
        outcomes.push(outcome.code());
        steps.push(*taken);
    }
    let shares: Array = shares(map).iter().map(share).collect();
    Ok(object([
        ("racer", racer.into()),
        ("label", label),
        ("outcomes", bytes(&outcomes)?.into()),
        ("steps", wholes(&steps)?.into()),
        ("shares", shares.into()),
    ]))
}

fn share(share: &Shares) -> JsValue {
    let Shares { outcome, part, median_steps } = *share;
    let (name, index) = match outcome {
        Outcome::Minimum(index) => ("minimum", JsValue::from(index)),
        Outcome::LeftView => ("leftView", JsValue::UNDEFINED),
        Outcome::Diverged => ("diverged", JsValue::UNDEFINED),
        Outcome::Undefined => ("undefined", JsValue::UNDEFINED),
        Outcome::UnderWay => ("underWay", JsValue::UNDEFINED),
    };
    object([
        ("outcome", name.into()),
        ("minimum", index),
        ("part", part.into()),
        ("medianSteps", median_steps.into()),
    ])
}
