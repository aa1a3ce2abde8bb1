//! What to write instead of an unknown name. No hint is better than a hint to another function.

use super::function::names;

/// What to write instead of names from other languages.
const CURES: [(&str, &str); 73] = [
    ("rint", "did you mean round?"),
    ("nthroot", "write cbrt(x) or x^(1/n)"),
    ("linalg", "write hypot(x, y)"),
    ("relu6", "write min(relu(x), 6)"),
    ("infinity", "numbers are finite"),
    ("lfloor", "write floor(x)"),
    ("lceil", "write ceil(x)"),
    ("lg", "did you mean log10?"),
    ("log_10", "did you mean log10?"),
    ("logten", "did you mean log10?"),
    ("log_2", "did you mean log2?"),
    ("lb", "did you mean log2?"),
    ("ld", "did you mean log2?"),
    ("log_e", "did you mean ln?"),
    ("sine", "did you mean sin?"),
    ("sinus", "did you mean sin?"),
    ("cosine", "did you mean cos?"),
    ("cosinus", "did you mean cos?"),
    ("tangent", "did you mean tan?"),
    ("squareroot", "did you mean sqrt?"),
    ("sqroot", "did you mean sqrt?"),
    ("root", "did you mean sqrt?"),
    ("cuberoot", "did you mean cbrt?"),
    ("expit", "did you mean sigmoid?"),
    ("exponential", "did you mean exp?"),
    ("logarithm", "did you mean log?"),
    ("fmod", "write mod, whose result has the sign of the divisor"),
    ("rem", "write mod, whose result has the sign of the divisor"),
    ("remainder", "write mod, whose result has the sign of the divisor"),
    ("trunc", "write floor or ceil"),
    ("fix", "write floor or ceil"),
    ("int", "write floor or ceil"),
    ("frac", "write x - floor(x)"),
    ("asinh", "write log(x + sqrt(x^2 + 1))"),
    ("arcsinh", "write log(x + sqrt(x^2 + 1))"),
    ("arsinh", "write log(x + sqrt(x^2 + 1))"),
    ("acosh", "write log(x + sqrt(x^2 - 1))"),
    ("arccosh", "write log(x + sqrt(x^2 - 1))"),
    ("arcosh", "write log(x + sqrt(x^2 - 1))"),
    ("atanh", "write log((1 + x)/(1 - x))/2"),
    ("arctanh", "write log((1 + x)/(1 - x))/2"),
    ("artanh", "write log((1 + x)/(1 - x))/2"),
    ("sech", "write 1/cosh(x)"),
    ("csch", "write 1/sinh(x)"),
    ("coth", "write 1/tanh(x)"),
    ("asec", "write acos(1/x)"),
    ("arcsec", "write acos(1/x)"),
    ("acsc", "write asin(1/x)"),
    ("arccsc", "write asin(1/x)"),
    ("acot", "write pi/2 - atan(x)"),
    ("arccot", "write pi/2 - atan(x)"),
    ("arcctg", "write pi/2 - atan(x)"),
    ("exp10", "write 10^x"),
    ("pow2", "write 2^x or x^2"),
    ("sqr", "write x^2"),
    ("clamp", "write min(max(x, a), b)"),
    ("clip", "write min(max(x, a), b)"),
    ("heaviside", "write where(x < 0, 0, 1)"),
    ("silu", "write x*sigmoid(x)"),
    ("swish", "write x*sigmoid(x)"),
    ("logaddexp", "write log(exp(x) + exp(y))"),
    ("reciprocal", "write 1/x"),
    ("norm", "write hypot(x, y)"),
    ("sum", "write the sum out: x^2 + y^2"),
    ("dot", "write the product out: x^2 + y^2"),
    ("tau", "write 2*pi"),
    ("and", "write one condition within the other: where(x < 0, where(y < 0, a, b), b)"),
    ("or", "write one condition within the other: where(x < 0, a, where(y < 0, a, b))"),
    ("piecewise", "write where(x < 0, a, b)"),
    ("begin", "write where(x < 0, a, b) for cases"),
    ("then", "write where(x < 0, a, b)"),
    ("inf", "numbers are finite"),
    ("cdots", "write all of it out"),
];

/// What to write instead of a name in lower case.
pub(super) fn cure(name: &str) -> Option<String> {
    let name = if name == "log10_" { "log_10" } else { name };
    if let Some((_, cure)) = CURES.iter().find(|(known, _)| *known == name) {
        return Some((*cure).to_owned());
    }
    let near = nearest(name)?;
    Some(format!("did you mean {near}?"))
}

/// The only known name that differs from this one by a typing error: two letters swapped, one left out,
/// or one typed twice. A name with another letter may be another function.
fn nearest(given: &str) -> Option<&'static str> {
    if given.len() < 4 || given.len() > 12 {
        return None;
    }
    let mut near = names().filter(|name| is_slip(given.as_bytes(), name.as_bytes()));
    let first = near.next();
    if near.next().is_some() { None } else { first }
}

fn is_slip(given: &[u8], name: &[u8]) -> bool {
    if name.len() < 3 || given.first() != name.first() {
        return false;
    }
    let same = given.iter().zip(name).take_while(|(given, name)| given == name).count();
    let (after, wanted) = (&given[same..], &name[same..]);
    match (after, wanted) {
        ([one, other, after @ ..], [first, second, wanted @ ..])
            if given.len() == name.len() && one == second && other == first =>
        {
            after == wanted
        }
        // One letter is missing; enough letters must be left.
        (after, [_, wanted @ ..]) if given.len() + 1 == name.len() => after == wanted,
        ([again, after @ ..], wanted) if given.len() == name.len() + 1 => {
            after == wanted && same > 0 && given[same - 1] == *again
        }
        _ => false,
    }
}
