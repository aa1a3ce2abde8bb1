//! Sweeps over hyper-parameters: against published counts, theory, and each racer run alone.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::sweep::{
    Band, Best, CELL, Cell, MAX_STARTS, Quartiles, SweepOptions, SweepPlan, around, best,
    standard_values, usable_band,
};
use downhill::{OptimizerKind, OptimizerRunner, Real, RunConfig, Setting, Status, Value, sweep};

fn run(line: &str) -> RunConfig {
    line.parse().unwrap()
}

fn numbers(values: impl IntoIterator<Item = f64>) -> Value {
    Value::List(values.into_iter().map(Value::Number).collect())
}

fn options(config: &RunConfig, fields: Vec<(&str, Value)>) -> SweepOptions {
    SweepOptions::from_value(config, &Value::map(fields)).unwrap()
}

fn refusal(config: &RunConfig, fields: Vec<(&str, Value)>) -> String {
    SweepOptions::from_value(config, &Value::map(fields)).unwrap_err().to_string()
}

/// `count` values between two powers of ten, evenly in the logarithm.
fn evenly(from: f64, to: f64, count: u32) -> Vec<f64> {
    let part = |index: u32| f64::from(index) / f64::from(count - 1);
    (0..count).map(|index| Real::pow(10.0, from + (to - from) * part(index))).collect()
}

#[test]
fn as_many_rates_succeed_on_an_ill_conditioned_bowl_as_was_published() {
    // f = x²/2 + 50y² from (−10, 1): 101 rates from 10⁻⁴ to 10, f < 10⁻³ after 1,000 steps.
    let config = run("formula=x^2/2+50*y^2&view=-12:12,-2:2&start=-10,1&steps=1000\
                      &racers=sgd,momentum(momentum=0.9),adam");
    let options = options(&config, vec![("values", numbers(evenly(-4.0, 1.0, 101)))]);
    let succeeded = sweep(&config, &options)
        .into_iter()
        .map(|racer| racer.cells.iter().filter(|cell| cell.losses.median < 1e-3).count());
    assert_eq!(succeeded.collect::<Vec<_>>(), [11, 37, 52]);
}

#[test]
fn the_ranking_of_the_articles_race_is_another_when_each_has_its_own_best_rate() {
    // Steps until f < 10⁻³ at each racer's own best rate, as NumPy's code of the article finds them over rates
    // from 10⁻⁵ to 10^1.5, ten to a decade or twenty.
    let least = |start: &str, count: u32| -> Vec<f64> {
        let config = run(&format!("preset=article&start={start}"));
        let options = options(&config, vec![("values", numbers(evenly(-5.0, 1.5, count)))]);
        let racers = sweep(&config, &options).into_iter();
        racers
            .map(|racer| {
                racer.cells.iter().map(|cell| cell.steps.median).fold(f64::INFINITY, f64::min)
            })
            .collect()
    };
    // SGD, damped momentum, AdaGrad, RMSProp, Adam.
    assert_eq!(least("0.75,-0.75", 66), [4.0, 17.0, 4.0, 4.0, 2.0]);
    assert_eq!(least("0.75,-0.75", 131), [4.0, 17.0, 3.0, 3.0, 2.0]);
    // From another start SGD wins.
    assert_eq!(least("0.9,-0.35", 66), [5.0, 13.0, 8.0, 8.0, 28.0]);
    assert_eq!(least("0.9,-0.35", 131), [4.0, 11.0, 7.0, 8.0, 13.0]);
}

#[test]
fn momentum_diverges_on_a_quadratic_exactly_where_theory_says() {
    // Heavy ball on λ/2·x² converges for 0 < lr·λ < 2 + 2·momentum (Goh 2017, "Why momentum really works").
    let config =
        run("formula=2*x^2+2*y^2&view=-1:1,-1:1&start=0.7,-0.4&steps=3000&racers=momentum");
    let rates: Vec<f64> = (1..=60).map(|index| f64::from(index) / 60.0).collect();
    let momenta: Vec<f64> = (0..20).map(|index| f64::from(index) / 20.0).collect();
    let against = Value::map(vec![
        ("parameter", Value::Text("momentum".to_owned())),
        ("values", numbers(momenta.clone())),
    ]);
    let options = options(&config, vec![("values", numbers(rates.clone())), ("against", against)]);
    let swept = sweep(&config, &options);
    let (mut converged, mut diverged) = (0, 0);
    for (row, momentum) in momenta.iter().enumerate() {
        for (column, rate) in rates.iter().enumerate() {
            let border = (2.0 + 2.0 * momentum) / 4.0;
            if (rate / border - 1.0).abs() < 0.01 {
                continue;
            }
            let cell = swept[0].cells[row * rates.len() + column];
            if *rate < border {
                assert!(cell.losses.median < 1e-3 && cell.stopped == 0.0, "{rate} {momentum}");
                converged += 1;
            } else {
                assert!(cell.losses.median > 1e3, "{rate} {momentum}: {}", cell.losses.median);
                diverged += 1;
            }
        }
    }
    assert!(converged > 400 && diverged > 100, "{converged} {diverged}");
}

#[test]
fn every_cell_is_what_the_racer_does_alone() {
    let config = run("objective=himmelblau&steps=80&noise=sigma=0.5,seed=3,shared=false\
                      &racers=sgd,adam(schedule=cosine),rmsprop(off=false),lion,rprop");
    let starts = around(config.start, config.view);
    let given = starts.iter().map(|start| numbers(*start)).collect();
    let options = options(
        &config,
        vec![("starts", Value::List(given)), ("values", numbers([1e-3, 0.01, 0.2, 3.0]))],
    );
    let plan = SweepPlan::new(config.clone(), options.clone());
    let swept = sweep(&config, &options);
    assert_eq!(swept.len(), 5);
    for racer in &swept {
        for (cell, rate) in racer.cells.iter().zip(&options.varied.values) {
            let (mut steps, mut losses, mut stopped) = (Vec::new(), Vec::new(), 0.0);
            for start in &starts {
                let mut one = RunConfig { start: *start, ..config.clone() };
                *one.racers[racer.racer].optimizer.learning_rate_mut() = *rate;
                let mut runner = OptimizerRunner::new(one);
                runner.step(80).unwrap();
                let of_racer = runner.losses(racer.racer).unwrap();
                let first = of_racer[0];
                let reach = downhill::within_reach(first, plan.lowest().unwrap());
                let running = runner.status(racer.racer).unwrap() == Status::Running;
                let arrived = of_racer.iter().position(|loss| (loss - 0.0).abs() <= reach);
                steps.push(
                    arrived.map_or(f64::INFINITY, |step| f64::from(u32::try_from(step).unwrap())),
                );
                losses.push(if running { *of_racer.last().unwrap() } else { f64::INFINITY });
                stopped += f64::from(u8::from(!running));
            }
            steps.sort_by(f64::total_cmp);
            losses.sort_by(f64::total_cmp);
            let quartiles = |all: &[f64]| [all[2], all[4], all[6]];
            let found = |found: Quartiles| [found.lower, found.median, found.upper];
            assert_eq!(found(cell.steps), quartiles(&steps), "{} {rate}", racer.racer);
            assert_eq!(found(cell.losses), quartiles(&losses), "{} {rate}", racer.racer);
            assert_eq!(cell.stopped, stopped / 9.0);
        }
    }
}

#[test]
fn slices_may_be_computed_in_any_order_by_anyone() {
    let config = run("objective=rosenbrock&steps=3000");
    let options = SweepOptions::of(&config).unwrap();
    let whole = sweep(&config, &options);
    let (mut plan, worker) = (
        SweepPlan::new(config.clone(), options.clone()),
        SweepPlan::new(config.clone(), options.clone()),
    );
    assert!(plan.slices() > 5);
    for slice in (0..plan.slices()).rev() {
        assert!(plan.progress() < 1.0 && plan.racer(0).is_none());
        let numbers = worker.compute(slice);
        plan.put(slice, &numbers[1..]);
        plan.put(slice, &numbers);
    }
    assert_eq!(plan.progress(), 1.0);
    assert_eq!((0..5).map(|place| plan.racer(place).unwrap()).collect::<Vec<_>>(), whole);
    assert!(plan.compute(plan.slices()).is_empty() && plan.racer(5).is_none());
}

#[test]
fn rates_are_tried_from_a_hundred_thousandth_to_thirty_twenty_to_a_decade() {
    let config = run("preset=article");
    let options = SweepOptions::of(&config).unwrap();
    let rates = &options.varied.values;
    assert_eq!(rates.len(), 131);
    assert!((rates[0] / 1e-5 - 1.0).abs() < 1e-14);
    assert!((rates[130] / Real::pow(10.0, 1.5) - 1.0).abs() < 1e-14);
    assert!(rates.windows(2).all(|pair| (pair[1] / pair[0] - Real::pow(10.0, 0.05)).abs() < 1e-13));
    assert_eq!(options.starts, [config.start]);
    assert_eq!((options.steps, options.racers.len()), (100, 5));
    // Each allowed hyper-parameter has values that its rule allows.
    for kind in OptimizerKind::ALL {
        let (mut optimizer, mut index) = (kind.with_defaults(), 0);
        while let Some((parameter, _)) = optimizer.setting(index) {
            for value in standard_values(parameter) {
                let range = parameter.range;
                assert!(range.least <= value && value <= range.most, "{} {value}", parameter.name);
            }
            index += 1;
        }
    }
}

fn cells(steps: &[f64]) -> Vec<Cell> {
    let cell = |steps: f64| {
        let quartiles = Quartiles { lower: steps, median: steps, upper: steps };
        Cell { steps: quartiles, losses: quartiles, stopped: 0.0 }
    };
    steps.iter().map(|steps| cell(*steps)).collect()
}

#[test]
fn the_best_rate_is_the_middle_of_a_wide_band_and_no_lucky_jump() {
    const NEVER: f64 = f64::INFINITY;
    // 2 is a lucky jump, between rates that are slow; from 4 to 8 a whole band is quick.
    let mut all = cells(&[NEVER, 90.0, 40.0, 8.0, 5.0, 4.0, 6.0, 20.0, 4.0, NEVER]);
    let found = best(&all, 1.0).unwrap();
    assert_eq!(found, Best { index: 4, band: Band { first: 3, last: 6 }, arrives: true });
    assert_eq!(usable_band(&all), Some(Band { first: 1, last: 8 }));
    // A rate from which a start flies off is none.
    all[4].stopped = 0.25;
    assert_eq!(best(&all, 1.0).unwrap().band, Band { first: 5, last: 6 });
    // Where nobody arrives, f decides.
    let mut none = cells(&[NEVER; 5]);
    for (cell, loss) in none.iter_mut().zip([0.9, 0.5, 0.51, 0.8, NEVER]) {
        cell.losses.median = loss;
    }
    let found = best(&none, 1.0).unwrap();
    assert_eq!(found, Best { index: 1, band: Band { first: 1, last: 2 }, arrives: false });
    assert_eq!(best(&none, 0.1), None);
    assert_eq!((best(&[], 1.0), usable_band(&[])), (None, None));
    let values = evenly(-5.0, 1.5, 131);
    assert!((Band { first: 3, last: 22 }.decades(&values) - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_not_allowed_is_named() {
    let config = run("racers=sgd,adam,momentum");
    let text = |text: &str| Value::Text(text.to_owned());
    for (fields, expected) in [
        (vec![("rates", Value::Null)], "options.rates is not known"),
        (
            vec![("racers", numbers([3.0]))],
            "options.racers[0] is 3; it must be a whole number from 0 to 2",
        ),
        (vec![("racers", numbers([1.0, 1.0]))], "options.racers[1] is 1; it must be named once"),
        (
            vec![("parameter", text("alpha"))],
            "options.parameter is \"alpha\"; it must be one of lr, weightDecay, betas[0], betas[1], eps, momentum, dampening",
        ),
        (vec![("parameter", text("betas"))], "options.parameter is \"betas\""),
        (
            vec![("values", numbers([0.1, -1.0]))],
            "options.values[1] is -1; it must be a finite number, 0 or more",
        ),
        (
            vec![("parameter", text("betas[1]")), ("values", numbers([1.0]))],
            "options.values[0] is 1; it must be two numbers from 0 up to, but not including, 1",
        ),
        (vec![("steps", Value::Number(0.0))], "options.steps is 0"),
        (vec![("tolerance", Value::Number(0.0))], "options.tolerance is 0"),
        (
            vec![("starts", numbers([]))],
            "options.starts is []; it must be a list of 1 to 1000 starts",
        ),
        (vec![("starts", Value::List(vec![numbers([f64::NAN, 1.0])]))], "options.starts[0] is"),
        (vec![("against", Value::map(vec![]))], "options.against.parameter is missing"),
    ] {
        let found = refusal(&config, fields);
        assert!(found.starts_with(expected), "{found}");
    }
    assert_eq!((MAX_STARTS, CELL), (1000, 7));
    // Racers that lack a hyper-parameter are left out, unless they are asked for.
    let fields = vec![("parameter", text("momentum"))];
    assert_eq!(options(&config, fields.clone()).racers, [2]);
}

#[test]
fn options_that_are_written_are_read_again() {
    let config = run(
        "preset=article&racers=sgd,momentum,adagrad,rmsprop,adam,adamw,nadam,radam,adamax,adadelta,rprop,lion",
    );
    let mut names = 0;
    for kind in OptimizerKind::ALL {
        let mut optimizer = kind.with_defaults();
        let mut index = 0;
        while let Some((parameter, setting)) = optimizer.setting(index) {
            index += 1;
            let name = match setting {
                Setting::Number(_) => parameter.name.to_owned(),
                Setting::Pair(_) => format!("{}[1]", parameter.name),
                Setting::Switch(_) => continue,
            };
            let options = options(&config, vec![("parameter", Value::Text(name))]);
            let read = SweepOptions::from_value(&config, &Value::from(&options)).unwrap();
            assert_eq!(read, options);
            names += 1;
        }
    }
    assert!(names > 40);
    let against = Value::map(vec![("parameter", Value::from("momentum"))]);
    let starts = Value::List(vec![numbers([0.5, -0.0]), numbers([1.0 / 3.0, 0.25])]);
    let fields = vec![("against", against), ("starts", starts), ("tolerance", Value::Number(0.1))];
    let options = options(&config, fields);
    assert_eq!(SweepOptions::from_value(&config, &Value::from(&options)).unwrap(), options);
}
