//! A rule's equations as MathML, with symbols and with numbers.
//!
//! An equation is a slot for its result and a text in which a slot is `#` and a letter. A slot has a
//! symbol and, in each coordinate, a value; a remembered quantity has two slots with the same symbol,
//! small before the step and capital after it.

use downhill_math::{AdaGrad, Adam, Optimizer, RmsProp, Snapshot};

use super::Anatomy;

/// One equation of a rule, as MathML: `<math>…</math>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// With symbols: v ← momentum·v + (1 − dampening)·g.
    pub symbols: String,
    /// With the step's numbers, of x and of y: v = 0.9·0.1 + (1 − 0.9)·0.2 = 0.11.
    pub numbers: [String; 2],
}

const VELOCITY: &str =
    "#o<mo>·</mo>#v<mo>+</mo><mo>(</mo><mn>1</mn><mo>−</mo>#d<mo>)</mo><mo>·</mo>#g";
const MEAN: &str = "#a<mo>·</mo>#m<mo>+</mo><mo>(</mo><mn>1</mn><mo>−</mo>#a<mo>)</mo><mo>·</mo>#g";
const SUM: &str = "#s<mo>+</mo><msup>#g<mn>2</mn></msup>";
const SQUARES: &str = "#b<mo>·</mo>#s<mo>+</mo><mo>(</mo><mn>1</mn><mo>−</mo>#b<mo>)</mo><mo>·</mo><msup>#g<mn>2</mn></msup>";
const PLAIN: &str = "<mo>−</mo>#l<mo>·</mo>#n";
const SCALED: &str = "<mo>−</mo><mfrac><mrow>#l<mo>·</mo>#n</mrow><mrow><msqrt>#r</msqrt><mo>+</mo>#e</mrow></mfrac>";

impl Anatomy {
    /// The rule's equations in the order in which they are computed; the last two are those of the
    /// step (Δx) and of the next iterate. `print` makes text of a number that is not negative; it
    /// must be text that can stand in markup.
    #[must_use]
    pub fn equations(&self, print: &dyn Fn(f64) -> String) -> Vec<Equation> {
        let (own, step): (&[(char, &str)], &str) = match self.optimizer {
            Optimizer::Sgd(_) => (&[], PLAIN),
            Optimizer::Momentum(rule) if self.before.step == 0 && !rule.damp_first_step => {
                (&[('V', "#g")], PLAIN)
            }
            Optimizer::Momentum(_) => (&[('V', VELOCITY)], PLAIN),
            Optimizer::AdaGrad(_) => (&[('S', SUM)], SCALED),
            Optimizer::RmsProp(_) => (&[('S', SQUARES)], SCALED),
            Optimizer::Adam(_) if self.corrections.is_none() => {
                (&[('M', MEAN), ('S', SQUARES)], SCALED)
            }
            Optimizer::Adam(_) => (
                &[
                    ('M', MEAN),
                    ('S', SQUARES),
                    ('n', "<mfrac>#M#A</mfrac>"),
                    ('r', "<mfrac>#S#B</mfrac>"),
                ],
                SCALED,
            ),
        };
        let mut equations = Vec::new();
        for (result, text) in own.iter().chain(&[('D', step), ('X', "#x<mo>+</mo>#D")]) {
            let write = |axis| self.write(*result, text, axis, print);
            equations
                .push(Equation { symbols: write(None), numbers: [write(Some(0)), write(Some(1))] });
        }
        equations
    }

    /// An equation with symbols, or with the numbers of one coordinate.
    fn write(
        &self,
        result: char,
        text: &str,
        axis: Option<usize>,
        print: &dyn Fn(f64) -> String,
    ) -> String {
        let mut all = "<math>".to_owned();
        all.push_str(self.symbol(result, axis.unwrap_or(0)));
        all.push_str(if axis.is_some() { "<mo>=</mo>" } else { "<mo>←</mo>" });
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            if letter != '#' {
                all.push(letter);
                continue;
            }
            let slot = letters.next().unwrap_or_default();
            match axis {
                None => all.push_str(self.symbol(slot, 0)),
                Some(axis) => {
                    let value = self.value(slot, axis);
                    let is_negative = value < 0.0;
                    all.push_str(if is_negative { "<mrow><mo>(</mo>" } else { "" });
                    push_number(&mut all, value, print);
                    all.push_str(if is_negative { "<mo>)</mo></mrow>" } else { "" });
                }
            }
        }
        if let Some(axis) = axis {
            all.push_str("<mo>=</mo>");
            push_number(&mut all, self.value(result, axis), print);
        }
        all.push_str("</math>");
        all
    }

    /// What stands for a quantity in an equation.
    fn symbol(&self, slot: char, axis: usize) -> &'static str {
        match slot {
            'x' | 'X' => ["<mi>x</mi>", "<mi>y</mi>"][axis],
            'D' => ["<mi>Δx</mi>", "<mi>Δy</mi>"][axis],
            'l' => "<mi>lr</mi>",
            'e' => "<mi>eps</mi>",
            'o' => "<mi>momentum</mi>",
            'd' => "<mi>dampening</mi>",
            'a' => "<msub><mi>β</mi><mn>1</mn></msub>",
            'A' => {
                "<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>1</mn><mi>t</mi></msubsup></mrow>"
            }
            'B' => {
                "<mrow><mn>1</mn><mo>−</mo><msubsup><mi>β</mi><mn>2</mn><mi>t</mi></msubsup></mrow>"
            }
            'v' | 'V' => "<mi>v</mi>",
            'm' | 'M' => "<mi>m</mi>",
            's' | 'S' => "<mi>s</mi>",
            _ => match (slot, self.optimizer, self.corrections) {
                ('b', Optimizer::Adam(_), _) => "<msub><mi>β</mi><mn>2</mn></msub>",
                ('b', ..) => "<mi>alpha</mi>",
                ('n', _, Some(_)) => "<mover><mi>m</mi><mo>^</mo></mover>",
                ('n', Optimizer::Adam(_), _) => "<mi>m</mi>",
                ('n', Optimizer::Momentum(_), _) => "<mi>v</mi>",
                ('r', _, Some(_)) => "<mover><mi>s</mi><mo>^</mo></mover>",
                ('r', ..) => "<mi>s</mi>",
                _ => "<mi>g</mi>",
            },
        }
    }

    /// A quantity in one of the coordinates.
    pub(super) fn value(&self, slot: char, axis: usize) -> f64 {
        let part =
            |of: &Snapshot, part: usize| of.parts.get(part).map_or(0.0, |(_, both)| both[axis]);
        // The mean of squares is the last that is remembered.
        let squares = self.before.parts.len().saturating_sub(1);
        let [first, second] = self.corrections.unwrap_or([1.0; 2]);
        let mut optimizer = self.optimizer;
        match (slot, self.optimizer) {
            ('x', _) => self.iterate[axis],
            ('X', _) => self.next[axis],
            ('D', _) => self.change[axis],
            ('l', _) => *optimizer.learning_rate_mut(),
            ('e', Optimizer::AdaGrad(AdaGrad { eps, .. }))
            | ('e', Optimizer::RmsProp(RmsProp { eps, .. }))
            | ('e', Optimizer::Adam(Adam { eps, .. })) => eps,
            ('o', Optimizer::Momentum(rule)) => rule.momentum,
            ('d', Optimizer::Momentum(rule)) => rule.dampening,
            ('a', Optimizer::Adam(rule)) => rule.betas[0],
            ('b', Optimizer::Adam(rule)) => rule.betas[1],
            ('b', Optimizer::RmsProp(rule)) => rule.alpha,
            ('A', _) => first,
            ('B', _) => second,
            ('v' | 'm', _) => part(&self.before, 0),
            ('V' | 'M', _) | ('n', Optimizer::Momentum(_)) => part(&self.after, 0),
            ('n', Optimizer::Adam(_)) => part(&self.after, 0) / first,
            ('s', _) => part(&self.before, squares),
            ('S', _) => part(&self.after, squares),
            ('r', _) => part(&self.after, squares) / second,
            _ => self.gradient[axis],
        }
    }
}

fn push_number(text: &mut String, number: f64, print: &dyn Fn(f64) -> String) {
    text.push_str(if number < 0.0 { "<mo>−</mo><mn>" } else { "<mn>" });
    text.push_str(&print(number.abs()));
    text.push_str("</mn>");
}
