//! What the methods do and return.

use downhill::OptimizerRunner;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{apply, call, count, create, everything, js, json, numbers, runner};

#[wasm_bindgen_test]
fn the_resolved_config_says_every_default_and_makes_the_same_run_again() {
    for given in [
        "undefined",
        "null",
        "{}",
        "{preset: 'article-gif'}",
        "{start: [0.5, -0.25], steps: 7, racers: [{optimizer: 'adam', betas: [0.5, 0.25]},
          {optimizer: 'adam', label: 'the other', color: '#012345', biasCorrection: false}]}",
    ] {
        let first = runner(given);
        let config = call(&first, "config", &[]).unwrap();
        let second = create(&config).unwrap();
        assert_eq!(json(&call(&second, "config", &[]).unwrap()), json(&config));
        for one in [&first, &second] {
            call(one, "step", &[7.into()]).unwrap();
        }
        assert_eq!(everything(&first), everything(&second), "{given}");
    }
    let written = json(&call(&runner("undefined"), "config", &[]).unwrap());
    for part in [
        r#""objective":"gaussian""#,
        r#""view":{"x":[-1,1],"y":[-1,1]}"#,
        r#""start":[0.75,-0.75]"#,
        r#""steps":100"#,
        r#""betas":[0.9,0.999]"#,
        r#""biasCorrection":true"#,
        r#""dampFirstStep":true"#,
    ] {
        assert!(written.contains(part), "{part} in {written}");
    }
}

#[wasm_bindgen_test]
fn a_step_is_one_unless_told_and_no_step_is_none() {
    let stepped = runner("undefined");
    assert_eq!((count(&stepped, "stepCount"), count(&stepped, "racerCount")), (0.0, 5.0));
    assert_eq!(numbers(&stepped, "trajectory", &[0.into()]), [0.75, -0.75]);
    for (given, after) in [
        (vec![], 1.0),
        (vec![JsValue::UNDEFINED], 2.0),
        (vec![0.into()], 2.0),
        (vec![98.into()], 100.0),
    ] {
        assert!(call(&stepped, "step", &given).unwrap().is_undefined());
        assert_eq!(count(&stepped, "stepCount"), after);
        for racer in 0..5 {
            let pairs = numbers(&stepped, "trajectory", &[racer.into()]).len();
            let losses = numbers(&stepped, "losses", &[racer.into()]).len();
            assert_eq!(f64::from(u32::try_from(losses).unwrap()), after + 1.0);
            assert_eq!(pairs, 2 * losses);
        }
    }
}

#[wasm_bindgen_test]
fn advancing_ends_at_the_runs_last_step_where_steps_alone_leads_too() {
    let (advanced, stepped) = (runner("{steps: 3000}"), runner("{steps: 3000}"));
    // No time is no step, or a few; enough time is all.
    assert_eq!(call(&runner("undefined"), "advance", &[60_000.into()]).unwrap(), true);
    while call(&advanced, "advance", &[1.into()]).unwrap() != true {}
    call(&stepped, "step", &[3000.into()]).unwrap();
    assert_eq!(everything(&advanced), everything(&stepped));
    assert_eq!(call(&advanced, "advance", &[0.into()]).unwrap(), true);
    assert_eq!(count(&advanced, "stepCount"), 3000.0);
}

#[wasm_bindgen_test]
fn a_reset_runner_is_a_new_one() {
    let (used, new) = (runner("undefined"), runner("undefined"));
    call(&used, "step", &[50.into()]).unwrap();
    call(&used, "reset", &[]).unwrap();
    assert_eq!(everything(&used), everything(&new));
    for one in [&used, &new] {
        call(one, "step", &[50.into()]).unwrap();
    }
    assert_eq!(everything(&used), everything(&new));
}

#[wasm_bindgen_test]
fn trajectories_losses_and_gradients_are_copies_that_are_safe_to_keep() {
    let stepped = runner("undefined");
    call(&stepped, "step", &[10.into()]).unwrap();
    for (name, given) in [
        ("trajectory", vec![2.into()]),
        ("losses", vec![2.into()]),
        ("gradient", vec![2.into()]),
        ("gradientAt", vec![0.1.into(), 0.2.into()]),
    ] {
        let kept = call(&stepped, name, &given).unwrap();
        let own = apply("(kept) => kept.buffer.byteLength === 8 * kept.length", &[&kept]);
        assert!(own.is_truthy(), "{name} is a view into a larger buffer");
        let before = json(&kept);
        apply("(kept) => kept.fill(NaN)", &[&call(&stepped, name, &given).unwrap()]);
        assert_eq!(json(&call(&stepped, name, &given).unwrap()), before, "{name}");
        // Enough steps that the memory grows, which would detach a view.
        call(&stepped, "step", &[20_000.into()]).unwrap();
        assert_eq!(json(&kept), before, "{name}");
        call(&stepped, "reset", &[]).unwrap();
        assert_eq!(json(&kept), before, "{name}");
        call(&stepped, "step", &[10.into()]).unwrap();
    }
}

#[wasm_bindgen_test]
fn the_objective_is_the_articles() {
    let some = runner("undefined");
    let value = call(&some, "value", &[0.75.into(), (-0.75).into()]).unwrap().as_f64().unwrap();
    assert!((value - 0.931_339).abs() < 5e-7, "{value}");
    let gradient = numbers(&some, "gradientAt", &[0.75.into(), (-0.75).into()]);
    assert!((gradient[0] - 0.147_131).abs() < 5e-7, "{gradient:?}");
    assert!((gradient[1] + 0.343_306).abs() < 5e-7, "{gradient:?}");
    assert_eq!(numbers(&some, "gradient", &[0.into(), 0.into()]), gradient);
    assert_eq!(numbers(&some, "losses", &[0.into()]), [value]);
}

#[wasm_bindgen_test]
fn a_racer_that_diverges_says_so_and_the_others_run_on() {
    let racers =
        "{racers: [{optimizer: 'sgd'}, {optimizer: 'momentum', lr: 1.7e308, momentum: 4}]}";
    let some = runner(racers);
    call(&some, "step", &[20.into()]).unwrap();
    let status = |racer: u32| call(&some, "status", &[racer.into()]).unwrap();
    assert_eq!(json(&status(0)), r#"{"kind":"running"}"#);
    let get = |name: &str| Reflect::get(&status(1), &name.into()).unwrap();
    assert_eq!(get("kind"), "diverged");
    let line = "racers=sgd,momentum(lr=1.7e308,momentum=4)";
    let mut native = OptimizerRunner::new(line.parse().unwrap());
    native.step(20).unwrap();
    let (stop, reason) = native.status(1).unwrap().stop().unwrap();
    assert_eq!(get("reason"), reason.text());
    assert_eq!(get("step"), stop);
    let path = numbers(&some, "trajectory", &[1.into()]);
    assert_eq!(path.len(), 42);
    assert!(path.iter().all(|number| number.is_finite()));
    assert_eq!(path[40..], path[38..40]);
}

#[wasm_bindgen_test]
fn the_sign_of_zero_survives() {
    let some = runner("{start: [-0, 0]}");
    let same = apply(
        "(runner) => [...runner.config().start, ...runner.trajectory(0)]
          .every((number, index) => Object.is(number, index % 2 ? 0 : -0))",
        &[&some],
    );
    assert!(same.is_truthy(), "{}", everything(&some));
}

#[wasm_bindgen_test]
fn whatever_is_left_undefined_takes_its_default() {
    let given = "{preset: undefined, start: null, racers: undefined, steps: undefined}";
    assert_eq!(everything(&runner(given)), everything(&create(&js("undefined")).unwrap()));
}
