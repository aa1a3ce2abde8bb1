//! Every rule can be added to the race on every objective: it stays, and is seen to move.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{OptimizerKind, OptimizerRunner, RunConfig, Status, objectives};

/// A path is at least this part of the view long, along x or along y.
const VISIBLE: f64 = 0.03;
/// It goes no farther out of the view than this part of it.
const OUTSIDE: f64 = 1.0;
/// Where a racer hardly moves, as the objective's hint says.
const STANDS: [(&str, OptimizerKind); 1] = [("easom", OptimizerKind::Sgd)];

#[test]
fn no_rule_diverges_or_stands_still_at_its_default_on_any_objective() {
    let mut wrong = Vec::new();
    for entry in objectives() {
        for kind in OptimizerKind::ALL {
            let run = format!("objective={}&racers={}", entry.name, kind.name());
            let config: RunConfig = run.parse().unwrap();
            let steps = config.steps;
            let mut runner = OptimizerRunner::new(config);
            runner.step(steps).unwrap();
            let status = runner.status(0).unwrap();
            let is_growing = runner.remark(0, steps).unwrap().is_some();
            if status != Status::Running || is_growing {
                wrong.push(format!("{run}: {status:?}"));
            }
            let path = runner.trajectory(0).unwrap().as_chunks::<2>().0;
            let mut part = 0.0_f64;
            for (axis, [low, high]) in [entry.view.x, entry.view.y].into_iter().enumerate() {
                let along = path.iter().map(|at| (at[axis] - low) / (high - low));
                let least = along.clone().fold(f64::INFINITY, f64::min);
                let most = along.fold(f64::NEG_INFINITY, f64::max);
                part = part.max(most - least);
                // Without a minimum, f leads out of every view.
                let leaves = least < -OUTSIDE || most > 1.0 + OUTSIDE;
                if leaves && !entry.minima.is_empty() {
                    wrong.push(format!("{run}: it is from {least} to {most} of the view"));
                }
            }
            if part < VISIBLE && !STANDS.contains(&(entry.name, kind)) {
                wrong.push(format!("{run}: its path is {part} of the view"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
