//! Arithmetic in two doubles: what rounding takes from a sum, a product or a quotient is kept in a
//! second number. (Dekker, "A floating-point technique for extending the available precision", 1971.)

use super::lanes::Lanes;

/// a + b, and its rounding error.
#[inline]
pub(super) fn sum<L: Lanes>(a: L, b: L) -> [L; 2] {
    let sum = a + b;
    let of_b = sum - a;
    [sum, (a - (sum - of_b)) + (b - of_b)]
}

/// a + b where |a| ≥ |b|, and its rounding error.
#[inline]
pub(super) fn ordered_sum<L: Lanes>(a: L, b: L) -> [L; 2] {
    let sum = a + b;
    [sum, b - (sum - a)]
}

/// a·b, and its rounding error.
#[inline]
pub(super) fn product<L: Lanes>(a: L, b: L) -> [L; 2] {
    let product = a * b;
    let (a_high, b_high) = (a.high(), b.high());
    let (a_low, b_low) = (a - a_high, b - b_high);
    let error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    [product, error]
}

/// The quotient of two numbers that consist of two parts each, rounded about once.
#[inline]
pub(super) fn quotient<L: Lanes>([above, above_low]: [L; 2], [below, below_low]: [L; 2]) -> L {
    let quotient = above / below;
    let [back, error] = product(quotient, below);
    let rest = (above - back) - error + above_low - quotient * below_low;
    let corrected = quotient + rest / below;
    // A quotient that is 0, infinite or NaN needs no correction.
    let size = quotient.abs();
    let corrected = size.choose_up_to(L::splat(0.0), quotient, corrected);
    size.choose(L::splat(f64::INFINITY), corrected, quotient)
}

/// c₀ + c₁·x + c₂·x² + …
#[inline]
pub(super) fn polynomial<L: Lanes>(x: L, coefficients: &'static [f64]) -> L {
    let mut sum = L::splat(0.0);
    for coefficient in coefficients.iter().rev() {
        sum = sum * x + L::splat(*coefficient);
    }
    sum
}

/// The nearest whole number, for numbers up to 2⁵¹; halfway between two, the even one.
#[inline]
pub(super) fn nearest<L: Lanes>(number: L) -> L {
    // In a sum with this number, nothing below 1 is kept.
    let whole = L::splat(6_755_399_441_055_744.0);
    number + whole - whole
}

/// x·2ⁿ for a whole n from −2044 to 2046, rounded once.
#[inline]
pub(super) fn scaled<L: Lanes, const N: usize>(numbers: [L; N], n: L) -> [L; N] {
    let half = nearest(n * L::splat(0.5));
    let (first, second) = (half.two_to(), (n - half).two_to());
    numbers.map(|number| number * first * second)
}
