//! The code of the rules that a page shows, run as it is: it follows the racers' paths.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails to unwrap fails the test")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use common::runner;
use downhill::{Optimizer, OptimizerKind, OptimizerRunner, code};

const RUNS: [&str; 3] = [
    "start=0.9,-0.35&racers=sgd(lr=0.05),momentum(dampening=0.9,dampFirstStep=true),\
     momentum(lr=0.05,momentum=0.8,dampening=0.3),momentum,adagrad(lr=0.1,eps=1e-3),\
     rmsprop(alpha=0.9),adam,adam(lr=0.05,betas=0.8:0.95,eps=1e-4),\
     adam(biasCorrection=false),adamw,\
     adamw(lr=0.05,betas=0.8:0.95,eps=1e-4,weightDecay=0.3),\
     momentum(momentum=0.8,dampening=0,dampFirstStep=false,nesterov=true,weightDecay=0.1),\
     nadam,radam,adamax,adadelta",
    "start=-1,0.25&racers=sgd(lr=1e-7),sgd(lr=0.125),momentum(momentum=0,dampening=0.5),\
     momentum(momentum=0,dampFirstStep=true,dampening=0.5),\
     momentum(lr=0.03,momentum=0.5,dampening=0.25,dampFirstStep=true),\
     adagrad(lr=1,eps=1e-12),rmsprop(lr=0.001,alpha=0.5,eps=0.5),\
     adam(lr=0.2,betas=0:0.5,biasCorrection=false,eps=0.01),adamw(weightDecay=0,amsgrad=true),\
     rprop,rprop(lr=0.1,etas=0.4:1.5,stepSizes=0.01:0.2),lion,lion(betas=0.5:0.8,weightDecay=0.2)",
    "start=0.9,-0.35&racers=sgd(weightDecay=0.2,maximize=true),momentum(maximize=true),\
     adagrad(lrDecay=0.1,initialAccumulatorValue=0.3,weightDecay=0.1),\
     rmsprop(momentum=0.8,weightDecay=0.1),rmsprop(centered=true),\
     rmsprop(centered=true,momentum=0.5,alpha=0.9),adam(amsgrad=true,weightDecay=0.2),\
     adam(amsgrad=true,biasCorrection=false),nadam(lr=0.05,betas=0.8:0.9,momentumDecay=0.5),\
     radam(betas=0.8:0.6),radam(betas=0.8:0.95,eps=0.1),adamax(betas=0.5:0.6,eps=0.1),\
     adadelta(lr=2,rho=0.5,eps=1e-3)",
];
/// Every schedule, on rules that use the learning rate in their own ways, and both ways of clipping.
const LOOPED: &str = "start=0.9,-0.35&steps=40&racers=sgd(lr=0.2,schedule=step,stepSize=7,gamma=0.5),\
    adam(schedule=exponential,gamma=0.9,clipNorm=0.5),adagrad(lr=0.5,schedule=cosine,tMax=30,etaMin=0.01),\
    rmsprop(schedule=warmupCosine,totalIters=5,startFactor=0.2,tMax=25,etaMin=0.001,clipValue=0.2),\
    momentum(schedule=oneCycle,totalSteps=30,clipNorm=1,clipValue=0.3),\
    adamw(schedule=oneCycle,totalSteps=10,pctStart=0.05),rprop(schedule=warmupCosine,clipNorm=0.1),\
    radam(schedule=cosine),lion(schedule=step,clipValue=1e-9)";
const STEPS: i32 = 40;

/// The functions as they are shown.
#[allow(
    clippy::disallowed_methods,
    clippy::needless_range_loop,
    clippy::too_many_arguments,
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
    include!("../../downhill-math/src/rules/code/nadam.rs");
    include!("../../downhill-math/src/rules/code/radam.rs");
    include!("../../downhill-math/src/rules/code/adamax.rs");
    include!("../../downhill-math/src/rules/code/adadelta.rs");
    include!("../../downhill-math/src/rules/code/rprop.rs");
    include!("../../downhill-math/src/rules/code/lion.rs");

    fn gradient(x: [f64; 2]) -> [f64; 2] {
        Objective::gaussian().evaluate(x).gradient
    }

    pub(super) fn after(steps: i32, x: [f64; 2], optimizer: &Optimizer) -> [f64; 2] {
        match *optimizer {
            Optimizer::Sgd(r) => sgd(x, r.lr, r.weight_decay, r.maximize, steps),
            Optimizer::Momentum(r) => {
                let (damps, is_ahead) = (r.damp_first_step, r.nesterov);
                let (decay, maximize) = (r.weight_decay, r.maximize);
                momentum(x, r.lr, r.momentum, r.dampening, damps, is_ahead, decay, maximize, steps)
            }
            Optimizer::AdaGrad(r) => {
                let first = r.initial_accumulator_value;
                adagrad(x, r.lr, r.eps, r.lr_decay, first, r.weight_decay, steps)
            }
            Optimizer::RmsProp(r) => {
                rmsprop(x, r.lr, r.alpha, r.eps, r.momentum, r.centered, r.weight_decay, steps)
            }
            Optimizer::Adam(r) => {
                let corrects = r.bias_correction;
                adam(x, r.lr, r.betas, r.eps, corrects, r.amsgrad, r.weight_decay, steps)
            }
            Optimizer::AdamW(r) => adamw(x, r.lr, r.betas, r.eps, r.weight_decay, r.amsgrad, steps),
            Optimizer::NAdam(r) => nadam(x, r.lr, r.betas, r.eps, r.momentum_decay, steps),
            Optimizer::RAdam(r) => radam(x, r.lr, r.betas, r.eps, steps),
            Optimizer::Adamax(r) => adamax(x, r.lr, r.betas, r.eps, steps),
            Optimizer::Adadelta(r) => adadelta(x, r.lr, r.rho, r.eps, steps),
            Optimizer::Rprop(r) => rprop(x, r.lr, r.etas, r.step_sizes, steps),
            Optimizer::Lion(r) => lion(x, r.lr, r.betas, r.weight_decay, steps),
        }
    }
}

fn run(line: &str) -> OptimizerRunner {
    let mut runner = runner(line);
    runner.step(u32::try_from(STEPS).unwrap()).unwrap();
    runner
}

fn runs() -> [OptimizerRunner; 3] {
    RUNS.map(run)
}

#[test]
fn every_rules_code_is_run() {
    let runs = runs();
    let raced = |kind| {
        let mut racers = runs.iter().flat_map(|run| &run.config().racers);
        racers.any(|racer| racer.optimizer.kind() == kind)
    };
    for kind in OptimizerKind::ALL {
        assert!(raced(kind), "{} has no racer in RUNS", kind.name());
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

/// Where code leads from a start by a rule in so many steps.
type After<'a> = dyn FnMut([f64; 2], &Optimizer, i32) -> [f64; 2] + 'a;

/// Compares what `found` gives for each racer's start and rule after each number of steps, from 0 on.
fn is_where_the_racers_are(runs: &[OptimizerRunner], found: &mut After<'_>) {
    for runner in runs {
        let config = runner.config();
        for (racer, racer_config) in config.racers.iter().enumerate() {
            let path = runner.trajectory(racer).unwrap().as_chunks::<2>().0;
            for (step, ours) in (0..).zip(path) {
                let theirs = found(config.start, &racer_config.optimizer, step);
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
}

#[test]
fn the_rust_code_goes_where_the_racers_go() {
    let mut found = |start, optimizer: &Optimizer, steps| shown::after(steps, start, optimizer);
    is_where_the_racers_are(&runs(), &mut found);
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

/// Each racer's Python code as it is shown, and a line printed for each number of steps.
fn python(runs: &[OptimizerRunner]) -> String {
    let mut script = [
        include_str!("numpy.py"),
        "\n\ndef compute_gradient(x):\n    \
         bell = math.exp(-(x[0]**2 / 0.7 + x[1]**2 / 0.3))\n    \
         return np.array([2 * x[0] / 0.7, 2 * x[1] / 0.3]) * bell\n\n\n",
    ]
    .concat();
    let steps = u32::try_from(STEPS).unwrap();
    let racers = runs.iter().flat_map(|run| {
        run.config().racers.iter().map(|racer| (run.config().start, racer.training()))
    });
    for (start, training) in racers {
        let shown = code::python(training, start, steps);
        let (_, call) = shown.trim_end().rsplit_once("\nx = ").unwrap();
        let call = call.strip_suffix(')').unwrap();
        script.push_str(&shown);
        script.push_str(&format!(
            "end = x\n\
             for steps in range({STEPS} + 1):\n    \
             x = {call}, num_steps=steps)\n    \
             print(x[0], x[1])\n\
             assert x[0] == end[0] and x[1] == end[1]\n\n\n"
        ));
    }
    script
}

#[test]
fn the_code_has_the_racers_own_settings() {
    let [first, second, third] = runs();
    let config = first.config();
    let optimizer = |index: usize| {
        let racers = config.racers.iter().chain(&second.config().racers);
        let racers = racers.chain(&third.config().racers);
        &racers.collect::<Vec<_>>()[index].optimizer
    };
    let python = |index| code::python(optimizer(index), config.start, 40);
    let heads = [
        (0, "def sgd(x, lr=0.05, weight_decay=0.0, maximize=False, num_steps=40):\n"),
        (
            2,
            "def sgd_momentum(\n    x, lr=0.05, momentum=0.8, dampening=0.3, \
             damp_first_step=False, nesterov=False,\n    weight_decay=0.0, maximize=False, \
             num_steps=40\n):\n",
        ),
        (
            7,
            "def adam(\n    x, lr=0.05, betas=(0.8, 0.95), eps=0.0001, bias_correction=True, \
             amsgrad=False,\n    weight_decay=0.0, num_steps=40\n):\n",
        ),
        (16, "def sgd(x, lr=1e-7, weight_decay=0.0, maximize=False, num_steps=40):\n"),
        (
            21,
            "def ada_grad(\n    x, lr=1.0, eps=1e-12, lr_decay=0.0, initial_accumulator_value=0.0, \
             weight_decay=0.0,\n    num_steps=40\n):\n",
        ),
    ];
    for (index, head) in heads {
        let code = python(index);
        assert!(code.starts_with(head), "{code}");
        assert!(code.contains("(np.array([0.9, -0.35]))\n"), "{code}");
        assert!(code.lines().all(|line| line.len() <= 110), "{code}");
    }
    let rust = |index| code::rust(optimizer(index), config.start, 40);
    for (index, call) in [
        (0, "\nlet x = sgd([0.9, -0.35], 0.05, 0.0, false, 40);\n"),
        (2, "\nlet x = momentum([0.9, -0.35], 0.05, 0.8, 0.3, false, false, 0.0, false, 40);\n"),
        (7, "\nlet x = adam([0.9, -0.35], 0.05, [0.8, 0.95], 0.0001, true, false, 0.0, 40);\n"),
        (11, ", 0.8, 0.0, false, true, 0.1, false, 40);\n"),
    ] {
        let code = rust(index);
        assert!(code.ends_with(call), "{code}");
        assert!(code.starts_with(optimizer(index).kind().about().rust), "{code}");
    }
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
    for kind in OptimizerKind::ALL {
        let python = kind.about().python;
        assert!(python.starts_with("def ") && python.ends_with("    return x\n"), "{python}");
        assert!(python.contains("dx = ") && python.contains("compute_gradient(x)"), "{python}");
    }
    python_goes_where_the_racers_go(&runs());
}

#[test]
fn the_python_code_with_schedules_and_clipping_goes_where_the_racers_go() {
    python_goes_where_the_racers_go(&[run(LOOPED)]);
}

#[test]
fn the_rust_code_with_schedules_and_clipping_goes_where_the_racers_go() {
    let runs = [run(LOOPED)];
    let printed = printed_by_rust(&rust(&runs));
    let mut lines = printed.lines();
    is_where_the_racers_are(&runs, &mut |_, _, _| {
        let mut numbers = lines.next().unwrap().split(' ').map(|text| text.parse().unwrap());
        [numbers.next().unwrap(), numbers.next().unwrap()]
    });
    assert_eq!(lines.next(), None);
}

/// A program of each racer's Rust code as it is shown, which prints a line for each number of steps.
fn rust(runs: &[OptimizerRunner]) -> String {
    let mut program = "#![allow(unused)]\nfn gradient(x: [f64; 2]) -> [f64; 2] {\n    \
         let bell = (-(x[0] * x[0] / 0.7 + x[1] * x[1] / 0.3)).exp();\n    \
         [2.0 * x[0] / 0.7 * bell, 2.0 * x[1] / 0.3 * bell]\n}\n"
        .to_owned();
    let mut main = String::new();
    for run in runs {
        for (index, racer) in run.config().racers.iter().enumerate() {
            let shown = code::rust(racer.training(), run.config().start, run.config().steps);
            let (functions, call) = shown.trim_end().rsplit_once("\nlet x = ").unwrap();
            let (name, arguments) = call.split_once('(').unwrap();
            let (arguments, _) = arguments.rsplit_once(", ").unwrap();
            program.push_str(&format!(
                "mod racer{index} {{\nuse super::gradient;\n{}}}\n",
                functions.replacen(&format!("fn {name}("), &format!("pub fn {name}("), 1)
            ));
            main.push_str(&format!(
                "for steps in 0..={STEPS} {{\nlet x = racer{index}::{name}({arguments}, steps);\n\
                 println!(\"{{}} {{}}\", x[0], x[1]);\n}}\n"
            ));
        }
    }
    format!("{program}fn main() {{\n{main}}}\n")
}

/// Compiles a program and runs it.
fn printed_by_rust(program: &str) -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let into = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("looped");
    let mut compiler = Command::new(rustc)
        .args(["--edition", "2024", "-", "-o"])
        .arg(&into)
        .stdin(Stdio::piped())
        .spawn()
        .expect("rustc must be on PATH");
    compiler.stdin.take().unwrap().write_all(program.as_bytes()).unwrap();
    assert!(compiler.wait().unwrap().success(), "{program}");
    let output = Command::new(into).output().unwrap();
    assert!(output.status.success(), "{program}");
    String::from_utf8(output.stdout).unwrap()
}

fn python_goes_where_the_racers_go(runs: &[OptimizerRunner]) {
    let printed = printed_by_python(&python(runs));
    let mut lines = printed.lines();
    is_where_the_racers_are(runs, &mut |_, _, _| {
        let mut numbers = lines.next().unwrap().split(' ').map(|text| text.parse().unwrap());
        [numbers.next().unwrap(), numbers.next().unwrap()]
    });
    assert_eq!(lines.next(), None);
}
