//! A formula as a graph whose equal parts are one node.

use downhill_math::{Comparison, Formula, Function, Op, Unary};

/// A node's place in its [`Graph`]. Nodes come after their operands.
pub(super) type Id = usize;

/// A part of a formula or of its derivative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Node {
    X,
    Y,
    Number(f64),
    Negate(Id),
    Add(Id, Id),
    Subtract(Id, Id),
    Multiply(Id, Id),
    Divide(Id, Id),
    Power(Id, Id),
    WholePower(Id, i32),
    Of(Unary, Id),
    OfTwo(Function, Id, Id),
    Where(Comparison, [Id; 4]),
    /// 0 below 0, 1 above it, and this number at 0.
    Heaviside(Id, f64),
    /// The derivative of sinc.
    SlopeOfSinc(Id),
}

impl Node {
    /// The operands.
    pub(super) fn operands(self) -> Vec<Id> {
        match self {
            Self::X | Self::Y | Self::Number(_) => Vec::new(),
            Self::Negate(u)
            | Self::WholePower(u, _)
            | Self::Of(_, u)
            | Self::Heaviside(u, _)
            | Self::SlopeOfSinc(u) => vec![u],
            Self::Add(u, v)
            | Self::Subtract(u, v)
            | Self::Multiply(u, v)
            | Self::Divide(u, v)
            | Self::Power(u, v)
            | Self::OfTwo(_, u, v) => vec![u, v],
            Self::Where(_, operands) => operands.to_vec(),
        }
    }
}

/// Every part of a formula once.
#[derive(Default)]
pub(super) struct Graph {
    nodes: Vec<Node>,
}

impl Graph {
    /// The graph of a formula, and the node of its value.
    pub(super) fn of(formula: &Formula) -> (Self, Id) {
        let mut graph = Self::default();
        let mut stack: Vec<Id> = Vec::new();
        for op in formula.operations() {
            let operands = stack.split_off(stack.len().saturating_sub(op.takes()));
            let id = match (*op, operands.as_slice()) {
                (Op::X, _) => graph.add(Node::X),
                (Op::Y, _) => graph.add(Node::Y),
                (Op::Number(number), _) => graph.add(Node::Number(number)),
                (Op::Negate, [u]) => graph.add(Node::Negate(*u)),
                (Op::WholePower(n), [u]) => graph.add(Node::WholePower(*u, n)),
                (Op::Call(Function::Of(function)), [u]) => graph.add(Node::Of(function, *u)),
                (Op::Add, [u, v]) => graph.add(Node::Add(*u, *v)),
                (Op::Subtract, [u, v]) => graph.add(Node::Subtract(*u, *v)),
                (Op::Multiply, [u, v]) => graph.add(Node::Multiply(*u, *v)),
                (Op::Divide, [u, v]) => graph.add(Node::Divide(*u, *v)),
                (Op::Power | Op::Call(Function::Pow), [u, v]) => graph.add(Node::Power(*u, *v)),
                (Op::Call(function), [u, v]) => graph.add(Node::OfTwo(function, *u, *v)),
                (Op::Where(comparison), [lhs, rhs, then, otherwise]) => {
                    graph.chosen(comparison, [*lhs, *rhs, *then, *otherwise])
                }
                // A formula never lacks operands.
                _ => graph.number(f64::NAN),
            };
            stack.push(id);
        }
        let value = stack.pop().unwrap_or_else(|| graph.number(f64::NAN));
        (graph, value)
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(super) fn node(&self, id: Id) -> Node {
        self.nodes.get(id).copied().unwrap_or(Node::Number(f64::NAN))
    }

    pub(super) fn add(&mut self, node: Node) -> Id {
        // NaN is equal to nothing, and −0 is equal to 0, of which a program has no other.
        if let Some(id) = self.nodes.iter().position(|known| *known == node) {
            return id;
        }
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    pub(super) fn number(&mut self, number: f64) -> Id {
        self.add(Node::Number(number))
    }

    /// The alternatives of a condition; where it compares numbers, the one that holds.
    pub(super) fn chosen(&mut self, comparison: Comparison, operands: [Id; 4]) -> Id {
        let [lhs, rhs, then, otherwise] = operands;
        if let (Node::Number(lhs), Node::Number(rhs)) = (self.node(lhs), self.node(rhs)) {
            let holds = match comparison {
                Comparison::Less => lhs < rhs,
                Comparison::AtMost => lhs <= rhs,
                Comparison::Greater => lhs > rhs,
                Comparison::AtLeast => lhs >= rhs,
            };
            return if holds { then } else { otherwise };
        }
        if then == otherwise { then } else { self.add(Node::Where(comparison, operands)) }
    }
}
