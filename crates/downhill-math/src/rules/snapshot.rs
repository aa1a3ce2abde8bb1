/// A rule's state after a number of steps, by name: what it remembers of x and of y.
///
/// As JSON `{"step": 3, "velocity": [0.1, −0.2]}`; the names are `velocity` for momentum,
/// `sumOfSquares` for AdaGrad, `meanOfSquares` for RMSProp, `firstMoment` and `secondMoment` for
/// Adam, and none for SGD.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// How many steps led to this state.
    pub step: u32,
    /// Each remembered quantity: its name, and its value for `[x, y]`.
    pub parts: Vec<(&'static str, [f64; 2])>,
}
