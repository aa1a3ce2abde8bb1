//! What is to be known of a formula's parts before it is written for torch.

use downhill_math::{Function, Unary};

use super::expression::Node;

/// Whether torch follows the gradient through each node.
pub(super) fn follows(nodes: &[Node]) -> Vec<bool> {
    let mut follows: Vec<bool> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let is_followed = match *node {
            Node::X | Node::Y => true,
            Node::Where(_, [_, _, then, otherwise]) => follows[then] && follows[otherwise],
            node => node.operands().iter().any(|operand| follows[*operand]),
        };
        follows.push(is_followed);
    }
    follows
}

/// Whether each node and its slope are finite wherever its operands are, but for overflow.
pub(super) fn totals(nodes: &[Node]) -> Vec<bool> {
    let mut totals: Vec<bool> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let is_total = match *node {
            Node::Divide(_, over) => {
                matches!(nodes.get(over), Some(Node::Number(number)) if *number != 0.0)
            }
            Node::Power(..) => false,
            Node::WholePower(_, n) => n >= 0,
            Node::Of(function, _) => matches!(
                function,
                Unary::Abs
                    | Unary::Sign
                    | Unary::Floor
                    | Unary::Ceil
                    | Unary::Round
                    | Unary::Sin
                    | Unary::Cos
                    | Unary::Atan
                    | Unary::Tanh
                    | Unary::Sinc
                    | Unary::Relu
                    | Unary::Sigmoid
                    | Unary::Softplus
            ),
            Node::OfTwo(function, ..) => matches!(function, Function::Min | Function::Max),
            Node::Where(_, [lhs, rhs, ..]) => totals[lhs] && totals[rhs],
            _ => true,
        };
        let are_total = node.operands().iter().all(|operand| totals[*operand]);
        totals.push(is_total && are_total);
    }
    totals
}
