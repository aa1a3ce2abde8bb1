use std::cell::RefCell;

use downhill::{InputError, MAX_STEPS, RunConfig, Value, whole_number};
use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

use crate::arrays::floats;
use crate::clock::now;
use crate::error::{thrown, to_error};
use crate::js::to_js;
use crate::value::{from_js, number};

/// All racers of a run, stepped together: trajectories that agree with torch.optim.
#[wasm_bindgen]
pub struct OptimizerRunner {
    inner: RefCell<downhill::OptimizerRunner>,
}

#[wasm_bindgen]
impl OptimizerRunner {
    /// Puts every racer of the run at its start. Throws an `InputError` that names the first field
    /// that is unknown or whose value is not allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "RunConfig")] config: &JsValue,
    ) -> Result<Self, JsValue> {
        let config = thrown(RunConfig::from_value(&from_js(config)))?;
        Ok(Self { inner: RefCell::new(downhill::OptimizerRunner::new(config)) })
    }

    /// The run with every default written out.
    #[wasm_bindgen(
        unchecked_return_type = "Required<Omit<RunConfig, 'preset' | 'noise'>> & { noise?: Required<Noise> }"
    )]
    pub fn config(&self) -> JsValue {
        to_js(self.inner.borrow().config())
    }

    /// Takes `n` whole steps of every racer, 1 if left out, up to 1,000,000 in all. Throws when
    /// `n` is no whole number or too many, or when there is no memory for so many; nothing is
    /// stepped then.
    pub fn step(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] n: &JsValue,
    ) -> Result<(), JsValue> {
        let given = if n.is_undefined() { Value::Number(1.0) } else { number(n) };
        let left = MAX_STEPS - self.step_count();
        let count = thrown(whole_number("n", &given, [0, left]))?;
        thrown(self.inner.borrow_mut().step(count))
    }

    /// Computes ahead for about `budgetMs` milliseconds; true when the run is complete. Throws when
    /// there is no memory for more steps; those before are taken.
    pub fn advance(
        &self,
        #[wasm_bindgen(js_name = budgetMs, unchecked_param_type = "number")] budget: &JsValue,
    ) -> Result<bool, JsValue> {
        let given = budget.as_f64().filter(|ms| *ms >= 0.0).ok_or_else(|| {
            let allowed = "a number of milliseconds, 0 or more";
            to_error(&InputError::not_allowed("budgetMs", &number(budget), allowed))
        })?;
        let until = now() + given;
        thrown(self.inner.borrow_mut().advance(|| now() < until))
    }

    /// Puts every racer back to the start.
    pub fn reset(&self) {
        self.inner.borrow_mut().reset();
    }

    /// How many steps every racer has taken.
    #[wasm_bindgen(getter, js_name = stepCount)]
    pub fn step_count(&self) -> u32 {
        self.inner.borrow().step_count()
    }

    /// How many racers there are.
    #[wasm_bindgen(getter, js_name = racerCount)]
    pub fn racer_count(&self) -> usize {
        self.inner.borrow().racer_count()
    }

    /// Every iterate of a racer since the start, `[x0, y0, x1, y1, …]` in objective coordinates,
    /// `stepCount + 1` pairs; a copy, safe to keep.
    pub fn trajectory(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] racer: &JsValue,
    ) -> Result<Float64Array, JsValue> {
        let racer = self.racer(racer)?;
        floats(thrown(self.inner.borrow().trajectory(racer))?)
    }

    /// f at each of those iterates.
    pub fn losses(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] racer: &JsValue,
    ) -> Result<Float64Array, JsValue> {
        let racer = self.racer(racer)?;
        floats(thrown(self.inner.borrow().losses(racer))?)
    }

    /// The state of a racer's rule after `step` steps (the present ones if left out), by name.
    #[wasm_bindgen(unchecked_return_type = "State")]
    pub fn state(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] racer: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] step: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let (racer, step) = (self.racer(racer)?, self.taken(step)?);
        Ok(to_js(&Value::from(&thrown(self.inner.borrow().state(racer, step))?)))
    }

    /// ∇f at a racer's iterate after `step` steps (the present ones if left out).
    pub fn gradient(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] racer: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] step: &JsValue,
    ) -> Result<Float64Array, JsValue> {
        let (racer, step) = (self.racer(racer)?, self.taken(step)?);
        floats(&thrown(self.inner.borrow().gradient(racer, step))?)
    }

    /// One step of a racer's rule from any iterate and state, given as `state()` returns it; the
    /// run itself stays as it is. So a rule can be compared with another implementation step by
    /// step, free of the rounding that free runs pile up.
    #[wasm_bindgen(
        js_name = stepFrom,
        unchecked_return_type = "{ iterate: [number, number]; gradient: [number, number]; state: State }"
    )]
    pub fn step_from(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] racer: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "[number, number]")] iterate: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "State")] state: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let racer = self.racer(racer)?;
        let iterate = thrown(downhill::pair("iterate", &from_js(iterate)))?;
        let state = from_js(state);
        let outcome = thrown(self.inner.borrow().step_from(racer, iterate, &state))?;
        Ok(to_js(&Value::from(&outcome)))
    }

    /// f at a point in objective coordinates.
    pub fn value(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: &JsValue,
    ) -> Result<f64, JsValue> {
        let point = [coordinate("x", x)?, coordinate("y", y)?];
        Ok(self.inner.borrow().evaluate(point).value)
    }

    /// ∇f at a point in objective coordinates, `[∂f/∂x, ∂f/∂y]`.
    #[wasm_bindgen(js_name = gradientAt)]
    pub fn gradient_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: &JsValue,
    ) -> Result<Float64Array, JsValue> {
        let point = [coordinate("x", x)?, coordinate("y", y)?];
        floats(&self.inner.borrow().evaluate(point).gradient)
    }

    /// Whether a racer is running, or at which step and why it stopped; and of one that runs, whether
    /// it keeps growing, or why it stands still.
    #[wasm_bindgen(unchecked_return_type = "Status")]
    pub fn status(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] racer: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let racer = self.racer(racer)?;
        let inner = self.inner.borrow();
        let status = thrown(inner.status(racer))?;
        let remark = thrown(inner.remark(racer, inner.step_count()))?;
        Ok(to_js(&Value::from((status, remark))))
    }
}

/// Any number, also one that is not finite.
fn coordinate(field: &str, given: &JsValue) -> Result<f64, JsValue> {
    given
        .as_f64()
        .ok_or_else(|| to_error(&InputError::not_allowed(field, &number(given), "a number")))
}

impl OptimizerRunner {
    fn racer(&self, given: &JsValue) -> Result<usize, JsValue> {
        let given = number(given);
        let last = u32::try_from(self.racer_count() - 1).unwrap_or(u32::MAX);
        let index = thrown(whole_number("racer", &given, [0, last]))?;
        Ok(usize::try_from(index).unwrap_or(usize::MAX))
    }

    fn taken(&self, given: &JsValue) -> Result<u32, JsValue> {
        if given.is_undefined() {
            return Ok(self.step_count());
        }
        let given = number(given);
        thrown(whole_number("step", &given, [0, self.step_count()]))
    }
}
