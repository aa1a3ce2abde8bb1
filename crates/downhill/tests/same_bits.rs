//! One racer and a block of eight are stepped by the same arithmetic: the same bits.
//!
//! That those bits are the same on every platform too is tested by the hashes of whole
//! trajectories, natively and in the browser.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{
    AdaGrad, Adam, AdamW, Block, LANES, Momentum, Objective, Optimizer, OptimizerRunner,
    RacerConfig, RmsProp, RunConfig, Sgd, Status, objectives, sweep,
};
use proptest::prelude::*;

fn bits(point: [f64; 2]) -> [u64; 2] {
    point.map(f64::to_bits)
}

/// Any optimizer in any of its forms, from settings that crawl to settings that diverge.
fn optimizer() -> impl Strategy<Value = Optimizer> {
    let lr = prop_oneof![0.001..2.0_f64, Just(0.0), Just(1e300)];
    let eps = prop_oneof![Just(1e-8), Just(0.0), 1e-12..1.0_f64];
    let share = prop_oneof![0.0..1.0_f64, Just(0.9), Just(0.999), Just(0.999_999_99), Just(0.0)];
    let momentum = prop_oneof![0.0..1.5_f64, Just(0.0)];
    prop_oneof![
        lr.clone().prop_map(|lr| Optimizer::Sgd(Sgd { lr })),
        (lr.clone(), momentum, -0.5..1.0_f64, any::<bool>()).prop_map(
            |(lr, momentum, dampening, damp_first_step)| {
                let rule = Momentum { lr, momentum, dampening, damp_first_step, nesterov: false };
                Optimizer::Momentum(rule)
            }
        ),
        (lr.clone(), 0.001..1.5_f64).prop_map(|(lr, momentum)| {
            let (dampening, damp_first_step) = (0.0, false);
            let rule = Momentum { lr, momentum, dampening, damp_first_step, nesterov: true };
            Optimizer::Momentum(rule)
        }),
        (lr.clone(), share.clone(), share.clone(), eps.clone(), 0.0..2.0_f64).prop_map(
            |(lr, beta1, beta2, eps, weight_decay)| {
                Optimizer::AdamW(AdamW { lr, betas: [beta1, beta2], eps, weight_decay })
            }
        ),
        (lr.clone(), eps.clone()).prop_map(|(lr, eps)| Optimizer::AdaGrad(AdaGrad { lr, eps })),
        (lr.clone(), share.clone(), eps.clone())
            .prop_map(|(lr, alpha, eps)| Optimizer::RmsProp(RmsProp { lr, alpha, eps })),
        (lr, share.clone(), share, eps, any::<bool>()).prop_map(
            |(lr, beta1, beta2, eps, bias_correction)| {
                Optimizer::Adam(Adam { lr, betas: [beta1, beta2], eps, bias_correction })
            }
        ),
    ]
}

/// Where a racer of its own stands after `steps` steps, and whether it still runs.
fn raced(
    objective: &Objective,
    optimizer: Optimizer,
    start: [f64; 2],
    steps: u32,
) -> ([f64; 2], Status) {
    let racer = RacerConfig { optimizer, label: None, color: None, off: false };
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
        optimizer in optimizer(), starts in starts(), steps in 0..60_u32
    ) {
        for entry in objectives() {
            let objective = &Objective::from_library(entry, None);
            let swept = sweep(objective, &optimizer, &starts, steps);
            prop_assert_eq!(swept.len(), starts.len());
            for (start, found) in starts.iter().zip(&swept) {
                let (last, status) = raced(objective, optimizer, *start, steps);
                // A stopped racer repeats its last finite iterate; a sweep does not.
                if status == Status::Running {
                    prop_assert_eq!(bits(*found), bits(last), "{:?} from {:?}", optimizer, start);
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
                      adagrad,rmsprop,adam,adamw";
    for racer in &every_rule.parse::<RunConfig>().unwrap().racers {
        let swept = sweep(&Objective::gaussian(), &racer.optimizer, &starts, 2000);
        for (start, found) in starts.iter().zip(swept) {
            let (last, status) = raced(&Objective::gaussian(), racer.optimizer, *start, 2000);
            assert_eq!(status, Status::Running);
            assert_eq!(bits(found), bits(last), "{} from {start:?}", racer.optimizer.label());
        }
    }
}

#[test]
fn a_sweep_of_nothing_is_nothing_and_of_no_steps_its_starts() {
    let optimizer = RunConfig::default().racers[4].optimizer;
    assert!(sweep(&Objective::gaussian(), &optimizer, &[], 10).is_empty());
    let starts = [[0.1, -0.2], [f64::MAX, 5e-324]];
    assert_eq!(sweep(&Objective::gaussian(), &optimizer, &starts, 0), starts);
}
