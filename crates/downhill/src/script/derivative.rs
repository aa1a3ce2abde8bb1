//! The derivatives of a formula.

use downhill_math::{Comparison, Function, Unary};

use super::expression::{Graph, Id, Node};

impl Graph {
    /// The derivatives of a node by x and by y.
    pub(super) fn gradient(&mut self, of: Id) -> [Id; 2] {
        [Node::X, Node::Y].map(|variable| {
            let mut slopes: Vec<Id> = Vec::with_capacity(of + 1);
            for id in 0..=of {
                let slope = self.slope(id, variable, &slopes);
                slopes.push(slope);
            }
            slopes.pop().unwrap_or(of)
        })
    }

    /// The derivative of a node, whose operands have these.
    fn slope(&mut self, id: Id, variable: Node, slopes: &[Id]) -> Id {
        let node = self.node(id);
        let of = |operand: Id| slopes.get(operand).copied().unwrap_or(operand);
        match node {
            Node::X | Node::Y => self.number(f64::from(u8::from(node == variable))),
            // Of the last two there is no derivative in a formula.
            Node::Number(_) | Node::Heaviside(..) | Node::SlopeOfSinc(_) => self.number(0.0),
            Node::Negate(u) => self.negative(of(u)),
            Node::Add(u, v) => self.sum(of(u), of(v)),
            Node::Subtract(u, v) => self.difference(of(u), of(v)),
            Node::Multiply(u, v) => {
                let (lhs, rhs) = (self.product(v, of(u)), self.product(u, of(v)));
                self.sum(lhs, rhs)
            }
            Node::Divide(u, v) => {
                let loss = self.product(id, of(v));
                let rise = self.difference(of(u), loss);
                self.quotient(rise, v)
            }
            Node::Power(u, v) => self.slope_of_power(id, [u, v], [of(u), of(v)]),
            Node::WholePower(u, n) => {
                let below = match n {
                    0 => self.number(0.0),
                    1 => self.number(1.0),
                    2 => u,
                    n => self.add(Node::WholePower(u, n - 1)),
                };
                let times = self.number(f64::from(n));
                let slope = self.product(times, below);
                self.product(slope, of(u))
            }
            Node::Of(function, u) => {
                if self.is_zero(of(u)) {
                    return of(u);
                }
                let slope = self.slope_of(function, id, u);
                self.product(slope, of(u))
            }
            Node::OfTwo(function, u, v) => self.slope_of_two(function, id, [u, v], [of(u), of(v)]),
            Node::Where(comparison, [lhs, rhs, then, otherwise]) => {
                self.chosen(comparison, [lhs, rhs, of(then), of(otherwise)])
            }
        }
    }

    fn slope_of_power(&mut self, id: Id, [u, v]: [Id; 2], [du, dv]: [Id; 2]) -> Id {
        let mut slope = self.number(0.0);
        if !self.is_zero(du) {
            let below = match self.node(v) {
                Node::Number(power) => self.number(power - 1.0),
                _ => {
                    let one = self.number(1.0);
                    self.difference(v, one)
                }
            };
            let below = self.add(Node::Power(u, below));
            let by_base = self.product(v, below);
            slope = self.product(by_base, du);
        }
        if !self.is_zero(dv) {
            let by_exponent = match self.node(u) {
                Node::Number(base) if base > 0.0 => {
                    let log = self.apply(Unary::Ln, u);
                    self.product(id, log)
                }
                _ => {
                    // 0 to a power stays 0.
                    let zero = self.number(0.0);
                    let log = self.apply(Unary::Ln, u);
                    let rise = self.product(id, log);
                    self.chosen(Comparison::Greater, [u, zero, rise, zero])
                }
            };
            let rise = self.product(by_exponent, dv);
            slope = self.sum(slope, rise);
        }
        slope
    }

    /// The derivative of a function of u, whose own node is `id`.
    fn slope_of(&mut self, function: Unary, id: Id, u: Id) -> Id {
        let square = Node::WholePower(u, 2);
        let one = self.number(1.0);
        match function {
            Unary::Abs => self.apply(Unary::Sign, u),
            Unary::Sign | Unary::Floor | Unary::Ceil | Unary::Round => self.number(0.0),
            Unary::Sqrt => {
                let half = self.number(0.5);
                self.quotient(half, id)
            }
            Unary::Cbrt => {
                let (three, square) = (self.number(3.0), self.add(Node::WholePower(id, 2)));
                let below = self.product(three, square);
                self.quotient(one, below)
            }
            Unary::Exp => id,
            Unary::Expm1 => self.apply(Unary::Exp, u),
            Unary::Exp2 => self.times(std::f64::consts::LN_2, id),
            Unary::Ln => self.quotient(one, u),
            Unary::Log2 => {
                let below = self.times(std::f64::consts::LN_2, u);
                self.quotient(one, below)
            }
            Unary::Log10 => {
                let below = self.times(std::f64::consts::LN_10, u);
                self.quotient(one, below)
            }
            Unary::Log1p => {
                let below = self.add(Node::Add(one, u));
                self.quotient(one, below)
            }
            Unary::Sin => self.apply(Unary::Cos, u),
            Unary::Cos => {
                let sine = self.apply(Unary::Sin, u);
                self.negative(sine)
            }
            Unary::Tan | Unary::Cot => {
                let square = self.add(Node::WholePower(id, 2));
                let slope = self.add(Node::Add(one, square));
                if function == Unary::Tan { slope } else { self.negative(slope) }
            }
            Unary::Sec => {
                let tangent = self.apply(Unary::Tan, u);
                self.product(id, tangent)
            }
            Unary::Csc => {
                let cotangent = self.apply(Unary::Cot, u);
                let slope = self.product(id, cotangent);
                self.negative(slope)
            }
            Unary::Asin | Unary::Acos => {
                let square = self.add(square);
                let rest = self.add(Node::Subtract(one, square));
                let root = self.apply(Unary::Sqrt, rest);
                let slope = self.quotient(one, root);
                if function == Unary::Asin { slope } else { self.negative(slope) }
            }
            Unary::Atan => {
                let square = self.add(square);
                let below = self.add(Node::Add(one, square));
                self.quotient(one, below)
            }
            Unary::Sinh => self.apply(Unary::Cosh, u),
            Unary::Cosh => self.apply(Unary::Sinh, u),
            Unary::Tanh => {
                let square = self.add(Node::WholePower(id, 2));
                self.add(Node::Subtract(one, square))
            }
            Unary::Sinc => self.add(Node::SlopeOfSinc(u)),
            Unary::Relu => self.add(Node::Heaviside(u, 0.0)),
            Unary::Sigmoid => {
                let rest = self.add(Node::Subtract(one, id));
                self.product(id, rest)
            }
            Unary::Softplus => self.apply(Unary::Sigmoid, u),
        }
    }

    fn slope_of_two(
        &mut self,
        function: Function,
        id: Id,
        [u, v]: [Id; 2],
        [du, dv]: [Id; 2],
    ) -> Id {
        match function {
            Function::Max | Function::Min => {
                // Where both are equal, torch takes the mean of both slopes.
                let ahead = match function {
                    Function::Max => self.difference(u, v),
                    _ => self.difference(v, u),
                };
                if du == dv {
                    return du;
                }
                let (share, one) = (self.add(Node::Heaviside(ahead, 0.5)), self.number(1.0));
                let of_u = self.product(share, du);
                if self.is_zero(dv) {
                    return of_u;
                }
                let rest = self.add(Node::Subtract(one, share));
                let of_v = self.product(rest, dv);
                self.sum(of_u, of_v)
            }
            Function::Atan2 => {
                let (of_u, of_v) = (self.product(v, du), self.product(u, dv));
                let rise = self.difference(of_u, of_v);
                let squares = [u, v].map(|part| self.add(Node::WholePower(part, 2)));
                let below = self.sum(squares[0], squares[1]);
                self.quotient(rise, below)
            }
            Function::Hypot => {
                let (of_u, of_v) = (self.product(u, du), self.product(v, dv));
                let rise = self.sum(of_u, of_v);
                self.quotient(rise, id)
            }
            Function::Mod => {
                let quotient = self.quotient(u, v);
                let whole = self.apply(Unary::Floor, quotient);
                let loss = self.product(whole, dv);
                self.difference(du, loss)
            }
            Function::Pow => self.slope_of_power(id, [u, v], [du, dv]),
            Function::Of(_) => self.number(0.0),
        }
    }
}
