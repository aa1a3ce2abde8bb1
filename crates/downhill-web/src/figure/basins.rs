//! The controls of maps of basins and of the swarm, the way for results of their job, and pictures.

use std::rc::Rc;

use downhill_figure::panels::PanelCommand;
use downhill_figure::panels::basins::BasinsCommand;
use downhill_figure::panels::swarm::SwarmCommand;
use wasm_bindgen::prelude::*;

use super::Figure;
use super::shared::Shared;
use crate::js::index;

/// The greatest sample, in pixels along an edge.
const MOST: u32 = 512;

/// The controls of the panel that shows where racers end from every start.
#[wasm_bindgen]
pub struct BasinsControls {
    shared: Rc<Shared>,
}

impl BasinsControls {
    fn command(&self, command: PanelCommand) {
        self.shared.change(|figure| figure.command(command));
    }
}

#[wasm_bindgen]
impl BasinsControls {
    /// Those of a figure.
    pub fn of(figure: &Figure) -> Self {
        Self { shared: Rc::clone(&figure.shared) }
    }

    /// The maps of basins are open, or not.
    #[wasm_bindgen(js_name = setOpen)]
    pub fn set_open(&self, is_open: bool) {
        self.command(PanelCommand::Basins(BasinsCommand::Open(is_open)));
    }

    /// Shows the map of a racer alone, or those of all.
    #[wasm_bindgen(js_name = showAlone)]
    pub fn show_alone(&self, racer: Option<u32>) {
        self.command(PanelCommand::Basins(BasinsCommand::Alone(racer.map(index))));
    }

    /// These minima, `[x0, y0, x1, y1, …]`, were found for the maps' job of that number.
    #[wasm_bindgen(js_name = takeMinima)]
    pub fn take_minima(&self, job: u32, minima: Vec<f64>) {
        self.command(PanelCommand::Basins(BasinsCommand::Minima(job, minima)));
    }

    /// A slice of the maps' job of that number was computed.
    #[wasm_bindgen(js_name = takeSlice)]
    pub fn take_slice(&self, job: u32, slice: u32, numbers: Vec<u32>) {
        let slice = index(slice);
        let command = PanelCommand::Basins(BasinsCommand::Slice { job, slice, numbers });
        self.shared.change(|figure| figure.take_result(command));
    }

    /// The picture of the map at a place, RGBA, from its upper left pixel; empty where there is none.
    pub fn image(&self, place: u32) -> Vec<u8> {
        self.shared.read(|figure| figure.panels().basins().image(index(place))).unwrap_or_default()
    }

    /// A sample of an outcome's colours, RGBA, of so many pixels; empty where there are no maps.
    pub fn sample(&self, code: u8, width: u32, height: u32) -> Vec<u8> {
        let size = [width.min(MOST), height.min(MOST)].map(index);
        self.shared.read(|figure| figure.panels().basins().swatch(code, size)).unwrap_or_default()
    }

    /// The pointer or the cursor is at a pixel of the map at a place; pixels are counted from the lower left
    /// one. What is there can be spoken.
    pub fn hover(&self, place: u32, pixel: u32, is_spoken: bool) {
        let (place, pixel) = (index(place), index(pixel));
        self.command(PanelCommand::Basins(BasinsCommand::Hover { place, pixel, is_spoken }));
    }

    /// The pointer has left the maps.
    pub fn leave(&self) {
        self.command(PanelCommand::Basins(BasinsCommand::Leave));
    }

    /// Has all racers start from the middle of a pixel of the maps.
    #[wasm_bindgen(js_name = startAt)]
    pub fn start_at(&self, pixel: u32) {
        self.command(PanelCommand::Basins(BasinsCommand::Choose(index(pixel))));
    }

    /// Shows a racer from many starts at once, or none.
    #[wasm_bindgen(js_name = showSwarm)]
    pub fn show_swarm(&self, racer: Option<u32>) {
        self.command(PanelCommand::Swarm(SwarmCommand::Racer(racer.map(index))));
    }

    /// From about so many starts.
    #[wasm_bindgen(js_name = setSwarmCount)]
    pub fn set_swarm_count(&self, count: u32) {
        self.command(PanelCommand::Swarm(SwarmCommand::Count(count)));
    }

    /// The chart of the swarm's values is now so wide and high, in CSS px.
    #[wasm_bindgen(js_name = resizeSwarmValues)]
    pub fn resize_swarm_values(&self, width: f64, height: f64) {
        self.command(PanelCommand::Swarm(SwarmCommand::Resize([width, height])));
    }
}
