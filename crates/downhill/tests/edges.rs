//! The rules at the edges of the range of numbers, as `torch.optim` 2.15 computes them in float64.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod common;

use common::runner;
use downhill::{Adam, OptimizerRunner, Remark, Rule, Status, StopReason, Value};
use serde_json::json;

/// A coordinate of a racer's iterates.
fn along(runner: &OptimizerRunner, racer: usize, axis: usize) -> Vec<f64> {
    runner.trajectory(racer).unwrap().iter().skip(axis).step_by(2).copied().collect()
}

fn last(line: &str, steps: u32) -> [f64; 2] {
    let mut runner = runner(line);
    runner.step(steps).unwrap();
    let trajectory = runner.trajectory(0).unwrap();
    [trajectory[trajectory.len() - 2], trajectory[trajectory.len() - 1]]
}

fn assert_near(found: f64, expected: f64, within: f64) {
    let error = (found - expected).abs() / expected.abs();
    assert!(error <= within, "{found} instead of {expected}: {error:e}");
}

fn written(runner: &OptimizerRunner, racer: usize) -> serde_json::Value {
    let status = runner.status(racer).unwrap();
    let remark = runner.remark(racer, runner.step_count()).unwrap();
    serde_json::to_value(Value::from((status, remark))).unwrap()
}

/// β, and 1 − βᵗ after t steps, rounded from 400 bits (mpmath).
const EXACT: [(f64, &[(u32, f64)]); 16] = [
    (
        0.9,
        &[
            (1, 0.09999999999999998),
            (2, 0.18999999999999995),
            (3, 0.27099999999999996),
            (10, 0.6513215599),
            (37, 0.9797244404095548),
            (355, 0.9999999999999999),
            (5_000, 1.0),
        ],
    ),
    (
        0.999,
        &[
            (1, 0.0010000000000000009),
            (2, 0.0019990000000000016),
            (3, 0.0029970010000000026),
            (10, 0.009955119790251798),
            (37, 0.0363417043885825),
            (355, 0.2989510870523055),
            (5_000, 0.9932788880401344),
            (54_321, 1.0),
        ],
    ),
    (
        0.99,
        &[
            (1, 0.010000000000000009),
            (2, 0.01990000000000002),
            (3, 0.029701000000000026),
            (10, 0.09561792499119559),
            (37, 0.31055091413092223),
            (355, 0.9717840886529704),
            (5_000, 1.0),
        ],
    ),
    (
        0.5,
        &[(1, 0.5), (2, 0.75), (3, 0.875), (10, 0.9990234375), (37, 0.999999999992724), (355, 1.0)],
    ),
    (
        0.8,
        &[
            (1, 0.19999999999999996),
            (2, 0.35999999999999993),
            (3, 0.48799999999999993),
            (10, 0.8926258175999999),
            (37, 0.9997403851570733),
            (355, 1.0),
        ],
    ),
    (0.1, &[(1, 0.9), (2, 0.99), (3, 0.999), (10, 0.9999999999), (37, 1.0)]),
    (
        0.7500000000000001,
        &[
            (1, 0.2499999999999999),
            (2, 0.43749999999999983),
            (3, 0.5781249999999998),
            (10, 0.9436864852905272),
            (37, 0.9999761621685057),
            (355, 1.0),
        ],
    ),
    (
        0.707,
        &[
            (1, 0.29300000000000004),
            (2, 0.500151),
            (3, 0.646606757),
            (10, 0.9687971590073561),
            (37, 0.9999973176323023),
            (355, 1.0),
        ],
    ),
    (
        0.3749,
        &[
            (1, 0.6251),
            (2, 0.85944999),
            (3, 0.947307801251),
            (10, 0.9999451528072147),
            (37, 0.9999999999999998),
            (355, 1.0),
        ],
    ),
    (1e-3, &[(1, 0.999), (2, 0.999999), (3, 0.999999999), (10, 1.0)]),
    (1e-17, &[(1, 1.0)]),
    (
        0.9999,
        &[
            (1, 9.999999999998899e-05),
            (2, 0.00019998999999997798),
            (3, 0.00029997000099996697),
            (10, 0.0009995501199788926),
            (37, 0.0036933477633994505),
            (355, 0.03487897897554321),
            (5_000, 0.3934845043752217),
            (54_321, 0.9956272869317874),
            (1_000_000, 1.0),
        ],
    ),
    (
        0.999999,
        &[
            (1, 1.0000000000287557e-06),
            (2, 1.999999000057511e-06),
            (3, 2.9999970000872666e-06),
            (10, 9.999955000407554e-06),
            (37, 3.699933400883385e-05),
            (355, 0.00035493717240313907),
            (5_000, 0.004987523294993601),
            (54_321, 0.052871996123402515),
            (1_000_000, 0.6321207427789335),
        ],
    ),
    (
        0.99999999,
        &[
            (1, 1.0000000050247593e-08),
            (2, 2.0000000000495184e-08),
            (3, 2.999999985074277e-08),
            (10, 9.9999996002476e-08),
            (37, 3.6999993525916803e-07),
            (355, 3.549993734345226e-06),
            (5_000, 4.999875052204598e-05),
            (54_321, 0.0005430624936017203),
            (1_000_000, 0.00995016635008206),
        ],
    ),
    (
        0.999999999999,
        &[
            (1, 9.999778782798785e-13),
            (2, 1.999955756558757e-12),
            (3, 2.9999336348366357e-12),
            (10, 9.999778782753788e-12),
            (37, 3.6999181495689533e-11),
            (355, 3.5499214672652464e-10),
            (5_000, 4.999889378902445e-09),
            (54_321, 5.431979685074822e-08),
            (1_000_000, 9.999773783026665e-07),
        ],
    ),
    (
        0.9999999999999999,
        &[
            (1, 1.1102230246251565e-16),
            (2, 2.220446049250313e-16),
            (3, 3.330669073875469e-16),
            (10, 1.110223024625156e-15),
            (37, 4.107825191113071e-15),
            (355, 3.941291737419228e-14),
            (5_000, 5.551115123124242e-13),
            (54_321, 6.030842492048128e-12),
            (1_000_000, 1.1102230245635268e-10),
        ],
    ),
];

#[test]
fn adams_corrections_are_right_to_two_units_in_the_last_place_for_every_beta_and_count() {
    for (beta, exact) in EXACT {
        let adam = Adam { lr: 0.1, betas: [beta, 0.0], eps: 0.0, ..Adam::DEFAULT };
        for (step, expected) in exact {
            let [found, of_zero] = adam.corrections(*step);
            let apart = found.to_bits().abs_diff(expected.to_bits());
            assert!(apart <= 2, "1 - {beta}^{step}: {found} instead of {expected}");
            assert_eq!(of_zero, 1.0);
        }
    }
    let uncorrected =
        Adam { lr: 0.1, betas: [0.9, 0.999], eps: 0.0, bias_correction: false, ..Adam::DEFAULT };
    assert_eq!(uncorrected.corrections(3), [1.0, 1.0]);
}

#[test]
fn adam_is_torchs_at_betas_near_1_and_below_a_half() {
    let found = last("formula=x^2/2&start=1,0&racers=adam(lr=0.001,betas=0.9:0.99999999)", 3000);
    assert_near(found[0], 0.003_104_067_847_290_077, 1e-11);
    let run = "formula=x^2/2+2*y^2&start=1,0.5&racers=adam(lr=0.01,betas=0.3:0.999999)";
    let found = last(run, 200);
    assert_near(found[0], 0.039_313_927_656_097_56, 1e-11);
    assert_near(found[1], 6.706_024_301_122_189e-5, 1e-8);
    let found = last("formula=x^2/2+2*y^2&start=1,0.5&racers=adam(lr=0.01,betas=0.5:0.9)", 50);
    assert_near(found[0], 0.533_422_996_103_901_2, 1e-12);
    assert_near(found[1], 0.089_396_450_264_608_46, 1e-12);
}

#[test]
fn adams_root_is_taken_before_it_is_corrected_so_it_overflows_no_earlier_than_torchs() {
    let mut runner = runner("formula=1.2e155*x&start=0,0&racers=adam(lr=0.1)");
    runner.step(3).unwrap();
    let torch = [-0.099_999_999_999_999_99, -0.199_999_999_999_999_26, -0.299_999_999_999_999_2];
    for (found, expected) in along(&runner, 0, 0)[1..].iter().zip(torch) {
        assert_near(*found, expected, 1e-14);
    }
}

#[test]
fn momentum_0_has_no_velocity_and_no_dampening() {
    for form in ["dampening=0.5,dampFirstStep=false", "dampening=0.5", "dampening=0", "lr=0.1"] {
        let form = if form == "lr=0.1" { String::new() } else { format!(",{form}") };
        let line = format!("formula=0.5*x^2&start=1,0&racers=momentum(lr=0.1,momentum=0{form})");
        let mut runner = runner(&line);
        runner.step(4).unwrap();
        let torch = [1.0, 0.9, 0.81, 0.729_000_000_000_000_1, 0.656_100_000_000_000_1];
        for (found, expected) in along(&runner, 0, 0).iter().zip(torch) {
            assert_near(*found, expected, 1e-15);
        }
        // Where torch has no buffer, the velocity is the gradient itself.
        let state = runner.state(0, 4).unwrap();
        assert_eq!(state.parts, [("velocity", runner.gradient(0, 3).unwrap())]);
        // It is plain gradient descent to the bit.
        let mut plain = self::runner("formula=0.5*x^2&start=1,0&racers=sgd(lr=0.1)");
        plain.step(4).unwrap();
        assert_eq!(runner.trajectory(0), plain.trajectory(0));
    }
}

#[test]
fn zero_by_zero_names_the_coordinate() {
    for (formula, axes) in [("x^2", "y"), ("y^2", "x"), ("3", "x and y")] {
        let racers = "adagrad(lr=0.1,eps=0),rmsprop(lr=0.1,eps=0),adam(lr=0.1,eps=0)";
        let mut runner = runner(&format!("formula={formula}&start=1,1&racers={racers}"));
        runner.step(3).unwrap();
        for racer in 0..3 {
            assert_eq!(
                written(&runner, racer),
                json!({"kind": "undefined", "step": 1.0,
                       "reason": format!("0/0 in {axes}: eps is 0 and the gradient is 0")})
            );
            assert_eq!(along(&runner, racer, 0), [1.0; 4]);
        }
    }
    // The step itself is torch's.
    let runner = runner("formula=x^2&start=1,0&racers=adam(lr=0.1,eps=0)");
    let state = Value::from(&runner.state(0, 0).unwrap());
    let [x, y] = runner.step_from(0, [1.0, 0.0], &state).unwrap().iterate;
    assert!(x == 0.9 && y.is_nan(), "{x} {y}");
}

#[test]
fn a_gradient_whose_square_underflows_is_divided_by_zero() {
    let racers = "adagrad(lr=0.1,eps=0),rmsprop(lr=0.1,eps=0),adam(lr=0.1,eps=0)";
    let mut runner = runner(&format!("formula=1e-170*x+y&start=1,0&racers={racers}"));
    runner.step(1).unwrap();
    for racer in 0..3 {
        let status = written(&runner, racer);
        assert_eq!(status["kind"], "diverged");
        assert!(status["reason"].as_str().unwrap().starts_with("division by 0 in x"), "{status}");
    }
}

#[test]
fn a_start_outside_the_domain_is_said_to_be_there_from_the_start() {
    let mut outside = runner("formula=log(x)+y^2&start=-1,0&racers=sgd");
    let said = json!({"kind": "undefined", "step": 0.0,
                      "reason": "the start is outside the domain of f"});
    assert_eq!(written(&outside, 0), said);
    outside.step(3).unwrap();
    assert_eq!(written(&outside, 0), said);
    // Numbers that are too large for f are not outside of its domain.
    let overflowed = runner("formula=x^8-y^8&start=1e40,1e40&racers=sgd");
    let Status::Diverged { step: 0, reason } = overflowed.status(0).unwrap() else {
        panic!("{:?}", overflowed.status(0))
    };
    assert_eq!(reason, StopReason::Loss);
}

#[test]
fn what_overflows_on_its_way_is_not_outside_the_domain() {
    // Infinity minus infinity, at places that are far from the limit of f64.
    for (line, steps) in [
        ("formula=exp(x)-exp(y)+0*x&start=-300,300.5&racers=sgd(lr=1)", 30),
        ("formula=x^8-y^8&start=1,1&racers=sgd(lr=1)", 30),
        ("formula=sinh(x)-cosh(y)&start=3,3&racers=sgd(lr=1)", 30),
    ] {
        let mut runner = runner(line);
        runner.step(steps).unwrap();
        assert_eq!(runner.status(0).unwrap().kind(), "diverged", "{line}: {:?}", runner.status(0));
    }
    // A racer that leaves the domain is reported so, even if it leaves it by far.
    for line in [
        "formula=log(x)&start=1,0&racers=sgd(lr=30)",
        "formula=sqrt(x)+y^2&start=0.01,1&racers=sgd(lr=1)",
        "formula=x*log(x)+y&start=3,0&racers=sgd(lr=1e8)",
        "formula=asin(x)+y&start=0,0&racers=sgd(lr=1e6)",
    ] {
        let mut runner = runner(line);
        runner.step(40).unwrap();
        assert_eq!(runner.status(0).unwrap().kind(), "undefined", "{line}");
    }
}

#[test]
fn a_wave_on_a_bowl_diverges_as_the_bowl_does() {
    let formula = "20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)";
    let mut runner = runner(&format!("formula={formula}&start=1.3,1.7&racers=sgd(lr=1.05)"));
    runner.step(250).unwrap();
    assert_eq!(written(&runner, 0), json!({"kind": "running", "growing": true}));
    runner.step(2250).unwrap();
    assert_ne!(runner.status(0).unwrap().kind(), "undefined");
    runner.step(10_000).unwrap();
    assert_eq!(runner.status(0).unwrap().kind(), "diverged");
}

#[test]
fn squares_that_overflowed_are_said_to_hold_a_racer() {
    let racers = "adam(lr=0.1),adagrad(lr=0.1),rmsprop(lr=0.1),sgd(lr=1e-200)";
    let mut held = runner(&format!("formula=1e200*x+y^2&start=1,1&racers={racers}"));
    held.step(300).unwrap();
    for racer in 0..3 {
        assert_eq!(along(&held, racer, 0), [1.0; 301]);
        assert_eq!(
            written(&held, racer),
            json!({"kind": "running", "reason": "stands still: g² overflowed in x"})
        );
        assert_eq!(held.remark(racer, 0), Ok(None));
        assert!(matches!(held.remark(racer, 1), Ok(Some(Remark::Overflowed(_)))));
        // torch's step from that state, as state() returns it, is zero.
        let state = serde_json::to_value(Value::from(&held.state(racer, 300).unwrap())).unwrap();
        assert!(state.to_string().contains("null"), "JSON has no infinity: {state}");
        let state = Value::from(&held.state(racer, 300).unwrap());
        assert_eq!(held.step_from(racer, [1.0, 0.3], &state).unwrap().iterate[0], 1.0);
    }
    assert_eq!(written(&held, 3), json!({"kind": "running"}));
    // A racer that has come to rest is not reported.
    let mut rests = runner("formula=x^2+y^2&start=0,0&racers=adam,adagrad,rmsprop");
    rests.step(20).unwrap();
    for racer in 0..3 {
        assert_eq!(written(&rests, racer), json!({"kind": "running"}));
    }
}
