//! The article's claims, tried: an experiment's run is shown, and what happens in it is read, also
//! after it was changed.

use downhill::experiments::{Reading, experiments};
use downhill::{RunConfig, digits};
use wasm_bindgen::prelude::*;

use super::State;
use crate::figure::bridge::Change;
use crate::figure::strings::filled;
use crate::numerals::JS;

/// As much of a run as a reading takes in.
const READ: u32 = 2000;

/// Lists the experiments, each as a button.
pub(super) fn list() -> Change {
    let mut list = String::new();
    for (index, experiment) in experiments().iter().enumerate() {
        list.push_str("<li><button type=button data-name=try aria-pressed=false value=");
        list.push_str(&digits(index));
        list.push('>');
        list.push_str(experiment.title);
        list.push_str("</button>");
    }
    // Titles of our own, without any mark that HTML knows.
    Change::Set("experiments", None, "innerHTML", JsValue::from_str(&list))
}

impl State {
    /// Shows the run of the experiment of that number, from its start.
    pub(super) fn try_out(&mut self, index: &str) {
        let index = index.parse::<u32>().ok().and_then(|index| usize::try_from(index).ok());
        let Some(experiment) = index.and_then(|index| experiments().get(index)) else { return };
        let Ok(config) = RunConfig::from_text(experiment.run, JS) else { return };
        self.lab.tried = Some(experiment);
        self.set("tried", "hidden", JsValue::FALSE);
        self.set_text("look", "textContent", experiment.look_for);
        self.set_text("claim", "textContent", experiment.claim);
        self.exchange(config, false);
        self.player.show_end();
        self.held = self.moves;
        self.rest();
    }

    /// The run is another, which is to be read; it is spoken of once it stays.
    pub(super) fn unread(&mut self, moving: bool) {
        self.lab.unread = self.lab.tried.is_some();
        self.set_text("reading", "aria-live", if moving { "off" } else { "polite" });
    }

    /// Reads the experiment in the run that is shown, as soon as enough of it is computed.
    pub(super) fn read_tried(&mut self) {
        let enough = self.config().steps.min(READ);
        if !self.lab.unread || self.runner.step_count() < enough {
            return;
        }
        self.lab.unread = false;
        let Some(experiment) = self.lab.tried else { return };
        let Reading { happened, sentence } = experiment.read(&self.runner, JS);
        let name = match happened {
            Some(true) => "happened",
            Some(false) => "absent",
            None => "unread",
        };
        self.set_text("reading", "data-mark", name);
        self.set_text("reading", "textContent", &filled(self.strings, name, &[&sentence]));
    }
}
