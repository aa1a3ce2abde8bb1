//! Numbers with few digits. They are rounded before they are printed, because std's formatting would be
//! larger than the code of the picture.

use downhill_math::format_number;

/// A number rounded to so many decimals, at most 15; it prints with no more digits. A number without
/// decimals stays as it is.
#[must_use]
pub fn rounded(number: f64, decimals: u32) -> f64 {
    let mut unit = 1.0;
    for _ in 0..decimals {
        unit *= 10.0;
    }
    let scaled = number * unit;
    if scaled.abs() < 1e15 {
        // Both are whole numbers, so the result is the nearest number to the decimal. −0 becomes 0.
        (scaled + 0.5).floor() / unit + 0.0
    } else {
        number
    }
}

/// The number of decimals, at most 15, that distinguishes numbers that differ by `size`.
#[must_use]
pub fn decimals(size: f64) -> u32 {
    let (mut decimals, mut unit) = (0, 1.0);
    while unit > size && decimals < 15 {
        (decimals, unit) = (decimals + 1, unit / 10.0);
    }
    decimals
}

/// A number with three significant digits, as people write it: `0.00123`, `12300`, `−1.23e−9`.
#[must_use]
pub fn short(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || !size.is_finite() {
        return signed(number + 0.0);
    }
    let (mut mantissa, mut exponent) = (size, 0.0);
    while mantissa >= 9.995 {
        mantissa /= 10.0;
        exponent += 1.0;
    }
    while mantissa < 0.9995 {
        mantissa *= 10.0;
        exponent -= 1.0;
    }
    let mantissa = rounded(mantissa, 2).copysign(number);
    if (-4.0..6.0).contains(&exponent) {
        // The result is a whole number of three digits, divided or multiplied by a power of ten.
        let (mut digits, mut shift) = (rounded(mantissa * 100.0, 0), exponent - 2.0);
        let mut unit = 1.0;
        while shift < 0.0 {
            (unit, shift) = (unit * 10.0, shift + 1.0);
        }
        while shift > 0.0 {
            (digits, shift) = (digits * 10.0, shift - 1.0);
        }
        return signed(digits / unit);
    }
    format!("{}e{}", signed(mantissa), signed(exponent))
}

/// A number with a minus sign instead of a hyphen.
#[must_use]
pub fn signed(number: f64) -> String {
    let text = format_number(number);
    match text.strip_prefix('-') {
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_rounded_off() {
        for (number, decimals, text) in [
            (0.126, 2, "0.13"),
            (-0.126, 2, "-0.13"),
            (2.6 + 1.2, 2, "3.8"),
            (-0.001, 2, "0"),
            (576.0, 2, "576"),
            (0.1 + 0.2, 15, "0.3"),
            (0.750_000_123_4, 8, "0.75000012"),
            (1e300, 2, "1e300"),
            (149.5, 0, "150"),
        ] {
            assert_eq!(format_number(rounded(number, decimals)), text);
        }
    }

    #[test]
    fn three_digits_say_how_large_a_number_is() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.75, "0.75"),
            (-0.751_2, "−0.751"),
            (2.0 / 3.0, "0.667"),
            (9.996, "10"),
            (0.000_123_456, "0.000123"),
            (0.000_012_345, "1.23e−5"),
            (123_456.0, "123000"),
            (999_999.0, "1e6"),
            (-1.5e-300, "−1.5e−300"),
            (5e-324, "4.94e−324"),
            (f64::MAX, "1.8e308"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(short(number), text);
        }
    }
}
