//! One racer from many starts, against the racer run alone from each.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{MAX_SWARM, OptimizerRunner, RunConfig, Status, Swarm};

/// The step of each racer of a swarm, its place and f there, as the racer alone has them.
fn assert_as_alone(config: &RunConfig, racer: usize, swarm: &Swarm) {
    for (start, walker) in swarm.starts().iter().zip(swarm.walkers()) {
        let mut runner = OptimizerRunner::new(RunConfig { start: *start, ..config.clone() });
        runner.step(swarm.step()).unwrap();
        let (path, losses) = (runner.trajectory(racer).unwrap(), runner.losses(racer).unwrap());
        assert_eq!(walker.point(), *path.last_chunk::<2>().unwrap(), "from {start:?}");
        assert_eq!(walker.loss().to_bits(), losses.last().unwrap().to_bits());
        assert_eq!(walker.status(), runner.status(racer).unwrap());
    }
}

#[test]
fn every_racer_is_where_it_would_be_alone_at_any_step_and_back() {
    for line in [
        "objective=himmelblau&steps=700&racers=sgd(lr=0.01),adam(lr=0.1)",
        "objective=rosenbrock&steps=700&racers=sgd,sgd(lr=0.02)",
        "formula=log(x)+y^2+x&view=-1:4,-2:2&start=1,1&steps=700&racers=sgd,sgd(lr=0.3)",
        "objective=saddle&steps=700&racers=sgd,momentum&noise=sigma=0.2,seed=5,shared=false",
    ] {
        let config: RunConfig = line.parse().unwrap();
        let mut swarm = Swarm::of(&config, 1, [6, 5]).unwrap();
        for step in [0, 1, 33, 700, 650, 100, 99, 0, 350] {
            assert!(swarm.go_to(step, || true));
            assert_eq!(swarm.step(), step);
            assert_as_alone(&config, 1, &swarm);
        }
    }
}

#[test]
fn it_goes_on_where_it_was_interrupted_and_may_turn_back_there() {
    let config: RunConfig = "objective=himmelblau&steps=300&racers=adam".parse().unwrap();
    let mut swarm = Swarm::of(&config, 0, [6, 5]).unwrap();
    for goal in [200, 60, 190] {
        let mut calls = 0;
        while !swarm.go_to(goal, || {
            calls += 1;
            calls % 7 != 0
        }) {}
        assert!(calls > 7);
        assert_as_alone(&config, 0, &swarm);
        // It has begun the next steps when it turns back.
        assert!(!swarm.go_to(goal + 90, || false));
    }
}

#[test]
fn starts_lie_on_a_lattice_over_the_view() {
    let config: RunConfig = "formula=x^2+y^2&view=-1:3,0:2&start=1,1".parse().unwrap();
    let swarm = Swarm::of(&config, 0, [4, 2]).unwrap();
    assert_eq!((swarm.lattice(), swarm.starts().len()), ([4, 2], 8));
    assert_eq!([swarm.starts()[0], swarm.starts()[7]], [[-0.5, 0.5], [2.5, 1.5]]);
    assert!(swarm.walkers().iter().all(|walker| walker.status() == Status::Running));
    assert!(Swarm::of(&config, 9, [4, 2]).is_none());
    for [columns, rows] in [[0, 5], [5, 0], [MAX_SWARM, 2], [u32::MAX, u32::MAX]] {
        assert!(Swarm::of(&config, 0, [columns, rows]).is_none());
    }
    assert!(Swarm::of(&config, 0, [50, 40]).is_some());
}
