//! Downhill in the browser: the JavaScript API over the core (feature `runner`), and the figure that
//! the element `<downhill-race>` shows (feature `figure`), and what a worker makes of a run (feature
//! `export`). The only crate that knows web-sys.

#[cfg(feature = "runner")]
mod arrays;
#[cfg(feature = "runner")]
mod basin;
mod clock;
#[cfg(feature = "runner")]
mod error;
#[cfg(feature = "export")]
mod export;
#[cfg(feature = "figure")]
mod figure;
#[cfg(feature = "runner")]
mod job;
#[cfg(any(feature = "figure", feature = "runner"))]
mod js;
mod number_format;
#[cfg(feature = "runner")]
mod runner;
mod start;
#[cfg(feature = "runner")]
mod sweep;
#[cfg(feature = "runner")]
mod typescript;
#[cfg(feature = "runner")]
mod value;

#[cfg(feature = "runner")]
pub use basin::BasinJob;
#[cfg(feature = "export")]
pub use export::Exporter;
#[cfg(feature = "frame")]
pub use figure::read_frame_address;
#[cfg(feature = "playground")]
pub use figure::{
    BasinsControls, Editor, RatesControls, objective_groups, optimizers, schedules, stories,
    thumbnail,
};
#[cfg(feature = "figure")]
pub use figure::{Figure, Phase, connect, markup, styles};
#[cfg(feature = "runner")]
pub use runner::OptimizerRunner;
pub use start::start;
#[cfg(feature = "runner")]
pub use sweep::SweepJob;
