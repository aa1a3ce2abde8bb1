//! Numbers as people read them, by the browser's `Intl`.

use downhill::Value;
use wasm_bindgen::prelude::*;

use crate::error::to_js;

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
}

impl Numbers {
    pub(crate) fn new(lang: &str) -> Self {
        let format = |digits, notation| {
            let options = Value::map(vec![
                ("minimumFractionDigits", Value::Number(digits)),
                ("maximumFractionDigits", Value::Number(digits)),
                ("notation", Value::from(notation)),
            ]);
            NumberFormat::new(lang, &to_js(&options))
        };
        Self {
            whole: format(0.0, "standard"),
            fixed: format(4.0, "standard"),
            scientific: format(2.0, "scientific"),
        }
    }

    /// A count.
    pub(crate) fn whole(&self, number: f64) -> String {
        self.whole.format(number)
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
