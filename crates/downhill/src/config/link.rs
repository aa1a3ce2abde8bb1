//! A run in the address of a page: `v1&objective=gaussian&…&steps=100&step=57`.
//!
//! It is the line of text that a [`RunConfig`] is printed as, after the version of this form, with
//! the step that is shown. Whatever reads an old link as another run than it was is a new version.

use crate::beginning;
use crate::levels_of_0_1::levels_of_0_1;

use super::percent::{decode, decode_racers, encode_line};
use super::text::number_or_text;
use super::{InputError, Problem, RunConfig, print, whole_number};

/// The version that is written and read.
const VERSION: &str = "v1";

/// How long a link can be, in characters. The longest run, of 16 racers with labels of 60 emoji on
/// a formula of 1000 letters, has a link of 25,000.
const MAX_LINK: usize = 30_000;

/// How much of an unknown name, and of a phrase, is told, in characters.
const MAX_NAME: usize = 20;
const MAX_PHRASE: usize = 500;

/// How many unknown names are told.
const MAX_NAMED: usize = 3;

/// The fields that a link can have.
const NAMES: [&str; 10] = [
    "preset",
    "objective",
    "formula",
    "view",
    "levels",
    "start",
    "racers",
    "noise",
    "steps",
    "step",
];

/// One exact run, and the step at which it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The run.
    pub config: RunConfig,
    /// The step, 0 to the run's `steps`; none where the link names none.
    pub step: Option<u32>,
}

/// What became of the text of a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the text says, with the usual values for what it does not say: always a valid run.
    pub link: Link,
    /// Whether anything of it was said by the text. Without, the run is the default one.
    pub given: bool,
    /// What was ignored and why, a phrase each: `steps is 0; it must be a whole number from 1 to
    /// 1000000`. They hold parts of the text: to be shown as text, never as markup.
    pub ignored: Vec<String>,
}

impl Link {
    /// Writes the link with all of its run in place, so that other defaults later do not alter it.
    /// It stays as it is behind the `#` and behind the `?` of
    /// an address, and ends in a digit.
    #[must_use]
    pub fn to_text(&self) -> String {
        let run = encode_line(&print::line(&self.config));
        match self.step {
            Some(step) => format!("{VERSION}&{run}&step={step}"),
            None => format!("{VERSION}&{run}"),
        }
    }

    /// Reads what [`to_text`](Self::to_text) wrote, what people made of it, and what became of it
    /// on its way; any other text too. Levels that release 0.1 wrote without their being chosen are
    /// the automatic ones. A field that is not allowed is ignored, and the others
    /// are not. A link without its version is read as this one's.
    ///
    /// It may begin with `#` or `?`. Signs may be percent-encoded, but for `&`, the `=` behind the
    /// name of a field, and a comma or blank that ends a label.
    #[must_use]
    pub fn read(text: &str) -> Reading {
        Self::read_with(text, &[]).0
    }

    /// Reads a link that may also have fields of the names `others`, with or without `=` and text. They
    /// are returned with their texts, decoded and unchecked, each once.
    #[must_use]
    pub fn read_with(
        text: &str,
        others: &[&'static str],
    ) -> (Reading, Vec<(&'static str, String)>) {
        let mut reader = Reader { others: others.to_vec(), ..Reader::default() };
        if let Err(phrase) = reader.take_apart(text) {
            reader.fields.clear();
            reader.ignored = vec![phrase];
        }
        let (others, fields) =
            reader.fields.into_iter().partition(|(name, _)| !NAMES.contains(name));
        reader.fields = fields;
        let step = reader.take("step");
        let mut config = reader.run();
        // Release 0.1 wrote levels that nobody had chosen, too.
        if let Some(levels) = &config.levels
            && *levels == levels_of_0_1(&config.objective, config.view)
        {
            config.levels = None;
        }
        let step = step.and_then(|text| {
            let value = number_or_text(text.trim());
            let read = whole_number("step", &value, [0, config.steps]);
            read.map_err(|error| reader.ignore(error)).ok()
        });
        let given = step.is_some() || !reader.fields.is_empty();
        (Reading { link: Self { config, step }, given, ignored: reader.ignored }, others)
    }
}

/// The known fields of a link, each once, and phrases about the rest.
#[derive(Default)]
struct Reader {
    /// Names that are known beside those of a link.
    others: Vec<&'static str>,
    fields: Vec<(&'static str, String)>,
    ignored: Vec<String>,
}

impl Reader {
    /// Finds the fields. The error is a phrase that says why there is nothing to read.
    fn take_apart(&mut self, text: &str) -> Result<(), String> {
        if text.chars().count() > MAX_LINK {
            return Err(format!(
                "the link is too long; it must have {MAX_LINK} characters at most"
            ));
        }
        let mut unknown = Unknown::default();
        let text = text.trim();
        // As `location.hash` and `location.search` give them.
        let text = text.strip_prefix(['#', '?']).unwrap_or(text);
        for part in text.split('&') {
            if is_version(part) {
                if part != VERSION {
                    let given = beginning(part, MAX_NAME);
                    return Err(format!("the link is of version {given}; it must be {VERSION}"));
                }
            } else if let Some((name, text)) = self.field(part) {
                self.keep(name, text);
            } else if !part.is_empty() {
                unknown.add(part);
            }
        }
        self.ignored.extend(unknown.phrase());
        Ok(())
    }

    /// A known field's name and text.
    fn field<'a>(&self, part: &'a str) -> Option<(&'static str, &'a str)> {
        let (given, text) = part.split_once('=').unwrap_or((part, ""));
        let has_text = part.len() > given.len();
        let name = NAMES.iter().filter(|_| has_text).chain(&self.others);
        Some((name.copied().find(|name| *name == given)?, text))
    }

    /// Keeps a field, but for a second one of its name.
    fn keep(&mut self, name: &'static str, text: &str) {
        if self.fields.iter().any(|(other, _)| read_as(other) == read_as(name)) {
            let phrase = format!("{name} is given twice; the first is taken");
            if !self.ignored.contains(&phrase) {
                self.ignored.push(phrase);
            }
            return;
        }
        let text = if name == "racers" { decode_racers(text) } else { decode(text) };
        self.fields.push((name, text));
    }

    /// Takes a field out.
    fn take(&mut self, name: &str) -> Option<String> {
        let place = self.fields.iter().position(|(other, _)| *other == name)?;
        Some(self.fields.remove(place).1)
    }

    /// The run that the fields make, after those that are not allowed have been taken out.
    fn run(&mut self) -> RunConfig {
        // Each time there is one field less.
        while !self.fields.is_empty() {
            let fields: Vec<_> =
                self.fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let error = match RunConfig::from_fields(&fields) {
                Ok(config) => return config,
                Err(error) => error,
            };
            let is_refused = |(name, _): &(&str, String)| error.field.starts_with(read_as(name));
            let place = self.fields.iter().position(is_refused).unwrap_or_default();
            self.fields.remove(place);
            self.ignore(error);
        }
        RunConfig::default()
    }

    fn ignore(&mut self, mut error: InputError) {
        // A column of the field's text is of no use to who sees the link; one of a formula is.
        if error.problem != Problem::Unreadable {
            error.position = None;
        }
        self.ignored.push(beginning(&error.to_string(), MAX_PHRASE));
    }
}

/// Names that mean nothing here, of which the first few are told.
#[derive(Default)]
struct Unknown {
    names: Vec<String>,
    count: usize,
}

impl Unknown {
    fn add(&mut self, part: &str) {
        self.count += 1;
        if self.count <= MAX_NAMED {
            let name = part.split('=').next().unwrap_or_default();
            self.names.push(format!("\"{}\"", beginning(name, MAX_NAME)));
        }
    }

    fn phrase(self) -> Option<String> {
        let names = self.names.join(", ");
        match self.count {
            0 => None,
            1 => Some(format!("{names} is not known")),
            2..=MAX_NAMED => Some(format!("{names} are not known")),
            count => Some(format!("{names} and {} more are not known", count - MAX_NAMED)),
        }
    }
}

/// A formula is a kind of objective.
fn read_as(name: &str) -> &str {
    if name == "formula" { "objective" } else { name }
}

/// `v` and a number.
fn is_version(part: &str) -> bool {
    match part.as_bytes() {
        [b'v', first, rest @ ..] => first.is_ascii_digit() && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}
