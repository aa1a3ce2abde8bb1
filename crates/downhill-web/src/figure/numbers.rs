//! Numbers as people read them, by the browser's `Intl`.

use std::cell::OnceCell;

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

/// The options of the formats, as JSON.
const OPTIONS: &[&str] = &[
    r#"{"maximumFractionDigits":0}"#,
    r#"{"minimumFractionDigits":4,"maximumFractionDigits":4}"#,
    r#"{"minimumFractionDigits":2,"maximumFractionDigits":2,"notation":"scientific"}"#,
    r#"{"maximumSignificantDigits":4}"#,
    r#"{"maximumSignificantDigits":3,"notation":"scientific"}"#,
    #[cfg(feature = "playground")]
    r#"{"maximumSignificantDigits":5}"#,
    #[cfg(feature = "playground")]
    r#"{"maximumSignificantDigits":5,"notation":"scientific"}"#,
];
const WHOLE: usize = 0;
const FIXED: usize = 1;
const SCIENTIFIC: usize = 2;
const SHORT: usize = 3;
const POWER: usize = 4;
#[cfg(feature = "playground")]
const EXACT: usize = 5;

/// Numbers by the rules of a language. A format takes milliseconds to make, so that is done when it
/// is first used.
pub(crate) struct Numbers {
    lang: &'static str,
    formats: [OnceCell<NumberFormat>; OPTIONS.len()],
}

impl Numbers {
    pub(crate) fn new(lang: &'static str) -> Self {
        Self { lang, formats: Default::default() }
    }

    #[inline(never)]
    fn format(&self, format: usize, number: f64) -> String {
        let make = || NumberFormat::new(self.lang, &parse(OPTIONS[format]));
        self.formats[format].get_or_init(make).format(number)
    }

    /// A count.
    pub(crate) fn whole(&self, number: f64) -> String {
        self.format(WHOLE, number)
    }

    /// As few digits as say it, up to four.
    pub(crate) fn short(&self, number: f64) -> String {
        let usual = number == 0.0 || (1e-3..1e5).contains(&number.abs());
        self.format(if usual { SHORT } else { POWER }, number)
    }

    /// As few digits as say it, up to five.
    #[cfg(feature = "playground")]
    pub(crate) fn exact(&self, number: f64) -> String {
        let usual = number == 0.0 || (1e-4..1e5).contains(&number.abs());
        self.format(if usual { EXACT } else { EXACT + 1 }, number)
    }

    /// Four decimals where they say something, else the order of magnitude; 0 is 0.
    pub(crate) fn measured(&self, number: f64) -> String {
        let format = if number == 0.0 {
            WHOLE
        } else if (1e-3..1e4).contains(&number.abs()) {
            FIXED
        } else {
            SCIENTIFIC
        };
        self.format(format, number)
    }
}
