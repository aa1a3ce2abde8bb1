//! f and its gradient at the pointer, or at a cursor that keys move.

use downhill_plot::Point;
use serde::Serialize;

use crate::panel::{Context, Panel, Response};
use crate::texts::fill;

/// How far a key moves the cursor, as a part of the picture.
const STRIDE: f64 = 0.025;

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ProbeCommand {
    /// The pointer is at this place of the picture, in CSS px.
    Point(Point),
    /// The pointer has left.
    Leave,
    /// The cursor moves so many strides to the right and down; by none it is only shown.
    MoveCursor([f64; 2]),
}

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProbeView {
    /// f and ∇f at the place; empty where nothing is pointed at.
    pub text: String,
    /// Where the cursor is, from 0 to 1 along the picture's width and height.
    pub cursor: [f64; 2],
}

/// See the [module](self).
#[derive(Debug)]
pub struct Probe {
    cursor: [f64; 2],
    /// In CSS px.
    place: Option<Point>,
}

impl Default for Probe {
    fn default() -> Self {
        Self { cursor: [0.5; 2], place: None }
    }
}

impl Probe {
    /// f and its gradient at the place, in a sentence.
    fn readout(&self, context: &Context<'_>) -> Option<String> {
        let [x, y] = context.view?.to_objective(self.place?);
        let at = context.runner.evaluate([x, y]);
        let [slope_x, slope_y] = at.gradient;
        let numbers = [x, y, at.value, slope_x, slope_y];
        let [x, y, value, slope_x, slope_y] = numbers.map(|number| context.numbers.brief(number));
        Some(fill(context.texts.probe.readout, &[&x, &y, &value, &slope_x, &slope_y]))
    }
}

impl Panel for Probe {
    type View = ProbeView;
    type Command = ProbeCommand;

    fn command(&mut self, context: &Context<'_>, command: ProbeCommand) -> Response {
        let (right, down) = match command {
            ProbeCommand::Point(place) => {
                self.place = Some(place);
                return Response::default();
            }
            ProbeCommand::Leave => {
                self.place = None;
                return Response::default();
            }
            ProbeCommand::MoveCursor([right, down]) => (right, down),
        };
        let [x, y] = self.cursor;
        self.cursor = [(x + right * STRIDE).clamp(0.0, 1.0), (y + down * STRIDE).clamp(0.0, 1.0)];
        let [x, y] = self.cursor;
        self.place = context.view.map(|view| [x * view.width, y * view.height]);
        Response { announcement: self.readout(context), ..Response::default() }
    }

    fn view(&self, context: &Context<'_>) -> ProbeView {
        let text = self.readout(context).unwrap_or_default();
        ProbeView { text, cursor: self.cursor }
    }
}
