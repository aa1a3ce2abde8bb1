//! An ensemble: one racer under many seeds, and the median path.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{Ensemble, MAX_SEEDS, Noise, OptimizerRunner, RunConfig};

fn complete(line: &str, racer: usize, count: u32) -> Ensemble {
    let config: RunConfig = line.parse().unwrap();
    let mut ensemble = Ensemble::new(&config, racer, count).unwrap();
    assert!(ensemble.advance(|| true));
    ensemble
}

/// The trajectory under one of the seeds, computed by a runner.
fn alone(line: &str, racer: usize, index: u32) -> (Vec<f64>, Option<u32>) {
    let mut config: RunConfig = line.parse().unwrap();
    config.noise.seed = config.noise.seed.wrapping_add(index);
    let mut runner = OptimizerRunner::new(config);
    runner.step(runner.config().steps).unwrap();
    let stop = runner.status(racer).unwrap().stop().map(|(step, _)| step);
    (runner.trajectory(racer).unwrap().to_vec(), stop)
}

fn index(step: u32) -> usize {
    usize::try_from(step).unwrap()
}

fn check(line: &str, racer: usize, count: u32) -> Ensemble {
    let ensemble = complete(line, racer, count);
    let paths: Vec<&[f64]> = ensemble.paths().collect();
    assert_eq!((paths.len(), ensemble.count()), (index(count), index(count)));
    let runs: Vec<_> = (0..count).map(|seed| alone(line, racer, seed)).collect();
    let mut median = Vec::new();
    for (place, step) in ensemble.steps().iter().enumerate() {
        let mut running = [Vec::new(), Vec::new()];
        for (path, (trajectory, stop)) in paths.iter().zip(&runs) {
            if stop.is_some_and(|stop| stop <= *step) {
                assert!(path.len() <= 2 * place);
                continue;
            }
            for (coordinate, running) in running.iter_mut().enumerate() {
                let found = path[2 * place + coordinate];
                assert_eq!(found.to_bits(), trajectory[2 * index(*step) + coordinate].to_bits());
                running.push(found);
            }
        }
        for numbers in &mut running {
            numbers.sort_by(f64::total_cmp);
            let half = numbers.len() / 2;
            match numbers.len() {
                0 => {}
                length if length % 2 == 1 => median.push(numbers[half]),
                _ => median.push(f64::midpoint(numbers[half - 1], numbers[half])),
            }
        }
    }
    assert_eq!(ensemble.median(), median);
    ensemble
}

#[test]
fn every_path_is_the_racers_under_that_seed() {
    for noise in ["0.2,seed=5", "0.2,seed=4294967290,shared=false"] {
        let line = format!(
            "racers=sgd,momentum,momentum(dampening=0,dampFirstStep=false,nesterov=true),adamw,adam\
             &noise={noise}"
        );
        for (racer, count) in [(0, 1), (1, 2), (2, 5), (3, 5), (4, 31)] {
            let ensemble = check(&line, racer, count);
            assert_eq!(ensemble.steps(), (0..=100).collect::<Vec<u32>>());
        }
    }
}

#[test]
fn the_median_is_of_those_that_still_run() {
    // Noise decides when a seed leaves the domain.
    let ensemble = check("formula=log(x)+y^2&start=0.5,1&racers=sgd&noise=8&steps=300", 0, 40);
    let lengths: Vec<usize> = ensemble.paths().map(<[f64]>::len).collect();
    assert!(lengths.iter().min() < lengths.iter().max(), "{lengths:?}");
    // A start outside of the domain gives no path and no median.
    let ensemble = check("formula=log(x)&start=-1,0&racers=sgd&noise=1&steps=100", 0, 3);
    assert!(ensemble.median().is_empty());
    assert_eq!(ensemble.steps().len(), 101);
}

#[test]
fn of_a_long_run_a_thousand_steps_are_kept() {
    for (steps, every) in [(1000, 1), (1001, 2), (2500, 3), (10_000, 10)] {
        let ensemble = check(&format!("racers=adam&noise=0.1&steps={steps}"), 0, 3);
        let kept = ensemble.steps();
        assert!(kept.len() <= 1001);
        assert_eq!((kept[1], kept[kept.len() - 1]), (every, steps));
    }
}

#[test]
fn slices_give_the_same_as_one_call() {
    let line = "objective=rosenbrock&racers=sgd,adam(lr=0.1)&noise=5,shared=false&steps=3000";
    let whole = complete(line, 1, 20);
    let mut sliced = Ensemble::new(&line.parse().unwrap(), 1, 20).unwrap();
    let mut calls = 0;
    while !sliced.advance(|| false) {
        calls += 1;
        assert!(sliced.median().len() == 2 * sliced.steps().len());
    }
    assert!(calls > 20, "{calls}");
    assert_eq!((whole.steps(), whole.median()), (sliced.steps(), sliced.median()));
    assert!(whole.paths().eq(sliced.paths()));
    assert!(sliced.advance(|| false));
}

#[test]
fn what_cannot_be_an_ensemble_is_refused() {
    let config: RunConfig = "racers=sgd,adam&noise=0.1".parse().unwrap();
    let said = |config: &RunConfig, racer, count| {
        Ensemble::new(config, racer, count).err().map(|error| error.to_string())
    };
    assert_eq!(said(&config, 1, MAX_SEEDS), None);
    for count in [0, 201] {
        let message = format!("count is {count}; it must be a whole number from 1 to 200");
        assert_eq!(said(&config, 0, count), Some(message));
    }
    let message = "racer is 2; it must be a whole number from 0 to 1";
    assert_eq!(said(&config, 2, 5).as_deref(), Some(message));
    let without = RunConfig { noise: Noise::NONE, ..config };
    let message = "noise is missing; it must be given: seeds differ in nothing else";
    assert_eq!(said(&without, 0, 5).as_deref(), Some(message));
}
