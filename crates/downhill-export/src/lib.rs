//! Optimizer races as PNG pictures and animated GIFs.
//!
//! Both are drawn from the same shapes as the picture on a page ([`downhill_plot`]), with nothing from the
//! machine: the letters are those of `DejaVu Sans`, which comes with the program. So a picture has the same bytes
//! wherever it is made.
//!
//! ```
//! use downhill::{OptimizerRunner, RunConfig};
//! use downhill_export::{Animation, gif, png};
//! use downhill_plot::{Picture, SceneStyle, Sheet};
//!
//! let config: RunConfig = "objective=himmelblau&steps=40".parse()?;
//! let mut runner = OptimizerRunner::new(config);
//! runner.step(40)?;
//! let sheet = Sheet { size: [320.0, 240.0], style: SceneStyle::default(), title: None, picture: Picture::Map };
//!
//! let picture = png(&runner, 40, &sheet, 2)?; // 640 × 480 pixels
//! assert!(picture.starts_with(b"\x89PNG"));
//!
//! let animation = Animation { frames: 10, ..Animation::of(runner.config()) };
//! let mut moving = Vec::new();
//! gif(&runner, &sheet, &animation, &mut moving, &mut |_part| true)?;
//! assert!(moving.starts_with(b"GIF89a"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod animation;
mod canvas;
mod colors;
mod drawing;
mod error;
mod frames;
mod letters;
mod png;

pub use animation::{Animation, FRAME_RATES, MOST_FRAMES};
pub use error::ExportError;
pub use frames::gif;
pub use png::{SCALES, png};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
