//! The labels of a map's lines, in few digits.

use crate::decimal::signed;

/// A label has so few digits that they are below this number.
const MOST: f64 = 1e4;
/// A label may be off by this part of the gap to the next level.
const MEANT: f64 = 1e-6;
/// Numbers with exponents in this range are written without a power of ten.
const PLAIN: [i32; 2] = [-3, 4];

/// A number's digits, up to four, and the power of ten to multiply them by; none if it has more digits.
/// A difference of a millionth of `gap` is ignored.
pub(crate) fn few_digits(number: f64, gap: f64) -> Option<(f64, i32)> {
    let size = number.abs();
    if !size.is_finite() {
        return None;
    }
    if size <= MEANT * gap {
        return Some((0.0, 0));
    }
    let (mut mantissa, mut exponent) = (size, 0);
    while mantissa >= MOST - 0.5 {
        mantissa /= 10.0;
        exponent += 1;
    }
    while mantissa < MOST / 10.0 - 0.05 {
        mantissa *= 10.0;
        exponent -= 1;
    }
    let mut digits = mantissa.round();
    if (digits - mantissa).abs() / mantissa * size > MEANT * gap {
        return None;
    }
    while digits % 10.0 == 0.0 {
        digits /= 10.0;
        exponent += 1;
    }
    Some((digits.copysign(number), exponent))
}

/// The number of these digits as people write it: `0.25`, `−1200`, `3×10⁶`, `10⁻⁸`.
pub(crate) fn label_of((digits, exponent): (f64, i32)) -> String {
    let mut leading = exponent;
    let mut unit = 1.0;
    while digits.abs() / unit >= 10.0 {
        unit *= 10.0;
        leading += 1;
    }
    let mut power = 1.0;
    if digits == 0.0 || (PLAIN[0] <= leading && leading < PLAIN[1]) {
        for _ in 0..exponent.abs() {
            power *= 10.0;
        }
        return signed(if exponent < 0 { digits / power } else { digits * power });
    }
    let mut label = String::new();
    if digits.abs() == 1.0 {
        label += if digits < 0.0 { "−" } else { "" };
    } else {
        label += &signed(digits / unit);
        label.push('×');
    }
    label += "10";
    for sign in signed(f64::from(leading)).chars() {
        label.push(superscript(sign));
    }
    label
}

fn superscript(sign: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    digit.and_then(|digit| DIGITS.get(digit).copied()).unwrap_or('⁻')
}
