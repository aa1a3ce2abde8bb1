//! Formulas and their derivatives as Python, for PyTorch and for NumPy.

use std::f64::consts::{E, PI};

use downhill_math::{Function, Unary, format_number};

use super::expression::{Graph, Id, Node};
use super::properties::{follows, totals};

/// How long a line of Python is at most, where it can be broken.
const LINE: usize = 88;
/// How deep operations nest before a part gets a name of its own. Python refuses what is too deep.
const DEEPEST: usize = 24;
/// The names of parts. Not among them: what is named already, and letters that look like digits.
const LETTERS: &str = "abcdghkmnqrstuvwz";

/// The module whose functions are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Module {
    Torch,
    NumPy,
}

impl Module {
    fn name(self) -> &'static str {
        match self {
            Self::Torch => "torch",
            Self::NumPy => "np",
        }
    }

    /// A number that knows the module's arithmetic, so that 1/0 is infinite.
    fn wrapped(self, number: &str) -> String {
        let is_whole = !number.contains(['.', 'e', 'n', 'p', '(']);
        let point = if is_whole { ".0" } else { "" };
        match self {
            Self::Torch => format!("torch.tensor({number}{point})"),
            Self::NumPy => format!("np.float64({number}{point})"),
        }
    }
}

/// How strong an operation binds in Python.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Bond {
    Choice,
    Sum,
    Product,
    Sign,
    Power,
    Operand,
}

/// A part as text.
struct Text {
    text: String,
    bond: Bond,
    /// Whether it is a plain number of Python.
    is_number: bool,
}

impl Text {
    fn new(text: impl Into<String>, bond: Bond) -> Self {
        Self { text: text.into(), bond, is_number: false }
    }

    fn within(self, wanted: Bond) -> String {
        if self.bond < wanted { format!("({})", self.text) } else { self.text }
    }
}

/// Writes nodes of a graph.
pub(super) struct Writer<'a> {
    graph: &'a Graph,
    module: Module,
    /// The names of nodes that have one.
    names: Vec<Option<String>>,
    /// Whether torch follows the gradient through each node, whichever way conditions go.
    follows: Vec<bool>,
    /// Whether each node and its slope are finite wherever its operands are.
    is_total: Vec<bool>,
}

impl<'a> Writer<'a> {
    /// Writes `roots`. If `shares`, parts that occur twice get a name, and otherwise only those that would
    /// nest too deep.
    pub(super) fn new(graph: &'a Graph, module: Module, roots: &[Id], shares: bool) -> Self {
        let nodes = graph.nodes();
        let (follows, is_total) = (follows(nodes), totals(nodes));
        let mut writer = Self { graph, module, names: vec![None; nodes.len()], follows, is_total };
        writer.name_parts(roots, shares);
        writer
    }

    fn name_parts(&mut self, roots: &[Id], shares: bool) {
        let nodes = self.graph.nodes();
        let mut uses = vec![0_u32; nodes.len()];
        for root in roots {
            uses[*root] += 1;
        }
        for (id, node) in nodes.iter().enumerate().rev() {
            if uses[id] > 0 {
                node.operands().iter().for_each(|operand| uses[*operand] += 1);
            }
        }
        let mut letters = LETTERS.chars();
        let mut count = 0_u32;
        let (mut heights, mut weights) = (vec![0_usize; nodes.len()], vec![0_usize; nodes.len()]);
        for (id, node) in nodes.iter().enumerate() {
            let operands = node.operands();
            let own = match node {
                Node::Of(..) | Node::OfTwo(..) | Node::SlopeOfSinc(_) => 2,
                _ => usize::from(!operands.is_empty()),
            };
            weights[id] =
                own + operands.iter().map(|operand| weights[*operand]).sum::<usize>().min(9);
            heights[id] =
                operands.iter().map(|operand| heights[*operand] + 1).max().unwrap_or_default();
            let is_root = uses[id] == 1 && roots.contains(&id);
            let is_shared = shares && uses[id] > 1 && weights[id] > 1;
            if uses[id] > 0 && !is_root && (is_shared || heights[id] > DEEPEST) {
                heights[id] = 0;
                weights[id] = 0;
                count += 1;
                let name =
                    letters.next().map_or_else(|| format!("t{count}"), |letter| letter.to_string());
                self.names[id] = Some(name);
            }
        }
    }

    /// The assignments of the parts that have names, a line or a few each.
    pub(super) fn assignments(&self) -> Vec<String> {
        let named = self.names.iter().enumerate();
        let named = named.filter_map(|(id, name)| Some((id, name.as_ref()?)));
        named.flat_map(|(id, name)| self.definition(&format!("{name} = "), id)).collect()
    }

    /// `before` and a node in a line, or in a few if it is a sum or a product that is too long for one.
    pub(super) fn lines(&self, before: &str, id: Id) -> Vec<String> {
        match self.names.get(id) {
            Some(Some(name)) => vec![format!("{before}{name}")],
            _ => self.definition(before, id),
        }
    }

    /// The same of a node that has a name, by what it is.
    fn definition(&self, before: &str, id: Id) -> Vec<String> {
        let text = self.defined(id).text;
        if before.len() + text.len() + 4 <= LINE {
            return vec![format!("{before}{text}")];
        }
        let mut terms = Vec::new();
        self.terms(id, true, &mut terms);
        let mut lines = vec![format!("{before}(")];
        lines.extend(terms.into_iter().map(|term| format!("    {term}")));
        lines.push(")".to_owned());
        lines
    }

    /// The terms of a sum, each with its sign; the factors of a product.
    fn terms(&self, id: Id, is_root: bool, terms: &mut Vec<String>) {
        let is_part = is_root || self.names[id].is_none();
        match self.graph.node(id) {
            Node::Add(lhs, rhs) if is_part => {
                self.terms(lhs, false, terms);
                terms.push(format!("+ {}", self.text(rhs).within(Bond::Product)));
            }
            Node::Subtract(lhs, rhs) if is_part => {
                self.terms(lhs, false, terms);
                terms.push(format!("- {}", self.text(rhs).within(Bond::Product)));
            }
            Node::Multiply(lhs, rhs) if is_root => {
                terms.push(self.text(lhs).within(Bond::Product));
                terms.push(format!("* {}", self.text(rhs).within(Bond::Sign)));
            }
            _ if is_root => terms.push(self.defined(id).text),
            _ => terms.push(self.text(id).within(Bond::Sum)),
        }
    }

    /// A node, by its name if it has one.
    fn text(&self, id: Id) -> Text {
        match self.names.get(id) {
            Some(Some(name)) => Text::new(name.as_str(), Bond::Operand),
            _ => self.defined(id),
        }
    }

    /// Whether a helper function of that name is called.
    pub(super) fn calls_cbrt(&self) -> bool {
        self.graph.nodes().iter().any(|node| matches!(node, Node::Of(Unary::Cbrt, _)))
    }

    /// Whether torch finds the gradient of a node, whichever way conditions go.
    pub(super) fn is_followed(&self, id: Id) -> bool {
        self.follows.get(id).copied().unwrap_or(false)
    }

    fn defined(&self, id: Id) -> Text {
        let text = |id| self.text(id);
        match self.graph.node(id) {
            Node::X => Text::new("x", Bond::Operand),
            Node::Y => Text::new("y", Bond::Operand),
            Node::Number(number) => self.number(number),
            Node::Negate(u) => {
                let operand = self.own(text(u), &[u]);
                match operand.bond {
                    Bond::Choice | Bond::Sum => {
                        Text::new(format!("-({})", operand.text), Bond::Sign)
                    }
                    Bond::Product => Text::new(format!("-{}", operand.text), Bond::Product),
                    _ => Text::new(format!("-{}", operand.text), Bond::Sign),
                }
            }
            Node::Add(u, v) => self.binary(" + ", [u, v], [Bond::Sum, Bond::Product], Bond::Sum),
            Node::Subtract(u, v) => {
                self.binary(" - ", [u, v], [Bond::Sum, Bond::Product], Bond::Sum)
            }
            Node::Multiply(u, v) => {
                self.binary(" * ", [u, v], [Bond::Product, Bond::Sign], Bond::Product)
            }
            Node::Divide(u, v) => {
                self.binary(" / ", [u, v], [Bond::Product, Bond::Sign], Bond::Product)
            }
            Node::OfTwo(Function::Mod, u, v) => {
                self.binary(" % ", [u, v], [Bond::Product, Bond::Sign], Bond::Product)
            }
            Node::Power(u, v) => {
                let is_plain = [u, v].iter().all(|part| text(*part).bond >= Bond::Sign);
                let sign = if is_plain { "**" } else { " ** " };
                self.binary(sign, [u, v], [Bond::Operand, Bond::Sign], Bond::Power)
            }
            Node::WholePower(u, n) => {
                let base = self.own(text(u), &[u]);
                let sign = if base.bond == Bond::Operand { "**" } else { " ** " };
                Text::new(format!("{}{sign}{n}", base.within(Bond::Operand)), Bond::Power)
            }
            Node::Of(function, u) => self.call(function, u),
            Node::OfTwo(function, u, v) => {
                let name = match (function, self.module) {
                    (Function::Min, _) => "minimum",
                    (Function::Max, _) => "maximum",
                    (Function::Atan2, Module::Torch) => "atan2",
                    (Function::Atan2, Module::NumPy) => "arctan2",
                    _ => "hypot",
                };
                // Torch takes tensors alone.
                let [u, v] = [u, v].map(|part| match text(part) {
                    part if part.is_number && self.module == Module::Torch => {
                        self.module.wrapped(&part.text)
                    }
                    part => part.text,
                });
                Text::new(format!("{}.{name}({u}, {v})", self.module.name()), Bond::Operand)
            }
            Node::Where(comparison, [lhs, rhs, then, otherwise]) => {
                let sides = [lhs, rhs].map(|side| text(side).within(Bond::Sum));
                let condition = format!("{} {} {}", sides[0], comparison.sign(), sides[1]);
                let [then, otherwise] = [then, otherwise].map(|part| (part, text(part)));
                // Both alternatives are computed, and an infinite slope of the other one times 0 would
                // be NaN.
                if self.module == Module::Torch
                    && [then.0, otherwise.0].iter().all(|part| self.is_total[*part])
                {
                    let (then, otherwise) = (then.1.text, otherwise.1.text);
                    let text = format!("torch.where({condition}, {then}, {otherwise})");
                    return Text::new(text, Bond::Operand);
                }
                let then = then.1.within(Bond::Sum);
                // As in a chain of conditions.
                let otherwise = otherwise.1.text;
                Text::new(format!("{then} if {condition} else {otherwise}"), Bond::Choice)
            }
            Node::Heaviside(u, at_zero) => {
                let (u, at_zero) = (text(u).text, format_number(at_zero));
                Text::new(format!("np.heaviside({u}, {at_zero})"), Bond::Operand)
            }
            Node::SlopeOfSinc(u) => {
                Text::new(format!("slope_of_sinc({})", text(u).text), Bond::Operand)
            }
        }
    }

    /// An operand as it is, or as a number of the module if no operand is one.
    fn own(&self, text: Text, operands: &[Id]) -> Text {
        let are_numbers =
            operands.iter().all(|operand| matches!(self.graph.node(*operand), Node::Number(_)));
        if are_numbers {
            return Text::new(self.module.wrapped(&text.text), Bond::Operand);
        }
        text
    }

    fn binary(&self, sign: &str, [u, v]: [Id; 2], [lhs, rhs]: [Bond; 2], bond: Bond) -> Text {
        let left = self.own(self.text(u), &[u, v]).within(lhs);
        Text::new(format!("{left}{sign}{}", self.text(v).within(rhs)), bond)
    }

    fn call(&self, function: Unary, u: Id) -> Text {
        let operand = self.own(self.text(u), &[u]);
        let module = self.module.name();
        let is_torch = self.module == Module::Torch;
        let call = |name: &str, rest: &str| {
            Text::new(format!("{module}.{name}({}{rest})", operand.text), Bond::Operand)
        };
        let inverse =
            |name: &str| Text::new(format!("1 / {module}.{name}({})", operand.text), Bond::Product);
        match function {
            Unary::Sec => inverse("cos"),
            Unary::Csc => inverse("sin"),
            Unary::Cot => inverse("tan"),
            Unary::Cbrt if is_torch => Text::new(format!("cbrt({})", operand.text), Bond::Operand),
            Unary::Relu if is_torch => call("relu", ""),
            Unary::Relu => call("maximum", ", 0"),
            Unary::Sigmoid if is_torch => call("sigmoid", ""),
            Unary::Sigmoid => {
                let power = match operand.bond {
                    Bond::Choice | Bond::Sum => format!("-({})", operand.text),
                    _ => format!("-{}", operand.text),
                };
                Text::new(format!("1 / (1 + np.exp({power}))"), Bond::Product)
            }
            // By default it is the operand itself from 20 on, which is 2e-9 too little.
            Unary::Softplus if is_torch => call("nn.functional.softplus", ", threshold=40"),
            Unary::Softplus => call("logaddexp", ", 0"),
            Unary::Asin if !is_torch => call("arcsin", ""),
            Unary::Acos if !is_torch => call("arccos", ""),
            Unary::Atan if !is_torch => call("arctan", ""),
            Unary::Ln => call("log", ""),
            function => call(Function::Of(function).name(), ""),
        }
    }

    fn number(&self, number: f64) -> Text {
        let module = self.module.name();
        let named = |text: String, bond| Text { text, bond, is_number: true };
        if number == E {
            return named(format!("{module}.e"), Bond::Operand);
        }
        for count in 1..=12_u32 {
            let factor = f64::from(count);
            if number == factor * PI {
                return match count {
                    1 => named(format!("{module}.pi"), Bond::Operand),
                    _ => named(format!("{count} * {module}.pi"), Bond::Product),
                };
            }
            if number == PI / factor {
                return named(format!("{module}.pi / {count}"), Bond::Product);
            }
        }
        let bond = if number.is_sign_negative() { Bond::Sign } else { Bond::Operand };
        named(literal(number), bond)
    }
}

/// A number in Python, whole where it is small. A large whole one would be too large for torch.
fn literal(number: f64) -> String {
    if number.is_nan() || number.is_infinite() {
        let sign = if number < 0.0 { "-" } else { "" };
        let name = if number.is_nan() { "nan" } else { "inf" };
        return format!("float(\"{sign}{name}\")");
    }
    let text = format_number(number);
    if number.abs() >= 1e9 && !text.contains(['.', 'e']) { text + ".0" } else { text }
}
