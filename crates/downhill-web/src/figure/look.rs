//! How a figure shows its run, as its attributes ask for it.

use downhill::{InputError, MAX_STEPS, Value, parse_number};

use super::player::Speed;

/// The names of the speeds.
const ALLOWED_SPEEDS: &str = "one of 0.25, 0.5, 1, 2, 4, 8, 16, whole";

/// What attributes beside those of the run say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    pub(crate) speed: Speed,
    /// `full`, `minimal` or `none`.
    pub(crate) controls: &'static str,
    /// `auto`, `light` or `dark`.
    pub(crate) theme: &'static str,
    /// Whether numbers stand at the picture's edges.
    pub(crate) axes: bool,
    /// `auto` or `article`: the ground's colours.
    pub(crate) palette: &'static str,
    /// What the picture is to those who do not see it, instead of the figure's own sentence.
    pub(crate) alt: Option<String>,
    /// The step that is shown first.
    pub(crate) step: Option<u32>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            speed: Speed::Times(1.0),
            controls: "full",
            theme: "auto",
            axes: false,
            palette: "auto",
            alt: None,
            step: None,
        }
    }
}

impl Look {
    /// Takes the field if it is one of these; what is not allowed is an error, and none of these
    /// is false.
    pub(crate) fn take(&mut self, name: &str, text: &str) -> Result<bool, InputError> {
        match name {
            "alt" => self.alt = Some(text.trim().to_owned()).filter(|alt| !alt.is_empty()),
            "axes" => self.axes = !matches!(text.trim(), "false"),
            "controls" => self.controls = one_of(name, text, &["full", "minimal", "none"])?,
            "theme" => self.theme = one_of(name, text, &["auto", "light", "dark"])?,
            "palette" => self.palette = one_of(name, text, &["auto", "article"])?,
            // The element itself goes by it.
            "loading" => {
                one_of(name, text, &["lazy", "eager"])?;
            }
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

    /// Has the field of that name be what it was before.
    pub(crate) fn keep(&mut self, name: &str, before: &Self) {
        match name {
            "controls" => self.controls = before.controls,
            "theme" => self.theme = before.theme,
            "palette" => self.palette = before.palette,
            "speed" => self.speed = before.speed,
            "shown-step" => self.step = before.step,
            _ => {}
        }
    }
}

fn one_of(field: &str, text: &str, names: &[&'static str]) -> Result<&'static str, InputError> {
    let text = text.trim();
    for name in names {
        if *name == text {
            return Ok(name);
        }
    }
    let allowed = format!("one of {}", names.join(", "));
    Err(InputError::not_allowed(field, &Value::from(text), &allowed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::player::SPEEDS;

    #[test]
    fn every_speed_is_named() {
        let names: Vec<&str> = SPEEDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(ALLOWED_SPEEDS, format!("one of {}", names.join(", ")));
    }

    #[test]
    fn a_field_is_taken_refused_or_left_to_the_run() {
        let mut look = Look::default();
        assert_eq!(look.take("speed", " 4 "), Ok(true));
        assert_eq!(look.speed, Speed::Times(4.0));
        assert_eq!(look.take("controls", "none"), Ok(true));
        assert_eq!(look.take("alt", "a race"), Ok(true));
        assert_eq!((look.take("axes", "false"), look.axes), (Ok(true), false));
        assert_eq!((look.take("axes", ""), look.axes), (Ok(true), true));
        assert_eq!(look.take("objective", "bowl"), Ok(false));
        let before = look.clone();
        for (field, text) in [
            ("speed", "fast"),
            ("controls", "all"),
            ("theme", ""),
            ("palette", "warm"),
            ("loading", "late"),
        ] {
            let error = look.take(field, text).unwrap_err();
            assert_eq!((error.field.as_str(), &error.value), (field, &Value::from(text)));
            assert!(error.allowed.starts_with("one of "), "{}", error.allowed);
        }
        assert_eq!(look, before);
    }
}
