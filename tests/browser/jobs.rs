//! Sweeps and maps of basins in slices: what the classes compute is what native code does, and what is not
//! allowed is named.

use downhill::basin::BasinOptions;
use downhill::sweep::{CELL, Cell, SweepOptions};
use downhill::{RunConfig, Value, basin, sweep};
use downhill_web::{BasinJob, SweepJob};
use js_sys::{Function, Reflect, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{apply, assert_refused, call, count, js, numbers};

const RUN: &str = "{ objective: 'booth', steps: 40, racers: [{ optimizer: 'adam', lr: 0.3 }, { optimizer: 'lion', lr: 0.1 }] }";
const LINE: &str = "objective=booth&steps=40&racers=adam(lr=0.3),lion(lr=0.1)";

fn classes() -> [JsValue; 2] {
    downhill_web::start();
    let class = |job: JsValue| Reflect::get(&job, &"constructor".into()).unwrap();
    let none = JsValue::UNDEFINED;
    [
        class(SweepJob::new(&none, &none).unwrap().into()),
        class(BasinJob::new(&none, &none).unwrap().into()),
    ]
}

fn create(class: &JsValue, options: &str) -> Result<JsValue, JsValue> {
    let given = js_sys::Array::of2(&js(RUN), &js(options));
    Reflect::construct(class.unchecked_ref::<Function>(), &given)
}

/// The numbers of a job's slices.
fn slices(job: &JsValue) -> Vec<JsValue> {
    let slices = apply("(job) => Array.from({ length: job.slices }, (_, slice) => slice)", &[job]);
    js_sys::Array::from(&slices).iter().collect()
}

fn config() -> RunConfig {
    LINE.parse().unwrap()
}

#[wasm_bindgen_test]
fn the_slices_of_a_sweep_are_the_cells_of_native_code() {
    let [class, _] = classes();
    let job = create(&class, "{ values: [0.001, 0.1, 10], starts: [[1, 2], [-3, 0.5], [0, -0]] }");
    let job = job.unwrap();
    let mut found = Vec::new();
    for slice in slices(&job) {
        found.extend(numbers(&job, "compute", &[slice]));
    }
    let list = |numbers: &[f64]| Value::from(numbers);
    let starts = Value::List(vec![list(&[1.0, 2.0]), list(&[-3.0, 0.5]), list(&[0.0, -0.0])]);
    let fields = vec![("values", list(&[0.001, 0.1, 10.0])), ("starts", starts)];
    let options = SweepOptions::from_value(&config(), &Value::map(fields)).unwrap();
    let racers = sweep(&config(), &options);
    let cells = racers.iter().flat_map(|racer| &racer.cells);
    let expected: Vec<f64> = cells.flat_map(Cell::numbers).collect();
    assert_eq!(found.len(), 2 * 3 * CELL);
    assert_eq!(found, expected);
}

#[wasm_bindgen_test]
fn the_slices_of_maps_are_the_pixels_of_native_code() {
    let [_, class] = classes();
    let (one, other) =
        (create(&class, "{ columns: 20, rows: 9 }"), create(&class, "{ columns: 20, rows: 9 }"));
    let (one, other) = (one.unwrap(), other.unwrap());
    call(&other, "putMinima", &[call(&one, "findMinima", &[]).unwrap()]).unwrap();
    for slice in slices(&one) {
        let computed = call(&one, "compute", std::slice::from_ref(&slice)).unwrap();
        assert!(computed.is_instance_of::<Uint32Array>());
        call(&other, "put", &[slice, computed]).unwrap();
    }
    assert_eq!(count(&other, "progress"), 1.0);
    let result = call(&other, "result", &[]).unwrap();
    let found: Vec<String> = js_sys::Array::from(&apply(
        "({ racers }) => racers.map(({ outcomes, steps }) => `${outcomes} ${steps}`)",
        &[&result],
    ))
    .iter()
    .map(|text| text.as_string().unwrap())
    .collect();
    let fields = vec![("columns", Value::Number(20.0)), ("rows", Value::Number(9.0))];
    let options = BasinOptions::from_value(&config(), &Value::map(fields)).unwrap();
    let (maps, _) = basin(&config(), &options);
    for (map, found) in maps.iter().zip(&found) {
        let join = |numbers: Vec<String>| numbers.join(",");
        let outcomes = map.outcomes.iter().map(|(outcome, _)| outcome.code().to_string()).collect();
        let steps = map.outcomes.iter().map(|(_, steps)| steps.to_string()).collect();
        assert_eq!(*found, format!("{} {}", join(outcomes), join(steps)));
    }
    assert_eq!(maps.len(), found.len());
}

#[wasm_bindgen_test]
fn options_that_are_not_allowed_are_named() {
    let [sweep, basin] = classes();
    for (class, options, field, value, allowed) in [
        (&sweep, "{ steps: 0 }", "options.steps", "0", "a whole number from 1 to 1000000"),
        (
            &sweep,
            "{ starts: [] }",
            "options.starts",
            "[]",
            "a list of 1 to 1000 starts, [x, y] each",
        ),
        (&basin, "{ rows: 4096 }", "options.rows", "4096", "a whole number from 1 to 2048"),
    ] {
        let thrown = create(class, options).expect_err(options);
        assert_refused(&thrown, field, &js(value), allowed);
    }
}

#[wasm_bindgen_test]
fn slices_and_numbers_that_are_none_are_named_and_change_nothing() {
    for class in classes() {
        let job = create(&class, "undefined").unwrap();
        for slice in ["-1", "0.5", "1e9", "'0'", "null"] {
            let last = count(&job, "slices") - 1.0;
            let thrown = call(&job, "compute", &[js(slice)]).expect_err(slice);
            let allowed = format!("a whole number from 0 to {last}");
            assert_refused(&thrown, "slice", &js(slice), &allowed);
        }
        for given in ["7", "null"] {
            let thrown = call(&job, "put", &[0.into(), js(given)]).expect_err(given);
            let allowed = "what compute() returned for that slice";
            assert_refused(&thrown, "numbers", &js(given), allowed);
        }
        for given in ["new Float64Array(3)", "new Uint32Array(3)", "new Uint8Array(8192)"] {
            assert!(call(&job, "put", &[0.into(), js(given)]).is_err(), "{given}");
        }
        assert_eq!(count(&job, "progress"), 0.0);
        assert!(call(&job, "result", &[]).is_err());
    }
}

#[wasm_bindgen_test]
fn numbers_of_another_window_are_taken() {
    let copy = |numbers: &JsValue| {
        apply(
            "(numbers) => {
               const frame = document.createElement('iframe');
               document.body.append(frame);
               const copy = new frame.contentWindow[numbers.constructor.name](numbers);
               if (copy instanceof numbers.constructor) throw new Error('of this window');
               return copy;
             }",
            &[numbers],
        )
    };
    for class in classes() {
        let job = create(&class, "undefined").unwrap();
        if let Ok(minima) = call(&job, "findMinima", &[]) {
            call(&job, "putMinima", &[copy(&minima)]).unwrap();
        }
        let computed = call(&job, "compute", &[0.into()]).unwrap();
        call(&job, "put", &[0.into(), copy(&computed)]).unwrap();
        assert!(count(&job, "progress") > 0.0);
    }
}
