//! A rule's equations as MathML, with symbols and with numbers.
//!
//! An equation is a line: its result, `|`, and a text. In these a slot is a letter and a symbol in
//! braces; in each coordinate the letter has a value. A remembered quantity has two slots with the same
//! symbol, small before the step and capital after it.

use std::str::Chars;

use super::Anatomy;

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

impl Anatomy {
    /// The rule's equations in the order in which they are computed; the last two are those of the
    /// step (Δx) and of the next iterate. `print` makes text of a number that is not negative; it
    /// must be text that can stand in markup.
    #[must_use]
    pub fn equations(&self, print: &dyn Fn(f64) -> String) -> Vec<Equation> {
        let mut rest = self.equations.chars();
        let mut equations = Vec::new();
        while !rest.as_str().is_empty() {
            let mut equation = Equation::default();
            let [x, y] = &mut equation.numbers;
            self.write(&mut equation.symbols, &mut rest.clone(), None, print);
            self.write(x, &mut rest.clone(), Some(0), print);
            self.write(y, &mut rest, Some(1), print);
            equations.push(equation);
        }
        equations
    }

    /// The [`equations`](Self::equations) as paragraphs of HTML: each with symbols, then with the
    /// numbers of x and of y.
    #[must_use]
    pub fn markup(&self, print: &dyn Fn(f64) -> String) -> String {
        let mut all = String::new();
        let mut rest = self.equations.chars();
        while !rest.as_str().is_empty() {
            let mut text = rest.clone();
            for (before, axis) in
                [("<p>", None), ("<p><b>x</b>", Some(0)), ("<p><b>y</b>", Some(1))]
            {
                all.push_str(before);
                text = rest.clone();
                self.write(&mut all, &mut text, axis, print);
            }
            rest = text;
        }
        all
    }

    /// Takes the equation at the beginning of `text` and writes it with symbols, or with the numbers
    /// of one coordinate.
    fn write(
        &self,
        all: &mut String,
        text: &mut Chars<'_>,
        axis: Option<usize>,
        print: &dyn Fn(f64) -> String,
    ) {
        let (mut is_result, mut result) = (true, 0.0);
        all.push_str("<math>");
        while let Some(letter) = text.next().filter(|letter| *letter != '\n') {
            match (letter, axis) {
                ('{', _) => {
                    let slot = text.next().unwrap_or_default();
                    let value = axis.map_or(0.0, |axis| self.slots.of(slot)[axis]);
                    let is_symbol = is_result || axis.is_none();
                    while let Some(letter) = text.next().filter(|letter| *letter != '}') {
                        if is_symbol {
                            // The coordinate's own name.
                            let is_y = letter == 'x' && axis == Some(1);
                            all.push(if is_y { 'y' } else { letter });
                        }
                    }
                    if is_result {
                        result = value;
                    } else if axis.is_some() {
                        let is_negative = value < 0.0;
                        if is_negative {
                            all.push_str("<mrow>");
                            all.push_str(OPEN);
                        }
                        push_number(all, value, print);
                        if is_negative {
                            all.push_str(CLOSE);
                            all.push_str("</mrow>");
                        }
                    }
                }
                ('|', _) => {
                    is_result = false;
                    all.push_str(if axis.is_some() { "<mo>=</mo>" } else { "<mo>←</mo>" });
                }
                _ => all.push(letter),
            }
        }
        if axis.is_some() {
            all.push_str("<mo>=</mo>");
            push_number(all, result, print);
        }
        all.push_str("</math>");
    }
}

fn push_number(text: &mut String, number: f64, print: &dyn Fn(f64) -> String) {
    // In one element, for as an operator after a parenthesis it would stand apart.
    text.push_str(if number < 0.0 { "<mn>−" } else { "<mn>" });
    text.push_str(&print(number.abs()));
    text.push_str("</mn>");
}
