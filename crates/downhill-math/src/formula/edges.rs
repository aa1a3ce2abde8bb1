//! Values and gradients at edges, against torch's autograd (`tests/reference/edges.py`).

use super::Formula;
use crate::evaluation::Evaluation;

const TABLE: &str = include_str!("../../../../tests/reference/edges.txt");

fn at(text: &str, point: [f64; 2]) -> [f64; 3] {
    let Evaluation { value, gradient: [dx, dy] } = Formula::parse(text).unwrap().evaluate(point);
    [value, dx, dy]
}

/// Whether both are NaN, or the same infinity, or the same number up to the rounding of both.
fn agree(ours: f64, theirs: f64) -> bool {
    if !ours.is_finite() || !theirs.is_finite() {
        return ours == theirs || (ours.is_nan() && theirs.is_nan());
    }
    (ours - theirs).abs() <= 1e-13 * theirs.abs().max(1e-2)
}

#[test]
fn values_and_gradients_at_edges_are_those_of_torch() {
    let (mut formula, mut compared, mut failures) = ("", 0, Vec::new());
    for line in TABLE.lines() {
        if let Some(next) = line.strip_prefix("# ") {
            formula = next;
            continue;
        }
        let numbers: Vec<f64> = line.split(' ').map(|word| word.parse().unwrap()).collect();
        let point = [numbers[0], numbers[1]];
        let ours = at(formula, point);
        compared += 1;
        if !ours.iter().zip(&numbers[2..]).all(|(ours, theirs)| agree(*ours, *theirs)) {
            failures.push(format!("{formula} at {point:?}: {ours:?}, torch {:?}", &numbers[2..]));
        }
    }
    assert!(compared > 5_000, "the table is not whole");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_derivative_that_a_term_does_not_have_is_no_nan() {
    let (nan, infinity) = (f64::NAN, f64::INFINITY);
    for (formula, point, gradient) in [
        ("(x^2+y^2)^0.5", [0.0, 0.0], [nan, nan]),
        ("(x^2+y^2)^(1/2)", [0.0, 0.0], [nan, nan]),
        ("abs(x)^0.5", [0.0, 0.0], [nan, 0.0]),
        ("asin(x)+y^2", [1.0, 0.5], [infinity, 1.0]),
        ("sqrt(x)+y^2", [0.0, 1.0], [infinity, 2.0]),
        ("sin(x)/x+y^2", [0.0, 1.0], [nan, 2.0]),
        ("cosh(x)", [710.4, 0.0], [1.666_364_283_280_649_4e308, 0.0]),
        // This is the exact slope; torch's own rounding gives 6.091991707124916e-8.
        ("tanh(x)", [9.0, 0.0], [6.091_991_712_323_228e-8, 0.0]),
        // The slope of the branch that is not taken does not count; torch gives NaN.
        ("max(sqrt(x),y)", [0.0, 1.0], [0.0, 1.0]),
    ] {
        let [_, dx, dy] = at(formula, point);
        for (ours, exact) in [dx, dy].into_iter().zip(gradient) {
            assert!(agree(ours, exact), "{formula} at {point:?}: {dx} {dy}");
        }
    }
}

#[test]
fn values_are_exact_where_they_are_whole() {
    for (formula, point, value) in [
        ("2^x", [3.0, 0.0], 8.0),
        ("floor(2^x)", [3.0, 0.0], 8.0),
        ("10^x", [1.0, 0.0], 10.0),
        ("x^y", [3.0, 2.0], 9.0),
        ("log10(x)", [0.1, 0.0], -1.0),
        ("log10(x)", [1e15, 0.0], 15.0),
        ("floor(log10(x))", [1e15, 0.0], 15.0),
        ("x^0.5", [2.222_565_028_481_283e-308, 0.0], 1.490_826_961_280_645_5e-154),
        ("tan(x)", [1e15, 0.0], -1.672_414_782_127_583),
        ("sin(x)", [1.2e15, 0.0], 0.572_830_504_134_645_1),
        ("min(x, y)", [5e-324, 5e-324], 5e-324),
        ("max(x, y)", [1e308, 1e308], 1e308),
    ] {
        assert_eq!(at(formula, point)[0], value, "{formula} at {point:?}");
    }
}

#[test]
fn spellings_of_one_function_have_the_same_bits() {
    let bits =
        |found: [f64; 3]| found.map(|part| if part.is_nan() { u64::MAX } else { part.to_bits() });
    for spellings in [
        &["sqrt(u)", "u^0.5", "u^(1/2)", "pow(u, 0.5)", "pow(u, 1/2)"][..],
        &["u*u", "u^2", "pow(u, 2)", "u^(1+1)"],
        &["exp(u)", "e^u", "pow(e, u)", "e^(u)"],
        &["u^7", "pow(u, 7)", "u^(2+5)"],
        &["u^-1", "pow(u, -1)", "u^(1-2)"],
    ] {
        for of in ["x", "(x^2 + y^2)", "(x*y - 1)", "(abs(x) + 1)", "(x + 0.3)"] {
            for point in [[0.0, 0.0], [1.0, -1.0], [0.7, 0.2], [-2.5, 3.0], [4.0, 0.0]] {
                let all: Vec<_> = spellings
                    .iter()
                    .map(|spelling| bits(at(&spelling.replace('u', of), point)))
                    .collect();
                assert!(
                    all.windows(2).all(|pair| pair[0] == pair[1]),
                    "{spellings:?} {of} {point:?}"
                );
            }
        }
    }
}

#[cfg(feature = "simd-batch")]
#[test]
fn a_block_of_edges_has_the_gradients_of_its_lanes() {
    use crate::Block;

    // In min and max the lanes of a block may depend on different variables.
    let edges = [0.0, 1.0, -1.0, 0.5, -2.0, -0.0, 4.0, f64::INFINITY];
    let bits = |part: f64| if part.is_nan() { u64::MAX } else { part.to_bits() };
    let formulas = TABLE.lines().filter_map(|line| line.strip_prefix("# "));
    for text in formulas.chain(["sqrt(max(x, y) + 1)*y", "min(x, 1)^0.5 + max(y, 0)^0.5"]) {
        let formula = Formula::parse(text).unwrap();
        for turn in 0..8 {
            let mut ys = edges;
            ys.rotate_left(turn);
            let block = formula.evaluate_block([edges, ys].map(Block::new));
            let found = [block.value, block.gradient[0], block.gradient[1]].map(Block::to_array);
            for lane in 0..8 {
                let single = at(text, [edges[lane], ys[lane]]).map(bits);
                let found = found.map(|lanes| bits(lanes[lane]));
                assert_eq!(found, single, "{text} at {} {}", edges[lane], ys[lane]);
            }
        }
    }
}
