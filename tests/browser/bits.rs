//! The same bits in WebAssembly as everywhere.

use downhill::{Noise, OptimizerRunner, RunConfig, Status, sweep};
use downhill_tests::hashes::{hash_of, runs};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
#[allow(clippy::assertions_on_constants, reason = "the constant is what is tested")]
fn simd_is_on() {
    // `wide` falls back to scalar code without a word.
    assert!(cfg!(target_feature = "simd128"));
}

#[wasm_bindgen_test]
fn every_run_has_the_hash_that_it_has_everywhere() {
    for (line, expected) in runs() {
        let config: RunConfig = line.parse().unwrap();
        let mut runner = OptimizerRunner::new(config);
        runner.step(runner.config().steps).unwrap();
        let trajectories: Vec<f64> = (0..runner.racer_count())
            .flat_map(|racer| runner.trajectory(racer).unwrap().to_vec())
            .collect();
        assert_eq!(hash_of(&trajectories), expected, "{line}");
    }
}

#[wasm_bindgen_test]
fn a_block_of_lanes_is_the_single_races_to_the_bit() {
    for (line, _) in runs() {
        let config: RunConfig = line.parse().unwrap();
        // Eleven starts: a full block, and one that is partly filled.
        let starts: Vec<[f64; 2]> = (0..11)
            .map(|index| {
                let part = f64::from(index) / 11.0;
                [config.start[0] + 0.3 * part, config.start[1] - 0.7 * part]
            })
            .collect();
        for racer in &config.racers {
            let swept = sweep(&config.objective, racer.training(), &starts, 200);
            for (start, found) in starts.iter().zip(swept) {
                // A sweep has no noise.
                let noise = Noise::NONE;
                let racers = vec![racer.clone()];
                let alone = RunConfig { start: *start, racers, noise, ..config.clone() };
                let mut runner = OptimizerRunner::new(alone);
                runner.step(200).unwrap();
                let path = runner.trajectory(0).unwrap();
                // A racer that stopped repeats its last finite iterate, which a block does not.
                if runner.status(0).unwrap() == Status::Running {
                    let bits = [path[400], path[401]].map(f64::to_bits);
                    assert_eq!(found.map(f64::to_bits), bits, "{racer:?} from {start:?}");
                }
            }
        }
    }
}
