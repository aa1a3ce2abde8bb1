//! Markup and styles of the figure's shadow tree.

use wasm_bindgen::prelude::*;

use super::labels::label;

/// The markup of the figure's shadow tree, in which `{name}` stands for a label. Its pieces close
/// what others open: between them the whole page has its own.
#[cfg(not(feature = "playground"))]
const MARKUP: &str = concat!(
    fragment!("picture.html"),
    fragment!("bar.html"),
    fragment!("controls.html"),
    fragment!("table.html")
);
#[cfg(feature = "playground")]
const MARKUP: &str = concat!(
    fragment!("picture.html"),
    fragment!("cursor.html"),
    fragment!("bar.html"),
    fragment!("readout.html"),
    fragment!("controls.html"),
    fragment!("objective.html"),
    fragment!("racers.html"),
    fragment!("more.html"),
    fragment!("chart.html"),
    fragment!("step-inspector.html"),
    fragment!("claims.html"),
    fragment!("noise.html"),
    fragment!("share.html"),
    fragment!("end.html"),
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
    #[cfg(not(feature = "playground"))]
    let styles = [fragment!("figure.css"), fragment!("table.css")];
    #[cfg(feature = "playground")]
    let styles = [
        fragment!("figure.css"),
        fragment!("playground.css"),
        fragment!("step-inspector.css"),
        fragment!("chart.css"),
    ];
    styles.concat()
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

    #[test]
    #[cfg(feature = "playground")]
    fn every_objective_can_be_chosen() {
        let mut options =
            MARKUP.split("<option value=\"").filter_map(|part| part.split('"').next());
        assert!(options.by_ref().any(|name| name == "gaussian"));
        assert_eq!(options.next(), Some("article-gif"));
        for objective in &downhill::objectives()[1..] {
            assert_eq!(options.next(), Some(objective.name));
        }
        assert_eq!(options.next(), Some(""));
    }
}
