//! The one wasm module: everything that downhill-web exports.

pub use downhill_web::*;

/// 2.5 kB of the shipped module (gzip) smaller than std's dlmalloc, and as quick.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
