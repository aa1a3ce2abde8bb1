//! The address of a frame: a link with the attributes of the element beside it,
//! `objective=rosenbrock&racers=sgd,adam(lr=0.1)&autoplay&speed=2`.

use downhill::Link;
use serde::Serialize;

use crate::misspelling::is_misspelling;
use crate::presentation::{PRESENTATION_FIELDS, Presentation};
use crate::texts::{Texts, fill};

/// What became of the address of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FrameAddress {
    /// The attributes of the element, all of which it understands: name and text.
    pub attributes: Vec<(String, String)>,
    /// What was ignored and why, in a sentence; empty where nothing was.
    pub message: String,
}

impl FrameAddress {
    /// Reads the part of an address behind `?` or `#`. It never fails: what is refused is left out, and
    /// said.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let names: Vec<&'static str> = PRESENTATION_FIELDS.into_iter().chain(["lang"]).collect();
        let (reading, others) = Link::read_with(text, &names, is_misspelling);
        let mut ignored = reading.ignored;
        let mut attributes = Vec::new();
        if reading.given {
            let fields = reading.link.config.to_fields().into_iter();
            attributes.extend(fields.map(|(name, text)| (name.to_owned(), text)));
        }
        if let Some(step) = reading.link.step {
            attributes.push(("shown-step".to_owned(), step.to_string()));
        }
        let mut presentation = Presentation::default();
        for (name, text) in others {
            if let Err(mut error) = presentation.read(name, &text) {
                error.position = None;
                ignored.push(error.to_string());
            } else if !attributes.iter().any(|(other, _)| other == name) {
                attributes.push((name.to_owned(), text));
            }
        }
        let message = if ignored.is_empty() {
            String::new()
        } else {
            fill(Texts::of("").ignored, &[&ignored.join("; ")])
        };
        Self { attributes, message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, String) {
        let FrameAddress { attributes, message } = FrameAddress::read(text);
        let attributes = attributes.into_iter().map(|(name, text)| format!("{name}={text}"));
        (attributes.collect(), message)
    }

    #[test]
    fn an_address_has_the_run_and_how_it_is_shown() {
        assert_eq!(read(""), (vec![], String::new()));
        let (attributes, message) = read("?preset=article-gif&step=7");
        assert_eq!((attributes.len(), message.as_str()), (7, ""));
        assert_eq!([&*attributes[0], &*attributes[6]], ["objective=gaussian", "shown-step=7"]);
        let (attributes, message) =
            read("?objective=bowl&steps=9&autoplay&loop=false&speed=2&alt=a%20bowl&axes");
        assert_eq!(message, "");
        assert_eq!(attributes[0], "objective=bowl");
        assert!(attributes.contains(&"steps=9".to_owned()), "{attributes:?}");
        assert_eq!(
            attributes[attributes.len() - 4..],
            ["loop=false", "speed=2", "alt=a bowl", "axes="]
        );
        assert!(attributes.contains(&"autoplay=".to_owned()), "{attributes:?}");
        let (attributes, message) = read("?autoplay=yes&axes=false");
        assert_eq!(attributes, ["axes=false"]);
        assert!(message.contains("autoplay is \"yes\"; it must be true or false"), "{message}");
    }

    #[test]
    fn what_is_refused_is_left_out_and_said() {
        let (attributes, message) = read("#objective=bowl&steps=0&speed=9&pallete=red&speed=4");
        assert!(!attributes.iter().any(|text| text.starts_with("speed")), "{attributes:?}");
        assert!(attributes.contains(&"steps=150".to_owned()), "{attributes:?}");
        for part in [
            "\"pallete\" is not known",
            "speed is given twice; the first is taken",
            "steps is 0; it must be a whole number from 1 to 1000000",
            "speed is \"9\"; it must be one of auto, 0.25, 0.5, 1, 2, 4, 8, 16, whole",
        ] {
            assert!(message.contains(part), "{message}");
        }
        assert!(message.starts_with("Ignored in the address: ") && message.ends_with('.'));
        let (attributes, message) = read("v7&objective=bowl");
        assert_eq!(attributes, [] as [String; 0]);
        assert_eq!(message, "Ignored in the address: the link is of version v7; it must be v1.");
    }

    #[test]
    fn nothing_is_said_about_what_others_add_to_an_address() {
        let (attributes, message) = read(
            "?objective=bowl&steps=9&utm_source=x&utm_medium=y&fbclid=1&gclid=2&_xsrf=3&ref=4&mc_cid=5&mc_eid=6\
             &msclkid=7&_ga=8&igshid=9&source=z&share=1&token=t&onclick=x&<img%20src=x>&lr=0.1",
        );
        assert_eq!(message, "");
        assert!(attributes.contains(&"steps=9".to_owned()), "{attributes:?}");
        let (_, message) =
            read("?utm_source=x&objektive=bowl&Steps=9&shown_step=3&ref=4&auto-play");
        assert_eq!(
            message,
            "Ignored in the address: \"objektive\", \"Steps\", \"shown_step\" and 1 more are not known."
        );
    }

    #[test]
    fn an_address_that_was_escaped_once_too_often_is_read() {
        let expected = read("?objective=bowl&steps=50&autoplay&step=7");
        assert_eq!(expected.1, "");
        for amp in ["&amp;", "&amp;amp;"] {
            let text = "?objective=bowl&steps=50&autoplay&step=7".replace('&', amp);
            assert_eq!(read(&text), expected, "{text}");
        }
    }
}
