//! The runs of `reference/runs/`: what NumPy and `torch.optim` made of the same settings.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use downhill::{OptimizerRunner, RunConfig, Value};
use serde::Deserialize;
use serde_json::json;

/// A stored run of one racer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The name of its file.
    pub name: String,
    /// `numpy` or `torch`.
    pub source: String,
    /// The objective, as a run's configuration has it.
    pub objective: serde_json::Value,
    /// Where it starts, `[x, y]`.
    pub start: [f64; 2],
    /// How many steps were taken.
    pub steps: u32,
    /// The racer, as a run's configuration has it.
    pub racer: serde_json::Value,
    /// The step from which rounding decides the path; none where that never comes.
    pub horizon: Option<usize>,
    /// `[x0, y0, x1, y1, …]`, `steps + 1` pairs.
    pub iterates: Vec<f64>,
    /// f at each iterate.
    pub losses: Vec<f64>,
    /// ∇f at each iterate, in pairs.
    pub gradients: Vec<f64>,
    /// The optimizer's state by name, a pair after each number of steps from 0 on.
    pub state: serde_json::Map<String, serde_json::Value>,
    /// How far rounding can take each number of `losses`, `gradients`, `iterates` and the parts of
    /// the state, by these names and in their order. On the article's objective it is empty, but for
    /// RAdam's iterates.
    #[serde(default)]
    pub rounding: BTreeMap<String, Vec<f64>>,
}

impl Run {
    /// A runner at the start of this run.
    ///
    /// # Errors
    /// When the stored settings are no configuration.
    pub fn runner(&self) -> Result<OptimizerRunner, Box<dyn Error>> {
        let config: RunConfig = serde_json::from_value(json!({
            "objective": self.objective,
            "start": self.start,
            "steps": self.steps,
            "racers": [self.racer],
        }))?;
        Ok(OptimizerRunner::new(config))
    }

    /// The iterate after `step` steps.
    #[must_use]
    pub fn iterate(&self, step: usize) -> [f64; 2] {
        [self.iterates[2 * step], self.iterates[2 * step + 1]]
    }

    /// The state after `step` steps, in the form in which a runner's `step_from` takes it.
    ///
    /// # Errors
    /// When the state is no table of numbers.
    pub fn state(&self, step: u32) -> Result<Value, Box<dyn Error>> {
        let at = 2 * usize::try_from(step)?;
        let mut fields = vec![("step".to_owned(), Value::Number(f64::from(step)))];
        for (name, pairs) in &self.state {
            let pairs: Vec<f64> = Vec::deserialize(pairs)?;
            fields.push((name.clone(), Value::from(&pairs[at..at + 2])));
        }
        Ok(Value::Map(fields))
    }

    /// How far two computations of one number may be apart for rounding alone: each of them may be
    /// off by what is stored. None where nothing is.
    #[must_use]
    pub fn apart(&self, name: &str, index: usize) -> Option<f64> {
        Some(2.0 * self.rounding.get(name)?[index])
    }

    /// The steps whose iterates are comparable: those before the horizon.
    #[must_use]
    pub fn comparable(&self) -> usize {
        self.horizon.unwrap_or(self.losses.len())
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/runs")
}

/// The run of that name.
///
/// # Errors
/// When its file is missing or malformed.
pub fn load(name: &str) -> Result<Run, Box<dyn Error>> {
    let text = fs::read_to_string(folder().join(format!("{name}.json")))?;
    Ok(serde_json::from_str(&text)?)
}

/// Every stored run, in the order of the index.
///
/// # Errors
/// When a file is missing or malformed.
pub fn load_all() -> Result<Vec<Run>, Box<dyn Error>> {
    let index = fs::read_to_string(folder().join("index.json"))?;
    let names: Vec<String> = serde_json::from_str(&index)?;
    names.iter().map(|name| load(name)).collect()
}
