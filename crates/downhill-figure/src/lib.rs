//! One race on a page, without a browser: the run and its changes, the clock, the picture, what is said
//! of each step and when, and the panels beside it. What happens goes in as calls, what the page is to
//! do comes out as [`Effect`]s, so all of it runs under `cargo test`.
#![forbid(unsafe_code)]

mod announcer;
mod arrivals;
mod controls;
mod distance;
mod edit;
mod effect;
mod figure;
mod frame_address;
mod gallery;
mod history;
mod job;
mod misspelling;
mod numbers;
mod panel;
pub mod panels;
mod picture;
mod playback;
mod presentation;
mod readout;
mod scheduler;
mod session;
mod snippets;
#[cfg(test)]
mod test_support;
mod texts;
#[cfg(test)]
mod views;

pub use controls::{
    ControlsView, NoiseControls, ObjectiveParameter, RacerControls, ScheduleControls,
    SettingControl, SettingValue, SliderScale,
};
pub use edit::{Clip, Edit, Setting};
pub use effect::{
    Band, Effect, FigureEvent, Painting, PictureView, PresentationView, RunView, Surface,
    Transport, View,
};
pub use figure::Figure;
pub use frame_address::FrameAddress;
pub use gallery::{ObjectiveChoice, ObjectiveGroup, objective_groups, thumbnail};
pub use history::Phase;
pub use job::JobView;
pub use numbers::{NumberStyle, Numbers};
pub use panel::{Context, Never, NoPanels, Overlay, Panel, Panels, Response, Work};
pub use picture::{Stage, Style};
pub use playback::{SPEEDS, Speed};
pub use presentation::{Controls, Scheme};
pub use readout::{Readout, Row, RowKind};
pub use scheduler::{Clock, Deadline};
pub use session::Changed;
pub use snippets::{Places, Snippets};
pub use texts::Texts;
