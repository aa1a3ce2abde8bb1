//! The rules as code, which a page shows, run as they stand: they go where the racers go.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails to unwrap fails the test")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use common::runner;
use downhill::anatomy::code;
use downhill::{Optimizer, OptimizerKind, OptimizerRunner};

const RUN: &str = "start=0.9,-0.35&racers=sgd(lr=0.05),momentum,momentum(lr=0.05,momentum=0.8,\
                   dampening=0.3,dampFirstStep=false),momentum(dampening=0),adagrad(lr=0.1,eps=1e-3),\
                   rmsprop(alpha=0.9),adam,adam(lr=0.05,betas=0.8:0.95,eps=1e-4),\
                   adam(biasCorrection=false)";
const STEPS: i32 = 40;

/// The functions as they are shown.
#[allow(
    clippy::disallowed_methods,
    clippy::needless_range_loop,
    reason = "it is to be read beside the same in Python"
)]
mod shown {
    use downhill::{Objective, Optimizer};

    include!("../src/anatomy/code/sgd.rs");
    include!("../src/anatomy/code/momentum.rs");
    include!("../src/anatomy/code/adagrad.rs");
    include!("../src/anatomy/code/rmsprop.rs");
    include!("../src/anatomy/code/adam.rs");

    fn gradient(x: [f64; 2]) -> [f64; 2] {
        Objective::gaussian().evaluate(x).gradient
    }

    pub(super) fn after(steps: i32, x: [f64; 2], optimizer: &Optimizer) -> [f64; 2] {
        match *optimizer {
            Optimizer::Sgd(of) => sgd(x, of.lr, steps),
            Optimizer::Momentum(of) => {
                momentum(x, of.lr, of.momentum, of.dampening, of.damp_first_step, steps)
            }
            Optimizer::AdaGrad(of) => adagrad(x, of.lr, of.eps, steps),
            Optimizer::RmsProp(of) => rmsprop(x, of.lr, of.alpha, of.eps, steps),
            Optimizer::Adam(of) => adam(x, of.lr, of.betas, of.eps, of.bias_correction, steps),
        }
    }
}

fn run() -> OptimizerRunner {
    let mut runner = runner(RUN);
    runner.step(u32::try_from(STEPS).unwrap()).unwrap();
    runner
}

/// Compares what `found` gives for each racer after each number of steps, from 0 on.
fn is_where_the_racers_are(found: &mut dyn FnMut(&Optimizer, i32) -> [f64; 2]) {
    let runner = run();
    for (racer, of) in runner.config().racers.iter().enumerate() {
        let path = runner.trajectory(racer).unwrap().as_chunks::<2>().0;
        for (step, ours) in (0..).zip(path) {
            let theirs = found(&of.optimizer, step);
            for axis in 0..2 {
                let apart = (ours[axis] - theirs[axis]).abs();
                assert!(apart < 1e-12, "{} after {step}: {ours:?}, {theirs:?}", of.label);
            }
        }
    }
}

#[test]
fn the_rust_code_goes_where_the_racers_go() {
    let start = run().config().start;
    is_where_the_racers_are(&mut |optimizer, steps| shown::after(steps, start, optimizer));
}

#[test]
fn the_rust_code_shown_is_the_one_that_runs() {
    for (kind, function) in
        OptimizerKind::ALL.into_iter().zip(["sgd", "momentum", "adagrad", "rmsprop", "adam"])
    {
        let code = code(kind).rust;
        assert!(code.starts_with(&["fn ", function, "("].concat()), "{code}");
        assert!(code.lines().all(|line| line.len() <= 100), "{code}");
    }
}

/// The call of a rule's Python function with the settings of a racer.
fn python_call(optimizer: &Optimizer) -> String {
    let truth = |of: bool| if of { "True" } else { "False" };
    match optimizer {
        Optimizer::Sgd(of) => format!("sgd(x, lr={:?}", of.lr),
        Optimizer::Momentum(of) => format!(
            "sgd_momentum(x, lr={:?}, momentum={:?}, dampening={:?}, damp_first_step={}",
            of.lr,
            of.momentum,
            of.dampening,
            truth(of.damp_first_step)
        ),
        Optimizer::AdaGrad(of) => format!("ada_grad(x, lr={:?}, eps={:?}", of.lr, of.eps),
        Optimizer::RmsProp(of) => {
            format!("rms_prop(x, lr={:?}, alpha={:?}, eps={:?}", of.lr, of.alpha, of.eps)
        }
        Optimizer::Adam(of) => format!(
            "adam(x, lr={:?}, betas=({:?}, {:?}), eps={:?}, bias_correction={}",
            of.lr,
            of.betas[0],
            of.betas[1],
            of.eps,
            truth(of.bias_correction)
        ),
    }
}

/// The Python code with a line printed for each racer and number of steps.
fn python() -> String {
    let runner = run();
    let [x, y] = runner.config().start;
    let mut script = [
        include_str!("numpy.py"),
        "\n\ndef compute_gradient(x):\n    \
         bell = math.exp(-(x[0]**2 / 0.7 + x[1]**2 / 0.3))\n    \
         return np.array([2 * x[0] / 0.7, 2 * x[1] / 0.3]) * bell\n",
    ]
    .concat();
    for kind in OptimizerKind::ALL {
        script.push_str(code(kind).python);
    }
    for racer in &runner.config().racers {
        script.push_str(&format!(
            "for steps in range({STEPS} + 1):\n    \
             x = np.array([{x:?}, {y:?}])\n    \
             x = {}, num_steps=steps)\n    \
             print(x[0], x[1])\n",
            python_call(&racer.optimizer)
        ));
    }
    script
}

fn printed_by_python(script: &str) -> String {
    let mut python = Command::new("python3")
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 must be on PATH");
    python.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{script}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_python_code_goes_where_the_racers_go() {
    let script = python();
    for kind in OptimizerKind::ALL {
        let python = code(kind).python;
        assert!(python.starts_with("def ") && python.ends_with("    return x\n"), "{python}");
        assert!(python.contains("dx = compute_gradient(x)\n"), "{python}");
    }
    let printed = printed_by_python(&script);
    let mut lines = printed.lines();
    is_where_the_racers_are(&mut |_, _| {
        let mut numbers = lines.next().unwrap().split(' ').map(|text| text.parse().unwrap());
        [numbers.next().unwrap(), numbers.next().unwrap()]
    });
    assert_eq!(lines.next(), None);
}
