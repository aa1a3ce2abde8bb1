use super::Rule;
use crate::arithmetic::Real;

/// A rule's state after a number of steps, by name: what it remembers of x and of y.
///
/// As JSON `{"step": 3, "velocity": [0.1, −0.2]}`; the names are those of
/// [`Info::state`](super::Info::state).
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// How many steps led to this state.
    pub step: u32,
    /// Each remembered quantity: its name, and its value for `[x, y]`.
    pub parts: Vec<(&'static str, [f64; 2])>,
}

impl Snapshot {
    /// The state of `rule` with these numbers; `read` combines the values of x and y into one number.
    pub(super) fn resumed<U: Rule, R: Real>(
        &self,
        rule: &U,
        read: impl Fn([f64; 2]) -> R,
    ) -> U::State<R> {
        let mut state = rule.start();
        U::set_step(&mut state, self.step);
        for (part, name) in U::parts(&mut state).into_iter().zip(U::INFO.state) {
            if let Some((_, both)) = self.parts.iter().find(|(given, _)| given == name) {
                *part = read(*both);
            }
        }
        state
    }
}
