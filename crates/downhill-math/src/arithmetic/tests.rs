//! The elementary functions against the platform's, and a block against its lanes.
#![allow(clippy::disallowed_methods, reason = "the platform's are what to compare with")]

use proptest::prelude::*;

use super::{Block, Dual, LANES, Lanes, Real};

/// The distance in units of the last place of `theirs`.
fn apart(ours: f64, theirs: f64) -> f64 {
    if ours.to_bits() == theirs.to_bits() || (ours.is_nan() && theirs.is_nan()) || ours == theirs {
        return 0.0;
    }
    let unit = (theirs.abs().next_up() - theirs.abs()).max(f64::from_bits(1));
    (ours - theirs).abs() / unit
}

type Pairing = (&'static str, fn(f64) -> f64, fn(f64) -> f64, f64);

/// Ours, the platform's, and how many units in the last place they may be apart. The platform's
/// may itself be one off.
const FUNCTIONS: [Pairing; 14] = [
    ("exp", Real::exp, f64::exp, 2.0),
    ("ln", Real::ln, f64::ln, 1.0),
    ("log10", Real::log10, f64::log10, 3.0),
    ("sin", Real::sin, f64::sin, 2.0),
    ("cos", Real::cos, f64::cos, 2.0),
    ("tan", Real::tan, f64::tan, 4.0),
    ("asin", Real::asin, f64::asin, 4.0),
    ("acos", Real::acos, f64::acos, 4.0),
    ("atan", Real::atan, f64::atan, 2.0),
    ("sinh", Real::sinh, f64::sinh, 4.0),
    ("cosh", Real::cosh, f64::cosh, 4.0),
    ("tanh", Real::tanh, f64::tanh, 6.0),
    ("floor", Real::floor, f64::floor, 0.0),
    ("abs", Real::abs, f64::abs, 0.0),
];

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![-1.0..1.0, -30.0..30.0, -700.0..700.0, -1.6e6..1.6e6, -1e-5..1e-5, Just(0.0)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn they_agree_with_the_platforms(x in number()) {
        for (name, ours, theirs, allowed) in FUNCTIONS {
            let (ours, theirs) = (ours(x), theirs(x));
            let apart = apart(ours, theirs);
            prop_assert!(apart <= allowed, "{name}({x}): {ours} {theirs}, {apart} apart");
        }
    }

    #[test]
    fn logarithms_hold_over_the_whole_range(bits in 1_u64..0x7ff0_0000_0000_0000) {
        let x = f64::from_bits(bits);
        prop_assert!(apart(Real::ln(x), x.ln()) <= 1.0, "{x} {}", apart(Real::ln(x), x.ln()));
    }

    #[test]
    fn powers_are_right_to_the_digits_that_their_size_leaves(x in 1e-3..1e3_f64, y in -40.0..40.0_f64) {
        let (ours, theirs) = (Real::pow(x, y), x.powf(y));
        let allowed = 4.0 + 2.0 * (y * x.ln()).abs();
        prop_assert!(apart(ours, theirs) <= allowed, "{x}^{y}: {ours} {theirs}");
    }

    #[test]
    fn whole_powers_are_those_of_the_platform(x in -1e3..1e3_f64, n in -12..12_i32) {
        let (ours, theirs) = (Real::powi(x, n), f64::powf(x, f64::from(n)));
        prop_assert!(apart(ours, theirs) <= 12.0, "{x}^{n}: {ours} {theirs}");
    }

    #[test]
    fn every_lane_is_the_scalar_to_the_bit(numbers in prop::array::uniform8(number())) {
        let block = Block::new(numbers);
        let pow = |x: f64| Real::pow(x, 1.7);
        let all: [(Block, &dyn Fn(f64) -> f64); 18] = [
            (Real::exp(block), &Real::exp), (Real::ln(block), &Real::ln),
            (Real::log10(block), &Real::log10), (Real::sin(block), &Real::sin),
            (Real::cos(block), &Real::cos), (Real::tan(block), &Real::tan),
            (Real::asin(block), &Real::asin), (Real::acos(block), &Real::acos),
            (Real::atan(block), &Real::atan), (Real::sinh(block), &Real::sinh),
            (Real::cosh(block), &Real::cosh), (Real::tanh(block), &Real::tanh),
            (Real::floor(block), &Real::floor), (Real::abs(block), &Real::abs),
            (Real::sign(block), &Real::sign), (Real::sqrt(block), &Real::sqrt),
            (Real::powi(block, 7), &|x| Real::powi(x, 7)),
            (Real::pow(block, <Block as Lanes>::splat(1.7)), &pow),
        ];
        for (index, (found, single)) in all.into_iter().enumerate() {
            let found = found.to_array();
            for lane in 0..LANES {
                let single = single(numbers[lane]);
                let same = found[lane].to_bits() == single.to_bits()
                    || (found[lane].is_nan() && single.is_nan());
                prop_assert!(same, "function {index} of {}", numbers[lane]);
            }
        }
    }

    /// Central differences: truncation and rounding are both near 1e-10 of the function's size.
    #[test]
    fn derivatives_are_the_limit_of_differences(at in 0.05..0.95_f64, h in 0.9e-5..1.1e-5_f64) {
        type Both = (&'static str, fn(Dual<f64>) -> Dual<f64>, fn(f64) -> f64);
        let functions: [Both; 17] = [
            ("exp", Real::exp, Real::exp), ("ln", Real::ln, Real::ln),
            ("log10", Real::log10, Real::log10), ("sin", Real::sin, Real::sin),
            ("cos", Real::cos, Real::cos), ("tan", Real::tan, Real::tan),
            ("asin", Real::asin, Real::asin), ("acos", Real::acos, Real::acos),
            ("atan", Real::atan, Real::atan), ("sinh", Real::sinh, Real::sinh),
            ("cosh", Real::cosh, Real::cosh), ("tanh", Real::tanh, Real::tanh),
            ("sqrt", Real::sqrt, Real::sqrt), ("abs", Real::abs, Real::abs),
            ("x^5", |x| x.powi(5), |x| Real::powi(x, 5)),
            ("x^-3", |x| x.powi(-3), |x| Real::powi(x, -3)),
            ("x^x", |x| x.pow(x), |x| Real::pow(x, x)),
        ];
        let [x, _] = Dual::variables([at, 0.0]);
        for (name, dual, plain) in functions {
            let found = dual(x);
            prop_assert_eq!(found.value.to_bits(), plain(at).to_bits());
            prop_assert_eq!(found.dy, 0.0);
            let slope = (plain(at + h) - plain(at - h)) / (2.0 * h);
            // The third derivative of x⁻³ and of asin near the ends of the interval is large.
            let allowed = 1e-9 * (1.0 + slope.abs()) + h * h * 12.0 / at.powi(6).min((1.0 - at).powi(3));
            prop_assert!((found.dx - slope).abs() <= allowed, "{name} at {at}: {} {slope}", found.dx);
        }
    }
}

#[test]
fn the_edges_are_those_of_ieee_754() {
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    type Case = (fn(f64) -> f64, f64, f64);
    let cases: [Case; 30] = [
        (Real::exp, 0.0, 1.0),
        (Real::exp, -inf, 0.0),
        (Real::exp, inf, inf),
        (Real::exp, -1e300, 0.0),
        (Real::exp, 1e300, inf),
        (Real::exp, nan, nan),
        (Real::ln, 0.0, -inf),
        (Real::ln, -0.0, -inf),
        (Real::ln, -1.0, nan),
        (Real::ln, 1.0, 0.0),
        (Real::ln, inf, inf),
        (Real::ln, -inf, nan),
        (Real::ln, nan, nan),
        (Real::sin, 1e15, nan.min(1e15.sin())),
        (Real::sin, 1e16, nan),
        (Real::cos, inf, nan),
        (Real::cos, nan, nan),
        (Real::atan, inf, std::f64::consts::FRAC_PI_2),
        (Real::atan, -inf, -std::f64::consts::FRAC_PI_2),
        (Real::atan, nan, nan),
        (Real::asin, 1.0, std::f64::consts::FRAC_PI_2),
        (Real::asin, 1.1, nan),
        (Real::acos, -1.0, std::f64::consts::PI),
        (Real::acos, 1.0, 0.0),
        (Real::tanh, 1e3, 1.0),
        (Real::tanh, -inf, -1.0),
        (Real::tanh, nan, nan),
        (Real::sign, -0.0, 0.0),
        (Real::sign, -3.0, -1.0),
        (Real::sign, nan, nan),
    ];
    for (index, (function, x, wanted)) in cases.into_iter().enumerate() {
        let found = function(x);
        let close = (found - wanted).abs() <= 0.3 || found == wanted;
        assert!(close || (found.is_nan() && wanted.is_nan()), "case {index}: {found} {wanted}");
    }
}

#[test]
fn powers_have_the_edges_of_ieee_754() {
    for (x, y) in [
        (-8.0, 3.0),
        (-8.0, 2.0),
        (-8.0, -1.0),
        (-8.0, 0.5),
        (0.0, 2.5),
        (0.0, 0.0),
        (0.0, -1.0),
        (2.0, f64::INFINITY),
        (f64::NAN, 1.0),
        (f64::INFINITY, -1.0),
        (5.0, 0.0),
        (-0.0, 4.0),
    ] {
        let (ours, theirs) = (Real::pow(x, y), f64::powf(x, y));
        assert!(apart(ours, theirs) <= 8.0, "{x}^{y}: {ours} {theirs}");
    }
}

#[test]
fn kinks_have_the_derivative_that_torch_gives_them() {
    let [x, y] = Dual::variables([0.0, 0.0]);
    assert_eq!(x.abs().dx, 0.0);
    assert_eq!([x.min(y).dx, x.min(y).dy], [0.5, 0.5]);
    assert_eq!([x.max(y).dx, x.max(y).dy], [0.5, 0.5]);
    assert_eq!(x.floor().dx, 0.0);
    assert_eq!(x.sign().dx, 0.0);
    assert!(x.sqrt().dx.is_infinite());
    let [x, y] = Dual::variables([2.0, 3.0]);
    assert_eq!([x.min(y).value, x.min(y).dx, x.min(y).dy], [2.0, 1.0, 0.0]);
    assert_eq!([x.max(y).value, x.max(y).dx, x.max(y).dy], [3.0, 0.0, 1.0]);
    assert!(x.max(Dual::splat(f64::NAN)).value.is_nan());
    // At 0, x^y has no slope along y, but x^1.5 and x^0 have theirs.
    let [x, _] = Dual::variables([0.0, 0.0]);
    assert_eq!(x.pow(Dual::splat(1.5)).dx, 0.0);
    assert_eq!(x.powi(0), Dual::splat(1.0));
    let [x, y] = Dual::variables([0.0, 2.0]);
    assert_eq!(x.pow(y), Dual { value: 0.0, dx: 0.0, dy: 0.0 });
    assert_eq!(x.pow(x), Dual { value: 1.0, dx: 0.0, dy: 0.0 });
    let [x, y] = Dual::variables([3.0, 0.0]);
    assert_eq!(x.pow(y).dx, 0.0);
    let [x, _] = Dual::variables([0.0, 0.0]);
    assert_eq!(x.powi(1).dx, 1.0);
}
