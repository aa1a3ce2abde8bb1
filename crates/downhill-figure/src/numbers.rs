//! Numbers as people read them, by the rules of their language.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// Without decimals, its thousands grouped.
    Integer,
    /// With four decimals.
    FourDecimals,
    /// With two decimals and a power of ten.
    Scientific,
    /// With four significant digits at most.
    FourDigits,
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

    /// A whole number.
    #[must_use]
    pub fn integer(&self, number: impl Into<f64>) -> String {
        (self.write)(number.into(), NumberStyle::Integer)
    }

    /// A number in as few digits as say it, up to four.
    #[must_use]
    pub fn short(&self, number: f64) -> String {
        let is_usual = number == 0.0 || (1e-3..1e5).contains(&number.abs());
        let style =
            if is_usual { NumberStyle::FourDigits } else { NumberStyle::ThreeDigitsScientific };
        (self.write)(number, style)
    }

    /// A number in as few digits as say it, up to five.
    #[must_use]
    pub fn precise(&self, number: f64) -> String {
        let is_usual = number == 0.0 || (1e-4..1e5).contains(&number.abs());
        let style =
            if is_usual { NumberStyle::FiveDigits } else { NumberStyle::FiveDigitsScientific };
        (self.write)(number, style)
    }

    /// A number with four decimals where they say something, else with its order of magnitude. 0 is 0.
    #[must_use]
    pub fn measured(&self, number: f64) -> String {
        let style = if number == 0.0 {
            NumberStyle::Integer
        } else if (1e-3..1e4).contains(&number.abs()) {
            NumberStyle::FourDecimals
        } else {
            NumberStyle::Scientific
        };
        (self.write)(number, style)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_number_decides_how_it_is_written() {
        let numbers = Numbers::new(|_, style| format!("{style:?}"));
        for (number, short, precise, measured) in [
            (0.0, "FourDigits", "FiveDigits", "Integer"),
            (-0.001, "FourDigits", "FiveDigits", "FourDecimals"),
            (9999.0, "FourDigits", "FiveDigits", "FourDecimals"),
            (99_999.0, "FourDigits", "FiveDigits", "Scientific"),
            (0.0005, "ThreeDigitsScientific", "FiveDigits", "Scientific"),
            (1e-5, "ThreeDigitsScientific", "FiveDigitsScientific", "Scientific"),
            (1e5, "ThreeDigitsScientific", "FiveDigitsScientific", "Scientific"),
            (f64::NAN, "ThreeDigitsScientific", "FiveDigitsScientific", "Scientific"),
        ] {
            assert_eq!(numbers.short(number), short, "{number}");
            assert_eq!(numbers.precise(number), precise, "{number}");
            assert_eq!(numbers.measured(number), measured, "{number}");
        }
        assert_eq!(numbers.integer(7_u32), "Integer");
    }
}
