//! The picture of an optimizer race, as data: where everything is and how it looks, in CSS pixels
//! with y down. [`Item`]s are what painters draw, on a canvas or as SVG.
#![forbid(unsafe_code)]

mod arrows;
mod axis;
mod chart;
mod color;
mod contour;
#[cfg(test)]
mod contrast;
mod field;
mod grid;
mod hatch;
mod head;
mod holes;
mod identity;
mod item;
mod labels;
mod legend;
mod remark;
mod strand;
mod summary;
mod svg;
mod trail;
mod undefined;
mod view;

pub use arrows::{Arrows, arrows};
pub use chart::Chart;
pub use color::{Rgb, ylgnbu};
pub use field::{Field, band_colors, end_colors, field};
pub use head::{arrow, head};
pub use holes::Hatching;
pub use identity::{DARK, HeadShape, Identity, LIGHT, TRAIL_WIDTH, Trace};
pub use item::{Dash, Item, Point};
pub use labels::{
    Label, Landmark, Occupancy, Part, Rect, Subject, Surroundings, place, text_size, text_width,
};
pub use legend::{legend, swatch};
pub use remark::{Remark, remark_items};
pub use strand::strands;
pub use summary::{leaders, summary};
pub use svg::poster;
pub use trail::{Piece, Trail, in_order};
pub use view::View;
