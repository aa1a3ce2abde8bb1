//! What several of the tests need.

use downhill::{OptimizerRunner, RunConfig};

/// A runner for a line of text.
pub(crate) fn runner(line: &str) -> OptimizerRunner {
    let config: RunConfig = line.parse().unwrap();
    OptimizerRunner::new(config)
}
