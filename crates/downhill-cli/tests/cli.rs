//! The program as it is called: what it writes, and how it ends.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use downhill::{Link, OptimizerRunner, RunConfig, Value, export};

/// Calls the program with arguments that have no blanks within.
fn downhill(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downhill")).args(arguments).output().unwrap()
}

/// What it writes to standard output, if all goes well.
fn out(arguments: &[&str]) -> String {
    let output = downhill(arguments);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {error}");
    // There is no terminal here, and so no bar.
    assert_eq!(error, "", "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The code that it ends with, and what it says.
fn failure(arguments: &[&str]) -> (i32, String) {
    let output = downhill(arguments);
    assert!(output.stdout.is_empty(), "{arguments:?}");
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A file of a test's own.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn runner(line: &str) -> OptimizerRunner {
    let config: RunConfig = line.parse().unwrap();
    let mut runner = OptimizerRunner::new(config);
    let steps = runner.config().steps;
    runner.step(steps).unwrap();
    runner
}

#[test]
fn run_writes_every_iterate_as_csv_or_json() {
    let line = "objective=rosenbrock&racers=sgd,adam(lr=0.1)&steps=30";
    let runner = runner(line);
    assert_eq!(out(&["run", line]), export::csv(&runner).collect::<String>());
    let json = out(&["run", line, "--format", "json"]);
    assert_eq!(json, export::json(&runner).collect::<String>());
    for (name, expected) in [("run.csv", None), ("run.json", Some(json.as_str()))] {
        let path = file(name);
        assert_eq!(out(&["run", line, "-o", path.to_str().unwrap()]), "");
        let written = std::fs::read_to_string(path).unwrap();
        assert!(expected.is_none_or(|expected| written == expected), "{name}");
    }
}

#[test]
fn every_form_of_a_run_is_the_same_run() {
    let line = "objective=booth&racers=adam(lr=0.5)#my%20Adam&start=0.1,0.7&steps=12";
    let expected = out(&["run", line]);
    let json = out(&["run", line, "-f", "json"]);
    let path = file("form.json");
    std::fs::write(&path, &json).unwrap();
    let link = Link { config: line.parse().unwrap(), step: Some(3) }.to_text();
    let address = format!("https://example.org/downhill/#{link}");
    for run in [path.to_str().unwrap(), &link, &address] {
        assert_eq!(out(&["run", run]), expected, "{run}");
    }
    // And on standard input.
    for given in [json.as_str(), &address, line] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_downhill"))
            .args(["run", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap() == expected, "{given}");
    }
}

#[test]
fn render_writes_what_the_ending_says() {
    let line = "objective=himmelblau&steps=40";
    let sentence = downhill_plot::summary(&runner(line), 40);
    for (name, begin) in [
        ("a.svg", &b"<svg "[..]),
        ("a.png", b"\x89PNG\r\n"),
        ("a.gif", b"GIF89a"),
        ("B.PNG", b"\x89PNG"),
    ] {
        let path = file(name);
        let told = out(&["render", line, "--size", "200", "-o", path.to_str().unwrap()]);
        assert!(std::fs::read(&path).unwrap().starts_with(begin), "{name}");
        assert!(told.contains(&sentence), "{told}");
        let image = format!("<img src=\"{name}\" width=\"200\" height=\"150\" alt=\"");
        assert!(told.contains(&image), "{told}");
        let quiet = ["render", line, "--size", "200", "-q", "-o", path.to_str().unwrap()];
        assert_eq!(out(&quiet), "");
    }
}

/// An SVG that was rendered with these options.
fn rendered(name: &str, run: &str, options: &[&str]) -> String {
    let path = file(name);
    let arguments = [&["render", run, "-o", path.to_str().unwrap()], options].concat();
    out(&arguments);
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_picture_has_the_size_and_the_parts_that_are_asked_for() {
    let run = "preset=article";
    let size_of = |options: &[&str]| {
        let svg = rendered("size.svg", run, options);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let side = |name| document.root_element().attribute(name).unwrap().parse::<u32>().unwrap();
        [side("width"), side("height")]
    };
    assert_eq!(size_of(&[]), [576, 432]);
    assert_eq!(size_of(&["--size", "800x300"]), [800, 300]);
    assert_eq!(size_of(&["--size", "640", "--ratio", "16:9"]), [640, 360]);
    assert_eq!(size_of(&["--ratio", "square"]), [576, 576]);

    let has = |options: &[&str], text: &str| rendered("parts.svg", run, options).contains(text);
    assert!(has(&[], ">AdaGrad</text>") && !has(&["--labels", "false"], ">AdaGrad</text>"));
    assert!(has(&[], ">−0.5</text>") && !has(&["--axes", "false"], ">−0.5</text>"));
    assert!(has(&["--title"], ">step 100 of 100</text>"));
    assert!(has(&["--title=A race"], ">A race</text>") && !has(&[], ">step 100"));
    assert!(has(&["--step", "57"], "after 57 steps"));
    let surface = |options: &[&str]| {
        rendered("surface.svg", run, &[&["--view", "surface"], options].concat())
    };
    let usual = surface(&["--step", "9"]);
    assert!(usual.contains("seen from an elevation of 50° and an azimuth of −50°"));
    assert!(usual.contains(">f(x, y)</text>"));
    let turned = surface(&["--elevation", "60", "--azimuth", "-130", "--zoom", "1.5"]);
    assert!(turned.contains("seen from an elevation of 60° and an azimuth of −130°"));
    assert_ne!(surface(&["--see-through"]), surface(&[]));
    let dark = rendered("dark.svg", run, &["--theme", "dark"]);
    let article = rendered("article.svg", run, &["--palette", "article"]);
    let light = rendered("light.svg", run, &[]);
    assert!(dark != light && article != light && article != dark);
}

#[test]
fn the_step_is_the_one_asked_for_or_the_links_or_the_last() {
    for (run, options, expected) in [
        ("steps=20", &[][..], "after 20 steps"),
        ("steps=20&step=5", &[], "after 5 steps"),
        ("steps=20&step=5", &["--step", "8"], "after 8 steps"),
        ("steps=20", &["--step", "0"], "before the first step"),
    ] {
        assert!(rendered("step.svg", run, options).contains(expected), "{run} {options:?}");
    }
}

#[test]
fn an_animation_has_the_frames_that_are_asked_for() {
    let path = file("frames.gif");
    let options =
        ["--steps", "10..50", "--frames", "5", "--fps", "10", "--hold", "0", "--scale", "2"];
    let arguments = [
        &["render", "objective=booth", "--size", "100x80", "-o", path.to_str().unwrap()][..],
        &options,
    ];
    let told = out(&arguments.concat());
    assert!(told.contains("after 50 steps"), "{told}");
    let mut decoder =
        gif::DecodeOptions::new().read_info(std::fs::File::open(path).unwrap()).unwrap();
    assert_eq!([decoder.width(), decoder.height()], [200, 160]);
    let mut delays = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        delays.push(frame.delay);
    }
    assert_eq!(delays, [10; 5]);
}

#[test]
fn sweep_tells_what_is_best_and_writes_every_cell() {
    let run = "objective=rosenbrock&racers=adam";
    let told = out(&["sweep", run]);
    assert!(told.starts_with("racer  best lr") && told.lines().count() == 2, "{told}");
    let csv = out(&["sweep", run, "--values", "0.01,0.1,1", "-f", "csv"]);
    let lines: Vec<&str> = csv.lines().collect();
    let head = "racer,lr,steps_lower,steps_median,steps_upper,f_lower,f_median,f_upper,stopped";
    assert_eq!((lines.len(), lines[0]), (4, head));
    assert!(lines[1].starts_with("Adam,0.01,Infinity,") && lines[1].ends_with(",0"), "{csv}");
    // f after the last step is that of the run itself.
    let run_at = runner("objective=rosenbrock&racers=adam(lr=0.1)");
    let f = run_at.loss(0, run_at.step_count()).unwrap();
    assert_eq!(lines[2].split(',').nth(6).unwrap().parse::<f64>().unwrap().to_bits(), f.to_bits());

    let json =
        out(&["sweep", run, "--against", "betas[1]", "--around", "--steps", "50", "-f", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let counts = [&value["varied"], &value["against"]]
        .map(|varied| varied["values"].as_array().unwrap().len());
    let steps = value["racers"][0]["steps"]["median"].as_array().unwrap();
    assert_eq!(steps.len(), counts[0] * counts[1]);
    assert_eq!(value["starts"].as_array().unwrap().len(), 9);
    let config: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(export::config(&config).unwrap(), run.parse().unwrap());
}

#[test]
fn basin_tells_the_shares_and_writes_every_start() {
    let run = "objective=himmelblau&racers=momentum";
    let told = out(&["basin", run, "--size", "24x18"]);
    assert!(told.contains("arrive at (3, 2)") && told.lines().count() >= 5, "{told}");
    let csv = out(&["basin", run, "--size", "24x18", "-f", "csv"]);
    assert_eq!(csv.lines().count(), 1 + 24 * 18);
    assert!(csv.starts_with("racer,x,y,outcome,minimum_x,minimum_y,steps\nSGD+Momentum,"), "{csv}");
    let json = out(&["basin", run, "--size", "24x18", "-f", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["racers"][0]["outcomes"].as_array().unwrap().len(), 24 * 18);
    assert!(value["minima"].as_array().unwrap().len() >= 4);
}

#[test]
fn what_is_not_allowed_ends_with_2_and_names_field_value_and_choices() {
    let svg = file("no.svg");
    let gif = file("no.gif");
    let [svg, gif] = [&svg, &gif].map(|path| path.to_str().unwrap());
    let broken = file("broken.json");
    std::fs::write(&broken, "{\"steps\": 5,").unwrap();
    let zero = file("zero.json");
    std::fs::write(&zero, "{\"steps\": 0}").unwrap();
    for (arguments, named) in [
        (&["run", "steps=0"][..], "steps is 0; it must be a whole number from 1 to 1000000"),
        (
            &["run", "racers=adam(lr=-1)"],
            "racers[0].lr is -1; it must be a finite number, 0 or more",
        ),
        (&["run", "pizza"], "\"pizza\" is not known"),
        (&["run", "https://example.org/"], "it must have one behind `#` or `?`"),
        (&["run", broken.to_str().unwrap()], "broken.json is not JSON: EOF"),
        (&["run", zero.to_str().unwrap()], "zero.json: steps is 0; it must be"),
        (&["run", "-o", "a.txt"], "its name must end in .csv or .json"),
        (&["run", "-f", "xml"], "[possible values: csv, json]"),
        (
            &["render", "steps=10", "-o", svg, "--step", "11"],
            "the step is 11; it must be at most 10",
        ),
        (&["render", "-o", "a.jpeg"], "its name must end in .svg, .png or .gif"),
        (&["render", "-o", svg, "--size", "10x10"], "from 64 to 4096 px"),
        (&["render", "-o", svg, "--scale", "2"], "--scale is given with"),
        (
            &["render", "-o", svg, "--azimuth", "10"],
            "--azimuth is given with a map; it must be with --view surface",
        ),
        (
            &["render", "-o", svg, "--view", "surface", "--elevation", "91"],
            "elevation is 91; it must be a number from 0 to 90",
        ),
        (&["render", "-o", svg, "--fps", "10"], "it must be with a .gif file"),
        (&["render", "-o", gif, "--step", "10"], "it must be with a .svg or .png file"),
        (&["render", "-o", gif, "--fps", "99"], "it must be a number from 1 to 50"),
        (&["render", "-o", gif, "--steps", "0..101"], "the step is 101; it must be at most 100"),
        (&["render", "-o", gif, "--size", "4096x4096", "--scale", "4"], "size is [16384, 16384]"),
        (&["sweep", "--parameter", "foo"], "options.parameter is \"foo\"; it must be one of lr"),
        (&["sweep", "--values", "0.1,x"], "options.values[1] is \"x\"; it must be a finite number"),
        (&["basin", "--size", "0x9"], "options.columns is 0; it must be a whole number"),
        (&["basin", "--size", "9"], "as in 160x120"),
        (&["render"], "--out <OUT>"),
        (&[], "Usage: downhill"),
    ] {
        let (code, error) = failure(arguments);
        assert!(code == 2 && error.contains(named), "{arguments:?}: {code}, {error}");
    }
    assert!(!PathBuf::from(svg).exists() && !PathBuf::from(gif).exists());
}

#[test]
fn what_cannot_be_read_or_written_ends_with_1() {
    let nowhere = file("no/such/folder/a.svg");
    let nowhere = nowhere.to_str().unwrap();
    for (arguments, named) in [
        (&["run", "missing.json"][..], "cannot read missing.json: "),
        (&["render", "steps=1", "-o", nowhere], "cannot write "),
        (&["run", "steps=1", "-f", "csv", "-o", nowhere], "cannot write "),
    ] {
        let (code, error) = failure(arguments);
        assert!(code == 1 && error.starts_with(&format!("error: {named}")), "{code}, {error}");
    }
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_downhill"))
        .args(["run", "objective=rosenbrock&steps=20000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn help_shows_examples_that_work() {
    let folder = file("examples");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("run.json"), out(&["run", "steps=20", "-f", "json"])).unwrap();
    let mut count = 0;
    for command in ["run", "render", "sweep", "basin"] {
        let help = out(&[command, "--help"]);
        let examples = help.lines().filter_map(|line| line.strip_prefix("  downhill "));
        for example in examples {
            // As a shell would, with the program at hand.
            let line = format!("{} {example}", env!("CARGO_BIN_EXE_downhill"));
            let output =
                Command::new("sh").args(["-c", &line]).current_dir(&folder).output().unwrap();
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && error.is_empty(), "{example}: {error}");
            count += 1;
        }
    }
    assert!(count >= 12, "{count}");
    assert!(out(&["--help"]).contains("RUN is one of"));
}
