//! The JavaScript API of the shipped package in a page, in a worker and in Node.

use std::collections::BTreeSet;
use std::process::Command;

use downhill::{OptimizerKind, OptimizerRunner, RunConfig, Value as Given};
use downhill_tests::hashes::runs;
use serde_json::{Value, json};

use crate::files::folder;
use crate::session::{browse, dist};

/// What `exercise` of `fixtures/api.js` should find, computed natively.
fn expected() -> Value {
    let mut runner = OptimizerRunner::new(RunConfig::default());
    runner.step(100).unwrap();
    let each = |work: &dyn Fn(usize) -> Value| -> Vec<Value> { (0..5).map(work).collect() };
    let state = |racer, step| json!(Given::from(&runner.state(racer, step).unwrap()));
    let gradient = |racer, step| json!(runner.gradient(racer, step).unwrap());
    let half = runner.evaluate([0.5, -0.25]);
    let from: Given = serde_json::from_value(state(4, 57)).unwrap();
    let next = runner.step_from(4, [0.5, -0.25], &from).unwrap();
    let (_, hash) = runs().into_iter().find(|(line, _)| line == "preset=article").unwrap();

    let line = "racers=momentum(lr=1.7e308,momentum=4)";
    let mut wild = OptimizerRunner::new(line.parse().unwrap());
    wild.step(20).unwrap();
    let names = format!("one of {}", OptimizerKind::ALL.map(OptimizerKind::name).join(", "));
    json!({
        "config": runner.config(),
        "counts": [0, 5],
        "half": 50,
        "complete": true,
        "steps": 100,
        "hash": format!("{hash:#018x}"),
        "losses": each(&|racer| json!(runner.losses(racer).unwrap())),
        "states": each(&|racer| json!([state(racer, 100), state(racer, 0), state(racer, 57)])),
        "gradients": each(&|racer| json!([gradient(racer, 100), gradient(racer, 57)])),
        "value": half.value,
        "gradientAt": half.gradient,
        "statuses": each(&|_| json!({"kind": "running"})),
        "next": Given::from(&next),
        "reset": [0.0, 0.75, -0.75],
        "kept": true,
        "again": [true, 3, 3],
        "diverged": Given::from(wild.status(0).unwrap()),
        "thrown": {
            "name": "InputError",
            "message": format!("racers[0].optimizer is \"adma\"; it must be {names}"),
            "field": "racers[0].optimizer",
            "value": "adma",
            "allowed": names,
            "position": "undefined",
            "error": true,
        },
    })
}

/// Asserts that two values are the same; whole numbers may be written with or without a point.
pub(crate) fn assert_same(found: &Value, expected: &Value, path: &str) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            let names = |map: &serde_json::Map<String, Value>| -> BTreeSet<String> {
                map.keys().cloned().collect()
            };
            assert_eq!(names(found), names(expected), "{path}");
            for (name, value) in expected {
                assert_same(&found[name], value, &format!("{path}.{name}"));
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{path}");
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                assert_same(found, expected, &format!("{path}[{index}]"));
            }
        }
        (Value::Number(found), Value::Number(expected)) => {
            assert_eq!(found.as_f64(), expected.as_f64(), "{path}");
        }
        _ => assert_eq!(found, expected, "{path}"),
    }
}

#[test]
fn the_api_works_in_a_page() {
    browse(|page| {
        page.open_blank();
        // As text: on its way a driver may write numbers with fewer digits.
        let found: String = page.get(
            "const { default: init, OptimizerRunner } = await import('/downhill/downhill.js');
             await init();
             const { exercise } = await import('/fixtures/api.js');
             return JSON.stringify(exercise(OptimizerRunner));",
        );
        assert_same(&serde_json::from_str(&found).unwrap(), &expected(), "page");
    });
}

#[test]
fn the_api_works_in_a_module_worker() {
    browse(|page| {
        page.open_blank();
        let found: String = page.get(
            "const worker = new Worker('/fixtures/api-worker.js', { type: 'module' });
             const { found, error } = await new Promise((done, fail) => {
               worker.onmessage = ({ data }) => done(data);
               worker.onerror = (event) => fail(new Error(event.message || 'no worker'));
             });
             worker.terminate();
             if (error) throw new Error(error);
             return JSON.stringify(found);",
        );
        assert_same(&serde_json::from_str(&found).unwrap(), &expected(), "worker");
    });
}

#[test]
fn the_api_works_in_node() {
    let script = folder("e2e/fixtures/api-node.mjs");
    let output = Command::new("node").arg(script).arg(dist().join("downhill")).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert_same(&serde_json::from_slice(&output.stdout).unwrap(), &expected(), "node");
}
