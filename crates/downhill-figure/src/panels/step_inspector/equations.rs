//! A rule's equations as MathML, with symbols and with numbers.

use downhill::anatomy::Anatomy;

use super::template::{Part, Slot, Template};

/// One equation of a rule, as MathML: `<math>…</math>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Equation {
    /// With symbols: v ← momentum·v + (1 − dampening)·g.
    pub symbols: String,
    /// With the step's numbers, of x and of y: v = 0.9·0.1 + (1 − 0.9)·0.2 = 0.11.
    pub numbers: [String; 2],
}

/// A parenthesis, which is as high as a letter, whatever stands in it.
const OPEN: &str = "<mo stretchy='false'>(</mo>";
const CLOSE: &str = "<mo stretchy='false'>)</mo>";

/// One of the two coordinates.
#[derive(Clone, Copy)]
enum Axis {
    X,
    Y,
}

/// A rule's equations in the order in which they are computed; the last two are those of the step (Δx)
/// and of the next iterate. `print` makes text of a number that is not negative; it must be text that
/// can stand in markup.
#[must_use]
pub fn equations(anatomy: &Anatomy, print: &dyn Fn(f64) -> String) -> Vec<Equation> {
    let equation = |template: &Template| Equation {
        symbols: with_symbols(template),
        numbers: [Axis::X, Axis::Y].map(|axis| with_numbers(template, axis, print)),
    };
    Template::read_all(&anatomy.equations, &anatomy.letters).iter().map(equation).collect()
}

/// The [`equations`] as paragraphs of HTML: each with symbols, then with the numbers of x and of y.
pub(crate) fn markup(anatomy: &Anatomy, print: &dyn Fn(f64) -> String) -> String {
    let mut all = String::new();
    for Equation { symbols, numbers: [x, y] } in equations(anatomy, print) {
        for part in ["<p>", &symbols, "<p><b>x</b>", &x, "<p><b>y</b>", &y] {
            all.push_str(part);
        }
    }
    all
}

impl Slot {
    /// Its symbol in the equation of one coordinate, which bears that coordinate's own name.
    fn symbol_of(&self, axis: Axis) -> String {
        match axis {
            Axis::X => self.symbol.clone(),
            Axis::Y => self.symbol.replace('x', "y"),
        }
    }

    fn value_of(&self, axis: Axis) -> f64 {
        let [x, y] = self.values;
        match axis {
            Axis::X => x,
            Axis::Y => y,
        }
    }
}

fn with_symbols(template: &Template) -> String {
    let mut text = format!("<math>{}<mo>←</mo>", template.result.symbol);
    for part in &template.parts {
        text.push_str(match part {
            Part::Markup(markup) => markup,
            Part::Slot(slot) => &slot.symbol,
        });
    }
    text.push_str("</math>");
    text
}

fn with_numbers(template: &Template, axis: Axis, print: &dyn Fn(f64) -> String) -> String {
    let mut text = format!("<math>{}<mo>=</mo>", template.result.symbol_of(axis));
    for part in &template.parts {
        match part {
            Part::Markup(markup) => text.push_str(markup),
            Part::Slot(slot) => {
                let value = slot.value_of(axis);
                let number = number(value, print);
                if value < 0.0 {
                    text.push_str(&format!("<mrow>{OPEN}{number}{CLOSE}</mrow>"));
                } else {
                    text.push_str(&number);
                }
            }
        }
    }
    let result = number(template.result.value_of(axis), print);
    text.push_str(&format!("<mo>=</mo>{result}</math>"));
    text
}

fn number(number: f64, print: &dyn Fn(f64) -> String) -> String {
    // In one element, for as an operator after a parenthesis it would stand apart.
    let sign = if number < 0.0 { "−" } else { "" };
    format!("<mn>{sign}{}</mn>", print(number.abs()))
}
