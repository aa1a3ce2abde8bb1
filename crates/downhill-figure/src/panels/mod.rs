//! The panels of the whole page, a folder each. None of them knows another.

pub mod chart;
pub mod ensemble;
pub mod ghost;
pub mod probe;
pub mod rates;
pub mod step_inspector;
pub mod story;

use self::chart::Chart;
use self::ensemble::Ensemble;
use self::ghost::Ghost;
use self::probe::Probe;
use self::rates::Rates;
use self::step_inspector::StepInspector;
use self::story::Story;
use crate::effect::Painting;
use crate::panel::{Context, Overlay, Panel, Panels, Response, Work, panels};
use crate::scheduler::Deadline;
use crate::session::Changed;

panels! {
    /// Every panel of the whole page.
    pub struct AllPanels(PanelView, PanelCommand) {
        /// f and other numbers over the steps.
        chart: Chart,
        /// A step taken apart.
        step_inspector: StepInspector,
        /// Lessons, and what the article says, tested.
        story: Story,
        /// One racer under many seeds.
        ensemble: Ensemble,
        /// f and its gradient at a place.
        probe: Probe,
        /// The paths before the last change.
        ghost: Ghost,
        /// How the race depends on its learning rates, or another number.
        rates: Rates,
    }
}
