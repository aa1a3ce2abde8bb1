//! A run as one line of text: `objective=gaussian&start=0.75,-0.75&racers=sgd,adam(lr=0.1)#fast`.
//!
//! Text becomes the same [`Value`] as JSON, together with the column at which each part began. So the
//! same code understands and refuses both forms.
//!
//! A field that is a list or an object may also be its JSON: `racers=[{"optimizer":"adam"}]`.
//!
//! Lists of numbers are separated by commas, colons or blanks. Racers are separated by commas or
//! blanks. A racer is a name, settings in parentheses, and after `#` a label. In a label every blank is
//! percent-encoded, and so is every ASCII character except letters, digits and `-_.~`. A colour has no
//! `#`. No blank is ever written.

use std::borrow::Cow;

use downhill_math::parse_number;

use super::grammar::{is_blank, is_separator};
use super::json::read_json;
use super::percent::decode;
use super::{InputError, RunConfig, Value};

/// Where a field, or a field of a racer, began, in characters counted from 1.
struct Mark<'a> {
    racer: Option<usize>,
    name: &'a str,
    column: usize,
}

impl Mark<'_> {
    fn path(&self) -> String {
        match self.racer {
            None => self.name.to_owned(),
            Some(racer) => format!("racers[{racer}].{}", self.name),
        }
    }
}

/// Reads a run from one line.
pub(crate) fn parse_line(line: &str) -> Result<RunConfig, InputError> {
    let mut fields = Vec::new();
    let mut column = 1;
    for part in line.split('&') {
        let length = part.chars().count();
        if let Some((name, text)) = part.split_once('=') {
            // Only in a line may the characters of a formula be encoded.
            let text = if name == "formula" { decode(text).into() } else { Cow::from(text) };
            fields.push((name, text, column + name.chars().count() + 1));
        } else if !part.is_empty() {
            let mut error = InputError::not_allowed(
                "config",
                &Value::from(part),
                "fields like steps=100, joined by &",
            );
            error.position = Some(column);
            return Err(error);
        }
        column += length + 1;
    }
    let fields: Vec<_> =
        fields.iter().map(|(name, text, column)| (*name, text.as_ref(), *column)).collect();
    parse_fields(&fields)
}

/// Reads a run from named texts, each with the column at which it begins.
pub(crate) fn parse_fields(fields: &[(&str, &str, usize)]) -> Result<RunConfig, InputError> {
    let mut reader = Reader { entries: Vec::new(), marks: Vec::new() };
    for (name, text, column) in fields {
        reader.field(name, text, *column)?;
    }
    RunConfig::from_value(&Value::map(reader.entries)).map_err(|mut error| {
        // The error of a formula has a position in the formula.
        let within = error.position.map_or(0, |position| position - 1);
        error.position = column_of(&reader.marks, &error.field).map(|column| column + within);
        error
    })
}

/// The column of the longest marked path that leads to `field`.
fn column_of(marks: &[Mark<'_>], field: &str) -> Option<usize> {
    let mut longest = 0;
    let mut column = None;
    for mark in marks {
        let path = mark.path();
        if field.starts_with(&path) && path.len() >= longest {
            (longest, column) = (path.len(), Some(mark.column));
        }
    }
    column
}

/// Turns texts into values, and records where they began.
struct Reader<'a> {
    entries: Vec<(&'a str, Value)>,
    marks: Vec<Mark<'a>>,
}

impl<'a> Reader<'a> {
    fn field(&mut self, given: &'a str, text: &'a str, column: usize) -> Result<(), InputError> {
        // A formula is a kind of objective.
        let name = if given == "formula" { "objective" } else { given };
        self.marks.push(Mark { racer: None, name, column });
        let value = match given {
            "formula" => Value::map(vec![("formula", text.into())]),
            "objective" | "view" | "levels" | "start" | "noise" | "racers"
                if let Some(value) = read_json(text) =>
            {
                value
            }
            "objective" => objective(text.trim()),
            "view" => view(text),
            "levels" | "start" => Value::List(numbers(text)),
            "noise" => noise(text),
            "steps" => number_or_text(text.trim()),
            "racers" => {
                let marks = &mut self.marks;
                let mut parser = RacersParser { text, at: 0, column, marks, racers: Vec::new() };
                if let Err(expected) = parser.racers() {
                    return Err(parser.refused(expected));
                }
                Value::List(parser.racers)
            }
            // No field, but what a script gave in place of all of them.
            "config" => {
                let given = number_or_text(text.trim());
                return Err(InputError::not_allowed("config", &given, "an object, or left out"));
            }
            _ => Value::from(text.trim()),
        };
        self.entries.push((name, value));
        Ok(())
    }
}

/// A name, or a name with its parameter: `taco(condition=50)`.
fn objective(text: &str) -> Value {
    if let Some((name, rest)) = text.split_once('(')
        && let Some((parameter, value)) = rest.trim_end_matches(')').split_once('=')
    {
        let value = number_or_text(value.trim());
        return Value::map(vec![("name", name.trim().into()), (parameter.trim(), value)]);
    }
    text.into()
}

/// `sigma=0.1,seed=7`, or σ alone: `0.1`.
fn noise(text: &str) -> Value {
    let mut fields = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (part, after) = rest.split_once(',').unwrap_or((rest, ""));
        let part = part.trim();
        let (name, text) = part.split_once('=').unwrap_or(("sigma", part));
        fields.push((name, setting(name, text)));
        rest = after;
    }
    Value::map(fields)
}

pub(crate) fn number_or_text(text: &str) -> Value {
    parse_number(text).map_or_else(|| Value::from(text), Value::Number)
}

fn numbers(text: &str) -> Vec<Value> {
    let words = text.split(|at| at == ':' || is_separator(at));
    words.filter(|word| !word.is_empty()).map(number_or_text).collect()
}

/// `xmin:xmax,ymin:ymax`.
fn view(text: &str) -> Value {
    let mut x = numbers(text);
    if x.len() != 4 {
        return Value::List(x);
    }
    let y = x.split_off(2);
    Value::map(vec![("x", Value::List(x)), ("y", Value::List(y))])
}

struct RacersParser<'a, 'b> {
    text: &'a str,
    at: usize,
    /// The column of `at`.
    column: usize,
    marks: &'b mut Vec<Mark<'a>>,
    racers: Vec<Value>,
}

/// An error says what was expected.
type Parsed = Result<(), &'static str>;

impl<'a> RacersParser<'a, '_> {
    fn racers(&mut self) -> Parsed {
        loop {
            self.take_while(is_separator);
            if self.at == self.text.len() {
                return Ok(());
            }
            let mut fields = Vec::new();
            let parsed = self.racer(&mut fields);
            self.racers.push(Value::map(fields));
            parsed?;
        }
    }

    fn racer(&mut self, fields: &mut Vec<(&'a str, Value)>) -> Parsed {
        self.mark("optimizer");
        let name = self.take_while(|at| !is_separator(at) && !matches!(at, '(' | ')' | '#' | '='));
        if name.is_empty() {
            return Err("the name of an optimizer");
        }
        fields.push(("optimizer", Value::from(name)));
        if self.take('(') {
            self.settings(fields)?;
        }
        if self.take('#') {
            self.mark("label");
            let label = self.take_while(|at| !is_separator(at));
            fields.push(("label", Value::Text(decode(label))));
        }
        match self.rest().chars().next() {
            Some(next) if !is_separator(next) => {
                Err("settings in parentheses, a #label, or the next racer")
            }
            _ => Ok(()),
        }
    }

    fn settings(&mut self, fields: &mut Vec<(&'a str, Value)>) -> Parsed {
        loop {
            self.take_while(is_separator);
            if self.take(')') {
                return Ok(());
            }
            let name = self.take_while(|at| at.is_ascii_alphanumeric());
            self.take_while(is_blank);
            if name.is_empty() || !self.take('=') {
                return Err("a setting like lr=0.1, or a closing parenthesis");
            }
            self.take_while(is_blank);
            self.mark(name);
            let text = self.take_while(|at| !matches!(at, ',' | ')'));
            fields.push((name, setting(name, text.trim())));
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len_utf8();
            self.column += 1;
        }
        found
    }

    fn take_while(&mut self, wanted: fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|at| !wanted(at)).unwrap_or(rest.len());
        let taken = rest.get(..length).unwrap_or_default();
        self.at += length;
        self.column += taken.chars().count();
        taken
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Records where a field of the current racer begins.
    fn mark(&mut self, name: &'a str) {
        let (racer, column) = (Some(self.racers.len()), self.column);
        self.marks.push(Mark { racer, name, column });
    }

    fn refused(&self, expected: &str) -> InputError {
        let allowed = format!("followed by {expected}");
        let mut error = InputError::not_allowed("racers", &Value::from(self.text), &allowed);
        error.position = Some(self.column);
        error
    }
}

fn setting(name: &str, text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ if name == "color" => Value::Text(format!("#{}", text.trim_start_matches('#'))),
        _ if text.contains(':') => Value::List(numbers(text)),
        _ => number_or_text(text),
    }
}
