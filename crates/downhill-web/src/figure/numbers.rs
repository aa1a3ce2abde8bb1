//! Numbers as people read them, by the browser's `Intl`.

use js_sys::JSON;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type NumberFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "NumberFormat")]
    fn new(lang: &str, options: &JsValue) -> NumberFormat;

    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;
}

/// Numbers by the rules of a language.
pub(crate) struct Numbers {
    whole: NumberFormat,
    fixed: NumberFormat,
    scientific: NumberFormat,
    short: NumberFormat,
    power: NumberFormat,
}

impl Numbers {
    pub(crate) fn new(lang: &str) -> Self {
        let format = |options| {
            // Our own JSON is valid.
            let options = JSON::parse(options).unwrap_or_default();
            NumberFormat::new(lang, &options)
        };
        Self {
            whole: format(r#"{"maximumFractionDigits":0}"#),
            fixed: format(r#"{"minimumFractionDigits":4,"maximumFractionDigits":4}"#),
            scientific: format(
                r#"{"minimumFractionDigits":2,"maximumFractionDigits":2,"notation":"scientific"}"#,
            ),
            short: format(r#"{"maximumSignificantDigits":4}"#),
            power: format(r#"{"maximumSignificantDigits":3,"notation":"scientific"}"#),
        }
    }

    /// A count.
    pub(crate) fn whole(&self, number: f64) -> String {
        self.whole.format(number)
    }

    /// As few digits as say it, up to four.
    pub(crate) fn short(&self, number: f64) -> String {
        let usual = number == 0.0 || (1e-3..1e5).contains(&number.abs());
        if usual { self.short.format(number) } else { self.power.format(number) }
    }

    /// Four decimals where they say something, else the order of magnitude; 0 is 0.
    pub(crate) fn measured(&self, number: f64) -> String {
        if number == 0.0 {
            self.whole.format(0.0)
        } else if (1e-3..1e4).contains(&number.abs()) {
            self.fixed.format(number)
        } else {
            self.scientific.format(number)
        }
    }
}
