//! What the figure asks of the page: plain values that tests compare.

use downhill::Value;
use downhill_plot::Shape;
use serde::Serialize;

use crate::presentation::{Controls, Scheme};
use crate::readout::Readout;

/// Something that the page is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect<V> {
    /// Shows a view.
    Show(View<V>),
    /// Paints on a canvas beside the picture's own.
    Paint(Painting),
    /// Sends an event of the element.
    Event(FigureEvent),
}

/// What a part of the page shows. `V` is that of the panels.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "view", content = "is", rename_all = "camelCase")]
pub enum View<V> {
    /// The run that is shown is another one.
    Run(RunView),
    /// What the picture is.
    Picture(PictureView),
    /// A step in words and numbers.
    Readout(Readout),
    /// How the figure plays.
    Transport(Transport),
    /// How many percent of the run are computed.
    Computed(f64),
    /// What was refused, or ignored; empty where there is nothing to be said.
    Message(String),
    /// What a screen reader speaks.
    Announcement(String),
    /// How the figure is presented.
    Presentation(PresentationView),
    /// What a panel shows.
    Panel(V),
}

/// What the transport and the table need to know of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    /// What each racer is called.
    pub labels: Vec<String>,
    /// How many steps the run has.
    pub steps: u32,
}

/// What the picture is, for those who do not see it, and the key to its colours.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PictureView {
    /// What the picture is.
    pub alt: String,
    /// Which of the minima that are marked were found numerically; empty where none was.
    pub minima: String,
    /// What the bar of colours is.
    pub bar: String,
    /// The colour below the lowest level, as CSS has it.
    pub below: String,
    /// The colours above each level, from low to high.
    pub bands: Vec<Band>,
}

/// A band of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Band {
    /// Its colour, as CSS has it.
    pub color: String,
    /// The level at which it begins; empty where there is no room for it.
    pub number: String,
}

/// How the figure plays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Transport {
    /// Whether it plays.
    pub playing: bool,
    /// The name of its speed.
    pub speed: &'static str,
    /// Whether the race begins again after its end.
    pub loops: bool,
    /// How long the run takes at this speed, in whole seconds.
    pub seconds: f64,
}

/// How the figure is presented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PresentationView {
    /// Which controls there are.
    pub controls: Controls,
    /// Whether it is light or dark.
    pub theme: Scheme,
}

/// What is painted on a canvas beside the picture's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Painting {
    /// The canvas.
    pub surface: Surface,
    /// Its new size in CSS px, with nothing on it; none where what is there stays.
    pub size: Option<[f64; 2]>,
    /// How strong lines and text are painted, 1 is opaque.
    pub opacity: f64,
    /// What is painted.
    pub shapes: Vec<Shape>,
    /// Whether it lies beneath what is there.
    pub is_beneath: bool,
    /// How much of the canvas is seen from now on, from its left edge, in CSS px; none where that stays.
    pub clip: Option<f64>,
}

impl Painting {
    /// A canvas of this size with these shapes instead of what is there.
    #[must_use]
    pub fn anew(surface: Surface, size: [f64; 2], shapes: Vec<Shape>) -> Self {
        Self { surface, size: Some(size), opacity: 1.0, shapes, is_beneath: false, clip: None }
    }

    /// Shapes on what is there.
    #[must_use]
    pub fn over(surface: Surface, opacity: f64, shapes: Vec<Shape>) -> Self {
        Self { surface, size: None, opacity, shapes, is_beneath: false, clip: None }
    }
}

/// A canvas beside the picture's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// The line of the racer of that index, in its row.
    Swatch(usize),
    /// The chart over the steps: its grid, and the lines of the whole run, faint.
    Chart,
    /// The same lines on it, opaque, which are seen up to the step that is shown.
    ChartPast,
    /// On top of these the cursors, and the racers' markers. Only this changes with the step.
    ChartCursor,
    /// One racer under many seeds, between the field and the trails.
    Ensemble,
    /// The paths before the last change, between the field and the trails.
    Ghost,
    /// The objective in three dimensions: the surface in its box.
    SurfaceGround,
    /// On it the outlines of trails.
    SurfaceOutlines,
    /// On these the trails.
    SurfaceTrails,
    /// On top the heads, with their labels. Only this changes with every step.
    SurfaceHeads,
    /// One racer from many starts, between the field and the trails.
    Swarm,
    /// The values of f that these racers have, sorted.
    SwarmValues,
    /// How the race depends on a number.
    Rates,
}

/// An event of the element, whose name is `downhill-` and its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "name", content = "detail", rename_all = "lowercase")]
pub enum FigureEvent {
    /// Another step is shown.
    Step {
        /// The step.
        step: u32,
        /// How many there are.
        steps: u32,
    },
    /// The last step is shown after playing up to it.
    End {
        /// The step.
        step: u32,
    },
    /// A racer has stopped.
    Stop {
        /// Its index.
        racer: usize,
        /// What it is called.
        label: String,
        /// `diverged` or `undefined`.
        kind: &'static str,
        /// The step that it could not take.
        step: u32,
        /// Why.
        reason: &'static str,
    },
    /// The user has changed something.
    Change {
        /// What: `play`, `seek`, `speed`, `run`, …
        control: &'static str,
        /// The step that was asked for.
        step: u32,
        /// Whether the figure plays.
        playing: bool,
        /// The name of its speed.
        speed: &'static str,
    },
    /// Something was refused.
    Error {
        /// A sentence that the figure shows too.
        message: String,
        /// The field.
        field: String,
        /// What was given.
        value: Value,
        /// What the field may be.
        allowed: String,
        /// Where in the text, in characters counted from 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<usize>,
    },
}
