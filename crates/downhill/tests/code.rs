//! The code of the rules that a page shows, run as it is: it follows the racers' paths.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails to unwrap fails the test")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use common::runner;
use downhill::{Optimizer, OptimizerKind, OptimizerRunner, Setting};

const RUN: &str = "start=0.9,-0.35&racers=sgd(lr=0.05),momentum(dampening=0.9,dampFirstStep=true),\
                   momentum(lr=0.05,momentum=0.8,dampening=0.3),momentum,adagrad(lr=0.1,eps=1e-3),\
                   rmsprop(alpha=0.9),adam,adam(lr=0.05,betas=0.8:0.95,eps=1e-4),\
                   adam(biasCorrection=false),adamw,\
                   adamw(lr=0.05,betas=0.8:0.95,eps=1e-4,weightDecay=0.3),\
                   momentum(momentum=0.8,dampening=0,dampFirstStep=false,nesterov=true)";
const STEPS: i32 = 40;

/// The functions as they are shown.
#[allow(
    clippy::disallowed_methods,
    clippy::needless_range_loop,
    reason = "it is to be read beside the same in Python"
)]
mod shown {
    use downhill::{Objective, Optimizer};

    include!("../../downhill-math/src/rules/code/sgd.rs");
    include!("../../downhill-math/src/rules/code/momentum.rs");
    include!("../../downhill-math/src/rules/code/adagrad.rs");
    include!("../../downhill-math/src/rules/code/rmsprop.rs");
    include!("../../downhill-math/src/rules/code/adam.rs");
    include!("../../downhill-math/src/rules/code/adamw.rs");

    fn gradient(x: [f64; 2]) -> [f64; 2] {
        Objective::gaussian().evaluate(x).gradient
    }

    pub(super) fn after(steps: i32, x: [f64; 2], optimizer: &Optimizer) -> [f64; 2] {
        match *optimizer {
            Optimizer::Sgd(rule) => sgd(x, rule.lr, steps),
            Optimizer::Momentum(rule) => {
                let (damps, is_ahead) = (rule.damp_first_step, rule.nesterov);
                momentum(x, rule.lr, rule.momentum, rule.dampening, damps, is_ahead, steps)
            }
            Optimizer::AdaGrad(rule) => adagrad(x, rule.lr, rule.eps, steps),
            Optimizer::RmsProp(rule) => rmsprop(x, rule.lr, rule.alpha, rule.eps, steps),
            Optimizer::Adam(rule) => {
                adam(x, rule.lr, rule.betas, rule.eps, rule.bias_correction, steps)
            }
            Optimizer::AdamW(rule) => {
                adamw(x, rule.lr, rule.betas, rule.eps, rule.weight_decay, steps)
            }
        }
    }
}

fn run() -> OptimizerRunner {
    let mut runner = runner(RUN);
    runner.step(u32::try_from(STEPS).unwrap()).unwrap();
    runner
}

#[test]
fn every_rules_code_is_run() {
    let run = run();
    let raced = |kind| {
        let mut racers = run.config().racers.iter();
        racers.any(|racer| racer.optimizer.kind() == kind)
    };
    for kind in OptimizerKind::ALL {
        assert!(raced(kind), "{} has no racer in RUN", kind.name());
    }
}

#[test]
fn every_rule_has_a_marker_of_its_own() {
    for (index, kind) in OptimizerKind::ALL.iter().enumerate() {
        let marker = kind.info().marker;
        let same = OptimizerKind::ALL[..index].iter().find(|other| other.info().marker == marker);
        assert_eq!(same, None, "{} has the marker of another", kind.name());
    }
}

/// Compares what `found` gives for each racer after each number of steps, from 0 on.
fn is_where_the_racers_are(found: &mut dyn FnMut(&Optimizer, i32) -> [f64; 2]) {
    let runner = run();
    for (racer, racer_config) in runner.config().racers.iter().enumerate() {
        let path = runner.trajectory(racer).unwrap().as_chunks::<2>().0;
        for (step, ours) in (0..).zip(path) {
            let theirs = found(&racer_config.optimizer, step);
            for axis in 0..2 {
                let apart = (ours[axis] - theirs[axis]).abs();
                assert!(
                    apart < 1e-12,
                    "{} after {step}: {ours:?}, {theirs:?}",
                    racer_config.optimizer.label()
                );
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
    for kind in OptimizerKind::ALL {
        let code = kind.about().rust;
        assert!(code.starts_with(&["fn ", kind.name(), "("].concat()), "{code}");
        assert!(code.lines().all(|line| line.len() <= 100), "{code}");
        // It takes the rule's settings, in their order.
        let (_, list) = code.split_once('(').unwrap();
        let (list, _) = list.split_once(") ->").unwrap();
        let taken: Vec<&str> = list
            .split_terminator(',')
            .filter_map(|part| part.trim().trim_start_matches("mut ").split(':').next())
            .filter(|name| !name.is_empty())
            .collect();
        assert_eq!(taken[1..taken.len() - 1], names(kind), "{code}");
    }
}

/// The names of an optimizer's hyper-parameters, as code has them.
fn names(kind: OptimizerKind) -> Vec<String> {
    let mut optimizer = kind.with_defaults();
    let mut names = Vec::new();
    while let Some((parameter, _)) = optimizer.setting(names.len()) {
        let mut name = String::new();
        for letter in parameter.name.chars() {
            if letter.is_ascii_uppercase() {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        }
        names.push(name);
    }
    names
}

/// The call of a rule's Python function with the settings of a racer.
fn python_call(optimizer: &Optimizer) -> String {
    let kind = optimizer.kind();
    let code = kind.about().python;
    let function = code.strip_prefix("def ").unwrap().split('(').next().unwrap();
    let mut call = format!("{function}(x");
    for (place, name) in names(kind).iter().enumerate() {
        let value = match optimizer.clone().setting(place).unwrap().1 {
            Setting::Number(number) => format!("{number:?}"),
            Setting::Pair([first, second]) => format!("({first:?}, {second:?})"),
            Setting::Switch(given) => (if *given { "True" } else { "False" }).to_owned(),
        };
        call.push_str(&format!(", {name}={value}"));
    }
    call
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
        script.push_str(kind.about().python);
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
        let python = kind.about().python;
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
