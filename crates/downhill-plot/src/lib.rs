//! The picture of an optimizer race, as data: where everything is and how it looks, in CSS pixels
//! with y down. [`Shape`]s are what painters draw, on a canvas or as SVG.
#![forbid(unsafe_code)]

mod arrival;
mod arrows;
mod axes;
mod axis;
mod chart;
mod color;
mod contour;
#[cfg(test)]
mod contrast;
#[cfg(test)]
mod difference;
mod dots;
mod edge;
mod field;
mod grid;
mod hatch;
mod head;
mod holes;
mod identity;
mod labels;
mod line_label;
mod minimum_mark;
mod names;
mod note;
mod painter;
mod palette;
mod remark;

mod scene;
mod shading;
mod shape;
mod sharing;
mod spread;
mod strand;
mod summary;
mod svg;
mod swatch;
mod trail;
mod trails;
mod undefined;
mod view;

pub use arrows::{Arrows, arrows};
pub use axes::axes;
pub use chart::Chart;
pub use color::{Rgb, ylgnbu};
pub use field::{Field, band_colors, field};
pub use holes::Hatching;
pub use identity::{DARK, Filling, Identity, LIGHT, TRAIL_WIDTH, Trace};
pub use names::{Places, Words};
#[cfg(any(test, feature = "recording"))]
pub use painter::recording;
pub use painter::{Layer, Layers, Painter};
pub use palette::{Palette, Theme};
pub use remark::Remark;
pub use scene::{Scene, SceneStyle};
pub use shading::{darkest_and_lightest, extreme_shading};
pub use shape::{Anchor, Dash, HALO_WIDTH, Point, Shape, Stroke, Text};
pub use strand::strands;
pub use summary::summary;
pub use svg::poster;
pub use swatch::swatch;
pub use view::View;
