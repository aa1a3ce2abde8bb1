//! What a sweep varies, read from a [`Value`].

use downhill_math::{Conflict, Optimizer, Setting};

use super::values::standard_values;
use crate::config::{
    FINITE, Fields, InputError, InputField, MAX_STEPS, RunConfig, Value, indices, number_in,
    points, read_racers, two_numbers, whole_number_in,
};

/// The greatest number of values of a hyper-parameter.
pub const MAX_VALUES: usize = 1000;
/// The greatest number of starts.
pub const MAX_STARTS: usize = 1000;

/// A hyper-parameter that is varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Varied {
    /// Its name, `lr`, `momentum`, `eps`; of a pair with the place in it, `betas[0]`.
    pub name: String,
    /// Its values, ascending as a rule.
    pub values: Vec<f64>,
}

/// What a sweep varies and measures. As JSON
/// `{racers?, parameter?, values?, against?: {parameter, values?}, starts?, steps?, tolerance?}`.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepOptions {
    /// The indices of the racers; by default those that are shown and have the hyper-parameters.
    pub racers: Vec<usize>,
    /// What is varied; by default the learning rate, from 10⁻⁵ to 10^1.5, twenty to a power of ten.
    pub varied: Varied,
    /// What is varied beside it, for a map over both.
    pub against: Option<Varied>,
    /// The starts, 1 to [`MAX_STARTS`]; by default the run's own.
    pub starts: Vec<[f64; 2]>,
    /// The number of steps; by default the run's own.
    pub steps: u32,
    /// How far above the lowest known f a racer has arrived; by default as
    /// [`within_reach`](crate::within_reach) has it for each start.
    pub tolerance: Option<f64>,
}

impl SweepOptions {
    /// The defaults for a run.
    ///
    /// # Errors
    /// As [`from_value`](Self::from_value).
    pub fn of(config: &RunConfig) -> Result<Self, InputError> {
        Self::from_value(config, &Value::Map(Vec::new()))
    }

    /// Reads the options of a sweep of a run.
    ///
    /// # Errors
    /// If a field is unknown, or has a value that is not allowed for this run.
    pub fn from_value(config: &RunConfig, value: &Value) -> Result<Self, InputError> {
        let empty = Value::Map(Vec::new());
        let value = if *value == Value::Null { &empty } else { value };
        let root = InputField::root("options", value);
        let mut fields = Fields::of(&root, "an object: {parameter: \"lr\", …}")?;
        let chosen = match fields.optional("racers") {
            Some(field) => Some(read_racers(Some(&field), config)?),
            None => None,
        };
        let shown = read_racers(None, config)?;
        let candidates = chosen.as_ref().unwrap_or(&shown);
        let optimizers: Vec<Optimizer> =
            candidates.iter().map(|racer| config.racers[*racer].optimizer).collect();
        let varied = Varied::read(&mut fields, &optimizers, Some("lr"))?;
        let against = match fields.optional("against") {
            Some(field) => {
                let mut fields = Fields::of(&field, "an object: {parameter: \"momentum\", …}")?;
                let against = Varied::read(&mut fields, &optimizers, None)?;
                fields.finish()?;
                Some(against)
            }
            None => None,
        };
        let starts = match fields.optional("starts") {
            Some(field) => starts(&field)?,
            None => vec![config.start],
        };
        let steps = match fields.optional("steps") {
            Some(field) => whole_number_in(&field, [1, MAX_STEPS])?,
            None => config.steps,
        };
        let tolerance = match fields.optional("tolerance") {
            Some(field) => {
                let limits = [f64::MIN_POSITIVE, f64::MAX];
                Some(number_in(&field, "a finite number above 0", limits)?)
            }
            None => None,
        };
        fields.finish()?;
        let has = |racer: &usize| {
            let optimizer = config.racers[*racer].optimizer;
            let all = [Some(&varied), against.as_ref()];
            all.into_iter().flatten().all(|varied| Place::of(optimizer, &varied.name).is_some())
        };
        // Chosen racers must have it; of the others those that have.
        let racers = match chosen {
            Some(chosen) => chosen,
            None => shown.into_iter().filter(has).collect(),
        };
        Ok(Self { racers, varied, against, starts, steps, tolerance })
    }
}

/// All fields, so that the same is read from it again.
impl From<&SweepOptions> for Value {
    fn from(options: &SweepOptions) -> Self {
        let SweepOptions { racers, varied, against, starts, steps, tolerance } = options;
        let name = |varied: &Varied| Self::Text(varied.name.clone());
        let values = |varied: &Varied| Self::from(varied.values.as_slice());
        let mut fields = vec![
            ("parameter", name(varied)),
            ("values", values(varied)),
            ("starts", points(starts)),
            ("steps", Self::Number(f64::from(*steps))),
        ];
        // None is what nothing was chosen from.
        if !racers.is_empty() {
            fields.push(("racers", indices(racers)));
        }
        if let Some(against) = against {
            let both = vec![("parameter", name(against)), ("values", values(against))];
            fields.push(("against", Self::map(both)));
        }
        if let Some(tolerance) = tolerance {
            fields.push(("tolerance", Self::Number(*tolerance)));
        }
        Self::map(fields)
    }
}

fn starts(field: &InputField<'_>) -> Result<Vec<[f64; 2]>, InputError> {
    match field.value {
        Value::List(items) if (1..=MAX_STARTS).contains(&items.len()) => {
            let each = items.iter().enumerate();
            each.map(|(index, item)| two_numbers(&field.item(index, item))).collect()
        }
        _ => Err(field.not_allowed(&format!("a list of 1 to {MAX_STARTS} starts, [x, y] each"))),
    }
}

impl Varied {
    /// Reads `parameter` and `values`, which at least one of the optimizers has to have.
    fn read(
        fields: &mut Fields<'_>,
        optimizers: &[Optimizer],
        default: Option<&str>,
    ) -> Result<Self, InputError> {
        let field = fields.required("parameter");
        let name = match (field.value, default) {
            (Value::Text(name), _) => name.clone(),
            (Value::Null, Some(default)) => default.to_owned(),
            _ => return Err(field.not_allowed(&choices(optimizers))),
        };
        let place = optimizers.iter().find_map(|optimizer| Place::of(*optimizer, &name));
        let Some(place) = place else { return Err(field.not_allowed(&choices(optimizers))) };
        let values = match fields.optional("values") {
            Some(field) => place.values(&field, optimizers, &name)?,
            None => {
                // A pair's slider is for both of its numbers, of which the second may have to be greater.
                let mut values = standard_values(place.parameter);
                values.retain(|value| conflict(optimizers, &name, *value).is_none());
                values
            }
        };
        Ok(Self { name, values })
    }

    /// The optimizer with the value at this index. One that has no such hyper-parameter stays as it is.
    #[must_use]
    pub fn applied(&self, optimizer: Optimizer, index: usize) -> Optimizer {
        let mut changed = optimizer;
        if let (Some(place), Some(value)) =
            (Place::of(optimizer, &self.name), self.values.get(index))
        {
            place.set(&mut changed, *value);
        }
        changed
    }
}

/// The names that can be varied, as a phrase.
fn choices(optimizers: &[Optimizer]) -> String {
    let mut names: Vec<String> = Vec::new();
    for optimizer in optimizers {
        let (mut optimizer, mut index) = (*optimizer, 0);
        while let Some((parameter, setting)) = optimizer.setting(index) {
            let own = match setting {
                Setting::Number(_) => vec![parameter.name.to_owned()],
                Setting::Pair(_) => {
                    (0..2).map(|part| format!("{}[{part}]", parameter.name)).collect()
                }
                Setting::Switch(_) => Vec::new(),
            };
            names.extend(own.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
            index += 1;
        }
    }
    format!("one of {}", names.join(", "))
}

/// Why one of the optimizers cannot have this value: some are allowed, but not with its others.
fn conflict(optimizers: &[Optimizer], name: &str, value: f64) -> Option<Conflict> {
    optimizers.iter().filter(|optimizer| optimizer.conflict().is_none()).find_map(|optimizer| {
        let mut changed = *optimizer;
        Place::of(changed, name)?.set(&mut changed, value);
        changed.conflict()
    })
}

/// The name of a hyper-parameter, and of a number of a pair its place in it: `betas[1]` is number 1 of
/// `betas`.
#[must_use]
pub fn name_and_part(name: &str) -> (&str, Option<usize>) {
    match name.strip_suffix(']').and_then(|name| name.split_once('[')) {
        Some((name, "0")) => (name, Some(0)),
        Some((name, "1")) => (name, Some(1)),
        _ => (name, None),
    }
}

/// The value of a hyper-parameter under its name in a [`Varied`]; none if the optimizer has no such number.
#[must_use]
pub fn value_of(mut optimizer: Optimizer, name: &str) -> Option<f64> {
    let place = Place::of(optimizer, name)?;
    match (optimizer.setting(place.index), place.part) {
        (Some((_, Setting::Number(number))), None) => Some(*number),
        (Some((_, Setting::Pair(pair))), Some(part)) => Some(pair[part]),
        _ => None,
    }
}

/// Where a number of an optimizer is.
struct Place {
    parameter: &'static downhill_math::HyperParameter,
    index: usize,
    part: Option<usize>,
}

impl Place {
    /// That of a name, `eps` or `betas[1]`; none if the optimizer has no such number.
    fn of(mut optimizer: Optimizer, name: &str) -> Option<Self> {
        let (name, part) = name_and_part(name);
        let mut index = 0;
        while let Some((parameter, setting)) = optimizer.setting(index) {
            if parameter.name == name {
                let fits = match setting {
                    Setting::Number(_) => part.is_none(),
                    Setting::Pair(_) => part.is_some(),
                    Setting::Switch(_) => false,
                };
                return fits.then_some(Self { parameter, index, part });
            }
            index += 1;
        }
        None
    }

    fn set(&self, optimizer: &mut Optimizer, value: f64) {
        match (optimizer.setting(self.index), self.part) {
            (Some((_, Setting::Number(number))), None) => *number = value,
            (Some((_, Setting::Pair(pair))), Some(part)) => pair[part] = value,
            _ => {}
        }
    }

    /// Reads values that the rules allow.
    fn values(
        &self,
        field: &InputField<'_>,
        optimizers: &[Optimizer],
        name: &str,
    ) -> Result<Vec<f64>, InputError> {
        let items = match field.value {
            Value::List(items) if (1..=MAX_VALUES).contains(&items.len()) => items,
            _ => return Err(field.not_allowed(&format!("a list of 1 to {MAX_VALUES} numbers"))),
        };
        let (range, mut values) = (self.parameter.range, Vec::with_capacity(items.len()));
        for (index, item) in items.iter().enumerate() {
            let field = field.item(index, item);
            let limits = [range.least.max(FINITE[0]), range.most.min(FINITE[1])];
            let value = number_in(&field, range.allowed, limits)?;
            if let Some(conflict) = conflict(optimizers, name, value) {
                return Err(field.not_allowed(conflict.allowed));
            }
            values.push(value);
        }
        Ok(values)
    }
}
