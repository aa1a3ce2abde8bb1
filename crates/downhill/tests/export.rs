//! Runs as CSV and JSON, read again.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{OptimizerRunner, RunConfig, Value, export};

fn runner(line: &str) -> OptimizerRunner {
    let config: RunConfig = line.parse().unwrap();
    let mut runner = OptimizerRunner::new(config);
    let steps = runner.config().steps;
    runner.step(steps).unwrap();
    runner
}

/// A run with every rule, noise, schedules, a racer that is off, one that flies off, and odd labels.
const RUNS: [&str; 4] = [
    "preset=article",
    "objective=rosenbrock&steps=700&noise=sigma=0.1,seed=7,shared=false&racers=sgd,momentum,adagrad,rmsprop,\
     adadelta,adam(schedule=cosine),adamw,nadam,radam,adamax,rprop,lion",
    "formula=log(x)+y^2&view=-1:2,-1:1&start=0.5,0.5&steps=40&racers=sgd(lr=1)#a%2C%22b%22,adam(off=true)",
    "formula=x^4+y^4&view=-2:2,-2:2&start=1,1&steps=60&racers=sgd(lr=9)#%3D1,momentum",
];

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

#[test]
fn csv_has_every_iterate_to_the_bit() {
    for line in RUNS {
        let runner = runner(line);
        let text: String = export::csv(&runner).collect();
        let mut lines = text.lines();
        let names: Vec<&str> = lines.next().unwrap().split(',').collect();
        assert_eq!(names[..7], ["step", "racer", "x", "y", "f", "gradient_x", "gradient_y"]);
        let column = |name: &str| names.iter().position(|other| *other == name);
        for racer in 0..runner.racer_count() {
            for step in 0..=runner.step_count() {
                // No label here has a comma within its quotes but the first racer's.
                let line = lines.next().unwrap().replace("a,\"\"b\"\"", "a");
                let fields: Vec<&str> = line.split(',').collect();
                assert_eq!(fields.len(), names.len(), "{line}");
                assert_eq!(fields[0], step.to_string());
                let [x, y] = runner.iterate(racer, step).unwrap();
                let [dx, dy] = runner.gradient(racer, step).unwrap();
                let expected = [x, y, runner.loss(racer, step).unwrap(), dx, dy];
                let state = runner.state(racer, step).unwrap();
                let mut pairs: Vec<(usize, f64)> = expected
                    .into_iter()
                    .enumerate()
                    .map(|(index, number)| (index + 2, number))
                    .collect();
                for (name, [x, y]) in &state.parts {
                    pairs.push((column(&format!("{name}_x")).unwrap(), *x));
                    pairs.push((column(&format!("{name}_y")).unwrap(), *y));
                }
                if let Some(noise) = column("noise_x") {
                    let [x, y] = runner.noise(racer, step).unwrap();
                    pairs.extend([(noise, x), (noise + 1, y)]);
                }
                for (index, expected) in pairs {
                    let found = number(fields[index]);
                    let is_same = found.to_bits() == expected.to_bits()
                        || (found.is_nan() && expected.is_nan());
                    assert!(is_same, "{} of {racer} at {step}: {found}, {expected}", names[index]);
                }
                let stop = runner.status(racer).unwrap().stop();
                let is_stopped = stop.is_some_and(|(stop, _)| stop <= step);
                let status = fields[column("status").unwrap()];
                assert_eq!(status != "running", is_stopped, "{racer} at {step}: {status}");
            }
        }
        assert_eq!(lines.next(), None);
    }
}

#[test]
fn json_has_every_iterate_and_opens_as_the_same_run() {
    for line in RUNS {
        let runner = runner(line);
        let text: String = export::json(&runner).collect();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(&export::config(&read).unwrap(), runner.config(), "{line}");

        let racers = value["racers"].as_array().unwrap();
        assert_eq!(racers.len(), runner.racer_count());
        for (racer, data) in racers.iter().enumerate() {
            assert_eq!(data["label"], runner.config().labels()[racer].as_str());
            let expect = |list: &serde_json::Value, name: &str, at: &dyn Fn(u32) -> f64| {
                let list = list.as_array().unwrap_or_else(|| panic!("{name} is no list"));
                assert_eq!(list.len(), runner.step_count() as usize + 1, "{name}");
                for (step, found) in (0..).zip(list) {
                    let found = match found {
                        serde_json::Value::Number(number) => number.as_f64().unwrap(),
                        text => number(text.as_str().unwrap()),
                    };
                    let expected = at(step);
                    let is_same = found.to_bits() == expected.to_bits()
                        || (found.is_nan() && expected.is_nan());
                    assert!(is_same, "{name} of {racer} at {step}: {found}, {expected}");
                }
            };
            for (axis, name) in ["x", "y"].into_iter().enumerate() {
                expect(&data[name], name, &|step| runner.iterate(racer, step).unwrap()[axis]);
                let gradient = |step| runner.gradient(racer, step).unwrap()[axis];
                expect(&data["gradient"][name], "gradient", &gradient);
                if line.contains("noise") {
                    let noise = |step| runner.noise(racer, step).unwrap()[axis];
                    expect(&data["noise"][name], "noise", &noise);
                }
                let parts = runner.state(racer, 0).unwrap().parts;
                assert_eq!(data["state"].as_object().unwrap().len(), parts.len());
                for (index, (part, _)) in parts.iter().enumerate() {
                    let state = |step| runner.state(racer, step).unwrap().parts[index].1[axis];
                    expect(&data["state"][part][name], part, &state);
                }
            }
            expect(&data["f"], "f", &|step| runner.loss(racer, step).unwrap());
        }
    }
}

#[test]
fn a_config_alone_opens_too_and_errors_name_the_field() {
    let value: Value = serde_json::from_str(r#"{"objective": "booth", "steps": 12}"#).unwrap();
    assert_eq!(export::config(&value).unwrap().steps, 12);
    let value: Value = serde_json::from_str(r#"{"config": {"steps": 0}, "racers": []}"#).unwrap();
    let error = export::config(&value).unwrap_err().to_string();
    assert!(error.starts_with("steps is 0; it must be a whole number"), "{error}");
}
