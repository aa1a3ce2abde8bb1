//! How a rule's racers are recognised: the colour shows the family, the marker shows the rule.

/// What a rule remembers of the gradients. All rules of a family share a colour, which the theme
/// chooses. There are few families, because few colours can be told apart by everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Nothing.
    Plain,
    /// A velocity.
    Velocity,
    /// The sum of their squares.
    SumOfSquares,
    /// A running mean of their squares.
    MeanOfSquares,
    /// Running means of both.
    Adam,
    /// Their signs.
    Sign,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 6] = [
        Self::Plain,
        Self::Velocity,
        Self::SumOfSquares,
        Self::MeanOfSquares,
        Self::Adam,
        Self::Sign,
    ];

    /// What it is called, in a word or a few.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plain => "Plain",
            Self::Velocity => "Velocity",
            Self::SumOfSquares => "Sum of squares",
            Self::MeanOfSquares => "Mean of squares",
            Self::Adam => "Adam",
            Self::Sign => "Sign",
        }
    }
}

/// The shape of a racer's marker, one for each rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▣, a square in a square.
    FramedSquare,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ▼
    DownTriangle,
    /// ▼ with a W.
    DownTriangleW,
    /// ▼ with an N.
    DownTriangleN,
    /// ▼ with an R.
    DownTriangleR,
    /// ▼ with an X.
    DownTriangleX,
    /// ◈, a diamond in a diamond.
    FramedDiamond,
    /// ✚
    Cross,
    /// ★
    Star,
}
