//! How a figure presents its run, as its attributes ask for it.

use downhill::{InputError, MAX_STEPS, Value, parse_number};
use serde::Serialize;

use crate::playback::Speed;

/// The names of the speeds.
const ALLOWED_SPEEDS: &str = "one of auto, 0.25, 0.5, 1, 2, 4, 8, 16, whole";

/// Which controls a figure has beside its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Controls {
    /// All of them, and the table.
    Full,
    /// Play, seek bar and speed.
    Minimal,
    /// None; the keys work all the same.
    None,
}

/// Whether a figure is light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// As the page around it.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The names that attributes may have beside those of the run.
pub(crate) const PRESENTATION_FIELDS: [&str; 10] = [
    "autoplay",
    "loop",
    "speed",
    "controls",
    "theme",
    "palette",
    "axes",
    "loading",
    "alt",
    "shown-step",
];

const CONTROLS: &[(&str, Controls)] =
    &[("full", Controls::Full), ("minimal", Controls::Minimal), ("none", Controls::None)];
const THEMES: &[(&str, Scheme)] =
    &[("auto", Scheme::Auto), ("light", Scheme::Light), ("dark", Scheme::Dark)];
const PALETTES: &[(&str, bool)] = &[("auto", false), ("article", true)];
const LOADING: &[(&str, ())] = &[("lazy", ()), ("eager", ())];

/// What attributes beside those of the run say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Presentation {
    /// Whether it plays by itself.
    pub(crate) autoplay: bool,
    /// Whether it begins again after its end.
    pub(crate) loops: bool,
    /// How fast it plays.
    pub(crate) speed: Speed,
    /// Which controls there are.
    pub(crate) controls: Controls,
    /// Whether it is light or dark.
    pub(crate) theme: Scheme,
    /// Whether numbers stand at the picture's edges.
    pub(crate) axes: bool,
    /// Whether the ground has the article's colours.
    pub(crate) has_the_articles_palette: bool,
    /// What the picture is to those who do not see it, instead of the figure's own sentence.
    pub(crate) alt: Option<String>,
    /// The step that is shown first.
    pub(crate) step: Option<u32>,
}

impl Default for Presentation {
    fn default() -> Self {
        Self {
            autoplay: false,
            loops: false,
            speed: Speed::Times(1.0),
            controls: Controls::Full,
            theme: Scheme::Auto,
            axes: false,
            has_the_articles_palette: false,
            alt: None,
            step: None,
        }
    }
}

impl Presentation {
    /// Reads a field. False where it is none of these.
    ///
    /// # Errors
    /// When its text is not allowed; the field stays as it was.
    pub(crate) fn read(&mut self, name: &str, text: &str) -> Result<bool, InputError> {
        match name {
            "alt" => self.alt = Some(text.trim().to_owned()).filter(|alt| !alt.is_empty()),
            "autoplay" => self.autoplay = switch(name, text)?,
            "loop" => self.loops = switch(name, text)?,
            "axes" => self.axes = switch(name, text)?,
            "controls" => self.controls = choice(name, text, CONTROLS)?,
            "theme" => self.theme = choice(name, text, THEMES)?,
            "palette" => self.has_the_articles_palette = choice(name, text, PALETTES)?,
            // The element itself goes by it.
            "loading" => choice(name, text, LOADING)?,
            "speed" => match Speed::named(text.trim()) {
                Some(speed) => self.speed = speed,
                None => return Err(InputError::not_allowed(name, &text.into(), ALLOWED_SPEEDS)),
            },
            "shown-step" => {
                let given = parse_number(text.trim()).map_or_else(|| text.into(), Value::Number);
                self.step = Some(downhill::whole_number(name, &given, [0, MAX_STEPS])?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Gives a field the value that it has in `earlier`.
    pub(crate) fn restore(&mut self, name: &str, earlier: &Self) {
        match name {
            "autoplay" => self.autoplay = earlier.autoplay,
            "loop" => self.loops = earlier.loops,
            "axes" => self.axes = earlier.axes,
            "controls" => self.controls = earlier.controls,
            "theme" => self.theme = earlier.theme,
            "palette" => self.has_the_articles_palette = earlier.has_the_articles_palette,
            "speed" => self.speed = earlier.speed,
            "shown-step" => self.step = earlier.step,
            _ => {}
        }
    }
}

/// What is on or off. On is an attribute without a value, or with its own name, as HTML has it; frameworks
/// and templates write `true` and `false`.
fn switch(name: &str, text: &str) -> Result<bool, InputError> {
    let text = text.trim();
    let is = |other: &str| text.eq_ignore_ascii_case(other);
    if is("") || is("true") || is(name) {
        Ok(true)
    } else if is("false") {
        Ok(false)
    } else {
        Err(InputError::not_allowed(name, &Value::from(text), "true or false"))
    }
}

/// The choice of that name.
fn choice<T: Copy>(field: &str, text: &str, choices: &[(&str, T)]) -> Result<T, InputError> {
    let named = choices.iter().find(|(name, _)| *name == text.trim());
    named.map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let allowed = format!("one of {}", names.join(", "));
        InputError::not_allowed(field, &Value::from(text.trim()), &allowed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::SPEEDS;

    #[test]
    fn every_speed_is_named() {
        let names: Vec<&str> = SPEEDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(ALLOWED_SPEEDS, format!("one of {}", names.join(", ")));
    }

    #[test]
    fn a_field_is_read_refused_or_left_to_the_run() {
        let mut read = Presentation::default();
        assert_eq!(read.read("speed", " 4 "), Ok(true));
        assert_eq!(read.speed, Speed::Times(4.0));
        assert_eq!(read.read("controls", "none"), Ok(true));
        assert_eq!(read.read("alt", "a race"), Ok(true));
        assert_eq!(read.read("objective", "bowl"), Ok(false));
        let before = read.clone();
        for (field, text) in [
            ("speed", "fast"),
            ("controls", "all"),
            ("theme", ""),
            ("palette", "warm"),
            ("loading", "late"),
        ] {
            let error = read.read(field, text).unwrap_err();
            assert_eq!((error.field.as_str(), &error.value), (field, &Value::from(text)));
            assert!(error.allowed.starts_with("one of "), "{}", error.allowed);
        }
        assert_eq!(read, before);
    }

    #[test]
    fn what_is_on_or_off_is_read_alike_everywhere() {
        for name in ["autoplay", "loop", "axes"] {
            let read = |text: &str| {
                let mut read = Presentation::default();
                let outcome = read.read(name, text);
                outcome.map(|_| [read.autoplay, read.loops, read.axes].contains(&true))
            };
            for on in ["", " ", "true", "TRUE", name, &name.to_uppercase()] {
                assert_eq!(read(on), Ok(true), "{name}={on}");
            }
            for off in ["false", " False "] {
                assert_eq!(read(off), Ok(false), "{name}={off}");
            }
            for wrong in ["off", "no", "0", "1", "null", "undefined", "axis"] {
                let error = read(wrong).unwrap_err();
                assert_eq!(
                    error.to_string(),
                    format!("{name} is \"{wrong}\"; it must be true or false")
                );
            }
        }
    }

    #[test]
    fn every_field_is_read() {
        for name in PRESENTATION_FIELDS {
            assert_ne!(Presentation::default().read(name, ""), Ok(false), "{name}");
        }
    }

    #[test]
    fn a_field_that_was_refused_keeps_what_it_was() {
        let mut earlier = Presentation::default();
        for (name, text) in [
            ("autoplay", ""),
            ("loop", ""),
            ("axes", ""),
            ("speed", "16"),
            ("controls", "none"),
            ("theme", "dark"),
            ("palette", "article"),
            ("shown-step", "7"),
        ] {
            assert_eq!(earlier.read(name, text), Ok(true));
            let mut later = Presentation::default();
            later.restore(name, &earlier);
            assert_ne!(later, Presentation::default(), "{name}");
        }
    }
}
