//! The still picture of the article's race that stands where no script runs.

use downhill::{OptimizerRunner, RunConfig};

/// The end of the article's race as a standalone SVG.
#[must_use]
pub fn poster() -> String {
    let mut runner = OptimizerRunner::new(RunConfig::default());
    runner.advance(|| true);
    downhill_plot::poster(
        &runner,
        runner.step_count(),
        [576.0, 432.0],
        "Five optimizers after 100 steps down an inverted Gaussian. SGD, SGD+Momentum, RMSProp and \
         Adam have reached the minimum in the centre; AdaGrad has covered about half of the way.",
    )
}
