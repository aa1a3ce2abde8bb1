//! Trajectories are the committed bits.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{OptimizerRunner, RunConfig};
use downhill_tests::hashes::{hash_of, runs};

#[test]
fn every_run_has_the_hash_that_it_has_everywhere() {
    let mut changed = Vec::new();
    for (line, expected) in runs() {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        runner.step(runner.config().steps).unwrap();
        let trajectories: Vec<f64> = (0..runner.racer_count())
            .flat_map(|racer| runner.trajectory(racer).unwrap().to_vec())
            .collect();
        let hash = hash_of(&trajectories);
        if hash != expected {
            changed.push(format!("{hash:#018x} instead of {expected:#018x}: {line}"));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn a_hash_tells_bits_apart_that_are_equal_as_numbers() {
    // The values of 64-bit FNV-1a for no byte at all, and for the eight bytes of 0.
    assert_eq!(hash_of(&[]), 0xcbf2_9ce4_8422_2325);
    assert_eq!(hash_of(&[0.0]), 0xa8c7_f832_281a_39c5);
    assert_ne!(hash_of(&[0.0]), hash_of(&[-0.0]));
    assert_ne!(hash_of(&[1.0, 2.0]), hash_of(&[2.0, 1.0]));
}
