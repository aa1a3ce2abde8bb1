//! Markup and styles of the figure's shadow tree.

use wasm_bindgen::prelude::*;

use super::labels::label;

/// The markup of the figure's shadow tree, in which `{name}` stands for a label.
const MARKUP: &str = concat!(
    fragment!("picture.html"),
    fragment!("bar.html"),
    fragment!("controls.html"),
    fragment!("table.html")
);

/// The markup of the figure's shadow tree in the language `lang` (a BCP 47 tag).
#[wasm_bindgen]
pub fn markup(lang: &str) -> String {
    let mut pieces = MARKUP.split(['{', '}']);
    let mut markup = String::from(pieces.next().unwrap_or_default());
    while let Some(name) = pieces.next() {
        markup.push_str(label(lang, name));
        markup.push_str(pieces.next().unwrap_or_default());
    }
    markup
}

/// The figure's styles, for a constructed style sheet.
#[wasm_bindgen]
pub fn styles() -> String {
    [fragment!("figure.css"), fragment!("table.css")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_that_is_asked_for_is_there() {
        // A name is what stands between braces.
        for name in MARKUP.split(['{', '}']).skip(1).step_by(2) {
            assert!(!label("en", name).is_empty(), "no label is called {name}");
        }
    }
}
