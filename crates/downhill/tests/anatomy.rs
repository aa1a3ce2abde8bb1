//! A step taken apart is the runner's own step, to the bit.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;
#[path = "common/configs.rs"]
mod configs;

use common::runner;
use configs::Numbers;
use downhill::anatomy::Anatomy;
use downhill::{Family, OptimizerKind, OptimizerRunner, RunConfig};
use proptest::prelude::*;

const ALL_FORMS: &str = "start=0.9,-0.35&racers=sgd,momentum(dampening=0.9,dampFirstStep=true),\
                         momentum(dampening=0.9),momentum,adagrad,rmsprop,adam,adam(biasCorrection=false),adamw,\
                         momentum(momentum=0.8,dampening=0,dampFirstStep=false,nesterov=true)";
/// The options of rules, and what stands around an optimizer in a training loop.
const ALL_OPTIONS: &str = "start=0.9,-0.35&racers=nadam,radam(betas=0.9:0.9),adamax,adadelta,rprop,lion(weightDecay=0.1),\
     rmsprop(centered=true,momentum=0.5,weightDecay=0.1),adam(amsgrad=true,weightDecay=0.2),\
     adagrad(lrDecay=0.1,initialAccumulatorValue=0.3),sgd(maximize=true,weightDecay=0.1),\
     adam(schedule=cosine,clipNorm=0.1),sgd(lr=0.1,schedule=oneCycle,clipValue=0.2)";

fn bits(point: [f64; 2]) -> [u64; 2] {
    point.map(f64::to_bits)
}

/// Every step of every racer is the one that its anatomy has.
fn all_steps_are_taken_apart(config: RunConfig, steps: u32) {
    let mut runner = OptimizerRunner::new(config);
    runner.step(steps).unwrap();
    for racer in 0..runner.racer_count() {
        let stop = runner.status(racer).unwrap().stop().map_or(u32::MAX, |(step, _)| step);
        let path = runner.trajectory(racer).unwrap().as_chunks::<2>().0;
        for (step, pair) in (0..steps).zip(path.windows(2)) {
            let Some(anatomy) = Anatomy::of(&runner, racer, step) else {
                assert!(stop <= step + 1, "racer {racer}, step {step}");
                continue;
            };
            assert!(step + 1 < stop);
            assert_eq!(bits(anatomy.iterate), bits(pair[0]));
            assert_eq!(bits(anatomy.next), bits(pair[1]));
            let [x, y] = anatomy.change;
            assert_eq!(bits([anatomy.base[0] + x, anatomy.base[1] + y]), bits(pair[1]));
            let decays = anatomy.optimizer.kind() == OptimizerKind::AdamW;
            assert!(decays || bits(anatomy.base) == bits(anatomy.iterate));
            assert_eq!(Ok(&anatomy.before), runner.state(racer, step).as_ref());
            assert_eq!(Ok(&anatomy.after), runner.state(racer, step + 1).as_ref());
            let kind = anatomy.optimizer.kind();
            let is_plain = matches!(kind, OptimizerKind::Sgd | OptimizerKind::Momentum);
            let is_by_sign = kind.info().family == Family::Sign;
            // RAdam begins to scale its steps later.
            let is_scaled = anatomy.root.is_some();
            assert!(kind == OptimizerKind::RAdam || is_scaled != (is_plain || is_by_sign));
        }
    }
}

#[test]
fn every_form_is_taken_apart_past_the_places_where_states_are_kept() {
    all_steps_are_taken_apart(ALL_FORMS.parse().unwrap(), 300);
    all_steps_are_taken_apart(ALL_OPTIONS.parse().unwrap(), 300);
    let noisy = [ALL_FORMS, "&noise=sigma=0.1,seed=7,shared=false"].concat();
    all_steps_are_taken_apart(noisy.parse().unwrap(), 300);
}

#[test]
fn what_a_step_is_divided_by_is_the_root_of_what_is_remembered_corrected_where_adam_is() {
    let mut runner = runner(ALL_FORMS);
    runner.step(7).unwrap();
    let mut roots = 0;
    for racer in 0..runner.racer_count() {
        let anatomy = Anatomy::of(&runner, racer, 6).unwrap();
        let Some((scale, symbol)) = anatomy.root else { continue };
        let state = runner.state(racer, 7).unwrap();
        let (_, squares) = state.parts.last().unwrap();
        let corrected = [6, 8].contains(&racer);
        assert_eq!(symbol, if corrected { "√ŝ" } else { "√s" });
        assert_eq!(anatomy.corrections.is_some(), corrected);
        for (root, square) in scale.into_iter().zip(squares) {
            // 1 − 0.999⁷.
            let wanted = if corrected { square / 0.006_979_034_965_020_993 } else { *square };
            assert!((root * root / wanted - 1.0).abs() < 1e-10, "{racer}: {root} {wanted}");
            roots += 1;
        }
    }
    assert_eq!(roots, 10);
}

proptest! {
    #[test]
    fn any_run_is_taken_apart(
        config in prop_oneof![configs::config(Numbers::All), configs::config(Numbers::Short)],
        steps in 1..12_u32,
    ) {
        all_steps_are_taken_apart(config, steps);
    }
}

#[test]
fn what_was_not_done_cannot_be_taken_apart() {
    let mut runner = runner("formula=log(x)&start=0.05,0&racers=sgd(lr=1),adam(lr=0.001)");
    runner.step(7).unwrap();
    let taken = |racer, step| Anatomy::of(&runner, racer, step).is_some();
    assert_eq!([taken(0, 0), taken(0, 6), taken(1, 0), taken(1, 6)], [false, false, true, true]);
    assert_eq!([taken(1, 7), taken(1, u32::MAX), taken(2, 0)], [false; 3]);
}
