//! One racer and a block of eight are stepped by the same arithmetic: the same bits.
//!
//! That those bits are the same on every platform too is tested by the hashes of whole
//! trajectories, natively and in the browser.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "common/optimizers.rs"]
mod optimizers;

use downhill::{
    Block, Clipping, LANES, Objective, Optimizer, OptimizerRunner, RacerConfig, RunConfig,
    Schedule, Status, Training, objectives, sweep,
};
use proptest::option::of;
use proptest::prelude::*;

use optimizers::Sizes;

fn bits(point: [f64; 2]) -> [u64; 2] {
    point.map(f64::to_bits)
}

/// Any optimizer in any of its forms, from settings that crawl to settings that diverge.
fn optimizer() -> BoxedStrategy<Optimizer> {
    let share = prop_oneof![0.0..1.0_f64, Just(0.9), Just(0.999), Just(0.999_999_99), Just(0.0)];
    let not_negative = prop_oneof![
        4 => 0.001..2.0_f64,
        2 => 1e-12..0.01_f64,
        1 => Just(0.0),
        1 => Just(1e-8),
        1 => Just(1e300),
    ];
    optimizers::optimizer(&Sizes {
        any: (-0.5..1.0_f64).boxed(),
        not_negative: not_negative.boxed(),
        share: share.boxed(),
    })
}

/// An optimizer in a training loop.
fn training() -> impl Strategy<Value = Training> {
    let most = prop_oneof![0.001..5.0_f64, Just(0.1)];
    let clipping = (of(most.clone()), of(most));
    (optimizer(), 0..6_usize, 1..60_u32, clipping).prop_map(
        |(optimizer, schedule, steps, (norm, value))| Training {
            schedule: Schedule::all(steps)[schedule],
            clipping: Clipping { norm, value },
            ..Training::from(optimizer)
        },
    )
}

/// Where a racer of its own stands after `steps` steps, and whether it still runs.
fn raced(
    objective: &Objective,
    training: impl Into<Training>,
    start: [f64; 2],
    steps: u32,
) -> ([f64; 2], Status) {
    let Training { optimizer, schedule, clipping } = training.into();
    let racer = RacerConfig { schedule, clipping, ..RacerConfig::new(optimizer) };
    let config = RunConfig {
        objective: objective.clone(),
        start,
        racers: vec![racer],
        ..RunConfig::default()
    };
    let mut runner = OptimizerRunner::new(config);
    runner.step(steps).unwrap();
    let trajectory = runner.trajectory(0).unwrap();
    let last = [trajectory[trajectory.len() - 2], trajectory[trajectory.len() - 1]];
    (last, runner.status(0).unwrap())
}

fn starts() -> impl Strategy<Value = Vec<[f64; 2]>> {
    // From less than a block to more than two, so that the last block is often partly filled.
    prop::collection::vec(prop::array::uniform2(-2.0..2.0_f64), 1..=2 * LANES + 3)
}

proptest! {
    #[test]
    fn a_sweep_is_the_races_from_its_starts_to_the_bit(
        training in training(), starts in starts(), steps in 0..60_u32
    ) {
        for entry in objectives() {
            let objective = &Objective::from_library(entry, None);
            let swept = sweep(objective, training, &starts, steps);
            prop_assert_eq!(swept.len(), starts.len());
            for (start, found) in starts.iter().zip(&swept) {
                let (last, status) = raced(objective, training, *start, steps);
                // A stopped racer repeats its last finite iterate; a sweep does not.
                if status == Status::Running {
                    prop_assert_eq!(bits(*found), bits(last), "{:?} from {:?}", training, start);
                }
            }
        }
    }

    #[test]
    fn a_block_of_values_and_gradients_is_the_single_ones_to_the_bit(
        xs in prop::array::uniform8(coordinate()), ys in prop::array::uniform8(coordinate())
    ) {
        for entry in objectives() {
            let objective = Objective::from_library(entry, None);
            let block = objective.evaluate_block([Block::new(xs), Block::new(ys)]);
            let values = block.value.to_array();
            let gradients = block.gradient.map(Block::to_array);
            for lane in 0..LANES {
                let single = objective.evaluate([xs[lane], ys[lane]]);
                // NaN has many bit patterns, and a machine may choose any.
                prop_assert_eq!(values[lane].is_nan(), single.value.is_nan());
                if !single.value.is_nan() {
                    prop_assert_eq!(values[lane].to_bits(), single.value.to_bits());
                }
                for (lanes, single) in gradients.iter().zip(single.gradient) {
                    prop_assert_eq!(lanes[lane].is_nan(), single.is_nan());
                    if !single.is_nan() {
                        prop_assert_eq!(lanes[lane].to_bits(), single.to_bits());
                    }
                }
            }
        }
    }
}

/// Mostly near the origin, at times anywhere.
fn coordinate() -> impl Strategy<Value = f64> {
    let anywhere = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
    prop_oneof![4 => -3.0..3.0_f64, 1 => anywhere]
}

#[test]
fn a_long_sweep_is_the_long_races_too() {
    let starts: Vec<[f64; 2]> =
        (0..11).map(|k| [0.2 * f64::from(k) - 1.0, 0.9 - 0.17 * f64::from(k)]).collect();
    let every_rule = "racers=sgd,momentum,momentum(dampening=0,dampFirstStep=false,nesterov=true),\
                      adagrad,rmsprop,adam,adamw,nadam,radam,adamax,adadelta,rprop,lion,\
                      rmsprop(centered=true,momentum=0.5),adam(amsgrad=true,schedule=oneCycle,clipNorm=0.1)";
    for racer in &every_rule.parse::<RunConfig>().unwrap().racers {
        let swept = sweep(&Objective::gaussian(), racer.training(), &starts, 2000);
        for (start, found) in starts.iter().zip(swept) {
            let (last, status) = raced(&Objective::gaussian(), racer.training(), *start, 2000);
            assert_eq!(status, Status::Running);
            assert_eq!(bits(found), bits(last), "{} from {start:?}", racer.optimizer.label());
        }
    }
}

#[test]
fn a_sweep_of_nothing_is_nothing_and_of_no_steps_its_starts() {
    let optimizer = RunConfig::default().racers[4].optimizer;
    assert!(sweep(&Objective::gaussian(), optimizer, &[], 10).is_empty());
    let starts = [[0.1, -0.2], [f64::MAX, 5e-324]];
    assert_eq!(sweep(&Objective::gaussian(), optimizer, &starts, 0), starts);
}
