//! The objective as a surface in three dimensions: a shaded surface in a box with axes, and on it the
//! racers' trails and heads, as far as they are not hidden.
//!
//! All of it comes out as [`Shape`](crate::Shape)s in the order in which they are painted. Of the surface, what is
//! farther away comes first, so what is nearer covers it. Lines and heads are painted over the surface, cut
//! off where it hides them, so that a race can go on while the surface stays as it is painted.

mod camera;
mod faces;
mod frame;
mod height;
mod mesh;
mod paths;
mod plot;
mod scene;
mod sight;
mod tint;

pub use self::camera::Camera;
pub use self::paths::TrailShapes;
pub use self::plot::{HeadShapes, SurfaceLook, SurfacePlot};
pub(crate) use self::scene::{SurfaceScene, behind};
