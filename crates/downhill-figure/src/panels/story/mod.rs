//! Stories: eight lessons, and the article's claims, tested. A story's run is shown, and what comes of it
//! is read in it, also after it was changed.

mod claims;
mod experiment;
mod form;
mod lessons;
mod measure;

pub use self::experiment::{Experiment, Reading, StoryKind, Verdict};

use serde::Serialize;

use self::claims::CLAIMS;
use self::lessons::{LESSONS, panels_of};
use crate::edit::Edit;
use crate::effect::Painting;
use crate::history::Phase;
use crate::panel::{Context, Panel, Response, Work};
use crate::scheduler::Deadline;
use crate::session::Changed;
use crate::texts::fill;

/// A reading takes in so many steps of a run at most.
const STEPS_READ: u32 = 2000;

/// Every story: the lessons, then the claims in the order in which the article makes them.
pub fn stories() -> impl Iterator<Item = &'static Experiment> {
    LESSONS.iter().chain(&CLAIMS)
}

/// A story as a list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StoryChoice {
    /// Whether it is a lesson or a claim.
    pub kind: StoryKind,
    /// Its title.
    pub title: &'static str,
    /// What it is about, in a sentence; of a claim the article's words.
    pub what: &'static str,
}

/// Every story as a list shows it, each at its index.
#[must_use]
pub fn story_choices() -> Vec<StoryChoice> {
    let choice = |story: &Experiment| StoryChoice {
        kind: story.kind(),
        title: story.title(),
        what: story.what(),
    };
    stories().map(choice).collect()
}

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryCommand {
    /// Shows the story of that index, and its run from the start.
    Show(usize),
    /// Shows no story any more; the run stays.
    Leave,
}

/// What the panel shows; nothing but an absent index while there is no story.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StoryView {
    /// The index of the story that is shown.
    pub index: Option<usize>,
    /// Whether it is a lesson or a claim; means nothing while there is no story.
    pub kind: StoryKind,
    /// Which of them it is: "Lesson 3 of 8".
    pub place: String,
    /// Its title.
    pub title: &'static str,
    /// What a lesson teaches; what to watch in the run of a claim.
    pub text: &'static str,
    /// The article's words, without quotation marks; empty for a lesson.
    pub quote: &'static str,
    /// What a lesson invites to; what there is to say of a claim.
    pub comment: &'static str,
    /// What the run that is shown says of it; none until it is read.
    pub verdict: Option<Verdict>,
    /// What was measured in that run, in a sentence or two; or why nothing was.
    pub reading: String,
    /// Whether the reading stays: it is spoken then.
    pub is_settled: bool,
    /// The panels that show more of it: `rates`, `basins`.
    pub panels: Vec<&'static str>,
    /// Whether the index before this one is a story of the same kind.
    pub has_previous: bool,
    /// Whether the index behind this one is a story of the same kind.
    pub has_next: bool,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub struct Story {
    shown: Option<Shown>,
}

/// A story that is shown.
#[derive(Debug)]
struct Shown {
    index: usize,
    experiment: &'static Experiment,
    /// The name of the objective that it is told on.
    objective: Option<&'static str>,
    /// Whether the run is one in which it has not been read.
    is_unread: bool,
    is_settled: bool,
    reading: Option<Reading>,
}

impl Panel for Story {
    type View = StoryView;
    type Command = StoryCommand;

    fn changed(&mut self, context: &Context<'_>, changed: &Changed) {
        let Some(shown) = &mut self.shown else { return };
        let objective = context.runner.config().objective.entry().map(|entry| entry.name);
        if objective != shown.objective {
            self.shown = None;
            return;
        }
        shown.is_unread = true;
        shown.is_settled = changed.phase == Phase::Commit;
    }

    fn command(&mut self, _: &Context<'_>, command: StoryCommand) -> Response {
        self.shown = None;
        let StoryCommand::Show(index) = command else { return Response::default() };
        let Some(experiment) = stories().nth(index) else { return Response::default() };
        self.shown = Some(Shown {
            index,
            experiment,
            objective: experiment.objective(),
            // Its run may be the one that is shown already.
            is_unread: true,
            is_settled: true,
            reading: None,
        });
        Response { edit: Some(Edit::Run(experiment.run().to_owned())), ..Response::default() }
    }

    /// Reads the story in the run that is shown, as soon as enough of it is computed.
    fn work(&mut self, context: &Context<'_>, _: Deadline, _: &mut dyn FnMut(Painting)) -> Work {
        let Some(shown) = self.shown.as_mut().filter(|shown| shown.is_unread) else {
            return Work::Done;
        };
        if context.runner.step_count() < context.runner.config().steps.min(STEPS_READ) {
            return Work::Unfinished;
        }
        shown.is_unread = false;
        shown.reading = Some(shown.experiment.read(context.runner));
        Work::Done
    }

    fn view(&self, context: &Context<'_>) -> StoryView {
        let Some(Shown { index, experiment, is_settled, reading, .. }) = &self.shown else {
            return StoryView::default();
        };
        let kind = experiment.kind();
        let (place, before, count) = match kind {
            StoryKind::Lesson => (context.texts.story.lesson, 0, LESSONS.len()),
            StoryKind::Claim => (context.texts.story.claim, LESSONS.len(), CLAIMS.len()),
        };
        let number = index + 1 - before;
        let counts = [number, count]
            .map(|count| context.numbers.integer(u32::try_from(count).unwrap_or(u32::MAX)));
        StoryView {
            index: Some(*index),
            kind,
            place: fill(place, &counts.each_ref().map(String::as_str)),
            title: experiment.title(),
            text: experiment.text(),
            quote: experiment.quote(),
            comment: experiment.comment(),
            verdict: reading.as_ref().map(|reading| reading.verdict),
            reading: reading.as_ref().map_or_else(String::new, |reading| reading.sentence.clone()),
            is_settled: *is_settled,
            panels: panels_of(experiment.name()).to_vec(),
            has_previous: number > 1,
            has_next: number < count,
        }
    }
}
