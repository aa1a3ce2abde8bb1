//! Minima in a view: the library's own, and those that are found.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{Bounds, Minimum, Objective, RunConfig, minima, objectives};

fn typed(formula: &str) -> Vec<Minimum> {
    let config = RunConfig::on(Objective::typed(formula).unwrap());
    minima(&config.objective, config.view)
}

fn is_at(minimum: &Minimum, [x, y]: [f64; 2]) -> bool {
    (minimum.at[0] - x).abs() < 1e-9 && (minimum.at[1] - y).abs() < 1e-9
}

#[test]
fn the_librarys_global_minima_are_found_in_their_formulas() {
    for entry in objectives() {
        let objective = Objective::from_library(entry, None);
        let formula = Objective::typed(objective.formula()).unwrap();
        let found = minima(&formula, entry.view);
        for at in entry.minima {
            let minimum = found.iter().find(|minimum| is_at(minimum, *at));
            let minimum = minimum.unwrap_or_else(|| panic!("{} {at:?}: {found:?}", entry.name));
            assert!(minimum.is_found && minimum.is_global, "{}: {minimum:?}", entry.name);
        }
        let global = found.iter().filter(|minimum| minimum.is_global).count();
        assert_eq!(global, entry.minima.len(), "{}: {found:?}", entry.name);
    }
}

#[test]
fn known_minima_are_told_as_they_are_known() {
    for entry in objectives() {
        let told = minima(&Objective::from_library(entry, None), entry.view);
        for at in entry.minima {
            let same = |minimum: &&Minimum| minimum.at == *at;
            let minimum = told.iter().find(same).unwrap();
            assert!(minimum.is_global && !minimum.is_found, "{}", entry.name);
        }
        for minimum in told.iter().filter(|minimum| !entry.minima.contains(&minimum.at)) {
            assert!(minimum.is_found && !minimum.is_global, "{}: {minimum:?}", entry.name);
        }
        assert!(told.is_sorted_by(|lower, higher| lower.value <= higher.value + 1e-12));
    }
}

/// By mpmath, with 30 digits.
#[test]
fn local_minima_are_found_to_a_billionth() {
    let rows: [(&str, &[[f64; 2]]); 7] = [
        ("two-gaussians", &[[0.905_317_899_160_115, 0.0]]),
        (
            "styblinski-tang",
            &[
                [2.746_802_770_990_837, -2.903_534_027_771_177],
                [-2.903_534_027_771_177, 2.746_802_770_990_837],
                [2.746_802_770_990_837, 2.746_802_770_990_837],
            ],
        ),
        (
            "six-hump-camel",
            &[
                [-1.703_606_714_969_981, 0.796_083_568_672_625],
                [1.703_606_714_969_981, -0.796_083_568_672_625],
                [1.607_104_752_920_197, 0.568_651_454_884_131],
                [-1.607_104_752_920_197, -0.568_651_454_884_131],
            ],
        ),
        (
            "three-hump-camel",
            &[
                [1.747_552_345_830_289, -0.873_776_172_915_144],
                [-1.747_552_345_830_289, 0.873_776_172_915_144],
            ],
        ),
        ("mccormick", &[[2.594_395_102_393_195, 1.594_395_102_393_195]]),
        // There are at most a dozen, and of minima that are equally low all or none.
        (
            "rastrigin",
            &[
                [0.0, 0.994_958_637_652_335],
                [0.0, -0.994_958_637_652_335],
                [0.994_958_637_652_335, 0.0],
                [-0.994_958_637_652_335, 0.0],
                [0.994_958_637_652_335, 0.994_958_637_652_335],
                [0.994_958_637_652_335, -0.994_958_637_652_335],
                [-0.994_958_637_652_335, 0.994_958_637_652_335],
                [-0.994_958_637_652_335, -0.994_958_637_652_335],
            ],
        ),
        ("bowl", &[]),
    ];
    for (name, expected) in rows {
        let entry = objectives().iter().find(|entry| entry.name == name).unwrap();
        let told = minima(&Objective::from_library(entry, None), entry.view);
        let local: Vec<_> = told.iter().filter(|minimum| !minimum.is_global).collect();
        assert_eq!(local.len(), expected.len(), "{name}: {told:?}");
        for at in expected {
            assert!(local.iter().any(|minimum| is_at(minimum, *at)), "{name} {at:?}: {told:?}");
        }
    }
    let waves = typed("sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)");
    assert!(is_at(&waves[0], [-1.140_719_737_153_786, 0.0]) && waves[0].is_global, "{waves:?}");
    let sinc = typed("sin(x)/x + y^2");
    assert_eq!(sinc.len(), 2);
    for minimum in sinc {
        assert!(
            minimum.is_global
                && is_at(&minimum, [4.493_409_457_909_064_f64.copysign(minimum.at[0]), 0.0])
        );
    }
}

#[test]
fn where_nothing_is_lowest_in_a_point_there_is_no_minimum() {
    for formula in [
        // At the border.
        "x",
        "exp(3*x + y)",
        // Saddles.
        "x*y",
        "x^3 - 3*x*y^2",
        // Valleys and plains, all of whose points are equally low.
        "x^2",
        "(x + y)^2",
        "(3*x + y)^2",
        "(x^2 + y^2 - 1)^2",
        "abs(x + y)",
        "max(0, x^2 + y^2 - 1)",
        "floor(x) + y^2",
        "cos(40*x*y)",
        "3",
        // Poles.
        "1/x",
        "-1/(x^2 + y^2)",
        "-1/abs(x) + y^2",
        "log(x^2 + y^2)",
        "log(abs(x)) + y^2",
        "tan(x) + y^2",
        // The edge of a domain, and a formula that is undefined everywhere.
        "sqrt(x) + y^2",
        "log(-1 - x^2)",
    ] {
        assert_eq!(typed(formula), [], "{formula}");
    }
}

#[test]
fn a_kink_can_be_a_minimum() {
    for (formula, at) in [
        ("abs(x) + abs(y)", [0.0, 0.0]),
        ("abs(x - 0.3) + 2*abs(y - 0.1)", [0.3, 0.1]),
        ("max(abs(x), abs(y))", [0.0, 0.0]),
        ("sqrt(x^2 + y^2)", [0.0, 0.0]),
        ("(x - 0.2)^2 + abs(y)", [0.2, 0.0]),
    ] {
        let found = typed(formula);
        assert!(found.len() == 1 && is_at(&found[0], at), "{formula}: {found:?}");
        assert!(found[0].is_global && found[0].is_found);
    }
}

#[test]
fn flat_bottoms_and_large_numbers_are_found_as_well_as_they_can_be() {
    for (formula, near) in [
        ("x^4 + y^4", 1e-9),
        ("(x - 0.1)^4 + y^2", 1e-9),
        ("1e200*(x^2 + 3*y^2)", 1e-9),
        ("1e-200*(x^2 + 3*y^2)", 1e-9),
        // Where 1 + u rounds to 1, nothing is lower.
        ("1e6 + x^2 + y^2", 1e-4),
    ] {
        let found = typed(formula);
        assert_eq!(found.len(), 1, "{formula}: {found:?}");
        let [x, y] = found[0].at;
        let x = if formula.contains("0.1") { x - 0.1 } else { x };
        assert!(x.abs() < near && y.abs() < near, "{formula}: {found:?}");
    }
}

#[test]
fn only_what_is_in_the_view_is_told() {
    let entry = objectives().iter().find(|entry| entry.name == "himmelblau").unwrap();
    let objective = Objective::from_library(entry, None);
    let in_view = |x, y| minima(&objective, Bounds { x, y });
    assert_eq!(in_view([0.0, 5.0], [0.0, 5.0]).len(), 1);
    assert_eq!(in_view([0.0, 5.0], [-5.0, 5.0]).len(), 2);
    assert_eq!(in_view([0.0, 1.0], [0.0, 1.0]), []);
    // The lowest point of a view need not be the lowest of the objective.
    let entry = objectives().iter().find(|entry| entry.name == "two-gaussians").unwrap();
    let right = Bounds { x: [0.5, 1.5], y: [-0.5, 0.5] };
    let told = minima(&Objective::from_library(entry, None), right);
    assert_eq!(told.len(), 1);
    assert!(!told[0].is_global && told[0].is_found);
}

#[test]
fn at_most_a_dozen_are_told_and_of_equal_ones_those_in_the_middle() {
    let found = typed("sin(5*x)*sin(5*y)");
    assert_eq!(found.len(), 12);
    let outermost = found
        .iter()
        .map(|minimum| minimum.at[0].abs().max(minimum.at[1].abs()))
        .fold(0.0, f64::max);
    assert!(outermost < 1.6, "{found:?}");
    assert!(found.iter().all(|minimum| minimum.is_global && (minimum.value + 1.0).abs() < 1e-12));
}
