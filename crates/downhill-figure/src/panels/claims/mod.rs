//! The article's claims, tried: an experiment's run is shown, and what happens in it is read, also after
//! it was changed.

mod experiment;
mod form;
mod list;
mod measure;

pub use self::experiment::{Experiment, Reading};
pub use self::list::experiments;

use serde::Serialize;

use crate::edit::Edit;
use crate::effect::Painting;
use crate::history::Phase;
use crate::panel::{Context, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;
use crate::texts::fill;

/// A reading takes in so many steps of a run at most.
const STEPS_READ: u32 = 2000;

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimsCommand {
    /// Shows the run of the experiment of that index.
    Try(usize),
}

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ClaimsView {
    /// The index of the experiment that is tried.
    pub chosen: Option<usize>,
    /// What to look for in its run.
    pub look_for: &'static str,
    /// What the article says.
    pub claim: &'static str,
    /// What the run shows of it.
    pub reading: String,
    /// Whether it happened, did not, or the run cannot tell.
    pub mark: Option<Mark>,
    /// Whether the reading stays: it is spoken then.
    pub is_settled: bool,
}

/// What came of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It happened.
    Happened,
    /// It did not.
    Absent,
    /// The run cannot tell.
    Unread,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub struct Claims {
    chosen: Option<usize>,
    /// Whether the run is one in which the experiment has not been read.
    is_unread: bool,
    is_settled: bool,
    reading: Option<(Mark, String)>,
}

impl Panel for Claims {
    type View = ClaimsView;
    type Command = ClaimsCommand;

    fn changed(&mut self, _: &Context<'_>, changed: &Changed) {
        self.is_unread = self.chosen.is_some();
        self.is_settled = changed.phase == Phase::Commit;
    }

    fn command(&mut self, _: &Context<'_>, command: ClaimsCommand) -> Response {
        let ClaimsCommand::Try(index) = command;
        let Some(experiment) = experiments().get(index) else { return Response::default() };
        self.chosen = Some(index);
        // Its run may be the one that is shown already.
        self.is_unread = true;
        self.is_settled = true;
        Response { edit: Some(Edit::Run(experiment.run().to_owned())), announcement: None }
    }

    /// Reads the experiment in the run that is shown, as soon as enough of it is computed.
    fn work(&mut self, context: &Context<'_>, _: Deadline, _: &mut dyn FnMut(Painting)) -> Work {
        let Some(experiment) = self.chosen.and_then(|index| experiments().get(index)) else {
            return Work::Done;
        };
        if !self.is_unread {
            return Work::Done;
        }
        if context.runner.step_count() < context.runner.config().steps.min(STEPS_READ) {
            return Work::Unfinished;
        }
        self.is_unread = false;
        let Reading { happened, sentence } = experiment.read(context.runner);
        let texts = &context.texts.claims;
        let (mark, text) = match happened {
            Some(true) => (Mark::Happened, texts.happened),
            Some(false) => (Mark::Absent, texts.absent),
            None => (Mark::Unread, texts.unread),
        };
        self.reading = Some((mark, fill(text, &[&sentence])));
        Work::Done
    }

    fn view(&self, _: &Context<'_>) -> ClaimsView {
        let Some(experiment) = self.chosen.and_then(|index| experiments().get(index)) else {
            return ClaimsView::default();
        };
        let (mark, reading) = match &self.reading {
            Some((mark, reading)) => (Some(*mark), reading.clone()),
            None => (None, String::new()),
        };
        ClaimsView {
            chosen: self.chosen,
            look_for: experiment.look_for(),
            claim: experiment.claim(),
            reading,
            mark,
            is_settled: self.is_settled,
        }
    }
}
