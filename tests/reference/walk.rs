//! Takes runs, a line of JSON each, and answers each with a line of numbers: for the comparison with
//! torch in `random_runs.py`.
//!
//! A line holds `config`, a run of one racer, and `points`, places `[x, y]`. The answer has, between
//! blanks, the step at which the racer stopped (−1 where it did not) and the bits of numbers in
//! hexadecimal: x, y and f after every step, then f and ∇f at every point.
#![allow(clippy::unwrap_used, reason = "what cannot be read ends the comparison")]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::io::{BufRead, Write, stdin, stdout};

    use downhill::{OptimizerRunner, RunConfig};

    #[derive(serde::Deserialize)]
    struct Line {
        config: RunConfig,
        points: Vec<[f64; 2]>,
    }

    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let Line { config, points } = serde_json::from_str(&line.unwrap()).unwrap();
        let steps = config.steps;
        let mut runner = OptimizerRunner::new(config);
        runner.step(steps).unwrap();
        let stop = runner.status(0).unwrap().stop().map_or(-1, |(step, _)| i64::from(step));
        write!(out, "{stop}").unwrap();
        let losses = runner.losses(0).unwrap();
        for (place, loss) in runner.trajectory(0).unwrap().chunks(2).zip(losses) {
            for number in [place[0], place[1], *loss] {
                write!(out, " {:x}", number.to_bits()).unwrap();
            }
        }
        for point in points {
            let found = runner.evaluate(point);
            for number in [found.value, found.gradient[0], found.gradient[1]] {
                write!(out, " {:x}", number.to_bits()).unwrap();
            }
        }
        writeln!(out).unwrap();
    }
}
