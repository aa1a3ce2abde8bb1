//! The equations of a step add up as printed, and read as the rules do.
#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

#[path = "../../downhill/tests/common/mod.rs"]
mod common;

use common::runner;
use downhill::anatomy::Anatomy;
use downhill::decimal::short;
use downhill::format_number;
use downhill_figure::panels::step_inspector::{self, Equation};
use roxmltree::{Document, Node};

const ALL_FORMS: &str = "start=0.9,-0.35&racers=sgd,momentum(dampening=0.9,dampFirstStep=true),\
                         momentum(dampening=0.9),momentum,adagrad,rmsprop,adam,adam(biasCorrection=false),adamw,\
                         momentum(momentum=0.8,dampening=0,dampFirstStep=false,nesterov=true)";

/// Marks a number that was printed, among those of the equation itself.
const MARK: char = '\u{200b}';

/// What an equation in MathML says, with every printed number moved by `moved`.
struct Reader<'a> {
    moved: &'a dyn Fn(usize, f64) -> f64,
    printed: usize,
}

impl Reader<'_> {
    fn element(&mut self, node: Node<'_, '_>) -> f64 {
        let mut children = node.children();
        match node.tag_name().name() {
            "mn" => {
                let text = node.text().unwrap();
                let number = text.trim_end_matches(MARK).replace('−', "-").parse().unwrap();
                if !text.ends_with(MARK) {
                    return number;
                }
                self.printed += 1;
                (self.moved)(self.printed - 1, number)
            }
            "mrow" => self.row(&children.collect::<Vec<_>>()),
            "msqrt" => self.row(&children.collect::<Vec<_>>()).sqrt(),
            "mfrac" => {
                let above = self.element(children.next().unwrap());
                let below = self.element(children.next().unwrap());
                assert!(children.next().is_none());
                above / below
            }
            "msup" => {
                let base = self.element(children.next().unwrap());
                assert_eq!(children.next().unwrap().text(), Some("2"));
                assert!(children.next().is_none());
                base * base
            }
            other => unreachable!("{other}"),
        }
    }

    /// Sums of products, with signs and parentheses.
    fn row(&mut self, nodes: &[Node<'_, '_>]) -> f64 {
        let (value, rest) = self.sum(nodes);
        assert!(rest.is_empty());
        value
    }

    fn sum<'n, 'a, 'i>(&mut self, nodes: &'n [Node<'a, 'i>]) -> (f64, &'n [Node<'a, 'i>]) {
        let (mut value, mut rest) = if operator(nodes) == Some("−") {
            let (value, rest) = self.product(&nodes[1..]);
            (-value, rest)
        } else {
            self.product(nodes)
        };
        while let Some(sign @ ("+" | "−")) = operator(rest) {
            let (next, after) = self.product(&rest[1..]);
            value += if sign == "+" { next } else { -next };
            rest = after;
        }
        (value, rest)
    }

    fn product<'n, 'a, 'i>(&mut self, nodes: &'n [Node<'a, 'i>]) -> (f64, &'n [Node<'a, 'i>]) {
        let (mut value, mut rest) = self.factor(nodes);
        while operator(rest) == Some("·") {
            let (next, after) = self.factor(&rest[1..]);
            (value, rest) = (value * next, after);
        }
        (value, rest)
    }

    fn factor<'n, 'a, 'i>(&mut self, nodes: &'n [Node<'a, 'i>]) -> (f64, &'n [Node<'a, 'i>]) {
        if operator(nodes) == Some("(") {
            let (value, rest) = self.sum(&nodes[1..]);
            assert_eq!(operator(rest), Some(")"));
            return (value, &rest[1..]);
        }
        (self.element(nodes[0]), &nodes[1..])
    }
}

fn operator<'a>(nodes: &[Node<'a, '_>]) -> Option<&'a str> {
    let first = nodes.first()?;
    first.has_tag_name("mo").then(|| first.text().unwrap())
}

/// The two sides of the second `=` of an equation, and how many numbers were printed in the first.
fn sides(equation: &str, moved: &dyn Fn(usize, f64) -> f64) -> (f64, f64, usize) {
    let document = Document::parse(equation).unwrap();
    let nodes: Vec<_> = document.root_element().children().collect();
    assert!(["mi", "mover"].iter().any(|name| nodes[0].has_tag_name(*name)));
    let mut parts = nodes[1..].split(|node| operator(&[*node]) == Some("="));
    assert_eq!(parts.next(), Some(&[][..]));
    let (left, right) = (parts.next().unwrap(), parts.next().unwrap());
    assert!(parts.next().is_none());
    let mut reader = Reader { moved, printed: 0 };
    let left = reader.row(left);
    let printed = reader.printed;
    (left, reader.row(right), printed)
}

fn equations(anatomy: &Anatomy, print: &dyn Fn(f64) -> String) -> Vec<Equation> {
    step_inspector::equations(anatomy, &|number| print(number) + &MARK.to_string())
}

/// That an equation holds when every printed number may be off by `digit` of its size.
fn adds_up(equation: &str, digit: f64) {
    let (left, right, printed) = sides(equation, &|_, number| number);
    let mut allowed = digit * right.abs() + f64::MIN_POSITIVE;
    for which in 0..printed {
        let move_by = |part: f64| {
            let moved = |place, number| if place == which { number * (1.0 + part) } else { number };
            (sides(equation, &moved).0 - left).abs()
        };
        allowed += f64::max(move_by(digit), move_by(-digit)) * 1.1;
    }
    assert!((left - right).abs() <= allowed, "{left} {right} ± {allowed}: {equation}");
}

fn all_equations_add_up(line: &str) {
    let mut runner = runner(line);
    runner.step(60).unwrap();
    for racer in 0..runner.racer_count() {
        for step in 0..60 {
            let anatomy = Anatomy::of(&runner, racer, step).unwrap();
            // As people read them, and with every digit: then an equation holds to rounding.
            for Equation { symbols, numbers } in equations(&anatomy, &|number| short(number)) {
                Document::parse(&symbols).unwrap();
                numbers.iter().for_each(|equation| adds_up(equation, 5.1e-3));
            }
            let exact = equations(&anatomy, &|number| format_number(number));
            for Equation { numbers, .. } in &exact {
                numbers.iter().for_each(|equation| adds_up(equation, 2.0 * f64::EPSILON));
            }
            // The last two end in the step drawn and in the next iterate.
            let [.., step, next] = &exact[..] else { unreachable!() };
            for axis in 0..2 {
                let of =
                    |equation: &Equation| sides(&equation.numbers[axis], &|_, number| number).1;
                assert_eq!(of(step), anatomy.change[axis]);
                assert_eq!(of(next), anatomy.next[axis]);
            }
        }
    }
}

#[test]
fn equations_add_up_as_printed() {
    all_equations_add_up(ALL_FORMS);
    all_equations_add_up(&["preset=article-gif&", ALL_FORMS].concat());
    all_equations_add_up("objective=rosenbrock");
    all_equations_add_up(
        "objective=taco&racers=momentum(momentum=0.5,dampening=-1),adagrad(eps=0.1),\
         rmsprop(alpha=0.5,eps=1),adam(betas=0.3:0.6,eps=0.01),adam(betas=0:0),\
         adamw(betas=0.3:0.6,weightDecay=3)",
    );
}

/// What is between tags.
fn text(markup: &str) -> String {
    Document::parse(markup)
        .unwrap()
        .root_element()
        .descendants()
        .filter_map(|node| if node.is_text() { node.text() } else { None })
        .collect()
}

#[test]
fn equations_read_as_the_rules_do() {
    let mut runner = runner(ALL_FORMS);
    runner.step(2).unwrap();
    let symbols = |racer, step| -> Vec<String> {
        let anatomy = Anatomy::of(&runner, racer, step).unwrap();
        step_inspector::equations(&anatomy, &|_| String::new())
            .iter()
            .map(|of| text(&of.symbols))
            .collect()
    };
    let velocity = "v←momentum·v+(1−dampening)·g";
    let end = "x←x+Δx";
    assert_eq!(symbols(0, 0), ["Δx←−lr·g", end]);
    assert_eq!(symbols(1, 0), [velocity, "Δx←−lr·v", end]);
    assert_eq!(symbols(2, 0), ["v←g", "Δx←−lr·v", end]);
    assert_eq!(symbols(2, 1), [velocity, "Δx←−lr·v", end]);
    assert_eq!(symbols(4, 0), ["s←s+g2", "Δx←−lr·gs+eps", end]);
    assert_eq!(symbols(5, 0), ["s←alpha·s+(1−alpha)·g2", "Δx←−lr·gs+eps", end]);
    let moments = ["m←β1·m+(1−β1)·g", "s←β2·s+(1−β2)·g2"];
    let corrections = ["m^←m1−β1t", "s^←s1−β2t", "Δx←−lr·m^s^+eps", end];
    assert_eq!(symbols(6, 0), [&moments[..], &corrections].concat());
    assert_eq!(symbols(7, 0), [&moments[..], &["Δx←−lr·ms+eps", end]].concat());

    let decayed = ["x~←x·(1−lr·weightDecay)"];
    let end_of_decayed = ["x←x~+Δx"];
    assert_eq!(
        symbols(8, 0),
        [&decayed[..], &moments, &corrections[..3], &end_of_decayed].concat()
    );
    let ahead = ["Δx←−lr·(g+momentum·v)", end];
    assert_eq!(symbols(9, 0), [&["v←g"][..], &ahead].concat());
    assert_eq!(symbols(9, 1), [&["v←momentum·v+g"][..], &ahead].concat());

    let anatomy = Anatomy::of(&runner, 1, 0).unwrap();
    let numbers: Vec<String> = step_inspector::equations(&anatomy, &|number| short(number))
        .iter()
        .map(|of| text(&of.numbers[1]))
        .collect();
    assert_eq!(
        numbers,
        [
            "v=0.9·0+(1−0.9)·(−0.488)=−0.0488",
            "Δy=−0.02·(−0.0488)=0.000975",
            "y=(−0.35)+0.000975=−0.349"
        ]
    );
}
