//! The one wasm module: everything that downhill-web exports.

pub use downhill_web::*;
