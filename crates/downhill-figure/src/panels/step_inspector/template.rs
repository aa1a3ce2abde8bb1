//! A rule's equations as it writes them, taken apart.
//!
//! A rule writes an equation as a line: its result, `|`, and what is computed, in MathML with slots. A
//! slot is a letter and a symbol in braces; in each coordinate the letter has a value.

/// A letter of equations, with what it stands for, of x and of y.
pub(crate) type Letter = (char, [f64; 2]);

/// One equation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Template {
    /// What it computes.
    pub(crate) result: Slot,
    /// How, in the order of the text.
    pub(crate) parts: Vec<Part>,
}

/// A part of what is computed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// MathML that is the same with symbols and with numbers.
    Markup(String),
    Slot(Slot),
}

/// Where a symbol stands or a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slot {
    /// In MathML.
    pub(crate) symbol: String,
    /// Of x and of y.
    pub(crate) values: [f64; 2],
}

impl Template {
    /// All equations of a rule's text.
    pub(crate) fn read_all(text: &str, letters: &[Letter]) -> Vec<Self> {
        text.lines().filter_map(|line| Self::read(line, letters)).collect()
    }

    fn read(line: &str, letters: &[Letter]) -> Option<Self> {
        let (result, mut rest) = line.split_once('|')?;
        let result = Slot::read(result.strip_prefix('{')?.strip_suffix('}')?, letters)?;
        let mut parts = Vec::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}')?;
            parts.push(Part::Markup(before.to_owned()));
            parts.push(Part::Slot(Slot::read(slot, letters)?));
            rest = after;
        }
        parts.push(Part::Markup(rest.to_owned()));
        Some(Self { result, parts })
    }
}

impl Slot {
    /// What stands between braces. None where the letter stands for nothing.
    fn read(text: &str, letters: &[Letter]) -> Option<Self> {
        let mut rest = text.chars();
        let letter = rest.next()?;
        let (_, values) = letters.iter().find(|(of, _)| *of == letter)?;
        Some(Self { symbol: rest.as_str().to_owned(), values: *values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_is_its_result_and_parts() {
        let letters = vec![('D', [1.0, 2.0]), ('l', [0.5, 0.5])];
        let slot = |symbol: &str, values| Slot { symbol: symbol.to_owned(), values };
        let markup = |text: &str| Part::Markup(text.to_owned());
        let read = Template::read_all("{D<mi>Δx</mi>}|<mo>−</mo>{l<mi>lr</mi>}\n", &letters);
        let parts =
            vec![markup("<mo>−</mo>"), Part::Slot(slot("<mi>lr</mi>", [0.5; 2])), markup("")];
        assert_eq!(read, [Template { result: slot("<mi>Δx</mi>", [1.0, 2.0]), parts }]);
    }

    #[test]
    fn what_is_no_equation_is_left_out() {
        let letters = vec![('D', [1.0, 2.0])];
        for text in ["", "D", "D|1", "{D}", "{}|1", "{D}|{D", "{D}|{l}", "{l}|1"] {
            assert_eq!(Template::read_all(text, &letters), [], "{text}");
        }
    }
}
