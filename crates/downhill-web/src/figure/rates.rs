//! The controls of the panel of learning rates, and the way for results of its job.

use std::rc::Rc;

use downhill_figure::panels::PanelCommand;
use downhill_figure::panels::rates::{RatesCommand, RatesMeasure};
use wasm_bindgen::prelude::*;

use super::Figure;
use super::shared::Shared;
use crate::js::index;

/// The controls of the panel that shows how the race depends on a number.
#[wasm_bindgen]
pub struct RatesControls {
    shared: Rc<Shared>,
}

impl RatesControls {
    fn command(&self, command: RatesCommand) {
        self.shared.change(|figure| figure.command(PanelCommand::Rates(command)));
    }
}

#[wasm_bindgen]
impl RatesControls {
    /// Those of a figure.
    pub fn of(figure: &Figure) -> Self {
        Self { shared: Rc::clone(&figure.shared) }
    }

    /// Whether the panel is seen. What nobody sees is not computed.
    #[wasm_bindgen(js_name = setOpen)]
    pub fn set_open(&self, is_open: bool) {
        self.command(RatesCommand::Open(is_open));
    }

    /// The panel's canvas is now so wide and high, in CSS px.
    pub fn resize(&self, width: f64, height: f64) {
        self.command(RatesCommand::Resize([width, height]));
    }

    /// Measures f after the last step, or steps until racers have arrived.
    #[wasm_bindgen(js_name = measureLoss)]
    pub fn measure_loss(&self, is_loss: bool) {
        let measure = if is_loss { RatesMeasure::Loss } else { RatesMeasure::Steps };
        self.command(RatesCommand::Measure(measure));
    }

    /// Runs from nine starts around the run's, or from that alone.
    #[wasm_bindgen(js_name = setNineStarts)]
    pub fn set_nine_starts(&self, is_nine: bool) {
        self.command(RatesCommand::NineStarts(is_nine));
    }

    /// Varies the hyper-parameter of that name: `lr`, `betas[0]`, …
    pub fn vary(&self, name: &str) {
        self.command(RatesCommand::Vary(name.to_owned()));
    }

    /// Shows a map of one racer over this hyper-parameter, too; without it, curves.
    pub fn against(&self, name: Option<String>) {
        self.command(RatesCommand::Against(name));
    }

    /// The map is of the racer of that index.
    #[wasm_bindgen(js_name = mapOf)]
    pub fn map_of(&self, racer: u32) {
        self.command(RatesCommand::MapOf(index(racer)));
    }

    /// The racer of the map gets the values at that place of it, in CSS px.
    #[wasm_bindgen(js_name = chooseAt)]
    pub fn choose_at(&self, x: f64, y: f64) {
        self.command(RatesCommand::Choose([x, y]));
    }

    /// Takes the numbers of a slice of the job of that number.
    #[wasm_bindgen(js_name = takeSlice)]
    pub fn take_slice(&self, job: u32, slice: u32, numbers: Vec<f64>) {
        let command = PanelCommand::Rates(RatesCommand::Slice(job, index(slice), numbers));
        self.shared.change(|figure| figure.take_result(command));
    }

    /// Sets every racer to its best value, as soon as all are known.
    #[wasm_bindgen(js_name = setBest)]
    pub fn set_best(&self) {
        self.command(RatesCommand::Best);
    }

    /// Sets all racers to the same learning rate.
    #[wasm_bindgen(js_name = setOneRate)]
    pub fn set_one_rate(&self) {
        self.command(RatesCommand::OneRate);
    }
}
