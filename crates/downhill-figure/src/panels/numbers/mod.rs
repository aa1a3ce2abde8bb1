//! A racer's numbers, step by step; or those of a rule on gradients that are typed by hand.

mod hand;
mod table;

pub use self::hand::HandView;
pub use self::table::{ColumnView, RowView, TableView};

use downhill::OptimizerRunner;
use downhill::table::Table;
use serde::Serialize;

use self::hand::ByHand;
use crate::edit::Setting;
use crate::panel::{Context, Panel, Response};
use crate::readout::ReadoutWriter;
use crate::texts::fill;

/// So many rows are shown at once.
const PAGE: u32 = 25;

/// So many steps can be had as text at once.
pub const MAX_ROWS: u32 = 20_000;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    #[default]
    Nothing,
    /// The racer of that index.
    Racer(usize),
    /// A rule on gradients that are typed by hand.
    ByHand,
}

/// What its controls ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum NumbersCommand {
    /// Shows this.
    Show(Shown),
    /// Shows the page of that number, from 0; without one, that of the step that is shown.
    Page(Option<u32>),
    /// Takes the rule of that name for gradients by hand.
    Rule(String),
    /// Sets a setting of this rule.
    Setting(String, Setting),
    /// Sets where this rule starts.
    Start(f64),
    /// Sets the gradients, as they are typed.
    Gradients(String),
}

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NumbersView {
    /// A page of a racer's numbers; none while none is shown.
    pub racer: Option<RacerNumbers>,
    /// What comes of gradients by hand; none while that is not shown.
    pub hand: Option<HandView>,
}

/// A page of a racer's numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RacerNumbers {
    /// The racer's index.
    pub index: usize,
    /// The rows of the page.
    pub table: TableView,
    /// The step that is shown in the picture.
    pub step: u32,
    /// The number of this page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The steps of the page: "Steps 25 to 49 of 100".
    pub span: String,
    /// Why there are no more rows, if that is so; else empty.
    pub note: String,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub struct Numbers {
    shown: Shown,
    /// The page that was asked for; none where it is that of the step that is shown.
    page: Option<u32>,
    /// The step that was shown when the page was asked for.
    asked_at: u32,
    hand: ByHand,
}

/// A racer's numbers as text, with tabs between them and all digits: of its steps up to [`MAX_ROWS`], as far
/// as they are computed. Empty where there is no such racer.
#[must_use]
pub fn text(runner: &OptimizerRunner, racer: usize) -> String {
    let table = Table::of(runner, racer, 0..=runner.step_count().min(MAX_ROWS));
    table.map_or_else(String::new, |table| table.text(2))
}

impl Numbers {
    /// A page of a racer's numbers.
    fn racer(&self, racer: usize, context: &Context<'_>) -> Option<RacerNumbers> {
        let steps = context.runner.config().steps;
        let pages = steps / PAGE + 1;
        // Another step has come: the page goes along.
        let asked = self.page.filter(|_| self.asked_at == context.step);
        let page = asked.unwrap_or(context.step / PAGE).min(pages - 1);
        let (first, last) = (page * PAGE, (page * PAGE + PAGE - 1).min(steps));
        let table = Table::of(context.runner, racer, first..=last)?;
        let Context { runner, texts, numbers, .. } = *context;
        let [from, to, of] = [first, last, steps].map(|step| numbers.integer(step));
        let writer = ReadoutWriter { runner, arrivals: None, texts, numbers };
        let mut note = String::new();
        if last > runner.step_count() {
            note = writer.progress(runner.step_count());
        } else if let Some(stop) = writer.stop(racer, last) {
            note = fill(texts.table.stopped, &[&stop]);
        }
        Some(RacerNumbers {
            index: racer,
            table: TableView::new(&table, 2, numbers),
            step: context.step,
            page,
            pages,
            span: fill(texts.table.span, &[&from, &to, &of]),
            note,
        })
    }
}

impl Panel for Numbers {
    type View = NumbersView;
    type Command = NumbersCommand;

    fn command(&mut self, context: &Context<'_>, command: NumbersCommand) -> Response {
        let texts = &context.texts.hand;
        let mut refusal = None;
        match command {
            NumbersCommand::Show(shown) => self.shown = shown,
            NumbersCommand::Page(page) => (self.page, self.asked_at) = (page, context.step),
            NumbersCommand::Rule(name) => self.hand.set_rule(&name),
            NumbersCommand::Setting(name, value) => refusal = self.hand.set(&name, value),
            NumbersCommand::Start(start) => refusal = self.hand.set_start(start, texts),
            NumbersCommand::Gradients(text) => refusal = self.hand.set_gradients(&text, texts),
        }
        Response { refusal, ..Response::default() }
    }

    fn view(&self, context: &Context<'_>) -> NumbersView {
        match self.shown {
            Shown::Nothing => NumbersView::default(),
            Shown::Racer(racer) => NumbersView { racer: self.racer(racer, context), hand: None },
            Shown::ByHand => NumbersView { racer: None, hand: Some(self.hand.view(context)) },
        }
    }
}
