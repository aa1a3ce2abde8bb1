//! What a map of basins shows, read from a [`Value`].

use downhill_math::Bounds;

use crate::config::{
    Fields, InputError, InputField, MAX_STEPS, RunConfig, Value, indices, number_in, points,
    read_bounds, read_racers, two_numbers, whole_number_in, write_bounds,
};
use crate::minima::{Found, Minimum};
use crate::samples::{Samples, quantiles};

use super::outcome::MOST_MINIMA;

/// The greatest number of pixels along x, and along y.
pub const MAX_SIDE: u32 = 2048;
/// The number of pixels along x and y where none is chosen.
const USUAL: [u32; 2] = [160, 120];
/// A racer has arrived where f is above the minimum by at most this,
const NEAR: f64 = 1e-3;
/// or at most this part of the median height of the view above its lowest point.
const PART: f64 = 1e-2;

/// What a map of basins shows. As JSON
/// `{racers?, columns?, rows?, view?, steps?, tolerance?, minima?}`.
#[derive(Clone, Debug, PartialEq)]
pub struct BasinOptions {
    /// The indices of the racers; by default those that are shown.
    pub racers: Vec<usize>,
    /// The number of pixels along x, 1 to [`MAX_SIDE`].
    pub columns: u32,
    /// The number of pixels along y.
    pub rows: u32,
    /// What part of the plane is divided into pixels; by default the run's view.
    pub view: Bounds,
    /// The number of steps; by default the run's own.
    pub steps: u32,
    /// By how much f may differ from that of a minimum at which a racer has arrived; by default 10⁻³, or a
    /// hundredth of the median height of the view where that is less. It is also to be within a twentieth
    /// of the view.
    pub tolerance: f64,
    /// The minima, `[x, y]` each; none where they are [to be found](super::basin_minima).
    pub minima: Option<Vec<[f64; 2]>>,
}

impl BasinOptions {
    /// The defaults for a run.
    ///
    /// # Errors
    /// As [`from_value`](Self::from_value).
    pub fn of(config: &RunConfig) -> Result<Self, InputError> {
        Self::from_value(config, &Value::Map(Vec::new()))
    }

    /// Reads the options of a map for a run.
    ///
    /// # Errors
    /// If a field is unknown, or has a value that is not allowed for this run.
    pub fn from_value(config: &RunConfig, value: &Value) -> Result<Self, InputError> {
        let empty = Value::Map(Vec::new());
        let value = if *value == Value::Null { &empty } else { value };
        let root = InputField::root("options", value);
        let mut fields = Fields::of(&root, "an object: {columns: 160, rows: 120, …}")?;
        let racers = read_racers(fields.optional("racers").as_ref(), config)?;
        let mut side = |name, usual| match fields.optional(name) {
            Some(field) => whole_number_in(&field, [1, MAX_SIDE]),
            None => Ok(usual),
        };
        let (columns, rows) = (side("columns", USUAL[0])?, side("rows", USUAL[1])?);
        let view = match fields.optional("view") {
            Some(field) => read_bounds(&field)?,
            None => config.view,
        };
        let steps = match fields.optional("steps") {
            Some(field) => whole_number_in(&field, [1, MAX_STEPS])?,
            None => config.steps,
        };
        let tolerance = match fields.optional("tolerance") {
            Some(field) => {
                let limits = [f64::MIN_POSITIVE, f64::MAX];
                number_in(&field, "a finite number above 0", limits)?
            }
            None => usual_tolerance(config, view),
        };
        let minima = match fields.optional("minima") {
            Some(field) => Some(read_minima(&field)?),
            None => None,
        };
        fields.finish()?;
        Ok(Self { racers, columns, rows, view, steps, tolerance, minima })
    }
}

/// All fields, so that the same is read from it again.
impl From<&BasinOptions> for Value {
    fn from(options: &BasinOptions) -> Self {
        let BasinOptions { racers, columns, rows, view, steps, tolerance, minima } = options;
        let mut fields = vec![
            ("racers", indices(racers)),
            ("columns", Self::Number(f64::from(*columns))),
            ("rows", Self::Number(f64::from(*rows))),
            ("view", write_bounds(*view)),
            ("steps", Self::Number(f64::from(*steps))),
            ("tolerance", Self::Number(*tolerance)),
        ];
        if let Some(minima) = minima {
            fields.push(("minima", points(minima)));
        }
        Self::map(fields)
    }
}

fn usual_tolerance(config: &RunConfig, view: Bounds) -> f64 {
    let samples = Samples::of(&config.objective, view);
    let mut heights: Vec<f64> = samples.finite().step_by(7).collect();
    let [median] = quantiles(&mut heights, [0.5]);
    let lowest = Found::of(&samples).minima.first().map(|Minimum { value, .. }| *value);
    let height = PART * (median - lowest.unwrap_or(f64::NEG_INFINITY));
    // Also where the height is not a number.
    if height > 0.0 && height < NEAR { height } else { NEAR }
}

fn read_minima(field: &InputField<'_>) -> Result<Vec<[f64; 2]>, InputError> {
    match field.value {
        Value::List(items) if items.len() <= MOST_MINIMA => {
            let each = items.iter().enumerate();
            each.map(|(index, item)| two_numbers(&field.item(index, item))).collect()
        }
        _ => {
            Err(field.not_allowed(&format!("a list of at most {MOST_MINIMA} minima, [x, y] each")))
        }
    }
}
