//! One racer and a block of eight are stepped by the same arithmetic: the same bits.
//!
//! That those bits are the same on every platform too is tested by the hashes of whole
//! trajectories, natively and in the browser.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "common/optimizers.rs"]
mod optimizers;

use downhill::{
    Arrival, Block, Clipping, Finish, Goal, LANES, Noise, Objective, Optimizer, OptimizerRunner,
    RacerConfig, RunConfig, Schedule, Status, Target, Training, finish, finish_all, objectives,
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
    fn a_batch_is_the_races_from_its_starts_to_the_bit(
        training in training(),
        starts in starts(),
        steps in 0..60_u32,
        seed in of(0..9_u32),
        ends in prop::bool::ANY,
    ) {
        for entry in objectives() {
            let objective = &Objective::from_library(entry, None);
            let noise = Noise { sigma: 0.3, seed: seed.unwrap_or(0), shared: true };
            let noise = if seed.is_some() { noise.of(0) } else { Noise::NONE.of(0) };
            // Wide, so that some arrive on the way.
            let targets: Vec<Target> = entry.minima.iter().map(|at| {
                Target { value: objective.value(*at), at: Some(*at) }
            }).collect();
            let goal = Goal { targets: &targets, tolerance: 1.0, reach: [0.5; 2], ends };
            let batch = finish_all(objective, training, &starts, noise, steps, &goal);
            prop_assert_eq!(batch.len(), starts.len());
            for (start, found) in starts.iter().zip(&batch) {
                let alone = finish(objective, training, *start, noise, steps, &goal);
                prop_assert_eq!(exactly(found), exactly(&alone), "{:?} from {:?}", training, start);
                if seed.is_none() && (alone.arrival.is_none() || !ends) {
                    let (last, status) = raced(objective, training, *start, steps);
                    prop_assert_eq!((bits(found.point), found.status), (bits(last), status));
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
fn a_long_batch_is_the_long_races_too() {
    let starts: Vec<[f64; 2]> =
        (0..11).map(|k| [0.2 * f64::from(k) - 1.0, 0.9 - 0.17 * f64::from(k)]).collect();
    let every_rule = "racers=sgd,momentum,momentum(dampening=0,dampFirstStep=false,nesterov=true),\
                      adagrad,rmsprop,adam,adamw,nadam,radam,adamax,adadelta,rprop,lion,\
                      rmsprop(centered=true,momentum=0.5),adam(amsgrad=true,schedule=oneCycle,clipNorm=0.1)";
    for racer in &every_rule.parse::<RunConfig>().unwrap().racers {
        let objective = Objective::gaussian();
        let none = Noise::NONE.of(0);
        let batch = finish_all(&objective, racer.training(), &starts, none, 2000, &Goal::NONE);
        for (start, found) in starts.iter().zip(batch) {
            let (last, status) = raced(&objective, racer.training(), *start, 2000);
            assert_eq!((status, found.status), (Status::Running, Status::Running));
            assert_eq!(bits(found.point), bits(last), "{} from {start:?}", racer.optimizer.label());
        }
    }
}

/// Everything of a finish, to the bit.
fn exactly(finish: &Finish) -> (Option<Arrival>, Status, [u64; 2], u64) {
    // NaN has many bit patterns, and a machine may choose any.
    let loss = if finish.loss.is_nan() { f64::NAN } else { finish.loss };
    (finish.arrival, finish.status, bits(finish.point), loss.to_bits())
}

#[test]
fn racers_that_are_done_make_room_for_others_and_change_nothing() {
    // A view of Himmelblau's function, whose racers arrive one after the other at four minima; some leave
    // the range of f64 on the way, and some never arrive.
    let every_rule = "objective=himmelblau&racers=sgd(lr=0.02),sgd(lr=0.05),momentum,adagrad,rmsprop,adam,adamw,\
                      nadam,radam,adamax,adadelta,rprop,lion,rmsprop(centered=true,momentum=0.5),\
                      adam(amsgrad=true,schedule=cosine)";
    let config = every_rule.parse::<RunConfig>().unwrap();
    let minima = downhill::minima(&config.objective, config.view);
    let targets: Vec<Target> = minima
        .iter()
        .map(|minimum| Target { value: minimum.value, at: Some(minimum.at) })
        .collect();
    let goal = Goal { targets: &targets, tolerance: 1e-3, reach: [0.5; 2], ends: true };
    let starts: Vec<[f64; 2]> = (0..700)
        .map(|index| [f64::from(index % 28) * 0.41 - 5.6, f64::from(index / 28) * 0.43 - 5.3])
        .collect();
    let none = Noise::NONE.of(0);
    let (mut arrived, mut stopped, mut under_way) = (0, 0, 0);
    for racer in &config.racers {
        let training = racer.training();
        let batch = finish_all(&config.objective, training, &starts, none, 300, &goal);
        for (start, found) in starts.iter().zip(&batch) {
            let alone = finish(&config.objective, training, *start, none, 300, &goal);
            let label = racer.optimizer.label();
            assert_eq!(exactly(found), exactly(&alone), "{label} from {start:?}");
            match (found.arrival, found.status) {
                (Some(_), _) => arrived += 1,
                (None, Status::Running) => under_way += 1,
                (None, _) => stopped += 1,
            }
        }
    }
    assert!(arrived > 1000 && stopped > 100 && under_way > 100, "{arrived} {stopped} {under_way}");
}

#[test]
fn a_batch_of_none_is_none_and_of_no_steps_its_starts() {
    let optimizer = RunConfig::default().racers[4].optimizer;
    let (objective, none) = (Objective::gaussian(), Noise::NONE.of(0));
    assert!(finish_all(&objective, optimizer, &[], none, 10, &Goal::NONE).is_empty());
    let starts = [[0.1, -0.2], [f64::MAX, 5e-324]];
    let batch = finish_all(&objective, optimizer, &starts, none, 0, &Goal::NONE);
    assert_eq!(batch.iter().map(|finish| finish.point).collect::<Vec<_>>(), starts);
}
