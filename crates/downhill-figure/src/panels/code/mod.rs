//! The run as a program in another language.

use downhill::RunConfig;
use downhill::script::{Language, script};
use serde::Serialize;

use crate::panel::{Context, Panel, Response};
use crate::session::Changed;

/// What its controls ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeCommand {
    /// Writes the run in that language; in none while nobody looks.
    Show(Option<Language>),
}

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodeView {
    /// The name of the language; empty while nothing is shown.
    pub language: &'static str,
    /// The program.
    pub script: String,
    /// The name of a file of it.
    pub file: String,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub struct Code {
    language: Option<Language>,
    /// The run that is written, with its program.
    written: Option<(RunConfig, CodeView)>,
}

/// The language of that name.
#[must_use]
pub fn language_named(name: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.label() == name)
}

/// The name of a file: `downhill-rosenbrock.py`.
fn file(config: &RunConfig, language: Language) -> String {
    let objective = config.objective.entry().map_or("formula", |entry| entry.name);
    format!("downhill-{objective}.{}", language.extension())
}

impl Code {
    fn write(&mut self, config: &RunConfig) {
        let Some(language) = self.language else {
            self.written = None;
            return;
        };
        if self
            .written
            .as_ref()
            .is_some_and(|(written, view)| written == config && view.language == language.label())
        {
            return;
        }
        let (script, file) = (script(config, language), file(config, language));
        let view = CodeView { language: language.label(), script, file };
        self.written = Some((config.clone(), view));
    }
}

impl Panel for Code {
    type View = CodeView;
    type Command = CodeCommand;

    fn changed(&mut self, context: &Context<'_>, _: &Changed) {
        self.write(context.runner.config());
    }

    fn command(&mut self, context: &Context<'_>, command: CodeCommand) -> Response {
        let CodeCommand::Show(language) = command;
        self.language = language;
        self.write(context.runner.config());
        Response::default()
    }

    fn view(&self, _: &Context<'_>) -> CodeView {
        self.written.as_ref().map(|(_, view)| view.clone()).unwrap_or_default()
    }
}
