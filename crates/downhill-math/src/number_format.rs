//! Numbers as text, and text as numbers: the only place that prints or parses f64.

use std::sync::OnceLock;

/// How numbers are read from text and written to it.
///
/// It is set once for the whole process. A browser has both functions, and a WebAssembly module that
/// uses them need not carry std's, which are 23 kB (gzip). So the modules of a page
/// [install](Self::install) the browser's when they start. Otherwise it is [`STD`](Self::STD). Both
/// give the same text: the shortest digits that read back as the same number, with an exponent below
/// 1e-6 and from 1e21 on.
#[derive(Clone, Copy, Debug)]
pub struct NumberFormat {
    /// Reads a decimal number, whose form has been checked before.
    pub parse: fn(&str) -> Option<f64>,
    /// Writes a number.
    pub print: fn(f64) -> String,
}

static INSTALLED: OnceLock<NumberFormat> = OnceLock::new();

impl NumberFormat {
    /// The format of the standard library.
    pub const STD: Self = Self { parse: |text| text.parse().ok(), print: print_std };

    /// The format that is used if none has been installed.
    #[cfg(any(feature = "std-numbers", not(target_arch = "wasm32")))]
    const DEFAULT: Self = Self::STD;

    /// The format that is used if none has been installed and std's is left out: nothing reads as a
    /// number, and numbers print as `?`. Naming std's here would link it into the modules of a page.
    #[cfg(not(any(feature = "std-numbers", not(target_arch = "wasm32"))))]
    const DEFAULT: Self = Self { parse: |_| None, print: |_| String::from("?") };

    /// Makes this the format of the whole process. Only the first call has an effect, so call it at the
    /// start, before any number is printed. On WebAssembly without the feature `std-numbers` it must be
    /// called.
    pub fn install(self) {
        // A second call has no effect, as documented.
        let _ = INSTALLED.set(self);
    }

    fn current() -> Self {
        INSTALLED.get().copied().unwrap_or(Self::DEFAULT)
    }
}

/// A number as text: the shortest digits that read back as the same number.
#[must_use]
pub fn format_number(number: f64) -> String {
    (NumberFormat::current().print)(number)
}

/// Reads a decimal number: digits, at most one point, an exponent. No `inf`, `nan` or hex.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    if is_decimal(text.as_bytes()) { (NumberFormat::current().parse)(text) } else { None }
}

fn print_std(number: f64) -> String {
    let size = number.abs();
    if number == 0.0 || !size.is_finite() || (1e-6..1e21).contains(&size) {
        format!("{number}")
    } else {
        format!("{number:e}")
    }
}

fn is_decimal(text: &[u8]) -> bool {
    let unsigned =
        |text: &[u8]| -> usize { usize::from(matches!(text.first(), Some(b'+' | b'-'))) };
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut rest = &text[unsigned(text)..];
    let whole = digits(rest);
    rest = &rest[whole..];
    let mut part = 0;
    if let Some((b'.', after)) = rest.split_first() {
        part = digits(after);
        rest = &after[part..];
    }
    if whole + part == 0 {
        return false;
    }
    if let Some((b'e' | b'E', after)) = rest.split_first() {
        let after = &after[unsigned(after)..];
        let exponent = digits(after);
        return exponent > 0 && exponent == after.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_decimal_numbers_are_read() {
        for (text, number) in [("1", 1.0), (".5", 0.5), ("-1.", -1.0), ("+2e-3", 0.002)] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        for text in ["", "-", ".", "e5", "1e", "1e+", "inf", "NaN", "0x10", "1_000", " 1", "1.2.3"]
        {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_a_browser_does() {
        for (number, text) in [
            (0.02, "0.02"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.5e-8, "1.5e-8"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (-0.0, "-0"),
        ] {
            assert_eq!(format_number(number), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(number in prop::num::f64::NORMAL | prop::num::f64::ZERO) {
            let text = format_number(number);
            prop_assert_eq!(parse_number(&text).map(f64::to_bits), Some(number.to_bits()));
        }
    }
}
