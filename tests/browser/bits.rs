//! The same bits in WebAssembly as everywhere.

use downhill::{Goal, OptimizerRunner, RunConfig, Status, finish_all};
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
        for (index, racer) in config.racers.iter().enumerate() {
            let (training, noise) = (racer.training(), config.noise.of(index));
            let finishes =
                finish_all(&config.objective, training, &starts, noise, 200, &Goal::NONE);
            for (start, found) in starts.iter().zip(finishes) {
                let mut runner =
                    OptimizerRunner::new(RunConfig { start: *start, ..config.clone() });
                runner.step(200).unwrap();
                let path = runner.trajectory(index).unwrap();
                let what = format!("{racer:?} from {start:?}");
                assert_eq!(found.status, runner.status(index).unwrap(), "{what}");
                if found.status == Status::Running {
                    let bits = [path[400], path[401]].map(f64::to_bits);
                    assert_eq!(found.point.map(f64::to_bits), bits, "{what}");
                }
            }
        }
    }
}
