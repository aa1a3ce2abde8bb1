//! A run is the same however it is stepped.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::{Bounds, MAX_STEPS, Objective, OptimizerRunner, RunConfig, Status};
use proptest::prelude::*;

/// Every form of every optimizer, and one that grows tenfold a step until it overflows.
const ALL_FORMS: &str = "steps=600&racers=sgd,momentum(dampening=0.9,dampFirstStep=true),\
                         momentum(dampening=0.9),momentum,adagrad,rmsprop,adam,adam(biasCorrection=false),\
                         momentum(momentum=10,dampening=0),\
                         momentum(dampening=0,dampFirstStep=false,nesterov=true),adamw";

/// Trajectories and losses of all racers, as bits.
fn bits(runner: &OptimizerRunner) -> Vec<Vec<u64>> {
    (0..runner.racer_count())
        .flat_map(|racer| [runner.trajectory(racer).unwrap(), runner.losses(racer).unwrap()])
        .map(|numbers| numbers.iter().map(|number| number.to_bits()).collect())
        .collect()
}

/// `runner` after 600 steps taken at once.
fn at_once() -> OptimizerRunner {
    let mut runner = runner(ALL_FORMS);
    runner.step(600).unwrap();
    runner
}

proptest! {
    #[test]
    fn steps_taken_in_any_portions_are_the_same_steps(
        portions in prop::collection::vec((0..280_u32, any::<bool>()), 0..12)
    ) {
        let expected = at_once();
        let mut runner = runner(ALL_FORMS);
        for (portion, ahead) in portions {
            if ahead {
                // One slice of computing ahead, whatever its length is.
                runner.advance(|| false).unwrap();
            } else {
                runner.step(portion.min(600 - runner.step_count())).unwrap();
            }
        }
        runner.step(600 - runner.step_count()).unwrap();
        prop_assert_eq!(bits(&runner), bits(&expected));
        for racer in 0..runner.racer_count() {
            prop_assert_eq!(runner.status(racer), expected.status(racer));
            prop_assert_eq!(runner.state(racer, 600), expected.state(racer, 600));
        }
    }
}

#[test]
fn advancing_stops_when_told_to_and_at_the_end_of_the_run() {
    let mut runner = runner(ALL_FORMS);
    assert!(!runner.advance(|| false).unwrap());
    let first = runner.step_count();
    assert!((1..600).contains(&first), "{first}");
    assert!(runner.advance(|| true).unwrap());
    assert_eq!(runner.step_count(), 600);
    assert_eq!(bits(&runner), bits(&at_once()));
    // A complete run stays as it is, also when it was stepped beyond its own length.
    assert!(runner.advance(|| true).unwrap());
    assert_eq!(runner.step_count(), 600);
    runner.step(5).unwrap();
    assert!(runner.advance(|| true).unwrap());
    assert_eq!(runner.step_count(), 605);
}

#[test]
fn a_new_runner_stands_at_the_start() {
    let runner = runner("preset=article");
    assert_eq!((runner.step_count(), runner.racer_count()), (0, 5));
    for racer in 0..5 {
        assert_eq!(runner.trajectory(racer), Ok(&[0.75, -0.75][..]));
        assert_eq!(runner.losses(racer), Ok(&[runner.evaluate([0.75, -0.75]).value][..]));
        assert_eq!(runner.status(racer), Ok(Status::Running));
    }
}

#[test]
fn there_is_an_iterate_and_a_loss_for_every_step_and_the_start() {
    let mut runner = runner(ALL_FORMS);
    for portion in [0, 1, 1, 254, 1, 300] {
        runner.step(portion).unwrap();
        let entries = usize::try_from(runner.step_count()).unwrap() + 1;
        for racer in 0..runner.racer_count() {
            let trajectory = runner.trajectory(racer).unwrap();
            let losses = runner.losses(racer).unwrap();
            assert_eq!((trajectory.len(), losses.len()), (2 * entries, entries));
            assert!(trajectory.iter().chain(losses).all(|number| number.is_finite()));
            for (point, loss) in trajectory.chunks_exact(2).zip(losses) {
                assert_eq!(runner.evaluate([point[0], point[1]]).value.to_bits(), loss.to_bits());
            }
        }
    }
}

#[test]
fn gradients_are_those_at_the_iterates() {
    let runner = at_once();
    for racer in 0..runner.racer_count() {
        let points = runner.trajectory(racer).unwrap().chunks_exact(2);
        for (step, point) in (0..).zip(points) {
            let expected = runner.evaluate([point[0], point[1]]).gradient;
            assert_eq!(runner.gradient(racer, step), Ok(expected));
        }
    }
}

#[test]
fn reset_puts_every_racer_back_and_the_run_repeats_itself() {
    let mut again = at_once();
    again.reset();
    assert_eq!(again.step_count(), 0);
    assert_eq!(bits(&again), bits(&runner(ALL_FORMS)));
    assert_eq!(again.status(8), Ok(Status::Running));
    assert_eq!(again.config(), runner(ALL_FORMS).config());
    again.step(600).unwrap();
    assert_eq!(bits(&again), bits(&at_once()));
}

#[test]
fn a_run_goes_beyond_its_own_length_up_to_the_limit_of_all_runs() {
    let mut runner = runner("steps=10&racers=sgd");
    runner.step(MAX_STEPS - 1).unwrap();
    assert!(runner.step(2).is_err());
    runner.step(1).unwrap();
    assert_eq!(runner.step_count(), MAX_STEPS);
    assert_eq!(runner.losses(0).unwrap().len(), 1_000_001);
    assert!(runner.step(1).is_err());
    assert!(runner.step(0).is_ok());
    assert_eq!(runner.step_count(), MAX_STEPS);
    // By then it lies in the minimum.
    assert_eq!(runner.losses(0).unwrap()[1_000_000], 0.0);
}

#[test]
fn racers_do_not_know_of_each_other() {
    let together = at_once();
    for (racer, racer_config) in together.config().racers.iter().enumerate() {
        let mut config = together.config().clone();
        config.racers = vec![racer_config.clone()];
        let mut alone = OptimizerRunner::new(config);
        alone.step(600).unwrap();
        assert_eq!(
            alone.trajectory(0),
            together.trajectory(racer),
            "{}",
            racer_config.optimizer.label()
        );
        assert_eq!(alone.status(0), together.status(racer));
    }
}

#[test]
fn a_run_that_only_looks_different_keeps_what_is_computed() {
    let mut runner = at_once();
    let (before, count) = (bits(&runner), runner.step_count());
    let mut config = runner.config().clone();
    config.view = Bounds { x: [-2.0, 2.0], y: [-3.0, 3.0] };
    config.racers[1].label = Some("another".to_owned());
    config.racers[2].off = true;
    config.steps += 7;
    assert!(runner.replace_config(config.clone()));
    assert_eq!((bits(&runner), runner.step_count()), (before, count));
    assert_eq!(runner.config(), &config);
    // Any other change starts anew.
    let changes: [fn(&mut RunConfig); 5] = [
        |config| config.start[0] = 0.5,
        |config| config.objective = Objective::typed("x^2 + y^2").unwrap(),
        |config| config.noise.sigma = 0.1,
        |config| *config.racers[0].optimizer.learning_rate_mut() = 0.5,
        |config| config.racers.truncate(2),
    ];
    for change in changes {
        let mut other = config.clone();
        change(&mut other);
        assert!(!runner.replace_config(other.clone()));
        let mut fresh = OptimizerRunner::new(other);
        assert_eq!(bits(&runner), bits(&fresh));
        runner.step(50).unwrap();
        fresh.step(50).unwrap();
        assert_eq!(bits(&runner), bits(&fresh));
    }
}
