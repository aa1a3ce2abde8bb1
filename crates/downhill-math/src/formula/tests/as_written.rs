//! Formulas as papers, programs and spreadsheets write them, with their values.

use super::{error, value};

/// Where the formulas are evaluated.
const AT: [f64; 2] = [0.7, -0.4];

/// Computed by Python, NumPy and torch.
const WRITTEN: [(&str, f64); 57] = [
    ("x² + y³", 0.42599999999999993),
    ("x⁻²", 2.0408163265306123),
    ("√(x² + y²)", 0.8062257748298549),
    ("x·y", -0.27999999999999997),
    ("x × y", -0.27999999999999997),
    ("x ÷ y", -1.7499999999999998),
    ("x − y", 1.1),
    ("x∗y", -0.27999999999999997),
    ("π·x", 2.199114857512855),
    ("|x| + |y-1|", 2.0999999999999996),
    ("sin x", 0.644217687237691),
    ("2sin x", 1.288435374475382),
    ("sin^2(x)", 0.41501642854987947),
    ("sin²(x) + cos²(x)", 1.0),
    ("2xy", -0.5599999999999999),
    ("2xy^2", 0.22400000000000003),
    ("xsin(y)", -0.27259283961605535),
    ("x(x+1)", 1.19),
    ("f(x,y) = x^2 + y^2", 0.6499999999999999),
    ("z = x^2 - y^2", 0.3299999999999999),
    ("x**4 - 2*x**2 + 1", 0.2601000000000001),
    ("x * np.sin(x)", 0.4509523810663837),
    ("torch.exp(-x**2)", 0.6126263941844161),
    ("Math.sqrt(x*x)", 0.7),
    ("（x＋1）^2", 2.8899999999999997),
    ("2\u{2062}x", 1.4),
    ("sin\u{2061}(x)", 0.644217687237691),
    ("\u{200B}x^2\u{FEFF}", 0.48999999999999994),
    ("x1^2 + x2^2", 0.6499999999999999),
    ("x_1^2 + x_2^2", 0.6499999999999999),
    ("x₁² + x₂²", 0.6499999999999999),
    ("x[0]**2 + x[1]**2", 0.6499999999999999),
    ("\\frac{x^2}{2} + \\sqrt{y^2}", 0.645),
    ("x^{2}y", -0.19599999999999998),
    ("\\sin\\left(x\\right)\\cdot y", -0.2576870748950764),
    ("e^{-(x^2+y^2)}", 0.522045776761016),
    ("x.^2 + y.*x", 0.20999999999999996),
    ("cbrt(x)", 0.8879040017426006),
    ("relu(x) + relu(y)", 0.7),
    ("sigmoid(x)", 0.6681877721681662),
    ("softplus(x)", 1.103186048885458),
    ("log2(x)", -0.5145731728297583),
    ("log1p(x) + expm1(y)", 0.20094829709780965),
    ("hypot(x, y)", 0.8062257748298549),
    ("atan2(y, x)", -0.519146114246523),
    ("ceil(x)", 1.0),
    ("mod(x, 0.3)", 0.09999999999999998),
    ("max(x, y, 0)", 0.7),
    ("sgn(x) + sec(y)", 2.085704428383239),
    ("arctan(x)", 0.6107259643892086),
    ("tg(x)", 0.8422883804630794),
    ("(x - 1)^2 + 100(y - x^2)^2", 79.29999999999998),
    ("x^2;", 0.48999999999999994),
    ("$x^2 + y^2$", 0.6499999999999999),
    ("exp(x)^2", 4.055199966844675),
    ("x < 0 ? -x : x^2", 0.48999999999999994),
    ("where(x < 0, -x, x^2)", 0.48999999999999994),
];

#[test]
fn formulas_are_read_as_they_are_written() {
    for (text, wanted) in WRITTEN {
        let found = value(text, AT[0], AT[1]);
        assert!((found - wanted).abs() <= 1e-13 * wanted.abs(), "{text}: {found} {wanted}");
    }
}

#[test]
fn refusals_name_the_cure() {
    for (text, cure) in [
        (
            "x(1)^2 + x(2)^2",
            "(x(1) reads as x times 1; write x for x(1) and y for x(2)) at column 1",
        ),
        ("0,5*x", "expected a decimal point instead of a comma (write 0.5) at column 2"),
        ("x^2 +", "expected a number, x, y, a function or an opening parenthesis at column 6"),
        ("lg(x)", "instead of lg (did you mean log10?) at column 1"),
        ("log_{10}(x)", "instead of log_10 (did you mean log10?) at column 1"),
        ("w*x + b", "expected x or y instead of w and b (the variables are x and y) at column 1"),
        ("x^2 & y", "instead of the ampersand &"),
        ("х^2", "expected the Latin letter x instead of the Cyrillic letter х"),
        ("lb(x)", "did you mean log2?"),
        ("ld(x)", "did you mean log2?"),
        ("ln", "expected an opening parenthesis after ln at column 3"),
    ] {
        let error = error(text);
        assert!(error.contains(cure), "{text}: {error}");
    }
    assert!(!error("NaN").contains("tan"));
}
