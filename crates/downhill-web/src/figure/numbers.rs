//! Numbers as people read them, by the browser's `Intl`.

use std::cell::OnceCell;

use downhill_figure::{NumberStyle, Numbers};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Our own JSON is valid.
    #[wasm_bindgen(js_namespace = JSON)]
    fn parse(text: &str) -> JsValue;

    type NumberFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "NumberFormat")]
    fn new(lang: &str, options: &JsValue) -> NumberFormat;

    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;
}

/// The options of a style, as JSON.
fn options(style: NumberStyle) -> &'static str {
    match style {
        NumberStyle::Integer => r#"{"maximumFractionDigits":0}"#,
        NumberStyle::JustFourDigits => {
            r#"{"minimumSignificantDigits":4,"maximumSignificantDigits":4}"#
        }
        NumberStyle::JustFourDigitsScientific => {
            r#"{"minimumSignificantDigits":4,"maximumSignificantDigits":4,"notation":"scientific"}"#
        }
        NumberStyle::ThreeDigits => r#"{"maximumSignificantDigits":3}"#,
        NumberStyle::FourDigits => r#"{"maximumSignificantDigits":4}"#,
        NumberStyle::ThreeDigitsScientific => {
            r#"{"maximumSignificantDigits":3,"notation":"scientific"}"#
        }
        NumberStyle::FiveDigits => r#"{"maximumSignificantDigits":5}"#,
        NumberStyle::FiveDigitsScientific => {
            r#"{"maximumSignificantDigits":5,"notation":"scientific"}"#
        }
    }
}

/// Numbers by the rules of a language. A format takes milliseconds to make, so that is done when it is
/// first used.
pub(crate) fn numbers(lang: &'static str) -> Numbers {
    let formats: [OnceCell<NumberFormat>; NumberStyle::COUNT] = Default::default();
    Numbers::new(move |number, style| {
        let make = || NumberFormat::new(lang, &parse(options(style)));
        formats[style as usize].get_or_init(make).format(number)
    })
}
