use downhill_math::{Objective, Optimizer, OptimizerKind};

use super::{
    Fields, Given, InputError, MAX_RACERS, Settings, Value, boolean, name_among, read_settings,
    write_settings,
};

/// One racer of a run: an optimizer, and how people tell it from the others.
#[derive(Clone, Debug, PartialEq)]
pub struct RacerConfig {
    /// The optimizer with its hyper-parameters.
    pub optimizer: Optimizer,
    /// The name that people read, 1 to 60 characters.
    pub label: String,
    /// The colour of its line, `#rrggbb`.
    pub color: String,
    /// Whether it sits the race out: it is computed, but neither shown nor compared.
    pub off: bool,
}

/// The colours of racers whose own is taken, before those of the article's five: the rest of
/// Matplotlib's ten, of which the article uses the first, then six of its paler twenty.
const PALETTE: [&str; 11] = [
    "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf", "#aec7e8", "#ffbb78", "#98df8a",
    "#ff9896", "#c5b0d5", "#c49c94",
];

impl RacerConfig {
    /// The article's five, with the learning rates of `objective`.
    #[must_use]
    pub fn one_of_each(objective: &Objective) -> Vec<Self> {
        let mut racers = Vec::with_capacity(OptimizerKind::ARTICLE.len());
        for kind in OptimizerKind::ARTICLE {
            racers.push(Self {
                optimizer: kind.with_learning_rate(objective.learning_rate(kind)),
                label: kind.label().to_owned(),
                color: kind.info().color.to_owned(),
                off: false,
            });
        }
        racers
    }

    pub(crate) fn list(given: &Given<'_>, objective: &Objective) -> Result<Vec<Self>, InputError> {
        let items = match given.value {
            Value::List(items) if (1..=MAX_RACERS).contains(&items.len()) => items,
            _ => {
                let allowed = format!("a list of 1 to {MAX_RACERS} racers");
                return Err(given.not_allowed(&allowed));
            }
        };
        let mut racers = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            racers.push(Self::read(&given.item(index, item), objective)?);
        }
        for index in 0..racers.len() {
            let kind = racers[index].optimizer.kind();
            if racers[index].label.is_empty() {
                racers[index].label = free_label(&racers, kind);
            }
            if racers[index].color.is_empty() {
                racers[index].color = free_color(&racers, kind);
            }
        }
        Ok(racers)
    }

    /// The racers, each without the label and the colour that reading it so gives it back.
    pub(crate) fn without_usual(racers: &[Self]) -> Vec<Self> {
        let mut short = racers.to_vec();
        // From the last on: when a racer's turn comes to be given a label, those before it have
        // theirs, and of those after it the ones that keep theirs.
        for index in (0..short.len()).rev() {
            let kind = short[index].optimizer.kind();
            let own = std::mem::take(&mut short[index].label);
            if free_label(&short, kind) != own {
                short[index].label = own;
            }
            let own = std::mem::take(&mut short[index].color);
            if free_color(&short, kind) != own {
                short[index].color = own;
            }
        }
        short
    }

    /// A racer as given: a label or colour that is left out is empty.
    fn read(given: &Given<'_>, objective: &Objective) -> Result<Self, InputError> {
        let allowed = "an object with an optimizer: {\"optimizer\": \"adam\", …}";
        let mut fields = Fields::of(given, allowed)?;
        let kind =
            name_among(&fields.required("optimizer"), &OptimizerKind::ALL, OptimizerKind::name)?;
        let mut optimizer = kind.with_learning_rate(objective.learning_rate(kind));
        read_settings(Settings::Optimizer(&mut optimizer), &mut fields)?;
        if let Some(conflict) = optimizer.conflict() {
            return Err(fields.required(conflict.name).not_allowed(conflict.allowed));
        }
        let mut racer = Self { optimizer, label: String::new(), color: String::new(), off: false };
        if let Some(given) = fields.optional("label") {
            racer.label = label(&given)?;
        }
        if let Some(given) = fields.optional("color") {
            racer.color = color(&given)?;
        }
        if let Some(given) = fields.optional("off") {
            racer.off = boolean(&given)?;
        }
        fields.finish()?;
        Ok(racer)
    }

    pub(crate) fn to_value(&self) -> Value {
        let mut optimizer = self.optimizer;
        let mut fields = vec![("optimizer", Value::from(optimizer.kind().name()))];
        write_settings(Settings::Optimizer(&mut optimizer), &mut fields);
        fields.push(("label", self.label.as_str().into()));
        fields.push(("color", self.color.as_str().into()));
        if self.off {
            fields.push(("off", Value::Bool(true)));
        }
        Value::map(fields)
    }
}

/// The optimizer's own name, with the first number that leaves it unlike every other label.
fn free_label(racers: &[RacerConfig], kind: OptimizerKind) -> String {
    let mut label = kind.label().to_owned();
    let mut number = 1;
    while racers.iter().any(|racer| racer.label == label) {
        number += 1;
        label = format!("{} {number}", kind.label());
    }
    label
}

/// The optimizer's own colour, or the first that no racer has.
fn free_color(racers: &[RacerConfig], kind: OptimizerKind) -> String {
    let own = kind.info().color;
    let articles = OptimizerKind::ARTICLE.iter().map(|kind| kind.info().color);
    let mut choices = [own].into_iter().chain(PALETTE).chain(articles);
    let is_free = |color: &&str| racers.iter().all(|racer| racer.color != *color);
    choices.find(is_free).unwrap_or(own).to_owned()
}

fn label(given: &Given<'_>) -> Result<String, InputError> {
    match given.value {
        Value::Text(text)
            if (1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control) =>
        {
            Ok(text.clone())
        }
        _ => Err(given.not_allowed("1 to 60 characters on one line")),
    }
}

fn color(given: &Given<'_>) -> Result<String, InputError> {
    if let Value::Text(text) = given.value
        && let Some(digits) = text.strip_prefix('#')
        && digits.len() == 6
        && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    {
        return Ok(text.to_ascii_lowercase());
    }
    Err(given.not_allowed("a colour like #1f77b4"))
}
