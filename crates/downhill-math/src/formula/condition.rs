//! Values that depend on a condition: `x < 0 ? -x : x^2`, `-x if x < 0 else x^2`, `{x < 0: -x, x^2}`.

use super::error::Expected;
use super::function::Callable;
use super::groups::Group;
use super::op::{Comparison, Op};
use super::parse::{Parsed, Parser};
use super::token::Token;

impl Parser {
    pub(super) fn expression(&mut self) -> Parsed {
        self.deeper()?;
        let start = self.program.len();
        if self.is_condition() {
            let comparison = self.condition()?;
            self.alternatives(comparison)?;
        } else {
            self.sum()?;
            match *self.next() {
                Token::Compare(_) => {
                    let at = self.at;
                    let comparison = self.compared()?;
                    if !self.next().is('?') {
                        self.at = at;
                        return self.fail_with(
                            Expected::Operator,
                            "a comparison is a condition only: where(x < 0, -x, x^2)",
                        );
                    }
                    self.alternatives(comparison)?;
                }
                Token::Sign('?') => {
                    return self.fail_with(Expected::Comparison, "x < 0 ? -x : x^2");
                }
                Token::Function(Callable::Where, _) => self.alternatives_around(start)?,
                _ => {}
            }
        }
        self.shallower();
        Some(())
    }

    /// Whether the next word opens such a group.
    pub(super) fn opens(&self, group: Group) -> bool {
        self.groups.get(self.at) == Some(&group)
    }

    fn is_condition(&self) -> bool {
        self.opens(Group::Condition)
    }

    /// Two sums and their comparison.
    pub(super) fn condition(&mut self) -> Parsed<Comparison> {
        if self.is_condition() {
            self.deeper()?;
            let outer = self.enter()?;
            let comparison = self.condition()?;
            self.leave(outer)?;
            self.shallower();
            return Some(comparison);
        }
        self.sum()?;
        self.compared()
    }

    fn compared(&mut self) -> Parsed<Comparison> {
        let Token::Compare(comparison) = *self.next() else {
            return self.fail_with(Expected::Comparison, "where(x < 0, -x, x^2)");
        };
        self.step();
        self.sum()?;
        if matches!(self.next(), Token::Compare(_)) {
            return self
                .fail_with(Expected::Operator, "one comparison only: where(x < 0, -x, x^2)");
        }
        Some(comparison)
    }

    /// The rest of a conditional: `? a : b`.
    fn alternatives(&mut self, comparison: Comparison) -> Parsed {
        if !self.next().is('?') {
            return self.fail_with(
                Expected::Operator,
                "a comparison is a condition only: where(x < 0, -x, x^2)",
            );
        }
        self.step();
        self.expression()?;
        if !self.next().is(':') {
            return self.fail(Expected::Colon);
        }
        self.step();
        self.expression()?;
        self.emit(Op::Where(comparison))
    }

    /// The rest of `a if … else b`, after a.
    fn alternatives_around(&mut self, start: usize) -> Parsed {
        self.step();
        let middle = self.program.len();
        let comparison = self.condition()?;
        self.program.swap(start, middle);
        if !matches!(self.next(), Token::Else) {
            return self.fail(Expected::Else);
        }
        self.step();
        self.expression()?;
        // The second line of a brace with cases.
        if matches!(self.next(), Token::Otherwise) {
            self.step();
        }
        self.emit(Op::Where(comparison))
    }

    /// `{x < 0: -x, x^2}`, as Desmos writes it, from its first sum on.
    pub(super) fn pieces(&mut self) -> Parsed {
        self.deeper()?;
        self.sum()?;
        if matches!(self.next(), Token::Compare(_)) {
            let comparison = self.compared()?;
            if self.next().is('?') {
                self.shallower();
                return self.alternatives(comparison);
            }
            if !self.next().is(':') {
                return self.fail(Expected::Colon);
            }
            self.step();
            self.expression()?;
            if !self.next().is(',') {
                return self.fail_with(Expected::Else, "{x < 0: -x, x^2}");
            }
            self.step();
            self.pieces()?;
            self.emit(Op::Where(comparison))?;
        }
        self.shallower();
        Some(())
    }
}
