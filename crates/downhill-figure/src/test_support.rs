//! What the tests of this crate have in common.

use downhill::{OptimizerRunner, RunConfig};

use crate::numbers::Numbers;

/// A run that has taken so many steps.
pub(crate) fn runner(line: &str, steps: u32) -> OptimizerRunner {
    let config: RunConfig = line.parse().unwrap();
    let mut runner = OptimizerRunner::new(config);
    runner.step(steps).unwrap();
    runner
}

/// Numbers as Rust writes them.
pub(crate) fn plain_numbers() -> Numbers {
    Numbers::new(|number, _| number.to_string())
}
