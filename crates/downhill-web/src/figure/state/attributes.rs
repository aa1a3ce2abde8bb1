//! What attributes ask for: shown, or refused with a sentence.

use downhill::{InputError, RunConfig};
use wasm_bindgen::prelude::*;

use super::State;
use super::tell::add_sentence;
use crate::figure::look::Look;
use crate::figure::strings::filled;
use crate::figure::values::to_js;

impl State {
    /// Shows what the fields noted since the last time describe. `moves` lets the race play from
    /// the start at once; otherwise it stands at the end.
    pub(crate) fn configure(&mut self, moves: bool, loops: bool) {
        self.player.looping = loops;
        self.moves = moves;
        let is_first = self.told_stops.is_empty();
        let mut run = Vec::with_capacity(self.fields.len());
        let fields = std::mem::take(&mut self.fields);
        let mut look = Look::default();
        let mut refused = Vec::new();
        for (name, text) in &fields {
            match look.take(name, text) {
                Ok(true) => {}
                Ok(false) => run.push((name.as_str(), text.as_str())),
                // What the field was before stays.
                Err(error) => {
                    look.keep(name, &self.look);
                    refused.push((error, "refused"));
                }
            }
        }
        match RunConfig::from_fields(&run) {
            Ok(config) => self.ask(config),
            Err(error) => {
                // Until another one is shown, the usual race is better than none.
                if is_first {
                    self.begin(RunConfig::default(), moves);
                }
                refused.push((error, if is_first { "replaced" } else { "refused" }));
            }
        }
        self.dress(look);
        self.refuse(&refused);
    }

    /// Shows the run that the attributes ask for, unless they asked for it before: what was chosen
    /// in the page stays until they ask for something else.
    fn ask(&mut self, config: RunConfig) {
        if self.asked.as_ref() == Some(&config) {
            return;
        }
        self.asked = Some(config.clone());
        if self.told_stops.is_empty() {
            return self.begin(config, self.moves);
        }
        // A changed run begins again if it was playing, and else stands where it stood.
        let (step, at_end) = (self.player.step(), self.player.is_at_end());
        self.begin(config, self.player.is_playing());
        if !self.player.is_playing() && !at_end {
            self.player.show(step);
        }
    }

    fn dress(&mut self, look: Look) {
        self.set_text("figure", "data-controls", look.controls);
        self.set_text("figure", "data-theme", look.theme);
        // Without controls, the figure itself is what the Tab key finds.
        self.set("figure", "tabIndex", (if look.controls == "none" { 0 } else { -1 }).into());
        if look.speed != self.look.speed {
            self.choose_speed(look.speed);
        }
        if let Some(step) = look.step
            && look.step != self.look.step
        {
            self.player.pause();
            self.player.show(step);
        }
        self.described &= look.alt == self.look.alt;
        let is_repainted = look.palette != self.look.palette || look.axes != self.look.axes;
        self.look = look;
        if is_repainted {
            self.redraw();
        }
    }

    /// Says what is not allowed, and what came of it: the picture stays as it was, or the usual
    /// race is shown instead.
    pub(super) fn refuse(&mut self, refused: &[(InputError, &str)]) {
        let mut said = String::new();
        for (error, outcome) in refused {
            let message = filled(self.strings, outcome, &[&error.to_string()]);
            add_sentence(&mut said, &message);
            let column = error.position.and_then(|column| u32::try_from(column).ok());
            self.announce(
                "error",
                &[
                    ("message", JsValue::from_str(&message)),
                    ("field", JsValue::from_str(&error.field)),
                    ("value", to_js(&error.value)),
                    ("allowed", JsValue::from_str(&error.allowed)),
                    ("position", column.map_or(JsValue::UNDEFINED, JsValue::from)),
                ],
            );
        }
        self.set_text("message", "textContent", &said);
        self.set("message", "hidden", said.is_empty().into());
    }
}
