//! The article's claims, tried: an experiment's run is shown, and what happens in it is read, also
//! after it was changed.

use downhill::experiments::{Reading, experiments};
use wasm_bindgen::prelude::*;

use super::State;
use crate::figure::bridge::Change;
use crate::figure::strings::filled;

/// As much of a run as a reading takes in.
const READ: u32 = 2000;

impl State {
    /// Lists the experiments, each as a button.
    pub(super) fn list_experiments(&mut self) {
        let all = experiments();
        self.set("experiments", "rows", u32::try_from(all.len()).unwrap_or_default().into());
        for (index, experiment) in all.iter().enumerate() {
            self.set_in_row("try", index, experiment.title());
        }
    }

    /// Shows the run of the experiment of that number, from its start.
    pub(super) fn try_out(&mut self, chosen: &str) {
        let chosen: Option<u32> = chosen.parse().ok();
        for (index, experiment) in experiments().iter().enumerate() {
            let is_chosen = u32::try_from(index).ok() == chosen;
            self.changes.push(Change::Set("try", Some(index), "aria-pressed", is_chosen.into()));
            if is_chosen {
                self.lab.tried = Some(experiment);
                self.set("tried", "hidden", JsValue::FALSE);
                self.set_text("look", "textContent", experiment.look_for());
                self.set_text("claim", "textContent", experiment.claim());
                self.open(experiment.run());
                // It may be the run that is shown already.
                self.unread(false);
            }
        }
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
        let Reading { happened, sentence } = experiment.read(&self.runner);
        let name = match happened {
            Some(true) => "happened",
            Some(false) => "absent",
            None => "unread",
        };
        self.set_text("reading", "data-mark", name);
        self.set_text("reading", "textContent", &filled(self.strings, name, &[&sentence]));
    }
}
