//! States and gradients after any step, and single steps from them.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{apply, call, json, numbers, runner};

const STEPS: u32 = 1000;

#[wasm_bindgen_test]
fn a_state_has_the_names_of_its_rule() {
    let some = runner("undefined");
    call(&some, "step", &[3.into()]).unwrap();
    for (racer, names) in [
        (0_u32, "step"),
        (1, "step,velocity"),
        (2, "step,sumOfSquares"),
        (3, "step,meanOfSquares"),
        (4, "step,firstMoment,secondMoment"),
    ] {
        let state = call(&some, "state", &[racer.into()]).unwrap();
        let plain =
            apply("(state) => Object.getPrototypeOf(state) === Object.prototype", &[&state]);
        assert!(plain.is_truthy(), "{racer}");
        let keys = apply("(state) => Object.keys(state).join()", &[&state]);
        assert_eq!(keys, names);
        assert_eq!(Reflect::get(&state, &"step".into()).unwrap(), 3);
    }
}

#[wasm_bindgen_test]
fn the_state_after_an_earlier_step_is_the_one_that_was_there_then() {
    let (early, late) = (runner("{steps: 1000}"), runner("{steps: 1000}"));
    call(&late, "step", &[STEPS.into()]).unwrap();
    let mut at = 0;
    for step in [0, 1, 2, 63, 64, 65, 500, STEPS] {
        call(&early, "step", &[(step - at).into()]).unwrap();
        at = step;
        for racer in 0..5_u32 {
            for name in ["state", "gradient"] {
                let then = call(&early, name, &[racer.into()]).unwrap();
                let now = call(&late, name, &[racer.into(), step.into()]).unwrap();
                assert_eq!(json(&then), json(&now), "{name} of {racer} after step {step}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn a_step_from_a_runs_own_state_is_the_runs_next_step() {
    let some = runner("undefined");
    call(&some, "step", &[100.into()]).unwrap();
    for racer in 0..5_u32 {
        let path = numbers(&some, "trajectory", &[racer.into()]);
        for step in [0_u32, 1, 50, 99] {
            let at = usize::try_from(2 * step).unwrap();
            let here: Array =
                path[at..at + 2].iter().map(|number| JsValue::from_f64(*number)).collect();
            let state = call(&some, "state", &[racer.into(), step.into()]).unwrap();
            let outcome = call(&some, "stepFrom", &[racer.into(), here.into(), state]).unwrap();
            let next = call(&some, "state", &[racer.into(), (step + 1).into()]).unwrap();
            let expected = apply(
                "(iterate, gradient, state) => ({
                  iterate: [...iterate], gradient: [...gradient], state })",
                &[
                    &js_sys::Float64Array::from(&path[at + 2..at + 4]),
                    &call(&some, "gradient", &[racer.into(), step.into()]).unwrap(),
                    &next,
                ],
            );
            assert_eq!(json(&outcome), json(&expected), "racer {racer}, step {step}");
        }
    }
}
