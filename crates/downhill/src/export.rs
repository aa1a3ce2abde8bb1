//! Every iterate of a run, as CSV or JSON, for other programs.
//!
//! Both come in pieces, so that a long run need not be in memory as text. Numbers have the digits that read back
//! to the same bits. Those that are not finite are `NaN`, `Infinity` and `-Infinity`, in JSON as texts.
//!
//! ```
//! use downhill::{OptimizerRunner, RunConfig, Value, export};
//!
//! let config: RunConfig = "objective=booth&racers=adam(lr=0.5)&steps=2".parse()?;
//! let mut runner = OptimizerRunner::new(config);
//! runner.step(2)?;
//! let csv: String = export::csv(&runner).collect();
//! assert_eq!(csv.lines().count(), 1 + 3);
//! let json: String = export::json(&runner).collect();
//! let value: Value = serde_json::from_str(&json)?;
//! assert_eq!(&export::config(&value)?, runner.config());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod csv;
mod json;

pub use csv::{csv, csv_field};
pub use json::json;

use crate::{InputError, RunConfig, Value};

/// The run in a value that was read from JSON: that of an [export](json()), or a config by itself.
///
/// # Errors
/// As [`RunConfig::from_value`].
pub fn config(value: &Value) -> Result<RunConfig, InputError> {
    if let Value::Map(fields) = value
        && let Some((_, config)) = fields.iter().find(|(name, _)| name == "config")
    {
        return RunConfig::from_value(config);
    }
    RunConfig::from_value(value)
}
