//! The picture of an optimizer race, as data: where everything is and how it looks, in CSS pixels
//! with y down. [`Shape`]s are what painters draw, on a canvas or as SVG.
//!
//! **The picture of a step depends on run, view, size and step alone.** A [`Scene`] draws a trail in pieces,
//! each once, when the step that completes it is shown: by step, and within a step by racer. The
//! piece that is not complete yet is drawn anew in each frame, with the heads. So playing and seeking issue the same
//! calls in the same order, and the work of a frame does not grow with the trails.
//!
//! The layers, from the bottom: the field (bands, isolines, shading, hatching, axes), outlines, trails, and heads
//! with their labels. Shading and text of the field follow the first picture, because they would delay it.
#![forbid(unsafe_code)]

mod arrival;
mod arrows;
mod axes;
mod axis;
mod basin_colors;
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
mod holes;
mod identity;
mod labels;
mod line_label;
mod marker;
mod minimum_mark;
mod names;
mod note;
mod painter;
mod palette;
mod picture;
mod polylines;
mod remark;
mod scene;
mod shading;
mod shape;
mod sharing;
mod sheet;
mod spread;
mod strokes;
mod summary;
mod surface;
mod svg;
mod swatch;
mod thumbnail;
mod trail;
mod trails;
mod undefined;
mod view;

pub use arrows::{Arrows, Vectors, arrows};
pub use axes::axes;
pub use basin_colors::{BASIN_HUES, BasinColors};
pub use chart::{
    CHART_INSETS, Chart, Curve, Ending, Head, Measured, ParameterMap, Scale, Sensitivity, slowness,
};
pub use color::{DARK, LIGHT, Rgb, ylgnbu};
pub use field::{Field, band_colors, field};
pub use holes::Hatching;
pub use identity::{Filling, Identity, StrokeLayer, TRAIL_WIDTH};
pub use marker::marker;
pub use minimum_mark::minimum_ring;
pub use names::{Places, Words};
#[cfg(any(test, feature = "recording"))]
pub use painter::recording;
pub use painter::{Layer, Layers, Painter};
pub use palette::{Palette, Theme};
pub use picture::{Picture, PictureScene};
pub use polylines::polylines;
pub use remark::Remark;
pub use scene::{Scene, SceneStyle};
pub use shading::{darkest_and_lightest, extreme_shading};
pub use shape::{Anchor, Dash, HALO_WIDTH, Point, Shape, Stroke, Text};
pub use sheet::{Ratio, Sheet, file_stem};
pub use summary::summary;
pub use surface::{Camera, HeadShapes, SurfaceLook, SurfacePlot, TrailShapes};
pub use svg::{poster, svg};
pub use swatch::swatch;
pub use thumbnail::thumbnail;
pub use view::View;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
