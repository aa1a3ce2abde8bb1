//! Downhill in the browser: the JavaScript API over the core, and the figure that the element
//! `<downhill-race>` shows. The only crate that knows web-sys.

mod error;
mod figure;
mod numerals;
mod panic;
mod runner;
mod typescript;
mod value;

pub use figure::{Figure, markup, styles};
pub use panic::connect;
pub use runner::OptimizerRunner;
