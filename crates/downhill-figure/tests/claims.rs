//! What the article "Neural Network Optimization Algorithms Explained with Code" says and shows, as
//! far as it can be known more exactly than its experiments read it.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "../../downhill/tests/common/mod.rs"]
mod common;

use common::runner;
use downhill::{OptimizerRunner, RunConfig};
use downhill_figure::panels::story::{Experiment, stories};

/// The story of that name.
fn story(name: &str) -> &'static Experiment {
    stories().find(|story| story.name() == name).unwrap()
}

/// The iterates of the first racer of `line`.
fn path(line: &str, steps: u32) -> Vec<[f64; 2]> {
    let mut runner = runner(line);
    runner.step(steps).unwrap();
    let flat = runner.trajectory(0).unwrap().chunks_exact(2);
    flat.map(|point| [point[0], point[1]]).collect()
}

/// The iterates of one racer of the article's own settings.
/// The momentum of the article's code.
const DAMPED: &str = "momentum(dampening=0.9,dampFirstStep=true)";

fn article(racer: &str) -> Vec<[f64; 2]> {
    path(&format!("preset=article&racers={racer}"), 100)
}

/// How far each step of a path went.
fn step_lengths(path: &[[f64; 2]]) -> Vec<f64> {
    path.windows(2)
        .map(|step| {
            let [dx, dy] = [step[1][0] - step[0][0], step[1][1] - step[0][1]];
            (dx * dx + dy * dy).sqrt()
        })
        .collect()
}

fn largest(numbers: &[f64]) -> f64 {
    numbers.iter().copied().fold(0.0, f64::max)
}

/// The steps that crossed x = 0 or y = 0.
fn crossings(path: &[[f64; 2]]) -> Vec<usize> {
    let crosses =
        |step: &[[f64; 2]]| step[0][0] * step[1][0] < 0.0 || step[0][1] * step[1][1] < 0.0;
    path.windows(2).enumerate().filter(|(_, step)| crosses(step)).map(|(k, _)| k + 1).collect()
}

/// How far the farther of the two coordinates is from the minimum at (0, 0).
fn distance(point: [f64; 2]) -> f64 {
    point[0].abs().max(point[1].abs())
}

#[test]
fn damped_momentum_takes_time_to_build_up_speed() {
    let sgd = step_lengths(&article("sgd"));
    let momentum = step_lengths(&article(DAMPED));
    let shares: Vec<f64> = momentum.iter().zip(&sgd).map(|(ours, sgds)| ours / sgds).collect();
    // The first velocity is a tenth of the gradient.
    assert!((shares[0] - 0.1).abs() < 1e-12, "{shares:?}");
    assert!(shares[..10].is_sorted(), "{shares:?}");
    assert!(shares[..20].iter().all(|share| *share < 0.55), "{shares:?}");
}

#[test]
fn adagrad_evens_out_the_coordinates() {
    let start = runner("preset=article").evaluate([0.75, -0.75]).gradient;
    // y is more than twice as steep as x at the start, and SGD's first step is as uneven …
    assert!((start[0] / start[1]).abs() < 0.43);
    let sgd = article("sgd")[1];
    assert!(((sgd[0] - 0.75) / (sgd[1] + 0.75)).abs() < 0.43);
    // … while AdaGrad has gone equally far along both after every step.
    for [x, y] in &article("adagrad")[1..] {
        let ratio = (x - 0.75) / (y + 0.75);
        assert!((ratio + 1.0).abs() < 1e-6, "{ratio}");
    }
}

#[test]
fn adam_overshoots_the_centre_and_rolls_back() {
    let path = article("adam");
    let crossings = crossings(&path);
    assert!(crossings.len() >= 3, "{crossings:?}");
    // Past the centre it goes on, visibly, before it turns.
    let beyond = &path[crossings[0]..crossings[1]];
    let farthest = largest(&beyond.iter().map(|point| distance(*point)).collect::<Vec<_>>());
    assert!(farthest > 0.02, "{farthest}");
    assert!(distance(beyond[beyond.len() - 1]) < 0.5 * farthest);
}

#[test]
fn rmsprop_goes_straight_in_and_stays() {
    let path = article("rmsprop");
    // Every step is nearer than the one before. Only within 1e-70 of the centre, when the rate has
    // grown past that of a step to the centre, does it alternate between the sides.
    assert!(path.windows(2).all(|step| distance(step[1]) < distance(step[0])));
    assert!(crossings(&path).iter().all(|step| distance(path[*step]) < 1e-70));
    assert!(distance(path[100]) < 1e-95);
}

/// The article's own code, run with NumPy in float64, gives these digits.
#[test]
fn positions_are_those_that_the_articles_code_gives() {
    for (racer, step, [x, y], [unit_x, unit_y]) in [
        ("sgd", 100, [1.461_622_83e-2, -5.478_508_07e-5], [1e-10, 1e-13]),
        (DAMPED, 1, [0.749_706, -0.749_313], [1e-6, 1e-6]),
        (DAMPED, 100, [-1.393_513e-2, -4.082_39e-3], [1e-8, 1e-8]),
        ("adagrad", 100, [0.286_548_76, -0.286_548_76], [1e-8, 1e-8]),
        ("rmsprop", 1, [0.550_000_14, -0.550_000_06], [1e-8, 1e-8]),
        ("rmsprop", 100, [4.5e-96, -4.7e-96], [1e-97, 1e-97]),
        ("adam", 10, [0.546_711_043, -0.546_711_037], [1e-9, 1e-9]),
        ("adam", 100, [-3.751_531e-3, 3.751_530e-3], [1e-9, 1e-9]),
    ] {
        let at = article(racer)[step];
        // Half a unit of the last digit printed.
        assert!((at[0] - x).abs() <= 0.5 * unit_x, "{racer} after {step}: {at:?}");
        assert!((at[1] - y).abs() <= 0.5 * unit_y, "{racer} after {step}: {at:?}");
    }
}

#[test]
fn the_gif_was_drawn_with_other_settings_than_the_code_prints() {
    let (mut code, mut gif) = (runner("preset=article"), runner("preset=article-gif"));
    code.step(100).unwrap();
    gif.step(100).unwrap();
    let same = |racer| code.trajectory(racer) == gif.trajectory(racer);
    assert_eq!([0, 1, 2, 3, 4].map(same), [true, true, true, false, false]);
    // RMSProp's first step shows its beta: lr/√(1 − 0.9), not lr/√(1 − 0.99).
    let first = 0.75 - gif.trajectory(3).unwrap()[2];
    assert!((first - 0.02 / 0.1_f64.sqrt()).abs() < 1e-6, "{first}");
}

/// How many steps of each racer lead to f < 0.001; `u32::MAX` where 100 do not.
fn steps_until_near(config: &RunConfig) -> Vec<u32> {
    let mut runner = OptimizerRunner::new(config.clone());
    runner.step(100).unwrap();
    let first = |racer| {
        let losses = runner.losses(racer).unwrap();
        let step = losses.iter().position(|loss| *loss < 1e-3);
        step.map_or(u32::MAX, |step| u32::try_from(step).unwrap())
    };
    (0..config.racers.len()).map(first).collect()
}

/// The rates in the runs are the best of those that are tried from 0.0001 to 8: ten a decade, as
/// Renard's series R10 rounds them.
#[test]
fn each_at_its_best_rate_is_at_the_best_of_ten_a_decade() {
    let rates: Vec<f64> = ["e-4", "e-3", "e-2", "e-1", "e0"]
        .iter()
        .flat_map(|decade| {
            ["1", "1.25", "1.6", "2", "2.5", "3.15", "4", "5", "6.3", "8"]
                .map(|digits| [digits, decade].concat().parse().unwrap())
        })
        .collect();
    for (name, steps) in [
        ("best-rates", [4, 17, 4, 4, 2]),
        ("another-start", [5, 13, 8, 8, 28]),
        ("fair", [55, 48, 68, 59, 28]),
    ] {
        let config: RunConfig = story(name).run().parse().unwrap();
        assert_eq!(steps_until_near(&config), steps, "{name}");
        let mut fewest = [u32::MAX; 5];
        for rate in &rates {
            let mut config = config.clone();
            for racer in &mut config.racers {
                *racer.optimizer.learning_rate_mut() = *rate;
            }
            for (fewest, steps) in fewest.iter_mut().zip(steps_until_near(&config)) {
                *fewest = steps.min(*fewest);
            }
        }
        assert_eq!(fewest, steps, "{name}");
        for racer in &config.racers {
            let rate = *racer.optimizer.clone().learning_rate_mut();
            assert!(rates.contains(&rate), "{name}: {rate}");
        }
    }
}

/// "RMSProp actually performs best" at the article's rate, and would not with bias correction.
#[test]
fn without_its_head_start_rmsprop_is_not_first() {
    let line = format!("racers=sgd,{DAMPED},adagrad,adam,rmsprop,adam(betas=0:0.99)");
    let steps = steps_until_near(&line.parse().unwrap());
    assert_eq!(steps, [90, 92, u32::MAX, 35, 6, 39]);
}

/// So the formula's lead, and its way across the plain, are those of another rate.
#[test]
fn undamped_momentum_is_the_damped_one_at_ten_times_the_rate() {
    let paths = ["lr=0.02,dampening=0", "lr=0.2,dampening=0.9,dampFirstStep=true"]
        .map(|settings| article(&format!("momentum(momentum=0.9,{settings})")));
    for (first, second) in paths[0].iter().zip(&paths[1]) {
        assert!((first[0] - second[0]).abs() < 1e-12 && (first[1] - second[1]).abs() < 1e-12);
    }
    let plain = story("flat-areas");
    let mut config: RunConfig = plain.run().parse().unwrap();
    *config.racers[0].optimizer.learning_rate_mut() *= 10.0;
    let mut runner = OptimizerRunner::new(config);
    runner.step(40).unwrap();
    assert!(runner.losses(0).unwrap()[39] < 0.1);
}

#[test]
fn in_the_flat_corner_the_gradient_is_a_third_of_its_largest() {
    let lengths = step_lengths(&article("sgd"));
    let share = lengths[0] / largest(&lengths);
    assert!((0.28..0.38).contains(&share), "{share}");
}
