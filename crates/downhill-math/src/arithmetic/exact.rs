//! The elementary functions and their slopes against exact values, made by
//! `tests/reference/elementary.py`.

use super::{Dual, Real, Unary};

const TABLE: &str = include_str!("../../../../tests/reference/elementary.txt");

/// How far a value may be from the exact one, in units of its last place.
const ALLOWED: f64 = 2.0;
/// The same for a slope, which is a product or quotient of several such numbers.
const ALLOWED_OF_SLOPES: f64 = 3.0;

fn number(bits: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(bits, 16).unwrap())
}

/// The exact value: the nearest float64, and the rest in units of its last place.
fn exact(word: &str) -> (f64, f64) {
    let sign = word.find(['+', '-']).unwrap();
    (number(&word[..sign]), word[sign..].parse::<f64>().unwrap() / 1000.0)
}

/// The distance from the exact value in units of its last place.
fn distance(found: f64, (nearest, rest): (f64, f64)) -> f64 {
    if found == nearest {
        return if nearest.is_infinite() { 0.0 } else { rest.abs() };
    }
    if nearest.is_infinite() {
        // At the end of the range, rounding decides whether the value overflows.
        return if found == f64::MAX.copysign(nearest) { 1.0 } else { f64::INFINITY };
    }
    let unit = nearest.abs().next_up().min(f64::MAX) - nearest.abs();
    let unit = unit.max(f64::from_bits(1));
    let distance = ((found - nearest) / unit - rest).abs();
    // The first number of a binade has a smaller unit below it. NaN is not a distance.
    if distance.is_nan() { f64::INFINITY } else { distance }
}

fn unary(name: &str) -> Option<Unary> {
    Some(match name {
        "exp" => Unary::Exp,
        "expm1" => Unary::Expm1,
        "sigmoid" => Unary::Sigmoid,
        "softplus" => Unary::Softplus,
        "exp2" => Unary::Exp2,
        "log" => Unary::Ln,
        "log10" => Unary::Log10,
        "log2" => Unary::Log2,
        "log1p" => Unary::Log1p,
        "cbrt" => Unary::Cbrt,
        "sin" => Unary::Sin,
        "cos" => Unary::Cos,
        "tan" => Unary::Tan,
        "sec" => Unary::Sec,
        "csc" => Unary::Csc,
        "cot" => Unary::Cot,
        "sinc" => Unary::Sinc,
        "asin" => Unary::Asin,
        "acos" => Unary::Acos,
        "atan" => Unary::Atan,
        "sinh" => Unary::Sinh,
        "cosh" => Unary::Cosh,
        "tanh" => Unary::Tanh,
        _ => return None,
    })
}

/// Our value and slopes at these arguments.
fn ours(name: &str, [x, y]: [f64; 2]) -> Dual<f64, super::Variables> {
    let [lhs, rhs] = Dual::traced_variables([x, y]);
    match name {
        "pow" => lhs.pow(rhs),
        #[allow(clippy::cast_possible_truncation, reason = "a whole number in the table")]
        "powi" => lhs.powi(y as i32),
        "atan2" => lhs.atan2(rhs),
        "hypot" => lhs.hypot(rhs),
        "mod" => lhs.modulo(rhs),
        _ => lhs.applied(unary(name).unwrap()),
    }
}

#[test]
fn they_are_within_two_units_in_the_last_place() {
    let mut name = "";
    let mut worst: Vec<(&str, [f64; 3])> = Vec::new();
    let mut failures = Vec::new();
    for line in TABLE.lines() {
        if let Some(next) = line.strip_prefix("# ") {
            name = next;
            worst.push((name, [0.0; 3]));
            continue;
        }
        let words: Vec<&str> = line.split(' ').collect();
        let takes = if unary(name).is_some() { 1 } else { 2 };
        let x = number(words[0]);
        let y = if takes == 2 { number(words[1]) } else { 0.0 };
        let found = ours(name, [x, y]);
        let found = [found.value, found.dx, found.dy];
        for (part, word) in words[takes..].iter().enumerate().filter(|(_, word)| **word != "-") {
            let distance = distance(found[part], exact(word));
            let allowed = if part == 0 { ALLOWED } else { ALLOWED_OF_SLOPES };
            if distance > allowed {
                failures.push(format!("{name}({x:e}, {y:e})[{part}]: {distance:.2} units"));
            }
            let worst = &mut worst.last_mut().unwrap().1[part];
            *worst = distance.max(*worst);
        }
    }
    assert!(worst.len() >= 28, "the table is not whole");
    println!("{worst:.3?}");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_is_a_number_of_53_bits_is_exact() {
    for exponent in -1074..1024 {
        let power = f64::from(exponent);
        // Halving and doubling is exact.
        let two = |count: i32| {
            (0..count.abs())
                .fold(1.0, |number: f64, _| if count < 0 { number / 2.0 } else { number * 2.0 })
        };
        let exact = two(exponent);
        assert_eq!(Real::pow(2.0, power), exact, "2^{exponent}");
        let [x, _] = Dual::variables([power, 0.0]);
        assert_eq!(x.applied(Unary::Exp2).value, exact, "2^{exponent}");
        let [x, _] = Dual::variables([exact, 0.0]);
        assert_eq!(x.applied(Unary::Log2).value, power, "log2 2^{exponent}");
    }
    for exponent in 0..=22 {
        let ten = (0..exponent).fold(1.0, |number, _| number * 10.0);
        assert_eq!(Real::pow(10.0, f64::from(exponent)), ten);
        assert_eq!(Real::powi(10.0, exponent), ten);
        assert_eq!(Real::log10(ten), f64::from(exponent));
    }
    for exponent in -300..=308 {
        let ten: f64 = format!("1e{exponent}").parse().unwrap();
        assert_eq!(Real::log10(ten), f64::from(exponent));
    }
    for base in 1..2000_i32 {
        let x = f64::from(base);
        let mut exact = x;
        for n in 2..64 {
            exact *= x;
            if exact > 9_007_199_254_740_992.0 {
                break;
            }
            assert_eq!(Real::pow(x, f64::from(n)), exact, "{x}^{n}");
            assert_eq!(Real::powi(x, n), exact, "{x}^{n}");
            assert_eq!(Real::powi(-x, n), if n % 2 == 1 { -exact } else { exact }, "(-{x})^{n}");
        }
        assert_eq!(Real::pow(x * x, 0.5), x);
        let [cube, _] = Dual::variables([x * x * x, 0.0]);
        assert_eq!(cube.applied(Unary::Cbrt).value, x);
    }
    let [whole, _] = Dual::variables([3.0, 0.0]);
    assert_eq!(whole.applied(Unary::Sinc).value, 0.0);
}
