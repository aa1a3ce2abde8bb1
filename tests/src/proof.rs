//! How well we agree with the stored runs, in a few numbers that the page shows.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::reference::{Run, load_all};

/// What `www/proof.json` holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// The version of torch that made the runs.
    pub torch: String,
    /// The version of NumPy that made the others.
    pub numpy: String,
    /// How many runs are compared.
    pub runs: usize,
    /// How many of them torch made.
    pub torch_runs: usize,
    /// On how many objectives.
    pub objectives: usize,
    /// How many steps they have: each is taken once from the stored iterate and state.
    pub steps: u32,
    /// How many iterates of runs that go their own way are compared: those before the step from which
    /// rounding decides the path.
    pub iterates: usize,
    /// The largest difference of a coordinate among these, in two digits.
    pub worst_absolute: f64,
    /// The largest against the iterate's own larger coordinate, in two digits.
    pub worst_relative: f64,
}

impl Proof {
    /// Takes every stored run and compares.
    ///
    /// # Errors
    /// When a file is missing or malformed.
    pub fn compute() -> Result<Self, Box<dyn Error>> {
        let runs = load_all()?;
        let (mut absolute, mut relative) = (0.0_f64, 0.0_f64);
        let mut objectives: Vec<String> = Vec::new();
        for run in &runs {
            let (run_absolute, run_relative) = deviations(run)?;
            absolute = absolute.max(run_absolute);
            relative = relative.max(run_relative);
            objectives.push(run.objective.to_string());
        }
        objectives.sort_unstable();
        objectives.dedup();
        Ok(Self {
            torch: version("torch")?,
            numpy: version("numpy")?,
            runs: runs.len(),
            torch_runs: runs.iter().filter(|run| run.source == "torch").count(),
            objectives: objectives.len(),
            steps: runs.iter().map(|run| run.steps).sum(),
            iterates: runs.iter().map(Run::comparable).sum(),
            worst_absolute: two_digits(absolute)?,
            worst_relative: two_digits(relative)?,
        })
    }

    /// The file that the page shows.
    #[must_use]
    pub fn path() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/proof.json")
    }

    /// The file's text.
    ///
    /// # Errors
    /// Never: there is nothing in it that JSON cannot hold.
    pub fn to_json(&self) -> Result<String, Box<dyn Error>> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The sentence of the README.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { torch, runs, torch_runs, iterates, worst_absolute, worst_relative, .. } = self;
        let [absolute, relative] = [*worst_absolute, *worst_relative].map(in_powers_of_ten);
        let [thousands, rest] = [iterates / 1000, iterates % 1000];
        format!(
            "Of {runs} runs, {torch_runs} are by torch {torch}; over {thousands},{rest:03} iterates no \
             coordinate differs by more than {absolute}, nor by more than {relative} of the iterate"
        )
    }
}

/// The largest difference of a coordinate before the run's horizon, and the largest against the larger
/// coordinate of the stored iterate.
fn deviations(run: &Run) -> Result<(f64, f64), Box<dyn Error>> {
    let mut runner = run.runner()?;
    runner.step(run.steps)?;
    let (mut absolute, mut relative) = (0.0_f64, 0.0_f64);
    let ours = runner.trajectory(0)?.as_chunks::<2>().0;
    for (step, at) in ours.iter().enumerate().take(run.comparable()) {
        let stored = run.iterate(step);
        let difference = (at[0] - stored[0]).abs().max((at[1] - stored[1]).abs());
        let size = stored[0].abs().max(stored[1].abs());
        absolute = absolute.max(difference);
        if difference > 0.0 {
            relative = relative.max(difference / size);
        }
    }
    Ok((absolute, relative))
}

/// A number as `1.6·10⁻¹²`.
fn in_powers_of_ten(number: f64) -> String {
    let text = format!("{number:e}");
    let Some((digits, power)) = text.split_once('e') else { return text };
    let raised = |letter| match letter {
        '-' => '⁻',
        digit => {
            let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
            place.and_then(|place| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(place)).unwrap_or(digit)
        }
    };
    format!("{digits}·10{}", power.chars().map(raised).collect::<String>())
}

/// The version of a Python package that made the runs.
fn version(package: &str) -> Result<String, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/requirements.txt");
    let requirements = fs::read_to_string(path)?;
    let mut lines = requirements.lines().filter_map(|line| line.split_once("=="));
    let found = lines.find(|(name, _)| *name == package);
    Ok(found.ok_or("the package is not required")?.1.to_owned())
}

fn two_digits(number: f64) -> Result<f64, Box<dyn Error>> {
    Ok(format!("{number:.1e}").parse()?)
}
