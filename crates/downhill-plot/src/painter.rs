use crate::color::Rgb;
use crate::shape::{Point, Shape, Stroke, Text};

/// One of the canvases of a picture, which lie one upon the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The objective: bands, isolines, hatching.
    Field,
    /// What lies beneath all trails: their outlines, where they have any.
    Outlines,
    /// The trails.
    Trails,
    /// What changes with every step: heads, and the trails' last few px.
    Heads,
}

impl Layer {
    /// Every layer, the lowest first.
    pub const ALL: [Self; 4] = [Self::Field, Self::Outlines, Self::Trails, Self::Heads];
}

/// What shapes are drawn with: a canvas, an SVG picture, a record for tests.
pub trait Painter {
    /// Removes all that has been drawn.
    fn clear(&mut self);

    /// Whether what is drawn from now on lies beneath what is there.
    fn paint_beneath(&mut self, beneath: bool);

    /// Fills closed rings, even-odd. An opacity of 1 is opaque.
    fn area(&mut self, rings: &[Vec<Point>], color: Rgb, opacity: f64);

    /// Draws polylines as one stroke, with round caps and joins.
    fn stroke(&mut self, lines: &[&[Point]], stroke: &Stroke);

    /// Writes a line of text.
    fn text(&mut self, text: &Text);
}

impl Shape {
    /// Draws it with a painter.
    pub fn paint(&self, painter: &mut dyn Painter) {
        match self {
            Self::Area { rings, color, opacity } => painter.area(rings, *color, *opacity),
            Self::Line { points, stroke } => painter.stroke(&[points], stroke),
            Self::Text(text) => painter.text(text),
        }
    }
}

/// A picture's painters, one for each [`Layer`].
pub trait Layers {
    /// The painter of that layer.
    fn layer(&mut self, layer: Layer) -> &mut dyn Painter;
}

/// Painters that record what they are given, for tests.
#[cfg(any(test, feature = "recording"))]
pub mod recording {
    use super::{Layer, Layers, Painter};
    use crate::color::Rgb;
    use crate::shape::{Point, Shape, Stroke, Text};

    /// What has been drawn on one layer, the lowest first.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Record {
        /// The shapes.
        pub shapes: Vec<Shape>,
        beneath: bool,
    }

    impl Record {
        fn add(&mut self, shape: Shape) {
            let index = if self.beneath { 0 } else { self.shapes.len() };
            self.shapes.insert(index, shape);
        }
    }

    impl Painter for Record {
        fn clear(&mut self) {
            self.shapes.clear();
        }

        fn paint_beneath(&mut self, beneath: bool) {
            self.beneath = beneath;
        }

        fn area(&mut self, rings: &[Vec<Point>], color: Rgb, opacity: f64) {
            self.add(Shape::Area { rings: rings.to_vec(), color, opacity });
        }

        fn stroke(&mut self, lines: &[&[Point]], stroke: &Stroke) {
            for points in lines {
                self.add(Shape::Line { points: points.to_vec(), stroke: stroke.clone() });
            }
        }

        fn text(&mut self, text: &Text) {
            self.add(Shape::Text(text.clone()));
        }
    }

    /// What has been drawn on all layers.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Recording {
        records: [Record; 4],
    }

    impl Recording {
        /// What has been drawn on a layer.
        #[must_use]
        pub fn shapes(&self, layer: Layer) -> &[Shape] {
            &self.records[layer as usize].shapes
        }
    }

    impl Layers for Recording {
        fn layer(&mut self, layer: Layer) -> &mut dyn Painter {
            &mut self.records[layer as usize]
        }
    }
}
