//! The panels of the whole page, a folder each. None of them knows another.

pub mod basins;
pub mod chart;
pub mod code;
pub mod ensemble;
pub mod ghost;
pub mod numbers;
pub mod probe;
pub mod rates;
pub mod step_inspector;
pub mod story;
pub mod surface;
pub mod swarm;

use self::basins::Basins;
use self::chart::Chart;
use self::code::Code;
use self::ensemble::Ensemble;
use self::ghost::Ghost;
use self::numbers::Numbers;
use self::probe::Probe;
use self::rates::Rates;
use self::step_inspector::StepInspector;
use self::story::Story;
use self::surface::Surface;
use self::swarm::Swarm;
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
        /// The objective in three dimensions.
        surface: Surface,
        /// Where racers end from every start.
        basins: Basins,
        /// One racer from many starts.
        swarm: Swarm,
        /// How the race depends on its learning rates, or another number.
        rates: Rates,
        /// The run as a program.
        code: Code,
        /// A racer's numbers, step by step.
        numbers: Numbers,
    }
}

impl AllPanels {
    /// The maps of basins, whose pictures are no part of a view.
    #[must_use]
    pub fn basins(&self) -> &Basins {
        &self.basins.0
    }
}
