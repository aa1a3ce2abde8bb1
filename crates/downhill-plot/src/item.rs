use crate::color::Rgb;

/// A point of the picture in CSS px from its upper left corner, y down.
pub type Point = [f64; 2];

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An area bounded by closed rings, even-odd.
    Area {
        /// The rings; each closes by itself.
        rings: Vec<Vec<Point>>,
        /// Its colour.
        color: Rgb,
        /// From 0, not there, to 1, opaque.
        opacity: f64,
    },
    /// A polyline with round caps and joins.
    Line {
        /// Its vertices.
        points: Vec<Point>,
        /// Its colour.
        color: Rgb,
        /// Its width in CSS px.
        width: f64,
        /// Its dashes; none for a solid line.
        dash: Option<Dash>,
    },
    /// One line of text, set from its left end and its middle height.
    Text {
        /// Where it begins.
        at: Point,
        /// What it says.
        text: String,
        /// Its height in CSS px.
        size: f64,
        /// The width in CSS px that it may take at most; it is narrowed to fit.
        width: f64,
    },
}

/// A dash pattern, in CSS px along the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Dash {
    /// Lengths of dashes and gaps in turn, beginning with a dash.
    pub pattern: Vec<f64>,
    /// How far into the pattern the line begins.
    pub offset: f64,
}
