/// A rectangle in objective coordinates. As JSON `{"x": [−1, 1], "y": [−1, 1]}`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// `[lowest, highest]` x.
    pub x: [f64; 2],
    /// `[lowest, highest]` y.
    pub y: [f64; 2],
}
