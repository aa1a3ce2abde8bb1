//! Numbers in messages are written by the browser, and the same as natively.

use downhill::NumberFormat;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{apply, create};

const NUMBERS: [f64; 20] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.1,
    1.0 / 3.0,
    123_456.789,
    1e-5,
    1e-6,
    1e-7,
    -1.5e-9,
    5e-324,
    2.2250738585072014e-308,
    9007199254740993.0,
    1e20,
    123456789012345680000.0,
    1e21,
    -1.2345e25,
    1e300,
    f64::MAX,
];

#[wasm_bindgen_test]
fn numbers_in_messages_are_written_as_natively() {
    for number in NUMBERS {
        // A list of which the other number is not allowed.
        let given = Array::of2(&number.into(), &"?".into());
        let config = apply("(start) => ({ start })", &[&given]);
        let thrown = create(&config).unwrap_err();
        let message = Reflect::get(&thrown, &"message".into()).unwrap().as_string().unwrap();
        let native = (NumberFormat::STD.print)(number);
        assert_eq!(message, format!("start is [{native}, \"?\"]; it must be two finite numbers"));
    }
}

#[wasm_bindgen_test]
fn what_is_no_number_is_called_as_in_javascript() {
    for (expression, written) in
        [(f64::NAN, "NaN"), (f64::INFINITY, "Infinity"), (f64::NEG_INFINITY, "-Infinity")]
    {
        let config = apply("(steps) => ({ steps })", &[&JsValue::from_f64(expression)]);
        let thrown = create(&config).unwrap_err();
        let message = Reflect::get(&thrown, &"message".into()).unwrap().as_string().unwrap();
        let expected = format!("steps is {written}; it must be a whole number from 1 to 1000000");
        assert_eq!(message, expected);
    }
}
