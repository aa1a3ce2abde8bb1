//! Gradients typed by hand: the numbers of `torch.optim` on them, in the file `by_hand.json` of tests/reference.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::table::{Row, Table};
use downhill::{OptimizerKind, OptimizerRunner, RunConfig, by_hand};
use serde_json::{Value, from_str, from_value, json};

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn on_x(gradients: &[f64]) -> Vec<[f64; 2]> {
    gradients.iter().map(|gradient| [*gradient, 0.0]).collect()
}

/// The letters of what torch keeps.
fn letter(optimizer: &str, part: &str) -> Option<char> {
    Some(match (optimizer, part) {
        (_, "velocity" | "firstMoment") => 'V',
        (_, "sumOfSquares" | "meanOfSquares" | "secondMoment") => 'S',
        (_, "greatestSecondMoment" | "greatestGradient") => 'U',
        ("rprop", "stepSize") => 'K',
        _ => return None,
    })
}

#[test]
fn every_rule_has_torchs_numbers() {
    let reference: Value = from_str(include_str!("../../../tests/reference/by_hand.json")).unwrap();
    assert_eq!(reference["torch"], "2.15.0");
    let (mut kinds, mut parts) = (Vec::new(), 0);
    for walk in reference["walks"].as_array().unwrap() {
        let config: RunConfig = from_value(json!({ "racers": [walk["racer"]] })).unwrap();
        let training = config.racers[0].training();
        kinds.push(training.optimizer.kind());
        let (gradients, iterates) = (numbers(&walk["gradients"]), numbers(&walk["iterates"]));
        let table = Table::on_gradients(training, [iterates[0], 0.0], &on_x(&gradients));
        assert_eq!(table.rows.len(), iterates.len());
        let near = |ours: f64, theirs: f64| {
            assert!(
                (ours - theirs).abs() <= 1e-13 * theirs.abs().max(1e-3),
                "{walk}: {ours} {theirs}"
            );
        };
        for (row, theirs) in table.rows.iter().zip(&iterates) {
            near(row.iterate[0], *theirs);
        }
        for (part, theirs) in walk["state"].as_object().unwrap() {
            let name = walk["racer"]["optimizer"].as_str().unwrap();
            let Some(letter) = letter(name, part) else { continue };
            let column = table.columns.iter().position(|column| column.letter == letter);
            let Some(column) = column else { panic!("{walk} has no {part}") };
            for (row, theirs) in table.rows[1..].iter().zip(numbers(theirs)) {
                near(row.cells[column].unwrap()[0], theirs);
            }
            parts += 1;
        }
    }
    for kind in OptimizerKind::ALL {
        assert!(kinds.contains(&kind) || kind == OptimizerKind::Lion, "{}", kind.name());
    }
    assert!(parts > 30, "{parts}");
}

#[test]
fn a_courses_homework_has_its_answer() {
    let mut adam = OptimizerKind::Adam.with_defaults();
    *adam.learning_rate_mut() = 0.001;
    let gradients = by_hand::gradients("0.1, −0.2, 0.05, −0.1, 0.15").unwrap();
    let table = Table::on_gradients(adam, [1.0, 0.0], &on_x(&gradients));
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["g", "m", "s", "m\u{302}", "s\u{302}", "step"]);
    assert!((table.rows[5].iterate[0] - 0.999_800_018_901_049_4).abs() <= f64::EPSILON);
    let text = table.text(1);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("t\tg\tm\ts\tm\u{302}\ts\u{302}\tstep\tx"));
    assert_eq!(lines.next(), Some("0\t\t\t\t\t\t\t1"));
    let last: Vec<f64> =
        text.lines().last().unwrap().split('\t').map(|number| number.parse().unwrap()).collect();
    assert_eq!(last[7].to_bits(), table.rows[5].iterate[0].to_bits());
    assert_eq!([last[0], last[1]], [5.0, 0.15]);
}

/// A row's numbers by the names of its columns.
fn cell(table: &Table, row: &Row, letter: char) -> Option<[f64; 2]> {
    row.cells[table.columns.iter().position(|column| column.letter == letter).unwrap()]
}

fn computed(line: &str) -> OptimizerRunner {
    let mut runner = runner(line);
    let steps = runner.config().steps;
    runner.step(steps).unwrap();
    runner
}

#[test]
fn a_racers_table_has_the_numbers_of_the_runner() {
    let racers = OptimizerKind::ALL.map(OptimizerKind::name).join(",");
    let runner = computed(&format!(
        "objective=rosenbrock&racers={racers},adam(amsgrad=true,schedule=cosine,clipNorm=0.5)\
         &noise=0.1&steps=600"
    ));
    for racer in 0..runner.racer_count() {
        let whole = Table::of(&runner, racer, 0..=600).unwrap();
        assert!(whole.rows.len() > 100);
        for row in &whole.rows {
            assert_eq!(row.iterate, runner.iterate(racer, row.step).unwrap());
            assert_eq!(row.loss, runner.loss(racer, row.step));
            if row.step == 0 {
                assert!(row.cells.iter().all(Option::is_none));
            }
        }
        // A part is the same as in the whole, columns too.
        let part = Table::of(&runner, racer, 300..=310).unwrap();
        assert_eq!(part.columns, whole.columns);
        let rows = whole.rows.get(300..=310).unwrap_or_default();
        assert_eq!(part.rows, rows);
    }
    let table = Table::of(&runner, 1, 0..=600).unwrap();
    for row in &table.rows[1..] {
        let state = runner.state(1, row.step).unwrap();
        assert_eq!(cell(&table, row, 'V'), Some(state.parts[0].1));
    }
    assert_eq!(Table::of(&runner, 99, 0..=1), None);
}

#[test]
fn a_table_ends_where_its_racer_stops() {
    let runner = computed("formula=log(x)%2By^2&start=0.1,1&racers=sgd(lr=1)&steps=20");
    let stop = runner.status(0).unwrap().stop().unwrap().0;
    let table = Table::of(&runner, 0, 0..=20).unwrap();
    assert_eq!(table.rows.last().unwrap().step, stop - 1);
    assert!(Table::of(&runner, 0, 15..=20).unwrap().rows.is_empty());
}
