//! A run as a program: the programs are run, and print the numbers of the runner.
//!
//! The runs and what the programs with PyTorch print are those of tests/reference/scripts.json; PyTorch is no
//! part of the test.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "what fails to unwrap fails the test")]

mod common;

use std::fs::{read_dir, write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use common::runner;
use downhill::OptimizerRunner;
use downhill::script::{Language, script};
use serde_json::Value;

/// A run of the reference.
struct Record {
    run: String,
    hash: String,
    racers: Vec<Reference>,
}

/// So many of the runs, the first, are not drawn at random.
const FIXED: usize = 41;

/// What a racer's program with PyTorch printed.
struct Reference {
    /// The step from which on rounding decides the path.
    horizon: usize,
    /// The steps that are kept, all before the horizon.
    steps: Vec<usize>,
    iterates: Vec<f64>,
    losses: Vec<f64>,
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn records() -> Vec<Record> {
    let text = include_str!("../../../tests/reference/scripts.json");
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(value["torch"], "2.15.0");
    let racer = |value: &Value| Reference {
        horizon: index(&value["horizon"]),
        steps: value["steps"].as_array().unwrap().iter().map(index).collect(),
        iterates: numbers(&value["iterates"]),
        losses: numbers(&value["losses"]),
    };
    let record = |value: &Value| Record {
        run: value["run"].as_str().unwrap().to_owned(),
        hash: value["hash"].as_str().unwrap().to_owned(),
        racers: value["racers"].as_array().unwrap().iter().map(racer).collect(),
    };
    value["records"].as_array().unwrap().iter().map(record).collect()
}

/// The run, computed to its end.
fn computed(line: &str) -> OptimizerRunner {
    let mut runner = runner(line);
    let steps = runner.config().steps;
    runner.step(steps).unwrap();
    runner
}

/// The FNV-1a hash of a text.
fn fnv(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// How far a program's path may be from ours, relative to a coordinate above 1.
fn allowed(run: &str) -> f64 {
    if run.starts_with("formula=") { 1e-9 } else { 1e-12 }
}

/// Asserts that an iterate with f is the runner's.
fn assert_near(
    run: &str,
    [racer, step]: [usize; 2],
    runner: &OptimizerRunner,
    theirs: [f64; 2],
    loss: f64,
) {
    let ours = runner.iterate(racer, u32::try_from(step).unwrap()).unwrap();
    for axis in 0..2 {
        let apart = (ours[axis] - theirs[axis]).abs();
        let allowed = allowed(run) * ours[axis].abs().max(1.0);
        assert!(apart <= allowed, "{run}: racer {racer}, step {step}: {ours:?}, {theirs:?}");
    }
    let ours = runner.losses(racer).unwrap()[step];
    let apart = (ours - loss).abs();
    // f is steep somewhere.
    assert!(
        apart <= 1e-7 * ours.abs().max(1.0),
        "{run}: racer {racer}, step {step}: {ours} {loss}"
    );
}

#[test]
fn programs_with_pytorch_go_where_the_racers_go() {
    let records = records();
    assert!(records.len() >= 240);
    let (mut compared, mut steps) = (0, 0);
    for Record { run, hash, racers } in &records {
        let runner = computed(run);
        let program = script(runner.config(), Language::PyTorch);
        assert_eq!(
            &fnv(&program),
            hash,
            "tests/reference/scripts.py has run another program of {run} than\n{program}"
        );
        assert_eq!(racers.len(), runner.racer_count());
        for (racer, reference) in racers.iter().enumerate() {
            steps += usize::try_from(runner.config().steps).unwrap();
            compared += reference.horizon;
            let iterates = reference.iterates.as_chunks::<2>().0.iter().zip(&reference.losses);
            for (step, (iterate, loss)) in reference.steps.iter().zip(iterates) {
                assert_near(run, [racer, *step], &runner, *iterate, *loss);
            }
        }
    }
    // Most paths are compared to their end.
    assert!(10 * compared > 8 * steps, "{compared} of {steps}");
}

/// A path as a program printed it: x, y and f.
type Printed = Vec<[f64; 3]>;

/// What programs printed, racer by racer.
fn paths(printed: &str) -> Vec<Printed> {
    let mut paths: Vec<Printed> = Vec::new();
    for line in printed.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let numbers = words.iter().map(|word| word.parse::<f64>()).collect::<Result<Vec<_>, _>>();
        let Ok([step, x, y, f]) = numbers.as_deref() else { continue };
        if *step == 0.0 {
            paths.push(Vec::new());
        }
        paths.last_mut().unwrap().push([*x, *y, *f]);
    }
    paths
}

/// The output of a command that is given a text.
fn output(command: &mut Command, input: &str) -> String {
    use std::io::Write;
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it must be on PATH");
    let mut stdin = child.stdin.take().unwrap();
    // In a thread, for a pipe holds a part of it alone.
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn programs_with_numpy_go_where_the_racers_go() {
    // Python takes its time: half of the runs at random.
    let records = records().into_iter().enumerate();
    let records = records.filter(|(index, _)| *index < FIXED || index % 2 == 0);
    let records: Vec<Record> = records.map(|(_, record)| record).collect();
    let runners: Vec<OptimizerRunner> =
        records.iter().map(|record| computed(&record.run)).collect();
    let programs: Vec<String> =
        runners.iter().map(|runner| script(runner.config(), Language::NumPy)).collect();
    let python = [
        include_str!("numpy.py"),
        "\n\nimport json\nimport sys\n\nsys.modules[\"numpy\"] = np\nfor program in json.loads(r'''",
        &serde_json::to_string(&programs).unwrap().replace('\'', "\\u0027"),
        "'''):\n    exec(program, {})\n",
    ]
    .concat();
    let printed = output(Command::new("python3").arg("-"), &python);
    let mut paths = paths(&printed).into_iter();
    for (record, runner) in records.iter().zip(&runners) {
        for (racer, reference) in record.racers.iter().enumerate() {
            let path = paths.next().unwrap();
            assert_eq!(path.len(), runner.losses(racer).unwrap().len());
            for (step, [x, y, f]) in path.into_iter().enumerate().take(reference.horizon) {
                assert_near(&record.run, [racer, step], runner, [x, y], f);
            }
        }
    }
    assert_eq!(paths.next(), None);
}

/// The newest build of this crate, and the folder of what it needs.
fn library() -> (PathBuf, PathBuf) {
    let folder = std::env::current_exe().unwrap().parent().unwrap().to_owned();
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("libdownhill-") && name.ends_with(".rlib")
    };
    let files = read_dir(&folder).unwrap().map(|file| file.unwrap().path()).filter(is_library);
    (files.max_by_key(|file| file.metadata().unwrap().modified().unwrap()).unwrap(), folder)
}

#[test]
fn programs_in_rust_print_the_runners_own_numbers() {
    let records = records();
    let runners: Vec<OptimizerRunner> =
        records.iter().map(|record| computed(&record.run)).collect();
    // One crate of them all: each compiles as it is, in a module.
    let (mut modules, mut calls) = (String::new(), String::new());
    for (index, runner) in runners.iter().enumerate() {
        let program = script(runner.config(), Language::Rust);
        let program = program.replacen("\nfn main()", "\npub fn main()", 1);
        modules.push_str(&format!("mod run_{index} {{\n{program}}}\n"));
        calls.push_str(&format!("    run_{index}::main().unwrap();\n"));
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (source, binary) = (folder.join("scripts.rs"), folder.join("scripts"));
    write(&source, format!("{modules}fn main() {{\n{calls}}}\n")).unwrap();
    let (library, dependencies) = library();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(rustc)
        .args(["--edition", "2024", "-D", "warnings"])
        .args([&source, &PathBuf::from("-o"), &binary])
        .arg(format!("--extern=downhill={}", library.display()))
        .arg(format!("-Ldependency={}", dependencies.display()))
        .status()
        .expect("rustc must be on PATH");
    assert!(status.success());
    let printed = output(&mut Command::new(binary), "");
    let mut paths = paths(&printed).into_iter();
    for runner in &runners {
        for racer in 0..runner.racer_count() {
            let path = paths.next().unwrap();
            let iterates = runner.trajectory(racer).unwrap().as_chunks::<2>().0;
            assert_eq!(path.len(), iterates.len());
            for ((printed, iterate), loss) in
                path.iter().zip(iterates).zip(runner.losses(racer).unwrap())
            {
                let ours = [iterate[0], iterate[1], *loss];
                assert_eq!(printed.map(f64::to_bits), ours.map(f64::to_bits));
            }
        }
    }
    assert_eq!(paths.next(), None);
}

#[test]
fn nothing_that_is_typed_gets_out_of_its_place() {
    let label = "\"); import os #\\ {0} \u{202e}\u{2028}' β₁";
    let encoded: String = label
        .chars()
        .map(|letter| {
            let mut bytes = [0; 4];
            let bytes = letter.encode_utf8(&mut bytes).bytes();
            bytes.map(|byte| format!("%{byte:02x}")).collect::<String>()
        })
        .collect();
    let line = format!("formula=x^2%0a%2By^2&start=1,2&racers=sgd#{encoded}&steps=3");
    let config = runner(&line).config().clone();
    assert_eq!(config.labels(), [label]);
    assert!(config.objective.formula().contains('\n'));
    let literal = "\"\\\"); import os #\\\\ {0} \\u202e\\u2028' β₁\",";
    for language in [Language::PyTorch, Language::NumPy] {
        let program = script(&config, language);
        assert!(program.contains(literal), "{program}");
        assert!(program.contains("\n    return x**2 + y**2\n"), "{program}");
    }
    let program = script(&config, Language::Rust);
    assert!(program.contains("(\"formula\", \"x^2\\u{a}+y^2\"),\n"), "{program}");
    let is_plain = |letter: char| {
        letter == '\n' || letter == ' ' || letter.is_alphanumeric() || letter.is_ascii_graphic()
    };
    for language in Language::ALL {
        assert!(script(&config, language).chars().all(is_plain));
    }
}

#[test]
fn lines_are_short_where_they_can_be_broken() {
    for Record { run, .. } in records().iter().take(25) {
        for language in Language::ALL {
            let program = script(runner(run).config(), language);
            let longest = program.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(100), "{program}");
        }
    }
}
