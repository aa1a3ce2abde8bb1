//! The elementary functions against the platform's, and a block against its lanes.
#![allow(clippy::disallowed_methods, reason = "the platform's are what to compare with")]

use proptest::prelude::*;

use super::rounding::remainder;
use super::{Block, Dual, LANES, Lanes, Pair, Real, Unary, powi};

/// The distance in units of the last place of `theirs`.
fn apart(ours: f64, theirs: f64) -> f64 {
    if ours.to_bits() == theirs.to_bits() || (ours.is_nan() && theirs.is_nan()) || ours == theirs {
        return 0.0;
    }
    let unit = (theirs.abs().next_up() - theirs.abs()).max(f64::from_bits(1));
    (ours - theirs).abs() / unit
}

type Pairing = (&'static str, fn(f64) -> f64, fn(f64) -> f64);

/// Ours and the platform's, which may be one unit off as well. `exact.rs` tests how far ours are from
/// exact values.
const FUNCTIONS: [Pairing; 19] = [
    ("exp", Real::exp, f64::exp),
    ("ln", Real::ln, f64::ln),
    ("log10", Real::log10, f64::log10),
    ("log2", |x| applied(Unary::Log2, x), f64::log2),
    ("log1p", |x| applied(Unary::Log1p, x), f64::ln_1p),
    ("expm1", |x| applied(Unary::Expm1, x), f64::exp_m1),
    ("exp2", |x| applied(Unary::Exp2, x), f64::exp2),
    ("cbrt", |x| applied(Unary::Cbrt, x), f64::cbrt),
    ("sin", Real::sin, f64::sin),
    ("cos", Real::cos, f64::cos),
    ("tan", Real::tan, f64::tan),
    ("asin", Real::asin, f64::asin),
    ("acos", Real::acos, f64::acos),
    ("atan", Real::atan, f64::atan),
    ("sinh", Real::sinh, f64::sinh),
    ("cosh", Real::cosh, f64::cosh),
    ("tanh", Real::tanh, f64::tanh),
    ("floor", Real::floor, f64::floor),
    ("round", |x| applied(Unary::Round, x), f64::round_ties_even),
];

fn applied<L: Lanes>(function: Unary, x: L) -> L {
    function.at(x)[0]
}

/// Every function of one number.
const ALL: [Unary; 30] = [
    Unary::Abs,
    Unary::Sign,
    Unary::Floor,
    Unary::Sqrt,
    Unary::Exp,
    Unary::Ln,
    Unary::Log10,
    Unary::Sin,
    Unary::Cos,
    Unary::Tan,
    Unary::Asin,
    Unary::Acos,
    Unary::Atan,
    Unary::Sinh,
    Unary::Cosh,
    Unary::Tanh,
    Unary::Cbrt,
    Unary::Log2,
    Unary::Log1p,
    Unary::Expm1,
    Unary::Exp2,
    Unary::Sec,
    Unary::Csc,
    Unary::Cot,
    Unary::Sinc,
    Unary::Relu,
    Unary::Sigmoid,
    Unary::Softplus,
    Unary::Ceil,
    Unary::Round,
];

/// Numbers of every size, most of them of usual size.
fn any_number() -> impl Strategy<Value = f64> {
    let edges = vec![0.0, -0.0, 1.0, -1.0, 5e-324, 1e15, -1e300, f64::INFINITY, f64::NAN];
    prop_oneof![4 => number(), 1 => any::<f64>(), 1 => prop::sample::select(edges)]
}

/// Whether two numbers are the same. NaN has many bit patterns, and a machine may choose any.
fn same(lhs: f64, rhs: f64) -> bool {
    lhs.to_bits() == rhs.to_bits() || (lhs.is_nan() && rhs.is_nan())
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![-1.0..1.0, -30.0..30.0, -700.0..700.0, -1.6e6..1.6e6, -1e-5..1e-5, Just(0.0)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn they_agree_with_the_platforms(x in number()) {
        for (name, ours, theirs) in FUNCTIONS {
            let (ours, theirs) = (ours(x), theirs(x));
            let apart = apart(ours, theirs);
            prop_assert!(apart <= 3.0, "{name}({x}): {ours} {theirs}, {apart} apart");
        }
    }

    #[test]
    fn logarithms_hold_over_the_whole_range(bits in 1_u64..0x7ff0_0000_0000_0000) {
        let x = f64::from_bits(bits);
        prop_assert!(apart(Real::ln(x), x.ln()) <= 1.0, "{x} {}", apart(Real::ln(x), x.ln()));
    }

    #[test]
    fn powers_agree_with_the_platforms(x in 1e-3..1e3_f64, y in -120.0..120.0_f64) {
        let (ours, theirs) = (Real::pow(x, y), x.powf(y));
        prop_assert!(apart(ours, theirs) <= 2.0, "{x}^{y}: {ours} {theirs}");
    }

    #[test]
    fn whole_powers_agree_with_the_platforms(x in -1e3..1e3_f64, n in -64..=64_i32) {
        let (ours, theirs) = (Real::powi(x, n), f64::powf(x, f64::from(n)));
        prop_assert!(apart(ours, theirs) <= 3.0, "{x}^{n}: {ours} {theirs}");
    }

    #[test]
    fn whole_powers_are_the_same_with_a_slope(x in any_number(), n in -70..=70_i32) {
        let [dual, _] = Dual::variables([x, 0.0]);
        prop_assert!(same(dual.powi(n).value, Real::powi(x, n)), "{x}^{n}");
    }

    /// Near the ends of the range the exponent of xⁿ is kept separately, which must not be visible.
    #[test]
    fn whole_powers_hold_to_the_ends_of_the_range(end in -1074.0..1024.0_f64, n in 5..=64_i32) {
        for n in [n, -n] {
            let x = f64::exp2(end / f64::from(n));
            let (ours, theirs) = (Real::powi(x, n), f64::powf(x, f64::from(n)));
            prop_assert!(apart(ours, theirs) <= 2.0, "{x}^{n}: {ours} {theirs}");
        }
    }

    #[test]
    fn what_is_left_of_a_division_is_that_of_python(x in -1e6..1e6_f64, y in -50.0..50.0_f64) {
        prop_assume!(y != 0.0);
        let left = Real::modulo(x, y);
        let rest = x % y;
        let expected = if rest != 0.0 && (rest < 0.0) != (y < 0.0) { rest + y } else { rest };
        prop_assert!(same(left, expected));
        prop_assert!(left == 0.0 || (left < 0.0) == (y < 0.0));
    }

    #[test]
    fn what_is_left_of_any_division_has_the_bits_of_std(x in any_number(), y in any_number()) {
        prop_assert!(same(remainder(x, y), x % y), "{x:e} % {y:e}");
    }

    #[test]
    fn every_lane_is_the_scalar_to_the_bit(
        xs in prop::array::uniform8(any_number()), ys in prop::array::uniform8(any_number())
    ) {
        let (x, y) = (Block::new(xs), Block::new(ys));
        let pair = |numbers: [f64; LANES]| Pair::new([numbers[0], numbers[1]]);
        for function in ALL {
            let found = function.at(x).map(Block::to_array);
            let of_pair = function.at(pair(xs)).map(Pair::to_array);
            for lane in 0..LANES {
                let single = function.at(xs[lane]);
                for part in 0..2 {
                    let holds = same(found[part][lane], single[part])
                        && (lane > 1 || same(of_pair[part][lane], single[part]));
                    prop_assert!(holds, "{function:?} of {:e}", xs[lane]);
                }
            }
        }
        for n in (-12..=12).chain([-1000, -65, -64, -33, 13, 31, 64, 65]) {
            let found = powi(x, n).map(Block::to_array);
            for lane in 0..LANES {
                let single = powi(xs[lane], n);
                let holds = same(found[0][lane], single[0]) && same(found[1][lane], single[1]);
                prop_assert!(holds, "{:e}^{n}", xs[lane]);
            }
        }
        let [lhs, rhs] = Dual::variables([x, y]);
        let blocks = [
            lhs.pow(rhs), lhs.atan2(rhs), lhs.hypot(rhs), lhs.modulo(rhs),
            lhs.min(rhs), lhs.max(rhs), lhs / rhs, lhs.if_less(rhs, lhs, rhs),
            lhs.if_at_most(rhs, lhs * lhs, rhs),
        ];
        for lane in 0..LANES {
            let [lhs, rhs] = Dual::variables([xs[lane], ys[lane]]);
            let singles = [
                lhs.pow(rhs), lhs.atan2(rhs), lhs.hypot(rhs), lhs.modulo(rhs),
                lhs.min(rhs), lhs.max(rhs), lhs / rhs, lhs.if_less(rhs, lhs, rhs),
                lhs.if_at_most(rhs, lhs * lhs, rhs),
            ];
            for (index, (block, single)) in blocks.iter().zip(singles).enumerate() {
                let parts = [block.value, block.dx, block.dy].map(|part| part.to_array()[lane]);
                let singles = [single.value, single.dx, single.dy];
                let holds = parts.iter().zip(singles).all(|(part, single)| same(*part, single));
                let (x, y) = (xs[lane], ys[lane]);
                prop_assert!(holds, "{index} of {x:e} and {y:e}: {parts:?} {singles:?}");
            }
        }
    }

    /// Central differences: truncation and rounding are both near 1e-10 of the function's size.
    #[test]
    fn exponentials_near_zero_have_the_bits_of_the_whole_series(
        nears in prop::array::uniform7(0.5..1.5_f64), twos in -60..=-7_i32
    ) {
        // A lane that is far from 0 has all of a block go the long way, as a number alone does.
        let at = |lane: usize| {
            let near = Lanes::two_to(f64::from(twos)) * nears.get(lane).unwrap_or(&1.0);
            if lane.is_multiple_of(2) { near } else { -near }
        };
        let near: [f64; LANES] = std::array::from_fn(at);
        let mut far = near;
        far[LANES - 1] = 1.0;
        let [near_found, far_found] =
            [near, far].map(|numbers| Real::exp(Block::new(numbers)).to_array());
        for (lane, number) in near.into_iter().enumerate() {
            let alone = Real::exp(number);
            prop_assert!(same(near_found[lane], alone), "{number:e}");
            prop_assert!(lane == LANES - 1 || same(far_found[lane], alone), "{number:e}");
        }
    }

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
        (Real::sin, 1e15, 0.858_272_793_170_235_9),
        (Real::sin, 1e22, -0.852_200_849_767_188_8),
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
        let close = apart(found, wanted) <= 2.0;
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
        (-0.0, 3.0),
        (-0.0, -3.0),
        (1.0, f64::NAN),
        (1.0, f64::INFINITY),
        (-1.0, f64::INFINITY),
        (0.5, f64::INFINITY),
        (0.5, f64::NEG_INFINITY),
        (f64::INFINITY, f64::NEG_INFINITY),
        (f64::NEG_INFINITY, 3.0),
        (f64::NEG_INFINITY, f64::NAN),
        (0.0, f64::NAN),
        (f64::NAN, 0.0),
        (1.0 + f64::EPSILON, 1e300),
        (1.0 - f64::EPSILON, 1e300),
        (5e-324, 1e-300),
    ] {
        let (ours, theirs) = (Real::pow(x, y), f64::powf(x, y));
        assert!(apart(ours, theirs) <= 1.0, "{x}^{y}: {ours} {theirs}");
    }
}

#[test]
fn whole_powers_have_the_edges_of_ieee_754() {
    for n in -70..=70_i32 {
        for x in [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            let [dual, _] = Dual::variables([x, 0.0]);
            let found = dual.powi(n);
            let value = f64::powf(x, f64::from(n));
            // x⁰ has no slope, as in torch.
            let slope = if n == 0 { 0.0 } else { f64::from(n) * f64::powf(x, f64::from(n - 1)) };
            assert!(same(found.value, value), "{x}^{n}: {} {value}", found.value);
            let holds = found.dx == slope || (found.dx.is_nan() && slope.is_nan());
            assert!(holds, "slope of {x}^{n}: {} {slope}", found.dx);
        }
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
    assert_eq!([x.powi(0).value, x.powi(0).dx], [1.0, 0.0]);
    let [x, y] = Dual::variables([0.0, 2.0]);
    let both = x.pow(y);
    assert_eq!([both.value, both.dx, both.dy], [0.0; 3]);
    let both = x.pow(x);
    assert_eq!([both.value, both.dx, both.dy], [1.0, 0.0, 0.0]);
    let [x, y] = Dual::variables([3.0, 0.0]);
    assert_eq!(x.pow(y).dx, 0.0);
    let [x, _] = Dual::variables([0.0, 0.0]);
    assert_eq!(x.powi(1).dx, 1.0);
}

/// The derivatives at edges are torch's.
#[test]
fn functions_of_two_numbers_have_the_derivatives_that_torch_gives_them() {
    let (nan, infinity) = (f64::NAN, f64::INFINITY);
    let at = |x: f64, y: f64| Dual::traced_variables([x, y]);
    let check = |found: Dual<f64, super::Variables>, expected: [f64; 3]| {
        let parts = [found.value, found.dx, found.dy];
        let holds = parts.iter().zip(expected).all(|(part, other)| apart(*part, other) <= 2.0);
        assert!(holds, "{parts:?} {expected:?}");
    };
    let [x, y] = at(0.0, 0.0);
    check(x.hypot(y), [0.0, nan, nan]);
    check(x.atan2(y), [0.0, 0.0, 0.0]);
    check(x.modulo(y), [nan, 1.0, nan]);
    check(x.applied(Unary::Cbrt) + y, [0.0, infinity, 1.0]);
    check(x.applied(Unary::Sinc), [1.0, 0.0, 0.0]);
    check(x.applied(Unary::Relu).sqrt(), [0.0, 0.0, 0.0]);
    check(x.applied(Unary::Sigmoid), [0.5, 0.25, 0.0]);
    check(x.applied(Unary::Softplus), [std::f64::consts::LN_2, 0.5, 0.0]);
    check((x.sqrt()).if_less(y - Dual::splat(1.0), x.sqrt(), y), [0.0, 0.0, 1.0]);
    check(x.if_at_most(y, x.sqrt() + y, y), [0.0, infinity, 1.0]);
    let [x, y] = at(3e200, -4e200);
    check(x.hypot(y), [5e200, 0.6, -0.8]);
    check(x.atan2(y), [2.498_091_544_796_509, -1.6e-201, -1.2e-201]);
    let [x, y] = at(3e-200, 4e-200);
    check(x.hypot(y), [5e-200, 0.6, 0.8]);
    check(x.atan2(y), [0.643_501_108_793_284_4, 1.6e199, -1.2e199]);
    let [x, y] = at(-7.0, 3.0);
    check(x.modulo(y), [2.0, 1.0, 3.0]);
    check(y.modulo(x), [-4.0, 1.0, 1.0]);
    let [x, _] = at(-0.0, 1.0);
    check(x.atan2(x), [-std::f64::consts::PI, 0.0, 0.0]);
    assert!(Dual::<f64>::splat(nan).applied(Unary::Relu).value.is_nan());
    for (number, nearest) in [(0.5, 0.0), (1.5, 2.0), (2.5, 2.0), (-0.5, 0.0), (4e15 + 0.5, 4e15)] {
        assert_eq!(applied(Unary::Round, number), nearest);
    }
}
