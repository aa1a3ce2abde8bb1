//! Levels of maps: 8 to 15 lines on every objective, with labels of few digits.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use downhill::{Bounds, Levels, Objective, RunConfig, Survey, levels, objectives};

/// Formulas of all kinds except constants: with and without minima, with poles and undefined regions,
/// plateaus, noise.
const FORMULAS: [&str; 36] = [
    "x^2 + y^2",
    "x^2 + 100*y^2",
    "x",
    "x + 1e6",
    "1e6*x + y",
    "x^2 + y^2 + 1234567",
    "sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)",
    "log(2 + x) - 2*pi*y^2/(1 + y^4)",
    "abs(x) + abs(y)",
    "max(abs(x), abs(y))",
    "sqrt(x^2 + y^2)",
    "(x + y)^2",
    "x^2",
    "x*y",
    "x^3 - 3*x*y^2",
    "exp(3*x + y)",
    "exp(x^2 + y^2)",
    "log(x^2 + y^2 + 0.01)",
    "1/(x^2 + y^2)",
    "1/x",
    "tan(x) + y",
    "sin(5*x)*sin(5*y)",
    "floor(x) + floor(y)",
    "max(0, -x) + max(0, y)",
    "x^4 + y^4",
    "(x^2 + y^2)^3",
    "(x^2 + y^2 - 1)^2",
    "-exp(-100*((x - 0.3)^2 + (y - 0.2)^2))",
    "x*log(x) + y^2",
    "sqrt(x) + y^2",
    "1e-9*(x^2 + 3*y^2)",
    "1e200*(x^2 + 3*y^2)",
    "1 + 1e-7*x^2 + 1e-7*y^2",
    "100*(y - x^2)^2 + abs(1 - x)",
    "sin(x)/x + y^2",
    "cos(40*x*y)",
];

/// A map of a formula in its default view.
fn map_of(formula: &str) -> Levels {
    RunConfig::on(Objective::typed(formula).unwrap()).survey().levels
}

fn labels(levels: &Levels) -> Vec<String> {
    (0..levels.values.len()).filter_map(|index| levels.label(index)).collect()
}

#[test]
fn every_map_has_eight_to_fifteen_lines_with_short_labels() {
    let library = objectives().iter().map(|entry| Objective::from_library(entry, None));
    let typed = FORMULAS.iter().map(|text| Objective::typed(text).unwrap());
    for objective in library.chain(typed) {
        let config = RunConfig::on(objective);
        let formula = config.objective.formula();
        let levels = config.survey().levels;
        assert!((8..=15).contains(&levels.values.len()), "{formula}: {:?}", levels.values);
        assert!(levels.values.is_sorted_by(|lower, higher| lower < higher), "{formula}");
        assert!(levels.lowest.is_none_or(|lowest| lowest < levels.values[0]), "{formula}");
        let labels = labels(&levels);
        // Levels inside the first ring may not be round, and the first one may be the base of the
        // heights.
        assert!(labels.len() + 2 >= levels.values.len(), "{formula}: {labels:?}");
        let heights = labels.iter().filter(|label| label.starts_with('+')).count();
        assert!(heights == 0 || heights == labels.len(), "{formula}: {labels:?}");
        for label in &labels {
            let number = label.split('×').next().unwrap_or_default();
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            assert!(digits.trim_matches('0').len() <= 4, "{formula}: {label}");
            assert!(label.chars().count() <= 10, "{formula}: {label}");
        }
        let count = labels.iter().collect::<std::collections::HashSet<_>>().len();
        assert_eq!(count, labels.len(), "{formula}: {labels:?}");
        // Labels that are heights need a base.
        assert_eq!(levels.base().is_some(), heights > 0, "{formula}");
        for count in 1..6 {
            let labelled = levels.labelled(count);
            assert_eq!(labelled.len(), count, "{formula}");
            assert!(
                labelled.is_sorted() && labelled.iter().all(|index| levels.label(*index).is_some())
            );
        }
    }
}

#[test]
fn levels_are_those_that_one_would_choose() {
    let rows: [(&str, &[&str]); 8] = [
        (
            "x*y",
            &["−3", "−2.5", "−2", "−1.5", "−1", "−0.5", "0", "0.5", "1", "1.5", "2", "2.5", "3"],
        ),
        // The first two are 0.1 and 0.3 of a step above the minimum.
        (
            "x^2 + y^2",
            &["0.02", "0.06", "0.2", "0.4", "0.6", "0.8", "1", "1.2", "1.4", "1.6", "1.8"],
        ),
        // f has too many digits, so labels are heights.
        (
            "x^2 + y^2 + 1234567",
            &[
                "+0.02", "+0.06", "+0.2", "+0.4", "+0.6", "+0.8", "+1", "+1.2", "+1.4", "+1.6",
                "+1.8",
            ],
        ),
        // The minimum is not round, and the lines inside the first ring have no label.
        (
            "sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)",
            &["−0.8", "−0.6", "−0.4", "−0.2", "0", "0.2", "0.4", "0.6", "0.8", "1"],
        ),
        // A skewed function: 1, 3, 10, from the first ring that is wide enough.
        ("100*(y - x^2)^2 + abs(1 - x)", &["1", "3", "10", "30", "100", "300", "1000", "3000"]),
        // 1, 10, 100, because 1, 3, 10 would be more than 14 levels.
        (
            "(x^2 + y^2)^3",
            &["10⁻¹⁰", "10⁻⁹", "10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1"],
        ),
        // The first line has no label: heights are counted from it, which is said once.
        (
            "x + 1e6",
            &[
                "+0.25", "+0.5", "+0.75", "+1", "+1.25", "+1.5", "+1.75", "+2", "+2.25", "+2.5",
                "+2.75", "+3", "+3.25", "+3.5",
            ],
        ),
        ("3", &[]),
    ];
    for (formula, expected) in rows {
        assert_eq!(labels(&map_of(formula)), expected, "{formula}");
    }
    // 1, 2, 5, because 1, 3, 10 would be fewer than 8 levels.
    let rosenbrock = objectives().iter().find(|entry| entry.name == "rosenbrock").unwrap();
    let config = RunConfig::on(Objective::from_library(rosenbrock, None));
    let expected = ["0.5", "1", "2", "5", "10", "20", "50", "100", "200", "500", "1000", "2000"];
    assert_eq!(labels(&config.survey().levels), expected);
    // All labels of a map are heights, or none are.
    let goldstein = objectives().iter().find(|entry| entry.name == "goldstein-price").unwrap();
    let levels = RunConfig::on(Objective::from_library(goldstein, None)).survey().levels;
    let expected = [
        "+1",
        "+3",
        "+10",
        "+30",
        "+100",
        "+300",
        "+1000",
        "+3000",
        "+10⁴",
        "+3×10⁴",
        "+10⁵",
        "+3×10⁵",
    ];
    assert_eq!(labels(&levels)[..expected.len()], expected);
    assert_eq!(levels.base().as_deref(), Some("3"));
    assert_eq!(map_of("x + 1e6").base().as_deref(), Some("999998.25"));
    assert_eq!(map_of("x^2 + y^2 + 1234567").base().as_deref(), Some("1234567"));
    assert_eq!(map_of("x^2 + y^2 - 1/3 + 1e6").base().as_deref(), Some("10⁶"));
}

#[test]
fn levels_depend_on_objective_and_view_alone() {
    for entry in objectives() {
        let objective = Objective::from_library(entry, None);
        assert_eq!(levels(&objective, entry.view), levels(&objective, entry.view));
        let config = RunConfig::on(objective);
        assert_eq!(config.survey().levels, levels(&config.objective, entry.view));
    }
}

#[test]
fn chosen_levels_stay_and_have_a_label_where_it_is_short() {
    let chosen = [0.0, 0.1, 1.0 / 3.0, 0.5, 12_345.0];
    let objective = Objective::gaussian();
    let survey = Survey::of(&objective, Bounds { x: [-1.0, 1.0], y: [-1.0, 1.0] }, Some(&chosen));
    assert_eq!(survey.levels.values, chosen);
    assert!(survey.levels.is_chosen && survey.levels.base().is_none());
    assert_eq!(labels(&survey.levels), ["0", "0.1", "0.5"]);
    assert_eq!(survey.minima.len(), 1);
}

#[test]
fn in_any_view_there_are_levels_within_the_values() {
    for (formula, x, y) in [
        ("x^2 + y^2", [1e6, 1e6 + 1.0], [0.0, 1e-6]),
        ("x^2 + y^2", [-1e150, 1e150], [-1e150, 1e150]),
        ("x^2 + y^2", [0.5, 0.500_000_1], [0.5, 0.500_000_1]),
        ("(x - 1e6)^2 + y^2", [999_999.0, 1_000_001.0], [-1.0, 1.0]),
        ("exp(x)", [-700.0, 700.0], [0.0, 1.0]),
        ("exp(x) - exp(-x)", [-700.0, 700.0], [0.0, 1.0]),
        ("floor(x)", [-0.5, 0.5], [0.0, 1.0]),
    ] {
        let levels = levels(&Objective::typed(formula).unwrap(), Bounds { x, y });
        assert!(
            levels.values.is_sorted_by(|lower, higher| lower < higher),
            "{formula}: {levels:?}"
        );
        assert!(levels.values.iter().all(|value| value.is_finite()), "{formula}: {levels:?}");
        assert!((6..=15).contains(&levels.values.len()), "{formula} {x:?}: {levels:?}");
    }
}
