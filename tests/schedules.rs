//! Every schedule has the learning rates of `torch.optim.lr_scheduler` over 500 steps.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use std::collections::BTreeSet;

use downhill::{RunConfig, Schedule};
use serde::Deserialize;
use serde_json::{Value, from_str, from_value, json};

/// A line of `reference/schedules.json`.
#[derive(Deserialize)]
struct Table {
    racer: Value,
    rates: Vec<f64>,
}

#[test]
fn every_schedule_has_torchs_rates() {
    let tables: Vec<Table> = from_str(include_str!("reference/schedules.json")).unwrap();
    let mut names = BTreeSet::new();
    let (mut of_cycles, mut equal) = (0, 0);
    for Table { racer, rates } in tables {
        let config: RunConfig = from_value(json!({ "racers": [racer] })).unwrap();
        let racer = &config.racers[0];
        let lr = *racer.optimizer.clone().learning_rate_mut();
        let is_cycle = matches!(racer.schedule, Schedule::OneCycle { .. });
        assert_eq!(rates.len(), 500);
        for (taken, theirs) in (0..).zip(rates) {
            let ours = racer.training().rate(taken);
            let difference = (ours - theirs).abs();
            // Torch computes the rates of a cycle from the step's number, as we do: they differ only
            // where the last place of a cosine does. It multiplies the others from step to step.
            let allowed = if is_cycle { f64::EPSILON * lr } else { 1e-12 * theirs };
            assert!(
                difference <= allowed,
                "{:?} after {taken} steps: {ours} for {theirs}",
                racer.schedule
            );
            of_cycles += usize::from(is_cycle);
            equal += usize::from(is_cycle && ours.to_bits() == theirs.to_bits());
        }
        names.insert(racer.schedule.name());
    }
    let all = Schedule::all(1);
    let all = all.iter().map(Schedule::name).filter(|name| *name != "constant");
    assert_eq!(names, all.collect());
    // Of 3,500 rates 3,453 have torch's bits.
    assert!(100 * equal >= 98 * of_cycles, "{equal} of {of_cycles}");
}
