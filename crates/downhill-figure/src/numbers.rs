//! Numbers as people read them, by the rules of their language.

use std::ops::Range;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// Without decimals, its thousands grouped.
    Integer,
    /// With four significant digits, zeros too.
    JustFourDigits,
    /// With four significant digits, zeros too, and a power of ten.
    JustFourDigitsScientific,
    /// With four significant digits at most.
    FourDigits,
    /// With three significant digits at most.
    ThreeDigits,
    /// With three significant digits at most and a power of ten.
    ThreeDigitsScientific,
    /// With five significant digits at most.
    FiveDigits,
    /// With five significant digits at most and a power of ten.
    FiveDigitsScientific,
}

impl NumberStyle {
    /// How many styles there are.
    pub const COUNT: usize = Self::FiveDigitsScientific as usize + 1;
}

/// Chooses how each number is written; a function of the surroundings writes it.
pub struct Numbers {
    write: Box<dyn Fn(f64, NumberStyle) -> String>,
}

impl Numbers {
    /// Has `write` write the numbers, in a browser by its `Intl`.
    pub fn new(write: impl Fn(f64, NumberStyle) -> String + 'static) -> Self {
        Self { write: Box::new(write) }
    }

    /// A number in a style, with a real minus and its power of ten as people write it. 0 has no sign.
    fn styled(&self, number: f64, style: NumberStyle) -> String {
        typeset(&(self.write)(if number == 0.0 { 0.0 } else { number }, style))
    }

    /// A number in one of two styles: without a power of ten where it is 0 or of a usual size.
    fn sized(&self, number: f64, usual: Range<f64>, styles: [NumberStyle; 2]) -> String {
        let is_usual = number == 0.0 || usual.contains(&number.abs());
        self.styled(number, styles[usize::from(!is_usual)])
    }

    /// A whole number.
    #[must_use]
    pub fn integer(&self, number: impl Into<f64>) -> String {
        self.styled(number.into(), NumberStyle::Integer)
    }

    /// A number in a sentence or on a chart: three significant digits at most.
    #[must_use]
    pub fn brief(&self, number: f64) -> String {
        let styles = [NumberStyle::ThreeDigits, NumberStyle::ThreeDigitsScientific];
        self.sized(number, 1e-3..1e5, styles)
    }

    /// A number in as few digits as say it, up to four.
    #[must_use]
    pub fn short(&self, number: f64) -> String {
        let styles = [NumberStyle::FourDigits, NumberStyle::ThreeDigitsScientific];
        self.sized(number, 1e-3..1e5, styles)
    }

    /// A number in as few digits as say it, up to five.
    #[must_use]
    pub fn precise(&self, number: f64) -> String {
        let styles = [NumberStyle::FiveDigits, NumberStyle::FiveDigitsScientific];
        self.sized(number, 1e-4..1e5, styles)
    }

    /// A number in a table: four significant digits. Only 0 is "0".
    #[must_use]
    pub fn measured(&self, number: f64) -> String {
        if number == 0.0 {
            return self.integer(number);
        }
        let styles = [NumberStyle::JustFourDigits, NumberStyle::JustFourDigitsScientific];
        self.sized(number, 1e-3..1e4, styles)
    }
}

/// A number as people write it: "-6.5E-10" is −6.5×10⁻¹⁰.
pub(crate) fn typeset(text: &str) -> String {
    const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut typeset = String::with_capacity(text.len());
    let mut is_power = false;
    for letter in text.chars() {
        match letter {
            'E' => {
                is_power = true;
                typeset.push_str("×10");
            }
            '-' | '−' => typeset.push(if is_power { '⁻' } else { '−' }),
            '0'..='9' if is_power => {
                let digit = letter.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                typeset.extend(digit.and_then(|digit| SUPERSCRIPTS.get(digit)));
            }
            _ => typeset.push(letter),
        }
    }
    typeset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_number_decides_how_it_is_written() {
        let numbers = Numbers::new(|_, style| format!("{style:?}"));
        for (number, short, precise, measured) in [
            (0.0, "FourDigits", "FiveDigits", "Integer"),
            (-0.001, "FourDigits", "FiveDigits", "JustFourDigits"),
            (9999.0, "FourDigits", "FiveDigits", "JustFourDigits"),
            (99_999.0, "FourDigits", "FiveDigits", "JustFourDigitsScientific"),
            (0.0005, "ThreeDigitsScientific", "FiveDigits", "JustFourDigitsScientific"),
            (1e-5, "ThreeDigitsScientific", "FiveDigitsScientific", "JustFourDigitsScientific"),
            (1e5, "ThreeDigitsScientific", "FiveDigitsScientific", "JustFourDigitsScientific"),
            (f64::NAN, "ThreeDigitsScientific", "FiveDigitsScientific", "JustFourDigitsScientific"),
        ] {
            assert_eq!(numbers.short(number), short, "{number}");
            assert_eq!(numbers.precise(number), precise, "{number}");
            assert_eq!(numbers.measured(number), measured, "{number}");
        }
        assert_eq!(numbers.integer(7_u32), "Integer");
    }

    #[test]
    fn a_sentence_has_three_digits_a_table_four() {
        let numbers = Numbers::new(|_, style| format!("{style:?}"));
        assert_eq!(numbers.brief(0.01), "ThreeDigits");
        assert_eq!(numbers.brief(1e-9), "ThreeDigitsScientific");
    }

    #[test]
    fn a_number_is_typeset_with_a_real_minus_and_a_power() {
        for (text, typeset_text) in [
            ("-1.5", "−1.5"),
            ("6.5E-10", "6.5×10⁻¹⁰"),
            ("-1.23E45", "−1.23×10⁴⁵"),
            ("NaN", "NaN"),
            ("-∞", "−∞"),
        ] {
            assert_eq!(typeset(text), typeset_text);
        }
        let numbers = Numbers::new(|number, _| number.to_string());
        assert_eq!((numbers.measured(-0.0), numbers.brief(-0.0)), ("0".to_owned(), "0".to_owned()));
    }
}
