use downhill_math::{Clipping, Objective, Optimizer, OptimizerKind, Schedule, Training};

use super::{
    Fields, InputError, InputField, MAX_RACERS, Settings, Value, boolean, name_among, number_in,
    read_settings, write_settings,
};

/// One racer of a run: an optimizer, with a label and a colour to tell it from others.
#[derive(Clone, Debug, PartialEq)]
pub struct RacerConfig {
    /// The optimizer with its hyper-parameters.
    pub optimizer: Optimizer,
    /// How its learning rate changes.
    pub schedule: Schedule,
    /// How its gradients are clipped.
    pub clipping: Clipping,
    /// The label that was chosen for it, 1 to 60 characters. If there is none,
    /// [`RunConfig::labels`](super::RunConfig::labels) finds one.
    pub label: Option<String>,
    /// The colour that was chosen for it, `#rrggbb`. If there is none, it has the colour of its family.
    pub color: Option<String>,
    /// Whether it is computed, but neither shown nor compared.
    pub off: bool,
}

impl RacerConfig {
    /// A racer by this optimizer, with nothing else chosen for it.
    #[must_use]
    pub fn new(optimizer: Optimizer) -> Self {
        let Training { schedule, clipping, .. } = optimizer.into();
        Self { optimizer, schedule, clipping, label: None, color: None, off: false }
    }

    /// What determines its path: the optimizer in its training loop.
    #[must_use]
    pub fn training(&self) -> Training {
        Training { optimizer: self.optimizer, schedule: self.schedule, clipping: self.clipping }
    }

    /// The article's five racers, with the learning rates of `objective`.
    #[must_use]
    pub fn one_of_each(objective: &Objective) -> Vec<Self> {
        let mut racers = Vec::with_capacity(OptimizerKind::ARTICLE.len());
        for kind in OptimizerKind::ARTICLE {
            racers.push(Self::new(kind.with_learning_rate(objective.learning_rate(kind))));
        }
        racers
    }

    pub(crate) fn list(
        field: &InputField<'_>,
        objective: &Objective,
        steps: u32,
    ) -> Result<Vec<Self>, InputError> {
        let items = match field.value {
            Value::List(items) if (1..=MAX_RACERS).contains(&items.len()) => items,
            _ => {
                let allowed = format!("a list of 1 to {MAX_RACERS} racers");
                return Err(field.not_allowed(&allowed));
            }
        };
        let mut racers = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            racers.push(Self::read(&field.item(index, item), objective, steps)?);
        }
        Ok(racers)
    }

    fn read(field: &InputField<'_>, objective: &Objective, steps: u32) -> Result<Self, InputError> {
        let allowed = "an object with an optimizer: {\"optimizer\": \"adam\", …}";
        let mut fields = Fields::of(field, allowed)?;
        let kind =
            name_among(&fields.required("optimizer"), &OptimizerKind::ALL, OptimizerKind::name)?;
        let mut optimizer = kind.with_learning_rate(objective.learning_rate(kind));
        read_settings(Settings::Optimizer(&mut optimizer), &mut fields)?;
        if let Some(conflict) = optimizer.conflict() {
            return Err(fields.required(conflict.name).not_allowed(conflict.allowed));
        }
        let mut racer = Self::new(optimizer);
        if let Some(field) = fields.optional("schedule") {
            racer.schedule = name_among(&field, &Schedule::all(steps), |of| of.name())?;
            read_settings(Settings::Schedule(&mut racer.schedule), &mut fields)?;
        }
        for (name, place) in clips(&mut racer.clipping) {
            if let Some(field) = fields.optional(name) {
                let allowed = "a finite number above 0";
                *place = Some(number_in(&field, allowed, [f64::MIN_POSITIVE, f64::MAX])?);
            }
        }
        if let Some(field) = fields.optional("label") {
            racer.label = Some(label(&field)?);
        }
        if let Some(field) = fields.optional("color") {
            racer.color = Some(color(&field)?);
        }
        if let Some(field) = fields.optional("off") {
            racer.off = boolean(&field)?;
        }
        fields.finish()?;
        Ok(racer)
    }

    pub(crate) fn to_value(&self) -> Value {
        let mut optimizer = self.optimizer;
        let mut fields = vec![("optimizer", Value::from(optimizer.kind().name()))];
        write_settings(Settings::Optimizer(&mut optimizer), &mut fields);
        if self.schedule != Schedule::Constant {
            fields.push(("schedule", self.schedule.name().into()));
            write_settings(Settings::Schedule(&mut { self.schedule }), &mut fields);
        }
        for (name, most) in clips(&mut { self.clipping }) {
            fields.extend(most.map(|most| (name, Value::Number(most))));
        }
        for (name, chosen) in [("label", &self.label), ("color", &self.color)] {
            if let Some(text) = chosen {
                fields.push((name, text.as_str().into()));
            }
        }
        if self.off {
            fields.push(("off", Value::Bool(true)));
        }
        Value::map(fields)
    }
}

/// The settings of a clipping by their names.
pub(crate) fn clips(clipping: &mut Clipping) -> [(&'static str, &mut Option<f64>); 2] {
    [("clipNorm", &mut clipping.norm), ("clipValue", &mut clipping.value)]
}

fn label(field: &InputField<'_>) -> Result<String, InputError> {
    match field.value {
        Value::Text(text)
            if (1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control) =>
        {
            Ok(text.clone())
        }
        _ => Err(field.not_allowed("1 to 60 characters on one line")),
    }
}

fn color(field: &InputField<'_>) -> Result<String, InputError> {
    if let Value::Text(text) = field.value
        && let Some(digits) = text.strip_prefix('#')
        && digits.len() == 6
        && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    {
        return Ok(text.to_ascii_lowercase());
    }
    Err(field.not_allowed("a colour like #1f77b4"))
}
