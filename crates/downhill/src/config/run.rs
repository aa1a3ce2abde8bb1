use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Fields, InputError, InputField, Preset, RacerConfig, Settings, Value, labels::labels,
    name_among, print, read_bounds, read_objective, read_settings, text, two_numbers,
    whole_number_in, write_bounds, write_objective, write_settings,
};
use crate::survey::{self, Survey};
use downhill_math::{Bounds, Noise, Objective};

/// How many racers a run can have.
pub const MAX_RACERS: usize = 16;

/// How many steps a run can have.
pub const MAX_STEPS: u32 = 1_000_000;

/// How many levels a run can have.
const MAX_LEVELS: usize = 64;

/// All that determines a race.
///
/// It is read from JSON, `{preset?, objective?, view?, levels?, start?, racers?, steps?, noise?}`, or
/// from one line of text, `objective=gaussian&start=0.75,-0.75&racers=sgd,adam(lr=0.1)#fast`.
///
/// - The objective is a name, a name with its parameter (`{"name": "taco", "condition": 50}`, in text
///   `objective=taco(condition=50)`), or `{"formula": "x^2 + 3*y^2"}` (in text `formula=x^2+3*y^2`).
/// - Noise is `{"sigma": 0.1, "seed": 7, "shared": true}`, in text `noise=sigma=0.1,seed=7,shared=true`, or
///   only `noise=0.1`, which has seed 0 and is shared. Left out, there is none.
/// - Other fields that are left out are the preset's (by default `article`), or the objective's own if an
///   objective is given. A typed formula is sampled to find them. Levels are the preset's if no objective
///   is given either, else automatic.
///
/// It is written with every default in place, except automatic levels and settings that rules got later
/// ([`is_left_out`](downhill_math::HyperParameter::is_left_out)), such as `nesterov` if it is false.
#[derive(Clone, Debug, PartialEq)]
pub struct RunConfig {
    /// The function to minimise.
    pub objective: Objective,
    /// The part of the plane that is shown.
    pub view: Bounds,
    /// The values at which bands and isolines change, ascending, if they were chosen. If there are
    /// none, they are the [automatic ones](crate::levels) of objective and view.
    pub levels: Option<Vec<f64>>,
    /// Where every racer starts, `[x, y]`.
    pub start: [f64; 2],
    /// The racers, 1 to [`MAX_RACERS`], in the order in which they are drawn.
    pub racers: Vec<RacerConfig>,
    /// How many steps the race has, 1 to [`MAX_STEPS`].
    pub steps: u32,
    /// The noise of the racers' gradients; [`Noise::NONE`] by default.
    pub noise: Noise,
}

impl Default for RunConfig {
    fn default() -> Self {
        Preset::Article.config()
    }
}

impl RunConfig {
    /// A run on `objective` with all defaults of the objective.
    #[must_use]
    pub fn on(objective: Objective) -> Self {
        let view = survey::view(&objective);
        Self {
            view,
            levels: None,
            start: survey::start(&objective, view),
            racers: RacerConfig::one_of_each(&objective),
            steps: survey::steps(&objective),
            noise: Noise::NONE,
            objective,
        }
    }

    /// The levels and minima on a map of the run.
    #[must_use]
    pub fn survey(&self) -> Survey {
        Survey::of(&self.objective, self.view, self.levels.as_deref())
    }

    /// Reads a run from structured input.
    ///
    /// # Errors
    /// Names the first field that is unknown or whose value is not allowed.
    pub fn from_value(value: &Value) -> Result<Self, InputError> {
        if *value == Value::Null {
            return Ok(Self::default());
        }
        let field = InputField::root("", value);
        let mut fields = Fields::of(&field, "an object, or left out")?;
        let mut preset = Preset::Article;
        if let Some(field) = fields.optional("preset") {
            preset = name_among(&field, &Preset::ALL, Preset::name)?;
        }
        let mut config = preset.config();
        config.replace(&mut fields)?;
        fields.finish()?;
        Ok(config)
    }

    /// Replaces the preset's values by those that are given.
    fn replace(&mut self, fields: &mut Fields<'_>) -> Result<(), InputError> {
        let mut is_other = false;
        if let Some(field) = fields.optional("objective") {
            let objective = read_objective(&field)?;
            is_other = objective != self.objective;
            self.objective = objective;
            // This holds for the preset's objective, too: a run with automatic levels is written
            // without levels.
            self.levels = None;
        }
        // If the objective is another one than the preset's, it brings its own view and learning rates.
        // Only what is not given is sampled for.
        if let Some(field) = fields.optional("view") {
            self.view = read_bounds(&field)?;
        } else if is_other {
            self.view = survey::view(&self.objective);
        }
        if let Some(field) = fields.optional("levels") {
            self.levels = Some(read_levels(&field)?);
        }
        if let Some(field) = fields.optional("start") {
            self.start = two_numbers(&field)?;
        } else if is_other {
            self.start = survey::start(&self.objective, self.view);
        }
        if is_other {
            self.racers = RacerConfig::one_of_each(&self.objective);
            self.steps = survey::steps(&self.objective);
        }
        if let Some(field) = fields.optional("steps") {
            self.steps = whole_number_in(&field, [1, MAX_STEPS])?;
        }
        // A schedule's length is that of the run, unless it is given.
        if let Some(field) = fields.optional("racers") {
            self.racers = RacerConfig::list(&field, &self.objective, self.steps)?;
        }
        if let Some(field) = fields.optional("noise") {
            let mut settings = Fields::of(&field, "an object, or left out")?;
            read_settings(Settings::Noise(&mut self.noise), &mut settings)?;
            settings.finish()?;
        }
        Ok(())
    }

    /// Reads a run from named texts, as the attributes of an element give them: `start` as
    /// `0.75, -0.75`, `racers` as `sgd adam(lr=0.1)`.
    ///
    /// # Errors
    /// As [`from_value`](Self::from_value), with the position in the text of that field.
    pub fn from_fields(fields: &[(&str, &str)]) -> Result<Self, InputError> {
        let fields: Vec<_> = fields.iter().map(|(name, text)| (*name, *text, 1)).collect();
        text::parse_fields(&fields)
    }

    /// Reads a run from one line of text.
    ///
    /// # Errors
    /// As [`from_value`](Self::from_value), with the position in the line.
    pub fn from_text(line: &str) -> Result<Self, InputError> {
        text::parse_line(line)
    }

    /// Writes the run as the named texts that [`from_fields`](Self::from_fields) reads: `objective` or
    /// `formula`, `view`, `levels` if they were chosen, `start`, `racers`, `noise` if there is any,
    /// `steps`. A racer's label and colour are written if they were chosen.
    #[must_use]
    pub fn to_fields(&self) -> Vec<(&'static str, String)> {
        print::fields(self)
    }

    /// Writes the same fields as one line of text.
    #[must_use]
    pub fn to_text(&self) -> String {
        print::line(self)
    }

    /// The racers' labels: the chosen one, or the name of the rule with what sets the racer apart from
    /// others of its rule ("Adam 0.01", "SGD 2").
    #[must_use]
    pub fn labels(&self) -> Vec<String> {
        labels(&self.racers)
    }

    fn to_value(&self) -> Value {
        let mut fields = vec![
            ("objective", write_objective(&self.objective)),
            ("view", write_bounds(self.view)),
            ("start", Value::from(self.start.as_slice())),
            ("steps", Value::Number(f64::from(self.steps))),
            ("racers", Value::List(self.racers.iter().map(RacerConfig::to_value).collect())),
        ];
        if let Some(levels) = &self.levels {
            fields.insert(2, ("levels", Value::from(levels.as_slice())));
        }
        if self.noise != Noise::NONE {
            let mut noise = Vec::new();
            write_settings(Settings::Noise(&mut { self.noise }), &mut noise);
            fields.push(("noise", Value::map(noise)));
        }
        Value::map(fields)
    }
}

fn read_levels(field: &InputField<'_>) -> Result<Vec<f64>, InputError> {
    let items = if let Value::List(items) = field.value { items.as_slice() } else { &[] };
    let mut levels = Vec::new();
    let mut last = f64::NEG_INFINITY;
    for item in items {
        match *item {
            Value::Number(number) if last < number && number.is_finite() => last = number,
            _ => break,
        }
        levels.push(last);
    }
    if levels.len() == items.len() && (2..=MAX_LEVELS).contains(&levels.len()) {
        return Ok(levels);
    }
    Err(field.not_allowed(&format!("2 to {MAX_LEVELS} finite numbers, each above the one before")))
}

impl From<&RunConfig> for Value {
    fn from(config: &RunConfig) -> Self {
        config.to_value()
    }
}

impl Serialize for RunConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RunConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::from_value(&value).map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for RunConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_text())
    }
}

impl FromStr for RunConfig {
    type Err = InputError;

    fn from_str(line: &str) -> Result<Self, InputError> {
        Self::from_text(line)
    }
}
