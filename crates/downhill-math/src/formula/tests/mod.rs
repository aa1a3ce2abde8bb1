//! Reading formulas, and their values.

mod as_written;
mod refused;
mod spellings;

use proptest::prelude::*;

use super::{Formula, MAX_FORMULA, MAX_NESTING};
use crate::evaluation::Evaluation;

fn read(text: &str) -> Formula {
    Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn value(text: &str, x: f64, y: f64) -> f64 {
    read(text).evaluate([x, y]).value
}

fn error(text: &str) -> String {
    Formula::parse(text).unwrap_err().to_string()
}

#[test]
fn signs_and_powers_bind_as_in_mathematics_and_in_python() {
    for (text, wanted) in [
        ("-x^2", -9.0),
        ("(-x)^2", 9.0),
        ("2^-1", 0.5),
        ("2^3^2", 512.0),
        ("2**3**2", 512.0),
        ("-2^-2", -0.25),
        ("2 - -x", 5.0),
        ("+x - +y", -1.0),
        ("--x", 3.0),
        ("1 - 2 - 3", -4.0),
        ("24/4/2", 3.0),
        ("2 + x*y", 14.0),
        ("2*-x", -6.0),
    ] {
        assert_eq!(value(text, 3.0, 4.0), wanted, "{text}");
    }
}

#[test]
fn products_need_no_sign() {
    for (text, wanted) in [
        ("2x", 6.0),
        ("3(x+1)", 12.0),
        ("x y", 12.0),
        ("2 x^2", 18.0),
        ("x^2y", 36.0),
        ("(x+1)(y-1)", 12.0),
        ("2sqrt(y)x", 12.0),
        ("2pi", std::f64::consts::TAU),
        ("6/2x", 9.0),
        ("2e-x", 2.0 * std::f64::consts::E - 3.0),
        ("x(y)", 12.0),
    ] {
        assert_eq!(value(text, 3.0, 4.0), wanted, "{text}");
    }
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, wanted) in [
        ("1", 1.0),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e-3", 1e-3),
        ("1E3", 1e3),
        ("2e+2x", 600.0),
        ("0.1", 0.1),
        ("1 − 2·3", -5.0),
        ("2 × π", std::f64::consts::TAU),
    ] {
        assert_eq!(value(text, 3.0, 4.0), wanted, "{text}");
    }
}

#[test]
fn every_function_can_be_called() {
    let close = |text: &str, wanted: f64| {
        let found = value(text, 0.5, 2.0);
        assert!((found - wanted).abs() < 1e-15, "{text}: {found}");
    };
    close("abs(-x) + sign(-y) + floor(y + x)", 1.5);
    close("sqrt(y*2) + exp(0)*log(e) + ln(e) + log10(100)", 6.0);
    close("sin(0) + cos(0) + tan(0)", 1.0);
    close("asin(1) + acos(1) + atan(0)", std::f64::consts::FRAC_PI_2);
    close("sinh(0) + cosh(0) + tanh(0)", 1.0);
    close("min(x, y) + max(x, y) + pow(y, 3)", 10.5);
}

#[test]
fn gradients_are_exact() {
    let at = |text: &str, point| -> Evaluation<f64> { read(text).evaluate(point) };
    assert_eq!(at("x^2 + 3*y^2", [2.0, -1.0]).gradient, [4.0, -6.0]);
    assert_eq!(at("x*y", [2.0, 5.0]).gradient, [5.0, 2.0]);
    assert_eq!(at("x^3/y", [2.0, 4.0]).gradient, [3.0, -0.5]);
    assert_eq!(at("x^y", [2.0, 3.0]).gradient[0], 12.0);
    assert!((at("x^y", [2.0, 3.0]).gradient[1] - 8.0 * std::f64::consts::LN_2).abs() < 1e-14);
    // Outside the domain there is no number.
    let outside = at("log(x)", [-1.0, 0.0]);
    assert!(outside.value.is_nan());
    assert_eq!(at("log(x)", [0.0, 0.0]).value, f64::NEG_INFINITY);
    assert!(at("sqrt(x^2 + y^2)", [0.0, 0.0]).gradient[0].is_nan());
}

#[test]
fn errors_say_where_and_what_was_expected() {
    for (text, wanted) in [
        ("sin(x + y", "expected a closing parenthesis (the one at column 4 is open) at column 10"),
        ("", "expected a number, x, y, a function or an opening parenthesis at column 1"),
        ("x +", "expected a number, x, y, a function or an opening parenthesis at column 4"),
        ("x + * y", "expected a number, x, y, a function or an opening parenthesis at column 5"),
        ("x)", "expected an operator or the end (nothing is open that this closes) at column 2"),
        (
            "x 2",
            "expected an operator or the end instead of a number (write x*2 or 2x) at column 3",
        ),
        (
            "x = 2",
            "expected a function, not an equation instead of the equals sign = \
             (write only what is minimised) at column 3",
        ),
        (
            "1.2.3",
            "expected an operator or the end instead of a number (write x*2 or 2x) at column 4",
        ),
        (".", "expected a number, x, y, a function or an opening parenthesis at column 1"),
        ("sin", "expected an opening parenthesis after sin at column 4"),
        ("max(x)", "expected two or more arguments for max at column 6"),
        ("atan2(x, y, 2)", "expected two arguments for atan2 at column 11"),
        ("1e999", "expected a number up to 1.797e308 at column 1"),
        ("2 + sine(x)", "expected a known name instead of sine (did you mean sin?) at column 5"),
        (
            "é + x",
            "expected a number, x, y, a function or an opening parenthesis instead of the sign é \
             (U+00E9) at column 1",
        ),
        ("π é", "expected an operator or the end instead of the sign é (U+00E9) at column 3"),
    ] {
        assert_eq!(error(text), wanted, "{text}");
    }
    let unlike = error("theta + 1");
    assert!(unlike.contains("the variables are x and y"), "{unlike}");
}

#[test]
fn length_and_nesting_have_limits() {
    let long = "x+".repeat(MAX_FORMULA);
    assert_eq!(error(&long), "expected no more than 1000 characters at column 1001");
    let sum = format!("{}x", "x+".repeat(MAX_FORMULA / 2 - 1));
    assert_eq!(value(&sum, 1.0, 0.0), 500.0);
    for (open, close) in [("(", ")"), ("-", ""), ("sin(", ")"), ("x^", ""), ("2*(1+", ")")] {
        let nested = |depth: usize| format!("{}x{}", open.repeat(depth), close.repeat(depth));
        let refused = error(&nested(MAX_NESTING + 1));
        assert!(refused.contains("levels of nesting"), "{refused}");
        read(&nested(MAX_NESTING / 3));
    }
    for (open, close) in [
        ("sin ", ""),
        ("√", ""),
        ("\\sqrt ", ""),
        ("\\frac1", ""),
        ("x^{", "}"),
        ("x < 0 ? 1 : ", ""),
        ("where(x < 0, 1, ", ")"),
        ("1 if x < 0 else ", ""),
        ("{x < 0: 1, ", "}"),
        ("|1 + ", "|"),
        ("⌊", "⌋"),
        ("where((", " < 0), 1, 2)"),
    ] {
        let depth = MAX_NESTING + 1;
        let refused = error(&format!("{}x{}", open.repeat(depth), close.repeat(depth)));
        assert!(refused.contains("levels of nesting"), "{open}: {refused}");
        let few = format!("{}x{}", open.repeat(5), close.repeat(5));
        if open != "where((" {
            read(&few);
        }
    }
    // Functions nest as deep as the limit allows.
    let depth = MAX_NESTING - 1;
    read(&format!("{}x{}", "sin(".repeat(depth), ")".repeat(depth)));
}

#[test]
fn numbers_alone_are_computed_while_reading() {
    assert_eq!(read("2*3 + 4^2"), read("22"));
    assert_eq!(read("x^(1 + 1)"), read("x^2"));
    assert_eq!(read("pow(x, 2)"), read("x^2"));
    // NaN is not folded into a number.
    assert!(value("log(-1)", 0.0, 0.0).is_nan());
}

#[test]
fn a_condition_takes_value_and_gradient_of_one_branch() {
    let at = |text: &str, x: f64| read(text).evaluate([x, 3.0]);
    for (text, x, value, gradient) in [
        ("where(x < 0, -2x, x*y)", -1.0, 2.0, [-2.0, 0.0]),
        ("where(x < 0, -2x, x*y)", 0.0, 0.0, [3.0, 0.0]),
        ("where(x <= 0, -2x, x*y)", 0.0, -0.0, [-2.0, 0.0]),
        ("where(x > 0, -2x, x*y)", 0.0, 0.0, [3.0, 0.0]),
        ("where(x >= 0, -2x, x*y)", 0.0, -0.0, [-2.0, 0.0]),
        // The branch that is not taken does not matter.
        ("where(x < 0, log(x), sqrt(x))", 4.0, 2.0, [0.25, 0.0]),
        ("where(x > 0, x^2, log(-1))", 4.0, 16.0, [8.0, 0.0]),
        // A comparison with NaN is false, and is not folded away.
        ("where(log(-1) < 0, 1, 2)", 0.0, 2.0, [0.0, 0.0]),
        ("where(log(-1) >= 0, x, 2x)", 3.0, 6.0, [2.0, 0.0]),
        ("where(-1/0 < 0, x, 2x)", 3.0, 3.0, [1.0, 0.0]),
        ("where(1/0 <= 1/0, x, 2x)", 3.0, 3.0, [1.0, 0.0]),
    ] {
        let found = at(text, x);
        assert_eq!((found.value, found.gradient), (value, gradient), "{text} at {x}");
    }
    assert_eq!(read("where(1 < 2, 3, 4)"), read("3"));
    assert!(value("where(0 < 1, log(-1), 4)", 0.0, 0.0).is_nan());
    assert_eq!(value("where(2 < 1, log(-1), 4)", 0.0, 0.0), 4.0);
}

#[test]
fn powers_of_functions_and_products_end_where_they_are_said_to() {
    let [x, y] = [0.5_f64, 1.25];
    for (text, plain) in [
        ("sin x y + 1", "sin(x*y) + 1"),
        ("2 sin 3x cos 2y", "2*sin(3*x)*cos(2*y)"),
        ("sin x e^{-y}", "sin(x)*e^(-y)"),
        ("sin²x y", "sin(x*y)^2"),
        ("x sin x - cos y", "x*sin(x) - cos(y)"),
    ] {
        assert_eq!(value(text, x, y), value(plain, x, y), "{text}");
    }
}

#[test]
fn columns_are_those_of_the_text_as_it_was_typed() {
    for (text, column) in [
        ("\u{200b}\u{200b}x +* y", 6),
        ("f(x, y) = x + ", 15),
        ("x\u{ad}\u{ad}yw", 1),
        ("𝑥² + ", 6),
        ("$x + &$", 6),
        ("x + ;", 5),
        ("2xy + sinxcos", 14),
    ] {
        let error = Formula::parse(text).unwrap_err();
        assert_eq!(error.position, column, "{text}: {error}");
    }
}

/// A formula in any of the ways of writing.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("x".to_owned()),
        Just("y".to_owned()),
        Just("pi".to_owned()),
        (0.0..20.0_f64).prop_map(|number| format!("{number:.3}")),
        (0..9_u32).prop_map(|number| number.to_string()),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let binary = prop::sample::select(vec!["+", "-", "*", "/", "^", "**", " - ", " "]);
        let unary = prop::sample::select(vec![
            "abs", "sqrt", "exp", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan",
            "sinh", "cosh", "tanh", "sign", "floor", "ln", "cbrt", "log2", "log1p", "expm1",
            "exp2", "sec", "csc", "cot", "sinc", "relu", "sigmoid", "softplus", "ceil", "round",
            "square",
        ]);
        let two = prop::sample::select(vec!["min", "max", "pow", "atan2", "hypot", "mod"]);
        let comparison = prop::sample::select(vec!["<", "<=", ">", ">="]);
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (inner.clone(), binary, inner.clone()).prop_map(|(a, op, b)| {
                // After a product without a sign, a number or a sign needs parentheses.
                if op == " " { format!("({a})({b})") } else { format!("{a}{op}{b}") }
            }),
            inner.clone().prop_map(|a| format!("-{a}")),
            inner.clone().prop_map(|a| format!("({a})")),
            (unary, inner.clone()).prop_map(|(name, a)| format!("{name}({a})")),
            (two, inner.clone(), inner.clone())
                .prop_map(|(name, a, b)| format!("{name}({a}, {b})")),
            (pair.clone(), inner.clone()).prop_map(|((a, b), c)| format!("max({a}, {b}, {c})")),
            (pair.clone(), comparison.clone(), pair.clone())
                .prop_map(|((a, b), is, (c, d))| format!("where({a} {is} {b}, {c}, {d})")),
            (pair.clone(), comparison, pair)
                .prop_map(|((a, b), is, (c, d))| format!("({a} {is} {b} ? {c} : {d})")),
            inner.prop_map(|a| format!("|{a}|")),
        ]
    })
}

/// What is left of markup without its tags.
fn text_of(markup: &str) -> String {
    let parts = markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<String>().replace("&lt;", "<").replace("&gt;", ">")
}

/// Text from the pieces that formulas are made of.
fn soup() -> impl Strategy<Value = String> {
    let words = vec![
        "x",
        "y",
        "pi",
        "e",
        "sin",
        "max",
        "pow",
        "log10",
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "/",
        "^",
        "**",
        " ",
        "1",
        "2.5",
        ".",
        "1e9",
        "e-",
        "−",
        "π",
        "é",
        "#",
        "\u{0}",
        "\u{2028}",
        "|",
        "[",
        "]",
        "{",
        "}",
        "<",
        "≥",
        "?",
        ":",
        ";",
        "=",
        ":=",
        "=>",
        "%",
        "!",
        "$",
        "\"",
        "\\frac",
        "\\sqrt",
        "\\left|",
        "\\right|",
        "\\text{",
        "\\",
        "_",
        "²",
        "⁻",
        "ˣ",
        "₁",
        "½",
        "√",
        "∛",
        "\u{2061}",
        "\u{2062}",
        "\u{200b}",
        "np.",
        "where",
        "if",
        "else",
        "otherwise",
        "lambda",
        "mod",
        "х",
        "𝑥",
        "ｙ",
        "x1",
        "x[0]",
        "⌊",
        "⌉",
        "f(x, y)",
        "atan2",
        "relu",
        "lg",
    ];
    prop::collection::vec(prop::sample::select(words), 0..60).prop_map(|words| words.concat())
}

// `PROPTEST_CASES=1000000 cargo test -p downhill-math formula` tries a million.
proptest! {
    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        let _ = Formula::parse(&text);
    }

    #[test]
    fn no_mixture_of_words_is_either(text in soup(), x in -9.0..9.0_f64, y in -9.0..9.0_f64) {
        match Formula::parse(&text) {
            Ok(formula) => { let _ = formula.evaluate([x, y]); }
            Err(error) => {
                prop_assert!(error.position >= 1);
                prop_assert!(error.position <= text.chars().count() + 1, "{error}");
                prop_assert!(!error.expected().is_empty());
            }
        }
    }

    #[test]
    fn what_is_printed_reads_as_the_same_function(
        text in formula(), x in -3.0..3.0_f64, y in -3.0..3.0_f64
    ) {
        let once = read(&text);
        let printed = once.print();
        // Printing adds parentheses, so a formula near a limit may be beyond it.
        prop_assume!(printed.len() <= MAX_FORMULA);
        let Ok(again) = Formula::parse(&printed) else {
            return Err(TestCaseError::fail(printed));
        };
        let bits = |at: Evaluation<f64>| {
            [at.value, at.gradient[0], at.gradient[1]]
                .map(|part| if part.is_nan() { u64::MAX } else { part.to_bits() })
        };
        let (first, second) = (once.evaluate([x, y]), again.evaluate([x, y]));
        prop_assert_eq!(bits(first), bits(second), "{} {}", text, printed);
    }

    #[test]
    fn what_is_copied_from_the_typeset_formula_reads_as_the_same_function(text in formula()) {
        let once = read(&text);
        let markup = once.mathml();
        prop_assert!(markup.starts_with("<math>") && markup.ends_with("</math>"));
        let copied = text_of(&markup);
        prop_assume!(copied.chars().count() <= MAX_FORMULA);
        match Formula::parse(&copied) {
            Ok(again) => prop_assert_eq!(once, again, "{} {}", text, copied),
            // A fraction nests deeper than a division.
            Err(error) => prop_assert!(error.to_string().contains("nesting"), "{error}: {copied}"),
        }
    }

    #[cfg(feature = "simd-batch")]
    #[test]
    fn at_a_block_of_points_it_is_the_same_to_the_bit(
        text in formula(),
        xs in prop::array::uniform8(coordinate()),
        ys in prop::array::uniform8(coordinate())
    ) {
        blocks_agree(&text, xs, ys)?;
    }

    #[test]
    fn gradients_are_the_limit_of_differences(
        text in formula(), x in 0.1..2.0_f64, y in 0.1..2.0_f64
    ) {
        // Where the derivative is 0 but the function jumps, a difference across many steps looks like a
        // slope.
        let steps = ["floor", "sign", "ceil", "round", "mod", "where", "?"];
        if steps.iter().any(|step| text.contains(step)) {
            return Ok(());
        }
        let formula = read(&text);
        let at = |x: f64, y: f64| formula.evaluate([x, y]);
        let exact = at(x, y);
        for (axis, (dx, dy)) in [(1.0, 0.0), (0.0, 1.0)].into_iter().enumerate() {
            let over = |h: f64| {
                let (after, before) = (at(x + h * dx, y + h * dy), at(x - h * dx, y - h * dy));
                (after.value - before.value) / (2.0 * h)
            };
            let fine = over(1e-5);
            // Only where the function is so smooth that differences approximate the slope.
            let agrees = |h: f64| (fine - over(h)).abs() <= 1e-4 * (1.0 + fine.abs());
            let smooth = agrees(0.7e-5) && agrees(1.3e-5) && agrees(2e-5);
            let sides = [at(x + 2e-5 * dx, y + 2e-5 * dy), at(x - 2e-5 * dx, y - 2e-5 * dy)];
            let even = sides.iter().all(|side| {
                (side.gradient[axis] - exact.gradient[axis]).abs() <= 1e-2 * (1.0 + fine.abs())
            });
            if smooth && even && exact.value.abs() < 1e5 && exact.gradient[axis].is_finite() {
                // Each function is tested for exactness by itself; this test is about the chain rule.
                let allowed = 1e-3 * (1.0 + fine.abs());
                let error = (exact.gradient[axis] - fine).abs();
                prop_assert!(error <= allowed, "{text}: {} {fine}", exact.gradient[axis]);
            }
        }
    }
}

/// Mostly near the origin, sometimes where a function under- or overflows or is not defined.
#[cfg(feature = "simd-batch")]
fn coordinate() -> impl Strategy<Value = f64> {
    let edges = vec![0.0, -0.0, 1.0, -1.0, 1e-200, -1e200, 1e308, f64::INFINITY, f64::NAN];
    prop_oneof![30 => -3.0..3.0_f64, 1 => prop::sample::select(edges), 1 => any::<f64>()]
}

#[cfg(feature = "simd-batch")]
fn blocks_agree(text: &str, xs: [f64; 8], ys: [f64; 8]) -> Result<(), TestCaseError> {
    use crate::Block;

    let formula = read(text);
    let block = formula.evaluate_block([xs, ys].map(Block::new));
    let found = [block.value, block.gradient[0], block.gradient[1]].map(Block::to_array);
    // NaN has many bit patterns, and a machine may choose any.
    let bits = |part: f64| if part.is_nan() { u64::MAX } else { part.to_bits() };
    for lane in 0..8 {
        let single = formula.evaluate([xs[lane], ys[lane]]);
        let single = [single.value, single.gradient[0], single.gradient[1]].map(bits);
        let found = found.map(|lanes| bits(lanes[lane]));
        prop_assert_eq!(found, single, "{} at {} {}", text, xs[lane], ys[lane]);
    }
    Ok(())
}

/// Places where 0 is multiplied by infinity or NaN in a derivative, or where the sign of a 0 matters.
#[cfg(feature = "simd-batch")]
#[test]
fn at_a_block_of_edges_it_is_the_same_to_the_bit() {
    let edges = [0.0, -0.0, 1.0, -1.0, 1e200, -1e-200, 1e308, f64::INFINITY];
    for text in [
        "sqrt(x) + y^2",
        "1/(1e200*x) + y",
        "x^2*y + atan(10x)*y",
        "exp(-(x^2 + y^2)/0.2) - 2*exp(-x^2)*y",
        "x*y - 3*(x/y)^2 + 1/x",
        "tanh(exp(x))*y - (1 - x)^2",
        "(x - y)^-3 + 5*x/(y - 1)",
        "y*exp(-exp(1e3x)) - -x*2",
        "3 - exp(-(x^2/1e-3 + (y - 1)^2/7)) + y*x",
        "((x - 1e200)^2 + (y + 1)^2)*x + (x^2 + (x - 1)^2)*y",
        "2 - sin(x) + (1 - exp(y))*x + exp(y/1e-200)",
        "x*y - 2*exp(-(x^2 + y^2)/0.2) - 3*exp(y/1e-200)",
        "x + y^2/0.5 - 1e300*sin(x*y/7) + 1e308*exp(x/2)",
        "x*y + (x + 2)^2/-1e200 + exp(-(x^2 + (y*x)^2)/1e-2)",
    ] {
        for turn in 0..8 {
            let mut ys = edges;
            ys.rotate_left(turn);
            blocks_agree(text, edges, ys).unwrap();
        }
    }
}
