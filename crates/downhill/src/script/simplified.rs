//! Sums and products without what adds nothing: zeros, ones and signs.

use downhill_math::Unary;

use super::expression::{Graph, Id, Node};

impl Graph {
    pub(super) fn is_number(&self, id: Id) -> bool {
        matches!(self.node(id), Node::Number(_))
    }

    pub(super) fn is_zero(&self, id: Id) -> bool {
        self.node(id) == Node::Number(0.0)
    }

    pub(super) fn apply(&mut self, function: Unary, u: Id) -> Id {
        self.add(Node::Of(function, u))
    }

    pub(super) fn times(&mut self, number: f64, u: Id) -> Id {
        let number = self.number(number);
        self.product(number, u)
    }

    pub(super) fn negative(&mut self, u: Id) -> Id {
        match self.node(u) {
            Node::Number(0.0) => u,
            Node::Number(number) => self.number(-number),
            Node::Negate(inner) => inner,
            Node::Subtract(lhs, rhs) => self.add(Node::Subtract(rhs, lhs)),
            _ => self.add(Node::Negate(u)),
        }
    }

    pub(super) fn sum(&mut self, u: Id, v: Id) -> Id {
        match (self.node(u), self.node(v)) {
            (Node::Number(lhs), Node::Number(rhs)) => self.number(lhs + rhs),
            (Node::Number(0.0), _) => v,
            (_, Node::Number(0.0)) => u,
            (_, Node::Negate(rhs)) => self.add(Node::Subtract(u, rhs)),
            (Node::Negate(lhs), _) => self.add(Node::Subtract(v, lhs)),
            _ => self.add(Node::Add(u, v)),
        }
    }

    pub(super) fn difference(&mut self, u: Id, v: Id) -> Id {
        match (self.node(u), self.node(v)) {
            (Node::Number(lhs), Node::Number(rhs)) => self.number(lhs - rhs),
            (Node::Number(0.0), _) => self.negative(v),
            (_, Node::Number(0.0)) => u,
            (_, Node::Negate(rhs)) => self.add(Node::Add(u, rhs)),
            _ => self.add(Node::Subtract(u, v)),
        }
    }

    /// The product; a number in it stands first.
    pub(super) fn product(&mut self, u: Id, v: Id) -> Id {
        match (self.node(u), self.node(v)) {
            (Node::Number(lhs), Node::Number(rhs)) => self.number(lhs * rhs),
            (Node::Number(0.0), _) | (_, Node::Number(1.0)) => u,
            (_, Node::Number(0.0)) | (Node::Number(1.0), _) => v,
            (Node::Number(-1.0), _) => self.negative(v),
            (_, Node::Number(-1.0)) => self.negative(u),
            (Node::Number(lhs), Node::Multiply(first, rest)) => match self.node(first) {
                Node::Number(rhs) => {
                    let number = self.number(lhs * rhs);
                    self.product(number, rest)
                }
                _ => self.add(Node::Multiply(u, v)),
            },
            (_, Node::Number(_)) => self.product(v, u),
            (_, Node::Multiply(first, rest)) if self.is_number(first) => {
                let product = self.product(u, rest);
                self.product(first, product)
            }
            (Node::Negate(lhs), Node::Negate(rhs)) => self.product(lhs, rhs),
            (Node::Negate(lhs), _) => {
                let product = self.product(lhs, v);
                self.negative(product)
            }
            (_, Node::Negate(rhs)) => {
                let product = self.product(u, rhs);
                self.negative(product)
            }
            _ => self.add(Node::Multiply(u, v)),
        }
    }

    pub(super) fn quotient(&mut self, u: Id, v: Id) -> Id {
        match (self.node(u), self.node(v)) {
            (Node::Number(0.0), _) | (_, Node::Number(1.0)) => u,
            (Node::Negate(inner), _) => {
                let quotient = self.quotient(inner, v);
                self.negative(quotient)
            }
            (Node::Multiply(first, rest), Node::Number(below)) => match self.node(first) {
                // Nothing is rounded then.
                Node::Number(number) if number == below => rest,
                _ => self.add(Node::Divide(u, v)),
            },
            _ => self.add(Node::Divide(u, v)),
        }
    }
}
