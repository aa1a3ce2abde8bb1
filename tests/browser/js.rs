//! The API as JavaScript sees it: every call goes through the exported class.

use downhill_web::OptimizerRunner;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The value of a JavaScript expression.
pub(crate) fn js(expression: &str) -> JsValue {
    js_sys::eval(&format!("({expression})")).unwrap()
}

/// What the function that `expression` is makes of `given`.
pub(crate) fn apply(expression: &str, given: &[&JsValue]) -> JsValue {
    let function: Function = js(expression).unchecked_into();
    let given: Array = given.iter().copied().collect();
    function.apply(&JsValue::UNDEFINED, &given).unwrap()
}

/// `new OptimizerRunner(config)`, in a module that has started as in a page.
pub(crate) fn create(config: &JsValue) -> Result<JsValue, JsValue> {
    downhill_web::start();
    let some = JsValue::from(OptimizerRunner::new(&JsValue::UNDEFINED).unwrap());
    let class = Reflect::get(&some, &"constructor".into()).unwrap();
    Reflect::construct(class.unchecked_ref::<Function>(), &Array::of1(config))
}

/// A runner of the run that a JavaScript expression describes.
pub(crate) fn runner(config: &str) -> JsValue {
    create(&js(config)).unwrap()
}

/// `runner[name](...given)`.
pub(crate) fn call(runner: &JsValue, name: &str, given: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(runner, &name.into()).unwrap().unchecked_into();
    let given: Array = given.iter().collect();
    method.apply(runner, &given)
}

/// `runner[name]`.
pub(crate) fn count(runner: &JsValue, name: &str) -> f64 {
    Reflect::get(runner, &name.into()).unwrap().as_f64().unwrap()
}

/// The numbers of a `Float64Array` that a method returns.
pub(crate) fn numbers(runner: &JsValue, name: &str, given: &[JsValue]) -> Vec<f64> {
    let found = call(runner, name, given).unwrap();
    assert!(found.is_instance_of::<js_sys::Float64Array>(), "{name}: {found:?}");
    found.unchecked_into::<js_sys::Float64Array>().to_vec()
}

/// The value as JSON.
pub(crate) fn json(value: &JsValue) -> String {
    String::from(js_sys::JSON::stringify(value).unwrap())
}

/// All that can be asked of a runner, as JSON.
pub(crate) fn everything(runner: &JsValue) -> String {
    json(&apply(
        "(runner) => [runner.stepCount, runner.config(),
          ...Array.from({ length: runner.racerCount }, (_, racer) => [
            [...runner.trajectory(racer)], [...runner.losses(racer)], runner.state(racer),
            [...runner.gradient(racer)], runner.status(racer)])]",
        &[runner],
    ))
}

/// Asserts that what was thrown is the error of an input that is not allowed: an `Error` whose
/// properties are these, and whose message begins with the field and ends with what is allowed.
pub(crate) fn assert_refused(thrown: &JsValue, field: &str, value: &JsValue, allowed: &str) {
    assert!(thrown.is_instance_of::<js_sys::Error>(), "{thrown:?}");
    let property = |name: &str| Reflect::get(thrown, &name.into()).unwrap();
    assert_eq!(property("name"), "InputError");
    assert_eq!(property("field"), field);
    let same = apply(
        "(one, other) => Object.is(one, other) || typeof one === 'object'
          && JSON.stringify(one) === JSON.stringify(other)",
        &[&property("value"), value],
    );
    assert!(same.is_truthy(), "{field}: {:?} instead of {value:?}", property("value"));
    assert_eq!(property("allowed"), allowed, "{field}");
    // Only where the input was text is there a position.
    assert!(Reflect::has(thrown, &"position".into()).unwrap());
    assert!(property("position").is_undefined());
    let message = property("message").as_string().unwrap();
    assert!(message.starts_with(&format!("{field} is ")), "{message}");
    assert!(message.ends_with(&format!("; it must be {allowed}")), "{message}");
}
