//! A run in the address of a page: `v1&objective=gaussian&…&steps=100&step=57`.
//!
//! It is the text form of a [`RunConfig`] after the version of this grammar, with the step that is
//! shown. A change by which an old link would be read as another run needs a new version.

use crate::beginning;
use crate::levels_of_0_1::levels_of_0_1;

use super::percent::{decode, decode_racers, encode_line};
use super::text::number_or_text;
use super::{InputError, Problem, RunConfig, print, whole_number};

/// The version that is written, and the only one that is read.
const VERSION: &str = "v1";

/// The greatest length of a link, in characters. The longest run, with 16 racers with labels of 60
/// emoji on a formula of 1000 letters, has a link of 25,000.
const MAX_LINK: usize = 30_000;

/// How much of an unknown name, and of a phrase, is shown, in characters.
const MAX_NAME: usize = 20;
const MAX_PHRASE: usize = 500;

/// How many unknown names are shown.
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

/// A run, and the step at which it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The run.
    pub config: RunConfig,
    /// The step, from 0 to the run's `steps`; none if the link names none.
    pub step: Option<u32>,
}

/// The result of reading the text of a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The run and step of the text, with defaults for what it does not say: always a valid run.
    pub link: Link,
    /// Whether any part of the text was understood. Otherwise the run is the default one.
    pub given: bool,
    /// What was ignored and why, a phrase each:
    /// `steps is 0; it must be a whole number from 1 to 1000000`. Phrases contain
    /// parts of the text, so show them as text and never as markup.
    pub ignored: Vec<String>,
}

impl Link {
    /// Writes the link with every value of its run, so that later defaults do not alter it. Browsers
    /// leave it as it is behind the `#` and behind the `?` of an address. It ends in a digit.
    #[must_use]
    pub fn to_text(&self) -> String {
        let run = encode_line(&print::line(&self.config));
        match self.step {
            Some(step) => format!("{VERSION}&{run}&step={step}"),
            None => format!("{VERSION}&{run}"),
        }
    }

    /// Reads what [`to_text`](Self::to_text) wrote, also after people or programs have changed it; and
    /// any other text. Levels that release 0.1 wrote, although nobody had chosen them, are read as
    /// automatic. A field that is not allowed is ignored, and the other fields count. A link without a
    /// version is read as one of this version.
    ///
    /// It may begin with `#` or `?`. Characters may be percent-encoded, except `&`, the `=` after the
    /// name of a field, and a comma or blank that ends a label. `&amp;` is read as `&`: some systems
    /// escape an address once too often.
    #[must_use]
    pub fn read(text: &str) -> Reading {
        Self::read_with(text, &[], |_, _| true).0
    }

    /// Reads an address that may also have fields of the names `others`, with or without `=` and text. They
    /// are returned with their texts, decoded and unchecked, each once.
    ///
    /// Sites and services add fields of their own to an address (`utm_source`, `fbclid`): about a name that
    /// is not known something is said only if `is_misspelling` takes it for one of those that are.
    #[must_use]
    pub fn read_with(
        text: &str,
        others: &[&'static str],
        is_misspelling: fn(given: &str, known: &str) -> bool,
    ) -> (Reading, Vec<(&'static str, String)>) {
        let mut reader = Reader {
            others: others.to_vec(),
            is_misspelling,
            fields: Vec::new(),
            ignored: Vec::new(),
        };
        if let Err(phrase) = reader.take_apart(text) {
            reader.fields.clear();
            reader.ignored = vec![phrase];
        }
        let (others, fields) =
            reader.fields.into_iter().partition(|(name, _)| !NAMES.contains(name));
        reader.fields = fields;
        let step = reader.take("step");
        let mut config = reader.run();
        // Release 0.1 wrote levels also if nobody had chosen them.
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

/// The known fields of a link, each once, and phrases about the others.
struct Reader {
    /// Names that are known beside those of a link.
    others: Vec<&'static str>,
    is_misspelling: fn(&str, &str) -> bool,
    fields: Vec<(&'static str, String)>,
    ignored: Vec<String>,
}

impl Reader {
    /// Splits the text into fields. The error is a phrase that says why nothing can be read.
    fn take_apart(&mut self, text: &str) -> Result<(), String> {
        if text.chars().count() > MAX_LINK {
            return Err(format!(
                "the link is too long; it must have {MAX_LINK} characters at most"
            ));
        }
        let mut unknown = Unknown::default();
        let text = text.trim();
        // `location.hash` and `location.search` begin with this character.
        let text = text.strip_prefix(['#', '?']).unwrap_or(text);
        for part in text.split('&') {
            let part = unescaped(part);
            if is_version(part) {
                if part != VERSION {
                    let given = beginning(part, MAX_NAME);
                    return Err(format!("the link is of version {given}; it must be {VERSION}"));
                }
            } else if let Some((name, text)) = self.field(part) {
                self.keep(name, text);
            } else if self.is_ours(part) {
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

    /// Whether something is to be said about a part with no known name.
    fn is_ours(&self, part: &str) -> bool {
        let name = part.split('=').next().unwrap_or_default();
        let mut known = NAMES.iter().chain(&self.others);
        !part.is_empty() && known.any(|known| (self.is_misspelling)(name, known))
    }

    /// Keeps a field, unless there is one with its name already.
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

    /// Removes a field and returns its text.
    fn take(&mut self, name: &str) -> Option<String> {
        let place = self.fields.iter().position(|(other, _)| *other == name)?;
        Some(self.fields.remove(place).1)
    }

    /// The run of the fields, without those that are not allowed.
    fn run(&mut self) -> RunConfig {
        // Each round removes one field.
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
        // The reader of a link has no use for a column in the field's text, except in a formula.
        if error.problem != Problem::Unreadable {
            error.position = None;
        }
        self.ignored.push(beginning(&error.to_string(), MAX_PHRASE));
    }
}

/// Names without a meaning here, of which the first few are shown.
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

/// A part without what an `&` leaves before it that was escaped for HTML, however often.
fn unescaped(mut part: &str) -> &str {
    while let Some(rest) = part.strip_prefix("amp;") {
        part = rest;
    }
    part
}

/// The field by which a name is read: a formula is a kind of objective.
fn read_as(name: &str) -> &str {
    if name == "formula" { "objective" } else { name }
}

/// Whether a part is `v` and a number.
fn is_version(part: &str) -> bool {
    match part.as_bytes() {
        [b'v', first, rest @ ..] => first.is_ascii_digit() && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}
