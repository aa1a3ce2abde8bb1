use crate::color::{DARK, Rgb};

/// A point of the picture in CSS px from its upper left corner, y down.
pub type Point = [f64; 2];

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An area bounded by closed rings, even-odd.
    Area {
        /// The rings; each closes by itself.
        rings: Vec<Vec<Point>>,
        /// Its colour.
        color: Rgb,
        /// The opacity, from 0 (invisible) to 1.
        opacity: f64,
    },
    /// A polyline.
    Line {
        /// Its vertices.
        points: Vec<Point>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// One line of text.
    Text(Text),
}

/// The width of the outline around letters, in CSS px; half of it lies outside of them.
pub const HALO_WIDTH: f64 = 3.0;

/// How lines are drawn: with round caps and joins.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The lines' colour.
    pub color: Rgb,
    /// Their width in CSS px.
    pub width: f64,
    /// Their dashes; none for solid lines.
    pub dash: Option<Dash>,
}

impl Stroke {
    /// Solid lines.
    #[must_use]
    pub const fn solid(color: Rgb, width: f64) -> Self {
        Self { color, width, dash: None }
    }
}

/// A dash pattern, in CSS px along the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Dash {
    /// Lengths of dashes and gaps in turn, beginning with a dash.
    pub pattern: Vec<f64>,
    /// How far into the pattern the line begins.
    pub offset: f64,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Its place: that of the end or middle that `anchor` names, at half its height.
    pub at: Point,
    /// The characters.
    pub text: String,
    /// Its height in CSS px.
    pub size: f64,
    /// The greatest width in CSS px; a wider text is narrowed to fit.
    pub width: f64,
    /// Its colour.
    pub color: Rgb,
    /// The part of it that stands at its place.
    pub anchor: Anchor,
    /// The colour of an outline around the letters, which separates them from what lies beneath.
    pub halo: Option<Rgb>,
}

impl Text {
    /// Dark text without a halo, from its left end.
    #[must_use]
    pub const fn plain(at: Point, text: String, size: f64, width: f64) -> Self {
        Self { at, text, size, width, color: DARK, anchor: Anchor::Start, halo: None }
    }
}

/// The part of a text that stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}
