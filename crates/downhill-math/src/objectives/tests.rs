//! The properties of every objective of the library.
#![cfg(feature = "simd-batch")]

use argmin_testfunctions as oracle;
use proptest::prelude::*;

use super::{LibraryObjective, objectives};
use crate::{Block, Formula, LANES, Noise, Objective, OptimizerKind, Racer, Status};

fn objective(entry: &'static LibraryObjective) -> Objective {
    Objective::from_library(entry, None)
}

fn any_objective() -> impl Strategy<Value = &'static LibraryObjective> {
    prop::sample::select(objectives().to_vec())
}

/// A point of the view, by its place from 0 to 1 along both axes.
fn place(entry: &LibraryObjective, part: [f64; 2]) -> [f64; 2] {
    let along = |[low, high]: [f64; 2], part: f64| low + (high - low) * part;
    [along(entry.view.x, part[0]), along(entry.view.y, part[1])]
}

#[test]
fn names_are_unlike_and_every_formula_can_be_read() {
    for (index, entry) in objectives().iter().enumerate() {
        assert!(objectives()[..index].iter().all(|other| other.name != entry.name));
        let text = objective(entry).formula().to_owned();
        assert!(Formula::parse(&text).is_ok(), "{text}");
        assert!(entry.look_for.ends_with(['.', '?']), "{}", entry.name);
    }
}

#[test]
fn minima_are_minima_by_gradient_and_by_value() {
    for entry in objectives() {
        let objective = objective(entry);
        let lowest = entry.minima.first().map(|at| objective.evaluate(*at).value);
        for minimum in entry.minima {
            let at = objective.evaluate(*minimum);
            // At the tip of Ackley's cone there is no gradient.
            if entry.name == "ackley" {
                assert!(at.gradient.iter().all(|part| part.is_nan()));
            } else {
                // Rounding of the coordinates, times the curvature.
                let steep = 1e-12 * (1.0 + at.value.abs()) * 1e3;
                assert!(at.gradient.iter().all(|part| part.abs() < steep), "{} {at:?}", entry.name);
            }
            assert!((at.value - lowest.unwrap()).abs() < 1e-12, "{} {at:?}", entry.name);
            for turn in 0..16 {
                #[allow(clippy::disallowed_methods, reason = "only a direction")]
                let (sine, cosine) = (f64::from(turn) * 0.393).sin_cos();
                let beside = [minimum[0] + 1e-3 * cosine, minimum[1] + 1e-3 * sine];
                assert!(objective.evaluate(beside).value > at.value, "{}", entry.name);
            }
        }
    }
}

#[test]
fn no_point_of_the_view_is_below_the_minima() {
    for entry in objectives().iter().filter(|entry| !entry.minima.is_empty()) {
        let objective = objective(entry);
        let lowest = objective.evaluate(entry.minima[0]).value;
        let values = objective.sample(entry.view, 201, 201);
        assert!(values.iter().all(|value| *value >= lowest - 1e-12), "{}", entry.name);
    }
}

#[test]
fn the_known_values_are_those_of_the_literature() {
    for (name, at, value) in [
        ("ackley", [0.0, 0.0], 0.0),
        ("beale", [3.0, 0.5], 0.0),
        ("booth", [1.0, 3.0], 0.0),
        ("branin", [std::f64::consts::PI, 2.275], 0.397_887_357_729_738),
        ("easom", [std::f64::consts::PI; 2], -1.0),
        ("goldstein-price", [0.0, -1.0], 3.0),
        ("himmelblau", [3.0, 2.0], 0.0),
        ("matyas", [0.0, 0.0], 0.0),
        ("mccormick", [-0.547_197_551_196_6, -1.547_197_551_196_6], -1.913_222_954_981_037),
        ("rastrigin", [0.0, 0.0], 0.0),
        ("rosenbrock", [1.0, 1.0], 0.0),
        ("six-hump-camel", [0.089_842_013_683, -0.712_656_403_27], -1.031_628_453_489_877),
        ("styblinski-tang", [-2.903_534_027_771_18; 2], -78.332_331_407_542_8),
        ("three-hump-camel", [0.0, 0.0], 0.0),
    ] {
        let entry = objectives().iter().find(|entry| entry.name == name).unwrap();
        let found = objective(entry).evaluate(at).value;
        assert!((found - value).abs() < 1e-12 * (1.0 + value.abs()) + 1e-14, "{name}: {found}");
    }
}

#[test]
fn no_racer_diverges_at_its_own_rate_and_each_gets_lower() {
    for entry in objectives() {
        let objective = objective(entry);
        for kind in OptimizerKind::ALL {
            let optimizer = kind.with_learning_rate(objective.learning_rate(kind));
            let mut racer = Racer::new(optimizer, &objective, entry.start, Noise::NONE.of(0));
            racer.advance(&objective, entry.steps);
            assert_eq!(racer.status(), Status::Running, "{} {}", entry.name, kind.name());
            let losses = racer.losses();
            let (first, last) = (losses[0], losses[losses.len() - 1]);
            assert!(last < first - 0.05 * first.abs(), "{} {}: {last}", entry.name, kind.name());
        }
    }
}

type Oracle = (&'static str, fn([f64; 2]) -> f64, fn([f64; 2]) -> [f64; 2]);

/// The same objectives in another library.
const ORACLES: [Oracle; 13] = [
    ("ackley", |at| oracle::ackley(&at), |at| oracle::ackley_derivative_const(&at)),
    ("beale", |at| oracle::beale(&at), |at| oracle::beale_derivative(&at)),
    ("booth", |at| oracle::booth(&at), |at| oracle::booth_derivative(&at)),
    ("easom", |at| oracle::easom(&at), |at| oracle::easom_derivative(&at)),
    (
        "goldstein-price",
        |at| oracle::goldsteinprice(&at),
        |at| oracle::goldsteinprice_derivative(&at),
    ),
    ("himmelblau", |at| oracle::himmelblau(&at), |at| oracle::himmelblau_derivative(&at)),
    ("matyas", |at| oracle::matyas(&at), |at| oracle::matyas_derivative(&at)),
    ("mccormick", |at| oracle::mccormick(&at), |at| oracle::mccormick_derivative(&at)),
    ("rastrigin", |at| oracle::rastrigin(&at), |at| oracle::rastrigin_derivative_const(&at)),
    ("rosenbrock", |at| oracle::rosenbrock(&at), |at| oracle::rosenbrock_derivative_const(&at)),
    (
        "styblinski-tang",
        |at| oracle::styblinski_tang(&at),
        |at| oracle::styblinski_tang_derivative_const(&at),
    ),
    (
        "three-hump-camel",
        |at| oracle::threehumpcamel(&at),
        |at| oracle::threehumpcamel_derivative(&at),
    ),
    // It is twice our bowl.
    (
        "bowl",
        |at| oracle::sphere(&at) / 2.0,
        |at| oracle::sphere_derivative_const(&at).map(|part| part / 2.0),
    ),
];

#[test]
fn starts_and_minima_lie_in_the_view() {
    for entry in objectives() {
        let inside = |[x, y]: [f64; 2]| {
            (entry.view.x[0]..=entry.view.x[1]).contains(&x)
                && (entry.view.y[0]..=entry.view.y[1]).contains(&y)
        };
        assert!(inside(entry.start), "{}", entry.name);
        assert!(entry.minima.iter().copied().all(inside), "{}", entry.name);
    }
}

#[test]
fn far_away_values_are_numbers_or_a_state_says_why() {
    for entry in objectives() {
        let objective = objective(entry);
        for far in [1e3, 1e6, 1e14, 1e60, 1e160, 1e307] {
            for point in [[far, far], [-far, far], [0.0, -far]] {
                let racer = Racer::new(
                    OptimizerKind::Sgd.with_learning_rate(0.0),
                    &objective,
                    point,
                    Noise::NONE.of(0),
                );
                let found = objective.evaluate(point);
                let whole = found.value.is_finite();
                assert_eq!(whole, racer.status() == Status::Running, "{} {point:?}", entry.name);
            }
        }
    }
    // Easom's plain is flat, not undefined.
    let easom = objectives().iter().find(|entry| entry.name == "easom").unwrap();
    let far = objective(easom).evaluate([100.0, -100.0]);
    assert_eq!((far.value, far.gradient), (0.0, [0.0, 0.0]));
}

#[test]
fn a_parameter_can_be_set() {
    let taco = objectives().iter().find(|entry| entry.name == "taco").unwrap();
    let steep = Objective::from_library(taco, Some(50.0));
    assert_eq!(steep.formula(), "(x^2 + 50*y^2)/2");
    assert_eq!(steep.evaluate([1.0, 2.0]).gradient, [1.0, 100.0]);
    assert_ne!(steep, objective(taco));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn gradients_are_the_limit_of_differences(
        entry in any_objective(), part in prop::array::uniform2(0.01..0.99_f64)
    ) {
        let objective = objective(entry);
        let point = place(entry, part);
        let exact = objective.evaluate(point).gradient;
        for axis in 0..2 {
            let value = |by: f64| {
                let mut at = point;
                at[axis] += by;
                objective.evaluate(at).value
            };
            // Differences over h and over 2h. The error of the first is bounded by their disagreement.
            let h = 2e-4 * (1.0 + point[axis].abs());
            let over = |h: f64| (value(h) - value(-h)) / (2.0 * h);
            let (fine, coarse) = (over(h), over(2.0 * h));
            let noise = 1e-15 * (1.0 + value(0.0).abs()) / h;
            let allowed = 2.0 * (fine - coarse).abs() + 10.0 * noise + 1e-9 * exact[axis].abs();
            prop_assert!(
                (exact[axis] - fine).abs() <= allowed,
                "{} at {point:?}: {} {fine}", entry.name, exact[axis]
            );
        }
    }

    #[test]
    fn values_and_gradients_are_those_of_another_library(
        part in prop::array::uniform2(-0.2..1.2_f64)
    ) {
        for (name, value, gradient) in ORACLES {
            let entry = objectives().iter().find(|entry| entry.name == name).unwrap();
            let objective = objective(entry);
            let point = place(entry, part);
            let (found, value, gradient) = (objective.evaluate(point), value(point), gradient(point));
            // A sum whose terms cancel is as exact as its largest term, here the largest of the view.
            let largest = objective.sample(entry.view, 9, 9).into_iter().fold(1.0_f64, |largest, at| {
                largest.max(at.abs())
            });
            let error = (found.value - value).abs();
            prop_assert!(error <= 1e-13 * (largest + value.abs()), "{name} at {point:?}: {error:e}");
            for (ours, theirs) in found.gradient.into_iter().zip(gradient) {
                let error = (ours - theirs).abs();
                let allowed = 1e-12 * (largest + theirs.abs());
                prop_assert!(error <= allowed, "{name} at {point:?}: {error:e}");
            }
        }
    }

    #[test]
    fn samples_of_a_formula_are_those_of_the_compiled_function_to_the_bit(entry in any_objective()) {
        let compiled = objective(entry);
        let typed = Objective::typed(compiled.formula()).unwrap();
        let samples = [&compiled, &typed].map(|objective| objective.sample(entry.view, 7, 3));
        for row in 0..3_u32 {
            for column in 0..7_u32 {
                let place = place(entry, [f64::from(column) / 6.0, f64::from(row) / 2.0]);
                let wanted = compiled.evaluate(place).value;
                let index = usize::try_from(7 * row + column).unwrap();
                for samples in &samples {
                    // The sum that places a sample may round in another way, by as much.
                    let near = (samples[index] - wanted).abs() <= 1e-9 * (1.0 + wanted.abs());
                    prop_assert!(near, "{} at {place:?}", entry.name);
                }
                prop_assert_eq!(samples[0][index].to_bits(), samples[1][index].to_bits());
            }
        }
    }

    #[test]
    fn formulas_and_compiled_functions_are_the_same_to_the_bit(
        entry in any_objective(), parts in prop::array::uniform16(-0.5..1.5_f64)
    ) {
        let objective = objective(entry);
        let formula = Formula::parse(objective.formula()).unwrap();
        let points: [[f64; 2]; LANES] =
            std::array::from_fn(|lane| place(entry, [parts[2 * lane], parts[2 * lane + 1]]));
        let block = [0, 1].map(|axis| Block::new(points.map(|point| point[axis])));
        let both = [objective.evaluate_block(block), formula.evaluate_block(block)];
        for (lane, point) in points.into_iter().enumerate() {
            let single = objective.evaluate(point);
            let wanted = [single.value, single.gradient[0], single.gradient[1]].map(f64::to_bits);
            for found in both {
                let found = [found.value, found.gradient[0], found.gradient[1]];
                prop_assert_eq!(found.map(|part| part.to_array()[lane].to_bits()), wanted);
            }
        }
    }
}
