//! The run in a page of one's own: a link, an element, a frame, a still picture.

use downhill::{Link, RunConfig};
use serde::Serialize;

/// Width and height of a still picture in CSS px.
pub(crate) const POSTER: [f64; 2] = [576.0, 432.0];
/// How high a frame is that nobody has measured, in CSS px.
const FRAME_HEIGHT: &str = "720";

/// Where the page and its files are.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The address of the page, without a hash.
    pub page: &'a str,
    /// The address of the folder of the package, with a slash at its end.
    pub package: &'a str,
}

/// What is to be copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Snippets {
    /// The address of this run and step.
    pub link: String,
    /// The element, with the script that defines it.
    pub element: String,
    /// A frame.
    pub frame: String,
    /// A still picture.
    pub poster: String,
}

impl Snippets {
    /// Those of a run at a step, which the sentence describes.
    pub(crate) fn of(config: &RunConfig, step: u32, sentence: &str, places: &Places<'_>) -> Self {
        let hash = Link { config: config.clone(), step: Some(step) }.to_text();
        let Places { page, package } = places;
        let link = format!("{page}#{hash}");
        let script = format!("{package}define.js");
        let script = element("script", &[("type", "module"), ("src", &script)], "");
        let step = step.to_string();
        let mut attributes = config.to_fields();
        attributes.push(("shown-step", step));
        let attributes: Vec<(&str, &str)> =
            attributes.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let fallback = element("a", &[("href", &link)], &escaped(sentence));
        let race = element("downhill-race", &attributes, &format!("\n  {fallback}\n"));
        let frame = [
            ("src", &*format!("{package}embed.html?{hash}")),
            ("title", sentence),
            ("width", "100%"),
            ("height", FRAME_HEIGHT),
            ("sandbox", "allow-scripts"),
            ("loading", "lazy"),
            ("frameborder", "0"),
        ];
        let [width, height] = POSTER.map(downhill::format_number);
        let poster =
            [("src", "downhill.svg"), ("width", &*width), ("height", &*height), ("alt", sentence)];
        Self {
            link,
            element: format!("{script}\n{race}"),
            frame: element("iframe", &frame, ""),
            poster: start_tag("img", &poster),
        }
    }
}

fn element(name: &str, attributes: &[(&str, &str)], content: &str) -> String {
    format!("{}{content}</{name}>", start_tag(name, attributes))
}

fn start_tag(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut tag = format!("<{name}");
    for (attribute, text) in attributes {
        tag.push_str(&format!(" {attribute}=\"{}\"", escaped(text)));
    }
    tag.push('>');
    tag
}

/// Text as it stands in HTML, also between quotation marks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{a0}' => escaped.push_str("&nbsp;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snippets_hold_the_run_and_nothing_that_could_be_markup() {
        let config: RunConfig = "formula=where(x<0,1,x)&racers=sgd#a\"b&steps=7".parse().unwrap();
        let places = Places { page: "https://a.example/?p=1&q", package: "https://a.example/d/" };
        let snippets = Snippets::of(&config, 5, "SGD on \"f\" < 1 & more.", &places);
        let hash = Link { config: config.clone(), step: Some(5) }.to_text();
        assert_eq!(snippets.link, format!("https://a.example/?p=1&q#{hash}"));
        assert!(snippets.element.starts_with(
            "<script type=\"module\" src=\"https://a.example/d/define.js\"></script>\n<downhill-race formula=\"where(x&lt;0,1,x)\""
        ));
        assert!(
            snippets
                .element
                .contains(" shown-step=\"5\">\n  <a href=\"https://a.example/?p=1&amp;q#v1&amp;")
        );
        assert!(
            snippets
                .element
                .ends_with(">SGD on &quot;f&quot; &lt; 1 &amp; more.</a>\n</downhill-race>")
        );
        assert!(snippets.frame.starts_with("<iframe src=\"https://a.example/d/embed.html?v1&amp;"));
        assert!(snippets.poster.ends_with(
            "width=\"576\" height=\"432\" alt=\"SGD on &quot;f&quot; &lt; 1 &amp; more.\">"
        ));
    }
}
